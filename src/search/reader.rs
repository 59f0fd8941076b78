//! Runs queries. Cheap to clone; sees what was committed, by this program at once and by another within half a
//! second.
//!
//! *Invariant:* what matches as typed comes before what is near it, in any order; a count that holds more than that
//! is approximate.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use tantivy::collector::{Collector, Count, FilterCollector, TopDocs};
use tantivy::query::Query as TantivyQuery;
use tantivy::schema::Value;
use tantivy::{Order as Direction, Searcher, TantivyDocument};

use super::clause::Reach;
use super::document::Fields;
use super::hearing::is_guess;
use super::index::{Place, Shared};
use super::lens::Lens;
use super::names::Names;
use super::plan::Plan;
use super::query::{Node, Query, Status};
use super::reading::Readings;
use super::{affixes, damage, expand};
use crate::model::{Order, Reason, Warning};
use crate::text::without_escapes;

/// Places that are shared out among the readings of a word.
const SEATS: usize = 10;
/// How long a reader goes without looking for commits of another program.
const STALE: Duration = Duration::from_millis(400);

/// What a query matched.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    /// How many articles match in all.
    pub total: usize,
    /// Whether others than those that match as typed are among them.
    pub approximate: bool,
    /// The best rows, best first, with their scores.
    pub rows: Vec<(u64, f32)>,
    /// How many of these, the first, match as typed.
    pub plain: usize,
    /// Whether they come newest first: as asked, or because nothing is more relevant than another.
    pub newest: bool,
    /// What lights up.
    pub lens: Lens,
    /// How the query was read, where not plainly.
    pub reasons: Vec<Reason>,
    /// What was odd.
    pub warnings: Vec<Warning>,
}

/// The reading end of the index.
#[derive(Clone)]
pub struct Reader {
    shared: Shared,
    names: fn() -> &'static Names,
    looked: Arc<Mutex<Option<Instant>>>,
}

impl Reader {
    /// Reads the index at a place, as soon as there is one; `names` are what Arabic calls otherwise.
    pub fn new(place: &Place, names: fn() -> &'static Names) -> Self {
        Self { shared: place.shared.clone(), names, looked: Arc::default() }
    }

    /// Finds the first `limit` rows, in an order, for what was typed. Never fails; where there is no index yet, nothing is found;
    /// where it is damaged, neither, with a warning.
    /// `today` is what names of days are counted from; `marked` gives the rows of a status, if the query asks for one.
    pub fn find(
        &self,
        typed: &str,
        limit: usize,
        order: Order,
        today: Option<Date>,
        marked: &dyn Fn(&Status) -> HashSet<u64>,
    ) -> Matches {
        let typed = &*without_escapes(typed);
        let found = self.read(|searcher, fields| {
            let readings = Readings { searcher, fields, names: self.names, today };
            matches(&readings, typed, limit, order, marked)
        });
        found.unwrap_or_else(|| {
            let damaged = self.shared.is_damaged().then_some(Warning::Damaged);
            Matches { warnings: damaged.into_iter().collect(), ..Matches::default() }
        })
    }

    /// Whether a word stands in an article, with or without proclitics.
    pub fn has(&self, word: &str) -> bool {
        let count = |searcher: &Searcher, fields: Fields| {
            let fields = [fields.title[0], fields.body[0], fields.source];
            Ok(expand::frequency(searcher, &fields, affixes::stripped(word)))
        };
        self.read(count).is_some_and(|count| count > 0)
    }

    /// Reads the index, if there is one. One that cannot be read is marked: whoever writes it builds it anew.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Searcher, Fields) -> tantivy::Result<T>) -> Option<T> {
        let read = self.shared.guarded(|| {
            let Some((searcher, fields)) = self.searcher() else { return Ok(None) };
            work(&searcher, fields).map(Some)
        });
        read.ok().flatten()
    }

    pub(super) fn searcher(&self) -> Option<(Searcher, Fields)> {
        let (reader, fields) = self.shared.reader()?;
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        if looked.is_none_or(|looked| looked.elapsed() > STALE) {
            // A failing reload leaves the last good state, which is what one wants to search.
            let _ = reader.reload();
            *looked = Some(Instant::now());
        }
        Some((reader.searcher(), fields))
    }
}

