//! Who appears in which article: a narrow table beside the mentions, for questions over the whole library.
//!
//! *Invariant:* it is written together with the mentions and says nothing that they do not say. Bodies are
//! read for the forms of an entity alone, and for no more than [`FORMS`] articles.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row as SqlRow, Transaction, params};

use super::articles::{number, summary};
use super::{Result, Store, from_micros};
use crate::model::{ArticleId, EntityId, EntityKind, Mention, Summary};

/// The articles that mention an entity, newest first, each with how often.
pub type Mentioning = Vec<(Summary, usize)>;

/// Articles whose bodies are looked into for the forms of an entity, the newest.
const FORMS: i64 = 300;
/// Articles in which the neighbours of an entity are counted, the newest.
const NEIGHBOURHOOD: i64 = 1_000;

/// Neighbours of an entity that are weighed, those that share most.
const WEIGHED: i64 = 60;

/// A form in which an entity was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The text of the mention, as it stands.
    pub text: String,
    /// Whether a lam stands before it: the preposition, which takes the alif of an article.
    pub after_lam: bool,
    /// How often.
    pub count: usize,
}

/// An entity as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its id.
    pub entity: EntityId,
    /// Its class.
    pub kind: EntityKind,
    /// The fullest name under which it was seen.
    pub name: String,
    /// In how many articles.
    pub count: usize,
}

/// Keeps who appears in the article of a row.
pub(super) fn put<'a>(
    change: &Transaction,
    row: u64,
    mentions: impl Iterator<Item = &'a Mention>,
) -> Result<()> {
    change.prepare_cached("DELETE FROM appearances WHERE row = ?1")?.execute([number(row)])?;
    let mut sorted: Vec<&Mention> = mentions.collect();
    sorted.sort_by_key(|mention| &mention.entity);
    let mut insert = change.prepare_cached(
        "INSERT INTO appearances (entity, time, row, count, confidence)
         SELECT ?1, COALESCE(published, added), row, ?3, ?4 FROM articles WHERE row = ?2",
    )?;
    for same in sorted.chunk_by(|a, b| a.entity == b.entity) {
        let entity = known(change, same)?;
        let confidence = same.iter().map(|mention| mention.confidence).max().unwrap_or(0);
        insert.execute(params![entity, number(row), same.len(), confidence])?;
    }
    Ok(())
}

/// The number of an entity; its row is made, or given a fuller name.
fn known(change: &Transaction, same: &[&Mention]) -> Result<i64> {
    let (first, name) = (same[0], same.iter().map(|m| m.name.as_str()).max_by_key(|name| name.len()));
    let name = name.unwrap_or_default();
    let mut find = change.prepare_cached("SELECT number, kind, length(name) FROM entities WHERE id = ?1")?;
    let found = find
        .query_row([first.entity.as_str()], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))
        .optional()?;
    let Some((entity, kind, letters)) = found else {
        let sql = "INSERT INTO entities (id, kind, name) VALUES (?1, ?2, ?3)";
        let values = params![first.entity.as_str(), first.kind.code(), name];
        return Ok(change.prepare_cached(sql)?.insert(values)?);
    };
    let fuller = name.chars().count() > letters;
    if fuller || kind != first.kind.code() {
        let sql = "UPDATE entities SET kind = ?2, name = IIF(?4, ?3, name) WHERE number = ?1";
        change.prepare_cached(sql)?.execute(params![entity, first.kind.code(), name, fuller])?;
    }
    Ok(entity)
}

impl Store {
    fn entity(&self, entity: &EntityId) -> Result<Option<i64>> {
        let mut find = self.db.prepare_cached("SELECT number FROM entities WHERE id = ?1")?;
        Ok(find.query_row([entity.as_str()], |row| row.get(0)).optional()?)
    }

