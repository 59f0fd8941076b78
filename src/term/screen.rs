//! The terminal as a device: raw mode, the alternate screen, writing, and giving it back as it was.
//!
//! Knows what must be undone, not what is drawn.
//!
//! *Invariant:* `leave` may be called from any thread, at any time, any number of times; the first call
//! gives the terminal back, and nothing is written to it afterwards. Another that comes meanwhile returns
//! when that is done: its caller may end the program. *Invariant:* it never waits longer than half a
//! second, whatever another thread or a slow line does; `leave_after_answers` gives the screen back at once
//! too, and waits raw and without echo for no more than `fence::LIMIT`, or until somebody calls `leave`.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{self, OptionalActions, QueueSelector, SpecialCodeIndex, Termios};

use super::fence::{self, Fences};

/// Alternate screen.
const ENTER: &[u8] = b"\x1b[?1049h";
/// Bracketed paste, and no cursor: the text cursor is a painted cell.
const READY: &[u8] = b"\x1b[?2004h\x1b[?25l";
/// Everything undone: open synchronised output and scroll region too, should a frame have been cut off.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[r\x1b[m\x1b[?1004l\x1b[?2004l\x1b[?25h\x1b[8h\x1b[?1049l";
/// mlterm: its own reordering off and on.
const MLTERM_OFF: &[u8] = b"\x1b]5379;use_ctl=false\x07";
const MLTERM_ON: &[u8] = b"\x1b]5379;use_ctl=true\x07";
/// How long an answer may be on its way when the terminal is given back in haste.
const LAST_ANSWER: Duration = Duration::from_millis(100);
/// How often what is waited for is looked at.
const STEP: Duration = Duration::from_millis(5);
/// How long `leave` waits for another thread's write, and for the line to take its own.
const LAST_WRITE: Duration = Duration::from_millis(100);

