//! The main loop: events in, effects out, one frame, one write.
//!
//! Knows who does what; does nothing itself that could wait, but writing to the terminal and handing a copied
//! text to tmux.

mod effects;

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use crossbeam_channel::{Receiver, Sender};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGTSTP, SIGWINCH};

use super::library::{Job, Jobs};
use super::memory::Memory;
use super::pace::Pace;
use super::search::Asked;
use super::terminal::{Terminal, Verdict};
use super::{Event, guard, signals};
use crate::app::{App, Lang, Msg, Notice, Settings};
use crate::term::backend::Backend;
use crate::term::detect::Environment;
use crate::term::encode::Strategy;
use crate::term::input;
use crate::term::palette;
use crate::term::screen::Screen;
use crate::ui;

/// How long the first frame waits for the list and the article, so that it is not drawn empty.
const FIRST_ANSWERS: Duration = Duration::from_millis(60);
/// How long nothing must be typed for a pause.
const PAUSE: Duration = Duration::from_millis(120);
/// Events that are taken before the next frame, at most.
const AT_ONCE: usize = 4096;
/// How long what was asked of the library may take at the end.
const LAST_JOBS: Duration = Duration::from_millis(400);
/// A blank screen, and how long it is to be seen: longer than Konsole waits before it paints.
const BLANK: &[u8] = b"\x1b[m\x1b[2J";
const BLANK_SEEN: Duration = Duration::from_millis(80);
/// Asks tmux to tell when a terminal comes to the front (it does with `focus-events on`).
const TELL_FOCUS: &[u8] = b"\x1b[?1004h";

