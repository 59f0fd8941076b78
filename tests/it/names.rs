//! The names of the open article: walking those of one entity, the list of them, classes, class marks.

use sahifa::app::{Effect, Lang, Msg, Settings};
use sahifa::model::{EntityId, EntityKind, Mention, Opened};

use super::driver::{Driver, article};

fn named() -> Opened {
    let mut opened = article(
        "a",
        "رحلة سمير",
        &["زار سمير مدينة حلب في 4 مارس، ثم عاد سمير وليلى إلى حلب.", "قال سمير إن شادي سافر.", "وصل شادي."],
        &[
            ("سمير", EntityKind::Person),
            ("ليلى", EntityKind::Person),
            ("شادي", EntityKind::Person),
            ("حلب", EntityKind::Place),
            ("4 مارس", EntityKind::Date),
        ],
    );
    for mention in &mut opened.mentions {
        if mention.name == "شادي" {
            mention.confidence = 40;
        }
    }
    opened
}

fn driver(cols: u16, rows: u16, settings: Settings) -> Driver {
    Driver::new(vec![named(), article("b", "آخر", &["نص."], &[])], settings, (cols, rows))
}

fn wide() -> Driver {
    driver(100, 30, Settings::default())
}

fn status(driver: &Driver) -> String {
    driver.reading().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn brackets_walk_the_mentions_of_one_entity_on_both_keyboards() {
    let mut driver = wide();
    driver.keys("<ret>]");
    assert!(status(&driver).contains("Tab"), "no name is chosen yet: {}", status(&driver));
    driver.keys("<tab>");
    assert!(status(&driver).contains("سمير · ١ من ٧"), "{}", status(&driver));
    for (key, place) in [("]", "٢ من ٣"), ("د", "٣ من ٣"), ("]", "١ من ٣"), ("ج", "٣ من ٣"), ("[", "٢ من ٣")]
    {
        driver.keys(key);
        assert!(status(&driver).contains(&format!("سمير · {place}")), "{key}: {}", status(&driver));
    }
    driver.keys("<tab>");
    assert!(status(&driver).contains("ليلى · ٥ من ٧"), "Tab walks all again: {}", status(&driver));
}

#[test]
fn the_list_of_names_beside_the_article() {
    insta::assert_snapshot!(driver(80, 24, Settings::default()).keys("<ret>ejj").reading());
}

#[test]
fn the_list_of_names_below_the_article_in_a_narrow_window() {
    insta::assert_snapshot!(driver(50, 24, Settings::default()).keys("<ret>ej").reading());
}

#[test]
fn walking_the_list_leads_through_the_article_and_paints_doubtful_names_only_then() {
    let mut driver = wide();
    driver.keys("<ret>ej");
    assert!(status(&driver).contains("ليلى · ١ من ١"), "{}", status(&driver));
    driver.keys("j");
    assert!(status(&driver).contains("شادي · ١ من ٢"), "{}", status(&driver));
    driver.keys("]");
    assert!(status(&driver).contains("شادي · ٢ من ٢"), "{}", status(&driver));
    driver.keys("<esc><tab><tab><tab><tab><tab><tab><tab>");
    assert!(!driver.reading().contains("شادي ·"), "closed, it is painted no more");
    driver.keys("e");
    assert!(!driver.reading().contains("آخر"), "the list of articles made room");
    driver.keys("e");
    assert!(!driver.done.contains(&Effect::Quit));
}

#[test]
fn enter_opens_the_card_and_escape_leads_back_to_the_list() {
    let mut driver = wide();
    let screen = driver.keys("<ret>ej<ret>").reading();
    assert!(screen.contains("صيغ الاسم: ليلى"), "{screen}");
    let screen = driver.keys("<esc>").reading();
    assert!(screen.contains("الأسماء: ٢ من ٥"), "{screen}");
}

#[test]
fn a_class_that_is_off_is_neither_painted_nor_walked_and_stays_off() {
    let mut driver = wide();
    driver.keys("<ret>1");
    assert!(status(&driver).contains("لا يُعلَّم الآن: شخص"), "{}", status(&driver));
    driver.keys("<tab>");
    assert!(status(&driver).contains("حلب · ١ من ٣"), "{}", status(&driver));
    let screen = driver.keys("e").reading();
    assert!(screen.contains("١ ○ ش شخص") && screen.contains("٢ ● م مكان"), "{screen}");
    assert!(screen.contains("١ من ٢"), "only places and dates are listed: {screen}");
    driver.keys("<esc>J<tab>K<tab>");
    assert!(status(&driver).contains("حلب"), "off in the next article too: {}", status(&driver));
    driver.keys("١<tab>");
    assert!(status(&driver).contains("4 مارس · ٣ من ٧"), "on again: {}", status(&driver));
}

#[test]
fn the_name_on_which_the_list_stands_is_hidden_with_its_class() {
    let mut driver = wide();
    driver.keys("<ret>ejk1");
    let screen = driver.reading();
    assert!(screen.contains("┃") && screen.contains("١ من ٢"), "{screen}");
    driver.keys("<esc><tab>");
    assert!(status(&driver).contains("حلب"), "{}", status(&driver));
}

#[test]
fn numbers_choose_no_class_while_something_else_is_open() {
    let mut driver = wide();
    driver.keys("<ret><tab>?1<esc>");
    assert!(status(&driver).contains("١ من ٧"), "{}", status(&driver));
    driver.keys("<ret>1<esc>");
    assert!(status(&driver).contains("١ من ٧"), "{}", status(&driver));
    driver.keys("T9<esc>");
    assert!(status(&driver).contains("١ من ٧"), "{}", status(&driver));
}

#[test]
fn an_article_without_names_says_so() {
    let mut driver = wide();
    driver.keys("j<ret>e");
    assert!(status(&driver).contains("لا أسماء في هذا المقال"), "{}", status(&driver));
}

#[test]
fn without_colours_each_name_has_the_letter_of_its_class_before_it() {
    let settings = Settings { color: false, ..Settings::default() };
    let mut driver = driver(100, 24, settings);
    let screen = driver.keys("<ret>").reading();
    assert!(screen.contains("زار شسمير مدينة محلب في ت4 مارس، ثم عاد شسمير شوليلى إلى محلب"), "{screen}");
    let screen = driver.keys("1").reading();
    assert!(screen.contains("عاد سمير وليلى إلى محلب"), "{screen}");
    insta::assert_snapshot!(driver.keys("1e").reading());
}

#[test]
fn selecting_passes_over_class_marks() {
    let settings = Settings { color: false, ..Settings::default() };
    let mut driver = driver(100, 24, settings);
    driver.keys("<ret><tab>c").keys("<left><left><left>y");
    assert_eq!(driver.done.last(), Some(&Effect::Copy("سمير".to_owned())));
    driver.keys("<tab>c").keys("<right>y");
    assert_eq!(driver.done.last(), Some(&Effect::Copy(" ح".to_owned())), "what stands between is no letter");
}

#[test]
fn the_list_follows_the_article() {
    let mut driver = wide();
    driver.keys("<ret>ejjj");
    let mut fewer = named();
    fewer.mentions.retain(|mention| mention.entity == EntityId::new("test:سمير"));
    let screen = driver.tell(Msg::Opened(Box::new(fewer))).reading();
    assert!(screen.contains("الأسماء: ١ من ١"), "{screen}");
}

/// The article with a title above it that names Samir, surely, and Shadi and Nadim, doubtfully.
fn titled() -> Opened {
    let mut opened = named();
    let title = "وسمير يلقى نديم وشادي";
    title.clone_into(&mut opened.article.parsed.title);
    let mention = |name: &str, confidence| {
        let start = title.find(name).unwrap();
        Mention {
            range: start..start + name.len(),
            kind: EntityKind::Person,
            entity: EntityId::new(format!("test:{name}")),
            name: name.to_owned(),
            confidence,
        }
    };
    opened.in_title = vec![mention("سمير", 90), mention("نديم", 60), mention("شادي", 40)];
    opened
}

fn under_title(settings: Settings) -> Driver {
    Driver::new(vec![titled(), article("b", "آخر", &["نص."], &[])], settings, (100, 30))
}

#[test]
fn tab_begins_with_the_names_of_the_title_above_the_text() {
    let mut driver = under_title(Settings::default());
    for place in ["سمير · ١ من ٨", "سمير · ٢ من ٨", "حلب · ٣ من ٨"] {
        driver.keys(if place.contains('١') { "<ret><tab>" } else { "<tab>" });
        assert!(status(&driver).contains(place), "{place}: {}", status(&driver));
    }
    driver.keys("<S-tab><S-tab><S-tab>");
    assert!(status(&driver).contains("سمير · ٨ من ٨"), "round the end: {}", status(&driver));
    driver.keys("<tab>]");
    assert!(status(&driver).contains("سمير · ٢ من ٤"), "{}", status(&driver));
    driver.keys("[<ret>");
    assert!(driver.reading().contains("صيغ الاسم: سمير"), "its card: {}", driver.reading());
}

#[test]
fn tab_shows_the_title_again_and_from_below_it_walks_what_is_in_view() {
    let mut driver = Driver::new(vec![titled()], Settings::default(), (40, 8));
    driver.keys("<ret>G<tab>");
    assert!(!status(&driver).contains("· ١ من"), "{}", status(&driver));
    driver.keys("<tab><tab><tab><tab><tab><tab><tab><tab>");
    while !status(&driver).contains("· ١ من ٨") {
        driver.keys("<tab>");
    }
    assert!(driver.reading().contains("وسمير يلقى"), "{}", driver.reading());
}

#[test]
fn the_list_has_the_doubtful_names_of_the_title_too() {
    let mut driver = under_title(Settings::default());
    let screen = driver.keys("<ret>e").reading();
    assert!(screen.contains("نديم ؟"), "{screen}");
    driver.keys("jjj");
    assert!(status(&driver).contains("نديم · ١ من ١"), "{}", status(&driver));
    driver.keys("x");
    let screen = driver.reading();
    assert!(screen.contains("نديم"), "{screen}");
}

#[test]
fn without_colours_the_title_has_class_marks_before_whole_words() {
    let settings = Settings { color: false, ..Settings::default() };
    let screen = under_title(settings).keys("<ret>").reading();
    assert!(screen.contains("شوسمير يلقى نديم وشادي"), "{screen}");
}

#[test]
fn english_list() {
    let settings = Settings { lang: Lang::En, ..Settings::default() };
    let screen = driver(90, 24, settings).keys("<ret>e").screen().join("\n");
    assert!(screen.contains("Names") && screen.contains("person"), "{screen}");
}

#[test]
fn pages_and_narrowing_take_the_selected_name() {
    let mut driver = wide();
    driver.keys("<ret>ej").keys("E");
    assert!(driver.reading().contains("ليلى"), "{}", driver.reading());
    let screen = driver.keys("<esc>").reading();
    assert!(screen.contains("الأسماء: ٢ من ٥"), "{screen}");
    let screen = driver.keys("i").reading();
    assert!(!screen.contains("الأسماء:"), "the narrowed list took its place: {screen}");
}

#[test]
fn help_and_hints_name_the_brackets_as_they_are_typed() {
    let mut driver = wide();
    driver.keys("?");
    let mut keys = Vec::new();
    for _ in 0..20 {
        let rows = driver.screen();
        keys.extend(
            rows.iter().filter_map(|row| row.trim_end().chars().last()).filter(|c| "[]".contains(*c)),
        );
        driver.keys("<pgdn>");
    }
    keys.dedup();
    assert_eq!(keys[..2], [']', '['], "the next one first, as the list of commands has it");
    driver.keys("<esc><ret>e");
    let hints = driver.screen().pop().unwrap();
    assert!(hints.contains(']') && !hints.contains('['), "{hints}");
}
