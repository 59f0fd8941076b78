//! The last word on what is a name: what the tagger says, weighed against what the rules found.
//!
//! *Invariant:* numbers and dates stay with their grammars. *Invariant:* what the tagger denies is not
//! dropped but falls below what is painted.

use crate::model::EntityKind;

use super::candidate::Candidate;
use super::clitic;
use super::context::Context;
use super::slug::slug;
use super::tagger::{Choice, Model, Position, decode, features};
use super::token::Shape;

/// What the knowledge base says without need of context.
const SURE: u8 = 90;
/// What a tag on a single ordinary word loses.
const ORDINARY: u8 = 15;
/// What the user's own names say.
const OWN: u8 = 99;
/// What readers paint.
const PAINTED: u8 = 60;
/// What is kept for the list beside the article, greyed.
const DOUBTED: u8 = 55;

/// The mentions of a text after the tagger has read it. What is `denied` is no part of a name that it finds.
pub(super) fn judge(
    context: &Context,
    model: &Model,
    rules: Vec<Candidate>,
    doubtful: &[Candidate],
    denied: &dyn Fn(usize) -> bool,
) -> Vec<Candidate> {
    let mut slots = features(context, &rules, doubtful);
    for (at, slot) in slots.iter_mut().enumerate() {
        slot.open &= !denied(at);
    }
    let mut choices = Vec::with_capacity(slots.len());
    let mut from = 0;
    for at in 0..=slots.len() {
        if at == slots.len() || context.tokens.shape(at) == Shape::Break {
            choices.extend(decode(model, &slots[from..at]));
            if at < slots.len() {
                choices.push(Choice::default());
            }
            from = at + 1;
        }
    }
    let tagged = spans(context, &choices, &rules);
    settle(context, tagged, rules, doubtful)
}

/// The names that the labels spell.
fn spans(context: &Context, choices: &[Choice], rules: &[Candidate]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < choices.len() {
        let Some((kind, position)) = choices[at].label.inside() else {
            at += 1;
            continue;
        };
        let mut end = at + 1;
        while end < choices.len() && choices[end].label.goes_on() {
            end += 1;
        }
        let next = end;
        // `محمد بن أحمد الهاشمي ضيوفه`: a name ends where a rule ends it before an ordinary word.
        if kind == EntityKind::Person
            && let Ok(rule) = rules.binary_search_by_key(&at, |rule| rule.start)
            && rules[rule].kind == kind
            && rules[rule].end == end - 1
            && end - at > 2
            && context.ordinary(context.tokens.text(end - 1))
            && !context.word(end - 1).name()
        {
            end -= 1;
        }
        let margin = choices[at..end].iter().map(|choice| choice.margin).min().unwrap_or(0);
        let skip = proclitics(context, rules, at, position);
        found.push(named(context, rules, (at, skip, end), kind, confidence(margin)));
        at = next;
    }
    found
}

/// Per cent from a margin in weights.
fn confidence(margin: i32) -> u8 {
    u8::try_from((45 + margin / 40).clamp(45, 95)).unwrap_or(45)
}

/// The bytes of the proclitics that a name begins behind: as a rule cut them; else a whole word that is known
/// stays whole, a stem that is known or stands bare in the text is freed, and of others the label decides.
fn proclitics(context: &Context, rules: &[Candidate], at: usize, position: Position) -> usize {
    if let Ok(rule) = rules.binary_search_by_key(&at, |rule| rule.start) {
        return rules[rule].skip;
    }
    let text = context.tokens.text(at);
    let head = |word: &str| context.grammar.head(word.strip_prefix("ال").unwrap_or(word)).is_some();
    let listed = |word: &str| head(word) || context.lexicon.longest(word, std::iter::empty()).is_some();
    let whole = context.lexicon.word(text);
    if whole.name() || listed(text) {
        return 0;
    }
    let stem = |stem: &str| listed(stem) || context.lexicon.word(stem).name() || context.bare(stem);
    let mut readings = clitic::readings(text).skip(1).filter(|r| text[r.skip..].chars().nth(1).is_some());
    match readings.find(|reading| stem(&reading.stem)) {
        Some(reading) => reading.skip,
        None if position == Position::Clitic && !whole.common() || text.starts_with("لل") => 'ل'.len_utf8(),
        None => 0,
    }
}

