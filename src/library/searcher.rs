//! A handle that searches from another thread.

use std::cell::RefCell;
use std::collections::HashSet;
use std::mem;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Instant;

use anyhow::Result;
use jiff::civil::Date;

use super::derive::{ANALYSIS, document};
use super::locked;
use crate::entity::tables::table;
use crate::model::{ArticleId, EntityId, Found, Hit, Order, Reason, ReasonKind, Summary, Warning};
use crate::search::{Candidate, Lens, Matches, Names, Nearness, Place, Reader, Scan, Status, tags_meant};
use crate::store::Store;

/// English and French names of places, people, organisations and languages, most from the tables of the tagger's lexicon; read
/// at the first search.
pub fn english_names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        // Of a name that several have the first counts: places, then people.
        let [people, places, cities, organisations, events] = std::array::from_fn(table);
        Names::new(&[
            places,
            people,
            organisations,
            cities,
            events,
            include_str!("../../assets/search/english.tsv"),
            include_str!("../../assets/search/french.tsv"),
            include_str!("../../assets/search/languages.tsv"),
            include_str!("../../assets/search/news.tsv"),
        ])
    })
}

/// How many of the articles that wait for the index a search looks through, newest first.
const LOOKED_THROUGH: usize = 1_000;

/// Of how many hits, the first, the usual spelling of a word is told.
const SPELT_BY: usize = 20;

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

/// A hit, and whether it is only near what was typed.
#[derive(Clone, Debug)]
struct Ranked {
    near: bool,
    hit: Hit,
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
                Status::Tagged(key) => with_tag(&locked(&self.store), key),
                status => {
                    let (starred, read) = (*status == Status::Starred, *status == Status::Read);
                    locked(&self.store).marked(starred, read).map_err(Into::into)
                }
            };
            rows.unwrap_or_else(|error| {
                unread.replace(Some(Warning::Unreadable(error.to_string())));
                HashSet::new()
            })
        };
        let scan = Scan::new(query, self.today);
        let most = steps.last().copied().unwrap_or_default();
        let mut matches = self.reader.find(query, most, order, self.today, &marked);
        matches.warnings.extend(unread.take());
        let waiting = self.look_through(&scan, &mut matches).unwrap_or_else(|error| {
            matches.warnings.push(Warning::Unreadable(error.to_string()));
            Vec::new()
        });
        matches.reasons.extend(scan.asked_for().filter_map(|typed| self.called(typed)));
        let (mut ranked, mut waiting, mut lit, mut total) = (Vec::new(), waiting, 0, matches.total);
        for &limit in steps {
            let rows = lit.min(matches.rows.len())..limit.min(matches.rows.len());
            let (before, count) = (ranked.len(), rows.len());
            let trouble = self.light(&matches, rows, &mut ranked).err();
            // Those removed since the last commit.
            total = total.saturating_sub(count.saturating_sub(ranked.len() - before));
            lit = limit;
            // The last step needs no copies.
            let (indexed, new) = if limit == most {
                (mem::take(&mut ranked), mem::take(&mut waiting))
            } else {
                (ranked.clone(), waiting.clone())
            };
            let hits = best(indexed, new, matches.newest, limit);
            let found = Found {
                query: query.to_owned(),
                total,
                approximate: matches.approximate,
                reasons: matches.reasons.iter().map(|reason| as_written(reason, query, &hits)).collect(),
                hits,
                warnings: matches.warnings.iter().cloned().chain(trouble).collect(),
                elapsed_us: u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX),
            };
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
        let rows = self.reader.related(&document(&row, &store.named_in(row.row)?), limit);
        let mut articles = Vec::with_capacity(rows.len());
        for (row, _) in rows {
            articles.extend(store.found(row)?.map(|(article, _)| article));
        }
        Ok(articles)
    }

    /// Who is meant by an id.
    fn called(&self, typed: &str) -> Option<Reason> {
        let seen = locked(&self.store).seen(&EntityId::new(typed)).ok()??;
        Some(Reason { kind: ReasonKind::Name, typed: typed.to_owned(), read: seen.name })
    }

    /// The hits among the articles that the index does not hold yet, counted in `matches`.
    fn look_through(&self, scan: &Scan, matches: &mut Matches) -> Result<Vec<Ranked>> {
        let stamp = self.place.stamp().filter(|stamp| stamp.origin == self.origin);
        let seq = stamp.as_ref().map_or(0, |stamp| stamp.seq);
        let store = locked(&self.store);
        let is_behind = seq < store.last_change()?;
        let waiting = if is_behind { store.changed_after(seq, LOOKED_THROUGH)? } else { Vec::new() };
        let is_told = matches.warnings.contains(&Warning::Damaged);
        if !is_told && (stamp.is_none() || waiting.len() == LOOKED_THROUGH) {
            let of = store.count()?;
            let done = usize::try_from(self.place.count()).unwrap_or(of).min(of);
            matches.warnings.push(Warning::Indexing { done, of });
        }
        drop(store);
        if waiting.is_empty() {
            return Ok(Vec::new());
        }
        // One that waits may have it.
        matches.warnings.retain(|warning| !matches!(warning, Warning::Unmet(_)));
        let all_tags = locked(&self.store).tags()?;
        let mut near = Vec::new();
        for (row, article, body) in waiting {
            let (tags, named) = {
                let store = locked(&self.store);
                (store.tags_of(&article.id)?, store.named_if_tagged(row, ANALYSIS)?)
            };
            let candidate = Candidate {
                title: &article.title,
                body: &body,
                source: article.source.as_deref(),
                time: article.published.unwrap_or(article.added).as_second(),
                lang: article.lang.as_deref(),
                read: article.status.read,
                starred: article.status.starred,
                tags: &tags,
                all_tags: &all_tags,
                named: named.as_deref(),
            };
            let known = matches.rows.iter().position(|(known, _)| *known == row);
            if let Some(nearness) = scan.nearness(&candidate) {
                // The index may hold the article as it was before.
                matches.total += usize::from(known.is_none());
                near.push((nearness, hit(article, &body, 0.0, scan.lens())));
            } else if let Some(at) = known.filter(|_| named.is_some() && scan.asked_for().next().is_some()) {
                // It was mentioned there, and is no more.
                matches.rows.remove(at);
                matches.plain -= usize::from(at < matches.plain);
                matches.total -= 1;
            }
        }
        // A last word goes on only where it stands nowhere as it is.
        let is_indexed = scan.open_word().is_none_or(|word| self.reader.has(word));
        let stands = is_indexed || near.iter().any(|(nearness, _)| *nearness == Nearness::Typed);
        if stands && !is_indexed && matches.reasons.is_empty() {
            (matches.plain, matches.approximate) = (0, true);
        }
        let is_near = |nearness| nearness == Nearness::Near || stands && nearness == Nearness::Begun;
        let waiting: Vec<Ranked> =
            near.into_iter().map(|(nearness, hit)| Ranked { near: is_near(nearness), hit }).collect();
        matches.approximate |= waiting.iter().any(|ranked| ranked.near);
        Ok(waiting)
    }

    /// Adds the articles of some rows that matched, with what lights up; one removed since the last commit is left
    /// out.
    fn light(&self, matches: &Matches, rows: Range<usize>, ranked: &mut Vec<Ranked>) -> Result<(), Warning> {
        let store = locked(&self.store);
        for at in rows {
            let (row, weight) = matches.rows[at];
            match store.found(row) {
                Ok(Some((article, body))) => {
                    let hit = hit(article, &body, weight, &matches.lens);
                    ranked.push(Ranked { near: at >= matches.plain, hit });
                }
                Ok(None) => {}
                Err(error) => return Err(Warning::Unreadable(error.to_string())),
            }
        }
        Ok(())
    }
}

