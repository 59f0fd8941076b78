//! Days, months and years as a query names them. Knows no clock: "today" is not its business.

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

/// `2023`, `2023-05`, `2023-05-24`, with any digits and `-`, `/` or `.` between; the day may come first.
pub(super) fn read(text: &str) -> Option<Period> {
    let folded = fold(text);
    let mut parts = Vec::new();
    for part in folded.as_str().split(['-', '/', '.', '−']) {
        parts.push(part.parse::<i16>().ok()?);
    }
    if parts.len() == 3 && parts[2] > 31 {
        parts.reverse();
    }
    let (&year, rest) = parts.split_first()?;
    if !(1000..=9000).contains(&year) {
        return None;
    }
    let (date, length): (_, Span) = match *rest {
        [] => (Date::new(year, 1, 1).ok()?, 1.year()),
        [month] => (Date::new(year, i8::try_from(month).ok()?, 1).ok()?, 1.month()),
        [month, day] => (Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?, 1.day()),
        _ => return None,
    };
    let second = |date: Date| date.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp().as_second()).ok();
    Some(Period { start: second(date)?, end: second(date.checked_add(length).ok()?)? })
}
