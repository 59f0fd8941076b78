//! DATE: calendar dates in words and digits, resolved by the day of publication where needed.
//!
//! Named on a calendar only: `أمس`, `هذه السنة` and durations are none. *Invariant:* ids are `date:` and the
//! best ISO form (`2026-02-04`, `2022-02`, `2030`), `date:ah-…` for the Hijri calendar, and without a day of
//! publication `date:weekday-friday` or `date:--02-04` (ISO 8601's month and day without a year).

use jiff::civil::Date;

use crate::model::EntityKind;

use super::calendar::{self, Month};
use super::candidate::Candidate;
use super::clitic;
use super::day::{Parts, Shift, finish};
use super::token::{Shape, Tokens};

/// The date that starts at a token.
pub(super) fn at(tokens: &Tokens, at: usize, published: Option<Date>) -> Option<Candidate> {
    // Streets, squares and schools are named after days.
    if matches!(tokens.before(at), "نهج" | "شارع" | "ساحه" | "ميدان" | "معهد" | "حي" | "ثوره" | "ملعب")
    {
        return None;
    }
    if tokens.shape(at) == Shape::Number {
        return numeric(tokens, at).or_else(|| day_month(tokens, at, published));
    }
    if !tokens.is_word(at) {
        return None;
    }
    clitic::readings(tokens.text(at))
        .find_map(|reading| worded(tokens, at, reading.skip, reading.stem.as_ref(), published))
}

/// Dates that begin with a word: weekday, month, `عام 2030`.
fn worded(tokens: &Tokens, at: usize, skip: usize, stem: &str, published: Option<Date>) -> Option<Candidate> {
    // `سنتي 2015 و2016`: one expression, by its last year.
    if matches!(stem, "عامي" | "سنتي") && tokens.text(at + 2) == "و" {
        let year = year(tokens, at + 1, false).and(year(tokens, at + 3, false))?;
        let id = format!("date:{year}");
        return Some(Candidate::new(at, skip, at + 4, EntityKind::Date, id, String::new(), 95));
    }
    if matches!(stem, "عام" | "سنه" | "العام" | "السنه") {
        return year_after(tokens, at, skip);
    }
    if stem == "يوم" {
        if let Some(day) = ordinal(tokens, at + 1, 0, tokens.text(at + 1), published) {
            return Some(day);
        }
        let day = calendar::weekday(tokens.text(at + 1))?;
        return Some(weekday(tokens, at, skip, at + 2, day, published));
    }
    if let Some(date) = ordinal(tokens, at, skip, stem, published) {
        return Some(date);
    }
    if let Some(day) = calendar::weekday(stem) {
        let counted = matches!(tokens.before(at), "الدور" | "الدرجه" | "المرتبه" | "صلاه" | "خطبه");
        let article = skip > 0 && tokens.text(at).starts_with("لا");
        if counted || article || stem == "الاحد" && skip > 0 {
            return None;
        }
        return Some(weekday(tokens, at, skip, at + 1, day, published));
    }
    let month = calendar::month(stem, tokens.text(at + 1))?;
    let mut end = at + month.len;
    let mut parts = Parts { month: Some(month), ..Parts::default() };
    end = month_tail(tokens, end, &mut parts);
    let cued = matches!(
        tokens.before(at),
        "في" | "شهر"
            | "منذ"
            | "خلال"
            | "حتي"
            | "مطلع"
            | "نهايه"
            | "بدايه"
            | "اواخر"
            | "اوايل"
            | "منتصف"
            | "غره"
            | "موفي"
            | "الي"
            | "شهري"
            | "من"
            | "بين"
            | "قبل"
            | "بعد"
            | "اشهر"
            | "لشهر"
            | "بشهر"
    );
    let alone = month.ambiguous && parts.year.is_none() && parts.shift.is_none() && end == at + month.len;
    if alone && !(cued && skip == 0) && tokens.before(at) != "شهر"
        || month.ambiguous && skip > 0 && parts.year.is_none()
    {
        return None;
    }
    if stem == "مارس" && alone && matches!(tokens.before(at), "من" | "قبل" | "بعد") && tokens.is_word(at + 1)
    {
        return None;
    }
    Some(finish(tokens, at, skip, end, &parts, published))
}

/// `الرابع من نوفمبر`, `الأول من أكتوبر 2023`: days of a month in words.
fn ordinal(
    tokens: &Tokens,
    at: usize,
    skip: usize,
    stem: &str,
    published: Option<Date>,
) -> Option<Candidate> {
    // `غرة فيفري`: the first of a month.
    if stem == "غره" {
        let next = at + 1 + usize::from(tokens.text(at + 1) == "شهر");
        let month = calendar::month(tokens.text(next), tokens.text(next + 1))?;
        let mut parts = Parts { day: Some(1), month: Some(month), ..Parts::default() };
        let end = month_tail(tokens, next + month.len, &mut parts);
        return Some(finish(tokens, at, skip, end, &parts, published));
    }
    let bare = stem.strip_prefix("ال")?;
    let unit = calendar::ordinal(bare)?;
    let (day, next) = match tokens.text(at + 1) {
        "عشر" => (unit + 10, at + 2),
        "والعشرين" | "والعشرون" => (unit + 20, at + 2),
        "والثلاثين" | "والثلاثون" => (unit + 30, at + 2),
        _ => (unit, at + 1),
    };
    let month_at = match tokens.text(next) {
        "من" if tokens.text(next + 1) == "شهر" => next + 2,
        "من" => next + 1,
        _ => return None,
    };
    let month = calendar::month(tokens.text(month_at), tokens.text(month_at + 1))?;
    let mut parts = Parts { day: Some(day), month: Some(month), ..Parts::default() };
    let end = month_tail(tokens, month_at + month.len, &mut parts);
    (day <= 31).then(|| finish(tokens, at, skip, end, &parts, published))
}

