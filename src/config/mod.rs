//! Settings: a file, the environment and the command line become typed values, checked once.
//!
//! `defaults < environment < file < command line`: what is said nearer to the reader wins.
//!
//! Knows no library, no terminal and no command; it only says what was asked for.
//!
//! *Invariant:* [`Environment::read`] is the only place of Sahifa that reads the environment (besides
//! the floor `term`, which reads what names the terminal, and a switch that tests make debug builds panic with). *Invariant:* nothing is read twice and nothing
//! here changes after start.
//!
//! # Why
//! The file is walked by hand over TOML's own spanned tree and not through `serde`, because a person who
//! mistypes a key should be told the line and the key that was meant, and there are few keys.

mod choices;
mod environment;
mod file;
mod logging;
mod paths;

pub use choices::{COLORS, Choices, DIGITS, LANGS};
pub use environment::Environment;
pub use file::{ConfigError, File};
pub use logging::log_to;
pub use paths::Paths;

use jiff::tz::TimeZone;

use crate::app::{Lang, Settings};

/// When colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What the command line says of the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Language of the interface.
    pub lang: Option<Lang>,
    /// When colours are used.
    pub color: Option<Color>,
}

/// The settings that hold: defaults, then environment, then file, then command line.
/// `Color::Auto` is resolved by `terminal`: whether what is written goes to a terminal.
pub fn settings(file: &File, environment: &Environment, wishes: Wishes, terminal: bool) -> Settings {
    let default = Settings::default();
    Settings {
        lang: wishes.lang.or(file.lang).unwrap_or(environment.lang),
        measure: file.measure.unwrap_or(default.measure),
        digits: file.digits.unwrap_or(default.digits),
        marks: file.marks.unwrap_or(default.marks),
        justify: file.justify.unwrap_or(default.justify),
        classes: file.classes.unwrap_or(default.classes),
        color: match wishes.color.or(file.color).unwrap_or_default() {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && !environment.no_color,
        },
        order: default.order,
        zone: TimeZone::system(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(file: &File, no_color: bool, wishes: Wishes, terminal: bool) -> Settings {
        settings(file, &Environment { no_color, ..Environment::default() }, wishes, terminal)
    }

    #[test]
    fn the_command_line_wins_over_the_file_and_the_file_over_the_environment() {
        let file = || File { lang: Some(Lang::En), ..File::default() };
        assert_eq!(with(&File::default(), false, Wishes::default(), true).lang, Lang::Ar);
        assert_eq!(with(&file(), false, Wishes::default(), true).lang, Lang::En);
        let wishes = Wishes { lang: Some(Lang::Ar), color: None };
        assert_eq!(with(&file(), false, wishes, true).lang, Lang::Ar);
    }

    #[test]
    fn colours_are_for_terminals_unless_said_otherwise() {
        let always = Wishes { lang: None, color: Some(Color::Always) };
        let none = Wishes::default();
        assert!(with(&File::default(), false, none, true).color);
        assert!(!with(&File::default(), false, none, false).color);
        assert!(!with(&File::default(), true, none, true).color);
        assert!(with(&File::default(), true, always, false).color, "an explicit wish beats NO_COLOR");
        let never = File { color: Some(Color::Never), ..File::default() };
        assert!(!with(&never, false, none, true).color);
    }
}
