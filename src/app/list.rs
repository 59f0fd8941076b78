//! The list of articles: what is in it, which one is selected, which part is on the screen.
//!
//! Knows nothing of colours; titles are laid out here because their rows decide what fits.
//!
//! *Invariant:* where there are articles, the selection is one of them, and after `reveal` it is on the
//! screen.

use super::crop::crop;
use crate::model::{ArticleId, EntityId, Found, Summary};
use crate::text::{Clean, Direction, Line, Paragraph, TextOptions};

/// Rows of an article besides its title: facts, and a blank row.
const OTHER_ROWS: usize = 2;

/// The list.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// All articles, newest first.
    pub articles: Vec<Summary>,
    /// Index of the selected one.
    pub selected: usize,
    /// Index of the first one on the screen.
    pub top: usize,
    /// Where only a part is shown: what it is a part of.
    pub narrowed: Option<Narrowed>,
}

/// What the articles of a part of the list have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// They are like one article.
    Related,
    /// They tell of the same event as this article.
    Thread(ArticleId),
    /// They mention this entity.
    Mentioning(EntityId),
    /// A search found them.
    Found {
        /// How many there are in all, more perhaps than are listed.
        total: usize,
        /// Whether that is about so many.
        approximate: bool,
    },
}

impl Part {
    /// What a search found.
    pub fn of(found: &Found) -> Self {
        Self::Found { total: found.total, approximate: found.approximate }
    }

    /// Whether a search found it.
    pub fn is_found(&self) -> bool {
        matches!(self, Self::Found { .. })
    }
}

/// What is behind a list that shows only a part.
#[derive(Clone, Debug)]
pub struct Narrowed {
    /// Which part.
    pub part: Part,
    /// Title of the article, name of the entity, or what was searched for.
    pub title: String,
    /// The list as it was: all of it, or the results of a search.
    below: Box<List>,
}

impl List {
    /// The selected article.
    pub fn current(&self) -> Option<&Summary> {
        self.articles.get(self.selected)
    }

    /// All articles, also those that are not shown.
    pub fn whole(&self) -> &[Summary] {
        self.narrowed.as_ref().map_or(&self.articles, |narrowed| narrowed.below.whole())
    }

    /// The article of that id, shown or not.
    pub fn get(&self, id: &ArticleId) -> Option<&Summary> {
        self.whole().iter().find(|article| article.id == *id)
    }

    /// All rows, shown or not, to change their status; an article may have several.
    pub fn rows_mut(&mut self) -> impl Iterator<Item = &mut Summary> {
        let below: Box<dyn Iterator<Item = &mut Summary>> = match &mut self.narrowed {
            Some(narrowed) => Box::new(narrowed.below.rows_mut()),
            None => Box::new(std::iter::empty()),
        };
        self.articles.iter_mut().chain(below)
    }

    /// Shows only these: that part, by the article of that title, the entity of that name or that search.
    /// Another part takes the place of one, but results stay below what they led to.
    pub fn narrow(&mut self, part: Part, title: String, articles: Vec<Summary>) {
        let mut below = std::mem::take(self);
        while let Some(narrowed) = below.narrowed.take_if(|old| !old.part.is_found() || part.is_found()) {
            below = *narrowed.below;
        }
        let narrowed = Some(Narrowed { part, title, below: Box::new(below) });
        *self = Self { articles, narrowed, ..Self::default() };
    }

    /// Shows again what this is a part of, as before, the selection on `open` where that is one of both; whether
    /// it did not show all already.
    pub fn widen(&mut self, open: Option<&ArticleId>) -> bool {
        let Some(narrowed) = self.narrowed.take() else { return false };
        let open = open.filter(|id| self.position(id).is_some());
        *self = *narrowed.below;
        self.selected = open.and_then(|id| self.position(id)).unwrap_or(self.selected);
        true
    }

    /// The entity that all shown articles mention, where they are shown for that.
    pub fn mentioning(&self) -> Option<&EntityId> {
        match &self.narrowed.as_ref()?.part {
            Part::Mentioning(entity) => Some(entity),
            Part::Related | Part::Thread(_) | Part::Found { .. } => None,
        }
    }

    /// The article whose story is shown.
    pub fn thread_of(&self) -> Option<&ArticleId> {
        match &self.narrowed.as_ref()?.part {
            Part::Thread(of) => Some(of),
            Part::Related | Part::Mentioning(_) | Part::Found { .. } => None,
        }
    }

    /// How many articles it stands for, and whether that is about so many.
    pub fn total(&self) -> (usize, bool) {
        match self.narrowed.as_ref().map(|narrowed| &narrowed.part) {
            Some(Part::Found { total, approximate }) => (self.articles.len().max(*total), *approximate),
            _ => (self.articles.len(), false),
        }
    }

    /// Lists more results of the search whose results it shows, or had shown before what they led to.
    pub fn learn(&mut self, found: &Found) {
        let Some(narrowed) = &mut self.narrowed else { return };
        if !narrowed.part.is_found() {
            narrowed.below.learn(found);
        } else if narrowed.title == found.query.trim() {
            narrowed.part = Part::of(found);
            self.show(found.articles());
        }
    }

    /// The index of a shown article.
    pub fn position(&self, id: &ArticleId) -> Option<usize> {
        self.articles.iter().position(|article| article.id == *id)
    }

    /// Takes a new list; the selection stays on its article.
    pub fn replace(&mut self, articles: Vec<Summary>) {
        let Some(narrowed) = &mut self.narrowed else { return self.show(articles) };
        narrowed.below.replace(articles);
        let rows = self.articles.iter().filter_map(|row| self.get(&row.id).cloned()).collect();
        self.show(rows);
    }

