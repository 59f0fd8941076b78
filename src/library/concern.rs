//! Which articles a change of the corrections concerns: only they are tagged and indexed again.
//!
//! A row that speaks of a spelling concerns the articles that may hold its words; an entity that is called
//! otherwise now, or is another one, those in which it appears. *Invariant:* no article is left out that would be
//! tagged otherwise than before.

use std::collections::HashSet;

use anyhow::Result;

use super::Library;
use super::derive::ANALYSIS;
use crate::entity::{Corrections, Engine};
use crate::model::{Correction, EntityId};

impl Library {
    /// Has what is derived follow the corrections of the engine, where it follows others.
    pub(super) fn reconcile(&self) -> Result<()> {
        let stamp = self.engine.stamp();
        if self.store().follows(stamp)? {
            return Ok(());
        }
        let before = self.store().corrections()?;
        let before = Engine::new().with_corrections(Corrections::parse(&before).0);
        let now: Vec<String> =
            self.engine.corrections().rows().iter().filter_map(|row| Corrections::row(row).ok()).collect();
        let indexed = self.seq();
        let rows = if indexed > 0 { Some(self.concerned(&before)?) } else { None };
        Ok(self.store().put_corrections(stamp, &now.join("\n"), rows.as_ref(), indexed)?)
    }

    /// The rows of the indexed articles that are tagged otherwise now.
    fn concerned(&self, before: &Engine) -> Result<HashSet<u64>> {
        let mut rows = HashSet::new();
        for correction in changed(before.corrections().rows(), self.engine.corrections().rows()) {
            for spelling in correction.spellings() {
                match self.searcher.reader.holding(spelling) {
                    Some(holding) => rows.extend(holding),
                    None => return Ok(self.store().rows()?.into_iter().collect()),
                }
            }
            let store = self.store();
            for id in correction.entities().filter(|id| self.is_other(before, id)) {
                // Who it is now is found by its names too.
                for id in [id, before.corrections().resolve(id), self.engine.corrections().resolve(id)] {
                    rows.extend(store.appearing(id)?);
                }
            }
            if let Some(article) = correction.article() {
                rows.extend(store.row_of(article)?);
            }
        }
        Ok(rows)
    }

    /// Whether an id stands for another entity than before, or one that is called otherwise.
    fn is_other(&self, before: &Engine, id: &EntityId) -> bool {
        before.corrections().resolve(id) != self.engine.corrections().resolve(id)
            || before.info(id) != self.engine.info(id)
    }

    /// Whether stored mentions follow the corrections of the engine; then which of them count as done.
    pub(super) fn analysis(&self) -> Result<u64> {
        let follows = self.store().follows(self.engine.stamp())?;
        Ok(if follows { ANALYSIS } else { NONE })
    }
}

/// No analysis: no article has mentions of it.
const NONE: u64 = u32::MAX as u64;

/// The rows in which two lists differ, of both. The order of rows counts: what stands between the first and the
/// last difference may hold now where it did not.
fn changed<'a>(before: &'a [Correction], now: &'a [Correction]) -> impl Iterator<Item = &'a Correction> {
    let same = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let (before, now) = (&before[same..], &now[same..]);
    let tail = before.iter().rev().zip(now.iter().rev()).take_while(|(a, b)| a == b).count();
    before[..before.len() - tail].iter().chain(&now[..now.len() - tail])
}
