//! Phone numbers as they are written in news: groups of digits in a way that no range, year or thousands are.
//!
//! Knows nothing of the other numbers but where a chain of them ends. *Invariant:* linear time; none is longer
//! than `MAX_NUMBER`.

use std::ops::Range;

use super::numbers::{MAX_NUMBER, chain_len, digits, links_len, percent_len};

/// Groups of digits in a phone number.
const MAX_GROUPS: usize = 8;

/// A phone number: groups of digits set apart by blanks, hyphens, dots or brackets, written in a way that
/// nothing else is.
pub(super) fn phone_len(rest: &str, before: &str) -> Option<usize> {
    let opened = rest.starts_with('(');
    let number = &rest[usize::from(opened)..];
    if digits(number.strip_prefix('+').unwrap_or(number)) == 0 {
        return None;
    }
    let (mut groups, mut from, mut longest) = (Vec::new(), None, None);
    // Two signs stand together only where one is a bracket.
    let (mut gap, mut signed, mut open) = (0, false, 0);
    for (at, c) in rest.char_indices().take(MAX_NUMBER) {
        match c {
            '0'..='9' => {
                let start = *from.get_or_insert(at);
                (gap, signed) = (0, false);
                let end = at + 1;
                if !rest[end..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
                    groups.push(start..end);
                    if groups.len() > MAX_GROUPS {
                        break;
                    }
                    from = None;
                    // What is joined to its end is a part of it, as the last one here (`2578 0000/1`).
                    let whole = end + links_len(&rest[end..]);
                    let goes_on = whole > end && rest[end..].starts_with(['-', '.']);
                    if open == 0 && !goes_on && whole <= MAX_NUMBER && is_phone(&rest[..end], &groups, before)
                    {
                        longest = Some(whole);
                    }
                }
            }
            '+' if at == usize::from(opened) => {}
            ' ' if is_complete(&rest[..at], &groups) || is_no_group(&rest[at + 1..]) => break,
            '(' if at == 0 => open = 1,
            '(' if gap < 2 => (gap, open) = (gap + 1, open + 1),
            ')' if gap < 2 && open > 0 => (gap, open) = (gap + 1, open - 1),
            ' ' | '-' | '.' if gap < 2 && !signed => (gap, signed) = (gap + 1, true),
            _ => break,
        }
    }
    longest
}

/// Whether a phone number has the digits that one has, so that what stands behind a blank is another number.
/// Those who write in pairs may have one more.
fn is_complete(text: &str, groups: &[Range<usize>]) -> bool {
    let significant = text.trim_start_matches(['+', '(', '0']);
    let count = significant.bytes().filter(u8::is_ascii_digit).count();
    let pairs = groups.last().is_some_and(|last| last.len() == 2);
    count > 11 || count == 11 && !pairs
}

/// Whether what stands behind a blank is a number of its own: `12:30`, `24/7`, `10-15`, `3.5`, `20%`.
fn is_no_group(behind: &str) -> bool {
    let chain = &behind[..chain_len(behind)];
    chain.contains([':', ',', '×', '+'])
        || (digits(chain) <= 2 && (digits(chain) + 1..="10-15".len()).contains(&chain.len()))
        || percent_len(&behind[chain.len()..]).is_some()
}

