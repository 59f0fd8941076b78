//! Selecting text in the reader: what is painted is what is copied, in the article's own bytes.

use proptest::prelude::*;
use ratatui::style::{Color, Modifier};
use sahifa::app::{Effect, Lang, Msg, Settings};
use sahifa::model::Opened;

use super::driver::{Driver, article};

const MIXED: &str = "قالت Thomson Reuters (153.1٪) إن السَّلامَ عام 2030 أقرب، ثم زار iPhone 15 سوق لالا.";

fn articles() -> Vec<Opened> {
    vec![article("a", "عنوان", &["سطر أول.", "#زائدة", MIXED, "آخر سطر."], &[])]
}

fn driver(cols: u16) -> Driver {
    let settings = Settings { color: false, ..Settings::default() };
    let mut driver = Driver::new(articles(), settings, (cols, 24));
    driver.keys("<ret>c");
    driver
}

fn copied(driver: &mut Driver) -> Option<String> {
    driver.keys("y");
    match driver.done.last() {
        Some(Effect::Copy(text)) => Some(text.clone()),
        _ => None,
    }
}

/// The stretches of a row that are painted as selected, from the left, the cursor's cell among them.
fn painted(driver: &Driver) -> Vec<(u16, String)> {
    let buffer = driver.buffer();
    let mut stretches: Vec<(u16, u16, String)> = Vec::new();
    for y in 1..buffer.area.height - 1 {
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            if !cell.modifier.contains(Modifier::REVERSED) {
                continue;
            }
            match stretches.last_mut() {
                Some((row, end, text)) if *row == y && *end == x => {
                    *end += 1;
                    text.push_str(cell.symbol());
                }
                _ => stretches.push((y, x + 1, cell.symbol().to_owned())),
            }
        }
    }
    stretches.into_iter().map(|(row, _, text)| (row, text)).collect()
}

#[test]
fn letters_and_words_in_reading_order() {
    assert_eq!(copied(&mut driver(100)).as_deref(), Some("س"));
    assert_eq!(copied(driver(100).keys("e")).as_deref(), Some("سطر"));
    assert_eq!(copied(driver(100).keys("w")).as_deref(), Some("سطر أ"));
    assert_eq!(copied(driver(100).keys("<space><space>")).as_deref(), Some("سطر"));
    assert_eq!(copied(driver(100).keys("wb<space><bs>")).as_deref(), Some("س"));
    assert_eq!(copied(driver(100).keys("$")).as_deref(), Some("سطر أول."));
}

/// Furniture that is not shown is not copied.
#[test]
fn only_what_is_shown_is_copied() {
    let text = copied(driver(100).keys("ee<space>e")).unwrap();
    assert_eq!(text, "سطر أول.\n\nقالت");
}

#[test]
fn keys_of_the_screen_move_by_what_is_seen() {
    // To the left in Arabic is onwards; beyond the edge the next line begins.
    assert_eq!(copied(driver(100).keys("h<left>")).as_deref(), Some("سطر"));
    assert_eq!(copied(driver(100).keys("hhl<right>")).as_deref(), Some("س"));
    assert_eq!(copied(driver(100).keys("$hh")).as_deref(), Some("سطر أول.\n\nقا"));
    // Straight down: the cell below the first one is the first one.
    assert_eq!(copied(driver(100).keys("j")).as_deref(), Some("سطر أول.\n\nق"));
    assert_eq!(copied(driver(100).keys("jk")).as_deref(), Some("س"));
    // Within a Latin word to the left is back.
    let latin = copied(driver(100).keys("jw<space><space>").keys("h")).unwrap();
    assert!(latin.ends_with("قالت Th"), "{latin}");
}

/// Where the cursor's cell is painted.
fn cursor(driver: &Driver) -> (u16, u16) {
    let buffer = driver.buffer();
    let mut cells = (0..buffer.area.height).flat_map(|y| (0..buffer.area.width).map(move |x| (y, x)));
    let is_cursor = |&at: &(u16, u16)| {
        let (y, x) = at;
        buffer[(x, y)].modifier.contains(Modifier::REVERSED | Modifier::UNDERLINED)
    };
    cells.find(is_cursor).unwrap()
}

/// All the way through an article by `onward`, and back: cell by cell along a row, then from its edge to the
/// other edge of the next, whatever stands there.
fn walk(lang: &str, paragraphs: &[&str], onward: &str, back: &str, by: i16) {
    let mut articles = vec![article("a", "عنوان", paragraphs, &[])];
    articles[0].article.parsed.lang = Some(lang.to_owned());
    let settings = Settings { color: false, ..Settings::default() };
    let mut driver = Driver::new(articles, settings, (30, 24));
    driver.keys("<ret>c").keys("<up><up>").keys(&back.repeat(60));
    let mut places = vec![cursor(&driver)];
    loop {
        driver.keys(onward);
        let at = cursor(&driver);
        let before = *places.last().unwrap();
        if at == before {
            break;
        }
        if at.0 == before.0 {
            assert_eq!(Some(at.1), before.1.checked_add_signed(by), "{places:?}");
        } else {
            assert!(at.0 > before.0, "{places:?}");
            let x = at.1.checked_add_signed(-by).unwrap();
            let beyond = driver.buffer()[(x, at.0)].symbol().to_owned();
            assert_eq!(beyond.trim(), "", "an edge: {at:?}");
        }
        places.push(at);
    }
    let ends: std::collections::BTreeSet<u16> = places.iter().map(|(y, _)| *y).collect();
    assert!(ends.len() > paragraphs.len(), "{places:?}");
    for before in places.iter().rev().skip(1) {
        assert_eq!(cursor(driver.keys(back)), *before);
    }
}

