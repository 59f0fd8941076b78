//! DATE in figures alone: `12/5/2017`, and a year where its neighbours say that it is one.
//!
//! Knows no names of months or days (`date`). *Invariant:* a number that counts a noun is no year.

use crate::model::EntityKind;

use super::calendar::{Month, month};
use super::candidate::Candidate;
use super::clitic;
use super::day::{Parts, finish};
use super::token::{Shape, Tokens};

/// `12/5/2017`, `2017-05-12`, `في 2011`, `(2011)`, `2016/2017`.
pub(super) fn numeric(tokens: &Tokens, at: usize) -> Option<Candidate> {
    let mut parts = Parts::default();
    if let Some(end) = slashed(tokens, at, &mut parts) {
        return Some(finish(tokens, at, 0, end, &parts, None));
    }
    let year = year(tokens, at, false).filter(|year| (1800..=2100).contains(year))?;
    // `2003-2011`, `2018/2017`: from a year to another, or a season.
    if matches!(tokens.text(at + 1), "-" | "–" | "/")
        && let Some(other) = self::year(tokens, at + 2, false).filter(|other| year.abs_diff(*other) <= 10)
        && !matches!(tokens.text(at + 3), "-" | "/")
    {
        let id = between(year, other);
        return Some(Candidate::new(at, 0, at + 3, EntityKind::Date, id, String::new(), 85));
    }
    let before = tokens.before(at);
    let cue = |words: &[&str]| clitic::readings(before).any(|r| words.contains(&r.stem.as_ref()));
    let closed = !tokens.is_word(at + 1) || CLOSING.contains(&tokens.text(at + 1));
    let recent = (1900..=2060).contains(&year) && year % 100 != 0;
    let cued = cue(&CUES)
        || closed && cue(&CLOSED_CUES)
        || closed && recent && (cue(&RECENT_CUES) || before == "ل" && tokens.before(at - 1) != "،");
    let bracketed = before == "(" && tokens.text(at + 1) == ")";
    let paired = before == "و" && at >= 2 && self::year(tokens, at - 2, false).is_some();
    // `بين 1800 و2000 لاجئ`: what is counted stands after the second.
    let shared = tokens.text(at + 1) == "و" && self::year(tokens, at + 2, false).is_some();
    let counted = counted(tokens, at + 1) || shared && counted(tokens, at + 3);
    (((cued || paired) && !counted) || bracketed)
        .then(|| Candidate::new(at, 0, at + 1, EntityKind::Date, format!("date:{year}"), String::new(), 80))
}

/// The id of the time from one year to another, by ISO 8601's sign for an interval.
pub(super) fn between(year: i16, other: i16) -> String {
    format!("date:{}/{}", year.min(other), year.max(other))
}

/// What stands before a year.
const CUES: [&str; 20] = [
    "في",
    "منذ",
    "حتي",
    "خلال",
    "سنتي",
    "عامي",
    "سنه",
    "موسم",
    "بين",
    "عام",
    "اعوام",
    "سنوات",
    "الي",
    "نهايه",
    "مطلع",
    "بدايه",
    "قبل",
    "بعد",
    "بحلول",
    "مواليد",
];
/// What stands before a year that no noun follows.
const CLOSED_CUES: [&str; 6] = ["من", "ربيع", "صيف", "خريف", "شتا", "صايفه"];
/// What stands before a year of our time that no noun follows.
const RECENT_CUES: [&str; 9] =
    ["اواخر", "اوايل", "منتصف", "افق", "حدود", "انتخابات", "استفتا", "مستويات", "ميزانيه"];
/// Words that go on after a year without being counted by it.
const CLOSING: [&str; 12] = ["في", "الي", "علي", "ان", "عن", "مع", "بعد", "قبل", "حسب", "وفق", "حتي", "دون"];

/// Whether a noun that is counted stands at a token: one in the accusative, or one that numbers often count.
pub(super) fn counted(tokens: &Tokens, at: usize) -> bool {
    tokens.indefinite(at) || COUNTED.contains(&tokens.text(at))
}

/// Words before which a four-digit number is a count.
const COUNTED: [&str; 40] = [
    "%",
    "٪",
    "شخص",
    "شخصا",
    "دينار",
    "دولار",
    "يورو",
    "مليار",
    "مليون",
    "الف",
    "طن",
    "كلم",
    "متر",
    "قتيل",
    "جريح",
    "كيلومتر",
    "لاجي",
    "عامل",
    "موسسه",
    "منزل",
    "طفل",
    "شاب",
    "عون",
    "امني",
    "مهاجر",
    "كيلو",
    "جندي",
    "مقاتل",
    "عنصر",
    "حاله",
    "اسره",
    "عايله",
    "وظيفه",
    "مدني",
    "سجين",
    "معتقل",
    "شرطي",
    "صاروخ",
    "نازح",
    "موظف",
];

