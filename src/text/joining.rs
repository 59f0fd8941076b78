//! Cursive joining: which letters of a paragraph touch (Unicode core specification 9.2, rules R1 to R7).
//!
//! Works on the whole logical paragraph, so neither styles, lines nor cropping change a form. It knows
//! joining types and nothing of glyphs.
//!
//! *Invariant:* one form a character; transparent characters have none.

use icu_properties::CodePointMapData;
use icu_properties::props::JoiningType;

/// How a letter is joined, as bits: [`BEFORE`], [`AFTER`].
pub(super) type Form = u8;

/// Joined to the letter before it.
pub(super) const BEFORE: Form = 1;
/// Joined to the letter after it.
pub(super) const AFTER: Form = 2;

/// The forms of a paragraph's characters.
pub(super) fn forms(text: &str) -> Vec<Form> {
    let types = CodePointMapData::<JoiningType>::new();
    let mut forms = Vec::with_capacity(text.len() / 2);
    let mut last: Option<usize> = None; // the last character, if it joins what follows
    for c in text.chars() {
        let joining = if c < '\u{AD}' { JoiningType::NonJoining } else { types.get(c) };
        let mut form = 0;
        let (back, on) = match joining {
            JoiningType::Transparent => {
                forms.push(0);
                continue;
            }
            JoiningType::DualJoining | JoiningType::JoinCausing => (true, true),
            JoiningType::RightJoining => (true, false),
            JoiningType::LeftJoining => (false, true),
            _ => (false, false),
        };
        if let (true, Some(before)) = (back, last) {
            let before: &mut Form = &mut forms[before];
            *before |= AFTER;
            form |= BEFORE;
        }
        last = on.then_some(forms.len());
        forms.push(form);
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        forms(text).iter().map(|&form| ['i', 'f', 'n', 'm'][usize::from(form)]).collect()
    }

    #[test]
    fn letters_join_as_their_types_say() {
        assert_eq!(shown("بيت"), "nmf");
        assert_eq!(shown("دار"), "iii", "right-joining letters leave the next one free");
        assert_eq!(shown("بَيت"), "nimf", "marks are transparent");
        assert_eq!(shown("ب\u{200C}ب"), "iii", "ZWNJ");
        assert_eq!(shown("ب\u{200D}"), "nf", "ZWJ");
        assert_eq!(shown("بـ ب"), "nfii", "tatweel");
        assert_eq!(shown("a،ء"), "iii");
    }
}