    /// The rows of the articles that mention an entity, however doubtful.
    pub fn appearing(&self, entity: &EntityId) -> Result<Vec<u64>> {
        let Some(entity) = self.entity(entity)? else { return Ok(Vec::new()) };
        let mut query = self.db.prepare_cached("SELECT row FROM appearances WHERE entity = ?1")?;
        let rows = query.query_map([entity], |row| Ok(row.get::<_, i64>(0)?.unsigned_abs()))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whom and what the article of a row surely mentions, in title or body: ids and names.
    pub fn named_in(&self, row: u64) -> Result<Vec<(String, String)>> {
        let mut query = self.db.prepare_cached(
            "SELECT e.id, e.name FROM appearances p JOIN entities e ON e.number = p.entity
             WHERE p.row = ?1 AND p.confidence >= ?2 ORDER BY e.id",
        )?;
        let rows =
            query.query_map(params![number(row), Mention::SURE], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The same, where the mentions of the article are those of an analysis.
    pub fn named_if_tagged(&self, row: u64, analysis: u64) -> Result<Option<Vec<(String, String)>>> {
        let sql = "SELECT EXISTS (SELECT 1 FROM articles WHERE row = ?1 AND tagged = ?2)";
        let tagged =
            self.db.prepare_cached(sql)?.query_row([number(row), number(analysis)], |row| row.get(0))?;
        if tagged { self.named_in(row).map(Some) } else { Ok(None) }
    }

    /// The entities that were seen of which `fits` says so of id and name, with how often they surely were,
    /// those with the most articles first, at most `limit`.
    pub fn seen_as(&self, fits: impl Fn(&str, &str) -> bool, limit: usize) -> Result<Vec<Seen>> {
        let named = EntityKind::NAMED.map(|kind| format!("'{}'", kind.code())).join(",");
        let mut query = self.db.prepare_cached(&format!(
            "SELECT id, kind, name, articles FROM entities JOIN
             (SELECT entity, COUNT(*) AS articles FROM appearances WHERE confidence >= ?1 GROUP BY entity)
             ON entity = number WHERE kind IN ({named}) ORDER BY articles DESC, id"
        ))?;
        let mut rows = query.query([Mention::SURE])?;
        let mut found = Vec::new();
        // The most frequent come first, so that of a letter that all names have only a few are looked at.
        while let Some(row) = rows.next()?.filter(|_| found.len() < limit) {
            let (id, name) = (row.get_ref(0)?.as_str(), row.get_ref(2)?.as_str());
            if fits(id.unwrap_or_default(), name.unwrap_or_default()) {
                found.extend(seen(row)?);
            }
        }
        Ok(found)
    }

    /// How an entity was seen; none where nothing mentions it, a count of 0 where it is doubtful everywhere.
    pub fn seen(&self, entity: &EntityId) -> Result<Option<Seen>> {
        let mut query = self.db.prepare_cached(
            "SELECT id, kind, name,
             (SELECT COUNT(*) FROM appearances WHERE entity = number AND confidence >= ?2) FROM entities
             WHERE id = ?1 AND EXISTS (SELECT 1 FROM appearances WHERE entity = number)",
        )?;
        Ok(query.query_row(params![entity.as_str(), Mention::SURE], seen).optional()?.flatten())
    }

    /// The name that an entity was last known by, also where nothing mentions it any more.
    pub fn name_of(&self, entity: &EntityId) -> Result<Option<String>> {
        let mut query = self.db.prepare_cached("SELECT name FROM entities WHERE id = ?1")?;
        Ok(query.query_row([entity.as_str()], |row| row.get(0)).optional()?)
    }

    /// The newest articles that mention an entity, at most `limit`.
    pub fn mentioning(&self, entity: &EntityId, limit: usize) -> Result<Mentioning> {
        let Some(entity) = self.entity(entity)? else { return Ok(Vec::new()) };
        let mut query = self.db.prepare_cached(
            "SELECT a.row, a.id, a.title, a.source, a.published, a.estimated, a.added, a.lang, a.url,
             COALESCE(s.read, 0), COALESCE(s.starred, 0), COALESCE(s.position, 0), p.count
             FROM (SELECT row, time, count FROM appearances WHERE entity = ?1 AND confidence >= ?3
              ORDER BY time DESC LIMIT ?2) p
             JOIN articles a ON a.row = p.row LEFT JOIN status s ON s.id = a.id ORDER BY p.time DESC, a.id",
        )?;
        let rows = query
            .query_map(params![entity, limit, Mention::SURE], |row| Ok((summary(row)?, row.get(12)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// When an entity was mentioned, a time for each article, oldest first.
    pub fn times(&self, entity: &EntityId) -> Result<Vec<Timestamp>> {
        let Some(entity) = self.entity(entity)? else { return Ok(Vec::new()) };
        let sql = "SELECT time FROM appearances WHERE entity = ?1 AND confidence >= ?2 ORDER BY time";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map(params![entity, Mention::SURE], |row| Ok(from_micros(row.get(0)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The entities of the kinds given that share most of an entity's newest articles. Of those that share as
    /// many people, places and bodies come before events and documents, then those that are seldom without
    /// it. What is less sure than `confidence` is not counted.
    pub fn beside(
        &self,
        entity: &EntityId,
        kinds: &[EntityKind],
        confidence: u8,
        limit: usize,
    ) -> Result<Vec<Seen>> {
        let Some(own) = self.entity(entity)? else { return Ok(Vec::new()) };
        let kinds: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.code())).collect();
        let late = format!("'{}', '{}'", EntityKind::Event.code(), EntityKind::Document.code());
        let mut query = self.db.prepare_cached(&format!(
            "SELECT id, kind, name, shared FROM
             (SELECT e.number, e.id, e.kind, e.name, n.shared, e.kind IN ({late}) AS late FROM
              (SELECT o.entity AS entity, COUNT(*) AS shared FROM
               (SELECT row FROM appearances WHERE entity = ?1 AND confidence >= ?2
                ORDER BY time DESC LIMIT {NEIGHBOURHOOD}) p
               CROSS JOIN appearances o ON o.row = p.row WHERE o.entity <> ?1 AND o.confidence >= ?2
               GROUP BY o.entity) n
              JOIN entities e ON e.number = n.entity WHERE e.kind IN ({})
              ORDER BY n.shared DESC, late, e.id LIMIT {WEIGHED})
             ORDER BY shared DESC, late, (SELECT COUNT(*) FROM appearances WHERE entity = number), id
             LIMIT ?3",
            kinds.join(",")
        ))?;
        let rows = query.query_map(params![own, confidence, limit], seen)?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    /// The forms in which an entity was seen in its newest articles, most frequent first.
    pub fn forms(&self, entity: &EntityId) -> Result<Vec<Form>> {
        let Some(own) = self.entity(entity)? else { return Ok(Vec::new()) };
        // SQLite's substr counts characters, mentions count bytes: cut the body as a blob. Lam has two.
        let mut query = self.db.prepare_cached(&format!(
            "SELECT CAST(substr(body, start + 1, stop - start) AS TEXT) AS form,
             start > 1 AND substr(body, start - 1, 2) = CAST('ل' AS BLOB) AS after_lam, COUNT(*) AS n
             FROM (SELECT CAST(a.body AS BLOB) AS body, m.start, m.stop
             FROM (SELECT row FROM appearances WHERE entity = ?1 ORDER BY time DESC LIMIT {FORMS}) p
             CROSS JOIN mentions m ON m.row = p.row CROSS JOIN articles a ON a.row = m.row
             WHERE m.entity = ?2 AND m.confidence >= ?3)
             GROUP BY form, after_lam ORDER BY n DESC, form",
        ))?;
        let rows = query.query_map(params![own, entity.as_str(), Mention::SURE], |row| {
            Ok(Form { text: row.get(0)?, after_lam: row.get(1)?, count: row.get(2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Begins or ends to follow an entity.
    pub fn follow(&mut self, entity: &EntityId, follow: bool) -> Result<()> {
        let sql = if follow {
            "INSERT OR IGNORE INTO followed (entity) VALUES (?1)"
        } else {
            "DELETE FROM followed WHERE entity = ?1"
        };
        self.db.prepare_cached(sql)?.execute([entity.as_str()])?;
        Ok(())
    }

    /// The entities that are followed.
    pub fn followed(&self) -> Result<Vec<EntityId>> {
        let mut query = self.db.prepare_cached("SELECT entity FROM followed ORDER BY entity")?;
        let rows = query.query_map([], |row| Ok(EntityId::new(row.get::<_, String>(0)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many unread articles mention an entity and are at least so sure of it: all without the read ones,
    /// which are fewer.
    pub fn count_unread(&self, entity: &EntityId, confidence: u8) -> Result<usize> {
        let Some(entity) = self.entity(entity)? else { return Ok(0) };
        let mut query = self.db.prepare_cached(
            "SELECT (SELECT COUNT(*) FROM appearances WHERE entity = ?1 AND confidence >= ?2)
             - (SELECT COUNT(*) FROM status s CROSS JOIN articles a ON a.id = s.id
                CROSS JOIN appearances p ON p.row = a.row
                WHERE s.read AND p.entity = ?1 AND p.confidence >= ?2)",
        )?;
        Ok(query.query_row(params![entity, confidence], |row| row.get(0))?)
    }

    /// The unread articles that mention an entity and are at least so sure of it, newest first, with their
    /// times.
    pub fn unread_mentioning(
        &self,
        entity: &EntityId,
        confidence: u8,
    ) -> Result<Vec<(Timestamp, ArticleId)>> {
        let Some(entity) = self.entity(entity)? else { return Ok(Vec::new()) };
        let mut query = self.db.prepare_cached(
            "SELECT p.time, a.id FROM appearances p CROSS JOIN articles a ON a.row = p.row
             LEFT JOIN status s ON s.id = a.id
             WHERE p.entity = ?1 AND p.confidence >= ?2 AND NOT COALESCE(s.read, 0) ORDER BY p.time DESC",
        )?;
        let rows = query.query_map(params![entity, confidence], |row| {
            Ok((from_micros(row.get(0)?), ArticleId::new(row.get::<_, String>(1)?)))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Reads id, class, name and count.
fn seen(row: &SqlRow) -> rusqlite::Result<Option<Seen>> {
    let entity = EntityId::new(row.get::<_, String>(0)?);
    let (name, count) = (row.get(2)?, row.get(3)?);
    Ok(EntityKind::from_code(&row.get::<_, String>(1)?).map(|kind| Seen { entity, kind, name, count }))
}
