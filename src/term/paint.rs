//! From one encoded screen to the next: the bytes that turn what is shown into what is meant.
//!
//! Knows cursor moves, erasing and styles; not what cells mean, nor scrolls.
//!
//! *Invariant:* a cell is written only where the cursor's column is known for sure: after a glyph whose
//! width terminals disagree about, and after the last column, the next move is absolute.

use std::io::Write as _;

use super::grid::{Cell, Color, Grid, Style};
use super::sgr;

/// From how many blanks on erasing is shorter than writing spaces.
const ERASE_FROM: usize = 9;

/// Where the terminal's cursor is, and with what it would write.
#[derive(Debug, Default)]
pub(super) struct Pen {
    /// Row, and column where it is known.
    at: Option<(usize, Option<usize>)>,
    style: Style,
}

impl Pen {
    /// After the terminal was reset to its own colours, with the cursor anywhere.
    pub(super) fn lost() -> Self {
        Self::default()
    }

    /// The cursor went somewhere (a scroll region sends it home, or not, by terminal).
    pub(super) fn lose_place(&mut self) {
        self.at = None;
    }

    /// Makes what is erased or scrolled in blank: it takes the background that is set, in kitty the
    /// underline too; the colour of letters is no matter.
    pub(super) fn wear_nothing_seen_on_blanks(&mut self, out: &mut Vec<u8>) {
        if self.style.bg != Color::Default || self.style.flags & !Style::FONT != 0 {
            self.wear(Style::default(), out);
        }
    }

    /// Changes the style in which is written (and erased).
    pub(super) fn wear(&mut self, style: Style, out: &mut Vec<u8>) {
        sgr::change(self.style, style, out);
        self.style = style;
    }

    fn go(&mut self, row: usize, col: usize, out: &mut Vec<u8>) {
        if self.at == Some((row, Some(col))) {
            return;
        }
        let near = match self.at {
            Some((from, _)) if from <= row && row - from <= 3 => {
                let mut bytes = vec![b'\n'; row - from];
                if col == 0 {
                    bytes.push(b'\r');
                } else {
                    let _ = write!(bytes, "\x1b[{}G", col + 1);
                }
                Some(bytes)
            }
            _ => None,
        };
        let mut far = Vec::new();
        let _ = match (row, col) {
            (0, 0) => write!(far, "\x1b[H"),
            (_, 0) => write!(far, "\x1b[{}H", row + 1),
            _ => write!(far, "\x1b[{};{}H", row + 1, col + 1),
        };
        out.extend(near.filter(|near| near.len() <= far.len()).unwrap_or(far));
        self.at = Some((row, Some(col)));
    }

    /// Writes the cell under the cursor and steps on.
    fn put(&mut self, cell: &Cell, cols: usize, out: &mut Vec<u8>) {
        self.wear(cell.style, out);
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
    let tail = new.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
    let stale = old[tail..].iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
    let erase = stale > 3;
    let limit = if erase { tail } else { cols };
    let mut col = 0;
    while let Some(step) = (col..limit).find(|&at| old[at] != new[at]) {
        bridge(pen, row, step, new, out);
        pen.go(row, step, out);
        let blanks = (step..limit).take_while(|&at| new[at].is_blank());
        let blank = blanks.filter(|&at| old[at] != new[at]).last().map_or(0, |last| last + 1 - step);
        if blank > ERASE_FROM {
            pen.wear_nothing_seen_on_blanks(out);
            let _ = write!(out, "\x1b[{blank}X");
            col = step + blank;
            continue;
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

/// Writes the unchanged cells between the cursor and column `to` again where that is shorter than
/// moving over them, changes of style included.
fn bridge(pen: &mut Pen, row: usize, to: usize, new: &[Cell], out: &mut Vec<u8>) {
    let Some((_, Some(from))) = pen.at.filter(|&(at, _)| at == row) else { return };
    let gap = new.get(from..to).unwrap_or_default();
    let jump = if to < 9 { 4 } else { 5 };
    if gap.len() > jump || !gap.iter().all(|cell| is_plain(&cell.symbol)) {
        return;
    }
    let wanted = new.get(to).map_or(pen.style, |cell| cell.style);
    let mut styles = vec![pen.style];
    styles.extend(gap.iter().map(|cell| cell.style));
    styles.push(wanted);
    let changes: usize = styles.windows(2).map(|pair| sgr::len(pair[0], pair[1])).sum();
    let cost = changes + gap.iter().map(|cell| cell.symbol.len()).sum::<usize>();
    if cost <= jump + sgr::len(pen.style, wanted) {
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
