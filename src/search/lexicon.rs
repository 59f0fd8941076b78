//! How often words stand in the news: the guard that keeps و ف ب ل ك س of a name from being taken for a
//! proclitic.
//!
//! The table is `assets/search/words.deflate`, made from the ANT corpus (Apache-2.0) and the names of
//! `assets/entities` by `cargo bench --bench eval -- lexicon`; a line is a folded word, a tab and the number of
//! articles that it stands in, `!` for a name that nothing may be taken from; sorted by bytes.

use std::io::Read;
use std::sync::OnceLock;

static PACKED: &[u8] = include_bytes!("../../assets/search/words.deflate");
/// What a name counts as.
const NAME: u32 = u32::MAX;

/// The table, unpacked at the first use.
struct Lexicon {
    text: String,
    /// Where each line begins.
    lines: Vec<u32>,
}

impl Lexicon {
    /// A table that cannot be read guards nothing, which costs precision and nothing else.
    fn unpack(packed: &[u8]) -> Self {
        let mut text = String::new();
        if flate2::read::DeflateDecoder::new(packed).read_to_string(&mut text).is_err() {
            text.clear();
        }
        let mut lines = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            lines.push(at);
            at += line.len() as u32;
        }
        Self { text, lines }
    }

    fn frequency(&self, word: &str) -> u32 {
        let line = |at: u32| self.text[at as usize..].split('\n').next().unwrap_or_default();
        let word_at = |at: u32| line(at).split('\t').next().unwrap_or_default();
        let Ok(found) = self.lines.binary_search_by(|at| word_at(*at).cmp(word)) else { return 0 };
        match line(self.lines[found]).split('\t').nth(1) {
            Some("!") => NAME,
            Some(count) => count.parse().unwrap_or(0),
            None => 0,
        }
    }
}

fn frequency(word: &str) -> u32 {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::unpack(PACKED)).frequency(word)
}

/// Whether a folded word is in the table.
pub(super) fn is_known(word: &str) -> bool {
    frequency(word) > 0
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
