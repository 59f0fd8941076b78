//! Other programs' opinions, frozen: HarfBuzz on shaping, FriBidi on order. The scripts under
//! `tests/oracle/` made the tables and can check them again.
#![allow(clippy::unwrap_used)] // helpers of tests

use sahifa::text::{Base, Cell, Clean, Direction, Line, Paragraph, TextOptions};

use crate::cli::Home;
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

/// The words of a table that are shaped otherwise than there, and how many it has.
fn misshaped(table: &str) -> (usize, Vec<String>) {
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
    (words, different)
}

#[test]
fn shaping_is_harfbuzz() {
    let (words, different) = misshaped(&unpack("shaping.tsv"));
    assert!(words >= 40_000 && different.is_empty(), "{}", different[..different.len().min(10)].join("\n"));
}

/// Letters that the font of the other table lacks, with one that has them; every letter of Urdu in every form it has.
#[test]
fn urdu_is_shaped_as_by_harfbuzz() {
    let table = unpack("urdu.tsv");
    let (words, different) = misshaped(&table);
    assert!(words >= 7_000 && different.is_empty(), "{}", different[..different.len().min(10)].join("\n"));
    let glyphs: String =
        table.lines().filter_map(|row| row.split_once('\t')).map(|(_, glyphs)| glyphs).collect();
    for (letter, first, forms) in [
        ('پ', 0xFB56, 4),
        ('ٹ', 0xFB66, 4),
        ('چ', 0xFB7A, 4),
        ('ڈ', 0xFB88, 2),
        ('ژ', 0xFB8A, 2),
        ('ڑ', 0xFB8C, 2),
        ('ک', 0xFB8E, 4),
        ('گ', 0xFB92, 4),
        ('ں', 0xFB9E, 2),
        ('ہ', 0xFBA6, 4),
        ('ھ', 0xFBAA, 4),
        ('ے', 0xFBAE, 2),
        ('ی', 0xFBFC, 4),
    ] {
        for form in first..first + forms {
            assert!(glyphs.contains(char::from_u32(form).unwrap()), "{letter}: {form:X} is not in the table");
        }
    }
}

/// What stands between lam and alef: marks stay on the ligature, a ZWJ or ZWNJ forbids it; joined to a ZWJ it
/// takes its final form.
#[test]
fn lam_and_alef_meet() {
    let shown = |text: &str, clean: fn(&str) -> Clean| -> String {
        layout(&clean(text), Base::Rtl).cells.iter().rev().map(|cell| cell.symbol.as_str()).collect()
    };
    let read: fn(&str) -> Clean = |text| Clean::new(text, 0);
    for (text, glyphs) in [
        ("لا", "\u{FEFB}"),
        ("لَا", "\u{FEFB}\u{64E}"),
        ("لَّاً", "\u{FEFB}\u{64E}\u{651}\u{64B}"),
        ("بلِأ", "\u{FE91}\u{FEF8}\u{650}"),
        ("\u{200D}لإ", "\u{FEFA}"),
        ("\u{200D}لْآ", "\u{FEF6}\u{652}"),
        ("ل\u{200C}ا", "\u{FEDD}\u{FE8D}"),
        ("ل\u{200D}ا", "\u{FEDF}\u{FE8E}"),
        ("لـا", "\u{FEDF}ـ\u{FE8E}"),
        ("لٱ", "\u{FEDF}\u{FB51}"),
    ] {
        assert_eq!(shown(text, Clean::raw), glyphs, "{text} raw");
        assert_eq!(shown(text, read), glyphs, "{text}");
    }
    // Ligatures of words and letters are taken apart and never made; under `raw` they stay as they are.
    for ligature in ('\u{FBEA}'..='\u{FDFB}').chain('\u{FE80}'..='\u{FEFC}') {
        let text = ligature.to_string();
        let taken_apart = shown(&text, read);
        if !taken_apart.contains(ligature) || matches!(ligature, '\u{FE80}'..) {
            assert!(!taken_apart.chars().any(|c| ('\u{FC00}'..='\u{FD3D}').contains(&c)), "{text}");
        }
        assert_eq!(shown(&text, Clean::raw), text, "raw");
    }
    for word in ["الله", "صلى الله عليه وسلم", "محمد", "ريال", "لله", "فللّه"]
    {
        let glyphs = shown(word, read);
        assert!(
            !glyphs
                .chars()
                .any(|c| ('\u{FBEA}'..='\u{FBF9}').contains(&c) || ('\u{FC00}'..='\u{FDFF}').contains(&c)),
            "{glyphs}"
        );
    }
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

/// Lines on which FriBidi 1.0.8 errs and ICU 72 and the rule agree: a sequence behind or in an isolate or
/// embedding begins in the direction of the higher of two levels (sos, X10), not in that of the letter before.
#[test]
fn sequences_begin_in_the_direction_of_their_levels() {
    for (base, text, shown) in [
        (Base::Rtl, "ש \u{2067} \u{2069}\u{2066}12-31ב", "12-31ב  ש"),
        (Base::Ltr, "a\u{2066} b\u{2069} \u{2068}” 12-31ש", "a b ש12-31 ”"),
        (Base::Ltr, "ב\u{202A} [ \" ש {⟩ !]", " [ \" ש {⟩ !]ב"),
        (Base::Rtl, "ש \u{202A} ב \u{202C}(% +5)10", " ב (% +5)10 ש"),
    ] {
        let line = layout(&Clean::raw(text), base);
        let ours: String = line.cells.iter().map(|cell| cell.symbol.as_str()).collect();
        assert_eq!(ours, shown, "{}", text.escape_unicode());
    }
}

/// What a row of the table must look like when `render` prints it: FriBidi's order, brackets mirrored at odd
/// levels, a mark without a letter on a blank of its own.
fn printed(text: &str, levels: &[usize], order: &[usize]) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for &i in order.iter().filter(|&&i| !is_hidden(chars[i])) {
        let mark = matches!(chars[i], '\u{301}' | '\u{64B}'..='\u{652}');
        let lonely = |before: &char| is_hidden(*before) || *before == ' ';
        if mark && (i == 0 || lonely(&chars[i - 1])) {
            return None;
        }
        let shown = if chars[i] == '\u{A0}' { ' ' } else { chars[i] };
        out.push(if levels[i] % 2 == 1 { mirrored(shown) } else { shown });
    }
    Some(out)
}

fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 6] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('‹', '›')];
    let other = PAIRS.iter().find_map(|&(a, b)| if c == a { Some(b) } else { (c == b).then_some(a) });
    other.unwrap_or(c)
}

/// The direction of a paragraph by P2 and P3, written down once more.
fn first_strong(text: &str) -> Option<&'static str> {
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '\u{5D0}'..='\u{5EA}' | '\u{61B}'..='\u{64A}' | '\u{671}'..='\u{6D3}' | '\u{200F}' => {
                return Some("R");
            }
            'a'..='z' | 'A'..='Z' | 'é' | '\u{200E}' => return Some("L"),
            _ => {}
        }
    }
    None
}

/// The same through the command, as a stranger would check it: a line in, a line out.
#[test]
fn the_command_prints_fribidis_order() {
    let table = unpack("order.tsv");
    let rows: Vec<Vec<&str>> = table.lines().map(|row| row.split('\t').collect()).collect();
    let numbers = |list: &str| list.split(' ').map(|n| n.parse::<usize>().unwrap()).collect::<Vec<_>>();
    let first = rows.iter().find_map(|row| first_strong(row[1])).unwrap();
    let mut checked = [0; 3];
    for (at, direction) in ["rtl", "ltr", "auto"].into_iter().enumerate() {
        let base = |row: &[&str]| match direction {
            "rtl" => row[0] == "R",
            "ltr" => row[0] == "L",
            _ => first_strong(row[1]).unwrap_or(first) == row[0],
        };
        let rows: Vec<(&str, Option<String>)> = rows
            .iter()
            .filter(|row| base(row) && !row[1].contains(char::is_control))
            .map(|row| (row[1], printed(row[1], &numbers(row[2]), &numbers(row[3]))))
            .collect();
        // `auto` falls back on the first strong letter of the whole input: that row goes first.
        let input = rows.iter().fold(String::new(), |input, (text, _)| input + text + "\n");
        let options = ["render", "--raw", "--order", "visual", "--forms", "letters", "--width", "0"];
        let args: Vec<&str> = options.into_iter().chain(["--direction", direction]).collect();
        let ran = Home::new().feed(&args, input.as_bytes());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert_eq!(ran.out.lines().count(), rows.len());
        for ((text, expected), shown) in rows.iter().zip(ran.out.lines()) {
            let Some(expected) = expected else { continue };
            assert_eq!(shown, expected, "{direction}: {text:?}");
            checked[at] += 1;
        }
    }
    println!("through the command: {checked:?} lines");
    assert!(checked.iter().all(|lines| *lines > 1_000));
}
