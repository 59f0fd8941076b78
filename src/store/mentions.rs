//! Mentions in the store: derived, stamped with the analysis that found them.

use rusqlite::{TransactionBehavior, params};

use super::articles::{number, summary};
use super::{Result, Store};
use crate::model::{EntityId, EntityKind, Mention, Summary};

/// The articles that mention an entity, newest first, each with how often.
pub type Mentioning = Vec<(Summary, usize)>;

impl Store {
    /// Keeps the mentions of articles, by row, in one transaction. An article that changed after `seq`
    /// was read keeps waiting.
    pub fn put_mentions(&mut self, tagged: &[(u64, u64, Vec<Mention>)], analysis: u32) -> Result<()> {
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (row, seq, mentions) in tagged {
            let mark = "UPDATE articles SET tagged = ?3 WHERE row = ?1 AND seq = ?2";
            if change.prepare_cached(mark)?.execute(params![number(*row), number(*seq), analysis])? == 0 {
                continue;
            }
            change.prepare_cached("DELETE FROM mentions WHERE row = ?1")?.execute([number(*row)])?;
            let mut insert = change.prepare_cached(
                "INSERT OR REPLACE INTO mentions (row, start, stop, kind, entity, name, confidence)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?;
            for mention in mentions {
                insert.execute(params![
                    number(*row),
                    offset(mention.range.start),
                    offset(mention.range.end),
                    mention.kind.code(),
                    mention.entity.as_str(),
                    mention.name,
                    mention.confidence
                ])?;
            }
        }
        change.commit()?;
        Ok(())
    }

    /// The mentions of the article of a row, sorted.
    pub fn mentions(&self, row: u64) -> Result<Vec<Mention>> {
        let mut query = self.db.prepare_cached(
            "SELECT start, stop, kind, entity, name, confidence FROM mentions WHERE row = ?1 ORDER BY start",
        )?;
        let rows = query.query_map([number(row)], |row| {
            let kind = EntityKind::from_code(&row.get::<_, String>(2)?);
            Ok(kind.map(|kind| Mention {
                range: bytes(row.get(0).unwrap_or(0))..bytes(row.get(1).unwrap_or(0)),
                kind,
                entity: EntityId::new(row.get::<_, String>(3).unwrap_or_default()),
                name: row.get(4).unwrap_or_default(),
                confidence: row.get(5).unwrap_or(0),
            }))
        })?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    /// The articles that mention an entity.
    pub fn mentioning(&self, entity: &EntityId) -> Result<Mentioning> {
        let mut query = self.db.prepare_cached(
            "SELECT a.row, a.id, a.title, a.source, a.published, a.estimated, a.added, a.lang, a.url,
             COALESCE(s.read, 0), COALESCE(s.starred, 0), COALESCE(s.position, 0), COUNT(*)
             FROM mentions m JOIN articles a ON a.row = m.row LEFT JOIN status s ON s.id = a.id
             WHERE m.entity = ?1 GROUP BY a.row ORDER BY COALESCE(a.published, a.added) DESC, a.id",
        )?;
        let rows = query.query_map([entity.as_str()], |row| Ok((summary(row)?, row.get(12)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Class and fullest name under which an entity was seen.
    pub fn seen_as(&self, entity: &EntityId) -> Result<Option<(EntityKind, String)>> {
        let mut query = self.db.prepare_cached(
            "SELECT kind, name FROM mentions WHERE entity = ?1
             GROUP BY kind, name ORDER BY COUNT(*) DESC, name LIMIT 1",
        )?;
        let mut rows = query.query([entity.as_str()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(EntityKind::from_code(&row.get::<_, String>(0)?).zip(Some(row.get(1)?)))
    }

    /// The forms in which an entity was seen, most frequent first.
    pub fn variants(&self, entity: &EntityId) -> Result<Vec<(String, usize)>> {
        // SQLite's substr counts characters, mentions count bytes: cut the body as a blob.
        let mut query = self.db.prepare_cached(
            "SELECT CAST(substr(CAST(a.body AS BLOB), m.start + 1, m.stop - m.start) AS TEXT) AS form, COUNT(*) AS n
             FROM mentions m JOIN articles a ON a.row = m.row WHERE m.entity = ?1
             GROUP BY form ORDER BY n DESC, form",
        )?;
        let rows = query.query_map([entity.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn offset(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

fn bytes(offset: i64) -> usize {
    usize::try_from(offset).unwrap_or(0)
}
