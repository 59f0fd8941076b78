//! The names of the open article as a list beside it: every entity by class, with its count.
//!
//! What is doubtful is in the list too (greyed), and painted only while the list stands on it. Knows nothing
//! of colours. *Invariant:* the list shows what the article says now: it is made anew whenever that changes.
//! *Invariant:* classes that are off have their heading, which says so, and nothing else.

use super::App;
use super::classes::Classes;
use super::command::Command;
use super::geometry::Shape;
use super::help::Help;
use super::key::KeyCode;
use super::message::Effect;
use super::pages::Purpose;
use super::words::{hidden, shown};
use crate::model::{EntityId, EntityKind, Opened, Tally};

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameRow {
    /// A class, and how many entities of it there are.
    Class(EntityKind, usize),
    /// An entity.
    Entity(Tally),
}

/// The open list.
#[derive(Clone, Debug, Default)]
pub struct Names {
    rows: Vec<NameRow>,
    /// The selected entity.
    selected: Option<EntityId>,
    top: usize,
    room: usize,
}

impl Names {
    /// Lays out the entities of an article for so many rows; what is selected stays in view.
    fn lay_out(&mut self, article: &Opened, classes: Classes, room: usize) {
        let at = self.at();
        let tallies = Tally::of(article.named());
        self.rows.clear();
        for kind in EntityKind::ALL {
            let of_kind = tallies.iter().filter(|tally| tally.kind == kind);
            let count = of_kind.clone().count();
            if count > 0 {
                self.rows.push(NameRow::Class(kind, count));
                self.rows.extend(of_kind.filter(|_| classes.has(kind)).cloned().map(NameRow::Entity));
            }
        }
        if self.at().is_none() {
            // What was selected is gone: what stands there now, else the last one.
            let entities = || self.rows.iter().enumerate().filter_map(|(at, row)| Some((at, entity(row)?)));
            let next = entities().find(|(row, _)| Some(*row) >= at).or_else(|| entities().next_back());
            self.selected = next.map(|(_, tally)| tally.entity.clone());
        }
        self.room = room.max(1);
        let selected = self.at().unwrap_or(0);
        // The heading above the first of a class is wanted too.
        let headed = selected > 0 && entity(&self.rows[selected - 1]).is_none();
        let first = if headed && self.room > 1 { selected - 1 } else { selected };
        self.top = self.top.clamp((selected + 1).saturating_sub(self.room), first);
        self.top = self.top.min(self.rows.len().saturating_sub(self.room));
    }

    /// The rows on the screen, each with whether it is selected.
    pub fn rows(&self) -> impl Iterator<Item = (&NameRow, bool)> {
        let at = self.at();
        self.rows.iter().enumerate().skip(self.top).take(self.room).map(move |(i, row)| (row, Some(i) == at))
    }

    /// Whether there is more above and below.
    pub fn more(&self) -> (bool, bool) {
        (self.top > 0, self.top + self.room < self.rows.len())
    }

    /// The selected entity.
    pub fn current(&self) -> Option<&Tally> {
        self.at().and_then(|at| entity(&self.rows[at]))
    }

    /// Which of the entities is selected, and how many are listed.
    pub fn place(&self) -> (usize, usize) {
        let entities = |rows: &[NameRow]| rows.iter().filter_map(entity).count();
        (self.at().map_or(0, |at| entities(&self.rows[..=at])), entities(&self.rows))
    }

    fn at(&self) -> Option<usize> {
        let selected = self.selected.as_ref()?;
        self.rows.iter().position(|row| entity(row).is_some_and(|tally| tally.entity == *selected))
    }

    /// Moves the selection by so many entities, to the ends at most.
    fn step(&mut self, by: isize) {
        let entities: Vec<&Tally> = self.rows.iter().filter_map(entity).collect();
        let at = entities.iter().position(|tally| Some(&tally.entity) == self.selected.as_ref());
        let next = at.unwrap_or(0).saturating_add_signed(by).min(entities.len().saturating_sub(1));
        self.selected = entities.get(next).map(|tally| tally.entity.clone());
    }

    fn page(&self) -> isize {
        self.room.saturating_sub(1).max(1).cast_signed()
    }
}

fn entity(row: &NameRow) -> Option<&Tally> {
    match row {
        NameRow::Class(..) => None,
        NameRow::Entity(tally) => Some(tally),
    }
}

impl App {
    /// Opens the list on the entity of the current mention; closes it where it is open.
    pub(super) fn toggle_names(&mut self) -> Vec<Effect> {
        if self.names.is_some() {
            return self.close_names();
        }
        let words = &self.words().names;
        let Some(reader) = &self.reader else {
            self.tell(self.words().no_article);
            return Vec::new();
        };
        if reader.opened.named().next().is_none() {
            self.tell(words.nothing);
            return Vec::new();
        }
        let selected = reader.current_mention().map(|mention| mention.entity.clone());
        if self.geometry().shape == Shape::List {
            self.enter();
        }
        self.reading = true;
        self.names = Some(Names { selected, ..Names::default() });
        Vec::new()
    }

