//! The keyboard stood in the other layout: what the same keys give in an Arabic one, and back.
//!
//! Knows keys alone; whether a reading makes sense is for the dictionary to say.

use crate::text::Keyboard;

/// What the keys of a Latin word give in each Arabic layout: letters, without harakat.
pub(super) fn to_arabic(typed: &str) -> [String; 3] {
    // With the capitals locked, keys are not shifted.
    let capitals = typed.chars().filter(|c| c.is_uppercase()).count();
    let is_locked = capitals > 1 && !typed.chars().any(char::is_lowercase);
    Keyboard::ALL.map(|keyboard| {
        let mut out = String::with_capacity(2 * typed.len());
        for c in typed.chars() {
            // A French keyboard puts its `^`, the jeem, on the next vowel.
            let plain = uncircumflexed(c);
            for c in plain.map_or([None, Some(c)], |vowel| [Some('^'), Some(vowel)]).into_iter().flatten() {
                match given(keyboard, c, is_locked) {
                    Some(given) if is_mark(given) => {}
                    Some(given) => out.push_str(given),
                    None => out.push(c),
                }
            }
        }
        // Marks of a sentence that are letters elsewhere.
        let letters = out.trim_end_matches(['.', ',', ':', ';', '!', '?']).len();
        out.truncate(letters);
        out
    })
}

fn uncircumflexed(c: char) -> Option<char> {
    let at = "âêîôûÂÊÎÔÛ".chars().position(|vowel| vowel == c)?;
    "aeiouAEIOU".chars().nth(at)
}

/// What a key gives; one that gives nothing shifted, or is so because the capitals are locked, what it gives
/// otherwise.
fn given(keyboard: Keyboard, key: char, is_locked: bool) -> Option<&'static str> {
    let shifted = keyboard.gives(key).filter(|given| is_letter(given) || !(is_locked && key.is_uppercase()));
    shifted.or_else(|| keyboard.gives(key.to_lowercase().next()?))
}

/// The letter of a key, shifted or not; a lam-alef is two.
fn letter(keyboard: Keyboard, key: char) -> Option<&'static str> {
    given(keyboard, key, true).filter(|given| is_letter(given))
}

fn is_letter(given: &str) -> bool {
    given.starts_with(is_arabic) && !is_mark(given)
}

/// Harakat and tatweel: part of a word, but nothing that is looked for.
fn is_mark(given: &str) -> bool {
    given.starts_with(|c| matches!(c, '\u{640}' | '\u{64B}'..='\u{652}'))
}

/// What Arabic letters give on the Latin keyboard of each layout.
pub(super) fn to_latin(typed: &str) -> [String; 3] {
    Keyboard::ALL.map(|keyboard| {
        let mut out = String::with_capacity(typed.len());
        let mut rest = typed;
        while let Some(first) = rest.chars().next() {
            let (key, length) = keyboard.key(rest).unwrap_or((first, first.len_utf8()));
            out.push(key);
            rest = &rest[length..];
        }
        out
    })
}

/// Whether what was typed may be keys of an Arabic layout: keys that one of them has a letter for, no digit.
pub(super) fn is_latin(typed: &str) -> bool {
    let is_key = |c: char| Keyboard::ALL.into_iter().any(|keyboard| letter(keyboard, c).is_some());
    typed.chars().any(is_key) && !typed.chars().any(|c| is_arabic(c) || c.is_ascii_digit())
}

/// Whether keys among what was typed give letters in an Arabic layout, but are none of a word in Latin ones.
pub(super) fn has_signs(typed: &str) -> bool {
    let is_sign = |c: char| {
        !c.is_alphanumeric() && Keyboard::ALL.into_iter().any(|keyboard| letter(keyboard, c).is_some())
    };
    typed.chars().any(is_sign)
}

/// Whether a character is an Arabic letter.
pub(super) fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Whether a word has its letters where Arabic writes them: ى and ة at its end alone, no hamza on a seat at its
/// beginning, a bare one inside it behind a long vowel. What Latin letters give by chance often has not (`luna`, معىش).
pub(super) fn is_written(word: &str) -> bool {
    let before_last = word.char_indices().next_back().map_or("", |(at, _)| &word[..at]);
    let is_borne = |(at, _): (usize, &str)| word[..at].ends_with(['ا', 'و', 'ي']);
    !word.starts_with(['ؤ', 'ئ', 'ء'])
        && !before_last.contains(['ى', 'ة'])
        && before_last.match_indices('ء').all(is_borne)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_french_circumflex_is_a_jeem_before_its_vowel() {
        assert_eq!(to_arabic("^lùê")[2], "جمطجث");
    }

    #[test]
    fn marks_are_no_letters_and_capitals_no_marks_where_they_are_locked() {
        assert_eq!(to_arabic("jp'~l")[0], "تحطم");
        assert_eq!(to_arabic("jp'QlR:")[0], "تحطم");
        assert_eq!(to_arabic("jpxIl:")[1], "تحطم", "on a Mac");
        assert_eq!(to_arabic("JP'L")[0], "تحطم");
        assert_eq!(to_arabic("H,")[0], "أو");
        assert_eq!((to_arabic("M")[2].as_str(), to_arabic("td:")[0].as_str()), ("", "في"));
    }

    #[test]
    fn the_key_left_of_the_digits_is_a_thal_on_a_french_keyboard_too() {
        assert_eq!(to_arabic("oùhdh `i²i")[2], "خطايا ذهذه");
    }

    #[test]
    fn a_word_has_letters_of_its_ends_nowhere_else() {
        assert!(["مدرسة", "على", "رؤية", "شيء", "ة", "قراءة", "مروءة"].into_iter().all(is_written));
        assert!(!["معىش", "ؤقعة", "ئوم", "مدرةس", "البءلد"].into_iter().any(is_written));
    }

    #[test]
    fn a_ligature_is_one_key() {
        assert_eq!(to_latin("\u{FEFB}نسلا")[0], "bksb");
    }
}
