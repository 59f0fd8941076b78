//! What lights up: the stretches of a text that a query matched, and the snippet that shows it best.
//!
//! Reads the text as given with the same analysis that the index used: what matched is what lights up.
//!
//! *Invariant:* ranges are sorted, never overlap, stand on cluster boundaries and cover whole words.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::words;
use crate::text::fold;

/// Longest snippet, in characters.
const SNIPPET: usize = 160;
/// How much of a text is looked at, in bytes: a hostile body must not hold up the typing.
const LOOKED_AT: usize = 200_000;

/// Words about which a lens remembers what it found.
const REMEMBERED: usize = 20_000;

/// What one word of the query accepts.
#[derive(Clone, Debug, Default)]
pub(super) struct Light {
    /// Words without proclitics.
    pub words: HashSet<String>,
    /// The stem.
    pub stem: String,
    /// Beginnings.
    pub prefixes: Vec<String>,
    grams: Vec<[char; 4]>,
}

impl Light {
    /// The word, its stem and what shares most of its letters.
    pub(super) fn exact(word: &str) -> Self {
        if words::is_number(word) {
            return Self::only(word);
        }
        let base = words::stripped(word);
        Self {
            words: HashSet::from([base.to_owned(), word.to_owned()]),
            stem: words::stem(word).to_owned(),
            prefixes: Vec::new(),
            grams: grams(base),
        }
    }

    /// The word alone.
    pub(super) fn only(word: &str) -> Self {
        Self { words: HashSet::from([word.to_owned()]), ..Self::default() }
    }

    pub(super) fn accepts(&self, word: &str, base: &str, stem: &str) -> bool {
        self.words.contains(base)
            || self.words.contains(word)
            || (!self.stem.is_empty() && self.stem == stem)
            || self.prefixes.iter().any(|prefix| base.starts_with(prefix) || word.starts_with(prefix))
            || self.resembles(base)
    }

    /// Whether a word of about the same length shares most grams.
    fn resembles(&self, word: &str) -> bool {
        // The grams of a word are one less than its letters: lengths alone rule most words out.
        let (ours, theirs) = (self.grams.len(), words::letters(word).saturating_sub(1));
        if ours < 3 || 5 * ours.min(theirs) < 3 * ours.max(theirs) {
            return false;
        }
        let grams = grams(word);
        let shared = self.grams.iter().filter(|gram| grams.contains(gram)).count();
        5 * shared >= 3 * self.grams.len().max(grams.len())
    }
}

/// The 4-grams of a word, edges marked; a word of one letter has none.
fn grams(word: &str) -> Vec<[char; 4]> {
    let padded: Vec<char> = std::iter::once('_').chain(word.chars()).chain(['_']).collect();
    padded.windows(4).map(|gram| [gram[0], gram[1], gram[2], gram[3]]).collect()
}

/// What a query lights up.
#[derive(Clone, Debug, Default)]
pub struct Lens {
    lights: Vec<Light>,
    /// What was found about words: the same ones come again and again, in other articles too.
    judged: RefCell<HashMap<String, Option<usize>>>,
}

/// A stretch that matched, and which word of the query it matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the text.
    pub range: Range<usize>,
    word: usize,
}

impl Lens {
    pub(super) fn add(&mut self, light: Light) {
        self.lights.push(light);
        self.judged.get_mut().clear();
    }

    /// The stretches of a text that match.
    pub fn marks(&self, text: &str) -> Vec<Mark> {
        let mut end = text.len().min(LOOKED_AT);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        if self.lights.is_empty() {
            return Vec::new();
        }
        let text = &text[..end];
        let folded = fold(text);
        let mut judged = self.judged.borrow_mut();
        if judged.len() > REMEMBERED {
            judged.clear();
        }
        let mut accepted = |run: Range<usize>| {
            let word = words::word(folded.as_str(), run.clone());
            let lit = judged.get(&*word).copied().unwrap_or_else(|| {
                let lit = self.lit_by(&word);
                judged.insert(word.into_owned(), lit);
                lit
            });
            Some(Mark { range: words::source(text, &folded, &run), word: lit? })
        };
        words::runs(folded.as_str()).into_iter().filter_map(&mut accepted).collect()
    }

