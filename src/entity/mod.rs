//! Who and what a text is about: mentions, found by names, clitics, grammars and evidence.
//!
//! Values out, nothing else: no files, no clock; the lexicon is bytes compiled in (or handed in).
//!
//! ```text
//! text ── token ── context ─┬─ names    knowledge base, longest match over the clitic lattice
//!                           ├─ person   titles, given names; bounds, beside say where a name begins and ends
//!                           ├─ heads    ORG EVT DOC LOC by head words
//!                           ├─ date     DATE
//!                           └─ measure  MONEY PCT QTY
//!                                 └─ candidate::settle ── judge, verdict, belief ── conjunct ── office ── club ── homonym ── link ── echo ── mentions
//! ```
//!
//! The user's corrections are followed in three places: their names in `names`, what they deny before
//! `settle`, the rest at the end.
//!
//! *Invariant:* mentions are sorted, never overlap and stand on character boundaries of the original.
//! *Invariant:* the same text and day of publication always give the same mentions, in linear time.
//!
//! # Why
//!
//! Precision comes before recall: a confidence is the probability in per cent that a mention is right, by
//! `belief`, and what is doubtful stays below `Mention::SURE`, from which on readers paint: one threshold, no other.
//! The knowledge base is never parsed at start: two automata point into its rows.

mod belief;
mod beside;
mod bounds;
mod calendar;
mod candidate;
mod clitic;
mod club;
mod conjunct;
mod context;
mod corrections;
mod date;
mod day;
mod echo;
mod extent;
mod figures;
mod grammar;
mod heads;
mod holders;
mod homonym;
mod judge;
mod lexicon;
mod link;
mod measure;
mod memo;
mod money;
mod names;
mod number;
mod numbered;
mod office;
mod person;
mod range;
mod rows;
mod slug;
mod statute;
mod tagger;
mod token;
pub mod training;
mod units;
mod verdict;

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::{EntityId, EntityKind, Known, Mention};
use crate::text::fold;

use belief::Belief;
use candidate::Candidate;
use context::Context;
use grammar::Grammar;
use holders::Offices;
use lexicon::Lexicon;
use tagger::Model;
use token::{Shape, Tokens};

pub use corrections::{BadRow, Corrections};

/// Stamped on everything derived; a new number makes the library tag its articles again.
pub const ANALYSIS_VERSION: u32 = 13;

/// What is less sure than this, in per cent, is not told at all.
const LEAST: u8 = 40;

/// The weights of the tagger, made by `cargo bench --bench train`.
static TAGGER: &[u8] = include_bytes!("../../assets/entities/tagger.bin");

/// Words and signs of a date or an amount before the end of the line that parts it, at most.
const WRAPPED: usize = 16;

/// A body this sure is called by a name of its own.
const KNOWN: u8 = 85;

/// The knowledge base as its generator and its tests see it.
pub mod tables {
    pub use super::lexicon::{
        AMBIGUOUS, COMMON, FLAG_BITS, GIVEN, NAME, OFFSET_BITS, QUALIFIED, STRONG, TITLED, TITLED_TWICE,
    };
    pub use super::rows::{SEPARATOR, TABLES, table};
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
    belief: Arc<Belief>,
    /// Read when the first text is tagged.
    model: Arc<OnceLock<Model>>,
    /// Read when the first name follows an office.
    offices: Arc<OnceLock<Offices>>,
    corrections: Arc<Corrections>,
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

impl Engine {
    /// The engine with the lexicon that is compiled in.
    pub fn new() -> Self {
        Self::with_model(OnceLock::new())
    }

    fn with_model(model: OnceLock<Model>) -> Self {
        Self {
            lexicon: Arc::new(Lexicon::new()),
            grammar: Arc::new(Grammar::new()),
            belief: Arc::new(Belief::new()),
            model: Arc::new(model),
            offices: Arc::default(),
            corrections: Arc::default(),
        }
    }