/// Whether groups of digits make a phone number (E.164: at most fifteen digits).
///
/// Without a code before them (`+`, `0`, brackets) only groups that no range, year or thousands have: `71 234 567`,
/// `800 124 9000`, `1-800-555-0199` (not `1 500 000 2020`), `555-0199` (not `500-1000`).
fn is_phone(text: &str, groups: &[Range<usize>], before: &str) -> bool {
    let sizes: Vec<usize> = groups.iter().map(ExactSizeIterator::len).collect();
    let count: usize = sizes.iter().sum();
    let starts = |at: usize| &text[groups[at].start..];
    let signs = text.bytes().filter(|&b| !b.is_ascii_digit());
    let hyphens = signs.clone().count() == groups.len() - 1 && signs.clone().all(|b| b == b'-');
    let long = |least: usize| sizes.iter().all(|size| *size >= least);
    let first = &text[groups[0].clone()];
    // One or two digits behind a blank belong to pairs alone: `+20 2 123 4567 12`.
    let short = |size: usize| size <= 2;
    let blank = text[..groups[groups.len() - 1].start].ends_with(' ');
    if matches!(sizes[..], [.., size, last] if blank && short(last) && !short(size)) {
        return false;
    }
    if text.starts_with('+')
        || text.starts_with("(+")
        || (text.starts_with("00") && !text.starts_with("000") && groups.len() > 1)
    {
        return (7..=15).contains(&count);
    }
    // The code of an area.
    if text.starts_with('(') {
        let most = if first.starts_with('0') { 15 } else { 12 };
        return text[groups[0].end..].starts_with(')')
            && (first.len() <= 3 || first.starts_with('0'))
            && (7..=most).contains(&count);
    }
    if first.starts_with('0') && !first.starts_with("000") {
        return groups.len() > 1 && long(2) && (8..=11).contains(&count);
    }
    let row = before.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit());
    let thousands = || (0..sizes.len() - 1).any(|at| starts(at).starts_with('0'));
    match sizes[..] {
        [2, 3, 3] | [3, 2, 3, 3] => true,
        [3, 3, 4] => !row && !thousands(),
        [1, 3, 3, 4] => (hyphens || first == "1") && !row && !thousands(),
        [3, 4] => hyphens && starts(1).starts_with('0'),
        _ => {
            let years = sizes.iter().all(|size| *size == 4);
            hyphens && sizes.len() > 2 && !years && long(2) && (9..=15).contains(&count)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::numbers::number;
    use super::super::numbers::tests::kept;

    #[test]
    fn a_phone_ends_before_the_next_number() {
        for phone in
            ["+966 11 123 4567", "+966-11-123-4567", "+961 1 234 567", "00966 11 123 4567", "+216 71 234 567"]
        {
            for next in ["12:30", "9:00-17:00", "24/7", "20%", "20 %", "10-15", "12", "3.5", "2020-2021"] {
                assert_eq!(kept(&format!("{phone} {next} ثم")), phone, "{next}");
            }
            let joined = format!("{phone}/8");
            assert_eq!(kept(&joined), joined);
        }
        for text in ["+49 1512 345 67 89", "0090 212 123 45 67", "+33 1 42 34 56 78", "+7 495 123-45-67"] {
            assert_eq!(kept(text), text);
        }
    }

    #[test]
    fn phones_without_a_code_are_told_from_other_numbers() {
        for text in [
            "1-800-555-0199",
            "1-212-555-0100",
            "1 800 555 0199",
            "1 (800) 555-0199",
            "800 124 9000",
            "555-0199",
        ] {
            assert_eq!(kept(text), text);
        }
        for text in [
            "2020 2021",
            "2020-2021",
            "500-1000",
            "1-2-3-10",
            "1 500 000 2020",
            "5 100 200 2020",
            "500 000 2020",
            "150 200 300 2020",
            "801-1000",
        ] {
            assert_eq!(kept(text), "", "{text}");
        }
        assert_eq!(kept("1 500 000"), "1 500 000", "as thousands");
        assert!(number("100 200 2020", "5 ").is_none_or(|number| !number.kept), "a row");
    }

    #[test]
    fn phones_are_kept() {
        for text in [
            "71 234 567",
            "71 234-567",
            "(71) 234-567",
            "(71) 234 567",
            "71-234-567",
            "71.234.567",
            "+216 71.234.567",
            "+216 71 234 567",
            "(+216) 71 234 567",
            "+971 (4) 305 0332",
            "00216-71-234-567",
            "00216 71 234 567",
            "011-465-1234",
            "01 42 34 56 78",
            "(0044) 20 7946 0958",
            "800-555-0199",
        ] {
            assert_eq!(kept(text), text);
            assert_eq!(kept(&format!("{text}.")), text);
        }
    }
}
