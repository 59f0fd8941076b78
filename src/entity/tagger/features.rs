//! What the tagger sees of a token: its letters, its neighbours, the lexicon, the rules, the document.
//!
//! Every feature is a 24-bit hash of its template's number and its parts; collisions cost a little and are
//! learnt around. *Invariant:* a token has a bounded number of features of bounded length.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::entity::candidate::{Candidate, LIKELY};
use crate::entity::context::Context;
use crate::entity::token::Shape;
use crate::entity::{clitic, person};
use crate::model::EntityKind;

use super::Slot;

/// The bit of `flags` for titles.
const TITLE: u32 = 8;
/// The bit for words of dates.
const CALENDAR: u32 = 14;
/// Letters of a word that a feature reads at most.
const LETTERS: usize = 24;

/// Different words of sport that make a text one about sport.
const SPORT: usize = 4;

/// The slots of a whole text: `rules` are the settled candidates of the rules, `doubtful` the names of the
/// knowledge base that need context.
pub(in crate::entity) fn features(
    context: &Context,
    rules: &[Candidate],
    doubtful: &[Candidate],
) -> Vec<Slot> {
    let seen = Seen::new(context, rules, doubtful);
    let mut slots: Vec<Slot> = (0..context.tokens.len()).map(|at| slot(context, &seen, at)).collect();
    for amount in rules.iter().filter(|rule| rule.amount()) {
        slots[amount.start..amount.end].iter_mut().for_each(|slot| slot.open = false);
    }
    slots
}

/// What is known of each token before the tagger looks.
struct Seen<'a> {
    words: Vec<Known<'a>>,
    /// Of each word, in how many longer names of people, places, bodies it stands.
    parts: HashMap<&'a str, [u8; 3], RandomState>,
    counts: HashMap<&'a str, u8, RandomState>,
    /// Whether the text is about sport, where towns are clubs.
    sport: bool,
}

/// One token, looked at once.
struct Known<'a> {
    word: Facts<'a>,
    rule: u32,
    quoted: bool,
}

/// One word, wherever in the text it stands.
#[derive(Clone, Copy)]
struct Facts<'a> {
    text: &'a str,
    /// The stem behind proclitics that the lexicon or the text knows, else the word.
    stem: &'a str,
    flags: u32,
    /// Class and shares of the word in news.
    habits: u32,
}

impl<'a> Facts<'a> {
    fn new(context: &Context, text: &'a str) -> Self {
        let stem = stem(context, text);
        let (flags, habits) = (flags(context, text, stem), habits(context, text, stem));
        Self { text: clip(text), stem: clip(stem), flags, habits }
    }
}

impl<'a> std::ops::Deref for Known<'a> {
    type Target = Facts<'a>;

    fn deref(&self) -> &Facts<'a> {
        &self.word
    }
}

impl<'a> Seen<'a> {
    fn new(context: &Context<'a>, rules: &[Candidate], doubtful: &[Candidate]) -> Self {
        let tokens = context.tokens;
        let mut rule = vec![0_u32; tokens.len()];
        for candidate in doubtful {
            mark(&mut rule, candidate, 100);
        }
        for candidate in rules {
            mark(&mut rule, candidate, 0);
        }
        let mut parts: HashMap<&str, [u8; 3], RandomState> = HashMap::default();
        for candidate in rules.iter().filter(|c| c.len() > 1 && c.confidence >= LIKELY) {
            let Some(class) = [EntityKind::Person, EntityKind::Place, EntityKind::Organisation]
                .iter()
                .position(|kind| *kind == candidate.kind)
            else {
                continue;
            };
            for at in candidate.start..candidate.end {
                let skip = if at == candidate.start { candidate.skip } else { 0 };
                let count = &mut parts.entry(&tokens.text(at)[skip..]).or_default()[class];
                *count = count.saturating_add(1);
            }
        }
        let mut counts: HashMap<&str, u8, RandomState> = HashMap::default();
        for at in 0..tokens.len() {
            let count = counts.entry(tokens.text(at)).or_default();
            *count = count.saturating_add(1);
        }
        let mut facts: HashMap<&str, Facts, RandomState> = HashMap::default();
        let mut quoted = false;
        let words = (0..tokens.len())
            .map(|at| {
                let text = tokens.text(at);
                match text {
                    "«" | "“" => quoted = true,
                    "»" | "”" => quoted = false,
                    "\"" => quoted = !quoted,
                    _ if tokens.shape(at) == Shape::Break => quoted = false,
                    _ => {}
                }
                let mut word = *facts.entry(text).or_insert_with(|| Facts::new(context, text));
                word.flags |= u32::from(context.calendar(at)) << CALENDAR;
                Known { word, rule: rule[at], quoted }
            })
            .collect();
        let sport = counts.keys().filter(|word| context.grammar.has("sport", word)).count() >= SPORT;
        Self { words, parts, counts, sport }
    }

