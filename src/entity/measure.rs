//! MONEY, PCT and QTY: a number and a currency (`money`), a percent sign or a unit of measure.
//!
//! Counts of things and durations are no quantities. *Invariant:* ids are `money:<currency>-<value>`,
//! `pct:<value>` and `qty:<value>-<unit>`, with values in plain decimals, below nothing with a minus before them
//! (`pct:-3.5`); of numbers that share their unit every value stands in the id: `pct:5-7`. *Invariant:* a minus,
//! as a sign or as a word, is in the span, as other signs are.

use crate::model::EntityKind;

use super::candidate::Candidate;
use super::clitic;
use super::figures;
use super::money;
use super::number::{self, Number};
use super::token::{Shape, Tokens};
use super::units::UNITS;

pub(super) fn look<'a>(table: &[(&str, &'a str)], word: &str) -> Option<&'a str> {
    table.iter().find(|(name, _)| *name == word).map(|(_, code)| *code)
}

/// Tokens that numbers sharing one unit may cover.
const SHARING: usize = 9;

/// One number or several that share their unit.
pub(super) struct Amount {
    /// The first token, with its minus, and the proclitics before it.
    start: usize,
    skip: usize,
    pub first: Number,
    values: Vec<Value>,
    /// Token after the last.
    pub next: usize,
}

#[derive(Clone, Copy)]
struct Value {
    below: bool,
    /// In thousandths.
    milli: u128,
}

impl Amount {
    /// The values, so many times greater and so many times smaller, as they stand in an id.
    pub fn plain(&self, times: u128, parts: u128) -> String {
        let plain = |value: &Value| {
            let milli = value.milli.saturating_mul(times) / parts;
            format!("{}{}", if value.below { "-" } else { "" }, number::plain(milli))
        };
        self.values.iter().map(plain).collect::<Vec<_>>().join("-")
    }

    /// The one value, and so much more.
    pub fn and(&self, milli: u128) -> Option<String> {
        let [Value { below: false, milli: value }] = self.values[..] else { return None };
        Some(number::plain(value.checked_add(milli)?))
    }

    /// Its mention.
    pub fn candidate(&self, end: usize, kind: EntityKind, id: String) -> Candidate {
        Candidate::new(self.start, self.skip, end, kind, id, String::new(), 95)
    }
}

/// The amount that starts at a token.
pub(super) fn at(tokens: &Tokens, at: usize) -> Option<Candidate> {
    if let Some(amount) = leading_percent(tokens, at).or_else(|| money::leading(tokens, at)) {
        return Some(amount);
    }
    // `€20 و100$`: what has its sign before it shares none behind it.
    if signed(tokens, at) {
        return None;
    }
    let amount = amount(tokens, at)?;
    percent(tokens, at, &amount)
        .or_else(|| money::at(tokens, &amount))
        .or_else(|| quantity(tokens, at, amount))
}

/// Whether the sign or the code before a number is its own, and not of a number before that.
fn signed(tokens: &Tokens, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let number = before.checked_sub(1).is_some_and(|at| tokens.shape(at) == Shape::Number);
    let sign = is_percent(tokens.text(before)) || money::sign(tokens, before).is_some();
    sign && tokens.glued(at) && !(number && tokens.glued(before))
        || money::code(tokens, before).is_some() && !number
}

/// `20 مليون`, `50 و70`, `10 إلى 20 مليون`, `-5`.
fn amount(tokens: &Tokens, at: usize) -> Option<Amount> {
    let first = number::at(tokens, at)?;
    let minus = minus(tokens, at).filter(|_| first.skip == 0);
    let (start, skip) = minus.unwrap_or((at, first.skip));
    let mut next = number::repeated(tokens, at + first.len);
    let mut numbers = vec![(minus.is_some(), first)];
    while first.digits
        && !labels(tokens, at)
        && next < at + SHARING
        && let Some((below, from)) = joint(tokens, next)
        && let Some(last) = number::at(tokens, from)
        && !(numbers.len() == 1 && is_year(tokens, at, &first, &last))
    {
        numbers.push((below, last));
        next = number::repeated(tokens, from + last.len);
    }
    Some(Amount { start, skip, first, values: shared(&numbers), next })
}

