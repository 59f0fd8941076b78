//! What stands on its own within Arabic text: Latin names, addresses, and the numbers that read left to right.
//!
//! Laid out as if between LRI and PDI, so that a number or a parenthesis behind a Latin name stays with the
//! Arabic sentence (UAX #9 W7 and N0 would pull it over), and `2024-12-31`, `2-1` or `$99.99` reads as written.
//!
//! - A *Latin word* is a stretch without blanks, from its first Latin letter or digit to its last, with the
//!   sign that belongs to it (`@BBC`, `.NET`, `C++`, `US$`). An Arabic letter before it (a clitic) is none of it.
//! - A *name* is a row of Latin words and what lies between them, and a number behind the last.
//! - A *number* is as `numbers` says.
//!
//! It gives ranges; it changes no text and knows no levels.
//!
//! *Invariant:* ranges are sorted, disjoint, hold no RTL letter but inside an address, end before closing
//! punctuation, and neither begin nor end within a stretch of Latin letters and digits.
//! *Invariant:* linear time.

use std::ops::Range;

use unicode_bidi::BidiClass;

use super::bidi::class;
use super::numbers::{Western, number, percent_len};

/// Bytes that an open bracket in a name may wait for its partner.
const MAX_OPEN: usize = 200;
/// Bytes of signs that may join a number to a Latin word.
const MAX_JOINT: usize = 8;

/// What of a paragraph is to be laid out in its own way.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What stands on its own, left to right.
    pub(super) isolates: Vec<Range<usize>>,
    /// Numbers with blanks within (`71 234 567`, `200 %`), where no line may break.
    pub(super) unbroken: Vec<Range<usize>>,
}

/// Looks a paragraph through.
pub(super) fn find(text: &str) -> Found {
    let mut scan = Scan { text, western: Western::new(text), unbroken: Vec::new() };
    let mut isolates = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(may_begin).map(|skipped| at + skipped) {
        at = match scan.piece(start) {
            Piece::Isolate(end) => {
                isolates.push(start..end);
                end
            }
            Piece::Number(end) => end,
            Piece::Other => start + text[start..].chars().next().map_or(1, char::len_utf8),
        };
    }
    Found { isolates, unbroken: scan.unbroken }
}

/// Most letters are Arabic and begin nothing.
fn may_begin(c: char) -> bool {
    match c {
        ' ' | '\u{600}'..='\u{65F}' | '\u{66A}'..='\u{6EF}' => false,
        'a'..='z' | 'A'..='Z' | '0'..='9' | '+' | '@' | '#' | '.' | '(' => true,
        _ => is_currency(c) || matches!(class(c), BidiClass::L | BidiClass::EN | BidiClass::AN),
    }
}

/// What begins at a place, with its end.
enum Piece {
    Isolate(usize),
    /// A number that runs with the text around it.
    Number(usize),
    Other,
}

struct Scan<'a> {
    text: &'a str,
    /// Where numbers are looked for.
    western: Western<'a>,
    unbroken: Vec<Range<usize>>,
}

