//! Columns: the one opinion on how wide a character is in a terminal.
//!
//! After shaping, one character at a time: terminals count characters, so a cluster is as wide as its parts
//! together. What terminals count differently (emoji joined by ZWJ, variation selectors) never reaches
//! the screen.
//!
//! *Invariant:* at most 2.

use unicode_width::UnicodeWidthChar;

/// Columns of a character as terminals count it: 0 for marks, 2 for East Asian wide ones and emoji.
#[allow(clippy::disallowed_methods)] // the one place that may ask
pub fn columns(c: char) -> u8 {
    match c {
        ' '..='~' | '\u{621}'..='\u{64A}' | '\u{FE80}'..='\u{FEFC}' => 1,
        _ => UnicodeWidthChar::width(c).unwrap_or(1).min(2) as u8,
    }
}
