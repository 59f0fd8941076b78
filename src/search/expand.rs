//! Words of the index near a word that was typed: those that begin with it, those that differ by a
//! typing mistake.
//!
//! Own walks over the term dictionary, because tantivy's prefix query stops at the first fifty terms of
//! the alphabet and its fuzzy query gives every hit the same score and names no term.

use std::collections::HashMap;

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::slip::ALIKE;
use super::sound::{self, Ear};
use super::{affixes, spellings, words};
use crate::model::ReasonKind;

/// Most words that one typed word becomes.
const MOST: usize = 24;
/// Most words that one Latin word is read as.
const SOUNDING: usize = 10;
/// How much less likely than the best possible word one may be (natural logarithm), for each letter and at
/// most: of the names that were tried 2 in 100 lie beyond. What is near a word of three letters would else be
/// most of the dictionary.
const WIDTH: (f32, f32) = (2.5, 12.0);
/// How much it tells for a word that it is usual, and against it that it would be likely for any name (see
/// `sound::as_any_name`): best of the names that were tried.
const USUAL: f32 = 0.5;
const ANY: f32 = 0.5;
/// How much it tells for a word that it is a name, and the one that is so written (times the root of its share).
const NAME: f32 = 1.5;
const KNOWN: f32 = 5.0;
/// How strange (see [`Sounding`]) a word may be, and how much more where it is usual (for each natural
/// logarithm of its frequency): a rare word of about these sounds is another name.
const STRANGE: (f32, f32) = (2.0, 0.1);
/// How strange the least strange may be: beyond, the spelling is of no name that the index has.
const UNHEARD: f32 = 1.0;
/// How strange a word is at most that most people of that name are called by.
const MET: f32 = 0.5;
/// Most dictionary entries looked at for one prefix.
const LOOKED_AT: usize = 20_000;

/// In how many titles and bodies a term stands.
pub(super) fn frequency(searcher: &Searcher, fields: &[Field], word: &str) -> u64 {
    fields.iter().map(|field| searcher.doc_freq(&Term::from_field_text(*field, word)).unwrap_or(0)).sum()
}

/// The most frequent words that begin with a prefix.
pub(super) fn beginning_with(searcher: &Searcher, fields: &[Field], prefix: &str) -> Vec<String> {
    let mut end = prefix.to_owned();
    end.push(char::MAX);
    let mut found: HashMap<String, u64> = HashMap::new();
    for segment in searcher.segment_readers() {
        for field in fields {
            let Ok(inverted) = segment.inverted_index(*field) else { continue };
            let range = inverted.terms().range().ge(prefix).lt(&end);
            let Ok(mut stream) = range.into_stream() else { continue };
            let mut looked_at = 0;
            while let Some((key, info)) = stream.next() {
                if let Ok(word) = std::str::from_utf8(key) {
                    *found.entry(word.to_owned()).or_default() += u64::from(info.doc_freq);
                }
                looked_at += 1;
                if looked_at >= LOOKED_AT {
                    break;
                }
            }
        }
    }
    let mut ranked: Vec<(String, u64)> = found.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    ranked.into_iter().take(MOST).map(|(word, _)| word).collect()
}

/// A word of the index that a word in Latin letters may mean.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sounding {
    /// The word.
    pub word: String,
    /// How unlikely it is meant, by sound and by how often it stands in the news; lower is better.
    pub far: f32,
    /// How unlikely it is written so, for each letter; 0 is the best that any word could be.
    pub strange: f32,
    /// Whether it is how most people are called who are written so.
    pub met: bool,
}

