//! Each strategy on rows that a person can check. Capitals stand for RTL letters (Hebrew ones), lower
//! case for Latin; `<` is LRM, `{` LRO, `}` PDF, `_` U+2800. What terminals make of the rows is tested
//! in `tests/it/encode.rs`.

use super::*;

/// A row from its CapRTL notation.
fn row(notation: &str) -> Vec<String> {
    let cell = |c: char| match c {
        'A'..='Z' => char::from_u32(0x5D0 + c as u32 - 'A' as u32).unwrap(),
        c => c,
    };
    notation.chars().map(|c| cell(c).to_string()).collect()
}

fn shown(strategy: Strategy, notation: &str) -> String {
    let cells = row(notation);
    let symbols: Vec<&str> = cells.iter().map(String::as_str).collect();
    let encoded = encode(&symbols, strategy);
    let mut places = encoded.from.clone();
    places.sort_unstable();
    assert_eq!(places, (0..cells.len()).collect::<Vec<_>>(), "a permutation");
    let letter = |c: char| match c {
        '\u{5D0}'..='\u{5E9}' => char::from_u32(c as u32 - 0x5D0 + 'A' as u32).unwrap(),
        LRM => '<',
        LRO => '{',
        PDF => '}',
        '\u{2800}' => '_',
        c => c,
    };
    encoded.symbols.concat().chars().map(letter).collect()
}

#[test]
fn visual_changes_nothing() {
    assert_eq!(shown(Strategy::Visual, " CBA 12 x"), " CBA 12 x");
}

#[test]
fn armour_is_a_mark_after_every_letter_and_one_before_the_first() {
    assert_eq!(shown(Strategy::Armoured, " CBA x"), " <C<B<A< x");
    assert_eq!(shown(Strategy::Armoured, "x CB"), "x C<B<");
    assert_eq!(shown(Strategy::Armoured, "x ٢٥ B"), "x ٢<٥< B<");
}

#[test]
fn guards_stand_where_forms_are_joined() {
    let encoded = |row: &[&str]| {
        let cells = encode_for(row, Strategy::Armoured, true).symbols;
        let seen = |c: char| match c {
            ZWJ => 'z',
            LRM => '<',
            NODS => '.',
            c => c,
        };
        cells.iter().map(|cell| cell.chars().map(seen).collect()).collect::<Vec<String>>()
    };
    // A final, a medial and an initial form; beside them a letter that stands alone.
    assert_eq!(encoded(&[" ", "ﺐ", "ﺒ", "ﺑ", "ﺍ"]), [" <z.", "ﺐ<z.", "ﺒz<", "ﺑz<", "ﺍ<"]);
    assert_eq!(encoded(&["x", "(", "ﻼ\u{64E}", "ﻋ\u{64E}"]), ["x", "(z.", "ﻼ\u{64E}<", "ﻋ\u{64E}z<"]);
    assert_eq!(shown(Strategy::Armoured, " CBA x"), " <C<B<A< x", "base letters have none");
}

#[test]
fn overrides_go_around_stretches() {
    assert_eq!(shown(Strategy::Overrides, " CBA 12 D x"), " {CBA 12 D} x");
    assert_eq!(shown(Strategy::Overrides, "│CB│ED│"), "│{CB}│{ED}│");
}

#[test]
fn words_are_in_reading_order_between_marks() {
    assert_eq!(shown(Strategy::Words, " CBA-19 FED"), " <ABC<-19 <DEF<");
}

#[test]
fn islands_are_in_reading_order_between_strong_blanks() {
    assert_eq!(shown(Strategy::Islands, " CBA  (ED) x"), "_ABC__(DE)_x");
    assert_eq!(shown(Strategy::Islands, " CB12.5A "), "_A12.5BC_");
    assert_eq!(shown(Strategy::Islands, " B)A "), "_A(B_");
}

#[test]
fn chunks_are_turned_whole() {
    assert_eq!(shown(Strategy::Chunks, " 91-CBA (ED) x-1"), " ABC-19 (DE) x-1");
    assert_eq!(shown(Strategy::Chunks, "│CB│"), "│BC│");
    // What begins with Latin and ends in Arabic is turned too.
    assert_eq!(shown(Strategy::Chunks, " x-BA"), " AB-x");
}

#[test]
fn chunks_of_arabic_digits_and_percent_signs_are_turned_too() {
    let symbols = |row: &[&str]| encode(row, Strategy::Chunks).symbols.concat();
    assert_eq!(symbols(&["ﺱ", " ", "(", "٪", "3", "0", ")"]), "ﺱ (03٪)");
    assert_eq!(symbols(&["ﺱ", " ", "٢", "٠"]), "ﺱ ٠٢");
    assert_eq!(symbols(&["ﺱ", " ", "؟", "3", "0"]), "ﺱ ؟30");
}