fn matches(
    readings: &Readings,
    typed: &str,
    limit: usize,
    order: Order,
    marked: &dyn Fn(&Status) -> HashSet<u64>,
) -> tantivy::Result<Matches> {
    let (searcher, fields) = (readings.searcher, readings.fields);
    let (query, reasons) = readings.best(typed);
    let mut matches = Matches { warnings: query.warnings.clone(), ..Matches::default() };
    let plan_for = |reach| Plan::new(&query, reasons.clone(), searcher, fields, reach);
    let plan = plan_for(Reach::Unknown);
    matches.warnings.extend(plan.warnings.iter().cloned());
    if plan.is_empty() {
        if matches.warnings.is_empty() {
            matches.warnings.push(Warning::AsksNothing);
        }
        return Ok(matches);
    }
    matches.newest = order == Order::Newest || plan.is_filter();
    let run = Run { limit, newest: matches.newest, ..Run::new(&plan, searcher, fields, marked) };
    run.answer(plan, &mut matches)?;
    if matches.total == 0 {
        run.answer(plan_for(Reach::Short), &mut matches)?;
    }
    matches.approximate |= matches.total > 0 && matches.reasons.iter().any(is_guess);
    if matches.total == 0 {
        for filter in query.filters() {
            let alone = Query { nodes: vec![Node::Filter(filter.clone())], ..Query::default() };
            let plan = Plan::new(&alone, Vec::new(), searcher, fields, Reach::Unknown);
            let run = Run::new(&plan, searcher, fields, marked);
            if let Some(value) = filter.value()
                && run.filtered(&*plan.plain(), Count)? == 0
            {
                matches.warnings.push(Warning::Unmet(value));
            }
        }
    }
    Ok(matches)
}

/// The best rows of a query.
pub(super) fn best(
    searcher: &Searcher,
    fields: Fields,
    query: &dyn TantivyQuery,
    limit: usize,
) -> tantivy::Result<Rows> {
    let run = Run { searcher, fields, statuses: Vec::new(), limit, newest: false };
    Ok(run.top(query)?.0)
}

/// How queries run.
struct Run<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    /// Rows that an article must be among, or must not.
    statuses: Vec<(HashSet<u64>, bool)>,
    limit: usize,
    /// By time: as asked, or where nothing is more relevant than another.
    newest: bool,
}

type Rows = Vec<(u64, f32)>;

impl<'a> Run<'a> {
    /// For a plan: all rows, none of which is told.
    fn new(
        plan: &Plan,
        searcher: &'a Searcher,
        fields: Fields,
        marked: &dyn Fn(&Status) -> HashSet<u64>,
    ) -> Self {
        let statuses = plan.statuses.iter().map(|(status, wanted)| (marked(status), *wanted)).collect();
        Self { searcher, fields, statuses, limit: 0, newest: false }
    }

    fn answer(&self, plan: Plan, matches: &mut Matches) -> tantivy::Result<()> {
        match self.plan(&plan, matches) {
            Err(error) if damage::is_damage(&error) => return Err(error),
            Err(error) => matches.warnings.push(Warning::Unreadable(error.to_string())),
            Ok(()) => {}
        }
        matches.lens = plan.lens;
        matches.reasons = plan.reasons;
        Ok(())
    }

    /// What matches as typed first, in any order; then what is near it; then, where there is little, the loose.
    fn plan(&self, plan: &Plan, matches: &mut Matches) -> tantivy::Result<()> {
        (matches.rows, matches.total) = self.top(&*plan.plain())?;
        if !self.newest {
            self.seat(plan, &mut matches.rows)?;
        }
        matches.plain = matches.rows.len();
        matches.approximate |= matches.total > 0 && plan.is_guessed();
        if let Some(wide) = plan.wide() {
            self.follow(&*wide, matches)?;
        }
        let Some(looser) = plan.loose(matches.total) else { return Ok(()) };
        let none = matches.total == 0;
        self.follow(&*looser, matches)?;
        if none && matches.total > 0 {
            // What stands nowhere, however it is read, had no part in the answer.
            for (word, query) in plan.words() {
                if self.searcher.search(query, &Count)? == 0 {
                    matches.warnings.push(Warning::Ignored(word.to_owned()));
                }
            }
        }
        Ok(())
    }

