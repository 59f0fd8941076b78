//! Clubs that are called as their towns are: `فاز ليفربول على نابولي` tells of two bodies and of no town.
//!
//! A club is meant beside a verb or a noun of matches, across from another club (`خسر روما أمام ليون`), and, in a text
//! that has told of it so or by its full name, wherever no preposition of place stands before.
//! *Invariant:* only names that the knowledge base gives a club become one, and only in texts about sport or beside
//! another club. *Invariant:* what begins behind a preposition of place stays a town.

use std::collections::HashSet;

use crate::model::{EntityKind, Mention};

use super::candidate::{self, Candidate, OWN};
use super::clitic;
use super::context::Context;
use super::lexicon::Row;
use super::office;

/// What a club is told with.
const TOLD: u8 = 80;

/// The list of words of texts about matches.
pub(super) const MATCH: &str = "match";
/// The list of what one club does to another, as it is said of no town: of those verbs are feminine.
const VERB: &str = "match-verb";
/// The list of who and what is a club's.
const NOUN: &str = "match-noun";

/// A name that may be a club's.
struct Site<'l> {
    start: usize,
    skip: usize,
    end: usize,
    rows: Vec<Row<'l>>,
    /// Whether it was found as a body: which one is for `homonym` to say.
    body: bool,
    /// Which of them it is.
    meant: Option<Row<'l>>,
}

impl<'l> Site<'l> {
    fn new(name: &Candidate, rows: Vec<Row<'l>>, body: bool) -> Self {
        Self { start: name.start, skip: name.skip, end: name.end, rows, body, meant: None }
    }
}

/// Makes clubs of towns, and finds clubs that nothing else found.
pub(super) fn decide(context: &Context, settled: &mut Vec<Candidate>, doubtful: &[Candidate]) {
    let sport = context.has_any(MATCH);
    if !sport && !context.has_any(VERB) {
        return;
    }
    let mut sites = sites(context, settled, doubtful);
    let mut told: HashSet<&str> = HashSet::new();
    for candidate in settled.iter().filter(|c| c.kind == EntityKind::Organisation && c.len() > 1) {
        told.extend(clubs(context, candidate).iter().map(|row| row.id()));
        // `نادي ليون`.
        if matches!(&context.tokens.text(candidate.start)[candidate.skip..], "نادي" | "فريق") {
            let bare = Candidate { start: candidate.start + 1, skip: 0, ..candidate.clone() };
            told.extend(clubs(context, &bare).iter().map(|row| row.id()));
        }
    }
    for at in 0..sites.len() {
        let before = at.checked_sub(1).map(|before| &sites[before]);
        // `يلتقي روما ونابولي`.
        let joins =
            |one: &Site| one.meant.is_some() && one.end == sites[at].start && joined(context, &sites[at]);
        if across(context, &sites, at) || sport && (beside(context, &sites[at]) || before.is_some_and(joins))
        {
            let site = &mut sites[at];
            site.meant = site.rows.iter().find(|row| told.contains(row.id())).or(site.rows.first()).copied();
        }
    }
    told.extend(sites.iter().filter_map(|site| site.meant).map(Row::id));
    let mut found = Vec::new();
    for site in sites.into_iter().filter(|site| !site.body) {
        let again = || site.rows.iter().find(|row| told.contains(row.id())).copied();
        if let Some(row) = site.meant.or_else(|| again().filter(|_| !placed(context, &site))) {
            let (id, name) = (row.id().to_owned(), row.name().to_owned());
            let kind = EntityKind::Organisation;
            found.push(Candidate::new(site.start, site.skip, site.end, kind, id, name, TOLD));
        }
    }
    candidate::replace_doubtful(settled, found, context.tokens.len());
}

