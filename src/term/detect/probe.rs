//! The questions that are put to the terminal, and the widths that it gives to a few letters.
//!
//! Writes nothing itself. Widths are measured by cursor reports (CPR, ECMA-48 DSR 6): a text at the left
//! edge, then the question where the cursor is. Each text stands on a row of its own, which its answer
//! names; those rows are erased again before the fence, so that nothing of it is ever drawn.
//!
//! *Invariant:* the last question is DA1, which every terminal answers, in order: what was not answered
//! before it never will be. *Invariant:* no probe begins with a mark (tmux drops it) or ends in ZWJ (it
//! would swallow what follows), and none has a row of a cursor report that could be a key (row 1 is F3).
//!
//! # Why
//! Widths never tell the order of a row. They tell what would break columns: harakat or marks that take
//! one, a lam-alef that takes one instead of two, a blank that is none. Nothing that we write has a ZWJ,
//! so what it would do is not asked.

use std::fmt::Write as _;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// Two letters, each with an LRM: two columns, unless marks take some too.
    Marks,
    /// Lam and alef: two columns, unless the terminal joins them itself.
    LamAlef,
    /// A letter with a haraka: one column.
    Haraka,
    /// U+2800, the blank of class L: one column.
    Blank,
}

impl Probe {
    /// All of them, with what they are called.
    pub(super) const NAMED: [(&'static str, Self); 4] = [
        ("marks", Self::Marks),
        ("lam-alef", Self::LamAlef),
        ("haraka", Self::Haraka),
        ("blank", Self::Blank),
    ];
}

/// The probes in the order of their rows, with what is shown.
const PROBES: [(Probe, &str); 4] = [
    (Probe::Marks, "\u{FEB3}\u{200E}\u{FEB3}\u{200E}"),
    (Probe::LamAlef, "\u{644}\u{627}"),
    (Probe::Haraka, "\u{FEB3}\u{64E}"),
    (Probe::Blank, "\u{2800}"),
];
/// The row of the first probe.
const FIRST_ROW: u16 = 2;
/// Names: XTVERSION, DA2, DA3, and whether mode 8 is known (DECRQM).
const NAMES: &str = "\x1b[>q\x1b[>c\x1b[=c\x1b[8$p";
/// What kitty calls its font (XTGETTCAP `kitty-query-font_family`); to be asked of kitty alone.
const KITTY_FONT: &str = "\x1bP+q6b697474792d71756572792d666f6e745f66616d696c79\x1b\\";
/// DA1.
const FENCE: &str = "\x1b[c";

/// All questions, in one burst.
pub(super) fn burst(kitty: bool) -> Vec<u8> {
    let mut burst = NAMES.to_owned();
    if kitty {
        burst.push_str(KITTY_FONT);
    }
    for (row, (_, text)) in (FIRST_ROW..).zip(PROBES) {
        let _ = write!(burst, "\x1b[{row}H{text}\x1b[6n");
    }
    let _ = write!(burst, "\x1b[{FIRST_ROW}H\x1b[J{FENCE}");
    burst.into_bytes()
}

/// The questions for Apple's Terminal, which prints a letter of some others.
pub(super) fn few() -> Vec<u8> {
    format!("\x1b[>c{FENCE}").into_bytes()
}

/// The columns that the probes took, as far as they were answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Widths([Option<u16>; PROBES.len()]);

impl Widths {
    /// Takes a cursor report in, both from 1.
    pub(super) fn learn(&mut self, row: u16, col: u16) {
        let width = row.checked_sub(FIRST_ROW).and_then(|at| self.0.get_mut(usize::from(at)));
        // On a screen with too few rows several probes name the last one: the first has it.
        if let Some(width) = width {
            width.get_or_insert(col.saturating_sub(1));
        }
    }

    /// The columns of a probe; nothing where it was not answered.
    pub fn of(&self, probe: Probe) -> Option<u16> {
        let at = PROBES.iter().position(|(other, _)| *other == probe)?;
        self.0[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_belongs_to_the_probe_of_its_row() {
        let mut widths = Widths::default();
        for (row, col) in [(1, 9), (4, 3), (5, 2), (6, 7), (4, 8)] {
            widths.learn(row, col);
        }
        let of = |probe| widths.of(probe);
        assert_eq!((of(Probe::Marks), of(Probe::LamAlef)), (None, None));
        assert_eq!((of(Probe::Haraka), of(Probe::Blank)), (Some(2), Some(1)));
    }

    #[test]
    fn probes_are_erased_before_the_fence_and_harm_no_multiplexer() {
        let burst = String::from_utf8(burst(true)).unwrap();
        assert!(burst.ends_with("\x1b[2H\x1b[J\x1b[c"));
        assert_eq!(burst.matches("\x1b[6n").count(), PROBES.len());
        for (_, text) in PROBES {
            assert!(!text.ends_with('\u{200D}') && !text.starts_with('\u{200E}'));
        }
        assert!(!burst.contains("\x1bPtmux") && !burst.contains(" k"), "no pass-through, no SCP");
    }
}
