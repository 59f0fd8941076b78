//! What stands on its own within Arabic text: Latin names, addresses, dates, phone numbers, scores.
//!
//! Laid out as if between LRI and PDI, so that a number or a parenthesis behind a Latin name stays with the
//! Arabic sentence (UAX #9 W7 and N0 would pull it over), and `2024-12-31` or `2-1` reads as written.
//! It gives ranges; it changes no text and knows no levels.
//!
//! *Invariant:* ranges are sorted, disjoint, hold no RTL letter but inside an address, and end before
//! closing punctuation. *Invariant:* linear time.

use std::ops::Range;

use unicode_bidi::BidiClass;

use super::bidi::class;

/// Bytes of the longest number looked at.
const MAX_NUMBER: usize = 40;
/// Bytes of the longest mail address (RFC 5321).
const MAX_MAIL: usize = 254;
/// Bytes that an open bracket in a Latin run may wait for its partner.
const MAX_OPEN: usize = 200;

/// The ranges of a paragraph to be isolated.
pub(super) fn isolates(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        // Most letters are Arabic and begin nothing.
        if at < from || matches!(c, ' ' | '\u{600}'..='\u{6FF}') {
            continue;
        }
        let before = &text[..at];
        if before.chars().next_back().is_some_and(char::is_alphanumeric) {
            continue;
        }
        let len = isolate_len(&text[at..], before, c);
        if len > 0 {
            from = at + len;
            found.push(at..from);
        }
    }
    found
}

/// Bytes of the isolate that begins here, or 0.
fn isolate_len(rest: &str, before: &str, c: char) -> usize {
    if c.is_ascii_digit() || c == '+' {
        let token = token(rest);
        let goes_on = rest[token.len()..].starts_with(['-', '–', '/']);
        if !goes_on && is_number_to_keep(token, before) {
            token.len()
        } else {
            phone_len(rest).max(spaced_score_len(rest, before))
        }
    } else if class(c) == BidiClass::L {
        match address_len(rest) {
            0 => latin_len(rest),
            len => len,
        }
    } else {
        0
    }
}

/// The digits, signs and dots that begin a text, without a closing dot or sign.
fn token(rest: &str) -> &str {
    let rest = head(rest, MAX_NUMBER);
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '–' | '+' | '/' | ':' | '.' | 'T' | 'Z'));
    rest[..end.unwrap_or(rest.len())].trim_end_matches(|c: char| !c.is_ascii_digit() && c != 'Z')
}

/// ISO 8601 dates, phone numbers written with hyphens, scores.
fn is_number_to_keep(token: &str, before: &str) -> bool {
    let parts: Vec<&str> = token.splitn(4, ['-', '–']).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && month.len() == 2 => {
            let day = day.split('T').next().unwrap_or_default();
            day.len() == 2 && [*year, *month, day].iter().all(digits)
        }
        [ours, theirs] if is_score(ours, theirs, before) => true,
        // Nine digits: a date written day first has eight, and runs with the Arabic.
        [first, rest @ ..] if first.starts_with(['0', '+']) => {
            token.bytes().filter(u8::is_ascii_digit).count() >= 9
                && digits(&first.trim_start_matches('+'))
                && rest.iter().all(digits)
        }
        _ => false,
    }
}

/// `2-1` is a score, `10-15` a range that runs with the Arabic, unless "result" stands before it.
fn is_score(ours: &str, theirs: &str, before: &str) -> bool {
    let number = |digits: &str| -> Option<u8> {
        let plain = matches!(digits.len(), 1 | 2) && (digits == "0" || !digits.starts_with('0'));
        digits.parse().ok().filter(|_| plain)
    };
    let (Some(ours), Some(theirs)) = (number(ours), number(theirs)) else { return false };
    ours >= theirs || theirs < 10 || before.trim_end().ends_with("نتيجة")
}

/// A score with a blank at both sides of its sign: `3 - 6`.
fn spaced_score_len(rest: &str, before: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let ours = digits(rest);
    let sign = [" - ", " – "].into_iter().find(|sign| rest[ours..].starts_with(sign));
    let Some(theirs_at) = sign.map(|sign| ours + sign.len()) else { return 0 };
    let end = theirs_at + digits(&rest[theirs_at..]);
    // One of a row of numbers, or a measure: `1 - 2 - 3`, `3 - 6.5`, `3 - 6%`.
    let behind = rest[end..].trim_start_matches(' ');
    let goes_on = behind.starts_with(['-', '–', '/', '%', '٪'])
        || rest[end..].starts_with(|c: char| c.is_alphanumeric())
        || rest[end..].strip_prefix(['.', ',', ':']).is_some_and(|tail| digits(tail) > 0);
    let row = before.trim_end().ends_with(['-', '–', '/']);
    if goes_on || row || !is_score(&rest[..ours], &rest[theirs_at..end], before) { 0 } else { end }
}

/// An international number: `+`, then seven to fifteen digits (E.164) set apart by single blanks,
/// hyphens or brackets.
fn phone_len(rest: &str) -> usize {
    if !rest.starts_with('+') {
        return 0;
    }
    let (mut end, mut count, mut gap) = (0, 0, 0);
    for (at, c) in rest.char_indices().skip(1).take(30) {
        match c {
            '0'..='9' => (end, count, gap) = (at + 1, count + 1, 0),
            ' ' | '-' | '(' | ')' if gap < 2 => gap += 1,
            _ => break,
        }
    }
    if (7..=15).contains(&count) { end } else { 0 }
}

