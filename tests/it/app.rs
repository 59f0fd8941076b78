//! The state machine: keys in, state and effects out.

use sahifa::app::{Effect, Msg, Notice, Settings};
use sahifa::model::{ArticleId, EntityKind, Opened};

use super::driver::{Driver, article};

const LONG: &str = "كلمة بعد كلمة بعد كلمة بعد كلمة بعد كلمة بعد كلمة بعد كلمة بعد كلمة بعد كلمة بعد كلمة.";

fn three() -> Vec<Opened> {
    let long = [LONG; 30];
    vec![
        article(
            "a",
            "نهر يفيض في الشمال",
            &["زار سمير مدينة حلب.", "عاد سمير إلى بيته.", "#اترك ردك"],
            &[("سمير", EntityKind::Person), ("حلب", EntityKind::Place)],
        ),
        article("b", "مدينة تبني جسرًا", &long, &[]),
        article(
            "c",
            "سوق قديم يفتح أبوابه",
            &["في حلب سوق قديم.", "وفي السوق حلب أخرى."],
            &[("حلب", EntityKind::Place)],
        ),
    ]
}

fn driver(cols: u16) -> Driver {
    Driver::new(three(), Settings::default(), (cols, 30))
}

fn id(text: &str) -> ArticleId {
    ArticleId::new(text)
}

fn last(driver: &Driver) -> Option<&Effect> {
    driver.done.last()
}

#[test]
fn an_empty_library_says_what_to_do() {
    let library = sahifa::library::Library::in_memory().unwrap();
    let driver = Driver::with_library(library, Settings::default(), (100, 30));
    assert!(driver.reading().contains("لا مقالات بعد"), "{}", driver.reading());
    assert!(driver.done.is_empty());
}

#[test]
fn an_article_that_another_program_removed_is_told_of_and_leaves_the_list() {
    let home = tempfile::tempdir().unwrap();
    let open = || sahifa::library::Library::open(home.path(), super::driver::now()).unwrap();
    let mut driver = Driver::with_library(open(), Settings::default(), (100, 30));
    assert!(driver.reading().contains("٥"), "{}", driver.reading());
    let mut other = open();
    let second = other.list().unwrap().remove(1).id;
    other.remove(&[second]).unwrap();
    let screen = driver.keys("j<ret>").reading();
    assert!(screen.contains("لم يعد هذا الخبر في المكتبة"), "{screen}");
    assert!(screen.contains("٤"), "{screen}");
}

#[test]
fn at_start_the_newest_is_shown_and_nothing_counts_as_read() {
    let driver = driver(100);
    assert!(driver.done.is_empty(), "{:?}", driver.done);
    assert!(driver.reading().contains("نهر يفيض في الشمال"));
}

#[test]
fn enter_opens_marks_as_read_and_keeps_the_position() {
    let mut driver = driver(100);
    driver.keys("j<ret>");
    assert_eq!(driver.done, [Effect::SetRead(id("b"), true), Effect::SetPosition(id("b"), 0)]);
    driver.keys("<space>");
    assert!(
        matches!(last(&driver), Some(Effect::SetPosition(article, at)) if *article == id("b") && *at > 0)
    );
}

#[test]
fn the_reader_does_not_follow_the_selection() {
    let mut driver = driver(100);
    let before = driver.screen();
    driver.keys("j");
    let after = driver.screen();
    let changed =
        before.iter().zip(&after).flat_map(|(a, b)| a.chars().zip(b.chars())).filter(|(a, b)| a != b);
    assert!(changed.count() <= 7, "only marks and the counter change");
}

#[test]
fn escape_and_h_lead_back_and_q_quits_only_from_the_list() {
    for out in ["h", "<esc>", "q", "<right>"] {
        let mut driver = driver(100);
        driver.keys("<ret>").keys(out);
        assert!(!driver.done.contains(&Effect::Quit), "{out}");
        assert!(driver.reading().contains("١/٣"), "{out} leads to the list");
    }
    let mut driver = driver(100);
    driver.keys("<esc><esc>");
    assert!(!driver.done.contains(&Effect::Quit));
    driver.keys("q");
    assert_eq!(last(&driver), Some(&Effect::Quit));
}

#[test]
fn control_c_closes_the_prompt_first() {
    let mut driver = driver(100);
    driver.keys("/").keys("<C-c>");
    assert!(!driver.done.contains(&Effect::Quit));
    driver.keys("<C-c>");
    assert_eq!(last(&driver), Some(&Effect::Quit));
}

#[test]
fn resizing_keeps_the_reading_position() {
    let mut driver = driver(100);
    driver.keys("j<ret>").keys("<space><space>jjj");
    let before = driver.screen();
    for cols in [60, 90, 140, 33] {
        driver.tell(Msg::Resize { cols, rows: 24 });
    }
    driver.tell(Msg::Resize { cols: 100, rows: 30 });
    assert_eq!(driver.screen(), before);
}

