//! What is like an article: others that mention the same entities and use the same rare words.
//!
//! Knows no query; the article is handed in as words. *Invariant:* the article itself is not among them.

use std::collections::HashMap;
use std::ops::{Bound, RangeInclusive};

use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query as TantivyQuery, RangeQuery, TermQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, Term};

use super::document::{Document, Fields};
use super::reader::{self, Reader};
use super::{affixes, lexicon, words};
use crate::text::fold;

/// Words of the article that are looked for.
const WORDS: usize = 24;
/// Bytes of the body that are read.
const READ: usize = 20_000;
/// How much a shared entity counts against a shared word of the same rarity.
const ENTITY: f32 = 2.0;
/// Articles that the frequencies of words in the news at large count for, beside those of the library.
const NEWS: f32 = 500.0;
/// The share of the news that a place, and another entity, is taken to stand in.
const PLACE: f32 = 0.02;
const OTHER: f32 = 0.004;
/// A word of a larger share of all articles says nothing, in per cent.
const COMMON: u64 = 10;

impl Reader {
    /// The rows of the articles most like one, best first, with scores; empty where there is no index.
    /// At least two things must be shared.
    pub fn related(&self, article: &Document, limit: usize) -> Vec<(u64, f32)> {
        let found = self.read(|searcher, fields| {
            let query = BooleanQuery::with_minimum_required_clauses(clauses(searcher, fields, article), 2);
            reader::best(searcher, fields, &query, limit.saturating_add(1))
        });
        let mut rows = found.unwrap_or_default();
        rows.retain(|(row, _)| *row != article.row);
        rows.truncate(limit);
        rows
    }

    /// The rows of a period (seconds since 1970) most like an article, best first, perhaps itself among them.
    pub fn near(&self, article: &Document, period: &RangeInclusive<i64>, limit: usize) -> Vec<u64> {
        let found = self.read(|searcher, fields| {
            let bound = |second: i64| Bound::Included(Term::from_field_i64(fields.time, second));
            let period = Box::new(RangeQuery::new(bound(*period.start()), bound(*period.end())));
            let mut clauses = clauses(searcher, fields, article);
            clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(period, 0.0))));
            let query = BooleanQuery::with_minimum_required_clauses(clauses, 2);
            reader::best(searcher, fields, &query, limit)
        });
        found.unwrap_or_default().into_iter().map(|(row, _)| row).collect()
    }

    /// What an article is about, to be held against another one; rare words and rare entities weigh more.
    pub fn profile(&self, article: &Document) -> Profile {
        self.read(|searcher, fields| Ok(profile(searcher, fields, article))).unwrap_or_default()
    }
}

fn profile(searcher: &Searcher, fields: Fields, article: &Document) -> Profile {
    let all = searcher.num_docs().max(1) as f32;
    // What a small library cannot know, the news at large tells.
    let rare = |term: &Term, share: f32| {
        let found = searcher.doc_freq(term).unwrap_or(0) as f32 + NEWS * share;
        (1.0 + (all + NEWS) / found).ln()
    };
    let words = stems_of(article).into_iter().map(|(stem, count)| {
        let term = Term::from_field_text(fields.body[1], &stem);
        let weight = (1.0 + (count as f32).ln()) * rare(&term, lexicon::share(&stem));
        (stem, weight)
    });
    let entities = article.entities.iter().map(|(id, _)| {
        let share = if id.starts_with("place:") { PLACE } else { OTHER };
        let term = Term::from_field_text(fields.entity, id);
        (id.clone(), ENTITY * rare(&term, share))
    });
    // Ids have a colon, stems have none.
    Profile(words.chain(entities).collect())
}

/// What an article is about: weights of its stems and entities.
#[derive(Clone, Debug, Default)]
pub struct Profile(HashMap<String, f32>);

impl Profile {
    /// How much two articles are about the same: the cosine between them, 0 to 1.
    pub fn likeness(&self, other: &Self) -> f32 {
        let shared: f32 = self.0.iter().filter_map(|(name, weight)| Some(weight * other.0.get(name)?)).sum();
        let length = |profile: &Self| profile.0.values().map(|weight| weight * weight).sum::<f32>().sqrt();
        let lengths = length(self) * length(other);
        if lengths > 0.0 { (shared / lengths).min(1.0) } else { 0.0 }
    }
}

/// What makes an article: its rarest words and its entities, as parts of a query.
fn clauses(searcher: &Searcher, fields: Fields, article: &Document) -> Vec<(Occur, Box<dyn TantivyQuery>)> {
    let all = searcher.num_docs().max(1);
    let stems = fields.body[1];
    let mut words: Vec<(f32, Term)> = Vec::new();
    for (stem, count) in stems_of(article) {
        let term = Term::from_field_text(stems, &stem);
        let found = searcher.doc_freq(&term).unwrap_or(0);
        if found > 1 && 100 * found <= COMMON * all.max(100) {
            let rare = (1.0 + all as f32 / found as f32).ln();
            words.push((rare * (1.0 + (count as f32).ln()), term));
        }
    }
    words.sort_by(|a, b| b.0.total_cmp(&a.0));
    let words = words.into_iter().take(WORDS).map(|(_, term)| (1.0, term));
    let entities = article.entities.iter();
    let entities = entities.map(|(id, _)| (ENTITY, Term::from_field_text(fields.entity, id)));
    words
        .chain(entities)
        .map(|(boost, term)| {
            let query = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
            (Occur::Should, Box::new(BoostQuery::new(query, boost)) as Box<dyn TantivyQuery>)
        })
        .collect()
}

/// The stems of an article with how often it uses them; those of the title count thrice.
fn stems_of(article: &Document) -> HashMap<String, usize> {
    let mut end = article.body.len().min(READ);
    while !article.body.is_char_boundary(end) {
        end -= 1;
    }
    let mut counts = HashMap::new();
    for (text, weight) in [(article.title, 3), (&article.body[..end], 1)] {
        let folded = fold(text);
        for run in words::runs(folded.as_str()) {
            let stem = affixes::stem(&folded.as_str()[run]);
            if words::letters(stem) >= 3 {
                *counts.entry(stem.to_owned()).or_default() += weight;
            }
        }
    }
    counts
}