    /// Shows these in their place; the selection stays on its article.
    pub fn show(&mut self, articles: Vec<Summary>) {
        let selected = self.current().map(|article| article.id.clone());
        self.articles = articles;
        let kept = selected.and_then(|id| self.position(&id));
        self.selected = kept.unwrap_or(self.selected).min(self.articles.len().saturating_sub(1));
    }

    /// Moves the selection by so many articles, to the ends at most.
    pub fn step(&mut self, by: isize) {
        let last = self.articles.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// How many are unread.
    pub fn unread(&self) -> usize {
        self.whole().iter().filter(|article| !article.status.read).count()
    }

    /// The next unread article after an index, then from the beginning; not the one at the index.
    pub fn next_unread(&self, after: usize) -> Option<usize> {
        let unread = |at: &usize| !self.articles[*at].status.read;
        let len = self.articles.len();
        (after + 1..len).chain(0..after.min(len)).find(unread)
    }

    /// Scrolls so that the selection is whole on a pane of that size, with a neighbour beside it.
    pub fn reveal(&mut self, size: PaneSize, options: &TextOptions) {
        let titles: Vec<&str> = self.articles.iter().map(|article| article.title.as_str()).collect();
        self.top = reveal(&titles, self.selected, self.top, size, options);
    }
}

/// The room for rows of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaneSize {
    /// Columns of text.
    pub cols: usize,
    /// Rows.
    pub rows: usize,
    /// Rows that each article takes besides the usual ones (a search's snippet).
    pub extra: usize,
}

/// The first of `titles` to show so that the selected one, and where there is room the ones before and
/// after it, are whole on the pane. Where `top` does not show them, a screen further, so that of many moves
/// one paints the pane and the others a mark. Looks only at what fits on one screen, so that ten thousand
/// articles cost as much as ten.
pub fn reveal(titles: &[&str], selected: usize, top: usize, size: PaneSize, options: &TextOptions) -> usize {
    let last = titles.len().saturating_sub(1);
    let selected = selected.min(last);
    let height = |at: usize| title(titles[at], size.cols, options).len() + OTHER_ROWS + size.extra;
    if titles.is_empty() {
        return 0;
    }
    // What must be seen below ends at the pane's last row.
    let below = (selected + 1).min(last);
    let lowest = first_of_screen(below, size.rows, height).min(selected);
    let highest = if lowest < selected { selected - 1 } else { selected };
    if top < lowest {
        highest.min(first_of_screen(last, size.rows, height)).max(lowest)
    } else if top > highest {
        lowest
    } else {
        top
    }
}

/// The first article of the screen that ends with the one at `last`.
fn first_of_screen(last: usize, room: usize, height: impl Fn(usize) -> usize) -> usize {
    let mut rows = height(last).saturating_sub(1);
    let mut first = last;
    while first > 0 && rows + height(first - 1) <= room {
        first -= 1;
        rows += height(first);
    }
    first
}

/// A title on at most two rows; what does not fit is cut with an ellipsis.
pub fn title(title: &str, cols: usize, options: &TextOptions) -> Vec<Line> {
    let paragraph = Paragraph::new(&Clean::line(title), options);
    let spans = paragraph.wrap(cols.max(1));
    let mut lines: Vec<Line> = spans.iter().take(2).map(|span| paragraph.line(span)).collect();
    if spans.len() > 2 {
        let from = spans[1].source.start;
        let rest = TextOptions { direction: Direction::Fixed(paragraph.base()), ..*options };
        lines[1] = crop(title.get(from..).unwrap_or_default(), from, cols, &rest);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(titles: &[&str], selected: usize, top: usize) -> usize {
        let size = PaneSize { cols: 20, rows: 9, extra: 0 };
        reveal(titles, selected, top, size, &TextOptions::default())
    }

    #[test]
    fn scrolling_goes_a_screen_further_and_keeps_a_neighbour() {
        let titles = ["أ"; 20];
        let size = PaneSize { cols: 20, rows: 20, extra: 0 };
        let shown = |selected, top| reveal(&titles, selected, top, size, &TextOptions::default());
        assert_eq!((shown(5, 0), shown(6, 0), shown(7, 5)), (0, 5, 5), "seven fit");
        assert_eq!((shown(5, 5), shown(3, 4)), (0, 0));
        assert_eq!((shown(19, 0), shown(15, 11)), (13, 11), "the last screen is full");
    }

    #[test]
    fn scrolling_keeps_a_neighbour_in_view() {
        let titles = ["أ", "ب", "ج", "د", "هـ", "و"];
        assert_eq!(shown(&titles, 0, 0), 0);
        assert_eq!(shown(&titles, 1, 0), 0);
        assert_eq!(shown(&titles, 2, 0), 1, "three fit: the one below is wanted too");
        assert_eq!(shown(&titles, 1, 3), 0, "and the one above");
        assert_eq!(shown(&[], 0, 7), 0);
    }

    #[test]
    fn a_long_title_takes_two_rows_and_keeps_its_sources() {
        let text = "كلمة ثم كلمة ثم كلمة ثم كلمة ثم كلمة ثم كلمة ثم كلمة";
        let lines = title(text, 20, &TextOptions::default());
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.width() <= 20));
        let sources = lines.iter().flat_map(|line| &line.cells).map(|cell| cell.source.clone());
        assert!(sources.filter(|source| !source.is_empty()).all(|source| text.get(source).is_some()));
    }
}
