//! MONEY, PCT and QTY: a number and a currency, a percent sign or a unit of measure.
//!
//! Counts of things and durations are no quantities. *Invariant:* ids are `money:<currency>-<value>`,
//! `pct:<value>` and `qty:<value>-<unit>`, with values in plain decimals; of numbers that share their unit
//! every value stands in the id: `pct:5-7`.

use crate::model::EntityKind;

use super::candidate::Candidate;
use super::clitic;
use super::number::{self, Number};
use super::token::{Shape, Tokens};
use super::units::{CURRENCIES, DOTTED, NATIONAL, UNITS};

fn look<'a>(table: &[(&str, &'a str)], word: &str) -> Option<&'a str> {
    table.iter().find(|(name, _)| *name == word).map(|(_, code)| *code)
}

/// Tokens that numbers sharing one unit may cover.
const SHARING: usize = 9;

/// One number or several that share their unit.
struct Amount {
    first: Number,
    /// In thousandths.
    values: Vec<u128>,
    /// Token after the last.
    next: usize,
}

impl Amount {
    /// The values, so many times greater, as they stand in an id.
    fn plain(&self, times: u128) -> String {
        let values = self.values.iter().map(|milli| number::plain(milli.saturating_mul(times)));
        values.collect::<Vec<_>>().join("-")
    }
}

/// The amount that starts at a token.
pub(super) fn at(tokens: &Tokens, at: usize) -> Option<Candidate> {
    if let Some(amount) = leading_sign(tokens, at) {
        return Some(amount);
    }
    // `€20 و100$`: what has its sign before it shares none behind it.
    let signed = tokens.glued(at) && sign(tokens.before(at)).is_some();
    if signed && !(tokens.glued(at - 1) && tokens.shape(at.wrapping_sub(2)) == Shape::Number) {
        return None;
    }
    let amount = amount(tokens, at)?;
    percent(tokens, at, &amount)
        .or_else(|| money(tokens, at, &amount))
        .or_else(|| quantity(tokens, at, &amount))
}

/// `20 مليون`, `50 و70`, `10 إلى 20 مليون`.
fn amount(tokens: &Tokens, at: usize) -> Option<Amount> {
    let first = number::at(tokens, at)?;
    // `عام 2007 و58.45 بالمائة`: a year shares no unit.
    let year =
        clitic::readings(tokens.before(at)).any(|r| matches!(r.stem.as_ref(), "عام" | "سنه" | "العام"));
    let mut next = number::repeated(tokens, at + first.len);
    let mut values = vec![first];
    while first.digits
        && !year
        && matches!(tokens.text(next), "و" | "-" | "–" | "الي" | "او")
        && tokens.shape(next + 1) == Shape::Number
        && next < at + SHARING
        && let Some(last) = number::at(tokens, next + 1)
    {
        values.push(last);
        next = number::repeated(tokens, next + 1 + last.len);
    }
    Some(Amount { first, values: shared(&values), next })
}

/// The values of numbers that share their unit, and the scale of the last one where the others are smaller:
/// `10 إلى 20 مليون`. What is greater (`500 إلى 2 مليون`) has a scale of its own that is not told: it goes.
fn shared(numbers: &[Number]) -> Vec<u128> {
    let scale = numbers.last().map_or(1, |last| last.factor);
    let greatest = numbers.last().map_or(0, |last| last.milli / scale);
    let scaled = |(n, number): (usize, &Number)| match number.factor {
        1 if scale == 1 || n + 1 == numbers.len() => Some(number.milli),
        1 => (number.milli < greatest).then(|| number.milli.saturating_mul(scale)),
        _ => Some(number.milli),
    };
    numbers.iter().enumerate().filter_map(scaled).collect()
}

fn candidate(at: usize, end: usize, amount: &Amount, kind: EntityKind, id: String) -> Candidate {
    Candidate::new(at, amount.first.skip, end, kind, id, String::new(), 95)
}

