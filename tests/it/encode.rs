//! Every strategy on simulated terminals of the kind it is meant for: what the terminal shows is the
//! row that was meant, on 100,000 random rows of text and 20,000 of any cells for each kind of terminal, and
//! after only one cell was redrawn.
#![allow(clippy::unwrap_used)] // helpers of tests

use std::num::NonZeroU16;

use icu_properties::CodePointMapData;
use icu_properties::props::Script;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use sahifa::term::backend::Backend;
use sahifa::term::encode::{Cells, Strategy, encode_for};
use unicode_bidi::{BidiClass, Level};

use crate::simulated::{Forms, Terminal, class, in_own_font, mirrored, reorder, show};

/// A small generator of random numbers (xorshift), so that every run sees the same rows.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// Any cells in any order, but column 0: no text, only what a terminal may be made to hold.
fn wild(random: &mut Random) -> Vec<String> {
    const CELLS: [&str; 30] = [
        "ﺏ",
        "ﻢ",
        "ﻼ",
        "ﺳ\u{64E}",
        "ﺼ",
        "א",
        "ﭗ",
        "ﮨ",
        "ﮮ",
        "a",
        "Z",
        "é",
        "0",
        "7",
        "٣",
        "٩",
        "%",
        "٪",
        "،",
        ".",
        "-",
        "(",
        ")",
        "«",
        "]",
        " ",
        " ",
        "│",
        ":",
        "/",
    ];
    // `islands` needs a blank or a Latin letter in column 0, as the reader's screen has.
    let mut row = vec![random.pick(&[" ", " ", "x"]).to_owned()];
    row.extend((0..random.below(30)).map(|_| random.pick(&CELLS).to_owned()));
    row
}

/// A line of Arabic news in visual order: words, numbers, Latin names, punctuation, brackets; reordered
/// by UAX #9 from the right, right-aligned behind at least one blank.
fn natural(random: &mut Random, forms: &Forms) -> Vec<String> {
    const LETTERS: [char; 14] = ['ا', 'ب', 'ج', 'د', 'ر', 'س', 'ع', 'ل', 'م', 'ن', 'و', 'ي', 'ہ', 'ڈ'];
    let arabic_digits = random.below(4) == 0;
    let word = |random: &mut Random| -> String {
        let mut letters: Vec<char> = (0..=random.below(6)).map(|_| random.pick(&LETTERS)).collect();
        // Lam-alef is a glyph of its own; here it is not at stake.
        letters.dedup_by(|b, a| *a == 'ل' && *b == 'ا');
        match random.below(12) {
            0 => "Reuters".to_owned(),
            1 => random.pick(&["iOS 17", "S-400", "Apple Inc."]).to_owned(),
            2 | 3 => {
                let number = random.pick(&["2030", "12:30", "1,234.5", "30%", "19", "2026/11/20"]);
                let zero = if arabic_digits { '٠' } else { '0' };
                let digit =
                    |c: char| c.to_digit(10).and_then(|d| char::from_u32(zero as u32 + d)).unwrap_or(c);
                number.chars().map(digit).collect()
            }
            _ => forms.shape(&letters).into_iter().collect(),
        }
    };
    let mut line = String::new();
    for _ in 0..=random.below(6) {
        let inner = word(random);
        let piece = match random.below(10) {
            0 => format!("({inner}) "),
            1 => format!("«{inner}» "),
            2 => format!("{inner}، "),
            3 => format!("{inner}: "),
            4 => format!("{inner}-{} ", word(random)),
            _ => format!("{inner} "),
        };
        line.push_str(&piece);
    }
    let cells: Vec<String> = line.trim_end().chars().map(String::from).collect();
    let mut row = vec![" ".to_owned(); 1 + random.below(4)];
    row.extend(reorder(&cells, Some(Level::rtl()), true));
    if random.below(4) == 0 {
        // Another pane beside it.
        row.extend([" ", "│", " "].map(String::from));
        row.extend("News 12:30".chars().map(String::from));
    }
    row
}

/// Whether `islands` can show a row: a European digit at the right of an RTL letter needs one at its
/// right too, no L between (the proof is in `term::encode::islands`).
fn fits_islands(row: &[String]) -> bool {
    let is_rtl = |cell: &String| matches!(class(cell), BidiClass::AL | BidiClass::R);
    let ends = |cell: &String| class(cell) == BidiClass::L;
    let digits = (0..row.len()).filter(|at| class(&row[*at]) == BidiClass::EN);
    let lonely = |at: usize| {
        let before = row[..at].iter().rev().take_while(|cell| !ends(cell) && *cell != " ").any(is_rtl);
        let after = row[at..].iter().take_while(|cell| !ends(cell)).any(is_rtl);
        before && !after
    };
    !digits.into_iter().any(lonely)
}

