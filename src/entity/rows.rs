//! The rows of the knowledge base: the tables that people read and mend, packed for the binary.
//!
//! `assets/entities/rows.deflate` holds `assets/entities/*.tsv` one behind the other; it is written and checked by
//! `tests/it/entity_lexicon.rs`. *Invariant:* unpacked once, when the first row is read.

use std::io::Read;
use std::sync::OnceLock;

use flate2::read::DeflateDecoder;

/// The tables in the order of their numbers in `names.fst`.
pub const TABLES: [&str; 5] = ["people", "places", "cities", "organisations", "events"];
/// Stands between the tables.
pub const SEPARATOR: char = '\0';

static PACKED: &[u8] = include_bytes!("../../assets/entities/rows.deflate");

/// The text of the table of a number; empty where there is none.
pub fn table(number: usize) -> &'static str {
    static TEXTS: OnceLock<Vec<&'static str>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| {
        let mut all = String::new();
        // Checked by a test: what cannot be read could only mean fewer names.
        let _ = DeflateDecoder::new(PACKED).read_to_string(&mut all);
        // Wanted as long as the program runs.
        all.leak().split(SEPARATOR).collect()
    });
    texts.get(number).copied().unwrap_or_default()
}
