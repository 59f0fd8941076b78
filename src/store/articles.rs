//! Articles in the store: putting, taking out, listing, and what changed since a number.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row as SqlRow, Transaction, TransactionBehavior, params};

use super::{Result, Row, Store, from_micros, to_micros};
use crate::model::{Article, ArticleId, Parsed, Status, Summary};

/// What putting an article did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It was not there.
    Added,
    /// It was there with another text or other facts.
    Updated,
    /// It was there just so.
    Unchanged,
}

/// One step that whoever derives something from the store has to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// An article came or changed.
    Put(Box<Row>),
    /// The article of that row went.
    Removed {
        /// Its number.
        row: u64,
        /// When, on the counter of changes.
        seq: u64,
    },
}

impl Change {
    /// Its place on the counter of changes.
    pub fn seq(&self) -> u64 {
        match self {
            Self::Put(row) => row.seq,
            Self::Removed { seq, .. } => *seq,
        }
    }
}

const ARTICLE: &str = "a.row, a.seq, a.tagged, a.id, a.title, a.body, a.source, a.url, a.published, a.estimated, \
                       a.lang, a.added";
const SUMMARY: &str = "a.row, a.id, a.title, a.source, a.published, a.estimated, a.added, a.lang, a.url, \
                       COALESCE(s.read, 0), COALESCE(s.starred, 0), COALESCE(s.position, 0) \
                       FROM articles a LEFT JOIN status s ON s.id = a.id";

impl Store {
    /// Puts articles in one transaction. An article that changes keeps its row, its status and the
    /// time when it was first added.
    pub fn put(&mut self, articles: &[Parsed], now: Timestamp, bundled: bool) -> Result<Vec<Put>> {
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut seq = last_seq(&change)?;
        let mut done = Vec::with_capacity(articles.len());
        for article in articles {
            done.push(put_one(&change, article, now, bundled, &mut seq)?);
        }
        keep_seq(&change, seq)?;
        change.commit()?;
        Ok(done)
    }

    /// Takes articles out; the ids that were there.
    pub fn remove(&mut self, ids: &[ArticleId]) -> Result<Vec<ArticleId>> {
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut seq = last_seq(&change)?;
        let mut gone = Vec::new();
        for id in ids {
            let sql = "DELETE FROM articles WHERE id = ?1 RETURNING row";
            let row: Option<i64> =
                change.prepare_cached(sql)?.query_row([id.as_str()], |row| row.get(0)).optional()?;
            if let Some(row) = row {
                seq += 1;
                change
                    .prepare_cached("INSERT INTO removals (seq, row) VALUES (?1, ?2)")?
                    .execute(params![number(seq), row])?;
                gone.push(id.clone());
            }
        }
        keep_seq(&change, seq)?;
        change.commit()?;
        Ok(gone)
    }

