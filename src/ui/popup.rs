//! The card of an entity, in a frame in the middle of the screen.

use ratatui::buffer::Buffer;

use super::paint::{self, Side, Strip};
use super::theme::Theme;
use crate::app::App;
use crate::app::geometry::Area;
use crate::app::popup::{OTHER_ROWS, Popup};
use crate::app::words::{kind_letter, kind_name};

/// Draws the card.
pub fn draw(app: &App, popup: &Popup, theme: Theme, buffer: &mut Buffer) {
    let screen = app.geometry().screen;
    let shown = Popup::room(screen.rows).min(popup.page.articles.len().max(1));
    let rows = (OTHER_ROWS + shown as u16).min(screen.rows);
    let cols = 64.min(screen.cols.saturating_sub(2));
    let area = Area { x: (screen.cols - cols) / 2, y: (screen.rows - rows) / 2, cols, rows };
    frame(area, theme, buffer);
    let row = |at: usize| Strip::of(Area { rows: area.rows.saturating_sub(1), ..area }, at).inset(2, 4);
    let (page, words, lang) = (&popup.page, app.words(), app.settings.lang);
    paint::label(buffer, row(1), &page.name, Side::Right, theme.headline());
    if let Some(english) = &page.english {
        paint::label(buffer, row(2), english, Side::Right, theme.text());
    }
    paint::labels(
        buffer,
        row(3),
        &[
            (kind_letter(page.kind, lang), theme.class(page.kind)),
            (" ", theme.text()),
            (kind_name(page.kind, lang), theme.mention(page.kind)),
        ],
    );
    let mut rest = paint::labels(buffer, row(4), &[(words.variants, theme.quiet()), (": ", theme.quiet())]);
    for (form, count) in &page.variants {
        let count = app.style().numerals(&format!(" {count}  "));
        rest = paint::labels(buffer, rest, &[(form, theme.text()), (&count, theme.quiet())]);
    }
    let heading = app.style().count(popup.selected + 1, page.articles.len(), false);
    paint::labels(
        buffer,
        row(6),
        &[(words.mentioned_in, theme.quiet()), (": ", theme.quiet()), (&heading, theme.quiet())],
    );
    for at in 0..shown {
        let Some((article, count)) = page.articles.get(popup.top + at) else { return };
        let strip = row(7 + at);
        let count = app.style().numerals(&count.to_string());
        let taken = paint::label(buffer, strip, &count, Side::Left, theme.quiet());
        let line =
            paint::laid(&article.title, strip.cols.saturating_sub(taken + 1), app.settings.text_options());
        paint::line(buffer, strip.inset(taken + 1, 0), &line, Side::Right, |_| theme.text());
        if popup.top + at == popup.selected {
            paint::put(buffer, area.x + area.cols - 3, strip.y, "┃", theme.selection());
        }
    }
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