/// `[يوم] الأربعاء [18 جانفي [2017]]`, `الأربعاء الماضي`.
fn weekday(
    tokens: &Tokens,
    at: usize,
    skip: usize,
    mut end: usize,
    day: i8,
    published: Option<Date>,
) -> Candidate {
    let mut parts = Parts { weekday: Some(day), ..Parts::default() };
    let comma = usize::from(matches!(tokens.text(end), "،" | ","));
    if let Some((date, to)) = day_and_month(tokens, end + comma) {
        parts = Parts { weekday: Some(day), ..date };
        end = to;
    } else if let Some(to) = slashed(tokens, end, &mut parts) {
        end = to;
    } else if let Some(shift) = shift(tokens.text(end)) {
        parts.shift = Some(shift);
        end += 1;
        // `الأحد القادم 19 فيفري`.
        if let Some((date, to)) = day_and_month(tokens, end) {
            parts = Parts { weekday: Some(day), ..date };
            end = to;
        }
    }
    finish(tokens, at, skip, end, &parts, published)
}

/// `4 فبراير 2022`, `5 و6 ماي`, `5-7 مارس`.
fn day_month(tokens: &Tokens, at: usize, published: Option<Date>) -> Option<Candidate> {
    if let Some((parts, end)) = day_and_month(tokens, at) {
        return Some(finish(tokens, at, 0, end, &parts, published));
    }
    small(tokens, at)?;
    // `28 و29 و30 أفريل`, `8 إلى 12 أفريل`: one expression, by its last day.
    let mut last = at;
    while last < at + 8
        && matches!(tokens.text(last + 1), "و" | "-" | "–" | "/" | "الي" | "او")
        && small(tokens, last + 2).is_some()
    {
        last += 2;
    }
    let (parts, end) = (last > at).then(|| day_and_month(tokens, last)).flatten()?;
    Some(finish(tokens, at, 0, end, &parts, published))
}

fn small(tokens: &Tokens, at: usize) -> Option<i8> {
    let text = tokens.text(at);
    let day: i8 = (tokens.shape(at) == Shape::Number && text.len() <= 2).then(|| text.parse().ok())??;
    (1..=31).contains(&day).then_some(day)
}

fn day_and_month(tokens: &Tokens, at: usize) -> Option<(Parts, usize)> {
    let day = small(tokens, at)?;
    let mut next = at + 1;
    if matches!(tokens.text(next), "من" | "شهر") {
        next += 1;
    }
    if tokens.text(next) == "شهر" {
        next += 1;
    }
    let month = calendar::month(tokens.text(next), tokens.text(next + 1))?;
    let mut parts = Parts { day: Some(day), month: Some(month), ..Parts::default() };
    let end = month_tail(tokens, next + month.len, &mut parts);
    Some((parts, end))
}

/// What may follow a month: its second name, a year, a modifier.
fn month_tail(tokens: &Tokens, mut end: usize, parts: &mut Parts) -> usize {
    let Some(month) = parts.month else { return end };
    let twin = |at: usize| calendar::month(tokens.text(at), tokens.text(at + 1)).filter(|m| same(*m, month));
    if let Some(other) = twin(end) {
        end += other.len;
    } else if matches!(tokens.text(end), "/" | "(" | "-")
        && let Some(other) = twin(end + 1)
    {
        let close = usize::from(tokens.text(end) == "(" && tokens.text(end + 1 + other.len) == ")");
        if tokens.text(end) != "(" || close == 1 {
            end += 1 + other.len + close;
        }
    }
    let of = usize::from(tokens.text(end) == "من" && matches!(tokens.text(end + 1), "عام" | "سنه" | "العام"));
    let word = of + usize::from(matches!(tokens.text(end + of), "عام" | "سنه" | "العام"));
    if let Some(year) = year(tokens, end + word, month.hijri) {
        parts.year = Some(year);
        end += word + 1;
        if matches!(tokens.text(end), "م" | "ه" | "هجري" | "هجريه" | "ميلادي") {
            end += 1;
        }
    } else if let Some(shift) = shift(tokens.text(end)) {
        parts.shift = Some(shift);
        end += 1;
    } else if of == 1
        && let Some(Shift::Past) = shift(tokens.text(end + 2))
    {
        // `أكتوبر من العام الماضي`.
        parts.shift = Some(Shift::LastYear);
        end += 3;
    }
    end
}

