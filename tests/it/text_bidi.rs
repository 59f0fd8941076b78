//! The official tests of UAX #9 through the paragraph and line code that the reader uses: every case of
//! BidiTest.txt and BidiCharacterTest.txt (Unicode 15.0), levels and visual order of every cell.
//!
//! A cell may hold several characters (a letter and its marks): in a right-to-left cell they count in
//! reverse order. Characters that own no cell (direction marks, isolates, what X9 removes) are left out of
//! the expected order and must appear in no cell.
#![allow(clippy::unwrap_used)] // helpers of tests

use std::fmt::Write as _;
use std::io::Read as _;

use sahifa::text::{Base, Clean, Direction, Line, Paragraph, TextOptions};

const CASES: usize = 770_241;
const CHARACTER_CASES: usize = 91_707;

pub fn unpack(name: &str) -> String {
    let path = format!("{}/tests/data/{name}.gz", env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::File::open(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    text
}

/// A case: what goes in and what must come out.
struct Case<'a> {
    chars: &'a [char],
    direction: Direction,
    /// None where the character is removed.
    levels: &'a [Option<u8>],
    order: &'a [usize],
}

/// Reused between cases.
#[derive(Default)]
struct Arena {
    text: String,
    starts: Vec<usize>,
    order: Vec<usize>,
    failures: String,
    failed: usize,
    run: usize,
}

fn is_direction_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2066}'..='\u{2069}')
}

impl Arena {
    /// Lays a case out, its characters changed by `mutation`, and compares.
    fn check(&mut self, case: &Case, mutation: fn(char) -> char) {
        self.run += 1;
        self.text.clear();
        self.starts.clear();
        for &c in case.chars {
            self.starts.push(self.text.len());
            self.text.push(mutation(c));
        }
        let options = TextOptions { direction: case.direction, isolate: false, ..TextOptions::default() };
        let paragraph = Paragraph::new(&Clean::raw(&self.text), &options);
        let line = paragraph.line(&paragraph.wrap(0)[0]);
        let right_levels = self.expand(&line, case);
        let shown = |&&i: &&usize| !is_direction_control(case.chars[i]);
        if !right_levels || !self.order.iter().eq(case.order.iter().filter(shown)) {
            self.failed += 1;
            if self.failed <= 5 {
                let got: Vec<u8> = line.cells.iter().map(|cell| cell.level).collect();
                let _ = writeln!(
                    self.failures,
                    "{:?} {:04X?}: order {:?}, cells' levels {got:?}; should be {:?}, {:?}",
                    case.direction,
                    case.chars.iter().map(|&c| c as u32).collect::<Vec<_>>(),
                    self.order,
                    case.order,
                    case.levels
                );
            }
        }
    }

    /// The characters in the order of the cells; whether all levels are right.
    fn expand(&mut self, line: &Line, case: &Case) -> bool {
        self.order.clear();
        let mut right = true;
        for cell in &line.cells {
            let first = self.order.len();
            let from = self.starts.partition_point(|&start| start < cell.source.start);
            for i in (from..case.chars.len()).take_while(|&i| self.starts[i] < cell.source.end) {
                if let Some(level) = case.levels[i].filter(|_| !is_direction_control(case.chars[i])) {
                    right &= level == cell.level;
                    self.order.push(i);
                }
            }
            if cell.level % 2 == 1 {
                self.order[first..].reverse();
            }
        }
        right
    }
}

fn unchanged(c: char) -> char {
    c
}

/// A character of each bidi class.
fn of_class(class: &str) -> char {
    match class {
        "L" => 'a',
        "R" => 'א',
        "AL" => 'ج',
        "EN" => '1',
        "AN" => '١',
        "ES" => '-',
        "ET" => '%',
        "CS" => ',',
        "NSM" => '\u{300}',
        "BN" => '\u{AD}',
        "B" => '\u{2029}',
        "S" => '\t',
        "WS" => ' ',
        "ON" => '!',
        "LRE" => '\u{202A}',
        "RLE" => '\u{202B}',
        "PDF" => '\u{202C}',
        "LRO" => '\u{202D}',
        "RLO" => '\u{202E}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        _ => panic!("{class}"),
    }
}

fn numbers<T: std::str::FromStr>(text: &str) -> Vec<Option<T>> {
    text.split_ascii_whitespace().map(|n| n.parse().ok()).collect()
}

