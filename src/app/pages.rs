//! What the keys do with entities beyond the open article: cards, pages, who is followed, parts of the list.
//!
//! Pages and the articles opened from them make a *trail*: `Back` goes one step of it back, to the page or to
//! the article where one was. Knows nothing of rows (`page`).
//!
//! *Invariant:* the end of the trail is what is shown: a page over the panes, or the article being read; an
//! empty trail is the list or an article that came from it.

use super::App;
use super::command::Command;
use super::list::Part;
use super::message::Effect;
use super::open::{Awaited, Place};
use super::page::{Item, Page, Sheet};
use super::popup::Popup;
use crate::model::{ArticleId, EntityId, EntityPage, Followed, Summary};

/// Steps that are kept; who walks on loses the oldest.
const STEPS: usize = 50;

/// What an entity was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To show its card.
    Card,
    /// To show its page.
    Page,
    /// To narrow the list to its articles.
    Only,
    /// To follow it, or no longer.
    Follow,
}

/// A step on the way through pages.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// An article, and whether it had the whole width.
    Article(ArticleId, bool),
    /// A page.
    Page(Page),
}

impl Step {
    /// The articles on it, to change their status.
    pub(super) fn articles_mut(&mut self) -> impl Iterator<Item = &mut Summary> {
        match self {
            Self::Page(page) => Some(page.articles_mut()),
            Self::Article(..) => None,
        }
        .into_iter()
        .flatten()
    }
}

impl App {
    /// The page that is shown.
    pub(crate) fn page(&self) -> Option<&Page> {
        match self.trail.last() {
            Some(Step::Page(page)) => Some(page),
            _ => None,
        }
    }

    pub(super) fn page_mut(&mut self) -> Option<&mut Page> {
        match self.trail.last_mut() {
            Some(Step::Page(page)) => Some(page),
            _ => None,
        }
    }

    fn pages_mut(&mut self) -> impl Iterator<Item = &mut Page> {
        self.trail.iter_mut().filter_map(|step| match step {
            Step::Page(page) => Some(page),
            Step::Article(..) => None,
        })
    }

    /// Whether an article is unread and mentions someone who is followed.
    pub(crate) fn alerts(&self, id: &ArticleId) -> bool {
        self.alerts.contains(id)
    }

    /// Carries out a command that speaks of the entity at which one is.
    pub(super) fn act_on_entity(&mut self, command: Command) -> Vec<Effect> {
        if command == Command::Followed {
            self.wait_for(Awaited::Followed);
            return vec![Effect::Followed];
        }
        let Some(entity) = self.entity_at_hand(command) else {
            self.tell(self.words().no_mention_chosen);
            return Vec::new();
        };
        let purpose = match command {
            Command::EntityPage => Purpose::Page,
            Command::OnlyThis => Purpose::Only,
            Command::Follow => Purpose::Follow,
            _ => return self.keep_search(&entity),
        };
        self.ask_entity(entity, purpose)
    }

    /// The entity of which a command speaks: on a page its own, for its page the selected one; on a card its
    /// own; in the list of names the selected one; in an article the current mention's, else that to which the
    /// list is narrowed.
    fn entity_at_hand(&self, command: Command) -> Option<EntityId> {
        if let Some(page) = self.page() {
            let selected = || match page.item()? {
                Item::Entity(entity) => Some(entity),
                Item::Article(_) => None,
            };
            let own = page.entity().map(|page| page.entity.clone());
            return if command == Command::EntityPage { selected() } else { own.or_else(selected) };
        }
        if let Some(popup) = &self.popup {
            return Some(popup.page.entity.clone());
        }
        if let Some(names) = &self.names {
            return names.current().map(|tally| tally.entity.clone());
        }
        let current = || Some(self.reader.as_ref()?.current_mention()?.entity.clone());
        current().filter(|_| self.reading).or_else(|| self.list.mentioning().cloned())
    }

    /// Asks for an entity.
    pub(super) fn ask_entity(&mut self, entity: EntityId, purpose: Purpose) -> Vec<Effect> {
        self.wait_for(Awaited::Entity(entity.clone(), purpose));
        vec![Effect::Entity(entity)]
    }

    /// Takes an entity: refreshes what shows it, and does what it was asked for.
    pub(super) fn take_entity(&mut self, facts: EntityPage) -> Vec<Effect> {
        let wanted =
            self.awaited.take_if(|awaited| matches!(awaited, Awaited::Entity(of, _) if *of == facts.entity));
        for page in self.pages_mut() {
            if page.entity().is_some_and(|shown| shown.entity == facts.entity) {
                page.refresh(Sheet::Entity(Box::new(facts.clone())));
            }
        }
        if let Some(popup) = self.popup.as_mut().filter(|popup| popup.page.entity == facts.entity) {
            popup.refresh(facts.clone());
        }
        let Some(Awaited::Entity(_, purpose)) = wanted else { return Vec::new() };
        match purpose {
            Purpose::Card => self.popup = Some(Popup::new(facts)),
            Purpose::Page => self.show_page(Sheet::Entity(Box::new(facts))),
            Purpose::Only => {
                self.leave_trail();
                self.popup = None;
                let articles = facts.articles.into_iter().map(|(article, _)| article).collect();
                self.narrow(Part::Mentioning(facts.entity), facts.name, articles);
                let open = self.reader.as_ref().and_then(|reader| self.list.position(reader.id()));
                self.list.selected = open.unwrap_or(0);
            }
            Purpose::Follow => return self.follow(&facts.entity, &facts.name, !facts.followed),
        }
        Vec::new()
    }

