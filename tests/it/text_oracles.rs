//! Other programs' opinions, frozen: HarfBuzz on shaping, FriBidi on order. The scripts under
//! `tests/oracle/` made the tables and can check them again.
#![allow(clippy::unwrap_used)] // helpers of tests

use sahifa::text::{Base, Cell, Clean, Direction, Line, Paragraph, TextOptions};

use crate::text_bidi::unpack;

fn layout(clean: &Clean, base: Base) -> Line {
    let options = TextOptions { direction: Direction::Fixed(base), isolate: false, ..TextOptions::default() };
    let paragraph = Paragraph::new(clean, &options);
    paragraph.line(&paragraph.wrap(0)[0])
}

/// Glyphs of one cell or word: each base with its marks, the marks in any order (HarfBuzz and NFC differ
/// there, and both are right).
fn normal(glyphs: impl Iterator<Item = char>) -> Vec<Vec<char>> {
    let mut cells: Vec<Vec<char>> = Vec::new();
    for c in glyphs {
        match cells.last_mut() {
            Some(cell) if ('\u{64B}'..='\u{652}').contains(&c) => cell.push(c),
            _ => cells.push(vec![c]),
        }
    }
    for cell in &mut cells {
        cell[1..].sort_unstable();
    }
    cells
}

#[test]
fn shaping_is_harfbuzz() {
    let table = unpack("shaping.tsv");
    let (mut words, mut different) = (0, Vec::new());
    for row in table.lines() {
        let (word, glyphs) = row.split_once('\t').unwrap();
        let line = layout(&Clean::raw(word), Base::Rtl);
        let ours = normal(line.cells.iter().rev().flat_map(|cell| cell.symbol.chars()));
        words += 1;
        if ours != normal(glyphs.chars()) {
            different.push(format!("{word} ({}): {ours:X?}, HarfBuzz {glyphs}", word.escape_unicode()));
        }
    }
    println!("shaping: {words} words, {} differ", different.len());
    assert!(words >= 40_000 && different.is_empty(), "{}", different[..different.len().min(10)].join("\n"));
}

/// The code points of a cell by index, from the left: both letters of a lam-alef are turned round, while
/// FriBidi too keeps marks behind their letter (L3).
fn points(cell: &Cell, starts: &[usize], text: &[char]) -> Vec<usize> {
    let mut letters: Vec<Vec<usize>> = Vec::new();
    for i in (0..text.len()).filter(|&i| cell.source.contains(&starts[i]) && !is_hidden(text[i])) {
        match letters.last_mut() {
            Some(letter) if matches!(text[i], '\u{301}' | '\u{64B}'..='\u{652}') => letter.push(i),
            _ => letters.push(vec![i]),
        }
    }
    if cell.is_rtl() {
        letters.reverse();
    }
    letters.concat()
}

fn is_hidden(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn order_is_fribidis() {
    let table = unpack("order.tsv");
    let (mut lines, mut different) = (0, Vec::new());
    for row in table.lines() {
        let fields: Vec<&str> = row.split('\t').collect();
        let [base, text, levels, order] = fields[..] else { panic!("{row}") };
        let base = if base == "R" { Base::Rtl } else { Base::Ltr };
        let numbers = |list: &str| list.split(' ').map(|n| n.parse::<usize>().unwrap()).collect::<Vec<_>>();
        let (levels, order) = (numbers(levels), numbers(order));
        let chars: Vec<char> = text.chars().collect();
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let line = layout(&Clean::raw(text), base);
        let ours: Vec<usize> = line.cells.iter().flat_map(|cell| points(cell, &starts, &chars)).collect();
        let theirs: Vec<usize> = order.into_iter().filter(|&i| !is_hidden(chars[i])).collect();
        let right_levels = line
            .cells
            .iter()
            .all(|cell| points(cell, &starts, &chars).iter().all(|&i| levels[i] == usize::from(cell.level)));
        lines += 1;
        if ours != theirs || !right_levels {
            different.push(format!("{base:?} {text:?}\n ours   {ours:?}\n theirs {theirs:?}"));
        }
    }
    println!("order: {lines} lines, {} differ", different.len());
    assert!(lines >= 5_000 && different.is_empty(), "{}", different[..different.len().min(5)].join("\n"));
}
