//! `view(&App) -> Buffer`: drawing, and nothing else.
//!
//! Where things stand is decided by `app::geometry`, what is wrapped by *update*; here cells get their
//! places and their styles. Output is in visual order; `term::encode` makes of it what a terminal needs.
//!
//! *Invariant:* `paint` is the only writer of text to a `Buffer`. *Invariant:* no state of its own.
//! *Invariant:* column 0 of a row never holds an RTL letter.

mod calibration;
mod correct;
mod help;
mod list;
mod names;
mod page;
mod paint;
mod popup;
mod reader;
mod search;
mod status;
mod theme;

pub use calibration::ways;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::paint::{Side, Strip};
use self::theme::Theme;
use crate::app::App;
use crate::app::geometry::Shape;

/// Draws the whole state, in visual order, one glyph with its marks a cell. `area` is the buffer's: the
/// layout is that of the size the state was last told.
pub fn view(app: &App, area: Rect, buffer: &mut Buffer) {
    buffer.reset();
    let theme = Theme::new(app.settings.color);
    let geometry = app.geometry();
    if geometry.shape == Shape::Tiny {
        let strip = Strip { x: area.x, y: area.y + area.height / 2, cols: area.width }.inset(1, 0);
        paint::label(buffer, strip, app.words().too_small, Side::Right, theme.text());
        return;
    }
    if geometry.reader.cols > 0 {
        reader::draw(app, theme, buffer);
    }
    if geometry.list.cols > 0 {
        list::draw(app, theme, buffer);
    }
    if let Some(names) = app.names.as_ref().filter(|_| geometry.names.rows > 0) {
        names::draw(app, names, theme, buffer);
    }
    for row in 0..geometry.divider.rows {
        paint::put(buffer, geometry.divider.x, geometry.divider.y + row, "│", theme.frame(false));
    }
    status::title(app, theme, buffer);
    status::status(app, theme, buffer);
    if let Some(shown) = app.page() {
        page::draw(app, shown, theme, buffer);
    }
    if let Some(correcting) = &app.correcting {
        correct::draw(app, correcting, theme, buffer);
    }
    if let Some(popup) = &app.popup {
        popup::draw(app, popup, theme, buffer);
    }
    if let Some(help) = &app.help {
        help::draw(app, help, theme, buffer);
    }
    if app.calibration.open {
        calibration::draw(app, theme, buffer);
    }
}
