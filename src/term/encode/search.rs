//! The exhaustive search behind `islands`: for rows on which guessing finds no order that UAX #9 shows as meant.
//!
//! Cells are placed in the order of memory. Between cells of level 0 stand blocks, which are shown reversed; all
//! that is open at a cell is whether a block begins there and where it ends, the level of a bracket, and which
//! of its shapes a blank has. The rest follows from what was placed before it (W2, W4, W5, W7), and what cannot
//! be (N1: what stands between two blocks) ends a branch. A complete row is put to the algorithm itself, for what
//! brackets do across the row (N0).
//!
//! It knows levels of a paragraph that runs from the left, and no controls.
//!
//! *Invariant:* nothing is returned that the algorithm does not show as meant. *Invariant:* time is bounded: at
//! most so many rows are put to the algorithm as the caller says, and [`STEPS`] cells placed for each.

use icu_properties::CodePointMapData;
use icu_properties::props::{BidiMirroringGlyph, BidiPairedBracketType};
use unicode_bidi::{BidiClass, bidi_class};

use super::BRAILLE_BLANK;

/// Complete rows that are tried. Of 40,000 random rows of up to 30 cells 8,477 have no order: 50,000 tries leave
/// none of them undecided. These few miss 22 others.
pub(super) const TRIES: usize = 200;
/// Cells that are placed for each of them.
const STEPS: usize = 50;

/// The levels, by place on the screen, of an order that is shown as the row, and the row with U+2800 for the
/// blanks that must be one, within so many `tries`. `fits` tells whether the algorithm gives a row's order those levels.
pub(super) fn search(
    row: &[String],
    tries: usize,
    fits: impl Fn(&[String], &[u8]) -> bool,
) -> Option<(Vec<String>, Vec<u8>)> {
    let mut search = Search {
        row,
        classes: row.iter().map(|symbol| class(symbol)).collect(),
        levels: vec![0; row.len()],
        strong: vec![false; row.len()],
        tries,
        steps: STEPS * tries,
        fits,
    };
    let start = Before { word: BidiClass::L, rtl: false, in_block: false };
    search.place(0, start).then(|| (search.shown(), search.levels))
}

struct Search<'a, F> {
    row: &'a [String],
    classes: Vec<BidiClass>,
    levels: Vec<u8>,
    /// Blanks that are U+2800.
    strong: Vec<bool>,
    /// What is left of them.
    tries: usize,
    steps: usize,
    fits: F,
}

/// What stands in memory before the cell that is placed next.
#[derive(Clone, Copy)]
struct Before {
    /// The last strong letter, for W2 and W7.
    word: BidiClass,
    /// Whether the last cell that is no neutral runs from the right, for N1.
    rtl: bool,
    /// Whether it was the end of a block: the next cell has level 0.
    in_block: bool,
}

