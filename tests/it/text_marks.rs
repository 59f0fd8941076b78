//! Marks before words: a cell that is no part of the text.

use std::ops::Range;

use sahifa::text::{Clean, Paragraph, TextOptions};

/// A paragraph in CapRTL's spirit: Hebrew letters join nothing, so a row reads as it stands. Marks stand at
/// the words in the list.
fn marked(text: &str, words: &[&str]) -> Paragraph {
    let mut paragraph = Paragraph::new(&Clean::new(text, 0), &TextOptions::default());
    let marks: Vec<(usize, char)> = words.iter().map(|word| (text.find(word).unwrap(), '*')).collect();
    paragraph.mark_words(&marks);
    paragraph
}

/// The rows in visual order.
fn rows(paragraph: &Paragraph, width: usize) -> Vec<String> {
    let line = |span| paragraph.line(span).cells.into_iter().map(|cell| cell.symbol).collect();
    paragraph.wrap(width).iter().map(line).collect()
}

#[test]
fn a_mark_stands_before_the_word_with_what_is_attached_to_it() {
    assert_eq!(rows(&marked("אב גד הו", &["גד"]), 0), ["וה דג* בא"]);
    assert_eq!(rows(&marked("אב גד", &["ד"]), 0), ["דג* בא"], "not within the word");
    assert_eq!(rows(&marked("אב «גד»", &["גד"]), 0), ["«דג*» בא"], "but behind what quotes it");
    assert_eq!(rows(&marked("אב גד", &["אב"]), 0), ["דג בא*"]);
}

#[test]
fn a_number_and_latin_words_keep_their_order() {
    assert_eq!(rows(&marked("אב 25 גד", &["25"]), 0), ["דג 25* בא"]);
    assert_eq!(rows(&marked("אב big dog גד", &["big"]), 0), ["דג big dog* בא"]);
    assert_eq!(rows(&marked("אב big dog גד", &["dog"]), 0), ["דג big *dog בא"]);
    assert_eq!(rows(&marked("big dog", &["dog"]), 0), ["big *dog"]);
}

#[test]
fn a_mark_goes_with_its_word_to_the_next_line() {
    let paragraph = marked("אב גד הו", &["גד", "הו"]);
    assert_eq!(rows(&paragraph, 6), ["דג* בא", "וה*"]);
    assert_eq!(rows(&paragraph, 5), ["בא", "דג*", "וה*"], "a column short");
    let sources: Vec<Range<usize>> = paragraph.wrap(5).into_iter().map(|span| span.source).collect();
    assert_eq!(sources, [0..5, 5..10, 10..14], "as without marks");
}

#[test]
fn an_arabic_letter_joins_to_nothing() {
    let text = "في بوتين";
    let mut paragraph = Paragraph::new(&Clean::new(text, 0), &TextOptions::default());
    paragraph.mark_words(&[(text.find("بوتين").unwrap(), 'ش')]);
    let symbols: Vec<String> =
        paragraph.line(&paragraph.wrap(0)[0]).cells.into_iter().rev().map(|cell| cell.symbol).collect();
    assert_eq!(symbols, ["ﻓ", "ﻲ", " ", "ﺵ", "ﺑ", "ﻮ", "ﺗ", "ﻴ", "ﻦ"]);
}

/// The cells of a text in reading order, with a mark at a word and without any.
fn cells(text: &str, word: &str) -> [Vec<String>; 2] {
    let mut paragraph = Paragraph::new(&Clean::new(text, 0), &TextOptions::default());
    let shown = |paragraph: &Paragraph| {
        let cells = paragraph.line(&paragraph.wrap(0)[0]).cells;
        cells.into_iter().rev().map(|cell| cell.symbol).collect()
    };
    let bare = shown(&paragraph);
    paragraph.mark_words(&[(text.find(word).unwrap(), 'ش')]);
    [shown(&paragraph), bare]
}

#[test]
fn before_proclitics_of_whatever_kind_a_mark_changes_no_form() {
    for (text, word) in [
        ("قال وبوتين", "بوتين"),
        ("قال ولبوتين", "بوتين"),
        ("قال فللبنان", "لبنان"),
        ("قال لأوباما", "أوباما"),
        ("قال وَلِبوتين", "بوتين"),
        ("قال وبـبوتين", "بوتين"),
        ("قال وب\u{200C}بوتين", "بوتين"),
        ("قال و\u{200F}بوتين", "بوتين"),
        ("قال وب\u{200E}\u{200F}بوتين", "بوتين"),
        ("قال بـ25", "25"),
        ("قال بـ$25", "$25"),
    ] {
        let [marked, bare] = cells(text, word);
        let at = marked.iter().position(|cell| cell == "ﺵ").unwrap();
        assert_eq!(marked[at - 1], " ", "{text}");
        let others = [&marked[..at], &marked[at + 1..]].concat();
        assert_eq!(others, bare, "{text}");
    }
}

#[test]
fn a_click_on_a_mark_is_one_on_its_word() {
    let paragraph = marked("אב גד", &["גד"]);
    let line = paragraph.line(&paragraph.wrap(0)[0]);
    // Columns: ד 0, ג 1, the mark 2, the blank 3.
    assert_eq!([0, 1, 2, 3].map(|column| line.hit(column).byte), [7, 5, 5, 4]);
}
