//! Numbers as they are written in news: which characters make one number, and which of them read left to
//! right on their own.
//!
//! A number is a chain of digits with what joins them (`3-4-3`, `2017-03-02`, `1,250.50`), a phone number, a
//! score or thousands set apart by blanks. Dates, formations, scores, phone numbers and spaced thousands
//! read left to right; a range (`10-15`, also of dates) runs with the Arabic, and so does whatever else
//! UAX #9 orders well. It knows nothing of letters but those of "result".
//! Digits of every script count alike: a text is looked through with Western ones.
//!
//! *Invariant:* a number is whole: no digit stands directly before or behind it.
//! *Invariant:* linear time; only a chain may be longer than `MAX_NUMBER`, and such a one is not kept.

use std::borrow::Cow;

use super::digits;
use super::phones::phone_len;

/// Bytes of the longest number kept.
pub(super) const MAX_NUMBER: usize = 40;
/// More points than a side of a match makes.
const MAX_POINTS: u16 = 200;

/// The number that begins a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Bytes.
    pub(super) len: usize,
    /// Whether it reads left to right whatever it stands among.
    pub(super) kept: bool,
}

/// A text with its Arabic-Indic and Persian digits as Western ones, and the way between the two.
pub(super) struct Western<'a> {
    text: Cow<'a, str>,
    /// Where a digit of two bytes stood, in the text and in this copy, where it has one.
    native: Vec<(usize, usize)>,
}

impl<'a> Western<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut native = Vec::new();
        for (at, _) in text.char_indices().filter(|(_, c)| western(*c).is_some()) {
            native.push((at, at - native.len()));
        }
        let copy = || text.chars().map(|c| western(c).unwrap_or(c)).collect();
        let text = if native.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(copy()) };
        Self { text, native }
    }

    /// The number that begins at a byte of the text, if one does; its length is that in the text.
    pub(super) fn number_at(&self, at: usize) -> Option<Number> {
        let here = at - self.native.partition_point(|(there, _)| *there < at);
        let found = number(&self.text[here..], &self.text[..here])?;
        let end = here + found.len;
        Some(Number { len: end + self.native.partition_point(|(_, here)| *here < end) - at, ..found })
    }
}

/// The Western digit for an Arabic-Indic or Persian one.
fn western(c: char) -> Option<char> {
    digits::value(c).filter(|_| !c.is_ascii()).map(|value| char::from(b'0' + value))
}

/// The number that begins `rest`, if one does; `before` is what stands before it.
pub(super) fn number(rest: &str, before: &str) -> Option<Number> {
    if !rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')) {
        return None;
    }
    let whole = dates_len(rest)
        .or_else(|| phone_len(rest, before))
        .or_else(|| thousands_len(rest))
        .or_else(|| spaced_score_len(rest, before));
    if let Some(len) = whole {
        return Some(Number { len, kept: true });
    }
    let len = chain_len(rest);
    let kept = len <= MAX_NUMBER && is_chain_to_keep(&rest[..len], before, &rest[len..]);
    (len > 0).then_some(Number { len, kept })
}

pub(super) fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Digits, and all further ones that a single sign joins to them.
pub(super) fn chain_len(rest: &str) -> usize {
    let first = digits(rest);
    if first == 0 { 0 } else { first + links_len(&rest[first..]) }
}

/// What single signs join to the digits before.
pub(super) fn links_len(behind: &str) -> usize {
    let mut len = 0;
    while let Some(link) = link_len(&behind[len..]) {
        len += link;
    }
    len
}

/// A sign with the digits that it joins to those before.
fn link_len(behind: &str) -> Option<usize> {
    let sign = behind.chars().next()?;
    let is_sign = matches!(sign, '-' | '–' | '/' | ':' | '.' | ',' | '+' | '×');
    let more = if is_sign { digits(&behind[sign.len_utf8()..]) } else { 0 };
    (more > 0).then(|| sign.len_utf8() + more)
}