impl<F: Fn(&[String], &[u8]) -> bool> Search<'_, F> {
    /// Places all cells from `at` on; whether a complete row fits.
    fn place(&mut self, at: usize, before: Before) -> bool {
        if self.tries == 0 || self.steps == 0 {
            return false;
        }
        self.steps -= 1;
        let Some(&class) = self.classes.get(at) else {
            self.tries -= 1;
            return (self.fits)(&self.shown(), &self.levels);
        };
        // Between two blocks stands something that runs from the left, else they are one (N1).
        if !before.in_block && !before.rtl && self.may_end_block(at) {
            let cells = self.classes[at..].iter().take_while(|class| **class != BidiClass::L).count();
            for end in (at..at + cells).rev().filter(|end| self.may_end_block(*end)).collect::<Vec<_>>() {
                let after = |word| Before { word, rtl: true, in_block: true };
                if self.block(at, end, before.word).is_some_and(|word| self.place(end + 1, after(word))) {
                    return true;
                }
            }
        }
        self.place_left(at, class, Before { in_block: false, ..before })
    }

    /// Places a cell at level 0.
    fn place_left(&mut self, at: usize, class: BidiClass, before: Before) -> bool {
        let strong = Before { word: BidiClass::L, rtl: false, in_block: false };
        (self.levels[at], self.strong[at]) = (0, false);
        match class {
            BidiClass::R | BidiClass::AL | BidiClass::AN => false,
            BidiClass::EN if before.word != BidiClass::L => false,
            BidiClass::L => self.place(at + 1, strong),
            BidiClass::EN => self.place(at + 1, Before { rtl: false, ..before }),
            BidiClass::WS => {
                self.strong[at] = true;
                if self.place(at + 1, strong) {
                    return true;
                }
                (self.levels[at], self.strong[at]) = (0, false);
                self.place(at + 1, before)
            }
            // Of class L by N0, or a neutral beside something that runs from the left.
            _ if is_bracket(&self.row[at]) => self.place(at + 1, Before { rtl: false, ..before }),
            _ => self.place(at + 1, before),
        }
    }

    /// Gives the cells of a block their levels; the last strong letter in it. None where a number in it would
    /// be of class L (W7).
    fn block(&mut self, start: usize, end: usize, mut word: BidiClass) -> Option<BidiClass> {
        let mut classes = self.classes[start..=end].to_vec();
        // In memory the right end comes first.
        for class in classes.iter_mut().rev() {
            match *class {
                BidiClass::R | BidiClass::AL => word = *class,
                BidiClass::EN if word == BidiClass::L => return None,
                BidiClass::EN if word == BidiClass::AL => *class = BidiClass::AN,
                _ => {}
            }
        }
        for at in 0..classes.len() {
            self.levels[start + at] = if is_number(&classes, at) { 2 } else { 1 };
            self.strong[start + at] = false;
        }
        Some(word)
    }

    /// Whether a block may begin or end with a cell: a neutral at its edge would be level 0.
    fn may_end_block(&self, at: usize) -> bool {
        let class = self.classes[at];
        matches!(class, BidiClass::R | BidiClass::AL | BidiClass::AN | BidiClass::EN | BidiClass::ET)
            || is_bracket(&self.row[at])
    }

    fn shown(&self) -> Vec<String> {
        let blank = |strong: bool, symbol: &String| {
            if strong { BRAILLE_BLANK.to_owned() } else { symbol.clone() }
        };
        self.strong.iter().zip(self.row).map(|(strong, symbol)| blank(*strong, symbol)).collect()
    }
}

/// Whether a cell of a block is part of a number (W4, W5), by the classes after W2. Numbers read alike in
/// memory and on the screen.
fn is_number(classes: &[BidiClass], at: usize) -> bool {
    let near = |class: Option<&BidiClass>| class.copied();
    let (left, right) = (near(at.checked_sub(1).map(|at| &classes[at])), near(classes.get(at + 1)));
    match classes[at] {
        BidiClass::EN | BidiClass::AN => true,
        BidiClass::CS => left == right && matches!(left, Some(BidiClass::EN | BidiClass::AN)),
        BidiClass::ES => left == right && left == Some(BidiClass::EN),
        BidiClass::ET => {
            let other = |class: &&BidiClass| **class != BidiClass::ET;
            let (left, right) = (classes[..at].iter().rev().find(other), classes[at..].iter().find(other));
            left == Some(&BidiClass::EN) || right == Some(&BidiClass::EN)
        }
        _ => false,
    }
}

fn class(symbol: &str) -> BidiClass {
    symbol.chars().next().map_or(BidiClass::WS, |c| if c == '\u{A0}' { BidiClass::WS } else { bidi_class(c) })
}

fn is_bracket(symbol: &str) -> bool {
    let glyphs = CodePointMapData::<BidiMirroringGlyph>::new();
    symbol.chars().next().is_some_and(|c| glyphs.get(c).paired_bracket_type != BidiPairedBracketType::None)
}
