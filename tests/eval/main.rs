//! How well search finds: `cargo bench --bench eval [-- QUERIES]`. Needs the corpora (beside the repository, or
//! where `SAHIFA_SHARED` says); QUERIES a kind, default 300.
//!
//! - Known item: three rare words of a title, made worse in eleven ways, must find the article by its
//!   body alone. Lucene's light10 with BM25 answers the same queries beside it.
//! - ARCD: a question must find its paragraph among the news.
//!
//! - Latin: names in Latin letters must find the Arabic spelling, queries of the other keyboard layout must be
//!   read, names must not be taken for such (`-- latin` runs these alone, `-- latin tried` without the names held apart, `-- items` the known items alone).
//!
//! `cargo bench --bench eval -- kill` kills a program that writes, a hundred times; nothing may be lost.
//! `cargo bench --bench eval -- pages [ARTICLES]` measures entity pages over a large library.
//! `cargo bench --bench eval -- threads` tells how well articles of one event are grouped.
//! `cargo bench --bench eval -- lexicon` builds `assets/search/words.deflate`,
//! `-- sounds` builds `assets/search/sounds.tsv` and `assets/search/spellings.deflate`.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::disallowed_macros)] // a command that prints

#[path = "../it/corpus.rs"]
mod corpus;
mod kill;
mod latin;
mod lexicon;
mod light10;
mod noise;
mod pages;
mod pairs;
mod sounds;
mod spellings;
mod threads;

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::Instant;

use jiff::Timestamp;
use sahifa::library::{Library, Searcher};
use sahifa::model::{ArticleId, Parsed};
use sahifa::text::fold;

use light10::Baseline;
use noise::{KINDS, Rng};

fn main() {
    if std::env::args().any(|arg| arg == "pages") {
        return pages::measure(std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(100_000));
    }
    if std::env::args().any(|arg| arg == "threads") {
        let news = corpus::news().expect("the corpora: set SAHIFA_SHARED");
        return threads::measure(&String::from_utf8_lossy(&news));
    }
    if std::env::args().any(|arg| arg == "lexicon") {
        return lexicon::build();
    }
    if std::env::args().any(|arg| arg == "sounds") {
        return sounds::build();
    }
    let args: Vec<String> = std::env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == "--writing") {
        return kill::write(Path::new(&args[at + 1]), &args[at + 2]);
    }
    if args.iter().any(|arg| arg == "kill") {
        return kill::rounds(100);
    }
    let only_latin = args.iter().any(|arg| arg == "latin");
    let wanted = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(300);
    let Some(news) = news() else {
        println!("the corpora are not here: set SAHIFA_SHARED");
        return;
    };
    let start = Instant::now();
    let library = indexed(news.iter().map(|(_, body)| body.as_str()));
    println!("{} articles indexed in {:.1?}", news.len(), start.elapsed());
    let baseline = Baseline::new(news.iter().map(|(_, body)| body.as_str()));
    if std::env::args().any(|arg| arg == "items") {
        return known_item(&news, &library.searcher(), &baseline, wanted);
    }
    latin::layouts(&items(&news, 1_500), &library.searcher());
    latin::names(&news, &library.searcher(), 600);
    if only_latin {
        return;
    }
    known_item(&news, &library.searcher(), &baseline, wanted);
    questions(&news);
}

/// Titles and bodies, each body once.
fn news() -> Option<Vec<(String, String)>> {
    let text = String::from_utf8(corpus::news()?).ok()?;
    let mut seen = HashSet::new();
    let mut news = Vec::new();
    for line in text.lines() {
        let line: serde_json::Value = serde_json::from_str(line).ok()?;
        let field = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        if seen.insert(field("body")) {
            news.push((field("title"), field("body")));
        }
    }
    Some(news)
}

/// A library of bodies alone; ids are their numbers.
fn indexed<'a>(bodies: impl Iterator<Item = &'a str>) -> Library {
    let mut library = Library::in_memory().expect("a library in memory");
    let article = |(n, body): (usize, &str)| Parsed {
        id: ArticleId::new(n.to_string()),
        title: ".".to_owned(),
        body: body.to_owned(),
        source: None,
        url: None,
        published: None,
        estimated: false,
        lang: None,
    };
    library.ingest(bodies.enumerate().map(article).collect(), Timestamp::UNIX_EPOCH).expect("ingested");
    while library.derive(2_000).expect("indexed") > 0 {}
    library
}

/// Reciprocal rank, and whether it is among the first ten at all.
#[derive(Default)]
struct Score {
    mrr: f64,
    recall: f64,
    none: f64,
    asked: f64,
}

impl Score {
    fn add(&mut self, ranked: &[usize], wanted: usize) {
        let rank = ranked.iter().take(10).position(|&found| found == wanted);
        self.mrr += rank.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0));
        self.recall += f64::from(u8::from(rank.is_some()));
        self.none += f64::from(u8::from(ranked.is_empty()));
        self.asked += 1.0;
    }

    fn show(&self) -> String {
        let mean = |sum: f64| sum / self.asked.max(1.0);
        format!("{:.3} {:.3} {:5.1}%", mean(self.mrr), mean(self.recall), 100.0 * mean(self.none))
    }
}

