//! Pacing: while frames come fast (a key is held), the next one waits until the terminal has read the
//! last, and of a key that repeats meanwhile only the first few count; while a large frame is on its way
//! (a page), none of a key that is held; where such a frame takes about a second, a held key is one press. On
//! a slow line the screen then stops with the key, and does not run on from full buffers or with what was
//! pressed long ago.
//!
//! Knows times and one question; times are arguments.
//!
//! *Invariant:* only the very same key is ever dropped, and none while the line keeps up. *Invariant:* a
//! small frame that comes alone is never followed by a question. *Invariant:* no frame waits longer
//! than [`LIMIT`].
//!
//! # Why
//! `write(2)` returns when the bytes lie in a buffer, and over SSH the buffers hold seconds of a slow
//! line. Only an answer tells that the terminal has come so far. DA1, because all terminals answer it.

use std::time::{Duration, Instant};

use crate::app::Key;

/// DA1.
const QUESTION: &[u8] = b"\x1b[c";
/// Frames that are closer together than this are paced. At fewer than ten lines a second even a slow line
/// (56 kbit/s) keeps up, and who presses a key again and again pays for no questions.
const FAST: Duration = Duration::from_millis(100);
/// Over a line that takes longer to answer, pacing would be felt as stutter.
const PROMPT: Duration = Duration::from_millis(200);
/// How often the same key counts while a frame waits: a scroll by so many lines is a small frame.
const REPEATS: usize = 4;
/// A frame of so many bytes keeps a slow line (56 kbit/s) busy for a third of a second.
const LARGE: usize = 2000;
/// A key that comes again so soon is held down.
const HELD: Duration = Duration::from_millis(120);
/// Where the terminal had a large frame only after so long, the next one would run on too long after a key
/// that was held.
const LONG: Duration = Duration::from_millis(700);
/// How long a frame waits for an answer.
const LIMIT: Duration = Duration::from_secs(2);

/// When what was written and asked.
#[derive(Debug)]
pub(super) struct Pace {
    began: Instant,
    /// Whether the terminal answers in time; nothing before its first answer.
    prompt: Option<bool>,
    asked: Option<Instant>,
    /// Until when what was written is to be seen.
    seen: Option<Instant>,
    last: Option<Instant>,
    /// Whether the last frame was a large one.
    large: bool,
    /// Whether the last large frame took [`LONG`].
    slow: bool,
    /// The key that came last, and when.
    pressed: Option<(Key, Instant)>,
    /// The key that came last while a frame waits, and how often in a row.
    repeated: Option<(Key, usize)>,
}

impl Pace {
    /// The terminal is being asked for the first time now.
    pub(super) fn new(now: Instant) -> Self {
        Self {
            began: now,
            prompt: None,
            asked: None,
            seen: None,
            last: None,
            large: false,
            slow: false,
            pressed: None,
            repeated: None,
        }
    }

