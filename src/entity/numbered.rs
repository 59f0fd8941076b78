//! DOC by number or year: laws, decrees, orders, resolutions.
//!
//! *Invariant:* ids are `doc:<kind>-<number>[-<year>]`, or that of the knowledge base; what is of another kind or
//! of another year has another id. The parts of a number (`11.22`, `40/2017`) are joined by hyphens.

use std::ops::Range;

use crate::model::EntityKind;

use super::candidate::{Candidate, SURE};
use super::clitic;
use super::context::Context;
use super::heads;
use super::token::{Shape, Tokens};

/// The heads of documents that are numbered, and what they are in ids.
const HEADS: [(&str, &str); 14] = [
    ("قرار", "resolution"),
    ("القرار", "resolution"),
    ("قانون", "law"),
    ("القانون", "law"),
    ("مرسوم", "decree"),
    ("المرسوم", "decree"),
    ("امر", "order"),
    ("الامر", "order"),
    ("منشور", "circular"),
    ("المنشور", "circular"),
    ("تعميم", "circular"),
    ("التعميم", "circular"),
    ("ظهير", "dahir"),
    ("الظهير", "dahir"),
];

/// What may stand between a head and its number: whose document it is, and of what kind.
const BETWEEN: [&str; 41] = [
    "رقم",
    "عدد",
    "مجلس",
    "الامن",
    "الدولي",
    "الاممي",
    "الامم",
    "المتحده",
    "الجمعيه",
    "العامه",
    "الوزرا",
    "رييس",
    "الجمهوريه",
    "الحكومه",
    "اساسي",
    "الاساسي",
    "عضوي",
    "العضوي",
    "تنظيمي",
    "التنظيمي",
    "اتحادي",
    "الاتحادي",
    "تشريعي",
    "التشريعي",
    "اشتراعي",
    "الاشتراعي",
    "رياسي",
    "الرياسي",
    "ملكي",
    "الملكي",
    "اميري",
    "الاميري",
    "سلطاني",
    "السلطاني",
    "حكومي",
    "الحكومي",
    "وزاري",
    "الوزاري",
    "جمهوري",
    "الجمهوري",
    "التنفيذي",
];

/// Words that only stand before the number of a law by which a state is framed, or a decree has a law's force.
const FRAMES: [&str; 3] = ["اطار", "الاطار", "بقانون"];

/// A document known by its number or its year: `القرار 2254`, `قرار مجلس الأمن الدولي رقم 1701`,
/// `القانون الأساسي عدد 26 لسنة 2015`, `القانون 11.22`, `مرسوم بقانون رقم (20) لسنة 2021`, `قانون المالية لسنة 2017`.
pub(super) fn at(context: &Context, at: usize) -> Option<Candidate> {
    let tokens = context.tokens;
    if !tokens.is_word(at) {
        return None;
    }
    let (skip, head, kind) = clitic::readings(tokens.text(at)).find_map(|reading| {
        let (head, kind) = HEADS.iter().find(|(head, _)| *head == nominative(&reading.stem))?;
        Some((reading.skip, *head, *kind))
    })?;
    if head == "قانون"
        && tokens.text(at + 1) == "الماليه"
        && let amended = usize::from(matches!(tokens.text(at + 2), "التكميلي" | "التعديلي"))
        && let Some(end) = of_year(tokens, at + 1 + amended)
    {
        return Some(heads::name(context, at, skip, end, EntityKind::Document, SURE));
    }
    let mut next = at + 1;
    let stands = |next: usize| {
        let word = tokens.text(next);
        BETWEEN.contains(&word) || BETWEEN.contains(&nominative(word)) || FRAMES.contains(&word)
    };
    while next < at + NUMBERED && stands(next) {
        next += 1;
    }
    let ordinal = matches!(tokens.before(next), "رقم" | "عدد");
    let law = matches!(kind, "law" | "decree" | "dahir");
    let (number, last) = number(tokens, next, ordinal, law)?;
    let whole = number.contains('-');
    let alone = matches!(head, "قرار" | "القرار" | "القانون" | "المرسوم" | "المنشور")
        && nominative(tokens.text(at)) == tokens.text(at);
    if !(ordinal || whole || alone && (2..=4).contains(&number.len())) {
        return None;
    }
    let said = tokens.is_word(last + 1);
    let end = of_year(tokens, last).filter(|_| !whole && (ordinal || said));
    let year = end.map(|end| full_year(tokens.text(end - 1)));
    let confidence = if ordinal || whole || year.is_some() { SURE } else { 80 };
    let id = id(context, kind, at + 1..next, &number, year);
    let end = end.unwrap_or(last + 1);
    Some(Candidate::new(at, skip, end, EntityKind::Document, id, String::new(), confidence))
}

/// `مرسوما سلطانيا`: an indefinite noun without the ending of its case.
fn nominative(word: &str) -> &str {
    word.strip_suffix('ا').unwrap_or(word)
}

/// The token after the number and the year that tell a law which its subject already names: `رقم 111 لسنة 1969`,
/// `لسنة 2023`.
pub(super) fn told(tokens: &Tokens, at: usize) -> Option<usize> {
    let year = |last: usize| of_year(tokens, last).filter(|_| tokens.text(last + 1).starts_with('ل'));
    if !matches!(tokens.text(at), "رقم" | "عدد") {
        return year(at - 1);
    }
    let (number, last) = number(tokens, at + 1, true, true)?;
    Some(year(last).filter(|_| !number.contains('-')).unwrap_or(last + 1))
}

