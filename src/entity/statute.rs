//! DOC by what it rules: constitutions and codes, known by their nation, place or subject; visions and plans, by the
//! year that they are made for.
//!
//! Knows no numbers of laws (`numbered`). *Invariant:* the constitution of a state has the same id by its name and
//! by the adjective of its nation (`الدستور التونسي`, `دستور تونس`), and so has a law (`قانون العقوبات العراقي`, and
//! `قانون العقوبات` in a text about Iraq); a constitution of a year alone (`دستور 2014`) is that of the country that
//! the text is about, or nobody's (`homonym`).

use crate::model::EntityKind;

use super::candidate::{Candidate, SURE};
use super::clitic;
use super::context::Context;
use super::heads;
use super::homonym;
use super::numbered;
use super::office;
use super::token::Shape;

/// Words of a law's subject at most: `قانون أصول المحاكمات الجزائية`.
const SUBJECT: usize = 3;
/// Words between a vision and its year at most: `رؤية المملكة العربية السعودية 2030`.
const VISION: usize = 4;

/// The document that a token begins.
pub(super) fn at(context: &Context, at: usize) -> Option<Candidate> {
    if !context.tokens.is_word(at) {
        return None;
    }
    clitic::readings(context.tokens.text(at)).find_map(|reading| {
        let skip = reading.skip;
        match reading.stem.as_ref() {
            "الدستور" => national(context, at, skip),
            "دستور" => constitution(context, at, skip),
            "قانون" => law(context, at, skip),
            "القانون" => code(context, at, skip),
            head if context.grammar.has("vision", head) => vision(context, (at, skip), head),
            _ => None,
        }
    })
}

fn found(at: usize, skip: usize, end: usize, id: String) -> Candidate {
    Candidate::new(at, skip, end, EntityKind::Document, id, String::new(), SURE)
}

fn named(context: &Context, at: usize, skip: usize, end: usize) -> Candidate {
    heads::name(context, at, skip, end, EntityKind::Document, SURE)
}

/// Whether a token is the adjective of a nation that a masculine noun with the article has.
fn is_national(context: &Context, at: usize) -> bool {
    let word = context.tokens.text(at);
    context.tokens.is_word(at)
        && word.starts_with("ال")
        && !word.ends_with('ه')
        && context.grammar.nation(word)
}

/// `الدستور التونسي`.
fn national(context: &Context, at: usize, skip: usize) -> Option<Candidate> {
    if !is_national(context, at + 1) {
        return None;
    }
    match office::country(context, at + 1, at + 3) {
        Some((country, words)) => {
            Some(found(at, skip, at + 1 + words, format!("doc:constitution-of-{country}")))
        }
        None => Some(named(context, at, skip, at + 2)),
    }
}

/// `دستور تونس`, `دستور 2014`.
fn constitution(context: &Context, at: usize, skip: usize) -> Option<Candidate> {
    let next = at + 1;
    if numbered::year_of_law(context.tokens, next) {
        return Some(found(at, skip, at + 2, format!("doc:constitution-{}", context.tokens.text(next))));
    }
    if !context.tokens.is_word(next) || context.grammar.nation(context.tokens.text(next)) {
        return None;
    }
    let (country, words) = office::country(context, next, next + 3)?;
    Some(found(at, skip, next + words, format!("doc:constitution-of-{country}")))
}

/// `قانون العقوبات`, `قانون الأحوال الشخصية العراقي`, `قانون مكافحة الإرهاب ومنع غسل الأموال`, `قانون الموازنة لسنة 2023`.
/// Of laws with an uncommon subject, or one for which there is another law each year, only those of a nation or of a
/// year; what a preposition goes on to say of a law (`قانون حماية المبلغين عن الفساد`) describes it.
fn law(context: &Context, at: usize, skip: usize) -> Option<Candidate> {
    let tokens = context.tokens;
    let (noun, end) = subjects(context, at + 1)?;
    let listed = |list: &str| context.grammar.has(list, tokens.text(noun));
    let (linked, told) = (noun > at + 1, numbered::told(tokens, end));
    let of_nation = end > noun + 1 && is_national(context, end - 1);
    let known = of_nation || listed("statute") || (linked || told.is_some()) && !listed("generic");
    let curfew = matches!(tokens.text(noun), "الجولان" | "التجول" | "التجوال");
    let describes = linked && (matches!(tokens.text(end), "عن" | "علي") || curfew);
    if !known || describes || is_body(context, noun, end) {
        return None;
    }
    let law = named(context, at, skip, told.unwrap_or(end));
    if !of_nation || told.is_some() {
        return Some(law);
    }
    let country = office::country(context, end - 1, end).and_then(|(name, _)| homonym::state(context, &name));
    let Some(code) = country else { return Some(law) };
    let bare = named(context, at, skip, end - 1);
    Some(Candidate { id: of_country(&bare.id, code), ..law })
}