/// A name with its id: that of the rules, of the knowledge base, else of its letters.
fn named(
    context: &Context,
    rules: &[Candidate],
    (start, skip, end): (usize, usize, usize),
    kind: EntityKind,
    confidence: u8,
) -> Candidate {
    // The rules are sorted and never overlap: at most one begins here.
    if let Ok(at) = rules.binary_search_by_key(&start, |rule| rule.start) {
        let rule = &rules[at];
        if (rule.skip, rule.end, rule.kind) == (skip, end, kind) {
            return Candidate { confidence, ..rule.clone() };
        }
    }
    let first = &context.tokens.text(start)[skip..];
    let rest: Vec<&str> = (start + 1..end)
        .filter(|n| context.tokens.shape(*n) != Shape::Sign)
        .map(|n| context.tokens.text(n))
        .collect();
    let alias = clitic::readings(context.tokens.text(start)).find(|r| r.skip == skip).and_then(|reading| {
        let alias = context.lexicon.longest(&reading.stem, rest.iter().copied())?;
        (alias.len == 1 + rest.len() && alias.row.kind() == kind && alias.outside == 0)
            .then(|| (alias.row.id().to_owned(), alias.row.name().to_owned()))
    });
    let (id, name) = alias.unwrap_or_else(|| {
        let words: Vec<&str> = std::iter::once(first).chain(rest).collect();
        (format!("{}:{}", prefix(kind), slug(&words.join(" "))), String::new())
    });
    let name = if kind == EntityKind::Person { name } else { String::new() };
    Candidate::new(start, skip, end, kind, id, name, confidence)
}

fn prefix(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Place => "place",
        EntityKind::Event => "event",
        EntityKind::Document => "doc",
        _ => "org",
    }
}

/// Whether a rule is to be believed more than a tag that overlaps it: what the knowledge base names on its
/// own is wrong less often than a hesitant tag.
fn outweighs(rule: &Candidate, tag: &Candidate) -> bool {
    // A person's name that swallows a known place or body (`البابا فرنسيس روما`).
    let swallows = tag.kind == EntityKind::Person && rule.kind != EntityKind::Person;
    rule.amount()
        || rule.confidence == OWN
        || swallows && rule.confidence >= SURE && tag.confidence < 65
        || rule.confidence >= SURE && tag.confidence < 52
        || rule.confidence >= 70 && tag.confidence < if rule.kind == EntityKind::Person { 47 } else { 55 }
}

/// How a mention came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Witness {
    /// Rule and tagger agree; how sure the rule was.
    Both(u8),
    /// The tagger alone.
    Tag,
    /// The tagger, of a name of the knowledge base that needs context.
    Listed,
    /// The tagger against a rule.
    Contested,
}

/// The confidence that is told of what the tagger found: what is painted (60 and more) is right nine times
/// in ten by the five folds of the training command; below 50 it is dropped.
fn weigh(kind: EntityKind, witness: Witness, tag: u8) -> u8 {
    let (painted, kept) = match (witness, kind) {
        (Witness::Both(rule), EntityKind::Person) if rule >= 80 => return rule,
        (Witness::Both(rule), _) if rule >= SURE => return rule,
        (Witness::Both(_), EntityKind::Place | EntityKind::Event) => (56, 0),
        (Witness::Both(_), EntityKind::Person)
        | (Witness::Contested, EntityKind::Organisation | EntityKind::Person) => (62, 0),
        (Witness::Both(rule), _) => (if rule >= 78 { 60 } else { 66 }, 0),
        (Witness::Listed, EntityKind::Place) => (55, 45),
        (Witness::Tag, EntityKind::Place) => (56, 48),
        (Witness::Tag | Witness::Listed, EntityKind::Person) => (61, 50),
        (Witness::Listed, _) => (59, 50),
        (Witness::Tag, _) => (65, 55),
        (Witness::Contested, _) => (53, 0),
    };
    if tag >= painted {
        tag.max(PAINTED)
    } else if tag >= kept {
        DOUBTED
    } else {
        0
    }
}

/// Whether a tag is a name of the knowledge base that needs context.
fn listed(doubtful: &[Candidate], tag: &Candidate) -> bool {
    // Sorted by where they begin; a few may begin at one token.
    let from = doubtful.partition_point(|name| name.start < tag.start);
    doubtful[from..]
        .iter()
        .take_while(|name| name.start == tag.start)
        .any(|name| (name.skip, name.end, name.kind) == (tag.skip, tag.end, tag.kind))
}

