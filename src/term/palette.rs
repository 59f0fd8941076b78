//! Colours for terminals behind something that believes they have few.
//!
//! Knows buffers of cells, not what they mean.
//!
//! # Why
//! tmux and GNU screen turn a colour of the 256-colour table into one of eight where terminfo gives the
//! terminal in front no more: mlterm, `PuTTY` and a bare `xterm` then show the greys of facts and frames
//! all but white on white. The colour of the text is always legible.

use ratatui::buffer::Buffer;
use ratatui::style::Color;

/// Gives what is grey the colours of running text.
pub fn without_greys(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        for color in [&mut cell.fg, &mut cell.bg] {
            if matches!(color, Color::Indexed(232..=255)) {
                *color = Color::Reset;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn greys_alone_become_the_colour_of_the_text() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
        buffer.content[0].set_style(Style::new().fg(Color::Indexed(244)).bg(Color::Indexed(24)));
        buffer.content[1].set_style(Style::new().fg(Color::Indexed(31)).bg(Color::Indexed(236)));
        without_greys(&mut buffer);
        let colors: Vec<(Color, Color)> = buffer.content.iter().map(|cell| (cell.fg, cell.bg)).collect();
        assert_eq!(colors[0], (Color::Reset, Color::Indexed(24)));
        assert_eq!(colors[1], (Color::Indexed(31), Color::Reset));
    }
}
