//! Names in Latin letters, and queries of a keyboard that stood in the other layout.

use std::collections::{HashMap, HashSet};

use sahifa::library::Searcher;
use sahifa::model::Reason;
use sahifa::text::fold;

use super::corpus;
use super::noise::Rng;

/// Arabic spellings that stand in fewer articles are not asked for.
const LEAST: usize = 3;
/// More hits than a reading has: what is lit in none of them was not among the readings.
const ALL: usize = 300;

/// Names that are in no table of the program must find articles with the Arabic spelling; names of
/// countries and cities, by the tables too.
pub fn names(news: &[(String, String)], searcher: &Searcher, wanted: usize) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (_, body) in news {
        for word in words(body).into_iter().collect::<HashSet<_>>() {
            *counts.entry(word).or_default() += 1;
        }
    }
    let known = |arabic: &str| counts.get(arabic).is_some_and(|count| *count >= LEAST);
    let tables = tables();
    let in_tables: HashSet<&str> = tables.iter().map(|(latin, _)| latin.as_str()).collect();
    let mut apart: Vec<(String, String)> = lexicon().unwrap_or_default();
    apart.retain(|(latin, arabic)| known(arabic) && !in_tables.contains(latin.as_str()));
    shuffle(&mut apart);
    apart.truncate(wanted);
    let single = |(_, arabic): &&(String, String)| !arabic.contains(' ') && known(arabic);
    let named: Vec<(String, String)> = tables.iter().filter(single).cloned().collect();
    println!("\nLatin letters, by the Arabic spelling that lights up");
    for (what, pairs) in [("names apart from the tables", &apart), ("places of the tables", &named)] {
        let first_ten = pairs.iter().filter(|(latin, arabic)| is_lit(searcher, latin, arabic, 10)).count();
        let missed: Vec<&str> = pairs
            .iter()
            .filter(|(latin, arabic)| !is_lit(searcher, latin, arabic, ALL))
            .map(|(latin, _)| latin.as_str())
            .collect();
        let found = 1.0 - missed.len() as f64 / pairs.len().max(1) as f64;
        let first_ten = first_ten as f64 / pairs.len().max(1) as f64;
        println!(
            "{what:<28} n {:>5}  among the ten readings {found:.3}, in the first ten articles {first_ten:.3}",
            pairs.len()
        );
        for typed in missed.iter().take(25) {
            println!("  missed: {typed} read as {:?}", searcher.search(typed, 1).reasons);
        }
    }
    for typed in [
        "khashoggi",
        "egypt",
        "germany",
        "beijing",
        "kremlin",
        "7amas",
        "3abdullah",
        "zelensky",
        "xi jinping",
    ] {
        let found = searcher.search(typed, 10);
        let read: Vec<String> = found
            .reasons
            .iter()
            .map(|reason| match reason {
                Reason::Transliteration { read, .. }
                | Reason::Layout { read, .. }
                | Reason::Typo { read, .. } => read.clone(),
            })
            .collect();
        println!("  {typed}: {} ({} articles)", read.join(" "), found.total);
    }
}

fn is_lit(searcher: &Searcher, latin: &str, arabic: &str, hits: usize) -> bool {
    searcher.search(latin, hits).hits.iter().any(|hit| {
        let lit =
            |range: &std::ops::Range<usize>| fold(&hit.snippet[range.clone()]).as_str().ends_with(arabic);
        hit.highlights.iter().any(lit)
    })
}

