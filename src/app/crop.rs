//! Texts cut to one row: at a word, with an ellipsis; around a highlight where there is one.
//!
//! Knows nothing of styles. *Invariant:* the cells' sources speak of the text as given.

use std::ops::Range;

use crate::text::{Clean, Direction, Line, Paragraph, TextOptions};

/// Lays a text out on one row of at most `cols` columns, its first byte standing at `offset` of the
/// original. What does not fit is cut behind a word, a word that does not fit alone within it.
pub fn crop(text: &str, offset: usize, cols: usize, options: &TextOptions) -> Line {
    let text = text.replace('\n', " ");
    let paragraph = Paragraph::new(&Clean::new(&text, offset), options);
    let cols = cols.max(1);
    let whole = paragraph.wrap(cols);
    if let [only] = whole.as_slice() {
        return paragraph.line(only);
    }
    let room = paragraph.wrap(cols.saturating_sub(1).max(1));
    let end = room.first().map_or(0, |span| span.source.end.saturating_sub(offset));
    let head = text.get(..end).unwrap_or_default();
    if !head.ends_with(char::is_whitespace) {
        return paragraph.cropped(cols);
    }
    let head = head.trim_end_matches(|c: char| c.is_whitespace() || c == '،' || c == ',');
    let options = TextOptions { direction: Direction::Fixed(paragraph.base()), ..*options };
    let cut = Paragraph::new(&Clean::new(&format!("{head}…"), offset), &options);
    // The ellipsis may take another column than the blank it stands for.
    cut.cropped(cols)
}

/// Where to begin showing a text of which `mark` must be in view on a row of `cols` columns: at its
/// beginning where that is near enough, else some words before the mark.
pub fn window(text: &str, mark: &Range<usize>, cols: usize) -> usize {
    let Some(before) = text.get(..mark.start) else { return 0 };
    let length = |text: &str| text.chars().count();
    let marked = text.get(mark.clone()).map_or(0, length);
    if length(before) + marked < cols || length(text) <= cols {
        return 0;
    }
    let after = text.get(mark.end..).map_or(0, length);
    let free = cols.saturating_sub(marked);
    // A third of the room before the mark, more where little comes after it.
    let room = (free / 3).max(free.saturating_sub(after));
    let words = before.char_indices().rev().take(room.max(1)).filter(|(_, c)| c.is_whitespace());
    words.last().map_or(mark.start, |(at, blank)| at + blank.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, cols: usize) -> String {
        let options = TextOptions::default();
        crop(text, 0, cols, &options).cells.iter().map(|cell| cell.symbol.as_str()).collect()
    }

    #[test]
    fn words_stay_whole() {
        assert_eq!(shown("one two three", 20), "one two three");
        assert_eq!(shown("one two three", 10), "one two…");
        assert_eq!(shown("one two, three", 10), "one two…");
        assert_eq!(shown("onetwothree", 6), "onetw…");
        assert_eq!(shown("one", 0), "…");
    }

    #[test]
    fn the_mark_is_in_view() {
        let text = "alpha beta gamma delta epsilon zeta eta theta";
        let mark = text.find("zeta").map(|at| at..at + 4).unwrap();
        let from = window(text, &mark, 20);
        assert_eq!(&text[from..], "zeta eta theta", "no word fits before it that would not push the end out");
        assert_eq!(window(text, &mark, 40), 0);
        let mark = text.find("theta").map(|at| at..at + 5).unwrap();
        assert_eq!(&text[window(text, &mark, 20)..], "zeta eta theta");
        assert_eq!(window(text, &(0..5), 10), 0);
    }
}
