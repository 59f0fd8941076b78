//! Words: what index, query and highlight make of a text. One analysis serves all three.
//!
//! Knows nothing of tantivy. *Invariant:* every token says which bytes of the text **as given** it
//! covers, on grapheme cluster boundaries, however folding changed its length.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use crate::text::{Folded, fold};

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Folded.
    pub text: String,
    /// Bytes of the text as given.
    pub source: Range<usize>,
}

/// Stand before an alef that is a word's own, though a lam follows, with a hamza or a madda: folding leaves none.
pub(super) const OWN: [char; 2] = ['ء', 'آ'];

/// The words of a text: runs of letters and digits of the folded text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let written = written(text).into_iter();
    written.map(|(word, source)| Token { text: plain(&word).into_owned(), source }).collect()
}

/// The words of a text with what is known of their beginnings (see [`evident`]), and where they stand in it.
pub(super) fn written(text: &str) -> Vec<(String, Range<usize>)> {
    let folded = fold(text);
    let word =
        |run: Range<usize>| (evident(text, &folded, run.clone()).into_owned(), source(text, &folded, &run));
    runs(folded.as_str()).into_iter().map(word).collect()
}

/// A word without what is known of its beginning.
pub(super) fn plain(word: &str) -> Cow<'_, str> {
    if word.contains(OWN) { Cow::Owned(word.replace(OWN, "")) } else { Cow::Borrowed(word) }
}

/// The word of a run, with one of [`OWN`] before `ال` where the text as given has a hamza there: that is no article
/// (`وإلهام`, `الألماني`, `آلية`).
pub(super) fn evident<'t>(text: &str, folded: &'t Folded, run: Range<usize>) -> Cow<'t, str> {
    let all = folded.as_str();
    let own = |(at, _): (usize, &str)| {
        let alef = run.start + at..run.start + at + 'ا'.len_utf8();
        let before = &all[run.start..alef.start];
        // What is left of a short word is rather a particle (لآلئ, إلى).
        let is_long = before.is_empty() || before.ends_with("ال") || letters(&all[alef.start..run.end]) > 3;
        let is_first = is_long && is_proclitic(before);
        let hamza = text[folded.source(alef)].chars().find(|c| is_hamza_on_alef(*c)).filter(|_| is_first);
        hamza.map(|hamza| (at, OWN[usize::from(matches!(hamza, 'آ' | '\u{653}' | '\u{FE81}' | '\u{FE82}'))]))
    };
    match all[run.clone()].match_indices("ال").find_map(own) {
        Some((at, mark)) => {
            let (before, own) = all[run].split_at(at);
            Cow::Owned(format!("{before}{mark}{own}"))
        }
        None => word(all, run),
    }
}

/// Whether a character has, or is, a hamza or madda on an alef.
fn is_hamza_on_alef(c: char) -> bool {
    matches!(c, 'آ' | 'أ' | 'إ' | 'ٲ' | 'ٳ' | '\u{653}'..='\u{655}' | '\u{FE81}'..='\u{FE84}' | '\u{FE87}' | '\u{FE88}')
}

/// Where the words of a folded text stand in it. Arabic letters are no part of a number or a Latin word that they
/// touch (12مليون, عدد12): those before it are words of their own, or proclitics and nothing (و456, بCNN).
pub(super) fn runs(folded: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut before = ' ';
    for (at, c) in folded.char_indices().chain([(folded.len(), ' ')]) {
        match (is_of_word(c), start) {
            (true, None) => start = Some(at),
            (true, Some(from)) if parts_scripts(before, c) => {
                if parts_decimals(folded, from, at) {
                    before = ' ';
                    continue;
                }
                if !is_arabic(before) || !is_proclitic(&folded[from..at]) {
                    found.push(from..at);
                }
                start = Some(at);
            }
            // A mark that folding kept (a virama) joins letters to one cluster.
            (false, Some(_)) if is_inside_cluster(folded, at) => {}
            (false, Some(from)) if parts_thousands(folded, from, at) || parts_decimals(folded, from, at) => {}
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
        before = c;
    }
    found
}

/// Whether a word ends between two characters: of Arabic and of Latin letters or digits.
fn parts_scripts(before: char, after: char) -> bool {
    is_arabic(before) && after.is_ascii_alphanumeric() || before.is_ascii_alphanumeric() && is_arabic(after)
}

fn is_arabic(c: char) -> bool {
    matches!(c, 'ا'..='غ' | 'ف'..='ي')
}

/// Whether letters are proclitics and nothing else, or none: و and ف, then ب, ل or ك, then the article.
fn is_proclitic(letters: &str) -> bool {
    let rest = letters.strip_prefix(['و', 'ف']).unwrap_or(letters);
    let host = rest.strip_prefix(['ب', 'ل', 'ك']).unwrap_or(rest);
    host.is_empty() || host == "ال" || rest == "لل"
}

/// The word of a run: of a number its digits, with a point before decimals.
pub(super) fn word(folded: &str, run: Range<usize>) -> Cow<'_, str> {
    let word = &folded[run];
    if !word.starts_with(|c: char| c.is_ascii_digit()) || !word.contains(SEPARATORS) && !word.contains(POINTS)
    {
        return Cow::Borrowed(word);
    }
    let whole = |digits: &str| digits.replace(SEPARATORS, "");
    Cow::Owned(match word.rsplit_once(POINTS) {
        Some((before, decimals)) if !parts_thousands(word, 0, before.len()) => {
            format!("{}.{decimals}", whole(before))
        }
        _ => whole(word),
    })
}

