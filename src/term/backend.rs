//! The backend: what the terminal shows, and the bytes that turn it into the next frame.
//!
//! Knows the terminal only by the strategy that was chosen for it. Writes nothing itself: it returns
//! bytes for one `write(2)`, and none where nothing changed.
//!
//! *Invariant:* the shadow is the *encoded* screen, as the terminal has it in memory, so a comparison
//! never sees a row as it was meant. *Invariant:* synchronised output is closed within the frame that
//! opened it. *Invariant:* a scroll region stays set between frames, the same one most often; a clear and
//! the end (`Screen::leave`) reset it.

use std::io::Write as _;
use std::ops::Range;

use ratatui::buffer::Buffer;

use super::encode::{Cells, Strategy};
use super::frame;
use super::grid::Grid;
use super::paint::{self, Pen};
use super::scroll::{self, Rows, Scroll};

/// From how many bytes on a frame is wrapped in synchronised output (DEC mode 2026): tearing is seen
/// only in large frames, and the wrapping costs 16 bytes.
const SYNCHRONISE_FROM: usize = 500;

/// Draws frames for one terminal.
#[derive(Debug)]
pub struct Backend {
    strategy: Strategy,
    scrolls: bool,
    cells: Cells,
    /// What the terminal holds; nothing where that is unknown.
    shadow: Option<Grid>,
    pen: Pen,
}

impl Backend {
    /// A backend for a terminal of which nothing is known. `scrolls` says whether it understands
    /// scroll regions.
    pub fn new(strategy: Strategy, scrolls: bool) -> Self {
        Self { strategy, scrolls, cells: Cells::default(), shadow: None, pen: Pen::lost() }
    }

    /// How rows are encoded.
    pub fn strategy(&self) -> Strategy {
        self.strategy
    }

    /// Encodes rows in another way from the next frame on, which is then drawn as a whole.
    pub fn set_strategy(&mut self, strategy: Strategy) {
        if self.strategy != strategy {
            self.strategy = strategy;
            self.forget();
        }
    }

    /// What cells may hold from the next frame on, which is drawn as a whole where they turn out to show nothing
    /// but ASCII, or more: what was sent before is anywhere on the screen.
    pub fn set_cells(&mut self, cells: Cells) {
        if self.cells.ascii != cells.ascii {
            self.forget();
        }
        self.cells = cells;
    }

    /// What the terminal shows is unknown: the next frame clears it and is drawn as a whole.
    pub fn forget(&mut self) {
        self.shadow = None;
    }

    /// The bytes that turn what is shown into `buffer`; empty where nothing changed.
    pub fn frame(&mut self, buffer: &Buffer) -> Vec<u8> {
        self.frame_with(buffer, &[])
    }

    /// As `frame`; the rows that are named are encoded by a strategy of their own.
    pub fn frame_with(&mut self, buffer: &Buffer, own: &[(u16, Strategy)]) -> Vec<u8> {
        let strategy = |row: usize| {
            let found = own.iter().find(|(named, _)| usize::from(*named) == row);
            found.map_or(self.strategy, |(_, strategy)| *strategy)
        };
        let new = frame::encoded(buffer, strategy, self.cells);
        let mut out = Vec::new();
        let mut old = match self.shadow.take() {
            Some(old) if (old.cols, old.rows) == (new.cols, new.rows) => old,
            _ => self.clear(&new, &mut out),
        };
        if old != new {
            if self.scrolls
                && let Some(found) = find_scroll(&old, &new, self.pen.region().as_ref())
            {
                self.scroll(&found, new.rows, &mut out);
                old.scroll(found.top, found.bottom, found.by);
            }
            for row in 0..new.rows {
                paint::row(&mut self.pen, row, &old, &new, &mut out);
            }
        }
        self.shadow = Some(new);
        synchronised(out)
    }

    /// A screen of which everything is known. `CSI 8 l` (no reordering, please) goes before the clear:
    /// VTE keeps the mode with each row, as it was when the row was last drawn blank. Rows in reading order
    /// are left to the terminal.
    fn clear(&mut self, new: &Grid, out: &mut Vec<u8>) -> Grid {
        let stop: &[u8] = if self.strategy == Strategy::Logical { b"" } else { b"\x1b[8l" };
        out.extend([b"\x1b[r", stop, b"\x1b[m\x1b[2J"].concat());
        self.pen = Pen::lost();
        Grid::blank(new.cols, new.rows)
    }

    fn scroll(&mut self, &Scroll { top, bottom, by }: &Scroll, rows: usize, out: &mut Vec<u8>) {
        // Blank rows come in with the background that is set.
        self.pen.wear_nothing_seen_on_blanks(out);
        let whole = top == 0 && bottom == rows;
        self.pen.set_region((!whole).then_some(top..bottom), out);
        let direction = if by > 0 { 'S' } else { 'T' };
        let _ = match by.unsigned_abs() {
            1 => write!(out, "\x1b[{direction}"),
            lines => write!(out, "\x1b[{lines}{direction}"),
        };
    }
}

fn find_scroll(old: &Grid, new: &Grid, set: Option<&Range<usize>>) -> Option<Scroll> {
    let blank = Grid::blank(1, 1).hashes()[0];
    let (before, after) = (old.hashes(), new.hashes());
    let rows = |grid: &Grid, hashes| Rows { cols: grid.cols, count: grid.rows, hashes, blank };
    scroll::find(&rows(old, &before), &rows(new, &after), set)
}

fn synchronised(frame: Vec<u8>) -> Vec<u8> {
    if frame.len() < SYNCHRONISE_FROM {
        return frame;
    }
    [b"\x1b[?2026h".as_slice(), &frame, b"\x1b[?2026l"].concat()
}
