//! Paragraphs of a body: headline, subheadings, running text and page furniture.
//!
//! Decides by position and form alone; knows no publisher and no sentence.
//!
//! # Furniture
//! Scrapers carry along what stood below an article. Only a **trailing** run of lines can be
//! furniture, never a line with running text after it, and never the whole body. A line of that run
//! is furniture where its **form** is one of:
//! 1. *no letter at all*: one run of digits (a page counter) or punctuation alone (a lone full stop),
//!    where the last paragraph is finished: it ends in a full stop, not in a colon or a number;
//! 2. *a call to the reader*: at most six words, no final stop, the first an imperative of the
//!    interaction kind (leave, share, follow, subscribe, comment ...);
//! 3. *a label of the house*: a first word in the first person plural of possession (…نا) right
//!    before a colon, at most twelve words (the publisher speaks of itself: "our …: …").
//!
//! Anything else, a byline, an agency in brackets, a list of scores, stays in the reading view.
//!
//! *Invariant:* blocks are in order, never overlap, and leave out only line breaks, blank lines and
//! a byte order mark.

use std::ops::Range;

use super::headline::{dateline, is_headline};
use super::{has_text, is_invisible};
use crate::model::{Block, BlockKind};

/// Longest subheading, in characters and words.
const SUBHEADING: (usize, usize) = (60, 9);

/// The blocks of a body.
pub(super) fn blocks(body: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> =
        lines(body).into_iter().map(|range| Block { range, kind: BlockKind::Text }).collect();
    mark_furniture(body, &mut blocks);
    let running = blocks.iter().take_while(|block| block.kind == BlockKind::Text).count();
    mark_headings(body, &mut blocks[..running]);
    blocks
}

/// The lines that hold something to read, without their breaks.
fn lines(body: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
    while start < body.len() {
        let rest = &body[start..];
        let end = start + rest.find(breaks).unwrap_or(rest.len());
        let from = if start == 0 && body.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { start };
        if has_text(&body[from.min(end)..end]) {
            found.push(from..end);
        }
        start = end + body[end..].chars().next().map_or(1, char::len_utf8);
    }
    found
}

fn mark_furniture(body: &str, blocks: &mut [Block]) {
    let formed = |block: &Block| is_furniture(&body[block.range.clone()]);
    let mut first = blocks.len() - blocks.iter().rev().take_while(|block| formed(block)).count();
    // What an unfinished paragraph announces is no furniture.
    while first < blocks.len() && !is_after(body, &blocks[..first], &blocks[first]) {
        first += 1;
    }
    blocks[first..].iter_mut().for_each(|block| block.kind = BlockKind::Furniture);
}

/// Whether a line may be furniture after these blocks: numbers alone need a finished paragraph.
fn is_after(body: &str, before: &[Block], line: &Block) -> bool {
    let Some(last) = before.last() else { return false };
    let has_letters = body[line.range.clone()].chars().any(char::is_alphabetic);
    has_letters || body[last.range.clone()].trim_end().ends_with(['.', '؟', '!', '»', '"', '”', ')'])
}

/// Whether a trailing line has the form of page furniture (see the module).
fn is_furniture(line: &str) -> bool {
    let line = line.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    let words = line.split_whitespace().count();
    is_number(line)
        || !line.chars().any(char::is_alphanumeric)
        || (words <= 6 && !line.ends_with(['.', '؟', '?']) && calls_the_reader(line))
        || (words <= 12 && is_house_label(line))
}

/// One run of digits.
fn is_number(line: &str) -> bool {
    !line.is_empty() && line.chars().all(char::is_numeric)
}

/// Imperatives by which a page asks its reader to do something with the page, not with the world.
const CALLS: [&str; 22] = [
    "اترك",
    "أترك",
    "اتركوا",
    "شارك",
    "شاركنا",
    "شاركها",
    "شاركوا",
    "تابعنا",
    "تابعونا",
    "اشترك",
    "إشترك",
    "اشتركوا",
    "علق",
    "علّق",
    "اقرأ",
    "إقرأ",
    "leave",
    "share",
    "follow",
    "subscribe",
    "comment",
    "read",
];

fn calls_the_reader(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let first = first.trim_matches(|c: char| !c.is_alphanumeric());
    CALLS.iter().any(|call| call.eq_ignore_ascii_case(first))
}

fn is_house_label(line: &str) -> bool {
    let Some((label, rest)) = line.split_once(':') else { return false };
    let label = label.trim();
    label.ends_with("نا") && label.chars().count() >= 5 && !label.contains(' ') && has_text(rest)
}

fn mark_headings(body: &str, blocks: &mut [Block]) {
    let text = |block: &Block| body[block.range.clone()].trim();
    if let [first, second, ..] = blocks
        && is_headline(text(first))
        && dateline(text(first)).is_none()
        && length(text(second)) > length(text(first))
    {
        first.kind = BlockKind::Headline;
    }
    for at in 1..blocks.len().saturating_sub(1) {
        let (before, line, after) = (text(&blocks[at - 1]), text(&blocks[at]), text(&blocks[at + 1]));
        if is_subheading(line) && is_running(before) && is_running(after) {
            blocks[at].kind = BlockKind::Subheading;
        }
    }
}

fn length(line: &str) -> usize {
    line.chars().count()
}

/// Short, no final stop, and no item of a list.
fn is_subheading(line: &str) -> bool {
    length(line) <= SUBHEADING.0
        && line.split_whitespace().count() <= SUBHEADING.1
        && line.chars().any(char::is_alphabetic)
        && !line.starts_with(|c: char| c.is_numeric() || matches!(c, '-' | '–' | '—' | '*' | '•' | '·' | '('))
        && !line.ends_with(['.', '،', ',', '؛', ';', ':', '…', ')'])
}

/// A paragraph rather than a short line among short lines.
fn is_running(line: &str) -> bool {
    length(line) > SUBHEADING.0
}
