//! Builds `assets/entities/names.fst`, `words.fst` and `rows.deflate` from the TSV tables, and checks that those in
//! the repository are what the tables say.
//!
//! After a change to a table or to `text::fold`:
//! `SAHIFA_WRITE=1 cargo test --test it entity_lexicon`

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, HashSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::DeflateEncoder;
use fst::MapBuilder;
use sahifa::entity::tables::{
    AMBIGUOUS, FLAG_BITS, OFFSET_BITS, QUALIFIED, SEPARATOR, TABLES, TITLED, TITLED_TWICE, table,
};
use sahifa::text::fold;

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/entities")
}

/// The tables as they stand in the repository, whatever is packed.
fn texts() -> [String; TABLES.len()] {
    TABLES.map(|name| std::fs::read_to_string(assets().join(format!("{name}.tsv"))).unwrap())
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
    // `تميم بن حمد [آل ثاني]`.
    if let Some((name, _)) = alias.split_once(" آل ")
        && name.contains(" بن ")
    {
        all.push(name.to_owned());
    }
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

/// Class words in front of a name that stands alone: they stay outside of it.
const PLACE_WORDS: [&str; 11] = [
    "مدينة ",
    "مقاطعة ",
    "ولاية ",
    "محافظة ",
    "إقليم ",
    "منطقة ",
    "العاصمة ",
    "بلدة ",
    "قرية ",
    "جزيرة ",
    "شبه جزيرة ",
];
const BODY_WORDS: [&str; 14] = [
    "شركة ",
    "صحيفة ",
    "قناة ",
    "جريدة ",
    "مجلة ",
    "شبكة ",
    "موقع ",
    "تنظيم ",
    "منظمة ",
    "ميليشيا ",
    "وكالة ",
    "وكالة أنباء ",
    "وكالة الأنباء ",
    "مبنى ",
];

const PROJECT_WORDS: [&str; 7] = ["مشروع ", "خط ", "خط أنابيب ", "أنبوب ", "برنامج ", "منظومة ", "نظام "];

const TITLES: [&str; 10] = [
    "آية الله ",
    "الشيخ ",
    "الملك ",
    "الملكة ",
    "الأمير ",
    "الأميرة ",
    "السلطان ",
    "الجنرال ",
    "المشير ",
    "الدكتور ",
];

/// Every spelling of a place, folded.
fn places() -> HashSet<String> {
    let texts = texts();
    let rows = texts.iter().flat_map(|text| text.lines()).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|columns| columns[1] == "LOC")
        .flat_map(|columns| {
            let all = std::iter::once(columns[2]).chain(columns[3].split('|'));
            all.map(|name| fold(name.trim_start_matches(['?', '!', '+'])).as_str().to_owned())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Whether an alias begins with class words and goes on with a name that stands alone.
fn outside(alias: &str, columns: &[&str], places: &HashSet<String>) -> u64 {
    let own = |rest: &str| {
        let all = std::iter::once(columns[2]).chain(columns[3].split('|'));
        let rest = fold(rest).as_str().to_owned();
        columns[1] == "PER"
            || columns[1] == "LOC" && places.contains(&rest)
            || all.into_iter().any(|name| fold(name.trim_start_matches('?')).as_str() == rest)
    };
    let words: &[&str] = match columns[1] {
        "PER" => &TITLES,
        "LOC" => &PLACE_WORDS,
        "ORG" => &BODY_WORDS,
        "DOC" => &PROJECT_WORDS,
        _ => return 0,
    };
    // `العاصمة الأردنية عمان`.
    let capital = alias.strip_prefix("العاصمة ").and_then(|rest| rest.split_once(' '));
    if columns[1] == "LOC" && capital.is_some_and(|(_, name)| own(name)) {
        return TITLED_TWICE;
    }
    let state = columns[5].starts_with("country=");
    // `منظمة الصحة العالمية` is a name whole, `منظمة أوبك` is not.
    let stands = |word: &str, rest: &str| own(rest) && (word != "منظمة " || !rest.contains(' '));
    let fits = |word: &&&str| alias.strip_prefix(**word).is_some_and(|rest| stands(word, rest));
    let class = words.iter().filter(fits).max_by_key(|word| word.len());
    match class {
        Some(word) if !state => {
            if word.trim_end().contains(' ') {
                TITLED_TWICE
            } else {
                TITLED
            }
        }
        _ => 0,
    }
}

/// The first row that claims a name has it; places, bodies, events and documents that claim it too stand behind, by class
/// and number.
fn claim(
    entries: &mut BTreeMap<String, u64>,
    claims: &mut BTreeMap<(String, String), Vec<u64>>,
    name: &str,
    kind: &str,
    value: u64,
) {
    let rows = claims.entry((name.to_owned(), kind.to_owned())).or_default();
    let row = value >> FLAG_BITS;
    let first = *entries.entry(name.to_owned()).or_insert(value);
    if first >> FLAG_BITS != row && !rows.contains(&row) && matches!(kind, "ORG" | "LOC" | "EVT" | "DOC") {
        rows.push(row);
        entries.insert(format!("{name}\t{kind}{}", rows.len()), value);
    }
}

fn names() -> Vec<u8> {
    let mut entries: BTreeMap<String, u64> = BTreeMap::new();
    let places = places();
    let mut claims = BTreeMap::new();
    for (table, (name, text)) in TABLES.iter().zip(texts()).enumerate() {
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
                        _ => outside(alias, &columns, &places),
                    };
                    // `عمّان` is Amman and `عُمان` Oman, whatever عمان alone may be.
                    if alias.contains(['\u{651}', '\u{64F}']) && !alias.contains(' ') {
                        entries.entry(alias.to_owned()).or_insert(value | flag);
                    }
                    for spelling in spellings(alias.trim_start_matches(['?', '!', '+'])) {
                        let key = key(&spelling);
                        if !key.is_empty() {
                            claim(&mut entries, &mut claims, &key, columns[1], value | flag);
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
fn packed_rows_are_those_of_the_tables() {
    let texts = texts();
    if std::env::var_os("SAHIFA_WRITE").is_some() {
        let all = texts.join(&SEPARATOR.to_string());
        let mut packed = Vec::new();
        DeflateEncoder::new(all.as_bytes(), Compression::best()).read_to_end(&mut packed).unwrap();
        std::fs::write(assets().join("rows.deflate"), packed).unwrap();
        return;
    }
    for (number, text) in texts.iter().enumerate() {
        assert!(
            table(number) == text,
            "{} is stale: run `SAHIFA_WRITE=1 cargo test --test it entity_lexicon`, then build again",
            TABLES[number]
        );
    }
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
