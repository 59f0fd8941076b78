//! How fast search is: `cargo bench --bench search [-- ARTICLES]`. Needs the corpora; ARTICLES (default
//! 100000) are the news, then shuffled sentences of the news with a few new words in each.
//!
//! The index is made in a temporary folder by one process and searched by another, whose memory is then
//! that of searching alone. Times are of this thread's CPU, so that a busy machine does not count.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::disallowed_macros)] // a command that prints
#![allow(clippy::unchecked_time_subtraction)] // clocks of this process go forward

#[path = "../it/corpus.rs"]
mod corpus;
mod made;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use sahifa::library::Library;
use sahifa::model::Order;
use sahifa::search::{Document, Place, Reader, Stamp};
use sahifa::store::{Change, Store};

/// Hits of a screen.
const SHOWN: usize = 8;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == "--searching") {
        return search(Path::new(&args[at + 1]));
    }
    let wanted = args.iter().find_map(|arg| arg.parse().ok()).unwrap_or(100_000);
    let Some(news) = corpus::news() else {
        println!("the corpora are not here: set SAHIFA_SHARED");
        return;
    };
    let home = tempfile::tempdir().expect("a folder");
    build(&news, wanted, home.path());
    let this = std::env::current_exe().expect("a path");
    let status = Command::new(this).arg("--searching").arg(home.path()).status();
    assert!(status.is_ok_and(|status| status.success()));
}

/// Fills store and index.
fn build(news: &[u8], wanted: usize, home: &Path) {
    let start = Instant::now();
    let mut library = Library::open(home, Timestamp::UNIX_EPOCH).expect("a library");
    let mut made = made::Articles::new(news);
    let mut left = wanted;
    while left > 0 {
        let some: Vec<_> = made.by_ref().take(left.min(10_000)).collect();
        left -= some.len();
        library.ingest(some, Timestamp::UNIX_EPOCH).expect("ingested");
    }
    println!("{wanted} articles made and stored in {:.1?}", start.elapsed());
    fs::write(home.join("queries"), made.queries().join("\n")).expect("written");
    drop(library);
    let store = Store::open(&home.join("library.db")).expect("a store");
    let place = Place::new(Some(home.join("index")));
    // As the library stamps it: what the index lacks would be looked for in the store at every key.
    let origin = store.meta("origin").expect("a store").expect("an origin");
    let origin = format!("{origin}/{}", sahifa::entity::ANALYSIS_VERSION);
    let mut index = place.write(&origin).expect("an index").expect("no other writer");
    let (mut seq, mut indexing) = (0, Duration::ZERO);
    loop {
        let changes = store.changes_after(seq, 5_000, 0).expect("changes");
        let Some(last) = changes.last() else { break };
        seq = last.seq();
        let start = process_cpu();
        for change in &changes {
            let Change::Put(row) = change else { continue };
            let article = &row.article.parsed;
            let document = Document {
                row: row.row,
                title: &article.title,
                body: &article.body,
                source: article.source.as_deref(),
                time: article.published.map_or(0, Timestamp::as_second),
                lang: article.lang.as_deref(),
                entities: &[],
            };
            index.put(&document).expect("indexed");
        }
        index.commit(&Stamp { origin: origin.clone(), seq }).expect("committed");
        indexing += process_cpu() - start;
    }
    let start = process_cpu();
    index.close().expect("merged");
    indexing += process_cpu() - start;
    println!("indexing: {:.0} articles a CPU second, merges with it", wanted as f64 / indexing.as_secs_f64());
    let sizes = || fs::read_dir(home.join("index")).expect("an index").flatten();
    let size: u64 = sizes().filter_map(|entry| Some(entry.metadata().ok()?.len())).sum();
    let segments = sizes().filter(|entry| entry.path().extension().is_some_and(|end| end == "idx")).count();
    println!("index: {:.2} kB an article, {segments} segments", size as f64 / 1e3 / wanted as f64);
}

