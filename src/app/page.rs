//! A page over the panes: an entity over the whole library, or the list of who is followed.
//!
//! Its rows are laid out here because they decide what the keys reach; its *items* (entities beside this
//! one, articles, followed entities) are walked one by one or row by row. Knows nothing of colours.
//!
//! *Invariant:* items are numbered in the order in which they stand. *Invariant:* after `resize` the
//! selected item is on the screen, but where the reader scrolled on to the top from the first one.

use std::ops::Range;

use super::crop::crop;
use super::popup::{Form, forms};
use super::settings::Settings;
use super::timeline::Timeline;
use crate::model::{ArticleId, EntityId, EntityPage, Followed, Summary, Tally};

/// Columns of a page besides its text: blanks, the gutter of the selection and of the unread mark.
pub const FIXED_COLS: u16 = 6;
/// Most columns of a page.
const MOST_COLS: u16 = 100;
/// Columns between two names on a row.
pub const GAP: usize = 3;

/// What a page shows.
#[derive(Clone, Debug)]
pub enum Sheet {
    /// An entity.
    Entity(Box<EntityPage>),
    /// Who is followed.
    Followed(Vec<Followed>),
}

/// A heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// Of the timeline.
    Months,
    /// Of the entities beside this one.
    Beside,
    /// Of its articles.
    Articles,
    /// Of who is followed.
    Followed,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageRow {
    /// Nothing, to set parts apart.
    Blank,
    /// The name.
    Name,
    /// The English name.
    English,
    /// Class and number of articles.
    Facts,
    /// When it was first and last seen.
    Seen,
    /// Some forms of the name; the first row of them is told as such.
    Forms(bool, Vec<Form>),
    /// What follows.
    Heading(Heading),
    /// The sparkline.
    Timeline,
    /// Some entities beside this one, by their indices.
    Names(Range<usize>),
    /// An article, by its index.
    Article(usize),
    /// Someone who is followed, by the index.
    Followed(usize),
}

/// What an item stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// An article.
    Article(ArticleId),
    /// An entity.
    Entity(EntityId),
}

/// An open page.
#[derive(Clone, Debug)]
pub struct Page {
    /// What it shows.
    pub sheet: Sheet,
    /// Number of the selected item.
    pub selected: usize,
    rows: Vec<PageRow>,
    top: usize,
    room: usize,
    /// Whether the selection is to be seen at the next `resize`.
    follow: bool,
}

impl Page {
    /// A page with its first item selected.
    pub fn new(sheet: Sheet) -> Self {
        Self { sheet, selected: 0, rows: Vec::new(), top: 0, room: 1, follow: true }
    }

    /// The entity that it shows, on an entity's page.
    pub fn entity(&self) -> Option<&EntityPage> {
        match &self.sheet {
            Sheet::Entity(page) => Some(page),
            Sheet::Followed(_) => None,
        }
    }

    /// Takes newer facts; the same item stays selected, where it is still there.
    pub fn refresh(&mut self, sheet: Sheet) {
        let before = self.item();
        self.sheet = sheet;
        let kept =
            before.and_then(|item| (0..self.items()).find(|at| self.item_at(*at).as_ref() == Some(&item)));
        self.selected = kept.unwrap_or(self.selected).min(self.items().saturating_sub(1));
    }

    /// How many items it has.
    pub fn items(&self) -> usize {
        match &self.sheet {
            Sheet::Entity(page) => page.neighbours.len() + page.articles.len(),
            Sheet::Followed(all) => all.len(),
        }
    }

    /// The selected item.
    pub fn item(&self) -> Option<Item> {
        self.item_at(self.selected)
    }

    fn item_at(&self, at: usize) -> Option<Item> {
        match &self.sheet {
            Sheet::Followed(all) => all.get(at).map(|followed| Item::Entity(followed.entity.clone())),
            Sheet::Entity(page) => match page.neighbours.get(at) {
                Some(tally) => Some(Item::Entity(tally.entity.clone())),
                None => page
                    .articles
                    .get(at - page.neighbours.len())
                    .map(|(article, _)| Item::Article(article.id.clone())),
            },
        }
    }

    /// The articles on it, to change their status.
    pub fn articles_mut(&mut self) -> impl Iterator<Item = &mut Summary> {
        let articles = match &mut self.sheet {
            Sheet::Entity(page) => page.articles.as_mut_slice(),
            Sheet::Followed(_) => &mut [],
        };
        articles.iter_mut().map(|(article, _)| article)
    }

    /// Moves the selection by items, to the ends at most; above the first one the page scrolls on to its top.
    pub fn step(&mut self, by: isize) {
        if by < 0 && self.selected == 0 {
            self.top = self.top.saturating_add_signed(by);
            return;
        }
        self.selected = self.selected.saturating_add_signed(by).min(self.items().saturating_sub(1));
        self.follow = true;
    }