/// The words of the index that may be meant by a word in Latin letters, likeliest first.
pub(super) fn sounding_like(searcher: &Searcher, fields: &[Field], latin: &str) -> Vec<Sounding> {
    let letters = words::letters(latin).max(1) as f32;
    let Some(ear) = Ear::new(latin, WIDTH.1.min(WIDTH.0 * letters)) else { return Vec::new() };
    let mut found: HashMap<String, (f32, u64)> = HashMap::new();
    for segment in searcher.segment_readers() {
        for field in fields {
            let Ok(inverted) = segment.inverted_index(*field) else { continue };
            let Ok(mut stream) = inverted.terms().search(&ear).into_stream() else { continue };
            while let Some((key, info)) = stream.next() {
                let Ok(word) = std::str::from_utf8(key) else { continue };
                let entry = found.entry(word.to_owned()).or_insert_with(|| (ear.likelihood(word), 0));
                entry.1 += u64::from(info.doc_freq);
            }
        }
    }
    let mut known = spellings::known(latin);
    for (word, _) in &mut known {
        *word = affixes::named(word);
    }
    for (word, _) in &known {
        let count = frequency(searcher, fields, word);
        if count > 0 {
            // What nobody would hear, but is called so.
            let likely = ear.likelihood(word).max(-STRANGE.0 * letters);
            found.entry((*word).to_owned()).or_insert((likely, count));
        }
    }
    let sounding = |(word, (likely, count)): (String, (f32, u64))| {
        let (usual, strange) = ((1.0 + count as f32).ln(), -likely / letters);
        let share = known.iter().find(|(known, _)| *known == word).map(|(_, share)| *share);
        let is_likely = share.is_some() || strange <= STRANGE.0 + STRANGE.1 * usual;
        is_likely.then(|| {
            let named =
                KNOWN * share.unwrap_or(0.0).sqrt() + if spellings::is_name(&word) { NAME } else { 0.0 };
            let far = -likely - USUAL * usual + ANY * sound::as_any_name(&word) - named;
            let met = share.is_some_and(|share| share > 0.5);
            let strange = if met { strange.min(MET) } else { strange };
            Sounding { word, far, strange, met }
        })
    };
    let mut ranked: Vec<Sounding> = found.into_iter().filter_map(sounding).collect();
    if ranked.iter().all(|near| near.strange > UNHEARD) {
        return Vec::new();
    }
    ranked.sort_by(|a, b| a.far.total_cmp(&b.far).then_with(|| a.word.cmp(&b.word)));
    ranked.truncate(SOUNDING);
    ranked
}

/// How strange (see [`Sounding`]) a word is as the reading of a Latin one.
pub(super) fn strangeness(latin: &str, word: &str) -> f32 {
    let of_it = |(known, share): &(&str, f32)| affixes::named(known) == word && *share > 0.5;
    let letters = words::letters(latin).max(1) as f32;
    let strange = Ear::new(latin, 0.0).map_or(f32::INFINITY, |ear| -ear.likelihood(word) / letters);
    if spellings::known(latin).iter().any(of_it) { strange.min(MET) } else { strange }
}

/// A word near the one that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Near {
    /// The word.
    pub word: String,
    /// Inserted, missing, wrong or swapped letters; 0 where they are taken for each other by ear.
    pub distance: u8,
    /// How it differs.
    pub kind: ReasonKind,
}

/// What a few letters make of a word: another spelling where all consonants stay as they are, and vowels are not
/// merely in other places.
fn difference(one: &str, other: &str) -> ReasonKind {
    let consonants = |word: &str| -> String {
        word.trim_end_matches('ه').chars().filter(|c| !VOWELS.contains(c)).collect()
    };
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let is_spelling = consonants(one) == consonants(other) && letters(one) != letters(other);
    if is_spelling { ReasonKind::Spelling } else { ReasonKind::Typo }
}

/// Letters of long vowels.
const VOWELS: [char; 3] = ['ا', 'و', 'ي'];
/// Consonants that patterns add before a root.
const ADDED: [char; 4] = ['م', 'ت', 'ن', 'س'];

/// Most words that are looked up for the ear.
const VARIANTS: usize = 256;

/// The words of the index that differ by letters that are taken for each other, most frequent first.
pub(super) fn confused(searcher: &Searcher, fields: &[Field], word: &str) -> Vec<Near> {
    let mut variants = vec![String::new()];
    for c in word.chars() {
        let mut own = [0; 4];
        let alike = ALIKE.iter().find(|alike| alike.contains(c)).copied();
        let alike = alike.filter(|alike| variants.len() * words::letters(alike) <= VARIANTS);
        let alike = alike.unwrap_or(c.encode_utf8(&mut own));
        let longer = |variant: &String| alike.chars().map(|c| format!("{variant}{c}")).collect::<Vec<_>>();
        variants = variants.iter().flat_map(longer).collect();
    }
    variants.retain(|variant| variant != word);
    let counted = variants.into_iter().map(|variant| (frequency(searcher, fields, &variant), variant));
    let mut standing: Vec<(u64, String)> = counted.filter(|(count, _)| *count > 0).collect();
    standing.sort_by(|a, b| b.cmp(a));
    standing.into_iter().map(|(_, word)| Near { word, distance: 0, kind: ReasonKind::Sound }).collect()
}