    /// What goes out behind a frame of so many bytes that is about to be written.
    pub(super) fn question(&mut self, bytes: usize, now: Instant) -> &'static [u8] {
        let fast = self.last.is_some_and(|last| now.duration_since(last) < FAST);
        if self.prompt != Some(true) || !(fast || bytes >= LARGE) || self.asked.is_some() {
            return b"";
        }
        self.asked = Some(now);
        QUESTION
    }

    /// The line took a frame of so many bytes, for which it may have needed long.
    pub(super) fn wrote(&mut self, bytes: usize, now: Instant) {
        self.last = Some(now);
        self.large = bytes >= LARGE;
        self.repeated = None;
    }

    /// Whether a key counts that was pressed now.
    pub(super) fn counts(&mut self, key: Key, now: Instant) -> bool {
        let before = self.pressed.replace((key, now));
        let held = before.is_some_and(|(last, at)| last == key && now.duration_since(at) < HELD);
        if self.until(now).is_none() {
            return !(held && self.large && self.slow);
        }
        if self.large && held {
            return false;
        }
        let before = self.repeated.as_ref().filter(|(last, _)| *last == key);
        let times = before.map_or(1, |(_, times)| times + 1);
        self.repeated = Some((key, times));
        times <= REPEATS
    }

    /// An answer came.
    pub(super) fn answered(&mut self, now: Instant) {
        self.prompt.get_or_insert(now.duration_since(self.began) <= PROMPT);
        if let Some(asked) = self.asked.take() {
            self.last = Some(now);
            if self.large {
                self.slow = now.duration_since(asked) >= LONG;
            }
        }
    }

    /// The next frame waits until then, whatever the terminal answers.
    pub(super) fn show_until(&mut self, then: Instant) {
        self.seen = Some(then);
    }

    /// Until when the next frame waits, if it does; past that time it waits no more.
    pub(super) fn until(&mut self, now: Instant) -> Option<Instant> {
        self.asked = self.asked.filter(|&asked| now < asked + LIMIT);
        self.seen = self.seen.filter(|&then| now < then);
        self.seen.max(self.asked.map(|asked| asked + LIMIT))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::KeyCode;

    #[test]
    fn frames_that_come_fast_wait_for_the_terminal() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut pace = Pace::new(start);
        pace.answered(at(20));
        assert_eq!(pace.question(250, at(1000)), b"", "a single key");
        pace.wrote(250, at(1001));
        assert_eq!(pace.question(250, at(1033)), QUESTION);
        assert_eq!(pace.until(at(1050)), Some(at(3033)));
        pace.answered(at(1900));
        assert_eq!(pace.until(at(1900)), None);
        assert_eq!(pace.question(250, at(1901)), QUESTION, "the key is still held");
        assert_eq!(pace.until(at(3901)), None, "nobody waits for ever");
    }

    #[test]
    fn what_is_to_be_seen_for_a_while_is_followed_by_no_frame_meanwhile() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut pace = Pace::new(start);
        pace.show_until(at(80));
        assert_eq!((pace.until(at(79)), pace.until(at(80))), (Some(at(80)), None));
        pace.answered(at(81));
        pace.question(4000, at(90));
        pace.show_until(at(170));
        assert_eq!(pace.until(at(100)), Some(at(2090)));
        pace.answered(at(110));
        assert_eq!(pace.until(at(120)), Some(at(170)));
    }

    #[test]
    fn a_key_that_repeats_while_a_frame_waits_counts_a_few_times() {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        let (down, up) = (Key::plain(KeyCode::Down), Key::plain(KeyCode::Up));
        assert!((0..99).all(|_| pace.counts(down, start)), "the line keeps up");
        pace.answered(start);
        pace.wrote(250, start);
        assert_eq!(pace.question(250, start), QUESTION);
        assert_eq!((0..99).filter(|_| pace.counts(down, start)).count(), REPEATS);
        assert!(pace.counts(up, start));
        pace.wrote(250, start);
        assert!(pace.counts(up, start));
    }

    #[test]
    fn while_a_page_is_on_its_way_a_held_key_does_not_count_and_a_press_does() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut pace = Pace::new(start);
        let key = Key::plain(KeyCode::PageDown);
        pace.answered(start);
        assert!(pace.counts(key, at(30)));
        assert_eq!(pace.question(4000, at(30)), QUESTION);
        pace.wrote(4000, at(600));
        assert!((19..30).all(|nth| pace.counts(key, at(33 * nth)) == (nth == 19)), "held");
        assert!(pace.counts(key, at(1200)), "pressed again");
    }

    #[test]
    fn where_a_page_takes_a_second_a_held_key_is_one_press() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut pace = Pace::new(start);
        let (held, other) = (Key::plain(KeyCode::PageDown), Key::plain(KeyCode::Down));
        pace.answered(start);
        assert!(pace.counts(held, at(30)));
        assert_eq!(pace.question(8000, at(30)), QUESTION);
        pace.wrote(8000, at(400));
        pace.answered(at(1130));
        assert_eq!(
            (35..60).filter(|nth| pace.counts(held, at(33 * nth))).count(),
            1,
            "the first after a pause"
        );
        assert!(!pace.counts(held, at(1990)));
        assert!(pace.counts(held, at(2300)), "pressed again");
        assert!(pace.counts(other, at(2310)) && pace.counts(held, at(2320)), "another key");
        pace.wrote(250, at(2400));
        assert!(pace.counts(other, at(2500)) && pace.counts(other, at(2530)), "lines are small frames");
    }

    #[test]
    fn a_terminal_far_away_or_silent_is_not_asked() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        for first_answer in [None, Some(800)] {
            let mut pace = Pace::new(start);
            if let Some(ms) = first_answer {
                pace.answered(at(ms));
            }
            for frame in 0..9 {
                assert_eq!(pace.question(250, at(1000 + 30 * frame)), b"");
                pace.wrote(250, at(1001 + 30 * frame));
            }
        }
    }
}
