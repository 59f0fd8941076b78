//! Candidates: what a stage proposes, before arbitration.
//!
//! *Invariant:* after `settle`, candidates are sorted by start and never share a token.

use crate::model::EntityKind;

/// A proposed mention, in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// First token.
    pub start: usize,
    /// Folded bytes of proclitics before the name in that token.
    pub skip: usize,
    /// Token after the last.
    pub end: usize,
    /// Class.
    pub kind: EntityKind,
    /// Stable id.
    pub id: String,
    /// Name for people; empty where the surface is the name.
    pub name: String,
    /// How sure, in per cent.
    pub confidence: u8,
}

impl Candidate {
    /// A candidate over the tokens `start..end`.
    pub fn new(
        start: usize,
        skip: usize,
        end: usize,
        kind: EntityKind,
        id: String,
        name: String,
        confidence: u8,
    ) -> Self {
        Self { start, skip, end, kind, id, name, confidence }
    }

    /// Tokens it covers.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether it is a doubtful name of a person: one that is surer may stand in it.
    pub fn doubted_person(&self) -> bool {
        self.kind == EntityKind::Person && self.confidence < LIKELY
    }

    /// Whether a grammar of numbers found it.
    pub fn amount(&self) -> bool {
        matches!(self.kind, EntityKind::Date | EntityKind::Money | EntityKind::Percent | EntityKind::Quantity)
    }
}

/// What is less sure is kept, but gives way to every surer one.
pub(super) const LIKELY: u8 = 60;
/// From here on a rule needs no context: what the knowledge base says without doubt.
pub(super) const SURE: u8 = 90;
/// What the user's own names and corrections say.
pub(super) const OWN: u8 = 99;

/// Keeps the best of those that overlap: what is doubtful gives way, then the outermost name wins, grammars
/// of numbers first, then the surer, then the earlier. Sorts by start.
pub(super) fn settle(candidates: Vec<Candidate>, tokens: usize) -> Vec<Candidate> {
    best_by(candidates, tokens, |c| (c.confidence >= LIKELY, c.len(), c.amount(), c.confidence))
}

/// Adds to settled candidates those of others that share no token with them.
pub(super) fn settle_with(settled: Vec<Candidate>, others: Vec<Candidate>, tokens: usize) -> Vec<Candidate> {
    if others.is_empty() {
        return settled;
    }
    let free = |other: &Candidate| settled.iter().all(|c| c.end <= other.start || other.end <= c.start);
    let free: Vec<Candidate> = others.into_iter().filter(free).collect();
    settle(settled.into_iter().chain(free).collect(), tokens)
}

/// Keeps the surest of those that overlap, of equals the earlier. Sorts by start.
pub(super) fn surest(candidates: Vec<Candidate>, tokens: usize) -> Vec<Candidate> {
    best_by(candidates, tokens, |c| c.confidence)
}

fn best_by<R: Ord>(
    mut candidates: Vec<Candidate>,
    tokens: usize,
    rank: fn(&Candidate) -> R,
) -> Vec<Candidate> {
    candidates.sort_by_key(|c| (std::cmp::Reverse(rank(c)), c.start, c.skip));
    let mut taken = vec![false; tokens];
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let span = candidate.start..candidate.end.min(tokens);
        if span.is_empty() || taken[span.clone()].iter().any(|t| *t) {
            continue;
        }
        taken[span].fill(true);
        kept.push(candidate);
    }
    kept.sort_by_key(|c| c.start);
    kept
}

/// Adds what was `found` where nothing sure stands, in the place of what is doubtful there. Sorts by start.
pub(super) fn replace_doubtful(settled: &mut Vec<Candidate>, found: Vec<Candidate>, tokens: usize) {
    let mut over = vec![false; tokens];
    for new in &found {
        over[new.start..new.end].fill(true);
    }
    settled.retain(|c| !over[c.start..c.end].contains(&true));
    settled.extend(found);
    settled.sort_by_key(|c| c.start);
}

/// The doubtful names that begin at a token. Sorted by where they begin; a few may begin at one.
pub(super) fn starting(doubtful: &[Candidate], at: usize) -> impl Iterator<Item = &Candidate> {
    let from = doubtful.partition_point(|name| name.start < at);
    doubtful[from..].iter().take_while(move |name| name.start == at)
}
