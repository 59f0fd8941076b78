//! How often words stand in the news: the guard that keeps و ف ب ل ك س of a name from being taken for a
//! proclitic.
//!
//! The table is `assets/search/words.deflate`, made from the ANT corpus (Apache-2.0) and the names of
//! `assets/entities` by `cargo bench --bench eval -- lexicon`; a line is a folded word, a tab and the number of
//! articles that it stands in, `!` for a name that nothing may be taken from; sorted by bytes.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::io::Read;
use std::sync::OnceLock;

static PACKED: &[u8] = include_bytes!("../../assets/search/words.deflate");
/// What a name counts as.
const NAME: u32 = u32::MAX;
/// The articles that the table is counted on.
const ARTICLES: u32 = 9_965;
/// Articles that a word is taken to stand in that the table does not count.
const RARE: u32 = 10;

/// A line of the unpacked table is hardly ever shorter on average.
const BYTES_A_WORD: usize = 13;

/// The table, unpacked at the first use: hashes of words with their numbers of articles. Two words of one
/// hash (none among the shipped ones; chance 1 in 10¹⁰ for a word of a text) would share a number.
struct Lexicon(HashMap<u64, u32, BuildHasherDefault<Ready>>);

/// Keys that are hashes already.
#[derive(Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(&[bytes]);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// FNV-1a with a last mixing step, of parts as if they were joined.
fn hash(parts: &[&[u8]]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.iter().copied().flatten() {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Lexicon {
    /// A table that cannot be read guards nothing, which costs precision and nothing else.
    fn unpack(packed: &[u8]) -> Self {
        let mut text = String::new();
        if flate2::read::DeflateDecoder::new(packed).read_to_string(&mut text).is_err() {
            text.clear();
        }
        let line = |line: &str| {
            let (word, count) = line.split_once('\t')?;
            let count = if count == "!" { NAME } else { count.parse().ok()? };
            Some((hash(&[word.as_bytes()]), count))
        };
        let mut counts =
            HashMap::with_capacity_and_hasher(text.len() / BYTES_A_WORD, BuildHasherDefault::default());
        counts.extend(text.lines().filter_map(line));
        Self(counts)
    }
}

fn look_up(parts: &[&[u8]]) -> u32 {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::unpack(PACKED)).0.get(&hash(parts)).copied().unwrap_or(0)
}

fn frequency(word: &str) -> u32 {
    look_up(&[word.as_bytes()])
}

/// Whether a folded word with the article before it is in the table.
pub(super) fn is_known_with_article(word: &str) -> bool {
    look_up(&["ال".as_bytes(), word.as_bytes()]) > 0
}

/// Whether a folded word is in the table.
pub(super) fn is_known(word: &str) -> bool {
    frequency(word) > 0
}

/// The share of articles of the news that a folded stem stands in, with or without the article, 0 to 1; of a
/// word that the table lacks, or has as a name, that of a rare one.
pub(super) fn share(stem: &str) -> f32 {
    let with = look_up(&["ال".as_bytes(), stem.as_bytes()]);
    let count = |n: u32| if n == NAME { RARE } else { n };
    let found = count(frequency(stem)).saturating_add(count(with)).clamp(RARE, ARTICLES);
    found as f32 / ARTICLES as f32
}

/// Whether a folded word is a name, from which nothing may be taken.
pub(super) fn is_name(word: &str) -> bool {
    frequency(word) == NAME
}

/// Whether the rest of a word is so much more usual than the word that its first letter is a proclitic:
/// `halves` is how many halves of the word's frequency the rest needs.
pub(super) fn outweighs(rest: &str, word: &str, halves: u32) -> bool {
    let (rest, word) = (frequency(rest), frequency(word));
    rest > 0 && u64::from(rest) * 2 >= u64::from(word) * u64::from(halves)
}
