//! DATE: several days or months that are told together, and share a month or a year.
//!
//! Knows no day of publication. *Invariant:* what is looked at is bounded, however long a list is.

use super::calendar::{self, Month};
use super::date::{day_and_month, month_tail};
use super::day::Parts;
use super::token::{Shape, Tokens};

/// Days that a list has at most after its first.
const LISTED: usize = 6;
/// Dates that one without a year may stand before.
const BEFORE: usize = 3;
/// Months that a list may go back within one year.
const OUT_OF_ORDER: i8 = 5;

/// What `28 و29 و30 أفريل`, `8 إلى غاية 12 أفريل`, `17، 18 و19 أفريل` says, and the token after it.
pub(super) fn days(tokens: &Tokens, at: usize) -> Option<(Parts, usize)> {
    let first = listed(tokens, at)?;
    let comma = |at: usize| matches!(tokens.text(at), "،" | ",");
    let mut last = at;
    for _ in 0..LISTED {
        let next = joint(tokens, last + 1).or(comma(last + 1).then_some(last + 2));
        let Some(next) = next.filter(|next| day(tokens, *next).is_some()) else { break };
        last = next;
    }
    // After a comma alone stands what is another number (`الدقيقة 85، 12 ماي`).
    let whole = last > at && !comma(last - 1);
    let (mut parts, end) = whole.then(|| day_and_month(tokens, last)).flatten()?;
    parts.from = Some(first);
    Some((parts, end))
}

/// The year of a month, by the one that `28 فبراير إلى 2 مارس 2023`, `جانفي ونوفمبر 2016` say at their end: the same,
/// or the one before where the months run over the turn of the year. `end` is the token after the first.
pub(super) fn year(tokens: &Tokens, mut end: usize, mut month: Month) -> Option<i16> {
    let mut turns = 0;
    for _ in 0..BEFORE {
        let (parts, next) = following(tokens, end)?;
        let later = parts.month.filter(|later| later.hijri == month.hijri)?;
        // `أفريل ومارس 2017` is a list out of order, `من أفريل إلى مارس 2017` nearly a year.
        let slack = if tokens.text(end).starts_with('و') { OUT_OF_ORDER } else { 0 };
        turns += i16::from(later.number + slack < month.number);
        if let Some(year) = parts.year {
            return Some(year - turns);
        }
        (end, month) = (next, later);
    }
    None
}

/// The date that a joint binds to the one before a token.
fn following(tokens: &Tokens, at: usize) -> Option<(Parts, usize)> {
    let joined = tokens.text(at).strip_prefix('و').filter(|rest| !rest.is_empty());
    let mut next = if joined.is_some() { at } else { joint(tokens, at)? };
    let first = joined.unwrap_or_else(|| tokens.text(next));
    if let Some(month) = calendar::month(first, tokens.text(next + 1)) {
        let mut parts = Parts { month: Some(month), ..Parts::default() };
        let end = month_tail(tokens, next + month.len, &mut parts);
        return Some((parts, end));
    }
    next += usize::from(first == "يوم");
    let named = if first == "يوم" { tokens.text(next) } else { first };
    next += usize::from(calendar::weekday(named).is_some());
    day_and_month(tokens, next)
}

/// The token after what joins two dates.
fn joint(tokens: &Tokens, at: usize) -> Option<usize> {
    match tokens.text(at) {
        "الي" | "حتي" => Some(at + 1 + usize::from(tokens.text(at + 1) == "غايه")),
        "و" | "-" | "–" | "/" | "او" => Some(at + 1),
        _ => None,
    }
}

/// A day of a month.
pub(super) fn day(tokens: &Tokens, at: usize) -> Option<i8> {
    let text = tokens.text(at);
    (tokens.shape(at) == Shape::Number && text.len() <= 2).then(|| numbered(text)).flatten()
}

fn numbered(text: &str) -> Option<i8> {
    text.parse().ok().filter(|day| (1..=31).contains(day))
}

/// The first day of a list: of `17،18`, which is one token, the lesser.
fn listed(tokens: &Tokens, at: usize) -> Option<i8> {
    let text = tokens.text(at);
    let short = tokens.shape(at) == Shape::Number && text.len() <= "17،18،19".len();
    let days = text.split(['،', ',']).map(numbered);
    short.then(|| days.collect::<Option<Vec<i8>>>()).flatten()?.into_iter().min()
}
