//! Which articles may hold a name, however its words are written with proclitics: for whoever has to look at
//! them again.
//!
//! *Invariant:* none is left out that has all words of the name; some are told that have only what looks like
//! them.

use std::collections::HashSet;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use super::reader::Reader;
use super::words;

/// Letters that may stand before a word in the index, however its proclitics were cut, and how many.
const ATTACHED: [char; 7] = ['و', 'ف', 'ب', 'ل', 'ك', 'س', 'ا'];
const MOST: usize = 5;

impl Reader {
    /// The rows of the articles that may hold a name, in title or body; none where that cannot be told: there
    /// is no index, or no word in the name.
    pub fn holding(&self, name: &str) -> Option<HashSet<u64>> {
        let words: Vec<String> = words::tokens(name).into_iter().map(|token| token.text).collect();
        let words: Vec<&str> = words.iter().map(|word| core(word)).filter(|w| !words::is_number(w)).collect();
        self.read(|searcher, fields| {
            let mut rows = HashSet::new();
            for segment in searcher.segment_readers() {
                let mut all: Option<HashSet<u32>> = None;
                for word in &words {
                    let mut with = HashSet::new();
                    for field in [fields.title[0], fields.body[0]] {
                        let inverted = segment.inverted_index(field)?;
                        let mut terms = inverted.terms().stream()?;
                        while let Some((term, info)) = terms.next() {
                            if !std::str::from_utf8(term).is_ok_and(|term| may_be(term, word)) {
                                continue;
                            }
                            let option = IndexRecordOption::Basic;
                            let mut found = inverted.read_postings_from_terminfo(info, option)?;
                            while found.doc() != TERMINATED {
                                with.insert(found.doc());
                                found.advance();
                            }
                        }
                    }
                    all = Some(all.map_or_else(|| with.clone(), |all| &all & &with));
                }
                let numbers = segment.fast_fields().u64("row")?;
                rows.extend(all.into_iter().flatten().filter_map(|doc| numbers.first(doc)));
            }
            Ok(rows)
        })
        .filter(|_| !words.is_empty())
    }
}

/// A word without the article, which a preposition may have swallowed.
fn core(word: &str) -> &str {
    word.strip_prefix("ال").filter(|rest| words::letters(rest) >= 2).unwrap_or(word)
}

/// Whether a term of the index may be a word with proclitics, or with too much cut off.
fn may_be(term: &str, word: &str) -> bool {
    let attached =
        |before: &str| before.chars().count() <= MOST && before.chars().all(|c| ATTACHED.contains(&c));
    term.strip_suffix(word).is_some_and(attached)
        || words::letters(term) >= 3 && word.strip_suffix(term).is_some_and(attached)
        || term.contains(word) && term.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_met_however_its_proclitics_are_cut() {
        for (term, name) in
            [("كوبا", "كوبا"), ("وبكوبا", "كوبا"), ("وبا", "كوبا"), ("صين", "الصين"), ("لصين", "الصين")]
        {
            assert!(may_be(term, core(name)), "{term}");
        }
        assert!(!may_be("مكوبا", "كوبا") && !may_be("كوبان", "كوبا") && !may_be("با", "كوبا"));
    }
}