/// Queries typed with the keys of the other layout, and Latin names that must be left alone.
pub fn layouts(queries: &[String], searcher: &Searcher) {
    let keys = [
        ("qwertyuiop[]", "ضصثقفغعهخحجد"),
        ("asdfghjkl;'", "شسيبلاتنمكط"),
        ("zxcvnm,./`", "ئءؤرىةوزظذ"),
        ("HYN", "أإآ"),
    ];
    let key: HashMap<char, char> =
        keys.iter().flat_map(|(keys, letters)| letters.chars().zip(keys.chars())).collect();
    let typed = |query: &str| -> String {
        let lam_alef = [("لا", "b"), ("لأ", "G"), ("لإ", "T"), ("لآ", "B")];
        // Marks are typed by few and folded by all.
        let query: String =
            query.chars().filter(|c| !matches!(c, '\u{64B}'..='\u{652}' | '\u{640}')).collect();
        let query = lam_alef.iter().fold(query, |text, (letters, key)| text.replace(letters, key));
        query.chars().map(|c| key.get(&c).copied().unwrap_or(c)).collect()
    };
    let is_read = |query: &String| {
        let found = searcher.search(&typed(query), 1);
        found.reasons.iter().any(|reason| match reason {
            Reason::Layout { read, .. } => fold(read).as_str() == fold(query).as_str(),
            _ => false,
        })
    };
    let missed: Vec<String> =
        queries.iter().filter(|query| !is_read(query)).map(|query| typed(query)).collect();
    let share = 1.0 - missed.len() as f64 / queries.len().max(1) as f64;
    println!("\nother layout: {} queries, {:.2} % recovered", queries.len(), 100.0 * share);
    for typed in missed.iter().take(8) {
        println!("  missed: {typed} read as {:?}", searcher.search(typed, 1).reasons);
    }
    let mut names: Vec<String> = lexicon().unwrap_or_default().into_iter().map(|(latin, _)| latin).collect();
    names.retain(|name| name.chars().all(|c| c.is_ascii_lowercase()) && name.len() >= 3);
    shuffle(&mut names);
    names.truncate(3_013);
    let is_alarm = |name: &&String| {
        searcher.search(name, 1).reasons.iter().any(|reason| matches!(reason, Reason::Layout { .. }))
    };
    let alarms: Vec<&str> = names.iter().filter(is_alarm).map(String::as_str).collect();
    let share = 100.0 * alarms.len() as f64 / names.len().max(1) as f64;
    println!("Latin names: {}, {share:.2} % taken for the other layout: {}", names.len(), alarms.join(" "));
}

/// Pairs of a Latin name and its Arabic spelling, folded, of the shared lexica.
fn lexicon() -> Option<Vec<(String, String)>> {
    let mut pairs = Vec::new();
    let text = String::from_utf8(corpus::lexicon("ar-en-transliteration.tsv.gz")?).ok()?;
    for (arabic, latin) in text.lines().filter_map(|line| line.split_once('\t')) {
        pairs.push((latin.trim(), arabic.trim().to_owned()));
    }
    let text = pairs
        .into_iter()
        .map(|(latin, arabic)| (fold(latin).as_str().to_owned(), fold(&arabic).as_str().to_owned()))
        .filter(|(latin, arabic)| {
            latin.len() >= 4
                && latin.chars().all(|c| c.is_ascii_alphabetic())
                && arabic.chars().count() >= 3
                && arabic.chars().all(|c| ('ا'..='ي').contains(&c))
        });
    let pairs: HashSet<(String, String)> = text.collect();
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort();
    Some(pairs)
}

/// English and Arabic names of the tables of places.
fn tables() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/entities");
    let mut pairs = Vec::new();
    for table in ["places.tsv", "cities.tsv"] {
        let text = std::fs::read_to_string(root.join(table)).expect("a table of names");
        for line in text.lines().skip(1) {
            let columns: Vec<&str> = line.split('\t').collect();
            if let [_, _, arabic, _, english, ..] = columns[..] {
                pairs.push((fold(english).as_str().to_owned(), fold(arabic).as_str().to_owned()));
            }
        }
    }
    pairs
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded
        .as_str()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn shuffle<T>(all: &mut [T]) {
    let mut rng = Rng::new(11);
    for at in (1..all.len()).rev() {
        all.swap(at, rng.below(at + 1));
    }
}
