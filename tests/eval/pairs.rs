//! Pairs of a Latin name and its Arabic spelling from the shared lexica, in three parts that share no
//! Latin spelling: what the program's tables are learnt from, what they are judged by while being made
//! better, and what is held apart from both.

use std::collections::BTreeMap;

use sahifa::text::fold;

use super::corpus;

/// What a pair may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Eight tenths: the tables are learnt from these.
    Learnt,
    /// A tenth: for trying things out.
    Tried,
    /// A tenth: for the figure alone.
    Apart,
}

/// A Latin name and its Arabic spelling, both folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub latin: String,
    pub arabic: String,
    /// How many entries of the source agree.
    pub count: u32,
}

impl Pair {
    pub fn part(&self) -> Part {
        part(&self.latin)
    }
}

/// Which part a folded Latin spelling belongs to.
pub fn part(latin: &str) -> Part {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = latin.bytes().fold(0xcbf2_9ce4_8422_2325, mix);
    match ((hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20) % 10 {
        0 => Part::Apart,
        1 => Part::Tried,
        _ => Part::Learnt,
    }
}

/// All pairs of single words in strict letters, sorted; empty where the lexica are not here.
pub fn all() -> Vec<Pair> {
    let mut pairs: BTreeMap<(String, String), u32> = BTreeMap::new();
    let mut add = |latin: &str, arabic: &str, count: u32| {
        let (latin, arabic) = (fold(latin.trim()), fold(arabic.trim()));
        let (latin, arabic) = (latin.as_str(), arabic.as_str());
        let strict = latin.bytes().all(|c| c.is_ascii_lowercase())
            && arabic.chars().all(|c| ('ا'..='ي').contains(&c) && c != 'ـ');
        if strict && latin.len() >= 2 && arabic.chars().count() >= 2 {
            *pairs.entry((latin.to_owned(), arabic.to_owned())).or_default() += count;
        }
    };
    for line in text("ar-en-transliteration.tsv.gz").lines() {
        if let Some((arabic, latin)) = line.split_once('\t') {
            add(latin, arabic, 1);
        }
    }
    for line in text("en-ar-name-words.tsv.gz").lines() {
        if let [latin, arabic, count] = line.split('\t').collect::<Vec<_>>()[..] {
            add(latin, &arabic.replace(' ', ""), count.parse().unwrap_or(1));
        }
    }
    pairs.into_iter().map(|((latin, arabic), count)| Pair { latin, arabic, count }).collect()
}

fn text(name: &str) -> String {
    String::from_utf8(corpus::lexicon(name).unwrap_or_default()).unwrap_or_default()
}

/// A word as the index holds it: without the article.
pub fn bare(arabic: &str) -> &str {
    arabic.strip_prefix("ال").filter(|rest| rest.chars().count() >= 3).unwrap_or(arabic)
}
