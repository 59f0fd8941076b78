//! What a cell is to the encoder, by the bidi class (UAX #9) of its base character.
//!
//! Knows one cell at a time; neighbours are `order`'s matter.

use icu_properties::CodePointMapData;
use icu_properties::props::{BidiMirroringGlyph, Script};
use unicode_bidi::{BidiClass, bidi_class};

use crate::text::columns;

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

/// Whether HarfBuzz would lay a cell out from right to left: by the first of its characters that has a script
/// of its own. None where none has: most punctuation, western digits. Arabic-Indic digits and `٪` have one.
pub(super) fn runs_left(symbol: &str) -> Option<bool> {
    if symbol == " " {
        return None; // what most cells are
    }
    let scripts = CodePointMapData::<Script>::new();
    let own = |script: &Script| !matches!(*script, Script::Common | Script::Inherited | Script::Unknown);
    let script = symbol.chars().map(|c| scripts.get(c)).find(own)?;
    Some(matches!(
        script,
        Script::Arabic | Script::Hebrew | Script::Syriac | Script::Thaana | Script::Nko | Script::Mandaic
    ))
}

/// Whether a symbol begins with a character of the Arabic blocks: letters, forms, digits, punctuation.
pub(super) fn is_arabic(symbol: &str) -> bool {
    let arabic = |c: char| {
        matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}')
            || matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
    };
    symbol.chars().next().is_some_and(arabic)
}

/// Whether kitty, its own font being `DejaVu Sans Mono`, takes a symbol from another one: wide glyphs, and Arabic
/// but that of Arabic and Persian (by the font's table of characters).
pub(super) fn is_rare(symbol: &str) -> bool {
    let common = |c: char| {
        matches!(c, '\u{FE70}'..='\u{FEFC}' | '\u{FB52}'..='\u{FB81}' | '\u{FB8A}'..='\u{FB95}')
            || matches!(c, '\u{FB9E}' | '\u{FB9F}' | '\u{FBAA}'..='\u{FBAD}' | '\u{FBE8}' | '\u{FBE9}')
            || matches!(
                c,
                '\u{FBFC}'..='\u{FBFF}' | '\u{606}' | '\u{607}' | '\u{609}' | '\u{60A}' | '\u{60C}'
            )
            || matches!(c, '\u{61B}' | '\u{61F}' | '\u{621}'..='\u{63A}' | '\u{640}'..='\u{655}')
            || matches!(c, '\u{660}'..='\u{66D}' | '\u{674}' | '\u{679}'..='\u{67B}' | '\u{67E}'..='\u{680}')
            || matches!(c, '\u{683}' | '\u{684}' | '\u{686}' | '\u{687}' | '\u{691}' | '\u{698}' | '\u{6A4}')
            || matches!(c, '\u{6A9}' | '\u{6AF}' | '\u{6BE}' | '\u{6CC}' | '\u{6F0}'..='\u{6F9}')
    };
    let Some(first) = symbol.chars().next().filter(|first| !first.is_ascii()) else { return false };
    if is_arabic(symbol) { !common(first) } else { columns(first) > 1 }
}

/// Replaces a bracket by its mirror image (`Bidi_Mirroring_Glyph`); its marks stay.
pub(super) fn mirror(symbol: &mut String) {
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
