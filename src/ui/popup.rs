//! The card of an entity, in a frame in the middle of the screen.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::list::STAR;
use super::paint::{self, Side, Strip};
use super::theme::Theme;
use crate::app::App;
use crate::app::geometry::Area;
use crate::app::page::GAP;
use crate::app::popup::{CardRow, FIXED_ROWS, Form, Popup};
use crate::app::reader::Reader;
use crate::app::words::{kind_letter, kind_name};
use crate::model::{EntityPage, Summary};

/// Draws the card.
pub fn draw(app: &App, popup: &Popup, theme: Theme, buffer: &mut Buffer) {
    let screen = app.geometry().screen;
    let shown = popup.rows();
    let rows = FIXED_ROWS + shown.len() as u16;
    let area = centred(screen, rows);
    frame(area, theme, buffer);
    let whole = |at: usize| Strip::of(Area { rows: area.rows.saturating_sub(1), ..area }, at);
    name(&popup.page, theme, buffer, whole(1).inset(2, 4));
    for (at, row) in shown.iter().enumerate() {
        card_row(app, popup, theme, buffer, whole(2 + at), row);
    }
    let (above, below) = popup.more();
    for (more, at, sign) in [(above, 2, "↑"), (below, 1 + shown.len(), "↓")] {
        let strip = whole(at).inset(1, 0);
        if more && strip.cols > 0 {
            paint::put(buffer, strip.x - 1, strip.y, sign, theme.frame(true));
        }
    }
}

fn card_row(app: &App, popup: &Popup, theme: Theme, buffer: &mut Buffer, whole: Strip, row: &CardRow) {
    let (page, words, lang) = (&popup.page, app.words(), app.settings.lang);
    let strip = whole.inset(2, 4);
    match row {
        CardRow::Blank => {}
        CardRow::English => {
            let name = page.english.as_deref().unwrap_or_default();
            paint::label(buffer, strip, name, Side::Right, theme.text());
        }
        CardRow::Kind => {
            let kind = [
                (kind_letter(page.kind, lang), theme.class(page.kind)),
                (" ", theme.text()),
                (kind_name(page.kind, lang), theme.mention(page.kind)),
            ];
            paint::labels(buffer, strip, &kind);
        }
        CardRow::Seen => seen(app, page, theme, buffer, strip),
        CardRow::Forms(first, forms) => draw_forms(app, *first, forms, theme, buffer, strip),
        CardRow::Beside => {
            paint::label(buffer, strip, words.page.beside, Side::Right, theme.quiet());
        }
        CardRow::Names(range) => names(app, page, range, None, theme, buffer, strip),
        CardRow::Heading => {
            let open = app.reader.as_ref().map(Reader::id);
            let here = |article: &Summary| Some(&article.id) == open;
            if matches!(page.articles.as_slice(), [(only, _)] if here(only)) {
                paint::label(buffer, strip, words.nowhere_else, Side::Right, theme.quiet());
                return;
            }
            let count = app.style().articles(page.total);
            let quiet = theme.quiet();
            let mentioned = [(words.mentioned_in, quiet), (" ", quiet), (count.as_str(), quiet)];
            paint::phrase(buffer, strip, lang, &mentioned);
        }
        CardRow::Article(at) => {
            let Some((article, count)) = page.articles.get(*at) else { return };
            let count = app.style().numerals(&count.to_string());
            let taken = paint::label(buffer, strip, &count, Side::Left, theme.quiet());
            let room = strip.cols.saturating_sub(taken + 1);
            let line = paint::laid(&article.title, room, app.settings.text_options());
            paint::line(buffer, strip.inset(taken + 1, 0), &line, Side::Right, |_| theme.text());
            if *at == popup.selected && whole.cols > 2 {
                paint::put(buffer, whole.x + whole.cols - 3, whole.y, "┃", theme.selection());
            }
        }
    }
}

/// The name of an entity, with a star where it is followed.
pub fn name(page: &EntityPage, theme: Theme, buffer: &mut Buffer, strip: Strip) {
    let star = if page.followed { STAR } else { "" };
    let name = paint::quoted(&page.name);
    let name = [(&*name, theme.headline()), (" ", theme.text()), (star, theme.mark())];
    paint::labels(buffer, strip, &name);
}

