//! Bodies, events and documents that `و` joins: each of them is a name of its own.
//!
//! `ميثاق الأمم المتحدة ومعاهدة لشبونة` has the shape of one long name; a second head word tells that it is two.
//! Where the tagger reads on over a joint or a date (`أولمبياد طوكيو عام 2021`), what the knowledge base names
//! stands. *Invariant:* what the knowledge base names as a whole is never cut.

use std::collections::HashSet;

use crate::model::EntityKind;

use super::candidate::{self, Candidate, SURE};
use super::context::Context;
use super::heads;

/// Classes whose names begin with head words that tell them apart.
const HEADED: [EntityKind; 3] = [EntityKind::Organisation, EntityKind::Event, EntityKind::Document];

fn headed(candidate: &Candidate) -> bool {
    HEADED.contains(&candidate.kind) && candidate.len() > 1
}

/// The bodies, events and documents of several words that the knowledge base names.
pub(super) fn known(settled: &[Candidate]) -> Vec<Candidate> {
    settled.iter().filter(|c| headed(c) && c.confidence >= SURE).cloned().collect()
}

/// Cuts what is joined, and puts what is `known` where a joint or a date hid it.
pub(super) fn part(context: &Context, mut known: Vec<Candidate>, settled: &mut Vec<Candidate>) {
    let whole = |c: &Candidate| known.iter().any(|k| (k.start, k.end) == (c.start, c.end));
    let mut parts: Vec<Candidate> = Vec::with_capacity(settled.len());
    for candidate in settled.drain(..) {
        if headed(&candidate) && !whole(&candidate) {
            cut(context, candidate, &mut parts);
        } else {
            parts.push(candidate);
        }
    }
    let dates: HashSet<usize> =
        parts.iter().filter(|c| c.kind == EntityKind::Date).map(|c| c.start).collect();
    let starts: HashSet<usize> = known.iter().map(|c| c.start).collect();
    let ends: HashSet<usize> = known.iter().map(|c| c.end).collect();
    known.retain(|name| {
        let joined = joint(context, name.start).is_some() && ends.contains(&name.start);
        let joins = joint(context, name.end).is_some() && starts.contains(&name.end);
        let in_time = name.kind != EntityKind::Organisation && dates.contains(&name.end);
        joined || joins || in_time
    });
    parts.extend(known);
    *settled = candidate::settle(parts, context.tokens.len());
}

/// A second head word: the token where its name begins, the bytes of `و` in it, its class.
fn joint(context: &Context, at: usize) -> Option<(usize, usize, EntityKind)> {
    let word = context.tokens.text(at).strip_prefix('و')?;
    let (next, skip, word) =
        if word.is_empty() { (at + 1, 0, context.tokens.text(at + 1)) } else { (at, 'و'.len_utf8(), word) };
    // `والدوري الإنجليزي`: with the article, where a nation tells which.
    let definite =
        || word.strip_prefix("ال").filter(|_| context.grammar.nation(context.tokens.text(next + 1)));
    let (kind, _) = context.grammar.head(word).or_else(|| context.grammar.head(definite()?))?;
    HEADED.contains(&kind).then_some((next, skip, kind))
}

/// Adds the parts of a mention: each begins with a head word, and a head word alone is no name.
fn cut(context: &Context, candidate: Candidate, parts: &mut Vec<Candidate>) {
    let (mut start, mut skip, mut kind) = (candidate.start, candidate.skip, candidate.kind);
    let mut part = |start, skip, end, kind| {
        if end > start + 1 {
            parts.push(heads::name(context, start, skip, end, kind, candidate.confidence));
        }
    };
    for at in candidate.start + 1..candidate.end {
        if let Some((next, proclitic, head)) = joint(context, at) {
            part(start, skip, at, kind);
            (start, skip, kind) = (next, proclitic, head);
        }
    }
    if start == candidate.start {
        parts.push(candidate);
    } else {
        part(start, skip, candidate.end, kind);
    }
}