/// The words of the index in which one letter that stands twice or more is another everywhere, taken for it by ear
/// (`جوجل`, `غوغل`): how a foreign name is written elsewhere, never two words.
pub(super) fn swapped(searcher: &Searcher, fields: &[Field], word: &str) -> Vec<Near> {
    let mut found = Vec::new();
    for alike in ALIKE {
        for from in alike.chars().filter(|from| word.matches(*from).count() > 1) {
            let others = alike.chars().filter(|to| *to != from);
            found.extend(others.map(|to| word.replace(from, to.encode_utf8(&mut [0; 4]))));
        }
    }
    found.retain(|other| frequency(searcher, fields, other) > 0);
    found.into_iter().map(|word| Near { word, distance: 0, kind: ReasonKind::Sound }).collect()
}

/// Letters, without a suffix, from which on a word of other consonants than Arabic patterns have is foreign.
const FOREIGN: usize = 7;

/// Whether a word is foreign by its shape: long, and with more consonants than a root has beside those that patterns add.
fn is_foreign(word: &str) -> bool {
    let stem = affixes::stem(word);
    let consonants: Vec<char> = stem.chars().filter(|c| !VOWELS.contains(c)).collect();
    let mut root = consonants.iter().skip_while(|c| ADDED.contains(c));
    let first = root.next();
    // Form VIII: اجتماع.
    let infix = usize::from(root.clone().next() == Some(&'ت'));
    words::letters(stem) >= FOREIGN && usize::from(first.is_some()) + root.count() - infix >= 4
}

/// The words of the index that differ from a foreign one by a long vowel inside: a vowel that Arabic has no rule for is
/// written by some, left out by others (`بكالوريا`, `باكالوريا`).
pub(super) fn revowelled(searcher: &Searcher, fields: &[Field], word: &str) -> Vec<Near> {
    if !is_foreign(word) {
        return Vec::new();
    }
    let mut found: Vec<String> = Vec::new();
    for (at, c) in word.char_indices().skip(1) {
        let (before, after) = word.split_at(at);
        found.extend(VOWELS.iter().map(|vowel| format!("{before}{vowel}{after}")));
        let rest = &after[c.len_utf8()..];
        if VOWELS.contains(&c) && !rest.is_empty() {
            found.push(format!("{before}{rest}"));
        }
    }
    found.retain(|other| is_foreign(other) && frequency(searcher, fields, other) > 0);
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|word| Near { word, distance: 1, kind: ReasonKind::Spelling }).collect()
}

/// How many mistakes a word of that length may hold; none a name with digits (`F16`), which say all.
pub(super) fn tolerated(word: &str) -> u8 {
    match words::letters(word) {
        _ if word.contains(|c: char| c.is_ascii_digit()) => 0,
        3..=5 => 1,
        6..=24 => 2,
        // Too short to say anything; or longer than any word, and the automaton for it would be large.
        _ => 0,
    }
}

/// The words within a few mistakes (at most 2), nearest first, then most frequent.
pub(super) fn misspelt(searcher: &Searcher, fields: &[Field], word: &str, distance: u8) -> Vec<Near> {
    let mut found: HashMap<String, (u8, u64)> = HashMap::new();
    for near in 1..=distance {
        for field in fields {
            let Ok(automaton) =
                FuzzyTermQuery::new(Term::from_field_text(*field, word), near, true).automaton()
            else {
                continue;
            };
            for segment in searcher.segment_readers() {
                let Ok(inverted) = segment.inverted_index(*field) else { continue };
                let Ok(mut stream) = inverted.terms().search(&automaton).into_stream() else { continue };
                while let Some((key, info)) = stream.next() {
                    let Ok(word) = std::str::from_utf8(key) else { continue };
                    let entry = found.entry(word.to_owned()).or_insert((near, 0));
                    if entry.0 == near {
                        entry.1 += u64::from(info.doc_freq);
                    }
                }
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    let mut ranked: Vec<(String, (u8, u64))> = found.into_iter().collect();
    ranked.sort_by(|a, b| a.1.0.cmp(&b.1.0).then(b.1.1.cmp(&a.1.1)).then_with(|| a.0.cmp(&b.0)));
    let near = |(other, (distance, _)): (String, (u8, u64))| {
        let kind = difference(word, &other);
        Near { word: other, distance, kind }
    };
    ranked.into_iter().take(MOST).map(near).collect()
}
