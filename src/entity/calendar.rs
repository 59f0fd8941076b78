//! Calendar words: months in all regional namings, Hijri months, weekdays; and the Hijri calendar.
//!
//! *Invariant:* words are in folded form; month numbers are 1 to 12.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::text::gregorian_month;

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    /// 1 to 12.
    pub number: i8,
    /// Of the Hijri calendar.
    pub hijri: bool,
    /// Tokens of its name.
    pub len: usize,
    /// The name alone may be another word (`مارس`, `ماي`, `آب`, `رجب`).
    pub ambiguous: bool,
}

const HIJRI: [(&str, &str, i8); 14] = [
    ("محرم", "", 1),
    ("صفر", "", 2),
    ("ربيع", "الاول", 3),
    ("ربيع", "الثاني", 4),
    ("ربيع", "الاخر", 4),
    ("جمادي", "الاولي", 5),
    ("جمادي", "الاخره", 6),
    ("جمادي", "الثانيه", 6),
    ("رجب", "", 7),
    ("شعبان", "", 8),
    ("رمضان", "", 9),
    ("شوال", "", 10),
    ("ذو", "القعده", 11),
    ("ذي", "القعده", 11),
];

const HIJRI_LAST: [(&str, &str); 2] = [("ذو", "الحجه"), ("ذي", "الحجه")];

/// Monday is 1, as in ISO 8601.
const WEEKDAYS: [(&str, i8); 8] = [
    ("الاثنين", 1),
    ("الثلاثا", 2),
    ("الاربعا", 3),
    ("الخميس", 4),
    ("الجمعه", 5),
    ("السبت", 6),
    ("الاحد", 7),
    ("الثلثا", 2),
];

/// The weekday of a folded word, Monday 1 to Sunday 7.
pub(super) fn weekday(word: &str) -> Option<i8> {
    WEEKDAYS.iter().find(|(name, _)| *name == word).map(|(_, day)| *day)
}

/// The English name of a weekday, for ids that cannot be resolved.
pub(super) fn weekday_name(day: i8) -> &'static str {
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        [usize::try_from(day - 1).unwrap_or(0).min(6)]
}

/// The month that two neighbouring folded words begin with.
pub(super) fn month(first: &str, second: &str) -> Option<Month> {
    if let Some((number, len)) = gregorian_month(first, second) {
        let ambiguous = matches!(first, "مارس" | "ماي" | "اب" | "اوت" | "جوان" | "مايي" | "ايار");
        return Some(Month { number, hijri: false, len, ambiguous });
    }
    if HIJRI_LAST.contains(&(first, second)) {
        return Some(Month { number: 12, hijri: true, len: 2, ambiguous: false });
    }
    let (_, tail, number) = HIJRI.iter().find(|(a, b, _)| *a == first && (b.is_empty() || *b == second))?;
    let len = if tail.is_empty() { 1 } else { 2 };
    Some(Month { number: *number, hijri: true, len, ambiguous: len == 1 })
}

/// The most days that a Hijri month has.
pub(super) const HIJRI_DAYS: i8 = 30;

/// Year, month and day of the tabular Hijri calendar (Reingold & Dershowitz, *Calendrical Calculations*): a day
/// or two from what is seen in the sky.
pub(super) fn hijri(date: Date) -> (i16, i8, i8) {
    // Days since 1 Muharram 1, which is day 227015 of the Gregorian calendar; 1970-01-01 is day 719163.
    let days = Date::constant(1970, 1, 1).duration_until(date).as_hours() / 24 + 719_163 - 227_015;
    let year = (30 * days + 10_646).div_euclid(10_631);
    let of_year = days - (year - 1) * 354 - (3 + 11 * year).div_euclid(30);
    let month = (11 * of_year + 330) / 325;
    let day = of_year - (29 * (month - 1) + month / 2) + 1;
    let small = |n: i64| i8::try_from(n).unwrap_or(1);
    (i16::try_from(year).unwrap_or(i16::MAX), small(month), small(day))
}

/// The Hijri year whose month falls in a year of the Gregorian calendar (the first of two): `رمضان 2016`.
pub(super) fn hijri_year(gregorian: i16, month: i8) -> Option<i16> {
    // Steps shorter than a month pass none by.
    let days = (0..STEPS).map(|n| Date::new(gregorian, 1, 1).ok()?.checked_add((n * STEP).days()).ok());
    days.flatten().map(hijri).find(|(_, of, _)| *of == month).map(|(year, ..)| year)
}

const STEP: i64 = 10;
const STEPS: i64 = 37;

/// The number that an ordinal without its article says, 1 to 30.
pub(super) fn ordinal(word: &str) -> Option<i8> {
    Some(match word {
        "اول" | "حادي" | "واحد" => 1,
        "ثاني" => 2,
        "ثالث" => 3,
        "رابع" => 4,
        "خامس" => 5,
        "سادس" => 6,
        "سابع" => 7,
        "ثامن" => 8,
        "تاسع" => 9,
        "عاشر" => 10,
        "عشرين" | "عشرون" => 20,
        "ثلاثين" | "ثلاثون" => 30,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hijri_calendar_agrees_with_known_days() {
        // First days of years, and the day of the epoch in the proleptic Gregorian calendar.
        for (year, month, day, hijri_day) in [
            (622, 7, 19, (1, 1, 1)),
            (1979, 11, 21, (1400, 1, 1)),
            (2023, 3, 23, (1444, 9, 1)),
            (2023, 7, 19, (1445, 1, 1)),
            (2023, 11, 14, (1445, 5, 1)),
        ] {
            let date = Date::new(year, month, day).expect("a date");
            assert_eq!(hijri(date), hijri_day, "{date}");
        }
        // Of two that begin in a year the first; one that begins before a year still falls in it.
        for (gregorian, month, year) in [(2016, 9, 1437), (2030, 9, 1451), (2017, 4, 1438), (2024, 12, 1445)]
        {
            assert_eq!(hijri_year(gregorian, month), Some(year), "{gregorian}");
        }
    }
}
