//! The JSON documents of the command line.
//!
//! *Invariant:* offsets are code points of the text exactly as given. *Invariant:* a document is one line,
//! and printing it to a terminal is harmless: controls and bidi controls inside strings are escaped.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::points::Points;
use crate::app::style::Style;
use crate::app::words::warning;
use crate::model::{Block, Found, Hit, Mention, Opened, Reason, ReasonKind, Summary};

/// An article of `list`.
#[derive(Serialize)]
pub struct Listed<'a> {
    id: &'a str,
    title: &'a str,
    source: Option<&'a str>,
    published: Option<String>,
    estimated: bool,
    added: String,
    lang: Option<&'a str>,
    read: bool,
    starred: bool,
}

impl<'a> From<&'a Summary> for Listed<'a> {
    fn from(summary: &'a Summary) -> Self {
        Self {
            id: summary.id.as_str(),
            title: &summary.title,
            source: summary.source.as_deref(),
            published: summary.published.map(|time| time.to_string()),
            estimated: summary.estimated,
            added: summary.added.to_string(),
            lang: summary.lang.as_deref(),
            read: summary.status.read,
            starred: summary.status.starred,
        }
    }
}

/// The article of `show`.
#[derive(Serialize)]
pub struct Shown<'a> {
    #[serde(flatten)]
    article: Listed<'a>,
    body: &'a str,
    paragraphs: Vec<Stretch>,
    mentions: Vec<Named<'a>>,
}

impl<'a> Shown<'a> {
    /// An article, and its row of the list.
    pub fn new(summary: &'a Summary, opened: &'a Opened) -> Self {
        let body = &opened.article.parsed.body;
        let points = Points::new(body);
        Self {
            article: summary.into(),
            body,
            paragraphs: opened.blocks.iter().map(|block| Stretch::new(block, &points)).collect(),
            mentions: named(body, &opened.mentions, &points),
        }
    }
}

/// A paragraph.
#[derive(Serialize)]
struct Stretch {
    start: u32,
    end: u32,
    kind: &'static str,
}

impl Stretch {
    fn new(block: &Block, points: &Points) -> Self {
        let [start, end] = points.range(&block.range);
        Self { start, end, kind: block.kind.name() }
    }
}

/// The mentions of a file or an article.
#[derive(Serialize)]
pub struct Tagged<'a> {
    file: &'a str,
    mentions: Vec<Named<'a>>,
}

impl<'a> Tagged<'a> {
    /// `file` is the path as given, `-` or the article's id; `text` is what the mentions stand in.
    pub fn new(file: &'a str, text: &'a str, mentions: &'a [Mention]) -> Self {
        Self { file, mentions: named(text, mentions, &Points::new(text)) }
    }
}

/// One mention.
#[derive(Serialize)]
struct Named<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    entity: &'a str,
    name: &'a str,
}

/// The mentions that the reader paints: what is doubtful is kept in the library and shown nowhere here.
fn named<'a>(text: &'a str, mentions: &'a [Mention], points: &Points) -> Vec<Named<'a>> {
    let one = |mention: &'a Mention| {
        let [start, end] = points.range(&mention.range);
        Named {
            start,
            end,
            text: text.get(mention.range.clone()).unwrap_or_default(),
            kind: mention.kind.code(),
            entity: mention.entity.as_str(),
            name: &mention.name,
        }
    };
    mentions.iter().filter(|mention| mention.confidence >= Mention::SURE).map(one).collect()
}

/// The answer to a query.
#[derive(Serialize)]
pub struct Answer<'a> {
    query: &'a str,
    total: usize,
    elapsed_us: u64,
    hits: Vec<Matched<'a>>,
    #[serde(flatten)]
    reading: Option<Reading<'a>>,
}

/// How a query was read.
#[derive(Serialize)]
struct Reading<'a> {
    /// Whether `total` counts also what is near the words as typed.
    approximate: bool,
    reasons: Vec<ReadAs<'a>>,
    /// Sentences in the language of the interface.
    warnings: Vec<String>,
}

/// What was read otherwise than typed, and how.
#[derive(Serialize)]
struct ReadAs<'a> {
    kind: &'static str,
    typed: &'a str,
    read: &'a str,
}

