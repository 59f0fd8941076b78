//! Mentions in the store: derived, stamped with the analysis that found them.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::appearances;
use super::articles::{keep_seq, last_seq, number};
use super::{Result, Store};
use crate::model::{EntityId, EntityKind, Mention};

/// The mentions that were found in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// The article's number.
    pub row: u64,
    /// The number of its last change when it was read.
    pub seq: u64,
    /// What was found in the body.
    pub mentions: Vec<Mention>,
    /// What was found in the title: counted, not kept.
    pub in_title: Vec<Mention>,
}

/// Under which names is kept what mentions follow: the number of it all, and the corrections themselves.
const STAMP: &str = "analysis";
const CORRECTIONS: &str = "corrections";

impl Store {
    /// Whether stored mentions follow the corrections of a stamp.
    pub fn follows(&self, stamp: u64) -> Result<bool> {
        follows(&self.db, stamp)
    }

    /// The corrections that stored mentions follow, as text.
    pub fn corrections(&self) -> Result<String> {
        Ok(self.meta(CORRECTIONS)?.unwrap_or_default())
    }

    /// Has mentions follow other corrections from now on: the articles of some rows, and those that changed
    /// after `seq`, wait for whoever tags and indexes; all of them where none are told.
    pub fn put_corrections(
        &mut self,
        stamp: u64,
        corrections: &str,
        rows: Option<&HashSet<u64>>,
        seq: u64,
    ) -> Result<()> {
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut last = last_seq(&change)?;
        for row in rows.into_iter().flatten() {
            let mark = "UPDATE articles SET tagged = 0, seq = ?2 WHERE row = ?1";
            last += change.prepare_cached(mark)?.execute(params![number(*row), number(last + 1)])? as u64;
        }
        let rest = if rows.is_some() { number(seq) } else { -1 };
        change.execute("UPDATE articles SET tagged = 0 WHERE tagged <> 0 AND seq > ?1", [rest])?;
        keep_seq(&change, last)?;
        let keep = "INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)";
        change.execute(keep, [STAMP, &stamp.to_string()])?;
        change.execute(keep, [CORRECTIONS, corrections])?;
        Ok(change.commit()?)
    }

    /// Keeps the mentions of articles in one transaction. An article that changed after it was read keeps
    /// waiting, and so do all where they follow other corrections by now (`stamp`).
    pub fn put_mentions(&mut self, tagged: &[Tagged], analysis: u64, stamp: u64) -> Result<()> {
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if !follows(&change, stamp)? {
            return Ok(());
        }
        for Tagged { row, seq, mentions, in_title } in tagged {
            let mark = "UPDATE articles SET tagged = ?3 WHERE row = ?1 AND seq = ?2";
            let values = params![number(*row), number(*seq), number(analysis)];
            if change.prepare_cached(mark)?.execute(values)? == 0 {
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
            appearances::put(&change, *row, mentions.iter().chain(in_title))?;
        }
        Ok(change.commit()?)
    }

    /// The mentions of the article of a row, sorted.
    pub fn mentions(&self, row: u64) -> Result<Vec<Mention>> {
        let mut query = self.db.prepare_cached(
            "SELECT start, stop, kind, entity, name, confidence FROM mentions WHERE row = ?1 ORDER BY start",
        )?;
        let rows = query.query_map([number(row)], |row| {
            let Some(kind) = EntityKind::from_code(&row.get::<_, String>(2)?) else { return Ok(None) };
            Ok(Some(Mention {
                range: bytes(row.get(0)?)..bytes(row.get(1)?),
                kind,
                entity: EntityId::new(row.get::<_, String>(3)?),
                name: row.get(4)?,
                confidence: row.get(5)?,
            }))
        })?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
    }
}

/// A new library follows the empty list of corrections, of whatever analysis.
fn follows(db: &Connection, stamp: u64) -> Result<bool> {
    let kept = "SELECT value FROM meta WHERE name = ?1";
    let kept: Option<String> = db.prepare_cached(kept)?.query_row([STAMP], |row| row.get(0)).optional()?;
    Ok(kept.map_or(stamp >> 32 == 0, |kept| kept == stamp.to_string()))
}

fn offset(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

fn bytes(offset: i64) -> usize {
    usize::try_from(offset).unwrap_or(0)
}
