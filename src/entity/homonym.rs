//! Which body, place, event or document a name means: one that is known under a longer or shorter name, and of several
//! that share a name the one whose country the text is about.
//!
//! `حركة نداء تونس` is `نداء تونس`. `الجبهة الشعبية` is a party of Tunisia or of Palestine, `عمان` a state or a
//! town: open are names that several rows of a class claim, and those of parties, clubs and the like of one country
//! that need context or are generic (`shared=yes`). *Invariant:* a body is never linked against the evidence:
//! where only other countries are told of, its id is of its letters.

use std::collections::{HashMap, HashSet};

use crate::model::{EntityId, EntityKind, Mention};

use super::candidate::{Candidate, OWN, SURE};
use super::clitic;
use super::context::Context;
use super::heads;
use super::lexicon::{Lexicon, Row};
use super::names;
use super::numbered;
use super::office;
use super::statute;
use super::token::{Shape, Tokens};

/// Signs of other countries from which on a text without one sign of a body's own is about elsewhere.
const ELSEWHERE: usize = 2;
/// Kinds of bodies whose names, where they need context, are borne in other countries too.
const BOUND: [&str; 5] = ["club", "party", "parliament", "union", "court"];
/// Class words that a body is called with or without, and the kinds of body that they are for.
const CLASSES: [(&str, &[&str]); 22] = [
    ("حركه", &["party", "armed-group"]),
    ("حزب", &["party", "armed-group"]),
    ("جماعه", &["party", "armed-group", "religious"]),
    ("تنظيم", &["party", "armed-group"]),
    ("منظمه", &["ngo", "un-body", "alliance", "armed-group"]),
    ("جمعيه", &["ngo"]),
    ("موسسه", &["ngo", "company", "media", "agency", "bank"]),
    ("هييه", &["ngo", "un-body", "media", "agency"]),
    ("بنك", &["bank", "central-bank"]),
    ("مصرف", &["bank", "central-bank"]),
    ("ايتلاف", &["party"]),
    ("نادي", &["club"]),
    ("فريق", &["club"]),
    ("اذاعه", &["media"]),
    ("راديو", &["media"]),
    ("قناه", &["media"]),
    ("صحيفه", &["media"]),
    ("جريده", &["media"]),
    ("مجله", &["media"]),
    ("موقع", &["media", "company"]),
    ("وكاله", &["agency", "media"]),
    ("شركه", &["company", "airline", "bank"]),
];

/// Gives names to those who bear them: known ones in other dress, and open ones by what the text speaks of.
pub(super) fn decide(context: &Context, settled: &mut [Candidate]) {
    let mut open: Vec<(usize, Vec<Row>)> = Vec::new();
    let mut laws = Vec::new();
    for (at, candidate) in settled.iter_mut().enumerate() {
        let Some(bearers) = Bearers::of(context, candidate) else {
            if candidate.kind == EntityKind::Document && candidate.confidence >= SURE {
                laws.push(at);
            }
            continue;
        };
        if bearers.open {
            open.push((at, bearers.rows));
        } else if context.lexicon.row(&candidate.id).is_none() {
            call(candidate, bearers.rows[0]);
        }
    }
    if open.is_empty() && laws.is_empty() {
        return;
    }
    let evidence = Evidence::of(context, settled, &open);
    for at in laws {
        // `قانون العقوبات` is not the same in two countries.
        let code = evidence.country();
        if let Some(id) = code.and_then(|code| statute::of_text(context, &settled[at], code)) {
            settled[at].id = id;
        }
    }
    for (at, rows) in open {
        let candidate = &mut settled[at];
        let meant = if candidate.kind == EntityKind::Place {
            evidence.place(&rows)
        } else {
            evidence.body(&rows, &candidate.id)
        };
        match meant {
            Some(row) if candidate.id == row.id() => {}
            Some(row) => call(candidate, *row),
            None => {
                let Candidate { start, skip, end, kind, confidence, .. } = *candidate;
                // `المرسوم 54` of another country still has its number.
                let ruled = numbered::at(context, start).or_else(|| statute::at(context, start));
                let ruled = ruled.filter(|rule| (rule.skip, rule.end, rule.kind) == (skip, end, kind));
                *candidate = ruled.map_or_else(
                    || heads::name(context, start, skip, end, kind, confidence),
                    |rule| Candidate { confidence, ..rule },
                );
            }
        }
    }
}

