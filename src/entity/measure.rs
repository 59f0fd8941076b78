//! MONEY, PCT and QTY: a number and a currency, a percent sign or a unit of measure.
//!
//! Counts of things and durations are no quantities. *Invariant:* ids are `money:<currency>-<value>`,
//! `pct:<value>` and `qty:<value>-<unit>`, with values in plain decimals.

use crate::model::EntityKind;

use super::candidate::Candidate;
use super::clitic;
use super::number::{self, Number};
use super::token::{Shape, Tokens};

/// Currency words (folded) and their codes; where a nationality decides, the word's own name.
const CURRENCIES: [(&str, &str); 57] = [
    ("دولار", "usd"),
    ("دولارا", "usd"),
    ("دولارات", "usd"),
    ("سنت", "us-cent"),
    ("سنتا", "us-cent"),
    ("سنتات", "us-cent"),
    ("يورو", "eur"),
    ("اورو", "eur"),
    ("دينار", "dinar"),
    ("دينارا", "dinar"),
    ("دنانير", "dinar"),
    ("دينارات", "dinar"),
    ("فلس", "fils"),
    ("فلسا", "fils"),
    ("درهم", "dirham"),
    ("درهما", "dirham"),
    ("دراهم", "dirham"),
    ("ريال", "riyal"),
    ("ريالا", "riyal"),
    ("ريالات", "riyal"),
    ("جنيه", "pound"),
    ("جنيها", "pound"),
    ("جنيهات", "pound"),
    ("استرليني", "gbp"),
    ("ليره", "lira"),
    ("ليرات", "lira"),
    ("يوان", "cny"),
    ("يوانا", "cny"),
    ("ين", "jpy"),
    ("روبل", "rub"),
    ("روبلا", "rub"),
    ("روبيه", "rupee"),
    ("فرنك", "franc"),
    ("فرنكا", "franc"),
    ("فرانك", "franc"),
    ("وون", "krw"),
    ("شيكل", "ils"),
    ("شيكلا", "ils"),
    ("كرونه", "krone"),
    ("بيزو", "peso"),
    ("بيتكوين", "btc"),
    ("مليما", "millime"),
    ("مليمات", "millime"),
    ("شواكل", "ils"),
    ("شيقل", "ils"),
    ("روبلات", "rub"),
    ("تومان", "toman"),
    ("قرشا", "piastre"),
    ("مليم", "millime"),
    ("دج", "dzd"),
    ("شكيل", "ils"),
    ("شيقلا", "ils"),
    ("ليرا", "lira"),
    ("كرونا", "krone"),
    ("روبيات", "rupee"),
    ("يوانات", "cny"),
    ("راند", "zar"),
];

/// Currency and nationality together.
const NATIONAL: [(&str, &str, &str); 36] = [
    ("usd", "اميركي", "usd"),
    ("usd", "امريكي", "usd"),
    ("usd", "كندي", "cad"),
    ("usd", "استرالي", "aud"),
    ("usd", "نيوزيلندي", "nzd"),
    ("usd", "سنغافوري", "sgd"),
    ("dinar", "تونسي", "tnd"),
    ("dinar", "جزايري", "dzd"),
    ("dinar", "ليبي", "lyd"),
    ("dinar", "عراقي", "iqd"),
    ("dinar", "اردني", "jod"),
    ("dinar", "كويتي", "kwd"),
    ("dinar", "بحريني", "bhd"),
    ("dirham", "مغربي", "mad"),
    ("dirham", "اماراتي", "aed"),
    ("riyal", "سعودي", "sar"),
    ("riyal", "قطري", "qar"),
    ("riyal", "عماني", "omr"),
    ("riyal", "يمني", "yer"),
    ("riyal", "ايراني", "irr"),
    ("riyal", "برازيلي", "brl"),
    ("pound", "مصري", "egp"),
    ("pound", "سوداني", "sdg"),
    ("pound", "استرليني", "gbp"),
    ("pound", "اسكتلندي", "gbp"),
    ("lira", "تركي", "try"),
    ("lira", "تركيه", "try"),
    ("lira", "سوريه", "syp"),
    ("lira", "لبنانيه", "lbp"),
    ("rupee", "هنديه", "inr"),
    ("rupee", "باكستانيه", "pkr"),
    ("franc", "سويسري", "chf"),
    ("franc", "افريقي", "xof"),
    ("peso", "مكسيكي", "mxn"),
    ("peso", "ارجنتيني", "ars"),
    ("cny", "صيني", "cny"),
];

