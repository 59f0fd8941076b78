//! A monotone map from a derived text (sanitised, folded) back to the text it was made from.
//!
//! It knows nothing of what was changed, only which bytes came from which. Unchanged stretches cost
//! one entry however long they are, so ordinary prose needs a handful.
//!
//! *Invariant:* pieces are sorted, and start where the one before ends, in the derived text; their
//! source ranges never run backwards. *Invariant:* both texts are shorter than 4 GiB.

use std::ops::Range;

/// A stretch of derived text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// First byte in the derived text.
    derived: u32,
    /// First byte in the source.
    source: u32,
    /// Bytes of source it stands for.
    source_len: u32,
    /// Any part of it came from all of its source; else it is byte for byte.
    unit: bool,
}

/// Which source bytes a derived text came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SourceMap {
    pieces: Vec<Piece>,
    /// Length of the derived text.
    len: u32,
    /// Where the source ends, dropped characters at the end included.
    end: u32,
}

impl SourceMap {
    /// Appends `len` derived bytes that came from `source`. Equal lengths count as "byte for byte" and
    /// join a neighbouring stretch of that kind; others are a unit.
    pub(super) fn push(&mut self, len: usize, source: Range<usize>) {
        self.add(len, &source, len != source.len());
    }

    /// Appends `len` derived bytes that came from `source` as a whole, whatever the lengths.
    pub(super) fn push_unit(&mut self, len: usize, source: &Range<usize>) {
        self.add(len, source, true);
    }

    fn add(&mut self, len: usize, source: &Range<usize>, unit: bool) {
        if len == 0 {
            return;
        }
        let (start, source_len) = (source.start as u32, source.len() as u32);
        let derived = self.len;
        self.len += len as u32;
        self.end = self.end.max(source.end as u32);
        if let Some(last) = self.pieces.last_mut()
            && !unit
            && !last.unit
            && last.source + last.source_len == start
        {
            last.source_len += source_len;
            return;
        }
        self.pieces.push(Piece { derived, source: start, source_len, unit });
    }

    /// Lets the last piece, if it ends at `source.start`, stand for `source` as well: for what was
    /// dropped behind a letter and belongs to it. `last` is the derived length of that letter.
    pub(super) fn extend(&mut self, last: usize, source: Range<usize>) {
        let Some(piece) = self.pieces.last_mut() else { return };
        if (piece.source + piece.source_len) as usize != source.start {
            return;
        }
        let (last, added) = (last as u32, source.len() as u32);
        if !piece.unit && self.len - piece.derived > last {
            piece.source_len -= last;
            let source = piece.source + piece.source_len;
            let derived = self.len - last;
            self.pieces.push(Piece { derived, source, source_len: last + added, unit: true });
        } else {
            piece.source_len += added;
            piece.unit = true;
        }
        self.end = self.end.max(source.end as u32);
    }

    /// Says where the source ends.
    pub(super) fn finish(&mut self, end: usize) {
        self.end = self.end.max(end as u32);
    }

    /// The source bytes of a derived range; of an empty range, the place where it stands.
    ///
    /// An atomic piece is always covered whole. Out of bounds counts as the end.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.start_of(range.start as u32);
        if range.is_empty() {
            return start..start;
        }
        start..self.end_of((range.end as u32).min(self.len)).max(start)
    }

    fn start_of(&self, at: u32) -> usize {
        if at >= self.len {
            return self.end as usize;
        }
        let index = self.pieces.partition_point(|piece| piece.derived <= at) - 1;
        let piece = self.pieces[index];
        (piece.source + if piece.unit { 0 } else { at - piece.derived }) as usize
    }

    fn end_of(&self, at: u32) -> usize {
        let index = self.pieces.partition_point(|piece| piece.derived < at);
        let Some(index) = index.checked_sub(1) else { return self.start_of(at) };
        let piece = self.pieces[index];
        (piece.source + if piece.unit { piece.source_len } else { at - piece.derived }) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_stretches_are_one_piece() {
        let mut map = SourceMap::default();
        for at in 0..100 {
            map.push(2, at * 2..at * 2 + 2);
        }
        assert_eq!(map.pieces.len(), 1);
        assert_eq!(map.source(10..14), 10..14);
    }

    #[test]
    fn an_atomic_piece_is_covered_whole() {
        let mut map = SourceMap::default();
        map.push(2, 10..12);
        map.push(4, 12..15); // one ligature became two letters
        map.push(2, 18..20); // three bytes were dropped before it
        map.finish(25);
        assert_eq!(map.source(2..4), 12..15);
        assert_eq!(map.source(4..6), 12..15);
        assert_eq!(map.source(0..8), 10..20);
        assert_eq!(map.source(6..6), 18..18);
        assert_eq!(map.source(8..8), 25..25);
    }

    #[test]
    fn what_was_dropped_behind_a_letter_belongs_to_it() {
        let mut map = SourceMap::default();
        map.push(2, 0..2);
        map.push(2, 2..4);
        map.extend(2, 4..6);
        map.push(2, 6..8);
        assert_eq!(map.source(0..2), 0..2);
        assert_eq!(map.source(2..4), 2..6);
        assert_eq!(map.source(4..6), 6..8);
    }
}
