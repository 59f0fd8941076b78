//! Entities over the whole library: pages, who is followed, who an article names.
//!
//! Names and classes are the knowledge base's (with the user's corrections), else as they were seen.
//! *Invariant:* an id that was merged into another is answered as the other.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Library;
use crate::model::{
    ArticleId, Correction, EntityId, EntityKind, EntityPage, Followed, Known, Mention, Month, Tally,
};
use crate::search;
use crate::store::{Form, Seen};

/// Articles on an entity's page, the newest.
const LISTED: usize = 500;
/// Entities of which is looked up how many articles they have, for those with most to be told first.
const COUNTED: usize = 1_000;
/// Neighbours on an entity's page.
const NEIGHBOURS: usize = 12;

impl Library {
    /// An entity over all articles that are tagged so far.
    pub fn entity_page(&self, entity: &EntityId) -> Result<Option<EntityPage>> {
        let entity = self.engine.corrections().resolve(entity);
        let store = self.store();
        let seen = store.seen(entity)?;
        let (kind, name, english) = match (self.engine.info(entity), seen) {
            (Some(info), _) => (info.kind, info.name, info.english),
            (None, Some(seen)) => (seen.kind, seen.name, None),
            (None, None) => return Ok(None),
        };
        let times = store.times(entity)?;
        let beside = store.beside(entity, &EntityKind::NAMED, Mention::SURE, NEIGHBOURS)?;
        let followed = store.followed()?;
        let resolve = |id| self.engine.corrections().resolve(id);
        Ok(Some(EntityPage {
            entity: entity.clone(),
            kind,
            variants: variants(&store.forms(entity)?, &name),
            name,
            english,
            articles: store.mentioning(entity, LISTED)?,
            total: times.len(),
            months: months(&times),
            first: times.first().copied(),
            last: times.last().copied(),
            neighbours: beside.into_iter().map(|seen| self.tally(seen)).collect(),
            followed: followed.iter().any(|id| resolve(id) == entity),
        }))
    }

    /// The entities of an article, each once: by class in the order of the legend, then the surely
    /// found ones first, then the most frequent. What is doubtful is there too, with its confidence.
    pub fn entities(&self, article: &ArticleId) -> Result<Vec<Tally>> {
        let opened = self.article(article)?;
        Ok(opened.map(|opened| Tally::of(&opened.mentions)).unwrap_or_default())
    }

    /// Entities that the knowledge base and the user's additions have under a name that begins so, or under
    /// an English one with those letters, and those of the library with a name that has them, or of that id:
    /// first those with the most articles; at most `limit`.
    pub fn names_like(&self, text: &str, limit: usize) -> Result<Vec<Known>> {
        let mut names = self.engine.names_like(text, COUNTED);
        let store = self.store();
        for known in &mut names {
            known.articles = store.seen(&known.entity)?.map_or(0, |seen| seen.count);
        }
        let (id, words) = (text.trim(), search::tag_key(text));
        let is_id = |known: &str| known == id || known.split_once(':').is_some_and(|(_, slug)| slug == id);
        if !words.is_empty() {
            let fits = |known: &str, name: &str| is_id(known) || search::tag_key(name).contains(&words);
            for seen in store.seen_as(fits, limit)? {
                let known = self.tally(seen);
                if *self.engine.corrections().resolve(&known.entity) == known.entity
                    && names.iter().all(|other| other.entity != known.entity)
                {
                    names.push(Known {
                        entity: known.entity,
                        kind: known.kind,
                        name: known.name,
                        english: None,
                        articles: known.count,
                    });
                }
            }
        }
        names.sort_by_key(|known| Reverse(known.articles));
        names.truncate(limit);
        Ok(names)
    }

    /// Whom an article mentions, with the ids and names that were merged into theirs: it is found by them too.
    pub(super) fn also_called(&self, mut named: Vec<(String, String)>) -> Result<Vec<(String, String)>> {
        let mut merged = Vec::new();
        for (id, _) in &named {
            for from in self.engine.corrections().merged_into(&EntityId::new(id.as_str())) {
                let seen = self.store().name_of(from)?;
                merged.push((from.to_string(), seen.unwrap_or_else(|| self.engine.name_of(from))));
            }
        }
        named.extend(merged);
        Ok(named)
    }

