//! The tables, and the steps from one format to the next.
//!
//! *Invariant:* a step, once shipped, is never changed; `PRAGMA user_version` counts the steps done.

use rusqlite::{Connection, TransactionBehavior};

use super::{Result, StoreError};

const STEPS: [&str; 5] = [
    "
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE articles (
        row INTEGER PRIMARY KEY AUTOINCREMENT,
        seq INTEGER NOT NULL,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        source TEXT,
        url TEXT,
        published INTEGER,
        estimated INTEGER NOT NULL,
        lang TEXT,
        added INTEGER NOT NULL,
        bundled INTEGER NOT NULL,
        tagged INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX articles_by_seq ON articles (seq);
    CREATE INDEX articles_by_time ON articles (COALESCE(published, added) DESC, id);
    CREATE TABLE removals (seq INTEGER PRIMARY KEY, row INTEGER NOT NULL);
    CREATE TABLE status (
        id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        read INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        position INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID;
    CREATE TABLE mentions (
        row INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        kind TEXT NOT NULL,
        entity TEXT NOT NULL,
        name TEXT NOT NULL,
        confidence INTEGER NOT NULL,
        PRIMARY KEY (row, start)
    ) WITHOUT ROWID;
    CREATE INDEX mentions_by_entity ON mentions (entity, row);
",
    "CREATE TABLE searches (query TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
     CREATE INDEX searches_by_time ON searches (at DESC);",
    // `tagged` stands behind the body: without an index every look at it reads all bodies.
    "CREATE INDEX articles_by_analysis ON articles (tagged, seq);",
    // Who appears when, once for each article, narrow enough to be counted over the whole library.
    "
    CREATE TABLE entities (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        name TEXT NOT NULL
    );
    CREATE TABLE appearances (
        entity INTEGER NOT NULL,
        time INTEGER NOT NULL,
        row INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
        count INTEGER NOT NULL,
        confidence INTEGER NOT NULL,
        PRIMARY KEY (entity, time, row)
    ) WITHOUT ROWID;
    CREATE INDEX appearances_by_row ON appearances (row);
    CREATE TABLE followed (entity TEXT PRIMARY KEY) WITHOUT ROWID;
    INSERT INTO entities (id, kind, name) SELECT entity, MIN(kind), MAX(name) FROM mentions GROUP BY entity;
    INSERT INTO appearances
        SELECT e.number, COALESCE(a.published, a.added), m.row, COUNT(*), MAX(m.confidence)
        FROM mentions m JOIN entities e ON e.id = m.entity JOIN articles a ON a.row = m.row
        GROUP BY e.number, m.row;
    DROP INDEX mentions_by_entity;
",
    // A tag as the reader wrote it, and as it is compared.
    "CREATE TABLE tags (
        key TEXT NOT NULL,
        id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        tag TEXT NOT NULL,
        PRIMARY KEY (key, id)
    ) WITHOUT ROWID;
    CREATE INDEX tags_by_article ON tags (id);",
];

/// Brings a file to the newest format, or refuses one that is newer still.
pub(super) fn migrate(db: &mut Connection) -> Result<()> {
    let known = STEPS.len() as u32;
    if version(db)? == known {
        return Ok(());
    }
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&step)?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for sql in &STEPS[found as usize..] {
        step.execute_batch(sql)?;
    }
    step.pragma_update(None, "user_version", known)?;
    step.commit()?;
    Ok(())
}

fn version(db: &Connection) -> Result<u32> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}
