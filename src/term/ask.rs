//! Asks the terminal what it is, and waits for the answer: for commands that print and end.
//!
//! *Invariant:* the terminal is as it was found afterwards, and no answer is left for the shell to read,
//! but one that comes later than a second.

use std::time::Duration;

use super::detect::Evidence;
use super::input;
use super::screen::{self, Screen};

/// How long the last answer may take.
const LIMIT: Duration = Duration::from_secs(1);

/// What became of the questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// There is no terminal on both sides, or none that may be asked.
    Not,
    /// It did not answer in time.
    Silent,
    /// It answered.
    Answered,
}

/// Puts the questions on an alternate screen, since some of them show for a moment, and takes the answers
/// in. What is typed meanwhile is lost.
pub fn ask(evidence: &mut Evidence) -> Asked {
    let questions = evidence.questions();
    let Ok(screen) = Screen::open(&evidence.environment.term) else { return Asked::Not };
    if questions.is_empty() || screen.enter(&questions).is_err() {
        return Asked::Not;
    }
    let answered = input::listen(screen::input(), LIMIT, |reply| evidence.learn(reply));
    if answered {
        screen.answered();
    }
    screen.leave();
    if answered { Asked::Answered } else { Asked::Silent }
}