    /// Moves the selection by rows that have items.
    pub fn step_rows(&mut self, by: isize) {
        let rows: Vec<Range<usize>> =
            self.rows.iter().map(|row| self.items_of(row)).filter(|items| !items.is_empty()).collect();
        let Some(at) = rows.iter().position(|items| items.contains(&self.selected)) else { return };
        let next = at.saturating_add_signed(by).min(rows.len() - 1);
        if next == at {
            return self.step(if by < 0 && at == 0 { -isize::MAX } else { 0 });
        }
        let (here, there) = (&rows[at], &rows[next]);
        self.selected = (there.start + self.selected - here.start).min(there.end - 1);
        self.follow = true;
    }

    /// Rows of a screenful.
    pub fn room(&self) -> usize {
        self.room
    }

    /// Whether names stand beside each other on the row of the selection.
    pub fn on_names(&self) -> bool {
        self.entity().is_some_and(|page| self.selected < page.neighbours.len())
    }

    fn items_of(&self, row: &PageRow) -> Range<usize> {
        let articles = self.entity().map_or(0, |page| page.neighbours.len());
        match row {
            PageRow::Names(names) => names.clone(),
            PageRow::Article(at) => articles + at..articles + at + 1,
            PageRow::Followed(at) => *at..at + 1,
            _ => 0..0,
        }
    }

    /// Columns of its text on a screen of so many.
    pub fn cols(screen_cols: u16) -> u16 {
        MOST_COLS.min(screen_cols).saturating_sub(FIXED_COLS).max(1)
    }

    /// Lays its rows out for a screen, between title bar and status line.
    pub fn resize(&mut self, screen_cols: u16, screen_rows: u16, settings: &Settings) {
        self.room = usize::from(screen_rows.saturating_sub(2)).max(1);
        self.rows = self.lay_out(usize::from(Self::cols(screen_cols)), settings);
        let row = self.rows.iter().position(|row| self.items_of(row).contains(&self.selected));
        if std::mem::take(&mut self.follow)
            && let Some(row) = row
        {
            let highest = if self.selected == 0 { 0 } else { row.saturating_sub(1) };
            self.top = self.top.min(highest).max((row + 2).saturating_sub(self.room));
        }
        self.top = self.top.min(self.rows.len().saturating_sub(self.room));
    }

    /// The rows on the screen.
    pub fn rows(&self) -> &[PageRow] {
        let end = (self.top + self.room).min(self.rows.len());
        self.rows.get(self.top..end).unwrap_or_default()
    }

    /// Whether there is more above and below.
    pub fn more(&self) -> (bool, bool) {
        (self.top > 0, self.top + self.room < self.rows.len())
    }

    fn lay_out(&self, cols: usize, settings: &Settings) -> Vec<PageRow> {
        let page = match &self.sheet {
            Sheet::Entity(page) => page,
            Sheet::Followed(all) => {
                let heading = [PageRow::Heading(Heading::Followed), PageRow::Blank];
                return heading.into_iter().chain((0..all.len()).map(PageRow::Followed)).collect();
            }
        };
        let mut rows = vec![PageRow::Name];
        rows.extend(page.english.is_some().then_some(PageRow::English));
        rows.push(PageRow::Facts);
        rows.extend(page.first.is_some().then_some(PageRow::Seen));
        let forms = forms(page, cols, settings).into_iter().enumerate();
        rows.extend(forms.map(|(at, forms)| PageRow::Forms(at == 0, forms)));
        if !page.months.is_empty() {
            rows.extend([PageRow::Blank, PageRow::Heading(Heading::Months), PageRow::Timeline]);
        }
        if !page.neighbours.is_empty() {
            rows.extend([PageRow::Blank, PageRow::Heading(Heading::Beside)]);
            rows.extend(names(&page.neighbours, cols, settings).into_iter().map(PageRow::Names));
        }
        rows.extend([PageRow::Blank, PageRow::Heading(Heading::Articles)]);
        rows.extend((0..page.articles.len()).map(PageRow::Article));
        rows
    }
}

/// The entities beside one on as many rows as they need, each with letter, name and count.
pub fn names(tallies: &[Tally], cols: usize, settings: &Settings) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut used = 0;
    for (at, tally) in tallies.iter().enumerate() {
        let needed = 2 + width(&tally.name, settings) + 1 + tally.count.to_string().len();
        if let Some(row) = rows.last_mut().filter(|_| used + GAP + needed <= cols) {
            row.end = at + 1;
            used += GAP + needed;
        } else {
            rows.push(at..at + 1);
            used = needed;
        }
    }
    rows
}

/// The timeline of an entity where a row has so many columns, of which its two labels take some.
pub fn timeline(page: &EntityPage, cols: usize, settings: &Settings) -> Option<Timeline> {
    let (first, last) = (page.months.first()?, page.months.last()?);
    let style = settings.style();
    let label = |month| width(&style.month(month), settings) + 1;
    Timeline::new(&page.months, cols.saturating_sub(label(first) + label(last)))
}

/// Columns of a text on one row.
pub(super) fn width(text: &str, settings: &Settings) -> usize {
    crop(text, 0, usize::MAX / 4, &settings.text_options()).width()
}
