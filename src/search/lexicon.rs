//! How often words stand in the news, and where they begin and end: the guard that keeps و ف ب ل ك س of a word
//! from being taken for a proclitic, and the end of a name for a suffix.
//!
//! The table is `assets/search/words.deflate`, made from the ANT corpus (Apache-2.0) and the names of
//! `assets/entities` by `cargo bench --bench eval -- lexicon`, which tells how that is judged. A line is a folded
//! word, a tab, a letter for about how many articles it stands in (`a` up to two, each next one half as many
//! more), `!` where nothing may be taken from its beginning, `.` where nothing from its end, and after `=` other
//! spellings of the same name; sorted by bytes.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::io::Read;
use std::sync::OnceLock;

static PACKED: &[u8] = include_bytes!("../../assets/search/words.deflate");
/// The articles that the table is counted on.
const ARTICLES: f32 = 9_965.0;
/// Articles that a word is taken to stand in that the table does not count.
const RARE: f32 = 10.0;

/// The share of articles from which on a word is usual.
const USUAL: f32 = 0.05;

/// A line of the unpacked table is hardly ever shorter on average.
const BYTES_A_WORD: usize = 13;

/// What is known of a word.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Articles that it stands in, about.
    count: f32,
    /// Whether it begins with no proclitic.
    is_whole: bool,
    /// Whether it ends in no suffix.
    is_bare: bool,
}

impl Entry {
    fn read(about: &str) -> Option<Self> {
        let level = about.bytes().next()?.checked_sub(b'a')?;
        let count = 2.0 * 1.5_f32.powi(i32::from(level));
        Some(Self { count, is_whole: about.contains('!'), is_bare: about.contains('.') })
    }
}

/// The table, unpacked at the first use, by hashes of words. Two words of one hash (none among the shipped ones;
/// chance 1 in 10¹⁰ for a word of a text) would share an entry.
#[derive(Default)]
struct Lexicon {
    entries: HashMap<u64, Entry, BuildHasherDefault<Ready>>,
    /// Other spellings of names.
    spellings: HashMap<u64, Vec<String>, BuildHasherDefault<Ready>>,
}

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
        let mut lexicon = Self::default();
        lexicon.entries.reserve(text.len() / BYTES_A_WORD);
        for line in text.lines() {
            let (word, about) = line.split_once('\t').unwrap_or_default();
            let key = hash(&[word.as_bytes()]);
            lexicon.entries.extend(Entry::read(about).map(|entry| (key, entry)));
            if let Some((_, spellings)) = about.split_once('=') {
                lexicon.spellings.insert(key, spellings.split(',').map(str::to_owned).collect());
            }
        }
        lexicon
    }
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::unpack(PACKED))
}

fn look_up(parts: &[&[u8]]) -> Option<Entry> {
    lexicon().entries.get(&hash(parts)).copied()
}

fn entry(word: &str) -> Option<Entry> {
    look_up(&[word.as_bytes()])
}

fn entry_with_article(word: &str) -> Option<Entry> {
    look_up(&["ال".as_bytes(), word.as_bytes()])
}

/// Whether a folded word is in the table, with or without the article.
pub(super) fn is_known(word: &str) -> bool {
    entry(word).or_else(|| entry_with_article(word)).is_some()
}

/// Whether a folded word is in the table as it stands.
pub(super) fn is_written(word: &str) -> bool {
    entry(word).is_some()
}

/// How often a folded stem has the article where it stands in the news, 0 to 1; of one that the table lacks a half.
pub(super) fn definite(stem: &str) -> f32 {
    let count = |entry: Option<Entry>| 1.0 + entry.map_or(0.0, |entry| entry.count);
    let with = count(entry_with_article(stem));
    with / (with + count(entry(stem)))
}

/// Whether a folded word stands in the news, and oftener than another does with the article.
pub(super) fn prefers(word: &str, other: &str) -> bool {
    let other = entry_with_article(other).map_or(0.0, |entry| entry.count);
    entry(word).is_some_and(|entry| entry.count > other)
}

/// Whether a folded word stands oftener in the news than another, with or without the article.
pub(super) fn is_oftener(word: &str, other: &str) -> bool {
    count(word) > count(other)
}

/// Articles that a folded word stands in, about, with or without the article.
fn count(word: &str) -> f32 {
    [entry(word), entry_with_article(word)].into_iter().flatten().map(|entry| entry.count).sum()
}

/// Whether the news has a folded word with the article: before that stands no proclitic.
pub(super) fn is_definite(word: &str) -> bool {
    entry_with_article(word).is_some()
}

/// The share of articles of the news that a folded stem stands in, with or without the article, 0 to 1; of a
/// word that the table lacks that of a rare one.
pub(super) fn share(stem: &str) -> f32 {
    count(stem).clamp(RARE, ARTICLES) / ARTICLES
}

/// Whether a folded stem stands in so many articles of the news that it says little about one.
pub(super) fn is_usual(stem: &str) -> bool {
    share(stem) > USUAL
}

/// Whether a folded word begins with no proclitic, though it looks so.
pub(super) fn is_whole(word: &str) -> bool {
    entry(word).is_some_and(|entry| entry.is_whole)
}

/// Whether a folded word ends in no suffix, though it looks so.
pub(super) fn is_bare(word: &str) -> bool {
    entry(word).is_some_and(|entry| entry.is_bare)
}

/// How a name that is a folded word without proclitics is spelt besides.
pub(super) fn other_spellings(word: &str) -> &'static [String] {
    lexicon().spellings.get(&hash(&[word.as_bytes()])).map_or(&[], Vec::as_slice)
}
