//! The help screen.

use ratatui::buffer::Buffer;

use super::paint::{self, Side, Strip};
use super::popup::reset;
use super::reader::legend_of;
use super::theme::Theme;
use crate::app::App;
use crate::app::help::{Help, HelpRow, KEY_COLS};
use crate::model::EntityKind;

/// Draws the help over the panes.
pub fn draw(app: &App, help: &Help, theme: Theme, buffer: &mut Buffer) {
    let screen = app.geometry().screen;
    for y in 1..screen.rows {
        reset(buffer, Strip { x: 0, y, cols: screen.cols });
    }
    let cols = Help::text_cols(screen.cols);
    let x = (screen.cols - cols) / 2;
    let rows = usize::from(screen.rows.saturating_sub(2));
    for (at, row) in help.rows.iter().skip(help.top).take(rows).enumerate() {
        let strip = Strip { x, y: 1 + at as u16, cols };
        match row {
            HelpRow::Blank => {}
            HelpRow::Heading(line) => paint::line(buffer, strip, line, Side::Right, |_| theme.headline()),
            HelpRow::Text(line) => paint::line(buffer, strip, line, Side::Right, |_| theme.text()),
            HelpRow::Legend => legend_of(app, theme, buffer, strip, EntityKind::ALL.into_iter()),
            HelpRow::Entry { keys, line } => {
                let keys_strip = strip.inset(cols.saturating_sub(KEY_COLS), 0);
                paint::label(buffer, keys_strip, &paint::keys(keys), Side::Right, theme.mark());
                let sentence = strip.inset(0, KEY_COLS + 1);
                paint::line(buffer, sentence, line, Side::Right, |_| theme.text());
            }
        }
    }
    let last = Strip { x: 0, y: screen.rows.saturating_sub(1), cols: screen.cols }.inset(1, 1);
    paint::label(buffer, last, app.words().help_hint, Side::Right, theme.quiet());
}