/// Units of measure (folded) and their names in ids.
const UNITS: [(&str, &str); 94] = [
    ("كيلومتر", "km"),
    ("كيلومترا", "km"),
    ("كيلومترات", "km"),
    ("كلم", "km"),
    ("كم", "km"),
    ("متر", "m"),
    ("مترا", "m"),
    ("امتار", "m"),
    ("سنتيمتر", "cm"),
    ("سنتيمترا", "cm"),
    ("سنتيمترات", "cm"),
    ("صم", "cm"),
    ("سم", "cm"),
    ("مليمتر", "mm"),
    ("ملم", "mm"),
    ("مم", "mm"),
    ("ميل", "mile"),
    ("ميلا", "mile"),
    ("اميال", "mile"),
    ("قدم", "foot"),
    ("قدما", "foot"),
    ("بوصه", "inch"),
    ("هكتار", "hectare"),
    ("هكتارا", "hectare"),
    ("هكتارات", "hectare"),
    ("فدان", "feddan"),
    ("طن", "tonne"),
    ("طنا", "tonne"),
    ("اطنان", "tonne"),
    ("قنطار", "quintal"),
    ("قنطارا", "quintal"),
    ("كيلوغرام", "kg"),
    ("كيلوغراما", "kg"),
    ("كيلوغرامات", "kg"),
    ("كيلوجرام", "kg"),
    ("كغ", "kg"),
    ("كلغ", "kg"),
    ("كغم", "kg"),
    ("كيلو", "kg"),
    ("غرام", "g"),
    ("غراما", "g"),
    ("جرام", "g"),
    ("لتر", "litre"),
    ("لترا", "litre"),
    ("برميل", "barrel"),
    ("برميلا", "barrel"),
    ("براميل", "barrel"),
    ("ميغاواط", "megawatt"),
    ("ميجاوات", "megawatt"),
    ("غيغاواط", "gigawatt"),
    ("كيلوواط", "kilowatt"),
    ("ميغاوات", "megawatt"),
    ("ميجاواط", "megawatt"),
    ("غيغاوات", "gigawatt"),
    ("جيجاواط", "gigawatt"),
    ("كيلووات", "kilowatt"),
    ("كيلومترين", "km"),
    ("مترين", "m"),
    ("دونم", "dunam"),
    ("دونما", "dunam"),
    ("يارده", "yard"),
    ("لترات", "litre"),
    ("غرامات", "g"),
    ("جراما", "g"),
    ("كيلوجراما", "kg"),
    ("اوقيه", "ounce"),
    ("سنتيميتر", "cm"),
    ("سنتيميترا", "cm"),
    ("ميليمتر", "mm"),
    ("مليمترا", "mm"),
    ("ميكرون", "micron"),
    ("درجه", "degree"),
    ("درجات", "degree"),
    ("غيغابايت", "gigabyte"),
    ("جيجابايت", "gigabyte"),
    ("ميغابايت", "megabyte"),
    ("ميجابايت", "megabyte"),
    ("تيرابايت", "terabyte"),
    ("ميغابيكسل", "megapixel"),
    ("ميجابكسل", "megapixel"),
    ("قيراط", "carat"),
    ("عقده", "knot"),
    ("فولت", "volt"),
    ("قناطير", "quintal"),
    ("هك", "hectare"),
    ("اقدام", "foot"),
    ("رطل", "pound"),
    ("رطلا", "pound"),
    ("ليتر", "litre"),
    ("ليترا", "litre"),
    ("سنتمتر", "cm"),
    ("سنتمترا", "cm"),
    ("تيراواط", "terawatt"),
    ("ميغاطن", "megaton"),
];

fn look<'a>(table: &[(&str, &'a str)], word: &str) -> Option<&'a str> {
    table.iter().find(|(name, _)| *name == word).map(|(_, code)| *code)
}

/// Tokens that numbers sharing one unit may cover.
const SHARING: usize = 9;

