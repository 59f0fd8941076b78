//! Which day a date means: what it says, completed by the day of publication.
//!
//! *Invariant:* without a day of publication nothing is guessed.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::model::EntityKind;

use super::calendar::{self, Month};
use super::candidate::Candidate;
use super::token::{Shape, Tokens};

/// What a date says before it is resolved.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    pub weekday: Option<i8>,
    pub day: Option<i8>,
    pub month: Option<Month>,
    pub year: Option<i16>,
    pub shift: Option<Shift>,
}

/// What a modifier says (`الماضي`, `المقبل`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    Past,
    LastYear,
    Present,
    Future,
}

/// The mention of a date that covers the tokens from `at` to `end`.
pub(super) fn finish(
    tokens: &Tokens,
    at: usize,
    skip: usize,
    end: usize,
    parts: &Parts,
    published: Option<Date>,
) -> Candidate {
    let future = || promises(tokens, at);
    let id = format!("date:{}", resolve(parts, published, future));
    Candidate::new(at, skip, end, EntityKind::Date, id, String::new(), 95)
}

/// Whether the clause up to a token speaks of what is to come.
fn promises(tokens: &Tokens, at: usize) -> bool {
    (at.saturating_sub(14)..at)
        .rev()
        .take_while(|n| tokens.shape(*n) != Shape::Break && !matches!(tokens.text(*n), "." | "؟" | "!"))
        .any(|n| {
            let word = tokens.text(n);
            let verb = word.starts_with("سي") || word.starts_with("ست") || word.starts_with("وسي");
            verb && word.chars().count() >= 5
                || matches!(
                    word,
                    "المقرر"
                        | "سوف"
                        | "المتوقع"
                        | "المنتظر"
                        | "المزمع"
                        | "المرتقب"
                        | "مقرره"
                        | "مقرر"
                )
        })
}

fn resolve(parts: &Parts, published: Option<Date>, future: impl Fn() -> bool) -> String {
    let Some(month) = parts.month else {
        let Some(weekday) = parts.weekday else { return "unknown".into() };
        return published.map_or_else(
            || format!("weekday-{}", calendar::weekday_name(weekday)),
            |date| weekday_near(date, weekday, parts.shift, &future).to_string(),
        );
    };
    if month.hijri {
        let tail = parts.day.map_or(String::new(), |day| format!("-{day:02}"));
        let year = parts.year.map_or(String::from("-"), |year| year.to_string());
        return format!("ah-{year}-{:02}{tail}", month.number);
    }
    let year = parts.year.or_else(|| published.map(|date| year_near(date, parts, month.number, &future)));
    match (year, parts.day) {
        (Some(year), Some(day)) => format!("{year:04}-{:02}-{day:02}", month.number),
        (Some(year), None) => format!("{year:04}-{:02}", month.number),
        (None, Some(day)) => format!("--{:02}-{day:02}", month.number),
        (None, None) => format!("--{:02}", month.number),
    }
}

fn weekday_near(date: Date, weekday: i8, shift: Option<Shift>, future: &impl Fn() -> bool) -> Date {
    let Ok(target) = Weekday::from_monday_one_offset(weekday) else { return date };
    let back = i64::from(date.weekday().since(target));
    let days = match shift {
        Some(Shift::Past) if back == 0 => -7,
        Some(Shift::Future) => 7 - back,
        None if future() && back != 0 => 7 - back,
        _ => -back,
    };
    date.checked_add(days.days()).unwrap_or(date)
}

fn year_near(date: Date, parts: &Parts, month: i8, future: &impl Fn() -> bool) -> i16 {
    let (year, now) = (date.year(), date.month());
    let ahead = month > now || month == now && parts.day.is_some_and(|day| day > date.day());
    match parts.shift {
        Some(Shift::Present) => year,
        Some(Shift::Past) => year - i16::from(month >= now),
        Some(Shift::LastYear) => year - 1,
        Some(Shift::Future) => year + i16::from(month <= now),
        // News looks back, and at most half a year ahead where a day is named or the clause promises.
        None if ahead && parts.day.is_some() && month - now <= 6 => year,
        None if ahead && future() => year,
        None if !ahead && future() && now - month > 6 => year + 1,
        None if !ahead && parts.day.is_some() && now - month > 8 => year + 1,
        None => year - i16::from(ahead),
    }
}
