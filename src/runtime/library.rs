//! The library worker: owns the library, does its jobs in order, and derives mentions and index in
//! small steps when there is nothing else to do.
//!
//! *Invariant:* nothing is derived before the first frame was drawn. *Invariant:* a job never waits for
//! longer than one step of deriving, or one look for articles that mention who is followed.

use std::io;
use std::ops::RangeInclusive;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::Result;
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TryRecvError, unbounded};
use jiff::Timestamp;

use super::{Event, answer, guard};
use crate::app::{Effect, Lang, Msg, Notice};
use crate::library::Library;
use crate::model::ArticleId;

/// How many articles are tagged and indexed in one step: few at first, then as many as `PACE` has room for, as
/// each step also pays for a commit.
const STEP: RangeInclusive<usize> = 8..=512;
/// How long what the user asks for may wait for a step.
const PACE: Duration = Duration::from_millis(250);
/// How often the screen is told while a long row of articles is worked off.
const TELL_EVERY: Duration = Duration::from_secs(1);
/// How often one looks whether another program changed the library, where there is nothing to do.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What the worker is asked to do.
#[derive(Debug)]
pub(super) enum Job {
    /// Derive what waits for it: the first frame is there, or another program may have added something.
    Derive,
    /// What the state asks of the library.
    Effect(Effect),
}

/// The worker's end of the line: jobs go in, and it can be waited for.
pub(super) struct Jobs {
    sender: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Jobs {
    /// Hands a job over. One that comes after the end is lost, and so is its answer.
    pub(super) fn send(&self, job: Job) {
        if let Some(sender) = &self.sender {
            let _ = sender.send(job);
        }
    }

    /// Lets the worker finish what was asked for, within `limit`.
    pub(super) fn finish(&mut self, limit: Duration) {
        self.sender = None;
        let Some(thread) = self.thread.take() else { return };
        let until = Instant::now() + limit;
        while !thread.is_finished() && Instant::now() < until {
            thread::sleep(Duration::from_millis(2));
        }
    }
}

/// Starts the thread.
pub(super) fn spawn(library: Library, lang: Lang, events: Sender<Event>) -> io::Result<Jobs> {
    let (sender, jobs) = unbounded();
    let told = Instant::now();
    let (waiting, begun, alerts) = (false, false, false);
    let worker = Worker {
        library,
        lang,
        events,
        position: None,
        waiting,
        told,
        begun,
        alerts,
        seen: 0,
        failed: false,
        step: *STEP.start(),
    };
    let thread = thread::Builder::new().name("sahifa-library".into()).spawn(move || worker.run(&jobs))?;
    Ok(Jobs { sender: Some(sender), thread: Some(thread) })
}

#[allow(clippy::struct_excessive_bools)] // independent facts, not a state in disguise
struct Worker {
    library: Library,
    lang: Lang,
    events: Sender<Event>,
    /// A reading position that is not yet stored: held keys move it many times a second.
    position: Option<(ArticleId, usize)>,
    /// Whether articles wait to be tagged and indexed.
    waiting: bool,
    /// When the screen was last told of derived data.
    told: Instant,
    /// Whether there is a first frame.
    begun: bool,
    /// Whether articles that mention who is followed are to be looked for.
    alerts: bool,
    /// The last change of the library that the screen was told of.
    seen: u64,
    /// Whether the last step of deriving failed: a full disk may have room again.
    failed: bool,
    /// How many articles the next step takes.
    step: usize,
}

impl Worker {
    fn run(mut self, jobs: &Receiver<Job>) {
        loop {
            let job = match jobs.try_recv() {
                Ok(job) => job,
                Err(TryRecvError::Disconnected) => break,
                Err(TryRecvError::Empty) => {
                    self.store_position();
                    if self.waiting {
                        self.derive();
                        continue;
                    }
                    if self.begun && std::mem::take(&mut self.alerts) {
                        if let Err(error) = self.answer(Effect::Alerts) {
                            self.complain(&error);
                        }
                        continue;
                    }
                    match jobs.recv_timeout(LOOK_EVERY) {
                        Ok(job) => job,
                        Err(RecvTimeoutError::Disconnected) => break,
                        Err(RecvTimeoutError::Timeout) => {
                            if self.begun {
                                self.look_around();
                            }
                            continue;
                        }
                    }
                }
            };
            if let Err(error) = self.work(job) {
                self.complain(&error);
            }
            if self.events.send(Event::JobDone).is_err() {
                break;
            }
        }
        self.store_position();
    }

