//! The card of an entity: its names, its forms, the articles that mention it.
//!
//! Knows nothing of how it is drawn but the rows that its articles take.

use crate::model::{EntityPage, Summary};

/// Rows of the card besides its articles: frame, name, English name, kind, forms, a heading, blanks.
pub const OTHER_ROWS: u16 = 9;

/// An open card.
#[derive(Clone, Debug)]
pub struct Popup {
    /// What it shows.
    pub page: EntityPage,
    /// Index of the selected article.
    pub selected: usize,
    /// Index of the first article on the card.
    pub top: usize,
}

impl Popup {
    /// A card for an entity.
    pub fn new(page: EntityPage) -> Self {
        Self { page, selected: 0, top: 0 }
    }

    /// Takes the same entity with newer facts.
    pub fn refresh(&mut self, page: EntityPage) {
        self.page = page;
        self.step(0);
    }

    /// The selected article.
    pub fn current(&self) -> Option<&Summary> {
        self.page.articles.get(self.selected).map(|(article, _)| article)
    }

    /// Moves the selection, to the ends at most.
    pub fn step(&mut self, by: isize) {
        let last = self.page.articles.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// Rows for articles on a screen of so many rows.
    pub fn room(screen_rows: u16) -> usize {
        usize::from(screen_rows.saturating_sub(2 + OTHER_ROWS)).max(1)
    }

    /// Scrolls so that the selection is in view.
    pub fn reveal(&mut self, screen_rows: u16) {
        let room = Self::room(screen_rows);
        self.top = self.top.clamp((self.selected + 1).saturating_sub(room), self.selected);
    }
}
