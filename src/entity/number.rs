//! Numbers, in digits and in words, as far as amounts need them.
//!
//! *Invariant:* a value is exact to the thousandth and never negative; what overflows is no number.
//! *Invariant:* what is added to a scale is smaller than it (`مليون و200 ألف`): sums are short, so is the time.

use super::clitic;
use super::token::{Shape, Tokens};

/// A number in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Tokens it covers.
    pub len: usize,
    /// Folded bytes of proclitics before it (`بثلاثين`).
    pub skip: usize,
    /// Its value, in thousandths.
    pub milli: u128,
    /// The power of ten that its scale word says, or 1.
    pub factor: u128,
    /// Whether its first token is written in digits.
    pub digits: bool,
}

/// Tokens that a number below a thousand has after its first: `مئة وخمسة وعشرين`.
const COMPOUND: usize = 2;

const UNITS: [(&str, u128); 63] = [
    ("واحد", 1),
    ("واحده", 1),
    ("اثنان", 2),
    ("اثنين", 2),
    ("ثلاث", 3),
    ("ثلاثه", 3),
    ("اربع", 4),
    ("اربعه", 4),
    ("خمس", 5),
    ("خمسه", 5),
    ("ست", 6),
    ("سته", 6),
    ("سبع", 7),
    ("سبعه", 7),
    ("ثمان", 8),
    ("ثماني", 8),
    ("ثمانيه", 8),
    ("تسع", 9),
    ("تسعه", 9),
    ("عشر", 10),
    ("عشره", 10),
    ("عشرون", 20),
    ("عشرين", 20),
    ("ثلاثون", 30),
    ("ثلاثين", 30),
    ("اربعون", 40),
    ("اربعين", 40),
    ("خمسون", 50),
    ("خمسين", 50),
    ("ستون", 60),
    ("ستين", 60),
    ("سبعون", 70),
    ("سبعين", 70),
    ("ثمانون", 80),
    ("ثمانين", 80),
    ("تسعون", 90),
    ("تسعين", 90),
    ("مايه", 100),
    ("ميه", 100),
    ("مئه", 100),
    ("ماه", 100),
    ("مايتان", 200),
    ("مايتين", 200),
    ("ميتان", 200),
    ("ميتا", 200),
    ("مايتا", 200),
    ("ميتين", 200),
    ("ميتي", 200),
    ("مايتي", 200),
    ("ثلاثمايه", 300),
    ("ثلاثميه", 300),
    ("اربعمايه", 400),
    ("اربعميه", 400),
    ("خمسمايه", 500),
    ("خمسميه", 500),
    ("ستمايه", 600),
    ("ستميه", 600),
    ("سبعمايه", 700),
    ("سبعميه", 700),
    ("ثمانمايه", 800),
    ("ثمانميه", 800),
    ("تسعمايه", 900),
    ("تسعميه", 900),
];

/// Scale words: value and whether the word alone is already a number (`مليون دولار`).
fn scale(word: &str) -> Option<u128> {
    Some(match word {
        "الف" | "الاف" | "الفا" => 1_000,
        "الفان" | "الفين" | "الفي" => 2_000,
        "مليون" | "ملايين" | "مليونا" => 1_000_000,
        "مليونان" | "مليونين" | "مليوني" => 2_000_000,
        "مليار" | "مليارات" | "مليارا" | "بليون" | "بلايين" => 1_000_000_000,
        "ملياران" | "مليارين" | "ملياري" => 2_000_000_000,
        "تريليون" | "تريليونات" | "ترليون" | "تريليونا" | "ترليونات" => {
            1_000_000_000_000
        }
        "تريليونان" | "تريليونين" | "تريليوني" => 2_000_000_000_000,
        _ => return None,
    })
}

