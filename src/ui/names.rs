//! The list of the article's names: a heading for every class, which tells its number and whether it is
//! shown; below it its entities with their counts, doubtful ones greyed.

use ratatui::buffer::Buffer;

use super::paint::{self, Side, Strip};
use super::popup::reset;
use super::theme::Theme;
use crate::app::App;
use crate::app::geometry::{Area, GUTTER, Shape};
use crate::app::names::{NameRow, Names};
use crate::app::words::{kind_letter, kind_name};
use crate::model::{EntityKind, Tally};

/// Marks of a class that is shown and of one that is not.
const SWITCH: [&str; 2] = ["○", "●"];
/// Behind a doubtful name, also where there are no greys.
const DOUBT: &str = " ؟";

/// Draws the list in its pane.
pub fn draw(app: &App, names: &Names, theme: Theme, buffer: &mut Buffer) {
    let area = app.geometry().names;
    for row in 0..area.rows {
        reset(buffer, Strip::of(area, usize::from(row)));
    }
    title(app, names, theme, buffer, Strip::of(area, 0).inset(1, GUTTER));
    let below = Area { y: area.y + 1, rows: area.rows.saturating_sub(1), ..area };
    for (at, (row, selected)) in names.rows().enumerate() {
        let whole = Strip::of(below, at);
        let strip = whole.inset(1, GUTTER);
        match row {
            NameRow::Class(kind, count) => class(app, theme, buffer, strip, *kind, *count),
            NameRow::Entity(tally) => entity(app, theme, buffer, strip.inset(0, 2), tally),
        }
        if selected && whole.cols > 0 {
            paint::put(buffer, whole.x + whole.cols - 1, whole.y, "┃", theme.selection());
        }
    }
}

/// What this is, and what its keys do as far as there is room.
fn title(app: &App, names: &Names, theme: Theme, buffer: &mut Buffer, strip: Strip) {
    let (at, of) = names.place();
    let place = app.style().count(at, of, false);
    let (above, below) = names.more();
    let more = match (above, below) {
        (true, true) => " ↑↓",
        (true, false) => " ↑",
        (false, true) => " ↓",
        (false, false) => "",
    };
    let words = &app.words().names;
    let texts = [
        (words.title, theme.headline()),
        (": ", theme.quiet()),
        (&place, theme.quiet()),
        (more, theme.quiet()),
    ];
    let rest = paint::phrase(buffer, strip, app.settings.lang, &texts);
    if app.geometry().shape == Shape::Reader {
        // Below the article: a rule parts them.
        for x in rest.x..(rest.x + rest.cols).saturating_sub(1) {
            paint::put(buffer, x, rest.y, "─", theme.frame(true));
        }
    }
}

fn class(app: &App, theme: Theme, buffer: &mut Buffer, strip: Strip, kind: EntityKind, count: usize) {
    let lang = app.settings.lang;
    let on = app.settings.classes.has(kind);
    let number = EntityKind::ALL.iter().position(|other| *other == kind).map_or(0, |at| at + 1);
    let (number, count) =
        (app.style().numerals(&number.to_string()), app.style().numerals(&count.to_string()));
    let taken = paint::label(buffer, strip, &count, Side::Left, theme.quiet());
    let (letter, name) =
        if on { (theme.class(kind), theme.mention(kind)) } else { (theme.quiet(), theme.quiet()) };
    let texts = [
        (number.as_str(), theme.mark()),
        (" ", theme.text()),
        (SWITCH[usize::from(on)], letter),
        (" ", theme.text()),
        (kind_letter(kind, lang), letter),
        (" ", theme.text()),
        (kind_name(kind, lang), name),
    ];
    paint::labels(buffer, strip.inset(taken + 1, 0), &texts);
}

fn entity(app: &App, theme: Theme, buffer: &mut Buffer, strip: Strip, tally: &Tally) {
    let count = app.style().numerals(&tally.count.to_string());
    let taken = paint::label(buffer, strip, &count, Side::Left, theme.quiet());
    let (style, doubt) = if tally.is_sure() { (theme.text(), "") } else { (theme.quiet(), DOUBT) };
    let room = strip.inset(taken + 1, 0);
    let line = paint::laid(
        &tally.name,
        room.cols.saturating_sub(doubt.chars().count() as u16),
        app.settings.text_options(),
    );
    paint::line(buffer, room, &line, Side::Right, |_| style);
    paint::label(buffer, room.inset(0, line.width() as u16), doubt, Side::Right, style);
}
