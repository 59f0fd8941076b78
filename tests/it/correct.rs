//! Correcting names in the reader, over a real library: what was said counts at once and everywhere.

use std::fs;

use jiff::Timestamp;
use sahifa::app::{Msg, Settings};
use sahifa::library::Library;
use sahifa::model::{ArticleId, Correction, EntityId, EntityKind, Parsed};

use super::driver::Driver;

const BODY: &str = "زار بوتين الصين في 4 مارس 2023، ثم عاد بوتين إلى موسكو. وقال بوتين إن الزيارة ناجحة.";

fn library(home: &std::path::Path) -> Library {
    let mut library = Library::in_memory().unwrap();
    library.follow_corrections(&home.join("entities.tsv")).unwrap();
    let article = Parsed {
        id: ArticleId::new("a"),
        title: "زيارة".to_owned(),
        body: BODY.to_owned(),
        source: None,
        url: None,
        published: Some("2023-03-05T12:00:00Z".parse().unwrap()),
        estimated: false,
        lang: Some("ar".to_owned()),
    };
    library.ingest(vec![article], Timestamp::UNIX_EPOCH).unwrap();
    library
}

fn reader(home: &std::path::Path) -> Driver {
    let mut driver = Driver::with_library(library(home), Settings::default(), (100, 30));
    driver.keys("<ret>");
    driver
}

