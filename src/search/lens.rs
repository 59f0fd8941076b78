//! What lights up: the stretches of a text that a query matched, and the snippet that shows it best.
//!
//! Reads the text as given with the same analysis that the index used: what matched is what lights up.
//!
//! *Invariant:* ranges are sorted, never overlap, stand on cluster boundaries and cover whole words.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{affixes, words};
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
    /// Grams of which an article holds so many, whichever words they are in.
    pub scattered: (usize, Vec<String>),
    /// Whether it is a name, which is not meant where it is written as a preposition is (علي, على).
    is_name: bool,
    grams: Vec<[char; 4]>,
}

impl Light {
    /// The word, its stem and what shares most of its letters.
    pub(super) fn exact(word: &str) -> Self {
        if words::is_number(word) {
            return Self::only(word);
        }
        let base = affixes::stripped(word);
        Self {
            words: HashSet::from([base.to_owned(), words::plain(word).into_owned()]),
            stem: affixes::stem(word).to_owned(),
            grams: grams(base),
            ..Self::default()
        }
    }

    /// The word alone.
    pub(super) fn only(word: &str) -> Self {
        Self { words: HashSet::from([word.to_owned()]), ..Self::default() }
    }

    /// The same for a word that is a name.
    pub(super) fn of_name(self) -> Self {
        Self { is_name: true, ..self }
    }

    pub(super) fn accepts(&self, word: &str, base: &str, stem: &str) -> bool {
        self.words.contains(base)
            || self.words.contains(word)
            || affixes::others(word).iter().any(|other| self.words.contains(other))
            || affixes::wholes(word).any(|whole| self.words.contains(whole))
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

    /// The words of a text, without proclitics, that hold enough of the scattered grams, those with most of them first.
    fn held_scattered<'t>(&self, text: &'t Text) -> HashSet<&'t str> {
        let (needed, grams) = &self.scattered;
        if grams.is_empty() {
            return HashSet::new();
        }
        let mut holding: HashMap<&str, Vec<usize>> = HashMap::new();
        for (word, _) in &text.words {
            let base = affixes::stripped(word);
            holding.entry(base).or_insert_with(|| {
                let held = words::grams(base, false);
                (0..grams.len()).filter(|at| held.contains(&grams[*at])).collect()
            });
        }
        let (mut held, mut lit) = (HashSet::new(), HashSet::new());
        let mut holding: Vec<(&str, Vec<usize>)> = holding.into_iter().collect();
        holding.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(b.0)));
        for (word, grams) in holding {
            if held.len() >= *needed {
                break;
            }
            if grams.iter().any(|gram| held.insert(*gram)) {
                held.extend(grams);
                lit.insert(word);
            }
        }
        if held.len() >= *needed { lit } else { HashSet::new() }
    }
}

/// The 4-grams of a word, edges marked; a word of one letter has none.
fn grams(word: &str) -> Vec<[char; 4]> {
    let padded: Vec<char> = std::iter::once('_').chain(word.chars()).chain(['_']).collect();
    padded.windows(4).map(|gram| [gram[0], gram[1], gram[2], gram[3]]).collect()
}

/// The words of a text, folded, and where they stand in it.
struct Text<'a> {
    text: &'a str,
    words: Vec<(String, Range<usize>)>,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Self {
        let mut end = text.len().min(LOOKED_AT);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = &text[..end];
        Self { text, words: words::written(text) }
    }
}

/// What a query lights up.
#[derive(Clone, Debug, Default)]
pub struct Lens {
    lights: Vec<Light>,
    /// Words that light up one after the other alone, without proclitics.
    phrases: Vec<Vec<String>>,
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

    /// Lights up what another does, too.
    pub(super) fn merge(&mut self, other: Self) {
        self.lights.extend(other.lights);
        self.phrases.extend(other.phrases);
        self.judged.get_mut().clear();
    }

    pub(super) fn add_phrase(&mut self, words: Vec<String>) {
        let bare = |word: String| affixes::stripped(&word).to_owned();
        self.phrases.push(words.into_iter().map(bare).collect());
    }

