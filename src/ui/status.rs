//! The title bar and the status line.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::paint::{self, Side, Strip};
use super::theme::Theme;
use crate::app::App;
use crate::app::reader::Reader;
use crate::app::words::{Words, kind_letter, kind_name};
use crate::model::Reason;

/// Draws the title bar.
pub fn title(app: &App, theme: Theme, buffer: &mut Buffer) {
    let strip = Strip::of(app.geometry().title, 0);
    let bar = theme.bar();
    paint::fill(buffer, strip, bar);
    let strip = strip.inset(1, 1);
    let unread = app.style().unread(app.list.unread());
    let rest = paint::labels(buffer, strip, &[(app.words().program, bar), (" · ", bar), (&unread, bar)]);
    if let Some(reader) = app.reader.as_ref().filter(|_| app.geometry().list.cols == 0) {
        let title = &reader.opened.article.parsed.title;
        paint::labels(buffer, rest, &[(" · ", bar), (title, bar)]);
    }
}

/// Draws the status line: what is to be told at the right, where one is at the left.
pub fn status(app: &App, theme: Theme, buffer: &mut Buffer) {
    let strip = Strip::of(app.geometry().status, 0).inset(1, 1);
    let place = place(app);
    let taken = paint::label(buffer, strip, &place, Side::Left, theme.quiet());
    let strip = strip.inset(taken + 1, 0);
    if let Some(notice) = &app.notice {
        let style = if notice.error { theme.error() } else { theme.text() };
        paint::label(buffer, strip, &notice.text, Side::Right, style);
        return;
    }
    let texts = told(app, theme);
    let texts: Vec<(&str, Style)> = texts.iter().map(|(text, style)| (text.as_str(), *style)).collect();
    paint::labels(buffer, strip, &texts);
}

/// Where one is: in the list which article, in the reader how far.
fn place(app: &App) -> String {
    if app.reading && !app.search.open {
        let percent = app.reader.as_ref().map_or(0, Reader::percent);
        return app.style().percent(percent);
    }
    let (at, of) = match &app.search.found {
        Some(found) if app.search.open => (app.search.selected, found.hits.len()),
        _ => (app.list.selected, app.list.articles.len()),
    };
    app.style().numerals(&format!("{}/{of}", if of == 0 { 0 } else { at + 1 }))
}

fn told(app: &App, theme: Theme) -> Vec<(String, Style)> {
    if app.search.open {
        return why(app).into_iter().map(|text| (text, theme.quiet())).collect();
    }
    if let Some((at, mention)) = app.reader.as_ref().and_then(|r| Some((r.mention?, r.current_mention()?))) {
        let lang = app.settings.lang;
        let of = app.reader.as_ref().map_or(0, |reader| reader.painted().len());
        return vec![
            (kind_letter(mention.kind, lang).to_owned(), theme.class(mention.kind)),
            (" ".to_owned(), theme.text()),
            (kind_name(mention.kind, lang).to_owned(), theme.mention(mention.kind)),
            (": ".to_owned(), theme.text()),
            (mention.name.clone(), theme.text()),
            (" · ".to_owned(), theme.quiet()),
            (app.style().count(at + 1, of, false), theme.quiet()),
        ];
    }
    let hint = |(key, what): &(&str, &str)| [format!("{key} {what}"), "   ".to_owned()];
    app.words().hints.iter().flat_map(hint).map(|text| (text, theme.quiet())).collect()
}

/// Why a search found what it found, where that is not plain, and what was odd about it.
fn why(app: &App) -> Vec<String> {
    let Some(found) = &app.search.found else { return Vec::new() };
    let words = app.words();
    let reasons = found.reasons.iter().flat_map(|reason| told_reason(reason, words));
    reasons.chain(found.warnings.iter().flat_map(|warning| [warning.clone(), " · ".to_owned()])).collect()
}

fn told_reason(reason: &Reason, words: &Words) -> [String; 4] {
    let (typed, read, how) = match reason {
        Reason::Typo { typed, read } => (typed, read, words.typo),
        Reason::Transliteration { typed, read } => (typed, read, words.transliteration),
        Reason::Layout { typed, read } => (typed, read, words.layout),
    };
    // Typed, then an arrow in reading direction, then what it was read as: each a paragraph of its own.
    [typed.clone(), " ← ".to_owned(), read.clone(), format!(" ({how}) · ")]
}
