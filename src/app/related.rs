//! The list narrowed to the articles related to one.
//!
//! Knows nothing of what makes articles alike. *Invariant:* the whole list comes back as it was left.

use super::App;
use super::message::Effect;
use crate::model::{ArticleId, Summary};

impl App {
    /// Asks for what is related to the article being read, else to the selected one.
    pub(super) fn ask_related(&mut self) -> Vec<Effect> {
        let Some(id) = self.subject().map(|article| article.id.clone()) else { return Vec::new() };
        self.begin_to_wait();
        self.wanted_related = Some(id.clone());
        vec![Effect::Related(id)]
    }

    pub(super) fn take_related(&mut self, to: &ArticleId, articles: Vec<Summary>) -> Vec<Effect> {
        if self.wanted_related.take_if(|wanted| wanted == to).is_none() {
            return Vec::new();
        }
        let Some(title) = self.list.get(to).map(|article| article.title.clone()) else { return Vec::new() };
        if articles.is_empty() {
            self.tell(self.words().no_related);
        } else {
            self.list.narrow(title, articles);
            self.reading = false;
            self.full = false;
        }
        Vec::new()
    }
}
