//! Atoms: what a cell is made of, before lines exist.
//!
//! A grapheme cluster (UAX #29) becomes one atom, with its glyph (presentation form, digit), its columns and
//! level; lam-alef becomes one; a cluster whose characters differ in level, or that is wider than a cell,
//! becomes several. Isolate controls and direction marks become hidden atoms without columns, because L1
//! and L2 must see them; what X9 removes becomes none. It does not know lines, widths of the screen or
//! visual order.
//!
//! *Invariant:* atoms are in logical order; the ranges of those that are shown do not overlap.

use std::ops::Range;

use icu_properties::CodePointSetData;
use icu_properties::props::ExtendedPictographic;
use unicode_bidi::BidiClass;
use unicode_segmentation::UnicodeSegmentation;

use super::bidi::{Spacing, class};
use super::breaks::breaks;
use super::digits::DigitMap;
use super::width::columns;
use super::{Forms, TextOptions, forms, joining};

/// The smallest piece of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    /// Its bytes in the sanitised text, without controls before and after.
    pub(super) start: u32,
    pub(super) end: u32,
    /// What its first character is shown as.
    pub(super) glyph: char,
    /// 1 or 2; 0 if hidden.
    pub(super) cols: u8,
    /// Embedding level before L1.
    pub(super) level: u8,
    flags: u8,
}

/// A line may break before it.
const BREAK: u8 = 1;
/// No part of the text: a mark that layout puts before a word.
const ADDED: u8 = 8;
/// White space for L1.
const WHITE: u8 = 2;
/// A segment separator (tab) for L1.
const SEPARATOR: u8 = 4;
/// Dropped where a line wraps.
const BLANK: u8 = 16;
/// Joined to the next letter by a stroke that can be drawn out.
const JOINED: u8 = 32;
/// Only the glyph is shown, not what follows it in the cluster (emoji sequences).
const SOLO: u8 = 64;
/// Lam and alef in one.
const LAM_ALEF: u8 = 128;

impl Atom {
    fn has(self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    pub(super) fn may_break_before(self) -> bool {
        self.has(BREAK)
    }

    /// A mark of one column before this atom, a cell of its own: where a line may break before the atom it may
    /// from now on before the mark.
    pub(super) fn marked(&mut self, glyph: char, level: u8) -> Self {
        let flags = ADDED | (self.flags & BREAK);
        self.flags &= !BREAK;
        Self { start: self.start, end: self.start, glyph, cols: 1, level, flags }
    }

    /// Whether it is no part of the text.
    pub(super) fn is_added(self) -> bool {
        self.has(ADDED)
    }

    pub(super) fn is_blank(self) -> bool {
        self.has(BLANK)
    }

    /// Whether it owns no cell.
    pub(super) fn is_hidden(self) -> bool {
        self.cols == 0
    }

    pub(super) fn is_solo(self) -> bool {
        self.has(SOLO)
    }

    pub(super) fn is_lam_alef(self) -> bool {
        self.has(LAM_ALEF)
    }

    /// Whether the letter is drawn joined to the next one.
    pub(super) fn is_joined_on(self) -> bool {
        self.has(JOINED)
    }

    pub(super) fn spacing(self) -> Spacing {
        match () {
            () if self.has(SEPARATOR) => Spacing::Separator,
            () if self.has(WHITE) => Spacing::White,
            () => Spacing::Ink,
        }
    }
}

/// Whether a character acts on the text but is not shown: X9's removed classes, isolates, direction marks.
pub(super) fn is_hidden(c: char) -> bool {
    if c < '\u{AD}' {
        return false;
    }
    matches!(c, '\u{61C}' | '\u{200B}'..='\u{200F}')
        || !('\u{61D}'..='\u{17FF}').contains(&c)
            && matches!(
                class(c),
                BidiClass::BN
                    | BidiClass::LRE
                    | BidiClass::RLE
                    | BidiClass::LRO
                    | BidiClass::RLO
                    | BidiClass::PDF
                    | BidiClass::LRI
                    | BidiClass::RLI
                    | BidiClass::FSI
                    | BidiClass::PDI
            )
}

/// Takes a paragraph apart. `levels` holds one level a byte; no line may break within `unbroken` (sorted,
/// disjoint).
pub(super) fn atoms(text: &str, levels: &[u8], unbroken: &[Range<usize>], options: TextOptions) -> Vec<Atom> {
    let forms = joining::forms(text);
    let mut builder = Builder {
        levels,
        options,
        digits: DigitMap::new(text, options.digits),
        atoms: Vec::with_capacity(forms.len()),
        lam: None,
    };
    let mut forms = forms.into_iter();
    let mut at = 0;
    while at < text.len() {
        let end = cluster_end(text, at);
        builder.cluster(at, &text[at..end], &mut forms);
        at = end;
    }
    let mut atoms = builder.atoms;
    mark_breaks(text, unbroken, &mut atoms);
    atoms
}

/// The end of the cluster (UAX #29) that begins at a cluster boundary; between two plain characters there
/// is no need to ask.
fn cluster_end(text: &str, at: usize) -> usize {
    let mut chars = text[at..].chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => at + c.len_utf8(),
        (Some(c), Some(next)) if is_plain(c) && is_plain(next) => at + c.len_utf8(),
        _ => at + text[at..].graphemes(true).next().map_or(text.len() - at, str::len),
    }
}

/// Neither extends nor is extended by another plain character.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{621}'..='\u{64A}')
}

