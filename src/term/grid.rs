//! The encoded screen: cells as the terminal holds them, in memory order.
//!
//! Knows no escape sequences and no directions.
//!
//! *Invariant:* the cell after a wide one is its shadow: an empty symbol with the same style.
//! *Invariant:* blanks that look alike are equal: they have no colour of letters and no weight.

use std::hash::{DefaultHasher, Hash, Hasher};

/// A colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Color {
    /// The terminal's own.
    #[default]
    Default,
    /// One of the 256 of the palette; the first 16 are the terminal's own too.
    Indexed(u8),
}

/// How a cell is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Style {
    /// Of the letters.
    pub fg: Color,
    /// Behind the letters.
    pub bg: Color,
    /// The bits of `Style::BOLD` and so on.
    pub flags: u8,
}

impl Style {
    pub(super) const BOLD: u8 = 1;
    pub(super) const DIM: u8 = 2;
    pub(super) const ITALIC: u8 = 4;
    pub(super) const UNDERLINE: u8 = 8;
    pub(super) const REVERSE: u8 = 16;
    pub(super) const STRIKE: u8 = 32;
    /// What changes the font, and so breaks joining letters where it begins inside a word.
    pub(super) const FONT: u8 = Self::BOLD | Self::DIM | Self::ITALIC;

    /// Whether a blank in this style shows more than its background.
    pub(super) fn shows_on_blanks(self) -> bool {
        self.flags & !Self::FONT != 0
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Cell {
    /// What is written; empty for the second column of a wide glyph.
    pub symbol: String,
    pub style: Style,
}

impl Cell {
    pub(super) fn new(symbol: String, style: Style) -> Self {
        let cell = Self { symbol, style };
        if cell.is_unseen() {
            Self { style: Style { bg: style.bg, ..Style::default() }, ..cell }
        } else {
            cell
        }
    }

    pub(super) fn blank() -> Self {
        Self { symbol: " ".to_owned(), style: Style::default() }
    }

    /// Whether it is a blank on which nothing but its background is seen.
    pub(super) fn is_unseen(&self) -> bool {
        matches!(self.symbol.as_str(), " " | "\u{2800}") && !self.style.shows_on_blanks()
    }

    /// Whether erasing makes it: a space on the terminal's own background, with nothing on it.
    pub(super) fn is_blank(&self) -> bool {
        self.symbol == " " && self.style == Style::default()
    }
}

/// A screen of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    pub cols: usize,
    pub rows: usize,
    cells: Vec<Cell>,
}

impl Grid {
    pub(super) fn blank(cols: usize, rows: usize) -> Self {
        Self { cols, rows, cells: vec![Cell::blank(); cols * rows] }
    }

    pub(super) fn row(&self, row: usize) -> &[Cell] {
        &self.cells[row * self.cols..(row + 1) * self.cols]
    }

    pub(super) fn row_mut(&mut self, row: usize) -> &mut [Cell] {
        &mut self.cells[row * self.cols..(row + 1) * self.cols]
    }

    /// Moves the rows `top..bottom` by `by` (up where positive); blank rows come in.
    pub(super) fn scroll(&mut self, top: usize, bottom: usize, by: isize) {
        let region = &mut self.cells[top * self.cols..bottom * self.cols];
        let shift = by.unsigned_abs() * self.cols;
        if by > 0 {
            region.rotate_left(shift);
            let kept = region.len() - shift;
            region[kept..].fill(Cell::blank());
        } else {
            region.rotate_right(shift);
            region[..shift].fill(Cell::blank());
        }
    }

    /// A number for every cell, equal where the cells are.
    pub(super) fn hashes(&self) -> Vec<u64> {
        self.cells
            .iter()
            .map(|cell| {
                let mut hasher = DefaultHasher::new();
                cell.hash(&mut hasher);
                hasher.finish()
            })
            .collect()
    }
}
