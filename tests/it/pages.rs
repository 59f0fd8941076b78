//! Entities over the whole library, in the reader: cards, pages, who is followed, stories.

use jiff::Timestamp;
use sahifa::app::{Lang, Msg, Settings};
use sahifa::library::Library;
use sahifa::model::{ArticleId, Parsed};

use super::driver::Driver;

fn article(id: &str, day: &str, title: &str, body: &str) -> Parsed {
    Parsed {
        id: ArticleId::new(id),
        title: title.to_owned(),
        body: body.to_owned(),
        source: Some("وكالة".to_owned()),
        url: None,
        published: Some(format!("{day}T12:00:00Z").parse().unwrap()),
        estimated: false,
        lang: Some("ar".to_owned()),
    }
}

fn library() -> Library {
    let mut library = Library::in_memory().unwrap();
    let articles = vec![
        article("a", "2022-11-30", "زيارة إلى الصين", "زار بوتين الصين ثم عاد بوتين إلى موسكو."),
        article("b", "2023-02-01", "الوزير في العاصمة", "وصل الوزير إلى موسكو قادما من الصين."),
        article("c", "2023-02-27", "الوفد يغادر", "غادر الوفد موسكو إلى لبنان في 5 مارس 2023."),
        article("d", "2023-02-28", "بلد صديق", "قال فلاديمير بوتين في موسكو إن لبنان بلد صديق."),
        article(
            "e",
            "2023-03-01",
            "سفينة تغرق",
            "غرقت سفينة شحن قبالة سواحل طرابلس وأنقذ خفر السواحل بحارتها.",
        ),
        article(
            "f",
            "2023-03-02",
            "نجاة البحارة",
            "نجا بحارة سفينة شحن غرقت قبالة سواحل طرابلس قال خفر السواحل.",
        ),
    ];
    library.ingest(articles, Timestamp::UNIX_EPOCH).unwrap();
    while library.derive(3).unwrap() > 0 {}
    library
}

fn driver_in(lang: Lang, color: bool, size: (u16, u16)) -> Driver {
    Driver::with_library(library(), Settings { lang, color, ..Settings::default() }, size)
}

fn driver() -> Driver {
    driver_in(Lang::Ar, true, (90, 26))
}

/// Article "d" with its first name (Putin) chosen.
const AT_PUTIN: &str = "jj<ret><tab>";
/// The same with its second one (Moscow).
const AT_MOSCOW: &str = "jj<ret><tab><tab>";

#[test]
fn the_card_tells_when_beside_whom_and_how_often() {
    insta::assert_snapshot!(driver().keys(AT_MOSCOW).keys("<ret>").reading());
}

#[test]
fn the_page_of_an_entity() {
    insta::assert_snapshot!(driver().keys(AT_MOSCOW).keys("E").reading());
}

#[test]
fn the_page_in_english_without_colours() {
    insta::assert_snapshot!(driver_in(Lang::En, false, (80, 24)).keys(AT_PUTIN).keys("E").reading());
}

#[test]
fn the_sparkline_runs_from_right_to_left() {
    let mut driver = driver();
    driver.keys(AT_MOSCOW).keys("E");
    let screen = driver.screen();
    let row = screen.iter().find(|row| row.contains('▇')).unwrap();
    let columns: String = row.chars().filter(|c| "▁▂▃▅▇·".contains(*c)).collect();
    assert_eq!(columns, "▇··▂", "as the cells stand: the newest month at the left");
}

#[test]
fn a_page_leads_to_others_and_back_leads_the_same_way() {
    let mut driver = driver();
    driver.keys(AT_PUTIN).keys("E");
    let putin = driver.reading();
    assert!(putin.contains("Vladimir Putin"), "{putin}");
    let moscow = driver.keys("<ret>").reading();
    assert!(moscow.contains("Moscow") && !moscow.contains("Vladimir"), "{moscow}");
    // Down from the names is the first article, which opens at the name.
    let opened = driver.keys("j<ret>").reading();
    assert!(opened.contains("قال فلاديمير بوتين"), "{opened}");
    assert!(driver.keys("<esc>").reading().contains("Moscow"));
    assert_eq!(driver.keys("<esc>").reading(), putin);
    assert!(driver.keys("<esc>").reading().contains("قال فلاديمير بوتين"), "the article where it began");
    let list = driver.keys("<esc>").reading();
    assert!(list.contains("نجاة البحارة"), "{list}");
}

