//! What a search found.

use std::ops::Range;

use super::{ArticleId, Summary};

/// Why an article matched, where it is not plainly because the words stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// How what was read differs from what was typed.
    pub kind: ReasonKind,
    /// As typed.
    pub typed: String,
    /// As read.
    pub read: String,
}

impl Reason {
    /// A word in the letters of one script was read as it sounds in the other.
    pub fn transliteration(typed: &str, read: &str) -> Self {
        Self { kind: ReasonKind::Transliteration, typed: typed.to_owned(), read: read.to_owned() }
    }
}

/// How what was read differs from what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReasonKind {
    /// By a typing mistake.
    Typo,
    /// It is another spelling of the same word: other vowels or hamza, as names are written elsewhere.
    Spelling,
    /// By letters that sound alike (ج غ, ط ت).
    Sound,
    /// Latin letters are a name that has another one in Arabic, by a table of names.
    Name,
    /// Latin letters were read as Arabic sounds.
    Transliteration,
    /// The keyboard stood in the other layout.
    Layout,
}

/// All keywords of the query language as people type them, for completion: English, then Arabic.
pub const KEYWORDS: [&str; 20] = [
    "title:",
    "body:",
    "source:",
    "after:",
    "before:",
    "date:",
    "entity:",
    "is:",
    "lang:",
    "tag:",
    "العنوان:",
    "النص:",
    "المصدر:",
    "بعد:",
    "قبل:",
    "التاريخ:",
    "الكيان:",
    "حالة:",
    "اللغة:",
    "الوسم:",
];

/// What was odd about a query, or stood in the way of its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Only so many characters of the query are read.
    TooLong(usize),
    /// Only so many words of the query are read.
    TooManyWords(usize),
    /// Brackets within brackets deeper than this are not read.
    TooDeep(usize),
    /// A bracket closes nothing.
    StrayBracket,
    /// A bracket is not closed.
    OpenBracket,
    /// An `OR` has nothing before or behind it.
    StrayOr,
    /// A quotation mark is not closed.
    OpenQuote,
    /// A keyword has no value.
    NoValue,
    /// There is nothing in it to be looked for.
    AsksNothing,
    /// The value of a keyword is none that it takes: it is read as words.
    ReadAsWords(String),
    /// The value of a keyword is one that no article has.
    Unmet(String),
    /// A word that stands in no article and resembles none; the other words were looked for.
    Ignored(String),
    /// `is:` and `tag:` count only beside other terms, not among alternatives.
    StatusInside,
    /// The index is being built, or built anew: so many articles of so many are in it.
    Indexing {
        /// In the index.
        done: usize,
        /// In the library.
        of: usize,
    },
    /// The index is damaged: it is built anew, and the newest articles are looked through meanwhile.
    Damaged,
    /// Index or store cannot be read; why.
    Unreadable(String),
}

/// In which order a search gives what it found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What answers best first.
    #[default]
    Relevance,
    /// The newest first.
    Newest,
}

/// One article that a search found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article.
    pub article: Summary,
    /// Relevance, higher is better; comparable within one search only.
    pub score: f32,
    /// Stretches of the title that matched (bytes of the title).
    pub title_marks: Vec<Range<usize>>,
    /// Stretches of the body that matched (bytes of the body).
    pub body_marks: Vec<Range<usize>>,
    /// The part of the body that shows best why it matched: a slice of the original on one line.
    pub snippet: String,
    /// Stretches of the snippet that matched (bytes of the snippet).
    pub highlights: Vec<Range<usize>>,
}

impl Hit {
    /// The article's id.
    pub fn id(&self) -> &ArticleId {
        &self.article.id
    }
}

/// The answer to a search. A search never fails: odd syntax becomes a warning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The query as typed.
    pub query: String,
    /// How many articles match in all.
    pub total: usize,
    /// Whether `total` is "about": it counts also what is near the words as typed, or has most of them.
    pub approximate: bool,
    /// The best hits, best first; in any order what has the words as typed before what is near them.
    pub hits: Vec<Hit>,
    /// How the query was read, where not plainly.
    pub reasons: Vec<Reason>,
    /// What was odd about the query.
    pub warnings: Vec<Warning>,
    /// Time in the engine, in microseconds.
    pub elapsed_us: u64,
}

impl Found {
    /// The articles of the hits.
    pub fn articles(&self) -> Vec<Summary> {
        self.hits.iter().map(|hit| hit.article.clone()).collect()
    }
}
