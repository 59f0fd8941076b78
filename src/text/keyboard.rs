//! Arabic keyboards: what the keys of a Latin one give where the Arabic layout is on.
//!
//! Knows nothing of what was meant by a key.
//!
//! *Invariant:* no key is the one of ASCII: a literal `/` is a slash wherever it stands. *Invariant:* keys that are in no
//! table give what they give without a layout, or, shifted, what they do otherwise.
//!
//! Source of the tables: xkeyboard-config, `symbols/ara` (basic: Arabic 101; mac; azerty: Arabic 102).

/// A layout: keys of the Latin keyboard, and what each gives, with blanks between.
#[derive(Clone, Copy, Debug)]
pub struct Keyboard {
    keys: &'static str,
    gives: &'static str,
}

/// Lam-alef as one code point, and its two letters.
const LAM_ALEF: [(char, &str); 4] =
    [('\u{FEFB}', "لا"), ('\u{FEF7}', "لأ"), ('\u{FEF9}', "لإ"), ('\u{FEF5}', "لآ")];

impl Keyboard {
    /// All of them, the most common first.
    pub const ALL: [Self; 3] = [Self::ARABIC_101, Self::MAC, Self::ARABIC_102];

    /// On a US keyboard: the layout of Windows and X11.
    pub const ARABIC_101: Self = Self {
        keys: "`~qQwWeErRtTyYuiIoOpP[]aAsSdfgGhHjJkKl;'zxXcvbBnNm,./?UDFLZCVM<>",
        gives: "ذ \u{651} ض \u{64E} ص \u{64B} ث \u{64F} ق \u{64C} ف لإ غ إ ع ه ÷ خ × ح ؛ ج د ش \u{650} س \u{64D} \
                ي ب ل لأ ا أ ت ـ ن ، م ك ط ئ ء \u{652} ؤ ر لا لآ ى آ ة و ز ظ ؟ \
                ` ] [ / ~ } { ' , .",
    };

    /// On a US keyboard of a Mac.
    const MAC: Self = Self {
        keys: "`1234567890%qQwWeErRtTyYuUiIop[]asdDfghHjkl;'zxcCvVbBnNmM,?OP",
        gives: "ـ ١ ٢ ٣ ٤ ٥ ٦ ٧ ٨ ٩ ٠ ٪ ض \u{64E} ص \u{64B} ث \u{650} ق \u{64D} ف \u{64F} غ \u{64C} ع \u{652} ه \
                \u{651} خ ح ج ة ش س ي ى ب ل ا آ ت ن م ك ؛ ظ ط ذ ئ د ء ز أ ر إ و ؤ ، ؟ ] [",
    };

    /// On a French keyboard.
    const ARABIC_102: Self = Self {
        keys: "`~!$^aAzZeErRtTyYuiIoOpPqQsSdfgGhHjJkKlmùwxXcvbBnN,;:§UDFLMWCV?./",
        gives: "ذ \u{651} ظ د ج ض \u{64E} ص \u{64B} ث \u{64F} ق \u{64C} ف لإ غ إ ع ه ÷ خ × ح ؛ ش \u{650} س \u{64D} \
                ي ب ل لأ ا أ ت ـ ن ، م ك ط ئ ء \u{652} ؤ ر لا لآ ى آ ة و ز ؟ \
                ` ] [ / : ~ } { ' , .",
    };

    /// What a key gives.
    pub fn gives(self, key: char) -> Option<&'static str> {
        // The key left of the digits: what it gives in Latin letters differs by country.
        let key = if key == '²' { '`' } else { key };
        let at = self.keys.chars().position(|known| known == key)?;
        self.gives.split(' ').nth(at)
    }

    /// The key of the characters with which a text begins, of several the one that gives most of them, and their
    /// bytes; none of ASCII.
    pub fn key(self, text: &str) -> Option<(char, usize)> {
        let first = text.chars().next()?;
        let ligature = LAM_ALEF.iter().find(|(ligature, _)| *ligature == first);
        let typed = ligature.map_or(text, |(_, letters)| letters);
        let begins = |(_, given): &(char, &str)| typed.starts_with(given) && !given.is_ascii();
        let keys = self.keys.chars().zip(self.gives.split(' '));
        let (key, given) = keys.filter(begins).max_by_key(|(_, given)| given.len())?;
        Some((key, if ligature.is_some() { first.len_utf8() } else { given.len() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_and_nothing_that_one_gives_is_named_twice() {
        for Keyboard { keys, gives } in Keyboard::ALL {
            let keys: Vec<char> = keys.chars().collect();
            let gives: Vec<&str> = gives.split(' ').collect();
            assert_eq!(keys.len(), gives.len());
            for (at, (key, given)) in keys.iter().zip(&gives).enumerate() {
                assert!(!given.is_empty(), "{key}");
                assert!(!keys[..at].contains(key) && !gives[..at].contains(given), "{key}");
            }
        }
    }

    #[test]
    fn every_key_is_that_of_what_it_gives() {
        for keyboard in Keyboard::ALL {
            for key in keyboard.keys.chars() {
                let given = keyboard.gives(key).unwrap();
                let expected = (!given.is_ascii()).then_some((key, given.len()));
                assert_eq!(keyboard.key(given), expected, "{given}");
            }
        }
    }

    #[test]
    fn lam_alef_in_one_code_point_is_one_key() {
        for (ligature, key) in [('\u{FEFB}', 'b'), ('\u{FEF7}', 'G'), ('\u{FEF9}', 'T'), ('\u{FEF5}', 'B')] {
            let text = format!("{ligature}نا");
            assert_eq!(Keyboard::ARABIC_101.key(&text), Some((key, ligature.len_utf8())));
        }
    }

    #[test]
    fn the_key_left_of_the_digits_gives_a_thal_on_a_french_keyboard_too() {
        assert_eq!(Keyboard::ARABIC_102.gives('²'), Some("ذ"));
    }
}
