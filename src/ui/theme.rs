//! Colours and marks: of the 256-colour table those that read on dark and on light grounds alike (relative
//! luminance near 0.18: more than 3.8 to 1 against black and against white), and three of the terminal's own
//! (red, magenta, bright blue), which come near that in its usual palettes and take five bytes less.
//!
//! Knows nothing of what is drawn. *Invariant:* no dim (a grey block in `PuTTY`), no italic (broken in
//! Konsole, boxes in urxvt), bold only on whole rows (kitty breaks words where it begins).
//! *Invariant:* without colours everything is still told apart: by underline, reverse and letters.

use ratatui::style::{Color, Modifier, Style};

use crate::model::EntityKind;

/// The styles of everything that is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    color: bool,
}

#[allow(clippy::unused_self)] // every style is asked for in the same way
impl Theme {
    /// With colours or without.
    pub fn new(color: bool) -> Self {
        Self { color }
    }

    fn color(self, index: u8) -> Style {
        if self.color { Style::new().fg(Color::Indexed(index)) } else { Style::new() }
    }

    /// Running text.
    pub fn text(self) -> Style {
        Style::new()
    }

    /// The title bar.
    pub fn bar(self) -> Style {
        if self.color {
            Style::new().fg(Color::Indexed(231)).bg(Color::Indexed(24))
        } else {
            Style::new().add_modifier(Modifier::REVERSED)
        }
    }

    /// A headline: by its colour, or bold where there is none.
    pub fn headline(self) -> Style {
        if self.color { self.color(31) } else { self.subheading() }
    }

    /// A subheading.
    pub fn subheading(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Facts: source, date, counts; page furniture.
    pub fn quiet(self) -> Style {
        self.color(244)
    }

    /// Lines of the frame and the scroll bar; of the pane that has the keys or of the other one.
    pub fn frame(self, active: bool) -> Style {
        self.color(if active { 31 } else { 244 })
    }

    /// The edge mark of the selection.
    pub fn selection(self) -> Style {
        self.color(166)
    }

    /// The mark of what is unread, and of the star.
    pub fn mark(self) -> Style {
        self.color(166)
    }

    /// A mention of an entity.
    pub fn mention(self, kind: EntityKind) -> Style {
        self.class(kind).add_modifier(Modifier::UNDERLINED)
    }

    /// The mention that is walked to.
    pub fn current_mention(self, kind: EntityKind) -> Style {
        self.class(kind).add_modifier(Modifier::UNDERLINED | Modifier::REVERSED)
    }

    /// The colour of a class.
    pub fn class(self, kind: EntityKind) -> Style {
        self.color(match kind {
            // The most frequent classes: over a slow line each name would cost five bytes more.
            EntityKind::Person => 5,
            EntityKind::Place => 12,
            EntityKind::Organisation => 1,
            EntityKind::Event => 166,
            EntityKind::Document => 130,
            EntityKind::Date => 31,
            EntityKind::Money => 28,
            EntityKind::Percent => 29,
            EntityKind::Quantity => 66,
        })
    }

    /// The letter of a class before a mention, where colours do not tell it: set off from the word.
    pub fn class_mark(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// What a search found: not underlined, also in a mention, for that tells the current one.
    pub fn hit(self) -> Style {
        let style = Style::new().remove_modifier(Modifier::UNDERLINED);
        if self.color {
            style.fg(Color::Indexed(16)).bg(Color::Indexed(220))
        } else {
            style.add_modifier(Modifier::REVERSED)
        }
    }

    /// The hit that is walked to.
    pub fn current_hit(self) -> Style {
        if self.color {
            Style::new().fg(Color::Indexed(16)).bg(Color::Indexed(208)).add_modifier(Modifier::UNDERLINED)
        } else {
            Style::new().add_modifier(Modifier::REVERSED | Modifier::UNDERLINED)
        }
    }

    /// Text that is selected to be copied.
    pub fn selected(self) -> Style {
        self.bar()
    }

    /// The end of the selection that the keys move.
    pub fn selection_cursor(self) -> Style {
        if self.color {
            Style::new().fg(Color::Indexed(16)).bg(Color::Indexed(208))
        } else {
            Style::new().add_modifier(Modifier::REVERSED | Modifier::UNDERLINED)
        }
    }

    /// The painted cursor of a prompt.
    pub fn cursor(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// An error.
    pub fn error(self) -> Style {
        self.color(160)
    }
}