/// What parts thousands in numbers.
const SEPARATORS: [char; 4] = [',', '.', '٬', '٫'];
/// What parts decimals from a number, on old typewriters a letter (3ر5); a comma does between numbers, too.
const POINTS: [char; 3] = ['.', '٫', 'ر'];

/// Whether a number that begins at `from` goes on behind the character at a byte: 1,200 is one word.
fn parts_thousands(folded: &str, from: usize, at: usize) -> bool {
    let (before, mut after) = (&folded[from..at], folded[at..].chars());
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    after.next().is_some_and(|c| SEPARATORS.contains(&c))
        && before.split(SEPARATORS).next().is_some_and(|first| first.len() <= 3)
        && before.chars().all(|c| c.is_ascii_digit() || SEPARATORS.contains(&c))
        && (0..3).all(|_| is_digit(after.next()))
        && !is_digit(after.next())
}

/// Whether decimals follow the character at a byte, behind a number that begins at `from`: 25.5 is one word, a
/// date (12.5.2016) is none.
fn parts_decimals(folded: &str, from: usize, at: usize) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let Some(after) = folded[at..].strip_prefix(POINTS) else { return false };
    let behind = after.trim_start_matches(is_digit);
    let front = folded[..from].strip_suffix(POINTS).unwrap_or_default();
    folded[from..at].chars().all(|c| is_digit(c) || SEPARATORS.contains(&c))
        && behind.len() < after.len()
        && !behind.starts_with(|c| is_of_word(c) && !is_arabic(c))
        && !behind.strip_prefix(POINTS).is_some_and(|more| more.starts_with(is_digit))
        && !front.ends_with(is_digit)
}

/// The bytes of the text as given that a word of its folded form covers.
pub(super) fn source(text: &str, folded: &Folded, run: &Range<usize>) -> Range<usize> {
    on_clusters(text, folded.source(run.clone()))
}

/// A letter or digit; the first arms spare the tables of Unicode.
fn is_of_word(c: char) -> bool {
    match c {
        'ا'..='غ' | 'ف'..='ي' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        c => c.is_alphanumeric(),
    }
}

