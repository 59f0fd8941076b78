//! The search box: what is typed, what was found, which result is selected.
//!
//! Knows nothing of how is searched; the runtime answers, stale answers are dropped.
//!
//! *Invariant:* `found` answers the newest search that was answered; `waiting` says whether a newer one
//! is still out.

use super::command::Command;
use super::complete::{Completion, asks_nothing};
use super::history::History;
use super::line_edit::LineEdit;
use super::message::Effect;
use crate::model::{ArticleId, Found, Hit, Order};
use crate::text::without_escapes;

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
    /// In which order results are wanted.
    pub order: Order,
    /// Earlier searches.
    pub history: History,
    /// All tags, the most used first.
    pub tags: Vec<String>,
    /// What Tab offers, until something else is pressed.
    pub completion: Option<Completion>,
    /// Number of the newest search.
    id: u64,
    /// How often `found` changed.
    changes: u64,
    /// The order of `found`.
    found_by: Order,
    waiting: bool,
    /// What was found before the box was opened, and in which order, to go back to.
    before: Option<(Found, Order)>,
}

impl Search {
    /// No search yet, with results wanted in that order.
    pub fn new(order: Order) -> Self {
        Self { order, ..Self::default() }
    }

    /// Opens the box, empty.
    pub fn start(&mut self) {
        self.before = self.found.take().map(|found| (found, self.found_by));
        self.open = true;
        self.edit = LineEdit::default();
        self.history.leave();
        self.completion = None;
        self.id += 1;
        self.waiting = false;
        (self.selected, self.top) = (0, 0);
    }

    /// Closes the box as if it had not been opened; what was found before is asked for once more where its rest had
    /// not come.
    pub fn cancel(&mut self) -> Vec<Effect> {
        self.close();
        self.id += 1; // an answer that comes now is too late
        let Some((found, order)) = self.before.take() else {
            self.found = None;
            return Vec::new();
        };
        let (query, is_whole) = (found.query.clone(), found.hits.len() >= found.total);
        (self.found, self.found_by) = (Some(found), order);
        if is_whole { Vec::new() } else { vec![Effect::Search { id: self.id, query, order }] }
    }

    /// Closes the box and keeps what was found; more of it may still come.
    pub fn accept(&mut self) {
        self.before = None;
        self.close();
    }

    fn close(&mut self) {
        self.open = false;
        self.waiting = false;
    }

    /// Forgets what was found, so that nothing is lit any more.
    pub fn forget(&mut self) {
        self.found = None;
        self.id += 1;
    }

    /// Whether an answer is due.
    pub fn waiting(&self) -> bool {
        self.waiting
    }

    /// Types a text, or pastes one: without the escape sequences of a terminal that it was copied from.
    pub fn insert(&mut self, text: &str) -> Vec<Effect> {
        self.edit.insert(&without_escapes(text));
        self.edited()
    }

    /// Does an editing command.
    pub fn act(&mut self, command: Command) -> Vec<Effect> {
        self.completion = None;
        if self.edit.act(command) { self.edited() } else { Vec::new() }
    }

    fn edited(&mut self) -> Vec<Effect> {
        self.completion = None;
        self.history.leave();
        self.ask()
    }

    /// Puts an earlier search in the box, or a later one.
    pub fn recall(&mut self, earlier: bool) -> Vec<Effect> {
        let typed = self.edit.text();
        let text = if earlier { self.history.earlier(typed) } else { self.history.later() };
        let Some(text) = text else { return Vec::new() };
        self.completion = None;
        self.edit = LineEdit::default();
        self.edit.insert(&text);
        self.selected = 0;
        self.ask()
    }

    /// Whether moving up goes to an earlier search: nothing of one's own stands in the box, and there is
    /// no result further up.
    pub fn recalls(&self) -> bool {
        self.selected == 0 && (self.history.recalled() || self.edit.text().trim().is_empty())
    }

    /// The next completion of those that are offered (or the one before); none where there is no other.
    pub fn next_completion(&mut self, by: isize) -> Option<Completion> {
        let mut offered = self.completion.take().filter(|offered| offered.candidates.len() > 1)?;
        let number = offered.candidates.len().cast_signed();
        offered.at = (offered.at.cast_signed() + by).rem_euclid(number).cast_unsigned();
        Some(offered)
    }

    /// Puts a completion in the line.
    pub fn complete(&mut self, completion: Completion) -> Vec<Effect> {
        let Some(candidate) = completion.candidates.get(completion.at) else { return Vec::new() };
        self.edit.replace(completion.start, candidate);
        let effects = self.edited();
        self.completion = Some(completion);
        effects
    }

    /// Asks for the other order.
    pub fn reorder(&mut self) -> Vec<Effect> {
        self.order = match self.order {
            Order::Relevance => Order::Newest,
            Order::Newest => Order::Relevance,
        };
        let mut effects = vec![Effect::RememberOrder(self.order)];
        effects.extend(self.ask());
        effects
    }

    /// Asks for what is typed; a box that asks for nothing shows all articles.
    pub fn ask(&mut self) -> Vec<Effect> {
        self.id += 1;
        let query = self.edit.text().to_owned();
        if asks_nothing(&query) {
            self.waiting = false;
            self.found = None;
            self.changes += 1;
            return Vec::new();
        }
        self.waiting = true;
        vec![Effect::Search { id: self.id, query, order: self.order }]
    }

    /// Takes an answer, of a closed box no shorter one; whether it was the newest one's.
    pub fn answer(&mut self, id: u64, found: Found) -> bool {
        let newest = id == self.id && (self.open || self.hits().len() <= found.hits.len());
        if newest {
            self.waiting = false;
            let kept = self.hit().map(|hit| hit.id().clone());
            let order = if self.open { self.order } else { self.found_by };
            let same = self.found.as_ref().is_some_and(|before| before.query == found.query);
            let same = same && self.found_by == order;
            self.found_by = order;
            self.changes += 1;
            self.found = Some(found);
            let place = kept.filter(|_| same).and_then(|id| self.position(&id));
            self.selected = place.unwrap_or(0);
            self.top = self.top.min(self.selected);
        }
        newest
    }

    /// What a preview has to follow: which answer is shown, and which of its results is selected.
    pub fn place(&self) -> (u64, usize) {
        (self.changes, self.selected)
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