#[test]
fn another_article_opened_from_a_page_leads_back_to_it_and_then_to_the_first_one() {
    let mut driver = driver();
    let opened = driver.keys(AT_MOSCOW).keys("EG<ret>").reading();
    assert!(opened.contains("زار بوتين الصين"), "the oldest article is the last of the page: {opened}");
    assert!(driver.keys("h").reading().contains("Moscow"));
    assert!(driver.keys("h").reading().contains("إن لبنان بلد صديق"), "reading goes on where it was");
}

#[test]
fn who_is_followed_has_a_star_a_list_and_alerts() {
    let mut driver = driver();
    assert!(driver.keys("w").reading().contains("لا أسماء متابَعة بعد"));
    let page = driver.keys(AT_MOSCOW).keys("Ef").reading();
    assert!(page.contains("موسكو ★") && page.contains("بدأت متابعة: موسكو"), "{page}");
    assert!(page.contains("◆ الوفد يغادر"), "unread: {page}");
    let list = driver.keys("<esc><esc>").reading();
    assert_eq!((list.matches('◆').count(), list.matches('●').count()), (3, 2), "{list}");
    let followed = driver.keys("w").reading();
    assert!(followed.contains("موسكو") && followed.contains("غير المقروء: ٣"), "{followed}");
    // An article that is read there is unread no more when one comes back.
    driver.keys("<ret>G<ret><esc><esc>");
    assert!(driver.reading().contains("غير المقروء: ٢"), "{}", driver.reading());
    let none = driver.keys("f").reading();
    assert!(!none.contains("غير المقروء: ٢") && none.contains("انتهت متابعة: موسكو"), "{none}");
    assert!(!driver.keys("<esc>").reading().contains('◆'));
}

#[test]
fn a_name_is_followed_from_the_article_and_from_its_card() {
    let mut driver = driver();
    assert!(driver.keys(AT_MOSCOW).keys("f").reading().contains("بدأت متابعة: موسكو"));
    assert!(driver.keys("<ret>").reading().contains("موسكو ★"));
    assert!(driver.keys("f").reading().contains("انتهت متابعة: موسكو"));
    assert!(!driver.reading().contains("موسكو ★"));
}

#[test]
fn the_list_is_narrowed_to_a_name_and_comes_back() {
    let mut driver = driver();
    let before = driver.keys(AT_MOSCOW).keys("h").reading();
    let narrowed = driver.keys("<ret><tab><tab>i").reading();
    assert!(narrowed.contains("ما يذكر: موسكو"), "{narrowed}");
    assert!(!narrowed.contains("نجاة البحارة"), "{narrowed}");
    assert!(narrowed.contains("٤ مقالات · الجديد ٣"), "{narrowed}");
    let after = driver.keys("<esc>").reading();
    assert!(after.contains("نجاة البحارة") && before.contains("نجاة البحارة"), "{after}");
}

#[test]
fn a_search_for_a_name_is_kept_and_finds_its_articles() {
    let mut driver = driver();
    assert!(driver.keys(AT_MOSCOW).keys("S").reading().contains("حُفظ البحث"));
    let found = driver.keys("/<up>").reading();
    assert!(found.contains("entity:place:moscow") && found.contains("١ من ٤"), "{found}");
}

#[test]
fn where_the_list_is_of_a_name_the_keys_speak_of_it() {
    let mut driver = driver();
    let told = driver.keys(AT_MOSCOW).keys("if").reading();
    assert!(told.contains("بدأت متابعة: موسكو"), "{told}");
    assert!(driver.keys("S").reading().contains("حُفظ البحث"));
    assert!(driver.keys("E").reading().contains("Moscow"));
}

#[test]
fn a_search_by_an_id_tells_whose_it_is() {
    let found = driver().keys(AT_MOSCOW).keys("S/<up>").reading();
    let line = found.lines().find(|line| line.contains("الاسم")).unwrap_or_default();
    assert!(line.contains("place:moscow") && line.contains("موسكو"), "{found}");
}

