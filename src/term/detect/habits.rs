//! What a terminal does by itself to rows and letters: closed lists, with the words in both languages.
//!
//! Knows nothing of what is done about it.
//!
//! # Why
//! Seen in pictures of each terminal. A strategy is chosen by terminal, not by these: two that reorder
//! rows are kept from it by different means. They stand here for people who look for a mistake.

use super::Terminal;
use crate::app::Lang;

/// Which rows a terminal reorders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reordering {
    /// None.
    No,
    /// All, but it stops when told.
    UntilTold,
    /// All.
    Rows,
    /// It turns each word round, and leaves words where they are.
    Words,
    /// Not known.
    Unknown,
}

/// Whether a terminal joins letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shaping {
    /// It shows letters as they come.
    No,
    /// It joins them.
    Yes,
    /// Not known, or some of these terminals do.
    Unknown,
}

impl Reordering {
    /// What a terminal does; `bare` says that it can be told not to.
    pub(super) fn of(terminal: Terminal, bare: bool) -> Self {
        match terminal {
            Terminal::Vte | Terminal::Mlterm | Terminal::Obedient if bare => Self::UntilTold,
            Terminal::Kitty => Self::Words,
            Terminal::Plain | Terminal::Console => Self::No,
            Terminal::Unknown => Self::Unknown,
            _ => Self::Rows,
        }
    }

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::UntilTold => "until told not to",
            Self::Rows => "rows",
            Self::Words => "words",
            Self::Unknown => "unknown",
        }
    }

    /// In the language of the interface.
    pub fn told(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::En, _) => self.name(),
            (Lang::Ar, Self::No) => "لا",
            (Lang::Ar, Self::UntilTold) => "نعم، حتى يطلب منها أن تكف",
            (Lang::Ar, Self::Rows) => "نعم",
            (Lang::Ar, Self::Words) => "كل كلمة وحدها",
            (Lang::Ar, Self::Unknown) => "غير معروف",
        }
    }
}

impl Shaping {
    /// What a terminal does. Of those that reorder nothing some join (`WezTerm`, Ghostty) and some do not.
    pub(super) fn of(terminal: Terminal) -> Self {
        match terminal {
            Terminal::Console => Self::No,
            Terminal::Plain | Terminal::Obedient | Terminal::Unknown => Self::Unknown,
            _ => Self::Yes,
        }
    }

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Yes => "yes",
            Self::Unknown => "unknown",
        }
    }

    /// In the language of the interface.
    pub fn told(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::En, _) => self.name(),
            (Lang::Ar, Self::No) => "لا",
            (Lang::Ar, Self::Yes) => "نعم",
            (Lang::Ar, Self::Unknown) => "غير معروف",
        }
    }
}