    /// The names of the entities that some corrections speak of.
    pub fn names_in(&self, corrections: &[Correction]) -> BTreeMap<EntityId, String> {
        let ids = corrections.iter().flat_map(Correction::entities);
        ids.map(|id| (id.clone(), self.engine.name_of(id))).collect()
    }

    /// Begins or ends to follow an entity.
    pub fn follow(&mut self, entity: &EntityId, follow: bool) -> Result<()> {
        let entity = self.engine.corrections().resolve(entity).clone();
        let mut store = self.store();
        if follow {
            return Ok(store.follow(&entity, true)?);
        }
        for id in store.followed()? {
            if *self.engine.corrections().resolve(&id) == entity {
                store.follow(&id, false)?;
            }
        }
        Ok(())
    }

    /// The entities that are followed, each with the number of unread articles that mention it; by name.
    pub fn followed(&self) -> Result<Vec<Followed>> {
        let store = self.store();
        let mut all = Vec::new();
        for entity in self.followed_ids(&store.followed()?) {
            let unread = store.count_unread(&entity, Mention::SURE)?;
            let seen = store.seen(&entity)?;
            let (kind, name) = match (self.engine.info(&entity), seen) {
                (Some(info), _) => (Some(info.kind), info.name),
                (None, Some(seen)) => (Some(seen.kind), seen.name),
                (None, None) => (None, entity.to_string()),
            };
            all.push(Followed { entity, kind, name, unread });
        }
        all.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(all)
    }

    /// The unread articles that mention someone who is followed, newest first.
    pub fn unread_followed(&self) -> Result<Vec<ArticleId>> {
        let store = self.store();
        let mut articles: BTreeSet<(Reverse<Timestamp>, ArticleId)> = BTreeSet::new();
        for entity in self.followed_ids(&store.followed()?) {
            let unread = store.unread_mentioning(&entity, Mention::SURE)?;
            articles.extend(unread.into_iter().map(|(time, id)| (Reverse(time), id)));
        }
        Ok(articles.into_iter().map(|(_, id)| id).collect())
    }

    fn followed_ids(&self, stored: &[EntityId]) -> BTreeSet<EntityId> {
        stored.iter().map(|id| self.engine.corrections().resolve(id).clone()).collect()
    }

    fn tally(&self, seen: Seen) -> Tally {
        let Seen { entity, kind, name, count } = seen;
        let (kind, name) = self.engine.info(&entity).map_or((kind, name), |info| (info.kind, info.name));
        Tally { entity, kind, name, count, confidence: 100 }
    }
}

/// Articles by month (of the day in UTC) of times that are sorted; months without any are left out.
fn months(times: &[Timestamp]) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for time in times {
        let day = time.to_zoned(TimeZone::UTC).date();
        match months.last_mut() {
            Some(last) if (last.year, last.month) == (day.year(), day.month()) => last.articles += 1,
            _ => months.push(Month { year: day.year(), month: day.month(), articles: 1 }),
        }
    }
    months
}

/// The forms without proclitics, most frequent first. Of `للصين` the mention is `لصين`: where the lam is what
/// is left of the article, `الصين` is meant; where the name begins with it (`للبنان`), it stays.
fn variants(forms: &[Form], name: &str) -> Vec<(String, usize)> {
    let stands = |text: &str| {
        let first = text.split_whitespace().next().unwrap_or_default();
        name.split_whitespace().any(|word| word == first)
            || forms.iter().any(|form| !form.after_lam && form.text == text)
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for Form { text, after_lam, count } in forms {
        let article = text.strip_prefix('ل').filter(|_| *after_lam).map(|rest| format!("ال{rest}"));
        let restored = article.filter(|article| stands(article) || !stands(text));
        *counts.entry(restored.unwrap_or_else(|| text.clone())).or_default() += count;
    }
    let mut variants: Vec<(String, usize)> = counts.into_iter().collect();
    variants.sort_by_key(|(_, count)| Reverse(*count));
    variants
}