/// Whether the next number, of which the unit is told, is below nothing, and where it stands.
fn joint(tokens: &Tokens, at: usize) -> Option<(bool, usize)> {
    let dash = matches!(tokens.text(at), "-" | "–" | "—");
    let word = matches!(tokens.text(at), "و" | "الي" | "او");
    let below = word && is_dash(tokens.text(at + 1)) && tokens.glued(at + 2);
    let from = at + 1 + usize::from(below);
    ((dash || word) && tokens.shape(from) == Shape::Number).then_some((below, from))
}

/// Whether what stands before a number makes it a label, and no part of an amount: `عام 2007 و58.45 بالمائة`,
/// `الفصل 5 و20 دينارا`.
fn labels(tokens: &Tokens, at: usize) -> bool {
    figures::dated(tokens, at)
        || clitic::readings(tokens.before(at)).any(|r| {
            matches!(
                r.stem.as_ref(),
                "الفصل"
                    | "الماده"
                    | "البند"
                    | "الساعه"
                    | "الدقيقه"
                    | "رقم"
                    | "يوم"
                    | "الجوله"
                    | "المرتبه"
                    | "المركز"
                    | "سن"
            )
        })
}

/// Whether a number that may be a year is one, as what follows is smaller: `خلال 2015 و43 بالمائة`.
fn is_year(tokens: &Tokens, at: usize, first: &Number, last: &Number) -> bool {
    let precise = !first.milli.is_multiple_of(100_000) && (1_900_000..2_100_000).contains(&first.milli);
    precise && last.milli / last.factor < first.milli && figures::numeric(tokens, at).is_some()
}

/// The values of numbers that share their unit, and the scale of the last one where the others are smaller:
/// `10 إلى 20 مليون`. What is greater (`500 إلى 2 مليون`) has a scale of its own that is not told: it goes.
fn shared(numbers: &[(bool, Number)]) -> Vec<Value> {
    let scale = numbers.last().map_or(1, |(_, last)| last.factor);
    let greatest = numbers.last().map_or(0, |(_, last)| last.milli / scale);
    let scaled = |(n, (below, number)): (usize, &(bool, Number))| {
        let milli = match number.factor {
            1 if scale == 1 || n + 1 == numbers.len() => Some(number.milli),
            1 => (number.milli < greatest).then(|| number.milli.saturating_mul(scale)),
            _ => Some(number.milli),
        };
        Some(Value { below: *below, milli: milli? })
    };
    numbers.iter().enumerate().filter_map(scaled).collect()
}

/// The token at which the minus before a number or a sign stands, and the proclitics before it: `-3.5%`,
/// `ناقص 2%`. A dash after a number, a word or a colon, or at the beginning of a line, only parts or lists.
pub(super) fn minus(tokens: &Tokens, at: usize) -> Option<(usize, usize)> {
    let sign = at.checked_sub(1)?;
    if let Some(said) =
        clitic::readings(tokens.text(sign)).find(|r| matches!(r.stem.as_ref(), "ناقص" | "سالب"))
    {
        return Some((sign, said.skip));
    }
    let before = tokens.before(sign);
    let free = !tokens.glued(sign) || matches!(before, "(" | "[" | "«" | "\"" | "ب" | "و" | "ل");
    let opens = sign == 0 || !matches!(tokens.shape(sign - 1), Shape::Break | Shape::Number) && before != ":";
    (is_dash(tokens.text(sign)) && tokens.glued(at) && free && opens).then_some((sign, 0))
}

fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "−")
}

fn is_percent(text: &str) -> bool {
    matches!(text, "%" | "٪")
}

