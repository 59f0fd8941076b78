//! Cursors: places in logical text, and how to move among them by what a reader takes for one character
//! or one word.
//!
//! Visual motion is a matter of lines: see [`super::Line::left`] and [`super::Line::right`].
//!
//! *Invariant:* every place returned is a cluster boundary (UAX #29) of the text.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Which of two places on the screen a byte means where the direction changes or a line wraps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Affinity {
    /// With the character behind it.
    #[default]
    Downstream,
    /// With the character before it.
    Upstream,
}

/// A place between two characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// Byte of the original text.
    pub byte: usize,
    /// Which side it clings to.
    pub affinity: Affinity,
}

/// The end of the cluster that begins at `at` (a character boundary), or the end of the text.
pub fn next_cluster(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at.min(text.len()), text.len(), true)
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

/// The start of the cluster that ends at `at` (a character boundary), or 0.
pub fn previous_cluster(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at.min(text.len()), text.len(), true)
        .prev_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(0)
}

/// The end of the word at or behind `at` (a character boundary), or the end of the text.
pub fn next_word(text: &str, at: usize) -> usize {
    let rest = &text[at.min(text.len())..];
    rest.unicode_word_indices()
        .next()
        .map_or(text.len(), |(start, word)| text.len() - rest.len() + start + word.len())
}

/// The start of the word at or before `at` (a character boundary), or 0.
pub fn previous_word(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].unicode_word_indices().next_back().map_or(0, |(start, _)| start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn motion_by_clusters_and_words() {
        let text = "مُحَمَّد Ali";
        assert_eq!(next_cluster(text, 0), "مُ".len());
        assert_eq!(previous_cluster(text, text.find(' ').unwrap()), "مُحَمَّ".len());
        assert_eq!(next_word(text, 0), "مُحَمَّد".len());
        assert_eq!(next_word(text, "مُحَمَّد".len()), text.len());
        assert_eq!(previous_word(text, text.len()), "مُحَمَّد ".len());
        assert_eq!(
            (next_cluster("", 0), previous_cluster("", 0), next_word("", 0), previous_word("", 0)),
            (0, 0, 0, 0)
        );
    }
}
