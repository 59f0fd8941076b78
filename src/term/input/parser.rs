//! Bytes from the terminal become keys, pastes and replies.
//!
//! A state machine without a clock: the caller says when nothing came for as long as `patience` asks.
//! Knows no descriptor and no thread.
//!
//! *Invariant:* whatever a terminal may answer, at any time and however it is cut into pieces, is a
//! reply and never a key. *Invariant:* what is held back is bounded: [`MAX_REPLY`] and [`MAX_PASTE`] bytes.
//!
//! # Why
//! A lone Esc and the start of a sequence are the same byte. After a short wait it is Esc; where the
//! rest of a sequence then comes all the same (`[A` in one piece, on a slow line), it is still read as
//! that sequence, so that no letter of it becomes a key. While an answer is expected Esc waits longer, for
//! then it is rather the start of that, cut off by the line; a key behind it ends the wait.

use std::time::Duration;

use crate::app::{Key, KeyCode};

use super::{Event, Reply, keys};

/// How long an Esc may be the start of a sequence.
const ESC_WAIT: Duration = Duration::from_millis(40);
/// How much longer, while an answer of the terminal is expected.
const ANSWER_WAIT: Duration = Duration::from_millis(600);
/// How long the rest of a sequence may take.
const REST_WAIT: Duration = Duration::from_secs(1);
/// How long a paste may pause.
const PASTE_WAIT: Duration = Duration::from_secs(5);
/// The longest reply, in bytes; what is longer is cut.
const MAX_REPLY: usize = 1 << 16;
/// The longest paste, in bytes; the rest is dropped.
const MAX_PASTE: usize = 1 << 20;
const ESC: u8 = 0x1b;
const PASTE_START: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// The parser. See the module.
#[derive(Debug, Default)]
pub struct Parser {
    /// What is not yet understood.
    held: Vec<u8>,
    /// What was pasted so far, while a paste is open.
    paste: Option<Vec<u8>>,
    /// Esc was told for lack of a rest; the rest may still come.
    cut: bool,
    /// Whether the terminal was asked something and may be answering.
    expects: bool,
    /// Whether the held Esc has waited as long as one that is a key, and waits on.
    lingers: bool,
    /// The erase character of the terminal (0x08 or 0x7f).
    erase: u8,
}

/// What the front of the held bytes is.
enum Step {
    /// So many bytes are this (or nothing).
    Took(usize, Option<Event>),
    /// More is needed.
    Wait,
}

impl Parser {
    /// A parser for a terminal with that erase character.
    pub fn new(erase: u8) -> Self {
        Self { erase, ..Self::default() }
    }

    /// Whether an answer of the terminal may be on its way.
    pub fn expect_answer(&mut self, expects: bool) {
        self.expects = expects;
    }

    /// How long to wait for more before `time_out`; forever where nothing is half read.
    pub fn patience(&self) -> Option<Duration> {
        match (&self.paste, self.held.as_slice()) {
            (Some(_), _) => Some(PASTE_WAIT),
            (None, [ESC]) if self.lingers => Some(ANSWER_WAIT),
            (None, [ESC]) => Some(ESC_WAIT),
            (None, []) => self.cut.then_some(REST_WAIT),
            (None, _) => Some(REST_WAIT),
        }
    }

