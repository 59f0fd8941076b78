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

/// An entity with many forms in many articles.
fn crowded_card() -> sahifa::app::Msg {
    let forms = ["سمير", "سمير الحلبي", "الأستاذ سمير الحلبي", "سمير بن أحمد الحلبي", "Samir", "أبو أحمد"];
    let summary = |at: usize| {
        let opened = article(&format!("x{at}"), &format!("مقال رقم {at}"), &["نص"], &[]);
        let parsed = opened.article.parsed;
        let summary = sahifa::model::Summary {
            id: parsed.id,
            title: parsed.title,
            source: parsed.source,
            published: parsed.published,
            estimated: false,
            added: opened.article.added,
            lang: None,
            url: None,
            status: opened.status,
        };
        (summary, at)
    };
    Msg::Entity(Box::new(sahifa::model::EntityPage {
        entity: sahifa::model::EntityId::new("test:سمير"),
        kind: EntityKind::Person,
        name: "سمير".to_owned(),
        english: Some("Samir".to_owned()),
        variants: forms.iter().enumerate().map(|(at, form)| ((*form).to_owned(), 12 - at)).collect(),
        articles: (1..=4).map(summary).collect(),
        total: 4,
        months: Vec::new(),
        first: None,
        last: None,
        neighbours: Vec::new(),
        followed: false,
    }))
}

#[test]
fn a_card_puts_forms_on_rows_and_counts_articles() {
    let screen = driver(100, 30).keys("<ret><tab><ret>").tell(crowded_card()).reading();
    for shown in ["أبو أحمد ٧", "ورد في ٤ مقالات"] {
        assert!(screen.contains(shown), "{screen}");
    }
    let mut driver = driver(70, 20);
    assert!(driver.keys("<ret><tab><ret>").reading().contains("لم يرد في مقال آخر"));
    let buffer = driver.buffer();
    let count = buffer.content().iter().skip(70 * 9).find(|cell| cell.symbol() == "٢").unwrap();
    assert_eq!(count.fg, ratatui::style::Color::Indexed(244), "counts are quiet, forms are not");
}

#[test]
fn a_card_scrolls_in_a_small_window() {
    let mut driver = driver(24, 7);
    driver.keys("<ret><tab><ret>").tell(crowded_card());
    let mut seen = String::new();
    let mut down = |driver: &mut Driver, keys: &str| {
        let screen = driver.keys(keys).reading();
        seen.push_str(&screen);
        screen
    };
    assert!(down(&mut driver, "").contains("مقال رقم 1"), "what Enter would open is in view");
    assert!(down(&mut driver, "jjj").contains("مقال رقم 4"));
    for _ in 0..20 {
        down(&mut driver, "k");
    }
    for form in ["Samir", "شخص", "الأستاذ سمير", "الحلبي ١٠", "أبو أحمد ٧"] {
        assert!(seen.contains(form), "{form} in {seen}");
    }
    let screen = driver.reading();
    assert!(!screen.contains("مقال رقم"), "{screen}");
    let screen = driver.keys("<ret>").reading();
    assert!(screen.contains("┃ مقال رقم 1"), "Enter opens nothing that is out of view: {screen}");
}

#[test]
fn the_current_hit_differs_without_colour() {
    use ratatui::style::Modifier;
    let names = [("حلب", EntityKind::Place)];
    let articles = vec![article("a", "عنوان", &["في حلب سوق، وفي حلب قلعة."], &names)];
    let settings = Settings { color: false, ..Settings::default() };
    let mut driver = Driver::new(articles, settings, (60, 12));
    let buffer = driver.keys("/حلب<ret>").buffer();
    let lit = |modifier: Modifier| {
        buffer.content().iter().skip(60).filter(|cell| cell.modifier == modifier).count()
    };
    assert_eq!(lit(Modifier::REVERSED | Modifier::UNDERLINED), 3, "the first one is current");
    assert_eq!(lit(Modifier::REVERSED), 3 + 2, "the other one is not; and each has the letter of its class");
}

#[test]
fn hints_are_whole_or_left_out() {
    let last = |driver: &Driver| driver.reading().lines().last().unwrap_or_default().to_owned();
    assert!(last(&driver(100, 30)).contains("Tab الأسماء   q إنهاء"));
    for cols in 20..60 {
        let row = last(&driver(cols, 12));
        assert!(row.contains("q إنهاء") && !row.contains('…'), "{cols}: {row}");
    }
}