/// A date with hyphens, or two with a slash between (ISO 8601: an interval). Of two with a dash between each is
/// one: such a range runs with the Arabic.
fn dates_len(rest: &str) -> Option<usize> {
    let first = date_len(rest)?;
    let second = rest[first..].strip_prefix('/').and_then(date_len);
    let len = second.map_or(first, |second| first + 1 + second);
    let is_range = rest[len..].strip_prefix('–').is_some_and(|tail| date_len(tail).is_some());
    (is_range || link_len(&rest[len..]).is_none()).then_some(len)
}

fn date_len(rest: &str) -> Option<usize> {
    let sign = rest[digits(rest)..].chars().next().filter(|c| matches!(c, '-' | '–'))?;
    let mut parts = rest.splitn(3, sign);
    let (first, middle, last) = (parts.next()?, parts.next()?, parts.next()?);
    let last = &last[..digits(last)];
    let is_date = is_date(first, middle, last) || is_date(last, middle, first);
    is_date.then(|| first.len() + middle.len() + last.len() + 2 * sign.len_utf8())
}

/// Formations, scores, and what `+` or `×` joins. A chain that goes on behind a blank (`15-03- 1985`)
/// is none.
fn is_chain_to_keep(chain: &str, before: &str, behind: &str) -> bool {
    if behind.starts_with(['-', '–']) || before.ends_with(['-', '–']) {
        return false;
    }
    if chain.contains(['+', '×']) {
        return true;
    }
    // Scores side by side: `7-5/7-6`.
    let mut sides = chain.split('/').map(|side| side.split(['-', '–']).collect::<Vec<&str>>());
    if chain.contains('/') {
        return sides.all(|side| matches!(side[..], [ours, theirs] if is_score(ours, theirs, before)));
    }
    let parts = sides.next().unwrap_or_default();
    if !parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit())) {
        return false;
    }
    match parts[..] {
        [ours, theirs] => is_score(ours, theirs, before) && percent_len(behind).is_none(),
        [_, _, _, ..] => parts.iter().all(|part| part.len() == 1),
        _ => false,
    }
}

/// A day, a month and a year of four digits, or of two where all have two.
fn is_date(day: &str, month: &str, year: &str) -> bool {
    let within = |part: &str, most: u8| {
        part.len() <= 2 && digits(part) == part.len() && part.parse().is_ok_and(|n| (1..=most).contains(&n))
    };
    let short = [day, month, year].iter().all(|part| part.len() == 2);
    (year.len() == 4 || short) && within(day, 31) && within(month, 12)
}

/// `2-1` is a score, `10-15` a range that runs with the Arabic, unless "result" stands before it. Of three
/// digits it is one where the sides are near each other, as in basketball, and not both round (`150-100`).
fn is_score(ours: &str, theirs: &str, before: &str) -> bool {
    let points = |digits: &str| -> Option<u16> {
        let plain = matches!(digits.len(), 1..=3) && (digits == "0" || !digits.starts_with('0'));
        digits.parse().ok().filter(|points| plain && *points < MAX_POINTS)
    };
    let (Some(ours), Some(theirs)) = (points(ours), points(theirs)) else { return false };
    let high = ours.max(theirs) >= 100;
    let near = ours <= 2 * theirs && theirs <= 2 * ours;
    if before.trim_end().ends_with("نتيجة") {
        return !high || near;
    }
    if high {
        return ours >= theirs && near && (ours % 10, theirs % 10) != (0, 0);
    }
    ours >= theirs || theirs < 10
}

/// A percent sign behind a number, also one blank away.
pub(super) fn percent_len(behind: &str) -> Option<usize> {
    let blank = usize::from(behind.starts_with(' '));
    let sign = behind[blank..].chars().next().filter(|c| matches!(c, '%' | '٪' | '‰'))?;
    Some(blank + sign.len_utf8())
}

