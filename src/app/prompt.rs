//! Commands while the search box is open.
//!
//! *Invariant:* closing without accepting leaves list, reader and focus as they were.

use super::App;
use super::command::Command;
use super::message::Effect;
use super::open::Place;

impl App {
    pub(super) fn act_in_prompt(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Accept if self.search.waiting() => {
                self.accept_when_found = true;
                self.hurried = false;
                Vec::new()
            }
            Command::Accept => self.accept(),
            Command::Cancel => {
                self.search.cancel();
                self.relight();
                Vec::new()
            }
            Command::Repaint => vec![Effect::Repaint],
            Command::Suspend => vec![Effect::Suspend],
            Command::NextResult => self.step_result(1),
            Command::PreviousResult => self.step_result(-1),
            command => {
                let effects = self.search.act(command);
                if self.search.found.is_none() {
                    self.relight();
                }
                effects
            }
        }
    }

    fn step_result(&mut self, by: isize) -> Vec<Effect> {
        self.search.step(by);
        Vec::new()
    }

    /// Opens the selected result at its first hit and leaves the box.
    pub(super) fn accept(&mut self) -> Vec<Effect> {
        if self.search.edit.text().trim().is_empty() {
            return self.act_in_prompt(Command::Cancel);
        }
        let Some(id) = self.search.hit().map(|hit| hit.id().clone()) else {
            self.tell(self.words().no_results);
            return Vec::new();
        };
        self.search.close();
        self.open(id, Place::FirstHit, true)
    }
}
