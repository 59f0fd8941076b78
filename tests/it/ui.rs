//! What is drawn: whole screens as a person reads them, and what must hold at every size.

use proptest::prelude::*;
use sahifa::app::{Lang, Msg, Settings};
use sahifa::model::{EntityKind, Opened};
use sahifa::text::Digits;

use super::driver::{Driver, article};

fn articles() -> Vec<Opened> {
    let mut articles = vec![
        article(
            "a",
            "سمير يزور مدينة حلب بعد غياب طويل ويلتقي أصدقاءه القدامى في السوق الكبير",
            &[
                "زار سمير مدينة حلب في 4 مارس، ودفع 20 ليرة (نحو 0.5٪ من راتبه).",
                "عاد سمير إلى بيته.",
                "#اترك ردك",
            ],
            &[
                ("سمير", EntityKind::Person),
                ("حلب", EntityKind::Place),
                ("4 مارس", EntityKind::Date),
                ("20 ليرة", EntityKind::Money),
            ],
        ),
        article("b", "Samir writes a letter", &["All in Latin letters here.", "سطر عربي واحد."], &[]),
    ];
    articles[1].article.parsed.lang = Some("en".to_owned());
    articles[1].article.parsed.source = None;
    articles[1].article.parsed.estimated = true;
    articles
}

fn driver(cols: u16, rows: u16) -> Driver {
    Driver::new(articles(), Settings::default(), (cols, rows))
}

#[test]
fn panes() {
    insta::assert_snapshot!(driver(90, 16).reading());
}

#[test]
fn full_width() {
    insta::assert_snapshot!(driver(90, 16).keys("<ret><tab>").reading());
}

#[test]
fn one_pane() {
    insta::assert_snapshot!(driver(50, 12).reading());
}

#[test]
fn search_box() {
    insta::assert_snapshot!(driver(90, 16).keys("/سمير").reading());
}

#[test]
fn card() {
    insta::assert_snapshot!(driver(70, 20).keys("<ret><tab><ret>").reading());
}

#[test]
fn english_words_stand_in_the_same_places() {
    let settings = Settings { lang: Lang::En, digits: Digits::Arabic, ..Settings::default() };
    insta::assert_snapshot!(Driver::new(articles(), settings, (90, 16)).reading());
}

#[test]
fn a_small_window_shows_a_plain_note() {
    insta::assert_snapshot!(driver(19, 4).reading().trim(), @"وسّع النافذة");
}

#[test]
fn no_colour_leaves_underline_and_reverse() {
    let settings = Settings { color: false, ..Settings::default() };
    let mut driver = Driver::new(articles(), settings, (90, 16));
    let buffer = driver.keys("<ret><tab>").buffer();
    let plain = |cell: &ratatui::buffer::Cell| {
        cell.fg == ratatui::style::Color::Reset && cell.bg == ratatui::style::Color::Reset
    };
    assert!(buffer.content().iter().all(plain));
    let underlined =
        |cell: &ratatui::buffer::Cell| cell.modifier.contains(ratatui::style::Modifier::UNDERLINED);
    assert!(buffer.content().iter().any(underlined));
}

#[test]
fn the_cursor_of_the_box_is_always_in_view() {
    for typed in ["سلام ".repeat(40), "latin words ".repeat(20), "حرب word ".repeat(30)] {
        let mut driver = driver(90, 16);
        driver.keys("/").tell(Msg::Paste(typed));
        for _ in 0..60 {
            let reversed =
                |cell: &&ratatui::buffer::Cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED);
            assert_eq!(driver.buffer().content().iter().filter(reversed).count(), 1);
            driver.keys("<right><A-b>");
        }
    }
}

#[test]
fn moving_the_selection_changes_few_cells() {
    let mut driver = driver(100, 30);
    let before = driver.buffer();
    driver.keys("j");
    let changed = before.diff(&driver.buffer()).len();
    assert!(changed <= 8, "{changed} cells");
}

fn is_rtl(symbol: &str) -> bool {
    symbol
        .chars()
        .any(|c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
}

const KEYS: [&str; 22] = [
    "j", "k", "<ret>", "h", "z", "/", "سمير", "<esc>", "<tab>", "?", "G", "gg", "<space>", "n", "N", "v",
    "m", "d", "J", "<left>", "<bs>", "=",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Any keys at any size: nothing panics, and column 0 holds no RTL letter.
    #[test]
    fn any_keys_at_any_size(
        steps in proptest::collection::vec((0..KEYS.len(), 0_u16..160, 0_u16..40), 1..12),
    ) {
        let mut driver = driver(100, 30);
        for (key, cols, rows) in steps {
            driver.keys(KEYS[key]).tell(Msg::Resize { cols, rows });
            let buffer = driver.buffer();
            for y in 0..if cols == 0 { 0 } else { rows } {
                prop_assert!(!is_rtl(buffer[(0, y)].symbol()), "row {y} of {cols}x{rows}");
            }
        }
    }
}
