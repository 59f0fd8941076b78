//! MONEY: an amount and its currency, in words, by its sign or by its code (ISO 4217).
//!
//! *Invariant:* ids are `money:<currency>-<value>`; small coins are parts of a currency where it is sure which
//! (`15 سنتا أمريكيا` is 0.15 of a dollar), else they have their own name, as a dinar of nobody does.

use crate::model::EntityKind;

use super::candidate::Candidate;
use super::clitic;
use super::measure::{Amount, look, minus};
use super::number;
use super::token::{Shape, Tokens};
use super::units::{CURRENCIES, DOLLARS, DOTTED, MINOR, SIGNS, national};

/// How far from a cent the dollar or the euro stands that it is of, in tokens.
const NEAR: usize = 30;

/// The money of an amount that its currency follows.
pub(super) fn at(tokens: &Tokens, amount: &Amount) -> Option<Candidate> {
    let (next, number) = (amount.next, &amount.first);
    let money = |code: &str, end, parts| {
        let id = format!("money:{code}-{}", amount.plain(1, parts));
        Some(amount.candidate(end, EntityKind::Money, id))
    };
    if let Some((code, end)) = sign(tokens, next).or_else(|| code(tokens, next)) {
        return money(code, end, 1);
    }
    let word = tokens.text(next);
    let known = look(&CURRENCIES, word).map(|code| (code, next + 1));
    let (code, end) = match known.or_else(|| dotted(tokens, next)) {
        Some(currency) => currency,
        // `7,1 د`, `700 م د`, `996 م.د`: dinars and millions of dinars, as economists in Tunisia write them.
        None if number.digits && word == "د" && closed(tokens, next + 1) => ("dinar", next + 1),
        None if number.digits && word == "م" => {
            let stop = usize::from(tokens.text(next + 1) == "." && tokens.glued(next + 2));
            let end = next + 2 + stop;
            if tokens.text(end - 1) != "د" || !closed(tokens, end) {
                return None;
            }
            let id = format!("money:dinar-{}", amount.plain(1_000_000, 1));
            return Some(amount.candidate(end, EntityKind::Money, id));
        }
        None => return None,
    };
    if code == "jpy" && !number.digits && number.milli < 100_000 {
        return None;
    }
    if let Some((whole, parts, end)) = coin(tokens, code, end) {
        return money(whole, end, parts);
    }
    let (national, end) = nationality(tokens, end, code).unwrap_or((code, end));
    if let Some((more, end)) = change(tokens, code, end)
        && let Some(sum) = amount.and(more)
    {
        return Some(amount.candidate(end, EntityKind::Money, format!("money:{national}-{sum}")));
    }
    money(national, end, 1)
}

/// `$5 مليارات`, `€200`, `-$3`, `US$ 5`, `USD 50`.
pub(super) fn leading(tokens: &Tokens, at: usize) -> Option<Candidate> {
    let prefixed = tokens.glued(at + 1) && tokens.shape(at + 1) == Shape::Sign;
    let (code, next) = sign(tokens, at)
        .filter(|_| prefixed || tokens.shape(at) == Shape::Sign)
        .or_else(|| code(tokens, at))?;
    if tokens.shape(next) != Shape::Number {
        return None;
    }
    let number = number::at(tokens, next)?;
    let end = next + number.len;
    // `£3.5bn`.
    let times = match tokens.text(end) {
        _ if !tokens.glued(end) => 1,
        "m" | "mn" => 1_000_000,
        "bn" | "b" => 1_000_000_000,
        "tn" => 1_000_000_000_000,
        _ => 1,
    };
    let end = end + usize::from(times > 1);
    let (start, below) = minus(tokens, at).map_or((at, ""), |(start, _)| (start, "-"));
    let id = format!("money:{code}-{below}{}", number::plain(number.milli.saturating_mul(times)));
    Some(Candidate::new(start, 0, end, EntityKind::Money, id, String::new(), 95))
}

