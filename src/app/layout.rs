//! The Arabic keyboard: which US key stands where a letter was typed.
//!
//! Knows nothing of commands. The table is Arabic 101 (IBM PC, the layout of Windows and X11); what the
//! 102 (AZERTY) and Mac layouts add without contradicting it is taken too. Those layouts put some
//! letters elsewhere (ظ is `z` on a Mac); there Arabic 101 wins, for a letter alone does not tell.
//!
//! *Invariant:* ASCII is never in the table: a literal `/` is a slash wherever it stands.

/// Arabic 101: US key, then what it types there. Keys that type ASCII are left out.
const ARABIC_101: &[(char, &str)] = &[
    ('`', "ذ"),
    ('~', "\u{651}"),
    ('q', "ض"),
    ('Q', "\u{64E}"),
    ('w', "ص"),
    ('W', "\u{64B}"),
    ('e', "ث"),
    ('E', "\u{64F}"),
    ('r', "ق"),
    ('R', "\u{64C}"),
    ('t', "ف"),
    ('T', "لإ"),
    ('y', "غ"),
    ('Y', "إ"),
    ('u', "ع"),
    ('i', "ه"),
    ('I', "÷"),
    ('o', "خ"),
    ('O', "×"),
    ('p', "ح"),
    ('P', "؛"),
    ('[', "ج"),
    (']', "د"),
    ('a', "ش"),
    ('A', "\u{650}"),
    ('s', "س"),
    ('S', "\u{64D}"),
    ('d', "ي"),
    ('f', "ب"),
    ('g', "ل"),
    ('G', "لأ"),
    ('h', "ا"),
    ('H', "أ"),
    ('j', "ت"),
    ('J', "ـ"),
    ('k', "ن"),
    ('K', "،"),
    ('l', "م"),
    (';', "ك"),
    ('\'', "ط"),
    ('z', "ئ"),
    ('x', "ء"),
    ('X', "\u{652}"),
    ('c', "ؤ"),
    ('v', "ر"),
    ('b', "لا"),
    ('B', "لآ"),
    ('n', "ى"),
    ('N', "آ"),
    ('m', "ة"),
    (',', "و"),
    ('.', "ز"),
    ('/', "ظ"),
    ('?', "؟"),
];

/// What other Arabic layouts type on these keys and Arabic 101 nowhere.
const OTHERS: &[(char, char)] = &[
    ('0', '٠'),
    ('1', '١'),
    ('2', '٢'),
    ('3', '٣'),
    ('4', '٤'),
    ('5', '٥'),
    ('6', '٦'),
    ('7', '٧'),
    ('8', '٨'),
    ('9', '٩'),
    ('%', '٪'),
];

/// Lam-alef as one code point: isolated form, then the alef of the two-letter form.
const LAM_ALEF: [(char, char); 4] =
    [('\u{FEFB}', 'ا'), ('\u{FEF7}', 'أ'), ('\u{FEF9}', 'إ'), ('\u{FEF5}', 'آ')];

/// The US key at whose place a character was typed; none for ASCII and for what is in no table.
pub fn us_key(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    if let Some((_, alef)) = LAM_ALEF.iter().find(|(ligature, _)| *ligature == c) {
        return lam_alef(*alef);
    }
    let mut buffer = [0; 4];
    let typed: &str = c.encode_utf8(&mut buffer);
    let in_101 = ARABIC_101.iter().find(|(_, text)| *text == typed).map(|(us, _)| *us);
    in_101.or_else(|| OTHERS.iter().find(|(_, other)| *other == c).map(|(us, _)| *us))
}

/// The US key that types lam and this alef together; none for another letter.
pub fn lam_alef(alef: char) -> Option<char> {
    let pair = ['ل', alef];
    ARABIC_101.iter().find(|(_, text)| text.chars().eq(pair)).map(|(us, _)| *us)
}

/// What a US key types in Arabic 101; itself where the table does not name it.
#[cfg(test)]
pub(super) fn typed_in_arabic_101(us: char) -> String {
    ARABIC_101
        .iter()
        .find(|(key, _)| *key == us)
        .map_or_else(|| us.to_string(), |(_, text)| (*text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_no_key_and_no_letter_twice_and_no_ascii() {
        for (at, (us, text)) in ARABIC_101.iter().enumerate() {
            assert!(!text.is_ascii(), "{us}");
            assert!(ARABIC_101[..at].iter().all(|(key, other)| key != us && other != text), "{us}");
        }
        for (_, c) in OTHERS {
            assert!(ARABIC_101.iter().all(|(_, text)| *text != c.to_string()));
        }
    }

    #[test]
    fn lam_alef_in_one_code_point_is_its_key() {
        assert_eq!(us_key('\u{FEFB}'), Some('b'));
        assert_eq!(us_key('\u{FEF7}'), Some('G'));
        assert_eq!(us_key('\u{FEF9}'), Some('T'));
        assert_eq!(us_key('\u{FEF5}'), Some('B'));
        assert_eq!(lam_alef('ب'), None);
    }

    #[test]
    fn ascii_is_left_alone() {
        assert!((' '..='~').all(|c| us_key(c).is_none()));
    }
}
