//! The keyboard stood in the other layout: what the same keys give in an Arabic one, and back.
//!
//! Knows keys alone; whether a reading makes sense is for the dictionary to say.
//!
//! Source of the tables: xkeyboard-config, `symbols/ara` (basic: Arabic 101; azerty; mac).

/// Keys of a Latin keyboard, and what each gives in an Arabic layout, with blanks between: letters, a lam-alef
/// as two. A shifted letter that is not listed gives what its key gives.
type Layout = [&'static str; 2];

/// The layouts, most common first.
const LAYOUTS: [Layout; 3] = [
    // Arabic 101 on a US keyboard.
    [
        "qwertyuiop[]asdfghjkl;'zxcvbnm,./`HYNGTB",
        "ض ص ث ق ف غ ع ه خ ح ج د ش س ي ب ل ا ت ن م ك ط ئ ء ؤ ر لا ى ة و ز ظ ذ أ إ آ لأ لإ لآ",
    ],
    // That of a Mac.
    [
        "qwertyuiop[]asdfghjkl;zxcvbnmHBNCVMD",
        "ض ص ث ق ف غ ع ه خ ح ج ة ش س ي ب ل ا ت ن م ك ظ ط ذ د ز ر و آ أ إ ئ ء ؤ ى",
    ],
    // Arabic 102 on a French keyboard.
    [
        "azertyuiop^$qsdfghjklmùwxcvbn,;:!`HYNGTB",
        "ض ص ث ق ف غ ع ه خ ح ج د ش س ي ب ل ا ت ن م ك ط ئ ء ؤ ر لا ى ة و ز ظ ذ أ إ آ لأ لإ لآ",
    ],
];

/// What Latin keys give in each Arabic layout.
pub(super) fn to_arabic(typed: &str) -> [String; 3] {
    LAYOUTS.map(|layout| {
        let mut out = String::with_capacity(2 * typed.len());
        for c in typed.chars() {
            // A French keyboard puts its `^`, the jeem, on the next vowel.
            let plain = uncircumflexed(c);
            for c in plain.map_or([None, Some(c)], |vowel| [Some('^'), Some(vowel)]).into_iter().flatten() {
                match letter(layout, c) {
                    Some(letter) => out.push_str(letter),
                    None => out.push(c),
                }
            }
        }
        out
    })
}

fn uncircumflexed(c: char) -> Option<char> {
    let at = "âêîôûÂÊÎÔÛ".chars().position(|vowel| vowel == c)?;
    "aeiouAEIOU".chars().nth(at)
}

fn letter([keys, letters]: Layout, key: char) -> Option<&'static str> {
    let at = |key: char| keys.chars().position(|known| known == key);
    // The key left of the digits: what it gives in Latin letters differs by country.
    let key = if key == '²' { '`' } else { key };
    let at = at(key).or_else(|| at(key.to_lowercase().next()?))?;
    letters.split(' ').nth(at)
}

/// What Arabic letters give on the Latin keyboard of each layout.
pub(super) fn to_latin(typed: &str) -> [String; 3] {
    LAYOUTS.map(|layout| {
        let mut out = String::with_capacity(typed.len());
        let mut rest = typed;
        while let Some(first) = rest.chars().next() {
            let (key, length) = key(layout, rest).unwrap_or((first, first.len_utf8()));
            out.push(key);
            rest = &rest[length..];
        }
        out
    })
}

/// The key of the letters with which a text begins, of several the one that gives most of them, and their bytes.
fn key([keys, letters]: Layout, text: &str) -> Option<(char, usize)> {
    const LAM_ALEF: [(char, &str); 4] =
        [('\u{FEFB}', "لا"), ('\u{FEF7}', "لأ"), ('\u{FEF9}', "لإ"), ('\u{FEF5}', "لآ")];
    let first = text.chars().next()?;
    let ligature = LAM_ALEF.iter().find(|(ligature, _)| *ligature == first);
    let as_typed = ligature.map_or(text, |(_, letters)| letters);
    let begins = |(_, letters): &(char, &str)| as_typed.starts_with(letters);
    let (key, letters) =
        keys.chars().zip(letters.split(' ')).filter(begins).max_by_key(|(_, letters)| letters.len())?;
    Some((key, if ligature.is_some() { first.len_utf8() } else { letters.len() }))
}

/// Whether what was typed may be keys of an Arabic layout: keys that one of them has a letter for, no digit.
pub(super) fn is_latin(typed: &str) -> bool {
    let is_key = |c: char| LAYOUTS.iter().any(|layout| letter(*layout, c).is_some());
    typed.chars().any(is_key) && !typed.chars().any(|c| is_arabic(c) || c.is_ascii_digit())
}

/// Whether keys among what was typed give letters in an Arabic layout, but are none of a word in Latin ones.
pub(super) fn has_signs(typed: &str) -> bool {
    let is_sign = |c: char| !c.is_alphanumeric() && LAYOUTS.iter().any(|layout| letter(*layout, c).is_some());
    typed.chars().any(is_sign)
}

/// Whether a character is an Arabic letter.
pub(super) fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_letter_and_every_letter_its_key() {
        for (at, [keys, letters]) in LAYOUTS.into_iter().enumerate() {
            assert_eq!(keys.chars().count(), letters.split(' ').count());
            assert_eq!(to_arabic(keys)[at], letters.replace(' ', ""));
            for (key, letter) in keys.chars().zip(letters.split(' ')) {
                assert_eq!(to_latin(letter)[at], key.to_string(), "{letter}");
            }
        }
    }

    #[test]
    fn a_french_circumflex_is_a_jeem_before_its_vowel() {
        assert_eq!(to_arabic("^lùê")[2], "جمطجث");
    }

    #[test]
    fn the_key_left_of_the_digits_is_a_thal_on_a_french_keyboard_too() {
        assert_eq!(to_arabic("oùhdh `i²i")[2], "خطايا ذهذه");
    }

    #[test]
    fn a_ligature_is_one_key() {
        assert_eq!(to_latin("\u{FEFB}نسلا")[0], "bksb");
    }
}
