//! Escape sequences in text that was pasted from a terminal: gone as a whole, not only their first character.
//!
//! What they would do is not known here (ECMA-48 §5 says where they end). *Invariant:* linear in the text.

use std::borrow::Cow;

const ESCAPE: char = '\u{1B}';
/// Control sequence introducer as one character.
const CSI: char = '\u{9B}';

/// A text without escape sequences.
pub fn without_escapes(text: &str) -> Cow<'_, str> {
    if !text.contains([ESCAPE, CSI]) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find([ESCAPE, CSI]) {
        plain.push_str(&rest[..at]);
        rest = behind_sequence(&rest[at..]);
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// What follows the escape sequence with which a text begins.
fn behind_sequence(text: &str) -> &str {
    let Some(behind) = text.strip_prefix(ESCAPE) else { return behind_control(text.trim_start_matches(CSI)) };
    let mut after = behind.chars();
    match after.next() {
        Some('[') => behind_control(after.as_str()),
        // A string of a command ends with a bell or with the string terminator, on its line if it ends at all.
        Some(']' | 'P' | 'X' | '^' | '_') => {
            let line = after.as_str().split(['\n', '\r']).next().unwrap_or_default();
            match line.find(['\u{7}', ESCAPE]) {
                Some(end) => {
                    let end = &after.as_str()[end..];
                    end.strip_prefix("\u{1B}\\").or_else(|| end.strip_prefix('\u{7}')).unwrap_or(end)
                }
                None => after.as_str(),
            }
        }
        // Intermediates, then one that ends it.
        Some(' '..='/') => {
            let rest = after.as_str().trim_start_matches(|c| matches!(c, ' '..='/'));
            rest.strip_prefix(|c| matches!(c, '0'..='~')).unwrap_or(rest)
        }
        Some('0'..='~') => after.as_str(),
        _ => behind,
    }
}

/// What follows parameters, intermediates and the final character of a control sequence.
fn behind_control(text: &str) -> &str {
    let rest = text.trim_start_matches(|c| matches!(c, '0'..='?'));
    let rest = rest.trim_start_matches(|c| matches!(c, ' '..='/'));
    rest.strip_prefix(|c| matches!(c, '@'..='~')).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_go_as_a_whole() {
        for (text, plain) in [
            ("\u{1B}[31mترامب\u{1B}[0m", "ترامب"),
            ("\u{1B}[38;5;196mأ\u{1B}[m ب", "أ ب"),
            ("\u{9B}1mأ", "أ"),
            ("\u{1B}]0;title\u{7}أ\u{1B}]8;;http://x\u{1B}\\ب", "أب"),
            ("\u{1B}(Bأ\u{1B}=ب\u{1B}", "أب"),
            ("\u{1B}]never closed", "never closed"),
            ("\u{1B}[أ\u{1B}\u{1B}[1mب", "أب"),
            ("[31m أ", "[31m أ"),
        ] {
            assert_eq!(without_escapes(text), plain, "{text:?}");
        }
    }
}
