//! Latin letters heard as Arabic ones: how likely an Arabic word is written so, and an automaton that
//! walks a dictionary along the likely ones alone.
//!
//! A spelling is cut into chunks of one to three Latin letters, each of which stands for none to two
//! Arabic letters; the probability of a word is the sum over all ways to cut. `^` and `$` are the ends
//! of the word. What a chunk stands for was learnt from pairs of names (`assets/search/sounds.tsv`,
//! made by `cargo bench --bench eval -- sounds`; expectation maximisation over all alignments, as in
//! M. Bisani, H. Ney: "Joint-sequence models for grapheme-to-phoneme conversion", 2008).
//!
//! The table mixes three: of chunks of up to three, two and one Latin letters.
//!
//! Knows no dictionary. Arabic is folded and without its article, as in the index.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::OnceLock;

use tantivy_fst::Automaton;

static TABLE: &str = include_str!("../../assets/search/sounds.tsv");

/// Longest Latin word that is heard, in letters.
const LONGEST: usize = 24;
/// Letters of the longest chunk.
const CHUNK: usize = 3;
/// Folded Arabic letters, ا to ي.
const LETTERS: usize = 36;
/// Digits of chat for letters that Latin has not, with what they stand for; not among the learnt names.
const DIGITS: [(&str, &str, f32); 12] = [
    ("2", "", 0.5),
    ("2", "ا", 0.5),
    ("3", "ع", 0.9),
    ("3", "عا", 0.1),
    ("4", "ذ", 0.9),
    ("5", "خ", 0.9),
    ("6", "ط", 0.9),
    ("7", "ح", 0.9),
    ("7", "حا", 0.1),
    ("8", "غ", 0.5),
    ("9", "ص", 0.5),
    ("9", "ق", 0.5),
];
/// How likely a digit is, as any letter is.
const DIGIT: f32 = 0.01;

/// What was learnt.
struct Chunks {
    /// Latin chunks with what they stand for and how likely the two come together.
    latin: HashMap<&'static str, Vec<(&'static str, f32)>>,
    /// How likely Arabic chunks come, whatever they are written as: none, of one letter, of two.
    none: f32,
    one: [f32; LETTERS],
    two: HashMap<(u8, u8), f32>,
}

impl Chunks {
    fn add(&mut self, latin: &'static str, arabic: &'static str, likely: f32) {
        self.latin.entry(latin).or_default().push((arabic, likely));
        match arabic.chars().filter_map(number).collect::<Vec<u8>>()[..] {
            [] => self.none += likely,
            [letter] => self.one[usize::from(letter)] += likely,
            [first, second] => *self.two.entry((first, second)).or_default() += likely,
            _ => {}
        }
    }
}

fn chunks() -> &'static Chunks {
    static CHUNKS: OnceLock<Chunks> = OnceLock::new();
    CHUNKS.get_or_init(|| {
        let mut chunks =
            Chunks { latin: HashMap::new(), none: 0.0, one: [0.0; LETTERS], two: HashMap::new() };
        for line in TABLE.lines() {
            let mut columns = line.split('\t');
            let (Some(latin), Some(arabic), Some(cost)) = (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let Ok(cost) = cost.parse::<f32>() else { continue };
            chunks.add(latin, arabic, (-cost / 10.0).exp());
        }
        for (digit, arabic, share) in DIGITS {
            chunks.latin.entry(digit).or_default().push((arabic, DIGIT * share));
        }
        chunks
    })
}

/// How likely an Arabic word is any name at all (natural logarithm): what of its likelihood for one spelling
/// is due to its letters being usual in names, or few.
pub(super) fn as_any_name(word: &str) -> f32 {
    let learnt = chunks();
    let on = 1.0 / (1.0 - learnt.none).max(f32::MIN_POSITIVE);
    // To have come to here, and to the letter before.
    let (mut now, mut before, mut last) = (on, 0.0, u8::MAX);
    for letter in word.chars() {
        let Some(letter) = number(letter) else { return f32::NEG_INFINITY };
        let two = learnt.two.get(&(last, letter)).copied().unwrap_or(0.0);
        (now, before) = (on * (now * learnt.one[usize::from(letter)] + before * two), now);
        last = letter;
    }
    now.ln()
}

/// A chunk that ends at a letter of the spelling: how many letters it has, how likely it is.
#[derive(Clone, Copy)]
struct Step {
    end: usize,
    length: usize,
    likely: f32,
}

