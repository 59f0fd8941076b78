//! How fast search is: `cargo bench --bench search [-- ARTICLES]`. Needs the corpora; ARTICLES (default
//! 20000) are made by shuffling the sentences of the news, with a few new words in each.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::disallowed_macros)] // a command that prints

#[path = "../it/corpus.rs"]
mod corpus;

use std::time::Instant;

use jiff::Timestamp;
use sahifa::library::Library;
use sahifa::model::{ArticleId, Parsed};

fn main() {
    let wanted = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(20_000);
    let Some(articles) = articles(wanted) else {
        println!("the corpora are not here: set SAHIFA_SHARED");
        return;
    };
    let queries = queries(&articles);
    let home = tempfile::tempdir().expect("a folder");
    let mut library = Library::open(home.path(), Timestamp::UNIX_EPOCH).expect("a library");
    let start = Instant::now();
    library.ingest(articles, Timestamp::UNIX_EPOCH).expect("ingested");
    println!("stored in {:.1?}", start.elapsed());
    let start = Instant::now();
    while library.derive(5_000).expect("indexed") > 0 {}
    let rate = wanted as f64 / start.elapsed().as_secs_f64();
    println!("tagged and indexed in {:.1?}: {rate:.0} articles a second", start.elapsed());
    drop(library);
    let size: u64 = std::fs::read_dir(home.path().join("index"))
        .expect("an index")
        .filter_map(|entry| Some(entry.ok()?.metadata().ok()?.len()))
        .sum();
    println!("index: {:.2} kB an article", size as f64 / 1e3 / wanted as f64);
    let start = Instant::now();
    let library = Library::open(home.path(), Timestamp::UNIX_EPOCH).expect("a library");
    println!("opened in {:.1?}", start.elapsed());
    let searcher = library.searcher();
    let start = Instant::now();
    searcher.search(&queries[0], 20);
    println!("first search in {:.1?}", start.elapsed());
    let (mut keys, mut engine) = (Vec::new(), Vec::new());
    for query in &queries {
        let ends: Vec<usize> = query.char_indices().map(|(at, _)| at).skip(1).chain([query.len()]).collect();
        for end in ends {
            let start = Instant::now();
            let found = searcher.search(&query[..end], 20);
            keys.push(start.elapsed().as_secs_f64() * 1e3);
            engine.push(found.elapsed_us as f64 / 1e3);
        }
    }
    keys.sort_by(f64::total_cmp);
    let at = |per_cent: usize| keys[(keys.len() - 1) * per_cent / 100];
    println!(
        "{} key presses: p50 {:.1} ms, p90 {:.1}, p99 {:.1}, max {:.1}",
        keys.len(),
        at(50),
        at(90),
        at(99),
        at(100)
    );
}

/// News, then news shuffled.
fn articles(wanted: usize) -> Option<Vec<Parsed>> {
    let text = String::from_utf8(corpus::news()?).ok()?;
    let mut seed = 88_172_645_463_325_252_u64;
    let mut next = move |end: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 11) as usize % end.max(1)
    };
    let mut bodies = Vec::new();
    let mut titles = Vec::new();
    for line in text.lines() {
        let line: serde_json::Value = serde_json::from_str(line).ok()?;
        bodies.push(line["body"].as_str()?.to_owned());
        titles.push(line["title"].as_str()?.to_owned());
    }
    let sentences: Vec<String> = bodies.iter().flat_map(|body| body.split('.').map(str::to_owned)).collect();
    let letters: Vec<char> = "ابتثجحخدذرزسشصضطعغفقكلمنهوي".chars().collect();
    while bodies.len() < wanted {
        let mut body = String::new();
        while body.split_whitespace().count() < 250 {
            body.push_str(&sentences[next(sentences.len())]);
            body.push('.');
        }
        for _ in 0..=next(4) {
            body.push(' ');
            (0..5 + next(4)).for_each(|_| body.push(letters[next(letters.len())]));
        }
        bodies.push(body);
        titles.push(titles[next(titles.len())].clone());
    }
    let article = |(n, (title, body)): (usize, (String, String))| Parsed {
        id: ArticleId::new(n.to_string()),
        title,
        body,
        source: None,
        url: None,
        published: Timestamp::from_second(1_500_000_000 + 60 * i64::try_from(n).unwrap_or(0)).ok(),
        estimated: false,
        lang: None,
    };
    Some(titles.into_iter().zip(bodies).take(wanted).enumerate().map(article).collect())
}

/// Three words of every so many titles.
fn queries(articles: &[Parsed]) -> Vec<String> {
    let step = articles.len() / 40 + 1;
    let words = |title: &str| {
        title
            .split_whitespace()
            .filter(|word| word.chars().count() >= 4)
            .take(3)
            .collect::<Vec<_>>()
            .join(" ")
    };
    articles
        .iter()
        .step_by(step)
        .map(|article| words(&article.title))
        .filter(|query| !query.is_empty())
        .collect()
}
