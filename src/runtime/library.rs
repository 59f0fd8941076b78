//! The library worker: owns the library, does its jobs in order, and derives mentions and index in
//! small steps when there is nothing else to do.
//!
//! *Invariant:* nothing is derived before the first frame was drawn. *Invariant:* a job never waits for
//! longer than one step of deriving, or one look for articles that mention who is followed.

use std::io;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TryRecvError, unbounded};
use jiff::Timestamp;

use super::{Event, guard};
use crate::app::correct::OFFERED;
use crate::app::{Change, Effect, Lang, Msg, Notice};
use crate::library::Library;
use crate::model::ArticleId;

/// How many articles are tagged and indexed in one step.
const STEP: usize = 8;
/// How often the screen is told while a long row of articles is worked off.
const TELL_EVERY: Duration = Duration::from_secs(1);
/// How often one looks whether another program changed the library, where there is nothing to do.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How many related articles are listed.
const RELATED: usize = 30;

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
                        self.look_for_alerts();
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
            Job::Effect(effect) => {
                self.store_position();
                self.answer(effect)?;
            }
        }
        Ok(())
    }

    fn answer(&mut self, effect: Effect) -> Result<()> {
        match effect {
            Effect::List => self.list()?,
            Effect::Open(id) => self.open(&id)?,
            Effect::Entity(id) => match self.library.entity_page(&id)? {
                Some(page) => self.tell(Msg::Entity(Box::new(page))),
                None => {
                    self.notice(false, self.say("لا شيء معروف عن هذا الاسم", "nothing is known of this name"));
                }
            },
            Effect::SetRead(id, read) => self.library.set_read(&id, read)?,
            Effect::SetStarred(id, starred) => self.library.set_starred(&id, starred)?,
            Effect::Searches => {
                let (searches, tags) = (self.library.searches()?, self.library.tags()?);
                self.tell(Msg::Searches { searches, tags });
            }
            Effect::RememberOrder(order) => self.library.set_order(order)?,
            Effect::RememberSearch(query) => self.library.remember_search(&query, now())?,
            Effect::Related(id) => {
                let articles = self.library.related(&id, RELATED)?;
                self.tell(Msg::Related { to: id, articles });
            }
            Effect::Thread(id) => {
                let articles = self.library.thread(&id)?;
                self.tell(Msg::Thread { of: id, articles });
            }
            Effect::Follow(id, follow) => self.library.follow(&id, follow)?,
            Effect::Followed => self.tell(Msg::Followed(self.library.followed()?)),
            // When nothing else is to be done: it takes long in a large library.
            Effect::Alerts => self.alerts = true,
            Effect::Corrections => {
                let rows = self.library.corrections().to_vec();
                self.tell(Msg::Corrections { names: self.library.names_in(&rows), rows });
            }
            Effect::Names(text) => {
                let names = self.library.names_like(&text, OFFERED)?;
                self.tell(Msg::Names { text, names });
            }
            Effect::Correct(change) => self.correct(change)?,
            // What is not the library's.
            Effect::SetPosition(..)
            | Effect::Quit
            | Effect::Suspend
            | Effect::Repaint
            | Effect::Search { .. }
            | Effect::Copy(_)
            | Effect::OpenLink(_)
            | Effect::NextStrategy
            | Effect::UseStrategy(_)
            | Effect::Pause => {}
        }
        Ok(())
    }

    fn open(&self, id: &ArticleId) -> Result<()> {
        if let Some(opened) = self.library.article(id)? {
            self.tell(Msg::Opened(Box::new(opened)));
            return Ok(());
        }
        self.notice(false, self.say("لم يعد هذا الخبر في المكتبة", "this article is no longer there"));
        self.list()
    }

    /// At once in what is opened from now on; index and mentions of all articles follow.
    fn correct(&mut self, change: Change) -> Result<()> {
        match &change {
            Change::Write(correction) => self.library.correct(correction)?,
            Change::TakeBack(correction) => {
                if !self.library.take_back(correction)? {
                    bail!(
                        "{}",
                        self.say("لم يعد هذا التصحيح في الملف", "this correction is no longer in the file")
                    );
                }
            }
        }
        self.waiting = true;
        self.tell(Msg::Corrected(change));
        Ok(())
    }

    fn list(&self) -> Result<()> {
        let (articles, last_read) = (self.library.list()?, self.library.last_read()?);
        self.tell(Msg::Listed { articles, last_read });
        Ok(())
    }

    fn derive(&mut self) {
        match self.library.derive(STEP) {
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

    /// Tells of what another program put in the library, and has it tagged and indexed; builds an index anew that
    /// a search found damaged; tries once more what failed.
    fn look_around(&mut self) {
        let failed = self.failed;
        let look = |library: &mut Library, seen| -> Result<Option<(u64, usize)>> {
            let change = library.last_change()?;
            let is_done = change == seen && !library.is_damaged() && !failed;
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

    fn look_for_alerts(&self) {
        match self.library.unread_followed() {
            Ok(articles) => self.tell(Msg::Alerts(articles)),
            Err(error) => self.complain(&error),
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
        self.notice(true, &format!("{error:#}"));
    }

    fn notice(&self, error: bool, text: &str) {
        let text = text.lines().next().unwrap_or_default().to_owned();
        self.tell(Msg::Notice(Notice { error, text }));
    }

    fn say(&self, arabic: &'static str, english: &'static str) -> &'static str {
        match self.lang {
            Lang::Ar => arabic,
            Lang::En => english,
        }
    }
}

#[allow(clippy::disallowed_methods)] // the clock is read here, and handed in
fn now() -> Timestamp {
    Timestamp::now()
}
