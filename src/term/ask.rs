//! Asks the terminal what it is, and waits for the answer: for commands that print and end.
//!
//! *Invariant:* the terminal is as it was found afterwards, and no answer is left for the shell to read,
//! but one that comes later than `fence::LIMIT`.

use super::detect::Evidence;
use super::screen::Screen;
use super::{fence, input};

/// Which terminal is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// The one on standard input and output.
    Here,
    /// The one that controls the session, wherever standard input and output lead.
    Controlling,
}

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
/// in. What is typed meanwhile is lost. What became of them, and the terminal's columns, where there is one.
pub fn ask(evidence: &mut Evidence, place: Where) -> (Asked, Option<u16>) {
    let questions = evidence.questions();
    let term = &evidence.environment.term;
    let screen = match place {
        Where::Here => Screen::open(term),
        Where::Controlling => Screen::open_controlling(term),
    };
    let Ok(screen) = screen else { return (Asked::Not, None) };
    let columns = Some(screen.size().0);
    if questions.is_empty() || screen.enter(&questions).is_err() {
        return (Asked::Not, columns);
    }
    let answered = input::listen(screen.input(), fence::LIMIT, |reply| evidence.learn(reply));
    if answered {
        screen.answered();
    }
    screen.leave();
    (if answered { Asked::Answered } else { Asked::Silent }, columns)
}
