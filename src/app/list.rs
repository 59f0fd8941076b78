//! The list of articles: what is in it, which one is selected, which part is on the screen.
//!
//! Knows nothing of colours; titles are laid out here because their rows decide what fits.
//!
//! *Invariant:* where there are articles, the selection is one of them, and after `reveal` it is on the
//! screen.

use super::crop::crop;
use crate::model::{ArticleId, Summary};
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
}

impl List {
    /// The selected article.
    pub fn current(&self) -> Option<&Summary> {
        self.articles.get(self.selected)
    }

    /// The article of that id.
    pub fn get(&self, id: &ArticleId) -> Option<&Summary> {
        self.articles.iter().find(|article| article.id == *id)
    }

    /// As `get`, to change its status.
    pub fn get_mut(&mut self, id: &ArticleId) -> Option<&mut Summary> {
        self.articles.iter_mut().find(|article| article.id == *id)
    }

    /// The index of an article.
    pub fn position(&self, id: &ArticleId) -> Option<usize> {
        self.articles.iter().position(|article| article.id == *id)
    }

    /// Takes a new list; the selection stays on its article.
    pub fn replace(&mut self, articles: Vec<Summary>) {
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
        self.articles.iter().filter(|article| !article.status.read).count()
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
/// after it, are whole on the pane. Looks only at what fits on one screen, so that ten thousand articles
/// cost as much as ten.
pub fn reveal(titles: &[&str], selected: usize, top: usize, size: PaneSize, options: &TextOptions) -> usize {
    let last = titles.len().saturating_sub(1);
    let selected = selected.min(last);
    let height = |at: usize| title(titles[at], size.cols, options).len() + OTHER_ROWS + size.extra;
    if titles.is_empty() {
        return 0;
    }
    // The lowest possible top: what must be seen below ends at the pane's last row.
    let mut rows = height(selected).saturating_sub(1);
    let below = (selected + 1).min(last);
    if below != selected && rows + 1 + height(below) <= size.rows {
        rows += height(below);
    }
    let mut lowest = selected;
    while lowest > 0 && rows + height(lowest - 1) <= size.rows {
        lowest -= 1;
        rows += height(lowest);
    }
    let highest = if lowest < selected { selected - 1 } else { selected };
    top.clamp(lowest, highest)
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
    fn scrolling_keeps_a_neighbour_in_view_and_moves_no_more_than_needed() {
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
