//! Answers that come in: the list, an opened article, results.
//!
//! Knows nothing of keys. *Invariant:* an answer that nobody waits for changes nothing.

use super::command::Command;
use super::message::Effect;
use super::pages::Purpose;
use super::reader::{Reader, painted};
use super::{App, geometry};
use crate::model::{ArticleId, EntityId, Found, Opened, Summary};

/// Where an article is to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Where its reading stopped.
    Kept,
    /// At the first thing that the search found.
    FirstHit,
    /// At the last thing that the search found.
    LastHit,
    /// At the first mention of an entity.
    Entity(EntityId),
}

/// An answer that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Awaited {
    /// An article.
    Article {
        /// Which.
        id: ArticleId,
        /// Where it is to be opened.
        place: Place,
        /// Whether the keys go to it.
        enter: bool,
    },
    /// An entity, and what for.
    Entity(EntityId, Purpose),
    /// The articles related to one.
    Related(ArticleId),
    /// The story of an article.
    Thread(ArticleId),
    /// The list of who is followed.
    Followed,
    /// That a correction is written.
    Corrected,
    /// The results of what is typed, and what is to be done with them.
    Found(Command),
    /// Earlier searches, the last of which is to be put in the box.
    Searches,
}

impl App {
    /// Asks for an article on behalf of the reader.
    pub(super) fn open(&mut self, id: ArticleId, place: Place, enter: bool) -> Vec<Effect> {
        self.first = None;
        self.wait_for(Awaited::Article { id: id.clone(), place, enter });
        vec![Effect::Open(id)]
    }

    pub(super) fn take_list(&mut self, articles: Vec<Summary>, last_read: Option<ArticleId>) -> Vec<Effect> {
        self.list.replace(articles);
        let first_time = !std::mem::replace(&mut self.listed, true);
        let asked = self.first.is_some() || matches!(self.awaited, Some(Awaited::Article { .. }));
        if !(first_time || self.reader.is_none()) || asked {
            return Vec::new();
        }
        let last_read = last_read.and_then(|id| self.list.position(&id));
        self.list.selected = last_read.unwrap_or(self.list.selected);
        let Some(id) = self.list.current().map(|article| article.id.clone()) else { return Vec::new() };
        self.first = Some(id.clone());
        vec![Effect::Open(id)]
    }

    pub(super) fn take_article(&mut self, opened: Opened) -> Vec<Effect> {
        let id = opened.article.parsed.id.clone();
        let first = self.first.take_if(|first| *first == id);
        let asked =
            self.awaited.take_if(|awaited| matches!(awaited, Awaited::Article { id: of, .. } if *of == id));
        let chosen = asked.is_some();
        let (place, enter) = match (asked, first) {
            (Some(Awaited::Article { place, enter, .. }), _) => (place, enter),
            (_, Some(_)) => (Place::Kept, false),
            _ => return self.take_unasked(opened),
        };
        if enter {
            self.enter();
        }
        self.names = None;
        let mut reader = self.lay_out(opened);
        reader.light(self.search.hits().iter().find(|hit| *hit.id() == id));
        match &place {
            Place::Kept => {}
            Place::FirstHit => {
                reader.scroll_to(0);
                reader.walk_hits(true);
            }
            Place::LastHit => {
                reader.walk_hits(false);
            }
            Place::Entity(entity) => reader.go_to_entity(entity),
        }
        // What was chosen is, even unmoved, the article read last: the library is to know.
        self.kept = (!chosen).then(|| (id.clone(), reader.position()));
        self.reader = Some(reader);
        if matches!(place, Place::FirstHit | Place::LastHit) {
            self.tell_hit();
        }
        if let Some(at) = self.list.position(&id) {
            self.list.selected = at;
        }
        if chosen { self.set_read(&id, true) } else { Vec::new() }
    }

