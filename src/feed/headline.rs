//! A title for an article that brings none, and the agency that its dateline names.
//!
//! Decides by form: where a sentence ends, what a dateline looks like; `clause` cuts what is too long.
//! Knows no publisher.
//!
//! *Invariant:* a title is one line, never empty for a body with text, and never cut inside a word.

use super::{clause, has_text, is_invisible};

/// What a body says of itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Derived {
    /// Headline.
    pub title: String,
    /// The agency in its dateline.
    pub source: Option<String>,
}

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
    let line: String =
        line.chars().take(4 * clause::LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = tidy(&line);
    clause::title(&line[..sentence_end(line)])
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