    /// The stretches of an article's title and body that match.
    pub fn marks(&self, title: &str, body: &str) -> [Vec<Mark>; 2] {
        if self.lights.is_empty() && self.phrases.is_empty() {
            return [Vec::new(), Vec::new()];
        }
        let texts = [Text::new(title), Text::new(body)];
        let mut lit = [self.lit(&texts[0]), self.lit(&texts[1])];
        for (at, light) in self.lights.iter().enumerate() {
            if lit.iter().flatten().any(|lit| lit.is_some_and(|(word, is_sure)| word == at && is_sure)) {
                continue;
            }
            for (lit, text) in lit.iter_mut().zip(&texts) {
                let words = light.held_scattered(text);
                for (lit, (word, _)) in lit.iter_mut().zip(&text.words) {
                    match lit {
                        // Whoever writes all names so writes this one, too.
                        Some((lit_by, is_sure)) if *lit_by == at => *is_sure = true,
                        None if words.contains(affixes::stripped(word)) => *lit = Some((at, true)),
                        _ => {}
                    }
                }
            }
        }
        let mut marks = texts.iter().zip(lit).map(|(text, lit)| {
            let sure = text.words.iter().zip(lit).filter_map(|((_, range), lit)| Some((range, lit?)));
            let sure = sure.filter(|(_, (_, is_sure))| *is_sure);
            let mut marks: Vec<Mark> =
                sure.map(|(range, (word, _))| Mark { range: range.clone(), word }).collect();
            // Words of a phrase in one character (ﷺ) stand all in the same place.
            marks.dedup_by(|next, mark| next.range.start < mark.range.end);
            marks
        });
        [marks.next().unwrap_or_default(), marks.next().unwrap_or_default()]
    }

    /// By which word of the query each word of a text is lit, and whether that is sure.
    fn lit(&self, text: &Text) -> Vec<Option<(usize, bool)>> {
        let mut judged = self.judged.borrow_mut();
        if judged.len() > REMEMBERED {
            judged.clear();
        }
        let mut lit_by = |(word, range): &(String, Range<usize>)| {
            let lit = judged.get(word).copied().unwrap_or_else(|| {
                let lit = self.lit_by(word);
                judged.insert(word.clone(), lit);
                lit
            });
            let is_sure = |at: usize| !self.lights[at].is_name || !text.text[range.clone()].ends_with('ى');
            lit.map(|at| (at, is_sure(at)))
        };
        let mut lit: Vec<_> = text.words.iter().map(&mut lit_by).collect();
        if self.phrases.is_empty() {
            return lit;
        }
        let is_same = |((word, _), wanted): (&(String, Range<usize>), &String)| {
            affixes::stripped(word) == wanted || affixes::others(word).contains(wanted)
        };
        for (at, phrase) in self.phrases.iter().enumerate().filter(|(_, phrase)| !phrase.is_empty()) {
            for start in 0..(text.words.len() + 1).saturating_sub(phrase.len()) {
                let run = start..start + phrase.len();
                if text.words[run.clone()].iter().zip(phrase).all(is_same) {
                    lit[run].iter_mut().for_each(|lit| *lit = Some((self.lights.len() + at, true)));
                }
            }
        }
        lit
    }

    /// Which word of the query accepts a word.
    fn lit_by(&self, word: &str) -> Option<usize> {
        let (base, stem) = affixes::base_and_stem(word);
        self.lights.iter().position(|light| light.accepts(word, base, stem))
    }

    /// How a text writes a folded word, or several one after the other; without proclitics that these lack before the
    /// first.
    pub fn written<'t>(text: &'t str, folded: &str) -> Option<&'t str> {
        let wanted: Vec<&str> = folded.split(' ').collect();
        let all = fold(text);
        let word = |run: &Range<usize>| &all.as_str()[run.clone()];
        let is_same =
            |(run, wanted): (&Range<usize>, &&str)| affixes::stripped(word(run)) == affixes::stripped(wanted);
        let runs = words::runs(all.as_str());
        let found = runs.windows(wanted.len()).find(|runs| runs.iter().zip(&wanted).all(is_same))?;
        let (first, last) = (found.first()?, found.last()?);
        let before = word(first).strip_suffix(wanted[0]).map_or(0, str::len);
        Some(&text[words::source(text, &all, &(first.start + before..last.end))])
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
