//! The help screen, made from the command list.
//!
//! *Invariant:* it names every command; nothing about keys is written here.

use super::command::{COMMANDS, Mode};
use super::keymap::describe;
use super::settings::Settings;
use super::words::words;
use crate::text::{Base, Clean, Direction, Line, Paragraph, TextOptions};

/// Columns of the keys.
pub const KEY_COLS: u16 = 16;

/// One row of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// A blank row.
    Blank,
    /// A heading.
    Heading(Line),
    /// Keys (only on a command's first row) and a line of what they do.
    Entry {
        /// The keys, as on the keycaps.
        keys: String,
        /// A line of the sentence.
        line: Line,
    },
    /// A line of running text.
    Text(Line),
    /// The legend of the classes.
    Legend,
}

/// The open help screen.
#[derive(Clone, Debug, Default)]
pub struct Help {
    /// All rows at this width.
    pub rows: Vec<HelpRow>,
    /// The first one on the screen.
    pub top: usize,
    room: usize,
    cols: u16,
}

impl Help {
    /// Columns of running text on a screen of that width: a blank column at both sides.
    pub fn text_cols(screen_cols: u16) -> u16 {
        screen_cols.saturating_sub(4).min(90)
    }

    /// Wraps for a screen.
    pub fn resize(&mut self, screen_cols: u16, screen_rows: u16, settings: &Settings) {
        self.room = usize::from(screen_rows.saturating_sub(2));
        if self.cols != screen_cols || self.rows.is_empty() {
            self.cols = screen_cols;
            self.rows = rows(Self::text_cols(screen_cols), settings);
        }
        self.scroll(0);
    }

    /// Scrolls by rows.
    pub fn scroll(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by).min(self.rows.len().saturating_sub(self.room));
    }

    /// Scrolls by half pages.
    pub fn scroll_halves(&mut self, halves: isize) {
        self.scroll((self.room / 2).max(1).cast_signed() * halves);
    }
}

fn rows(cols: u16, settings: &Settings) -> Vec<HelpRow> {
    let words = words(settings.lang);
    let sentence_cols = usize::from(cols.saturating_sub(KEY_COLS + 1)).max(8);
    let mut rows = Vec::new();
    rows.push(HelpRow::Heading(one(words.help_title)));
    entries(|mode| matches!(mode, Mode::Normal | Mode::Any), sentence_cols, settings, &mut rows);
    rows.push(HelpRow::Blank);
    rows.push(HelpRow::Heading(one(words.help_prompt)));
    entries(|mode| mode == Mode::Prompt, sentence_cols, settings, &mut rows);
    rows.push(HelpRow::Blank);
    rows.push(HelpRow::Heading(one(words.help_select)));
    entries(|mode| mode == Mode::Select, sentence_cols, settings, &mut rows);
    rows.push(HelpRow::Blank);
    rows.push(HelpRow::Heading(one(words.help_legend)));
    rows.push(HelpRow::Legend);
    rows.push(HelpRow::Blank);
    rows.extend(wrap(words.help_mouse, usize::from(cols)).into_iter().map(HelpRow::Text));
    rows
}

fn entries(modes: impl Fn(Mode) -> bool, cols: usize, settings: &Settings, rows: &mut Vec<HelpRow>) {
    for entry in COMMANDS.iter().filter(|entry| modes(entry.mode)) {
        let chords: Vec<String> = entry.chords.iter().map(|chord| describe(chord)).collect();
        for (at, line) in wrap(entry.sentence(settings.lang), cols).into_iter().enumerate() {
            let keys = if at == 0 { chords.join("  ") } else { String::new() };
            rows.push(HelpRow::Entry { keys, line });
        }
    }
}

fn wrap(text: &str, cols: usize) -> Vec<Line> {
    let base = crate::text::majority(text);
    let options = TextOptions { direction: Direction::Fixed(base), ..TextOptions::default() };
    let paragraph = Paragraph::new(&Clean::line(text), &options);
    let mut lines: Vec<Line> = paragraph.wrap(cols).iter().map(|span| paragraph.line(span)).collect();
    for line in &mut lines {
        line.base = Base::Rtl; // mirrored in both languages: beside the keys, which stand at the right
    }
    lines
}

fn one(text: &str) -> Line {
    wrap(text, 0).into_iter().next().unwrap_or_default()
}
