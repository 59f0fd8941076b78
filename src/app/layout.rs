//! The Arabic keyboard: which US key stands where a letter was typed.
//!
//! Knows nothing of commands. Arabic 101 (IBM PC, the layout of Windows and X11) comes first; what other layouts add
//! without contradicting it is taken too. Those put some letters elsewhere (ظ is `z` on a Mac); there Arabic 101 wins,
//! for a letter alone does not tell.
//!
//! *Invariant:* a literal `/` is a slash wherever it stands: no ASCII is a letter that was typed.

use crate::text::Keyboard;

/// The US key at whose place a character was typed; none for ASCII and for what no key gives.
pub fn us_key(c: char) -> Option<char> {
    let mut buffer = [0; 4];
    let typed = &*c.encode_utf8(&mut buffer);
    Keyboard::ALL.into_iter().find_map(|keyboard| keyboard.key(typed)).map(|(key, _)| key)
}

/// The US key that types lam and this alef together; none for another letter.
pub fn lam_alef(alef: char) -> Option<char> {
    let pair = format!("ل{alef}");
    Keyboard::ARABIC_101.key(&pair).filter(|(_, length)| *length == pair.len()).map(|(key, _)| key)
}

/// What a US key types in Arabic 101; itself where it types ASCII.
#[cfg(test)]
pub(super) fn typed_in_arabic_101(us: char) -> String {
    let typed = Keyboard::ARABIC_101.gives(us).filter(|given| !given.is_ascii());
    typed.map_or_else(|| us.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lam_alef_in_one_code_point_is_its_key() {
        assert_eq!(us_key('\u{FEFB}'), Some('b'));
        assert_eq!(us_key('\u{FEF7}'), Some('G'));
        assert_eq!(us_key('\u{FEF9}'), Some('T'));
        assert_eq!(us_key('\u{FEF5}'), Some('B'));
        assert_eq!(lam_alef('ب'), None);
    }

    #[test]
    fn what_arabic_101_does_not_type_is_where_another_layout_types_it() {
        assert_eq!((us_key('٣'), us_key('٪'), us_key('ظ')), (Some('3'), Some('%'), Some('/')));
    }

    #[test]
    fn ascii_is_left_alone() {
        assert!((' '..='~').all(|c| us_key(c).is_none()));
    }
}