/// `$5 مليارات`, `€200`, `%51.7`.
fn leading_sign(tokens: &Tokens, at: usize) -> Option<Candidate> {
    if matches!(tokens.text(at), "%" | "٪") && tokens.shape(at + 1) == Shape::Number {
        let follows = tokens.glued(at) && tokens.shape(at.wrapping_sub(1)) == Shape::Number;
        let milli = number::digits(tokens.text(at + 1)).filter(|_| tokens.glued(at + 1) && !follows)?;
        let id = format!("pct:{}", number::plain(milli));
        return Some(Candidate::new(at, 0, at + 2, EntityKind::Percent, id, String::new(), 95));
    }
    let code = sign(tokens.text(at))?;
    if tokens.shape(at) != Shape::Sign || tokens.shape(at + 1) != Shape::Number {
        return None;
    }
    let number = number::at(tokens, at + 1)?;
    let id = format!("money:{code}-{}", number::plain(number.milli));
    Some(Candidate::new(at, 0, at + 1 + number.len, EntityKind::Money, id, String::new(), 95))
}

fn sign(text: &str) -> Option<&'static str> {
    match text {
        "$" => Some("usd"),
        "€" => Some("eur"),
        "£" => Some("gbp"),
        "¥" => Some("jpy"),
        _ => None,
    }
}

fn percent(tokens: &Tokens, at: usize, amount: &Amount) -> Option<Candidate> {
    let len = match tokens.text(amount.next) {
        "%" | "٪" | "بالمايه" | "بالميه" | "بالمه" | "بالماه" => 1,
        "في" if matches!(tokens.text(amount.next + 1), "المايه" | "الميه" | "الماه" | "المه") => {
            2
        }
        _ => return None,
    };
    // `3 آلاف و50 بالمائة`: a count, then a share.
    if amount.first.factor > 1 && amount.next > at + 2 {
        return None;
    }
    let id = format!("pct:{}", amount.plain(1));
    Some(candidate(at, amount.next + len, amount, EntityKind::Percent, id))
}

fn money(tokens: &Tokens, at: usize, amount: &Amount) -> Option<Candidate> {
    let (next, number) = (amount.next, &amount.first);
    let word = tokens.text(next);
    let money = |code: &str, end| {
        Some(candidate(at, end, amount, EntityKind::Money, format!("money:{code}-{}", amount.plain(1))))
    };
    if let Some(code) = sign(word) {
        return money(code, next + 1);
    }
    let known = look(&CURRENCIES, word).map(|code| (code, next + 1));
    let (mut code, mut end) = match known.or_else(|| dotted(tokens, next)) {
        Some(currency) => currency,
        // `7,1 د`, `700 م د`, `996 م.د`: dinars and millions of dinars, as economists in Tunisia write them.
        None if number.digits && word == "د" && closed(tokens, next + 1) => ("dinar", next + 1),
        None if number.digits && word == "م" => {
            let stop = usize::from(tokens.text(next + 1) == "." && tokens.glued(next + 2));
            let end = next + 2 + stop;
            if tokens.text(end - 1) != "د" || !closed(tokens, end) {
                return None;
            }
            let id = format!("money:dinar-{}", amount.plain(1_000_000));
            return Some(candidate(at, end, amount, EntityKind::Money, id));
        }
        None => return None,
    };
    let adjective = tokens.text(end).trim_end_matches('ا');
    if let Some((.., national)) = NATIONAL.iter().find(|(of, nation, _)| *of == code && *nation == adjective)
    {
        code = national;
        end += 1;
    }
    if code == "jpy" && !number.digits && number.milli < 100_000 {
        return None;
    }
    money(code, end)
}

/// `100 مليون د.ت`: an abbreviation of two letters, and no third (`د.ب.أ` is an agency).
fn dotted(tokens: &Tokens, at: usize) -> Option<(&'static str, usize)> {
    let (first, second) = (tokens.text(at), tokens.text(at + 2));
    let whole = tokens.text(at + 1) == "." && tokens.glued(at + 1) && tokens.glued(at + 2);
    (whole && closed(tokens, at + 3)).then_some(())?;
    DOTTED.iter().find(|(a, b, _)| (*a, *b) == (first, second)).map(|(.., code)| (*code, at + 3))
}

/// Whether nothing is glued to the end of the token before (`د.`, `د/كغ`, but no `د.ب.ا`).
fn closed(tokens: &Tokens, at: usize) -> bool {
    tokens.text(at) == "/"
        || !(tokens.glued(at) && tokens.glued(at + 1) && tokens.shape(at + 1) == Shape::Word)
}

fn quantity(tokens: &Tokens, at: usize, amount: &Amount) -> Option<Candidate> {
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
    let id = format!("qty:{}-{unit}{suffix}{rate}", amount.plain(1));
    Some(candidate(at, end, amount, EntityKind::Quantity, id))
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