impl Scan<'_> {
    /// What begins at `start`, which is within no stretch of Latin letters and digits.
    fn piece(&mut self, start: usize) -> Piece {
        let rest = &self.text[start..];
        let sign = sign_len(rest, self.text[..start].chars().next_back());
        if begins_latin(&rest[sign..]) {
            return Piece::Isolate(self.name_end(start + sign));
        }
        let amount = rest.chars().next().filter(|c| is_currency(*c)).map_or(0, char::len_utf8);
        let (end, kept) = self.number_end(start + amount).unwrap_or((start, false));
        let whole = end + digits_len(&self.text[end..]);
        match whole {
            _ if whole == end && (kept || amount > 0 && end > start) => Piece::Isolate(end),
            _ if whole > start => Piece::Number(whole),
            _ => Piece::Other,
        }
    }

    /// The end of the number at a place, and whether it stands on its own.
    fn number_end(&mut self, start: usize) -> Option<(usize, bool)> {
        let number = self.western.number_at(start)?;
        let end = start + number.len;
        let whole = end + percent_len(&self.text[end..]).unwrap_or(0);
        let seen = self.unbroken.last().is_some_and(|last| start < last.end);
        if !seen && self.text[start..whole].contains(' ') {
            self.unbroken.push(start..whole);
        }
        Some((end, number.kept))
    }

    /// The end of the name whose first word begins at `start`.
    ///
    /// What lies between two Latin words belongs to it, unless a bracket or quotation mark opens there that does
    /// not close within the name. So does a bracket directly behind a word that begins with one (`max(a, b)`). So does a number joined to the last word (`GMT+1`) or one blank behind it
    /// (`Boeing 737`), unless that is a percentage or a price.
    fn name_end(&mut self, start: usize) -> usize {
        let text = self.text;
        // `end` moves outside brackets only, so an open one takes nothing with it.
        let (mut at, mut end, mut depth) = (start, start, 0_usize);
        let mut belongs = false;
        let mut behind_number = false;
        while let Some(c) = text[at..].chars().next() {
            let next = at + c.len_utf8();
            let glued = at == end;
            if depth > 0 && at > end + MAX_OPEN {
                break;
            }
            at = match class(c) {
                class if parts_names(class) => break,
                _ if matches!(c, '(' | '[' | '{' | '«' | '“') => {
                    if depth == 0 {
                        belongs =
                            glued && !behind_number && text[next..].starts_with(|c| class(c) == BidiClass::L);
                    }
                    depth += 1;
                    next
                }
                _ if matches!(c, ')' | ']' | '}' | '»' | '”') => match depth.checked_sub(1) {
                    Some(outer) => {
                        depth = outer;
                        if depth == 0 && belongs {
                            end = next;
                        }
                        next
                    }
                    None => break,
                },
                _ if depth > 0 => next,
                BidiClass::L => {
                    let url = if glued && at > start { 0 } else { url_len(&text[at..]) };
                    (end, behind_number) = (next.max(at + url), false);
                    end
                }
                // An Arabic number is the sentence's.
                BidiClass::AN if !glued => break,
                _ if is_digit(c) || (c == '+' && number(&text[at..], "").is_some()) => {
                    let between = &text[end..at];
                    let (number, measured) = self.number_in_name(at);
                    let apart = matches!(between, " " | " +") && !behind_number && !measured;
                    if apart || is_joint(between) {
                        (end, behind_number) = (number, true);
                    }
                    if measured {
                        break;
                    }
                    number
                }
                BidiClass::NSM if glued => {
                    end = next;
                    next
                }
                _ if glued && !behind_number && is_suffix(&text[start..at], c, &text[next..]) => {
                    end = next;
                    next
                }
                _ => next,
            };
        }
        end
    }

    /// The end of a number within a name, and whether it is a percentage or a price.
    fn number_in_name(&mut self, at: usize) -> (usize, bool) {
        let end = self.number_end(at).map_or(at, |(end, _)| end);
        let end = end + digits_len(&self.text[end..]);
        let behind = &self.text[end..];
        let mut chars = behind.chars();
        let unit = chars.next().is_some_and(|c| class(c) == BidiClass::ET);
        let goes_on = chars.next().is_some_and(|c| class(c) == BidiClass::L);
        (end, (unit || percent_len(behind).is_some()) && !goes_on)
    }
}

/// Whether no name goes on here: at an Arabic letter or a tab, and at the ends of isolates that the text sets
/// itself.
fn parts_names(class: BidiClass) -> bool {
    use BidiClass::{AL, FSI, LRI, PDI, R, RLI, S};
    matches!(class, R | AL | S | LRI | RLI | FSI | PDI)
}

/// Digits of any kind.
fn digits_len(rest: &str) -> usize {
    rest.find(|c| !is_digit(c)).unwrap_or(rest.len())
}

fn is_digit(c: char) -> bool {
    matches!(class(c), BidiClass::EN | BidiClass::AN)
}

/// Whether a Latin word begins here: with a letter, or with digits and a letter joined to them.
fn begins_latin(rest: &str) -> bool {
    let Some(first) = rest.chars().next() else { return false };
    if !is_digit(first) {
        return class(first) == BidiClass::L;
    }
    let digits = number(rest, "").map_or(0, |number| number.len);
    let digits = digits + digits_len(&rest[digits..]);
    let mut behind = rest[digits..].chars().peekable();
    behind.next_if(|c| matches!(c, '-' | '–' | '/' | '.' | '°' | '\'' | '’' | '&' | '_'));
    behind.next().is_some_and(|c| class(c) == BidiClass::L)
}

/// A sign that begins a Latin word: `@BBC`, `#Trump`, `.NET`, `$TSLA`, `€5bn`. A full stop behind a letter
/// ends a sentence.
fn sign_len(rest: &str, before: Option<char>) -> usize {
    match rest.chars().next() {
        Some('@' | '#') => 1,
        Some('.') if before.is_none_or(|c| c.is_whitespace() || "([{«“\"'".contains(c)) => 1,
        Some(c) if is_currency(c) => c.len_utf8(),
        _ => 0,
    }
}

