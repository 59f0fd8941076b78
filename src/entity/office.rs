//! Linking by office: `الرئيس الأمريكي بوش` is who held that office when the text appeared.
//!
//! Decides only where a name is open: shared by several people, or marked as needing context, or unknown; what
//! the text itself says in full comes first. Who held an office when is for `holders` to say.
//! *Invariant:* a person is chosen only by a name of theirs. *Invariant:* the cost of a mention is bounded by
//! the table, not by the text.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::model::EntityKind;

use super::candidate::{self, Candidate, OWN};
use super::clitic;
use super::context::Context;
use super::holders::{self, Office, Offices};
use super::slug::slug;
use super::token::Shape;

/// Tokens between the beginning of an office and the name.
const REACH: usize = 8;
/// What an open name is told with where its office decides.
const DECIDED: u8 = 80;

/// Offices by the word they begin with and the word that must follow, if any, with the roles of the table.
const OFFICES: [(&str, &str, &[&str]); 35] = [
    ("رييس", "الوزرا", &["prime-minister"]),
    ("رييسه", "الوزرا", &["prime-minister"]),
    ("رييس", "وزرا", &["prime-minister"]),
    ("رييسه", "وزرا", &["prime-minister"]),
    ("رييس", "الحكومه", &["prime-minister"]),
    ("رييسه", "الحكومه", &["prime-minister"]),
    ("رييس", "حكومه", &["prime-minister"]),
    ("الوزير", "الاول", &["prime-minister"]),
    ("المستشار", "", &["prime-minister"]),
    ("المستشاره", "", &["prime-minister"]),
    ("رييس", "الجمهوريه", &["president"]),
    ("رييس", "جمهوريه", &["president"]),
    ("الرييس", "", &["president"]),
    ("الرييسه", "", &["president"]),
    ("رييس", "", &["president"]),
    ("رييسه", "", &["president"]),
    ("وزير", "الخارجيه", &["foreign-minister"]),
    ("وزيره", "الخارجيه", &["foreign-minister"]),
    ("وزير", "خارجيه", &["foreign-minister"]),
    ("وزيره", "خارجيه", &["foreign-minister"]),
    ("وزير", "الدفاع", &["defence-minister"]),
    ("وزيره", "الدفاع", &["defence-minister"]),
    ("وزير", "دفاع", &["defence-minister"]),
    ("وزير", "الماليه", &["finance-minister"]),
    ("وزيره", "الماليه", &["finance-minister"]),
    ("وزير", "الخزانه", &["finance-minister"]),
    ("الملك", "", &["king"]),
    ("العاهل", "", &["king"]),
    ("ملك", "", &["king"]),
    ("ولي", "العهد", &["crown-prince"]),
    ("امير", "", &["emir"]),
    ("المرشد", "", &["religious-leader"]),
    ("مرشد", "", &["religious-leader"]),
    ("الزعيم", "", &["president", "party-leader"]),
    ("زعيم", "", &["president", "party-leader"]),
];

/// Names of states that their nationality does not show.
const NATIONS: [(&str, &str); 6] = [
    ("نمساو", "austria"),
    ("نمسو", "austria"),
    ("هولند", "netherlands"),
    ("سوفيات", "soviet-union"),
    ("سوفييت", "soviet-union"),
    ("سوفيت", "soviet-union"),
];

/// The office that leads up to a token, before others one with its country: `رئيس الوزراء البريطاني السابق`,
/// `وزير خارجية روسيا`, `العاهل السعودي الملك`.
fn before(context: &Context, at: usize) -> Option<Office> {
    let words = (at.saturating_sub(REACH)..at).rev();
    let words = words.take_while(|n| context.tokens.shape(*n) == Shape::Word);
    let mut nearest = None;
    for office in words.filter_map(|from| office(context, from, at)) {
        if office.country.is_some() {
            return Some(office);
        }
        nearest.get_or_insert(office);
    }
    nearest
}

/// Whether somebody held the office that leads up to a token; none where no office does.
pub(super) fn held(context: &Context, at: usize, id: &str) -> Option<bool> {
    let office = before(context, at)?;
    let row = context.lexicon.row(id);
    let holds = |term: &str| {
        let value = |name: &str| holders::value(term, name);
        value("role").is_some_and(|role| office.roles.contains(&role))
            && office.country.as_deref().is_none_or(|country| value("country") == Some(country))
    };
    Some(row.is_some_and(|row| row.extra().split('|').any(holds)))
}

