//! The search box and what follows from it: order, earlier searches, completion, previews, related
//! articles.

use sahifa::app::{Effect, Lang, Msg, Notice, Settings};
use sahifa::library::Library;
use sahifa::model::{ArticleId, EntityKind, Found, Opened, Parsed, Reason, ReasonKind, Warning};

use super::driver::{Driver, article, now};
use super::library::derive_all;

fn three() -> Vec<Opened> {
    let mut three = vec![
        article("a", "نهر يفيض", &["زار سمير مدينة حلب."], &[("سمير", EntityKind::Person)]),
        article("b", "جسر جديد", &["بُني الجسر في حمص."], &[]),
        article("c", "سوق قديم", &["في حلب سوق قديم.", "وفي السوق حلب أخرى."], &[]),
    ];
    three[1].article.parsed.source = Some("وكالة الأنباء".to_owned());
    three
}

fn driver(cols: u16) -> Driver {
    Driver::new(three(), Settings::default(), (cols, 30))
}

/// A library of dated articles, the first the oldest.
fn holding(bodies: &[&str]) -> Driver {
    let mut library = Library::in_memory().unwrap();
    let parsed = |(at, body): (usize, &&str)| Parsed {
        published: format!("2026-01-{:02}T00:00:00Z", at + 1).parse().ok(),
        ..article(&at.to_string(), &format!("عنوان {at}"), &[body], &[]).article.parsed
    };
    library.ingest(bodies.iter().enumerate().map(parsed).collect(), now()).unwrap();
    derive_all(&mut library);
    Driver::with_library(library, Settings::default(), (120, 30))
}

/// What the box holds.
fn typed(driver: &Driver) -> String {
    let screen = driver.reading();
    let row = screen.lines().nth(1).unwrap_or_default();
    row.split('│').next().unwrap_or_default().trim_start_matches("بحث:").trim().to_owned()
}

#[test]
fn results_come_best_first_or_newest_first() {
    let mut driver = holding(&["سفينة سفينة سفينة", "رست سفينة بعد رحلة طويلة جدًا في البحر"]);
    driver.keys("/سفينة");
    assert!(driver.reading().contains("الأقرب أولاً"), "{}", driver.reading());
    assert!(driver.reading().contains("┃● عنوان 0"), "{}", driver.reading());
    for key in ["<C-o>", "<F2><F2>"] {
        driver.keys(key);
        assert!(driver.reading().contains("الأحدث أولاً"), "{}", driver.reading());
        assert!(driver.reading().contains("┃● عنوان 1"), "{}", driver.reading());
    }
    driver.keys("<esc>/سفين");
    assert!(driver.reading().contains("┃● عنوان 1"), "the order stays: {}", driver.reading());
}

#[test]
fn earlier_searches_come_back_newest_first() {
    let mut driver = holding(&["سفينة في البحر", "طائرة في الجو"]);
    driver.keys("/سفينة<ret>h").keys("/طائرة<ret>h").keys("/سفينة<ret>h");
    assert!(driver.done.contains(&Effect::RememberSearch("طائرة".to_owned())));
    driver.keys("/<up>");
    assert_eq!(typed(&driver), "سفينة");
    assert!(driver.reading().contains("١ من ١"), "its results are there: {}", driver.reading());
    driver.keys("<up>");
    assert_eq!(typed(&driver), "طائرة");
    driver.keys("<up>");
    assert_eq!(typed(&driver), "طائرة", "there is no earlier one");
    driver.keys("<A-n>");
    assert_eq!(typed(&driver), "سفينة");
    driver.keys("<A-n>");
    assert_eq!(typed(&driver), "");
    driver.keys("بحر<A-p>");
    assert_eq!(typed(&driver), "سفينة");
    driver.keys("<A-down>");
    assert_eq!(typed(&driver), "بحر", "what was typed is not lost");
}

#[test]
fn up_moves_among_results_before_it_goes_to_earlier_searches() {
    let mut driver = holding(&["سفينة", "سفينة أخرى", "طائرة"]);
    driver.keys("/طائرة<ret>h/سفينة<ret>h").keys("/<up><down>");
    assert!(driver.reading().contains("٢ من ٢"), "{}", driver.reading());
    driver.keys("<up>");
    assert_eq!((typed(&driver).as_str(), driver.reading().contains("١ من ٢")), ("سفينة", true));
    driver.keys("<up>");
    assert_eq!(typed(&driver), "طائرة");
    driver.keys("<C-u>سفينة<up>");
    assert_eq!(typed(&driver), "سفينة", "what one typed is not replaced by moving up");
}

