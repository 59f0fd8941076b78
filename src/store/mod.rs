//! The store: articles, what the reader did with them, and the mentions found in them, in SQLite.
//!
//! It is the truth; index and mentions can be rebuilt from it. Knows nothing of tantivy, parsing or
//! the clock: every time is handed in.
//!
//! *Invariant:* one transaction a change: what a call returned `Ok` for survives a `kill -9`.
//! *Invariant:* every change of an article's text or facts gets the next number of one counter
//! (`seq`), removals too, so that whoever derives something knows from one number what it lacks.
//!
//! # Why
//! WAL with `synchronous=NORMAL`: a crash of the program loses nothing, readers never wait for the
//! writer, and a second program can mark articles while the first indexes. Row numbers are never
//! used again (`AUTOINCREMENT`), so the index may name articles by them.

mod appearances;
mod articles;
mod mentions;
mod migrate;
mod tags;

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, OptionalExtension, TransactionBehavior, params};

use crate::model::{Article, ArticleId};

pub use appearances::{Form, Mentioning, Seen};
pub use articles::{Change, Put};
pub use mentions::Tagged;

/// Why the store could not do something.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file was written by a newer Sahifa.
    #[error(
        "the library was written by a newer Sahifa (format {found}, this one knows {known}): update Sahifa"
    )]
    Newer {
        /// Format of the file.
        found: u32,
        /// Newest format that this program knows.
        known: u32,
    },
    /// SQLite refused.
    #[error("the library's database: {0}")]
    Sqlite(#[from] rusqlite::Error),
}

/// Shorthand of this floor.
pub type Result<T> = std::result::Result<T, StoreError>;

/// An open store: one connection.
#[derive(Debug)]
pub struct Store {
    db: Connection,
}

/// How often a new file is turned to a write-ahead log while others turn it.
const TURNS: usize = 20;

/// Turns a file to a write-ahead log. For that lock SQLite does not wait, though two may open a new file at once; for
/// the lock to write it does.
fn write_ahead(db: &Connection) -> Result<()> {
    let turn = || db.pragma_update(None, "journal_mode", "WAL");
    for _ in 1..TURNS {
        match turn() {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                db.execute_batch("BEGIN IMMEDIATE; COMMIT")?;
            }
            turned => return Ok(turned?),
        }
    }
    Ok(turn()?)
}

/// An article with the number by which the index knows it, and the number of its last change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number; never used for another article.
    pub row: u64,
    /// When it last changed, on the counter of changes.
    pub seq: u64,
    /// Whether mentions of the analysis asked for are stored.
    pub tagged: bool,
    /// The article.
    pub article: Article,
}

impl Store {
    /// Opens or makes the store in a file.
    pub fn open(file: &Path) -> Result<Self> {
        Self::prepare(Connection::open(file)?)
    }

    /// A store in memory that holds nothing.
    pub fn in_memory() -> Result<Self> {
        Self::prepare(Connection::open_in_memory()?)
    }

    fn prepare(mut db: Connection) -> Result<Self> {
        db.busy_timeout(Duration::from_secs(5))?;
        write_ahead(&db)?;
        db.pragma_update(None, "synchronous", "NORMAL")?;
        db.pragma_update(None, "foreign_keys", true)?;
        db.set_prepared_statement_cache_capacity(32);
        migrate::migrate(&mut db)?;
        Ok(Self { db })
    }

    /// A value kept under a name (last article read, and the like).
    pub fn meta(&self, name: &str) -> Result<Option<String>> {
        let mut query = self.db.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
        Ok(query.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Keeps a value under a name.
    pub fn set_meta(&mut self, name: &str, value: &str) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
            )?
            .execute([name, value])?;
        Ok(())
    }

    /// The number of the last change; 0 for a store that never held anything.
    pub fn last_change(&self) -> Result<u64> {
        Ok(self.meta("seq")?.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    /// Marks as read or unread.
    pub fn set_read(&mut self, id: &ArticleId, read: bool) -> Result<()> {
        self.mark("read", id, i64::from(read))
    }

    /// Gives or takes the star.
    pub fn set_starred(&mut self, id: &ArticleId, starred: bool) -> Result<()> {
        self.mark("starred", id, i64::from(starred))
    }

    /// Keeps where reading stopped (byte of the body), and that this article was the last one read.
    pub fn set_position(&mut self, id: &ArticleId, position: usize) -> Result<()> {
        self.mark("position", id, i64::try_from(position).unwrap_or(i64::MAX))?;
        if self.last_read_raw()?.as_deref() != Some(id.as_str()) {
            self.set_meta("last_read", id.as_str())?;
        }
        Ok(())
    }

    /// The article that was read last, if it is still there.
    pub fn last_read(&self) -> Result<Option<ArticleId>> {
        let Some(id) = self.last_read_raw()? else { return Ok(None) };
        let mut query = self.db.prepare_cached("SELECT id FROM articles WHERE id = ?1")?;
        Ok(query.query_row([id], |row| Ok(ArticleId::new(row.get::<_, String>(0)?))).optional()?)
    }

    fn last_read_raw(&self) -> Result<Option<String>> {
        self.meta("last_read")
    }

    /// Keeps a search that was made, of which the newest hundred are known.
    pub fn remember_search(&mut self, query: &str, now: Timestamp) -> Result<()> {
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        change
            .prepare_cached(
                "INSERT INTO searches (query, at) VALUES (?1, ?2) ON CONFLICT (query) DO UPDATE SET at = ?2",
            )?
            .execute(params![query, to_micros(now)])?;
        change
            .prepare_cached(
                "DELETE FROM searches WHERE query NOT IN (SELECT query FROM searches ORDER BY at DESC LIMIT 100)",
            )?
            .execute([])?;
        Ok(change.commit()?)
    }

    /// The searches that were made, each once, newest first.
    pub fn searches(&self) -> Result<Vec<String>> {
        let mut query = self.db.prepare_cached("SELECT query FROM searches ORDER BY at DESC, query")?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Forgets all mentions: every article waits to be tagged again.
    pub fn forget_mentions(&mut self) -> Result<()> {
        Ok(self.db.execute_batch(
            "BEGIN IMMEDIATE; DELETE FROM mentions; DELETE FROM appearances; DELETE FROM entities;
             UPDATE articles SET tagged = 0; COMMIT",
        )?)
    }

    /// Sets one column (a name of this file, never input) of an article's status.
    fn mark(&mut self, column: &str, id: &ArticleId, value: i64) -> Result<()> {
        let sql = format!(
            "INSERT INTO status (id, {column}) SELECT id, ?2 FROM articles WHERE id = ?1
             ON CONFLICT (id) DO UPDATE SET {column} = ?2"
        );
        self.db.prepare_cached(&sql)?.execute(params![id.as_str(), value])?;
        Ok(())
    }

    /// What SQLite's own check of the file says; empty when all is well.
    pub fn check(&self) -> Result<Vec<String>> {
        let mut query = self.db.prepare("PRAGMA quick_check(5)")?;
        let lines = query.query_map([], |row| row.get::<_, String>(0))?;
        let mut found = Vec::new();
        for line in lines {
            let line = line?;
            if line != "ok" {
                found.push(line);
            }
        }
        Ok(found)
    }
}

/// A time as it is stored: microseconds since 1970 in UTC.
fn to_micros(time: Timestamp) -> i64 {
    time.as_microsecond()
}

/// The time that was stored; one out of range (a hand in the file) counts as 1970.
fn from_micros(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
}
