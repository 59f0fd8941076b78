//! An article as rows: headline, byline, paragraphs, wrapped to a width.
//!
//! Knows nothing of the screen but a number of columns, nothing of colours, nothing of scrolling.
//! Analysing (`new`) is done once for an article and its options; `wrap` is cheap and done at every
//! new width.
//!
//! *Invariant:* rows are in reading order, and the body bytes at which they begin never decrease.
//! *Invariant:* every cell of a body row speaks of bytes of the body.

use std::ops::Range;

use super::settings::{Lang, Settings};
use super::words::{kind_letter, words};
use crate::model::{Article, Block, BlockKind, Mention, Opened};
use crate::text::{Base, Cell, Clean, Digits, Direction, Line, LineSpan, Paragraph, TextOptions, majority};

/// What a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The headline.
    Headline,
    /// Source, date, reading time.
    Byline,
    /// A subheading.
    Subheading,
    /// Running text.
    Text,
    /// Page furniture, where the original is shown.
    Furniture,
}

/// One paragraph with its lines at the current width.
#[derive(Clone, Debug)]
struct Laid {
    part: Part,
    /// Its bytes of the body; none for what is not in the body.
    range: Option<Range<usize>>,
    paragraph: Paragraph,
    lines: Vec<LineSpan>,
}

#[derive(Clone, Copy, Debug)]
enum Row {
    Blank,
    Line { laid: usize, line: usize },
}

/// A row as it is drawn.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What it belongs to.
    pub part: Part,
    /// Its cells.
    pub line: Line,
    /// Its bytes of the body; none for title and byline.
    pub source: Option<Range<usize>>,
}

/// The article's rows.
#[derive(Clone, Debug)]
pub struct Document {
    laid: Vec<Laid>,
    rows: Vec<Row>,
    cols: usize,
    base: Base,
}

impl Document {
    /// Analyses an article. `original`: page furniture too. `named`, `in_title`: its mentions in body and title,
    /// which without colours have the letter of their class before them.
    pub fn new(
        opened: &Opened,
        settings: &Settings,
        original: bool,
        named: &[Mention],
        in_title: &[Mention],
    ) -> Self {
        let article = &opened.article;
        let body = article.parsed.body.as_str();
        let options = article_options(article, settings);
        let mut laid = Vec::new();
        let mut paragraph = |part, text: &str, range: Option<Range<usize>>| {
            let offset = range.as_ref().map_or(0, |range| range.start);
            // The byline is the interface's, in its digits.
            let digits = if part == Part::Byline { Digits::Keep } else { options.digits };
            let mut paragraph = Paragraph::new(&Clean::new(text, offset), &TextOptions { digits, ..options });
            let marked = match &range {
                Some(range) => Some((named, range.clone())),
                None => (part == Part::Headline).then_some((in_title, 0..usize::MAX)),
            };
            if let Some((named, range)) = marked.filter(|_| !settings.color) {
                paragraph.mark_words(&class_marks(named, &range, settings.lang));
            }
            laid.push(Laid { part, range, paragraph, lines: Vec::new() });
        };
        let headline = |block: &&Block| block.kind == BlockKind::Headline;
        match opened.blocks.iter().find(headline) {
            Some(block) => paragraph(Part::Headline, slice(body, &block.range), Some(block.range.clone())),
            None => paragraph(Part::Headline, &article.parsed.title.replace('\n', " "), None),
        }
        for fact in byline(article, settings) {
            paragraph(Part::Byline, &fact, None);
        }
        for block in &opened.blocks {
            let part = match block.kind {
                BlockKind::Headline => continue,
                BlockKind::Furniture if !original => continue,
                BlockKind::Furniture => Part::Furniture,
                BlockKind::Subheading => Part::Subheading,
                BlockKind::Text => Part::Text,
            };
            paragraph(part, slice(body, &block.range), Some(block.range.clone()));
        }
        Self { laid, rows: Vec::new(), cols: 0, base: article_base(article) }
    }