fn ranked(searcher: &Searcher, query: &str) -> Vec<usize> {
    searcher.search(query, 10).hits.iter().filter_map(|hit| hit.id().as_str().parse().ok()).collect()
}

fn known_item(news: &[(String, String)], searcher: &Searcher, baseline: &Baseline, wanted: usize) {
    let items = items(news, wanted);
    println!("\nknown item, {} queries a kind: MRR@10 R@10 no hits", items.len());
    println!("{:<10} {:^20}   {:^20}   ms p50 p99", "kind", "sahifa", "light10");
    let mut means = [(0.0, 0.0), (0.0, 0.0)];
    for kind in KINDS {
        let mut rng = Rng::new(42);
        let (mut ours, mut theirs) = (Score::default(), Score::default());
        let mut times = Vec::new();
        for (at, words) in &items {
            let query = noise::apply(kind, words, &mut rng);
            let start = Instant::now();
            let found = ranked(searcher, &query);
            times.push(start.elapsed().as_secs_f64() * 1e3);
            ours.add(&found, *at);
            theirs.add(&baseline.search(&query), *at);
        }
        times.sort_by(f64::total_cmp);
        let at = |per_cent: usize| times[(times.len() - 1) * per_cent / 100];
        println!("{kind:<10} {:<20}   {:<20}   {:.1} {:.1}", ours.show(), theirs.show(), at(50), at(99));
        for (mean, score) in means.iter_mut().zip([&ours, &theirs]) {
            mean.0 += score.mrr / score.asked / KINDS.len() as f64;
            mean.1 += score.recall / score.asked / KINDS.len() as f64;
        }
    }
    let [(mrr, recall), (base_mrr, base_recall)] = means;
    println!("{:<10} {mrr:.3} {recall:.3}          {base_mrr:.3} {base_recall:.3}", "mean");
}

/// Articles with the three rarest words of their title that the body has too.
fn items(news: &[(String, String)], wanted: usize) -> Vec<(usize, [String; 3])> {
    let mut frequency: HashMap<String, usize> = HashMap::new();
    let bodies: Vec<HashSet<String>> =
        news.iter().map(|(_, body)| light10::words(body).into_iter().collect()).collect();
    for word in bodies.iter().flatten() {
        *frequency.entry(word.clone()).or_default() += 1;
    }
    let mut found = Vec::new();
    for (at, (title, body)) in news.iter().enumerate() {
        let words: Vec<&str> =
            title.split(|c: char| !noise::is_letter(c)).filter(|word| !word.is_empty()).collect();
        if words.len() < 4 || body.chars().count() < 200 {
            continue;
        }
        let mut rare: Vec<(usize, &str)> = words
            .into_iter()
            .filter(|word| fold(word).as_str().chars().count() >= 4)
            .map(|word| (light10::stem(fold(word).as_str()), word))
            .filter(|(stem, _)| bodies[at].contains(stem))
            .map(|(stem, word)| (frequency[&stem], word))
            .collect();
        rare.sort_unstable();
        rare.dedup();
        if let [a, b, c, ..] = rare[..] {
            found.push((at, [a.1.to_owned(), b.1.to_owned(), c.1.to_owned()]));
        }
    }
    let mut rng = Rng::new(7);
    for at in (1..found.len()).rev() {
        found.swap(at, rng.below(at + 1));
    }
    found.truncate(wanted);
    found
}

fn questions(news: &[(String, String)]) {
    let Some(bytes) = corpus::read("arcd.json.gz") else { return };
    let Ok(data) = serde_json::from_slice::<serde_json::Value>(&bytes) else { return };
    let mut paragraphs: Vec<String> = Vec::new();
    let mut asked = Vec::new();
    let lists = |value: &serde_json::Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
    for article in lists(&data, "data") {
        for paragraph in lists(&article, "paragraphs") {
            let text = paragraph["context"].as_str().unwrap_or_default().to_owned();
            let at = paragraphs.iter().position(|known| *known == text).unwrap_or(paragraphs.len());
            if at == paragraphs.len() {
                paragraphs.push(text);
            }
            for question in lists(&paragraph, "qas") {
                asked.push((question["question"].as_str().unwrap_or_default().to_owned(), at));
            }
        }
    }
    let bodies = || paragraphs.iter().map(String::as_str).chain(news.iter().map(|(_, body)| body.as_str()));
    let library = indexed(bodies());
    let baseline = Baseline::new(bodies());
    let (mut ours, mut theirs) = (Score::default(), Score::default());
    for (question, at) in &asked {
        ours.add(&ranked(&library.searcher(), question), *at);
        theirs.add(&baseline.search(question), *at);
    }
    println!("\nARCD, {} questions, {} paragraphs among the news", asked.len(), paragraphs.len());
    println!("sahifa  {}\nlight10 {}", ours.show(), theirs.show());
}
