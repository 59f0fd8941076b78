//! The settings file: TOML to typed values, every mistake with its line and what was meant.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{COLORS, Choices, Color, DIGITS, LANGS};
use crate::app::Lang;
use crate::app::classes::{Classes, codes};
use crate::text::Digits;

/// What the settings file says; what it does not name is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// Language of the interface.
    pub lang: Option<Lang>,
    /// Columns of running text in the full-width reader (40 to 120).
    pub measure: Option<u16>,
    /// Which digits articles show.
    pub digits: Option<Digits>,
    /// Whether harakat are shown.
    pub marks: Option<bool>,
    /// Whether paragraphs are justified with kashida.
    pub justify: Option<bool>,
    /// Which classes of names are marked.
    pub classes: Option<Classes>,
    /// When colours are used.
    pub color: Option<Color>,
}

/// Why the settings could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file is missing or cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is no TOML, or a key or value is unknown.
    #[error("{}:{line}: {what}", path.display())]
    Wrong {
        /// Which file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What is wrong, and what may stand there.
        what: String,
    },
}

/// The keys, for suggestions.
const KEYS: [&str; 7] = ["lang", "measure", "digits", "marks", "justify", "hide", "color"];

/// A mistake at a byte of the file.
struct Mistake {
    at: usize,
    what: String,
}

impl File {
    /// Reads a settings file. One that is missing is an empty one, unless it `must_exist`.
    ///
    /// # Errors
    /// See [`ConfigError`].
    pub fn read(path: &Path, must_exist: bool) -> Result<Self, ConfigError> {
        let io = |source| ConfigError::Io { path: path.to_path_buf(), source };
        let text = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && !must_exist => {
                return Ok(Self::default());
            }
            bytes => String::from_utf8(bytes.map_err(io)?).map_err(|_| io(io::Error::other("not UTF-8")))?,
        };
        Self::parse(&text).map_err(|mistake| ConfigError::Wrong {
            path: path.to_path_buf(),
            line: 1 + text.as_bytes().iter().take(mistake.at).filter(|b| **b == b'\n').count(),
            what: mistake.what,
        })
    }

    fn parse(text: &str) -> Result<Self, Mistake> {
        let table = DeTable::parse(text).map_err(|error| Mistake {
            at: error.span().map_or(0, |span| span.start),
            what: error.message().replace('\n', "; "),
        })?;
        let mut file = Self::default();
        for (key, value) in table.get_ref() {
            match key.get_ref().as_ref() {
                "lang" => file.lang = Some(choice(value, LANGS)?),
                "measure" => file.measure = Some(number(value, 40, 120)?),
                "digits" => file.digits = Some(choice(value, DIGITS)?),
                "marks" => file.marks = Some(switch(value)?),
                "justify" => file.justify = Some(switch(value)?),
                "hide" => file.classes = Some(classes(value)?),
                "color" => file.color = Some(choice(value, COLORS)?),
                unknown => {
                    return Err(Mistake { at: key.span().start, what: unknown_key(unknown) });
                }
            }
        }
        Ok(file)
    }
}

type Value<'a> = Spanned<DeValue<'a>>;

fn mistake<T>(value: &Value, wanted: &str) -> Result<T, Mistake> {
    Err(Mistake { at: value.span().start, what: format!("{wanted} is wanted here") })
}

fn choice<T: Copy>(value: &Value, choices: Choices<T>) -> Result<T, Mistake> {
    let chosen = value.get_ref().as_str().and_then(|name| choices.iter().find(|choice| choice.0 == name));
    if let Some(choice) = chosen {
        return Ok(choice.1);
    }
    let names: Vec<String> = choices.iter().map(|choice| format!("\"{}\"", choice.0)).collect();
    mistake(value, &names.join(" or "))
}

fn number(value: &Value, least: u16, most: u16) -> Result<u16, Mistake> {
    let number = value.get_ref().as_integer().and_then(|n| u16::from_str_radix(n.as_str(), n.radix()).ok());
    let number = number.filter(|number| (least..=most).contains(number));
    number.map_or_else(|| mistake(value, &format!("a number from {least} to {most}")), Ok)
}

fn switch(value: &Value) -> Result<bool, Mistake> {
    value.get_ref().as_bool().map_or_else(|| mistake(value, "true or false"), Ok)
}

/// All classes but those that a list names by their codes.
fn classes(value: &Value) -> Result<Classes, Mistake> {
    let mut classes = Classes::default();
    let wanted = format!("a list of {}", codes());
    let Some(codes) = value.get_ref().as_array() else { return mistake(value, &wanted) };
    for code in codes {
        if !code.get_ref().as_str().is_some_and(|name| classes.hide(name)) {
            return mistake(code, &wanted);
        }
    }
    Ok(classes)
}

fn unknown_key(unknown: &str) -> String {
    let mut what = format!("unknown key `{unknown}`");
    let near = KEYS.into_iter().map(|key| (distance(unknown, key), key)).min();
    match near {
        Some((distance, key)) if distance <= 2 => _ = write!(what, "; did you mean `{key}`?"),
        _ => _ = write!(what, "; the keys are {}", KEYS.join(", ")),
    }
    what
}

/// Levenshtein's distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, text).unwrap();
        let message = File::read(&path, true).unwrap_err().to_string();
        message.replace(&path.display().to_string(), "F")
    }

    #[test]
    fn every_key_is_read() {
        let text = "lang = \"en\"\nmeasure = 60\ndigits = \"arabic\"\nmarks = false\njustify = true\n\
                    hide = [\"DATE\"]\ncolor = \"never\"\n";
        let mut hidden = Classes::default();
        assert!(hidden.hide("DATE"));
        let expected = File {
            lang: Some(Lang::En),
            measure: Some(60),
            digits: Some(Digits::Arabic),
            marks: Some(false),
            justify: Some(true),
            classes: Some(hidden),
            color: Some(Color::Never),
        };
        assert_eq!(File::parse(text).ok(), Some(expected));
        for key in KEYS {
            assert!(text.contains(key), "{key} is suggested but not read");
        }
    }

    #[test]
    fn mistakes_name_the_line_and_what_was_meant() {
        assert_eq!(error("\nmesure = 60\n"), "F:2: unknown key `mesure`; did you mean `measure`?");
        assert_eq!(
            error("zebra = 1"),
            "F:1: unknown key `zebra`; the keys are lang, measure, digits, marks, justify, hide, color"
        );
        assert_eq!(error("measure = 30"), "F:1: a number from 40 to 120 is wanted here");
        assert_eq!(error("lang = \"fr\""), "F:1: \"ar\" or \"en\" is wanted here");
        assert_eq!(error("\n\nmarks = 1"), "F:3: true or false is wanted here");
        assert_eq!(
            error("hide = [\"PER\",\n\"PERSON\"]"),
            "F:2: a list of PER LOC ORG EVT DOC DATE MONEY PCT QTY is wanted here"
        );
        assert!(error("lang = ").starts_with("F:1: "));
        assert!(!error("lang = \n[[[").contains('\n'), "one line");
    }

    #[test]
    fn a_missing_file_is_empty_unless_it_was_named() {
        let path = Path::new("no-such-folder/config.toml");
        assert_eq!(File::read(path, false).unwrap(), File::default());
        assert!(File::read(path, true).unwrap_err().to_string().contains("no-such-folder"));
    }
}
