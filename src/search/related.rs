//! What is like an article: others that mention the same entities and use the same rare words.
//!
//! Knows no query; the article is handed in as words. *Invariant:* the article itself is not among them.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query as TantivyQuery, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::index::Document;
use super::reader::{self, Reader};
use super::words;
use crate::text::fold;

/// Words of the article that are looked for.
const WORDS: usize = 24;
/// Bytes of the body that are read.
const READ: usize = 20_000;
/// How much a shared entity counts against a shared word of the same rarity.
const ENTITY: f32 = 2.0;
/// A word of a larger share of all articles says nothing, in per cent.
const COMMON: u64 = 10;

impl Reader {
    /// The rows of the articles most like one, best first, with scores; empty where there is no index.
    /// At least two things must be shared.
    pub fn related(&self, article: &Document, limit: usize) -> Vec<(u64, f32)> {
        let Some((searcher, fields)) = self.searcher() else { return Vec::new() };
        let all = searcher.num_docs().max(1);
        let stems = fields.body[1];
        let mut words: Vec<(f32, Term)> = Vec::new();
        for (stem, count) in stems_of(article) {
            let term = Term::from_field_text(stems, &stem);
            let found = searcher.doc_freq(&term).unwrap_or(0);
            if found > 1 && 100 * found <= COMMON.max(1) * all.max(100) {
                let rare = (1.0 + all as f32 / found as f32).ln();
                words.push((rare * (1.0 + (count as f32).ln()), term));
            }
        }
        words.sort_by(|a, b| b.0.total_cmp(&a.0));
        let words = words.into_iter().take(WORDS).map(|(_, term)| (1.0, term));
        let entities = article.entities.iter();
        let entities = entities.map(|(id, _)| (ENTITY, Term::from_field_text(fields.entity, id)));
        let clauses: Vec<(Occur, Box<dyn TantivyQuery>)> = words
            .chain(entities)
            .map(|(boost, term)| {
                let query = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
                (Occur::Should, Box::new(BoostQuery::new(query, boost)) as Box<dyn TantivyQuery>)
            })
            .collect();
        let query = BooleanQuery::with_minimum_required_clauses(clauses, 2);
        let mut rows = reader::best(&searcher, fields, &query, limit.saturating_add(1)).unwrap_or_default();
        rows.retain(|(row, _)| *row != article.row);
        rows.truncate(limit);
        rows
    }
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
            let stem = words::stem(&folded.as_str()[run]);
            if words::letters(stem) >= 3 {
                *counts.entry(stem.to_owned()).or_default() += weight;
            }
        }
    }
    counts
}
