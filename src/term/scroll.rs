//! Finds the scroll that saves most bytes between two screens.
//!
//! Knows cells only as numbers and costs; writes nothing.
//!
//! # Why
//! Rows need not match as a whole: a scroll bar, a margin letter or a second pane spoils equality, but
//! seldom the gain. So every shift is judged by what redrawing would cost after it and without it.

use std::ops::Range;

/// Rows `top..bottom` moved by `by` rows: up where positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    pub top: usize,
    pub bottom: usize,
    pub by: isize,
}

/// The rows of a screen for comparing: a number for each cell.
pub(super) struct Rows<'a> {
    pub cols: usize,
    pub count: usize,
    pub hashes: &'a [u64],
    pub blank: u64,
}

/// What a scroll costs by itself, in bytes, with the cursor moves that it makes necessary.
const OVERHEAD: i64 = 14;
/// What it costs to set its rows, where others are set.
const SETTING: i64 = 10;
/// The bytes of a cell that must be redrawn, about.
const CELL: i64 = 4;

/// The best scroll from `old` to `new`, if any is worth it; `set` are the rows that the terminal scrolls
/// as it stands.
pub(super) fn find(old: &Rows<'_>, new: &Rows<'_>, set: Option<&Range<usize>>) -> Option<Scroll> {
    let rows = new.count;
    if rows < 3 || old.count != rows || old.cols != new.cols {
        return None;
    }
    let stay: Vec<i64> = (0..rows).map(|row| cost(new.line(row), old.line(row))).collect();
    // Rows that change not at all need no search for where they came from.
    let (first, last) = (stay.iter().position(|&c| c > 0)?, stay.iter().rposition(|&c| c > 0)?);
    if stay.iter().sum::<i64>() <= OVERHEAD {
        return None;
    }
    let from_blank: Vec<i64> = (0..rows).map(|row| cost_of_blank(new.line(row), new.blank)).collect();
    let mut best: Option<(i64, Scroll)> = None;
    let mut consider = |(gain, scroll): (i64, Scroll)| {
        if gain > OVERHEAD && best.is_none_or(|(most, _)| gain > most) {
            best = Some((gain, scroll));
        }
    };
    for by in 1..=last - first {
        for up in [true, false] {
            let (gain, scroll) = best_region(old, new, &stay, &from_blank, by, up);
            consider((gain - SETTING, scroll));
            if let Some(rows) = set.cloned().filter(|rows| rows.len() > by && rows.end <= new.count) {
                consider(gain_of(old, new, &stay, &from_blank, rows, by, up));
            }
        }
    }
    best.map(|(_, scroll)| scroll)
}

/// What scrolling just these rows gains.
fn gain_of(
    old: &Rows<'_>,
    new: &Rows<'_>,
    stay: &[i64],
    from_blank: &[i64],
    rows: Range<usize>,
    by: usize,
    up: bool,
) -> (i64, Scroll) {
    let after = |row: usize| {
        let from = if up { Some(row + by) } else { row.checked_sub(by) };
        match from.filter(|from| rows.contains(from)) {
            Some(from) => cost(new.line(row), old.line(from)),
            None => from_blank[row],
        }
    };
    let gain = rows.clone().map(|row| stay[row] - after(row)).sum();
    let by = if up { by.cast_signed() } else { -by.cast_signed() };
    (gain, Scroll { top: rows.start, bottom: rows.end, by })
}

/// The region that gains most with one shift. The gain of a region is the sum over its rows of what
/// redrawing costs now less what it costs after the scroll; blank rows come in at one end.
fn best_region(
    old: &Rows<'_>,
    new: &Rows<'_>,
    stay: &[i64],
    from_blank: &[i64],
    by: usize,
    up: bool,
) -> (i64, Scroll) {
    let rows = new.count;
    // Read from top to bottom for a scroll up, from bottom to top for one down: then the blank rows
    // always come last.
    let row = |at: usize| if up { at } else { rows - 1 - at };
    let gain = |at: usize| stay[row(at)] - cost(new.line(row(at)), old.line(row(at + by)));
    let blank = |at: usize| stay[row(at)] - from_blank[row(at)];
    let mut blanks: i64 = (0..by).map(blank).sum();
    let (mut run, mut start) = (0, 0);
    let (mut best, mut range) = (i64::MIN, 0..0);
    for at in 0..rows - by {
        if run < 0 {
            (run, start) = (0, at);
        }
        run += gain(at);
        blanks += blank(at + by) - blank(at);
        if run + blanks > best {
            (best, range) = (run + blanks, start..at + 1 + by);
        }
    }
    let (top, bottom) = if up { (range.start, range.end) } else { (rows - range.end, rows - range.start) };
    (best, Scroll { top, bottom, by: if up { by.cast_signed() } else { -by.cast_signed() } })
}

impl Rows<'_> {
    fn line(&self, row: usize) -> &[u64] {
        &self.hashes[row * self.cols..(row + 1) * self.cols]
    }
}

/// Bytes to turn one row into another, about.
fn cost(new: &[u64], old: &[u64]) -> i64 {
    CELL * new.iter().zip(old).filter(|(new, old)| new != old).count().cast_signed() as i64
}

fn cost_of_blank(new: &[u64], blank: u64) -> i64 {
    CELL * new.iter().filter(|&&cell| cell != blank).count().cast_signed() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every letter is a row of 20 equal cells, a dot a blank one.
    fn found(old: &str, new: &str) -> Option<Scroll> {
        let cells = |rows: &str| -> Vec<u64> { rows.bytes().flat_map(|b| [u64::from(b); 20]).collect() };
        let (old, new) = (cells(old), cells(new));
        let rows = |hashes| Rows { cols: 20, count: old.len() / 20, hashes, blank: u64::from(b'.') };
        find(&rows(&old), &rows(&new), None)
    }

    #[test]
    fn text_that_moved_up_under_a_title_is_found() {
        assert_eq!(found("Tabcdef=", "Tbcdefg="), Some(Scroll { top: 1, bottom: 7, by: 1 }));
    }

    #[test]
    fn text_that_moved_down_by_two_is_found() {
        assert_eq!(found("Tabcdef=", "Txyabcd="), Some(Scroll { top: 1, bottom: 7, by: -2 }));
    }

    #[test]
    fn a_new_page_and_an_unchanged_one_are_no_scroll() {
        assert_eq!(found("Tabcdef=", "Tuvwxyz="), None);
        assert_eq!(found("Tabcdef=", "Tabcdef="), None);
    }

    #[test]
    fn one_changed_row_is_no_scroll() {
        assert_eq!(found("abcdefgh", "abcxefgh"), None);
    }
}