/// Searches what `build` left.
fn search(home: &Path) {
    let queries = fs::read_to_string(home.join("queries")).expect("queries");
    let queries: Vec<&str> = queries.lines().collect();
    let mut opened = Vec::new();
    for _ in 0..10 {
        let start = thread_cpu();
        let place = Place::new(Some(home.join("index")));
        assert!(place.stamp().is_some());
        opened.push(thread_cpu() - start);
    }
    report("open, warm", opened);
    let library = Library::open(home, Timestamp::UNIX_EPOCH).expect("a library");
    let searcher = library.searcher();
    let start = thread_cpu();
    searcher.search(queries[0], SHOWN);
    report("first search, tables read", vec![thread_cpu() - start]);
    let reader = Reader::new(&Place::new(Some(home.join("index"))), sahifa::library::english_names);
    let none = |_: &sahifa::search::Status| std::collections::HashSet::new();
    let mut times = [(); 6].map(|()| Vec::new());
    for query in &queries {
        for typed in keystrokes(query) {
            let start = thread_cpu();
            reader.find(typed, SHOWN, Order::Relevance, None, &none);
            let middle = thread_cpu();
            searcher.search(typed, SHOWN);
            times[0].push(middle - start);
            times[1].push(thread_cpu() - middle);
        }
    }
    for (at, query) in queries.iter().enumerate() {
        let whole = [(*query).to_owned(), made::mistyped(query, at)];
        for (kind, typed) in whole.iter().enumerate() {
            let start = thread_cpu();
            reader.find(typed, SHOWN, Order::Relevance, None, &none);
            times[2 + kind].push(thread_cpu() - start);
        }
    }
    for query in made::LATIN {
        for typed in keystrokes(query) {
            let start = thread_cpu();
            reader.find(typed, SHOWN, Order::Relevance, None, &none);
            let middle = thread_cpu();
            searcher.search(typed, SHOWN);
            times[4].push(middle - start);
            times[5].push(thread_cpu() - middle);
        }
    }
    let names = [
        "a key, engine",
        "a key, snippets too",
        "whole query",
        "whole, a typo a word",
        "a Latin key, engine",
        "a Latin key, snippets too",
    ];
    for (name, times) in names.into_iter().zip(times) {
        report(name, times);
    }
    println!("anonymous memory: {} MB", anonymous() / 1_000);
}

/// What stands in the box after each key.
fn keystrokes(query: &str) -> impl Iterator<Item = &str> {
    query.char_indices().map(|(at, c)| &query[..at + c.len_utf8()])
}

fn report(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |per_cent: usize| times[(times.len() - 1) * per_cent / 100].as_secs_f64() * 1e3;
    let [p50, p90, p99, most] = [50, 90, 99, 100].map(at);
    println!(
        "{name:<26} n {:>5}  ms p50 {p50:6.2}  p90 {p90:6.2}  p99 {p99:6.2}  max {most:6.2}",
        times.len()
    );
}

/// CPU time of this thread (Linux; elsewhere the time on the wall).
fn thread_cpu() -> Duration {
    // The kernel brings the figure up to date when it schedules.
    std::thread::yield_now();
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = text.split(' ').next().and_then(|first| first.parse().ok());
    nanos.map_or_else(wall, Duration::from_nanos)
}

/// CPU time of this process, to a hundredth of a second (Linux; elsewhere the time on the wall).
fn process_cpu() -> Duration {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<u64> =
        text.rsplit(')').next().unwrap_or("").split(' ').filter_map(|field| field.parse().ok()).collect();
    // After the state come 10 numbers, then user and system time in ticks of 10 ms; a negative one is skipped.
    let skip =
        text.rsplit(')').next().unwrap_or("").split(' ').take(13).filter(|f| f.starts_with('-')).count();
    match fields.get(10 - skip..12 - skip) {
        Some([user, system]) => Duration::from_millis(10 * (user + system)),
        _ => wall(),
    }
}

fn wall() -> Duration {
    Duration::from_nanos(Timestamp::now().as_nanosecond().try_into().unwrap_or(0))
}

/// Anonymous memory in kB (Linux).
fn anonymous() -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