    fn show_page(&mut self, sheet: Sheet) {
        self.popup = None;
        if self.reading && self.page().is_none() {
            self.trail.pop_if(|step| matches!(step, Step::Article(..)));
            let open = self.reader.as_ref().map(|reader| Step::Article(reader.id().clone(), self.full));
            self.trail.extend(open);
        }
        self.trail.push(Step::Page(Page::new(sheet)));
        let surplus = self.trail.len().saturating_sub(STEPS);
        self.trail.drain(..surplus);
    }

    fn follow(&mut self, entity: &EntityId, name: &str, follow: bool) -> Vec<Effect> {
        let words = &self.words().page;
        let told = if follow { words.now_followed } else { words.no_more_followed };
        self.tell(&format!("{told}: {name}"));
        let mut effects = vec![Effect::Follow(entity.clone(), follow)];
        // What is shown is asked for again, behind the change.
        effects.extend(self.ask_page_again());
        effects.extend(self.popup.as_ref().map(|popup| Effect::Entity(popup.page.entity.clone())));
        effects.push(Effect::Alerts);
        effects
    }

    /// Asks again for what the page shows.
    pub(super) fn ask_page_again(&self) -> Option<Effect> {
        let page = self.page()?;
        Some(page.entity().map_or(Effect::Followed, |shown| Effect::Entity(shown.entity.clone())))
    }

    pub(super) fn take_followed(&mut self, followed: Vec<Followed>) -> Vec<Effect> {
        let wanted = self.was_awaited(&Awaited::Followed);
        let shown = self.page_mut().filter(|page| page.entity().is_none());
        if let Some(page) = shown {
            page.refresh(Sheet::Followed(followed));
        } else if wanted && followed.is_empty() {
            self.tell(self.words().page.none_followed);
        } else if wanted {
            self.show_page(Sheet::Followed(followed));
        }
        Vec::new()
    }

    pub(super) fn take_alerts(&mut self, articles: Vec<ArticleId>) -> Vec<Effect> {
        self.alerts = articles.into_iter().collect();
        Vec::new()
    }

    /// Keeps a search for an entity among the earlier ones.
    fn keep_search(&mut self, entity: &EntityId) -> Vec<Effect> {
        let id = entity.as_str();
        let plain = !id.contains(|c: char| c.is_whitespace() || "()\"".contains(c));
        let query = if plain { format!("entity:{id}") } else { format!("entity:\"{id}\"") };
        self.tell(self.words().page.kept);
        vec![Effect::RememberSearch(query)]
    }

    pub(super) fn act_in_page(&mut self, command: Command) -> Vec<Effect> {
        let Some(page) = self.page_mut() else { return Vec::new() };
        let screen = page.room().saturating_sub(2).max(1).cast_signed();
        match command {
            Command::Down => page.step_rows(1),
            Command::Up => page.step_rows(-1),
            Command::NextMention => page.step(1),
            Command::PreviousMention => page.step(-1),
            // Rows are read from the right.
            Command::Left if page.on_names() => page.step(1),
            Command::Right if page.on_names() => page.step(-1),
            Command::PageDown | Command::Advance => page.step_rows(screen),
            Command::PageUp => page.step_rows(-screen),
            Command::HalfDown => page.step_rows((screen / 2).max(1)),
            Command::HalfUp => page.step_rows(-(screen / 2).max(1)),
            Command::Top => {
                page.selected = 0;
                page.step(-isize::MAX);
            }
            Command::Bottom => page.step(isize::MAX),
            Command::In | Command::Left => return self.enter_item(),
            Command::Back | Command::Leave | Command::Right => return self.step_back(),
            Command::Help => self.help = Some(super::help::Help::default()),
            Command::EntityPage
            | Command::Follow
            | Command::Followed
            | Command::OnlyThis
            | Command::KeepSearch => return self.act_on_entity(command),
            _ => {}
        }
        Vec::new()
    }

    /// Opens the selected article, or the page of the selected entity.
    fn enter_item(&mut self) -> Vec<Effect> {
        let Some(page) = self.page() else { return Vec::new() };
        let own = page.entity().map(|page| page.entity.clone());
        match page.item() {
            Some(Item::Entity(entity)) => self.ask_entity(entity, Purpose::Page),
            Some(Item::Article(id)) => {
                self.names = None; // those of another article
                self.trail.push(Step::Article(id.clone(), false));
                self.open(id, own.map_or(Place::Kept, Place::Entity), true)
            }
            None => Vec::new(),
        }
    }

    /// Leaves the end of the trail for the step before it; where there is none, for the list.
    pub(super) fn step_back(&mut self) -> Vec<Effect> {
        self.trail.pop();
        match self.trail.last() {
            Some(Step::Article(id, full)) => {
                let (id, full) = (id.clone(), *full);
                (self.reading, self.full) = (true, full);
                let open = self.reader.as_ref().is_some_and(|reader| *reader.id() == id);
                if open { Vec::new() } else { self.open(id, Place::Kept, false) }
            }
            Some(Step::Page(_)) => self.ask_page_again().into_iter().collect(),
            None => {
                (self.reading, self.full) = (false, false);
                Vec::new()
            }
        }
    }

    /// Forgets the way through pages.
    pub(super) fn leave_trail(&mut self) {
        self.trail.clear();
    }

    /// Whether the article being read was opened from a page, so that `Back` leads there.
    pub(super) fn came_from_page(&self) -> bool {
        matches!(self.trail.as_slice(), [.., Step::Page(_), Step::Article(..)])
    }
}
