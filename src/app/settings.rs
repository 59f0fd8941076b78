//! What a reader may set.
//!
//! Knows nothing of files: `config` reads them. *Invariant:* values are checked before they get here.

use jiff::tz::TimeZone;

use super::classes::Classes;
use super::style::Style;
use crate::model::Order;
use crate::text::{Digits, TextOptions};

/// The language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Arabic.
    #[default]
    Ar,
    /// English.
    En,
}

/// The settings, typed and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Language of the interface.
    pub lang: Lang,
    /// Columns of running text in the full-width reader (40 to 120). By default 64, some eleven words of Arabic:
    /// what typographers give a book's line; a row of names is then a short write even over a slow one.
    pub measure: u16,
    /// Which digits articles show.
    pub digits: Digits,
    /// Whether harakat are shown.
    pub marks: bool,
    /// Whether paragraphs are justified with kashida.
    pub justify: bool,
    /// Which classes of names are marked.
    pub classes: Classes,
    /// Whether colours are used.
    pub color: bool,
    /// In which order results come at first.
    pub order: Order,
    /// The zone in which a day is a day.
    pub zone: TimeZone,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: Lang::Ar,
            measure: 64,
            digits: Digits::Keep,
            marks: true,
            justify: false,
            classes: Classes::default(),
            color: true,
            order: Order::Relevance,
            zone: TimeZone::UTC,
        }
    }
}

impl Settings {
    /// How the interface writes numbers and dates.
    pub fn style(&self) -> Style<'_> {
        Style { lang: self.lang, digits: self.digits, zone: &self.zone }
    }

    /// How text is laid out by default: a title, a name, a snippet.
    pub fn text_options(&self) -> TextOptions {
        TextOptions { marks: self.marks, digits: self.digits, ..TextOptions::default() }
    }
}
