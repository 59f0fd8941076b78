//! The weights of the tagger, as a file that is compiled in.
//!
//! Format, deflated: the number of rows (u32, little endian), then `LABELS + 1` rows of transition weights
//! (the last for the start of a line), then of every feature its hash as the difference to the one before
//! (LEB128), of every feature a bit mask of the labels with a weight (u16), and their weights (i8): what is
//! alike stands together and deflates best.
//! *Invariant:* an unreadable file gives no rows, never a panic.

use std::io::{BufReader, Read};

use flate2::read::DeflateDecoder;

use super::label::{LABELS, Label};

/// Weights of one feature or one label before, one a label.
pub type Row = [i8; LABELS];

/// A score below every reachable one.
pub const NEVER: i32 = -(1 << 28);

/// A file of more rows is none of ours.
const MOST: u32 = 1 << 20;

/// Leading bits of a hash that tell where its row may be.
const LEADING: u32 = 15;

/// Transition and feature weights.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// From each label, and from the start of a line, to each label; far below zero where none leads.
    pub transitions: Vec<[i32; LABELS]>,
    /// Of every feature its hash and its weights, sorted.
    rows: Vec<(u32, Row)>,
    /// Where the rows begin whose hashes have the same leading bits, by these; and the end.
    starts: Vec<u32>,
    /// Bits of a hash behind the leading ones.
    trailing: u32,
}

impl Model {
    /// A model from its transitions and its rows, sorted by hash.
    pub fn new(transitions: &[Row], rows: Vec<(u32, Row)>) -> Self {
        let last = rows.last().map_or(0, |(hash, _)| *hash);
        let trailing = (u32::BITS - last.leading_zeros()).saturating_sub(LEADING);
        let mut starts = vec![0; (last >> trailing) as usize + 2];
        for (hash, _) in &rows {
            starts[(hash >> trailing) as usize + 1] += 1;
        }
        for leading in 1..starts.len() {
            starts[leading] += starts[leading - 1];
        }
        let transitions = transitions.iter().enumerate().map(|(from, row)| passage(from, row)).collect();
        Self { transitions, rows, starts, trailing }
    }

    /// Reads a file, a little at a time; nothing where it is damaged.
    pub fn read(file: &[u8]) -> Option<Self> {
        let mut bytes = BufReader::new(DeflateDecoder::new(file));
        let count = Some(u32::from_le_bytes(take(&mut bytes)?)).filter(|count| *count <= MOST)?;
        let transitions = (0..=LABELS).map(|_| dense(&mut bytes)).collect::<Option<Vec<Row>>>()?;
        let mut rows = Vec::with_capacity(count as usize);
        let mut hash = 0_u32;
        for _ in 0..count {
            hash = hash.checked_add(varint(&mut bytes)?)?;
            rows.push((hash, Row::default()));
        }
        let mut masks = Vec::with_capacity(rows.len());
        for _ in 0..count {
            masks.push(u16::from_le_bytes(take(&mut bytes)?));
        }
        for ((_, row), mask) in rows.iter_mut().zip(masks) {
            *row = sparse(mask, &mut bytes)?;
        }
        Some(Self::new(&transitions, rows))
    }

    /// The bytes of a file, not yet deflated.
    pub fn write(transitions: &[Row], rows: &[(u32, Row)]) -> Vec<u8> {
        let mut bytes = (rows.len() as u32).to_le_bytes().to_vec();
        bytes.extend(transitions.iter().flatten().map(|w| w.cast_unsigned()));
        let mut before = 0;
        for (hash, _) in rows {
            let mut delta = hash - before;
            before = *hash;
            while delta >= 0x80 {
                bytes.push(delta as u8 | 0x80);
                delta >>= 7;
            }
            bytes.push(delta as u8);
        }
        let mask = |row: &Row| (0..LABELS).filter(|n| row[*n] != 0).fold(0_u16, |mask, n| mask | 1 << n);
        bytes.extend(rows.iter().flat_map(|(_, row)| mask(row).to_le_bytes()));
        let weights = rows.iter().flat_map(|(_, row)| row).filter(|weight| **weight != 0);
        bytes.extend(weights.map(|weight| weight.cast_unsigned()));
        bytes
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The weights of a feature.
    pub fn row(&self, hash: u32) -> Option<&Row> {
        let leading = (hash >> self.trailing) as usize;
        let (from, to) = (*self.starts.get(leading)?, *self.starts.get(leading + 1)?);
        let mut rows = self.rows[from as usize..to as usize].iter();
        rows.find(|(other, _)| *other == hash).map(|(_, row)| row)
    }
}

/// The weights from a label (or, beyond the last, from the start of a line) with `NEVER` where the other
/// label may not follow.
fn passage(from: usize, row: &Row) -> [i32; LABELS] {
    let before = if from < LABELS { Label(from as u8) } else { Label::OUTSIDE };
    std::array::from_fn(|to| if Label(to as u8).follows(before) { i32::from(row[to]) } else { NEVER })
}

fn take<const N: usize>(bytes: &mut impl Read) -> Option<[u8; N]> {
    let mut taken = [0; N];
    bytes.read_exact(&mut taken).ok()?;
    Some(taken)
}

fn dense(bytes: &mut impl Read) -> Option<Row> {
    Some(take::<LABELS>(bytes)?.map(u8::cast_signed))
}

fn sparse(mask: u16, bytes: &mut impl Read) -> Option<Row> {
    let mut row = Row::default();
    for (n, weight) in row.iter_mut().enumerate() {
        if mask & 1 << n != 0 {
            *weight = take::<1>(bytes)?[0].cast_signed();
        }
    }
    Some(row)
}

fn varint(bytes: &mut impl Read) -> Option<u32> {
    let mut value = 0_u32;
    for shift in (0..35).step_by(7) {
        let byte = take::<1>(bytes)?[0];
        value |= u32::from(byte & 0x7F).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut row = Row::default();
        (row[0], row[15]) = (-128, 7);
        let transitions = vec![row; LABELS + 1];
        let rows = vec![(5, row), (1 << 30, Row::default()), (u32::MAX, row)];
        let bytes = Model::write(&transitions, &rows);
        let mut packed = flate2::read::DeflateEncoder::new(bytes.as_slice(), flate2::Compression::best());
        let mut file = Vec::new();
        packed.read_to_end(&mut file).unwrap();
        let model = Model::read(&file).unwrap();
        assert_eq!(model.row(5), Some(&row));
        assert_eq!(model.row(u32::MAX), Some(&row));
        assert_eq!(model.row(6), None);
        assert_eq!(model.transitions[0][..4], [-128, 0, 0, NEVER], "nothing goes on that did not begin");
        for cut in 0..file.len() {
            assert!(Model::read(&file[..cut]).is_none_or(|m| m.rows.len() == 3));
        }
    }
}
