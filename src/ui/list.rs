//! The list pane: articles, or what a search found.
//!
//! *Invariant:* moving the selection changes two cells of the list and nothing else of it.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::paint::{self, Side, Strip};
use super::theme::Theme;
use crate::app::crop::{crop, window};
use crate::app::geometry::{Area, GUTTER};
use crate::app::list::{Part, title};
use crate::app::style::about;
use crate::app::{App, BOX_ROWS, Lang};
use crate::model::{Hit, Summary};
use crate::text::Line;

/// Selection mark where the keys go to the list, and where they do not.
const SELECTED: [&str; 2] = ["┃", "│"];

/// Mark of an unread article.
pub const UNREAD: &str = "●";
/// The same where it mentions someone who is followed.
pub const ALERT: &str = "◆";
/// Mark of a starred article, and of someone who is followed.
pub const STAR: &str = "★";

/// Draws the list pane.
pub fn draw(app: &App, theme: Theme, buffer: &mut Buffer) {
    let area = app.geometry().list;
    if !app.search.open {
        let none: &[Range<usize>] = &[];
        let marks = |article: &Summary| {
            let hits = app.search.hits().iter();
            hits.filter(|hit| *hit.id() == article.id).map(|hit| hit.title_marks.as_slice()).next()
        };
        let mut row = heading(app, theme, buffer, area);
        for (at, article) in app.list.articles.iter().enumerate().skip(app.list.top) {
            let selected = at == app.list.selected;
            let marks = marks(article).unwrap_or(none);
            let used = item(app, theme, buffer, rest(area, row), article, marks, selected);
            row += used + 1;
            if row >= usize::from(area.rows) {
                return;
            }
        }
        if app.list.articles.is_empty() {
            let strip = text_strip(area, 1);
            paint::label(buffer, strip, app.words().empty_library, Side::Right, theme.quiet());
        }
        return;
    }
    super::search::draw(app, theme, buffer, Area { rows: area.rows.min(BOX_ROWS), ..area });
    let results = rest(area, usize::from(BOX_ROWS));
    let mut row = 0;
    if app.search.found.is_none() {
        for article in app.list.articles.iter().skip(app.list.top) {
            row += item(app, theme, buffer, rest(results, row), article, &[], false) + 1;
            if row >= usize::from(results.rows) {
                return;
            }
        }
    }
    for (at, hit) in app.search.hits().iter().enumerate().skip(app.search.top) {
        let selected = at == app.search.selected;
        let used = item(app, theme, buffer, rest(results, row), &hit.article, &hit.title_marks, selected);
        snippet(app, theme, buffer, text_strip(results, row + used), hit);
        row += used + 2;
        if row >= usize::from(results.rows) {
            return;
        }
    }
}

/// Above a part of the list: what it is, and how the rest comes back; the rows it took.
fn heading(app: &App, theme: Theme, buffer: &mut Buffer, area: Area) -> usize {
    let Some(narrowed) = &app.list.narrowed else { return 0 };
    let words = app.words();
    let told = match narrowed.part {
        Part::Related => words.related_to,
        Part::Thread(_) => words.page.thread_of,
        Part::Mentioning(_) => words.page.mentioning,
        Part::Found { .. } => words.found_by,
    };
    let row = text_strip(area, 0);
    let row = paint::labels(buffer, row, &[(told, theme.headline()), (" ", theme.text())]);
    let title = crop(&narrowed.title, 0, usize::from(row.cols), &app.settings.text_options());
    paint::line(buffer, row, &title, Side::Right, |_| theme.text());
    let row = text_strip(area, 1);
    let (total, approximate) = app.list.total();
    let number = about(approximate).to_owned() + &app.style().articles_alone(total);
    let mut rest = paint::labels(buffer, row, &[(&number, theme.quiet())]);
    let unread = app.list.articles.iter().filter(|article| !article.status.read).count();
    if matches!(narrowed.part, Part::Thread(_) | Part::Mentioning(_)) && unread > 0 {
        let new = app.style().numerals(&unread.to_string());
        let (quiet, mark) = (theme.quiet(), theme.mark());
        rest =
            paint::labels(buffer, rest, &[(" · ", quiet), (words.page.new, mark), (" ", mark), (&new, mark)]);
    }
    let leave = paint::laid(words.related_leave, u16::MAX, app.settings.text_options());
    if leave.width() < usize::from(rest.cols) {
        paint::label(buffer, rest, words.related_leave, Side::Left, theme.quiet());
    }
    usize::from(BOX_ROWS)
}

