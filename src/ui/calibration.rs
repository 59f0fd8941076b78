//! The calibration card, over the whole screen: its rows belong to nothing else, because each of them is
//! encoded in a way of its own.

use ratatui::buffer::Buffer;

use super::paint::{self, Side, Strip};
use super::popup::reset;
use super::theme::Theme;
use crate::app::App;
use crate::app::calibration::{HOW, SAMPLE, rows};

/// Columns of the number and the mark before it.
const NUMBER_COLS: u16 = 6;

/// Draws the card over the panes.
pub fn draw(app: &App, theme: Theme, buffer: &mut Buffer) {
    let screen = app.geometry().screen;
    for y in 1..screen.rows.saturating_sub(1) {
        reset(buffer, Strip { x: 0, y, cols: screen.cols });
    }
    let strip = |y| Strip { x: 0, y, cols: screen.cols }.inset(2, 1);
    paint::label(buffer, strip(1), HOW[0], Side::Right, theme.headline());
    paint::label(buffer, strip(2), HOW[1], Side::Left, theme.headline());
    for (y, way) in rows(screen.rows) {
        let number = (way + 1).to_string();
        paint::label(buffer, strip(y).inset(2, 0), &number, Side::Left, theme.mark());
        if way == app.calibration.way {
            paint::put(buffer, 2, y, "┃", theme.selection());
        }
        paint::label(buffer, strip(y).inset(NUMBER_COLS, 0), SAMPLE, Side::Right, theme.text());
    }
}

/// The rows that are to be encoded in a way of their own, whatever the terminal's is.
pub fn ways(app: &App) -> Vec<(u16, usize)> {
    if app.calibration.open { rows(app.geometry().screen.rows).collect() } else { Vec::new() }
}