    /// Takes bytes in.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Event> {
        // The rest of a sequence whose Esc was told too early, in one piece of two bytes or more: a
        // finger does not type so fast.
        if std::mem::take(&mut self.cut) && bytes.len() > 1 && is_rest(bytes) {
            self.held.push(ESC);
        }
        let mut events = Vec::new();
        if std::mem::take(&mut self.lingers) && !bytes.first().is_some_and(|&byte| begins_sequence(byte)) {
            self.held.clear();
            events.push(Event::Key(Key::plain(KeyCode::Esc)));
        }
        self.held.extend_from_slice(bytes);
        events.extend(self.drain());
        events
    }

    /// Nothing came for as long as `patience` asked.
    pub fn time_out(&mut self) -> Vec<Event> {
        self.cut = false;
        if let Some(mut paste) = self.paste.take() {
            paste.append(&mut self.held);
            return vec![pasted(&paste)];
        }
        if self.held == [ESC] {
            self.lingers = self.expects && !self.lingers;
            if self.lingers {
                return Vec::new();
            }
            self.held.clear();
            self.cut = true;
            return vec![Event::Key(Key::plain(KeyCode::Esc))];
        }
        // Half a sequence is dropped whole, but Alt and a letter that could have begun one is a key.
        let held = std::mem::take(&mut self.held);
        match held.as_slice() {
            &[ESC, byte] => vec![Event::Key(Key { alt: true, ..keys::byte(byte, self.erase) })],
            _ => Vec::new(),
        }
    }

    fn drain(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        loop {
            if self.paste.is_some() {
                match self.take_paste() {
                    Some(event) => events.push(event),
                    None => return events,
                }
            }
            if self.held.is_empty() {
                return events;
            }
            match self.step() {
                Step::Wait => return events,
                Step::Took(count, event) => {
                    if self.held.starts_with(PASTE_START) && count == PASTE_START.len() {
                        self.paste = Some(Vec::new());
                    }
                    self.held.drain(..count);
                    events.extend(event);
                }
            }
        }
    }

    /// Moves held bytes into the open paste; the paste once its end is there.
    fn take_paste(&mut self) -> Option<Event> {
        let paste = self.paste.as_mut()?;
        let end = self.held.windows(PASTE_END.len()).position(|bytes| bytes == PASTE_END);
        // The last bytes may be the beginning of the end.
        let safe = end.unwrap_or_else(|| self.held.len().saturating_sub(PASTE_END.len() - 1));
        let room = MAX_PASTE.saturating_sub(paste.len());
        paste.extend_from_slice(&self.held[..safe.min(room)]);
        self.held.drain(..end.map_or(safe, |end| end + PASTE_END.len()));
        end?;
        self.paste.take().map(|paste| pasted(&paste))
    }

    fn step(&self) -> Step {
        let held = self.held.as_slice();
        match held {
            [ESC] => Step::Wait,
            [ESC, ESC, ..] => Step::Took(1, Some(Event::Key(Key::plain(KeyCode::Esc)))),
            [ESC, b'[', rest @ ..] => control_sequence(rest),
            [ESC, b'O', rest @ ..] => match rest {
                [] => Step::Wait,
                [last, ..] => Step::Took(3, keys::ss3(*last).map(Event::Key)),
            },
            [ESC, kind @ (b'P' | b']' | b'_' | b'^' | b'X'), rest @ ..] => self.string(*kind, rest),
            [ESC, rest @ ..] => match self.character(rest) {
                Step::Took(count, Some(Event::Key(key))) => {
                    Step::Took(count + 1, Some(Event::Key(Key { alt: true, ..key })))
                }
                Step::Took(count, event) => Step::Took(count + 1, event),
                Step::Wait => Step::Wait,
            },
            _ => self.character(held),
        }
    }

    /// One UTF-8 character or control byte.
    fn character(&self, bytes: &[u8]) -> Step {
        let first = bytes[0];
        if first < 0x80 {
            return Step::Took(1, Some(Event::Key(keys::byte(first, self.erase))));
        }
        let len = match first {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return Step::Took(1, None),
        };
        let tail = bytes[1..].iter().take(len - 1).take_while(|byte| (0x80..0xC0).contains(*byte)).count();
        if tail + 1 < len {
            return if bytes.len() == tail + 1 { Step::Wait } else { Step::Took(tail + 1, None) };
        }
        let c = std::str::from_utf8(&bytes[..len]).ok().and_then(|text| text.chars().next());
        // C1 controls are no keys.
        let key = c.filter(|c| !c.is_control()).map(|c| Event::Key(Key::plain(KeyCode::Char(c))));
        Step::Took(len, key)
    }

    /// DCS, OSC, APC, PM or SOS: a string up to ST or BEL. What cannot be a terminal's answer is Alt
    /// and a letter, followed by other keys.
    fn string(&self, kind: u8, rest: &[u8]) -> Step {
        let Some(&first) = rest.first() else { return Step::Wait };
        if !begins_answer(kind, first) {
            return Step::Took(2, Some(Event::Key(Key { alt: true, ..keys::byte(kind, self.erase) })));
        }
        for (at, &byte) in rest.iter().enumerate() {
            match byte {
                0x07 => return Step::Took(2 + at + 1, Some(answer(kind, &rest[..at]))),
                ESC => {
                    return match rest.get(at + 1) {
                        None => Step::Wait,
                        Some(b'\\') => Step::Took(2 + at + 2, Some(answer(kind, &rest[..at]))),
                        // A new sequence: the string was never ended.
                        Some(_) => Step::Took(2 + at, None),
                    };
                }
                0x18 | 0x1A => return Step::Took(2 + at + 1, None),
                _ if at > MAX_REPLY => return Step::Took(2 + at, None),
                _ => {}
            }
        }
        Step::Wait
    }
}

