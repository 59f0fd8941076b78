//! Text: a logical string becomes a row of visual cells. Pure Unicode, nothing else.
//!
//! `original ── Clean ── Paragraph ── LineSpan ── Line of Cells`
//!
//! | step | file |
//! |---|---|
//! | sanitise, normalise, with a map back | `clean`, `cleaner`, `source_map` |
//! | what stands alone (Latin names, addresses, dates, scores) | `isolate`, `numbers` |
//! | base direction, levels of the whole logical paragraph | `bidi` |
//! | joining and presentation forms, lam-alef, digits | `joining`, `forms`, `digits` |
//! | clusters with glyph, width, level, break opportunity | `atoms`, `width`, `breaks` |
//! | wrapping; then for each line L1, L2, L4 | `layout`, `bidi`, `justify` |
//! | columns, hit test, motion, painted ranges | `line`, `cursor` |
//! | the normal form of search and entities | `fold` |
//! | what the keys of Arabic keyboards give | `keyboard` |
//! | the names of months | `months` |
//!
//! *Invariant:* every cell says which bytes of the **original** text it shows; the cells' sources
//! together never overlap. *Invariant:* nothing here knows a terminal, a colour or a clock.
//! *Invariant:* nothing fails or panics, whatever the text; time is linear in it.
//!
//! # Why
//!
//! - *Shaping to presentation forms, before measuring.* Most terminals join nothing, and lam-alef is one
//!   column only as U+FEF5 to U+FEFC.
//! - *Levels once a paragraph, order once a line.* Terminals that reorder rows get this wrong; so would we,
//!   if wrapped lines were analysed.
//! - *Isolates and direction marks stay as hidden atoms.* They own no cell, but L1 and L2 must see them: the
//!   official tests fail without.
//! - *No embeddings and overrides in news.* `Clean::new` drops them; `Clean::obeying` and `Clean::raw`, for
//!   text of the one who runs `render`, let them act.
//! - *Emoji sequences show their first emoji.* Terminals disagree on the columns of all the rest.

mod atoms;
mod bidi;
mod breaks;
mod clean;
mod cleaner;
mod cursor;
mod digits;
mod escapes;
mod fold;
mod forms;
mod isolate;
mod joining;
mod justify;
mod keyboard;
mod layout;
mod line;
mod months;
mod numbers;
mod phones;
mod source_map;
mod width;

pub use clean::Clean;
pub use cursor::{Affinity, Cursor, next_cluster, next_word, previous_cluster, previous_word};
pub use escapes::without_escapes;
pub use fold::{Folded, fold};
pub use forms::{Joins, is_joining_letter, isolated, joins};
pub use keyboard::Keyboard;
pub use layout::{Cell, LineSpan, Paragraph};
pub use line::Line;
pub use months::gregorian_month;
pub use width::columns;

/// The direction of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Base {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// How the direction of a paragraph is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// By the first strong letter (UAX #9 P2, P3), else the given one.
    Auto(Base),
    /// As said.
    Fixed(Base),
    /// As an article whose language runs so is read (UAX #9 HL1): a paragraph turns from it only where it begins
    /// in the other direction and is mostly words of it. Words that begin with a capital are names, which an
    /// Arabic sentence may well begin with (`Facebook تعلن`), and count for neither.
    Article(Base),
}

/// What letters that join are printed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Forms {
    /// Presentation forms, the isolated one too.
    Presentation,
    /// Base letters.
    Letters,
}

/// Which digits are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Digits {
    /// As written.
    Keep,
    /// 0-9.
    Western,
    /// ٠-٩.
    Arabic,
}

/// How a paragraph is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextOptions {
    /// Its direction.
    pub direction: Direction,
    /// Letters or forms.
    pub forms: Forms,
    /// Whether harakat are kept.
    pub marks: bool,
    /// Which digits are shown.
    pub digits: Digits,
    /// Whether Latin names, URLs, dates, phone numbers and scores are isolated, so that what follows them
    /// stays where it belongs, and numbers with blanks within are not broken.
    pub isolate: bool,
}

impl Default for TextOptions {
    fn default() -> Self {
        Self {
            direction: Direction::Article(Base::Rtl),
            forms: Forms::Presentation,
            marks: true,
            digits: Digits::Keep,
            isolate: true,
        }
    }
}

/// The majority direction of a text's strong letters (bidi classes L against R and AL).
pub fn majority(text: &str) -> Base {
    let (mut rtl, mut ltr) = (0_usize, 0_usize);
    for c in text.chars() {
        match unicode_bidi::bidi_class(c) {
            unicode_bidi::BidiClass::L => ltr += 1,
            unicode_bidi::BidiClass::R | unicode_bidi::BidiClass::AL => rtl += 1,
            _ => {}
        }
    }
    if rtl >= ltr && rtl > 0 { Base::Rtl } else { Base::Ltr }
}