#[test]
fn earlier_searches_outlive_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Library::open(folder.path(), now()).unwrap();
    let mut library = open();
    derive_all(&mut library);
    let mut driver = Driver::with_library(library, Settings::default(), (100, 30));
    driver.keys("/بوتين<ret>");
    drop(driver);
    let mut driver = Driver::with_library(open(), Settings::default(), (100, 30));
    assert_eq!(typed(driver.keys("/<up>")), "بوتين");
}

#[test]
fn tab_completes_keywords_and_values() {
    let mut driver = driver(100);
    driver.keys("/المص<tab>");
    assert_eq!(typed(&driver), "المصدر:");
    assert!(driver.reading().contains("جسر جديد"), "a keyword alone asks for nothing: all are shown");
    driver.keys("<tab>");
    assert_eq!(typed(&driver), "المصدر:وكالة", "the most frequent first");
    driver.keys("<tab>");
    assert_eq!(typed(&driver), "المصدر:\"وكالة الأنباء\"");
    assert!(driver.reading().lines().last().unwrap().contains("وكالة الأنباء"), "what is offered is told");
    driver.keys("<S-tab>");
    assert_eq!(typed(&driver), "المصدر:وكالة");
    driver.keys("<C-u>is:st<tab>");
    assert_eq!(typed(&driver), "is:starred");
    driver.keys("<C-u>الكيان:س<tab>");
    assert_eq!(typed(&driver), "الكيان:سمير");
    for (asked, value) in [
        ("date:<tab>", "date:today"),
        ("التاريخ:<tab><tab>", "التاريخ:أمس"),
        ("بعد:الش<tab>", "بعد:الشهر"),
        ("before:-y<tab><tab>", "before:-year"),
    ] {
        driver.keys("<C-u>").keys(asked);
        assert_eq!(typed(&driver), value);
    }
    driver.keys("<C-u>سوق<tab>");
    assert_eq!(typed(&driver), "سوق", "nothing to complete");
}

#[test]
fn tab_completes_names_that_the_library_knows() {
    let mut driver = holding(&["قال بوتين"]);
    driver.keys("/الكيان:فلاديمير بوت<tab>");
    assert_eq!(typed(&driver), "الكيان:فلاديمير بوت", "two words are no value");
    for asked in ["الكيان:\"فلاديمير بوت<tab>", "الكيان:Vladimir<tab>", "الكيان:puti<tab>"]
    {
        driver.keys("<C-u>").keys(asked);
        assert_eq!(typed(&driver), "الكيان:\"فلاديمير بوتين\"", "{asked}");
    }
}

#[test]
fn names_with_the_most_articles_are_completed_first() {
    let mut driver = holding(&["زار موسكو", "زار بوتين موسكو", "زار بوتين موسكو", "زار موريتانيا"]);
    driver.keys("/الكيان:مو<tab>");
    assert_eq!(typed(&driver), "الكيان:موسكو");
    driver.keys("<tab>");
    assert_eq!(typed(&driver), "الكيان:موريتانيا");
    // Those of the article that is open have no place of their own.
    driver.keys("<esc>G<ret>/الكيان:مو<tab>");
    assert!(driver.reading().contains("موريتانيا"));
    assert_eq!(typed(&driver), "الكيان:موسكو");
    // Others follow.
    driver.keys("<tab><tab>");
    assert!(!["الكيان:موسكو", "الكيان:موريتانيا"].contains(&typed(&driver).as_str()), "{}", typed(&driver));
}

#[test]
fn tab_completes_the_tags_of_the_library() {
    let mut driver = Driver::new(three(), Settings::default(), (100, 30));
    driver.keys("/");
    driver
        .tell(Msg::Searches {
            searches: Vec::new(), tags: vec!["مياه".to_owned(), "سد النهضة".to_owned()]
        });
    driver.keys("الوسم:الن<tab>");
    assert_eq!(typed(&driver), "الوسم:\"سد النهضة\"");
}

#[test]
fn tab_in_an_empty_box_shows_the_keywords() {
    let mut driver = driver(100);
    driver.keys("/<tab>");
    assert_eq!(typed(&driver), "العنوان:");
    let told = driver.reading().lines().last().unwrap_or_default().to_owned();
    assert!(told.starts_with("العنوان:   النص:   المصدر:"), "{told}");
    driver.keys("<tab><tab>");
    assert_eq!(typed(&driver), "المصدر:");
}