/// A URL, a bare `www.` host or a mail address: to the next blank, without closing punctuation.
fn address_len(rest: &str) -> usize {
    let is_url = ["http://", "https://", "www.", "ftp://"]
        .iter()
        .any(|start| rest.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
    let rest = if is_url { rest } else { head(rest, MAX_MAIL) };
    let address = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
    let address = if is_url { address } else { mail(address).unwrap_or_default() };
    address
        .trim_end_matches([
            '.', ',', ';', ':', '!', '?', ')', ']', '}', '"', '\'', '»', '”', '،', '؛', '؟', '…',
        ])
        .len()
}

/// The ASCII beginning of a word, if it can be a mail address.
fn mail(word: &str) -> Option<&str> {
    let ascii = &word[..word.bytes().position(|b| !b.is_ascii()).unwrap_or(word.len())];
    let (name, host) = ascii.split_once('@')?;
    let named = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._%+-".contains(&b));
    (named && host.contains('.')).then_some(ascii)
}

/// At most `bytes` of a text, on a boundary.
fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A run of Latin words: from its first letter to its last, with the numbers attached to it.
///
/// What lies between two Latin words belongs to it, unless a bracket or quotation mark opens there that does
/// not close within the run. A number behind the last word belongs to it (`Boeing 737`, `COVID-19`) unless
/// it is a percentage.
fn latin_len(rest: &str) -> usize {
    // `end` moves outside brackets only, so an open one takes nothing with it.
    let (mut end, mut depth) = (0, 0_usize);
    let mut number: Option<Range<usize>> = None;
    for (at, c) in rest.char_indices() {
        let next = at + c.len_utf8();
        if depth > 0 && at > end + MAX_OPEN {
            break;
        }
        match class(c) {
            BidiClass::R | BidiClass::AL | BidiClass::AN => break,
            _ if matches!(c, '(' | '[' | '{' | '«' | '“') => {
                if depth == 0 {
                    end = end_with(end, number.take(), rest);
                }
                depth += 1;
            }
            _ if matches!(c, ')' | ']' | '}' | '»' | '”') => match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                None => break,
            },
            _ if depth > 0 => {}
            BidiClass::L => (end, number) = (next, None),
            BidiClass::NSM if end == at => end = next,
            BidiClass::EN => match &mut number {
                Some(digits) if digits.end == at => digits.end = next,
                None => number = Some(at..next),
                Some(_) => break,
            },
            // A percentage or a price is the sentence's.
            BidiClass::ET if number.as_ref().is_some_and(|digits| digits.end == at) => {
                number = None;
                break;
            }
            BidiClass::S => break,
            _ => {
                // `3.5`, `16:9`: the number goes on if a digit follows.
                // `T10:00+03:00`: a time's zone.
                if let Some(digits) = number.as_mut().filter(|digits| digits.end == at)
                    && (matches!(c, '.' | ':' | ',' | '-' | '/')
                        || (c == '+' && rest[..digits.start].ends_with('T')))
                    && rest[next..].starts_with(|c: char| c.is_ascii_digit())
                {
                    digits.end = next;
                }
            }
        }
    }
    end_with(end, number, rest)
}

/// The end of a run, with the number behind it if that is attached or one blank away.
fn end_with(end: usize, number: Option<Range<usize>>, rest: &str) -> usize {
    match number {
        Some(digits) if digits.start <= end + 1 && matches!(&rest[end..digits.start], "" | " " | "-") => {
            digits.end
        }
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        isolates(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn names_end_before_brackets_and_numbers_of_the_sentence() {
        for (text, names) in [
            ("نمو Thomson Reuters (153.1٪).", vec!["Thomson Reuters"]),
            ("في Google (Alphabet) وغيرها", vec!["Google", "Alphabet"]),
            ("شركات Meta, Google & Apple Inc. الكبرى", vec!["Meta, Google & Apple Inc"]),
            ("وقالت Foo (bar) baz إن", vec!["Foo (bar) baz"]),
            ("طائرة Boeing 737 وفيروس COVID-19، و F-16", vec!["Boeing 737", "COVID-19", "F-16"]),
            ("سهم Tesla 3.5% اليوم", vec!["Tesla"]),
            ("iPhone 15 و«The Times»", vec!["iPhone 15", "The Times"]),
        ] {
            assert_eq!(found(text), names, "{text}");
        }
    }

    #[test]
    fn addresses_dates_phones_and_scores_are_kept() {
        for (text, kept) in [
            ("انظر (https://example.org/a?b=1).", vec!["https://example.org/a?b=1"]),
            ("راسلنا: news@example.org، أو www.example.org", vec!["news@example.org", "www.example.org"]),
            ("في 2024-12-31 وفي 2024-12-31T10:00:00Z", vec!["2024-12-31", "2024-12-31T10:00:00Z"]),
            ("هاتف +966 50 123 4567 أو 011-465-1234.", vec!["+966 50 123 4567", "011-465-1234"]),
            ("فاز 2-1 وتعادل 0-0 بنتيجة 1-2", vec!["2-1", "0-0", "1-2"]),
            ("(7-6) (2-6) ثم 15-7", vec!["7-6", "2-6", "15-7"]),
            ("فاز 3 - 6 و6 – 4 ثم 0 - 0.", vec!["3 - 6", "0 - 0"]),
            ("بين 10 - 15 و 1 - 2 - 3 و 3 - 6% و 3 - 6.5", vec![]),
            ("بين 10-15 عاما، 30% و 2020-2024", vec![]),
            ("مواليد 09-07-1985 و 15-03- 1985", vec![]),
        ] {
            assert_eq!(found(text), kept, "{text}");
        }
    }
}