    /// Behind the matches those of a looser query, if it has more.
    fn follow(&self, looser: &dyn TantivyQuery, matches: &mut Matches) -> tantivy::Result<()> {
        let (rows, total) = self.top(looser)?;
        if total > matches.total {
            matches.total = total;
            matches.approximate = true;
            append(&mut matches.rows, rows, self.limit);
        }
        Ok(())
    }

    /// Where a word may be read in several ways, gives each its share of the first places, so that what
    /// most articles happen to have does not crowd out what was meant: the n-th place of a reading weighs its
    /// share by n² (D'Hondt divides by n: a likely reading would leave no place to one ten times less so).
    fn seat(&self, plan: &Plan, rows: &mut Rows) -> tantivy::Result<()> {
        let few = Run { limit: self.limit.min(SEATS), statuses: self.statuses.clone(), ..*self };
        let mut claims: Vec<(f32, u64, f32)> = Vec::new();
        for (weight, query) in plan.readings() {
            let best = few.top(&*query)?.0;
            let claim = |((row, score), nth): ((u64, f32), u8)| {
                (weight / f32::from(nth).powi(2), row, weight / 100.0 * score)
            };
            claims.extend(best.into_iter().zip(1..).map(claim));
        }
        claims.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut seated: Rows = Vec::new();
        for (_, row, score) in claims {
            if seated.len() < few.limit && seated.iter().all(|(known, _)| *known != row) {
                seated.push((row, score));
            }
        }
        seated.sort_by(|a, b| b.1.total_cmp(&a.1));
        append(&mut seated, std::mem::take(rows), self.limit);
        *rows = seated;
        Ok(())
    }

    /// The best rows, and how many there are in all.
    fn top(&self, query: &dyn TantivyQuery) -> tantivy::Result<(Rows, usize)> {
        let limit = self.limit.max(1);
        let (best, total) = if self.newest {
            let newest = TopDocs::with_limit(limit).order_by_fast_field::<i64>("time", Direction::Desc);
            let (best, total) = self.filtered(query, (newest, Count))?;
            (best.into_iter().map(|(_, address)| (0.0, address)).collect(), total)
        } else {
            self.filtered(query, (TopDocs::with_limit(limit).order_by_score(), Count))?
        };
        let mut rows = Vec::with_capacity(best.len());
        for (score, address) in best.into_iter().take(self.limit) {
            let document: TantivyDocument = self.searcher.doc(address)?;
            if let Some(row) = document.get_first(self.fields.row).and_then(|value| value.as_u64()) {
                rows.push((row, score));
            }
        }
        Ok((rows, total))
    }

    fn filtered<C: Collector + Send + Sync>(
        &self,
        query: &dyn TantivyQuery,
        collector: C,
    ) -> tantivy::Result<C::Fruit> {
        if self.statuses.is_empty() {
            return self.searcher.search(query, &collector);
        }
        let statuses = self.statuses.clone();
        let fits = move |row: u64| statuses.iter().all(|(rows, wanted)| rows.contains(&row) == *wanted);
        self.searcher.search(query, &FilterCollector::new("row".to_owned(), fits, collector))
    }
}

/// Appends the rows that are not there yet, with scores below the last.
fn append(rows: &mut Rows, more: Rows, limit: usize) {
    let floor = rows.iter().map(|(_, score)| *score).fold(f32::INFINITY, f32::min);
    let best = more.first().map_or(1.0, |(_, score)| score.max(f32::MIN_POSITIVE));
    for (row, score) in more {
        if rows.len() >= limit {
            return;
        }
        if rows.iter().all(|(known, _)| *known != row) {
            let score = if floor.is_finite() { floor * 0.99 * (score / best).min(1.0) } else { score };
            rows.push((row, score));
        }
    }
}
