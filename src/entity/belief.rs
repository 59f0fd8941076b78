//! How sure a mention is: the probability that it is right, by a logistic model over a few signals.
//!
//! The signals are what a reader of the engine's work would ask: who found the name, by how much the tagger
//! prefers it, what its words are, what stands beside it. Each is one of a few values with one weight in
//! `assets/entities/belief.tsv`, fitted by `cargo bench --bench train -- ARTICLES belief` on articles that
//! the tagger had not seen (Platt 1999). Knows no names.
//!
//! *Invariant:* the same signals always tell the same; no signals are certain.

use crate::model::EntityKind;

use super::candidate::Candidate;
use super::clitic;
use super::context::Context;
use super::grammar::Head;
use super::lexicon::Word;
use super::tagger::KINDS;
use super::token::Shape;

const TABLE: &str = include_str!("../../assets/entities/belief.tsv");

/// Weights are hundredths of a logit.
pub const SCALE: f64 = 100.0;

/// Who found a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Witness {
    /// Rule and tagger agree; how sure the rule was.
    Both(u8),
    /// The tagger, against a rule as sure as told.
    Contested(u8),
    /// The tagger, of a name of the knowledge base that needs context.
    Listed,
    /// The tagger alone.
    Tag,
    /// A rule where the tagger sees no name; how sure it was.
    Rule(u8),
}

/// By how much the tagger prefers its reading, in weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Margins {
    /// Over every other label of the name's tokens.
    pub label: i32,
    /// Over no name.
    pub outside: i32,
    /// Over a name that goes on.
    pub end: i32,
    /// Of what the rules alone found: by how much the tagger prefers no name where it begins.
    pub against: Option<i32>,
}

/// The signals of a mention: numbers of values below `VALUES`, one of each template.
pub type Signals = Vec<usize>;

/// The templates, each with how many values it has.
const TEMPLATES: [(&str, usize); 14] = [
    ("witness", 12 * KINDS.len()),
    ("label", 9),
    ("outside", 9),
    ("end", 9),
    ("words", 4),
    ("known", 16),
    ("before", 8 * KINDS.len()),
    ("after", 8 * KINDS.len()),
    ("whole", 2 * KINDS.len()),
    ("under", 4 * KINDS.len()),
    ("nation", 2 * KINDS.len()),
    ("named", 3),
    ("against", STEPS.len() + 2),
    ("head", HEADS),
];

/// Values of the signal that tells the head word of a name, the first for none.
const HEADS: usize = 512;

/// How far back a head word is looked for, in words.
const FEW: usize = 4;

/// The steps that tell margins apart.
const STEPS: [i32; 8] = [6, 13, 21, 32, 53, 85, 140, 235];

/// The name of every value, in order: `template number`.
pub fn values() -> impl Iterator<Item = String> {
    TEMPLATES.iter().flat_map(|(name, count)| (0..*count).map(move |n| format!("{name} {n}")))
}

/// The signals of what somebody found. `taken` are the tokens of the names that stand.
pub(super) fn signals(
    context: &Context,
    found: &Candidate,
    (witness, margins): (Witness, Margins),
    taken: &[bool],
) -> Signals {
    let kind = KINDS.iter().position(|kind| *kind == found.kind).unwrap_or(0);
    let grade = |sure: u8| match sure {
        90.. => 0,
        80.. => 1,
        70.. => 2,
        _ => 3,
    };
    // `حسن` alone, `صديقي العزيز`: more often no names.
    let ordinary = (found.start..found.end)
        .all(|at| context.word(at).common() || context.grammar.has("after-abd", context.tokens.text(at)));
    let witness = match witness {
        Witness::Both(sure) => grade(sure),
        Witness::Contested(sure) => 4 + usize::from(sure < 90),
        Witness::Listed | Witness::Tag if ordinary => 10,
        Witness::Listed => 6,
        Witness::Tag => 7,
        Witness::Rule(sure @ 60..) => 8 + usize::from(sure < 90),
        Witness::Rule(_) => 11,
    };
    let step = |margin: i32| STEPS.iter().filter(|step| margin >= **step).count();
    let words = || (found.start..found.end).map(|at| context.word(at));
    let first = &context.tokens.text(found.start)[found.skip..];
    let rest = (found.start + 1..found.end).map(|at| context.tokens.text(at));
    let alias = context.lexicon.longest(first, rest);
    let known = usize::from(ordinary)
        + 2 * usize::from(words().all(Word::unknown))
        + 4 * usize::from(found.skip > 0)
        + 8 * usize::from(
            alias.is_some_and(|alias| alias.len == found.len() && alias.row.kind() == found.kind),
        );
    let before = found.start.checked_sub(1).map_or(0, |at| beside(context, at));
    let values = [
        witness * KINDS.len() + kind,
        step(margins.label),
        step(margins.outside),
        step(margins.end),
        found.len().min(4) - 1,
        known,
        before * KINDS.len() + kind,
        beside(context, found.end) * KINDS.len() + kind,
        usize::from(context.tokens.before(found.start) == "\"") * KINDS.len() + kind,
        (usize::from(is_under(context, found, taken)) * 2 + usize::from(found.skip > 0)) * KINDS.len() + kind,
        usize::from(context.grammar.nation(context.tokens.text(found.start))) * KINDS.len() + kind,
        named(context, found),
        margins.against.map_or(0, |margin| 1 + step(margin)),
        headed(context, found),
    ];
    let mut from = 0;
    let mut signals = Vec::with_capacity(values.len());
    for ((_, count), value) in TEMPLATES.iter().zip(values) {
        signals.push(from + value);
        from += count;
    }
    signals
}

