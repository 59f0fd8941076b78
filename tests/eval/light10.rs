//! The yardstick: Lucene's Arabic analysis (normalisation and the light10 stemmer) with BM25.

use std::collections::HashMap;

const PREFIXES: [&str; 7] = ["ال", "وال", "بال", "كال", "فال", "لل", "و"];
const SUFFIXES: [&str; 10] = ["ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"];

/// Normalised and stemmed words of a text.
pub fn words(text: &str) -> Vec<String> {
    let words =
        text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\u{64B}'..='\u{652}' | '\u{640}')));
    words.filter(|word| !word.is_empty()).map(stem).filter(|word| !word.is_empty()).collect()
}

/// One word, as `ArabicNormalizer` and `ArabicStemmer` make it.
pub fn stem(word: &str) -> String {
    let mut word: String = word
        .chars()
        .filter(|c| !matches!(c, '\u{64B}'..='\u{652}' | '\u{640}'))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'أ' | 'إ' | 'آ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            '٠'..='٩' => char::from(b'0' + (c as u32 - 0x660) as u8),
            c => c,
        })
        .collect();
    let letters = |word: &str| word.chars().count();
    for prefix in PREFIXES {
        let least = if prefix == "و" { 4 } else { 2 + letters(prefix) };
        if word.starts_with(prefix) && letters(&word) >= least {
            word = word[prefix.len()..].to_owned();
            break;
        }
    }
    for suffix in SUFFIXES {
        if word.ends_with(suffix) && letters(&word) >= 2 + letters(suffix) {
            word.truncate(word.len() - suffix.len());
        }
    }
    word
}

/// An inverted index with BM25 (k1 1.2, b 0.75).
pub struct Baseline {
    postings: HashMap<String, Vec<(usize, f64)>>,
    lengths: Vec<f64>,
    mean: f64,
}

impl Baseline {
    /// Indexes texts; they are known by their numbers.
    pub fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut postings: HashMap<String, Vec<(usize, f64)>> = HashMap::new();
        let mut lengths = Vec::new();
        for (at, text) in texts.enumerate() {
            let words = words(text);
            lengths.push(words.len() as f64);
            for word in words {
                let posting = postings.entry(word).or_default();
                match posting.last_mut() {
                    Some(last) if last.0 == at => last.1 += 1.0,
                    _ => posting.push((at, 1.0)),
                }
            }
        }
        let mean = lengths.iter().sum::<f64>() / lengths.len() as f64;
        Self { postings, lengths, mean }
    }

    /// The ten best.
    pub fn search(&self, query: &str) -> Vec<usize> {
        let mut scores: HashMap<usize, f64> = HashMap::new();
        let count = self.lengths.len() as f64;
        for word in words(query) {
            let Some(postings) = self.postings.get(&word) else { continue };
            let found = postings.len() as f64;
            let idf = (1.0 + (count - found + 0.5) / (found + 0.5)).ln();
            for (at, tf) in postings {
                let norm = 1.2 * (0.25 + 0.75 * self.lengths[*at] / self.mean);
                *scores.entry(*at).or_default() += idf * tf / (tf + norm);
            }
        }
        let mut ranked: Vec<(usize, f64)> = scores.into_iter().collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.into_iter().take(10).map(|(at, _)| at).collect()
    }
}
