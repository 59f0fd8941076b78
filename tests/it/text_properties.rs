//! Properties of layout on hostile text: strings rich in controls, marks, joiners, brackets, both
//! directions, sanitised and raw.
#![allow(clippy::unwrap_used)] // helpers of tests

use proptest::prelude::*;
use sahifa::text::{Affinity, Base, Clean, Cursor, Direction, Line, Paragraph, TextOptions};

/// Characters that have made layout engines fall over, beside plain ones.
const ODD: &str = "\u{0}\u{1b}\u{7f}\t\n\u{85}\u{ad}\u{300}\u{323}\u{34f}\u{600}\u{61c}\u{64b}\u{651}\u{654}\u{670}\u{6dd}\
    \u{1100}\u{1161}\u{11a8}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\
    \u{2066}\u{2067}\u{2068}\u{2069}\u{2066}\u{2069}\u{20e3}\u{3000}\u{a0}\u{fe0f}\u{feff}\u{e0067}\u{1f3f4}\u{1f468}\u{1f3fd}\u{1f1ea}\
    \u{915}\u{94d}\u{937}\u{93f}ﷺﻻ日本للاأآبهوسـشלא١٢12.,:/()[]«»-+%٪  aZé";

fn hostile() -> impl Strategy<Value = String> {
    let odd = proptest::sample::select(ODD.chars().collect::<Vec<_>>());
    let words = proptest::sample::select(vec![
        "السلام ",
        "لله ",
        "مُحَمَّد ",
        "Thomson Reuters ",
        "(153.1٪). ",
        "2024-12-31 ",
        "שלום ",
    ]);
    let piece = prop_oneof![
        6 => odd.prop_map(String::from),
        2 => words.prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn laid_out() -> impl Strategy<Value = (String, Clean, Paragraph)> {
    let marks = proptest::collection::vec(0_usize..80, 0..4);
    (hostile(), any::<bool>(), any::<bool>(), 0..3_u8, marks).prop_map(
        |(text, raw, isolate, direction, marks)| {
            let clean = if raw { Clean::raw(&text) } else { Clean::new(&text, 0) };
            let direction = match direction {
                0 => Direction::Fixed(Base::Ltr),
                1 => Direction::Fixed(Base::Rtl),
                _ => Direction::Auto(Base::Ltr),
            };
            let options = TextOptions { direction, isolate, ..TextOptions::default() };
            let mut paragraph = Paragraph::new(&clean, &options);
            let mut marks: Vec<(usize, char)> = marks.into_iter().map(|byte| (byte, 'ش')).collect();
            marks.sort_unstable();
            paragraph.mark_words(&marks);
            (text, clean, paragraph)
        },
    )
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() }
}

/// The cells in logical order: source, columns, level.
fn logical(line: &Line) -> Vec<(std::ops::Range<usize>, u8, u8)> {
    let mut cells: Vec<_> =
        line.cells.iter().map(|cell| (cell.source.clone(), cell.cols, cell.level)).collect();
    cells.sort_by_key(|(source, cols, _)| (source.start, source.end, *cols));
    cells
}

/// No more than a cell may print: no control, no direction mark, no joiner, not too long.
fn is_harmless(symbol: &str) -> bool {
    symbol.len() <= 32
        && !symbol.is_empty()
        && !symbol.chars().any(|c| {
            c.is_control()
                || matches!(c, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
        })
}

proptest! {
    #![proptest_config(config())]

    /// Every cell of the unwrapped line is in exactly one wrapped line, unless it is a blank at a wrap.
    #[test]
    fn lines_share_out_the_cells((_, _, paragraph) in laid_out(), width in 1_usize..30) {
        let whole = logical(&paragraph.line(&paragraph.wrap(0)[0]));
        let spans = paragraph.wrap(width);
        let mut wrapped = Vec::new();
        for (i, span) in spans.iter().enumerate() {
            let line = paragraph.line(span);
            prop_assert!(line.width() <= width || line.cells.len() == 1);
            prop_assert!(i == 0 || spans[i - 1].source.end >= span.source.start);
            for cell in &line.cells {
                prop_assert!(span.source.start <= cell.source.start && cell.source.end <= span.source.end);
                prop_assert!(is_harmless(&cell.symbol), "{:?}", cell.symbol);
                prop_assert!((1..=2).contains(&cell.cols));
            }
            wrapped.extend(logical(&line).into_iter().map(|(source, cols, _)| (source, cols)));
        }
        // Marks before words are no text: none is lost, but one may stand inside a character that was taken apart.
        let marks = |cells: &[(std::ops::Range<usize>, u8)]| cells.iter().filter(|(source, _)| source.is_empty()).count();
        let whole: Vec<_> = whole.into_iter().map(|(source, cols, _)| (source, cols)).collect();
        // Cells of one changed character may stand in several lines.
        wrapped.sort_by_key(|(source, cols)| (source.start, source.end, *cols));
        prop_assert_eq!(marks(&whole), marks(&wrapped));
        let mut wrapped = wrapped.into_iter().filter(|(source, _)| !source.is_empty()).peekable();
        for (source, cols) in whole.into_iter().filter(|(source, _)| !source.is_empty()) {
            let kept = wrapped.next_if_eq(&(source.clone(), cols)).is_some();
            let blank = paragraph.line(&paragraph.wrap(0)[0]).cells.iter().any(|c| c.source == source && c.symbol.trim().is_empty());
            prop_assert!(kept || blank, "{source:?} is lost");
        }
        prop_assert!(wrapped.next().is_none());
    }

    /// Sources are disjoint, or begin alike where one character was taken apart; they lie on boundaries of the
    /// original and cover every letter and digit of the sanitised text.
    #[test]
    fn sources_share_out_the_text((text, clean, paragraph) in laid_out()) {
        let cells = logical(&paragraph.line(&paragraph.wrap(0)[0]));
        for pair in cells.windows(2) {
            prop_assert!(pair[0].0.start == pair[1].0.start || pair[0].0.end <= pair[1].0.start, "{pair:?}");
        }
        for (source, ..) in &cells {
            prop_assert!(text.get(source.clone()).is_some());
        }
        for (at, c) in clean.as_str().char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let source = clean.source(at..at + c.len_utf8());
            let covered = cells.iter().any(|(cell, ..)| cell.start <= source.start && source.end <= cell.end);
            prop_assert!(covered, "{c:?} at {source:?}");
        }
    }

    /// A byte leads to a column and back, and visual motion passes every cell that shows text.
    #[test]
    fn bytes_and_columns_agree((_, _, paragraph) in laid_out(), width in 1_usize..30) {
        for span in paragraph.wrap(width) {
            let line = paragraph.line(&span);
            let shown: Vec<_> = line.cells.iter().filter(|cell| !cell.source.is_empty()).collect();
            for cell in &shown {
                let columns = line.block(cell.source.start).unwrap();
                prop_assert_eq!(line.hit(columns.start).byte, cell.source.start);
            }
            for column in 0..line.width() + 2 {
                let byte = line.hit(column).byte;
                prop_assert!(line.cells.is_empty() || (span.source.start..=span.source.end).contains(&byte));
            }
            let shared = logical(&line).windows(2).any(|pair| pair[0].0.start == pair[1].0.start);
            let Some(first) = shown.first().filter(|_| !shared) else { continue };
            let mut cursor = if first.is_rtl() {
                Cursor { byte: first.source.end, affinity: Affinity::Upstream }
            } else {
                Cursor { byte: first.source.start, affinity: Affinity::Downstream }
            };
            for _ in &shown {
                let next = line.right(cursor);
                prop_assert!(next.is_some_and(|next| line.edge(next) > line.edge(cursor)), "{cursor:?} {next:?}");
                cursor = next.unwrap();
            }
            prop_assert_eq!(line.right(cursor), None);
            for _ in &shown {
                cursor = line.left(cursor).unwrap();
            }
            prop_assert_eq!(line.left(cursor), None);
        }
    }

    /// A range is painted on exactly the cells that show a part of it.
    #[test]
    fn stretches_are_the_cells_of_a_range((text, _, paragraph) in laid_out(), a in 0_usize..80, b in 0_usize..80) {
        let range = a.min(b).min(text.len())..a.max(b).min(text.len());
        let line = paragraph.line(&paragraph.wrap(0)[0]);
        let painted: usize = line.stretches(&range).iter().map(ExactSizeIterator::len).sum();
        let shown = line.cells.iter().filter(|c| c.source.start < range.end && range.start < c.source.end);
        prop_assert_eq!(painted, shown.map(|c| usize::from(c.cols)).sum::<usize>());
    }

    /// Justification adds cells, up to the width, and changes nothing else.
    #[test]
    fn justified_lines_are_the_same_line((_, _, paragraph) in laid_out(), width in 1_usize..40) {
        for span in paragraph.wrap(width) {
            let (plain, justified) = (paragraph.line(&span), paragraph.justified(&span, width, &[]));
            let same = |line: &Line| line.cells.iter().filter(|c| !c.source.is_empty()).map(|c| (c.symbol.clone(), c.source.clone())).collect::<Vec<_>>();
            prop_assert_eq!(same(&plain), same(&justified));
            prop_assert!(justified.width() <= width.max(plain.width()));
        }
    }

    /// A cropped paragraph fits, and shows the beginning.
    #[test]
    fn cropped_rows_fit((_, _, paragraph) in laid_out(), width in 0_usize..40) {
        let (row, whole) = (paragraph.cropped(width), paragraph.line(&paragraph.wrap(0)[0]));
        prop_assert!(row.width() <= width);
        if row.width() < whole.width() && width > 0 {
            prop_assert!(row.cells.iter().any(|cell| cell.symbol == "…"));
        }
    }
}

/// Nested isolates with a digit made the bidi crate's own line functions panic; long runs of one
/// character must not take more than linear time.
#[test]
fn deep_and_long_text_is_harmless() {
    let nested = format!("{}1{}", "\u{2067}".repeat(200), "\u{2069}".repeat(200));
    let long: Vec<String> =
        ["\u{2067}", "(", "a(", "1-", "\u{300}", "ا ", "\u{200d}", "ل", "a@", "«a", "\u{202b}1"]
            .iter()
            .map(|piece| piece.repeat(20_000))
            .collect();
    for text in std::iter::once(&nested).chain(&long) {
        for clean in [Clean::raw(text), Clean::new(text, 0)] {
            let paragraph = Paragraph::new(&clean, &TextOptions::default());
            assert!(paragraph.line(&paragraph.wrap(0)[0]).width() <= text.len());
            assert!(paragraph.wrap(40).iter().all(|span| paragraph.line(span).width() <= 40));
        }
    }
}
