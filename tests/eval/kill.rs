//! Kills a program that takes articles in, a hundred times, and looks whether all that it said it had is there.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use jiff::Timestamp;
use sahifa::library::Library;
use sahifa::model::{ArticleId, Parsed};

use super::noise::Rng;

/// Takes articles in for ever; says which ones it has, once it has them.
pub fn write(home: &Path, round: &str) {
    let mut library = Library::open(home, Timestamp::UNIX_EPOCH).expect("a library");
    for step in 0.. {
        let ids: Vec<String> = (0..3).map(|n| format!("r{round}s{step}n{n}")).collect();
        let articles = ids.iter().map(|id| article(id)).collect();
        library.ingest(articles, Timestamp::UNIX_EPOCH).expect("ingested");
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", ids.join(" ")).and_then(|()| out.flush()).expect("told");
        library.derive(100).expect("indexed");
    }
}

fn article(id: &str) -> Parsed {
    Parsed {
        id: ArticleId::new(id),
        title: "عنوان".to_owned(),
        body: format!("نص الخبر {id} ينتهي هنا"),
        source: None,
        url: None,
        published: None,
        estimated: false,
        lang: None,
    }
}

/// Runs the rounds and tells what was lost.
pub fn rounds(count: usize) {
    let home = tempfile::tempdir().expect("a folder");
    let (mut acknowledged, mut lost, mut unfound, mut broken) = (Vec::<String>::new(), 0, 0, 0);
    let mut rng = Rng::new(3);
    for round in 0..count {
        let mut child = Command::new(std::env::current_exe().expect("a path"))
            .args(["--writing".as_ref(), home.path().as_os_str(), round.to_string().as_ref()])
            .stdout(Stdio::piped())
            .spawn()
            .expect("a child");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        // From its first word on, so that a slow start does not count.
        acknowledged.extend(lines.next().into_iter().flatten().flat_map(|line| ids(&line)));
        std::thread::sleep(Duration::from_micros(200 * rng.below(1_000) as u64));
        child.kill().expect("killed");
        child.wait().expect("gone");
        acknowledged.extend(lines.map_while(Result::ok).flat_map(|line| ids(&line)));
        let Ok(mut library) = Library::open(home.path(), Timestamp::UNIX_EPOCH) else {
            broken += 1;
            continue;
        };
        let there: HashSet<String> =
            library.list().expect("a list").into_iter().map(|row| row.id.to_string()).collect();
        lost += acknowledged.iter().filter(|id| !there.contains(*id)).count();
        while library.derive(1_000).expect("indexed") > 0 {}
        let searcher = library.searcher();
        let newest = acknowledged.iter().rev().take(9);
        unfound += newest.filter(|id| searcher.search(&format!("\"{id}\""), 1).hits.is_empty()).count();
        broken += usize::from(!library.health().problems.is_empty());
    }
    println!(
        "{count} times killed: {} articles told of, {lost} lost, {unfound} not found, {broken} times unwell",
        acknowledged.len()
    );
}

fn ids(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_owned).collect()
}