/// The currency of a sign, `$` or `US$`, and the token after it.
pub(super) fn sign(tokens: &Tokens, at: usize) -> Option<(&'static str, usize)> {
    let whose =
        || look(&DOLLARS, tokens.text(at)).filter(|_| tokens.text(at + 1) == "$" && tokens.glued(at + 1));
    look(&SIGNS, tokens.text(at)).map(|code| (code, at + 1)).or_else(|| Some((whose()?, at + 2)))
}

/// The currency of a code in capitals, and the token after it: `100 USD`, `15 DT`.
pub(super) fn code(tokens: &Tokens, at: usize) -> Option<(&'static str, usize)> {
    let word = tokens.text(at);
    let capital = |at| tokens.original(tokens.origin(at, 0, at)).bytes().all(|b| b.is_ascii_uppercase());
    if !matches!(word.len(), 2 | 3) || !word.is_ascii() || !capital(at) {
        return None;
    }
    let of_words = CURRENCIES.iter().map(|(_, code)| *code);
    let mut known = of_words.chain(national().map(|(code, ..)| code));
    let code = if word == "dt" { Some("tnd") } else { known.find(|code| *code == word) };
    Some((code?, at + 1))
}

/// The currency of a nation, and the token after the nation's adjective: `دولارات أسترالية`, `وون كوري جنوبي`.
fn nationality(tokens: &Tokens, at: usize, of: &str) -> Option<(&'static str, usize)> {
    let row = |nation: &str| national().find(|row| (row.1, row.2) == (of, nation)).map(|row| row.0);
    let one = masculine(tokens.text(at));
    let two = format!("{one} {}", masculine(tokens.text(at + 1)));
    row(&two).map(|code| (code, at + 2)).or_else(|| Some((row(one)?, at + 1)))
}

/// An adjective of a nation as one man has it: `أسترالية`, `أستراليا`, `أستراليان`, `أستراليتين`.
fn masculine(word: &str) -> &str {
    let endings = ["تين", "تان", "ين", "ان", "ه", "ا"];
    let mut stems = endings.iter().filter_map(|ending| word.strip_suffix(ending));
    stems.find(|stem| stem.ends_with('ي')).unwrap_or(word)
}

/// The currency that small coins are of, how many make one, and the token after what tells it: a nationality, or
/// of a cent the dollar or the euro that the line speaks of.
fn coin(tokens: &Tokens, code: &str, at: usize) -> Option<(&'static str, u128, usize)> {
    let wholes = MINOR.iter().filter(|(minor, ..)| *minor == code);
    for (_, whole, parts) in wholes.clone() {
        if let Some((national, end)) = nationality(tokens, at, whole) {
            return Some((national, *parts, end));
        }
        if code == "cent" && look(&CURRENCIES, tokens.text(at)) == Some(whole) {
            return Some((whole, *parts, at + 1));
        }
    }
    let said = |at: usize| {
        let word = clitic::bare(tokens.text(at));
        look(&CURRENCIES, word).or_else(|| look(&SIGNS, word))
    };
    let on = |at: &usize| tokens.shape(*at) != Shape::Break;
    let before = (at.saturating_sub(NEAR)..at).rev().take_while(on);
    let after = (at..at + NEAR).take_while(on);
    let mut near = before.chain(after).filter_map(said).filter(|code| matches!(*code, "usd" | "eur"));
    let first = near.next().filter(|_| code == "cent")?;
    near.all(|other| other == first).then_some((first, 100, at))
}

/// The small coins that follow a currency, in thousandths of it, and the token after them: `3 دولارات و15 سنتا`.
fn change(tokens: &Tokens, of: &str, at: usize) -> Option<(u128, usize)> {
    let apart = usize::from(tokens.text(at) == "و");
    let coins = number::at(tokens, at + apart)?;
    let end = at + apart + coins.len;
    let minor = look(&CURRENCIES, tokens.text(end))?;
    let (.., parts) = MINOR.iter().find(|row| (row.0, row.1) == (minor, of))?;
    let joined = apart == 1 || coins.skip == 'و'.len_utf8() && tokens.text(at).starts_with('و');
    (joined && coins.milli < parts * 1000).then_some((coins.milli / parts, end + 1))
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
