//! Names in Latin letters, and queries of a keyboard that stood in the other layout.

use std::collections::{HashMap, HashSet};

use sahifa::library::{Searcher, english_names};
use sahifa::model::ReasonKind;
use sahifa::text::fold;

use super::noise::Rng;
use super::pairs::{self, Pair, Part};

/// Arabic spellings that stand in fewer articles are not asked for: what is not there cannot be found.
const LEAST: usize = 1;
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
    // What two entries of the lexicon agree on: single ones are often translations or other names.
    let mut names: Vec<Pair> = pairs::all();
    names.retain(|pair| {
        pair.count >= 2
            && pair.latin.len() >= 4
            && pair.arabic.chars().count() >= 3
            && known(&pair.arabic)
            && !english_names().holds(&pair.latin)
    });
    let of = |part: Part| -> Vec<(String, String)> {
        let mut some: Vec<Pair> = names.iter().filter(|pair| pair.part() == part).cloned().collect();
        shuffle(&mut some);
        some.truncate(wanted);
        some.into_iter().map(|pair| (pair.latin, pair.arabic)).collect()
    };
    let single = |(_, arabic): &&(String, String)| !arabic.contains(' ') && known(arabic);
    let places: Vec<(String, String)> = tables.iter().filter(single).cloned().collect();
    let lists = [
        ("names held apart", of(Part::Apart)),
        ("names tried", of(Part::Tried)),
        ("places of the tables", places),
    ];
    println!("\nLatin letters, by the Arabic spelling that lights up");
    let only_tried = std::env::args().any(|arg| arg == "tried");
    for (what, pairs) in lists.iter().filter(|(what, _)| !(only_tried && what.contains("apart"))) {
        let share = |count: usize| count as f64 / pairs.len().max(1) as f64;
        let first_ten =
            pairs.iter().filter(|(latin, arabic)| is_lit(searcher, news, latin, arabic, 10)).count();
        let missed: Vec<&(String, String)> =
            pairs.iter().filter(|(latin, arabic)| !is_lit(searcher, news, latin, arabic, ALL)).collect();
        println!(
            "{what:<24} n {:>5}  among the ten readings {:.3}, in the first ten articles {:.3}",
            pairs.len(),
            share(pairs.len() - missed.len()),
            share(first_ten),
        );
        // What is held apart is not looked at, only counted.
        for (latin, arabic) in missed.iter().take(if what.contains("apart") { 0 } else { 25 }) {
            println!("  missed: {latin} {arabic} read as {:?}", searcher.search(latin, 1).reasons);
        }
    }
    for typed in [
        "putin",
        "erdogan",
        "khashoggi",
        "egypt",
        "germany",
        "beijing",
        "kremlin",
        "7amas",
        "3abdullah",
        "zelensky",
        "xi jinping",
        "hamas",
        "kyiv",
        "mohamed salah",
        "netanyahu",
        "sisi",
        "abdel fattah el-sisi",
        "abdelfattah",
        "ghannouchi",
        "rached ghannouchi",
        "youssef chahed",
        "bourguiba",
        "essebsi",
        "ouyahia",
        "beji caid essebsi",
        "boutros",
        "gaddafi",
        "the report",
        "minister",
        "weather",
        "economy",
    ] {
        let found = searcher.search(typed, 10);
        let read: Vec<String> = found.reasons.into_iter().map(|reason| reason.read).collect();
        println!("  {typed}: {} ({} articles)", read.join(" "), found.total);
    }
}

fn is_lit(searcher: &Searcher, news: &[(String, String)], latin: &str, arabic: &str, hits: usize) -> bool {
    searcher.search(latin, hits).hits.iter().any(|hit| {
        let body =
            hit.id().as_str().parse().ok().and_then(|at: usize| news.get(at)).map_or("", |item| &item.1);
        let lit = |range: &std::ops::Range<usize>| {
            fold(&body[range.clone()]).as_str().ends_with(pairs::bare(arabic))
        };
        hit.body_marks.iter().any(lit)
    })
}

/// Queries typed with the keys of the other layout, and Latin names that must be left alone.
pub fn layouts(queries: &[(usize, [String; 3])], searcher: &Searcher) {
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
    // Recovered: the article that the query as meant finds among the first ten is found again.
    let top = |query: &str| -> Vec<String> {
        searcher.search(query, 10).hits.iter().map(|hit| hit.id().to_string()).collect()
    };
    let (mut asked, mut missed) = (0, Vec::new());
    for (at, words) in queries {
        let id = at.to_string();
        let query = words.join(" ");
        if top(&query).contains(&id) {
            asked += 1;
            let typed = typed(&query);
            if !top(&typed).contains(&id) {
                missed.push(typed);
            }
        }
    }
    let share = 1.0 - missed.len() as f64 / f64::from(asked.max(1));
    println!("\nother layout: {asked} queries that find their article, {:.2} % recovered", 100.0 * share);
    for typed in missed.iter().take(12) {
        println!("  missed: {typed} read as {:?}", searcher.search(typed, 1).reasons);
    }
    let mut names: Vec<String> = pairs::all().into_iter().map(|pair| pair.latin).collect();
    names.retain(|name| name.len() >= 3);
    names.dedup();
    shuffle(&mut names);
    names.truncate(3_013);
    let is_alarm = |name: &&String| {
        searcher.search(name, 1).reasons.iter().any(|reason| reason.kind == ReasonKind::Layout)
    };
    let alarms: Vec<&str> = names.iter().filter(is_alarm).map(String::as_str).collect();
    let share = 100.0 * alarms.len() as f64 / names.len().max(1) as f64;
    println!("Latin names: {}, {share:.2} % taken for the other layout: {}", names.len(), alarms.join(" "));
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
