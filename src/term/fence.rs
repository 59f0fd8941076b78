//! The fences that are still to come: the terminal's answers to the last question of each burst.
//!
//! Knows when each was asked for, not what it says; who reads it tells.
//!
//! *Invariant:* an answer is waited for until [`LIMIT`] after its question and no longer: a terminal that
//! answers nothing is soon as good as one that was asked nothing.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long after its question an answer may be on its way.
pub const LIMIT: Duration = Duration::from_secs(4);

/// When the questions were put whose answers are on their way, the oldest first: answers come in order.
#[derive(Debug, Default)]
pub struct Fences {
    asked: Mutex<VecDeque<Instant>>,
    fewer: Condvar,
}

impl Fences {
    /// A question goes out now.
    pub fn ask(&self) {
        self.open().push_back(Instant::now());
    }

    /// An answer came.
    pub fn answered(&self) {
        self.open().pop_front();
        self.fewer.notify_all();
    }

    /// Nobody waits any more for what is on its way.
    pub fn give_up(&self) {
        self.open().clear();
        self.fewer.notify_all();
    }

    /// Whether an answer is on its way.
    pub fn outstanding(&self) -> bool {
        !self.open().is_empty()
    }

    /// Waits until nothing is on its way, at most so long.
    pub fn wait(&self, limit: Duration) {
        let until = Instant::now() + limit;
        let mut asked = self.open();
        while let Some(&last) = asked.back() {
            let left = until.min(last + LIMIT).saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            let woken = self.fewer.wait_timeout(asked, left).unwrap_or_else(PoisonError::into_inner);
            asked = woken.0;
        }
    }

    /// Those that may still be answered.
    fn open(&self) -> MutexGuard<'_, VecDeque<Instant>> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        while asked.front().is_some_and(|first| first.elapsed() >= LIMIT) {
            asked.pop_front();
        }
        asked
    }
}