    /// The ids of all articles that did not come with the program.
    pub fn added_ids(&self) -> Result<Vec<ArticleId>> {
        let mut query = self.db.prepare_cached("SELECT id FROM articles WHERE NOT bundled ORDER BY id")?;
        let ids = query.query_map([], |row| Ok(ArticleId::new(row.get::<_, String>(0)?)))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The rows of all articles.
    pub fn rows(&self) -> Result<Vec<u64>> {
        let mut query = self.db.prepare_cached("SELECT row FROM articles")?;
        let rows = query.query_map([], |row| Ok(row.get::<_, i64>(0)?.unsigned_abs()))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The row of an article.
    pub fn row_of(&self, id: &ArticleId) -> Result<Option<u64>> {
        let mut query = self.db.prepare_cached("SELECT row FROM articles WHERE id = ?1")?;
        let row = query.query_row([id.as_str()], |row| row.get::<_, i64>(0)).optional()?;
        Ok(row.map(i64::unsigned_abs))
    }

    /// How many articles there are.
    pub fn count(&self) -> Result<usize> {
        Ok(self.db.query_row("SELECT COUNT(*) FROM articles", [], |row| row.get(0))?)
    }

    /// How many articles have no mentions of an analysis, or changed after `seq`.
    pub fn count_pending(&self, seq: u64, analysis: u64) -> Result<usize> {
        let sql = "SELECT COUNT(*) FROM articles WHERE seq > ?1 OR tagged <> ?2";
        Ok(self
            .db
            .prepare_cached(sql)?
            .query_row(params![number(seq), number(analysis)], |row| row.get(0))?)
    }

    /// All articles, newest first (published, else added; ties by id).
    pub fn list(&self) -> Result<Vec<Summary>> {
        let sql = format!("SELECT {SUMMARY} ORDER BY COALESCE(a.published, a.added) DESC, a.id");
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map([], summary)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The summary and body of the article of a row.
    pub fn found(&self, row: u64) -> Result<Option<(Summary, String)>> {
        let sql = format!("SELECT {SUMMARY} WHERE a.row = ?1");
        let found = self.db.prepare_cached(&sql)?.query_row([number(row)], summary).optional()?;
        let Some(found) = found else { return Ok(None) };
        let mut body = self.db.prepare_cached("SELECT body FROM articles WHERE row = ?1")?;
        Ok(body.query_row([number(row)], |row| row.get(0)).optional()?.map(|body| (found, body)))
    }

    /// Row, summary and body of at most `limit` articles that changed after `seq`, newest first.
    pub fn changed_after(&self, seq: u64, limit: usize) -> Result<Vec<(u64, Summary, String)>> {
        let sql = format!(
            "SELECT {SUMMARY} WHERE a.seq > ?1 ORDER BY COALESCE(a.published, a.added) DESC, a.id LIMIT ?2"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query
            .query_map(params![number(seq), number(limit as u64)], |row| Ok((row.get(0)?, summary(row)?)))?;
        let mut body = self.db.prepare_cached("SELECT body FROM articles WHERE row = ?1")?;
        let with_body = |found: rusqlite::Result<(i64, Summary)>| {
            let (row, summary) = found?;
            Ok((row.cast_unsigned(), summary, body.query_row([row], |row| row.get(0))?))
        };
        Ok(rows.map(with_body).collect::<rusqlite::Result<_>>()?)
    }

    /// One article with its status. `analysis` says which mentions count as done.
    pub fn article(&self, id: &ArticleId, analysis: u64) -> Result<Option<(Row, Status)>> {
        let sql = format!(
            "SELECT {ARTICLE}, COALESCE(s.read, 0), COALESCE(s.starred, 0), COALESCE(s.position, 0)
             FROM articles a LEFT JOIN status s ON s.id = a.id WHERE a.id = ?1"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let read = |row: &SqlRow| Ok((full(row, analysis)?, status(row, 12)?));
        Ok(query.query_row([id.as_str()], read).optional()?)
    }

    /// At most `limit` changes after `seq`, in their order.
    pub fn changes_after(&self, seq: u64, limit: usize, analysis: u64) -> Result<Vec<Change>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let sql = format!("SELECT {ARTICLE} FROM articles a WHERE a.seq > ?1 ORDER BY a.seq LIMIT ?2");
        let mut query = self.db.prepare_cached(&sql)?;
        let put = query
            .query_map([number(seq), limit], |row| Ok(Change::Put(Box::new(full(row, analysis)?))))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let mut query =
            self.db.prepare_cached("SELECT seq, row FROM removals WHERE seq > ?1 ORDER BY seq LIMIT ?2")?;
        let removed = query.query_map([number(seq), limit], |row| {
            Ok(Change::Removed {
                seq: row.get::<_, i64>(0)?.unsigned_abs(),
                row: row.get::<_, i64>(1)?.unsigned_abs(),
            })
        })?;
        let mut changes = put;
        changes.extend(removed.collect::<rusqlite::Result<Vec<_>>>()?);
        changes.sort_by_key(Change::seq);
        changes.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(changes)
    }

    /// At most `limit` articles whose mentions are not of an analysis.
    pub fn untagged(&self, limit: usize, analysis: u64) -> Result<Vec<Row>> {
        let sql = format!("SELECT {ARTICLE} FROM articles a WHERE a.tagged < ?1 OR a.tagged > ?1 LIMIT ?2");
        let mut query = self.db.prepare_cached(&sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = query.query_map(params![number(analysis), limit], |row| full(row, analysis))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The rows of all articles that have a star; else of those that were read, or were not.
    pub fn marked(&self, starred: bool, read: bool) -> Result<HashSet<u64>> {
        let sql = match (starred, read) {
            (true, _) => "SELECT a.row FROM articles a JOIN status s ON s.id = a.id WHERE s.starred",
            (_, true) => "SELECT a.row FROM articles a JOIN status s ON s.id = a.id WHERE s.read",
            _ => {
                "SELECT a.row FROM articles a LEFT JOIN status s ON s.id = a.id WHERE NOT COALESCE(s.read, 0)"
            }
        };
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map([], |row| Ok(row.get::<_, i64>(0)?.unsigned_abs()))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// SQLite's integers are signed; counters here never come near the sign.
pub(super) fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

pub(super) fn last_seq(change: &Transaction) -> Result<u64> {
    let sql = "SELECT value FROM meta WHERE name = 'seq'";
    let text: Option<String> = change.query_row(sql, [], |row| row.get(0)).optional()?;
    Ok(text.and_then(|text| text.parse().ok()).unwrap_or(0))
}

pub(super) fn keep_seq(change: &Transaction, seq: u64) -> Result<()> {
    let sql = "INSERT INTO meta (name, value) VALUES ('seq', ?1) ON CONFLICT (name) DO UPDATE SET value = ?1";
    change.execute(sql, [seq.to_string()])?;
    Ok(())
}

fn put_one(change: &Transaction, new: &Parsed, now: Timestamp, bundled: bool, seq: &mut u64) -> Result<Put> {
    let sql = format!("SELECT {ARTICLE} FROM articles a WHERE a.id = ?1");
    let old = change.prepare_cached(&sql)?.query_row([new.id.as_str()], |row| full(row, 0)).optional()?;
    if old.as_ref().is_some_and(|old| old.article.parsed == *new) {
        return Ok(Put::Unchanged);
    }
    *seq += 1;
    let published = new.published.map(to_micros);
    change
        .prepare_cached(
            "INSERT INTO articles (seq, id, title, body, source, url, published, estimated, lang, added, bundled)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT (id) DO UPDATE SET seq = ?1, title = ?3, body = ?4, source = ?5, url = ?6, published = ?7,
             estimated = ?8, lang = ?9, tagged = 0",
        )?
        .execute(params![
            number(*seq),
            new.id.as_str(),
            new.title,
            new.body,
            new.source,
            new.url,
            published,
            new.estimated,
            new.lang,
            to_micros(now),
            bundled
        ])?;
    let Some(old) = old else { return Ok(Put::Added) };
    change.prepare_cached("DELETE FROM mentions WHERE row = ?1")?.execute([number(old.row)])?;
    change.prepare_cached("DELETE FROM appearances WHERE row = ?1")?.execute([number(old.row)])?;
    Ok(Put::Updated)
}

/// Reads the columns of `ARTICLE`.
fn full(row: &SqlRow, analysis: u64) -> rusqlite::Result<Row> {
    Ok(Row {
        row: row.get::<_, i64>(0)?.unsigned_abs(),
        seq: row.get::<_, i64>(1)?.unsigned_abs(),
        tagged: row.get::<_, i64>(2)? == number(analysis),
        article: Article {
            parsed: Parsed {
                id: ArticleId::new(row.get::<_, String>(3)?),
                title: row.get(4)?,
                body: row.get(5)?,
                source: row.get(6)?,
                url: row.get(7)?,
                published: row.get::<_, Option<i64>>(8)?.map(from_micros),
                estimated: row.get(9)?,
                lang: row.get(10)?,
            },
            added: from_micros(row.get(11)?),
        },
    })
}

/// Reads the columns of `SUMMARY`.
pub(super) fn summary(row: &SqlRow) -> rusqlite::Result<Summary> {
    Ok(Summary {
        id: ArticleId::new(row.get::<_, String>(1)?),
        title: row.get(2)?,
        source: row.get(3)?,
        published: row.get::<_, Option<i64>>(4)?.map(from_micros),
        estimated: row.get(5)?,
        added: from_micros(row.get(6)?),
        lang: row.get(7)?,
        url: row.get(8)?,
        status: status(row, 9)?,
    })
}

fn status(row: &SqlRow, from: usize) -> rusqlite::Result<Status> {
    Ok(Status {
        read: row.get(from)?,
        starred: row.get(from + 1)?,
        position: usize::try_from(row.get::<_, i64>(from + 2)?).unwrap_or(0),
    })
}
