//! DATE in figures alone: `12/5/2017`, and a year where its neighbours say that it is one.
//!
//! Knows no names of months or days (`date`). *Invariant:* a number that counts a noun is no year.

use crate::model::EntityKind;

use super::calendar::Month;
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
    let numbers: Vec<i16> = [0, 2, 4]
        .iter()
        .map(|n| (tokens.shape(at + n) == Shape::Number).then(|| tokens.text(at + n).parse().ok()).flatten())
        .collect::<Option<_>>()?;
    let joint = tokens.text(at + 1);
    if !matches!(joint, "/" | "-") || tokens.text(at + 3) != joint || !(1..=4).all(|n| tokens.glued(at + n)) {
        return None;
    }
    let (day, month, year) = match numbers[..] {
        [year, month, day] if year > 1000 => (day, month, year),
        [day, month, year] if month > 12 => (month, day, year),
        [day, month, year] => (day, month, year),
        _ => return None,
    };
    let year = if (0..100).contains(&year) { year + 2000 } else { year };
    // `1445/5/1 هـ`.
    let hijri = (1300..=1500).contains(&year) && matches!(tokens.text(at + 5), "ه" | "هجري" | "هجريه");
    let known = hijri || (1800..=2100).contains(&year);
    if !(1..=31).contains(&day) || !(1..=12).contains(&month) || !known {
        return None;
    }
    parts.day = i8::try_from(day).ok();
    let number = i8::try_from(month).ok()?;
    parts.month = Some(Month { number, hijri, len: 1, ambiguous: false });
    parts.year = Some(year);
    Some(at + 5 + usize::from(hijri))
}

/// A year of four digits; `hijri` where the month before it is.
pub(super) fn year(tokens: &Tokens, at: usize, hijri: bool) -> Option<i16> {
    let text = tokens.text(at);
    let year: i16 = (tokens.shape(at) == Shape::Number && text.len() == 4).then(|| text.parse().ok())??;
    let known = if hijri { 1300..=1500 } else { 1500..=2100 };
    (known.contains(&year) || (1000..2200).contains(&year) && !hijri).then_some(year)
}