/// One Latin spelling, as heard.
pub(super) struct Ear {
    /// Steps that stand for nothing, for a letter, for two letters.
    none: Vec<Step>,
    one: Vec<Vec<Step>>,
    two: HashMap<(u8, u8), Vec<Step>>,
    /// How likely the rest of the spelling is at best, at each letter.
    rest: Vec<f32>,
    /// The same where the next step stands for two letters, by the first of these.
    rest_by_two: Vec<Vec<f32>>,
    /// Below this a word is not looked at.
    least: f32,
}

impl Ear {
    /// Listens to a folded Latin word; words that are more than `width` (natural logarithm) less likely
    /// than what it would best be are not heard. `None` for what cannot be a name.
    pub(super) fn new(latin: &str, width: f32) -> Option<Self> {
        let letters: Vec<char> = latin.chars().filter(char::is_ascii_alphanumeric).collect();
        let is_stutter = letters.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]);
        if letters.len() < 2 || letters.len() > LONGEST || is_stutter {
            return None;
        }
        let marked: String = std::iter::once('^').chain(letters).chain(['$']).collect();
        let count = marked.len();
        let mut ear = Self {
            none: Vec::new(),
            one: vec![Vec::new(); LETTERS],
            two: HashMap::new(),
            rest: vec![0.0; count + 1],
            rest_by_two: vec![vec![0.0; count + 1]; LETTERS],
            least: 0.0,
        };
        let pieces = |end: usize| {
            let lengths = 1..=CHUNK.min(end);
            let marked = &marked;
            lengths
                .filter_map(move |length| Some((length, chunks().latin.get(marked.get(end - length..end)?)?)))
        };
        let mut best = vec![0.0_f32; count + 1];
        best[0] = 1.0;
        for end in 1..=count {
            for (length, stands_for) in pieces(end) {
                let most = stands_for.iter().map(|(_, likely)| *likely).fold(0.0, f32::max);
                best[end] = best[end].max(best[end - length] * most);
            }
        }
        if best[count] <= 0.0 {
            return None;
        }
        // So that the best possible word has the likelihood 1, whatever its length.
        let scale = best[count].powf(-1.0 / count as f32);
        ear.rest[count] = 1.0;
        for end in (1..=count).rev() {
            for (length, stands_for) in pieces(end) {
                for (arabic, likely) in stands_for {
                    let likely = likely * scale.powi(i32::try_from(length).unwrap_or(0));
                    let start = end - length;
                    ear.rest[start] = ear.rest[start].max(likely * ear.rest[end]);
                    ear.add(arabic, Step { end, length, likely });
                }
            }
        }
        // A step to nothing goes on from where another may have come to.
        ear.none.sort_by_key(|step| step.end);
        for ((first, _), steps) in &ear.two {
            let rest = &mut ear.rest_by_two[usize::from(*first)];
            for step in steps {
                let start = step.end - step.length;
                rest[start] = rest[start].max(step.likely * ear.rest[step.end]);
            }
        }
        ear.least = (-width).exp();
        Some(ear)
    }

    fn add(&mut self, arabic: &str, step: Step) {
        let letters: Vec<u8> = arabic.chars().filter_map(number).collect();
        match letters[..] {
            [] => self.none.push(step),
            [letter] => self.one[usize::from(letter)].push(step),
            [first, second] => self.two.entry((first, second)).or_default().push(step),
            _ => {}
        }
    }

    /// How likely a word is (natural logarithm; 0 is the best that any word could be).
    pub(super) fn likelihood(&self, word: &str) -> f32 {
        let mut heard = self.silence();
        for letter in word.chars() {
            match number(letter).map(|letter| self.hear(&heard, letter)) {
                Some(next) => heard = next,
                None => return f32::NEG_INFINITY,
            }
        }
        heard.now.last().copied().unwrap_or(0.0).ln()
    }

    fn silence(&self) -> Heard {
        let mut now = vec![0.0; self.rest.len()];
        now[0] = 1.0;
        self.skip(&mut now);
        Heard { before: vec![0.0; now.len()].into(), now: now.into(), letter: u8::MAX }
    }

    /// After one more Arabic letter.
    fn hear(&self, heard: &Heard, letter: u8) -> Heard {
        let mut now = vec![0.0; self.rest.len()];
        for step in &self.one[usize::from(letter)] {
            now[step.end] += heard.now[step.end - step.length] * step.likely;
        }
        for step in self.two.get(&(heard.letter, letter)).into_iter().flatten() {
            now[step.end] += heard.before[step.end - step.length] * step.likely;
        }
        if now.iter().any(|now| *now > 0.0) {
            self.skip(&mut now);
        }
        Heard { now: now.into(), before: Rc::clone(&heard.now), letter }
    }

    fn skip(&self, now: &mut [f32]) {
        for step in &self.none {
            now[step.end] += now[step.end - step.length] * step.likely;
        }
    }

    fn may_go_on(&self, heard: &Heard) -> bool {
        let may =
            |row: &[f32], rest: &[f32]| row.iter().zip(rest).any(|(now, rest)| now * rest >= self.least);
        let by_two = self.rest_by_two.get(usize::from(heard.letter)); // none before the first letter
        may(&heard.now, &self.rest) || by_two.is_some_and(|rest| may(&heard.before, rest))
    }
}