#[test]
fn a_preview_follows_only_after_a_pause() {
    let mut driver = driver(100);
    let before = driver.reading();
    let reader = |screen: &str| {
        screen.lines().filter_map(|row| Some(row.split_once('│')?.1.to_owned())).collect::<Vec<_>>()
    };
    driver.keys("/");
    let asked = driver.app.update(Msg::Key(sahifa::app::Key::plain(sahifa::app::KeyCode::Char('ح'))));
    let [Effect::Search { id, .. }] = asked.as_slice() else { panic!("{asked:?}") };
    let third = three().pop().unwrap();
    let hit = sahifa::model::Hit {
        article: third.summary(),
        score: 1.0,
        title_marks: Vec::new(),
        body_marks: Vec::new(),
        snippet: String::new(),
        highlights: Vec::new(),
    };
    let found = Found { query: "ح".to_owned(), total: 1, hits: vec![hit], ..Found::default() };
    let asked = driver.app.update(Msg::Found { id: *id, found: Box::new(found) });
    assert_eq!(asked, [Effect::Pause], "results are listed, the article is not yet asked for");
    assert!(driver.reading().contains("١ من ١"));
    assert_eq!(reader(&driver.reading()), reader(&before), "the reader pane is as it was");
    driver.tell(Msg::Paused);
    assert!(driver.reading().contains("وفي السوق حلب أخرى"), "{}", driver.reading());
}

#[test]
fn what_is_typed_stays_in_view_in_either_direction() {
    for last in ["Reuters 2023", "حلب", "(AFP) قال"] {
        let mut driver = driver(100);
        let screen = driver.keys("/هذا استعلام طويل جدا يتجاوز الصندوق كله ").keys(last).reading();
        assert!(screen.contains(last), "{last}: {screen}");
        assert!(!screen.contains("هذا استعلام"), "{screen}");
    }
}

#[test]
fn keys_on_results_wait_for_those_of_what_is_typed() {
    for keys in ["/حلب<down><ret>n", "/حلب<down><up><ret>", "/حلب<C-o><down><ret>"] {
        let (mut quick, mut slow) = (driver(100), driver(100));
        quick.keys(keys);
        slow.hold().keys(keys).release();
        assert_eq!(slow.screen(), quick.screen(), "{keys}");
    }
}

#[test]
fn counts_reasons_and_odd_syntax_are_told() {
    let mut driver = driver(100);
    driver.keys("/حلب");
    let (first, rest) = (three().remove(0), 11);
    let hit = sahifa::model::Hit {
        article: first.summary(),
        score: 1.0,
        title_marks: Vec::new(),
        body_marks: Vec::new(),
        snippet: String::new(),
        highlights: Vec::new(),
    };
    let reasons =
        vec![Reason { kind: ReasonKind::Layout, typed: "pgf".to_owned(), read: "حلب".to_owned() }];
    let warnings = vec![Warning::OpenQuote];
    let found = Found {
        query: "حلب".to_owned(),
        total: 1 + rest,
        approximate: true,
        hits: vec![hit],
        reasons,
        warnings,
        elapsed_us: 0,
    };
    driver.tell(Msg::Found { id: 4, found: Box::new(found) });
    let screen = driver.reading();
    assert!(screen.contains("١ من ≈ ١٢"), "{screen}");
    let last = screen.lines().last().unwrap();
    assert!(last.starts_with("pgf ← حلب (لوحة المفاتيح الأخرى) · علامة اقتباس لم تُغلق"), "{last}");
}

#[test]
fn walking_on_to_the_next_result_is_told() {
    let mut driver = driver(100);
    driver.keys("/حلب<ret>");
    assert!(driver.reading().lines().last().unwrap().starts_with("١ من ١"), "{}", driver.reading());
    driver.keys("n");
    assert!(driver.reading().contains("نتيجة البحث (٢ من ٢) · ١ من ٢"), "{}", driver.reading());
    driver.keys("N");
    assert!(driver.reading().contains("نتيجة البحث (١ من ٢) · ١ من ١"), "{}", driver.reading());
    driver.keys("N");
    assert!(driver.reading().contains("إلى آخرها (٢ من ٢) · ٢ من ٢"), "{}", driver.reading());
}

#[test]
fn the_results_stay_a_list_until_escape() {
    for cols in [60, 100] {
        let mut driver = driver(cols);
        driver.keys("j<ret>h/حلب<ret>");
        assert!(driver.reading().contains("نهر يفيض"), "{}", driver.reading());
        let screen = driver.keys("<esc>").reading();
        for shown in ["نتائج البحث: حلب", "مقالان", "١/٢", "سوق قديم"] {
            assert!(screen.contains(shown), "{shown} in {screen}");
        }
        assert!(!screen.contains("جسر جديد"), "{screen}");
        driver.keys("J");
        driver.keys(if cols == 60 { "hh" } else { "h" });
        let screen = driver.reading();
        assert!(screen.contains("٣/٣") && screen.contains("جسر جديد"), "at what was opened last: {screen}");
    }
}