/// What is left of an area below some rows.
fn rest(area: Area, rows: usize) -> Area {
    let rows = rows.min(usize::from(area.rows)) as u16;
    Area { y: area.y + rows, rows: area.rows - rows, ..area }
}

/// The text's columns of a row: a blank at the left, the gutter at the right.
fn text_strip(area: Area, row: usize) -> Strip {
    Strip::of(area, row).inset(1, GUTTER)
}

/// Draws one article; the rows it took, without the blank one.
fn item(
    app: &App,
    theme: Theme,
    buffer: &mut Buffer,
    area: Area,
    article: &Summary,
    marks: &[Range<usize>],
    selected: bool,
) -> usize {
    let lines = title(&article.title, usize::from(text_strip(area, 0).cols), &app.settings.text_options());
    for (row, line) in lines.iter().enumerate() {
        title_row(theme, buffer, text_strip(area, row), line, marks);
    }
    let style = app.style();
    let source = article.source.as_deref().unwrap_or(app.words().no_source);
    let date = style.dated(article.published, article.estimated, article.added);
    let quiet = theme.quiet();
    let mut facts = [(source, quiet), (" · ", quiet), (date.as_str(), quiet)];
    if app.settings.lang == Lang::En {
        facts.reverse(); // read from the left, as in the reader
    }
    paint::labels(buffer, text_strip(area, lines.len()), &facts);
    let gutter = |row: usize| Strip::of(area, row).inset(area.cols.saturating_sub(GUTTER), 0);
    if !article.status.read {
        let mark = if app.alerts(&article.id) { ALERT } else { UNREAD };
        paint::label(buffer, gutter(0).inset(1, 1), mark, Side::Right, theme.mark());
    }
    if article.status.starred {
        paint::label(buffer, gutter(lines.len()).inset(1, 1), STAR, Side::Right, theme.mark());
    }
    if selected {
        let mark = SELECTED[usize::from(app.reading && !app.search.open)];
        for row in 0..=lines.len() {
            paint::label(buffer, gutter(row).inset(2, 0), mark, Side::Right, theme.selection());
        }
    }
    lines.len() + 1
}

fn title_row(theme: Theme, buffer: &mut Buffer, strip: Strip, line: &Line, marks: &[Range<usize>]) {
    let style = |at: usize| lit(theme, at, marks);
    paint::line(buffer, strip, line, Side::from(line.base), |cell| style(cell.source.start));
}

fn snippet(app: &App, theme: Theme, buffer: &mut Buffer, strip: Strip, hit: &Hit) {
    let first = hit.highlights.first().cloned().unwrap_or_default();
    let from = window(&hit.snippet, &first, usize::from(strip.cols));
    let tail = hit.snippet.get(from..).unwrap_or_default();
    let line = crop(tail, from, usize::from(strip.cols), &app.settings.text_options());
    paint::line(buffer, strip, &line, Side::from(line.base), |cell| {
        let quiet = theme.quiet();
        let lit = lit(theme, cell.source.start, &hit.highlights);
        if lit == theme.text() { quiet } else { lit }
    });
}

fn lit(theme: Theme, at: usize, marks: &[Range<usize>]) -> Style {
    if marks.iter().any(|mark| mark.contains(&at)) { theme.hit() } else { theme.text() }
}