fn rows(home: &std::path::Path) -> Vec<String> {
    let text = fs::read_to_string(home.join("entities.tsv")).unwrap_or_default();
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

fn status(driver: &Driver) -> String {
    driver.reading().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn not_a_name_is_written_counts_at_once_and_is_taken_back() {
    let home = tempfile::tempdir().unwrap();
    let mut driver = reader(home.path());
    let screen = driver.keys("<tab>x").reading();
    assert!(screen.contains("تصحيح: بوتين  ش شخص"), "{screen}");
    assert!(screen.contains("١ ليس اسمًا"), "{screen}");
    insta::assert_snapshot!(screen);
    driver.keys("<ret>");
    assert_eq!(rows(home.path()), ["not\tبوتين"]);
    assert!(status(&driver).contains("حُفظ التصحيح"), "{}", status(&driver));
    driver.keys("<tab>");
    assert!(status(&driver).contains("الصين · ١ من ٣"), "{}", status(&driver));
    let screen = driver.keys("x").reading();
    assert!(screen.contains("تراجع: «بوتين»: ليس اسمًا"), "{screen}");
    driver.keys("G<ret>");
    assert_eq!(rows(home.path()), Vec::<String>::new());
    assert!(status(&driver).contains("أُلغي التصحيح"), "{}", status(&driver));
    driver.keys("<S-tab>");
    assert!(status(&driver).contains("بوتين · ١ من ٦"), "{}", status(&driver));
}

#[test]
fn a_correction_that_the_file_lost_meanwhile_is_told_of() {
    let home = tempfile::tempdir().unwrap();
    let mut driver = reader(home.path());
    driver.keys("<tab>x<ret><tab>x");
    fs::write(home.path().join("entities.tsv"), "").unwrap();
    driver.keys("G<ret>");
    assert!(status(&driver).contains("لم يعد هذا التصحيح في الملف"), "{}", status(&driver));
}

#[test]
fn another_class_from_the_list_of_names_on_an_arabic_keyboard() {
    let home = tempfile::tempdir().unwrap();
    let mut driver = reader(home.path());
    // e, j, x: the second name is the place China; 3 is `organisation`.
    driver.keys("ثتء");
    assert!(driver.reading().contains("تصحيح: الصين  م مكان"), "{}", driver.reading());
    driver.keys("٣");
    assert_eq!(rows(home.path()), ["kind\tالصين\tORG"]);
    let screen = driver.reading();
    assert!(screen.contains("٣ ● ج جهة"), "the list of names says so already: {screen}");
}

#[test]
fn the_same_as_a_name_of_the_knowledge_base() {
    let home = tempfile::tempdir().unwrap();
    let mut driver = reader(home.path());
    driver.keys("<tab><tab>x").keys("7");
    let screen = driver.reading();
    assert!(screen.contains("هو نفسه:") && screen.contains("موسكو"), "the article's names first: {screen}");
    assert!(!screen.contains("م الصين"), "not itself: {screen}");
    let screen = driver.keys("تايوا").reading();
    assert!(screen.contains("تايوان"), "{screen}");
    driver.keys("ززز");
    assert!(driver.reading().contains("لا اسم يبدأ هكذا"), "{}", driver.reading());
    driver.keys("<ret>");
    assert_eq!(rows(home.path()), Vec::<String>::new(), "nothing is chosen");
    driver.keys("<bs><bs><bs><ret>");
    assert_eq!(rows(home.path()), ["merge\tplace:china\tplace:taiwan"]);
    driver.keys("<tab>");
    assert!(!status(&driver).contains("الصين"), "{}", status(&driver));
    let screen = driver.keys("x").reading();
    assert!(screen.contains("تراجع: «الصين» = «تايوان»"), "names, no ids: {screen}");
    assert!(driver.keys("?").reading().contains("مفاتيح"), "{}", driver.reading());
}

#[test]
fn what_is_chosen_for_this_article_alone_is_written_so() {
    let home = tempfile::tempdir().unwrap();
    let mut driver = reader(home.path());
    let screen = driver.keys("<tab>x").reading();
    assert!(screen.contains("في كل المقالات") && screen.contains("٨ ليس اسمًا في هذا المقال"), "{screen}");
    driver.keys("8");
    assert_eq!(rows(home.path()), ["in\ta\tnot\tبوتين"]);
    driver.keys("<tab>");
    assert!(status(&driver).contains("الصين · ١ من ٣"), "{}", status(&driver));
    driver.keys("x6");
    assert_eq!(rows(home.path())[1], "in\ta\tsplit\tالصين\tplace:china-a", "not who it was");
    let page = driver.keys("<tab>E").reading();
    assert!(!page.contains("China"), "{page}");
}

#[test]
fn a_search_behind_a_correction_answers_by_it() {
    let home = tempfile::tempdir().unwrap();
    let mut library = library(home.path());
    while library.derive(8).unwrap() > 0 {}
    let mut driver = Driver::with_library(library, Settings::default(), (100, 30));
    let found = driver.keys("/entity:الصين").reading();
    assert!(found.contains("١ من ١"), "{found}");
    driver.keys("<esc><esc><ret><tab><tab>x1<esc>");
    let found = driver.keys("/entity:الصين").reading();
    assert!(!found.contains("١ من ١") && !found.contains("يُفهرس"), "{found}");
}

#[test]
fn a_doubtful_name_is_confirmed() {
    let home = tempfile::tempdir().unwrap();
    let mut library = Library::in_memory().unwrap();
    library.follow_corrections(&home.path().join("entities.tsv")).unwrap();
    let article = super::library::article("a", "زيارة", "التقى الوزير بوفاء العبيدي أمس");
    library.ingest(vec![article], Timestamp::UNIX_EPOCH).unwrap();
    while library.derive(8).unwrap() > 0 {}
    assert_eq!(library.searcher().search("entity:\"وفاء العبيدي\"", 9).total, 0, "doubtful");
    let mut driver = Driver::with_library(library, Settings::default(), (100, 30));
    let screen = driver.keys("<ret>ex").reading();
    assert!(screen.contains("٢ هو اسم، نوعه ش شخص"), "{screen}");
    driver.keys("2<esc>");
    assert_eq!(rows(home.path()), ["kind\tوفاء العبيدي\tPER"]);
    assert!(status(driver.keys("<tab>")).contains("وفاء العبيدي · ١ من ١"), "{}", status(&driver));
    assert!(
        driver.keys("<esc>/entity:\"وفاء العبيدي\"").reading().contains("١ من ١"),
        "{}",
        driver.reading()
    );
}

#[test]
fn a_doubtful_name_that_only_the_title_has_is_confirmed() {
    let home = tempfile::tempdir().unwrap();
    let mut library = Library::in_memory().unwrap();
    library.follow_corrections(&home.path().join("entities.tsv")).unwrap();
    let article = super::library::article("a", "التقى الوزير بوفاء العبيدي أمس", "كان اللقاء قصيرا.");
    library.ingest(vec![article], Timestamp::UNIX_EPOCH).unwrap();
    while library.derive(8).unwrap() > 0 {}
    let mut driver = Driver::with_library(library, Settings::default(), (100, 30));
    let screen = driver.keys("<ret>e").reading();
    assert!(screen.contains("وفاء العبيدي ؟"), "{screen}");
    driver.keys("x2");
    assert_eq!(rows(home.path()), ["kind\tوفاء العبيدي\tPER"]);
    assert!(!driver.reading().contains("وفاء العبيدي ؟"), "{}", driver.reading());
    assert!(status(driver.keys("<esc><tab>")).contains("وفاء العبيدي · ١ من ١"), "{}", status(&driver));
    assert!(
        driver.keys("<esc>/entity:\"وفاء العبيدي\"").reading().contains("١ من ١"),
        "{}",
        driver.reading()
    );
}

#[test]
fn unknown_names_of_other_articles_are_offered() {
    let home = tempfile::tempdir().unwrap();
    let mut library = library(home.path());
    let named = |id: &str, body: &str| super::library::article(id, "ت", body);
    let articles =
        vec![named("c1", "قال سمير حداد إن الوفد وصل"), named("c3", "وصرح الدكتور سمير الحداد بذلك أمس")];
    library.ingest(articles, Timestamp::UNIX_EPOCH).unwrap();
    while library.derive(8).unwrap() > 0 {}
    let entity = library.entities(&ArticleId::new("c1")).unwrap().remove(0).entity;
    for typed in ["سمير حداد", "حداد", entity.as_str()] {
        let offered = library.names_like(typed, 8).unwrap();
        assert!(
            offered.iter().any(|known| known.entity == entity && known.articles == 1),
            "{typed}: {offered:?}"
        );
    }
}

#[test]
fn latin_letters_find_english_names() {
    let home = tempfile::tempdir().unwrap();
    let found = library(home.path()).names_like("Taiw", 8).unwrap();
    assert!(found.iter().any(|known| known.entity == EntityId::new("place:taiwan")), "{found:?}");
    assert_eq!(library(home.path()).names_like(" ", 8).unwrap(), []);
}

#[test]
fn names_that_the_user_added_are_found_first() {
    let home = tempfile::tempdir().unwrap();
    let mut library = library(home.path());
    let entity = EntityId::new("person:samir-haddad");
    let add = Correction::Add {
        entity: entity.clone(),
        kind: EntityKind::Person,
        name: "موسى الحداد".to_owned(),
        spellings: Vec::new(),
        english: None,
    };
    library.correct(&add).unwrap();
    let found = library.names_like("موس", 8).unwrap();
    assert_eq!(found[0].entity, entity, "{found:?}");
    assert!(found.len() > 1 && found.len() <= 8, "{found:?}");
}

#[test]
fn dates_can_only_be_denied() {
    let home = tempfile::tempdir().unwrap();
    let mut driver = reader(home.path());
    let screen = driver.keys("<tab><tab><tab>x").reading();
    assert!(screen.contains("١ ليس اسمًا") && !screen.contains("٢ "), "{screen}");
    driver.keys("1");
    assert_eq!(rows(home.path()), ["not\t4 مارس 2023"]);
}

#[test]
fn without_a_name_and_corrections_there_is_nothing_to_choose() {
    let home = tempfile::tempdir().unwrap();
    let mut driver = reader(home.path());
    driver.keys("x");
    assert!(status(&driver).contains("اختر اسمًا بمفتاح Tab"), "{}", status(&driver));
}

#[test]
fn an_error_is_told_in_a_line_and_nothing_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let mut driver = reader(home.path());
    driver.keys("<tab>x");
    fs::create_dir(home.path().join("entities.tsv")).unwrap();
    driver.keys("<ret>");
    assert!(status(&driver).contains("entities.tsv"), "{}", status(&driver));
    assert!(driver.reading().contains("تصحيح: بوتين"), "the pop-up is still there: {}", driver.reading());
    fs::remove_dir(home.path().join("entities.tsv")).unwrap();
    driver.keys("<ret>");
    assert_eq!(rows(home.path()), ["not\tبوتين"]);
}

#[test]
fn numbers_correct_nothing_behind_the_help() {
    let home = tempfile::tempdir().unwrap();
    let mut driver = reader(home.path());
    driver.keys("<tab>x?1");
    assert_eq!(rows(home.path()), Vec::<String>::new());
    driver.keys("<esc>1");
    assert_eq!(rows(home.path()), ["not\tبوتين"]);
}

#[test]
fn numbers_hide_no_class_behind_the_page_of_a_name() {
    let home = tempfile::tempdir().unwrap();
    let mut driver = reader(home.path());
    driver.keys("<tab>E1<esc>");
    assert!(status(&driver).contains("بوتين"), "{}", status(&driver));
}

#[test]
fn keys_typed_while_a_correction_is_written_wait_for_it() {
    let home = tempfile::tempdir().unwrap();
    let mut driver = reader(home.path());
    driver.keys("<tab>x").hold().keys("1<tab>");
    driver.release();
    assert_eq!(rows(home.path()), ["not\tبوتين"]);
    driver.tell(Msg::Derived);
    assert!(status(&driver).contains("الصين"), "{}", status(&driver));
}