/// Whether `chunks` can show a row: one with Arabic at its left end and Latin at its right needs a blank at
/// its left (the proof is in `term::encode::chunks`), and so does what touches that blank. A chunk ends where the
/// font changes.
fn fits_chunks(row: &[String]) -> bool {
    let scripts = CodePointMapData::<Script>::new();
    let sides = |chunk: &[String]| -> Vec<bool> {
        let own = chunk.iter().flat_map(|cell| cell.chars()).map(|c| scripts.get(c));
        let own = own.filter(|script| !matches!(*script, Script::Common | Script::Inherited));
        own.map(|script| matches!(script, Script::Arabic | Script::Hebrew)).collect()
    };
    row.split(|cell| cell == "│").all(|pane| {
        // A pane's first chunk touches its left edge where no blank stands before it; the ones after it
        // touch one another where a single blank parts them.
        let mut stuck = true;
        for word in pane.split(|cell| cell == " ") {
            stuck &= !word.is_empty();
            for (nth, chunk) in word.chunk_by(|a, b| in_own_font(a) == in_own_font(b)).enumerate() {
                let sides = sides(chunk);
                let left_first = sides.first() == Some(&true);
                stuck |= nth > 0;
                if stuck && left_first && sides.last() == Some(&false) {
                    return false;
                }
                stuck &= left_first && in_own_font(&chunk[0]);
            }
        }
        true
    })
}

/// A strategy, and whether armour has guards.
type Way = (Strategy, bool);

const VISUAL: Way = (Strategy::Visual, false);
const ARMOURED: Way = (Strategy::Armoured, false);
const GUARDED: Way = (Strategy::Armoured, true);
const OVERRIDES: Way = (Strategy::Overrides, false);
const ISLANDS: Way = (Strategy::Islands, false);
const WORDS: Way = (Strategy::Words, false);
const CHUNKS: Way = (Strategy::Chunks, false);

fn encoded(row: &[String], (strategy, guarded): Way) -> Vec<String> {
    encode_for(&row.iter().map(String::as_str).collect::<Vec<_>>(), strategy, guarded).symbols
}

/// Which ways are meant for which terminals.
const MEANT: [(Terminal, &[Way]); 6] = [
    (Terminal::Still, &[VISUAL, ARMOURED, GUARDED, OVERRIDES]),
    (Terminal::Ltr, &[ARMOURED, GUARDED, WORDS, OVERRIDES, ISLANDS]),
    (Terminal::Guessing, &[ARMOURED, GUARDED, WORDS]),
    (Terminal::Stripping, &[ISLANDS]),
    (Terminal::Joining, &[WORDS, GUARDED]),
    (Terminal::Turning, &[CHUNKS]),
];

/// Whether a strategy can show a row at all; most can show every one.
fn fits(row: &[String], strategy: Strategy) -> bool {
    match strategy {
        Strategy::Islands => fits_islands(row),
        Strategy::Chunks => fits_chunks(row),
        _ => true,
    }
}

/// Rows of any cells, and rows of text, for each kind of terminal.
const WILD: usize = 20_000;
const TEXT: usize = 100_000;

/// Rows that were not shown as meant, by terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Missed {
    /// Proved to be impossible.
    impossible: usize,
    /// Others.
    unsettled: usize,
}

/// Rows on every kind of terminal.
fn feed(seed: u64, count: usize, rows: impl Fn(&mut Random) -> Vec<String> + Sync) -> [Missed; 6] {
    let on = |at: usize| {
        let (terminal, ways) = MEANT[at];
        let mut random = Random(seed + at as u64);
        let mut missed = Missed::default();
        for _ in 0..count {
            let row = rows(&mut random);
            let way = random.pick(ways);
            let strategy = way.0;
            let memory = encoded(&row, way);
            assert_eq!(memory.len(), row.len());
            assert!(!memory.iter().any(|cell| cell.ends_with('\u{200D}')), "tmux would swallow a letter");
            let (right, fits) = (show(&memory, terminal) == row, fits(&row, strategy));
            missed.impossible += usize::from(!right && !fits);
            missed.unsettled += usize::from(!right && fits);
            assert!(right || !fits || strategy == Strategy::Islands, "{strategy:?}: {row:?}, {memory:?}");
            // Brackets around Latin letters are of class L then, and help.
            let bracketed = row.iter().any(|cell| mirrored(cell) != *cell);
            assert!(fits || !right || bracketed, "possible after all, {strategy:?} on {terminal:?}: {row:?}");
        }
        missed
    };
    let on = &on;
    std::thread::scope(|scope| {
        let threads = [0, 1, 2, 3, 4, 5].map(|at| scope.spawn(move || on(at)));
        threads.map(|thread| thread.join().unwrap())
    })
}

#[test]
fn any_row_of_cells_arrives_as_it_was_meant() {
    let missed = feed(0x5A41_4849_4641, WILD, wild);
    println!("any cells: {missed:?}");
    let [still, ltr, guessing, stripping, joining, turning] = missed;
    for all in [still, guessing, joining] {
        assert_eq!(all, Missed::default());
    }
    assert_eq!(turning.unsettled, 0);
    // Brackets strewn at random pair across letters of both directions and are then of class L or R
    // themselves. All but about one in a hundred of the rows that are not shown have no order at all: the encoder
    // tried every one that could be, as the test beside it proves of short rows. Text has none of them (below).
    assert!(ltr.unsettled < WILD / 80 && stripping.unsettled < WILD / 20);
}

