//! Bytes to code points: JSON counts characters, every floor below counts bytes.
//!
//! *Invariant:* the only converter; linear in the text, constant for each question.

use std::ops::Range;

/// The code point offset of every byte of a text.
pub struct Points(Vec<u32>);

impl Points {
    /// Counts a text once.
    pub fn new(text: &str) -> Self {
        let mut points = Vec::with_capacity(text.len() + 1);
        for (point, c) in text.chars().enumerate() {
            points.extend(std::iter::repeat_n(point as u32, c.len_utf8()));
        }
        points.push(points.last().map_or(0, |last| last + 1));
        Self(points)
    }

    /// Where a byte stands, in code points; past the end is the end.
    pub fn at(&self, byte: usize) -> u32 {
        self.0[byte.min(self.0.len() - 1)]
    }

    /// A range of bytes as `[start, end]` in code points.
    pub fn range(&self, bytes: &Range<usize>) -> [u32; 2] {
        [self.at(bytes.start), self.at(bytes.end)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_is_counted_as_its_characters() {
        for text in ["", "a", "\u{FEFF}قال a\u{1F600}\r\n٣٪", "لاَ\u{200F}"] {
            let points = Points::new(text);
            for (point, (byte, _)) in text.char_indices().chain([(text.len(), ' ')]).enumerate() {
                assert_eq!(points.at(byte), point as u32, "{text:?} at {byte}");
            }
            assert_eq!(points.at(text.len() + 7) as usize, text.chars().count());
        }
    }
}
