//! The terminal as a device: raw mode, the alternate screen, writing, and giving it back as it was.
//!
//! Knows what must be undone, not what is drawn.
//!
//! *Invariant:* `leave` may be called from any thread, at any time, any number of times; the first call
//! gives the terminal back, and nothing is written to it afterwards. *Invariant:* it never waits longer
//! than half a second, whatever another thread or a slow line does.

use std::io;
use std::os::fd::BorrowedFd;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{self, OptionalActions, QueueSelector, SpecialCodeIndex, Termios};

/// Alternate screen, then no reordering (before the first clear: VTE keeps the mode with each row).
const ENTER: &[u8] = b"\x1b[?1049h\x1b[8l";
/// Bracketed paste, and no cursor: the text cursor is a painted cell.
const READY: &[u8] = b"\x1b[?2004h\x1b[?25l";
/// Everything undone: open synchronised output and scroll region too, should a frame have been cut off.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[r\x1b[m\x1b[?2004l\x1b[?25h\x1b[8h\x1b[?1049l";
/// mlterm: its own reordering off and on.
const MLTERM_OFF: &[u8] = b"\x1b]5379;use_ctl=false\x07";
const MLTERM_ON: &[u8] = b"\x1b]5379;use_ctl=true\x07";
/// How long an answer may be on its way when the terminal is given back.
const LAST_ANSWER: Duration = Duration::from_millis(100);
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

/// The terminal on standard input and output.
#[derive(Debug)]
pub struct Screen {
    /// The attributes as they were found.
    found: Termios,
    inside: AtomicBool,
    /// Whether questions wait for an answer.
    asking: AtomicBool,
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
        if let "dumb" | "unknown" | "" = term {
            return Err(Refusal::Dumb(term.to_owned()));
        }
        let found = termios::tcgetattr(input()).map_err(io::Error::from)?;
        Ok(Self {
            found,
            inside: AtomicBool::new(false),
            asking: AtomicBool::new(false),
            mlterm: AtomicBool::new(false),
            outer: Mutex::new(None),
            writing: Mutex::new(()),
        })
    }

    /// Columns and rows; 80x24 where the system does not know.
    pub fn size(&self) -> (u16, u16) {
        match termios::tcgetwinsize(output()) {
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
        termios::tcsetattr(input(), OptionalActions::Now, &raw)?;
        self.inside.store(true, Ordering::SeqCst);
        self.asking.fetch_or(!questions.is_empty(), Ordering::SeqCst);
        let mlterm = self.to_mlterm(MLTERM_OFF);
        self.write(&[ENTER, mlterm, questions, READY].concat())
    }

    /// A question goes out with the next bytes.
    pub fn asking(&self) {
        self.asking.store(true, Ordering::SeqCst);
    }

    /// The last question was answered.
    pub fn answered(&self) {
        self.asking.store(false, Ordering::SeqCst);
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
        if self.inside.load(Ordering::SeqCst) { write_all(bytes) } else { Ok(()) }
    }

    /// Gives the terminal back as it was found.
    pub fn leave(&self) {
        if !self.inside.swap(false, Ordering::SeqCst) {
            return;
        }
        if self.asking.load(Ordering::SeqCst) {
            self.take_last_answer();
        }
        // A thread that hangs in a write, or died in one, must not keep the terminal from us.
        let mut patience = LAST_WRITE;
        let step = Duration::from_millis(5);
        let mut guard = self.writing.try_lock();
        while guard.is_err() && !patience.is_zero() {
            drop(guard);
            thread::sleep(step);
            patience = patience.saturating_sub(step);
            guard = self.writing.try_lock();
        }
        let mlterm = self.to_mlterm(MLTERM_ON);
        if ready(output(), PollFlags::OUT, LAST_WRITE) {
            let _ = write_all(&[mlterm, LEAVE].concat());
        }
        let _ = termios::tcsetattr(input(), OptionalActions::Now, &self.found);
    }

    /// Lets an answer that is on its way arrive, so that the shell does not read it as typing. (The
    /// input thread takes it, or the flush does.)
    fn take_last_answer(&self) {
        let step = Duration::from_millis(10);
        let mut patience = LAST_ANSWER;
        while self.asking.load(Ordering::SeqCst) && !patience.is_zero() {
            thread::sleep(step);
            patience = patience.saturating_sub(step);
        }
        let _ = termios::tcflush(input(), QueueSelector::IFlush);
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.leave();
    }
}

/// The descriptor from which keys are read.
pub fn input() -> BorrowedFd<'static> {
    rustix::stdio::stdin()
}

fn output() -> BorrowedFd<'static> {
    rustix::stdio::stdout()
}

fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(output(), bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                ready(output(), PollFlags::OUT, LAST_WRITE);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Whether a descriptor becomes ready in time.
fn ready(on: BorrowedFd<'_>, what: PollFlags, limit: Duration) -> bool {
    let limit = Timespec { tv_sec: 0, tv_nsec: limit.subsec_nanos().into() };
    let mut on = [PollFd::from_borrowed_fd(on, what)];
    poll(&mut on, Some(&limit)).is_ok_and(|count| count > 0)
}
