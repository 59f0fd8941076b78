//! `search`: queries against the library.

use std::path::Path;

use anyhow::{Context, Result};

use super::input::{self, InputError};
use super::page::{Span, Style};
use super::session::{Session, now};
use super::{add, browse, json};
use crate::app::words::{warning, words};
use crate::library::{Library, Searcher};
use crate::model::{Found, Reason, Warning};
use crate::text::Base;

/// Articles that wait for the index of which one is told: they take seconds.
const MANY: usize = 500;

/// How is answered.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// In JSON; a batch always is.
    pub json: bool,
    /// In JSON, also how the query was read.
    pub explain: bool,
    /// At most so many hits.
    pub limit: usize,
}

/// Answers one query, or each line of a file.
pub fn run(session: &mut Session, query: &str, batch: Option<&Path>, form: Form) -> Result<()> {
    let queries = match batch.map(|path| (path, input::bytes(path))) {
        // Whoever asks through a pipe may have nothing to ask.
        Some((path, Err(InputError::Empty))) if input::is_stdin(path) => return Ok(()),
        Some((path, bytes)) => bytes.with_context(|| path.display().to_string())?,
        None => Vec::new(),
    };
    let mut library = session.library()?;
    let waiting = library.derive(0)?; // follows the corrections too
    if waiting >= MANY {
        let of = library.article_count()?;
        let told = Warning::Indexing { done: of.saturating_sub(waiting), of };
        session.console.warn(warning(&told, session.settings.style()));
    }
    add::derive(session, &mut library)?; // what a first run or an interrupted one left over
    let searcher = library.searcher().on(now().to_zoned(session.settings.zone.clone()).date());
    if let Some(path) = batch {
        for (start, line) in lines(&queries) {
            match str::from_utf8(line) {
                Ok(query) => answer(session, &mut library, &searcher, query, form)?,
                Err(error) => {
                    let error = InputError::NotUtf8(start + error.valid_up_to());
                    session.console.fail(format_args!("{}: {error}", path.display()));
                    tell_json(session, &String::from_utf8_lossy(line), &Found::default(), form)?;
                }
            }
            session.console.flush()?; // whoever asks line by line waits for it
        }
        return Ok(());
    }
    if form.json {
        return answer(session, &mut library, &searcher, query, form);
    }
    let found = find(session, &mut library, &searcher, query, form.limit)?;
    tell(session, &found)
}

/// Searches; an index that turns out to be damaged is built anew before it is asked again.
fn find(
    session: &mut Session,
    library: &mut Library,
    searcher: &Searcher,
    query: &str,
    limit: usize,
) -> Result<Found> {
    let found = searcher.search(query, limit);
    if !found.warnings.contains(&Warning::Damaged) {
        return Ok(found);
    }
    session.console.warn(warning(&Warning::Damaged, session.settings.style()));
    add::derive(session, library)?;
    Ok(searcher.search(query, limit))
}

/// Lines as they were typed, each with the byte where it begins: split at line feeds, a carriage return before one is
/// not part of it.
fn lines(text: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    let mut start = 0;
    text.split(|byte| *byte == b'\n').map(move |line| {
        let at = start;
        start += line.len() + 1;
        (at, line.strip_suffix(b"\r").unwrap_or(line))
    })
}

fn answer(
    session: &mut Session,
    library: &mut Library,
    searcher: &Searcher,
    query: &str,
    form: Form,
) -> Result<()> {
    let is_empty = query.trim().is_empty();
    let found =
        if is_empty { Found::default() } else { find(session, library, searcher, query, form.limit)? };
    tell_json(session, query, &found, form)
}

fn tell_json(session: &mut Session, query: &str, found: &Found, form: Form) -> Result<()> {
    let answer = json::Answer::new(query, found);
    let style = session.settings.style();
    Ok(session.console.json(&if form.explain { answer.explained(found, style) } else { answer })?)
}

fn tell(session: &mut Session, found: &Found) -> Result<()> {
    let about = if found.approximate { "≈" } else { "" };
    let total = session.settings.style().numerals(&found.total.to_string());
    let count = format!("{}: {about}{total}", session.words().results);
    let row = session.page.row(&[Span::new(&count, Style::Faint)]);
    session.console.row(&row)?;
    for odd in &found.warnings {
        let text = warning(odd, session.settings.style());
        let row = session.page.row(&[Span::new(&text, Style::Faint)]);
        session.console.row(&row)?;
    }
    for reason in &found.reasons {
        reading(session, reason)?;
    }
    for hit in &found.hits {
        session.console.row("")?;
        browse::entry(session, &hit.article, &hit.title_marks)?;
        let snippet = Span::new(&hit.snippet, Style::Plain).marked(&hit.highlights, Style::Hit);
        for row in session.page.paragraph(snippet, session.settings.text_options()) {
            session.console.row(&row)?;
        }
    }
    Ok(())
}

/// How the query was read: as typed, an arrow in reading direction, as read, why.
fn reading(session: &mut Session, reason: &Reason) -> Result<()> {
    let words = words(session.settings.lang);
    let why = words.reason(reason.kind);
    let arrow = if session.page.base == Base::Rtl { " ← " } else { " → " };
    let spans = [&reason.typed, arrow, &reason.read, " · ", why].map(|text| Span::new(text, Style::Faint));
    let row = session.page.row(&spans);
    Ok(session.console.row(&row)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_has_a_query_a_line() {
        let of = |text: &'static str| -> Vec<_> {
            lines(text.as_bytes()).map(|(at, line)| (at, str::from_utf8(line).unwrap())).collect()
        };
        assert_eq!(of("بوتين\r\n\nChina\n"), [(0, "بوتين"), (12, ""), (13, "China")]);
        assert_eq!(of("\n"), [(0, "")]);
        assert_eq!(of("a\n\n"), [(0, "a"), (2, "")]);
    }
}