/// The reader at work.
pub(super) struct Reader<'a> {
    screen: &'a Arc<Screen>,
    app: App,
    lang: Lang,
    backend: Backend,
    buffer: Buffer,
    terminal: Terminal,
    /// Whether greys must do without their colour.
    few_colors: bool,
    /// Whether there is a first frame.
    drawn: bool,
    pace: Pace,
    jobs: Jobs,
    queries: Sender<Asked>,
    /// Keeps the inbox open.
    _events: Sender<Event>,
    /// Until when nothing may be typed for the pause that the state waits for.
    pause: Option<Instant>,
    /// Jobs without an answer.
    open_jobs: usize,
    /// The exit code, once the end is decided.
    ending: Option<u8>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        screen: &'a Arc<Screen>,
        settings: Settings,
        asked: Option<Strategy>,
        environment: Environment,
        memory: Memory,
        (jobs, queries): (Jobs, Sender<Asked>),
        events: Sender<Event>,
    ) -> Self {
        let (lang, now) = (settings.lang, Instant::now());
        let scrolls = environment.term != "linux";
        let terminal = Terminal::new(environment, asked, memory, lang, events.clone(), now);
        let report = terminal.report();
        let mut backend = Backend::new(report.strategy, scrolls);
        backend.set_cells(report.cells);
        let (cols, rows) = screen.size();
        Self {
            screen,
            app: App::new(settings, cols, rows),
            lang,
            backend,
            buffer: Buffer::empty(Rect::new(0, 0, cols, rows)),
            terminal,
            few_colors: report.few_colors,
            drawn: false,
            pace: Pace::new(now),
            jobs,
            queries,
            _events: events,
            pause: None,
            open_jobs: 0,
            ending: None,
        }
    }

    /// Takes the terminal and asks what it is; the answers come as events.
    pub(super) fn enter(&mut self) -> Result<()> {
        let questions = self.terminal.questions();
        self.screen.enter(&questions)?;
        if self.terminal.report().stop_mlterm {
            self.screen.stop_mlterm(None)?;
        }
        self.ask_who_is_in_front();
        self.terminal.watch_tmux();
        if questions.is_empty() {
            let verdict = self.terminal.decide();
            self.follow(verdict);
        }
        Ok(())
    }

    /// Runs until something ends it; the exit code.
    pub(super) fn run(&mut self, inbox: &Receiver<Event>) -> Result<u8> {
        let effects = self.app.start();
        self.carry_out(effects);
        let until = Instant::now() + FIRST_ANSWERS;
        while self.open_jobs > 0 && self.ending.is_none() {
            match inbox.recv_deadline(until) {
                Ok(event) => self.take(event),
                Err(_) => break,
            }
        }
        self.app.take_dirty();
        self.draw();
        self.jobs.send(Job::Derive);
        while self.ending.is_none() {
            // Never disconnected: `self._events` holds the other end.
            match self.pace_until().into_iter().chain(self.pause).min() {
                None => self.take(inbox.recv()?),
                Some(until) => {
                    if let Ok(event) = inbox.recv_deadline(until) {
                        self.take(event);
                    }
                }
            }
            self.take_waiting(inbox);
            self.end_pause();
            if self.pace_until().is_none() && self.app.take_dirty() && self.ending.is_none() {
                guard::trip("ui");
                self.draw();
            }
        }
        Ok(self.ending.unwrap_or(0))
    }

    /// Lets what was asked of the library be done, after the terminal was given back.
    pub(super) fn finish(&mut self) {
        self.jobs.finish(LAST_JOBS);
    }

    /// Tells the state of the pause it waits for, when nothing was typed for so long.
    fn end_pause(&mut self) {
        if self.pause.take_if(|until| *until <= Instant::now()).is_some() {
            self.update(Msg::Paused);
        }
    }

    /// Takes what came meanwhile. Letters of a line, as a paste without brackets brings them, are typed as one text.
    fn take_waiting(&mut self, inbox: &Receiver<Event>) {
        let mut typed = String::new();
        for event in inbox.try_iter().take(AT_ONCE) {
            let key = if let Event::Input(input::Event::Key(key)) = event { key.letter() } else { None };
            if let Some(letter) = key.filter(|_| self.app.types()) {
                typed.push(letter);
                continue;
            }
            self.type_in(&mut typed);
            self.take(event);
        }
        self.type_in(&mut typed);
    }

    fn type_in(&mut self, typed: &mut String) {
        if !typed.is_empty() {
            self.pressed(true);
            self.update(Msg::Typed(std::mem::take(typed)));
        }
    }

    /// A key was pressed just now: no pause yet, if it counts.
    fn pressed(&mut self, counts: bool) {
        self.terminal.key(Instant::now());
        self.pause = self.pause.map(|until| if counts { Instant::now() + PAUSE } else { until });
    }

    fn take(&mut self, event: Event) {
        let msg = match event {
            Event::Input(input::Event::Key(key)) => {
                // What is typed into a line always counts.
                let counts = self.app.types() || self.pace.counts(key, Instant::now());
                self.pressed(counts);
                if !counts {
                    return;
                }
                Msg::Key(key)
            }
            Event::Input(input::Event::Paste(text)) => Msg::Paste(text),
            Event::Input(input::Event::Reply(reply)) => return self.learn(reply),
            Event::Input(input::Event::Focus) => return self.terminal.ask_tmux(),
            Event::Input(input::Event::Closed) => return self.end(signals::code(SIGHUP)),
            Event::Signal(signal) => return self.signal(signal),
            Event::Clients(clients) => {
                if let Some(verdict) = self.terminal.meet(clients) {
                    // What another terminal was sent before says nothing of how it looks there.
                    self.backend.forget();
                    self.follow(verdict);
                }
                return;
            }
            Event::Msg(msg) => *msg,
            Event::JobDone => {
                self.open_jobs = self.open_jobs.saturating_sub(1);
                return;
            }
        };
        self.update(msg);
    }

    fn update(&mut self, msg: Msg) {
        let effects = self.app.update(msg);
        self.carry_out(effects);
    }

    fn end(&mut self, code: u8) {
        self.ending.get_or_insert(code);
    }

    fn signal(&mut self, signal: i32) {
        match signal {
            SIGWINCH => {
                // There and back again: the terminal forgot its scroll region, and maybe rows.
                if !self.fit() {
                    self.repaint();
                }
                // Another terminal may have attached to tmux.
                self.terminal.ask_tmux();
            }
            SIGTSTP => self.suspend(),
            SIGCONT => self.resume(),
            _ if signals::ends(signal) => self.end(signals::code(signal)),
            _ => {}
        }
    }

    /// Takes the window's size; whether it is another one.
    fn fit(&mut self) -> bool {
        let (cols, rows) = self.screen.size();
        let other = (cols, rows) != (self.buffer.area.width, self.buffer.area.height);
        if other {
            self.buffer.resize(Rect::new(0, 0, cols, rows));
            self.update(Msg::Resize { cols, rows });
        }
        other
    }

    /// Gives the terminal back and stops, as a job of the shell. It goes on with SIGCONT.
    fn suspend(&mut self) {
        self.screen.leave_after_answers();
        if let Err(error) = signal_hook::low_level::emulate_default_handler(SIGTSTP) {
            log::error!("cannot stop: {error}");
            self.resume();
        }
    }

    /// Takes the terminal again: after a stop of our own, or one from outside that left it to others.
    fn resume(&mut self) {
        if self.screen.enter(b"").is_err() {
            return self.end(signals::code(SIGHUP));
        }
        self.fit();
        self.ask_who_is_in_front();
        self.repaint();
    }

    fn repaint(&mut self) {
        self.backend.forget();
        self.draw();
    }

    /// As `repaint`, a moment later: Konsole paints only what differs from what it last showed, and leaves specks
    /// of old letters that reached over the edges of their cells.
    fn repaint_from_blank(&mut self) {
        self.backend.forget();
        if self.screen.write(BLANK).is_err() {
            return self.end(signals::code(SIGHUP));
        }
        self.pace.show_until(Instant::now() + BLANK_SEEN);
    }

    fn draw(&mut self) {
        self.drawn = true;
        self.buffer.reset();
        ui::view(&self.app, self.buffer.area, &mut self.buffer);
        let ways = ui::ways(&self.app).into_iter();
        let own: Vec<_> = ways.filter_map(|(row, way)| Some((row, *Strategy::ALL.get(way)?))).collect();
        if self.few_colors {
            palette::without_greys(&mut self.buffer);
        }
        let mut frame = self.backend.frame_with(&self.buffer, &own);
        if frame.is_empty() {
            return;
        }
        let question = self.pace.question(frame.len(), Instant::now());
        if !question.is_empty() {
            self.screen.asking();
            frame.extend_from_slice(question);
        }
        if self.screen.write(&frame).is_err() {
            self.end(signals::code(SIGHUP));
        }
        self.pace.wrote(frame.len(), Instant::now());
    }

    /// Until when the next frame waits for the terminal, if it does.
    fn pace_until(&mut self) -> Option<Instant> {
        self.pace.until(Instant::now())
    }

    /// An answer of the terminal.
    fn learn(&mut self, reply: input::Reply) {
        let (last, verdict) = self.terminal.learn(reply);
        if last {
            self.pace.answered(Instant::now());
        }
        if let Some(verdict) = verdict {
            self.follow(verdict);
        }
    }

    /// Has tmux tell who is in front, now and later.
    fn ask_who_is_in_front(&mut self) {
        if self.terminal.environment().in_tmux() && self.screen.write(TELL_FOCUS).is_err() {
            return self.end(signals::code(SIGHUP));
        }
        self.terminal.ask_tmux();
    }

    /// Draws as the terminal needs it; at most one repaint.
    fn follow(&mut self, Verdict { report, msg }: Verdict) {
        if report.stop_mlterm && self.screen.stop_mlterm(report.outer_tty.as_deref()).is_err() {
            return self.end(signals::code(SIGHUP));
        }
        self.few_colors = report.few_colors;
        self.backend.set_cells(report.cells);
        self.backend.set_strategy(report.strategy);
        if self.drawn {
            self.draw();
        }
        if let Some(msg) = msg {
            self.update(msg);
        }
    }

    fn notice(&mut self, error: bool, text: String) {
        self.update(Msg::Notice(Notice { error, text }));
    }
}