#[test]
fn related_articles_narrow_the_list_until_escape() {
    for (start, cols) in [("jj", 100), ("jj<ret>", 100), ("jj<ret>", 60)] {
        let mut driver = driver(cols);
        driver.keys(start).keys("R");
        let screen = driver.reading();
        for shown in ["ذات صلة بـ: سوق قديم", "مقالان", "┃● نهر يفيض", "جسر جديد"]
        {
            assert!(screen.contains(shown), "{start}: {shown} in {screen}");
        }
        driver.keys("j<ret>");
        assert!(driver.done.contains(&Effect::SetRead(ArticleId::new("b"), true)));
        driver.keys("h");
        assert!(driver.reading().contains("٢/٢"), "{}", driver.reading());
        driver.keys("<esc>");
        let screen = driver.reading();
        assert!(screen.contains("٢/٣") && !screen.contains("ذات صلة"), "at what was opened: {screen}");
        let unread = if start == "jj" { "٢" } else { "١" };
        assert!(screen.contains(&format!("غير المقروء: {unread}")), "what was read there is read: {screen}");
    }
}

#[test]
fn results_come_back_from_what_they_led_to() {
    let mut driver = driver(100);
    driver.keys("/حلب<ret>hR");
    assert!(driver.reading().contains("ذات صلة بـ"), "{}", driver.reading());
    driver.keys("R<esc>");
    let screen = driver.reading();
    assert!(screen.contains("نتائج البحث: حلب") && screen.contains("١/٢"), "{screen}");
    driver.keys("<esc>");
    assert!(driver.reading().contains("١/٣"), "{}", driver.reading());
}

#[test]
fn hits_lead_to_no_other_article_from_a_list_of_others() {
    let mut driver = driver(100);
    driver.keys("/حلب<ret>hR<ret>nnn");
    assert!(driver.reading().contains("لا مواضع أخرى هنا"), "{}", driver.reading());
    assert!(driver.keys("h").reading().contains("ذات صلة بـ"), "{}", driver.reading());
}

#[test]
fn the_order_of_results_outlives_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Library::open(folder.path(), now()).unwrap();
    let mut driver = Driver::with_library(open(), Settings::default(), (100, 30));
    driver.keys("/بوتين<C-o>");
    drop(driver);
    let library = open();
    let settings = Settings { order: library.order().unwrap(), ..Settings::default() };
    let mut driver = Driver::with_library(library, settings, (100, 30));
    assert!(driver.keys("/بوتين").reading().contains("الأحدث"), "{}", driver.reading());
}

#[test]
fn what_is_read_behind_a_narrowed_list_is_what_commands_speak_of() {
    let mut driver = driver(100);
    driver.keys("<ret>R<tab>s");
    assert!(driver.done.contains(&Effect::SetStarred(ArticleId::new("a"), true)), "{:?}", driver.done);
    driver.keys("hq");
    assert!(!driver.done.contains(&Effect::Quit), "q leaves the narrowed list first");
}

#[test]
fn related_articles_of_the_library_and_none() {
    let mut driver = holding(&[
        "تزايدت انبعاثات الكربون قبل قمة المناخ المقبلة",
        "اجتمع قادة العالم في قمة المناخ لبحث انبعاثات الكربون",
        "فاز الفريق بالمباراة",
    ]);
    driver.keys("R");
    assert!(driver.reading().contains("لا مقالات ذات صلة"), "{}", driver.reading());
    driver.keys("jR");
    assert!(driver.reading().contains("┃● عنوان 0"), "{}", driver.reading());
}

#[test]
fn an_answer_that_never_came_holds_up_no_later_one() {
    for key in ["R", "<tab><ret>"] {
        let mut driver = driver(100);
        driver.hold().keys(key).drop_held();
        driver.tell(Msg::Notice(Notice { error: true, text: "تعذر".to_owned() }));
        driver.keys("hj<ret>h");
        assert!(driver.reading().contains("٢/٣"), "{key}: {}", driver.reading());
    }
}

#[test]
fn new_mentions_leave_a_narrowed_list_narrowed() {
    let mut driver = driver(100);
    driver.keys("jRj");
    let before = driver.screen();
    driver.tell(Msg::Derived);
    assert_eq!(driver.screen(), before);
}

#[test]
fn the_box_has_its_keys_in_english_too() {
    let settings = Settings { lang: Lang::En, ..Settings::default() };
    let mut driver = Driver::new(three(), settings, (100, 30));
    let screen = driver.keys("/حلب<C-o>").screen().join("\n");
    for told in ["newest first", "1 of 2", "Tab complete", "C-o order"] {
        assert!(screen.contains(told), "{told} in {screen}");
    }
}
