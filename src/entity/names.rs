//! Names of the knowledge base in the text: longest match over the clitic lattice.
//!
//! *Invariant:* a word that is itself a known name is never cut; what needs context is handed back apart.

use std::collections::HashSet;

use crate::model::EntityKind;

use super::candidate::Candidate;
use super::clitic;
use super::context::Context;
use super::lexicon::Alias;
use super::token::Shape;

/// What the lookup found.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Names that stand on their own.
    pub sure: Vec<Candidate>,
    /// Names that need context.
    pub doubtful: Vec<Candidate>,
}

/// Longest alias that begins at each token.
pub(super) fn find(context: &Context) -> Names {
    let mut names = Names::default();
    let mut at = 0;
    while at < context.tokens.len() {
        let Some((candidate, ambiguous)) = best(context, at) else {
            at += 1;
            continue;
        };
        let end = candidate.end;
        if ambiguous && !place_cue(context, &candidate) {
            names.doubtful.push(candidate);
            at += 1;
        } else {
            names.sure.push(candidate);
            at = end;
        }
    }
    settle_doubts(&mut names);
    names
}

/// A doubtful name is sure where the same entity stands in the text under a clear name.
fn settle_doubts(names: &mut Names) {
    let clear: HashSet<String> = names.sure.iter().map(|c| c.id.clone()).collect();
    let (sure, doubtful) = std::mem::take(&mut names.doubtful)
        .into_iter()
        .partition(|c: &Candidate| clear.contains(&c.id) && c.kind != EntityKind::Person);
    names.sure.extend::<Vec<_>>(sure);
    names.doubtful = doubtful;
}

fn place_cue(context: &Context, candidate: &Candidate) -> bool {
    candidate.kind == EntityKind::Place
        && (context.grammar.has("place-cue", context.tokens.before(candidate.start)) && candidate.skip == 0)
}

fn best(context: &Context, at: usize) -> Option<(Candidate, bool)> {
    let tokens = context.tokens;
    if !tokens.is_word(at) {
        return None;
    }
    let word = tokens.text(at);
    let path = context.path(at);
    let mut found: Option<(usize, Alias)> = None;
    for reading in clitic::readings(word) {
        let rest = path.iter().skip(1).map(|n| tokens.text(*n));
        let Some(alias) = context.lexicon.longest(&reading.stem, rest) else { continue };
        if reading.skip > 0 && !cut(context, word, &reading.stem, &alias) {
            continue;
        }
        if found.is_none_or(|(_, best)| alias.len > best.len) {
            found = Some((reading.skip, alias));
        }
    }
    let (skip, alias) = found?;
    let end = path[alias.len - 1] + 1;
    let kind = alias.row.kind();
    if alias.qualified && qualified(context, end) {
        return None;
    }
    if alias.len == 1 && adjective(context, at, skip) || kind == EntityKind::Place && prayer(context, at) {
        return None;
    }
    let confidence = if alias.ambiguous { 70 } else { 95 };
    let (at, skip) = if alias.titled { (path[1], 0) } else { (at, skip) };
    let (id, name) = (alias.row.id().to_owned(), alias.row.name().to_owned());
    Some((Candidate::new(at, skip, end, kind, id, name, confidence), alias.ambiguous))
}

/// `وزارة الخارجية السعودية`: a name that is also a nationality, after a definite feminine noun.
fn adjective(context: &Context, at: usize, skip: usize) -> bool {
    let word = context.tokens.text(at);
    let before = context.tokens.before(at);
    let noun = before.starts_with("ال")
        || before.starts_with("وال")
        || before.starts_with("لل")
        || before.starts_with("بال");
    skip == 0
        && context.tokens.shape(at.wrapping_sub(1)) == Shape::Word
        && context.grammar.nation(word)
        && noun
        && (before.ends_with('ه') || before.ends_with("ات") || before.ends_with("يا"))
}

/// `آذان المغرب` is an hour of prayer.
fn prayer(context: &Context, at: usize) -> bool {
    context.grammar.has("prayer", context.tokens.before(at))
}

/// `الغرب الليبي` is not the West.
fn qualified(context: &Context, end: usize) -> bool {
    let word = context.tokens.text(end);
    context.tokens.shape(end) == Shape::Word
        && (context.grammar.adjective(word, false) || context.grammar.nation(word) && word.starts_with("ال"))
}

/// Whether proclitics may be cut off before this name.
fn cut(context: &Context, word: &str, stem: &str, alias: &Alias) -> bool {
    if alias.len > 1 {
        return true;
    }
    let whole = context.lexicon.word(word);
    if whole.strong() || whole.given() || whole.common() {
        return false;
    }
    let short = stem.strip_prefix("ال").unwrap_or(stem).chars().count() <= 2;
    !short || context.bare(stem)
}