/// BidiTest.txt, the data lines for which `pick` holds.
fn bidi_test(data: &str, pick: impl Fn(usize) -> bool, mutation: fn(char) -> char) -> Arena {
    let mut arena = Arena::default();
    let (mut levels, mut order): (Vec<Option<u8>>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut chars = Vec::new();
    for (number, line) in data.lines().enumerate() {
        if let Some(list) = line.strip_prefix("@Levels:") {
            levels = numbers(list);
        } else if let Some(list) = line.strip_prefix("@Reorder:") {
            order = numbers(list).into_iter().flatten().collect();
        } else if let Some((classes, bits)) =
            line.split_once("; ").filter(|_| !line.starts_with('#') && pick(number))
        {
            chars.clear();
            chars.extend(classes.split_ascii_whitespace().map(of_class));
            let bits = u8::from_str_radix(bits.trim(), 16).unwrap();
            for (bit, direction) in [
                (1, Direction::Auto(Base::Ltr)),
                (2, Direction::Fixed(Base::Ltr)),
                (4, Direction::Fixed(Base::Rtl)),
            ] {
                if bits & bit != 0 {
                    arena.check(&Case { chars: &chars, direction, levels: &levels, order: &order }, mutation);
                }
            }
        }
    }
    arena
}

/// BidiCharacterTest.txt.
fn bidi_character_test(data: &str, pick: impl Fn(usize) -> bool, mutation: fn(char) -> char) -> Arena {
    let mut arena = Arena::default();
    for (_, line) in data.lines().enumerate().filter(|&(number, _)| pick(number)) {
        let fields: Vec<&str> = line.split(';').collect();
        let [chars, direction, base, levels, order] = fields[..] else { continue };
        let chars: Vec<char> = chars
            .split(' ')
            .map(|hex| char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap())
            .collect();
        let direction = match direction {
            "0" => Direction::Fixed(Base::Ltr),
            "1" => Direction::Fixed(Base::Rtl),
            _ => Direction::Auto(Base::Ltr),
        };
        let levels = numbers(levels);
        let order: Vec<usize> = numbers(order).into_iter().flatten().collect();
        let text: String = chars.iter().collect();
        let found =
            Paragraph::new(&Clean::raw(&text), &TextOptions { direction, ..TextOptions::default() }).base();
        assert_eq!(found == Base::Rtl, base == "1", "{line}");
        arena.check(&Case { chars: &chars, direction, levels: &levels, order: &order }, mutation);
    }
    arena
}

/// Both halves of the work side by side.
fn in_two(work: impl Fn(&dyn Fn(usize) -> bool) -> Arena + Sync) -> (usize, usize, String) {
    let halves = std::thread::scope(|scope| {
        let odd = scope.spawn(|| work(&|number| number % 2 == 1));
        let even = work(&|number| number % 2 == 0);
        [even, odd.join().unwrap()]
    });
    let [a, b] = halves;
    (a.run + b.run, a.failed + b.failed, a.failures + &b.failures)
}

#[test]
fn all_cases_of_bidi_test() {
    let data = unpack("BidiTest.txt");
    let (run, failed, failures) = in_two(|pick| bidi_test(&data, pick, unchanged));
    println!("BidiTest: {run} cases, {failed} failed");
    assert_eq!((run, failed), (CASES, 0), "{failures}");
}

#[test]
fn all_cases_of_bidi_character_test() {
    let data = unpack("BidiCharacterTest.txt");
    let (run, failed, failures) = in_two(|pick| bidi_character_test(&data, pick, unchanged));
    println!("BidiCharacterTest: {run} cases, {failed} failed");
    assert_eq!((run, failed), (CHARACTER_CASES, 0), "{failures}");
}

/// The harness sees what goes wrong: where a tab counts as a mere space (L1), and where what opens closes (N0). The
/// same mutations of the steps themselves are shown in `text::bidi`.
#[test]
fn two_mutations_fail() {
    let separators_dropped: fn(char) -> char = |c| if c == '\t' { ' ' } else { c };
    let broken = bidi_test(&unpack("BidiTest.txt"), |number| number % 50 == 0, separators_dropped);
    let swapped: fn(char) -> char = |c| match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        c => c,
    };
    let paired = bidi_character_test(&unpack("BidiCharacterTest.txt"), |number| number % 20 == 0, swapped);
    println!("mutants: {} of {} and {} of {} fail", broken.failed, broken.run, paired.failed, paired.run);
    assert!(broken.failed > 100 && paired.failed > 100);
}

/// A paragraph turns from its article's direction only where it is a sentence of the other one.
#[test]
fn a_paragraph_runs_as_its_article_unless_it_is_a_sentence_of_another_script() {
    let base = |usual, text: &str| {
        let options = TextOptions { direction: Direction::Article(usual), ..TextOptions::default() };
        Paragraph::new(&Clean::new(text, 0), &options).base()
    };
    for (text, in_arabic, in_english) in [
        ("قال بوتين", Base::Rtl, Base::Rtl),
        ("Reuters: قالت مصادر", Base::Rtl, Base::Ltr),
        ("Facebook تعلن شراء WhatsApp", Base::Rtl, Base::Ltr),
        ("Thomson Reuters Foundation: بيان", Base::Rtl, Base::Ltr),
        ("iPhone 15: أسعار", Base::Rtl, Base::Ltr),
        ("فيسبوك: http://facebook.com/HuaweiDevice", Base::Rtl, Base::Ltr),
        ("يقول المثل: all that glitters is not gold", Base::Rtl, Base::Ltr),
        ("The word سلام means peace.", Base::Ltr, Base::Ltr),
        ("Reuters", Base::Ltr, Base::Ltr),
        ("All rights reserved.", Base::Ltr, Base::Ltr),
        ("153.1٪", Base::Rtl, Base::Ltr),
        ("", Base::Rtl, Base::Ltr),
    ] {
        assert_eq!((base(Base::Rtl, text), base(Base::Ltr, text)), (in_arabic, in_english), "{text}");
    }
}

/// What has no letter is shown in a list as beside the letters of an article.
#[test]
fn numbers_alone_are_shown_as_beside_letters() {
    let shown = |text: &str| -> String {
        let paragraph = Paragraph::new(&Clean::new(text, 0), &TextOptions::default());
        paragraph.line(&paragraph.wrap(0)[0]).cells.iter().map(|cell| cell.symbol.as_str()).collect()
    };
    for number in ["153.1٪", "30%", "$99.99", "50€", "2024-12-31", "10-15", "12:30", "٢٥٪", "US$99"] {
        let beside = shown(&format!("ب {number}"));
        assert_eq!(beside.strip_suffix(" ﺏ"), Some(shown(number).as_str()), "{number}");
    }
    assert_eq!(shown("ب 153.1٪ $99.99 US$1,250.50"), "US$1,250.50 $99.99 ٪153.1 ﺏ");
}