fn call(candidate: &mut Candidate, row: Row) {
    (candidate.id, candidate.name) = (row.id().to_owned(), row.name().to_owned());
}

/// The rows that a name may mean.
struct Bearers<'l> {
    rows: Vec<Row<'l>>,
    /// Whether only the text can tell.
    open: bool,
}

impl<'l> Bearers<'l> {
    fn of(context: &Context<'l>, candidate: &Candidate) -> Option<Self> {
        let kind = candidate.kind;
        let body = kind == EntityKind::Organisation;
        let named = body || matches!(kind, EntityKind::Place | EntityKind::Event | EntityKind::Document);
        let tokens = context.tokens;
        let (start, end) = (candidate.start, candidate.end);
        // `عمّان` is told apart by its letters.
        let written = || names::written(context, start, candidate.skip).is_some();
        if !named || candidate.confidence == OWN || end == start + 1 && written() {
            return None;
        }
        let first = context.stem(start, candidate.skip);
        let rest = (start + 1..end).filter(|n| tokens.shape(*n) != Shape::Sign).map(|n| tokens.text(n));
        let words: Vec<&str> = std::iter::once(first.as_ref()).chain(rest).collect();
        // `حركة "النهضة"`: the class word before tells more than the name.
        let before = || titled(context, start, &words).and_then(|words| bearers(context, &words, kind));
        if let Some(found) = body.then(before).flatten() {
            return Some(found);
        }
        let found = bearers(context, &words, kind);
        if found.is_some() || !body || words.len() == 1 {
            return found;
        }
        // `الجوهرة أف أم`, `حركة نداء تونس`.
        let bare = words[0].strip_prefix("ال").map_or_else(|| format!("ال{}", words[0]), str::to_owned);
        let other: Vec<&str> = std::iter::once(bare.as_str()).chain(words[1..].iter().copied()).collect();
        let class = CLASSES.iter().find(|(class, _)| *class == words[0]);
        let of_class = |(_, kinds): &(&str, &[&str])| {
            let found = bearers(context, &words[1..], kind)?;
            found
                .rows
                .iter()
                .all(|row| row.value("kind").is_some_and(|kind| kinds.contains(&kind)))
                .then_some(found)
        };
        bearers(context, &other, kind).or_else(|| class.and_then(of_class))
    }
}

/// A name with the class word that stands before it, in quotation marks or not.
fn titled<'w>(context: &Context<'w>, start: usize, words: &[&'w str]) -> Option<Vec<&'w str>> {
    let mut at = start.checked_sub(1)?;
    if matches!(context.tokens.text(at), "\"" | "«" | "“" | "”") {
        at = at.checked_sub(1)?;
    }
    let mut stems = clitic::readings(context.tokens.text(at)).map(|reading| reading.stem);
    let class = stems.find_map(|stem| CLASSES.iter().find(|(class, _)| *class == stem))?;
    Some(std::iter::once(class.0).chain(words.iter().copied()).collect())
}

/// Who bears a name of some words.
fn bearers<'l>(context: &Context<'l>, words: &[&str], kind: EntityKind) -> Option<Bearers<'l>> {
    let (rows, ambiguous) = context.lexicon.bearers(&words.join(" "), kind);
    let first = *rows.first()?;
    let open = match kind {
        EntityKind::Organisation => rows.len() > 1 || first.shared() || ambiguous && bound(first),
        // `دستور 2014` is that of Egypt and of Tunisia.
        EntityKind::Document => rows.len() > 1 || first.shared(),
        _ => rows.len() > 1 && ambiguous,
    };
    Some(Bearers { rows, open })
}

/// Whether a body belongs to one country as parties and clubs do.
fn bound(row: Row) -> bool {
    row.value("kind").is_some_and(|kind| BOUND.contains(&kind)) && row.value("country").is_some()
}

/// The one entity of a class that bears the name of a candidate, whatever that was taken for.
pub(super) fn only(
    tokens: &Tokens,
    lexicon: &Lexicon,
    candidate: &Candidate,
    kind: EntityKind,
) -> Option<EntityId> {
    let readings = clitic::readings(tokens.text(candidate.start));
    let rest = (candidate.start + 1..candidate.end).filter(|n| tokens.shape(*n) != Shape::Sign);
    let rest: String = rest.flat_map(|n| [" ", tokens.text(n)]).collect();
    let mut names = readings.filter(|r| r.skip == candidate.skip).map(|r| format!("{}{rest}", r.stem));
    names.find_map(|name| match lexicon.bearers(&name, kind).0[..] {
        [row] => Some(EntityId::new(row.id())),
        _ => None,
    })
}

