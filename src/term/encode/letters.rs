//! From presentation forms back to base letters.
//!
//! Knows only the compatibility decompositions of Arabic Presentation Forms A and B
//! (`UnicodeData.txt`); what a letter joins with is the terminal's matter from there on.

use icu_normalizer::ComposingNormalizerBorrowed;

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
