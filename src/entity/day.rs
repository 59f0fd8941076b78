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
    /// A day that is known and that the weekday stands before: `من الاثنين إلى الأربعاء 22 نوفمبر`.
    pub until: Option<Date>,
    /// The first day of a range or of a list in the month.
    pub from: Option<i8>,
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
        if let Some(date) = parts.until {
            return weekday_near(date, weekday, Some(Shift::Present), &future).to_string();
        }
        return published.map_or_else(
            || format!("weekday-{}", calendar::weekday_name(weekday)),
            |date| weekday_near(date, weekday, parts.shift, &future).to_string(),
        );
    };
    let today = published.map(|date| if month.hijri { calendar::hijri(date) } else { civil(date) });
    let near = |today| match parts.shift {
        None if month.hijri => hijri_near(today, month.number),
        _ => year_near(today, parts, month.number, &future),
    };
    let year = parts.year.or_else(|| today.map(near));
    let calendar = if month.hijri { "ah-" } else { "" };
    let year = year.map_or(String::from("-"), |year| format!("{year:04}"));
    let within = |day: &i8| match year.parse() {
        _ if month.hijri => *day <= calendar::HIJRI_DAYS,
        // Without a year the 29th of February may be one.
        year => Date::new(year.unwrap_or(LEAP), month.number, *day).is_ok(),
    };
    // A day that the month does not have (`31 فبراير`) says nothing but the month.
    let on = |day: i8| format!("{calendar}{year}-{:02}-{day:02}", month.number);
    match (parts.from.filter(within), parts.day.filter(within)) {
        (Some(from), Some(day)) if from < day => format!("{}/{}", on(from), on(day)),
        (_, Some(day)) => on(day),
        (_, None) => format!("{calendar}{year}-{:02}", month.number),
    }
}

/// A year with a 29th of February.
const LEAP: i16 = 2000;

fn civil(date: Date) -> (i16, i8, i8) {
    (date.year(), date.month(), date.day())
}

/// The day that a date means, where it means one.
pub(super) fn single(tokens: &Tokens, at: usize, parts: &Parts, published: Option<Date>) -> Option<Date> {
    resolve(parts, published, || promises(tokens, at)).parse().ok()
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

/// The year in which a Hijri month is nearest: the fast and the feasts are spoken of before as much as after.
fn hijri_near((year, now, _): (i16, i8, i8), month: i8) -> i16 {
    match month - now {
        6.. => year - 1,
        ..=-7 => year + 1,
        _ => year,
    }
}

/// The year of a month without one, in the calendar of `today` (year, month, day).
fn year_near(today: (i16, i8, i8), parts: &Parts, month: i8, future: &impl Fn() -> bool) -> i16 {
    let (year, now, date) = today;
    let ahead = month > now || month == now && parts.day.is_some_and(|day| day > date);
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
