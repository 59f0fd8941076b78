//! Who and what a text is about: mentions, found by names, clitics, grammars and evidence.
//!
//! Values out, nothing else: no files, no clock; the lexicon is bytes compiled in (or handed in).
//!
//! ```text
//! text ── token ── context ─┬─ names    knowledge base, longest match over the clitic lattice
//!                           ├─ person   titles, given names
//!                           ├─ heads    ORG EVT DOC LOC by head words
//!                           ├─ date     DATE
//!                           └─ measure  MONEY PCT QTY
//!                                 └─ candidate::settle ── link ── mentions
//! ```
//!
//! A statistical tagger will be one more stage beside `person`: candidates in, candidates out.
//!
//! *Invariant:* mentions are sorted, never overlap and stand on character boundaries of the original.
//! *Invariant:* the same text and day of publication always give the same mentions, in linear time.
//!
//! # Why
//!
//! Precision comes before recall: a stage proposes with a confidence, and what is doubtful stays below the
//! 60 that readers paint. The knowledge base is never parsed at start: two automata point into its rows.

mod calendar;
mod candidate;
mod clitic;
mod context;
mod date;
mod grammar;
mod heads;
mod lexicon;
mod link;
mod measure;
mod names;
mod number;
mod person;
mod slug;
mod token;

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::{EntityId, EntityKind, Mention};

use candidate::Candidate;
use context::Context;
use grammar::Grammar;
use lexicon::Lexicon;
use token::Tokens;

/// Stamped on everything derived; a new number makes the library tag its articles again.
pub const ANALYSIS_VERSION: u32 = 3;

/// The knowledge base as its generator and its tests see it.
pub mod tables {
    pub use super::lexicon::{
        AMBIGUOUS, COMMON, FLAG_BITS, GIVEN, NAME, OFFSET_BITS, QUALIFIED, STRONG, TABLES, TITLED,
        TITLED_TWICE,
    };
}

/// What the knowledge base says of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityInfo {
    /// Class.
    pub kind: EntityKind,
    /// Arabic name.
    pub name: String,
    /// English name.
    pub english: Option<String>,
}

/// The tagger with its lexicon. Cheap to clone and to share between threads.
#[derive(Clone, Debug)]
pub struct Engine {
    lexicon: Arc<Lexicon>,
    grammar: Arc<Grammar>,
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

impl Engine {
    /// The engine with the lexicon that is compiled in.
    pub fn new() -> Self {
        Self { lexicon: Arc::new(Lexicon::new()), grammar: Arc::new(Grammar::new()) }
    }

    /// The mentions of a text: sorted, never overlapping, in bytes of `text` as given.
    /// `published` resolves weekdays and months without a year (by its day in UTC).
    pub fn tag(&self, text: &str, published: Option<Timestamp>) -> Vec<Mention> {
        let tokens = Tokens::new(text);
        let context = Context::new(&tokens, &self.lexicon, &self.grammar);
        let day = published.map(|at| at.to_zoned(TimeZone::UTC).date());
        let names = names::find(&context);
        let mut candidates = propose(&context, &names.sure, day);
        let bodies = names.sure.iter().filter(|c| c.skip == 0 && c.kind == EntityKind::Organisation);
        let bodies: HashSet<usize> = bodies.map(|c| c.start).collect();
        candidates.extend(names.sure);
        apposed(&context, &bodies, &mut candidates);
        let mut settled = candidate::settle(candidates, tokens.len());
        link::link(&context, &mut settled, &names.doubtful);
        settled.into_iter().map(|candidate| mention(&tokens, candidate)).collect()
    }

    /// What is known of an entity (people, places, organisations of the lexicon).
    pub fn info(&self, entity: &EntityId) -> Option<EntityInfo> {
        let row = self.lexicon.row(entity)?;
        Some(EntityInfo {
            kind: row.kind(),
            name: row.name().to_owned(),
            english: row.english().map(str::to_owned),
        })
    }
}

/// `وكالة الأنباء الروسية تاس`: what only describes an agency goes where its own name follows.
fn apposed(context: &Context, bodies: &HashSet<usize>, candidates: &mut Vec<Candidate>) {
    let tokens = context.tokens;
    candidates.retain(|candidate| {
        let agency = matches!(&tokens.text(candidate.start)[candidate.skip..], "وكاله" | "شبكه" | "صحيفه");
        let mut next = candidate.end;
        while matches!(tokens.text(next), "الرسميه" | "\"" | "«" | "“") {
            next += 1;
        }
        !(agency && bodies.contains(&next))
    });
}

/// Whether a rule makes a full name of the knowledge base longer by a word that is no name.
fn overlong(context: &Context, known: Option<(EntityKind, usize)>, person: &Candidate) -> bool {
    known.is_some_and(|(kind, end)| {
        kind == EntityKind::Person
            && end >= person.start + 2
            && person.end > end
            && (end..person.end)
                .any(|n| !context.word(n).strong() || context.tokens.text(n).starts_with("ال"))
    })
}

/// A candidate in bytes of the original.
fn mention(tokens: &Tokens, candidate: Candidate) -> Mention {
    let range = tokens.origin(candidate.start, candidate.skip, candidate.end - 1);
    let name = if candidate.name.is_empty() {
        tokens.original(range.clone()).split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        candidate.name
    };
    Mention {
        range,
        kind: candidate.kind,
        entity: EntityId::new(candidate.id),
        name,
        confidence: candidate.confidence,
    }
}

/// What the rules propose, token by token, knowing the names of the knowledge base.
fn propose(context: &Context, names: &[Candidate], day: Option<jiff::civil::Date>) -> Vec<Candidate> {
    let count = context.tokens.len();
    let mut known = vec![None; count];
    let mut starting = vec![None; count];
    for name in names {
        known[name.start..name.end].fill(Some(name.kind));
        if name.skip == 0 {
            starting[name.start] = Some((name.kind, name.end));
        }
    }
    let mut found = Vec::new();
    for (at, start) in starting.iter_mut().enumerate() {
        let blocked =
            |n: usize| known.get(n).is_some_and(|kind| kind.is_some_and(|k| k != EntityKind::Person));
        if !blocked(at)
            && let Some(person) = person::at(context, at, &blocked)
            && !overlong(context, *start, &person)
        {
            if person.skip == 0 {
                start.get_or_insert((person.kind, person.end));
            }
            found.push(person);
        }
        found.extend(date::at(context.tokens, at, day));
        found.extend(measure::at(context.tokens, at));
        found.extend(heads::resolution(context, at));
        found.extend(heads::listed(context, at));
    }
    let inner = |at: usize| starting.get(at).copied().flatten();
    // What the knowledge base names as a whole is not made longer by its head word.
    let whole = |at: usize| {
        matches!(known[at], Some(EntityKind::Organisation | EntityKind::Event | EntityKind::Document))
    };
    found.extend((0..count).filter(|at| !whole(*at)).filter_map(|at| heads::at(context, at, &inner)));
    found
}