/// The office that begins at a token and reaches to another.
fn office(context: &Context, from: usize, to: usize) -> Option<Office> {
    let next = context.tokens.text(from + 1);
    clitic::readings(context.tokens.text(from)).find_map(|reading| {
        let begins = |(first, second, _): &&(&str, &str, _)| {
            reading.stem == *first && (second.is_empty() || from + 1 < to && next == *second)
        };
        let (_, second, roles) = OFFICES.iter().find(begins)?;
        complement(context, from + 1 + usize::from(!second.is_empty()), to, roles)
    })
}

/// The office with roles whose further words stand from `from` to `to`; none where other words do.
fn complement(context: &Context, from: usize, to: usize, roles: &'static [&'static str]) -> Option<Office> {
    let mut office = Office { roles, country: None, former: false };
    let mut at = from;
    while at < to {
        let word = context.tokens.text(at);
        if let Some((country, len)) = country(context, at, to) {
            office.country.get_or_insert(country);
            at += len;
            continue;
        }
        let former = matches!(word, "السابق" | "السابقه" | "الاسبق" | "الراحل" | "الراحله");
        let known = former
            || word.starts_with("ال")
                && (context.grammar.has("role", word) || context.grammar.has("title", word))
            || matches!(word, "الثوره" | "للثوره" | "الاسلاميه");
        if !known {
            return None;
        }
        office.former |= former;
        at += 1;
    }
    Some(office)
}

/// The state that words from `at` name, by its name or as an adjective, and how many they are.
pub(super) fn country(context: &Context, at: usize, to: usize) -> Option<(String, usize)> {
    let tokens = context.tokens;
    let word = tokens.text(at);
    let state = |first: &str, rest: &[&str]| {
        let alias = context.lexicon.longest(first, rest.iter().copied())?;
        let id = alias.row.id().strip_prefix("place:")?;
        (alias.row.state() && alias.outside == 0).then(|| (id.to_owned(), alias.len))
    };
    let rest: Vec<&str> = (at + 1..to.min(at + 4)).map(|n| tokens.text(n)).collect();
    if let Some(found) = state(word, &rest) {
        return Some(found);
    }
    let bare = word.strip_prefix("ال").unwrap_or(word);
    match (bare, rest.first().copied().unwrap_or_default()) {
        ("كوري" | "كوريه", "الجنوبي" | "الجنوبيه") => {
            return Some(("south-korea".to_owned(), 2));
        }
        ("كوري" | "كوريه", "الشمالي" | "الشماليه") => {
            return Some(("north-korea".to_owned(), 2));
        }
        ("جنوب", "افريقي" | "افريقيه" | "الافريقي" | "الافريقيه") => {
            return Some(("south-africa".to_owned(), 2));
        }
        _ => {}
    }
    if !context.grammar.nation(word) {
        return None;
    }
    let stem = bare.strip_suffix("يه").or_else(|| bare.strip_suffix('ي'))?;
    if let Some((_, country)) = NATIONS.iter().find(|(nation, _)| *nation == stem) {
        return Some(((*country).to_owned(), 1));
    }
    let named = ["ا", "يا", "", "ه", "يه", "ستان"]
        .iter()
        .flat_map(|end| ["", "ال"].map(|article| format!("{article}{stem}{end}")));
    named.into_iter().find_map(|name| state(&name, &[]))
}

