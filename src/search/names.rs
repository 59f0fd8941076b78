//! English names of things whose Arabic name sounds otherwise (Egypt, مصر), or is several words; and the
//! Arabic words by which people of a last name are called.
//!
//! A table handed in as text: `id ⇥ kind ⇥ Arabic name ⇥ aliases|… ⇥ English name` a line. Only the English
//! names are read beforehand, the Arabic ones of a line when it is asked for.

use std::collections::HashMap;

use super::words;
use crate::text::fold;

/// Arabic names of one line: the name, and its aliases.
type Line = [&'static str; 2];

/// English names with their Arabic forms.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// By folded words with a blank between them.
    whole: HashMap<String, Vec<Line>>,
    /// People, by what is alike of their last name.
    last: HashMap<String, Vec<Line>>,
    /// Words of the longest English name.
    longest: usize,
}

impl Names {
    /// Reads tables. A first line of column heads is as harmless as any other line that is no name.
    pub fn new(tables: &[&'static str]) -> Self {
        let mut names = Self::default();
        for line in tables.iter().flat_map(|table| table.lines()) {
            let mut columns = line.split('\t');
            let (Some(id), _, Some(arabic), Some(aliases), Some(english)) =
                (columns.next(), columns.next(), columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            if id.contains(':') && !english.is_empty() {
                names.add(english, [arabic, aliases], id.starts_with("person:"));
            }
        }
        names
    }

    fn add(&mut self, english: &str, line: Line, is_person: bool) {
        let english =
            if english.is_ascii() { english.to_ascii_lowercase() } else { fold(english).as_str().to_owned() };
        let words: Vec<&str> =
            english.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        if is_person && words.len() > 1 {
            let last = alike(words.last().copied().unwrap_or_default());
            self.last.entry(last).or_default().push(line);
        }
        self.longest = self.longest.max(words.len());
        self.whole.entry(words.join(" ")).or_default().push(line);
    }

    /// The longest name with which a run of words begins: how many words, and its Arabic forms as folded words.
    pub(super) fn at(&self, words: &[String]) -> Option<(usize, Vec<Vec<String>>)> {
        (1..=self.longest.min(words.len())).rev().find_map(|count| {
            let lines = self.whole.get(&words[..count].join(" "))?;
            Some((count, forms(lines)))
        })
    }

    /// Arabic words by which people with a last name are called, some of them by other names of theirs.
    pub(super) fn surname(&self, latin: &str) -> Vec<String> {
        let lines = self.last.get(&alike(latin));
        let mut called = Vec::new();
        for mut form in lines.into_iter().flat_map(|lines| forms(lines)) {
            called.extend(form.pop().filter(|word| words::letters(word) >= 3 && !called.contains(word)));
        }
        called
    }

    /// Whether a folded Latin word is an English name of the tables, or somebody's last name there.
    pub fn holds(&self, latin: &str) -> bool {
        self.whole.contains_key(latin) || self.last.contains_key(&alike(latin))
    }
}

/// The forms of some lines, as folded words, each once.
fn forms(lines: &[Line]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for [name, aliases] in lines {
        // A `?` marks an alias that needs evidence; as a translation it would mislead.
        let aliases = aliases.split('|').filter(|form| !form.starts_with('?'));
        for form in std::iter::once(*name).chain(aliases) {
            let form: Vec<String> = words::tokens(form).into_iter().map(|token| token.text).collect();
            if !form.is_empty() && !all.contains(&form) {
                all.push(form);
            }
        }
    }
    all
}

/// What the usual spellings of a name share (Zelensky, Zelenskyy, Zelenskiy): doubled letters count once, and
/// whatever of `i` and `y` it ends in.
fn alike(latin: &str) -> String {
    let mut key = String::with_capacity(latin.len());
    for c in latin.chars() {
        if !key.ends_with(c) {
            key.push(c);
        }
    }
    let stem = key.trim_end_matches(['i', 'y']);
    if stem.len() < key.len() { format!("{stem}i") } else { key }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_by_the_usual_spellings_of_their_last_name() {
        let table = "person:a\tPER\tفولوديمير زيلينسكي\tزيلنسكي|?زل\tVolodymyr Zelenskyy\n\
                     place:b\tLOC\tمصر\t\tEgypt";
        let names = Names::new(&[table]);
        for latin in ["zelensky", "zelenskyy", "zelenskiy", "zelenski"] {
            assert_eq!(names.surname(latin), ["زيلينسكي", "زيلنسكي"], "{latin}");
        }
        assert!(names.surname("egypt").is_empty() && names.holds("egypt") && !names.holds("volodymyr"));
        assert_eq!(names.at(&["egypt".to_owned()]), Some((1, vec![vec!["مصر".to_owned()]])));
    }
}
