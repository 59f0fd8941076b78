//! Days, months and years as a query names them. Knows no clock: which day is today it is told.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};

use crate::text::{fold, gregorian_month};

/// A stretch of time: seconds since 1970 in UTC, the end not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub start: i64,
    pub end: i64,
}

impl Period {
    /// From its beginning on.
    pub(super) fn and_later(self) -> Self {
        Self { end: i64::MAX, ..self }
    }

    /// Everything before its beginning; what has none ends where it ends.
    pub(super) fn and_earlier(self) -> Self {
        if self.start == i64::MIN { self } else { Self { start: i64::MIN, end: self.start } }
    }

    /// The year with which it begins or ends, where that is none that news is of: a mistyped one, or one of another
    /// calendar (1438).
    pub(super) fn odd_year(self) -> Option<i16> {
        let years = [self.start, self.end]
            .map(|second| Some(Timestamp::from_second(second).ok()?.to_zoned(TimeZone::UTC).year()));
        years.into_iter().flatten().find(|year| !(1900..=2100).contains(year))
    }
}

/// One time, or a stretch: two with `..` between (either may be missing), or one behind `<`, `<=`, `>` or `>=`.
///
/// A time is `2023`, `2023-05`, `2023-05-24`, with any digits and `-`, `/` or `.` between; the day may come first. Or a
/// month by its name (`ماي 2017`, `24 may 2017`). Or, where it is told which day is `today`, a name of it or of a
/// time up to it (`yesterday`, `هذا الشهر`), a month without its year the last of the name.
pub(super) fn read(text: &str, today: Option<Date>) -> Option<Period> {
    let folded = fold(text);
    let text = folded.as_str().trim();
    if let Some((from, to)) = text.split_once("..") {
        let [from, to] = [from.trim(), to.trim_start_matches('.').trim()];
        return match (one(from, today), one(to, today)) {
            (Some(from), Some(to)) => {
                Some(Period { start: from.start.min(to.start), end: from.end.max(to.end) })
            }
            (Some(from), None) if to.is_empty() => Some(from.and_later()),
            (None, Some(to)) if from.is_empty() => Some(Period { start: i64::MIN, ..to }),
            _ => None,
        };
    }
    let behind = |signs: [&str; 2]| {
        let rest = signs.iter().find_map(|sign| text.strip_prefix(sign))?;
        one(rest.trim(), today)
    };
    if let Some(period) = behind([">=", "≥"]) {
        return Some(period.and_later());
    }
    if let Some(period) = behind(["<=", "≤"]) {
        return Some(Period { start: i64::MIN, ..period });
    }
    if let Some(rest) = text.strip_prefix('>') {
        return one(rest.trim(), today).map(|period| Period { start: period.end, end: i64::MAX });
    }
    match text.strip_prefix('<') {
        Some(rest) => one(rest.trim(), today).map(Period::and_earlier),
        None => one(text, today),
    }
}

/// A time, folded.
fn one(text: &str, today: Option<Date>) -> Option<Period> {
    let named = today.and_then(|today| named(text, today));
    let (date, length) = named.or_else(|| written(text)).or_else(|| with_month(text, today))?;
    let second = |date: Date| date.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp().as_second()).ok();
    Some(Period { start: second(date)?, end: second(date.checked_add(length).ok()?)? })
}

fn written(text: &str) -> Option<(Date, Span)> {
    let mut parts = Vec::new();
    for part in text.split(['-', '/', '.', '−']) {
        parts.push(part.parse::<i16>().ok()?);
    }
    if parts.len() == 3 && parts[2] > 31 {
        parts.reverse();
    }
    let (&year, rest) = parts.split_first()?;
    if !(1000..=9000).contains(&year) {
        return None;
    }
    Some(match *rest {
        [] => (Date::new(year, 1, 1).ok()?, 1.year()),
        [month] => (Date::new(year, i8::try_from(month).ok()?, 1).ok()?, 1.month()),
        [month, day] => (Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?, 1.day()),
        _ => return None,
    })
}

/// Names of each month in English and French, folded.
const LATIN_MONTHS: [&str; 12] = [
    "january jan janvier",
    "february feb fevrier",
    "march mar mars",
    "april apr avril",
    "may mai",
    "june jun juin",
    "july jul juillet",
    "august aug aout",
    "september sep sept septembre",
    "october oct octobre",
    "november nov novembre",
    "december dec decembre",
];

