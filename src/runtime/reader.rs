//! The main loop: events in, effects out, one frame, one write.
//!
//! Knows who does what; does nothing itself that could wait, but writing to the terminal.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use crossbeam_channel::{Receiver, Sender};
use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGTSTP, SIGWINCH};

use super::library::{Job, Jobs};
use super::memory::Memory;
use super::outside::{self, NotOpened};
use super::pace::Pace;
use super::search::Asked;
use super::{Event, guard, signals};
use crate::app::{App, Effect, Lang, Msg, Notice, Settings};
use crate::term::backend::Backend;
use crate::term::detect::{self, Environment, Evidence};
use crate::term::encode::Strategy;
use crate::term::input;
use crate::term::screen::Screen;
use crate::ui;

/// How long the first frame waits for the list and the article, so that it is not drawn empty.
const FIRST_ANSWERS: Duration = Duration::from_millis(60);
/// How long what was asked of the library may take at the end.
const LAST_JOBS: Duration = Duration::from_millis(400);

/// The reader at work.
pub(super) struct Reader<'a> {
    screen: &'a Arc<Screen>,
    app: App,
    lang: Lang,
    backend: Backend,
    buffer: Buffer,
    evidence: Evidence,
    memory: Memory,
    pace: Pace,
    jobs: Jobs,
    queries: Sender<Asked>,
    events: Sender<Event>,
    /// What the state was told of the terminal.
    told: Option<(Strategy, bool)>,
    /// Whether a terminal like this one was met at an earlier start: the card is offered at the first.
    met: bool,
    /// Jobs without an answer.
    open_jobs: usize,
    /// The exit code, once the end is decided.
    ending: Option<u8>,
}

impl<'a> Reader<'a> {
    #[allow(clippy::disallowed_methods)] // the clock is read here, and handed in
    pub(super) fn new(
        screen: &'a Arc<Screen>,
        settings: Settings,
        asked: Option<Strategy>,
        environment: Environment,
        memory: Memory,
        (jobs, queries): (Jobs, Sender<Asked>),
        events: Sender<Event>,
    ) -> Self {
        let remembered = memory.seen(&environment.signature());
        let evidence = Evidence::new(environment, asked, remembered);
        let report = detect::decide(&evidence);
        let scrolls = evidence.environment.term != "linux";
        let mut backend = Backend::new(report.strategy, scrolls);
        backend.set_marks(report.marks);
        let (cols, rows) = screen.size();
        let lang = settings.lang;
        Self {
            screen,
            app: App::new(settings, cols, rows, Timestamp::now()),
            lang,
            backend,
            buffer: Buffer::empty(Rect::new(0, 0, cols, rows)),
            evidence,
            memory,
            pace: Pace::new(Instant::now()),
            jobs,
            queries,
            events,
            told: None,
            met: remembered.is_some(),
            open_jobs: 0,
            ending: None,
        }
    }

