//! The search box: what is typed with its painted cursor, what came of it and in which order.

use ratatui::buffer::Buffer;

use super::paint::{self, Side, Strip};
use super::theme::Theme;
use crate::app::App;
use crate::app::geometry::{Area, GUTTER};
use crate::app::line_edit::LineEdit;
use crate::model::Order;
use crate::text::Line;

/// Draws the box on two rows.
pub fn draw(app: &App, theme: Theme, buffer: &mut Buffer, area: Area) {
    let row = Strip::of(area, 0).inset(1, GUTTER);
    let rest = paint::labels(buffer, row, &[(app.words().search, theme.headline()), (" ", theme.text())]);
    typed(&app.search.edit, theme, buffer, rest);
    let row = Strip::of(area, 1).inset(1, GUTTER);
    let order = match app.search.order {
        Order::Relevance => app.words().best_first,
        Order::Newest => app.words().newest_first,
    };
    let taken = paint::label(buffer, row, order, Side::Left, theme.quiet());
    let row = row.inset(taken + 1, 0);
    let Some(found) = &app.search.found else { return };
    let at = if found.hits.is_empty() { 0 } else { app.search.selected + 1 };
    let count = match found.total {
        0 => app.words().no_results.to_owned(),
        total => app.style().count(at, total, found.approximate),
    };
    paint::label(buffer, row, &count, Side::Right, theme.quiet());
}

/// What is typed, as far as it fits, the cursor always among it.
pub fn typed(edit: &LineEdit, theme: Theme, buffer: &mut Buffer, strip: Strip) {
    let line = edit.line();
    let cursor = edit.cursor_cell(&line);
    let end = edit.text().len();
    let window = window(&line, cursor, strip.cols);
    let on = line.cells.get(cursor).map(|cell| cell.source.clone());
    // The last cell only holds the cursor's place: it is blank.
    let mut shown = Line { cells: window.to_vec(), base: line.base };
    for cell in shown.cells.iter_mut().filter(|cell| cell.source.start >= end) {
        " ".clone_into(&mut cell.symbol);
    }
    paint::line(buffer, strip, &shown, Side::Right, |cell| {
        if Some(&cell.source) == on.as_ref() { theme.cursor() } else { theme.text() }
    });
}

/// The cells around the cursor that fit: from the start (the right) as long as it is in view, but behind Latin
/// words, which run on at the left of the cursor, with half the room for them.
fn window(line: &Line, cursor: usize, cols: u16) -> &[crate::text::Cell] {
    let width = |cells: &[crate::text::Cell]| cells.iter().map(|cell| usize::from(cell.cols)).sum::<usize>();
    let mut first = cursor;
    let mut used = width(&line.cells[cursor..]);
    let room = usize::from(cols).max(1);
    let before = width(&line.cells[..cursor]).min(room / 2);
    let mut end = line.cells.len();
    while used > room - before && end > cursor + 1 {
        end -= 1;
        used -= usize::from(line.cells[end].cols);
    }
    while first > 0 && used + usize::from(line.cells[first - 1].cols) <= room {
        first -= 1;
        used += usize::from(line.cells[first].cols);
    }
    &line.cells[first..end]
}
