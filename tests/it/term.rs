//! The backend against a terminal model: whatever sequence of frames, scrolls and resizes it drew, the
//! model's screen is the encoded buffer; and what a frame costs in bytes.

use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use sahifa::term::backend::Backend;
use sahifa::term::encode::{Cells, Strategy as Rows, encode};

const WORDS: [&str; 12] =
    ["ﻞﺟﺮﻟﺍ", "ﻲﻓ", "ﺓﺪﻳﺮﺟ", "ﺮﺼﻣ", "news", "(2030)", "%30", "│", "世界", "،", "ﻡُﺡ", "👍"];

/// What happens to the drawn screen between two frames.
#[derive(Clone, Debug)]
enum Change {
    /// A row is written anew: words, and the column where they begin.
    Row { row: usize, col: usize, words: Vec<usize> },
    /// A stretch of a row takes a style.
    Style { row: usize, from: usize, len: usize, style: u8 },
    /// Rows move up (positive) or down.
    Scroll { top: usize, len: usize, by: isize },
    /// All is blank.
    Clear,
    /// The window has another size.
    Resize { cols: u16, rows: u16 },
    /// Rows are encoded in another way.
    Strategy(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let word = prop::collection::vec(0..WORDS.len(), 0..6);
    prop_oneof![
        6 => (0..12_usize, 1..20_usize, word).prop_map(|(row, col, words)| Change::Row { row, col, words }),
        3 => (0..12_usize, 0..30_usize, 1..20_usize, 0..16_u8)
            .prop_map(|(row, from, len, style)| Change::Style { row, from, len, style }),
        4 => (0..10_usize, 3..12_usize, -3..4_isize).prop_map(|(top, len, by)| Change::Scroll { top, len, by }),
        1 => Just(Change::Clear),
        1 => (1..40_u16, 1..12_u16).prop_map(|(cols, rows)| Change::Resize { cols, rows }),
        1 => (0..6_usize).prop_map(Change::Strategy),
    ]
}

/// Writes a word as `ui` does: a cell a glyph with its marks, the second cell of a wide one empty.
fn write(buffer: &mut Buffer, mut col: usize, row: usize, word: &str) -> usize {
    let cols = usize::from(buffer.area.width);
    for c in word.chars() {
        if ('\u{64B}'..='\u{652}').contains(&c) {
            if col > 0 && col <= cols {
                let cell = &mut buffer[((col - 1) as u16, row as u16)];
                let marked = format!("{}{c}", cell.symbol());
                cell.set_symbol(&marked);
            }
            continue;
        }
        let wide = matches!(c, '世' | '界' | '👍');
        if col + usize::from(wide) >= cols {
            break;
        }
        buffer[(col as u16, row as u16)].set_char(c);
        if wide {
            buffer[((col + 1) as u16, row as u16)].set_symbol(" ");
        }
        col += 1 + usize::from(wide);
    }
    col
}

fn apply(buffer: &mut Buffer, change: &Change) {
    let (cols, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    match *change {
        Change::Row { row, col, ref words } if row < rows => {
            for at in 0..cols {
                buffer[(at as u16, row as u16)].reset();
            }
            let mut at = col;
            for &word in words {
                at = write(buffer, at, row, WORDS[word]) + 1;
            }
        }
        Change::Style { row, from, len, style } if row < rows => {
            for at in from..(from + len).min(cols) {
                let cell = &mut buffer[(at as u16, row as u16)];
                cell.fg =
                    [Color::Reset, Color::Red, Color::LightBlue, Color::Indexed(200)][usize::from(style % 4)];
                cell.bg = [Color::Reset, Color::Yellow][usize::from(style / 8)];
                cell.modifier = [Modifier::empty(), Modifier::UNDERLINED][usize::from(style / 4 % 2)];
            }
        }
        Change::Scroll { top, len, by } => {
            let bottom = (top + len).min(rows);
            if top + by.unsigned_abs() < bottom {
                let region = &mut buffer.content[top * cols..bottom * cols];
                let shift = by.unsigned_abs() * cols;
                if by > 0 { region.rotate_left(shift) } else { region.rotate_right(shift) }
            }
        }
        Change::Clear => buffer.reset(),
        Change::Resize { cols, rows } => {
            *buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
            let change = Change::Row { row: 0, col: 1, words: vec![0, 4, 1] };
            apply(buffer, &change);
        }
        _ => {}
    }
}

fn size(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).unwrap()
}

type Look = (String, vt100::Color, vt100::Color, bool);

fn color(color: Color) -> vt100::Color {
    match color {
        Color::Red => vt100::Color::Idx(1),
        Color::Yellow => vt100::Color::Idx(3),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Indexed(index) => vt100::Color::Idx(index),
        _ => vt100::Color::Default,
    }
}

/// What the screen must hold, in columns: the encoded rows without their controls.
fn expected(buffer: &Buffer, rows: Rows) -> Vec<Vec<Look>> {
    let cols = usize::from(buffer.area.width);
    let wide = |symbol: &str| symbol.starts_with(['世', '界', '👍']);
    let mut screen = Vec::new();
    for cells in buffer.content.chunks(cols) {
        let mut drawn = Vec::new();
        let mut skip = false;
        for cell in cells {
            if !std::mem::take(&mut skip) {
                skip = wide(cell.symbol());
                drawn.push(cell);
            }
        }
        let symbols: Vec<&str> = drawn.iter().map(|cell| cell.symbol()).collect();
        let row = encode(&symbols, rows);
        let mut looks = Vec::new();
        for (at, (symbol, from)) in row.symbols.iter().zip(row.from).enumerate() {
            let cell = drawn[if rows.styles_stay() { at } else { from }];
            let look = (color(cell.fg), color(cell.bg), cell.modifier.contains(Modifier::UNDERLINED));
            looks.push((bare(symbol), look.0, look.1, look.2));
            if wide(symbol) {
                looks.push((String::new(), look.0, look.1, look.2));
            }
        }
        screen.push(looks.into_iter().map(to_the_eye).collect());
    }
    screen
}

fn bare(symbol: &str) -> String {
    let text: String =
        symbol.chars().filter(|c| !matches!(c, '\u{200E}' | '\u{202C}' | '\u{202D}')).collect();
    if text == " " { String::new() } else { super::encode::sent(&text) }
}

fn seen(screen: &vt100::Screen) -> Vec<Vec<Look>> {
    let (rows, cols) = screen.size();
    let look = |row, col: u16| {
        let cell = screen.cell(row, col).unwrap();
        if cell.is_wide_continuation() {
            // The model keeps a wide glyph's style in its first column alone.
            let lead = screen.cell(row, col - 1).unwrap();
            return (String::new(), lead.fgcolor(), lead.bgcolor(), lead.underline());
        }
        (bare(cell.contents()), cell.fgcolor(), cell.bgcolor(), cell.underline())
    };
    (0..rows.get()).map(|row| (0..cols.get()).map(|col| to_the_eye(look(row, col))).collect()).collect()
}

/// The colour of the letters is not seen where there is none.
fn to_the_eye((text, fg, bg, underline): Look) -> Look {
    let unseen = matches!(text.as_str(), "" | "\u{2800}") && !underline;
    (text, if unseen { vt100::Color::Default } else { fg }, bg, underline)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_screen_is_the_buffer_after_any_sequence_of_frames(changes in prop::collection::vec(change(), 1..40)) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 10));
        let mut backend = Backend::new(Rows::Armoured, true);
        let mut parser = vt100::Parser::new(size(10), size(30), 0);
        for change in &changes {
            apply(&mut buffer, change);
            match *change {
                Change::Resize { cols, rows } => parser.screen_mut().set_size(size(rows), size(cols)),
                Change::Strategy(at) => backend.set_strategy(Rows::ALL[at]),
                _ => {}
            }
            parser.process(&backend.frame(&buffer));
            let (seen, expected) = (seen(parser.screen()), expected(&buffer, backend.strategy()));
            for (row, (seen, expected)) in seen.iter().zip(&expected).enumerate() {
                prop_assert_eq!(seen, expected, "row {} after {:?}", row, change);
            }
            prop_assert_eq!(backend.frame(&buffer).len(), 0);
        }
    }
}

