//! A handle that searches from another thread.

use std::sync::{Arc, Mutex, OnceLock};
use std::time::Instant;

use super::locked;
use crate::model::{Found, Hit};
use crate::search::{Lens, Matches, Names, Place, Reader, Status};
use crate::store::Store;

/// English names of places, people and organisations, from the tables of the tagger's lexicon; read
/// at the first search.
fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        Names::new(&[
            include_str!("../../assets/entities/places.tsv"),
            include_str!("../../assets/entities/people.tsv"),
            include_str!("../../assets/entities/organisations.tsv"),
            include_str!("../../assets/entities/cities.tsv"),
        ])
    })
}

/// A handle that searches from another thread; cheap to clone, sees what was committed.
#[derive(Clone)]
pub struct Searcher {
    store: Arc<Mutex<Store>>,
    reader: Reader,
}

impl Searcher {
    pub(super) fn new(store: Arc<Mutex<Store>>, place: &Place) -> Self {
        Self { store, reader: Reader::new(place, names) }
    }

    /// Searches. Never fails: odd syntax becomes a warning, a missing index no hits with a warning.
    pub fn search(&self, query: &str, limit: usize) -> Found {
        let start = Instant::now();
        let marked = |status| locked(&self.store).marked(status == Status::Starred, status == Status::Read);
        let matches = self.reader.find(query, limit, &|status| marked(status).unwrap_or_default());
        let (hits, trouble) = self.hits(&matches);
        let mut warnings = matches.warnings;
        warnings.extend(trouble);
        Found {
            query: query.to_owned(),
            total: matches.total,
            approximate: matches.approximate,
            hits,
            reasons: matches.reasons,
            warnings,
            elapsed_us: u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX),
        }
    }

    /// The articles of the rows that matched; one removed since the last commit is left out.
    fn hits(&self, matches: &Matches) -> (Vec<Hit>, Option<String>) {
        let store = locked(&self.store);
        let mut hits = Vec::with_capacity(matches.rows.len());
        for (row, score) in &matches.rows {
            let (article, body) = match store.found(*row) {
                Ok(Some(found)) => found,
                Ok(None) => continue,
                Err(error) => return (hits, Some(error.to_string())),
            };
            let body_marks = matches.lens.marks(&body);
            let (snippet, highlights) = Lens::snippet(&body, &body_marks);
            hits.push(Hit {
                title_marks: matches.lens.marks(&article.title).into_iter().map(|mark| mark.range).collect(),
                body_marks: body_marks.into_iter().map(|mark| mark.range).collect(),
                score: *score,
                article,
                snippet,
                highlights,
            });
        }
        (hits, None)
    }
}
