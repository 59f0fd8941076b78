//! The search box: what is typed, what was found, which result is selected.
//!
//! Knows nothing of how is searched; the runtime answers, stale answers are dropped.
//!
//! *Invariant:* `found` answers the newest search that was answered; `waiting` says whether a newer one
//! is still out.

use super::command::Command;
use super::line_edit::LineEdit;
use super::message::Effect;
use crate::model::{ArticleId, Found, Hit};

/// The box and its answers. It outlives its being open: `n` and `N` walk what was found last.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Whether the box is open.
    pub open: bool,
    /// What is typed.
    pub edit: LineEdit,
    /// What was found.
    pub found: Option<Found>,
    /// Index of the selected hit.
    pub selected: usize,
    /// Index of the first hit on the screen.
    pub top: usize,
    /// Number of the newest search.
    id: u64,
    waiting: bool,
    /// What was found before the box was opened, to go back to.
    before: Option<Found>,
}

impl Search {
    /// Opens the box, empty.
    pub fn start(&mut self) {
        self.before = self.found.take();
        self.open = true;
        self.edit = LineEdit::default();
        self.id += 1;
        self.waiting = false;
        (self.selected, self.top) = (0, 0);
    }

    /// Closes the box as if it had not been opened.
    pub fn cancel(&mut self) {
        self.found = self.before.take();
        self.close();
    }

    /// Closes the box and keeps what was found.
    pub fn close(&mut self) {
        self.open = false;
        self.waiting = false;
        self.id += 1; // an answer that comes now is too late
    }

    /// Forgets what was found, so that nothing is lit any more.
    pub fn forget(&mut self) {
        self.found = None;
        self.before = None;
    }

    /// Whether an answer is due.
    pub fn waiting(&self) -> bool {
        self.waiting
    }

    /// Types a text.
    pub fn insert(&mut self, text: &str) -> Vec<Effect> {
        self.edit.insert(text);
        self.ask()
    }

    /// Does an editing command.
    pub fn act(&mut self, command: Command) -> Vec<Effect> {
        if self.edit.act(command) { self.ask() } else { Vec::new() }
    }

    /// Asks for what is typed; an empty box shows all articles.
    pub fn ask(&mut self) -> Vec<Effect> {
        self.id += 1;
        let query = self.edit.text().to_owned();
        if query.trim().is_empty() {
            self.waiting = false;
            self.found = None;
            return Vec::new();
        }
        self.waiting = true;
        vec![Effect::Search { id: self.id, query }]
    }

    /// Takes an answer; whether it was the newest one's.
    pub fn answer(&mut self, id: u64, found: Found) -> bool {
        let newest = self.open && id == self.id;
        if newest {
            self.waiting = false;
            let kept = self.hit().map(|hit| hit.id().clone());
            let same = self.found.as_ref().is_some_and(|before| before.query == found.query);
            self.found = Some(found);
            let place = kept.filter(|_| same).and_then(|id| self.position(&id));
            self.selected = place.unwrap_or(0);
            self.top = self.top.min(self.selected);
        }
        newest
    }

    /// What was found, best first.
    pub fn hits(&self) -> &[Hit] {
        self.found.as_ref().map_or(&[], |found| &found.hits)
    }

    /// The selected hit.
    pub fn hit(&self) -> Option<&Hit> {
        self.hits().get(self.selected)
    }

    /// The index of an article among the hits.
    pub fn position(&self, id: &ArticleId) -> Option<usize> {
        self.hits().iter().position(|hit| hit.id() == id)
    }

    /// Moves the selection, to the ends at most.
    pub fn step(&mut self, by: isize) {
        let last = self.hits().len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }
}
