//! English names of things whose Arabic name sounds otherwise (Egypt, مصر), or is several words.
//!
//! A table handed in as text: `id ⇥ kind ⇥ Arabic name ⇥ aliases|… ⇥ English name` a line.

use std::collections::HashMap;

use super::words;

/// English names with their Arabic forms, both as folded words.
#[derive(Clone, Debug, Default)]
pub struct Names {
    arabic: HashMap<Vec<String>, Vec<Vec<String>>>,
    /// Words of the longest English name.
    longest: usize,
}

impl Names {
    /// Reads tables. A first line of column heads is as harmless as any other line that is no name.
    pub fn new(tables: &[&str]) -> Self {
        let mut names = Self::default();
        for line in tables.iter().flat_map(|table| table.lines()) {
            let columns: Vec<&str> = line.split('\t').collect();
            let &[id, _, arabic, aliases, english, ..] = &columns[..] else { continue };
            if !id.contains(':') || english.is_empty() {
                continue;
            }
            // A `?` marks an alias that needs evidence; as a translation it would mislead.
            let forms =
                std::iter::once(arabic).chain(aliases.split('|').filter(|form| !form.starts_with('?')));
            names.add(english, forms);
        }
        names
    }

    fn add<'a>(&mut self, english: &str, arabic: impl Iterator<Item = &'a str>) {
        let key = folded(english);
        self.longest = self.longest.max(key.len());
        let forms = self.arabic.entry(key).or_default();
        for form in arabic.map(folded).filter(|form| !form.is_empty()) {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    }

    /// The longest name with which a run of words begins: how many words, and its Arabic forms.
    pub(super) fn at(&self, words: &[String]) -> Option<(usize, &[Vec<String>])> {
        (1..=self.longest.min(words.len())).rev().find_map(|count| {
            let forms = self.arabic.get(&words[..count])?;
            Some((count, &forms[..]))
        })
    }
}

fn folded(text: &str) -> Vec<String> {
    words::tokens(text).into_iter().map(|token| token.text).collect()
}