#[test]
fn names_in_the_heading_are_marked() {
    let heading = driver_in(Lang::Ar, false, (90, 26)).keys("G<ret>").reading();
    assert!(heading.contains("زيارة إلى م الصين") || heading.contains("زيارة إلى مالصين"), "{heading}");
}

#[test]
fn a_story_is_listed_oldest_first_with_what_is_new() {
    let mut driver = driver();
    insta::assert_snapshot!(driver.keys("t").reading());
    let first = driver.keys("<ret>").reading();
    assert!(first.contains("غرقت سفينة شحن"), "{first}");
    let back = driver.keys("ht").reading();
    assert!(back.contains("مقالان · الجديد ١"), "{back}");
    let alone = driver.keys("<esc>G<ret>t").reading();
    assert!(alone.contains("لا مقال آخر عن هذا الحدث"), "{alone}");
}

#[test]
fn an_open_story_takes_in_what_comes() {
    let mut driver = driver();
    assert!(driver.keys("t").reading().contains("مقالان"));
    let mut articles = library().list().unwrap();
    articles.truncate(3);
    let story = driver.tell(Msg::Thread { of: ArticleId::new("f"), articles }).reading();
    assert!(story.contains("بلد صديق") && story.contains("قصة"), "{story}");
    let story = driver.tell(Msg::Derived).reading();
    assert!(!story.contains("بلد صديق"), "the library is asked again: {story}");
}

#[test]
fn without_a_name_the_keys_say_what_to_do() {
    for key in ["E", "f", "i", "S"] {
        let screen = driver().keys(key).reading();
        assert!(screen.contains("بمفتاح Tab"), "{key}: {screen}");
    }
}

#[test]
fn every_size_shows_the_selected_item() {
    for size in [(24, 6), (40, 12), (79, 24), (200, 60)] {
        let mut driver = driver_in(Lang::Ar, false, size);
        driver.keys(AT_MOSCOW).keys("EG");
        let screen = driver.screen().join("\n");
        assert!(screen.contains('┃'), "{size:?}\n{screen}");
        driver.keys("gg");
        for _ in 0..30 {
            driver.keys("k");
        }
        assert!(driver.reading().contains("موسكو"), "{size:?}");
    }
}

#[test]
fn keys_typed_ahead_of_a_slow_library_end_where_they_would_have() {
    let mut quick = driver();
    quick.keys(AT_PUTIN).keys("E<ret>");
    let mut slow = driver();
    slow.keys(AT_PUTIN).hold().keys("E<ret>").release();
    assert_eq!(slow.reading(), quick.reading());
    let mut left = driver();
    let article = left.keys(AT_PUTIN).reading();
    assert_eq!(left.hold().keys("E<esc>").release().reading(), article, "nobody waits for the page any more");
}

#[test]
fn the_keys_work_in_the_arabic_layout() {
    let (mut latin, mut arabic) = (driver(), driver());
    latin.keys(AT_MOSCOW).keys("Ef<esc><esc>w");
    arabic.keys("تت<ret><tab><tab>").keys("\u{64F}ب<esc><esc>ص");
    assert_eq!(arabic.reading(), latin.reading());
    latin.keys("<ret>i<esc>t");
    arabic.keys("<ret>ه<esc>ف");
    assert_eq!(arabic.reading(), latin.reading());
}

#[test]
fn from_the_list_of_names_a_page_and_a_part_of_the_list_are_a_key_away() {
    let mut driver = driver();
    let names = driver.keys(AT_MOSCOW).keys("e").reading();
    let page = driver.keys("E").reading();
    assert!(page.contains("Moscow") && page.contains("يرد معه"), "{page}");
    assert_eq!(driver.keys("<esc>").reading(), names);
    let narrowed = driver.keys("i").reading();
    assert!(narrowed.contains("ما يذكر: موسكو") && narrowed.contains("الوفد يغادر"), "{narrowed}");
}

#[test]
fn an_article_opened_from_a_narrowed_list_is_open_at_the_name() {
    let mut driver = driver();
    let card = driver.keys(AT_MOSCOW).keys("ij<ret><ret>").reading();
    assert!(card.contains("Moscow"), "{card}");
}
