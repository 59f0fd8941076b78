//! Justification: which cells are added so that a line fills its width.
//!
//! Kashida (U+0640) first, at most two in a word, on few words; then wider blanks; then kashida on the
//! remaining words; blanks of more than two cells only when no legal kashida is left. Legal is a joint of
//! two letters of one level in a word without marks, not within lam-alef and not before hamza. Where several
//! are, Microsoft's order of priorities (Internet Explorer 5.5) decides. The caller names stretches that
//! are never drawn out: names and hits, whose letters are to be known again at a glance.
//!
//! *Invariant:* nothing is removed or reordered; the line is never wider than asked.

use std::ops::Range;

use super::Paragraph;
use super::atoms::Atom;
use super::layout::Item;

/// Kashidas in one word.
const PER_WORD: usize = 2;
/// Words drawn out before any blank is widened.
const WORDS_FIRST: usize = 2;
/// Most letters of a word that are looked at beyond the ends of a line.
const WORD: usize = 100;
const KASHIDA: char = 'ـ';

/// A word's best place for kashida.
#[derive(Clone, Copy, Debug)]
struct Joint {
    /// The atom behind which it is drawn.
    atom: usize,
    /// Lower is better.
    priority: u8,
}

/// The items of a justified line of `width` columns; no letter of `whole` (bytes of the original) is
/// drawn out.
pub(super) fn items(
    paragraph: &Paragraph,
    atoms: Range<usize>,
    width: usize,
    whole: &[Range<usize>],
) -> Vec<Item> {
    let mut missing = width.saturating_sub(paragraph.cols(atoms.clone()));
    let blanks: Vec<usize> = gaps(paragraph, atoms.clone());
    let mut joints: Vec<Joint> =
        words(paragraph, atoms.clone()).filter_map(|word| best_joint(paragraph, word, whole)).collect();
    joints.sort_by_key(|joint| joint.priority);
    let mut added = vec![0_usize; atoms.len()];
    let mut add = |atom: usize, most: usize| {
        let count = most.min(missing);
        added[atom - atoms.start] += count;
        missing -= count;
        missing
    };
    let (first, rest) = joints.split_at(joints.len().min(WORDS_FIRST));
    for joint in first {
        add(joint.atom, PER_WORD);
    }
    for &blank in &blanks {
        add(blank, 1);
    }
    for joint in rest {
        add(joint.atom, PER_WORD);
    }
    if !blanks.is_empty() {
        let left = add(blanks[0], 0);
        for (i, &blank) in blanks.iter().enumerate() {
            add(blank, left / blanks.len() + usize::from(i < left % blanks.len()));
        }
    }
    let mut items = Vec::with_capacity(width);
    for atom in atoms.clone() {
        items.push(Item::Atom(atom));
        let filler = if paragraph.atom(atom).is_blank() { ' ' } else { KASHIDA };
        items.extend(std::iter::repeat_n(Item::Added(filler, atom), added[atom - atoms.start]));
    }
    items
}

/// Blanks between words: those that begin the line are an indent and stay as they are.
fn gaps(paragraph: &Paragraph, atoms: Range<usize>) -> Vec<usize> {
    let mut gaps = Vec::new();
    let mut in_word = false;
    for atom in atoms {
        let blank = paragraph.atom(atom).is_blank();
        if blank && in_word {
            gaps.push(atom);
        }
        in_word = !blank;
    }
    gaps
}

/// Whether words end here: at a blank, also one at which no line breaks (U+00A0) and which is never widened.
fn is_space(atom: Atom) -> bool {
    atom.is_blank() || atom.glyph == ' '
}

/// Stretches between blanks.
fn words(paragraph: &Paragraph, atoms: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut from = atoms.start;
    std::iter::from_fn(move || {
        let start = (from..atoms.end).find(|&atom| !is_space(paragraph.atom(atom)))?;
        let end = (start..atoms.end).find(|&atom| is_space(paragraph.atom(atom))).unwrap_or(atoms.end);
        from = end;
        Some(start..end)
    })
}

/// The word of which a line holds these atoms, as far as a word goes.
fn whole_word(paragraph: &Paragraph, part: &Range<usize>) -> Range<usize> {
    let letter = |atom: &usize| !is_space(paragraph.atom(*atom));
    let before = (0..part.start).rev().take(WORD).take_while(letter).count();
    let after = (part.end..paragraph.atom_count()).take(WORD).take_while(letter).count();
    part.start - before..part.end + after
}

fn best_joint(paragraph: &Paragraph, word: Range<usize>, whole: &[Range<usize>]) -> Option<Joint> {
    let letters: Vec<char> =
        word.clone().filter_map(|atom| paragraph.chars(paragraph.atom(atom)).next()).collect();
    // A word that is parted between two lines is one word.
    let marked = whole_word(paragraph, &word).any(|i| {
        let atom = paragraph.atom(i);
        paragraph.chars(atom).count() > if atom.is_lam_alef() { 2 } else { 1 }
    });
    if marked || letters.len() != word.len() {
        return None;
    }
    let apart = |i: usize| {
        let source = paragraph.source(paragraph.atom(i));
        !whole.iter().any(|range| range.start < source.end && source.start < range.end)
    };
    let joints = word.clone().zip(letters.windows(2)).filter_map(|(i, pair)| {
        let (atom, next) = (paragraph.atom(i), paragraph.atom(i + 1));
        let legal = atom.is_joined_on()
            && atom.level == next.level
            && atom.level % 2 == 1
            && !matches!(pair, ['ل', 'ا' | 'أ' | 'إ' | 'آ' | 'ٱ'] | [_, 'ء' | 'أ' | 'إ' | 'آ' | 'ؤ' | 'ئ'])
            && apart(i)
            && apart(i + 1);
        let last = !next.is_joined_on();
        legal.then(|| Joint { atom: i, priority: priority(pair[0], pair[1], last, i > word.start) })
    });
    // Of equals the last one in the word.
    joints.rev().min_by_key(|joint| joint.priority)
}

/// Microsoft's priorities for the joint between two letters; `last` says that the second one ends the
/// connected stretch, `medial` that letters stand before the first.
fn priority(letter: char, next: char, last: bool, medial: bool) -> u8 {
    match (letter, next) {
        (KASHIDA, _) | (_, KASHIDA) => 0,
        ('س' | 'ش' | 'ص' | 'ض', _) => 1,
        (_, 'ة' | 'ه' | 'د' | 'ذ') if last => 2,
        (_, 'ا' | 'ط' | 'ظ' | 'ل' | 'ك' | 'ک' | 'گ') if last => 3,
        ('ب' | 'ت' | 'ث' | 'ن' | 'ي' | 'پ' | 'ی', 'ر' | 'ز' | 'ي' | 'ى' | 'ی') if last && medial => {
            4
        }
        (_, 'و' | 'ع' | 'غ' | 'ق' | 'ف') if last => 5,
        _ => 6,
    }
}