    fn work(&mut self, job: Job) -> Result<()> {
        match job {
            Job::Derive => {
                guard::trip("worker");
                if !std::mem::replace(&mut self.begun, true) {
                    self.seen = self.library.last_change()?;
                }
                self.waiting = self.library.derive(0)? > 0;
            }
            Job::Effect(Effect::SetPosition(id, position)) => {
                if self.position.as_ref().is_some_and(|(held, _)| *held != id) {
                    self.store_position();
                }
                self.position = Some((id, position));
            }
            // When nothing else is to be done: it takes long in a large library.
            Job::Effect(Effect::Alerts) => self.alerts = true,
            Job::Effect(effect) => {
                self.store_position();
                self.answer(effect)?;
            }
        }
        Ok(())
    }

    fn answer(&mut self, effect: Effect) -> Result<()> {
        let corrects = matches!(effect, Effect::Correct(_));
        for msg in answer(&mut self.library, effect, self.lang, now())? {
            self.tell(msg);
        }
        self.waiting |= corrects;
        Ok(())
    }

    fn derive(&mut self) {
        let begun = Instant::now();
        let derived = self.library.derive(self.step);
        self.step = paced(self.step, begun.elapsed());
        match derived {
            Ok(left) => {
                self.failed = false;
                self.waiting = left > 0;
                if !self.waiting || self.told.elapsed() >= TELL_EVERY {
                    self.told = Instant::now();
                    self.tell(Msg::Derived);
                }
            }
            Err(error) => {
                self.waiting = false;
                if std::mem::replace(&mut self.failed, true) {
                    log::error!("library: {error:#}");
                } else {
                    self.complain(&error);
                }
            }
        }
    }

    /// Tells of what another program put in the library, or a hand in the corrections, and has it tagged and
    /// indexed; builds an index anew that a search found damaged; tries once more what failed.
    fn look_around(&mut self) {
        let failed = self.failed;
        let look = |library: &mut Library, seen| -> Result<Option<(u64, usize)>> {
            let change = library.last_change()?;
            let is_done =
                change == seen && !library.is_damaged() && !library.corrections_changed() && !failed;
            Ok(if is_done { None } else { Some((change, library.derive(0)?)) })
        };
        match look(&mut self.library, self.seen) {
            Ok(None) => {}
            Ok(Some((change, left))) => {
                self.waiting = left > 0;
                if std::mem::replace(&mut self.seen, change) != change || !self.failed {
                    self.tell(Msg::Derived);
                }
                self.failed &= self.waiting;
            }
            Err(error) => log::error!("library: {error:#}"),
        }
    }

    fn store_position(&mut self) {
        if let Some((id, position)) = self.position.take()
            && let Err(error) = self.library.set_position(&id, position)
        {
            self.complain(&error);
        }
    }

    fn tell(&self, msg: Msg) {
        // Nobody listens any more only when the program ends.
        let _ = self.events.send(Event::Msg(Box::new(msg)));
    }

    fn complain(&self, error: &anyhow::Error) {
        log::error!("library: {error:#}");
        let text = format!("{error:#}").lines().next().unwrap_or_default().to_owned();
        self.tell(Msg::Notice(Notice { error: true, text }));
    }
}

#[allow(clippy::disallowed_methods)] // the clock is read here, and handed in
fn now() -> Timestamp {
    Timestamp::now()
}

/// How many articles a step takes after one of as many took so long.
fn paced(step: usize, took: Duration) -> usize {
    let next = if took > PACE {
        step / 2
    } else if took * 2 < PACE {
        step * 2
    } else {
        step
    };
    next.clamp(*STEP.start(), *STEP.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_grows_to_what_there_is_time_for_and_shrinks_again() {
        let cost = |step: usize, article: u64| Duration::from_millis(50 + step as u64 * article);
        let settle = |step, article| (0..20).fold(step, |step, _| paced(step, cost(step, article)));
        assert_eq!(settle(8, 2), 64);
        assert_eq!(settle(512, 2), 64);
        assert_eq!(settle(8, 0), 512);
        assert_eq!(settle(512, 1_000), 8);
    }
}