/// Whether a cluster goes on at a byte of a text.
fn is_inside_cluster(text: &str, at: usize) -> bool {
    // Between a letter and a blank, or another, nearly always: spares the tables of Unicode.
    let plain = |c: char| c.is_ascii() && c != '\r' && c != '\n' || ('ء'..='ي').contains(&c);
    match (text[..at].chars().next_back(), text[at..].chars().next()) {
        (None, _) | (_, None) => return false,
        (Some(before), Some(after)) if plain(before) && plain(after) => return false,
        _ => {}
    }
    !GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// Widens a range over the tatweel and bare hamza at its ends, which folding drops, and to grapheme
/// cluster boundaries.
fn on_clusters(text: &str, range: Range<usize>) -> Range<usize> {
    let dropped = |c: char| matches!(c, 'ء' | 'ـ');
    let joiner =
        |c: char| dropped(c) || matches!(c, '\u{200C}' | '\u{200D}' | '\u{64B}'..='\u{65F}' | '\u{670}');
    let after = &text[range.end..];
    let after = &after[..after.len() - after.trim_start_matches(joiner).len()];
    let mut end = range.end + after.rfind(dropped).map_or(0, |at| at + 'ء'.len_utf8());
    let before = &text[..range.start];
    let (others, before) = before.split_at(before.trim_end_matches(joiner).len());
    // Behind a proclitic of a number (بـ12) they are the proclitic's.
    let own = if others.ends_with(char::is_alphanumeric) { None } else { before.find(dropped) };
    let mut start = range.start - own.map_or(0, |at| before.len() - at);
    if is_inside_cluster(text, start) {
        let mut cursor = GraphemeCursor::new(start, text.len(), true);
        start = cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(start);
    }
    if is_inside_cluster(text, end) {
        let mut cursor = GraphemeCursor::new(end, text.len(), true);
        end = cursor.next_boundary(text, 0).ok().flatten().unwrap_or(end);
    }
    start..end
}

/// The 4-grams of a word with its edges marked by `_` (the whole word where it is shorter). `open`
/// leaves the end unmarked: the word is still being typed.
pub(super) fn grams(word: &str, open: bool) -> Vec<String> {
    let mut padded = String::with_capacity(word.len() + 2);
    padded.push('_');
    padded.push_str(word);
    if !open {
        padded.push('_');
    }
    let ends: Vec<usize> = padded.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    if ends.len() < 4 {
        return if open { Vec::new() } else { vec![padded] };
    }
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(&ends[3..]).map(|(start, end)| padded[start..*end].to_owned()).collect()
}

/// The first one and two letters of a word, marked as its beginning.
pub(super) fn edges(word: &str) -> impl Iterator<Item = String> {
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).take(2);
    ends.map(move |end| format!("_{}", &word[..end])).filter(|edge| !edge.is_empty())
}

/// Whether a folded word is a number and nothing else: it means itself, and is like no other.
pub(super) fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Letters of a word.
pub(super) fn letters(word: &str) -> usize {
    word.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_word() {
        let words = |text: &str| tokens(text).into_iter().map(|token| token.text).collect::<Vec<_>>();
        for number in ["1,234,567", "١٬٢٣٤٬٥٦٧", "1.234.567"] {
            assert_eq!(words(&format!("({number}.)")), ["1234567"]);
            assert_eq!(tokens(number)[0].source, 0..number.len());
        }
        for number in ["25.5", "٢٥٫٥", "25.50", "1,234.5", "1234.567"] {
            assert_eq!(tokens(number)[0].source, 0..number.len());
        }
        assert_eq!(words("25.5 ٢٥٫٥ 1,234.5 1234.567 25.5"), ["25.5", "25.5", "1234.5", "1234.567", "25.5"]);
        assert_eq!(
            words("12.5.2016 5. v2.5 5.a 5.5a"),
            ["12", "5", "2016", "5", "v2", "5", "5", "a", "5", "5a"]
        );
        assert_eq!(
            words("2016,200 1,2 1,2000 12:300 a1,200"),
            ["2016", "200", "1", "2", "1", "2000", "12", "300", "a1", "200"]
        );
    }

    #[test]
    fn a_hamza_before_a_lam_is_a_words_own_behind_whatever_proclitics() {
        let word = |text: &str| written(text).remove(0).0;
        for proclitics in ["", "و", "ب", "ال", "وال", "بال", "وبال", "فبال", "وكال", "لل", "ولل", "فلل", "فك"]
        {
            assert_eq!(word(&format!("{proclitics}ألعاب")), format!("{proclitics}ءالعاب"));
        }
        assert_eq!(word("سألعاب"), "سالعاب", "no proclitic of a noun");
    }

    #[test]
    fn arabic_letters_are_no_part_of_a_number_or_a_latin_word() {
        let words = |text: &str| tokens(text).into_iter().map(|token| token.text).collect::<Vec<_>>();
        for proclitics in ["و", "ف", "ب", "ل", "ك", "ال", "بال", "وال", "لل", "ولل", "وب", "بـ", "الـ", "وَ"]
        {
            for word in ["456", "1,200", "19th", "covid"] {
                let (text, word) = (format!("{proclitics}{word}"), word.replace(',', ""));
                assert_eq!(words(&text), [word.as_str()], "{text}");
                assert_eq!(tokens(&text)[0].source, proclitics.len()..text.len(), "{text}");
            }
        }
        assert_eq!(
            words("12مليون عدد12 إف16 1438هـ ب12و13"),
            ["12", "مليون", "عدد", "12", "اف", "16", "1438", "ه", "12", "13"]
        );
        assert_eq!(words("3ر5 ٣ر٥م 25.5% 3ر 3رق"), ["3.5", "3.5", "م", "25.5", "3", "ر", "3", "رق"]);
    }
}