/// The names that a club has too, in order: towns, people and bodies that were found, and what was left open.
fn sites<'l>(context: &Context<'l>, settled: &[Candidate], doubtful: &[Candidate]) -> Vec<Site<'l>> {
    let mut sites = Vec::new();
    let mut taken = vec![false; context.tokens.len()];
    for candidate in settled.iter().filter(|c| c.confidence != OWN) {
        let mut name = candidate.clone();
        // `تغلب ميلان`: no name of a man.
        if name.kind == EntityKind::Person && name.len() == 2 && verb(context, name.start) {
            (name.start, name.skip) = (name.start + 1, 0);
        }
        let sure = candidate.confidence >= Mention::SURE;
        let body = sure && name.kind == EntityKind::Organisation;
        let rows = if name.amount() { Vec::new() } else { clubs(context, &name) };
        if !rows.is_empty() {
            sites.push(Site::new(&name, rows, body));
        }
        if sure {
            taken[candidate.start..candidate.end].fill(true);
        }
    }
    for name in doubtful.iter().filter(|name| !taken[name.start..name.end].contains(&true)) {
        let rows = clubs(context, name);
        if !rows.is_empty() {
            sites.push(Site::new(name, rows, false));
        }
    }
    sites.sort_by_key(|site| site.start);
    sites.dedup_by(|next, before| next.start < before.end);
    sites
}

/// The clubs that bear a name, of the country that is told after it (`الأهلي الليبي`).
fn clubs<'l>(context: &Context<'l>, name: &Candidate) -> Vec<Row<'l>> {
    let first = context.stem(name.start, name.skip);
    let rest: String = (name.start + 1..name.end).flat_map(|n| [" ", context.tokens.text(n)]).collect();
    let (mut rows, _) = context.lexicon.bearers(&format!("{first}{rest}"), EntityKind::Organisation);
    rows.retain(|row| row.value("kind") == Some("club"));
    if !rows.is_empty()
        && let Some((country, _)) = office::country(context, name.end, name.end + 3)
    {
        rows.retain(|row| row.value("country") == Some(country.as_str()));
    }
    rows
}

fn verb(context: &Context, at: usize) -> bool {
    clitic::readings(context.tokens.text(at)).any(|reading| context.grammar.has(VERB, &reading.stem))
}

/// Whether a verb or a noun of matches stands before a name, or a verb after it.
fn beside(context: &Context, site: &Site) -> bool {
    let noun = || {
        let before = context.tokens.before(site.start);
        clitic::readings(before).any(|reading| context.grammar.has(NOUN, &reading.stem))
    };
    let before = site.skip == 0 && site.start.checked_sub(1).is_some_and(|at| verb(context, at) || noun());
    before || context.tokens.text(site.end).starts_with('ي') && verb(context, site.end)
}

/// Whether a name stands across from another one that may be a club's, where a verb of matches begins.
fn across(context: &Context, sites: &[Site], at: usize) -> bool {
    let joined = |one: &Site, other: &Site| {
        other.skip == 0
            && other.start == one.end + 1
            && matches!(context.tokens.text(one.end), "علي" | "امام" | "مع" | "ضد" | "من")
            && beside(context, one)
    };
    let next = sites.get(at + 1).is_some_and(|next| joined(&sites[at], next));
    next || at.checked_sub(1).is_some_and(|before| joined(&sites[before], &sites[at]))
}

/// Whether `و` alone stands before a name.
fn joined(context: &Context, site: &Site) -> bool {
    &context.tokens.text(site.start)[..site.skip] == "و"
}

/// Whether what stands before a name tells a place.
fn placed(context: &Context, site: &Site) -> bool {
    let before = context.tokens.before(site.start);
    let proclitic = &context.tokens.text(site.start)[..site.skip];
    let cue = |word: &str| {
        context.grammar.has("place-cue", word) || context.grammar.head(word).is_some() || word == "الي"
    };
    proclitic.ends_with('ب') || site.skip == 0 && clitic::readings(before).any(|reading| cue(&reading.stem))
}