    /// The same engine, following these corrections and no others.
    #[must_use]
    pub fn with_corrections(mut self, corrections: Corrections) -> Self {
        self.lexicon = Arc::new(Lexicon::with(corrections.names(&Lexicon::new())));
        self.corrections = Arc::new(corrections);
        self
    }

    /// The corrections that it follows.
    pub fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    /// What is stamped on everything derived: the version of the analysis, and in the upper half which
    /// corrections it followed. Fits a signed 64-bit number; without corrections it is the version.
    pub fn stamp(&self) -> u64 {
        u64::from(self.corrections.fingerprint()) << 32 | u64::from(ANALYSIS_VERSION)
    }

    /// The mentions of a text: sorted, never overlapping, in bytes of `text` as given.
    /// `published` resolves weekdays and months without a year (by its day in UTC), and tells who held an
    /// office that a name stands with.
    pub fn tag(&self, text: &str, published: Option<Timestamp>) -> Vec<Mention> {
        let tokens = Tokens::new(text);
        let context = Context::new(&tokens, &self.lexicon, &self.grammar);
        let day = published.map(|at| at.to_zoned(TimeZone::UTC).date());
        let Found { mut settled, mut doubtful } = rules(&context, &self.corrections, day);
        let model = self.model.get_or_init(|| Model::read(TAGGER).unwrap_or_default());
        if !model.is_empty() {
            let known = conjunct::known(&settled);
            let inner = self.corrections.inner(&tokens, &self.lexicon, &settled);
            settled = judge::judge(&context, model, &self.belief, settled, &doubtful);
            apposed(&context, &mut settled);
            conjunct::part(&context, known, &mut settled);
            settled.retain(|c| !is_part_or_told(&context, c) && !names::described(&context, c));
            self.corrections.deny(&tokens, &mut settled);
            settled = candidate::settle_with(settled, inner, tokens.len());
            let year = day.map(jiff::civil::Date::year);
            office::decide(&context, &self.offices, &mut settled, &mut doubtful, year);
            club::decide(&context, &mut settled, &doubtful);
            homonym::decide(&context, &mut settled);
            link::link(&context, &mut settled, &doubtful);
            echo::echo(&context, &mut settled);
            link::confine(&context, &mut settled);
            settled.retain(|candidate| candidate.confidence >= LEAST);
            self.corrections.deny(&tokens, &mut settled);
        }
        self.corrections.apply(&tokens, &self.lexicon, &mut settled);
        let mut mentions: Vec<Mention> =
            settled.into_iter().map(|candidate| mention(&context, candidate)).collect();
        // Of two in one letter (`$¼£` folds to `$1/4£`) the first stands.
        mentions.dedup_by(|next, before| next.range.start < before.range.end);
        mentions
    }

    /// What is known of an entity (of the lexicon, or of the one that it was merged into).
    pub fn info(&self, entity: &EntityId) -> Option<EntityInfo> {
        let row = self.lexicon.row(self.corrections.resolve(entity).as_str())?;
        Some(EntityInfo {
            kind: row.kind(),
            name: row.name().to_owned(),
            english: row.english().map(str::to_owned),
        })
    }

    /// The name of an id itself, also where it was merged into another; of one that no list holds, what its
    /// slug spells.
    pub fn name_of(&self, id: &EntityId) -> String {
        let slug = || {
            let slug = id.as_str().split_once(':').map_or(id.as_str(), |(_, slug)| slug);
            slug.split(slug::OF_TEXT).next().unwrap_or(slug).replace('-', " ")
        };
        self.lexicon.row(id.as_str()).map_or_else(slug, |row| row.name().to_owned())
    }