    /// Breaks all paragraphs at a width.
    pub fn wrap(&mut self, cols: usize) {
        self.cols = cols.max(1);
        self.rows.clear();
        let mut before = None;
        for (at, laid) in self.laid.iter_mut().enumerate() {
            laid.lines = laid.paragraph.wrap(self.cols);
            let apart = before.is_some_and(|part| part != Part::Byline || laid.part != Part::Byline);
            if apart && laid.part != Part::Byline {
                self.rows.push(Row::Blank);
            }
            before = Some(laid.part);
            self.rows.extend((0..laid.lines.len()).map(|line| Row::Line { laid: at, line }));
        }
    }

    /// The direction in which the article is read, whatever that of one paragraph.
    pub fn base(&self) -> Base {
        self.base
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// A row's cells; none for a blank row and past the end. Running text is justified where `whole` is
    /// there: the stretches of the body that keep their letters as they are.
    pub fn row(&self, at: usize, whole: Option<&[Range<usize>]>) -> Option<Shown> {
        let Row::Line { laid, line } = *self.rows.get(at)? else { return None };
        let laid = self.laid.get(laid)?;
        let span = laid.lines.get(line)?;
        let running = laid.part == Part::Text && line + 1 < laid.lines.len();
        let mut cells = match whole.filter(|_| running) {
            Some(whole) => laid.paragraph.justified(span, self.cols, whole),
            None => laid.paragraph.line(span),
        };
        if laid.part == Part::Byline {
            // Facts stand on the side of the headline and the text, whatever letters they are written in.
            let below = self.laid.iter().find(|laid| laid.part != Part::Byline);
            cells.base = below.map_or(cells.base, |laid| laid.paragraph.base());
        }
        let source = laid.range.is_some().then(|| span.source.clone());
        Some(Shown { part: laid.part, line: cells, source })
    }

    /// The body byte at which the first body row at or after a row begins, and how many rows (blank ones,
    /// byline) stand before it. None after the last one.
    pub fn start_of(&self, at: usize) -> Option<(usize, usize)> {
        let mut rows = self.rows.get(at..)?.iter().enumerate();
        rows.find_map(|(before, row)| match row {
            Row::Blank => None,
            Row::Line { laid, line } => Some((self.source(*laid, *line)?, before)),
        })
    }

    /// The row that holds a body byte: the last one that begins at it or before it.
    pub fn row_of(&self, byte: usize) -> usize {
        let before = |row: &Row| match row {
            Row::Blank => false,
            Row::Line { laid, line } => self.source(*laid, *line).is_some_and(|start| start <= byte),
        };
        self.rows.iter().rposition(before).unwrap_or(0)
    }

    /// The row that holds a byte of the title; none where the body's own headline stands in its place.
    pub fn title_row_of(&self, byte: usize) -> Option<usize> {
        let holds = |row: &Row| match row {
            Row::Blank => false,
            Row::Line { laid, line } => {
                let laid = &self.laid[*laid];
                laid.part == Part::Headline && laid.range.is_none() && laid.lines[*line].source.start <= byte
            }
        };
        self.rows.iter().rposition(holds)
    }

    /// A place among the rows as one byte of the body, to be kept: a blank row (or byline) above a paragraph
    /// is a byte before it that no paragraph shows. Where there are fewer such bytes than rows, the last row
    /// that has one. See `place_at`.
    pub fn byte_at(&self, (byte, above): (usize, usize)) -> usize {
        let before = self.ranges().map(|range| range.end).filter(|end| *end <= byte).max().unwrap_or(0);
        byte - above.min(byte - before)
    }

    /// The place (as `start_of` gives it) that a kept byte stands for.
    pub fn place_at(&self, byte: usize) -> (usize, usize) {
        let next = self.ranges().map(|range| range.start).filter(|start| *start > byte).min();
        let Some(next) = next.filter(|_| !self.shows(byte)) else { return (byte, 0) };
        let row = self.row_of(next);
        let above =
            (0..row).rev().take_while(|at| self.start_of(*at).is_some_and(|(start, _)| start == next));
        (next, above.count().min(next - byte))
    }

    /// The bytes of the paragraphs that are shown, in order.
    pub fn ranges(&self) -> impl Iterator<Item = &Range<usize>> {
        self.laid.iter().filter_map(|laid| laid.range.as_ref())
    }

    /// Whether a body byte is shown at all (furniture may be hidden).
    pub fn shows(&self, byte: usize) -> bool {
        self.ranges().any(|range| range.contains(&byte))
    }

    /// The paragraph of the body at a row, else the first one after it: its bytes.
    pub fn paragraph_at(&self, at: usize) -> Option<Range<usize>> {
        self.rows.get(at..)?.iter().find_map(|row| match row {
            Row::Blank => None,
            Row::Line { laid, .. } => self.laid.get(*laid).and_then(|laid| laid.range.clone()),
        })
    }

    fn source(&self, laid: usize, line: usize) -> Option<usize> {
        let laid = self.laid.get(laid)?;
        laid.range.as_ref()?;
        laid.lines.get(line).map(|span| span.source.start)
    }
}

/// The letters of the classes of the mentions that begin in a paragraph, and where.
fn class_marks(named: &[Mention], range: &Range<usize>, lang: Lang) -> Vec<(usize, char)> {
    let inside = named.iter().filter(|mention| range.contains(&mention.range.start));
    inside
        .filter_map(|mention| Some((mention.range.start, kind_letter(mention.kind, lang).chars().next()?)))
        .collect()
}

/// Whether a cell is the letter of a class before a mention: layout adds nothing else but kashida and blanks.
pub fn is_class_mark(cell: &Cell) -> bool {
    cell.source.is_empty() && !matches!(cell.symbol.as_str(), "ـ" | " ")
}

fn slice<'a>(body: &'a str, range: &Range<usize>) -> &'a str {
    body.get(range.clone()).unwrap_or_default()
}