#[test]
fn a_position_survives_leaving_and_coming_back() {
    let mut driver = driver(100);
    driver.keys("<ret>hj<ret>").keys("<space>jjj");
    let before = driver.screen();
    driver.keys("hk<ret>hj<ret>");
    assert_eq!(driver.screen(), before);
}

/// Also where a blank row is at the top. The very beginning of the body counts as the beginning of the
/// article, with its title.
#[test]
fn every_row_of_an_article_is_a_place_to_come_back_to() {
    for cols in [36, 60, 100] {
        let mut driver = driver(cols);
        driver.keys("<ret>hj<ret>gg");
        let beginning = driver.screen();
        driver.keys("jjjjj");
        for row in 5..60 {
            let before = driver.screen();
            assert_ne!(before, beginning);
            driver.keys("hk<ret>hj<ret>");
            assert_eq!(driver.screen(), before, "row {row} of {cols} columns");
            driver.keys("j");
        }
    }
}

#[test]
fn space_at_the_end_opens_the_next_unread() {
    let mut driver = driver(100);
    driver.keys("<ret>").keys("<space>");
    assert!(driver.done.contains(&Effect::SetRead(id("b"), true)));
    driver.keys("G<space>");
    assert!(driver.done.contains(&Effect::SetRead(id("c"), true)));
    driver.keys("G<space>");
    assert!(driver.reading().contains("لا مقالات أخرى"));
}

#[test]
fn capital_j_and_k_walk_the_articles() {
    let mut driver = driver(100);
    driver.keys("<ret>J");
    assert!(driver.reading().contains("مدينة تبني"));
    driver.keys("JJ");
    assert!(driver.reading().contains("هذا آخر مقال"));
    driver.keys("KKK");
    assert!(driver.reading().contains("هذا أول مقال"));
}

#[test]
fn read_unread_and_star() {
    let mut driver = driver(100);
    driver.keys("rus");
    assert_eq!(
        driver.done,
        [Effect::SetRead(id("a"), true), Effect::SetRead(id("a"), false), Effect::SetStarred(id("a"), true)]
    );
}

#[test]
fn y_copies_and_o_says_that_there_is_no_link() {
    let mut driver = driver(100);
    driver.keys("y");
    assert_eq!(last(&driver), Some(&Effect::Copy("نهر يفيض في الشمال".to_owned())));
    driver.keys("<ret>").keys("Y");
    assert_eq!(last(&driver), Some(&Effect::Copy("زار سمير مدينة حلب.".to_owned())));
    driver.keys("o");
    assert!(driver.reading().contains("ليس لهذا المقال رابط"));
}

#[test]
fn furniture_is_shown_only_in_the_original() {
    let mut driver = driver(100);
    driver.keys("<ret>");
    assert!(!driver.reading().contains("اترك ردك"));
    driver.keys("v");
    assert!(driver.reading().contains("اترك ردك"));
    driver.keys("v");
    assert!(!driver.reading().contains("اترك ردك"));
}

#[test]
fn tab_walks_the_mentions_and_enter_opens_the_card() {
    let mut driver = driver(100);
    driver.keys("<ret><tab>");
    assert!(driver.reading().contains("شخص: سمير · ١ من ٣"), "{}", driver.reading());
    driver.keys("<tab>");
    assert!(driver.reading().contains("مكان: حلب · ٢ من ٣"));
    driver.keys("<S-tab><S-tab>");
    assert!(driver.reading().contains("شخص: سمير · ٣ من ٣"), "round the ends");
    driver.keys("<tab><tab><ret>");
    assert!(driver.reading().contains("English Name"));
    driver.keys("j<ret>");
    assert!(driver.reading().contains("مكان: حلب · ١ من ٢"), "opened at the mention: {}", driver.reading());
    driver.keys("<ret>");
    assert!(driver.reading().contains("English Name"));
    driver.keys("<esc>");
    assert!(!driver.reading().contains("English Name"));
}

#[test]
fn tab_in_the_list_walks_the_open_article() {
    let mut driver = driver(100);
    driver.keys("<tab>");
    assert!(driver.reading().contains("شخص: سمير · ١ من ٣"), "{}", driver.reading());
    assert!(driver.reading().contains("سوق قديم"), "the list stays");
    driver.keys("<ret>");
    assert!(driver.reading().contains("English Name"), "the keys go to the mention");
    driver.keys("<esc>h");
    assert!(driver.reading().contains("q إنهاء"), "{}", driver.reading());
}

#[test]
fn the_hit_walked_to_is_counted() {
    let mut driver = driver(100);
    driver.keys("/حلب<down><ret>");
    assert!(driver.reading().contains("١ من ٢"), "{}", driver.reading());
    driver.keys("n");
    assert!(driver.reading().contains("٢ من ٢"), "{}", driver.reading());
    driver.keys("n");
    assert!(driver.reading().contains("عودة إلى أولها (١ من ٢) · ١ من ١"), "{}", driver.reading());
}