/// Why there is no screen.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Standard input or output is a file or a pipe.
    #[error("standard {0} is no terminal")]
    NoTerminal(&'static str),
    /// A terminal that cannot move its cursor.
    #[error("TERM={0:?} names a terminal that cannot show a full screen")]
    Dumb(String),
    /// The terminal does not answer the system's questions.
    #[error("the terminal cannot be used: {0}")]
    Device(#[from] io::Error),
}

/// The terminal on standard input and output, or the one that controls the session.
#[derive(Debug)]
pub struct Screen {
    /// The terminal, where it is not on standard input and output.
    device: Option<OwnedFd>,
    /// The attributes as they were found.
    found: Termios,
    inside: AtomicBool,
    /// Whether a thread is giving the terminal back.
    leaving: AtomicBool,
    /// The answers that are on their way.
    fences: Fences,
    /// Whether mlterm was told not to reorder, and on which device, where that is not ours.
    mlterm: AtomicBool,
    outer: Mutex<Option<PathBuf>>,
    writing: Mutex<()>,
}

impl Screen {
    /// Looks at the terminal and remembers how it was found; changes nothing. `term` is the value of
    /// `TERM`.
    pub fn open(term: &str) -> Result<Self, Refusal> {
        for (tty, name) in [(rustix::stdio::stdin(), "input"), (rustix::stdio::stdout(), "output")] {
            if !termios::isatty(tty) {
                return Err(Refusal::NoTerminal(name));
            }
        }
        Self::on(None, term)
    }

    /// As `open`, on the terminal that controls the session, wherever standard input and output lead. It
    /// is refused to a job in the background, which would be stopped for touching it.
    pub fn open_controlling(term: &str) -> Result<Self, Refusal> {
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let device = rustix::fs::open("/dev/tty", flags, Mode::empty()).map_err(io::Error::from)?;
        if termios::tcgetpgrp(&device).map_err(io::Error::from)? != rustix::process::getpgrp() {
            return Err(Refusal::NoTerminal("input"));
        }
        Self::on(Some(device), term)
    }

    fn on(device: Option<OwnedFd>, term: &str) -> Result<Self, Refusal> {
        if let "dumb" | "unknown" | "" = term {
            return Err(Refusal::Dumb(term.to_owned()));
        }
        let tty = match &device {
            Some(device) => device.as_fd(),
            None => input(),
        };
        let found = termios::tcgetattr(tty).map_err(io::Error::from)?;
        Ok(Self {
            found,
            device,
            inside: AtomicBool::new(false),
            leaving: AtomicBool::new(false),
            fences: Fences::default(),
            mlterm: AtomicBool::new(false),
            outer: Mutex::new(None),
            writing: Mutex::new(()),
        })
    }

    /// Columns and rows; 80x24 where the system does not know.
    pub fn size(&self) -> (u16, u16) {
        match termios::tcgetwinsize(self.output()) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
            _ => (80, 24),
        }
    }

    /// The terminal's erase character.
    pub fn erase(&self) -> u8 {
        self.found.special_codes[SpecialCodeIndex::VERASE]
    }

    /// Takes the terminal: raw mode, alternate screen. `questions` go out before the first clear, since
    /// some terminals print a letter of those that they do not know.
    pub fn enter(&self, questions: &[u8]) -> io::Result<()> {
        let mut raw = self.found.clone();
        raw.make_raw();
        termios::tcsetattr(self.input(), OptionalActions::Now, &raw)?;
        self.inside.store(true, Ordering::SeqCst);
        if !questions.is_empty() {
            self.asking();
        }
        let mlterm = self.to_mlterm(MLTERM_OFF);
        self.write(&[ENTER, mlterm, questions, READY].concat())
    }

    /// Whether the screen is ours; what is typed when it is not is meant for nobody.
    pub fn is_taken(&self) -> bool {
        self.inside.load(Ordering::SeqCst)
    }

    /// A question goes out with the next bytes.
    pub fn asking(&self) {
        self.fences.ask();
    }

    /// A question was answered; to be called by the thread that reads answers, because the others may be
    /// waiting for just this.
    pub fn answered(&self) {
        self.fences.answered();
    }

    /// No answer will come any more: the terminal is gone.
    pub fn unanswered(&self) {
        self.fences.give_up();
    }

    /// Whether an answer may be on its way.
    pub fn awaits_answer(&self) -> bool {
        self.fences.outstanding()
    }

    /// Tells mlterm to leave rows as they are until the terminal is given back; on another device where
    /// tmux stands between.
    pub fn stop_mlterm(&self, outer: Option<&Path>) -> io::Result<()> {
        *self.outer.lock().unwrap_or_else(PoisonError::into_inner) = outer.map(Path::to_owned);
        self.mlterm.store(true, Ordering::SeqCst);
        let inner = self.to_mlterm(MLTERM_OFF);
        self.write(inner)
    }

    /// Says something to mlterm, if that is the terminal: on the device in front of tmux, or as bytes
    /// that are to be written here.
    fn to_mlterm(&self, said: &'static [u8]) -> &'static [u8] {
        if !self.mlterm.load(Ordering::SeqCst) {
            return b"";
        }
        let outer = self.outer.try_lock().ok().and_then(|outer| outer.clone());
        let Some(path) = outer else { return said };
        let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::NONBLOCK;
        if let Ok(device) = rustix::fs::open(path, flags, Mode::empty())
            && termios::isatty(&device)
        {
            let _ = rustix::io::write(&device, said);
        }
        b""
    }

    /// Writes a frame, in one `write(2)` where the line takes it. Does nothing once the terminal was
    /// given back.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        let _one_at_a_time = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if self.inside.load(Ordering::SeqCst) { self.write_all(bytes) } else { Ok(()) }
    }

    /// Gives the terminal back as it was found, in haste: for hang-ups, second signals and panics. Another thread that
    /// waits for answers does so no longer.
    pub fn leave(&self) {
        self.leave_within(LAST_ANSWER);
    }

    /// Gives the screen back at once, and the terminal as it was found when the answers that are on their
    /// way have come or their time is over, so that the shell does not read them as typing. Whoever reads
    /// the terminal must go on, tell what was answered, and throw away the rest.
    pub fn leave_after_answers(&self) {
        self.leave_within(fence::LIMIT);
    }

    fn leave_within(&self, limit: Duration) {
        // The other way round a second thread could see neither.
        let alone = !self.leaving.swap(true, Ordering::SeqCst);
        if alone {
            if self.inside.swap(false, Ordering::SeqCst) {
                self.give_back(limit);
            }
            self.leaving.store(false, Ordering::SeqCst);
        } else {
            if limit < fence::LIMIT {
                self.fences.give_up();
            }
            wait_until(limit + 3 * LAST_WRITE, || !self.leaving.load(Ordering::SeqCst));
        }
    }

    fn give_back(&self, limit: Duration) {
        // A thread that hangs in a write, or died in one, must not keep the terminal from us.
        let mut guard = None;
        wait_until(LAST_WRITE, || {
            guard = self.writing.try_lock().ok();
            guard.is_some()
        });
        let mlterm = self.to_mlterm(MLTERM_ON);
        if ready(self.output(), PollFlags::OUT, LAST_WRITE) {
            let _ = self.write_all(&[mlterm, LEAVE].concat());
        }
        if self.fences.outstanding() {
            self.fences.wait(limit);
            self.fences.give_up();
            // What nobody read meanwhile.
            let _ = termios::tcflush(self.input(), QueueSelector::IFlush);
        }
        let _ = termios::tcsetattr(self.input(), OptionalActions::Now, &self.found);
    }

    /// The descriptor from which answers are read.
    pub fn input(&self) -> BorrowedFd<'_> {
        match &self.device {
            Some(device) => device.as_fd(),
            None => input(),
        }
    }

    fn output(&self) -> BorrowedFd<'_> {
        match &self.device {
            Some(device) => device.as_fd(),
            None => rustix::stdio::stdout(),
        }
    }

    fn write_all(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match rustix::io::write(self.output(), bytes) {
                Ok(count) => bytes = &bytes[count..],
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => {
                    ready(self.output(), PollFlags::OUT, LAST_WRITE);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

/// Waits until something is so, at most so long.
fn wait_until(limit: Duration, mut so: impl FnMut() -> bool) {
    let mut left = limit;
    while !so() && !left.is_zero() {
        thread::sleep(STEP);
        left = left.saturating_sub(STEP);
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Standard input, from which keys are read.
pub fn input() -> BorrowedFd<'static> {
    rustix::stdio::stdin()
}

/// Whether a descriptor becomes ready in time.
fn ready(on: BorrowedFd<'_>, what: PollFlags, limit: Duration) -> bool {
    let limit = Timespec { tv_sec: 0, tv_nsec: limit.subsec_nanos().into() };
    let mut on = [PollFd::from_borrowed_fd(on, what)];
    poll(&mut on, Some(&limit)).is_ok_and(|count| count > 0)
}