#[test]
fn letters_are_turned_apart_from_what_another_font_has() {
    let symbols = |row: &[&str]| encode(row, Strategy::Letters).symbols.concat();
    assert_eq!(symbols(&[".", "ﺮ", "ﺻ", "،", "٢", "٠", "2"]), ".٠٢،ﺻﺮ2");
    assert_eq!(symbols(&["(", "ﻞ", "ﺟ", ")", "-", "ﺮ", "x"]), "(ﺟﻞ)-ﺮx");
}

#[test]
fn letters_of_another_font_are_turned_apart() {
    // ڈاکٹر and ہے، as meant, with ڈ, ہ and ے from another font than the rest.
    for strategy in [Strategy::Chunks, Strategy::Letters] {
        let symbols = |row: &[&str]| encode(row, strategy).symbols.concat();
        assert_eq!(symbols(&[" ", "ﺮ", "ﭩ", "ﮐ", "ﺍ", "ﮈ"]), " ﺍﮐﭩﺮﮈ");
        assert_eq!(symbols(&[" ", "،", "ﮯ", "ﮨ", " ", "ﺮ", "ﮨ"]), " ،ﮨﮯ ﺮﮨ");
    }
    let led = |row: &[&str]| encode(row, Strategy::Chunks).symbols.concat().replace("\u{A0}\u{17B4}", "~");
    assert_eq!(
        led(&[" ", "ﮯ", "ﮨ", " ", "ﺏ", "x"]),
        " ﮨﮯ~ﺏx",
        "what touches the blank is no part of its run"
    );
    assert_eq!(led(&[" ", "ﮨ", "ﺏ", "ﺍ", "x"]), " ﮨﺍﺏx", "a blank in another run leads nothing");
}

#[test]
fn logical_is_reading_order_in_base_letters() {
    assert_eq!(shown(Strategy::Logical, "a-x 5.12 CBA "), " ABC a-x 5.12");
    assert_eq!(shown(Strategy::Logical, "│CB│xy│"), "│BC│xy│");
    assert_eq!(shown(Strategy::Logical, "the CBA word"), "the ABC word");
    assert_eq!(encode(&["ﻢ", "ﻼ", "ﺳ"], Strategy::Logical).symbols, ["س", "لا", "م"]);
    assert_eq!(encode(&["ﺂ"], Strategy::Logical).symbols, ["آ"]);
}

#[test]
fn rows_without_right_to_left_cells_stay() {
    for strategy in Strategy::ALL {
        assert_eq!(shown(strategy, "plain (text) 12:30 │x│"), "plain (text) 12:30 │x│");
        assert_eq!(encode(&[], strategy).symbols, Vec::<String>::new());
    }
}

#[test]
fn names_go_there_and_back() {
    for strategy in Strategy::ALL {
        assert_eq!(Strategy::from_name(strategy.name()), Some(strategy));
    }
    assert_eq!(Strategy::from_name("auto"), None);
}

#[test]
fn a_number_before_its_word_is_one_island_with_the_next_word() {
    assert_eq!(shown(Strategy::Islands, " CBA19 FED x"), "_DEF 19ABC_x");
    // Where there is none it comes out at the other side: no order shows it.
    assert_eq!(shown(Strategy::Islands, " CBA19 x"), "_ABC19_x");
}

#[test]
fn chunks_that_kitty_would_turn_either_way_are_led_by_a_blank() {
    let led = |text: &str| shown(Strategy::Chunks, text).replace("\u{A0}\u{17B4}", "~");
    assert_eq!(led(" BA-x DC"), "~BA-x CD");
    assert_eq!(led(" DC BA-x"), "~DC~BA-x", "one run with what touches it");
    assert_eq!(led(" DC  BA-x"), " CD ~BA-x");
    assert_eq!(led(" x-DC BA-x"), " x-DC~BA-x");
    assert_eq!(led("│BA-x"), "│AB-x", "no blank to lead it");
}

#[test]
fn chunks_are_turned_by_script() {
    assert_eq!(shown(Strategy::Chunks, " ٥٢ 12٪ 12%"), " ٢٥ ٪21 12%");
}

