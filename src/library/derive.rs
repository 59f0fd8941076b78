//! What follows the store: mentions and index, and their health.
//!
//! Mentions follow one version of the analysis and one list of corrections, which the store names: what another
//! list concerns waits to be tagged and indexed again (`concern`).
//!
//! *Invariant:* mentions are stored before the index that names their entities is committed, so that a
//! crash between the two only makes work be done again.

use anyhow::{Context, Result, bail};

use super::{Health, Library};
use crate::entity::ANALYSIS_VERSION;
use crate::model::Mention;
use crate::search::{self, Stamp};
use crate::store::{Change, Row, Tagged};

/// The mentions that count as done.
pub(super) const ANALYSIS: u64 = ANALYSIS_VERSION as u64;

impl Library {
    /// Tags and indexes at most `limit` articles that wait for it and commits; how many still wait.
    /// Where another program writes the index, only mentions are made.
    /// Follows what was written to the correction file meanwhile.
    pub fn derive(&mut self, limit: usize) -> Result<usize> {
        self.refresh_corrections()?;
        self.reconcile()?;
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
            return Ok(self.store().count_pending(u64::MAX, ANALYSIS)?);
        }
        let changes = self.store().changes_after(self.seq(), limit, ANALYSIS)?;
        if changes.is_empty() {
            self.tag_again(limit)?;
            return self.waiting();
        }
        let named = self.tag_rows(changes.iter().filter_map(|change| match change {
            Change::Put(row) => Some(&**row),
            Change::Removed { .. } => None,
        }))?;
        if let Err(error) = self.index_changes(&changes, &named) {
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
    pub(super) fn seq(&self) -> u64 {
        self.place.stamp().filter(|stamp| stamp.origin == self.origin).map_or(0, |stamp| stamp.seq)
    }

    /// How many articles wait to be tagged and indexed; reads no text.
    pub fn waiting(&self) -> Result<usize> {
        Ok(self.store().count_pending(self.seq(), ANALYSIS)?)
    }

    /// Whether the index holds the last change of the store, removals too.
    fn follows(&self) -> Result<bool> {
        Ok(self.seq() >= self.store().last_change()?)
    }

    /// Whom and what rows mention, in their order; what is not yet stored is made and stored in one transaction.
    fn tag_rows<'a>(&self, rows: impl Iterator<Item = &'a Row>) -> Result<Vec<Named>> {
        let mut all = Vec::new();
        let mut fresh = Vec::new();
        for row in rows {
            if row.tagged {
                let named = self.store().named_in(row.row)?;
                all.push(self.also_called(named)?);
            } else {
                let mentions = self.mentions_of(&row.article.parsed);
                let in_title = self.mentions_in_title(&row.article.parsed, &mentions);
                all.push(self.also_called(entities(mentions.iter().chain(&in_title)))?);
                fresh.push(Tagged { row: row.row, seq: row.seq, mentions, in_title });
            }
        }
        self.keep(&fresh)?;
        Ok(all)
    }

    /// Tags articles whose mentions are not of this analysis, new ones too.
    fn tag_again(&self, limit: usize) -> Result<()> {
        let rows = self.store().untagged(limit, ANALYSIS)?;
        self.tag_rows(rows.iter()).map(drop)
    }

    fn keep(&self, tagged: &[Tagged]) -> Result<()> {
        let stamp = self.engine.stamp();
        if tagged.is_empty() { Ok(()) } else { Ok(self.store().put_mentions(tagged, ANALYSIS, stamp)?) }
    }

    /// Brings the index up to the last of some changes. `named` is what the articles put mention, in order.
    fn index_changes(&mut self, changes: &[Change], named: &[Named]) -> Result<()> {
        let Some(last) = changes.last() else { return Ok(()) };
        let stamp = Stamp { origin: self.origin.clone(), seq: last.seq() };
        let Some(index) = &mut self.index else { return Ok(()) };
        let mut named = named.iter();
        for change in changes {
            match change {
                Change::Removed { row, .. } => index.remove(*row)?,
                Change::Put(row) => {
                    let named = named.next().map(Vec::as_slice).unwrap_or_default();
                    index.put(&document(row, named))?;
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

/// Whom and what an article surely mentions: ids and names.
type Named = Vec<(String, String)>;

/// The entities surely mentioned, each once, with its name.
fn entities<'a>(mentions: impl Iterator<Item = &'a Mention>) -> Named {
    let sure = mentions.filter(|mention| mention.confidence >= Mention::SURE);
    let mut entities: Named = sure.map(|m| (m.entity.to_string(), m.name.clone())).collect();
    entities.sort_unstable();
    entities.dedup_by(|a, b| a.0 == b.0);
    entities
}

pub(super) fn document<'a>(row: &'a Row, entities: &'a [(String, String)]) -> search::Document<'a> {
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