fn unit(word: &str) -> Option<u128> {
    UNITS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// Digits with `.` or `,` as thousands or decimal signs, in thousandths.
pub(super) fn digits(text: &str) -> Option<u128> {
    let (whole, fraction) = split_decimal(text);
    let mut value = parse(&whole)?.checked_mul(1000)?;
    let fraction: String = fraction.chars().take(3).collect();
    if !fraction.is_empty() {
        value += parse(&fraction)? * 10_u128.pow(3 - fraction.len() as u32);
    }
    (value < 10_u128.pow(24)).then_some(value)
}

/// `1,234,567` and `1.234.567` are whole; `153.1` and `2,5` have decimals; `1,500` is whole. In `9ر2` the
/// fraction stands first in the text.
fn split_decimal(text: &str) -> (String, String) {
    if let Some((fraction, whole)) = text.split_once('ر') {
        return (strip(whole), strip(fraction));
    }
    let plain = text.replace(['٬', '،'], ",").replace('٫', "d");
    if let Some((whole, fraction)) = plain.split_once('d') {
        return (strip(whole), fraction.to_owned());
    }
    let signs = plain.matches(['.', ',']).count();
    let last = plain.rfind(['.', ',']);
    match last {
        Some(at) if signs == 1 => {
            let (whole, fraction) = (&plain[..at], &plain[at + 1..]);
            let grouped =
                fraction.len() == 3 && whole.len() <= 3 && whole != "0" && plain.as_bytes()[at] == b',';
            if grouped { (strip(&plain), String::new()) } else { (strip(whole), fraction.to_owned()) }
        }
        Some(at) if plain.len() - at - 1 != 3 => (strip(&plain[..at]), plain[at + 1..].to_owned()),
        _ => (strip(&plain), String::new()),
    }
}

fn strip(text: &str) -> String {
    text.replace(['.', ','], "")
}

fn parse(text: &str) -> Option<u128> {
    (!text.is_empty() && text.len() <= 20).then(|| text.parse().ok()).flatten()
}

/// The number that starts at a token: `130 مليار`, `5,6`, `ثلاثة ملايين و200 ألف`, `مليونا`, `نصف مليار`.
pub(super) fn at(tokens: &Tokens, at: usize) -> Option<Number> {
    below(tokens, at, u128::MAX).or_else(|| part(tokens, at))
}

/// `نصف دولار`, `ربع في المئة`: a fraction of one.
fn part(tokens: &Tokens, at: usize) -> Option<Number> {
    let (skip, milli) = clitic::readings(tokens.text(at)).find_map(|r| Some((r.skip, fraction(&r.stem)?)))?;
    Some(Number { len: 1, skip, milli, factor: 1, digits: false })
}

/// The number that starts at a token, of scales below `limit`.
fn below(tokens: &Tokens, at: usize, limit: u128) -> Option<Number> {
    if tokens.shape(at) == Shape::Number {
        let (written, value) = figures(tokens, at)?;
        let (len, milli, factor) = scaled(tokens, at + written, value, limit)?;
        return Some(Number { len: len + written, skip: 0, milli, factor, digits: true });
    }
    for reading in clitic::readings(tokens.text(at)) {
        let word = reading.stem.as_ref();
        let number =
            |len, milli, factor| Some(Number { len, skip: reading.skip, milli, factor, digits: false });
        if let Some(value) = scale(word).filter(|value| *value < limit) {
            let (len, milli) = sum(tokens, at + 1, value * 1000, grade(value));
            return number(1 + len, milli, grade(value));
        }
        if let Some(part) = fraction(word)
            && let Some(whole) = scale(indefinite(tokens.text(at + 1))).filter(|whole| *whole < limit)
        {
            return number(2, whole * part, grade(whole));
        }
        if let Some(value) = unit(word) {
            let (words, value) = compound(tokens, at + 1, value);
            let (len, milli, factor) = scaled(tokens, at + 1 + words, value * 1000, limit)?;
            return number(1 + words + len, milli, factor);
        }
    }
    None
}

/// The tokens of a number in digits, and its value: also of one in which a blank stands between the thousands
/// (`1 234 567`) or strayed before the decimal sign (`253 ,6`).
fn figures(tokens: &Tokens, at: usize) -> Option<(usize, u128)> {
    let text = tokens.text(at);
    let plain = |at: usize| tokens.shape(at) == Shape::Number && is_plain(tokens.text(at));
    let groups = thousands(tokens, at);
    if groups > 1 {
        let mut parts: Vec<&str> = (at..at + groups).map(|at| tokens.text(at)).collect();
        // `733 7`: turned round on its way from a language that is written from left to right.
        if parts[groups - 1].len() < 3 {
            parts.reverse();
        }
        return Some((groups, digits(&parts.concat())?));
    }
    let stray = match tokens.text(at + 1) {
        "." | "," | "٫" => !tokens.glued(at + 1) && text.len() <= 3,
        // A comma may part a year from what follows.
        "،" => tokens.glued(at + 1) && text.len() == 4 && !text.starts_with("20") && !text.starts_with("19"),
        _ => false,
    };
    if stray && plain(at) && plain(at + 2) && tokens.glued(at + 2) {
        return Some((3, digits(&format!("{text}٫{}", tokens.text(at + 2)))?));
    }
    Some((1, digits(text)?))
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// How many tokens are one number with blanks between its thousands: three digits each, but for a shorter first
/// one, or a shorter last one where they are turned round.
fn thousands(tokens: &Tokens, at: usize) -> usize {
    let first = tokens.text(at);
    let mut count = 1;
    if first.len() > 3 || !is_plain(first) {
        return count;
    }
    while count < GROUPS && tokens.shape(at + count) == Shape::Number && after_blank(tokens, at + count) {
        let (text, turned) = (tokens.text(at + count), first.len() == 3);
        let whole = text.split(['.', ',', '٫']).next().map_or(0, str::len);
        match whole {
            3 => count += 1,
            1 | 2 if turned && is_plain(text) && !text.starts_with('0') => return count + 1,
            _ => break,
        }
    }
    if first.starts_with('0') { 1 } else { count }
}

/// Groups of thousands that a number has at most.
const GROUPS: usize = 5;

/// Whether one blank and no line end stands before a token.
fn after_blank(tokens: &Tokens, at: usize) -> bool {
    let both = tokens.original(tokens.origin(at - 1, 0, at));
    let mut blanks = both.chars().filter(|c| c.is_whitespace());
    let blank = blanks.next().is_some_and(|c| !matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}'));
    blank && blanks.next().is_none()
}

/// The power of ten of a scale: of `مليونين` a million.
fn grade(scale: u128) -> u128 {
    10_u128.pow(scale.ilog10())
}

/// The thousandths of a fraction in words.
fn fraction(word: &str) -> Option<u128> {
    match word {
        "نصف" => Some(500),
        "ربع" => Some(250),
        _ => None,
    }
}

fn indefinite(word: &str) -> &str {
    word.strip_prefix("ال").filter(|bare| scale(bare).is_some()).unwrap_or(word)
}

/// `… وعشرين`, `… وخمسة وأربعين`: the joined parts of a number in words.
fn compound(tokens: &Tokens, from: usize, first: u128) -> (usize, u128) {
    let (mut len, mut value) = (0, first);
    while len < COMPOUND
        && let Some(part) = tokens.text(from + len).strip_prefix('و').and_then(unit)
    {
        value += part;
        len += 1;
    }
    (len, value)
}

/// Scale words after a number: how many, its value, its power of ten. Nothing where one stands that is not
/// below `limit`.
fn scaled(tokens: &Tokens, from: usize, milli: u128, limit: u128) -> Option<(usize, u128, u128)> {
    let bare = Some((0, milli, 1));
    let Some(times) = scale(tokens.text(from)).filter(|_| tokens.is_word(from)) else { return bare };
    if times >= limit {
        return None;
    }
    let Some(value) = milli.checked_mul(times) else { return bare };
    if scale(tokens.text(from + 1)).is_some_and(|next| next > times) {
        let (len, value, factor) = scaled(tokens, from + 1, value, limit)?;
        return Some((len + 1, value, factor.saturating_mul(times)));
    }
    let (len, value) = sum(tokens, from + 1, value, grade(times));
    Some((len + 1, value, grade(times)))
}

/// What is added to a number of a scale: `… ونصف`, `… و200 ألف`, `… و150`, `… ومئتا`.
fn sum(tokens: &Tokens, from: usize, milli: u128, grade: u128) -> (usize, u128) {
    let joined = tokens.text(from).strip_prefix('و');
    if let Some(part) = joined.and_then(fraction) {
        return (1, milli + grade * part);
    }
    let apart = usize::from(joined == Some(""));
    let digits = tokens.shape(from + 1) == Shape::Number;
    let rest =
        (joined.is_some() && (apart == 0 || digits)).then(|| below(tokens, from + apart, grade)).flatten();
    match rest {
        Some(rest) if rest.milli < grade * 1000 && (apart == 1 || rest.skip == 'و'.len_utf8()) => {
            (apart + rest.len, milli + rest.milli)
        }
        _ => (0, milli),
    }
}

/// The token after a scale that is said again with its fraction: `مليار ونصف المليار`.
pub(super) fn repeated(tokens: &Tokens, next: usize) -> usize {
    let half = tokens.before(next).strip_prefix('و').and_then(fraction).is_some();
    let before = next.checked_sub(2).map_or("", |at| tokens.text(at));
    let said = clitic::readings(before).find_map(|reading| scale(&reading.stem));
    let again = scale(indefinite(tokens.text(next)));
    next + usize::from(half && again.is_some() && said.map(grade) == again)
}

/// A value as it stands in an id: `30`, `153.1`.
pub(super) fn plain(milli: u128) -> String {
    let fraction = format!("{:03}", milli % 1000);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { (milli / 1000).to_string() } else { format!("{}.{fraction}", milli / 1000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<(usize, String)> {
        at(&Tokens::new(text), 0).map(|n| (n.len, plain(n.milli)))
    }

    #[test]
    fn digits_words_and_scales() {
        for (text, len, plain) in [
            ("30", 1, "30"),
            ("153.1", 1, "153.1"),
            ("2,5", 1, "2.5"),
            ("1,500", 1, "1500"),
            ("9ر2", 1, "2.9"),
            ("1.250.000", 1, "1250000"),
            ("130 مليار دولار", 2, "130000000000"),
            ("مليون دولار", 1, "1000000"),
            ("مليوني دينار", 1, "2000000"),
            ("خمسة وعشرين ألف دولار", 3, "25000"),
            ("مليار ونصف مليار", 2, "1500000000"),
            ("3 ملايين و 200 ألف دينار", 5, "3200000"),
            ("مليونين ونصف", 2, "2500000"),
            ("نصف مليار دولار", 2, "500000000"),
            ("ألف ومئتا دولار", 2, "1200"),
            ("ثلاثة ملايين وخمسمائة ألف وعشرون دولارا", 5, "3500020"),
            ("669 ألف و150دينار", 4, "669150"),
            ("20 مليون و30 مليون دينار", 2, "20000000"),
            ("1 234 567 دولارا", 3, "1234567"),
            ("12 500,75 دولارا", 2, "12500.75"),
            ("733 7 مليون دينار", 3, "7733000000"),
            ("253 ,6 مليون دينار", 4, "253600000"),
            ("1497،9 مليون دينار", 4, "1497900000"),
            ("2016 350 دينار", 1, "2016"),
            ("2016،11 دينار", 1, "2016"),
            ("5  300 دينار", 1, "5"),
            ("5\n300 دينار", 1, "5"),
        ] {
            assert_eq!(value(text), Some((len, plain.to_owned())), "{text}");
        }
        assert_eq!(value("دولار"), None);
        assert_eq!(value("99999999999999999999999999"), None);
    }
}
