//! Which digits are shown: as written, western or Arabic-Indic.
//!
//! Only the glyph changes, never order or source. It does not know direction: a digit that shares a word
//! with a Latin letter (`F-16`, an address) stays western. Signs within Arabic numbers go with western digits as in
//! CLDR (`١٬٢٥٠٫٥` is `1,250.5`), not the other way: a full stop between digits may be no decimal sign.
//!
//! *Invariant:* asked in text order, all answers together take linear time.

use super::Digits;

const DECIMAL: char = '\u{66B}';
const THOUSANDS: char = '\u{66C}';

/// Answers for the digits of one text.
pub(super) struct DigitMap<'a> {
    text: &'a str,
    digits: Digits,
    /// Where the word last looked at ends.
    word_end: usize,
    word_is_latin: bool,
}

impl<'a> DigitMap<'a> {
    pub(super) fn new(text: &'a str, digits: Digits) -> Self {
        Self { text, digits, word_end: 0, word_is_latin: false }
    }

    /// What the digit `c` (or a sign between digits) at byte `at` is shown as. Calls must not go back in the text.
    pub(super) fn shown(&mut self, c: char, at: usize) -> char {
        let digits = self.digits;
        let Some(value) = value(c) else {
            return match c {
                DECIMAL if digits == Digits::Western => '.',
                THOUSANDS if digits == Digits::Western => ',',
                _ => c,
            };
        };
        match digits {
            Digits::Keep => c,
            Digits::Western => char::from(b'0' + value),
            Digits::Arabic if c.is_ascii() && self.in_latin_word(at) => c,
            Digits::Arabic => char::from_u32('٠' as u32 + u32::from(value)).unwrap_or(c),
        }
    }

    fn in_latin_word(&mut self, at: usize) -> bool {
        if at >= self.word_end {
            let from = self.word_end;
            let start = self.text[from..at].rfind(char::is_whitespace).map_or(from, |i| from + i);
            let len = self.text[at..].find(char::is_whitespace).unwrap_or(self.text.len() - at);
            self.word_end = at + len;
            self.word_is_latin = self.text[start..self.word_end].contains(|c: char| c.is_ascii_alphabetic());
        }
        self.word_is_latin
    }
}

/// What a Western, Arabic-Indic or Persian digit counts.
pub(super) fn value(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    Some((c as u32 - zero as u32) as u8)
}
