//! The last word on what is a name: what the tagger says, weighed against what the rules found.
//!
//! Where they differ the tagger is believed: it reads what the rules found, and knows how far each is to be
//! trusted. How sure a mention is, `belief` tells. *Invariant:* numbers and dates stay with their grammars,
//! what the user named stays.

use crate::model::EntityKind;

use super::belief::{Belief, Margins, Signals};
use super::beside;
use super::candidate::{self, Candidate, SURE};
use super::clitic::Reading;
use super::context::Context;
use super::person;
use super::tagger::{Choice, Model, Position, decode, features};
use super::token::Shape;
use super::verdict;

/// Words of one person's name at most: `تميم بن حمد بن خليفة آل ثاني` has eight.
const LONGEST: usize = 10;

/// The mentions of a text after the tagger has read it.
pub(super) fn judge(
    context: &Context,
    model: &Model,
    belief: &Belief,
    rules: Vec<Candidate>,
    doubtful: &[Candidate],
) -> Vec<Candidate> {
    let told = |(mut candidate, signals): (Candidate, Option<Signals>)| {
        if let Some(signals) = signals {
            candidate.confidence = belief.percent(&signals);
        }
        candidate
    };
    let weighed = weighed(context, model, rules, doubtful);
    candidate::surest(weighed.into_iter().map(told).collect(), context.tokens.len())
}

/// What tagger and rules find, with the signals that tell how sure it is. Numbers, dates and what the user
/// named have none, nor has what stands under a tag.
pub(super) fn weighed(
    context: &Context,
    model: &Model,
    rules: Vec<Candidate>,
    doubtful: &[Candidate],
) -> Vec<(Candidate, Option<Signals>)> {
    let slots = features(context, &rules, doubtful);
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
    verdict::settle(context, (tagged, &choices), rules, doubtful)
}

/// The names that the labels spell.
fn spans(context: &Context, choices: &[Choice], rules: &[Candidate]) -> Vec<(Candidate, Margins)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < choices.len() {
        let Some((kind, position)) = choices[at].label.inside() else {
            at += 1;
            continue;
        };
        let person = kind == EntityKind::Person;
        let goes_on = |n: usize| choices.get(n).is_some_and(|choice| choice.label.goes_on());
        let mut end = at + 1;
        while goes_on(end) && !(person && person::second(context, end, end - at)) {
            end += 1;
        }
        let mut next = end;
        if person {
            // More words are no name, but a wall of them.
            end = end.min(at + LONGEST);
        }
        let least = |margin: fn(&Choice) -> i32| choices[at..end].iter().map(margin).min().unwrap_or(0);
        let margins = Margins {
            label: least(|choice| choice.margin),
            outside: least(|choice| choice.outside),
            // Where the line ends no name goes on.
            end: choices.get(end).map_or(i32::MAX, |choice| choice.inside),
            against: None,
        };
        let span = (at, proclitics(context, rules, at, position), end);
        let parts = if person { beside::parts(context, span) } else { vec![span] };
        for part in parts {
            next = next.max(part.2);
            found.push((verdict::named(context, rules, part, kind), margins));
        }
        at = next;
    }
    found
}

/// The bytes of the proclitics that a name begins behind: as a rule cut them; else a whole word that is known
/// stays whole, a stem that is known or stands bare in the text is freed, and of others the label decides.
fn proclitics(context: &Context, rules: &[Candidate], at: usize, position: Position) -> usize {
    let text = context.tokens.text(at);
    let cut = position != Position::Begin;
    if let Ok(rule) = rules.binary_search_by_key(&at, |rule| rule.start)
        && (rules[rule].skip > 0 || !cut || rules[rule].confidence >= SURE)
    {
        return rules[rule].skip;
    }
    let whole = context.lexicon.word(text);
    let freed = context.freed(text);
    let given = |reading: &Reading| context.lexicon.word(&reading.stem).given();
    let joined = context.joined(at) || cut && freed.as_ref().is_some_and(given);
    // `باللطيف`: a surname, as بن عبد اللطيف is.
    let bare = text.strip_prefix('ب').is_some_and(|rest| context.grammar.has("after-abd", rest));
    // `محمد بن و و`: behind one letter must stand a name.
    let short = text.chars().nth(2).is_none();
    if short || whole.given() || context.listed(text) || whole.name() && !joined || bare {
        return 0;
    }
    // `فرنس`, `وكفريا`: what lists of surnames alone know is behind no rare proclitic.
    let sure = |reading: &Reading| {
        let rare = text[..reading.skip].ends_with(['ف', 'ك']);
        !rare || given(reading) || context.listed(&reading.stem) || context.bare(&reading.stem)
    };
    match freed.filter(sure) {
        Some(reading) => reading.skip,
        None if cut && !whole.common() && !text.starts_with(['ف', 'ك']) || text.starts_with("لل") => {
            'ل'.len_utf8()
        }
        // `بالمنزه الخامس`: the adjective tells the article.
        None if text.starts_with("بال") && context.tokens.text(at + 1).starts_with("ال") => {
            'ب'.len_utf8()
        }
        None => 0,
    }
}