/// What a text says of countries, without the names that are open.
struct Evidence<'l> {
    context: &'l Context<'l>,
    /// Entities whose names stand in it that are not open.
    told: HashSet<String>,
    /// Signs of countries, by their codes.
    signs: HashMap<&'l str, usize>,
}

impl<'l> Evidence<'l> {
    fn of(context: &'l Context<'l>, settled: &[Candidate], open: &[(usize, Vec<Row>)]) -> Self {
        let open: HashSet<usize> = open.iter().map(|(at, _)| *at).collect();
        let clear =
            settled.iter().enumerate().filter(|(at, c)| !open.contains(at) && c.confidence >= Mention::SURE);
        let told: HashSet<String> = clear.map(|(_, candidate)| candidate.id.clone()).collect();
        let mut evidence = Self { context, told, signs: HashMap::new() };
        for id in &evidence.told {
            let row = context.lexicon.row(id);
            if let Some(code) = row.and_then(|row| country(context, row)) {
                *evidence.signs.entry(code).or_default() += 1;
            }
        }
        let nations = (0..context.tokens.len()).filter(|at| context.grammar.nation(context.tokens.text(*at)));
        let ids = nations.filter_map(|at| office::country(context, at, at + 3)).map(|(country, _)| country);
        for code in ids.filter_map(|id| state(context, &id)) {
            *evidence.signs.entry(code).or_default() += 1;
        }
        evidence
    }

    /// The code of the country that the text speaks of most.
    fn country(&self) -> Option<&'l str> {
        let most = self.signs.values().copied().max()?;
        let mut first = self.signs.iter().filter(|(_, signs)| **signs == most);
        first.next().filter(|_| first.next().is_none()).map(|(code, _)| *code)
    }

    fn signs(&self, row: Row<'l>) -> usize {
        country(self.context, row).and_then(|code| self.signs.get(code)).copied().unwrap_or(0)
    }

    /// The body meant: one that the text names in full, else the one whose country it speaks of most. Of a name
    /// with one bearer, who was taken for meant where the text speaks of no other country, and who was not only
    /// where it speaks of no other country as much.
    fn body<'r>(&self, rows: &'r [Row<'l>], taken: &str) -> Option<&'r Row<'l>> {
        let mut told = rows.iter().filter(|row| self.told.contains(row.id()));
        if let Some(row) = told.next().filter(|_| told.next().is_none()) {
            return Some(row);
        }
        let most = self.signs.values().copied().max().unwrap_or(0);
        let best = rows.iter().map(|row| self.signs(*row)).max().unwrap_or(0);
        let mut first = rows.iter().filter(|row| self.signs(**row) == best);
        let row = first.next().filter(|_| first.next().is_none())?;
        let meant = match (best, row.id() == taken) {
            (0, taken) => taken && most < ELSEWHERE,
            (_, false) => rows.len() > 1 || best == most,
            (_, true) => true,
        };
        meant.then_some(row)
    }

    /// The place meant: the first, but for another whose country the text speaks of more.
    fn place<'r>(&self, rows: &'r [Row<'l>]) -> Option<&'r Row<'l>> {
        let rank = |row: &Row| (self.told.contains(row.id()), self.signs(*row));
        // Of equals `max` takes the last.
        rows.iter().rev().max_by_key(|row| rank(row))
    }
}

/// The code of the country that an entity belongs to, or is.
fn country<'l>(context: &Context<'l>, row: Row<'l>) -> Option<&'l str> {
    let named = row.value("in").or_else(|| row.value("country")).or_else(|| row.value("of"))?;
    if named.len() == CODE { Some(named) } else { state(context, named) }
}

/// Letters of the code of a country (ISO 3166-1).
const CODE: usize = 2;

/// The code of a state by the end of its id.
pub(super) fn state<'l>(context: &Context<'l>, name: &str) -> Option<&'l str> {
    let row = context.lexicon.row(&format!("place:{name}"))?;
    row.value("country").filter(|code| code.len() == CODE)
}
