//! The search worker: answers the newest query, so that typing never waits.
//!
//! *Invariant:* of the queries that wait only the newest is answered.

use std::io;
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::Event;
use crate::app::Msg;
use crate::library::Searcher;
use crate::model::Order;

/// How many hits are answered at once: what a usual screen holds. What lights up in a hit costs more than
/// finding it.
const SCREEN: usize = 8;
/// How many are known, step by step, where no newer query comes for a while after each.
const STEPS: [usize; 6] = [SCREEN, 200, 400, 600, 800, 1_000];
/// That while.
const PAUSE: Duration = Duration::from_millis(150);

/// A query with its number and the order of its answer.
pub(super) type Asked = (u64, String, Order);

/// Starts the thread; queries go into the channel.
pub(super) fn spawn(searcher: Searcher, events: Sender<Event>) -> io::Result<Sender<Asked>> {
    let (queries, asked) = unbounded();
    thread::Builder::new().name("sahifa-search".into()).spawn(move || run(&searcher, &asked, &events))?;
    Ok(queries)
}

fn run(searcher: &Searcher, asked: &Receiver<Asked>, events: &Sender<Event>) {
    let mut next = asked.recv().ok();
    while let Some(first) = next.take() {
        let (id, query, order) = asked.try_iter().last().unwrap_or(first);
        let mut heard = true;
        searcher.clone().on(today()).search_in_steps(&query, &STEPS, order, |found| {
            let found = Box::new(found);
            heard = events.send(Event::Msg(Box::new(Msg::Found { id, found }))).is_ok();
            if heard {
                next = asked.recv_timeout(PAUSE).ok();
            }
            heard && next.is_none()
        });
        if !heard {
            return;
        }
        next = next.or_else(|| asked.recv().ok());
    }
}

#[allow(clippy::disallowed_methods)] // the clock is read here, and handed in
fn today() -> jiff::civil::Date {
    jiff::Zoned::now().date()
}