/// When an entity was first and last seen.
pub fn seen(app: &App, page: &EntityPage, theme: Theme, buffer: &mut Buffer, strip: Strip) {
    let (Some(first), Some(last)) = (page.first, page.last) else { return };
    let (words, quiet, text) = (&app.words().page, theme.quiet(), theme.text());
    let date = |time| app.style().date(time, false);
    let (first, last) = (date(first), date(last));
    let phrase = [
        (words.first_seen, quiet),
        (": ", quiet),
        (first.as_str(), text),
        (" · ", quiet),
        (words.last_seen, quiet),
        (": ", quiet),
        (last.as_str(), text),
    ];
    paint::phrase(buffer, strip, app.settings.lang, &phrase);
}

/// Some entities beside one, each with its letter and the articles that they share.
pub fn names(
    app: &App,
    page: &EntityPage,
    range: &Range<usize>,
    selected: Option<usize>,
    theme: Theme,
    buffer: &mut Buffer,
    strip: Strip,
) {
    let gap = " ".repeat(GAP);
    let mut rest = strip;
    for (at, tally) in page.neighbours.iter().enumerate().take(range.end).skip(range.start) {
        let count = app.style().numerals(&tally.count.to_string());
        let current = selected == Some(at);
        let style = if current { theme.current_mention(tally.kind) } else { theme.mention(tally.kind) };
        let entry = [
            (kind_letter(tally.kind, app.settings.lang), theme.class(tally.kind)),
            (" ", theme.text()),
            (tally.name.as_str(), style),
            (" ", theme.text()),
            (count.as_str(), theme.quiet()),
            (gap.as_str(), theme.text()),
        ];
        rest = paint::labels(buffer, rest, &entry);
    }
}

/// Forms of a name with their counts; on the first row of them, told as such.
pub fn draw_forms(app: &App, first: bool, forms: &[Form], theme: Theme, buffer: &mut Buffer, strip: Strip) {
    let (text, quiet) = (theme.text(), theme.quiet());
    let heading = [(app.words().variants, quiet), (": ", quiet)];
    let mut phrase: Vec<(&str, Style)> = if first { heading.to_vec() } else { Vec::new() };
    let quoted: Vec<_> = forms.iter().map(|(form, _)| paint::quoted(form)).collect();
    for (at, (form, (_, count))) in quoted.iter().zip(forms).enumerate() {
        let gap = if at + 1 == forms.len() || count.is_empty() { "" } else { "  " };
        phrase.extend([(&**form, text), (" ", quiet), (count.as_str(), quiet), (gap, quiet)]);
    }
    paint::phrase(buffer, strip, app.settings.lang, &phrase);
}

/// So many rows in the middle of the screen, as far as it has them.
pub fn centred(screen: Area, rows: u16) -> Area {
    let (rows, cols) = (rows.min(screen.rows), Popup::cols(screen.cols));
    Area { x: (screen.cols - cols) / 2, y: (screen.rows - rows) / 2, cols, rows }
}

/// An empty frame over whatever is there.
pub fn frame(area: Area, theme: Theme, buffer: &mut Buffer) {
    let style = theme.frame(true);
    let last = usize::from(area.rows).saturating_sub(1);
    for row in 0..=last {
        let strip = Strip::of(area, row);
        reset(buffer, strip);
        let (left, right) = match row {
            0 => ("┌", "┐"),
            _ if row == last => ("└", "┘"),
            _ => ("│", "│"),
        };
        for x in strip.x + 1..(strip.x + strip.cols).saturating_sub(1) {
            let across = if row == 0 || row == last { "─" } else { " " };
            paint::put(buffer, x, strip.y, across, if across == " " { theme.text() } else { style });
        }
        paint::put(buffer, strip.x, strip.y, left, style);
        paint::put(buffer, strip.x + strip.cols.saturating_sub(1), strip.y, right, style);
    }
}

/// Takes away what was drawn on a strip.
pub fn reset(buffer: &mut Buffer, strip: Strip) {
    for x in strip.x..strip.x + strip.cols {
        if let Some(cell) = buffer.cell_mut((x, strip.y)) {
            cell.reset();
        }
    }
}
