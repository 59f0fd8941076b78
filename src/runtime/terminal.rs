//! What the terminal is: evidence comes in, a verdict goes out.
//!
//! Knows what was told already, what is remembered, and when to ask tmux again. Draws nothing and writes
//! nothing to the terminal; asks tmux in a thread, whose answer comes as an event.
//!
//! *Invariant:* where nothing new was learnt there is no verdict, so nothing is drawn anew.

use std::mem;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::Sender;

use super::Event;
use super::memory::Memory;
use crate::app::{Lang, Msg};
use crate::term::detect::{self, Advice, Client, Environment, Evidence, Report};
use crate::term::encode::Strategy;
use crate::term::input::Reply;

/// After so long without a key another terminal may have attached to tmux.
const PAUSE: Duration = Duration::from_secs(5);

/// How often is looked whether another terminal attached to tmux.
const LOOK: Duration = Duration::from_secs(1);

/// How long a terminal may take to tell tmux its name.
const NAMED: Duration = Duration::from_millis(700);

/// What is known and was said.
pub(super) struct Terminal {
    evidence: Evidence,
    memory: Memory,
    lang: Lang,
    events: Sender<Event>,
    /// What the state was told.
    told: Option<(Strategy, bool)>,
    /// Whether a terminal like this one was met at an earlier start: the card is offered at the first.
    met: bool,
    /// When the last key was pressed.
    pressed: Instant,
}

/// What follows from what was learnt.
pub(super) struct Verdict {
    /// How to draw.
    pub(super) report: Report,
    /// What the state must be told.
    pub(super) msg: Option<Msg>,
}

impl Terminal {
    pub(super) fn new(
        environment: Environment,
        asked: Option<Strategy>,
        memory: Memory,
        lang: Lang,
        events: Sender<Event>,
        now: Instant,
    ) -> Self {
        let remembered = memory.seen(&environment.signature());
        let evidence = Evidence::new(environment, asked, remembered);
        Self { evidence, memory, lang, events, told: None, met: remembered.is_some(), pressed: now }
    }

    pub(super) fn environment(&self) -> &Environment {
        &self.evidence.environment
    }

    /// What is to be asked.
    pub(super) fn questions(&self) -> Vec<u8> {
        self.evidence.questions()
    }

    /// What follows from all that is known now.
    pub(super) fn report(&self) -> Report {
        detect::decide(&self.evidence)
    }

    /// Takes an answer in; whether it was one to the last question, and what follows. The first fence
    /// decides; later ones only tell how far the terminal has read.
    pub(super) fn learn(&mut self, reply: Reply) -> (bool, Option<Verdict>) {
        let known = self.evidence.da1.is_some();
        let last = self.evidence.learn(reply);
        (last, (last && !known).then(|| self.decide()))
    }

    /// Takes in which terminals are in front of tmux.
    pub(super) fn meet(&mut self, clients: Vec<Client>) -> Option<Verdict> {
        self.evidence.meet(clients).then(|| self.decide())
    }

    /// A key was pressed. That a second terminal attached beside the first one is not to be seen.
    pub(super) fn key(&mut self, now: Instant) {
        if now.duration_since(self.pressed) > PAUSE {
            self.ask_tmux();
        }
        self.pressed = now;
    }

    /// Asks tmux which terminals are in front.
    pub(super) fn ask_tmux(&self) {
        self.beside_tmux(|environment, events| {
            ask(&environment, &events);
        });
    }

    /// Asks again whenever a terminal attaches to a tmux that nobody saw, until the end.
    pub(super) fn watch_tmux(&self) {
        self.beside_tmux(|environment, events| {
            let mut before = detect::tmux_attached(&environment.socket);
            loop {
                thread::sleep(LOOK);
                let now = detect::tmux_attached(&environment.socket);
                if mem::replace(&mut before, now) != now && !ask(&environment, &events) {
                    return;
                }
            }
        });
    }

    /// Does what waits for tmux in a thread, where there is a tmux.
    fn beside_tmux(&self, work: impl FnOnce(Environment, Sender<Event>) + Send + 'static) {
        let (environment, events) = (self.environment().clone(), self.events.clone());
        if environment.in_tmux() {
            let work = move || work(environment, events);
            let _ = thread::Builder::new().name("sahifa-tmux".into()).spawn(work);
        }
    }

    /// Chooses by all that is known now.
    pub(super) fn decide(&mut self) -> Verdict {
        let whole = (self.evidence.da1.is_some() || self.evidence.questions().is_empty())
            && (!self.evidence.clients.is_empty() || !self.evidence.environment.in_tmux());
        if whole {
            self.evidence.remembered = self.memory.chosen(&self.evidence.signature());
        }
        let report = self.report();
        log::info!("terminal: {report:?}");
        if whole && self.evidence.asked.is_none() {
            self.memory.see(self.evidence.environment.signature(), report.strategy);
        }
        let msg = if whole { self.news(&report) } else { None };
        Verdict { report, msg }
    }

    /// The reader says which strategy is right: it is remembered for this terminal.
    pub(super) fn choose(&mut self, strategy: Strategy) -> Verdict {
        self.memory.choose(self.evidence.environment.signature(), self.evidence.signature(), strategy);
        self.try_out(strategy)
    }

    /// The reader tries a strategy: it holds until the end, or another terminal is in front.
    pub(super) fn try_out(&mut self, strategy: Strategy) -> Verdict {
        self.evidence.remembered = Some(strategy);
        self.evidence.asked = None;
        let report = self.report();
        let msg = self.news(&report);
        Verdict { report, msg }
    }

    /// What the state is to be told of the terminal, where that is new.
    fn news(&mut self, report: &Report) -> Option<Msg> {
        let told = (report.strategy, report.sure);
        if self.told == Some(told) {
            return None;
        }
        let first = self.told.replace(told).is_none();
        let advice = report.warning().filter(|_| first);
        Some(Msg::Terminal {
            strategy: place(report.strategy),
            sure: report.sure || self.met,
            warning: advice.map(|advice| advice.told(self.lang).to_owned()),
            lasts: advice.is_some_and(Advice::lasts),
        })
    }
}

/// Asks tmux which terminals are in front, and soon after once more: one that attached just now has not told
/// it its name yet. Whether anybody still wants to know.
fn ask(environment: &Environment, events: &Sender<Event>) -> bool {
    let tell = || events.send(Event::Clients(detect::tmux_clients(&environment.pane))).is_ok();
    tell() && {
        thread::sleep(NAMED);
        tell()
    }
}

/// The place of a strategy among all of them: the name that the state knows it by.
fn place(strategy: Strategy) -> usize {
    Strategy::ALL.iter().position(|&other| other == strategy).unwrap_or_default()
}
