//! Input: a thread that waits on the terminal and tells what came from it.
//!
//! Knows how long to wait for the rest of a sequence; what bytes mean is `parser`'s matter.
//!
//! *Invariant:* it waits in `poll(2)` without a limit where nothing is half read, so an idle program
//! is never woken. *Invariant:* it ends when the terminal is gone (hang-up, error, end of file).

mod keys;
mod parser;

use std::os::fd::BorrowedFd;
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use crate::app::Key;

pub use parser::Parser;

/// What came from the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted (bracketed paste), line breaks as `\n`.
    Paste(String),
    /// The terminal, or tmux with `focus-events`, came to the front.
    Focus,
    /// The terminal answered a question.
    Reply(Reply),
    /// The terminal is gone.
    Closed,
}

/// What a terminal answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// DA1 `CSI ? … c`: the parameters. The last answer to a burst of questions.
    Da1(String),
    /// DA2 `CSI > … c`: the parameters.
    Da2(String),
    /// DA3 `DCS ! | … ST`: the unit's id.
    Da3(String),
    /// XTVERSION `DCS > | … ST`: name and version.
    Version(String),
    /// DECRPM for an ANSI mode, `CSI mode ; value $ y`: 0 unknown, 1 set, 2 reset, 3 and 4 for good.
    Mode {
        /// Which mode.
        mode: u16,
        /// Its state.
        value: u8,
    },
    /// CPR `CSI row ; column R`, from 1.
    Cursor {
        /// Row.
        row: u16,
        /// Column.
        col: u16,
    },
    /// XTGETTCAP `DCS 1 + r … ST`: a name and its value.
    Capability {
        /// What was asked.
        name: String,
        /// The answer.
        value: String,
    },
    /// Any other answer; of no use here, but no key either.
    Other,
}

/// Reads answers until `tell` has heard the last one, without a thread; false when the time is up before.
/// What is typed meanwhile is lost.
pub fn listen(tty: BorrowedFd<'_>, limit: Duration, mut tell: impl FnMut(Reply) -> bool) -> bool {
    let until = Instant::now() + limit;
    let mut parser = Parser::new(0x7f);
    let mut bytes = [0; 4096];
    loop {
        let left = until.saturating_duration_since(Instant::now());
        let count = match wait(tty, Some(left)) {
            Ok(true) => rustix::io::read(tty, &mut bytes),
            Ok(false) => return false,
            Err(error) => Err(error),
        };
        let events = match count {
            Ok(1..) => parser.feed(&bytes[..count.unwrap_or(0)]),
            Err(Errno::INTR | Errno::AGAIN) => continue,
            Ok(_) | Err(_) => return false,
        };
        for event in events {
            if let Event::Reply(reply) = event
                && tell(reply)
            {
                return true;
            }
        }
    }
}

/// Starts the thread. `erase` is the terminal's erase character (termios `VERASE`); `awaits` says whether an
/// answer may be on its way; `tell` gets every event and says whether to go on.
pub fn spawn(
    tty: BorrowedFd<'static>,
    erase: u8,
    awaits: impl Fn() -> bool + Send + 'static,
    tell: impl FnMut(Event) -> bool + Send + 'static,
) -> std::io::Result<()> {
    let read = move || run(tty, Parser::new(erase), awaits, tell);
    thread::Builder::new().name("sahifa-input".into()).spawn(read)?;
    Ok(())
}

fn run(
    tty: BorrowedFd<'_>,
    mut parser: Parser,
    awaits: impl Fn() -> bool,
    mut tell: impl FnMut(Event) -> bool,
) {
    let mut bytes = [0; 4096];
    loop {
        parser.expect_answer(awaits());
        let events = match wait(tty, parser.patience()) {
            Ok(true) => match rustix::io::read(tty, &mut bytes) {
                Ok(0) => vec![Event::Closed],
                Ok(count) => parser.feed(&bytes[..count]),
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Err(_) => vec![Event::Closed],
            },
            Ok(false) => parser.time_out(),
            Err(Errno::INTR) => continue,
            Err(_) => vec![Event::Closed],
        };
        for event in events {
            let last = event == Event::Closed;
            if !tell(event) || last {
                return;
            }
        }
    }
}

/// Waits for input; false when the time is up. A hang-up counts as input: the read then says so.
fn wait(tty: BorrowedFd<'_>, limit: Option<Duration>) -> Result<bool, Errno> {
    let limit = limit.map(|limit| Timespec {
        tv_sec: limit.as_secs().cast_signed(),
        tv_nsec: limit.subsec_nanos().into(),
    });
    let mut on = [PollFd::from_borrowed_fd(tty, PollFlags::IN)];
    Ok(poll(&mut on, limit.as_ref())? > 0)
}
