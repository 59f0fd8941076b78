//! The card of an entity: its names, its forms, the articles that mention it.
//!
//! Its name stands on the first row; below it everything else scrolls, so that nothing is out of reach in
//! a small window. Knows nothing of colours; forms are put on rows here because that decides what fits.
//!
//! *Invariant:* after `resize` the rows on the card are those from `top`. *Invariant:* the selected article
//! is the one that `chosen` gives only while it can be seen.

use std::ops::Range;

use super::page::{names, width};
use super::settings::Settings;
use super::words::words;
use crate::model::{EntityPage, Summary};

/// Rows of the card that do not scroll: frame and name.
pub const FIXED_ROWS: u16 = 3;
/// Columns of the card besides its text: frame, blanks, selection mark.
pub const FIXED_COLS: u16 = 6;
/// Most columns of a card.
const MOST_COLS: u16 = 64;

/// Rows of entities beside it: its page has them all.
const BESIDE_ROWS: usize = 2;

/// A form of the name, or a word of one, and its count; none but behind the last word.
pub type Form = (String, String);

/// A row of what scrolls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardRow {
    /// Nothing, to set parts apart.
    Blank,
    /// The English name.
    English,
    /// The class.
    Kind,
    /// Some forms of the name; the first row of them is told as such.
    Forms(bool, Vec<Form>),
    /// When it was first and last seen.
    Seen,
    /// What follows are the entities beside it.
    Beside,
    /// Some of them, by their indices.
    Names(Range<usize>),
    /// In how many articles it is mentioned.
    Heading,
    /// An article, by its index.
    Article(usize),
}

/// An open card.
#[derive(Clone, Debug)]
pub struct Popup {
    /// What it shows.
    pub page: EntityPage,
    /// Index of the selected article.
    pub selected: usize,
    rows: Vec<CardRow>,
    top: usize,
    room: usize,
    /// Whether the selection is to be seen at the next `resize`.
    follow: bool,
}

impl Popup {
    /// A card for an entity.
    pub fn new(page: EntityPage) -> Self {
        Self { page, selected: 0, rows: Vec::new(), top: 0, room: 1, follow: true }
    }

    /// Takes the same entity with newer facts.
    pub fn refresh(&mut self, page: EntityPage) {
        self.follow |= self.sees_selection();
        self.page = page;
        self.selected = self.selected.min(self.page.articles.len().saturating_sub(1));
    }

    /// The selected article, where it is in view; where not, it comes into view.
    pub fn chosen(&mut self) -> Option<&Summary> {
        if !self.sees_selection() {
            self.follow = true;
            return None;
        }
        self.page.articles.get(self.selected).map(|(article, _)| article)
    }

    /// Moves the selection, to the ends at most. Above the first article the card scrolls on to its top.
    pub fn step(&mut self, by: isize) {
        if by < 0 && self.selected == 0 {
            self.top = self.top.saturating_add_signed(by);
            return;
        }
        if by.abs() == 1 && !self.sees_selection() {
            self.top = self.top.saturating_add_signed(by);
            return;
        }
        let last = self.page.articles.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
        self.follow = true;
    }

    /// Columns of a card on a screen of so many.
    pub fn cols(screen_cols: u16) -> u16 {
        MOST_COLS.min(screen_cols.saturating_sub(2))
    }

    /// Lays its rows out for a screen, between title bar and status line where there is room.
    pub fn resize(&mut self, screen_cols: u16, screen_rows: u16, settings: &Settings) {
        let cols = usize::from(Self::cols(screen_cols).saturating_sub(FIXED_COLS)).max(1);
        self.room = usize::from(screen_rows.saturating_sub(2 + FIXED_ROWS)).max(1);
        self.rows = self.lay_out(cols, settings);
        if self.rows.len() > self.room {
            self.rows.retain(|row| *row != CardRow::Blank);
        }
        if std::mem::take(&mut self.follow)
            && let Some(row) = self.selected_row()
        {
            self.top = self.top.clamp((row + 1).saturating_sub(self.room), row);
        }
        self.top = self.top.min(self.rows.len().saturating_sub(self.room));
    }

    /// The rows on the card below the name.
    pub fn rows(&self) -> &[CardRow] {
        let end = (self.top + self.room).min(self.rows.len());
        self.rows.get(self.top..end).unwrap_or_default()
    }

    /// Whether there is more above and below.
    pub fn more(&self) -> (bool, bool) {
        (self.top > 0, self.top + self.room < self.rows.len())
    }

    fn selected_row(&self) -> Option<usize> {
        self.rows.iter().position(|row| *row == CardRow::Article(self.selected))
    }

    fn sees_selection(&self) -> bool {
        self.selected_row().is_some_and(|row| (self.top..self.top + self.room).contains(&row))
    }

    fn lay_out(&self, cols: usize, settings: &Settings) -> Vec<CardRow> {
        let mut rows = Vec::new();
        rows.extend(self.page.english.is_some().then_some(CardRow::English));
        rows.push(CardRow::Kind);
        rows.extend(self.page.first.is_some().then_some(CardRow::Seen));
        let forms = forms(&self.page, cols, settings).into_iter().enumerate();
        rows.extend(forms.map(|(at, forms)| CardRow::Forms(at == 0, forms)));
        if !self.page.neighbours.is_empty() {
            rows.extend([CardRow::Blank, CardRow::Beside]);
            let neighbours = names(&self.page.neighbours, cols, settings).into_iter();
            rows.extend(neighbours.take(BESIDE_ROWS).map(CardRow::Names));
        }
        rows.extend([CardRow::Blank, CardRow::Heading]);
        rows.extend((0..self.page.articles.len()).map(CardRow::Article));
        rows.push(CardRow::Blank);
        rows
    }
}

/// The forms on as many rows as they need; one that is wider than a row is broken between words.
pub(super) fn forms(page: &EntityPage, cols: usize, settings: &Settings) -> Vec<Vec<Form>> {
    let width = |text: &str| width(text, settings);
    let heading = width(words(settings.lang).variants) + 2;
    let mut rows: Vec<Vec<Form>> = vec![Vec::new()];
    let mut used = heading;
    for (form, count) in &page.variants {
        let count = settings.style().numerals(&count.to_string());
        let whole = width(form) + 1 + count.chars().count() <= cols;
        for (part, count) in if whole { vec![(form.clone(), count)] } else { by_words(form, &count) } {
            let needed = width(&part) + 1 + count.chars().count();
            if used + needed > cols && used > 0 {
                rows.push(Vec::new());
                used = 0;
            }
            used += needed + if count.is_empty() { 0 } else { 2 };
            rows.last_mut().into_iter().for_each(|row| row.push((part.clone(), count.clone())));
        }
    }
    rows
}

/// The words of a form, the count behind the last one.
fn by_words(form: &str, count: &str) -> Vec<Form> {
    let mut parts: Vec<Form> = form.split_whitespace().map(|word| (word.to_owned(), String::new())).collect();
    if let Some(last) = parts.last_mut() {
        count.clone_into(&mut last.1);
    }
    parts
}
