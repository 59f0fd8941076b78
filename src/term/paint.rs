//! From one encoded screen to the next: the bytes that turn what is shown into what is meant.
//!
//! Knows cursor moves, erasing and styles; not what cells mean, nor scrolls.
//!
//! *Invariant:* a cell is written only where the cursor's column is known for sure: after a glyph whose
//! width terminals disagree about, and after the last column, the next move is absolute.
//! *Invariant:* no line feed is sent from the last row of the scroll region: it would scroll.
//!
//! # Why
//! The neighbours of an Arabic letter that goes away are written again. Final letters hang over the edge of
//! their cell, and some terminals (xterm) clear only the cell itself: without it a stray tail stays behind.

use std::io::Write as _;
use std::ops::Range;

use crossterm::cursor::{MoveTo, MoveToColumn};

use super::grid::{Cell, Color, Grid, Style};
use super::sgr;
use crate::text::is_joining_letter;

/// From how many blanks on erasing is shorter than writing spaces.
const ERASE_FROM: usize = 9;

/// Where the terminal's cursor is, and with what it would write.
#[derive(Debug, Default)]
pub(super) struct Pen {
    /// Row, and column where it is known.
    at: Option<(usize, Option<usize>)>,
    style: Style,
    /// The rows of the scroll region that is set, where that is not the whole screen.
    region: Option<Range<usize>>,
}

impl Pen {
    /// After the terminal was reset to its own colours, with the cursor anywhere.
    pub(super) fn lost() -> Self {
        Self::default()
    }

    /// The rows that scroll, where that is not the whole screen.
    pub(super) fn region(&self) -> Option<Range<usize>> {
        self.region.clone()
    }

    /// Sets the rows that scroll; it stays set, for the next scroll is most often the same.
    pub(super) fn set_region(&mut self, region: Option<Range<usize>>, out: &mut Vec<u8>) {
        if self.region == region {
            return;
        }
        let _ = match &region {
            Some(rows) => write!(out, "\x1b[{};{}r", rows.start + 1, rows.end),
            None => write!(out, "\x1b[r"),
        };
        self.region = region;
        self.at = None; // it goes home, or not, by terminal
    }

    /// Makes what is erased or scrolled in blank: it takes the background that is set, in kitty the
    /// underline too; the colour of letters is no matter.
    pub(super) fn wear_nothing_seen_on_blanks(&mut self, out: &mut Vec<u8>) {
        if self.style.bg != Color::Default || self.style.shows_on_blanks() {
            self.wear(Style::default(), out);
        }
    }

    /// Changes the style in which is written (and erased).
    pub(super) fn wear(&mut self, style: Style, out: &mut Vec<u8>) {
        sgr::change(self.style, style, out);
        self.style = style;
    }

    /// Before a blank that a letter hangs over: the letter's style, where it does not show on the blank, so
    /// that the terminal draws both at one go and cuts nothing off.
    fn wear_ahead(&mut self, blank: &Cell, letter: &Cell, out: &mut Vec<u8>) {
        let alike = blank.style.bg == letter.style.bg && !letter.style.shows_on_blanks();
        if blank.is_unseen() && alike && hangs_left(&letter.symbol) {
            self.wear(letter.style, out);
        }
    }

    fn go(&mut self, row: usize, col: usize, out: &mut Vec<u8>) {
        if self.at == Some((row, Some(col))) {
            return;
        }
        let near = match self.at {
            Some((from, _)) if from <= row && row - from <= 3 && !self.scrolls_between(from, row) => {
                let mut bytes = vec![b'\n'; row - from];
                if col == 0 {
                    bytes.push(b'\r');
                } else {
                    let _ = write!(bytes, "{}", MoveToColumn(col as u16));
                }
                Some(bytes)
            }
            _ => None,
        };
        let mut far = Vec::new();
        let _ = match (row, col) {
            (0, 0) => write!(far, "\x1b[H"),
            (_, 0) => write!(far, "\x1b[{}H", row + 1),
            _ => write!(far, "{}", MoveTo(col as u16, row as u16)),
        };
        out.extend(near.filter(|near| near.len() <= far.len()).unwrap_or(far));
        self.at = Some((row, Some(col)));
    }

    /// Whether line feeds from one row to another would come to the end of the scroll region.
    fn scrolls_between(&self, from: usize, to: usize) -> bool {
        self.region.as_ref().is_some_and(|region| (from..to).contains(&(region.end - 1)))
    }

    /// The style to write a cell with: on a blank the colour of letters is not seen, so it may stay.
    fn needed(from: Style, cell: &Cell) -> Style {
        if cell.is_unseen() && !from.shows_on_blanks() && from.bg == cell.style.bg {
            from
        } else {
            cell.style
        }
    }

    /// Writes the cell under the cursor and steps on.
    fn put(&mut self, cell: &Cell, cols: usize, out: &mut Vec<u8>) {
        self.wear(Self::needed(self.style, cell), out);
        out.extend_from_slice(cell.symbol.as_bytes());
        if let Some((_, at)) = &mut self.at {
            *at = at.map(|at| at + 1).filter(|&at| at < cols && is_plain(&cell.symbol));
        }
    }
}