    fn at(&self, at: usize, offset: isize) -> Option<&Known<'a>> {
        self.words.get(at.checked_add_signed(offset)?)
    }
}

fn mark(rule: &mut [u32], candidate: &Candidate, base: u32) {
    let sure = match candidate.confidence {
        ..60 => 0,
        60..75 => 1,
        75..90 => 2,
        _ => 3,
    };
    let last = candidate.end - 1;
    for (at, rule) in rule.iter_mut().enumerate().take(candidate.end).skip(candidate.start) {
        let position = match (at == candidate.start, at == last) {
            (true, true) => 0,
            (true, false) => 1,
            (false, false) => 2,
            (false, true) => 3,
        };
        let cut = u32::from(at == candidate.start && candidate.skip > 0);
        *rule = 1 + base + ((candidate.kind as u32 * 4 + sure) * 4 + position) * 2 + cut;
    }
}

/// The first `LETTERS` letters.
fn clip(word: &str) -> &str {
    word.char_indices().nth(LETTERS).map_or(word, |(end, _)| &word[..end])
}

/// The stem behind proclitics that the lexicon knows or the text holds bare; else the word.
fn stem<'a>(context: &Context, text: &'a str) -> &'a str {
    let word = context.lexicon.word(text);
    if word.strong() || word.given() {
        return text;
    }
    clitic::readings(text)
        .skip(1)
        .filter(|reading| text[reading.skip..].chars().nth(1).is_some())
        .find(|reading| {
            let rest = &text[reading.skip..];
            context.lexicon.word(&reading.stem).name()
                || context.bare(&reading.stem) && rest.chars().nth(2).is_some()
        })
        .map_or(text, |reading| &text[reading.skip..])
}

/// The habits of a word, else of its stem.
fn habits(context: &Context, text: &str, stem: &str) -> u32 {
    match context.lexicon.habits(text) {
        0 => context.lexicon.habits(stem),
        habits => habits,
    }
}

/// What lists say of a word, as bits; the bit for dates is its neighbour's to tell.
fn flags(context: &Context, text: &str, stem: &str) -> u32 {
    let word = context.lexicon.word(text);
    let behind = context.lexicon.word(stem);
    let marks = clitic::readings(text).fold(0, |marks, r| marks | context.grammar.marks(&r.stem));
    let list = |bit: u8| marks >> bit & 1 == 1;
    let head = clitic::readings(text).find_map(|r| context.grammar.headed(&r.stem));
    let bits = [
        word.given(),
        word.name(),
        word.common(),
        word.strong(),
        word.unknown(),
        behind.given(),
        behind.strong(),
        stem.len() < text.len(),
        list(0),
        list(1),
        list(2),
        context.grammar.nation(text) || context.grammar.nation(stem),
        list(3),
        list(4) || list(5),
        false, // CALENDAR
        text.starts_with("ال"),
        // `بالضيوف`, `ضيوفه`: an ordinary word with what is written to it.
        !word.name() && !behind.strong() && (context.ordinary(text) || context.possessed(text)),
    ];
    let bits = bits.iter().enumerate().fold(0, |sum, (n, bit)| sum | u32::from(*bit) << n);
    bits | head.map_or(0, |(kind, _)| kind as u32 + 1) << 17
}