    /// An article that nobody chose: a preview, or the open one as it is now.
    fn take_unasked(&mut self, opened: Opened) -> Vec<Effect> {
        let id = opened.article.parsed.id.clone();
        if self.wanted_preview.as_ref() == Some(&id) {
            self.take_preview(opened.clone());
        }
        if let Some(reader) = self.reader.as_mut().filter(|reader| *reader.id() == id) {
            reader.refresh(opened, &self.settings);
        }
        Vec::new()
    }

    /// Lets the keys go to the reader; on a screen of usual width it then takes all of it.
    pub(super) fn enter(&mut self) {
        self.reading = true;
        self.full = self.cols < geometry::WIDE_FROM;
    }

    pub(super) fn take_found(&mut self, id: u64, found: Found) -> Vec<Effect> {
        if !self.search.answer(id, found) {
            return Vec::new();
        }
        if let Some(found) = self.search.found.as_ref().filter(|_| !self.search.open) {
            self.list.learn(found);
        }
        match self.awaited.take_if(|awaited| matches!(awaited, Awaited::Found(_))) {
            Some(Awaited::Found(command)) => self.act_in_prompt(command),
            _ => Vec::new(),
        }
    }

    /// Asks again for all that is shown and may have new mentions or results.
    pub(super) fn ask_again(&mut self) -> Vec<Effect> {
        let mut effects = vec![Effect::List];
        effects.extend(self.reader.as_ref().map(|reader| Effect::Open(reader.id().clone())));
        if self.search.open {
            effects.extend(self.search.ask());
        }
        effects.extend(self.popup.as_ref().map(|popup| Effect::Entity(popup.page.entity.clone())));
        effects.extend(self.ask_page_again());
        effects.extend(self.list.thread_of().cloned().map(Effect::Thread));
        effects.push(Effect::Alerts);
        effects
    }

    /// Whether the selected result is shown beside the results.
    fn previews(&self) -> bool {
        self.search.open && self.geometry().shape == geometry::Shape::Panes
    }

    /// Asks for a pause where another result is selected than the one that is shown: what is typed on a
    /// slow line then costs the list, and one preview at the end.
    pub(super) fn pace_preview(&mut self) -> Option<Effect> {
        if !self.previews() {
            self.preview = None;
            self.wanted_preview = None;
            self.preview_at = None;
            return None;
        }
        let now = Some(self.search.place());
        (std::mem::replace(&mut self.preview_at, now) != now).then_some(Effect::Pause)
    }

    /// Shows the selected result in the reader pane, where that stands beside the list; the open article
    /// waits behind it as it is.
    pub(super) fn take_pause(&mut self) -> Vec<Effect> {
        let Some(hit) = self.search.hit().filter(|_| self.previews()) else {
            self.preview = None;
            self.wanted_preview = None;
            return Vec::new();
        };
        if let Some(preview) = self.preview.as_mut().filter(|preview| preview.id() == hit.id()) {
            preview.show_hit(hit);
        } else if self.wanted_preview.as_ref() != Some(hit.id()) {
            self.wanted_preview = Some(hit.id().clone());
            return vec![Effect::Open(hit.id().clone())];
        }
        Vec::new()
    }

    fn lay_out(&self, opened: Opened) -> Reader {
        let (cols, rows) =
            self.reader_size(painted(&opened, self.settings.classes, None).iter().any(|all| !all.is_empty()));
        Reader::new(opened, &self.settings, cols, rows)
    }

    fn take_preview(&mut self, opened: Opened) {
        self.wanted_preview = None;
        let mut preview = self.lay_out(opened);
        // Where another result was selected meanwhile, a pause follows.
        if let Some(hit) = self.search.hit().filter(|hit| hit.id() == preview.id()) {
            preview.show_hit(hit);
            self.preview = Some(preview);
        }
    }

    /// Lights in the reader what the search found there.
    pub(super) fn relight(&mut self) {
        if let Some(reader) = &mut self.reader {
            let id = reader.id().clone();
            reader.light(self.search.hits().iter().find(|hit| *hit.id() == id));
        }
    }
}