/// What stands though the tagger sees nothing: states, laws by their number, people by title and full name,
/// known events of more than a word, the ministries and crises of nations.
fn certain(context: &Context, rule: &Candidate) -> bool {
    match rule.kind {
        EntityKind::Place => {
            let stem = &context.tokens.text(rule.start)[rule.skip..];
            let rest = (rule.start + 1..rule.end).map(|n| context.tokens.text(n));
            let known = context.lexicon.longest(stem, rest);
            rule.confidence >= SURE && known.is_some_and(|alias| alias.row.state() && !alias.ambiguous)
        }
        EntityKind::Document => rule.confidence >= 80,
        EntityKind::Person => (80..SURE).contains(&rule.confidence),
        // `وزارة الخارجية السعودية`.
        EntityKind::Organisation => {
            let head = context.grammar.head(&context.tokens.text(rule.start)[rule.skip..]);
            let national = context.grammar.nation(context.tokens.text(rule.end - 1));
            rule.confidence >= 78 && national && head.is_some_and(|(_, head)| head.noun())
        }
        EntityKind::Event => {
            let bare = context.tokens.text(rule.start)[rule.skip..].strip_prefix("ال").unwrap_or_default();
            let named = rule.confidence >= SURE && rule.len() > 1;
            named
                || rule.confidence >= 80
                    && context.grammar.head(bare).is_some_and(|(_, head)| head.national())
        }
        _ => false,
    }
}

/// Whether a word is none that names are known by, but for `عبد العزيز`.
fn ordinary(context: &Context, at: usize) -> bool {
    context.word(at).common() || context.grammar.has("after-abd", context.tokens.text(at))
}

/// Where both agree they stand; where they overlap the weightier; alone, tags as sure as they are.
fn settle(
    context: &Context,
    tagged: Vec<Candidate>,
    rules: Vec<Candidate>,
    doubtful: &[Candidate],
) -> Vec<Candidate> {
    let overlap = |a: &Candidate, b: &Candidate| a.start < b.end && b.start < a.end;
    let same =
        |a: &Candidate, b: &Candidate| (a.start, a.skip, a.end, a.kind) == (b.start, b.skip, b.end, b.kind);
    let mut kept: Vec<Candidate> = Vec::with_capacity(rules.len() + tagged.len());
    let mut taken = vec![false; context.tokens.len()];
    let mut contested = vec![None; context.tokens.len()];
    let mut rest = rules.as_slice();
    for mut tag in tagged {
        // Both lists are sorted: rules that end before the tag can overlap no later one.
        while rest.first().is_some_and(|rule| rule.end <= tag.start) {
            rest = &rest[1..];
        }
        let over = || rest.iter().take_while(|rule| rule.start < tag.end).filter(|rule| overlap(rule, &tag));
        let agreed = over().find(|rule| same(rule, &tag)).map(|rule| rule.confidence);
        // `الاتحاد الروسي` is a state, whatever it looks like.
        let state = |rule: &Candidate| {
            let covers = rule.start <= tag.start && tag.end <= rule.end;
            covers && rule.len() > 1 && rule.kind == EntityKind::Place && certain(context, rule)
        };
        if agreed.is_none() && over().any(|rule| outweighs(rule, &tag) || state(rule)) {
            contested[tag.start..tag.end].fill(Some(tag.kind));
            continue;
        }
        let alone = over().next().is_none();
        let witness = match agreed {
            Some(rule) => Witness::Both(rule),
            None if !alone => Witness::Contested,
            None if listed(doubtful, &tag) => Witness::Listed,
            None => Witness::Tag,
        };
        // `حسن` alone, `صديقي العزيز`: more often ordinary words.
        let ordinary = witness == Witness::Tag && (tag.start..tag.end).all(|at| ordinary(context, at));
        let margin = tag.confidence.saturating_sub(if ordinary { ORDINARY } else { 0 });
        let mut confidence = weigh(tag.kind, witness, margin);
        // A hesitant tag neither weakens nor replaces what stands without it.
        let sure = over().filter(|rule| certain(context, rule)).find(|rule| rule.kind == tag.kind);
        if let Some(rule) = sure.filter(|_| confidence < PAINTED) {
            if !same(rule, &tag) {
                contested[tag.start..tag.end].fill(Some(tag.kind));
                continue;
            }
            confidence = rule.confidence;
        }
        tag.confidence = confidence;
        taken[tag.start..tag.end].fill(true);
        if tag.confidence > 0 {
            kept.push(tag);
        }
    }
    for mut rule in rules {
        let span = rule.start..rule.end;
        if taken[span.clone()].contains(&true) {
            continue;
        }
        if !rule.amount() && rule.confidence < OWN {
            let argued = &contested[span];
            // What a title or a given name alone proposes and the tagger denies is mostly wrong.
            if rule.kind == EntityKind::Person && rule.confidence < 80 && argued.iter().all(Option::is_none) {
                continue;
            }
            // Where they differ about its ends alone, there is a name.
            // What the knowledge base names stands but where another name is found over it.
            let other = argued.iter().flatten().any(|kind| *kind != EntityKind::Person);
            let named = rule.confidence >= SURE && !other;
            if !argued.contains(&Some(rule.kind)) && !named && !certain(context, &rule) {
                rule.confidence = DOUBTED;
            }
        }
        kept.push(rule);
    }
    kept.sort_by_key(|candidate| candidate.start);
    kept
}
