//! Who held which office when, by the words of their names.
//!
//! Read from `people.tsv` when the first text needs it; roles without years say nothing here. Years only: of two
//! holders in one year the later is meant. *Invariant:* the cost of a question is bounded by the table.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use crate::text::fold;

use super::rows::table;

/// Roles that go with a name as its title.
const ROLES: [&str; 10] = [
    "president",
    "party-leader",
    "prime-minister",
    "foreign-minister",
    "defence-minister",
    "finance-minister",
    "king",
    "crown-prince",
    "emir",
    "religious-leader",
];

/// An office before a name.
pub(super) struct Office {
    /// Roles of the table that it may be.
    pub roles: &'static [&'static str],
    /// The end of the id of a state.
    pub country: Option<String>,
    /// Held once: `السابق`.
    pub former: bool,
}

/// An office and the years in which someone held it.
struct Term {
    role: &'static str,
    country: &'static str,
    from: i16,
    to: i16,
}

/// A holder of offices.
pub(super) struct Holder {
    pub id: &'static str,
    pub name: &'static str,
    /// Folded spellings, parted by `|`.
    spellings: Box<str>,
    terms: Box<[Term]>,
}

/// The holders of offices, by the first and last words of their names.
#[derive(Default)]
pub(super) struct Offices {
    holders: Vec<Holder>,
    /// The hashes of these words, sorted, and whose they are: what shares a hash `fits` tells apart.
    by_word: Vec<(u64, usize)>,
}

impl std::fmt::Debug for Offices {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Offices").finish_non_exhaustive()
    }
}

impl Offices {
    /// Reads the offices of the table of people.
    pub fn new() -> Self {
        let mut offices = Self::default();
        for line in table(0).lines() {
            let columns: Vec<&'static str> = line.split('\t').collect();
            let [id, _, name, aliases, _, extra, ..] = columns[..] else { continue };
            let terms: Box<[Term]> = extra.split('|').filter_map(term).collect();
            if terms.is_empty() {
                continue;
            }
            let plain = |name: &'static str| name.trim_start_matches(['?', '!', '+']);
            let all = std::iter::once(name).chain(aliases.split('|')).map(plain);
            let spellings: Vec<String> =
                all.filter(|name| !name.is_empty()).map(|name| fold(name).as_str().to_owned()).collect();
            let ends =
                spellings.iter().flat_map(|name| [name.split(' ').next(), name.split(' ').next_back()]);
            offices.by_word.extend(ends.flatten().map(|word| (hash(word), offices.holders.len())));
            let spellings = spellings.join("|").into();
            offices.holders.push(Holder { id, name: plain(name), spellings, terms });
        }
        offices.by_word.sort_unstable();
        offices.by_word.dedup();
        offices.by_word.shrink_to_fit();
        offices
    }

    /// Those with a name that begins or ends with a word, and with what shares its hash.
    fn bearers(&self, word: &str) -> impl Iterator<Item = usize> {
        let hash = hash(word);
        let from = self.by_word.partition_point(|(other, _)| *other < hash);
        self.by_word[from..].iter().take_while(move |(other, _)| *other == hash).map(|(_, holder)| *holder)
    }

    /// Who may be meant by a name and held one of some roles.
    pub fn named<'o>(
        &'o self,
        words: &[&str],
        roles: &'static [&'static str],
    ) -> impl Iterator<Item = &'o Holder> {
        let royal = roles.iter().any(|role| matches!(*role, "king" | "crown-prince" | "emir"));
        let ends = words.first().into_iter().chain(words.last().filter(|_| words.len() > 1));
        let mut found: Vec<usize> = ends.flat_map(|word| self.bearers(word)).collect();
        found.sort_unstable();
        found.dedup();
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        found.into_iter().map(|at| &self.holders[at]).filter(move |holder| {
            holder.terms.iter().any(|term| roles.contains(&term.role))
                && holder.spellings.split('|').any(|name| fits(&words, name, royal))
        })
    }

    /// The one who held an office and may be meant by a name: in the year given or last before it; without
    /// a year the last one. None where two are as likely.
    pub fn choose(&self, words: &[&str], office: &Office, year: Option<i16>) -> Option<&Holder> {
        let rank = |holder: &Holder| {
            let terms = holder.terms.iter().filter(|term| office.covers(term));
            terms.filter_map(|term| office.rank(term, year)).max()
        };
        let ranked: Vec<_> =
            self.named(words, office.roles).filter_map(|holder| Some((rank(holder)?, holder))).collect();
        let best = ranked.iter().map(|(rank, _)| *rank).max()?;
        let mut first = ranked.iter().filter(|(rank, _)| *rank == best);
        let holder = first.next()?.1;
        first.next().is_none().then_some(holder)
    }
}

impl Office {
    fn covers(&self, term: &Term) -> bool {
        self.roles.contains(&term.role) && self.country.as_ref().is_none_or(|country| country == term.country)
    }

    /// How well a term suits a year: in office before once in office, then the later; none before it began.
    fn rank(&self, term: &Term, year: Option<i16>) -> Option<(bool, i16)> {
        let Some(year) = year else { return Some((!self.former || term.to < i16::MAX, term.from)) };
        let holds = term.to >= year && !(self.former && term.to == year);
        (term.from <= year).then_some((holds != self.former, term.from))
    }
}

fn hash(word: &str) -> u64 {
    FixedState::default().hash_one(word)
}

/// What a term (`role=president;country=france;from=2017;to=`) says under a name.
pub(super) fn value<'t>(term: &'t str, name: &str) -> Option<&'t str> {
    let mut pairs = term.trim().split(';').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

fn term(text: &'static str) -> Option<Term> {
    let value = |name: &str| value(text, name);
    let role = value("role")?;
    let from = value("from")?.parse().ok()?;
    let to = value("to").and_then(|to| to.parse().ok()).unwrap_or(i16::MAX);
    ROLES.contains(&role).then_some(Term { role, country: value("country")?, from, to })
}

/// Whether a spelling may be meant by some words: it itself, its last word, a first syllable (of
/// kings the first name), its beginning,
/// its first and last words.
fn fits(words: &[String], spelling: &str, royal: bool) -> bool {
    let full: Vec<&str> = spelling.split(' ').collect();
    match words {
        [] => false,
        [word] => {
            let syllable = (royal || word.chars().nth(3).is_none()) && full.first() == Some(&word.as_str());
            full.last() == Some(&word.as_str()) || syllable
        }
        [first, .., last] => {
            full.len() >= words.len()
                && (full.iter().zip(words).all(|(a, b)| a == b)
                    || full.first() == Some(&first.as_str()) && full.last() == Some(&last.as_str()))
        }
    }
}