/// A full-width article of 200 rows of 72 columns of Arabic, right-aligned in 100 columns.
fn article(top: usize) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 30));
    for row in 0..30 {
        if row == 0 || row == 29 {
            write(&mut buffer, 1, row, if row == 0 { "title" } else { "status" });
            continue;
        }
        let line = top + row;
        let mut col = 14 + line * 7 % 6;
        while col < 80 {
            let word = WORDS[(line * 31 + col * 17) % 4];
            col = write(&mut buffer, col, row, word) + 1;
        }
    }
    buffer
}

#[test]
fn a_scroll_by_a_line_costs_a_line() {
    for (strategy, limit) in [(Rows::Visual, 250), (Rows::Armoured, 420), (Rows::Islands, 420)] {
        let mut backend = Backend::new(strategy, true);
        backend.frame(&article(50));
        let down = backend.frame(&article(51)).len();
        let up = backend.frame(&article(50)).len();
        assert!(down <= limit && up <= limit, "{strategy:?}: {down}, {up} bytes");
    }
}

#[test]
fn a_page_stays_within_its_budget() {
    for (strategy, limit) in [(Rows::Visual, 4200), (Rows::Armoured, 8000), (Rows::Islands, 8000)] {
        let mut backend = Backend::new(strategy, true);
        backend.frame(&article(50));
        let page = backend.frame(&article(80)).len();
        assert!(page <= limit, "{strategy:?}: {page} bytes");
    }
}

