//! Builds `assets/entities/names.fst` and `words.fst` from the TSV tables, and checks that those in the
//! repository are what the tables say.
//!
//! After a change to a table or to `text::fold`:
//! `SAHIFA_WRITE=1 cargo test --test it entity_lexicon`

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fst::MapBuilder;
use sahifa::entity::tables::{AMBIGUOUS, FLAG_BITS, OFFSET_BITS, QUALIFIED, TABLES, TITLED};
use sahifa::text::fold;

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/entities")
}

/// Words and numbers of a folded alias joined by one space, as the engine walks them.
fn key(alias: &str) -> String {
    let folded = fold(alias);
    let mut key = String::new();
    let mut last = ' ';
    for c in folded.as_str().chars() {
        let kind = |c: char| if c.is_ascii_digit() { 1 } else { 2 };
        if c.is_alphanumeric() {
            if !key.is_empty() && (!last.is_alphanumeric() || kind(last) != kind(c)) {
                key.push(' ');
            }
            key.push(c);
        }
        last = c;
    }
    key
}

/// Spellings that differ only in how `عبد ال…` and `أبو …` are joined.
fn spellings(alias: &str) -> Vec<String> {
    let mut all = vec![alias.to_owned()];
    if alias.contains("عبد ال") {
        all.push(alias.replace("عبد ال", "عبدال"));
    }
    if alias.contains("عبدال") && !alias.contains("عبدالله ") {
        all.push(alias.replace("عبدال", "عبد ال"));
    }
    if alias.contains("عبد الله") {
        all.push(alias.replace("عبد الله", "عبدالله"));
    }
    for (one, other) in [("أمريك", "أميرك"), ("أميرك", "أمريك"), ("أفريق", "إفريق"), ("إنجليز", "إنكليز")]
    {
        if alias.contains(one) {
            all.push(alias.replace(one, other));
        }
    }
    all
}

fn names() -> Vec<u8> {
    let mut entries: BTreeMap<String, u64> = BTreeMap::new();
    for (table, (name, text)) in TABLES.iter().enumerate() {
        let mut offset = 0;
        for line in text.split_inclusive('\n') {
            let columns: Vec<&str> = line.trim_end().split('\t').collect();
            assert_eq!(columns.len(), 8, "{name}: {line}");
            if columns[0] != "id" {
                assert!(offset < 1 << OFFSET_BITS);
                let value = (table as u64) << (FLAG_BITS + OFFSET_BITS) | (offset as u64) << FLAG_BITS;
                assert!(
                    entries.insert(columns[0].to_owned(), value).is_none(),
                    "{name}: {} twice",
                    columns[0]
                );
                for alias in std::iter::once(columns[2]).chain(columns[3].split('|')) {
                    let flag = match alias.chars().next() {
                        Some('?') => AMBIGUOUS,
                        Some('!') => QUALIFIED,
                        Some('+') => TITLED,
                        _ => 0,
                    };
                    for spelling in spellings(alias.trim_start_matches(['?', '!', '+'])) {
                        let key = key(&spelling);
                        if !key.is_empty() {
                            entries.entry(key).or_insert(value | flag);
                        }
                    }
                }
            }
            offset += line.len();
        }
    }
    build(entries)
}

fn words() -> Vec<u8> {
    let text = std::fs::read_to_string(assets().join("words.tsv")).unwrap();
    let rows = text.lines().filter_map(|line| line.split_once('\t'));
    let mut entries = BTreeMap::new();
    for (word, bits) in rows {
        *entries.entry(fold(word).as_str().to_owned()).or_insert(0) |= bits.parse::<u64>().unwrap();
    }
    build(entries)
}

fn build(entries: BTreeMap<String, u64>) -> Vec<u8> {
    let mut builder = MapBuilder::memory();
    for (key, value) in entries {
        builder.insert(key, value).unwrap();
    }
    builder.into_inner().unwrap()
}

#[test]
fn automata_match_their_tables() {
    for (file, bytes) in [("names.fst", names()), ("words.fst", words())] {
        let path = assets().join(file);
        if std::env::var_os("SAHIFA_WRITE").is_some() {
            std::fs::write(&path, &bytes).unwrap();
        }
        let held = std::fs::read(&path).unwrap();
        assert!(
            held == bytes,
            "{file} is stale: run `SAHIFA_WRITE=1 cargo test --test it entity_lexicon`, then build again"
        );
    }
}
