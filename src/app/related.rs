//! The list narrowed to a part: the articles related to one, those that tell of the same event, those that
//! a search found.
//!
//! Knows nothing of what makes articles alike. *Invariant:* the whole list comes back as it was left, or at
//! the article that was opened from the part.

use super::App;
use super::list::Part;
use super::message::Effect;
use super::open::Awaited;
use crate::model::{ArticleId, Summary};

impl App {
    /// Asks for what is related to the article being read, else to the selected one.
    pub(super) fn ask_related(&mut self) -> Vec<Effect> {
        let Some(id) = self.subject().map(|article| article.id.clone()) else { return Vec::new() };
        self.wait_for(Awaited::Related(id.clone()));
        vec![Effect::Related(id)]
    }

    pub(super) fn take_related(&mut self, to: &ArticleId, articles: Vec<Summary>) -> Vec<Effect> {
        if !self.was_awaited(&Awaited::Related(to.clone())) {
            return Vec::new();
        }
        let Some(title) = self.list.get(to).map(|article| article.title.clone()) else { return Vec::new() };
        if articles.is_empty() {
            self.tell(self.words().no_related);
        } else {
            self.narrow(Part::Related, title, articles);
        }
        Vec::new()
    }

    /// Asks for the story that the article being read, else the selected one, is part of.
    pub(super) fn ask_thread(&mut self) -> Vec<Effect> {
        let Some(id) = self.subject().map(|article| article.id.clone()) else { return Vec::new() };
        self.wait_for(Awaited::Thread(id.clone()));
        vec![Effect::Thread(id)]
    }

    /// Shows a story, oldest first, its first unread article selected, else the one it was asked for.
    pub(super) fn take_thread(&mut self, of: &ArticleId, articles: Vec<Summary>) -> Vec<Effect> {
        if !self.was_awaited(&Awaited::Thread(of.clone())) {
            // It is open, and more may belong to it now.
            if self.list.thread_of() == Some(of) && !articles.is_empty() {
                self.list.show(articles);
            }
            return Vec::new();
        }
        let Some(title) = self.list.get(of).map(|article| article.title.clone()) else { return Vec::new() };
        if articles.iter().all(|article| article.id == *of) {
            self.tell(self.words().page.no_thread);
            return Vec::new();
        }
        self.narrow(Part::Thread(of.clone()), title, articles);
        let unread = self.list.articles.iter().position(|article| !article.status.read);
        self.list.selected = unread.or_else(|| self.list.position(of)).unwrap_or(0);
        Vec::new()
    }

    /// Shows a part of the list, and lets the keys go there.
    pub(super) fn narrow(&mut self, part: Part, title: String, articles: Vec<Summary>) {
        self.close_names();
        self.list.narrow(part, title, articles);
        self.reading = false;
        self.full = false;
    }
}