/// Gives open names after an office to those who held it in the year of the text, and the same names
/// elsewhere in the text too; finds those that only the office makes a name.
pub(super) fn decide(
    context: &Context,
    offices: &OnceLock<Offices>,
    settled: &mut Vec<Candidate>,
    doubtful: &mut [Candidate],
    year: Option<i16>,
) {
    let told = in_full(context, settled);
    let mut decided: HashMap<String, (String, String)> = HashMap::new();
    let mut taken = vec![false; context.tokens.len()];
    let mut led = Vec::with_capacity(settled.len());
    for candidate in settled.iter_mut() {
        taken[candidate.start..candidate.end].fill(!candidate.doubted_person());
        let words = open(context, candidate, &told).filter(|_| candidate.skip == 0);
        let office = words.as_ref().and_then(|_| before(context, candidate.start));
        led.push(office.is_some());
        let (Some(words), Some(office)) = (words, office) else { continue };
        let offices = offices.get_or_init(Offices::new);
        if let Some((id, name)) = read(context, offices, candidate, &office, year) {
            decided.insert(words.join(" "), (id.clone(), name.clone()));
            (candidate.id, candidate.name) = (id, name);
        }
    }
    let mut found = Vec::new();
    for candidate in doubtful.iter().filter(|candidate| candidate.skip == 0) {
        let free = !taken[candidate.start..candidate.end].contains(&true) && ends(context, candidate.end);
        let Some(words) = open(context, candidate, &told).filter(|_| free) else { continue };
        let office = before(context, candidate.start).filter(|office| office.country.is_some());
        let holder =
            office.and_then(|office| offices.get_or_init(Offices::new).choose(&words, &office, year));
        if let Some(holder) = holder {
            taken[candidate.start..candidate.end].fill(true);
            let (id, name) = (holder.id.to_owned(), holder.name.to_owned());
            decided.insert(words.join(" "), (id.clone(), name.clone()));
            found.push(Candidate { id, name, confidence: DECIDED, ..candidate.clone() });
        }
    }
    let led = led.into_iter().chain(std::iter::repeat(false));
    for (candidate, led) in settled.iter_mut().chain(doubtful).zip(led) {
        let known = open(context, candidate, &told).and_then(|words| decided.get(&words.join(" ")));
        if let Some((id, name)) = known.filter(|_| !led) {
            (candidate.id, candidate.name) = (id.clone(), name.clone());
        }
    }
    candidate::replace_doubtful(settled, found, taken.len());
}

/// The first and last words of the people whom the text names in full: their bare names are its own affair.
fn in_full(context: &Context, settled: &[Candidate]) -> HashSet<String> {
    let sure = |c: &&Candidate| c.kind == EntityKind::Person && !c.doubted_person();
    let full = settled.iter().filter(sure).filter(|c| c.len() > 1);
    full.flat_map(|c| {
        let words = words(context, c);
        [words.first(), words.last()].map(|word| word.copied().unwrap_or_default().to_owned())
    })
    .collect()
}

fn words<'c>(context: &'c Context, candidate: &Candidate) -> Vec<&'c str> {
    let skip = |at: usize| if at == candidate.start { candidate.skip } else { 0 };
    let words = (candidate.start..candidate.end).filter(|at| context.tokens.is_word(*at));
    words.map(|at| &context.tokens.text(at)[skip(at)..]).collect()
}

/// The words of a name whose bearer the text itself does not tell.
fn open<'c>(context: &'c Context, candidate: &Candidate, told: &HashSet<String>) -> Option<Vec<&'c str>> {
    let words = words(context, candidate);
    let told = words.len() == 1 && told.contains(words[0]);
    let person = candidate.kind == EntityKind::Person && candidate.confidence != OWN;
    (person && !told && !words.is_empty()).then_some(words)
}

/// Whether no further part of a name stands at a token.
fn ends(context: &Context, at: usize) -> bool {
    let word = context.tokens.text(at);
    let list = |name| context.grammar.has(name, word);
    !context.tokens.is_word(at) || list("stop") || list("verb") || context.ordinary(word)
}

/// The id and name of who is meant by an open name after an office, where that is someone else than was
/// thought; no name where it is nobody who is known.
fn read(
    context: &Context,
    offices: &Offices,
    candidate: &Candidate,
    office: &Office,
    year: Option<i16>,
) -> Option<(String, String)> {
    let words = words(context, candidate);
    let known = context.lexicon.row(&candidate.id).is_some();
    let alias = context.lexicon.longest(words[0], words[1..].iter().copied());
    let alias = alias.filter(|alias| alias.len == words.len());
    let named = |id: &str| known && id == candidate.id || alias.is_some_and(|alias| id == alias.row.id());
    let bearer = offices.named(&words, office.roles).any(|holder| named(holder.id));
    // Without a country, or of two words and more, an office tells one bearer of a name from the other.
    let may_be = bearer || office.country.is_some() && (!known || words.len() == 1);
    if may_be && let Some(holder) = offices.choose(&words, office, year) {
        return Some((holder.id.to_owned(), holder.name.to_owned()));
    }
    let [word] = words[..] else { return None };
    let country = office.country.as_ref()?;
    let alias = alias?;
    let elsewhere =
        |extra: &str| extra.contains("country=") && !extra.contains(&format!("country={country};"));
    (alias.ambiguous && alias.row.id() == candidate.id && elsewhere(&format!("{};", alias.row.extra())))
        .then(|| (format!("person:{}", slug(word)), String::new()))
}
