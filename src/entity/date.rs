//! DATE: calendar dates in words and digits, resolved by the day of publication where needed.
//!
//! Named on a calendar only: `أمس`, `هذه السنة` and durations are none. *Invariant:* ids are `date:` and the
//! best ISO form (`2026-02-04`, `2022-02`, `2030`), `date:ah-…` for the Hijri calendar, and without a day of
//! publication `date:weekday-friday` or `date:--02-04` (ISO 8601's month and day without a year). A range and a
//! list are their ends: `date:2003/2011`, `date:2019-05-15/2019-05-18`.

use jiff::civil::Date;

use crate::model::EntityKind;

use super::calendar::{self, Month};
use super::candidate::Candidate;
use super::clitic;
use super::day::{Parts, Shift, finish, single};
use super::figures::{between, counted, numeric, slashed, year};
use super::range;
use super::token::{Shape, Tokens};

/// The date that starts at a token.
pub(super) fn at(tokens: &Tokens, at: usize, published: Option<Date>) -> Option<Candidate> {
    if namesake(tokens, at) {
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

/// Streets, squares, schools, markets and revolutions are named after days: `ثورة 25 يناير`, `سوق الأحد`.
fn namesake(tokens: &Tokens, at: usize) -> bool {
    let named = |at: usize| {
        clitic::readings(tokens.before(at)).any(|r| {
            matches!(
                r.stem.as_ref(),
                "نهج"
                    | "شارع"
                    | "ساحه"
                    | "ميدان"
                    | "معهد"
                    | "حي"
                    | "ثوره"
                    | "حرب"
                    | "انتفاضه"
                    | "ملعب"
                    | "سوق"
                    | "جسر"
            )
        })
    };
    let inside = at > 0 && tokens.shape(at - 1) == Shape::Number && tokens.shape(at) == Shape::Word;
    named(at) || inside && named(at - 1)
}

/// Dates that begin with a word: weekday, month, `عام 2030`.
fn worded(tokens: &Tokens, at: usize, skip: usize, stem: &str, published: Option<Date>) -> Option<Candidate> {
    // `سنتي 2015 و2016`: one expression.
    if matches!(stem, "عامي" | "سنتي") && tokens.text(at + 2) == "و" {
        let id = between(year(tokens, at + 1, false)?, year(tokens, at + 3, false)?);
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
    // `يومي الجمعة والسبت`.
    if stem == "يومي"
        && let Some(day) = calendar::weekday(tokens.text(at + 1))
    {
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
    of_month(tokens, at, skip, stem, published)
}

/// `نوفمبر المقبل`, `مارس 2023`: what a month begins.
fn of_month(
    tokens: &Tokens,
    at: usize,
    skip: usize,
    stem: &str,
    published: Option<Date>,
) -> Option<Candidate> {
    let month = calendar::month(stem, tokens.text(at + 1))?;
    let mut end = at + month.len;
    let mut parts = Parts { month: Some(month), ..Parts::default() };
    end = month_tail(tokens, end, &mut parts);
    if parts.year.is_none() && parts.shift.is_none() {
        parts.year = range::year(tokens, end, month);
    }
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
    // `أب` is a father, `آب` a month; `صفر` mostly a zero.
    let other = stem == "اب" && tokens.original(tokens.origin(at, skip, at)).starts_with('أ')
        || stem == "صفر" && parts.year.is_none() && tokens.before(at) != "شهر";
    let alone = month.ambiguous && parts.year.is_none() && parts.shift.is_none() && end == at + month.len;
    if alone && !(cued && skip == 0) && tokens.before(at) != "شهر"
        || month.ambiguous && skip > 0 && parts.year.is_none() && parts.shift.is_none()
        || other
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
        return Some(told(tokens, at, skip, end, parts, published));
    }
    let bare = stem.strip_prefix("ال")?;
    let unit = calendar::ordinal(bare)?;
    // `الأسبوع الأول من شهر رمضان`.
    if matches!(tokens.before(at), "الاسبوع" | "النصف" | "الثلث" | "الربع" | "الاسبوعين")
    {
        return None;
    }
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
    (day <= 31).then(|| told(tokens, at, skip, end, parts, published))
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
    if parts.month.is_none() && parts.shift.is_none() {
        parts.until = range_end(tokens, end, published);
    }
    told(tokens, at, skip, end, parts, published)
}

/// The day that the second weekday of a range tells: `إلى الأربعاء 22 نوفمبر`.
fn range_end(tokens: &Tokens, at: usize, published: Option<Date>) -> Option<Date> {
    let to = matches!(tokens.text(at), "الي" | "حتي");
    let last = at + 1 + usize::from(tokens.text(at + 1) == "يوم");
    let weekday = calendar::weekday(tokens.text(last)).filter(|_| to);
    let (parts, _) = weekday.and_then(|_| day_and_month(tokens, last + 1))?;
    single(tokens, last, &parts, published)
}

/// `4 فبراير 2022`, `5 و6 ماي`, `5-7 مارس`.
fn day_month(tokens: &Tokens, at: usize, published: Option<Date>) -> Option<Candidate> {
    let (parts, end) = day_and_month(tokens, at).or_else(|| range::days(tokens, at))?;
    Some(told(tokens, at, 0, end, parts, published))
}

/// The mention of a date of a month; of one without a year, by the year of what it is told together with.
fn told(
    tokens: &Tokens,
    at: usize,
    skip: usize,
    end: usize,
    mut parts: Parts,
    published: Option<Date>,
) -> Candidate {
    if let Some(month) = parts.month.filter(|_| parts.year.is_none() && parts.shift.is_none()) {
        parts.year = range::year(tokens, end, month);
    }
    finish(tokens, at, skip, end, &parts, published)
}

pub(super) fn day_and_month(tokens: &Tokens, at: usize) -> Option<(Parts, usize)> {
    let day = range::day(tokens, at)?;
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
pub(super) fn month_tail(tokens: &Tokens, mut end: usize, parts: &mut Parts) -> usize {
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
    // `10 ديسمبر، 2015`.
    if parts.day.is_some()
        && matches!(tokens.text(end), "،" | ",")
        && let Some(year) = year(tokens, end + 1, month.hijri).filter(|year| (1900..2100).contains(year))
        && !counted(tokens, end + 2)
    {
        parts.year = Some(year);
        return end + 2;
    }
    let of = usize::from(tokens.text(end) == "من" && matches!(tokens.text(end + 1), "عام" | "سنه" | "العام"));
    let word = of + usize::from(matches!(tokens.text(end + of), "عام" | "سنه" | "العام"));
    let gregorian = |year: &i16| month.hijri && (1900..2100).contains(year);
    let in_it = |year| calendar::hijri_year(year, month.number);
    let other = || year(tokens, end + word, false).filter(gregorian).and_then(in_it);
    if let Some(year) = year(tokens, end + word, month.hijri).or_else(other) {
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

fn shift(word: &str) -> Option<Shift> {
    Some(match word {
        "الماضي" | "الماضيه" | "الماضيين" | "المنقضي" | "الفارط" | "المنصرم" | "الفايت" | "الاخير" => {
            Shift::Past
        }
        "الجاري" | "الحالي" => Shift::Present,
        "المقبل" | "القادم" | "المقبله" | "المقبلين" | "القادمين" => {
            Shift::Future
        }
        _ => return None,
    })
}

/// `عام 2030`, `سنة 1956`, `العام الهجري 1445`.
fn year_after(tokens: &Tokens, at: usize, skip: usize) -> Option<Candidate> {
    let named = matches!(tokens.text(at + 1), "الهجري" | "الهجريه");
    let year = year(tokens, at + 1 + usize::from(named), named)?;
    let end = at + 2 + usize::from(named);
    let (end, hijri) = match tokens.text(end) {
        "هجري" | "هجريه" => (end + 1, true),
        "ه" if (1300..=1500).contains(&year) => (end + 1, true),
        "ميلادي" | "ميلاديه" if !named => (end + 1, false),
        _ => (end, named),
    };
    let id = if hijri { format!("date:ah-{year}") } else { format!("date:{year}") };
    Some(Candidate::new(at, skip, end, EntityKind::Date, id, String::new(), 95))
}