#[test]
fn nothing_changed_is_nothing_written_and_a_letter_is_a_few_bytes() {
    let mut backend = Backend::new(Rows::Visual, true);
    let mut buffer = article(0);
    assert!(backend.frame(&buffer).len() > 500);
    assert_eq!(backend.frame(&buffer), b"");
    buffer[(20, 0)].set_char('ﺏ');
    let bytes = backend.frame(&buffer);
    assert!(bytes.len() <= 12, "{}", bytes.escape_ascii());
}

#[test]
fn the_last_gate_lets_no_control_through() {
    let hostile = [
        "\u{1b}]0;x\u{7}",
        "a\u{202E}",
        "\u{200E}",
        "\u{2066}",
        "x\u{200D}",
        "\u{9b}6n",
        "\r",
        "\u{FEFF}",
        "\u{E0041}",
        "aaa",
        "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    ];
    let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
    for (at, symbol) in hostile.iter().enumerate() {
        buffer[(at as u16 * 2, 0)].set_symbol(symbol);
    }
    let bytes = Backend::new(Rows::Visual, true).frame(&buffer);
    let text = String::from_utf8(bytes).unwrap();
    let row: Vec<&str> = text[text.find('\u{FFFD}').unwrap()..].split("\x1b[").collect();
    let moves = (0..hostile.len())
        .map(|at| if at == 0 { "\u{FFFD}".into() } else { format!("{}G\u{FFFD}", 2 * at + 1) });
    assert_eq!(row, moves.collect::<Vec<String>>());
}

#[test]
fn a_cell_keeps_no_more_marks_than_the_terminal_can_take() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
    buffer[(1, 0)].set_symbol("ﺳ\u{651}\u{64E}");
    for (marks, expected) in [(0, "ﺳ"), (1, "ﺳ\u{651}"), (2, "ﺳ\u{651}\u{64E}")] {
        let mut backend = Backend::new(Rows::Visual, true);
        backend.set_cells(Cells { marks, ..Cells::default() });
        let text = String::from_utf8(backend.frame(&buffer)).unwrap();
        assert_eq!(text.split('H').next_back(), Some(expected), "{marks}");
    }
}

#[test]
fn where_only_ascii_is_shown_nothing_else_is_sent() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 2));
    write(&mut buffer, 1, 0, "ﺮﺼﻣ ٣ 世 │ é… UN 12%");
    buffer[(2, 0)].modifier = Modifier::UNDERLINED;
    write(&mut buffer, 1, 1, "no Arabic letters");
    let mut backend = Backend::new(Rows::Visual, true);
    backend.frame(&buffer);
    backend.set_cells(Cells { ascii: true, ..Cells::default() });
    let frame = backend.frame(&buffer);
    let text = frame.escape_ascii().to_string();
    assert!(frame.is_ascii() && text.contains("[2J") && !text.contains("[4m"), "{text}");
    let mut parser = vt100::Parser::new(size(2), size(24), 0);
    parser.process(&frame);
    assert_eq!(parser.screen().contents(), "               UN 12%\n no Arabic letters");
}

