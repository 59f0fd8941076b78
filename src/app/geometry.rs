//! Where things stand on a screen of a given size. Mirrored for Arabic: the list at the right (the
//! start side), the reader at the left, its scroll bar on its left edge where a list is beside it.
//!
//! Knows nothing of what is in the panes. Used by *update* (which wraps) and by `ui` (which draws), so
//! that both speak of the same columns.
//!
//! *Invariant:* areas never overlap and lie within the screen. *Invariant:* column 0 belongs to the
//! scroll bar or is blank: no RTL letter stands there.

/// Columns at the reader's right edge for class letters: a blank, three letters with blanks between them
/// (or five without), a blank.
pub const MARGIN: u16 = 7;
/// The same where the reader is narrow: a blank, three letters without blanks.
const NARROW_MARGIN: u16 = 4;
/// Below this width of the reader its margin is narrow.
const NARROW: u16 = 40;
/// Columns at the list's right edge: a blank, the unread mark, the selection mark.
pub const GUTTER: u16 = 3;

/// A rectangle of the screen, in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Leftmost column.
    pub x: u16,
    /// Topmost row.
    pub y: u16,
    /// Columns.
    pub cols: u16,
    /// Rows.
    pub rows: u16,
}

/// The arrangement of the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Too small for anything but a note.
    Tiny,
    /// The list alone.
    List,
    /// The reader alone.
    Reader,
    /// List and reader side by side.
    Panes,
}

/// Where everything stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Geometry {
    /// Which panes there are.
    pub shape: Shape,
    /// The whole screen.
    pub screen: Area,
    /// Title bar: the first row.
    pub title: Area,
    /// Status line: the last row.
    pub status: Area,
    /// The list; empty where it is not shown.
    pub list: Area,
    /// The column between the panes; empty where there is one pane.
    pub divider: Area,
    /// The list of the article's names, where it is open.
    pub names: Area,
    /// The reader with scroll bar and margin; empty where it is not shown.
    pub reader: Area,
    /// The reader's text alone.
    pub text: Area,
}

/// Below this width one pane is shown.
pub const PANES_FROM: u16 = 80;
/// From this width on, two panes stay when an article is opened.
pub const WIDE_FROM: u16 = 120;

impl Geometry {
    /// Arranges a screen. `reading`: the keys go to the reader; `full`: the reader was given the whole
    /// width; `measure`: most columns of running text; `legend`: the article has names to explain.
    pub fn new(cols: u16, rows: u16, reading: bool, full: bool, measure: u16, legend: bool) -> Self {
        let screen = Area { x: 0, y: 0, cols, rows };
        let shape = match (cols, rows) {
            (..20, _) | (_, ..5) => Shape::Tiny,
            (..PANES_FROM, _) if reading => Shape::Reader,
            (..PANES_FROM, _) => Shape::List,
            _ if reading && full => Shape::Reader,
            _ => Shape::Panes,
        };
        let body = Area { y: 1, rows: rows.saturating_sub(2), ..screen };
        let empty = Area::default();
        let (list, divider, reader) = match shape {
            Shape::Tiny => (empty, empty, empty),
            Shape::List => (Area { x: 1, cols: cols - 1, ..body }, empty, empty),
            Shape::Reader => (empty, empty, body),
            Shape::Panes => {
                let list = (cols * 9 / 25).clamp(30, 52);
                let reader = cols - list - 1;
                (
                    Area { x: reader + 1, cols: list, ..body },
                    Area { x: reader, cols: 1, ..body },
                    Area { cols: reader, ..body },
                )
            }
        };
        let text = text_area(reader, measure, legend);
        let title = Area { rows: rows.min(1), ..screen };
        let status = Area { y: rows.saturating_sub(1), rows: rows.min(1), ..screen };
        Self { shape, screen, title, status, list, divider, names: empty, reader, text }
    }

    /// With the list of names: in the place of the list of articles, or, where the reader stands alone, below it.
    #[must_use]
    pub fn with_names(mut self) -> Self {
        match self.shape {
            Shape::Panes => self.names = std::mem::take(&mut self.list),
            Shape::Reader => {
                let rows = self.reader.rows / 2;
                self.reader.rows -= rows;
                self.text.rows = self.reader.rows;
                self.names = Area { y: self.reader.y + self.reader.rows, rows, ..self.reader };
                self.names.x += 1;
                self.names.cols -= 1;
            }
            Shape::List | Shape::Tiny => {}
        }
        self
    }

    /// Columns of the list's text.
    pub fn list_text_cols(&self) -> u16 {
        self.list.cols.saturating_sub(GUTTER + 1)
    }
}

/// The text's columns within the reader: beside the scroll bar a blank, at the right the margin; where
/// there is more room than the measure, in the middle of it.
fn text_area(reader: Area, measure: u16, legend: bool) -> Area {
    let margin = if reader.cols < NARROW { NARROW_MARGIN } else { MARGIN };
    let room = reader.cols.saturating_sub(2 + margin);
    let cols = room.min(measure);
    // Below the text the legend, apart from it by a blank row where there is room for one.
    let legend = match (legend, reader.rows) {
        (false, _) => 0,
        (true, ..20) => 1,
        (true, _) => 2,
    };
    Area { x: reader.x + 2 + (room - cols) / 2, cols, rows: reader.rows.saturating_sub(legend), y: reader.y }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_at_the_right_and_the_reader_at_the_left() {
        let g = Geometry::new(100, 30, false, false, 72, true);
        assert_eq!(g.shape, Shape::Panes);
        assert_eq!(g.list.x + g.list.cols, 100);
        assert_eq!(g.reader.x, 0);
        assert_eq!(g.divider.x, g.reader.cols);
    }

    #[test]
    fn the_full_reader_centres_its_measure() {
        let g = Geometry::new(100, 30, true, true, 72, true);
        assert_eq!((g.shape, g.text.cols), (Shape::Reader, 72));
        let right = 100 - g.text.x - g.text.cols;
        assert!(right.abs_diff(g.text.x) <= MARGIN, "{} and {right}", g.text.x);
    }

    #[test]
    fn every_size_gives_areas_within_the_screen() {
        for cols in 0..220 {
            for rows in [0, 1, 4, 5, 6, 24, 60] {
                for (reading, full) in [(false, false), (true, false), (true, true)] {
                    let g = Geometry::new(cols, rows, reading, full, 72, true);
                    for area in [g.title, g.status, g.list, g.divider, g.reader, g.text] {
                        assert!(area.x + area.cols <= cols.max(2), "{cols}x{rows}: {g:?}");
                        assert!(area.y + area.rows <= rows || area.rows == 0, "{cols}x{rows}: {g:?}");
                    }
                    assert!(g.list.cols == 0 || g.list.x > 0);
                }
            }
        }
    }
}
