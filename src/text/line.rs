//! A line of cells, and what can be asked of it: where a byte is, what a column shows, where a logical
//! range lies.
//!
//! Columns count from the left edge of the line's first cell, without padding. It knows nothing of screens:
//! callers add the column where they put the line.
//!
//! *Invariant:* for every byte where a cell begins, `hit(block(byte))` is that byte.

use std::ops::Range;

use super::{Affinity, Base, Cell, Cursor};

/// One row of cells in visual order, left to right, without padding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The cells.
    pub cells: Vec<Cell>,
    /// The direction of the paragraph: where the line starts.
    pub base: Base,
}

impl Cell {
    /// Whether it is read right to left.
    pub fn is_rtl(&self) -> bool {
        self.level % 2 == 1
    }

    /// The cursor on the given side of it.
    fn side(&self, right: bool) -> Cursor {
        if right == self.is_rtl() {
            Cursor { byte: self.source.start, affinity: Affinity::Downstream }
        } else {
            Cursor { byte: self.source.end, affinity: Affinity::Upstream }
        }
    }
}

impl Line {
    /// Columns it takes.
    pub fn width(&self) -> usize {
        self.cells.iter().map(|cell| usize::from(cell.cols)).sum()
    }

    /// Cells with their columns.
    fn columns(&self) -> impl DoubleEndedIterator<Item = (Range<usize>, &Cell)> {
        let mut end = 0;
        let cells: Vec<_> = self
            .cells
            .iter()
            .map(|cell| {
                let start = end;
                end += usize::from(cell.cols);
                (start..end, cell)
            })
            .collect();
        cells.into_iter()
    }

    /// The cursor for a click on a column: before the cell that is there, at the end or start of the line
    /// beyond its edges.
    pub fn hit(&self, column: usize) -> Cursor {
        let shown = || self.columns().filter(|(_, cell)| !cell.source.is_empty());
        if let Some((_, cell)) = shown().find(|(columns, _)| columns.contains(&column)) {
            return Cursor { byte: cell.source.start, affinity: Affinity::Downstream };
        }
        match shown().rfind(|(columns, _)| columns.start <= column) {
            // On a cell that layout added: behind the cell it was added to.
            Some((_, cell)) if column < self.width() => cell.side(true),
            _ => self.edge_cursor(self.base == Base::Ltr),
        }
    }

    /// The cursor at the logical start or end of the line.
    fn edge_cursor(&self, end: bool) -> Cursor {
        let sources = || self.cells.iter().map(|cell| &cell.source);
        if end {
            Cursor { byte: sources().map(|s| s.end).max().unwrap_or(0), affinity: Affinity::Upstream }
        } else {
            Cursor { byte: sources().map(|s| s.start).min().unwrap_or(0), affinity: Affinity::Downstream }
        }
    }

    /// The columns of the cell that shows a byte of the original, for a cursor painted as a block. None at
    /// the end of the line and where nothing is shown.
    pub fn block(&self, byte: usize) -> Option<Range<usize>> {
        self.columns().find(|(_, cell)| cell.source.contains(&byte)).map(|(columns, _)| columns)
    }

    /// The column boundary (0 to the width) at which a cursor stands: the start edge of the cell behind it,
    /// or, with upstream affinity, the end edge of the cell before it.
    pub fn edge(&self, cursor: Cursor) -> usize {
        let after = || {
            self.columns()
                .find(|(_, cell)| !cell.source.is_empty() && cell.source.contains(&cursor.byte))
                .map(|(columns, cell)| if cell.is_rtl() { columns.end } else { columns.start })
        };
        let before = || {
            self.columns()
                .find(|(_, cell)| cell.source.start < cursor.byte && cursor.byte <= cell.source.end)
                .map(|(columns, cell)| if cell.is_rtl() { columns.start } else { columns.end })
        };
        let found = match cursor.affinity {
            Affinity::Downstream => after().or_else(before),
            Affinity::Upstream => before().or_else(after),
        };
        let at_start = cursor.byte <= self.edge_cursor(false).byte;
        found.unwrap_or(if at_start == (self.base == Base::Ltr) { 0 } else { self.width() })
    }

    /// One cell to the right on the screen. None at the edge.
    pub fn right(&self, cursor: Cursor) -> Option<Cursor> {
        let edge = self.edge(cursor);
        let (_, cell) =
            self.columns().find(|(columns, cell)| columns.start >= edge && !cell.source.is_empty())?;
        Some(cell.side(true))
    }

    /// One cell to the left on the screen. None at the edge.
    pub fn left(&self, cursor: Cursor) -> Option<Cursor> {
        let edge = self.edge(cursor);
        let (_, cell) =
            self.columns().rev().find(|(columns, cell)| columns.end <= edge && !cell.source.is_empty())?;
        Some(cell.side(false))
    }

    /// The stretches of columns, left to right, that show a logical range of the original: several where
    /// it crosses a change of direction.
    pub fn stretches(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut stretches: Vec<Range<usize>> = Vec::new();
        for (columns, cell) in self.columns() {
            if cell.source.start >= range.end || cell.source.end <= range.start {
                continue;
            }
            match stretches.last_mut() {
                Some(last) if last.end == columns.start => last.end = columns.end,
                _ => stretches.push(columns),
            }
        }
        stretches
    }
}
