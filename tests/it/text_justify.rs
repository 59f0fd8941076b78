//! Justification of the bundled articles at every width that a reader may set, looked at from outside:
//! which kashida is legal is said here again, on letters, without the engine.

use std::ops::Range;

use proptest::prelude::*;
use sahifa::text::{Clean, Forms, Line, Paragraph, TextOptions};

/// What a kashida may be drawn out behind: letters that join on both sides.
const JOINS: &str = "بتثجحخسشصضطظعغفقكلمنهيئـ";
/// What it may be drawn out before: these and the letters that join backwards only, without hamza.
const FOLLOWS: &str = "بتثجحخسشصضطظعغفقكلمنهيىةادذرزوـ";
/// Kashidas in a word at most.
const PER_WORD: usize = 2;
/// What words stand between; at the second no line breaks.
const SPACES: [char; 2] = [' ', '\u{A0}'];

fn articles() -> Vec<String> {
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let files = std::fs::read_dir(seeds).unwrap().map(|entry| entry.unwrap().path());
    let texts = files.filter(|path| path.extension().is_some_and(|ext| ext == "txt"));
    texts.map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

fn legal(pair: &[char]) -> bool {
    JOINS.contains(pair[0]) && FOLLOWS.contains(pair[1]) && pair != ['ل', 'ا']
}

/// Whether a word, as written, may be drawn out.
fn stretchable(word: &str) -> bool {
    let marked =
        word.chars().any(|c| matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{200D}' | '\u{200E}'));
    !marked && word.chars().collect::<Vec<_>>().windows(2).any(legal)
}

/// The widest gap between words, in cells.
fn widest_gap(line: &Line) -> usize {
    let shown: String = line.cells.iter().map(|cell| cell.symbol.as_str()).collect();
    shown.trim().split(|c| c != ' ').map(str::len).max().unwrap_or(0)
}

fn added(line: &Line) -> impl Iterator<Item = (usize, usize)> {
    let kashida =
        line.cells.iter().enumerate().filter(|(_, cell)| cell.symbol == "ـ" && cell.source.is_empty());
    kashida.map(|(at, cell)| (at, cell.source.start))
}

#[test]
fn no_gap_is_wide_while_a_word_can_be_drawn_out() {
    let (mut lines, mut wide) = (0, 0);
    for text in articles() {
        for block in text.lines().filter(|block| !block.trim().is_empty()) {
            for forms in [Forms::Presentation, Forms::Letters] {
                let options = TextOptions { forms, ..TextOptions::default() };
                let paragraph = Paragraph::new(&Clean::new(block, 0), &options);
                for width in 40..=80 {
                    let spans = paragraph.wrap(width);
                    for span in &spans[..spans.len() - 1] {
                        let line = paragraph.justified(span, width, &[]);
                        check_kashidas(block, &line);
                        lines += 1;
                        if widest_gap(&line) > 2 {
                            wide += 1;
                            check_drawn_out(block, span.source.clone(), &line);
                        }
                    }
                }
            }
        }
    }
    println!("justified: {lines} lines, {wide} with a gap of more than two cells");
    assert!(lines > 10_000);
}

/// Every kashida stands where one is legal, at most two in a word.
fn check_kashidas(block: &str, line: &Line) {
    for (_, at) in added(line) {
        let before = block[..at].chars().next_back().unwrap();
        let after = block[at..].chars().next().unwrap();
        assert!(legal(&[before, after]), "{before}ـ{after} in {block}");
        let word = word_at(block, at);
        assert!(stretchable(&block[word.clone()]), "{}", &block[word]);
        assert!(added(line).filter(|(_, other)| word.contains(other)).count() <= PER_WORD);
    }
}

/// Every word of a line that can be drawn out is.
fn check_drawn_out(block: &str, source: Range<usize>, line: &Line) {
    let mut at = source.start;
    for part in block[source.clone()].split_inclusive(SPACES) {
        let word = part.trim_end_matches(SPACES);
        let range = at..at + word.len();
        at += part.len();
        // Within Latin text a letter may stand at another level than its neighbour.
        let drawn = added(line).filter(|(_, at)| range.contains(at)).count();
        let plain = block[word_at(block, range.start)].chars().all(|c| ('\u{621}'..='\u{64A}').contains(&c));
        assert!(!plain || !stretchable(word) || drawn == PER_WORD, "{word}: {drawn} in {}", &block[source]);
    }
}

fn word_at(block: &str, at: usize) -> Range<usize> {
    let start = block[..at].trim_end_matches(|c| !SPACES.contains(&c)).len();
    start..block[at..].find(SPACES).map_or(block.len(), |blank| at + blank)
}

#[test]
fn names_and_hits_are_not_drawn_out() {
    let text = "أعلنت السلطات السعودية في تبليسي بشكل مستقل تسليم المتهم";
    let paragraph = Paragraph::new(&Clean::new(text, 0), &TextOptions::default());
    let names: Vec<Range<usize>> = ["السعودية", "تبليسي", "ستقل"]
        .map(|name| text.find(name).map(|at| at..at + name.len()).unwrap())
        .to_vec();
    for width in 20..50 {
        let spans = paragraph.wrap(width);
        for span in &spans[..spans.len() - 1] {
            let line = paragraph.justified(span, width, &names);
            for (_, at) in added(&line) {
                assert!(names.iter().all(|name| !(name.start..=name.end).contains(&at)), "{width}: {at}");
            }
        }
    }
}

#[test]
fn words_that_no_line_parts_are_drawn_out_each_on_its_own() {
    let text = "قال\u{A0}الرئيس\u{A0}الروسي\u{A0}بوتين\u{A0}للصحفيين بعدها مستقبلنا المشتركالطويل نعم";
    let paragraph = Paragraph::new(&Clean::new(text, 0), &TextOptions::default());
    let line = paragraph.justified(&paragraph.wrap(44)[0], 44, &[]);
    assert!(line.width() == 44 && widest_gap(&line) <= 2, "{}", widest_gap(&line));
    check_kashidas(text, &line);
}

#[test]
fn a_word_with_marks_that_two_lines_share_is_drawn_out_on_neither() {
    let text = format!("{}َ{} {}", "ب".repeat(8), "ب".repeat(10), "ب ".repeat(9));
    let paragraph = Paragraph::new(&Clean::new(&text, 0), &TextOptions::default());
    let spans = paragraph.wrap(14);
    for span in &spans[..spans.len() - 1] {
        check_kashidas(&text, &paragraph.justified(span, 14, &[]));
    }
}

/// Words that nobody wrote: letters, some with marks, lam-alef in all places; numbers and Latin between them.
fn word() -> impl Strategy<Value = String> {
    let letter = || proptest::sample::select("بتجحسصطعفقكلمنهياادرزوأإآؤءةلل".chars().collect::<Vec<_>>());
    let letters = || proptest::collection::vec(letter(), 1..9).prop_map(|word| word.into_iter().collect());
    let marked = (letters(), letters(), proptest::sample::select(vec!['َ', 'ّ', 'ِ', 'ٰ']))
        .prop_map(|(before, after, mark): (String, String, char)| format!("{before}{mark}{after}"));
    let other = proptest::sample::select(vec!["2030", "Reuters", "(153.1٪)", "«لا»", "،"]);
    prop_oneof![8 => letters(), 2 => marked, 1 => other.prop_map(String::from)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fresh_text_is_drawn_out_where_it_may_be(words in proptest::collection::vec(word(), 4..60), tied in 2_usize..6, width in 14_usize..70) {
        let between = |i: usize| SPACES[usize::from(i.is_multiple_of(tied))];
        let text: String = words.iter().enumerate().flat_map(|(i, word)| word.chars().chain([between(i)])).collect();
        let paragraph = Paragraph::new(&Clean::new(&text, 0), &TextOptions::default());
        let spans = paragraph.wrap(width);
        for span in &spans[..spans.len() - 1] {
            let line = paragraph.justified(span, width, &[]);
            check_kashidas(&text, &line);
            if widest_gap(&line) > 2 {
                check_drawn_out(&text, span.source.clone(), &line);
            }
        }
    }
}