fn same(a: Month, b: Month) -> bool {
    a.number == b.number && a.hijri == b.hijri
}

fn year(tokens: &Tokens, at: usize, hijri: bool) -> Option<i16> {
    let text = tokens.text(at);
    let year: i16 = (tokens.shape(at) == Shape::Number && text.len() == 4).then(|| text.parse().ok())??;
    let known = if hijri { 1300..=1500 } else { 1500..=2100 };
    (known.contains(&year) || (1000..2200).contains(&year) && !hijri).then_some(year)
}

fn shift(word: &str) -> Option<Shift> {
    Some(match word {
        "الماضي" | "الماضيه" | "المنقضي" | "الفارط" | "المنصرم" | "الفايت" | "الاخير" => {
            Shift::Past
        }
        "الجاري" | "الحالي" => Shift::Present,
        "المقبل" | "القادم" | "المقبله" => Shift::Future,
        _ => return None,
    })
}

/// `عام 2030`, `سنة 1956`.
fn year_after(tokens: &Tokens, at: usize, skip: usize) -> Option<Candidate> {
    let year = year(tokens, at + 1, false)?;
    let tail = tokens.text(at + 2);
    let (end, id) = match tail {
        "هجري" | "هجريه" => (at + 3, format!("date:ah-{year}")),
        "ميلادي" | "ميلاديه" => (at + 3, format!("date:{year}")),
        _ => (at + 2, format!("date:{year}")),
    };
    Some(Candidate::new(at, skip, end, EntityKind::Date, id, String::new(), 95))
}

/// `12/5/2017`, `2017-05-12`, `في 2011`, `(2011)`, `2016/2017`.
fn numeric(tokens: &Tokens, at: usize) -> Option<Candidate> {
    let mut parts = Parts::default();
    if let Some(end) = slashed(tokens, at, &mut parts) {
        return Some(finish(tokens, at, 0, end, &parts, None));
    }
    let year = year(tokens, at, false).filter(|year| (1800..=2100).contains(year))?;
    // `2016-2017`, `2018/2017`: the years of a season.
    if matches!(tokens.text(at + 1), "-" | "–" | "/")
        && let Some(other) = self::year(tokens, at + 2, false).filter(|other| year.abs_diff(*other) <= 10)
        && !matches!(tokens.text(at + 3), "-" | "/")
    {
        let id = format!("date:{}", year.min(other));
        return Some(Candidate::new(at, 0, at + 3, EntityKind::Date, id, String::new(), 85));
    }
    let cued = matches!(
        tokens.before(at),
        "في" | "منذ"
            | "حتي"
            | "خلال"
            | "سنتي"
            | "عامي"
            | "لسنه"
            | "موسم"
            | "بين"
            | "لعام"
            | "بعام"
            | "اعوام"
            | "سنوات"
            | "الي"
            | "نهايه"
            | "مطلع"
            | "بدايه"
            | "قبل"
            | "بعد"
            | "ومنذ"
            | "وفي"
    );
    let closed = !tokens.is_word(at + 1)
        || matches!(
            tokens.text(at + 1),
            "في" | "الي" | "علي" | "ان" | "عن" | "مع" | "بعد" | "قبل" | "حسب" | "وفق"
        );
    let cued = cued
        || closed && matches!(tokens.before(at), "من" | "فى" | "ربيع" | "صيف" | "خريف" | "شتا" | "لموسم");
    let bracketed = tokens.before(at) == "(" && tokens.text(at + 1) == ")";
    let paired = tokens.before(at) == "و" && at >= 2 && self::year(tokens, at - 2, false).is_some();
    let counted = number_noun(tokens, at + 1) || matches!(tokens.text(at + 1), "%" | "٪");
    ((cued && !counted) || bracketed || paired)
        .then(|| Candidate::new(at, 0, at + 1, EntityKind::Date, format!("date:{year}"), String::new(), 80))
}

/// Words after which a four-digit number is a count.
fn number_noun(tokens: &Tokens, at: usize) -> bool {
    matches!(
        tokens.text(at),
        "شخص"
            | "شخصا"
            | "دينار"
            | "دولار"
            | "يورو"
            | "مليار"
            | "مليون"
            | "الف"
            | "طن"
            | "كلم"
            | "متر"
            | "قتيل"
            | "جريح"
            | "كيلومتر"
            | "لاجي"
            | "عامل"
            | "موسسه"
            | "منزل"
            | "طفل"
            | "شاب"
            | "عون"
            | "امني"
            | "مهاجر"
            | "كيلو"
    )
}

/// Three numbers joined by `/`, `-` or `.` without spaces: day month year, or ISO.
fn slashed(tokens: &Tokens, at: usize, parts: &mut Parts) -> Option<usize> {
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
    if !(1..=31).contains(&day) || !(1..=12).contains(&month) || !(1800..=2100).contains(&year) {
        return None;
    }
    parts.day = i8::try_from(day).ok();
    let number = i8::try_from(month).ok()?;
    parts.month = Some(Month { number, hijri: false, len: 1, ambiguous: false });
    parts.year = Some(year);
    Some(at + 5)
}