/// `%51.7`, `%-2`; `٪15 و20 في المئة` is one.
fn leading_percent(tokens: &Tokens, at: usize) -> Option<Candidate> {
    let follows = tokens.glued(at) && tokens.shape(at.wrapping_sub(1)) == Shape::Number;
    if !is_percent(tokens.text(at)) || !tokens.glued(at + 1) || follows {
        return None;
    }
    let below = is_dash(tokens.text(at + 1)) && tokens.glued(at + 2);
    let first = at + 1 + usize::from(below);
    let milli = Some(first)
        .filter(|first| tokens.shape(*first) == Shape::Number)
        .and_then(|n| number::digits(tokens.text(n)))?;
    let all = amount(tokens, first).filter(|all| all.values.len() > 1 && !below);
    if let Some(all) = all.and_then(|all| percent(tokens, first, &all)) {
        return Some(Candidate { start: at, ..all });
    }
    let id = format!("pct:{}{}", if below { "-" } else { "" }, number::plain(milli));
    Some(Candidate::new(at, 0, first + 1, EntityKind::Percent, id, String::new(), 95))
}

fn percent(tokens: &Tokens, at: usize, amount: &Amount) -> Option<Candidate> {
    let len = match tokens.text(amount.next) {
        "%" | "٪" | "بالمايه" | "بالميه" | "بالمه" | "بالماه" => 1,
        "في" if matches!(tokens.text(amount.next + 1), "المايه" | "الميه" | "الماه" | "المه") => {
            2
        }
        _ => return None,
    };
    // `3 آلاف و50 بالمائة`, `2016 إلى 4.2 %`: a count or a year, then a share.
    let thousands = |value: &Value| value.milli >= 1_000_000;
    let (first, last) = (amount.values.first()?, amount.values.last()?);
    if amount.first.factor > 1 && amount.next > at + 2 || thousands(first) && !thousands(last) {
        return None;
    }
    let id = format!("pct:{}", amount.plain(1, 1));
    Some(amount.candidate(amount.next + len, EntityKind::Percent, id))
}

fn quantity(tokens: &Tokens, at: usize, mut amount: Amount) -> Option<Candidate> {
    let next = amount.next;
    let power = tokens.text(next + 1);
    // `200 م2`: the letter alone may be millions, its square is of metres.
    let raised =
        matches!(power, "2" | "3") && tokens.glued(next + 1) && tokens.shape(next + 1) == Shape::Number;
    let metre = (raised && tokens.text(next) == "م").then_some("m");
    let unit = metre.or_else(|| look(&UNITS, tokens.text(next)))?;
    let (end, suffix) = match power {
        "مكعب" | "مكعبا" | "مكعبه" => (next + 2, "3"),
        "مربع" | "مربعا" | "مربعه" => (next + 2, "2"),
        "بحري" | "بحريه" | "بحريا" if unit == "mile" => (next + 2, "-nautical"),
        "ميويه" | "فهرنهايت" | "سلسيوس" if unit == "degree" => (next + 2, ""),
        _ if raised => (next + 2, power),
        _ => (next + 1, ""),
    };
    let (end, rate) = match (tokens.text(end), period(tokens.text(end + 1))) {
        ("/", Some(period)) => (end + 2, format!("-per-{period}")),
        // A preposition is no part of the span, but of what is measured; `في الساعة العاشرة` is none.
        ("في", Some(period)) if !tokens.text(end + 2).starts_with("ال") => {
            (end, format!("-per-{period}"))
        }
        _ => (end, String::new()),
    };
    // Only of degrees are there fewer than none; before other units a dash lists.
    if unit != "degree" && amount.start < at {
        (amount.start, amount.skip) = (at, 0);
        amount.values.iter_mut().for_each(|value| value.below = false);
    }
    if unit == "degree" && tokens.text(end) == "تحت" && tokens.text(end + 1) == "الصفر" {
        amount.values.iter_mut().for_each(|value| value.below = true);
    }
    let id = format!("qty:{}-{unit}{suffix}{rate}", amount.plain(1, 1));
    Some(amount.candidate(end, EntityKind::Quantity, id))
}

/// The time that a rate is told by: `كم/س`, `متر في الثانية`.
fn period(word: &str) -> Option<&'static str> {
    Some(match word {
        "س" | "ساعه" | "الساعه" => "hour",
        "دقيقه" | "الدقيقه" => "minute",
        "ث" | "ثانيه" | "الثانيه" => "second",
        "يوم" | "اليوم" => "day",
        "سنه" | "السنه" | "العام" => "year",
        _ => return None,
    })
}