fn slot(context: &Context, seen: &Seen, at: usize) -> Slot {
    let tokens = context.tokens;
    let open = matches!(tokens.shape(at), Shape::Word | Shape::Number) || glue(context, at);
    let own = &seen.words[at];
    let clitic = tokens.shape(at) == Shape::Word
        && own.text.starts_with(['و', 'ف', 'ب', 'ل', 'ك'])
        && own.text.chars().nth(2).is_some();
    let mut out = Out(Vec::with_capacity(72));
    if tokens.shape(at) != Shape::Break {
        window(&mut out, seen, at);
        letters(&mut out, own);
        lists(&mut out, context, seen, at);
        behaviour(&mut out, seen, at);
        document(&mut out, context, seen, at);
    }
    Slot { features: out.0, open, clitic }
}

/// Hyphens and full stops inside names (`بن-غفير`, `بي.بي.سي`).
fn glue(context: &Context, at: usize) -> bool {
    let tokens = context.tokens;
    matches!(tokens.text(at), "-" | "." | "’" | "'" | "&") && tokens.glued(at) && tokens.glued(at + 1)
}

/// The words around.
fn window(out: &mut Out, seen: &Seen, at: usize) {
    let text = |offset| seen.at(at, offset).map_or("", |known| known.text);
    let stem = |offset| seen.at(at, offset).map_or("", |known| known.stem);
    for (n, offset) in (-2..=2).enumerate() {
        out.add(10 + n as u32, &[text(offset)]);
    }
    out.add(15, &[stem(0)]);
    out.add(16, &[stem(1)]);
    out.add(17, &[text(-1), text(0)]);
    out.add(18, &[text(0), text(1)]);
    out.add(19, &[text(-2), text(-1)]);
    out.add(20, &[text(1), text(2)]);
    out.add(21, &[stem(-1), stem(1)]);
}

/// The beginning and the end of the word.
fn letters(out: &mut Out, own: &Known) {
    let ends: Vec<usize> = own.text.char_indices().map(|(n, _)| n).chain([own.text.len()]).collect();
    let count = ends.len() - 1;
    for n in 1..=4.min(count) {
        out.add(30 + n as u32, &[&own.text[..ends[n]]]);
        out.add(35 + n as u32, &[&own.text[ends[count - n]..]]);
    }
    let tail: Vec<usize> = own.stem.char_indices().map(|(n, _)| n).collect();
    if own.stem.len() < own.text.len() {
        for n in [2, 3] {
            if let Some(end) = tail.get(n) {
                out.add(40 + n as u32, &[&own.stem[..*end]]);
            }
        }
    }
    out.number(45, count.min(10) as u32);
    let ascii = own.text.bytes().all(|b| b.is_ascii_alphabetic());
    out.number(46, u32::from(ascii) + 2 * u32::from(own.quoted));
}

