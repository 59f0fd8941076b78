//! The card of an entity, in a frame in the middle of the screen.

use ratatui::buffer::Buffer;

use super::paint::{self, Side, Strip};
use super::theme::Theme;
use crate::app::App;
use crate::app::geometry::Area;
use crate::app::popup::{CardRow, FIXED_ROWS, Form, Popup};
use crate::app::reader::Reader;
use crate::app::words::{kind_letter, kind_name};
use crate::model::Summary;

/// Draws the card.
pub fn draw(app: &App, popup: &Popup, theme: Theme, buffer: &mut Buffer) {
    let screen = app.geometry().screen;
    let shown = popup.rows();
    let rows = (FIXED_ROWS + shown.len() as u16).min(screen.rows);
    let cols = Popup::cols(screen.cols);
    let area = Area { x: (screen.cols - cols) / 2, y: (screen.rows - rows) / 2, cols, rows };
    frame(area, theme, buffer);
    let whole = |at: usize| Strip::of(Area { rows: area.rows.saturating_sub(1), ..area }, at);
    paint::label(buffer, whole(1).inset(2, 4), &popup.page.name, Side::Right, theme.headline());
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
        CardRow::Forms(first, forms) => {
            let heading = [(words.variants, theme.quiet()), (": ", theme.quiet())];
            let rest = if *first { paint::labels(buffer, strip, &heading) } else { strip };
            draw_forms(theme, buffer, rest, forms);
        }
        CardRow::Heading => {
            let open = app.reader.as_ref().map(Reader::id);
            let here = |article: &Summary| Some(&article.id) == open;
            if matches!(page.articles.as_slice(), [(only, _)] if here(only)) {
                paint::label(buffer, strip, words.nowhere_else, Side::Right, theme.quiet());
                return;
            }
            let count = app.style().articles(page.total);
            let quiet = theme.quiet();
            paint::labels(buffer, strip, &[(words.mentioned_in, quiet), (" ", quiet), (&count, quiet)]);
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

fn draw_forms(theme: Theme, buffer: &mut Buffer, strip: Strip, forms: &[Form]) {
    let (text, quiet) = (theme.text(), theme.quiet());
    forms.iter().fold(strip, |rest, (form, count)| {
        let gap = if count.is_empty() { "" } else { "  " };
        paint::labels(
            buffer,
            rest,
            &[(form.as_str(), text), (" ", quiet), (count.as_str(), quiet), (gap, quiet)],
        )
    });
}

/// An empty frame over whatever is there.
fn frame(area: Area, theme: Theme, buffer: &mut Buffer) {
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