/// How likely it is to have come to each letter of the spelling: after an Arabic letter, and before it.
pub(super) struct Heard {
    now: Rc<[f32]>,
    before: Rc<[f32]>,
    letter: u8,
}

/// Where a walk over the bytes of a dictionary stands; `None` where nothing likely follows.
#[derive(Clone)]
pub(super) struct State {
    heard: Option<Rc<Heard>>,
    /// The first byte of a letter whose second is still to come.
    lead: u8,
}

impl Automaton for Ear {
    type State = State;

    fn start(&self) -> State {
        State { heard: Some(Rc::new(self.silence())), lead: 0 }
    }

    fn is_match(&self, state: &State) -> bool {
        let is_likely = |heard: &Rc<Heard>| heard.now.last().is_some_and(|now| *now >= self.least);
        state.lead == 0 && state.heard.as_ref().is_some_and(is_likely)
    }

    fn can_match(&self, state: &State) -> bool {
        state.heard.is_some()
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        let dead = State { heard: None, lead: 0 };
        let Some(heard) = &state.heard else { return dead };
        if state.lead == 0 {
            // All Arabic letters are two bytes, the first one of these.
            return if matches!(byte, 0xD8 | 0xD9) { State { lead: byte, ..state.clone() } } else { dead };
        }
        let letter = std::str::from_utf8(&[state.lead, byte]).ok().and_then(|text| text.chars().next());
        let Some(letter) = letter.and_then(number) else { return dead };
        let next = self.hear(heard, letter);
        State { heard: self.may_go_on(&next).then(|| Rc::new(next)), lead: 0 }
    }
}

/// Which letter of the Arabic alphabet it is, in the order of Unicode.
fn number(letter: char) -> Option<u8> {
    let at = u32::from(letter).checked_sub(u32::from('ا'))?;
    u8::try_from(at).ok().filter(|at| usize::from(*at) < LETTERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likelihood(latin: &str, arabic: &str) -> f32 {
        Ear::new(latin, 30.0).unwrap().likelihood(arabic)
    }

    #[test]
    fn the_spelling_of_a_name_is_likelier_than_a_word_like_it() {
        for (latin, name, other) in [
            ("putin", "بوتين", "باطن"),
            ("jinping", "جينبينغ", "جنوبي"),
            ("zelensky", "زيلينسكي", "زنكي"),
            ("khashoggi", "خاشقجي", "خاجي"),
            ("7amas", "حماس", "هامش"),
            ("netanyahu", "نتنياهو", "نتيجه"),
        ] {
            assert!(likelihood(latin, name) > likelihood(latin, other) + 1.0, "{latin}");
        }
    }

    #[test]
    fn a_walk_over_bytes_hears_what_the_word_says() {
        let ear = Ear::new("putin", 8.0).unwrap();
        let walked = |word: &str| word.bytes().fold(ear.start(), |state, byte| ear.accept(&state, byte));
        assert!(ear.is_match(&walked("بوتين")));
        assert!(ear.can_match(&walked("ب")) && !ear.is_match(&walked("ب")));
        assert!(!ear.can_match(&walked("سفينه")) && !ear.can_match(&walked("putin")));
    }

    #[test]
    fn what_is_no_name_is_not_heard() {
        for latin in ["", "a", "zzzz", "--", &"ab".repeat(40)] {
            assert!(Ear::new(latin, 8.0).is_none(), "{latin}");
        }
    }
}
