//! What the state asks for, done or handed on.

use std::time::Instant;

use signal_hook::consts::SIGHUP;

use super::{PAUSE, Reader};
use crate::app::{Effect, Lang};
use crate::runtime::library::Job;
use crate::runtime::{outside, signals};
use crate::term::encode::Strategy;

impl Reader<'_> {
    /// Does what can be done at once, and hands the rest to who does it.
    pub(super) fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit => self.end(0),
                Effect::Suspend => self.suspend(),
                Effect::Repaint => self.repaint_from_blank(),
                Effect::Search { id, query, order } => {
                    let _ = self.queries.send((id, query, order));
                }
                Effect::Pause => self.pause = Some(Instant::now() + PAUSE),
                Effect::Copy(text) => match outside::copy(&text, self.terminal.environment()) {
                    Ok(sequence) if self.screen.write(&sequence).is_ok() => {}
                    Ok(_) => self.end(signals::code(SIGHUP)),
                    Err(why) => self.notice(true, why.told(self.lang).to_owned()),
                },
                Effect::OpenLink(link) => {
                    if let Err(why) = outside::open_link(&link, self.terminal.environment()) {
                        self.notice(true, why.told(self.lang).to_owned());
                    }
                }
                Effect::NextStrategy => {
                    let strategy = self.backend.strategy().next();
                    let verdict = self.terminal.try_out(strategy);
                    self.follow(verdict);
                    let text = match self.lang {
                        Lang::Ar => {
                            format!("طريقة عرض الأسطر: {} · تثبت بالمفتاح T ثم Enter", strategy.name())
                        }
                        Lang::En => format!("rows are shown by: {} · T and Enter keep it", strategy.name()),
                    };
                    self.notice(false, text);
                }
                Effect::UseStrategy(at) => {
                    if let Some(&strategy) = Strategy::ALL.get(at) {
                        let verdict = self.terminal.choose(strategy);
                        self.follow(verdict);
                    }
                }
                effect => self.job(Job::Effect(effect)),
            }
        }
    }

    fn job(&mut self, job: Job) {
        self.open_jobs += 1;
        self.jobs.send(job);
    }
}