/// The rows of all articles that have a tag, or one that is meant by it.
fn with_tag(store: &Store, key: &str) -> Result<HashSet<u64>> {
    let mut rows = HashSet::new();
    for key in tags_meant(key, &store.tags()?) {
        rows.extend(store.with_tag(&key)?);
    }
    Ok(rows)
}

/// The best `limit` of the hits of the index and of those that wait for it: in any order what matches as typed before
/// what is near it.
fn best(mut all: Vec<Ranked>, waiting: Vec<Ranked>, newest: bool, limit: usize) -> Vec<Hit> {
    let is_mixed = !waiting.is_empty();
    for mut new in waiting {
        // The index may hold the article as it was before.
        match all.iter_mut().find(|known| known.hit.id() == new.hit.id()) {
            Some(known) => {
                new.hit.score = known.hit.score;
                *known = new;
            }
            None => all.push(new),
        }
    }
    if is_mixed {
        let time = |ranked: &Ranked| ranked.hit.article.published.unwrap_or(ranked.hit.article.added);
        all.sort_by(|a, b| {
            let within = if newest { time(b).cmp(&time(a)) } else { b.hit.score.total_cmp(&a.hit.score) };
            a.near.cmp(&b.near).then(within)
        });
        // What waits was not weighed: it counts as much as what follows it.
        let mut least = 0.0_f32;
        for ranked in all.iter_mut().rev() {
            least = least.max(ranked.hit.score);
            ranked.hit.score = least;
        }
    }
    all.truncate(limit);
    all.into_iter().map(|ranked| ranked.hit).collect()
}

/// A reason with what was typed as the query has it, and what was read as most of the first hits do: what the index knows
/// of a word is folded.
fn as_written(reason: &Reason, query: &str, hits: &[Hit]) -> Reason {
    if reason.kind == ReasonKind::Layout {
        return reason.clone(); // What the keys give, in both.
    }
    let typed = Lens::written(query, &reason.typed).unwrap_or(&reason.typed).to_owned();
    let texts = hits.iter().take(SPELT_BY).flat_map(|hit| [&*hit.article.title, &hit.snippet]);
    let written: Vec<&str> = texts.filter_map(|text| Lens::written(text, &reason.read)).collect();
    // Of equals the first.
    let count = |word: &&&str| written.iter().filter(|other| *other == *word).count();
    let usual = written.iter().rev().max_by_key(count);
    Reason { kind: reason.kind, typed, read: usual.map_or(&*reason.read, |usual| usual).to_owned() }
}

/// An article with what lights up in it.
fn hit(article: Summary, body: &str, score: f32, lens: &Lens) -> Hit {
    let [title_marks, body_marks] = lens.marks(&article.title, body);
    let (snippet, highlights) = Lens::snippet(body, &body_marks);
    Hit {
        title_marks: title_marks.into_iter().map(|mark| mark.range).collect(),
        body_marks: body_marks.into_iter().map(|mark| mark.range).collect(),
        score,
        article,
        snippet,
        highlights,
    }
}