/// Tokens from the head of a document to its number, at most.
const NUMBERED: usize = 6;

/// The number of a document, its parts joined by hyphens, and its last token: `13`, `(13)`, `40/2017`, of a `law`
/// also `11.22` and `22-19`, of a king's order `أ/44`.
fn number(tokens: &Tokens, at: usize, ordinal: bool, law: bool) -> Option<(String, usize)> {
    let plain = |at: usize| {
        let text = tokens.text(at);
        let digits = tokens.shape(at) == Shape::Number && text.bytes().all(|b| b.is_ascii_digit());
        (digits && text.len() <= 5).then_some(text)
    };
    if ordinal && tokens.text(at) == "(" && tokens.text(at + 2) == ")" {
        return Some((plain(at + 1)?.to_owned(), at + 2));
    }
    let joined = |at: usize| tokens.glued(at) && tokens.glued(at + 1);
    if ordinal && tokens.text(at) == "ا" && tokens.text(at + 1) == "/" && joined(at + 1) {
        return Some((format!("a-{}", plain(at + 2)?), at + 2));
    }
    let Some(first) = plain(at) else {
        let parts: Vec<&str> = tokens.text(at).split('.').collect();
        let short = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        let dotted = law && tokens.shape(at) == Shape::Number && (2..=3).contains(&parts.len());
        return (dotted && parts.iter().all(short)).then(|| (parts.join("-"), at));
    };
    let sign = tokens.text(at + 1);
    if (sign == "/" || sign == "-" && law)
        && joined(at + 1)
        && let Some(second) = plain(at + 2)
    {
        return Some((format!("{first}-{second}"), at + 2));
    }
    Some((first.to_owned(), at))
}

/// Laws, decrees and orders of one number are not the same, nor are those of two years. Resolutions are counted
/// through, so that no year tells them apart; decisions with `عدد` or a year are those of ministers.
fn id(context: &Context, kind: &str, words: Range<usize>, number: &str, year: Option<String>) -> String {
    let counted = |word: &str| words.clone().any(|n| context.tokens.text(n) == word);
    let of_council =
        counted("الامن") || counted("الدولي") || counted("الاممي") || counted("الامم") || counted("الجمعيه");
    let of_state = ["عدد", "الوزرا", "وزاري", "الوزاري", "رييس", "جمهوري", "الجمهوري"];
    let mut kind = kind;
    if kind == "resolution" {
        if of_council || year.is_none() && !of_state.iter().any(|word| counted(word)) {
            let known =
                context.lexicon.longest("القرار", std::iter::once(number)).filter(|alias| alias.len == 2);
            // Resolutions of other bodies than the Security Council have small numbers where news tells of them.
            let body = match counted("الجمعيه") {
                true => "un-ga-",
                false if of_council || number.len() > 3 => "un-",
                false => "",
            };
            let own = || format!("doc:{body}resolution-{number}");
            return known.map_or_else(own, |alias| alias.row.id().to_owned());
        }
        kind = "decision";
    }
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
    let year = parts.nth(1).is_some_and(|year| year.len() == 4);
    (kind && year && parts.next().is_none()).then_some(&candidate.id)
}

/// `الفصل 80 من قانون البنك المركزي`: the article of another document than the constitution that is known by it.
pub(super) fn article_of_another(tokens: &Tokens, candidate: &Candidate) -> bool {
    let first = tokens.text(candidate.start).get(candidate.skip..).unwrap_or("");
    let whole = tokens.text(candidate.end + 1);
    candidate.kind == EntityKind::Document
        && matches!(first, "الفصل" | "الماده" | "البند" | "لفصل" | "لماده" | "لبند")
        && tokens.text(candidate.end) == "من"
        && !matches!(whole, "الدستور" | "دستور")
}

/// The token after `لسنة 2017`, `لعام 2017`, `لسنة 92` or the year alone, behind the token at `at`.
fn of_year(tokens: &Tokens, at: usize) -> Option<usize> {
    let word = matches!(tokens.text(at + 1), "لسنه" | "لعام" | "للسنه" | "للعام" | "سنه" | "عام" | "ل");
    let year = at + 1 + usize::from(word);
    let short = tokens.text(at + 1) == "لسنه" && tokens.text(year).len() == 2;
    let digits = tokens.shape(year) == Shape::Number && tokens.text(year).bytes().all(|b| b.is_ascii_digit());
    (year_of_law(tokens, year) || short && digits).then_some(year + 1)
}

/// `92` is 1992, `05` is 2005.
fn full_year(year: &str) -> String {
    match year.len() {
        2 if year > "30" => format!("19{year}"),
        2 => format!("20{year}"),
        _ => year.to_owned(),
    }
}

/// Whether a token is a year in which laws were made.
pub(super) fn year_of_law(tokens: &Tokens, at: usize) -> bool {
    let year = tokens.text(at).parse::<u16>();
    tokens.shape(at) == Shape::Number && year.is_ok_and(|year| (1800..=2100).contains(&year))
}
