//! Names that were met before: how they are written in Arabic, by what the usual Latin spellings of each share.
//!
//! The table is `assets/search/spellings.deflate`, made from pairs of names (Wikidata, CC0; Google's
//! transliterations, Apache-2.0) by `cargo bench --bench eval -- sounds`; a line is a gist (see [`gist`]) and,
//! after tabs, Arabic words with the number of people called so; sorted by bytes. Arabic is folded and
//! without its article, as in the index.
//!
//! Knows no dictionary: whether such a name stands anywhere is for others to say.

use std::collections::HashSet;
use std::io::Read;
use std::sync::OnceLock;

static PACKED: &[u8] = include_bytes!("../../assets/search/spellings.deflate");

/// The table, unpacked at the first use.
struct Spellings {
    text: String,
    /// Where lines begin, in bytes.
    lines: Vec<usize>,
    /// Where Arabic names stand, by hash.
    names: HashSet<u64>,
}

impl Spellings {
    /// A table that cannot be read knows no name, which costs precision and nothing else.
    fn unpack(packed: &[u8]) -> Self {
        let mut text = String::new();
        if flate2::read::DeflateDecoder::new(packed).read_to_string(&mut text).is_err() {
            text.clear();
        }
        let mut lines = Vec::new();
        let mut names = HashSet::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            lines.push(at);
            at += line.len();
            names.extend(forms(line).map(|(arabic, _)| hash(arabic)));
        }
        Self { text, lines, names }
    }

    fn line(&self, gist: &str) -> Option<&str> {
        let line = |at: usize| self.text[at..].split('\n').next().unwrap_or_default();
        let gist_of = |at: usize| line(at).split('\t').next().unwrap_or_default();
        let found = self.lines.binary_search_by(|at| gist_of(*at).cmp(gist)).ok()?;
        Some(line(self.lines[found]))
    }
}

fn spellings() -> &'static Spellings {
    static SPELLINGS: OnceLock<Spellings> = OnceLock::new();
    SPELLINGS.get_or_init(|| Spellings::unpack(PACKED))
}

/// The Arabic words of a line, with their counts.
fn forms(line: &str) -> impl Iterator<Item = (&str, f32)> {
    line.trim_end().split('\t').skip(1).filter_map(|form| {
        let (arabic, count) = form.split_once(' ')?;
        Some((arabic, count.parse().ok()?))
    })
}

/// FNV-1a.
fn hash(word: &str) -> u64 {
    word.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// How a name is written in Arabic, as far as it or one like it was met before: words and their shares.
pub(super) fn known(latin: &str) -> Vec<(&'static str, f32)> {
    let line = spellings().line(&gist(latin)).unwrap_or_default();
    let all: f32 = forms(line).map(|(_, count)| count).sum();
    forms(line).map(|(arabic, count)| (arabic, count / all)).collect()
}

/// Whether an Arabic word is a name that was met before.
pub(super) fn is_name(arabic: &str) -> bool {
    spellings().names.contains(&hash(arabic))
}

/// What the usual spellings of a name in folded Latin letters share (Mouna, Muna; Djamel, Jamel; Sara, Sarah).
pub fn gist(latin: &str) -> String {
    const SAME: [(&str, &str); 14] = [
        ("ph", "f"),
        ("dj", "j"),
        ("tch", "ch"),
        ("oo", "u"),
        ("ou", "u"),
        ("ee", "i"),
        ("ei", "ai"),
        ("ck", "k"),
        ("ch", "\u{1}"),
        ("c", "k"),
        ("q", "k"),
        ("y", "i"),
        ("w", "u"),
        ("o", "u"),
    ];
    let even = SAME.iter().fold(latin.to_owned(), |text, (from, to)| text.replace(from, to));
    let mut gist = String::with_capacity(even.len());
    for c in even.chars() {
        let c = if c == 'e' { 'i' } else { c };
        if !gist.ends_with(c) {
            gist.push(c);
        }
    }
    let end = gist.trim_end_matches('h').len();
    gist.truncate(if end > 2 { end } else { gist.len() });
    gist
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_spellings_share_a_gist() {
        for (one, other) in [
            ("mouna", "muna"),
            ("djamel", "jamel"),
            ("sarah", "sara"),
            ("hussein", "husain"),
            ("walid", "oualid"),
        ] {
            assert_eq!(gist(one), gist(other));
        }
        assert_ne!(gist("hamid"), gist("hamad"));
    }

    #[test]
    fn the_table_is_sorted_and_knows_names() {
        let table = spellings();
        let gists: Vec<&str> = table.text.lines().filter_map(|line| line.split('\t').next()).collect();
        assert!(gists.len() > 10_000 && gists.is_sorted());
        assert!(known("mohammed").iter().any(|(arabic, share)| *arabic == "محمد" && *share > 0.5));
        assert!(is_name("محمد") && !is_name("السياسه") && known("qqqq").is_empty());
    }
}
