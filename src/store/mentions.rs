//! Mentions in the store: derived, stamped with the analysis that found them.

use rusqlite::{TransactionBehavior, params};

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
    /// What was found.
    pub mentions: Vec<Mention>,
    /// Whether whoever follows the store has to look at the article again.
    pub moved: bool,
}

impl Store {
    /// Keeps the mentions of articles in one transaction. An article that changed after it was read keeps
    /// waiting.
    pub fn put_mentions(&mut self, tagged: &[Tagged], analysis: u64) -> Result<()> {
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut last = last_seq(&change)?;
        for Tagged { row, seq, mentions, moved } in tagged {
            let next = last + u64::from(*moved);
            let mark = "UPDATE articles SET tagged = ?3, seq = ?4 WHERE row = ?1 AND seq = ?2";
            let seqs = (number(*seq), number(if *moved { next } else { *seq }));
            let values = params![number(*row), seqs.0, number(analysis), seqs.1];
            if change.prepare_cached(mark)?.execute(values)? == 0 {
                continue;
            }
            last = next;
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
            appearances::put(&change, *row, mentions)?;
        }
        keep_seq(&change, last)?;
        change.commit()?;
        Ok(())
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

fn offset(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

fn bytes(offset: i64) -> usize {
    usize::try_from(offset).unwrap_or(0)
}
