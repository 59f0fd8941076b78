//! Commands while the search box is open.
//!
//! *Invariant:* closing without accepting leaves list, reader and focus as they were.
//! *Invariant:* what speaks of results waits for those of what is typed.

use super::App;
use super::command::Command;
use super::complete::name_typed;
use super::key::{Key, KeyCode};
use super::list::Part;
use super::message::Effect;
use super::open::{Awaited, Place};

impl App {
    /// Types letters that came together.
    pub(super) fn typed(&mut self, text: &str) -> Vec<Effect> {
        if self.waits() {
            return text.chars().flat_map(|c| self.key(Key::plain(KeyCode::Char(c)))).collect();
        }
        self.notice = None;
        self.pending.clear();
        self.paste(text)
    }

    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        if self.types() && !self.waits() { self.type_in(text) } else { Vec::new() }
    }

    /// Whether keys are typed into a line.
    pub(crate) fn types(&self) -> bool {
        self.search.open || self.finds()
    }

    pub(super) fn type_in(&mut self, text: &str) -> Vec<Effect> {
        if self.finds() { self.type_name(text) } else { self.search.insert(text) }
    }

    pub(super) fn open_search(&mut self) -> Vec<Effect> {
        self.pending.clear();
        self.search.start();
        self.preview_at = Some(self.search.place());
        vec![Effect::Searches]
    }

    pub(super) fn act_in_prompt(&mut self, command: Command) -> Vec<Effect> {
        let of_results = matches!(command, Command::Accept | Command::NextResult | Command::PreviousResult);
        if of_results && self.search.waiting() {
            self.wait_for(Awaited::Found(command));
            return Vec::new();
        }
        match command {
            Command::Accept => self.accept(),
            Command::Cancel => self.search.cancel(),
            Command::Repaint => vec![Effect::Repaint],
            Command::Suspend => vec![Effect::Suspend],
            Command::PreviousResult if self.search.recalls() => self.recall(true),
            Command::NextResult if self.search.hits().is_empty() => self.recall(false),
            Command::NextResult => self.step_result(1),
            Command::PreviousResult => self.step_result(-1),
            Command::EarlierSearch => self.recall(true),
            Command::LaterSearch => self.recall(false),
            Command::Complete => self.complete(1),
            Command::CompleteBack => self.complete(-1),
            Command::Order => self.search.reorder(),
            command => self.search.act(command),
        }
    }

    fn step_result(&mut self, by: isize) -> Vec<Effect> {
        self.search.step(by);
        Vec::new()
    }

    /// Walks through earlier searches, as soon as they are known.
    fn recall(&mut self, earlier: bool) -> Vec<Effect> {
        if self.search.history.known() {
            return self.search.recall(earlier);
        }
        if earlier {
            self.wait_for(Awaited::Searches);
        }
        Vec::new()
    }

    pub(super) fn take_searches(&mut self, searches: Vec<String>, tags: Vec<String>) -> Vec<Effect> {
        self.search.tags = tags;
        self.search.history.learn(searches);
        if self.was_awaited(&Awaited::Searches) && self.search.open {
            self.search.recall(true)
        } else {
            Vec::new()
        }
    }

    fn complete(&mut self, by: isize) -> Vec<Effect> {
        let before = self.search.edit.before();
        let name = name_typed(before).filter(|_| self.search.completion.is_none()).map(str::to_owned);
        if let Some(name) = name {
            return vec![Effect::Names(name)];
        }
        let fresh = self.completion(before, &[]);
        let offered = self.search.next_completion(by).or(fresh);
        offered.map_or_else(Vec::new, |completion| self.search.complete(completion))
    }

    /// Opens the selected result at its first hit and leaves the box; the results are the list until one goes
    /// back from them.
    pub(super) fn accept(&mut self) -> Vec<Effect> {
        let query = self.search.edit.text().trim().to_owned();
        if query.is_empty() {
            return self.act_in_prompt(Command::Cancel);
        }
        let Some(id) = self.search.hit().map(|hit| hit.id().clone()) else {
            self.tell(self.words().no_results);
            return Vec::new();
        };
        self.search.history.remember(&query);
        self.leave_trail();
        if let Some(found) = &self.search.found {
            let (part, articles) = (Part::of(found), found.articles());
            self.narrow(part, query.clone(), articles);
        }
        self.list.selected = self.search.selected;
        self.search.accept();
        let mut effects = vec![Effect::RememberSearch(query)];
        effects.extend(self.open(id, Place::FirstHit, true));
        effects
    }
}
