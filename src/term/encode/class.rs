//! What a cell is to the encoder, by the bidi class (UAX #9) of its base character.
//!
//! Knows one cell at a time; neighbours are `order`'s matter.

use unicode_bidi::{BidiClass, bidi_class};

/// The kinds of cell that make a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A strong right-to-left letter (R, AL).
    Letter,
    /// An Arabic-Indic digit (AN): weak, but it pulls neutrals beside it to the right-to-left side.
    ArabicDigit,
    /// A European digit (EN).
    Digit,
    /// A strong left-to-right letter (L).
    Latin,
    /// A space.
    Blank,
    /// Box drawing and blocks: the frames between panes. Some terminals end a run there.
    Frame,
    /// A separator that may stand inside a number (CS).
    Separator,
    /// Everything else.
    Neutral,
}

impl Class {
    /// The class of a symbol; an empty one counts as a blank.
    pub(super) fn of(symbol: &str) -> Self {
        let Some(c) = symbol.chars().next() else { return Self::Blank };
        match c {
            ' ' | '\u{A0}' => Self::Blank,
            '\u{2500}'..='\u{259F}' => Self::Frame,
            _ => match bidi_class(c) {
                BidiClass::R | BidiClass::AL => Self::Letter,
                BidiClass::AN => Self::ArabicDigit,
                BidiClass::EN => Self::Digit,
                BidiClass::L => Self::Latin,
                BidiClass::CS => Self::Separator,
                _ => Self::Neutral,
            },
        }
    }

    /// Whether a terminal that reorders would start a right-to-left run at it.
    pub(super) fn is_rtl(self) -> bool {
        matches!(self, Self::Letter | Self::ArabicDigit)
    }
}

/// Replaces a bracket by its mirror image (`Bidi_Mirroring_Glyph`); its marks stay.
pub(super) fn mirror(symbol: &mut String) {
    use icu_properties::{CodePointMapData, props::BidiMirroringGlyph};
    let Some(first) = symbol.chars().next() else { return };
    if first.is_ascii_alphanumeric() || first == ' ' {
        return;
    }
    let glyph = CodePointMapData::<BidiMirroringGlyph>::new().get(first);
    if let Some(other) = glyph.mirroring_glyph {
        let mut turned = String::from(other);
        turned.push_str(&symbol[first.len_utf8()..]);
        *symbol = turned;
    }
}
