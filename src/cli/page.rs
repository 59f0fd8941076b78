//! Rows of text for people: the same layout as the reader's, printed instead of painted.
//!
//! *Invariant:* the only place of the command line where text becomes columns, and all of it passes
//! [`Clean`] first. *Invariant:* a style is a function of the source range, so that a highlight lands right
//! however the row is turned.

use std::fmt::Write as _;
use std::ops::Range;

use crate::term::encode::{Strategy, encode_for};
use crate::text::{Base, Cell, Clean, Digits, Direction, Forms, Line, LineSpan, Paragraph, TextOptions};

/// How a stretch is printed where colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// As it is.
    #[default]
    Plain,
    /// A title or a value that matters.
    Strong,
    /// What may be overlooked.
    Faint,
    /// What matched.
    Hit,
    /// Who or what is named.
    Mention,
}

impl Style {
    /// SGR parameters (ECMA-48 8.3.117).
    fn sgr(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Faint => "2",
            Self::Hit => "1;33",
            Self::Mention => "4",
        }
    }
}

/// A text with its styles. Ranges are bytes of the text.
#[derive(Clone, Copy, Debug)]
pub struct Span<'a> {
    text: &'a str,
    style: Style,
    marks: &'a [Range<usize>],
    marked: Style,
    digits: Digits,
}

impl<'a> Span<'a> {
    /// A text in one style.
    pub fn new(text: &'a str, style: Style) -> Self {
        Self { text, style, marks: &[], marked: style, digits: Digits::Keep }
    }

    /// The same, a text of an article, whose digits are shown as set.
    pub fn of_article(self, digits: Digits) -> Self {
        Self { digits, ..self }
    }

    /// The same with some stretches, sorted, in another style.
    pub fn marked(self, marks: &'a [Range<usize>], marked: Style) -> Self {
        Self { marks, marked, ..self }
    }

    fn style_of(&self, source: &Range<usize>) -> Style {
        let next = self.marks.partition_point(|mark| mark.end <= source.start);
        match self.marks.get(next) {
            Some(mark) if mark.start < source.end => self.marked,
            _ => self.style,
        }
    }
}

/// The sheet that rows are laid out for.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Columns; 0 has no end.
    pub width: usize,
    /// The side where rows start.
    pub base: Base,
    /// How rows are encoded.
    pub strategy: Strategy,
    /// Whether armour has guards.
    pub guarded: bool,
    /// Whether styles are printed.
    pub color: bool,
    /// How titles, names and messages are laid out, digits aside.
    pub text: TextOptions,
}

impl Page {
    /// One row: spans one after the other from the start side, each a paragraph of its own, cut with
    /// an ellipsis where the width ends.
    pub fn row(&self, spans: &[Span]) -> String {
        let mut room = if self.width == 0 { usize::MAX } else { self.width };
        let mut pieces = Vec::new();
        for span in spans {
            if room == 0 {
                break;
            }
            let paragraph = Paragraph::new(&Clean::line(span.text), &self.options(span));
            let line = paragraph.cropped(room);
            room = room.saturating_sub(line.width());
            let line = match paragraph.wrap(0).first() {
                Some(whole) if self.is_logical() => in_reading_order(&paragraph, whole, line),
                _ => line,
            };
            pieces.push(styled(&line, span));
        }
        if self.base == Base::Rtl && !self.is_logical() {
            pieces.reverse();
        }
        self.print(&pieces.concat(), self.base)
    }

    /// A paragraph, wrapped; each line stands at the paragraph's own start side.
    pub fn paragraph(&self, span: Span, options: TextOptions) -> Vec<String> {
        let paragraph = Paragraph::new(&Clean::new(span.text, 0), &self.letters(options));
        let lines = paragraph.wrap(self.width);
        let print = |line: Line| self.print(&styled(&line, &span), line.base);
        let laid = |line: &LineSpan| match paragraph.line(line) {
            seen if self.is_logical() => in_reading_order(&paragraph, line, seen),
            seen => seen,
        };
        lines.iter().map(|line| print(laid(line))).collect()
    }

    /// Whether whoever reads the rows puts them in order and joins the letters.
    fn is_logical(&self) -> bool {
        self.strategy == Strategy::Logical
    }

    /// Options with the letters that the strategy asks for.
    fn letters(&self, options: TextOptions) -> TextOptions {
        if self.is_logical() { TextOptions { forms: Forms::Letters, ..options } } else { options }
    }

    /// What has no letter (a bullet, a dot between, a count) runs as the page does.
    fn options(&self, span: &Span) -> TextOptions {
        let options = self.letters(TextOptions { digits: span.digits, ..self.text });
        if span.text.chars().any(char::is_alphabetic) {
            return options;
        }
        TextOptions { direction: Direction::Fixed(self.base), ..options }
    }

