//! Trains the tagger of names on the annotations under `tests/data/entities` and writes
//! `assets/entities/tagger.bin`.
//!
//! ```text
//! cargo bench --bench train -- ARTICLES.jsonl.gz            write the weights
//! cargo bench --bench train -- ARTICLES.jsonl.gz folds      five folds by article, a table of scores
//! cargo bench --bench train -- ARTICLES.jsonl.gz folds errors    and what is wrong
//! cargo bench --bench train -- ARTICLES.jsonl.gz belief     write how sure mentions are, by the same folds
//! ```
//!
//! Beside them stand articles of our own, `tests/data/entities/news.txt`. The articles kept apart are never read.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::cast_sign_loss,
    clippy::format_collect,
    reason = "a tool"
)]

mod belief;
mod folds;
mod habits;
mod learner;
mod own;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::ops::Range;

use flate2::read::{DeflateEncoder, GzDecoder};
use jiff::Timestamp;
use sahifa::entity::training::{Model, engine};
use sahifa::model::EntityKind;
use sha2::{Digest, Sha256};

type Gold = Vec<(Range<usize>, EntityKind)>;

struct Article {
    text: String,
    published: Option<Timestamp>,
    gold: Gold,
}

impl Article {
    /// Each of its sentences as a text of its own: what is known of a name when nothing else stands around it.
    fn sentences(&self) -> Vec<Article> {
        let is_end = |at: usize| self.text[..at].ends_with(['\n', '.', '!', '؟']) && !self.in_name(at);
        let bounds = self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]);
        let ends: Vec<usize> = bounds.filter(|at| *at == self.text.len() || is_end(*at)).collect();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let part = |(from, to): (usize, usize)| Article {
            text: self.text[from..to].to_owned(),
            published: self.published,
            gold: self
                .gold
                .iter()
                .filter(|(range, _)| from <= range.start && range.end <= to)
                .map(|(range, kind)| (range.start - from..range.end - from, *kind))
                .collect(),
        };
        starts.zip(ends.iter().copied()).map(part).filter(|part| !part.text.trim().is_empty()).collect()
    }

    fn in_name(&self, at: usize) -> bool {
        self.gold.iter().any(|(range, _)| range.start < at && at < range.end)
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|a| a != "--bench");
    let path = arguments.next().expect("the articles: ARTICLES.jsonl.gz");
    let articles = articles(&path);
    println!(
        "{} articles, {} mentions",
        articles.len(),
        articles.iter().map(|a| a.gold.len()).sum::<usize>()
    );
    match arguments.next().as_deref() {
        Some("folds") => return folds::folds(&articles, arguments.next().is_some()),
        Some("belief") => return belief::fit(&articles),
        Some("habits") => return write_habits(&path),
        _ => {}
    }
    let all: Vec<&Article> = articles.iter().collect();
    let (transitions, rows) = learner::train(&all);
    let mut file = Vec::new();
    let bytes = Model::write(&transitions, &rows);
    DeflateEncoder::new(bytes.as_slice(), flate2::Compression::best()).read_to_end(&mut file).unwrap();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/entities/tagger.bin");
    std::fs::write(path, &file).unwrap();
    println!("{} rows, {} bytes", rows.len(), file.len());
}

fn write_habits(path: &str) {
    let lines = BufReader::new(GzDecoder::new(std::fs::File::open(path).unwrap())).lines();
    let row = |line: String| serde_json::from_str::<serde_json::Value>(&line).unwrap();
    let text = |row: serde_json::Value| {
        format!("{}\n{}", row["title"].as_str().unwrap(), row["body"].as_str().unwrap())
    };
    let texts: Vec<String> = lines.map(|line| text(row(line.unwrap()))).collect();
    let titles: std::collections::HashSet<&str> = include_str!("../../assets/entities/grammar.tsv")
        .lines()
        .filter_map(|line| line.strip_prefix("title\t"))
        .map(|rest| rest.split('\t').next().unwrap())
        .collect();
    let has_title =
        |word: &str| titles.contains(word.strip_prefix("ال").unwrap_or(word)) || titles.contains(word);
    let table = habits::table(&texts, &has_title, &uses(&texts));
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/entities/habits.fst"), &table).unwrap();
    println!("{} bytes", table.len());
}

/// In what names the rules alone find each word.
fn uses(texts: &[String]) -> HashMap<String, habits::Uses> {
    let rules = engine(Model::default());
    let mut uses: HashMap<String, habits::Uses> = HashMap::new();
    for text in texts {
        for mention in rules.tag(text, None).into_iter().filter(|m| m.confidence >= 60) {
            let first = match mention.kind {
                EntityKind::Person => 0,
                EntityKind::Place => 2,
                EntityKind::Organisation => 3,
                EntityKind::Event | EntityKind::Document => 5,
                _ => continue,
            };
            for (n, word) in habits::words(&text[mention.range]).into_iter().flatten().enumerate() {
                let later = usize::from(n > 0 && matches!(first, 0 | 3));
                uses.entry(word).or_default()[first + later] += 1;
            }
        }
    }
    uses
}

/// The annotated articles that may be learnt from.
fn articles(path: &str) -> Vec<Article> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/entities/");
    let mut wanted: HashMap<String, serde_json::Value> = HashMap::new();
    for name in ["ant-dev.jsonl", "ant-train.jsonl"] {
        let Ok(file) = std::fs::read_to_string(format!("{folder}{name}")) else { continue };
        for line in file.lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            if row["held"] != true {
                wanted.insert(row["id"].as_str().unwrap().to_owned(), row);
            }
        }
    }
    let lines = BufReader::new(GzDecoder::new(std::fs::File::open(path).unwrap())).lines();
    let articles = lines.filter_map(|line| article(&line.unwrap(), &wanted));
    articles.chain(own::articles(include_str!("../data/entities/news.txt"))).collect()
}

fn article(line: &str, wanted: &HashMap<String, serde_json::Value>) -> Option<Article> {
    let row: serde_json::Value = serde_json::from_str(line).ok()?;
    let gold = wanted.get(row["id"].as_str()?)?;
    let text = format!("{}\n{}", row["title"].as_str()?, row["body"].as_str()?);
    let sum: String = Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
    (gold["sha256"] == sum.as_str()).then_some(())?;
    let mut bytes: Vec<usize> = text.char_indices().map(|(n, _)| n).collect();
    bytes.push(text.len());
    let mention = |m: &serde_json::Value| {
        let at = |n: usize| bytes.get(m[n].as_u64()? as usize).copied();
        Some((at(0)?..at(1)?, EntityKind::from_code(m[2].as_str()?)?))
    };
    let gold = gold["mentions"].as_array()?.iter().filter_map(mention).collect();
    let published = row["published"].as_str().and_then(|p| p.parse().ok());
    Some(Article { text, published, gold })
}