/// The lexicon and the rules here and around.
fn lists(out: &mut Out, context: &Context, seen: &Seen, at: usize) {
    let flags = |offset| seen.at(at, offset).map_or(u32::MAX, |known| known.flags);
    let rule = |offset| seen.at(at, offset).map_or(u32::MAX, |known| known.rule);
    let flag = flags(0);
    for bit in (0..17).filter(|bit| flag >> bit & 1 == 1) {
        out.number(50, bit);
    }
    for (template, offset) in [(51, -2), (52, -1), (53, 1), (54, 2)] {
        out.number(template, flags(offset));
    }
    out.number(55, flag);
    out.pair(56, flags(-1), flag);
    out.pair(57, flag, flags(1));
    out.number(58, rule(0));
    out.pair(59, rule(-1), rule(0));
    out.pair(60, rule(0), rule(1));
    out.pair(61, rule(0), flag);
    out.number(62, rule(-1));
    out.number(63, rule(1));
    out.number(68, rule(2));
    let stem = seen.words[at].stem;
    out.hash(64, rule(0), &[stem]);
    let text = |offset| seen.at(at, offset).map_or("", |known| known.text);
    out.hash(65, rule(0), &[text(-1)]);
    out.hash(66, rule(0), &[text(1)]);
    // A title stands at most seven words before; the marks tell quickly where there is none.
    let near = (1..=8).any(|back| at >= back && seen.words[at - back].flags >> TITLE & 1 == 1);
    let titled = near && context.tokens.is_word(at) && person::titled(context, at);
    out.pair(67, u32::from(titled), flag);
    out.pair(69, u32::from(titled), rule(0));
    out.pair(70, flags(-2) ^ flags(-1).rotate_left(16), flag);
}

/// How the word and its neighbours behave in news.
fn behaviour(out: &mut Out, seen: &Seen, at: usize) {
    let habits = |offset| seen.at(at, offset).map_or(0, |known| known.habits);
    let class = |offset| habits(offset) & 0xFF;
    for (template, offset) in [(90, -2), (91, -1), (92, 0), (93, 1), (94, 2)] {
        out.number(template, class(offset));
    }
    out.pair(95, class(-1), class(0));
    out.pair(96, class(0), class(1));
    let shares = habits(0) >> 8 & 0xFF;
    out.number(97, shares);
    for share in 0..4 {
        out.pair(98, share, shares >> (2 * share) & 3);
    }
    out.pair(99, shares, seen.words[at].flags);
    // What names the word mostly stands in.
    let uses = |offset| habits(offset) >> 16;
    out.number(101, uses(-1));
    out.number(102, uses(0));
    out.number(103, uses(1));
    out.pair(104, uses(-1), uses(0));
    out.pair(105, uses(0), uses(1));
    out.pair(106, uses(0), seen.words[at].rule);
}

/// The rest of the text.
fn document(out: &mut Out, context: &Context, seen: &Seen, at: usize) {
    let own = &seen.words[at];
    let parts = seen.parts.get(own.stem).copied().unwrap_or_default();
    let inside = own.rule != 0;
    for (class, count) in parts.iter().enumerate() {
        out.pair(80 + class as u32, u32::from((*count).min(2)), u32::from(inside));
    }
    out.number(83, u32::from(seen.counts.get(own.text).copied().unwrap_or(0).min(4)));
    let bare = own.stem.len() < own.text.len() && context.bare(own.stem);
    out.pair(84, u32::from(bare), own.flags & 0xFF);
    if seen.sport {
        out.number(86, own.rule);
        out.hash(87, 0, &[own.stem]);
        out.pair(88, own.rule, own.flags);
    }
    out.number(85, u32::from(at == 0 || context.tokens.shape(at - 1) == Shape::Break));
}

/// Collects hashes.
struct Out(Vec<u32>);

impl Out {
    fn add(&mut self, template: u32, parts: &[&str]) {
        self.hash(template, 0, parts);
    }

    fn number(&mut self, template: u32, value: u32) {
        self.hash(template, value, &[]);
    }

    fn pair(&mut self, template: u32, one: u32, other: u32) {
        self.hash(template, one.wrapping_mul(0x9E37_79B9) ^ other, &[]);
    }

    /// FNV-1a with a last mixing, so that its low bits serve as an address.
    fn hash(&mut self, template: u32, value: u32, parts: &[&str]) {
        let mut hash = 0xCBF2_9CE4_8422_2325_u64 ^ (u64::from(template) << 32 | u64::from(value));
        hash = hash.wrapping_mul(0x0100_0000_01B3);
        for part in parts {
            for byte in part.bytes().chain([0xFF]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
            }
        }
        let hash = (hash ^ hash >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0.push(((hash >> 40) as u32).max(1));
    }
}