/// A sign that ends a Latin word, directly behind its last letter: `C++`, `US$`, `Sahifa™`; `C#`, but not
/// behind longer words, where it begins what follows; the last full stop of `U.S.`.
fn is_suffix(name: &str, sign: char, behind: &str) -> bool {
    let mut chars = name.chars().rev();
    let (last, previous) = (chars.next(), chars.next());
    match sign {
        '+' | '™' | '®' => true,
        '#' => {
            last.is_some_and(char::is_alphabetic)
                && !previous.is_some_and(char::is_alphanumeric)
                && !behind.starts_with(char::is_alphabetic)
        }
        '.' => previous == Some('.') && last.is_some_and(char::is_alphabetic),
        _ => is_currency(sign),
    }
}

/// Signs of currencies that stand before the number: the dollar's and its like.
fn is_currency(c: char) -> bool {
    matches!(c, '$' | '\u{A2}'..='\u{A5}' | '\u{20A0}'..='\u{20CF}')
}

/// What joins a number to a Latin word: nothing, or signs without a blank.
fn is_joint(between: &str) -> bool {
    between.len() <= MAX_JOINT && !between.contains(|c: char| c.is_whitespace() || c == '،')
}

/// A URL or a bare `www.` host: to the next blank or delimiter (RFC 3986, appendix C), without closing
/// punctuation, but with the brackets that close what it opens.
fn url_len(rest: &str) -> usize {
    let is_url = ["http://", "https://", "www.", "ftp://"]
        .iter()
        .any(|start| rest.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
    if !is_url {
        return 0;
    }
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"');
    let mut url = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let brackets = |kind: [char; 3]| url.matches(kind).count();
    let mut surplus = brackets([')', ']', '}']).saturating_sub(brackets(['(', '[', '{']));
    while let Some(last) = url.chars().next_back() {
        match last {
            ')' | ']' | '}' if surplus == 0 => break,
            ')' | ']' | '}' => surplus -= 1,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '»' | '”' | '،' | '؛' | '؟' | '…' => {}
            _ => break,
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    url.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text).isolates.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn names_end_before_brackets_and_numbers_of_the_sentence() {
        for (text, names) in [
            ("نمو Thomson Reuters (153.1٪).", vec!["Thomson Reuters"]),
            ("في Google (Alphabet) وغيرها", vec!["Google", "Alphabet"]),
            (
                "في max(a, b) و a[i] وTesla(3.5%) وReuters(وكالة)",
                vec!["max(a, b)", "a[i]", "Tesla", "Reuters"],
            ),
            ("شركات Meta, Google & Apple Inc. الكبرى", vec!["Meta, Google & Apple Inc"]),
            ("وقالت Foo (bar) baz إن", vec!["Foo (bar) baz"]),
            ("طائرة Boeing 737 وفيروس COVID-19، و F-16", vec!["Boeing 737", "COVID-19", "F-16"]),
            ("سهم Tesla 3.5% اليوم", vec!["Tesla"]),
            ("iPhone 15 و«The Times»", vec!["iPhone 15", "The Times"]),
            ("بسعر US$1,250.50 أو Tesla $99.", vec!["US$1,250.50", "Tesla", "$99"]),
        ] {
            assert_eq!(found(text), names, "{text}");
        }
    }

    #[test]
    fn names_begin_and_end_with_their_words() {
        for (text, names) in [
            ("قالت وThomson Reuters اليوم", vec!["Thomson Reuters"]),
            (
                "الNew York Times وبReal Madrid (وAir France)",
                vec!["New York Times", "Real Madrid", "Air France"],
            ),
            ("تونسBURAK YETER في وGoogle Play Music", vec!["BURAK YETER", "Google Play Music"]),
            ("التاليwww.ifid.org.tn. والوابwww.stahel.tn", vec!["www.ifid.org.tn", "www.stahel.tn"]),
            ("(GMT+1) أو UTC+3 أو GMT +1", vec!["GMT+1", "UTC+3", "GMT +1"]),
            (
                "القمر “AMOS-6” و“AMOS-6″ على Eutelsat 5°W-12606 V 35000 (TNT)",
                vec!["AMOS-6", "AMOS-6", "Eutelsat 5°W-12606 V 35000", "TNT"],
            ),
            ("شبكة 4G Mobile بعد 2016 و3D", vec!["4G Mobile", "3D"]),
            ("عبر @BBCArabic و#Trump، ثم (.NET)", vec!["@BBCArabic", "#Trump", ".NET"]),
            ("لغة C# ثم C++ ثم Canal+", vec!["C#", "C++", "Canal+"]),
            ("في Reuters. ثم Reuters#ترامب قال.NET", vec!["Reuters", "Reuters", "NET"]),
            ("في U.S. بسعر US$ 50 أو €5bn", vec!["U.S.", "US$ 50", "€5bn"]),
            ("هاتف Tel: +216 71 234 567 قال", vec!["Tel", "+216 71 234 567"]),
            ("هاتف Tel +216 71 234 567 قال", vec!["Tel +216 71 234 567"]),
            ("موقع Site http://a.org/b?c=ب/ قال", vec!["Site http://a.org/b?c=ب/"]),
        ] {
            assert_eq!(found(text), names, "{text}");
        }
    }

    #[test]
    fn addresses_dates_phones_and_scores_are_kept() {
        for (text, kept) in [
            ("انظر (https://example.org/a?b=1).", vec!["https://example.org/a?b=1"]),
            (
                "(https://a.org/wiki/X_(Y)) وhttps://a.org/مصر_(دولة).",
                vec!["https://a.org/wiki/X_(Y)", "https://a.org/مصر_(دولة)"],
            ),
            ("انظر <https://a.org>، أو \"www.a.org\"", vec!["https://a.org", "www.a.org"]),
            ("راسلنا: news@example.org، أو x", vec!["news@example.org", "x"]),
            ("في 2024-12-31 وفي 2024-12-31T10:00:00Z", vec!["2024-12-31", "2024-12-31T10:00:00Z"]),
            (
                "من 2024-12-31–2025-01-02 أو 2024-12-31/2025-01-02",
                vec!["2024-12-31", "2025-01-02", "2024-12-31/2025-01-02"],
            ),
            (
                "رقم +966 11 123 4567 12:30 و+966-11-123-4567 10-15",
                vec!["+966 11 123 4567", "+966-11-123-4567"],
            ),
            ("هاتف +966 50 123 4567 أو 011-465-1234.", vec!["+966 50 123 4567", "011-465-1234"]),
            ("بسعر $99.99، أو €5bn و(₪1,200) لا 50€ ولا $ بل بـ$7", vec!["$99.99", "€5bn", "₪1,200", "$7"]),
            ("فاز 2-1 وتعادل 0-0 بنتيجة 1-2", vec!["2-1", "0-0", "1-2"]),
            (
                "في ٢٠٢٤-١٢-٣١ هاتف +٩٦٦ ٥٠ ١٢٣ ٤٥٦٧ فاز ٣-٢ و۳-۲",
                vec!["٢٠٢٤-١٢-٣١", "+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧", "٣-٢", "۳-۲"],
            ),
            ("بين ١٠-١٥ عاما، ٣٠٪ و ٢٠٢٠-٢٠٢٤ و١٢٫٥", vec![]),
            ("(7-6) (2-6) ثم 15-7", vec!["7-6", "2-6", "15-7"]),
            ("(102-98) و١٠٢-٩٨ بنتيجة 98-102 بين 98-102", vec!["102-98", "١٠٢-٩٨", "98-102"]),
            ("فاز 3 - 6 و6 – 4 ثم 0 - 0.", vec!["3 - 6", "6 – 4", "0 - 0"]),
            ("طريقة لعب 3-4-3 و4-2-3-1", vec!["3-4-3", "4-2-3-1"]),
            ("نحو 321 666 شخصا عام 2016 15 شخصا", vec!["321 666"]),
            ("بين 10 - 15 و 1 - 2 - 3 و 3 - 6% و 3 - 6.5", vec![]),
            ("بين 10-15 عاما، 30% و 2020-2024", vec![]),
            ("مواليد 09-07-1985 و 15-03- 1985", vec!["09-07-1985"]),
        ] {
            assert_eq!(found(text), kept, "{text}");
        }
    }

    #[test]
    fn numbers_with_blanks_are_not_broken() {
        let text = "هاتف 71 234 567 ثم 200 % Bonus 5 % و 3 - 1 و 10 شخصا";
        let unbroken: Vec<_> = find(text).unbroken.into_iter().map(|range| &text[range]).collect();
        assert_eq!(unbroken, ["71 234 567", "200 %", "5 %", "3 - 1"]);
    }

    #[test]
    fn hostile_text_takes_linear_time() {
        let start = std::time::Instant::now();
        for part in ["1-", "1 ", "a(", "a.", "(", "@1", "a 1 .", "#", "+1 ", "a 5%", "1 - ", "www.", "0 "] {
            find(&part.repeat(50_000));
            find(&format!("a{} {}", ".".repeat(50_000), part.repeat(50_000)));
        }
        assert!(start.elapsed().as_secs() < 20);
    }
}
