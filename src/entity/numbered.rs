//! DOC by number or year: laws, decrees, orders, resolutions.
//!
//! *Invariant:* ids are `doc:<kind>-<number>[-<year>]`, or that of the knowledge base; what is of another kind or
//! of another year has another id.

use std::ops::Range;

use crate::model::EntityKind;

use super::candidate::Candidate;
use super::clitic;
use super::context::Context;
use super::heads;
use super::token::{Shape, Tokens};

/// A document known by its number or its year: `القرار 2254`, `قرار مجلس الأمن الدولي رقم 1701`,
/// `القانون الأساسي عدد 26 لسنة 2015`, `قانون المالية لسنة 2017`.
pub(super) fn at(context: &Context, at: usize) -> Option<Candidate> {
    let tokens = context.tokens;
    let head = clitic::readings(tokens.text(at)).find(|r| {
        matches!(r.stem.as_ref(), "قرار" | "القرار" | "القانون" | "قانون" | "المرسوم" | "مرسوم" | "الامر")
    })?;
    if let Some(end) = of_year(tokens, at + 1) {
        let named = tokens.text(at + 1) == "الماليه" && head.stem == "قانون";
        return named.then(|| heads::name(context, at, head.skip, end, EntityKind::Document, 92));
    }
    let mut next = at + 1;
    while next < at + NUMBERED
        && matches!(
            tokens.text(next),
            "مجلس"
                | "الامن"
                | "الدولي"
                | "الاممي"
                | "رقم"
                | "عدد"
                | "الاساسي"
                | "الحكومي"
                | "الرياسي"
        )
    {
        next += 1;
    }
    let number = tokens.text(next);
    let ordinal = matches!(tokens.before(next), "رقم" | "عدد");
    let fits = !matches!(head.stem.as_ref(), "قانون" | "مرسوم" | "الامر") || ordinal;
    let named = tokens.shape(next) == Shape::Number
        && (2..=4).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit());
    if !named || !fits {
        return None;
    }
    let end = of_year(tokens, next).filter(|_| ordinal);
    let year = end.map(|end| tokens.text(end - 1));
    let id = id(context, &head.stem, at + 1..next, number, year);
    let confidence = if end.is_some() { 92 } else { 80 };
    Some(Candidate::new(
        at,
        head.skip,
        end.unwrap_or(next + 1),
        EntityKind::Document,
        id,
        String::new(),
        confidence,
    ))
}

/// Tokens from the head of a document to its number, at most.
const NUMBERED: usize = 5;

/// Laws, decrees and orders of one number are not the same, nor are those of two years. Resolutions are counted
/// through, so that no year tells them apart; decisions with `عدد` or a year are those of ministers.
fn id(context: &Context, head: &str, words: Range<usize>, number: &str, year: Option<&str>) -> String {
    let counted = |word: &str| words.clone().any(|n| context.tokens.text(n) == word);
    let of_council = counted("مجلس") || counted("الدولي") || counted("الاممي");
    let kind = match head {
        "قانون" | "القانون" => "law",
        "مرسوم" | "المرسوم" => "decree",
        "الامر" => "order",
        _ if year.is_none() && !counted("عدد") || of_council => {
            let known =
                context.lexicon.longest("القرار", std::iter::once(number)).filter(|alias| alias.len == 2);
            // Resolutions of other bodies than the Security Council have small numbers where news tells of them.
            let body = if of_council || number.len() > 2 { "un-" } else { "" };
            let own = || format!("doc:{body}resolution-{number}");
            return known.map_or_else(own, |alias| alias.row.id().to_owned());
        }
        _ => "decision",
    };
    let year = year.map_or(String::new(), |year| format!("-{year}"));
    format!("doc:{kind}-{number}{year}")
}

/// `القانون عدد 52 لسنة 1992 … القانون 52`: a number that the text gives one year has it everywhere.
pub(super) fn dated(candidates: &mut [Candidate]) {
    let ids: Vec<String> = candidates.iter().filter_map(year_of).map(str::to_owned).collect();
    for candidate in candidates.iter_mut().filter(|c| c.kind == EntityKind::Document) {
        let longer = |id: &&String| id.rsplit_once('-').is_some_and(|(bare, _)| bare == candidate.id);
        let mut dated = ids.iter().filter(longer);
        if let Some(id) = dated.next().filter(|id| dated.all(|other| other == *id)) {
            candidate.id.clone_from(id);
        }
    }
}

/// The id of a document with a number and a year.
fn year_of(candidate: &Candidate) -> Option<&str> {
    let mut parts = candidate.id.strip_prefix("doc:")?.split('-');
    let kind = matches!(parts.next(), Some("law" | "decree" | "order" | "decision"));
    (kind && parts.count() == 2).then_some(&candidate.id)
}

/// `الفصل 80 من قانون البنك المركزي`: the article of another document than the constitution that is known by it.
pub(super) fn article_of_another(tokens: &Tokens, candidate: &Candidate) -> bool {
    let first = tokens.text(candidate.start).get(candidate.skip..).unwrap_or("");
    let whole = tokens.text(candidate.end + 1);
    candidate.kind == EntityKind::Document
        && matches!(first, "الفصل" | "الماده" | "لفصل" | "لماده")
        && tokens.text(candidate.end) == "من"
        && !matches!(whole, "الدستور" | "دستور")
}

/// The token after `لسنة 2017`, `لعام 2017` or the year alone, behind the token at `at`.
fn of_year(tokens: &Tokens, at: usize) -> Option<usize> {
    let word = matches!(tokens.text(at + 1), "لسنه" | "لعام" | "سنه" | "عام");
    let year = at + 1 + usize::from(word);
    let digits = tokens.shape(year) == Shape::Number && tokens.text(year).len() == 4;
    (digits && tokens.text(year).starts_with(['1', '2']) && !tokens.text(year).contains(['.', ',']))
        .then_some(year + 1)
}
