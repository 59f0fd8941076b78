//! The inverse of what kitty does: cells of one font between blanks and frames (a *chunk*) are one run of HarfBuzz,
//! laid out from right to left where the first character in memory that has a script is written that way.
//!
//! A chunk whose last such cell runs to the left is turned round; one whose first does not stays. Left are
//! chunks that begin with Arabic and end with Latin: turned or not, kitty shows them wrong. There the blank at
//! their left becomes a no-break space with U+17B4, an invisible Khmer vowel: that is no end of a run for kitty
//! but the first script of it, and one that runs to the right, so what follows is shown as it is.
//!
//! # Fonts
//! Letters that the terminal's own font lacks come from another one and are a run, so a chunk, of their own. Which
//! these are kitty does not tell: for it are taken those that `DejaVu Sans Mono` lacks, of Urdu above all, which no
//! common monospace font has. No order is right with every font: the run of a word that begins with Arabic is
//! turned round or not by where the font ends it, and nothing without a column ends it. So in a font that has them
//! all (`FreeMono`) words with such letters have their parts in the wrong order.
//!
//! # What cannot be shown
//! Such a chunk with no blank at its left (a frame, another font, or column 0). Proof: the run is the chunk's cells alone, shown
//! either as they are in memory, then the first script is that of the leftmost cell that has one, Arabic, a
//! contradiction; or turned round, then it is that of the rightmost one, Latin, a contradiction again.
//!
//! *Invariant:* only cells within a chunk change places.

use std::ops::Range;

use super::Row;
use super::class::{self, Class};
use super::order;

/// A blank that is no end of a run, and whose script runs to the right.
const LEADING_BLANK: &str = "\u{A0}\u{17B4}";

/// What becomes of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Left as it is: nothing in it runs to the left first.
    Stay,
    /// Turned round.
    Turn,
    /// Left as it is, behind a leading blank.
    Lead,
}

pub(super) fn arrange(row: &mut Row) {
    let chunks = row.font_runs(|at| !matches!(row.classes[at], Class::Blank | Class::Frame));
    let mut ways: Vec<Way> = chunks.iter().map(|chunk| way(row, chunk)).collect();
    for mixed in (0..chunks.len()).filter(|at| is_mixed(row, &chunks[*at])) {
        let Some(first) = led_from(row, &chunks, mixed) else { continue };
        ways[first..=mixed].fill(Way::Lead);
        if let Some(before) = touching(row, &chunks, first) {
            // In the same run now; what it begins with runs to the right, so it is shown as it is.
            ways[before] = Way::Stay;
        }
    }
    for (chunk, way) in chunks.into_iter().zip(ways) {
        match way {
            Way::Turn => row.turn(chunk, |_| true),
            Way::Lead => LEADING_BLANK.clone_into(&mut row.symbols[chunk.start - 1]),
            // At least every Arabic stretch of what cannot be shown is readable.
            Way::Stay if is_mixed(row, &chunk) => {
                for run in order::runs(&row.classes[chunk.clone()], |class| class == Class::Letter) {
                    row.turn(chunk.start + run.start..chunk.start + run.end, |_| false);
                }
            }
            Way::Stay => {}
        }
    }
}

/// Whether the first and the last cell of a chunk that have a script run to the left.
fn ends(row: &Row, chunk: &Range<usize>) -> Option<(bool, bool)> {
    let mut scripts = row.symbols[chunk.clone()].iter().filter_map(|symbol| class::runs_left(symbol));
    let first = scripts.next()?;
    Some((first, scripts.next_back().unwrap_or(first)))
}

fn way(row: &Row, chunk: &Range<usize>) -> Way {
    if ends(row, chunk).is_some_and(|(_, last)| last) { Way::Turn } else { Way::Stay }
}

/// Whether kitty would show a chunk wrong in either order.
fn is_mixed(row: &Row, chunk: &Range<usize>) -> bool {
    ends(row, chunk) == Some((true, false))
}

/// The chunk before the blank before a chunk, where it is but one, and of the blank's font.
fn touching(row: &Row, chunks: &[Range<usize>], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).filter(|before| chunks[*before].end + 1 == chunks[at].start)?;
    (!class::is_rare(&row.symbols[chunks[before].start])).then_some(before)
}

/// The first of the chunks that must be led together with a mixed one: what touches the leading blank is in
/// the same run, and would turn all of it if it begins with what runs to the left. None where no blank
/// stands before that first one.
fn led_from(row: &Row, chunks: &[Range<usize>], mixed: usize) -> Option<usize> {
    let mut first = mixed;
    loop {
        let blank = chunks[first].start.checked_sub(1)?;
        if row.classes[blank] != Class::Blank {
            return None;
        }
        let runs_left = |before: &usize| ends(row, &chunks[*before]).is_some_and(|(first, _)| first);
        match touching(row, chunks, first).filter(runs_left) {
            Some(before) => first = before,
            None => return Some(first),
        }
    }
}
