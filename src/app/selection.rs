//! Selecting text in the reader: a logical range of the body, moved by what is seen (a cell to the left, a
//! line down) or by reading order (letters, words), copied in its original text.
//!
//! Knows nothing of colours. *Invariant:* both ends are cells that are shown: what is selected begins and ends
//! with what is painted. *Invariant:* what is copied is the article's own bytes, of what is shown only.

use std::ops::Range;

use super::App;
use super::command::Command;
use super::geometry::Shape;
use super::message::Effect;
use super::reader::Reader;
use crate::text::{Base, Cell, next_word, previous_word};

/// What is selected: from one cell to another, both included. Each by its bytes of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    anchor: Range<usize>,
    cursor: Range<usize>,
    /// The column that moving by lines aims at.
    goal: Option<usize>,
}

impl Selection {
    /// Its bytes of the body.
    pub fn range(&self) -> Range<usize> {
        self.anchor.start.min(self.cursor.start)..self.anchor.end.max(self.cursor.end)
    }

    /// The bytes of the cell that the keys move.
    pub fn cursor(&self) -> Range<usize> {
        self.cursor.clone()
    }
}

impl Reader {
    /// Whether text is being selected.
    pub fn is_selecting(&self) -> bool {
        self.selection.is_some()
    }

    /// Begins a selection: at the current name or match where it is in view, else at the top; whether there
    /// is anything to select.
    pub fn select(&mut self) -> bool {
        let top = self.document.start_of(self.top).map_or(0, |(byte, _)| byte);
        let first = self.first_from(self.mark_in_view().unwrap_or(top));
        self.selection = first.map(|cell| Selection { anchor: cell.clone(), cursor: cell, goal: None });
        self.selection.is_some()
    }

