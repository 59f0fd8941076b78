//! Days, months and years as a query names them. Knows no clock: which day is today it is told.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

use crate::text::fold;

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

    /// Everything before its beginning.
    pub(super) fn and_earlier(self) -> Self {
        Self { start: i64::MIN, end: self.start }
    }
}

/// `2023`, `2023-05`, `2023-05-24`, with any digits and `-`, `/` or `.` between; the day may come first. Or, where
/// it is told which day is `today`, a name of it or of a time up to it (`yesterday`, `هذا الشهر`).
pub(super) fn read(text: &str, today: Option<Date>) -> Option<Period> {
    let folded = fold(text);
    let named = today.and_then(|today| named(folded.as_str(), today));
    let (date, length) = named.or_else(|| written(folded.as_str()))?;
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
        ] {
            assert_eq!(days(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(days("last today"), None);
        assert_eq!(read("today", None), None);
    }
}
