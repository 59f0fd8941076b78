//! The search worker: answers the newest query, so that typing never waits.
//!
//! *Invariant:* of the queries that wait only the newest is answered.

use std::io;
use std::thread;

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::Event;
use crate::app::Msg;
use crate::library::Searcher;

/// How many hits are answered at once, for the screen, and how many follow where no newer query waits:
/// what lights up in a hit costs more than finding it.
const HITS: [usize; 2] = [30, 200];

/// A query and its number.
pub(super) type Asked = (u64, String);

/// Starts the thread; queries go into the channel.
pub(super) fn spawn(searcher: Searcher, events: Sender<Event>) -> io::Result<Sender<Asked>> {
    let (queries, asked) = unbounded();
    thread::Builder::new().name("sahifa-search".into()).spawn(move || run(&searcher, &asked, &events))?;
    Ok(queries)
}

fn run(searcher: &Searcher, asked: &Receiver<Asked>, events: &Sender<Event>) {
    while let Ok(first) = asked.recv() {
        let (id, query) = asked.try_iter().last().unwrap_or(first);
        for limit in HITS {
            let found = Box::new(searcher.search(&query, limit));
            let all = found.hits.len() >= found.total || found.hits.len() < limit;
            if events.send(Event::Msg(Box::new(Msg::Found { id, found }))).is_err() {
                return;
            }
            if all || !asked.is_empty() {
                break;
            }
        }
    }
}
