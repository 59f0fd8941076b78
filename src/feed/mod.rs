//! Bytes in, articles and warnings out: `.txt .md .html .jsonl`. No sockets, files or clock.
//!
//! - `markdown`, `html`, `jsonl` — one format each; plain text needs none;
//! - `headline` — a title for an article that brings none, and the agency in its dateline;
//! - `clause`, `function_words` — where a long sentence may end and still say something;
//! - `blocks` — paragraphs, subheadings and page furniture, by position and form.
//!
//! *Invariant:* a crooked document is no error: what can be read is read, what is refused is told.
//! *Invariant:* the body of a `.txt` and of a `.jsonl` line is kept byte for byte.
//! *Invariant:* every parser is linear in its input and keeps no tree.

mod blocks;
mod clause;
mod function_words;
mod headline;
mod html;
mod jsonl;
mod markdown;

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::model::{ArticleId, Block, Parsed};

/// What kind of document some bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, one article.
    Text,
    /// Markdown, one article.
    Markdown,
    /// HTML, one article.
    Html,
    /// One article a line.
    JsonLines,
}

impl Format {
    /// By the file name's ending (`.txt .md .html .htm .jsonl`, in either case).
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "md" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "jsonl" => Some(Self::JsonLines),
            _ => None,
        }
    }
}

/// What a document held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its articles.
    pub articles: Vec<Parsed>,
    /// What was refused: the place (`line 3`) and the reason, each one line.
    pub refused: Vec<String>,
    /// What of the articles could not be used (a time that is none), each one line with its place.
    pub warnings: Vec<String>,
}

/// Why a whole document was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// The bytes are not UTF-8.
    #[error("not UTF-8 (first bad byte at {at})")]
    NotUtf8 {
        /// Offset of the first bad byte.
        at: usize,
    },
    /// There is no text in it.
    #[error("empty")]
    Empty,
}

/// Parses one document. `name` is where it came from (an absolute path or URL): ids of articles that
/// bring none are derived from it.
pub fn parse(format: Format, name: &str, bytes: &[u8]) -> Result<Document, FeedError> {
    let text = std::str::from_utf8(bytes).map_err(|error| FeedError::NotUtf8 { at: error.valid_up_to() })?;
    let document = match format {
        Format::Text => page(name, Page { body: text.to_owned(), ..Page::default() }),
        Format::Markdown => page(name, markdown::read(text)),
        Format::Html => page(name, html::read(text)),
        Format::JsonLines => jsonl::read(name, text),
    };
    if document.articles.is_empty() && document.refused.is_empty() {
        return Err(FeedError::Empty);
    }
    Ok(document)
}

/// The paragraphs of a body, with its headline and page furniture told apart by position and form.
/// A byte order mark belongs to no block.
pub fn blocks(body: &str) -> Vec<Block> {
    blocks::blocks(body)
}

/// What a page says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
struct Page {
    title: Option<String>,
    body: String,
    lang: Option<String>,
}

/// The one article of a page; none where there is nothing to read.
fn page(name: &str, page: Page) -> Document {
    if !has_text(&page.body) {
        return Document::default();
    }
    let derived = headline::derive(&page.body);
    let article = Parsed {
        id: id_from(&[name]),
        title: page.title.unwrap_or(derived.title),
        source: derived.source,
        body: page.body,
        url: None,
        published: None,
        estimated: false,
        lang: page.lang,
    };
    Document { articles: vec![article], ..Document::default() }
}

/// Whether a reader would see anything: a letter, digit, sign or symbol.
fn has_text(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(c))
}

/// Format characters that print nothing: zero-width spaces and joiners, bidi controls, the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// A stable id from what names an article: 16 hexadecimal digits of SHA-256 over the parts.
fn id_from(parts: &[&str]) -> ArticleId {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    }
    let digest = hash.finalize();
    ArticleId::new(digest[..8].iter().fold(String::new(), |id, byte| id + &format!("{byte:02x}")))
}
