//! A line of text that is being typed, right to left, Arabic and Latin mixed.
//!
//! Knows nothing of why it is typed. Positions are logical bytes; only the arrow keys, which are
//! spatial, look at the laid-out line.
//!
//! *Invariant:* the cursor stands on a character boundary, between 0 and the length.
//! *Invariant:* the text holds no line break and no control character, and at most `LIMIT` bytes.

use super::command::Command;
use crate::text::{
    Base, Clean, Digits, Direction, Forms, Line, Paragraph, TextOptions, majority, next_cluster, next_word,
    previous_word,
};

/// Most bytes that a line takes: more than anyone types, little enough to lay out at every key.
pub const LIMIT: usize = 4096;

/// The line and its cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEdit {
    text: String,
    cursor: usize,
}

impl LineEdit {
    /// The text as typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the next letter goes, in bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Types a text at the cursor; line breaks and tabs become spaces, other control characters go.
    pub fn insert(&mut self, text: &str) {
        let spaced = text.chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c });
        for c in spaced.filter(|c| !c.is_control()) {
            if self.text.len() + c.len_utf8() > LIMIT {
                return;
            }
            self.text.insert(self.cursor, c);
            self.cursor += c.len_utf8();
        }
    }

    /// Puts a text in the place of what stands between a byte and the cursor.
    pub fn replace(&mut self, from: usize, text: &str) {
        self.erase(from);
        self.insert(text);
    }

    /// Does an editing command; whether the text changed.
    pub fn act(&mut self, command: Command) -> bool {
        let before = self.text.len();
        match command {
            Command::CursorLeft => self.step(Side::Left),
            Command::CursorRight => self.step(Side::Right),
            Command::CursorStart => self.cursor = 0,
            Command::CursorEnd => self.cursor = self.text.len(),
            Command::WordBack => self.cursor = previous_word(&self.text, self.cursor),
            Command::WordForward => self.cursor = next_word(&self.text, self.cursor),
            Command::EraseBack => self.erase(self.char_before()),
            Command::EraseForward => {
                self.text.drain(self.cursor..next_cluster(&self.text, self.cursor));
            }
            Command::EraseWord => self.erase(previous_word(&self.text, self.cursor)),
            Command::EraseAll => *self = Self::default(),
            _ => {}
        }
        self.text.len() != before
    }

    fn erase(&mut self, from: usize) {
        self.text.drain(from..self.cursor);
        self.cursor = from;
    }

    fn char_before(&self) -> usize {
        self.text[..self.cursor].char_indices().next_back().map_or(0, |(at, _)| at)
    }

    /// The line as it is shown: the text, and after it one cell for the cursor at its end, whose
    /// source begins at the text's length. That cell stands where the next letter would, if it is of
    /// the direction of the last one.
    pub fn line(&self) -> Line {
        let latin = self.text.chars().rfind(|c| c.is_alphabetic()).is_some_and(is_ltr);
        // Letters that join to nothing: they hold the place and leave their neighbour's form alone.
        let place = if latin { 'x' } else { '\u{5D0}' };
        let options = TextOptions {
            direction: Direction::Fixed(Base::Rtl),
            forms: Forms::Presentation,
            marks: true,
            digits: Digits::Keep,
            isolate: false,
        };
        let paragraph = Paragraph::new(&Clean::line(&format!("{}{place}", self.text)), &options);
        paragraph.wrap(0).first().map(|span| paragraph.line(span)).unwrap_or_default()
    }

    /// The index in `line()` of the cell on which the cursor stands.
    pub fn cursor_cell(&self, line: &Line) -> usize {
        let holds = |cell: &crate::text::Cell| cell.source.contains(&self.cursor);
        line.cells.iter().position(holds).unwrap_or(0)
    }

    fn step(&mut self, side: Side) {
        let line = self.line();
        let at = self.cursor_cell(&line);
        let next = match side {
            Side::Left => at.checked_sub(1),
            Side::Right => Some(at + 1),
        };
        if let Some(cell) = next.and_then(|next| line.cells.get(next)) {
            self.cursor = cell.source.start.min(self.text.len());
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

fn is_ltr(c: char) -> bool {
    majority(c.encode_utf8(&mut [0; 4])) == Base::Ltr
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, commands: &[Command]) -> LineEdit {
        let mut edit = LineEdit::default();
        edit.insert(text);
        for command in commands {
            edit.act(*command);
        }
        edit
    }

    /// The cells from left to right, the cursor's in brackets, the place at the end as `_`.
    fn seen(edit: &LineEdit) -> String {
        let line = edit.line();
        let cursor = edit.cursor_cell(&line);
        let symbol = |cell: &crate::text::Cell| {
            if cell.source.start >= edit.text().len() { "_".to_owned() } else { cell.symbol.clone() }
        };
        let cells = line.cells.iter().enumerate();
        cells
            .map(|(at, cell)| if at == cursor { format!("[{}]", symbol(cell)) } else { symbol(cell) })
            .collect()
    }

    #[test]
    fn the_cursor_stands_where_the_next_letter_goes() {
        assert_eq!(seen(&typed("", &[])), "[_]");
        assert_eq!(seen(&typed("אב", &[])), "[_]בא");
        assert_eq!(seen(&typed("abc", &[])), "abc[_]");
        assert_eq!(seen(&typed("אב abc", &[])), "abc[_] בא");
        assert_eq!(seen(&typed("abc אב", &[])), "[_]בא abc");
    }

    #[test]
    fn arrows_are_spatial_in_both_directions() {
        assert_eq!(seen(&typed("אבג", &[Command::CursorRight])), "_[ג]בא");
        assert_eq!(seen(&typed("אבג", &[Command::CursorRight, Command::CursorLeft])), "[_]גבא");
        assert_eq!(seen(&typed("abc", &[Command::CursorLeft])), "ab[c]_");
        assert_eq!(seen(&typed("abc", &[Command::CursorRight])), "abc[_]");
    }

    #[test]
    fn words_and_ends() {
        let text = "حرب أوكرانيا putin";
        let back = typed(text, &[Command::WordBack]);
        assert_eq!(&text[back.cursor()..], "putin");
        let back = typed(text, &[Command::WordBack, Command::WordBack]);
        assert_eq!(&text[back.cursor()..], "أوكرانيا putin");
        assert_eq!(typed(text, &[Command::EraseWord]).text(), "حرب أوكرانيا ");
        assert_eq!(typed(text, &[Command::CursorStart, Command::EraseForward]).text(), "رب أوكرانيا putin");
        assert_eq!(typed(text, &[Command::CursorStart, Command::WordForward]).cursor(), "حرب".len());
        assert_eq!(typed(text, &[Command::EraseBack]).text(), "حرب أوكرانيا puti");
        assert_eq!(typed(text, &[Command::EraseAll]), LineEdit::default());
    }

    #[test]
    fn pasted_text_is_one_line_without_controls_and_bounded() {
        assert_eq!(typed("أ\nب\u{1b}[31mج", &[]).text(), "أ ب[31mج");
        assert!(typed(&"س".repeat(100_000), &[]).text().len() <= LIMIT);
    }
}