    pub(super) fn close_names(&mut self) -> Vec<Effect> {
        self.names = None;
        if let Some(reader) = &mut self.reader {
            reader.point(None, &self.settings);
        }
        Vec::new()
    }

    pub(super) fn act_in_names(&mut self, command: Command) -> Vec<Effect> {
        let Some(names) = &mut self.names else { return Vec::new() };
        let page = names.page();
        match command {
            Command::Down => names.step(1),
            Command::Up => names.step(-1),
            Command::HalfDown => names.step((page / 2).max(1)),
            Command::HalfUp => names.step(-(page / 2).max(1)),
            Command::PageDown | Command::Advance => names.step(page),
            Command::PageUp => names.step(-page),
            Command::Top => names.step(isize::MIN),
            Command::Bottom => names.step(isize::MAX),
            Command::In | Command::Left => {
                let entity = names.current().map(|tally| tally.entity.clone());
                return entity.map_or_else(Vec::new, |entity| self.ask_entity(entity, Purpose::Card));
            }
            Command::Back | Command::Leave | Command::Right | Command::Names => return self.close_names(),
            Command::NextMention | Command::PreviousMention => {
                let effects = self.walk_mentions(command == Command::NextMention);
                let walked = self.reader.as_ref().and_then(|reader| reader.current_mention());
                if let (Some(names), Some(mention)) = (&mut self.names, walked) {
                    names.selected = Some(mention.entity.clone());
                }
                return effects;
            }
            Command::NextOfSame | Command::PreviousOfSame => {
                self.point_at_selected(false);
                return self.walk_same(command == Command::NextOfSame);
            }
            Command::EntityPage | Command::Follow | Command::OnlyThis | Command::KeepSearch => {
                self.point_at_selected(false);
                return self.act_on_entity(command);
            }
            Command::Correct => {
                self.point_at_selected(false);
                return self.open_correction();
            }
            Command::Help => {
                self.help = Some(Help::default());
                return Vec::new();
            }
            Command::Followed => return self.act_on_entity(command),
            _ => return Vec::new(),
        }
        self.point_at_selected(true);
        Vec::new()
    }

    /// Has the reader paint the selected entity, however doubtful, and go to its first mention; or stay, where
    /// one of its mentions is the current one already and `first` does not ask for the first.
    fn point_at_selected(&mut self, first: bool) {
        let entity = self.names.as_ref().and_then(|names| names.current()).map(|tally| tally.entity.clone());
        let (Some(entity), Some(reader)) = (entity, &mut self.reader) else { return };
        let there = reader.current_mention().is_some_and(|mention| mention.entity == entity);
        reader.point(Some(entity.clone()), &self.settings);
        if first || !there {
            reader.go_to_entity(&entity);
        }
    }

    /// Walks to another mention of the entity of the current one.
    pub(super) fn walk_same(&mut self, forward: bool) -> Vec<Effect> {
        let walked = self.reader.as_mut().is_some_and(|reader| reader.walk_same(forward));
        if walked {
            self.reading = true;
        } else {
            self.tell(self.words().no_mention_chosen);
        }
        Vec::new()
    }

    /// A number key: a choice of the open pop-up, else a class to be shown or hidden.
    pub(super) fn press_number(&mut self, code: KeyCode) -> Vec<Effect> {
        let Some(at) = code.choice() else { return Vec::new() };
        let covered = self.help.is_some() || self.calibration.open;
        match EntityKind::ALL.get(at) {
            _ if covered => Vec::new(),
            _ if self.correcting.is_some() => self.choose_correction(at),
            Some(kind) if self.popup.is_none() && self.page().is_none() => self.toggle_class(*kind),
            _ => Vec::new(),
        }
    }

    fn toggle_class(&mut self, kind: EntityKind) -> Vec<Effect> {
        let on = self.settings.classes.toggle(kind);
        for reader in self.reader.iter_mut().chain(&mut self.preview) {
            reader.repaint(&self.settings);
        }
        let told = if on { shown } else { hidden };
        self.tell(&told(kind, self.settings.lang));
        Vec::new()
    }

    /// Lays the list out anew after whatever happened.
    pub(super) fn settle_names(&mut self, rows: u16) {
        if !self.reading && self.names.is_some() {
            self.close_names();
        }
        if let (Some(names), Some(reader)) = (&mut self.names, &mut self.reader) {
            let before = names.selected.clone();
            names.lay_out(&reader.opened, self.settings.classes, usize::from(rows));
            if reader.points() && names.selected != before {
                reader.point(names.selected.clone(), &self.settings); // what it pointed at is listed no more
            }
        }
    }
}
