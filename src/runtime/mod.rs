//! Threads, channels, clock and effects: the only place that waits.
//!
//! ```text
//! input ─┐                          ┌─► library (store, derived data)
//! signals ┼─► events ─► update ─► effects ─► search (newest query only)
//! workers ┘               └─► draw once ─► one write
//! ```
//!
//! *Invariant:* every waiting event is taken before one frame is drawn, and a frame is drawn only where
//! the state changed: an idle reader writes nothing and is never woken (inside tmux a thread looks at its
//! socket once a second). *Invariant:* the terminal is given back on every way out: end, error, panic of any
//! of our threads, TSTP, TERM and every other signal that ends a program.
//!
//! # Why
//! Threads and channels, no async: five things wait, each for one source, and a blocked `write(2)` on
//! a slow line then holds up nothing but drawing.

mod answer;
mod guard;
mod library;
mod memory;
mod outside;
mod pace;
mod reader;
mod search;
mod signals;
mod terminal;

pub use answer::answer;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use crossbeam_channel::{Sender, unbounded};

use crate::app::{Msg, Settings};
use crate::library::Library;
use crate::term::detect::{self, Client, Environment, Evidence};
use crate::term::encode::Strategy;
use crate::term::input::{self, Reply};
use crate::term::screen::{self, Screen};
use memory::Memory;
use reader::Reader;

/// How the reader is started.
pub struct Start {
    /// The library to read.
    pub library: Library,
    /// Settings.
    pub settings: Settings,
    /// The strategy that the user asked for.
    pub strategy: Option<Strategy>,
    /// The file that remembers what was found out about terminals; made where missing.
    pub memory: Option<PathBuf>,
}

/// What the main thread waits for.
enum Event {
    /// From the terminal.
    Input(input::Event),
    /// A signal, by number.
    Signal(i32),
    /// For the state machine.
    Msg(Box<Msg>),
    /// tmux told which terminals are in front.
    Clients(Vec<Client>),
    /// The library did one of its jobs.
    JobDone,
}

/// Runs the reader until it ends; the exit code: 0, or 128 and the number of the signal that ended it
/// (143 after SIGTERM, 129 when the line hung up). The terminal is given back as it was found on every
/// way out. A terminal that cannot be used is a [`screen::Refusal`].
pub fn run(start: Start) -> Result<u8> {
    let environment = detect::environment();
    let screen = Arc::new(Screen::open(&environment.term)?);
    guard::install(&screen);
    let code = read(&screen, start, environment);
    screen.leave();
    code
}

/// What the reader chose earlier for the terminal that answered so, by that file.
pub fn remembered(memory: Option<PathBuf>, evidence: &Evidence) -> Option<Strategy> {
    Memory::load(memory).chosen(&evidence.signature())
}

fn read(screen: &Arc<Screen>, start: Start, environment: Environment) -> Result<u8> {
    let (events, inbox) = unbounded();
    let searcher = start.library.searcher();
    let tell = events.clone();
    signals::spawn(Arc::clone(screen), move |signal| tell.send(Event::Signal(signal)).is_ok())?;
    let jobs = library::spawn(start.library, start.settings.lang, events.clone())?;
    let queries = search::spawn(searcher, events.clone())?;
    let workers = (jobs, queries);
    let memory = Memory::load(start.memory);
    let mut reader =
        Reader::new(screen, start.settings, start.strategy, environment, memory, workers, events.clone());
    reader.enter()?;
    let (asked, taken) = (Arc::clone(screen), Arc::clone(screen));
    let awaits = move || asked.awaits_answer();
    input::spawn(screen::input(), screen.erase(), awaits, move |event| hear(event, &taken, &events))?;
    let code = reader.run(&inbox);
    if code.as_ref().is_ok_and(|code| signals::may_answer(*code)) {
        screen.leave_after_answers();
    }
    screen.leave();
    reader.finish();
    code
}

/// Hands on what came from the terminal; whether to go on. What is typed while the terminal is being given
/// back is thrown away.
fn hear(event: input::Event, screen: &Screen, events: &Sender<Event>) -> bool {
    match event {
        input::Event::Reply(Reply::Da1(_)) => screen.answered(),
        input::Event::Closed => screen.unanswered(),
        input::Event::Key(_) | input::Event::Paste(_) if !screen.is_taken() => return true,
        _ => {}
    }
    events.send(Event::Input(event)).is_ok()
}
