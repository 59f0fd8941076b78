//! The inverse of UAX #9 on a row, for terminals that reorder and keep no marks.
//!
//! Blanks beside words with RTL cells become U+2800, a blank of class L, so that every word is an island of
//! its own and a changed letter changes no other word. What stands between is put in the order from which
//! the algorithm makes the row again: levels are guessed, the row is put in the order in which those levels
//! would show it, the algorithm is asked for the levels of that, and so on until they agree. Where they never do,
//! `search` tries every order that could be.
//!
//! # What cannot be shown
//! A European digit at the right of a letter (a number that is read before a word without a blank between
//! them: `19ABC`) needs another RTL letter further right, with no L between. Proof: the paragraph runs from
//! the left. If the digit's level is 2, it stands in a run of levels above 0, and W7 left it alone: the last
//! strong cell before it in memory is R or AL, and none of class L lies between, so that letter is in the same
//! run, which is shown reversed: at the digit's right. If its level is 0, it is shown behind everything that
//! comes before it in memory, the letter at its left too; but W7 made it L, so an L came between, and is shown
//! between. So such a word is laid in one island with the next one at its right; where there is none, it
//! is shown with the number at its other side. No cell that looks like a digit has class L, R or AN.
//!
//! *Invariant:* whatever is returned is a permutation of the row, blanks and mirror images aside.

use unicode_bidi::{BidiInfo, Level};

use super::class::{self, Class};
use super::{BRAILLE_BLANK, order, search};

/// Rounds of guessing; real rows take one or two.
const ROUNDS: usize = 12;

/// The row's cells in the order of memory, and for each of them the place that it came from.
pub(super) fn arrange(symbols: &[String], classes: &[Class]) -> (Vec<String>, Vec<usize>) {
    let apart = fenced(symbols, classes, |_| false);
    let first = settle(&apart, classes);
    if first.agrees {
        return (first.symbols, first.from);
    }
    // Words that cannot stand alone join the next one at their right; else all of them stand together.
    let leans = |at: usize| leans_right(classes, at);
    let leaning = fenced(symbols, classes, leans);
    let together = fenced(symbols, classes, |at| has_neighbours(classes, at));
    let more = [leaning, together].into_iter().map(|row| settle(&row, classes)).find(|found| found.agrees);
    let found = more.or_else(|| searched(symbols)).unwrap_or(first);
    (found.symbols, found.from)
}

/// What a search finds; of what it does not find next to nothing has an order.
fn searched(symbols: &[String]) -> Option<Arranged> {
    let (row, levels) = search::search(symbols, search::TRIES, gives)?;
    Some(Arranged { agrees: true, ..by_levels(&row, &levels) })
}

/// Whether the algorithm gives the cells those levels (by place on the screen) in the order that they ask for.
pub(super) fn gives(row: &[String], levels: &[u8]) -> bool {
    let found = by_levels(row, levels);
    found.from.iter().zip(levels_of(&found.symbols)).all(|(place, level)| levels[*place] == level)
}

/// The row with U+2800 for the blanks beside words with RTL cells, but those that are to stay `plain`.
fn fenced(symbols: &[String], classes: &[Class], plain: impl Fn(usize) -> bool) -> Vec<String> {
    let mut row = symbols.to_vec();
    for word in order::runs(classes, |class| class != Class::Blank) {
        if !classes[word.clone()].iter().any(|class| class.is_rtl()) {
            continue;
        }
        for at in [word.start.checked_sub(1), Some(word.end)].into_iter().flatten() {
            if at < row.len() && !plain(at) {
                BRAILLE_BLANK.clone_into(&mut row[at]);
            }
        }
    }
    row
}

/// The nearest cell at the left of a blank, and at its right, that is a letter of either direction.
fn neighbours(classes: &[Class], at: usize) -> (Option<usize>, Option<usize>) {
    let strong = |class: &Class| matches!(class, Class::Latin | Class::Letter);
    let right = classes[at..].iter().position(strong).map(|offset| at + offset);
    (classes[..at].iter().rposition(strong), right)
}