    /// The original text of what is selected, without what is not shown between its ends.
    pub fn selected_text(&self) -> Option<String> {
        let range = self.selection.as_ref()?.range();
        let body = self.opened.article.parsed.body.as_str();
        let mut text = String::new();
        let mut last: Option<usize> = None;
        for shown in self.document.ranges() {
            let part = shown.start.max(range.start)..shown.end.min(range.end);
            if part.is_empty() {
                continue;
            }
            let between = last.and_then(|end| body.get(end..part.start));
            text.push_str(between.map_or("", |gap| if gap.trim().is_empty() { gap } else { "\n\n" }));
            text.push_str(body.get(part.clone())?);
            last = Some(part.end);
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// Moves the end that the keys hold; at the edge of the text it stays.
    fn move_selection(&mut self, command: Command, justify: bool) {
        let Some(selection) = &self.selection else { return };
        let (cursor, goal) = (selection.cursor.clone(), selection.goal);
        let mut aimed = None;
        let found = match command {
            Command::SelectLeft => self.beside(&cursor, true),
            Command::SelectRight => self.beside(&cursor, false),
            Command::SelectNext => self.first_from(cursor.end),
            Command::SelectPrevious => self.last_before(cursor.start),
            Command::SelectNextWord => self.next_word_from(cursor.start),
            Command::SelectWordEnd => self.word_end_behind(cursor.end),
            Command::SelectPreviousWord => self.word_before(cursor.start),
            Command::SelectLineStart => self.sources(self.document.row_of(cursor.start)).into_iter().next(),
            Command::SelectLineEnd => self.sources(self.document.row_of(cursor.start)).pop(),
            Command::SelectDown | Command::SelectUp => {
                aimed = goal.or_else(|| self.column_of(&cursor, justify));
                aimed
                    .and_then(|column| self.on_line(&cursor, command == Command::SelectDown, column, justify))
            }
            Command::SelectHere | Command::SelectOtherEnd => {
                let other =
                    if command == Command::SelectHere { cursor.clone() } else { selection.anchor.clone() };
                self.follow(other.start);
                self.selection = Some(Selection { anchor: cursor, cursor: other, goal: None });
                return;
            }
            _ => None,
        };
        if let (Some(cell), Some(selection)) = (found, &mut self.selection) {
            selection.cursor = cell.clone();
            selection.goal = aimed;
            self.follow(cell.start);
        }
    }

    /// Scrolls as little as needed to keep a byte in view.
    fn follow(&mut self, byte: usize) {
        let row = self.document.row_of(byte);
        if row < self.top {
            self.scroll_to(row);
        } else if row >= self.top + self.height() {
            self.scroll_to(row + 1 - self.height());
        }
    }

    /// The bytes of the cells of a row of the body, in reading order.
    fn sources(&self, row: usize) -> Vec<Range<usize>> {
        let Some(shown) = self.document.row(row, None).filter(|shown| shown.source.is_some()) else {
            return Vec::new();
        };
        let cells = shown.line.cells.into_iter().map(|cell| cell.source);
        let mut sources: Vec<_> = cells.filter(|source| !source.is_empty()).collect();
        sources.sort_by_key(|source| (source.start, source.end));
        sources
    }

    /// The cell that shows a byte, else the first one after it.
    fn first_from(&self, byte: usize) -> Option<Range<usize>> {
        let mut rows = self.document.row_of(byte)..self.document.height();
        rows.find_map(|row| self.sources(row).into_iter().find(|source| source.end > byte))
    }

    /// The last cell before a byte.
    fn last_before(&self, byte: usize) -> Option<Range<usize>> {
        let mut rows = (0..=self.document.row_of(byte)).rev();
        rows.find_map(|row| self.sources(row).into_iter().rfind(|source| source.start < byte))
    }

    /// The cell at the left or at the right. Beyond the edge of a row it is the one at the other edge of the next
    /// row, as the article is read: the same for paragraphs of either direction, so each step can be taken back.
    fn beside(&self, cursor: &Range<usize>, left: bool) -> Option<Range<usize>> {
        let row = self.document.row_of(cursor.start);
        let line = self.document.row(row, None)?.line;
        let at = line.cells.iter().position(|cell| cell.source == *cursor)?;
        let (before, after) = (&line.cells[..at], &line.cells[at + 1..]);
        let nearest = |cells: &[Cell]| {
            let shown = |cell: &&Cell| !cell.source.is_empty() && cell.source != *cursor;
            let cell = if left { cells.iter().rfind(shown) } else { cells.iter().find(shown) };
            cell.map(|cell| cell.source.clone())
        };
        let across = |row: usize| {
            let shown = self.document.row(row, None).filter(|shown| shown.source.is_some())?;
            nearest(&shown.line.cells)
        };
        nearest(if left { before } else { after }).or_else(|| {
            if left == (self.document.base() == Base::Rtl) {
                (row + 1..self.document.height()).find_map(across)
            } else {
                (0..row).rev().find_map(across)
            }
        })
    }

    fn next_word_from(&self, byte: usize) -> Option<Range<usize>> {
        let body = self.opened.article.parsed.body.as_str();
        let end = next_word(body, byte);
        let start = previous_word(body, end);
        let start = if start > byte { start } else { previous_word(body, next_word(body, end)) };
        self.first_from(start).filter(|cell| cell.start > byte)
    }

    fn word_end_behind(&self, byte: usize) -> Option<Range<usize>> {
        let body = self.opened.article.parsed.body.as_str();
        let mut end = next_word(body, byte);
        while end < body.len() && !self.document.shows(end - 1) {
            end = next_word(body, end);
        }
        self.last_before(end)
    }

    fn word_before(&self, byte: usize) -> Option<Range<usize>> {
        let body = self.opened.article.parsed.body.as_str();
        let mut start = previous_word(body, byte);
        while start > 0 && !self.document.shows(start) {
            start = previous_word(body, start);
        }
        self.first_from(start).filter(|cell| cell.start < byte)
    }

    /// The cells of a row that show text, each with its first column in the pane.
    fn columns(&self, row: usize, justify: bool) -> Vec<(usize, Range<usize>)> {
        let Some(shown) = self.shown_row(row, justify).filter(|shown| shown.source.is_some()) else {
            return Vec::new();
        };
        let room = self.width().saturating_sub(shown.line.width());
        let mut column = if shown.line.base == Base::Rtl { room } else { 0 };
        let mut found = Vec::new();
        for cell in shown.line.cells {
            let cols = usize::from(cell.cols);
            if !cell.source.is_empty() {
                found.push((column, cell.source));
            }
            column += cols;
        }
        found
    }

    fn column_of(&self, cursor: &Range<usize>, justify: bool) -> Option<usize> {
        let cells = self.columns(self.document.row_of(cursor.start), justify);
        cells.into_iter().find(|(_, source)| source == cursor).map(|(column, _)| column)
    }

    /// The cell nearest to a column on the next line of text below or above.
    fn on_line(
        &self,
        cursor: &Range<usize>,
        down: bool,
        column: usize,
        justify: bool,
    ) -> Option<Range<usize>> {
        let row = self.document.row_of(cursor.start);
        let nearest = |row: usize| {
            let cells = self.columns(row, justify).into_iter();
            cells.min_by_key(|(at, _)| at.abs_diff(column)).map(|(_, source)| source)
        };
        if down {
            (row + 1..self.document.height()).find_map(nearest)
        } else {
            (0..row).rev().find_map(nearest)
        }
    }
}

impl App {
    /// Begins a selection in the article that is shown; the keys then go to it.
    pub(super) fn start_selection(&mut self) -> Vec<Effect> {
        if !self.reader.as_mut().is_some_and(Reader::select) {
            self.tell(self.words().no_article);
        } else if self.geometry().shape == Shape::List {
            self.enter();
        } else {
            self.reading = true;
        }
        Vec::new()
    }

    pub(super) fn act_in_selection(&mut self, command: Command) -> Vec<Effect> {
        let justify = self.settings.justify;
        let Some(reader) = &mut self.reader else { return Vec::new() };
        match command {
            Command::Repaint | Command::Suspend => return self.act(command),
            Command::EndSelection => reader.selection = None,
            Command::CopySelection => {
                let text = reader.selected_text();
                reader.selection = None;
                self.tell(self.words().selection_copied);
                return text.map(Effect::Copy).into_iter().collect();
            }
            motion => reader.move_selection(motion, justify),
        }
        Vec::new()
    }
}