/// A score with a blank at both sides of its sign: `3 - 6`.
fn spaced_score_len(rest: &str, before: &str) -> Option<usize> {
    let ours = digits(rest);
    let sign = [" - ", " – "].into_iter().find(|sign| rest[ours..].starts_with(sign))?;
    let theirs_at = ours + sign.len();
    let end = theirs_at + digits(&rest[theirs_at..]);
    // One of a row of numbers, or a measure: `1 - 2 - 3`, `3 - 6.5`, `3 - 6%`.
    let behind = &rest[end..];
    let goes_on = behind.trim_start_matches(' ').starts_with(['-', '–', '/', '%', '٪'])
        || behind.starts_with(|c: char| c.is_alphanumeric())
        || behind.strip_prefix(['.', ',', ':']).is_some_and(|tail| digits(tail) > 0);
    let row = before.trim_end().ends_with(['-', '–', '/']);
    (!goes_on && !row && is_score(&rest[..ours], &rest[theirs_at..end], before)).then_some(end)
}

/// Thousands set apart by blanks: one to three digits, then three and three.
fn thousands_len(rest: &str) -> Option<usize> {
    let mut end = digits(rest);
    if !(1..=3).contains(&end) || rest.starts_with('0') {
        return None;
    }
    let first = end;
    while end < MAX_NUMBER && rest[end..].starts_with(' ') && digits(&rest[end + 1..]) == 3 {
        end += 4;
    }
    let behind = &rest[end..];
    // One of a row of numbers, unless it is a range of such: `10 000-15 000`.
    let row = behind.strip_prefix([' ', '-', '–', '/']).is_some_and(|tail| {
        let next = digits(tail);
        let thousands = tail[next..].strip_prefix(' ').is_some_and(|tail| digits(tail) == 3);
        next > 0 && (behind.starts_with(' ') || next > 3 || !thousands)
    });
    if end == first || row {
        return None;
    }
    let decimals = behind.strip_prefix([',', '.']).map_or(0, digits);
    Some(if decimals > 0 { end + 1 + decimals } else { end })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// What is kept, first thing in the text.
    pub(in crate::text) fn kept(text: &str) -> &str {
        number(text, "").filter(|number| number.kept).map_or("", |number| &text[..number.len])
    }

    #[test]
    fn a_chain_is_kept_as_a_whole_or_not_at_all() {
        for text in [
            "3-4-3",
            "4-2-3-1",
            "2-1",
            "2-3-2017",
            "09-07-1985",
            "2017-03-02",
            "2024-12-31/2025-01-02",
            "31-12-2024/02-01-2025",
            "12-05-17",
            "102-98",
            "102 - 98",
            "90+3",
            "960×540",
            "7-5/7-6",
        ] {
            assert_eq!(kept(text), text);
            assert_eq!(kept(&format!("{text} شخصا")), text);
        }
        for text in [
            "10-15",
            "2016-2017",
            "1990-1995-2000",
            "98-102",
            "150-100",
            "199-90",
            "777-200",
            "15-03- 1985",
            "2-3%",
            "3-4-",
            "2/3/2017",
            "2016/17-2017/18",
            "12/5-15/5",
            "3.5",
        ] {
            assert_eq!(kept(text), "", "{text}");
        }
        assert_eq!(kept(&"1-".repeat(10_000)), "");
        assert_eq!(kept(&format!("{}1", "1-".repeat(10_000))), "");
    }

    #[test]
    fn a_range_of_dates_is_two() {
        for text in ["2024-12-31–2025-01-02", "31-12-2024–02-01-2025", "01-02-2024–03-04-2025"] {
            let (first, second) = text.split_once('–').unwrap();
            assert_eq!(kept(text), first);
            assert!(number(second, &format!("{first}–")).is_some_and(|number| number.kept), "{text}");
        }
    }

    #[test]
    fn thousands_are_one_number_and_neighbours_two() {
        assert_eq!(kept("10 000-15 000"), "10 000");
        for text in ["321 666", "1 000", "12 345 678", "1 250,50"] {
            assert_eq!(kept(&format!("{text} شخصا")), text);
        }
        for text in [
            "2016 15 شخصا",
            "12 2016",
            "2016 150",
            "0 100",
            "5 100 2000",
            "+( 70.101.300) 216",
            "(15) شخصا",
            "(2016) 15 شخصا",
        ] {
            assert_eq!(kept(text), "", "{text}");
        }
    }
}