/// Whether a blank stands between RTL letters.
fn has_neighbours(classes: &[Class], at: usize) -> bool {
    let (left, right) = neighbours(classes, at);
    let rtl = |place: Option<usize>| place.is_some_and(|place| classes[place] == Class::Letter);
    rtl(left) && rtl(right)
}

/// Whether a blank stands between RTL letters, at the left of it a number attached to the letter.
fn leans_right(classes: &[Class], at: usize) -> bool {
    let Some(left) = neighbours(classes, at).0.filter(|_| has_neighbours(classes, at)) else { return false };
    let word = classes[left..at].iter().take_while(|class| **class != Class::Blank);
    word.into_iter().any(|class| *class == Class::Digit)
}

/// An arrangement, and whether UAX #9 makes the row of it.
struct Arranged {
    symbols: Vec<String>,
    from: Vec<usize>,
    agrees: bool,
}

fn settle(row: &[String], classes: &[Class]) -> Arranged {
    let mut levels = guess(row, classes);
    let mut first = None;
    for _ in 0..ROUNDS {
        let mut found = by_levels(row, &levels);
        let told = levels_of(&found.symbols);
        let mut next = levels.clone();
        for (place, level) in found.from.iter().zip(told) {
            next[*place] = level;
        }
        if next == levels {
            found.agrees = true;
            return found;
        }
        first.get_or_insert(found);
        levels = next;
    }
    first.unwrap_or_else(|| by_levels(row, &levels))
}

/// Level 1 from the first RTL cell between two L to the last one, 2 for the digits in it.
fn guess(row: &[String], classes: &[Class]) -> Vec<u8> {
    let is_l = |at: usize| classes[at] == Class::Latin || row[at] == BRAILLE_BLANK;
    let fenced: Vec<Class> =
        (0..row.len()).map(|at| if is_l(at) { Class::Latin } else { classes[at] }).collect();
    let mut levels = vec![0; row.len()];
    for span in order::spans(&fenced, |class| class == Class::Latin) {
        levels[span.clone()].fill(1);
        for number in order::numbers(row, &fenced, span.clone()) {
            // `numbers` speaks of turned places; turn them back.
            let turned = |at: usize| span.start + span.end - at;
            levels[turned(number.end)..turned(number.start)].fill(2);
        }
    }
    levels
}

/// The order of memory that is shown as the row if its cells have these levels (by place on the screen): L2
/// undone, from the lowest odd level to the highest, L4 too.
fn by_levels(row: &[String], levels: &[u8]) -> Arranged {
    let mut from: Vec<usize> = (0..row.len()).collect();
    for level in 1..=levels.iter().copied().max().unwrap_or(0) {
        for run in from.chunk_by_mut(|a, b| (levels[*a] >= level) == (levels[*b] >= level)) {
            if levels[run[0]] >= level {
                run.reverse();
            }
        }
    }
    let turned = |place: &usize| {
        let mut symbol = row[*place].clone();
        if levels[*place] % 2 == 1 {
            class::mirror(&mut symbol);
        }
        symbol
    };
    Arranged { symbols: from.iter().map(turned).collect(), from, agrees: false }
}

/// The levels of cells in memory, in a paragraph that runs from the left, blanks at the end included (L1).
fn levels_of(symbols: &[String]) -> Vec<u8> {
    let text = symbols.concat();
    let info = BidiInfo::new(&text, Some(Level::ltr()));
    let Some(paragraph) = info.paragraphs.first() else { return Vec::new() };
    let levels = info.reordered_levels(paragraph, 0..text.len());
    let mut at = 0;
    let mut of_cell = |symbol: &String| {
        let level = levels.get(at).map_or(0, Level::number);
        at += symbol.len();
        level
    };
    symbols.iter().map(&mut of_cell).collect()
}