/// `قانون البريد التونسي`: whether the subject of a law is a body that is known, and the law's name only tells whose it is.
fn is_body(context: &Context, noun: usize, end: usize) -> bool {
    let rest = (noun + 1..end).map(|at| context.tokens.text(at));
    let alias = context.lexicon.longest(context.tokens.text(noun), rest);
    alias.is_some_and(|alias| alias.row.kind() == EntityKind::Organisation && noun + alias.len == end)
}

/// The id of a law of a country, by the country's code.
fn of_country(id: &str, code: &str) -> String {
    format!("{id}-{code}")
}

/// The id of a law that a text names by its subject alone (`قانون العقوبات`): that of the country, told by its code,
/// which the text is about.
pub(super) fn of_text(context: &Context, candidate: &Candidate, code: &str) -> Option<String> {
    let law = at(context, candidate.start)
        .filter(|law| (law.skip, law.end, &law.id) == (candidate.skip, candidate.end, &candidate.id))?;
    let by_subject = context.stem(law.start, law.skip) == "قانون"
        && context.tokens.shape(law.end - 1) != Shape::Number
        && !is_national(context, law.end - 1);
    by_subject.then(|| of_country(&law.id, code))
}

/// The subjects of a law that `و` joins, where each says what is done with it: where the first noun stands, and the
/// token after the last.
fn subjects(context: &Context, at: usize) -> Option<(usize, usize)> {
    let (noun, mut end) = subject(context, at)?;
    while noun > at
        && let Some(joined) = context.tokens.text(end).strip_prefix('و')
        && let apart = usize::from(joined.is_empty())
        && let link = if apart == 1 { context.tokens.text(end + 1) } else { joined }
        && context.grammar.has("statute-link", link)
        && let Some((_, further)) = subject(context, end + apart + 1)
    {
        end = further;
    }
    Some((noun, end))
}

/// The subject that a token begins: where its noun stands, and the token after it.
fn subject(context: &Context, at: usize) -> Option<(usize, usize)> {
    let tokens = context.tokens;
    let mut noun = at;
    while noun + 1 < at + SUBJECT && context.grammar.has("statute-link", tokens.text(noun)) {
        noun += 1;
    }
    let word = tokens.text(noun);
    let fits = tokens.is_word(noun) && word.starts_with("ال") && !context.grammar.has("stop", word);
    if !fits || context.grammar.nation(word) || context.calendar(noun) {
        return None;
    }
    let end = heads::adjectives(context, noun + 1, None, 3);
    // `قانون الكسب غير المشروع`.
    let not = tokens.text(end) == "غير" && tokens.text(end + 1).starts_with("ال");
    Some((noun, if not { end + 2 } else { end }))
}

/// `القانون الجنائي المغربي`, `القانون المدني الفرنسي`; without the nation it is a field of law.
fn code(context: &Context, at: usize, skip: usize) -> Option<Candidate> {
    let field = context.tokens.text(at + 1);
    let fits = matches!(field, "الجنايي" | "الجزايي" | "المدني" | "التجاري" | "الانتخابي" | "الاساسي");
    (fits && is_national(context, at + 2)).then(|| named(context, at, skip, at + 3))
}

/// `رؤية السعودية 2030`, `أجندة 2063`, `المخطط التنموي الخماسي 2016-2020`: the year is a part of the name.
fn vision(context: &Context, (at, skip): (usize, usize), head: &str) -> Option<Candidate> {
    let tokens = context.tokens;
    let mut next = at + 1;
    let fits = |at: usize| {
        let word = tokens.text(at);
        let known = || context.lexicon.longest(word, std::iter::empty()).is_some();
        let article = word.starts_with("ال") || word.starts_with("لل");
        let noun = article || context.grammar.has("link", word) || known();
        tokens.is_word(at) && noun && !context.grammar.has("stop", word) && !context.calendar(at)
    };
    while next <= at + VISION && tokens.shape(next) == Shape::Word {
        if !fits(next) {
            return None;
        }
        next += 1;
    }
    let year = |at: usize| numbered::year_of_law(tokens, at).then(|| tokens.text(at).parse::<u16>().ok());
    let first = year(next).flatten().filter(|year| *year >= 2000)?;
    let range = matches!(tokens.text(next + 1), "-" | "–" | "/") && year(next + 2).is_some();
    let end = if range { next + 3 } else { next + 1 };
    // Of plans only those of several years or of a far one: `خطة الحكومة 2025` is that of the year.
    let far = matches!(head, "رويه" | "اجنده") || range && next > at + 1 || first >= 2030 && next > at + 1;
    far.then(|| named(context, at, skip, end))
}