    /// Takes the terminal and asks what it is; the answers come as events.
    pub(super) fn enter(&mut self) -> Result<()> {
        self.screen.enter(self.evidence.questions())?;
        if detect::decide(&self.evidence).stop_mlterm {
            self.screen.stop_mlterm(None)?;
        }
        self.ask_tmux();
        if self.evidence.questions().is_empty() {
            self.decide_again();
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
            // Never disconnected: `self.events` holds the other end.
            match self.pace_until() {
                None => self.take(inbox.recv()?),
                Some(until) => {
                    if let Ok(event) = inbox.recv_deadline(until) {
                        self.take(event);
                    }
                }
            }
            while let Ok(event) = inbox.try_recv() {
                self.take(event);
            }
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

    fn take(&mut self, event: Event) {
        let msg = match event {
            Event::Input(input::Event::Key(key)) => {
                // What is typed into the search box always counts.
                if !self.app.search.open && !self.pace.counts(key, Instant::now()) {
                    return;
                }
                Msg::Key(key)
            }
            Event::Input(input::Event::Paste(text)) => Msg::Paste(text),
            Event::Input(input::Event::Reply(reply)) => return self.learn(reply),
            Event::Input(input::Event::Closed) => return self.end(signals::code(SIGHUP)),
            Event::Signal(signal) => return self.signal(signal),
            Event::Client(client) => {
                self.evidence.client = client;
                return self.decide_again();
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

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit => self.end(0),
                Effect::Suspend => self.suspend(),
                Effect::Repaint => self.repaint(),
                Effect::List => self.job(Job::List),
                Effect::Open(id) => self.job(Job::Open(id)),
                Effect::Entity(id) => self.job(Job::Entity(id)),
                Effect::SetRead(id, read) => self.job(Job::SetRead(id, read)),
                Effect::SetStarred(id, starred) => self.job(Job::SetStarred(id, starred)),
                Effect::SetPosition(id, position) => self.job(Job::SetPosition(id, position)),
                Effect::Search { id, query } => {
                    let _ = self.queries.send((id, query));
                }
                Effect::Copy(text) => self.copy(&text),
                Effect::OpenLink(link) => self.open_link(&link),
                Effect::NextStrategy => {
                    let strategy = self.backend.strategy().next();
                    self.choose(strategy);
                    let text = match self.lang {
                        Lang::Ar => format!("طريقة عرض الأسطر: {}", strategy.name()),
                        Lang::En => format!("rows are shown by: {}", strategy.name()),
                    };
                    self.notice(false, text);
                }
                Effect::UseStrategy(at) => {
                    if let Some(&strategy) = Strategy::ALL.get(at) {
                        self.choose(strategy);
                    }
                }
            }
        }
    }

    fn job(&mut self, job: Job) {
        self.open_jobs += 1;
        self.jobs.send(job);
    }

    fn end(&mut self, code: u8) {
        self.ending.get_or_insert(code);
    }

    fn signal(&mut self, signal: i32) {
        match signal {
            SIGWINCH => {
                self.fit();
                // Another terminal may have attached to tmux.
                self.ask_tmux();
            }
            SIGTSTP => self.suspend(),
            SIGCONT => self.resume(),
            _ if signals::ends(signal) => self.end(signals::code(signal)),
            _ => {}
        }
    }

    /// Takes the window's size.
    fn fit(&mut self) {
        let (cols, rows) = self.screen.size();
        if (cols, rows) != (self.buffer.area.width, self.buffer.area.height) {
            self.buffer.resize(Rect::new(0, 0, cols, rows));
            self.update(Msg::Resize { cols, rows });
        }
    }

    /// Gives the terminal back and stops, as a job of the shell. It goes on with SIGCONT.
    fn suspend(&mut self) {
        self.screen.leave();
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
        self.ask_tmux();
        self.repaint();
    }

    fn repaint(&mut self) {
        self.backend.forget();
        self.draw();
    }

    fn draw(&mut self) {
        self.buffer.reset();
        ui::view(&self.app, self.buffer.area, &mut self.buffer);
        let ways = ui::ways(&self.app).into_iter();
        let own: Vec<_> = ways.filter_map(|(row, way)| Some((row, *Strategy::ALL.get(way)?))).collect();
        let mut frame = self.backend.frame_with(&self.buffer, &own);
        if frame.is_empty() {
            return;
        }
        let question = self.pace.question(Instant::now());
        if !question.is_empty() {
            self.screen.asking();
            frame.extend_from_slice(question);
        }
        if self.screen.write(&frame).is_err() {
            self.end(signals::code(SIGHUP));
        }
        self.pace.wrote(Instant::now());
    }

    /// Until when the next frame waits for the terminal, if it does.
    fn pace_until(&mut self) -> Option<Instant> {
        self.pace.until(Instant::now())
    }

    /// An answer of the terminal. The last one of a burst decides.
    fn learn(&mut self, reply: input::Reply) {
        let known = self.evidence.da1.is_some();
        if self.evidence.learn(reply) {
            self.screen.answered();
            self.pace.answered(Instant::now());
            // Later ones only tell how far the terminal has read.
            if !known {
                self.decide_again();
            }
        }
    }

    /// Asks tmux which terminal is in front; the answer comes as an event.
    fn ask_tmux(&self) {
        if self.evidence.environment.in_tmux() {
            let events = self.events.clone();
            let ask = move || events.send(Event::Client(detect::tmux_client()));
            let _ = std::thread::Builder::new().name("sahifa-tmux".into()).spawn(ask);
        }
    }

    /// Chooses by all that is known now; at most one repaint.
    fn decide_again(&mut self) {
        let whole = (self.evidence.da1.is_some() || self.evidence.questions().is_empty())
            && (self.evidence.client.is_some() || !self.evidence.environment.in_tmux());
        if whole {
            self.evidence.remembered = self.memory.chosen(&self.evidence.signature());
        }
        let report = detect::decide(&self.evidence);
        log::info!("terminal: {report:?}");
        if report.stop_mlterm && self.screen.stop_mlterm(report.outer_tty.as_deref()).is_err() {
            return self.end(signals::code(SIGHUP));
        }
        if whole && self.evidence.asked.is_none() {
            self.memory.see(self.evidence.environment.signature(), report.strategy);
        }
        self.backend.set_marks(report.marks);
        self.show_by(report.strategy);
        if whole {
            self.tell_terminal(&report);
        }
    }

    fn show_by(&mut self, strategy: Strategy) {
        if self.backend.strategy() != strategy {
            self.backend.set_strategy(strategy);
            self.draw();
        }
    }

    /// Tells the state what the terminal is, where that is new.
    fn tell_terminal(&mut self, report: &detect::Report) {
        let told = (report.strategy, report.sure);
        if self.told == Some(told) {
            return;
        }
        let warning = match (report.warning, report.advice) {
            (Some(arabic), Some(english)) if self.told.is_none() => {
                Some(self.say(arabic, english).to_owned())
            }
            _ => None,
        };
        self.told = Some(told);
        let sure = report.sure || self.met;
        self.update(Msg::Terminal { strategy: place(report.strategy), sure, warning });
    }

    /// The reader says which strategy is right: it is remembered for this terminal.
    fn choose(&mut self, strategy: Strategy) {
        self.evidence.remembered = Some(strategy);
        self.evidence.asked = None;
        self.memory.choose(self.evidence.environment.signature(), self.evidence.signature(), strategy);
        let report = detect::decide(&self.evidence);
        self.show_by(strategy);
        self.tell_terminal(&report);
    }

    fn copy(&mut self, text: &str) {
        if self.evidence.environment.in_tmux() && outside::copy_by_tmux(text) {
            return;
        }
        match outside::clipboard_sequence(text, &self.evidence.environment) {
            Some(sequence) if self.screen.write(&sequence).is_ok() => {}
            Some(_) => self.end(signals::code(SIGHUP)),
            None => {
                let text =
                    self.say("النص أطول مما تقبله الحافظة", "the text is longer than a clipboard takes");
                self.notice(true, text.to_owned());
            }
        }
    }

    fn open_link(&mut self, link: &str) {
        let Err(why) = outside::open_link(link, &self.evidence.environment) else { return };
        let (arabic, english) = match why {
            NotOpened::Unfit => ("ليس هذا رابطًا يمكن فتحه", "this is no link that can be opened"),
            NotOpened::NoDisplay => {
                ("لا متصفح هنا؛ انسخ الرابط بالمفتاح y", "no browser can open here; copy the link with y")
            }
            NotOpened::NoBrowser => (
                "تعذر تشغيل المتصفح؛ انسخ الرابط بالمفتاح y",
                "no browser could be started; copy the link with y",
            ),
        };
        let text = self.say(arabic, english).to_owned();
        self.notice(true, text);
    }

    fn notice(&mut self, error: bool, text: String) {
        self.update(Msg::Notice(Notice { error, text }));
    }

    fn say(&self, arabic: &'static str, english: &'static str) -> &'static str {
        match self.lang {
            Lang::Ar => arabic,
            Lang::En => english,
        }
    }
}

/// The place of a strategy among all of them: the name that the state knows it by.
fn place(strategy: Strategy) -> usize {
    Strategy::ALL.iter().position(|&other| other == strategy).unwrap_or_default()
}
