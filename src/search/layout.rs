//! The keyboard stood in the other layout: what the same keys give in an Arabic one, and back.
//!
//! Knows keys alone; whether a reading makes sense is for the dictionary to say.
//!
//! Source of the tables: xkeyboard-config, `symbols/ara` (basic: Arabic 101; azerty; mac).

/// Keys of a US layout, in the order of the two Arabic tables for it.
const US: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`HYNZXCVMGTB";
/// Arabic 101. `b` is lam-alef, two letters.
const ARABIC_101: [&str; 45] = [
    "ض", "ص", "ث", "ق", "ف", "غ", "ع", "ه", "خ", "ح", "ج", "د", "ش", "س", "ي", "ب", "ل", "ا", "ت", "ن", "م",
    "ك", "ط", "ئ", "ء", "ؤ", "ر", "لا", "ى", "ة", "و", "ز", "ظ", "ذ", "أ", "إ", "آ", "ئ", "ء", "ؤ", "ر", "ة",
    "لأ", "لإ", "لآ",
];
/// The Arabic layout of a Mac.
const ARABIC_MAC: [&str; 45] = [
    "ض", "ص", "ث", "ق", "ف", "غ", "ع", "ه", "خ", "ح", "ج", "ة", "ش", "س", "ي", "ب", "ل", "ا", "ت", "ن", "م",
    "ك", "؛", "ظ", "ط", "ذ", "د", "ز", "ر", "و", "،", ".", "/", "ـ", "آ", "غ", "إ", "ظ", "ط", "ئ", "ء", "ؤ",
    "ل", "", "أ",
];
/// Keys of a French layout, and Arabic 102 on them.
const AZERTY: &str = "azertyuiopqsdfghjklmùwxcvbn,;:!$";
const ARABIC_102: [&str; 32] = [
    "ض", "ص", "ث", "ق", "ف", "غ", "ع", "ه", "خ", "ح", "ش", "س", "ي", "ب", "ل", "ا", "ت", "ن", "م", "ك", "ط",
    "ئ", "ء", "ؤ", "ر", "لا", "ى", "ة", "و", "ز", "ظ", "د",
];

/// What Latin keys give in each Arabic layout, most common first.
pub(super) fn to_arabic(typed: &str) -> [String; 3] {
    [mapped(typed, US, &ARABIC_101), mapped(typed, US, &ARABIC_MAC), mapped(typed, AZERTY, &ARABIC_102)]
}

fn mapped(typed: &str, keys: &str, letters: &[&str]) -> String {
    let mut out = String::with_capacity(2 * typed.len());
    for c in typed.chars() {
        let at =
            keys.chars().position(|key| key == c).or_else(|| keys.chars().position(|key| key == lower(c)));
        match at.and_then(|at| letters.get(at)) {
            Some(letter) => out.push_str(letter),
            None => out.push(c),
        }
    }
    out
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// What Arabic 101 letters give in a US layout.
pub(super) fn to_latin(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut rest = typed;
    while let Some(c) = rest.chars().next() {
        let lam_alef = rest.starts_with("لا") || matches!(c, '\u{FEFB}' | '\u{FEFC}');
        let key = if lam_alef { Some('b') } else { key_of(c) };
        out.push(key.unwrap_or(c));
        rest = &rest[if rest.starts_with("لا") { "لا".len() } else { c.len_utf8() }..];
    }
    out
}

fn key_of(letter: char) -> Option<char> {
    let at = ARABIC_101.iter().position(|given| given.chars().eq([letter]))?;
    US.chars().nth(at)
}

/// Whether a text has letters of a US keyboard and no Arabic ones.
pub(super) fn is_latin(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_alphabetic()) && !text.chars().any(is_arabic)
}

/// Whether a character is an Arabic letter.
pub(super) fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}
