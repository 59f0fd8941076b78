//! The only writer of text to a `Buffer`.
//!
//! ratatui's own text types measure Arabic wrongly and drop letters (a right-aligned `Line` counts
//! lam-alef as one column and fills two), so nothing else here writes symbols: cells come laid out from
//! `text`, one glyph with its marks each, and are put where they belong.
//!
//! *Invariant:* nothing is written outside the area that was given. *Invariant:* a style is a function
//! of the source range, so a highlight that is torn apart by reordering needs no code.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::Lang;
use crate::app::crop::crop;
use crate::app::geometry::Area;
use crate::text::{Base, Cell, Direction, Line, TextOptions};

/// Arabic letter mark: invisible, and to UAX #9 a letter.
const ALM: char = '\u{61C}';

/// A row of the screen, or part of one.
#[derive(Clone, Copy, Debug)]
pub struct Strip {
    /// Leftmost column.
    pub x: u16,
    /// The row.
    pub y: u16,
    /// Columns.
    pub cols: u16,
}

impl Strip {
    /// A row of an area, counted from its top; no columns where it is outside.
    pub fn of(area: Area, row: usize) -> Self {
        let inside = row < usize::from(area.rows);
        Self { x: area.x, y: area.y + row as u16, cols: if inside { area.cols } else { 0 } }
    }

    /// Without some columns at the left and at the right.
    pub fn inset(self, left: u16, right: u16) -> Self {
        let cols = self.cols.saturating_sub(left + right);
        Self { x: self.x + left.min(self.cols), cols, ..self }
    }
}

/// Where a line stands in its strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// At the left edge.
    Left,
    /// At the right edge: the start, in a mirrored layout.
    Right,
}

impl From<Base> for Side {
    /// Where a paragraph of that direction starts.
    fn from(base: Base) -> Self {
        match base {
            Base::Ltr => Self::Left,
            Base::Rtl => Self::Right,
        }
    }
}

/// Puts a laid-out line on a strip. What does not fit is left out at the far end.
pub fn line(buffer: &mut Buffer, strip: Strip, line: &Line, side: Side, style: impl Fn(&Cell) -> Style) {
    let width = line.width() as u16;
    let mut x = match side {
        Side::Left => strip.x,
        Side::Right => strip.x + strip.cols.saturating_sub(width),
    };
    // A line that is too wide loses what is farthest from where it starts.
    let mut skip = if side == Side::Right { width.saturating_sub(strip.cols) } else { 0 };
    for cell in &line.cells {
        let cols = u16::from(cell.cols);
        if skip > 0 {
            skip = skip.saturating_sub(cols);
            continue;
        }
        if x + cols > strip.x + strip.cols {
            return;
        }
        put(buffer, x, strip.y, &cell.symbol, style(cell));
        for covered in 1..cols {
            put(buffer, x + covered, strip.y, " ", style(cell));
        }
        x += cols;
    }
}

/// Puts one symbol in one cell.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, symbol: &str, style: Style) {
    if let Some(cell) = buffer.cell_mut((x, y)) {
        cell.reset(); // nothing of what was drawn below shines through
        cell.set_symbol(symbol).set_style(style);
    }
}

/// Lays out a short text of its own on one row.
pub fn laid(text: &str, cols: u16, options: TextOptions) -> Line {
    crop(text, 0, usize::from(cols), &options)
}

/// A name or amount from an article, as it is shown there: one without letters (`153.1٪`) as beside letters.
pub fn quoted(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_alphabetic) { text.into() } else { format!("{ALM}{text}").into() }
}

/// Keys as they are printed on the keyboard: between Arabic words `]` would else be shown as `[`.
pub fn keys(text: &str) -> String {
    format!("\u{2066}{text}\u{2069}")
}

/// Puts a text of the interface on a strip in one style; the columns it took.
pub fn label(buffer: &mut Buffer, strip: Strip, text: &str, side: Side, style: Style) -> u16 {
    let base = if side == Side::Right { Base::Rtl } else { Base::Ltr };
    label_along(buffer, strip, text, side, base, style)
}

/// The same where what has no letters or digits (a colon, a dot between facts) runs in a direction of its own.
fn label_along(buffer: &mut Buffer, strip: Strip, text: &str, side: Side, base: Base, style: Style) -> u16 {
    if strip.cols == 0 || text.is_empty() {
        return 0;
    }
    let direction = if text.contains(|c: char| c.is_alphabetic() || c == ALM) {
        Direction::Article(Base::Rtl)
    } else {
        Direction::Fixed(if text.contains(char::is_numeric) { Base::Ltr } else { base })
    };
    let laid = laid(text, strip.cols, TextOptions { direction, ..TextOptions::default() });
    line(buffer, strip, &laid, side, |_| style);
    (laid.width() as u16).min(strip.cols)
}

/// Puts texts one after the other from the right (the start), each a paragraph of its own, so that a
/// Latin name never pulls its neighbours to the other side; what is left of the strip.
pub fn labels(buffer: &mut Buffer, strip: Strip, texts: &[(&str, Style)]) -> Strip {
    texts.iter().fold(strip, |strip, (text, style)| {
        let taken = label(buffer, strip, text, Side::Right, *style);
        strip.inset(0, taken)
    })
}

/// Puts the parts of one phrase of the interface on a strip: its first part at the right, in English at the
/// left of what follows, as it is read; what is left of the strip.
pub fn phrase(buffer: &mut Buffer, strip: Strip, lang: Lang, texts: &[(&str, Style)]) -> Strip {
    match lang {
        Lang::Ar => labels(buffer, strip, texts),
        Lang::En => texts.iter().rev().fold(strip, |strip, (text, style)| {
            strip.inset(0, label_along(buffer, strip, text, Side::Right, Base::Ltr, *style))
        }),
    }
}

/// Gives a whole strip a style and blanks.
pub fn fill(buffer: &mut Buffer, strip: Strip, style: Style) {
    for x in strip.x..strip.x + strip.cols {
        put(buffer, x, strip.y, " ", style);
    }
}
