//! Articles: immutable text, and the longer-lived status that a reader gives them.

use std::fmt;
use std::ops::Range;

use jiff::Timestamp;

use super::Mention;

/// The stable name of an article: the `id` given with it, else one derived from where it came from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(String);

impl ArticleId {
    /// An id from its text, taken as it is.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a parser read from a file or feed, before the library has seen it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// Stable id.
    pub id: ArticleId,
    /// Headline as given, or derived from the body's first sentence; never empty.
    pub title: String,
    /// The original text, byte for byte; never empty.
    pub body: String,
    /// Publisher or agency.
    pub source: Option<String>,
    /// Link to the article.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// Whether `published` is an estimate.
    pub estimated: bool,
    /// BCP 47 language tag.
    pub lang: Option<String>,
}

/// One article of the library. Immutable: a changed text is a new value under the same id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// What was read.
    pub parsed: Parsed,
    /// When it came into the library.
    pub added: Timestamp,
}

/// What the reader did with an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Has been opened.
    pub read: bool,
    /// Has a star.
    pub starred: bool,
    /// Where reading stopped: byte of the body at the top of the pane.
    pub position: usize,
}

/// A row of the article list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Stable id.
    pub id: ArticleId,
    /// Headline.
    pub title: String,
    /// Publisher or agency.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// Whether `published` is an estimate.
    pub estimated: bool,
    /// When it came into the library.
    pub added: Timestamp,
    /// BCP 47 language tag.
    pub lang: Option<String>,
    /// Link to the article.
    pub url: Option<String>,
    /// Status.
    pub status: Status,
}

/// What a stretch of a body is. Blocks are in order, never overlap, and leave out only line breaks
/// and blank lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the body, without the line break.
    pub range: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The headline, where the body's own first line is one.
    Headline,
    /// A subheading inside the article.
    Subheading,
    /// Running text.
    Text,
    /// Page furniture (`اترك ردك` and its like): kept, but not shown in the reading view.
    Furniture,
}

impl BlockKind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Subheading => "subheading",
            Self::Text => "text",
            Self::Furniture => "furniture",
        }
    }
}

/// An article as the reader pane needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The article.
    pub article: Article,
    /// What the reader did with it.
    pub status: Status,
    /// Its paragraphs.
    pub blocks: Vec<Block>,
    /// Who and what it names: sorted by start, never overlapping.
    pub mentions: Vec<Mention>,
    /// The same of its title, in bytes of the title; nothing where the body begins with it.
    pub in_title: Vec<Mention>,
}

impl Opened {
    /// Who and what title and body name, in reading order.
    pub fn named(&self) -> impl Iterator<Item = &Mention> {
        self.in_title.iter().chain(&self.mentions)
    }

    /// Its row of the article list.
    pub fn summary(&self) -> Summary {
        let parsed = &self.article.parsed;
        Summary {
            id: parsed.id.clone(),
            title: parsed.title.clone(),
            source: parsed.source.clone(),
            published: parsed.published,
            estimated: parsed.estimated,
            added: self.article.added,
            lang: parsed.lang.clone(),
            url: parsed.url.clone(),
            status: self.status,
        }
    }
}
