//! A library of any size: the news, then shuffled sentences of the news with a few new words in each.

use jiff::Timestamp;
use sahifa::model::{ArticleId, Parsed};

const LETTERS: &str = "ابتثجحخدذرزسشصضطعغفقكلمنهوي";
/// Words of a made article.
const WORDS: usize = 268;
/// Queries.
const ASKED: usize = 100;

/// Queries in Latin letters: names of tables and others, chat letters, a mistake, the other layout.
pub const LATIN: [&str; 24] = [
    "putin",
    "xi jinping",
    "zelensky kiev",
    "khashoggi",
    "erdogan turkey",
    "7amas",
    "3abdullah",
    "egypt germany",
    "beijing",
    "kremlin moscow",
    "mohammed salah",
    "benkirane",
    "bouteflika algeria",
    "netanyahu",
    "tahrir square",
    "sisi",
    "hollande",
    "abdelaziz",
    "ghannouchi nahda",
    "christopher",
    "marseille",
    "shakespeare",
    "f,jdk",
    "washington post",
];

/// An endless row of articles.
pub struct Articles {
    news: Vec<(String, String)>,
    sentences: Vec<String>,
    letters: Vec<char>,
    seed: u64,
    at: usize,
}

impl Articles {
    pub fn new(news: &[u8]) -> Self {
        let text = String::from_utf8_lossy(news);
        let lines = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let field = |line: &serde_json::Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let news: Vec<_> = lines.map(|line| (field(&line, "title"), field(&line, "body"))).collect();
        let sentences = news.iter().flat_map(|(_, body)| body.split('.').map(str::to_owned)).collect();
        Self { news, sentences, letters: LETTERS.chars().collect(), seed: 88_172_645_463_325_252, at: 0 }
    }

    /// A number below `end` (xorshift).
    fn below(&mut self, end: usize) -> usize {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed >> 11) as usize % end.max(1)
    }

    fn shuffled(&mut self) -> (String, String) {
        let (mut body, mut words) = (String::new(), 0);
        while words < WORDS {
            let at = self.below(self.sentences.len());
            words += self.sentences[at].split_whitespace().count();
            body.push_str(&self.sentences[at]);
            body.push('.');
        }
        for _ in 0..=self.below(4) {
            body.push(' ');
            for _ in 0..5 + self.below(4) {
                let letter = self.below(self.letters.len());
                body.push(self.letters[letter]);
            }
        }
        let title = self.below(self.news.len());
        (self.news[title].0.clone(), body)
    }

    /// Three words of every so many titles.
    pub fn queries(&self) -> Vec<String> {
        let words = |title: &str| {
            let long = title.split_whitespace().filter(|word| word.chars().count() >= 4);
            long.take(3).collect::<Vec<_>>().join(" ")
        };
        let step = (self.news.len() / ASKED).max(1);
        self.news
            .iter()
            .step_by(step)
            .map(|(title, _)| words(title))
            .filter(|query| !query.is_empty())
            .collect()
    }
}

impl Iterator for Articles {
    type Item = Parsed;

    fn next(&mut self) -> Option<Parsed> {
        let at = self.at;
        self.at += 1;
        let (title, body) = self.news.get(at).cloned().unwrap_or_else(|| self.shuffled());
        Some(Parsed {
            id: ArticleId::new(at.to_string()),
            title,
            body,
            source: None,
            url: None,
            published: Timestamp::from_second(1_500_000_000 + 60 * i64::try_from(at).unwrap_or(0)).ok(),
            estimated: false,
            lang: None,
        })
    }
}

/// A query with a letter missing in every word.
pub fn mistyped(query: &str, seed: usize) -> String {
    let word = |word: &str| -> String {
        let wrong = 1 + seed % word.chars().count().saturating_sub(2).max(1);
        word.chars().enumerate().filter(|(at, _)| *at != wrong).map(|(_, c)| c).collect()
    };
    query.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