#[test]
fn rows_of_text_arrive_as_they_were_meant() {
    let forms = Forms::new();
    let missed = feed(0x7265_6164_6572, TEXT, |random| natural(random, &forms));
    println!("text: {missed:?}");
    let [still, ltr, guessing, stripping, joining, turning] = missed;
    for all in [still, guessing, joining] {
        assert_eq!(all, Missed::default());
    }
    // A word with letters of another font, its end attached to a Latin word before it.
    assert!(turning.impossible < TEXT / 50 && turning.unsettled == 0);
    // A number attached to the word after it, at the start of the line or behind a Latin word.
    assert!(ltr.impossible < TEXT / 200 && stripping.impossible < TEXT / 50);
    assert!(ltr.unsettled == 0 && stripping.unsettled == 0);
}

#[test]
fn rows_in_visual_order_are_broken_by_what_reorders() {
    let forms = Forms::new();
    let mut random = Random(77);
    let rows: Vec<_> = (0..1000).map(|_| natural(&mut random, &forms)).collect();
    for terminal in [Terminal::Ltr, Terminal::Stripping, Terminal::Turning] {
        let broken = rows.iter().filter(|row| show(&encoded(row, VISUAL), terminal) != **row).count();
        assert!(broken > 800, "{terminal:?}: {broken}");
    }
}

/// What a backend sends of a glyph: letters for those isolated forms that stand for themselves.
pub fn sent(symbol: &str) -> String {
    const FORMS: &str = "ﺀﺁﺃﺅﺇﺍﺓﺩﺫﺭﺯﻭﺉﺏﺕﺙﺝﺡﺥﺱﺵﺹﺽﻁﻅﻉﻍﻑﻕﻙﻝﻡﻥﻩﻯﻱ";
    const LETTERS: &str = "ءآأؤإاةدذرزوئبتثجحخسشصضطظعغفقكلمنهىي";
    let first = symbol.chars().next();
    let mut pairs = FORMS.chars().zip(LETTERS.chars());
    match pairs.find(|(form, _)| first == Some(*form)) {
        Some((form, letter)) => symbol.replacen(form, letter.encode_utf8(&mut [0; 4]), 1),
        None => symbol.to_owned(),
    }
}

/// The row in the memory of a terminal that was fed a backend's bytes, controls and all.
fn memory_of(parser: &vt100::Parser, cols: usize) -> Vec<String> {
    let cell = |col: usize| match parser.screen().cell(0, col as u16).unwrap().contents() {
        "" => " ".to_owned(),
        text => text.to_owned(),
    };
    (0..cols).map(cell).collect()
}

#[test]
fn one_changed_cell_arrives_by_its_bytes_alone() {
    let forms = Forms::new();
    let mut random = Random(0x6F6E_6563_656C);
    let mut missed = 0;
    for _ in 0..6000 {
        let (terminal, ways) = random.pick(&MEANT);
        let way = random.pick(ways);
        let (strategy, guarded) = way;
        let mut row = natural(&mut random, &forms);
        let cols = row.len();
        let mut backend = Backend::new(strategy, true);
        backend.set_cells(Cells { guarded, ..Cells::default() });
        let size = |cells: usize| NonZeroU16::new(cells as u16).unwrap();
        let mut parser = vt100::Parser::new(size(1), size(cols), 0);
        for step in 0..3 {
            let mut buffer = Buffer::empty(Rect::new(0, 0, cols as u16, 1));
            for (col, cell) in row.iter().enumerate() {
                buffer[(col as u16, 0)].set_symbol(cell);
            }
            let frame = backend.frame(&buffer);
            assert!(step == 0 || frame.len() < cols * 12 + 16);
            parser.process(&frame);
            let shown: Vec<String> =
                show(&memory_of(&parser, cols), terminal).iter().map(|cell| sent(cell)).collect();
            let meant: Vec<String> = row.iter().map(|cell| sent(cell)).collect();
            let right = shown == meant;
            missed += usize::from(!right);
            // By its difference alone the terminal holds the row as encoded afresh, so it shows whatever a
            // row that is sent whole does.
            let memory = memory_of(&parser, cols);
            let whole = encoded(&row, way);
            assert!(
                memory.iter().zip(&whole).all(|(held, cell)| sent(held) == sent(cell)),
                "{memory:?}, {whole:?}"
            );
            let possible = show(&whole, terminal) == row;
            assert!(possible || matches!(strategy, Strategy::Islands | Strategy::Chunks));
            assert!(
                right || !possible,
                "{strategy:?} on {terminal:?}, change {step}: {} is shown as {} from {:?}",
                row.concat(),
                shown.concat(),
                memory_of(&parser, cols)
            );
            let at = 1 + random.below(cols - 1);
            row[at] = random.pick(&["ﺏ", "ﻢ", "a", "7", " ", ".", "،"]).to_owned();
        }
    }
    println!("changed cells: {missed} of 18,000 rows not shown as meant");
    // One in seventy cannot be shown: numbers at the wrong side of a letter by chance.
    assert!(missed < 260);
}
