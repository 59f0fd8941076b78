//! What follows the store: mentions and index, and their health.
//!
//! What was tagged by another analysis (an older version, other corrections) is tagged again after everything
//! new is indexed; only an article whose entities changed by that is indexed again.
//!
//! *Invariant:* mentions are stored before the index that names their entities is committed, so that a
//! crash between the two only makes work be done again.

use anyhow::{Context, Result, bail};

use super::{Health, Library};
use crate::model::Mention;
use crate::search::{self, Stamp};
use crate::store::{Change, Row, Tagged};

impl Library {
    /// Tags and indexes at most `limit` articles that wait for it and commits; how many still wait.
    /// Where another program writes the index, only mentions are made.
    /// Follows what was written to the correction file meanwhile.
    pub fn derive(&mut self, limit: usize) -> Result<usize> {
        self.refresh_corrections()?;
        if self.place.is_damaged() {
            self.index = None; // so that it can be set aside
        }
        let pending = self.waiting()?;
        if pending == 0 && self.follows()? {
            return Ok(0);
        }
        if self.index.is_none() {
            self.index = self.place.write(&self.origin).context("cannot open the index for writing")?;
        }
        if self.index.is_none() {
            self.tag_again(limit)?;
            return Ok(self.store().count_pending(u64::MAX, self.engine.stamp())?);
        }
        let changes = self.store().changes_after(self.seq(), limit, self.engine.stamp())?;
        if changes.is_empty() {
            self.tag_again(limit)?;
            return self.waiting();
        }
        let mentions = self.tag_rows(changes.iter().filter_map(|change| match change {
            Change::Put(row) => Some(&**row),
            Change::Removed { .. } => None,
        }))?;
        if let Err(error) = self.index_changes(&changes, &mentions) {
            // A writer that failed once (a full disk) refuses everything after: the next call opens a new one.
            self.index = None;
            return Err(error).context("cannot write the index");
        }
        let left = self.waiting()?;
        if left == 0
            && let Some(index) = &mut self.index
        {
            index.tidy().context("cannot merge the index")?;
        }
        Ok(left)
    }

    /// Whether a search could not read the index: `derive` builds it anew.
    pub fn is_damaged(&self) -> bool {
        self.place.is_damaged()
    }

    /// The last change that the index holds.
    fn seq(&self) -> u64 {
        self.place.stamp().filter(|stamp| stamp.origin == self.origin).map_or(0, |stamp| stamp.seq)
    }

    /// How many articles wait to be tagged and indexed; reads no text.
    pub fn waiting(&self) -> Result<usize> {
        Ok(self.store().count_pending(self.seq(), self.engine.stamp())?)
    }

    /// Whether the index holds the last change of the store, removals too.
    fn follows(&self) -> Result<bool> {
        Ok(self.seq() >= self.store().last_change()?)
    }

    /// Mentions of rows, in their order; those not yet stored are made and stored in one transaction.
    fn tag_rows<'a>(&self, rows: impl Iterator<Item = &'a Row>) -> Result<Vec<Vec<Mention>>> {
        let mut all = Vec::new();
        let mut fresh = Vec::new();
        for row in rows {
            if row.tagged {
                all.push(self.store().mentions(row.row)?);
            } else {
                let mentions = self.mentions_of(&row.article.parsed);
                fresh.push(Tagged { row: row.row, seq: row.seq, mentions: mentions.clone(), moved: false });
                all.push(mentions);
            }
        }
        self.keep(&fresh)?;
        Ok(all)
    }

    /// Tags articles whose mentions are not of this analysis, new ones too.
    fn tag_again(&self, limit: usize) -> Result<()> {
        let (indexed, rows) = (self.seq(), self.store().untagged(limit, self.engine.stamp())?);
        let mut fresh = Vec::with_capacity(rows.len());
        for row in rows {
            let mentions = self.mentions_of(&row.article.parsed);
            // What the index does not hold yet comes to it anyway.
            let moved =
                row.seq <= indexed && entities(&self.store().mentions(row.row)?) != entities(&mentions);
            fresh.push(Tagged { row: row.row, seq: row.seq, mentions, moved });
        }
        self.keep(&fresh)
    }

    fn keep(&self, tagged: &[Tagged]) -> Result<()> {
        if tagged.is_empty() { Ok(()) } else { Ok(self.store().put_mentions(tagged, self.engine.stamp())?) }
    }

    /// Brings the index up to the last of some changes. `mentions` are those of the articles put, in order.
    fn index_changes(&mut self, changes: &[Change], mentions: &[Vec<Mention>]) -> Result<()> {
        let Some(last) = changes.last() else { return Ok(()) };
        let stamp = Stamp { origin: self.origin.clone(), seq: last.seq() };
        let Some(index) = &mut self.index else { return Ok(()) };
        let mut mentions = mentions.iter();
        for change in changes {
            match change {
                Change::Removed { row, .. } => index.remove(*row)?,
                Change::Put(row) => {
                    let mentions = mentions.next().map(Vec::as_slice).unwrap_or_default();
                    index.put(&document(row, &entities(mentions)))?;
                }
            }
        }
        index.commit(&stamp)?;
        Ok(())
    }

    fn count(&self) -> Result<(usize, usize)> {
        let articles = self.store().count()?;
        Ok((articles, self.waiting()?))
    }

    /// How store and index are. Reads the whole index once.
    pub fn health(&self) -> Health {
        let mut health =
            Health { indexed: usize::try_from(self.place.count()).unwrap_or(0), ..Health::default() };
        match self.count() {
            Ok((articles, pending)) => (health.articles, health.pending) = (articles, pending),
            Err(error) => health.problems.push(format!("{error:#}")),
        }
        match self.store().check() {
            Ok(problems) => health.problems.extend(problems),
            Err(error) => health.problems.push(error.to_string()),
        }
        health.problems.extend(self.place.check());
        health
    }

    /// Rebuilds what can be rebuilt (index, mentions): thrown away here, made again by `derive`.
    /// Refused where another program writes the index.
    pub fn repair(&mut self) -> Result<()> {
        self.index = None;
        if self.place.is_written() {
            bail!("another Sahifa is writing the index: close it, then repair again");
        }
        self.place.discard().context("cannot throw the old index away")?;
        self.store().forget_mentions()?;
        Ok(())
    }
}

/// The entities mentioned, each once, with its name.
pub(super) fn entities(mentions: &[Mention]) -> Vec<(&str, &str)> {
    let mut entities: Vec<(&str, &str)> =
        mentions.iter().map(|mention| (mention.entity.as_str(), mention.name.as_str())).collect();
    entities.sort_unstable();
    entities.dedup_by_key(|entity| entity.0);
    entities
}

pub(super) fn document<'a>(row: &'a Row, entities: &'a [(&'a str, &'a str)]) -> search::Document<'a> {
    let article = &row.article.parsed;
    search::Document {
        row: row.row,
        title: &article.title,
        body: &article.body,
        source: article.source.as_deref(),
        time: article.published.unwrap_or(row.article.added).as_second(),
        lang: article.lang.as_deref(),
        entities,
    }
}