/// Three numbers joined by `/`, `-` or `.` without spaces: day month year, or ISO.
pub(super) fn slashed(tokens: &Tokens, at: usize, parts: &mut Parts) -> Option<usize> {
    let (written, end) = dotted(tokens, at).or_else(|| joined(tokens, at))?;
    let [first, second, third] = written.map(|part| part.parse::<i16>().ok());
    let (day, month, year) = match (first?, second?, third?) {
        (year, month, day) if year > 1000 => (day, month, year),
        (day, month, year) if month > 12 => (month, day, year),
        other => other,
    };
    let year = if (0..100).contains(&year) { year + 2000 } else { year };
    // `1445/5/1 هـ`.
    let hijri = (1300..=1500).contains(&year) && matches!(tokens.text(end), "ه" | "هجري" | "هجريه");
    let known = hijri || (1800..=2100).contains(&year);
    if !(1..=31).contains(&day) || !(1..=12).contains(&month) || !known {
        return None;
    }
    parts.day = i8::try_from(day).ok();
    let number = i8::try_from(month).ok()?;
    parts.month = Some(Month { number, hijri, len: 1, ambiguous: false });
    parts.year = Some(year);
    Some(end + usize::from(hijri))
}

/// `05.03.2024` is one token. A version has no year: `2.16.17`.
fn dotted<'t>(tokens: &'t Tokens, at: usize) -> Option<([&'t str; 3], usize)> {
    let mut parts = tokens.text(at).split('.');
    let three = [parts.next()?, parts.next()?, parts.next()?];
    let whole = parts.next().is_none() && (three[0].len() == 4 || three[2].len() == 4);
    let version = matches!(tokens.before(at), "الاصدار" | "اصدار" | "النسخه" | "نسخه" | "رقم");
    (whole && !version && !counted(tokens, at + 1)).then_some((three, at + 1))
}

/// `5/3/2024`, `05-03-24`; no score and no formation: `3-4-3`, `4-2-3-1`.
fn joined<'t>(tokens: &'t Tokens, at: usize) -> Option<([&'t str; 3], usize)> {
    let sign = tokens.text(at + 1);
    let apart = |at: usize| !tokens.glued(at) || tokens.text(at) != sign;
    let whole = matches!(sign, "/" | "-")
        && tokens.text(at + 3) == sign
        && (1..=4).all(|n| tokens.glued(at + n))
        && [0, 2, 4].iter().all(|n| tokens.shape(at + n) == Shape::Number)
        && (apart(at + 5) || tokens.shape(at + 6) != Shape::Number || !tokens.glued(at + 6))
        && (at == 0 || !tokens.glued(at) || tokens.before(at) != sign);
    let three = [0, 2, 4].map(|n| tokens.text(at + n));
    let lengths = three.map(str::len);
    // A year in two digits stands after a slash, or after a day and a month of two.
    let year = lengths[0] == 4 || lengths[2] == 4 || lengths[2] == 2 && (sign == "/" || lengths == [2, 2, 2]);
    (whole && year).then_some((three, at + 5))
}

/// Whether a number follows what makes it a year and nothing else: `عام 2016`, `سبتمبر 2016`, `12/5/2016`.
pub(super) fn dated(tokens: &Tokens, at: usize) -> bool {
    let Some(_) = year(tokens, at, false) else { return false };
    let before = tokens.before(at);
    let alone = clitic::readings(before).any(|r| {
        matches!(r.stem.as_ref(), "عام" | "سنه" | "العام" | "السنه" | "موسم") || month(&r.stem, "").is_some()
    });
    let double = at >= 2 && clitic::readings(tokens.text(at - 2)).any(|r| month(&r.stem, before).is_some());
    let slash = matches!(before, "/" | "-") && tokens.glued(at) && tokens.glued(at - 1);
    alone || double || slash && at >= 2 && tokens.shape(at - 2) == Shape::Number
}

/// A year of four digits; `hijri` where the month before it is.
pub(super) fn year(tokens: &Tokens, at: usize, hijri: bool) -> Option<i16> {
    let text = tokens.text(at);
    let year: i16 = (tokens.shape(at) == Shape::Number && text.len() == 4).then(|| text.parse().ok())??;
    let known = if hijri { 1300..=1500 } else { 1500..=2100 };
    (known.contains(&year) || (1000..2200).contains(&year) && !hijri).then_some(year)
}
