//! A handle that searches from another thread.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Instant;

use anyhow::Result;
use jiff::civil::Date;

use super::derive::{document, entities};
use super::locked;
use crate::model::{ArticleId, Found, Hit, Order, Summary, Warning};
use crate::search::{Candidate, Lens, Names, Place, Reader, Scan, Status};
use crate::store::Store;

/// English names of places, people, organisations and languages, most from the tables of the tagger's lexicon; read
/// at the first search.
pub fn english_names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        Names::new(&[
            include_str!("../../assets/entities/places.tsv"),
            include_str!("../../assets/entities/people.tsv"),
            include_str!("../../assets/entities/organisations.tsv"),
            include_str!("../../assets/entities/cities.tsv"),
            include_str!("../../assets/entities/events.tsv"),
            include_str!("../../assets/search/english.tsv"),
            include_str!("../../assets/search/languages.tsv"),
        ])
    })
}

/// How many of the articles that wait for the index a search looks through, newest first.
const LOOKED_THROUGH: usize = 1_000;

/// A handle that searches from another thread; cheap to clone, sees what was committed.
#[derive(Clone)]
pub struct Searcher {
    store: Arc<Mutex<Store>>,
    pub(super) reader: Reader,
    place: Place,
    /// Which store the index has to be of.
    origin: String,
    /// What "today" means in a query.
    today: Option<Date>,
}

impl Searcher {
    pub(super) fn new(store: Arc<Mutex<Store>>, place: &Place, origin: &str) -> Self {
        let reader = Reader::new(place, english_names);
        Self { store, reader, place: place.clone(), origin: origin.to_owned(), today: None }
    }

    /// Searches on a day: without one, `date:today` says nothing.
    #[must_use]
    pub fn on(mut self, today: Date) -> Self {
        self.today = Some(today);
        self
    }

    /// Searches, best first. Never fails: odd syntax becomes a warning. Articles that wait for the index are
    /// looked through after it, the newest thousand of them.
    pub fn search(&self, query: &str, limit: usize) -> Found {
        self.search_by(query, limit, Order::Relevance)
    }

    /// Searches, in an order.
    pub fn search_by(&self, query: &str, limit: usize, order: Order) -> Found {
        let mut answer = Found::default();
        self.search_in_steps(query, &[limit], order, |found| {
            answer = found;
            false
        });
        answer
    }

    /// Searches once and tells the first hits of so many, then of more (`steps`, rising) for as long as `tell`
    /// wants: what lights up in a hit costs more than finding it.
    pub fn search_in_steps(
        &self,
        query: &str,
        steps: &[usize],
        order: Order,
        mut tell: impl FnMut(Found) -> bool,
    ) {
        let start = Instant::now();
        let unread = RefCell::new(None);
        let marked = |status: &Status| {
            let rows = match status {
                Status::Tagged(key) => locked(&self.store).with_tag(key),
                status => locked(&self.store).marked(*status == Status::Starred, *status == Status::Read),
            };
            rows.unwrap_or_else(|error| {
                unread.replace(Some(Warning::Unreadable(error.to_string())));
                HashSet::new()
            })
        };
        let most = steps.last().copied().unwrap_or_default();
        let mut matches = self.reader.find(query, most, order, self.today, &marked);
        matches.warnings.extend(unread.take());
        let mut waiting = Vec::new();
        if let Err(error) = self.look_through(query, &mut waiting, &mut matches.warnings) {
            matches.warnings.push(Warning::Unreadable(error.to_string()));
        }
        let (mut hits, mut lit, mut total) = (Vec::new(), 0, matches.total);
        for &limit in steps {
            let rows = &matches.rows[lit.min(matches.rows.len())..limit.min(matches.rows.len())];
            let (more, trouble) = self.hits(rows, &matches.lens);
            // Those removed since the last commit.
            total = total.saturating_sub(rows.len().saturating_sub(more.len()));
            hits.extend(more);
            lit = limit;
            let mut found = Found {
                query: query.to_owned(),
                total,
                approximate: matches.approximate,
                hits: hits.clone(),
                reasons: matches.reasons.clone(),
                warnings: matches.warnings.clone(),
                elapsed_us: 0,
            };
            add_waiting(&mut found, &waiting, limit, order);
            found.warnings.extend(trouble);
            found.elapsed_us = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
            let all = found.hits.len() >= found.total || found.hits.len() < limit;
            if !tell(found) || all {
                return;
            }
        }
    }