/// A month by its name, or by several that agree (`أيار/مايو`), with its year behind it, if any, and perhaps a day.
fn with_month(text: &str, today: Option<Date>) -> Option<(Date, Span)> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | '،'))
        .filter(|word| !word.is_empty())
        .collect();
    let (mut months, mut numbers, mut rest) = (Vec::new(), Vec::new(), &words[..]);
    while let Some((first, after)) = rest.split_first() {
        let month = gregorian_month(first, after.first().copied().unwrap_or_default());
        if let Some((month, words)) = month.or_else(|| Some((latin_month(first)?, 1))) {
            months.push(month);
            rest = &rest[words..];
        } else {
            numbers.push(first.parse::<i16>().ok()?);
            rest = after;
        }
    }
    months.dedup();
    let [month] = months[..] else { return None };
    let (day, year) = match numbers[..] {
        [] => (None, None),
        [year] if year > 31 && words[0].parse::<i16>().is_err() => (None, Some(year)),
        [day] => (Some(day), None),
        [day, year] => (Some(day), Some(year)),
        _ => return None,
    };
    let length = if day.is_some() { 1.day() } else { 1.month() };
    let of_year = |year| Date::new(year, month, i8::try_from(day.unwrap_or(1)).ok()?).ok();
    let date = match (year, today) {
        (Some(year), _) if (1000..=9000).contains(&year) => of_year(year),
        (None, Some(today)) => {
            [today.year(), today.year() - 1].into_iter().filter_map(of_year).find(|date| *date <= today)
        }
        _ => None,
    };
    Some((date?, length))
}

fn latin_month(name: &str) -> Option<i8> {
    (1..)
        .zip(LATIN_MONTHS)
        .find(|(_, names)| names.split(' ').any(|known| known == name))
        .map(|(number, _)| number)
}

/// A week is the seven days up to today: it begins on another day in each country. Months and years are those
/// of the calendar.
fn named(text: &str, today: Date) -> Option<(Date, Span)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (is_this, name) = match words[..] {
        ["last" | "past", name] | [name, "الماضي" | "الماضيه"] => (false, name),
        ["this" | "هذا" | "هذه", name] | [name] => (true, name),
        _ => return None,
    };
    let (start, length) = match name.strip_prefix("ال").unwrap_or(name) {
        "today" | "يوم" if is_this => (today, 1.day()),
        "yesterday" | "امس" | "بارحه" if is_this => (today.yesterday().ok()?, 1.day()),
        "week" | "اسبوع" => (today.checked_sub(6.days()).ok()?, 7.days()),
        "month" | "شهر" => (today.first_of_month(), 1.month()),
        "year" | "سنه" | "عام" => (today.first_of_year(), 1.year()),
        _ => return None,
    };
    Some((if is_this { start } else { start.checked_sub(length).ok()? }, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_named_by_the_day_that_is_today() {
        let today = jiff::civil::date(2024, 3, 1);
        let days = |text: &str| {
            let Period { start, end } = read(text, Some(today))?;
            let day = |second| jiff::Timestamp::from_second(second).unwrap().to_string()[..10].to_owned();
            Some(day(start) + " " + &day(end))
        };
        for (text, expected) in [
            ("today", "2024-03-01 2024-03-02"),
            ("اليوم", "2024-03-01 2024-03-02"),
            ("أمس", "2024-02-29 2024-03-01"),
            ("الأسبوع", "2024-02-24 2024-03-02"),
            ("this month", "2024-03-01 2024-04-01"),
            ("الشهر الماضي", "2024-02-01 2024-03-01"),
            ("last year", "2023-01-01 2024-01-01"),
            ("٢٠٢٣", "2023-01-01 2024-01-01"),
            ("ماي 2017", "2017-05-01 2017-06-01"),
            ("أيار ٢٠١٧", "2017-05-01 2017-06-01"),
            ("أيار/مايو 2017", "2017-05-01 2017-06-01"),
            ("May 2017", "2017-05-01 2017-06-01"),
            ("24 mai 2017", "2017-05-24 2017-05-25"),
            ("May 24, 2017", "2017-05-24 2017-05-25"),
            ("كانون الثاني 2017", "2017-01-01 2017-02-01"),
            ("24 كانون الأول/ديسمبر 2017", "2017-12-24 2017-12-25"),
            ("غشت", "2023-08-01 2023-09-01"),
            ("march", "2024-03-01 2024-04-01"),
            ("2 مارس", "2023-03-02 2023-03-03"),
            ("2016..2017", "2016-01-01 2018-01-01"),
            ("2017..2016", "2016-01-01 2018-01-01"),
            ("ماي 2016 .. 24/5/2017", "2016-05-01 2017-05-25"),
        ] {
            assert_eq!(days(text).as_deref(), Some(expected), "{text}");
        }
        for odd in [
            "last today",
            "",
            "..",
            ">",
            "a..b",
            "2016..b",
            "2016 ماي",
            "ماي حزيران 2017",
            "31 شباط 2017",
            "5 5 ماي",
        ] {
            assert_eq!(read(odd, Some(today)), None, "{odd}");
        }
        let year = read("2017", None).unwrap();
        let (before, after) = (Period { start: i64::MIN, ..year }, year.and_later());
        for (text, expected) in [
            (">2017", Period { start: year.end, ..after }),
            (">= 2017", after),
            ("<2017", year.and_earlier()),
            ("≤2017", before),
            ("2017..", after),
            ("..2017", before),
        ] {
            assert_eq!(read(text, None), Some(expected), "{text}");
        }
        assert_eq!(read("today", None), None);
    }
}