/// Languages that are written from right to left (by their usual script).
const RTL_LANGUAGES: [&str; 9] = ["ar", "fa", "ur", "ps", "he", "ug", "sd", "yi", "dv"];

/// How an article's text is laid out.
pub fn article_options(article: &Article, settings: &Settings) -> TextOptions {
    TextOptions { direction: Direction::Article(article_base(article)), ..settings.text_options() }
}

/// The direction of an article: by its language, else by the majority of its letters.
fn article_base(article: &Article) -> Base {
    let lang = article.parsed.lang.as_deref().and_then(|tag| tag.split(['-', '_']).next());
    match lang {
        Some(lang) if RTL_LANGUAGES.contains(&lang.to_ascii_lowercase().as_str()) => Base::Rtl,
        Some(_) => Base::Ltr,
        None => majority(&article.parsed.body),
    }
}

/// Words that an adult reads in a minute.
const WORDS_A_MINUTE: usize = 200;

/// Minutes to read a text, at least one.
pub fn minutes(body: &str) -> usize {
    body.split_whitespace().count().div_ceil(WORDS_A_MINUTE).max(1)
}

/// Source, date, reading time, on one row. A source in Arabic letters among English words has a row of
/// its own: it would turn the order of what follows.
fn byline(article: &Article, settings: &Settings) -> Vec<String> {
    let style = settings.style();
    let parsed = &article.parsed;
    let source = parsed.source.as_deref().unwrap_or(words(settings.lang).no_source).replace('\n', " ");
    let date = style.dated(parsed.published, parsed.estimated, article.added);
    let rest = format!("{date} · {}", style.minutes(minutes(&parsed.body)));
    if settings.lang == Lang::En && majority(&source) == Base::Rtl {
        return vec![source, rest];
    }
    vec![format!("{source} · {rest}")]
}