/// Marks the atoms before which a line may break: those with an opportunity at the end of the atom before,
/// or behind controls between the two.
fn mark_breaks(text: &str, unbroken: &[Range<usize>], atoms: &mut [Atom]) {
    let mut next = 0;
    let mut unbroken = unbroken.iter().peekable();
    breaks(text, |at| {
        while atoms.get(next).is_some_and(|atom| (atom.start as usize) < at) {
            next += 1;
        }
        while unbroken.next_if(|range| range.end <= at).is_some() {}
        if unbroken.peek().is_some_and(|range| range.start < at) {
            return;
        }
        let inside = next.checked_sub(1).is_none_or(|before| atoms[before].end as usize > at);
        if let Some(atom) = atoms.get_mut(next).filter(|_| !inside) {
            atom.flags |= BREAK;
        }
    });
}

struct Builder<'a> {
    levels: &'a [u8],
    options: TextOptions,
    digits: DigitMap<'a>,
    atoms: Vec<Atom>,
    /// The atom of a lam that waits for its alef, and whether it is joined to the letter before.
    lam: Option<(usize, bool)>,
}

impl Builder<'_> {
    fn cluster(&mut self, at: usize, cluster: &str, forms: &mut impl Iterator<Item = joining::Form>) {
        let mut open = None; // the atom of this cluster that is being built
        for (i, c) in cluster.char_indices() {
            let form = forms.next().unwrap_or_default();
            let at = at + i;
            if is_hidden(c) {
                self.hidden(c, at, open.is_some());
                continue;
            }
            let level = self.levels[at];
            if open.is_some_and(|atom| self.extend(atom, c, at, level)) {
                continue;
            }
            open = self.ligate(c, at, level).or_else(|| Some(self.start(c, at, level, form)));
        }
    }

    /// A control that is not shown. A ZWJ forbids a ligature and makes sequences of emoji; isolates count as
    /// white space for L1; direction marks do not.
    fn hidden(&mut self, c: char, at: usize, in_cluster: bool) {
        let flags = match class(c) {
            BidiClass::LRI | BidiClass::RLI | BidiClass::FSI | BidiClass::PDI => WHITE,
            BidiClass::L | BidiClass::R | BidiClass::AL => 0,
            _ if c == '\u{200D}' => {
                self.lam = None;
                if let Some(last) =
                    self.atoms.last_mut().filter(|last| in_cluster && is_pictographic(last.glyph))
                {
                    last.flags |= SOLO;
                }
                return;
            }
            _ => return,
        };
        let (start, end) = (at as u32, (at + c.len_utf8()) as u32);
        self.atoms.push(Atom { start, end, glyph: c, cols: 0, level: self.levels[at], flags });
    }

    /// Adds a character to an atom, if it fits into its cell. A blank behind a sign that clusters with it (U+0600) may
    /// get another level at the end of a line (L1).
    fn extend(&mut self, atom: usize, c: char, at: usize, level: u8) -> bool {
        let last = &mut self.atoms[atom];
        if last.level != level || spacing_flags(c) != 0 {
            return false;
        }
        if matches!(c, '\u{FE0E}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}') {
            last.flags |= SOLO;
        }
        let cols = last.cols + columns(c);
        if !last.has(SOLO) {
            if cols > 2 {
                return false;
            }
            last.cols = cols;
        }
        // A blank that carries a mark is no white space.
        last.flags &= !(WHITE | BLANK);
        last.end = (at + c.len_utf8()) as u32;
        true
    }

    /// Merges an alef with the lam before it; the atom of both.
    fn ligate(&mut self, c: char, at: usize, level: u8) -> Option<usize> {
        let (lam, joined) = self.lam.take()?;
        let last = self.atoms.get_mut(lam).filter(|last| last.level == level)?;
        last.glyph = forms::lam_alef(c, joined)?;
        last.end = (at + c.len_utf8()) as u32;
        last.flags = last.flags & !JOINED | LAM_ALEF;
        Some(lam)
    }

    /// Begins an atom; which one it is.
    fn start(&mut self, c: char, at: usize, level: u8, form: joining::Form) -> usize {
        let mut flags = spacing_flags(c);
        if form & joining::AFTER != 0 {
            flags |= JOINED;
        }
        let glyph = self.glyph(c, at, form);
        let cols = columns(glyph).max(1);
        let (start, end) = (at as u32, (at + c.len_utf8()) as u32);
        self.atoms.push(Atom { start, end, glyph, cols, level, flags });
        let waits = c == 'ل' && form & joining::AFTER != 0 && self.options.forms == Forms::Presentation;
        let atom = self.atoms.len() - 1;
        self.lam = waits.then_some((atom, form & joining::BEFORE != 0));
        atom
    }

    fn glyph(&mut self, c: char, at: usize, form: joining::Form) -> char {
        match c {
            '0'..='9' | '\u{660}'..='\u{66C}' | '\u{6F0}'..='\u{6F9}' => self.digits.shown(c, at),
            '\u{621}'..='\u{6FF}' if self.options.forms == Forms::Presentation => forms::glyph(c, form),
            _ if is_space(c) => ' ',
            _ => c,
        }
    }
}

/// Spaces of one column, and separators that count as one.
fn is_space(c: char) -> bool {
    matches!(
        c,
        '\n' | '\t' | '\u{85}' | '\u{A0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}'
    )
}

fn spacing_flags(c: char) -> u8 {
    match class(c) {
        // U+2007 FIGURE SPACE is as wide as a digit and does not break.
        BidiClass::WS if c == '\u{2007}' => WHITE,
        BidiClass::WS => WHITE | BLANK,
        BidiClass::S => SEPARATOR | BLANK,
        _ => 0,
    }
}

fn is_pictographic(c: char) -> bool {
    c >= '\u{A9}' && CodePointSetData::new::<ExtendedPictographic>().contains(c)
}
