//! Words: what index, query and highlight make of a text. One analysis serves all three.
//!
//! Knows nothing of tantivy. *Invariant:* every token says which bytes of the text **as given** it
//! covers, on grapheme cluster boundaries, however folding changed its length.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::{lexicon, spellings};
use crate::text::{Folded, fold};

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Folded.
    pub text: String,
    /// Bytes of the text as given.
    pub source: Range<usize>,
}

/// The words of a text: runs of letters and digits of the folded text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let folded = fold(text);
    let words = runs(folded.as_str()).into_iter();
    words
        .map(|run| Token {
            source: source(text, &folded, &run),
            text: word(folded.as_str(), run).into_owned(),
        })
        .collect()
}

/// Where the words of a folded text stand in it.
pub(super) fn runs(folded: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in folded.char_indices().chain([(folded.len(), ' ')]) {
        match (is_of_word(c), start) {
            (true, None) => start = Some(at),
            // A mark that folding kept (a virama) joins letters to one cluster.
            (false, Some(_)) if is_inside_cluster(folded, at) => {}
            (false, Some(from)) if parts_thousands(folded, from, at) || parts_decimals(folded, from, at) => {}
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// The word of a run: of a number its digits, with a point before decimals.
pub(super) fn word(folded: &str, run: Range<usize>) -> Cow<'_, str> {
    let word = &folded[run];
    if !word.starts_with(|c: char| c.is_ascii_digit()) || !word.contains(SEPARATORS) {
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
/// What parts decimals from a number; a comma does between numbers, too.
const POINTS: [char; 2] = ['.', '٫'];

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
        && !behind.starts_with(is_of_word)
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
    let before = &before[before.trim_end_matches(joiner).len()..];
    let mut start = range.start - before.find(dropped).map_or(0, |at| before.len() - at);
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

/// Proclitics that come before all others.
const CONJUNCTIONS: [char; 2] = ['و', 'ف'];
/// Proclitics of one letter.
pub(super) const LETTERS: [char; 6] = ['و', 'ف', 'ب', 'ل', 'ك', 'س'];

/// Words that say nothing, but begin as if with the article: what they are left of is rather a noun (والي, لآلئ).
pub(super) const PARTICLES: [&str; 2] = ["الي", "الا"];

/// A word without its proclitics (و ف ب ل ك س and the article): what exact matching compares. A letter
/// is taken only where the rest is a word of the news, and never where the news knows that it is the word's own.
pub(super) fn stripped(word: &str) -> &str {
    let once = strip(word);
    if once.len() == word.len() { word } else { strip(once) }
}

/// What a word is besides without its proclitics: a name that was met before, of which they took the first letter for
/// one (بيومي, فاخر). Nothing tells which is meant: the index has both, but of a usual word (باسم) the one.
pub(super) fn name(word: &str) -> Option<&str> {
    let base = stripped(word);
    let is_name = |name: &&str| {
        let is_longer = name.len() > base.len() && name.starts_with(LETTERS) && letters(name) >= 4;
        is_longer && spellings::is_name(name) && !lexicon::is_usual(name)
    };
    (base.len() < word.len()).then(|| [word, strip(word)].into_iter().find(is_name)).flatten()
}

/// The term by which the index has a word that is a name.
pub(super) fn named(word: &str) -> &str {
    name(word).unwrap_or_else(|| stripped(word))
}

fn strip(word: &str) -> &str {
    const WITH_ARTICLE: [&str; 11] =
        ["وال", "فال", "بال", "كال", "لل", "وبال", "فبال", "وكال", "فكال", "ولل", "فلل"];
    let is_long = |rest: &&str| letters(rest) >= 3;
    if !word.starts_with(LETTERS) {
        return word.strip_prefix("ال").filter(is_long).unwrap_or(word);
    }
    let host = word.strip_prefix(CONJUNCTIONS).unwrap_or(word);
    if let Some(rest) = before_own_lam(host) {
        return rest;
    }
    if letters(word) < 4 || lexicon::is_whole(word) {
        return word;
    }
    for prefix in WITH_ARTICLE.iter().filter(|_| !lexicon::is_whole(host)) {
        let Some(rest) = word.strip_prefix(prefix).filter(is_long) else { continue };
        let is_known = || lexicon::is_known(word) || lexicon::is_known(host);
        let is_new = || !prefix.ends_with("بال") && letters(rest) >= 5 && !is_known();
        if lexicon::is_known(rest) || is_new() {
            return rest;
        }
    }
    let rest = word.strip_prefix(LETTERS).filter(is_long);
    // و and ف come before all others: what begins with another and one of them is no word with two (بوعلي).
    let is_host = |rest: &&str| {
        word.starts_with(CONJUNCTIONS) || !rest.starts_with(CONJUNCTIONS) || strip(rest).len() == rest.len()
    };
    let is_noun = |rest: &&str| lexicon::is_known(rest) && !PARTICLES.contains(rest);
    rest.filter(is_noun).filter(is_host).unwrap_or(word)
}

/// What follows ل where that begins with a ل of its own (للبنان, للجنة): the news has it, and oftener than it has the
/// article before what follows both (للأزمة, للشعب).
fn before_own_lam(word: &str) -> Option<&str> {
    let own = word.strip_prefix('ل')?;
    let rest = own.strip_prefix('ل')?;
    let is_own = letters(rest) >= 2 && lexicon::prefers(own, rest) && strip(own).len() == own.len();
    is_own.then_some(own)
}

/// A word without proclitics that the news does not know, as the index keeps it with each: there nothing told them
/// from its own letters.
pub(super) fn attached(base: &str) -> impl Iterator<Item = String> {
    const PROCLITICS: [&str; 9] = ["و", "ف", "ب", "ل", "ك", "وب", "ول", "وال", "بال"];
    let is_new = letters(base) >= 4 && !lexicon::is_known(base);
    let proclitics = if is_new { &PROCLITICS[..] } else { &[] };
    let forms = proclitics.iter().map(move |proclitic| format!("{proclitic}{base}"));
    forms.filter(|form| !lexicon::is_known(form) && stripped(form) == form)
}

/// A word with its hamza on the other seat, as far as folding leaves one (مسؤول, مسئول; مائة, مئة): the same word
/// as it is written elsewhere.
pub(super) fn reseated(base: &str) -> Option<String> {
    let (first, rest) = base.split_at(base.chars().next()?.len_utf8());
    match base {
        "مايه" => Some("ميه".to_owned()),
        "ميه" => Some("مايه".to_owned()),
        _ if rest.contains("وو") => Some(format!("{first}{}", rest.replace("وو", "يو"))),
        _ if rest.contains("يو") => Some(format!("{first}{}", rest.replace("يو", "وو"))),
        _ => None,
    }
}

/// A word without its proclitics and one light suffix: what loose matching compares.
pub(super) fn stem(word: &str) -> &str {
    base_and_stem(word).1
}

/// A word without its proclitics, and that without one light suffix.
pub(super) fn base_and_stem(word: &str) -> (&str, &str) {
    const SUFFIXES: [&str; 14] =
        ["هما", "ها", "هم", "ان", "ات", "ون", "ين", "يه", "تين", "نا", "كم", "وا", "ه", "ي"];
    let base = stripped(word);
    if lexicon::is_bare(base) {
        return (base, base);
    }
    let cut = |suffix: &&str| base.strip_suffix(suffix).filter(|rest| letters(rest) >= 3);
    (base, SUFFIXES.iter().find_map(cut).unwrap_or(base))
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
    fn a_proclitic_is_taken_however_usual_the_word_is_with_it() {
        for word in ["لكره", "باسم", "واوضح", "واشار", "بشكل", "لمده", "لحساب", "بقيمه", "سيتم", "وبشكل"]
        {
            let rest = ["وب", "و", "ل", "ب", "س"].iter().find_map(|letter| word.strip_prefix(letter));
            assert_eq!(Some(stripped(word)), rest, "{word}");
        }
    }

    #[test]
    fn a_first_letter_of_the_word_itself_stays() {
        for word in [
            "بوتين",
            "بوعلي",
            "بكين",
            "كندا",
            "وزير",
            "بعض",
            "بلديه",
            "كبير",
            "فريق",
            "ليس",
            "وقت",
            "كان",
            "كانت",
            "لجنه",
            "ولايه",
            "سيده",
            "كاملا",
            "فادي",
            "ليلي",
            "سعاد",
        ] {
            assert_eq!(stripped(word), word);
            assert_eq!(stripped(&format!("و{word}")), word);
        }
    }

    #[test]
    fn the_article_is_taken_behind_two_proclitics() {
        for word in ["وبالصين", "فبالصين", "وكالصين", "فكالصين", "والصين", "بالصين", "فللصين"]
        {
            assert_eq!(stripped(word), "صين", "{word}");
        }
        for (word, rest) in [("وكالات", "وكالات"), ("وكاليفورنيا", "كاليفورنيا"), ("وبالي", "بالي")]
        {
            assert_eq!(stripped(word), rest);
        }
    }

    #[test]
    fn of_two_lams_the_second_may_be_of_the_word() {
        for word in ["لبنان", "ليبيا", "ليون", "لجان", "لجنه", "لوبان", "لندن"]
        {
            assert_eq!([stripped(&format!("ل{word}")), stripped(&format!("ول{word}"))], [word, word]);
        }
        for (word, rest) in [("للازمه", "ازمه"), ("للشعب", "شعب"), ("للكويت", "كويت"), ("لل", "لل")]
        {
            assert_eq!(stripped(word), rest);
        }
    }

    #[test]
    fn what_is_left_is_no_particle() {
        for (word, rest) in [("والي", "والي"), ("الوالي", "والي"), ("لالي", "لالي"), ("كالي", "كالي")]
        {
            assert_eq!(stripped(word), rest);
        }
    }

    #[test]
    fn a_name_may_begin_as_with_a_proclitic() {
        for (word, own) in [("بيومي", "بيومي"), ("وعزيز", "وعزيز"), ("فاخر", "فاخر"), ("ولولا", "لولا")]
        {
            assert_eq!((name(word), named(word)), (Some(own), own));
        }
        for (word, base) in [("باسم", "اسم"), ("وقال", "قال"), ("بوتين", "بوتين"), ("العزيز", "عزيز")]
        {
            assert_eq!((name(word), named(word)), (None, base));
        }
    }

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
    fn the_end_of_a_name_is_no_suffix() {
        for name in ["سلمان", "سليمان", "شعبان", "عمران", "ليلي", "لبنان"] {
            assert_eq!(stem(name), name);
        }
        assert_eq!(stem("ومدرسين"), "مدرس");
        assert_eq!(stem("سلمها"), "سلم");
    }
}
