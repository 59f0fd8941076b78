//! Story threads: the articles of one event.
//!
//! Two articles tell of one event where they are about the same (rare words and entities, those weighing more
//! the rarer they are) and stand close in time: the cosine between their profiles, halved by every
//! [`HALF_LIFE`]. *Invariant:* nothing is stored; a thread is as new as the index.
//!
//! # Why
//! A thread is not carried on from member to member: a chain of neighbours soon is about something else.
//! `cargo bench --bench eval -- threads` tells how well events are met, and at which likeness.

use anyhow::Result;
use jiff::Timestamp;

use super::Library;
use super::derive::document;
use crate::model::{ArticleId, Summary};

/// Seconds on either side of an article in which its event is looked for: ten days.
const SPAN: i64 = 10 * 86_400;
/// Seconds after which likeness counts half: eight days.
const HALF_LIFE: f32 = 8.0 * 86_400.0;
/// The likeness from which on two articles are of one event.
const SAME_EVENT: f32 = 0.20;
/// Articles that are held against one.
const CANDIDATES: usize = 40;

impl Library {
    /// The articles of the event that an article tells of, oldest first, itself among them; only itself
    /// where nothing else tells of it, nothing where it is not there.
    pub fn thread(&self, id: &ArticleId) -> Result<Vec<Summary>> {
        let near = self.near(id)?;
        let same =
            near.into_iter().filter(|(article, likeness)| article.id == *id || *likeness >= SAME_EVENT);
        let mut thread: Vec<Summary> = same.map(|(article, _)| article).collect();
        thread.sort_by_cached_key(|article| (when(article), article.id.clone()));
        Ok(thread)
    }

    /// The article itself, then articles of the days around it with how much they tell of the same event (0
    /// to 1), as far as they are indexed.
    pub fn near(&self, id: &ArticleId) -> Result<Vec<(Summary, f32)>> {
        let (store, reader) = (self.store(), &self.searcher.reader);
        let about = |row: &_, named: &[_]| reader.profile(&document(row, named));
        let Some((own, _)) = store.article(id, 0)? else { return Ok(Vec::new()) };
        let named = store.named_in(own.row)?;
        let time = own.article.parsed.published.unwrap_or(own.article.added);
        let period = time.as_second().saturating_sub(SPAN)..=time.as_second().saturating_add(SPAN);
        let rows = reader.near(&document(&own, &named), &period, CANDIDATES);
        let profile = about(&own, &named);
        let mut near: Vec<(Summary, f32)> = Vec::new();
        near.extend(store.found(own.row)?.map(|(article, _)| (article, 1.0)));
        for row in rows.into_iter().filter(|row| *row != own.row) {
            let Some((article, _)) = store.found(row)? else { continue };
            let Some((other, _)) = store.article(&article.id, 0)? else { continue };
            let apart = time.duration_since(when(&article)).as_secs_f32().abs();
            let likeness = profile.likeness(&about(&other, &store.named_in(row)?));
            near.push((article, likeness * 0.5_f32.powf(apart / HALF_LIFE)));
        }
        near[1..].sort_by(|a, b| b.1.total_cmp(&a.1));
        Ok(near)
    }
}

fn when(article: &Summary) -> Timestamp {
    article.published.unwrap_or(article.added)
}