/// Whether bytes look like the rest of a sequence without its Esc.
fn is_rest(bytes: &[u8]) -> bool {
    match bytes {
        [b'[', next, ..] => matches!(next, b'?' | b'>' | b'=' | b'0'..=b'9' | b'A'..=b'Z' | b'['),
        [b'O', next, ..] => keys::ss3(*next).is_some(),
        [kind @ (b'P' | b']' | b'_'), next, ..] => begins_answer(*kind, *next),
        _ => false,
    }
}

/// Whether that byte behind an Esc begins what a terminal may answer.
fn begins_sequence(byte: u8) -> bool {
    matches!(byte, b'[' | b'O' | b'P' | b']' | b'_')
}

/// Whether a string of that kind with that first byte can be an answer.
fn begins_answer(kind: u8, first: u8) -> bool {
    match kind {
        b'P' => matches!(first, b'>' | b'!' | b'$' | b'+' | b'0'..=b'9'),
        b']' => first.is_ascii_digit() || matches!(first, b'l' | b'L'),
        b'_' => first == b'G',
        _ => false,
    }
}

/// `CSI`: parameters, intermediates, final byte (ECMA-48 5.4).
fn control_sequence(rest: &[u8]) -> Step {
    // The Linux console's F1 to F5.
    if let [b'[', tail @ ..] = rest {
        return match tail {
            [] => Step::Wait,
            [key, ..] => Step::Took(4, keys::linux_function(*key).map(Event::Key)),
        };
    }
    let body = rest.iter().take_while(|byte| (0x20..0x40).contains(*byte)).count();
    match rest.get(body) {
        None if body > MAX_REPLY => Step::Took(2 + body, None),
        None => Step::Wait,
        Some(&last @ 0x40..0x7F) => Step::Took(2 + body + 1, sequence(&rest[..body], last)),
        // No final byte: what came is dropped, and this byte stands for itself.
        Some(_) => Step::Took(2 + body, None),
    }
}

/// What a complete control sequence is: a reply by its shape, else a key, else nothing.
fn sequence(body: &[u8], last: u8) -> Option<Event> {
    let text = String::from_utf8_lossy(body).into_owned();
    let params = || text.strip_prefix(['?', '>', '=']).unwrap_or(&text).to_owned();
    let reply = match (body.first(), last) {
        (Some(b'?'), b'c') => Reply::Da1(params()),
        (Some(b'>'), b'c') => Reply::Da2(params()),
        (_, b'y') if text.ends_with('$') => mode(&text).unwrap_or(Reply::Other),
        (_, b'R') if !text.is_empty() => cursor(&params()).unwrap_or(Reply::Other),
        (_, b'c' | b'n' | b't' | b'x' | b'y') | (Some(b'?' | b'>' | b'=' | b'<'), _) => Reply::Other,
        // Focus reports: in, and out, which is of no use.
        (None, b'I') => return Some(Event::Focus),
        (None, b'O') => return None,
        _ => return keys::sequence(&text, last).map(Event::Key),
    };
    Some(Event::Reply(reply))
}

fn mode(text: &str) -> Option<Reply> {
    let (mode, value) = text.strip_suffix('$')?.split_once(';')?;
    // A mode with `?` is a DEC one; only the ANSI mode 8 is asked for.
    Some(Reply::Mode { mode: mode.parse().ok()?, value: value.parse().ok()? })
}

fn cursor(text: &str) -> Option<Reply> {
    let (row, col) = text.split_once(';')?;
    Some(Reply::Cursor { row: row.parse().ok()?, col: col.split(';').next()?.parse().ok()? })
}

/// What a complete string is.
fn answer(kind: u8, body: &[u8]) -> Event {
    let text = String::from_utf8_lossy(body);
    Event::Reply(match (kind, text.get(..2)) {
        (b'P', Some(">|")) => Reply::Version(text[2..].to_owned()),
        (b'P', Some("!|")) => Reply::Da3(text[2..].to_owned()),
        (b'P', Some("1+")) => capability(&text[2..]).unwrap_or(Reply::Other),
        _ => Reply::Other,
    })
}

/// `r name=value`, both in hexadecimal.
fn capability(text: &str) -> Option<Reply> {
    let (name, value) = text.strip_prefix('r')?.split_once('=')?;
    Some(Reply::Capability { name: from_hex(name)?, value: from_hex(value)? })
}

fn from_hex(digits: &str) -> Option<String> {
    let pairs = digits.as_bytes().chunks(2);
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    String::from_utf8(pairs.map(byte).collect::<Option<Vec<u8>>>()?).ok()
}

/// A paste: any line break is `\n`, bytes that are no UTF-8 are U+FFFD. What it may hold is judged by
/// whoever takes it.
fn pasted(bytes: &[u8]) -> Event {
    Event::Paste(String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n"))
}

#[cfg(test)]
mod tests;
