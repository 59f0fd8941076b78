//! A title for an article that brings none, and the agency that its dateline names.
//!
//! Decides by form: where a sentence ends, where a clause ends, what a dateline looks like. Knows
//! no publisher.
//!
//! *Invariant:* a title is one line, never empty for a body with text, and never cut inside a word.

use super::{has_text, is_invisible};

/// What a body says of itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Derived {
    /// Headline.
    pub title: String,
    /// The agency in its dateline.
    pub source: Option<String>,
}

/// Longest derived title, in characters.
const LONGEST: usize = 90;
/// A clause shorter than this says too little to stand as a title, in characters.
const SHORTEST: usize = 40;

/// Title and source of a body: its own first line where that is a headline, else its first sentence,
/// cut at the end of a clause.
pub(super) fn derive(body: &str) -> Derived {
    let mut lines = body.split(['\n', '\r', '\u{2028}', '\u{2029}']).map(tidy).filter(|line| has_text(line));
    let first = lines.next().unwrap_or_default();
    let Some(dateline) = dateline(first) else {
        let whole = is_headline(first) && lines.next().is_some();
        let title = if whole { first.to_owned() } else { sentence(first) };
        return Derived { title, source: None };
    };
    let rest = tidy(&first[dateline.end..]);
    let rest = if has_text(rest) { rest } else { lines.next().unwrap_or(first) };
    Derived { title: sentence(rest), source: dateline.agency.map(str::to_owned) }
}

fn tidy(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || is_invisible(c) || c.is_control())
}

/// Whether a first line has the form of a headline: 2 to 18 words in at most 120 characters, no final
/// stop (a question or exclamation mark may stand) and none inside.
pub(super) fn is_headline(line: &str) -> bool {
    let words = line.split_whitespace().count();
    (2..=18).contains(&words)
        && line.chars().count() <= 120
        && line.chars().any(char::is_alphabetic)
        && !line.ends_with(['.', '،', ',', '؛', ';', ':', '…'])
        && !line.contains(". ")
}

/// `بكين (رويترز) –`: place, agency in brackets, dash.
pub(super) struct Dateline<'a> {
    /// Where it ends: byte after the dash.
    pub end: usize,
    /// What stands in the brackets.
    pub agency: Option<&'a str>,
}

/// The dateline with which a line opens: at most five words of place or date, an agency in brackets,
/// a dash.
pub(super) fn dateline(line: &str) -> Option<Dateline<'_>> {
    let open = line.find('(')?;
    let close = open + line[open..].find(')')?;
    let place = &line[..open];
    let agency = line[open + 1..close].trim();
    let dash = line[close + 1..].trim_start();
    let end = line.len() - dash.len() + dash.chars().next()?.len_utf8();
    let fits = place.split_whitespace().count() <= 5
        && place.chars().count() <= 40
        && !place.contains(['.', '،', '؛', ':', '"', '«', '“'])
        && (1..=30).contains(&agency.chars().count())
        && agency.chars().any(char::is_alphabetic)
        && dash.starts_with(['-', '–', '—', '−', 'ـ', ':']);
    fits.then_some(Dateline { end, agency: Some(agency) })
}

/// The first sentence, cut at the end of a clause where it is long.
fn sentence(line: &str) -> String {
    let line: String = line.chars().take(4 * LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = tidy(&line);
    let end = sentence_end(line);
    let whole = &line[..end];
    if whole.chars().count() <= LONGEST {
        return whole.to_owned();
    }
    match clause_end(whole) {
        Some((end, Clause::Complete)) => whole[..end].trim_end_matches(is_pause).to_owned(),
        Some((end, Clause::Open)) => format!("{}…", whole[..end].trim_end_matches(is_pause)),
        None => format!("{}…", at_word(whole)),
    }
}

/// Where the first sentence ends, without its full stop; a stop inside a number or an abbreviation ends none.
fn sentence_end(line: &str) -> usize {
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let last = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        match c {
            '.' | '…' if last && at > 0 => return at,
            '؟' | '?' | '!' if last => return at + c.len_utf8(),
            _ => {}
        }
    }
    line.len()
}

fn is_pause(c: char) -> bool {
    c.is_whitespace() || matches!(c, '،' | ',' | '؛' | ';' | ':' | '–' | '—' | '-')
}

/// Words that open a new clause: what stands before them is complete.
const OPENERS: &[&str] = &[
    "حيث",
    "بينما",
    "فيما",
    "لكن",
    "ولكن",
    "وذلك",
    "كما",
    "إذ",
    "بعدما",
    "عندما",
    "حين",
    "حسب",
    "بحسب",
    "وفق",
    "وفقا",
    "وفقاً",
    "وفقًا",
    "رغم",
    "وسط",
    "خلال",
    "عقب",
    "إثر",
    "بعد",
    "قبل",
    "منذ",
    "بسبب",
    "مما",
    "الذي",
    "التي",
    "الذين",
    "and",
    "but",
    "while",
    "after",
    "before",
    "as",
    "because",
    "which",
    "who",
    "when",
];

/// Words that hang a circumstance or an object on a clause: what stands before them reads well, but
/// may lack something.
const PREPOSITIONS: &[&str] =
    &["في", "من", "إلى", "الى", "على", "عن", "مع", "ضد", "in", "on", "at", "from", "to", "with", "for"];

/// What stands before a cut.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clause {
    Complete,
    Open,
}

/// The end of the last clause within the longest title: at punctuation, else before a conjunction,
/// else before a preposition; quotation marks and brackets stay balanced.
fn clause_end(line: &str) -> Option<(usize, Clause)> {
    let mut best: [Option<(usize, Clause)>; 3] = [None; 3];
    for (words, (at, word)) in words_of(line).enumerate() {
        let before = line[..at].trim_end();
        let length = before.chars().count();
        if length > LONGEST {
            break;
        }
        if length < SHORTEST || words < 4 || !is_balanced(before) || ends_in_opener(before) {
            continue;
        }
        if before.ends_with(is_pause) {
            best[0] = Some((before.len(), Clause::Complete));
        } else if OPENERS.contains(&word) {
            best[1] = Some((before.len(), Clause::Complete));
        } else if PREPOSITIONS.contains(&word) || has_lam(word) {
            best[2] = Some((before.len(), Clause::Open));
        }
    }
    best.into_iter().flatten().next()
}

/// Whether the last word waits for what it opens.
fn ends_in_opener(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    OPENERS.contains(&last) || PREPOSITIONS.contains(&last)
}

/// The preposition that is written as one with its word (`لمناقشة`), as far as its length tells.
fn has_lam(word: &str) -> bool {
    word.starts_with('ل') && word.chars().count() >= 6
}

fn words_of(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.split_whitespace().map(move |word| (word.as_ptr() as usize - line.as_ptr() as usize, word))
}

fn is_balanced(text: &str) -> bool {
    let count = |open: char, close: char| {
        let opens = text.chars().filter(|&c| c == open).count();
        opens == text.chars().filter(|&c| c == close).count()
    };
    count('(', ')') && count('«', '»') && count('“', '”') && text.matches('"').count().is_multiple_of(2)
}

/// As many whole words as a title holds; a single endless word is cut between characters.
fn at_word(line: &str) -> &str {
    let limit = line.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| at);
    let end = line[..limit].rfind(char::is_whitespace).unwrap_or(limit);
    line[..end].trim_end_matches(is_pause)
}