#[test]
fn words_are_parted_where_their_forms_do_not_join() {
    let encoded = |row: &[&str]| encode(row, Strategy::Words).symbols.concat();
    assert_eq!(encoded(&[" ", "ﺐ", "ﺑ"]), " \u{200E}ﺑﺐ\u{200E}", "joined as they would be");
    assert_eq!(encoded(&[" ", "ﺏ", "ﺏ"]), " \u{200E}ﺏ\u{200E}ﺏ\u{200E}");
    assert_eq!(
        encoded(&[" ", "ﺑ", "ﺏ"]),
        " \u{200E}ﺑ\u{200D}\u{200E}ﺏ\u{200E}",
        "an initial form with nothing behind it"
    );
    assert_eq!(encoded(&[" ", "ﺐ"]), " \u{200E}\u{200D}\u{206F}ﺐ\u{200E}");
}

/// Whether any order of a short row is shown as it, in a paragraph that runs from the left: every level that a
/// cell of its class can have, every blank as U+2800 or as it is.
fn has_an_order(row: &[String]) -> bool {
    use unicode_bidi::BidiClass as Bidi;
    let blanks: Vec<usize> = (0..row.len()).filter(|at| row[*at] == " ").collect();
    (0..1 << blanks.len()).any(|mask: u32| {
        let mut row = row.to_vec();
        for (_, at) in blanks.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1) {
            BRAILLE_BLANK.clone_into(&mut row[*at]);
        }
        let levels: Vec<&[u8]> = row
            .iter()
            .map(|symbol| match symbol.chars().next().map(unicode_bidi::bidi_class) {
                Some(Bidi::L) => &[0][..],
                Some(Bidi::R | Bidi::AL) => &[1],
                Some(Bidi::AN) => &[2],
                Some(Bidi::EN) => &[0, 2],
                Some(Bidi::CS | Bidi::ES | Bidi::ET) => &[0, 1, 2],
                _ => &[0, 1],
            })
            .collect();
        let count: usize = levels.iter().map(|levels| levels.len()).product();
        (0..count).any(|mut nth| {
            let mut pick = |of: &&[u8]| {
                let level = of[nth % of.len()];
                nth /= of.len();
                level
            };
            let chosen: Vec<u8> = levels.iter().map(&mut pick).collect();
            islands::gives(&row, &chosen)
        })
    })
}

/// Whether the algorithm shows what is in memory as the row, blanks of either kind alike.
fn is_shown(row: &[String], encoded: &Encoded) -> bool {
    let text = encoded.symbols.concat();
    let info = unicode_bidi::BidiInfo::new(&text, Some(unicode_bidi::Level::ltr()));
    let levels = info.reordered_levels_per_char(&info.paragraphs[0], 0..text.len());
    let chars: Vec<char> = text.chars().collect();
    let shown = unicode_bidi::BidiInfo::reorder_visual(&levels).into_iter().map(|at| {
        let mut symbol = chars[at].to_string();
        if levels[at].is_rtl() {
            class::mirror(&mut symbol);
        }
        if symbol == BRAILLE_BLANK { " ".to_owned() } else { symbol }
    });
    shown.eq(row.iter().cloned())
}

/// Random rows of up to so many cells behind one that is none of RTL.
fn random_rows(count: usize, cells: usize) -> impl Iterator<Item = Vec<String>> {
    const CELLS: [&str; 22] = [
        "ﺏ", "ﻢ", "א", "ﺏ", "a", "x", "0", "7", "٣", "%", "٪", "،", ".", "-", "(", ")", "[", "]", "«", " ",
        " ", "│",
    ];
    let mut seed = 0x6973_6C61_6E64_u64;
    let mut below = move |limit: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % limit as u64) as usize
    };
    (0..count).map(move |_| {
        let mut row = vec![[" ", "x"][below(2)].to_owned()];
        row.extend((0..2 + below(cells - 1)).map(|_| CELLS[below(CELLS.len())].to_owned()));
        row
    })
}

#[test]
fn islands_show_every_row_that_has_an_order() {
    let (mut shown, mut impossible) = (0, 0);
    for row in random_rows(20_000, 8) {
        let symbols: Vec<&str> = row.iter().map(String::as_str).collect();
        if is_shown(&row, &encode(&symbols, Strategy::Islands)) {
            shown += 1;
        } else {
            impossible += 1;
            assert!(!has_an_order(&row), "{row:?}");
        }
    }
    assert!(shown > 15_000 && impossible > 500);
}

#[test]
fn islands_miss_next_to_no_long_row_that_has_an_order() {
    let (mut impossible, mut missed) = (0, 0);
    for row in random_rows(1000, 30) {
        let symbols: Vec<&str> = row.iter().map(String::as_str).collect();
        if !is_shown(&row, &encode(&symbols, Strategy::Islands)) {
            let found = search::search(&row, 5000, islands::gives).is_some();
            missed += usize::from(found);
            impossible += usize::from(!found);
        }
    }
    assert!(impossible > 200 && missed < 10, "{impossible} without an order, {missed} missed");
}
