//! The official tests of line breaking (UAX #14) and clusters (UAX #29) through paragraphs.
#![allow(clippy::unwrap_used)] // helpers of tests

use std::ops::Range;

use sahifa::text::{Base, Cell, Clean, Direction, Paragraph, TextOptions};

use crate::text_bidi::unpack;

/// The text of a case and the byte ranges between its `÷`.
fn case(row: &str) -> Option<(String, Vec<Range<usize>>)> {
    let row = row.split('#').next()?.trim();
    let mut text = String::new();
    let mut parts = Vec::new();
    let mut from = 0;
    for token in row.split_whitespace() {
        match token {
            "÷" if text.len() > from => {
                parts.push(from..text.len());
                from = text.len();
            }
            "÷" | "×" => {}
            hex => text.push(char::from_u32(u32::from_str_radix(hex, 16).ok()?)?),
        }
    }
    (!text.is_empty()).then_some((text, parts))
}

fn paragraph(text: &str) -> (Paragraph, Vec<Cell>) {
    let options =
        TextOptions { direction: Direction::Fixed(Base::Ltr), isolate: false, ..TextOptions::default() };
    let paragraph = Paragraph::new(&Clean::raw(text), &options);
    let mut cells = paragraph.line(&paragraph.wrap(0)[0]).cells;
    cells.sort_by_key(|cell| cell.source.start);
    (paragraph, cells)
}

/// Ends a paragraph, or is replaced before layout: no line can hold it. The break function itself is held to
/// these cases too, in `src/text/breaks.rs`.
fn is_outside(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Blanks that hang over the edge: what no line begins with.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// The first cells of the lines of greedy filling, by the breaks of the file.
fn greedy(text: &str, cells: &[Cell], breaks: &[Range<usize>], width: usize) -> Vec<usize> {
    let may_break = |i: usize| {
        breaks.iter().any(|part| part.start >= cells[i - 1].source.end && part.start <= cells[i].source.start)
    };
    let (mut starts, mut cols, mut last) = (vec![0], 0, 0);
    let mut i = 0;
    while i < cells.len() {
        let from = *starts.last().unwrap();
        if i > from && may_break(i) {
            last = i;
        }
        cols += usize::from(cells[i].cols);
        if cols > width && i > from && !text[cells[i].source.clone()].chars().all(is_blank) {
            let next = if last > from { last } else { i };
            starts.push(next);
            (i, cols) = (next, 0);
            continue;
        }
        i += 1;
    }
    starts
}

#[test]
fn lines_break_where_uax_14_allows() {
    let data = unpack("LineBreakTest.txt");
    let (mut run, mut outside, mut failures) = (0, 0, Vec::new());
    for (text, parts) in data.lines().filter_map(case) {
        if text.contains(is_outside) {
            outside += 1;
            continue;
        }
        run += 1;
        let (paragraph, cells) = paragraph(&text);
        if cells.is_empty() {
            continue;
        }
        for width in 1..=cells.iter().map(|cell| usize::from(cell.cols)).sum() {
            let expected: Vec<usize> =
                greedy(&text, &cells, &parts, width).iter().map(|&i| cells[i].source.start).collect();
            let spans = paragraph.wrap(width);
            let first =
                |span: &Range<usize>| cells.iter().map(|c| c.source.start).find(|at| span.contains(at));
            let found: Vec<usize> = spans.iter().filter_map(|span| first(&span.source)).collect();
            if found != expected {
                failures
                    .push(format!("{} at {width}: {found:?}, should be {expected:?}", text.escape_unicode()));
                break;
            }
        }
    }
    println!(
        "LineBreakTest: {run} cases, {} failed; {outside} with paragraph separators or controls",
        failures.len()
    );
    assert!(run > 6_000 && failures.is_empty(), "{}", failures[..failures.len().min(10)].join("\n"));
}

/// No cell spans two clusters, and no cluster two cells, unless its characters differ in level or do not
/// fit into one cell.
#[test]
fn cells_are_clusters_of_uax_29() {
    let data = unpack("GraphemeBreakTest.txt");
    let (mut run, mut outside) = (0, 0);
    for (text, clusters) in data.lines().filter_map(case) {
        if text.contains(char::is_control) {
            // Replaced before layout: what follows one then follows U+FFFD, another cluster.
            outside += 1;
            continue;
        }
        run += 1;
        let (_, cells) = paragraph(&text);
        for cell in &cells {
            assert!(
                clusters.iter().any(|c| c.start <= cell.source.start && cell.source.end <= c.end),
                "{text:?}"
            );
        }
        for cluster in &clusters {
            let inside: Vec<&Cell> =
                cells.iter().filter(|cell| cluster.contains(&cell.source.start)).collect();
            let wide = inside.iter().map(|cell| cell.cols).sum::<u8>() > 2;
            let levels = inside.windows(2).any(|pair| pair[0].level != pair[1].level);
            assert!(inside.len() <= 1 || wide || levels, "{}: {inside:?}", text.escape_unicode());
        }
    }
    println!("GraphemeBreakTest: {run} cases; {outside} with controls");
    assert!(run >= 500, "{run}");
}