/// Appends what turns row `row` from `old` to `new`.
pub(super) fn row(pen: &mut Pen, row: usize, old: &Grid, new: &Grid, out: &mut Vec<u8>) {
    let cols = new.cols;
    let (old, new) = (old.row(row), new.row(row));
    if old == new {
        return;
    }
    let stale = stale(old, new);
    let tail = new.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
    let left = old[tail..].iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
    let erase = left > 3;
    let limit = if erase { tail } else { cols };
    let mut col = 0;
    while let Some(step) = (col..limit).find(|&at| stale[at]) {
        bridge(pen, row, step, new, out);
        pen.go(row, step, out);
        let blanks = (step..limit).take_while(|&at| new[at].is_blank());
        let blank = blanks.filter(|&at| stale[at]).last().map_or(0, |last| last + 1 - step);
        if blank > ERASE_FROM {
            pen.wear_nothing_seen_on_blanks(out);
            let _ = write!(out, "\x1b[{blank}X");
            col = step + blank;
            continue;
        }
        if let Some(next) = new.get(step + 1) {
            pen.wear_ahead(&new[step], next, out);
        }
        pen.put(&new[step], cols, out);
        col = step + 1;
        if col < cols && new[col].symbol.is_empty() {
            col += 1; // the second column of a wide glyph comes with the first
        }
    }
    if erase {
        pen.go(row, tail, out);
        pen.wear_nothing_seen_on_blanks(out);
        out.extend_from_slice(b"\x1b[K");
    }
}

/// Which cells must be written: those that differ, the neighbours of letters that hung over, and the one at
/// the left of a letter that will hang over it: where a stretch begins, the terminal may cut off its tail.
fn stale(old: &[Cell], new: &[Cell]) -> Vec<bool> {
    let mut stale: Vec<bool> = old.iter().zip(new).map(|(old, new)| old != new).collect();
    for at in (0..old.len()).filter(|&at| old[at] != new[at]) {
        let gone = hangs_over(&old[at].symbol);
        let left = at.checked_sub(1).filter(|_| gone || hangs_left(&new[at].symbol));
        let right = Some(at + 1).filter(|_| gone);
        for beside in left.into_iter().chain(right) {
            if new.get(beside).is_some_and(|cell| is_plain(&cell.symbol)) {
                stale[beside] = true;
            }
        }
    }
    stale
}

/// Final forms with a tail that reaches far over the left edge of their cell (in `DejaVu Sans Mono` by more
/// than a twentieth of it): reh, seen, sad, feh, kaf, yeh and their like.
fn hangs_left(symbol: &str) -> bool {
    let tailed = |c| {
        matches!(c, '\u{FEAE}' | '\u{FEB0}'..='\u{FEB2}' | '\u{FEB5}' | '\u{FEB6}' | '\u{FEB9}' | '\u{FEBA}')
            || matches!(
                c,
                '\u{FEBD}' | '\u{FEBE}' | '\u{FED1}' | '\u{FED2}' | '\u{FEDA}' | '\u{FEF0}' | '\u{FEF2}'
            )
            || matches!(
                c,
                '\u{FB6A}' | '\u{FB6B}' | '\u{FB8B}' | '\u{FB8F}' | '\u{FB93}' | '\u{FBFD}' | '\u{FE8A}'
            )
    };
    symbol.chars().next().is_some_and(tailed)
}

/// Whether a glyph may reach into the cells beside it.
fn hangs_over(symbol: &str) -> bool {
    symbol.chars().next().is_some_and(is_joining_letter)
}

/// Writes the unchanged cells between the cursor and column `to` again where that is shorter than
/// moving over them, changes of style included.
fn bridge(pen: &mut Pen, row: usize, to: usize, new: &[Cell], out: &mut Vec<u8>) {
    let Some((_, Some(from))) = pen.at.filter(|&(at, _)| at == row) else { return };
    let gap = new.get(from..to).unwrap_or_default();
    let jump = if to < 9 { 4 } else { 5 };
    if gap.len() > jump || !gap.iter().all(|cell| is_plain(&cell.symbol)) {
        return;
    }
    // What all these cells cost, and what the one to write costs after a jump.
    let cost = |cells: &[Cell]| {
        let mut style = pen.style;
        cells.iter().fold(0, |cost, cell| {
            let before = style;
            style = Pen::needed(before, cell);
            cost + sgr::len(before, style) + cell.symbol.len()
        })
    };
    if cost(new.get(from..=to).unwrap_or(gap)) <= jump + cost(new.get(to..=to).unwrap_or_default()) {
        for cell in gap {
            pen.put(cell, new.len(), out);
        }
    }
}

/// Whether every terminal gives the symbol one column: Latin, Arabic letters and forms with their
/// marks, common punctuation, box drawing, and the controls of the encoder.
fn is_plain(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    chars.next().is_some_and(|c| {
        matches!(c, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{370}'..='\u{482}')
            || matches!(c, '\u{5D0}'..='\u{5EA}' | '\u{606}'..='\u{60F}' | '\u{61B}' | '\u{61D}'..='\u{64A}')
            || matches!(c, '\u{660}'..='\u{66F}' | '\u{671}'..='\u{6D5}' | '\u{6E5}' | '\u{6E6}')
            || matches!(c, '\u{6EE}'..='\u{6FF}' | '\u{750}'..='\u{77F}')
            || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{2190}'..='\u{2193}')
            || matches!(c, '\u{2500}'..='\u{259F}' | '\u{2800}' | '\u{FB50}'..='\u{FBB1}')
            || matches!(c, '\u{FBD3}'..='\u{FD3D}' | '\u{FE80}'..='\u{FEFC}')
    }) && chars.all(|c| matches!(c, '\u{200E}' | '\u{202C}' | '\u{202D}' | '\u{64B}'..='\u{65F}' | '\u{670}'))
}