    /// Which word of the query accepts a word.
    fn lit_by(&self, word: &str) -> Option<usize> {
        let (base, stem) = words::base_and_stem(word);
        self.lights.iter().position(|light| light.accepts(word, base, stem))
    }

    /// The part of one line of a text that shows most of the query's words, with the stretches that
    /// match in it.
    pub fn snippet(text: &str, marks: &[Mark]) -> (String, Vec<Range<usize>>) {
        let window = window(text, marks);
        let inside = |mark: &&Mark| window.start <= mark.range.start && mark.range.end <= window.end;
        let shift = |mark: &Mark| mark.range.start - window.start..mark.range.end - window.start;
        let highlights = marks.iter().filter(inside).map(shift).collect();
        (text[window].to_owned(), highlights)
    }
}

/// The best window: the one that begins at a mark and holds the most different words, then the most
/// marks, then the first; with context before it. Without marks: the beginning.
fn window(text: &str, marks: &[Mark]) -> Range<usize> {
    let mut best: Option<(usize, usize, Range<usize>)> = None;
    let mut line = 0..0;
    for (at, mark) in marks.iter().enumerate() {
        if mark.range.start >= line.end {
            line = line_around(text, mark.range.start);
        }
        let limit = line.end.min(forward(text, mark.range.start, SNIPPET));
        let held: Vec<&Mark> =
            marks[at..].iter().take(64).take_while(|mark| mark.range.end <= limit).collect();
        let words = held.iter().map(|mark| mark.word).collect::<HashSet<_>>().len();
        let last = held.last().map_or(mark.range.end, |mark| mark.range.end);
        if best.as_ref().is_none_or(|best| (words, held.len()) > (best.0, best.1)) {
            best = Some((words, held.len(), mark.range.start..last));
        }
    }
    let core = best.map_or(0..0, |best| best.2);
    let core = if core.is_empty() { first_line(text) } else { core };
    around(text, core)
}

/// Where the first line with something on it begins.
fn first_line(text: &str) -> Range<usize> {
    let start = text.find(|c: char| !c.is_whitespace() && c != '\u{FEFF}').unwrap_or(0);
    start..start
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    let is_break =
        |c: char| matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let start = text[..at]
        .rfind(is_break)
        .map_or(0, |start| start + text[start..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(is_break).map_or(text.len(), |end| at + end);
    start..end
}

/// Widens a stretch to the length of a snippet within its line, a third of the rest before it, at
/// blanks where there are any.
fn around(text: &str, core: Range<usize>) -> Range<usize> {
    let line = line_around(text, core.start);
    let spare = SNIPPET.saturating_sub(text[core.clone()].chars().count());
    let mut start = backward(text, core.start, spare / 3).max(line.start);
    if start > line.start {
        start = text[start..core.start].find(char::is_whitespace).map_or(core.start, |blank| start + blank);
    }
    let used = text[start..core.start].chars().count();
    let mut end = forward(text, core.end, spare.saturating_sub(used)).min(line.end).max(core.end);
    if end < line.end {
        end = text[core.end..end]
            .rfind(char::is_whitespace)
            .map_or(core.end.max(end_of_cut(&core, end)), |blank| core.end + blank);
    }
    let cut = &text[start..end];
    let start =
        start + (cut.len() - cut.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').len());
    start..(start + text[start..end].trim_end().len())
}

/// A line without blanks is cut where the snippet is full, if nothing of it is shown otherwise.
fn end_of_cut(core: &Range<usize>, end: usize) -> usize {
    if core.is_empty() { end } else { core.end }
}

fn forward(text: &str, from: usize, chars: usize) -> usize {
    text[from..].char_indices().nth(chars).map_or(text.len(), |(at, _)| from + at)
}

fn backward(text: &str, from: usize, chars: usize) -> usize {
    text[..from].char_indices().rev().nth(chars.saturating_sub(1)).map_or(0, |(at, _)| at).min(from)
}