/// Whether a given name begins a person's, and, then, whether all its words are names (`محمد بن أحمد الهاشمي`).
fn named(context: &Context, found: &Candidate) -> usize {
    let stem = context.stem(found.start, found.skip);
    let is_name =
        |at: usize| context.word(at).strong() || matches!(context.tokens.text(at), "بن" | "عبد" | "ابو");
    let given = found.kind == EntityKind::Person && context.lexicon.word(&stem).given();
    usize::from(given) + usize::from(given && found.len() > 1 && (found.start + 1..found.end).all(is_name))
}

/// The head word that a name of no person begins with, as a number: `جامعة` is seldom wrong, `لجنة` often. Two
/// heads may have the same number. FNV-1a, so that a number stays what it is when the list of heads grows.
fn headed(context: &Context, found: &Candidate) -> usize {
    let stem = context.stem(found.start, found.skip);
    let bare = stem.strip_prefix("ال").unwrap_or(&stem);
    if found.kind == EntityKind::Person || found.len() < 2 || context.grammar.head(bare).is_none() {
        return 0;
    }
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = stem.bytes().fold(0xcbf2_9ce4_8422_2325, mix);
    1 + (hash >> 32) as usize % (HEADS - 1)
}

/// Whether a name may be the end of another, whose head word stands a few words before it.
pub(super) fn is_under(context: &Context, found: &Candidate, taken: &[bool]) -> bool {
    let before = (1..=FEW).map_while(|back| found.start.checked_sub(back));
    let mut words = before.take_while(|at| context.tokens.is_word(*at));
    match found.kind {
        EntityKind::Place => may_end_in(context, found, words, taken),
        // `شرطة لندن ستيوارت كاندي`: the town ends the body's name.
        EntityKind::Person => words.take_while(|at| !taken[*at]).any(|at| head(context, at).is_some()),
        _ => words.any(|at| head(context, at).is_some()),
    }
}

/// Whether the name of a head among some `words` may go on to a place: `المستشفى الجهوي بصفاقس`. It does not where
/// a preposition stands between, `و` joins the place, or the head stays outside (`مدينة بوتشا`). Nor does a name
/// that is `taken` and known whole (`الحرس الوطني بقابس`), but in the genitive (`فرقة الأبحاث للحرس الوطني
/// بسوسة`). No event is called by the town that `ب` tells, nor is a place, but with the article.
fn may_end_in(
    context: &Context,
    place: &Candidate,
    words: impl Iterator<Item = usize>,
    taken: &[bool],
) -> bool {
    let text = |at: usize| context.tokens.text(at);
    let proclitics = &text(place.start)[..place.skip];
    let mut words = words.take_while(|at| !context.grammar.has("stop", text(*at)));
    let Some((at, (kind, head))) = words.find_map(|at| Some((at, head(context, at)?))) else { return false };
    let known = clitic::readings(text(at)).any(|reading| {
        let rest = (at + 1..place.start).map(|n| context.tokens.text(n));
        let name = context.lexicon.longest(reading.stem.as_ref(), rest);
        let len = name.map(|name| name.len);
        len == Some(place.start - at)
    });
    let closed = taken[at] && known && !text(at).starts_with("لل")
        || !taken[at] && taken[at..place.start].contains(&true);
    let of_town = match kind {
        EntityKind::Organisation => true,
        EntityKind::Place => clitic::bare(text(at)) != text(at),
        _ => false,
    };
    let outside = kind == EntityKind::Place && head.outside();
    !proclitics.starts_with(['و', 'ف']) && !closed && !outside && (of_town || !proclitics.ends_with('ب'))
}

/// The head of names that a word is, behind proclitics or not, with the article or without.
fn head(context: &Context, at: usize) -> Option<(EntityKind, Head)> {
    clitic::readings(context.tokens.text(at)).find_map(|reading| context.grammar.headed(&reading.stem))
}

/// What a neighbour of a name is: nothing or a sign, a number, a head word, a word of a nation, a title, a
/// name word, an unknown word, another.
fn beside(context: &Context, at: usize) -> usize {
    let text = context.tokens.text(at);
    match context.tokens.shape(at) {
        Shape::Number => return 1,
        Shape::Word => {}
        _ => return 0,
    }
    let word = context.word(at);
    if head(context, at).is_some() {
        2
    } else if context.grammar.nation(text) {
        3
    } else if clitic::readings(text).any(|reading| context.grammar.has("title", &reading.stem)) {
        4
    } else if word.strong() {
        5
    } else if word.unknown() && context.plausible(text) {
        6
    } else {
        7
    }
}

/// The weights.
#[derive(Clone, Debug, Default)]
pub(super) struct Belief {
    weights: Vec<i32>,
}

impl Belief {
    /// Reads the table that is compiled in: a value and its weight a line, `always` first.
    pub fn new() -> Self {
        let weight = |line: &str| line.rsplit('\t').next().and_then(|weight| weight.parse().ok());
        Self { weights: TABLE.lines().filter_map(weight).collect() }
    }

    /// Per cent, 1 to 98.
    pub fn percent(&self, signals: &[usize]) -> u8 {
        let weight = |at: usize| self.weights.get(at).copied().unwrap_or(0);
        let sum = weight(0) + signals.iter().map(|signal| weight(signal + 1)).sum::<i32>();
        let probability = 1.0 / (1.0 + (-f64::from(sum) / SCALE).exp());
        (1..98).find(|percent| f64::from(*percent) + 0.5 > 100.0 * probability).unwrap_or(98)
    }
}