/// The amount that starts at a token.
pub(super) fn at(tokens: &Tokens, at: usize) -> Option<Candidate> {
    if let Some(amount) = leading_sign(tokens, at) {
        return Some(amount);
    }
    let mut number = number::at(tokens, at)?;
    // `عام 2007 و58.45 بالمائة`: a year shares no unit.
    let year =
        clitic::readings(tokens.before(at)).any(|r| matches!(r.stem.as_ref(), "عام" | "سنه" | "العام"));
    let mut next = at + number.len;
    // `50 و70 دينارا`, `30 إلى 50 مترا`: numbers that share their unit are one amount, the last one's.
    while number.digits
        && !year
        && matches!(tokens.text(next), "و" | "-" | "–" | "الي" | "او")
        && tokens.shape(next + 1) == Shape::Number
        && next < at + SHARING
        && let Some(last) = number::at(tokens, next + 1)
    {
        number.milli = last.milli;
        next += 1 + last.len;
    }
    percent(tokens, at, &number, next)
        .or_else(|| money(tokens, at, &number, next))
        .or_else(|| quantity(tokens, at, &number, next))
}

fn candidate(at: usize, end: usize, number: &Number, kind: EntityKind, id: String) -> Candidate {
    Candidate::new(at, number.skip, end, kind, id, String::new(), 95)
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

fn percent(tokens: &Tokens, at: usize, number: &Number, next: usize) -> Option<Candidate> {
    let len = match tokens.text(next) {
        "%" | "٪" | "بالمايه" | "بالميه" | "بالمه" | "بالماه" => 1,
        "في" if matches!(tokens.text(next + 1), "المايه" | "الميه" | "الماه" | "المه") => {
            2
        }
        _ => return None,
    };
    let id = format!("pct:{}", number::plain(number.milli));
    Some(candidate(at, next + len, number, EntityKind::Percent, id))
}

fn money(tokens: &Tokens, at: usize, number: &Number, next: usize) -> Option<Candidate> {
    let word = tokens.text(next);
    if let Some(code) = sign(word) {
        let id = format!("money:{code}-{}", number::plain(number.milli));
        return Some(candidate(at, next + 1, number, EntityKind::Money, id));
    }
    let (mut code, mut end) = match look(&CURRENCIES, word) {
        Some(code) => (code, next + 1),
        // `7,1 د`, `700 م د`, `996 م.د`: dinars and millions of dinars, as economists in Tunisia write them.
        None if number.digits && word == "د" && closed(tokens, next + 1) => ("dinar", next + 1),
        None if number.digits && word == "م" => {
            let stop = usize::from(tokens.text(next + 1) == "." && tokens.glued(next + 2));
            let end = next + 2 + stop;
            if tokens.text(end - 1) != "د" || !closed(tokens, end) {
                return None;
            }
            let id = format!("money:dinar-{}", number::plain(number.milli.saturating_mul(1_000_000)));
            return Some(candidate(at, end, number, EntityKind::Money, id));
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
    let id = format!("money:{code}-{}", number::plain(number.milli));
    Some(candidate(at, end, number, EntityKind::Money, id))
}

/// Whether nothing is glued to the end of the token before (`د.`, `د/كغ`, but no `د.ب.ا`).
fn closed(tokens: &Tokens, at: usize) -> bool {
    tokens.text(at) == "/"
        || !(tokens.glued(at) && tokens.glued(at + 1) && tokens.shape(at + 1) == Shape::Word)
}

fn quantity(tokens: &Tokens, at: usize, number: &Number, next: usize) -> Option<Candidate> {
    let unit = look(&UNITS, tokens.text(next))?;
    let (end, suffix) = match tokens.text(next + 1) {
        "مكعب" | "مكعبا" | "مكعبه" => (next + 2, "3"),
        "مربع" | "مربعا" | "مربعه" => (next + 2, "2"),
        "بحري" | "بحريه" | "بحريا" if unit == "mile" => (next + 2, "-nautical"),
        "ميويه" | "فهرنهايت" | "سلسيوس" if unit == "degree" => (next + 2, ""),
        _ => (next + 1, ""),
    };
    let id = format!("qty:{}-{unit}{suffix}", number::plain(number.milli));
    Some(candidate(at, end, number, EntityKind::Quantity, id))
}
