//! `render`: the text engine without the reader. A line of cells a line of output.
//!
//! *Invariant:* what is replaced here is replaced one character for one, so that code points of the line as
//! laid out are code points of the line as given.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;

use super::args::{Align, DirectionWish, Marks, Order, Render};
use super::page::in_reading_order;
use super::points::Points;
use super::session::{Session, columns};
use super::{Usage, input};
use crate::term::encode::{Strategy, encode};
use crate::text::{Base, Cell, Clean, Direction, Forms, Line, LineSpan, Paragraph, TextOptions};

/// Lays a text out and prints it.
pub fn run(session: &mut Session, options: &Render) -> Result<()> {
    let width = usize::from(options.width.unwrap_or_else(columns));
    if width == 0 && options.align != Align::None {
        return Err(Usage("--align needs a width to align in; leave out `--width 0`").into());
    }
    let path = options.file.as_deref().unwrap_or(Path::new("-"));
    let text = input::text(path).with_context(|| path.display().to_string())?;
    let lines: Vec<String> = lines(&text).collect();
    let direction = match options.direction {
        DirectionWish::Rtl => Direction::Fixed(Base::Rtl),
        DirectionWish::Ltr => Direction::Fixed(Base::Ltr),
        DirectionWish::Auto => Direction::Auto(first_strong(&lines, options.raw)),
    };
    let strategy = session.page.strategy;
    let setting = Setting {
        width,
        raw: options.raw,
        align: options.align,
        // The strategy is for rows as they are seen, and for a row in reading order there is none.
        reading: !options.cells && (options.order == Order::Logical || strategy == Strategy::Logical),
        text: TextOptions {
            direction,
            forms: if strategy == Strategy::Logical { Forms::Letters } else { options.forms },
            marks: options.marks == Marks::Keep,
            digits: options.digits,
            isolate: !options.raw,
        },
    };
    for line in &lines {
        let points = options.cells.then(|| Points::new(line));
        for row in setting.rows(line) {
            match &points {
                Some(points) => session.console.json(&cells(&row, points))?,
                None if setting.reading => session.console.row(&printed(&row, Strategy::Visual))?,
                None => session.console.row(&printed(&row, strategy))?,
            }
        }
    }
    Ok(())
}

/// The paragraphs of an input: split at line feeds only, one carriage return before a line feed dropped,
/// tabs and other paragraph separators made blanks.
fn lines(text: &str) -> impl Iterator<Item = String> {
    let (text, ended) = text.strip_suffix('\n').map_or((text, false), |text| (text, true));
    let last = text.matches('\n').count();
    text.split('\n').enumerate().map(move |(at, line)| {
        let line = if at < last || ended { line.strip_suffix('\r').unwrap_or(line) } else { line };
        line.chars().map(|c| if is_separator(c) { ' ' } else { c }).collect()
    })
}

/// Bidi class B but for the line feed, and the tab.
fn is_separator(c: char) -> bool {
    matches!(c, '\t' | '\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2029}')
}

/// The direction of the first strong letter of the whole input, else left to right.
fn first_strong(lines: &[String], raw: bool) -> Base {
    let base = |line: &String, or: Base| {
        let options = TextOptions { direction: Direction::Auto(or), isolate: !raw, ..TextOptions::default() };
        Paragraph::new(&clean(line, raw), &options).base()
    };
    // A paragraph without a strong letter takes whatever it is given.
    let strong = |line: &String| Some(base(line, Base::Ltr)).filter(|found| *found == base(line, Base::Rtl));
    lines.iter().find_map(strong).unwrap_or_default()
}

fn clean(line: &str, raw: bool) -> Clean {
    if raw { Clean::raw(line) } else { Clean::obeying(line) }
}

/// How paragraphs become rows.
struct Setting {
    width: usize,
    raw: bool,
    align: Align,
    /// Cells in reading order rather than as they are seen.
    reading: bool,
    text: TextOptions,
}

impl Setting {
    fn rows(&self, line: &str) -> Vec<Line> {
        let paragraph = Paragraph::new(&clean(line, self.raw), &self.text);
        let spans = paragraph.wrap(self.width);
        let last = spans.len().saturating_sub(1);
        spans.iter().enumerate().map(|(at, span)| self.row(&paragraph, span, at == last)).collect()
    }

    fn row(&self, paragraph: &Paragraph, span: &LineSpan, last: bool) -> Line {
        let mut line = match self.align {
            Align::Justify if !last => paragraph.justified(span, self.width, &[]),
            _ => paragraph.line(span),
        };
        if self.align != Align::None && !line.cells.is_empty() {
            pad(&mut line, self.width, span.source.end);
        }
        if self.reading { in_reading_order(paragraph, span, line) } else { line }
    }
}

/// Blanks at the end side, so that the text stands at the start side of `width` columns.
fn pad(line: &mut Line, width: usize, end: usize) {
    let level = u8::from(line.base == Base::Rtl);
    let blank = Cell { symbol: " ".to_owned(), cols: 1, source: end..end, level };
    let blanks = std::iter::repeat_n(blank, width.saturating_sub(line.width()));
    match line.base {
        Base::Ltr => line.cells.extend(blanks),
        Base::Rtl => drop(line.cells.splice(0..0, blanks)),
    }
}

/// A row as text, encoded for the terminal.
fn printed(row: &Line, strategy: Strategy) -> String {
    let symbols: Vec<&str> = row.cells.iter().map(|cell| cell.symbol.as_str()).collect();
    encode(&symbols, strategy).symbols.concat()
}

/// A cell of `--cells`.
#[derive(Serialize)]
struct Shown<'a> {
    cell: &'a str,
    cols: u8,
    source: [u32; 2],
    level: u8,
}

fn cells<'a>(row: &'a Line, points: &Points) -> Vec<Shown<'a>> {
    let shown = |cell: &'a Cell| Shown {
        cell: &cell.symbol,
        cols: cell.cols,
        source: points.range(&cell.source),
        level: cell.level,
    };
    row.cells.iter().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        lines(text).collect()
    }

    #[test]
    fn paragraphs_split_at_line_feeds_only() {
        assert_eq!(split("a\nb"), ["a", "b"]);
        assert_eq!(split("a\n\nb\n"), ["a", "", "b"]);
        assert_eq!(split("\n"), [""]);
        assert_eq!(split("a\n\n"), ["a", ""]);
        assert_eq!(split("a\r\nb\r\r\nc\r"), ["a", "b ", "c "]);
        assert_eq!(split("a\tb\u{2029}c\u{85}d\u{1C}e"), ["a b c d e"]);
    }

    #[test]
    fn the_first_strong_letter_of_the_whole_input_decides_where_a_paragraph_has_none() {
        let of =
            |lines: &[&str]| first_strong(&lines.iter().map(ToString::to_string).collect::<Vec<_>>(), false);
        assert_eq!(of(&["12", "", "abc", "قال"]), Base::Ltr);
        assert_eq!(of(&["12", "قال abc"]), Base::Rtl);
        assert_eq!(of(&["12 ."]), Base::Ltr);
    }

    #[test]
    fn padding_stands_at_the_end_side() {
        let cell = Cell { symbol: "x".into(), cols: 1, source: 0..1, level: 0 };
        for (base, expected) in [(Base::Ltr, "x  "), (Base::Rtl, "  x")] {
            let mut line = Line { cells: vec![cell.clone()], base };
            pad(&mut line, 3, 1);
            assert_eq!(printed(&line, Strategy::Visual), expected);
        }
    }
}