impl<'a> From<&'a Reason> for ReadAs<'a> {
    fn from(reason: &'a Reason) -> Self {
        let kind = match reason.kind {
            ReasonKind::Typo => "typo",
            ReasonKind::Spelling => "spelling",
            ReasonKind::Sound => "sound",
            ReasonKind::Name => "name",
            ReasonKind::Transliteration => "transliteration",
            ReasonKind::Layout => "layout",
        };
        Self { kind, typed: &reason.typed, read: &reason.read }
    }
}

impl<'a> Answer<'a> {
    /// `query` as it was given.
    pub fn new(query: &'a str, found: &'a Found) -> Self {
        Self {
            query,
            total: found.total,
            elapsed_us: found.elapsed_us,
            hits: found.hits.iter().map(Matched::from).collect(),
            reading: None,
        }
    }

    /// With how the query was read.
    pub fn explained(mut self, found: &'a Found, style: Style) -> Self {
        self.reading = Some(Reading {
            approximate: found.approximate,
            reasons: found.reasons.iter().map(ReadAs::from).collect(),
            warnings: found.warnings.iter().map(|odd| warning(odd, style)).collect(),
        });
        self
    }
}

/// One hit.
#[derive(Serialize)]
struct Matched<'a> {
    id: &'a str,
    title: &'a str,
    source: Option<&'a str>,
    published: Option<String>,
    score: f32,
    snippet: &'a str,
    highlights: Vec<[u32; 2]>,
}

impl<'a> From<&'a Hit> for Matched<'a> {
    fn from(hit: &'a Hit) -> Self {
        let points = Points::new(&hit.snippet);
        Self {
            id: hit.id().as_str(),
            title: &hit.article.title,
            source: hit.article.source.as_deref(),
            published: hit.article.published.map(|time| time.to_string()),
            score: hit.score,
            snippet: &hit.snippet,
            highlights: hit.highlights.iter().map(|range| points.range(range)).collect(),
        }
    }
}

/// A document as one line, with its line break.
pub fn line(document: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    document.serialize(&mut Serializer::with_formatter(&mut bytes, Harmless(CompactFormatter)))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Compact JSON that escapes what a terminal or an editor would obey. JSON itself only escapes C0.
struct Harmless(CompactFormatter);

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut plain = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| is_obeyed(*c)) {
            self.0.write_string_fragment(writer, &fragment[plain..at])?;
            write!(writer, "\\u{:04x}", u32::from(c))?; // all of them stand in the basic plane
            plain = at + c.len_utf8();
        }
        self.0.write_string_fragment(writer, &fragment[plain..])
    }
}

/// DEL, C1, line and paragraph separators, marks and controls of direction.
fn is_obeyed(c: char) -> bool {
    matches!(c, '\u{7F}'..='\u{9F}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntityId, EntityKind};

    #[test]
    fn a_document_is_one_harmless_line_that_reads_back_the_same() {
        let text = "قال\n\u{9B}31m \u{202E}\"x\"\\ \u{1B}[0m\u{7F}\u{2028}";
        let bytes = line(&text).unwrap();
        let shown = String::from_utf8(bytes).unwrap();
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
        assert!(shown.ends_with('\n') && !shown.trim_end().chars().any(|c| c.is_control() || is_obeyed(c)));
    }

    #[test]
    fn mentions_are_counted_in_code_points() {
        let text = "\u{FEFF}زار 😀 بوتين";
        let start = text.find("بوتين").unwrap();
        let mention = Mention {
            range: start..text.len(),
            kind: EntityKind::Person,
            entity: EntityId::new("person:vladimir-putin"),
            name: "فلاديمير بوتين".into(),
            confidence: 99,
        };
        let shown = line(&Tagged::new("-", text, &[mention])).unwrap();
        assert_eq!(
            String::from_utf8(shown).unwrap(),
            "{\"file\":\"-\",\"mentions\":[{\"start\":7,\"end\":12,\"text\":\"بوتين\",\"type\":\"PER\",\
             \"entity\":\"person:vladimir-putin\",\"name\":\"فلاديمير بوتين\"}]}\n"
        );
    }
}