#[test]
fn the_edge_of_a_row_leads_to_the_other_edge_of_the_next() {
    let rtl = [
        "قالت وكالة أنباء اليوم في هاتف",
        "+966 11 123 4567 رقم جديد",
        "all that glitters is not gold",
        "نعم",
    ];
    walk("ar", &rtl, "h", "l", -1);
    walk("en", &["Thomson Reuters قالت", "reuters said that it was سلام again", "سلام عليكم"], "l", "h", 1);
}

#[test]
fn a_mixed_line_is_painted_in_several_stretches() {
    let mut driver = driver(100);
    // From `Reuters` on to `إن`, which stands further left.
    driver.keys("jwwceee");
    let stretches = painted(&driver);
    assert_eq!(stretches.len(), 2, "{stretches:?}");
    assert_eq!(stretches[0].1, "ﻥﺇ (٪153.1) ");
    assert_eq!(stretches[1].1, "Reuters");
    assert_eq!(copied(&mut driver).as_deref(), Some("Reuters (153.1٪) إن"));
}

#[test]
fn every_key_has_its_arabic_twin() {
    let twin = |latin: &str, arabic: &str| {
        assert_eq!(copied(driver(100).keys(latin)), copied(driver(100).keys(arabic)), "{latin} {arabic}");
    };
    twin("hhh", "ااا");
    twin("jl", "تم");
    twin("ew", "ثص");
    twin("wwb", "صصلا");
    let mut driver = driver(100);
    driver.keys("<esc>ؤ").keys("غ");
    assert!(matches!(driver.done.last(), Some(Effect::Copy(text)) if text == "س"));
}

#[test]
fn leaving_and_other_layers() {
    let mut driver = driver(100);
    let selecting = driver.screen();
    driver.keys("<esc>");
    assert!(painted(&driver).is_empty());
    assert_ne!(driver.screen(), selecting, "the hint is gone");
    // With the keys in the list, they go to the article that is shown.
    let mut driver = Driver::new(articles(), Settings { color: false, ..Settings::default() }, (100, 24));
    driver.keys("c");
    assert_eq!(copied(&mut driver).as_deref(), Some("س"));
    // A new size, new letters: the same bytes.
    let mut driver = self::driver(100);
    driver.keys("jwee").tell(Msg::Resize { cols: 50, rows: 12 });
    assert_eq!(copied(&mut driver), copied(self::driver(100).keys("jwee")));
}

#[test]
fn the_screen_while_selecting() {
    let mut driver = Driver::new(articles(), Settings::default(), (60, 12));
    insta::assert_snapshot!(driver.keys("<ret>cjee").reading());
    let colored = driver.buffer().content().iter().filter(|cell| cell.bg == Color::Indexed(208)).count();
    assert_eq!(colored, 1, "the cursor");
    let settings = Settings { lang: Lang::En, ..Settings::default() };
    let mut english = Driver::new(articles(), settings, (90, 12));
    assert!(english.keys("<ret>c").reading().contains("y copy"));
}

const KEYS: [&str; 16] =
    ["h", "l", "j", "k", "w", "b", "e", "0", "$", "o", "c", "<bs>", "<left>", "<right>", "<C-l>", "w"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is pressed: one place is the cursor, the copy is a piece of the article, and it has as many
    /// letters that are no marks as cells are painted, blanks at wraps aside.
    #[test]
    fn what_is_painted_is_what_is_copied(
        keys in proptest::collection::vec(0..KEYS.len(), 0..25),
        cols in 40_u16..110,
        justify in any::<bool>(),
    ) {
        let mut driver = Driver::new(articles(), Settings { color: false, justify, ..Settings::default() }, (cols, 24));
        driver.keys("<ret>c");
        for key in keys {
            driver.keys(KEYS[key]);
        }
        let ink = |text: &str| -> usize {
            // Lam-alef is one cell, kashida is added, marks stand on letters.
            let text = text.replace("لا", "x").replace('ـ', "");
            text.chars().filter(|c| !c.is_whitespace() && !('\u{64B}'..='\u{652}').contains(c)).count()
        };
        let shown: usize = painted(&driver).iter().map(|(_, text)| ink(text)).sum();
        let cursors = driver.buffer().content().iter()
            .filter(|cell| cell.modifier.contains(Modifier::REVERSED | Modifier::UNDERLINED)).count();
        prop_assert_eq!(cursors, 1);
        let text = copied(&mut driver).unwrap();
        prop_assert_eq!(ink(&text), shown, "{}", text);
        let body = &articles()[0].article.parsed.body;
        prop_assert!(text.split("\n\n").all(|piece| body.contains(piece)), "{}", text);
    }
}