#[test]
fn a_style_stays_at_its_place_where_the_terminal_turns_letters_within_cells() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
    for (col, glyph) in (0..).zip(["ﻮ", "ﻜ", "ﺴ", "ﻣ"]) {
        buffer[(col, 0)].set_char(glyph.chars().next().unwrap());
    }
    // The first letter of the word, at its right end, is not part of the name.
    for col in 0..3 {
        buffer[(col, 0)].modifier = Modifier::UNDERLINED;
    }
    let drawn = |strategy| String::from_utf8(Backend::new(strategy, true).frame(&buffer)).unwrap();
    assert!(drawn(Rows::Chunks).ends_with("\x1b[4mﻣﺴﻜ\x1b[mﻮ"), "{:?}", drawn(Rows::Chunks));
    assert!(drawn(Rows::Letters).ends_with("\x1b[4mﻣﺴﻜ\x1b[mﻮ"));
    assert!(drawn(Rows::Words).contains("\x1b[4mﺴ"), "{:?}", drawn(Rows::Words));
}

#[test]
fn a_word_is_bold_as_a_whole_or_not_at_all() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
    write(&mut buffer, 1, 0, "ﺮﺼﻣ");
    for col in 1..3 {
        buffer[(col, 0)].modifier = Modifier::BOLD;
    }
    let bytes = Backend::new(Rows::Visual, true).frame(&buffer);
    assert!(!String::from_utf8_lossy(&bytes).contains("\x1b[1m"), "{}", bytes.escape_ascii());
    buffer[(3, 0)].modifier = Modifier::BOLD;
    let bytes = Backend::new(Rows::Visual, true).frame(&buffer);
    assert!(String::from_utf8_lossy(&bytes).contains("\x1b[1m ﺮﺼﻣ"), "{}", bytes.escape_ascii());
}

#[test]
fn a_colour_that_begins_inside_a_word_leaves_its_letters_joined() {
    let shown = |strategy, from: u16, to: u16| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        write(&mut buffer, 1, 0, "ﻞﺟﺮﻟﺍ");
        write(&mut buffer, 8, 0, "ﺔﻌﻣﺎﺟ");
        for col in from..to {
            buffer[(col, 0)].fg = Color::Red;
            buffer[(col, 0)].modifier = Modifier::UNDERLINED;
        }
        let mut parser = vt100::Parser::new(size(1), size(20), 0);
        parser.process(&Backend::new(strategy, true).frame(&buffer));
        parser.screen().contents()
    };
    for strategy in Rows::ALL {
        let plain = shown(strategy, 0, 0);
        for from in 1..13 {
            for to in from + 1..14 {
                assert_eq!(shown(strategy, from, to), plain, "{strategy:?}: {from} to {to}");
            }
        }
    }
}

#[test]
fn isolated_forms_go_out_as_letters_where_they_join_to_nothing() {
    let sent = |word: &str| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        write(&mut buffer, 1, 0, word);
        let frame = String::from_utf8(Backend::new(Rows::Visual, true).frame(&buffer)).unwrap();
        frame.rsplit('H').next().unwrap().trim().to_owned()
    };
    assert_eq!(sent("ﺕﺎﺑ"), "تﺎﺑ", "beside a form");
    assert_eq!(sent("ﻡ ﺵ"), "م ش", "alone");
    assert_eq!(sent("ﻥﺇ"), "ﻥإ", "not beside a letter: it would join");
    assert_eq!(sent("ﺭﺍﺩ"), "راد", "letters that join to nothing behind them");
    assert_eq!(sent("ﻥﻉ"), "نﻉ", "one of two");
}

#[test]
fn rows_in_reading_order_are_left_to_the_terminal_and_lose_no_letter() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
    write(&mut buffer, 1, 0, "ءﺎﻌﺑﺭﻷﺍ ﻼﺒﻗ");
    let mut backend = Backend::new(Rows::Logical, true);
    let frame = String::from_utf8(backend.frame(&buffer)).unwrap();
    assert!(!frame.contains("\x1b[8l"), "it may reorder");
    // A lam-alef has one column, and nothing joins to its form but forms.
    assert!(frame.contains("ﻗﺒﻼ اﻷربعاء"), "{frame:?}");
    backend.set_strategy(Rows::Visual);
    let frame = String::from_utf8(backend.frame(&buffer)).unwrap();
    assert!(frame.find("\x1b[8l") < frame.find("\x1b[2J") && frame.contains("\x1b[8l"), "{frame:?}");
}
