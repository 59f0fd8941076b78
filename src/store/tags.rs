//! Tags: what the reader calls an article, a mark of hers like the star.

use std::collections::HashSet;

use rusqlite::params;

use super::{Result, Store};
use crate::model::ArticleId;

impl Store {
    /// Gives an article a tag or takes it; whether the article is there. `key` is what tags are compared by.
    pub fn set_tag(&mut self, id: &ArticleId, key: &str, tag: &str, on: bool) -> Result<bool> {
        let known: bool = self
            .db
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM articles WHERE id = ?1)")?
            .query_row([id.as_str()], |row| row.get(0))?;
        if known && on {
            self.db
                .prepare_cached("INSERT OR REPLACE INTO tags (key, id, tag) VALUES (?1, ?2, ?3)")?
                .execute(params![key, id.as_str(), tag])?;
        } else if known {
            self.db
                .prepare_cached("DELETE FROM tags WHERE key = ?1 AND id = ?2")?
                .execute(params![key, id.as_str()])?;
        }
        Ok(known)
    }

    /// All tags, the most used first.
    pub fn tags(&self) -> Result<Vec<String>> {
        let sql = "SELECT MAX(tag) FROM tags GROUP BY key ORDER BY COUNT(*) DESC, key";
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The tags of one article, sorted.
    pub fn tags_of(&self, id: &ArticleId) -> Result<Vec<String>> {
        let mut query = self.db.prepare_cached("SELECT tag FROM tags WHERE id = ?1 ORDER BY key")?;
        Ok(query.query_map([id.as_str()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The rows of all articles that have a tag.
    pub fn with_tag(&self, key: &str) -> Result<HashSet<u64>> {
        let sql = "SELECT a.row FROM tags t JOIN articles a ON a.id = t.id WHERE t.key = ?1";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map([key], |row| Ok(row.get::<_, i64>(0)?.unsigned_abs()))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