#[test]
fn reasons_are_parted_and_nothing_hangs_behind_them() {
    use sahifa::model::{Found, Reason, ReasonKind};
    let typo = |typed: &str, read: &str| Reason {
        kind: ReasonKind::Typo,
        typed: typed.to_owned(),
        read: read.to_owned(),
    };
    let mut driver = driver(100, 30);
    driver.keys("/سمير");
    let reasons = vec![typo("روصيا", "روسيا"), typo("حلپ", "حلب")];
    let found = Found { query: "سمير".to_owned(), reasons, ..Found::default() };
    driver.tell(Msg::Found { id: 5, found: Box::new(found) });
    let screen = driver.reading();
    let told = "روصيا ← روسيا (خطأ كتابة محتمل) · حلپ ← حلب (خطأ كتابة محتمل)";
    assert!(screen.ends_with(told), "{screen}");
}

#[test]
fn an_article_without_a_date_says_when_it_was_added() {
    for (lang, told) in [(Lang::Ar, "أُضيف ١ مارس ٢٠٢٦"), (Lang::En, "added 1 Mar 2026")] {
        let mut undated = articles();
        for opened in &mut undated {
            opened.article.parsed.published = None;
        }
        let settings = Settings { lang, ..Settings::default() };
        let driver = Driver::new(undated, settings, (100, 30));
        let screen = match lang {
            Lang::Ar => driver.reading(),
            Lang::En => driver.screen().join("\n"),
        };
        assert_eq!(screen.matches(told).count(), 3, "twice in the list, once in the reader: {screen}");
    }
}

#[test]
fn english_facts_read_from_the_left_in_list_and_reader() {
    // The digits that are set are those of articles.
    for digits in [Digits::Keep, Digits::Arabic] {
        let settings = Settings { lang: Lang::En, digits, ..Settings::default() };
        let mut driver = Driver::new(articles(), settings, (120, 16));
        let screen = driver.keys("j<ret>").screen().join("\n");
        assert_eq!(screen.matches("no source · ≈ 4 Feb 2026").count(), 2, "{screen}");
    }
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

/// The class letters of the first row of text, from the right; the text of the article fits on one row of
/// 30 columns and names four classes in five mentions.
fn letters_at(cols: u16, keys: &str) -> String {
    let names = [
        ("أبا", EntityKind::Person),
        ("دبي", EntityKind::Place),
        ("أرامكو", EntityKind::Organisation),
        ("مايو", EntityKind::Date),
    ];
    let articles = vec![article("a", "عنوان", &["دبي أبا دبي أرامكو مايو"], &names)];
    let mut driver = Driver::new(articles, Settings::default(), (cols, 16));
    let screen = driver.keys(keys).reading();
    let row = screen.lines().find_map(|row| row.split_once("دبي أبا").map(|(before, _)| before.to_owned()));
    row.unwrap().rsplit('│').next().unwrap().trim().to_owned()
}

#[test]
fn every_mention_of_a_row_has_its_class_letter() {
    assert_eq!(letters_at(100, "<ret>"), "م ش م ج ت", "at full width the margin has room");
    assert_eq!(letters_at(100, ""), "مشجت", "beside the list one letter a class");
    assert_eq!(letters_at(45, "<ret>"), "مشجت");
    assert_eq!(letters_at(36, "<ret>"), "مشج", "a narrow margin holds three");
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

const KEYS: [&str; 34] = [
    "j", "k", "<ret>", "h", "z", "/", "سمير", "<esc>", "<tab>", "?", "G", "gg", "<space>", "n", "N", "v",
    "m", "d", "J", "<left>", "<bs>", "=", "R", "<up>", "<A-p>", "<C-o>", "<S-tab>", "e", "x", "]", "1", "2",
    "7", "l",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Any keys at any size: nothing panics, and column 0 holds no RTL letter.
    #[test]
    fn any_keys_at_any_size(
        steps in proptest::collection::vec((0..KEYS.len(), 0_u16..160, 0_u16..40), 1..12),
        color in any::<bool>(),
    ) {
        let settings = Settings { color, ..Settings::default() };
        let mut driver = Driver::new(articles(), settings, (100, 30));
        for (key, cols, rows) in steps {
            driver.keys(KEYS[key]).tell(Msg::Resize { cols, rows });
            let buffer = driver.buffer();
            for y in 0..if cols == 0 { 0 } else { rows } {
                prop_assert!(!is_rtl(buffer[(0, y)].symbol()), "row {y} of {cols}x{rows}");
            }
        }
    }
}
