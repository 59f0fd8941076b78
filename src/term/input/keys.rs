//! Which key a byte or sequence stands for: xterm's names, with those of rxvt and the Linux console.
//!
//! Knows nothing of what came before.

use crate::app::{Key, KeyCode};

/// A byte below 0x80. `erase` is the terminal's erase character.
pub(super) fn byte(byte: u8, erase: u8) -> Key {
    match byte {
        0x00 => Key::ctrl(' '),
        b'\t' => Key::plain(KeyCode::Tab),
        b'\r' | b'\n' => Key::plain(KeyCode::Enter),
        0x1b => Key::plain(KeyCode::Esc),
        0x7f => Key::plain(KeyCode::Backspace),
        0x08 if erase == 0x08 => Key::plain(KeyCode::Backspace),
        0x01..=0x1a => Key::ctrl(char::from(byte - 1 + b'a')),
        0x1c..=0x1f => Key::ctrl(char::from(byte - 0x1c + b'\\')),
        _ => Key::plain(KeyCode::Char(char::from(byte))),
    }
}

/// `ESC O` and a letter: cursor keys of application mode, F1 to F4, the keypad.
pub(super) fn ss3(last: u8) -> Option<Key> {
    match last {
        b'M' => Some(Key::plain(KeyCode::Enter)),
        b'a'..=b'd' => cursor(last.to_ascii_uppercase()).map(|code| Key { ctrl: true, ..Key::plain(code) }),
        b'j'..=b'y' => Some(Key::plain(KeyCode::Char(char::from(last - b'j' + b'*')))),
        b'R' => Some(Key::plain(KeyCode::F(3))),
        _ => cursor(last).map(Key::plain),
    }
}

/// `ESC [ [` and a letter.
pub(super) fn linux_function(last: u8) -> Option<Key> {
    matches!(last, b'A'..=b'E').then(|| Key::plain(KeyCode::F(last - b'A' + 1)))
}

/// A control sequence that is no reply.
pub(super) fn sequence(params: &str, last: u8) -> Option<Key> {
    let mut numbers = params.split([';', ':']).map(|number| number.parse::<u32>().unwrap_or(1));
    let first = numbers.next().unwrap_or(1);
    let second = numbers.next().unwrap_or(1);
    let key = |code: KeyCode| modified(code, second);
    match last {
        b'Z' => Some(Key::plain(KeyCode::BackTab)),
        b'~' if first == 27 => numbers.next().and_then(|code| encoded(code, second)),
        b'~' => tilde(first).map(key),
        // rxvt: `$` shift, `^` control, `@` both.
        b'$' | b'^' | b'@' => {
            tilde(first).map(|code| Key { ctrl: last != b'$', shift: last != b'^', ..Key::plain(code) })
        }
        b'a'..=b'd' => cursor(last.to_ascii_uppercase()).map(|code| Key { shift: true, ..Key::plain(code) }),
        b'u' => encoded(first, second),
        _ => cursor(last).map(key),
    }
}

fn cursor(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        // `CSI … R` is a cursor report; F3 with a modifier is lost to it.
        b'S' => KeyCode::F(4),
        _ => return None,
    })
}

fn tilde(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23 | 24 => KeyCode::F(number as u8 - 12),
        _ => return None,
    })
}

/// xterm's modifiers: one more than the sum of 1 shift, 2 alt, 4 control.
fn modified(code: KeyCode, modifiers: u32) -> Key {
    let bits = modifiers.saturating_sub(1);
    Key { code, shift: bits & 1 != 0, alt: bits & 2 != 0, ctrl: bits & 4 != 0 }
}

/// A code point with modifiers (`CSI u`, modifyOtherKeys).
fn encoded(code: u32, modifiers: u32) -> Option<Key> {
    let c = char::from_u32(code)?;
    let plain = if c.is_ascii() { byte(c as u8, 0x7f) } else { Key::plain(KeyCode::Char(c)) };
    let said = modified(plain.code, modifiers);
    Some(match plain.code {
        KeyCode::Char(c) if said.ctrl => Key { code: KeyCode::Char(c.to_ascii_lowercase()), ..said },
        KeyCode::Char(_) => Key { shift: false, ..said },
        KeyCode::Tab if said.shift => Key { shift: false, code: KeyCode::BackTab, ..said },
        _ => said,
    })
}