    /// Cells to what is written: padding at the start side, encoding, styles.
    fn print(&self, cells: &[(Cell, Style)], base: Base) -> String {
        let width: usize = cells.iter().map(|(cell, _)| usize::from(cell.cols)).sum();
        let pads = base == Base::Rtl && !self.is_logical();
        let blanks = if pads { self.width.saturating_sub(width) } else { 0 };
        let mut symbols = vec![" "; blanks];
        symbols.extend(cells.iter().map(|(cell, _)| cell.symbol.as_str()));
        // Rows in reading order are laid out as such; there is nothing to guess from their cells.
        let strategy = if self.is_logical() { Strategy::Visual } else { self.strategy };
        let encoded = encode_for(&symbols, strategy, self.guarded);
        let style_of = |from: usize| from.checked_sub(blanks).map_or(Style::Plain, |cell| cells[cell].1);
        let (mut row, mut style) = (String::new(), Style::Plain);
        for (symbol, from) in encoded.symbols.iter().zip(encoded.from) {
            self.switch(&mut row, &mut style, style_of(from));
            row.push_str(symbol);
        }
        self.switch(&mut row, &mut style, Style::Plain);
        row
    }

    fn switch(&self, row: &mut String, from: &mut Style, to: Style) {
        if self.color && *from != to {
            let reset = if *from == Style::Plain { "" } else { "\u{1B}[0m" };
            row.push_str(reset);
            if to != Style::Plain {
                let _ = write!(row, "\u{1B}[{}m", to.sgr());
            }
        }
        *from = to;
    }
}

/// A line's cells in reading order with their own characters, brackets not mirrored. What layout added
/// (padding, kashida, an ellipsis) stands behind what it was added to; what it cut stays away.
pub fn in_reading_order(paragraph: &Paragraph, span: &LineSpan, line: Line) -> Line {
    let end = line.cells.iter().map(|cell| cell.source.end).max().unwrap_or(0);
    let mut cells = paragraph.logical(span).cells;
    cells.retain(|cell| cell.source.end <= end);
    cells.extend(line.cells.into_iter().filter(|cell| cell.source.is_empty()));
    cells.sort_by_key(|cell| (cell.source.start, cell.source.end));
    Line { cells, base: line.base }
}

fn styled(line: &Line, span: &Span) -> Vec<(Cell, Style)> {
    line.cells.iter().map(|cell| (cell.clone(), span.style_of(&cell.source))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(base: Base, color: bool) -> Page {
        Page {
            width: 12,
            base,
            strategy: Strategy::Visual,
            guarded: false,
            color,
            text: TextOptions::default(),
        }
    }

    #[test]
    fn rows_stand_at_their_start_side() {
        let spans = [Span::new("one", Style::Plain), Span::new(" two", Style::Plain)];
        assert_eq!(page(Base::Ltr, false).row(&spans), "one two");
        assert_eq!(page(Base::Rtl, false).row(&spans[..1]), "         one");
    }

    #[test]
    fn what_has_no_letter_runs_as_the_page() {
        let spans = [Span::new("● ", Style::Plain), Span::new("one", Style::Plain)];
        assert_eq!(page(Base::Ltr, false).row(&spans), "● one");
        assert_eq!(page(Base::Rtl, false).row(&spans), "       one ●");
    }

    #[test]
    fn what_matched_is_styled_and_nothing_without_colours() {
        let marks = [4..7, 20..21];
        let span = Span::new("one two six", Style::Plain).marked(&marks, Style::Hit);
        assert_eq!(page(Base::Ltr, true).row(&[span]), "one \u{1B}[1;33mtwo\u{1B}[0m six");
        assert_eq!(page(Base::Ltr, false).row(&[span]), "one two six");
    }

    #[test]
    fn rows_for_those_who_order_themselves_hold_the_text_as_it_is() {
        let logical = Page { width: 24, strategy: Strategy::Logical, ..page(Base::Rtl, false) };
        let text = "\u{5D0}\u{5D1} (\u{5D2}) «x 2» [\u{5D3}]";
        let spans = [Span::new("● ", Style::Plain), Span::new(text, Style::Plain)];
        assert_eq!(logical.row(&spans), format!("● {text}"));
        assert_eq!(logical.paragraph(spans[1], TextOptions::default()), [text]);
        let cut = Page { width: 6, ..logical };
        assert_eq!(cut.row(&spans[1..]), "\u{5D0}\u{5D1} (\u{5D2}…");
    }

    #[test]
    fn a_paragraph_is_printed_to_its_end() {
        let text = "word ".repeat(2_000);
        let rows = page(Base::Ltr, false).paragraph(Span::new(&text, Style::Plain), TextOptions::default());
        assert_eq!(rows.iter().map(|row| row.matches("word").count()).sum::<usize>(), 2_000);
    }

    #[test]
    fn a_row_never_passes_the_width_nor_obeys_the_text() {
        let row = page(Base::Ltr, false).row(&[Span::new("\u{1B}[31mabcdefghijklmnop", Style::Plain)]);
        assert!(row.chars().count() <= 12 && !row.contains('\u{1B}'), "{row:?}");
    }
}