#[test]
fn search_narrows_opens_at_the_hit_and_walks_on() {
    let mut driver = driver(100);
    driver.keys("/حلب");
    assert!(driver.reading().contains("١ من ٢"), "{}", driver.reading());
    driver.keys("<down><ret>");
    assert!(driver.done.contains(&Effect::SetRead(id("c"), true)));
    driver.keys("nn");
    assert!(driver.reading().contains("عودة إلى أولها"), "{}", driver.reading());
    assert!(driver.done.contains(&Effect::SetRead(id("a"), true)));
    driver.keys("N");
    assert!(driver.reading().contains("في السوق حلب أخرى"), "back to the last hit of the one before");
}

#[test]
fn escape_from_search_returns_exactly() {
    for start in ["j", "j<ret>jjj", "j<ret>zjjj"] {
        let mut driver = driver(100);
        driver.keys(start);
        let before = driver.buffer();
        driver.keys("/حلب<down>").keys("<esc>");
        assert_eq!(driver.buffer(), before, "{start}");
    }
}

#[test]
fn stale_answers_are_dropped() {
    let mut driver = driver(100);
    driver.keys("/").hold().keys("ح").keys("ل").release();
    let first = driver.reading();
    assert!(first.contains("١ من"));
    let stale = sahifa::model::Found { query: "قديم".to_owned(), total: 77, ..Default::default() };
    driver.tell(Msg::Found { id: 1, found: Box::new(stale) });
    assert_eq!(driver.reading(), first);
}

#[test]
fn letters_that_come_together_are_typed_as_one_by_one() {
    let together = |letters: &str| Msg::Typed(letters.to_owned());
    let (mut quick, mut slow) = (driver(100), driver(100));
    quick.keys("/حلب<left>x");
    slow.keys("/").tell(together("حلب")).keys("<left>x");
    assert_eq!(slow.screen(), quick.screen());

    // While an answer is waited for they are keys typed ahead.
    let (mut quick, mut slow) = (driver(100), driver(100));
    quick.keys("/حلب<ret>nj");
    slow.hold().keys("/حلب<ret>").tell(together("nj")).release();
    assert_eq!(slow.screen(), quick.screen());
}

#[test]
fn keys_typed_ahead_of_an_answer_end_in_the_same_place() {
    let keys = "j<ret>jjj<space>";
    let (mut quick, mut slow) = (driver(100), driver(100));
    quick.keys(keys);
    slow.hold().keys(keys).release();
    assert_eq!(slow.screen(), quick.screen());

    let keys = "/حلب<ret>n";
    let (mut quick, mut slow) = (driver(100), driver(100));
    quick.keys(keys);
    slow.hold().keys(keys).release();
    assert_eq!(slow.screen(), quick.screen());
}

#[test]
fn a_notice_instead_of_the_answer_lets_the_keys_go_on() {
    let mut driver = driver(100);
    driver.hold().keys("j<ret>kk");
    assert!(driver.reading().contains("٢/٣"));
    let notice = Notice { error: false, text: "ذهب المقال".to_owned() };
    driver.tell(Msg::Notice(notice));
    assert!(driver.reading().contains("١/٣"), "{}", driver.reading());
}

#[test]
fn the_same_keys_in_the_arabic_layout() {
    let (mut latin, mut arabic) = (driver(100), driver(100));
    latin.keys("j<ret>").keys("Gbgg?");
    arabic.keys("ت<ret>").keys("لألالل؟");
    assert_eq!(arabic.screen(), latin.screen());
    assert!(latin.reading().contains("المفاتيح"));
}

#[test]
fn zoom_toggles_at_any_size() {
    for cols in [60, 100, 160] {
        let mut driver = driver(cols);
        let [zoomed, both, again, back] = [(); 4].map(|()| driver.keys("z").screen());
        assert_ne!(both, zoomed, "{cols}");
        assert_eq!((again, back), (zoomed, both), "{cols}");
    }
}

#[test]
fn zoom_leaves_what_is_unread_unread() {
    let mut driver = driver(100);
    driver.keys("<ret>u").keys("zz");
    assert_eq!(
        driver.done.iter().rfind(|effect| matches!(effect, Effect::SetRead(..))),
        Some(&Effect::SetRead(id("a"), false)),
        "a layout is no reading"
    );
}

#[test]
fn two_panes_stay_on_a_wide_screen() {
    let mut driver = driver(120);
    driver.keys("<ret>");
    assert!(driver.reading().contains("سوق قديم"), "the list is still there");
    let mut driver = self::driver(119);
    driver.keys("<ret>");
    assert!(!driver.reading().contains("سوق قديم"));
}

#[test]
fn new_mentions_come_without_moving_anything() {
    let mut driver = driver(100);
    driver.keys("j<ret>").keys("<space>j");
    let before = driver.screen();
    driver.tell(Msg::Derived);
    assert_eq!(driver.screen(), before);
}
