//! Presentation forms: back to base letters, and where a row's forms are those that a terminal which
//! joins letters anew would choose.
//!
//! Knows only the compatibility decompositions of Arabic Presentation Forms A and B
//! (`UnicodeData.txt`); what a base letter joins with is the terminal's matter.

use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::{CodePointMapData, props::JoiningType};

use crate::text::{Joins, joins};

/// A run of letters in visual order, cut where two neighbours are not joined as they would join by
/// themselves. What is no presentation form is never cut off.
pub(super) fn joined_parts(symbols: &[String], run: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = run.start;
    for at in run.start + 1..run.end {
        // Read from the right: the left one comes after.
        if let (Some((after, can_after)), Some((before, can_before))) =
            (of(&symbols[at - 1]), of(&symbols[at]))
        {
            let joined = can_before.after && can_after.before;
            if (before.after, after.before) != (joined, joined) {
                parts.push(start..at);
                start = at;
            }
        }
    }
    parts.push(start..run.end);
    parts
}

/// On which outer sides a part (in visual order) is joined to something: by the forms at its ends.
pub(super) fn outer_joins(symbols: &[String], part: Range<usize>) -> Joins {
    let shown = |symbol: &String| of(symbol).map(|(shown, _)| shown).unwrap_or_default();
    Joins { before: shown(&symbols[part.end - 1]).before, after: shown(&symbols[part.start]).after }
}

/// How a symbol is joined and can be; none for a base letter, of which only the terminal knows.
fn of(symbol: &str) -> Option<(Joins, Joins)> {
    let first = symbol.chars().next()?;
    let joining = CodePointMapData::<JoiningType>::new().get(first);
    joins(first).or((joining == JoiningType::NonJoining).then_some((Joins::default(), Joins::default())))
}

/// Replaces every presentation form in a symbol by its letters (a lam-alef by its two).
pub(super) fn to_base(symbol: &mut String) {
    if !symbol.chars().any(is_form) {
        return;
    }
    let nfkc = ComposingNormalizerBorrowed::new_nfkc();
    let mut out = String::with_capacity(symbol.len());
    for c in symbol.chars() {
        if is_form(c) {
            let mut buffer = [0; 4];
            out.push_str(&nfkc.normalize(c.encode_utf8(&mut buffer)));
        } else {
            out.push(c);
        }
    }
    *symbol = out;
}

/// Letters that join, as forms FB50..FDCF and FE80..FEFC; not the spacing marks FE70..FE7F, nor the
/// word ligatures FDF0..FDFF.
fn is_form(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FDCF}' | '\u{FE80}'..='\u{FEFC}')
}