    /// The articles most like one, best first.
    pub fn related(&self, id: &ArticleId, limit: usize) -> Result<Vec<Summary>> {
        let store = locked(&self.store);
        let Some((row, _)) = store.article(id, 0)? else { return Ok(Vec::new()) };
        let mentions = store.mentions(row.row)?;
        let rows = self.reader.related(&document(&row, &entities(&mentions)), limit);
        let mut articles = Vec::with_capacity(rows.len());
        for (row, _) in rows {
            articles.extend(store.found(row)?.map(|(article, _)| article));
        }
        Ok(articles)
    }

    /// The hits among the articles that the index does not hold yet, and whether they are many.
    fn look_through(&self, query: &str, hits: &mut Vec<Hit>, warnings: &mut Vec<Warning>) -> Result<()> {
        let stamp = self.place.stamp().filter(|stamp| stamp.origin == self.origin);
        let seq = stamp.as_ref().map_or(0, |stamp| stamp.seq);
        let store = locked(&self.store);
        let is_behind = seq < store.last_change()?;
        let waiting = if is_behind { store.changed_after(seq, LOOKED_THROUGH)? } else { Vec::new() };
        let is_told = warnings.contains(&Warning::Damaged);
        if !is_told && (stamp.is_none() || waiting.len() == LOOKED_THROUGH) {
            let of = store.count()?;
            let done = usize::try_from(self.place.count()).unwrap_or(of).min(of);
            warnings.push(Warning::Indexing { done, of });
        }
        drop(store);
        if waiting.is_empty() {
            return Ok(());
        }
        let scan = Scan::new(query, self.today);
        for (article, body) in waiting {
            let tags = locked(&self.store).tags_of(&article.id)?;
            let candidate = Candidate {
                title: &article.title,
                body: &body,
                source: article.source.as_deref(),
                time: article.published.unwrap_or(article.added).as_second(),
                lang: article.lang.as_deref(),
                read: article.status.read,
                starred: article.status.starred,
                tags: &tags,
            };
            if scan.matches(&candidate) {
                hits.push(hit(article, &body, 0.0, scan.lens()));
            }
        }
        Ok(())
    }

    /// The articles of rows that matched; one removed since the last commit is left out.
    fn hits(&self, rows: &[(u64, f32)], lens: &Lens) -> (Vec<Hit>, Option<Warning>) {
        let store = locked(&self.store);
        let mut hits = Vec::with_capacity(rows.len());
        for (row, score) in rows {
            match store.found(*row) {
                Ok(Some((article, body))) => hits.push(hit(article, &body, *score, lens)),
                Ok(None) => {}
                Err(error) => return (hits, Some(Warning::Unreadable(error.to_string()))),
            }
        }
        (hits, None)
    }
}

/// Adds the hits among the articles that wait for the index, up to `limit` in all.
fn add_waiting(found: &mut Found, waiting: &[Hit], limit: usize, order: Order) {
    if waiting.is_empty() {
        return;
    }
    for hit in waiting.iter().cloned() {
        // The index may hold the article as it was before.
        if let Some(known) = found.hits.iter_mut().find(|known| known.article.id == hit.article.id) {
            *known = Hit { score: known.score, ..hit };
        } else {
            found.total += 1;
            found.hits.push(hit);
        }
    }
    if order == Order::Newest {
        found.hits.sort_by_key(|hit| Reverse(hit.article.published.unwrap_or(hit.article.added)));
    }
    found.hits.truncate(limit);
}

/// An article with what lights up in it.
fn hit(article: Summary, body: &str, score: f32, lens: &Lens) -> Hit {
    let body_marks = lens.marks(body);
    let (snippet, highlights) = Lens::snippet(body, &body_marks);
    Hit {
        title_marks: lens.marks(&article.title).into_iter().map(|mark| mark.range).collect(),
        body_marks: body_marks.into_iter().map(|mark| mark.range).collect(),
        score,
        article,
        snippet,
        highlights,
    }
}