    /// Entities with a name that begins as `text` does, or, of Latin letters, an English name that has them;
    /// at most `limit`.
    pub fn names_like(&self, text: &str, limit: usize) -> Vec<Known> {
        let folded = fold(text);
        let folded = folded.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
        if folded.is_empty() {
            return Vec::new();
        }
        let rows = if folded.is_ascii() {
            self.lexicon.in_english(&folded, limit)
        } else {
            self.lexicon.beginning(&folded, limit)
        };
        let known = |row: lexicon::Row| Known {
            entity: EntityId::new(row.id()),
            kind: row.kind(),
            name: row.name().to_owned(),
            english: row.english().map(str::to_owned),
            articles: 0,
        };
        rows.into_iter().map(known).collect()
    }
}

/// What the rules find.
struct Found {
    /// Mentions, linked.
    settled: Vec<Candidate>,
    /// Names of the knowledge base that need context.
    doubtful: Vec<Candidate>,
}

fn rules(context: &Context, corrections: &Corrections, day: Option<jiff::civil::Date>) -> Found {
    let names = names::find(context);
    let mut candidates = propose(context, &names.sure, day);
    candidates.extend(names.sure);
    apposed(context, &mut candidates);
    corrections.deny(context.tokens, &mut candidates);
    candidates.retain(|candidate| !is_part_or_told(context, candidate));
    let mut settled = candidate::settle(candidates, context.tokens.len());
    numbered::dated(&mut settled);
    link::link(context, &mut settled, &names.doubtful);
    Found { settled, doubtful: names.doubtful }
}

/// Whether what looks like a document is the article of another, or what somebody announces.
fn is_part_or_told(context: &Context, candidate: &Candidate) -> bool {
    numbered::article_of_another(context.tokens, candidate) || heads::announced(context, candidate)
}

/// `وكالة الأنباء الروسية تاس`: what only describes an agency goes where its own name follows.
fn apposed(context: &Context, candidates: &mut Vec<Candidate>) {
    let tokens = context.tokens;
    let is_body = |c: &&Candidate| c.skip == 0 && c.kind == EntityKind::Organisation && c.confidence >= KNOWN;
    let bodies: HashSet<usize> = candidates.iter().filter(is_body).map(|c| c.start).collect();
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
fn mention(context: &Context, candidate: Candidate) -> Mention {
    let tokens = context.tokens;
    let range = tokens.origin(candidate.start, candidate.skip, candidate.end - 1);
    let name = if candidate.name.is_empty() {
        let written = tokens.original(range.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
        let stem = context.stem(candidate.start, candidate.skip);
        if stem.starts_with("ال") && !written.starts_with('ا') { format!("ا{written}") } else { written }
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

/// Dates and amounts that the end of a line parts.
fn across_lines(tokens: &Tokens, day: Option<jiff::civil::Date>) -> Vec<Candidate> {
    let Some((line, places)) = tokens.unwrapped() else { return Vec::new() };
    let wraps_soon = |at: usize| {
        let last = (at + WRAPPED).min(line.len() - 1);
        places[last] - places[at] > last - at
    };
    let starts = (0..line.len()).filter(|at| wraps_soon(*at));
    let found = starts.flat_map(|at| date::at(&line, at, day).into_iter().chain(measure::at(&line, at)));
    let whole = found.map(|c| Candidate { start: places[c.start], end: places[c.end - 1] + 1, ..c });
    whole.filter(|c| (c.start..c.end).any(|at| tokens.shape(at) == Shape::Break)).collect()
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
            && !beside::part(context, (at, person.skip, person.end))
            && bounds::behind(context, &person).is_none()
        {
            if person.skip == 0 {
                start.get_or_insert((person.kind, person.end));
            }
            found.push(person);
        }
        found.extend(date::at(context.tokens, at, day));
        found.extend(measure::at(context.tokens, at));
        found.extend(numbered::at(context, at));
        found.extend(statute::at(context, at));
        found.extend(heads::listed(context, at));
    }
    found.extend(across_lines(context.tokens, day));
    let inner = |at: usize| starting.get(at).copied().flatten();
    // What the knowledge base names as a whole is not made longer by its head word.
    let whole = |at: usize| {
        matches!(known[at], Some(EntityKind::Organisation | EntityKind::Event | EntityKind::Document))
    };
    found.extend((0..count).filter(|at| !whole(*at)).filter_map(|at| heads::at(context, at, &inner)));
    found
}
