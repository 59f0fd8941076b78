//! What a library does with searches: order, history, related articles, articles that wait for the index.

use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use jiff::Timestamp;
use sahifa::library::{Library, english_names};
use sahifa::model::{ArticleId, Order, Parsed, Reason, ReasonKind, Warning};
use sahifa::search::{Place, Reader};

use crate::library::{article, derive_all, largest};

fn dated(id: &str, body: &str, second: i64) -> Parsed {
    Parsed { published: Timestamp::from_second(second).ok(), ..article(id, "خبر", body) }
}

fn holding(articles: Vec<Parsed>) -> Library {
    let mut library = Library::in_memory().unwrap();
    library.ingest(articles, Timestamp::UNIX_EPOCH).unwrap();
    derive_all(&mut library);
    library
}

fn ids(library: &Library, query: &str, order: Order) -> Vec<String> {
    library.searcher().search_by(query, 10, order).hits.iter().map(|hit| hit.id().to_string()).collect()
}

#[test]
fn results_come_by_relevance_or_newest_first() {
    let library = holding(vec![
        dated("old", "سفينة سفينة سفينة", 1_000),
        dated("new", "وصلت سفينة إلى المرفأ بعد رحلة طويلة", 3_000),
        dated("middle", "سفينة سفينة", 2_000),
    ]);
    assert_eq!(ids(&library, "سفينة", Order::Relevance)[0], "old");
    assert_eq!(ids(&library, "سفينة", Order::Newest), ["new", "middle", "old"]);
}

#[test]
fn articles_that_wait_for_the_index_are_found() {
    let mut library = Library::in_memory().unwrap();
    let given = vec![
        dated("old", "رست السفينة في الميناء", 1_000),
        Parsed { source: Some("رويترز".to_owned()), ..dated("new", "أبحرت السفن", 2_000) },
        dated("other", "شارع طويل", 3_000),
    ];
    library.ingest(given, Timestamp::UNIX_EPOCH).unwrap();
    let check = |library: &Library| {
        for (query, expected) in [
            ("سفينه", &["old"][..]),
            ("\"في الميناء\"", &["old"]),
            ("السفينة OR السفن", &["new", "old"]),
            ("source:رويترز", &["new"]),
            ("خبر -شارع is:unread", &["new", "old"]),
            ("طائرة", &[]),
        ] {
            assert_eq!(ids(library, query, Order::Newest), expected, "{query}");
        }
    };
    check(&library);
    assert_eq!(library.derive(1).unwrap(), 2);
    check(&library);
    derive_all(&mut library);
    check(&library);
}

#[test]
fn a_library_that_is_indexed_anew_says_how_far_it_is() {
    let many = (0..1_100).map(|n| article(&n.to_string(), "خبر", "رست السفينة")).collect();
    let mut library = Library::in_memory().unwrap();
    library.ingest(many, Timestamp::UNIX_EPOCH).unwrap();
    library.derive(50).unwrap();
    let found = library.searcher().search("سفينة", 10);
    assert_eq!(found.warnings, [Warning::Indexing { done: 50, of: 1_100 }]);
    derive_all(&mut library);
    assert!(library.searcher().search("سفينة", 10).warnings.is_empty());
}

#[test]
fn an_article_that_was_removed_is_counted_no_more() {
    let mut library = holding(vec![article("a", "خبر", "رست السفينة"), article("b", "خبر", "السفينة")]);
    library.remove(&[sahifa::model::ArticleId::new("a")]).unwrap();
    let found = library.searcher().search("سفينة", 10);
    assert_eq!((found.total, found.hits.len()), (1, 1));
}

#[test]
fn an_article_that_changed_is_found_by_its_new_text() {
    let mut library = holding(vec![article("a", "خبر", "سفينة")]);
    library.ingest(vec![article("a", "خبر", "سفينة وطائرة")], Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(ids(&library, "طائرة", Order::Relevance), ["a"]);
    assert_eq!(ids(&library, "سفينة", Order::Relevance), ["a"]);
}

#[test]
fn searches_are_remembered_once_newest_first() {
    let mut library = Library::in_memory().unwrap();
    for (second, query) in (0..).zip(["بوتين", "شي", " بوتين ", "  "]) {
        library.remember_search(query, Timestamp::from_second(second).unwrap()).unwrap();
    }
    assert_eq!(library.searches().unwrap(), ["بوتين", "شي"]);
    for second in 0..150 {
        library.remember_search(&second.to_string(), Timestamp::from_second(100 + second).unwrap()).unwrap();
    }
    let known = library.searches().unwrap();
    assert_eq!((known.len(), known[0].as_str()), (100, "149"));
}

#[test]
fn related_articles_share_names_and_rare_words() {
    let library = holding(vec![
        article("a", "قمة المناخ", "اجتمع قادة العالم في قمة المناخ لبحث انبعاثات الكربون"),
        article("b", "الكربون", "تزايدت انبعاثات الكربون قبل قمة المناخ المقبلة"),
        article("c", "كرة القدم", "فاز الفريق بالمباراة في الدقيقة الأخيرة"),
    ]);
    let related = library.related(&ArticleId::new("a"), 5).unwrap();
    assert_eq!(related.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["b"]);
    assert!(library.related(&ArticleId::new("none"), 5).unwrap().is_empty());
}

#[test]
fn repair_is_refused_while_another_program_writes() {
    let home = tempfile::tempdir().unwrap();
    let open = || Library::open(home.path(), Timestamp::UNIX_EPOCH).unwrap();
    let mut first = open();
    derive_all(&mut first);
    let mut second = open();
    assert!(second.repair().unwrap_err().to_string().contains("another Sahifa"));
    drop(first);
    second.repair().unwrap();
    derive_all(&mut second);
    assert_eq!(second.searcher().search("بوتين", 10).total, 5);
}

#[test]
fn searching_goes_on_while_a_damaged_index_is_built_anew() {
    let home = tempfile::tempdir().unwrap();
    let open = || Library::open(home.path(), Timestamp::UNIX_EPOCH).unwrap();
    derive_all(&mut open());
    std::fs::write(home.path().join("index/meta.json"), "{").unwrap();
    std::fs::write(home.path().join("index.damaged"), "once a file").unwrap();
    let mut library = open();
    let found = library.searcher().search("بوتين", 10);
    assert_eq!((found.total, found.warnings), (5, vec![Warning::Indexing { done: 0, of: 5 }]));
    assert!(found.hits.iter().all(|hit| !hit.highlights.is_empty()));
    library.derive(2).unwrap();
    assert_eq!(library.searcher().search("بوتين", 10).total, 5);
    derive_all(&mut library);
    let found = library.searcher().search("بوتين", 10);
    assert_eq!((found.total, found.warnings), (5, vec![]));
    assert!(home.path().join("index.damaged").is_dir());
}

#[test]
fn an_odd_query_says_what_is_odd() {
    let library = holding(vec![article("a", "خبر", "سفينة")]);
    for (query, expected) in [
        ("(سفينة", Warning::OpenBracket),
        ("سفينة)", Warning::StrayBracket),
        ("\"سفينة", Warning::OpenQuote),
        ("source:", Warning::NoValue),
        ("title:", Warning::AsksNothing),
        ("-", Warning::AsksNothing),
        ("سفينة OR", Warning::StrayOr),
        ("after:أمس", Warning::ReadAsWords("أمس".to_owned())),
    ] {
        assert_eq!(library.searcher().search(query, 5).warnings, [expected], "{query}");
    }
}

#[test]
fn a_short_word_is_taken_for_another_only_where_nothing_else_is_found() {
    let library = holding(vec![article("a", "خبر", "كان هوى النفس"), article("b", "خبر", "شعراوي")]);
    assert_eq!(ids(&library, "هدى شعراوي", Order::Relevance), ["b"]);
    assert_eq!(ids(&library, "هدى", Order::Relevance), ["a"]);
}

#[test]
fn a_word_that_had_no_part_in_the_answer_is_named() {
    let library = holding(vec![article("a", "خبر", "رست السفينة في الميناء")]);
    let found = library.searcher().search("سفينة قسطنطينية ميناء", 5);
    assert_eq!((found.total, found.approximate), (1, true));
    assert_eq!(found.warnings, [Warning::Ignored("قسطنطينيه".to_owned())]);
}

#[test]
fn plain_words_find_the_publisher_below_the_text() {
    let of = |id: &str, source: &str, body: &str| Parsed {
        source: Some(source.to_owned()),
        ..article(id, "خبر", body)
    };
    let library = holding(vec![
        of("by", "رويترز", "رست السفينة في الميناء"),
        of("about", "الجزيرة", "قالت رويترز إن السفينة رست"),
        of("other", "صحيفة", "طريق طويل"),
    ]);
    for query in ["رويترز", "reuters", "رويت"] {
        assert_eq!(ids(&library, query, Order::Relevance), ["about", "by"], "{query}");
    }
    assert_eq!(ids(&library, "جزيرة", Order::Relevance), ["about"]);
    assert_eq!(ids(&library, "source:الجزيرة", Order::Relevance), ["about"]);
}

#[test]
fn many_commits_leave_few_segments() {
    let home = tempfile::tempdir().unwrap();
    let mut library = Library::open(home.path(), Timestamp::UNIX_EPOCH).unwrap();
    for n in 0..14 {
        library.ingest(vec![article(&n.to_string(), "خبر", "نص")], Timestamp::UNIX_EPOCH).unwrap();
        derive_all(&mut library);
    }
    let segments = || {
        let meta = std::fs::read(home.path().join("index/meta.json")).unwrap();
        serde_json::from_slice::<serde_json::Value>(&meta).unwrap()["segments"].as_array().unwrap().len()
    };
    let start = Instant::now();
    while segments() > 4 && start.elapsed().as_secs() < 20 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(segments() <= 4, "{}", segments());
}

#[test]
fn more_hits_follow_the_first_of_the_same_search() {
    let library = holding((0..9).map(|n| article(&n.to_string(), "خبر", "سفينة")).collect());
    let mut told = Vec::new();
    library.searcher().search_in_steps("سفينة", &[2, 5, 50, 90], Order::Relevance, |found| {
        told.push(found.hits.len());
        true
    });
    assert_eq!(told, [2, 5, 9]);
}

#[test]
fn a_query_of_nothing_but_denials_nests_no_deeper_than_it_says() {
    let library = holding(vec![article("a", "خبر", "سفينة")]);
    assert_eq!(ids(&library, &format!("{}سفينة", "NOT ".repeat(400)), Order::Relevance), ["a"]);
    assert!(ids(&library, &format!("خبر {}سفينة", "NOT ".repeat(401)), Order::Relevance).is_empty());
}

#[test]
fn what_another_program_commits_is_found_within_a_second() {
    let home = tempfile::tempdir().unwrap();
    let open = || Library::open(home.path(), Timestamp::UNIX_EPOCH).unwrap();
    let mut writer = open();
    derive_all(&mut writer);
    // Its own reader of the index alone: what the index lacks would be looked for in the store.
    let reader = Reader::new(&Place::new(Some(home.path().join("index"))), english_names);
    let total = || reader.find("سفينة", 5, Order::Relevance, None, &|_| HashSet::new()).total;
    assert_eq!(total(), 0);
    writer.ingest(vec![article("a", "خبر", "رست السفينة")], Timestamp::UNIX_EPOCH).unwrap();
    derive_all(&mut writer);
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(total(), 1);
    assert!(open().derive(5).is_ok_and(|left| left == 0));
}

#[test]
fn a_usual_spelling_follows_a_rare_one_and_says_so() {
    let mut articles = vec![article("rare", "خبر", "وصل ترمب إلى المدينة")];
    articles.extend((0..6).map(|at| article(&format!("usual{at}"), "خبر", "وصل ترامب إلى المدينة")));
    let library = holding(articles);
    let found = library.searcher().search("ترمب ", 10);
    assert_eq!((found.total, found.approximate), (7, true));
    assert_eq!(found.hits[0].id().as_str(), "rare");
    assert_eq!(
        found.reasons,
        [Reason { kind: ReasonKind::Spelling, typed: "ترمب".to_owned(), read: "ترامب".to_owned() }]
    );
    let found = library.searcher().search("ترامب ", 10);
    assert_eq!(
        (found.total, found.approximate, found.reasons.len()),
        (7, true, 0),
        "the rare one comes last"
    );
    assert_eq!(found.hits[6].id().as_str(), "rare");
}

#[test]
fn a_name_is_found_by_its_usual_spelling_however_often_it_stands_as_typed() {
    let article = |at: usize, body: &str| dated(&format!("{body}{at}"), body, 1_000);
    let mut articles: Vec<Parsed> = (0..12).map(|at| article(at, "زار أميركا")).collect();
    articles.extend((0..30).map(|at| article(at, "زار أمريكا")));
    let library = holding(articles);
    let found = library.searcher().search("أميركا ", 20);
    assert_eq!((found.total, found.approximate), (42, true));
    assert!(found.hits[..12].iter().all(|hit| hit.id().as_str().contains("أميركا")));
    assert_eq!(
        found.reasons,
        [Reason {
            kind: ReasonKind::Spelling, typed: "أميركا".to_owned(), read: "أمريكا".to_owned()
        }]
    );
    // Also as two words.
    let library = holding(vec![dated("two", "على فيس بوك", 1_000), dated("one", "على فيسبوك", 1_000)]);
    assert_eq!(ids(&library, "فيسبوك ", Order::Relevance), ["one", "two"]);
    assert_eq!(ids(&library, "فيس بوك ", Order::Relevance).len(), 2);
}

#[test]
fn words_that_differ_by_a_vowel_are_two() {
    let article = |at: usize, body: &str| dated(&format!("{body}{at}"), body, 1_000);
    let mut articles: Vec<Parsed> = (0..12).map(|at| article(at, "ملعب المدينة")).collect();
    articles.extend((0..80).map(|at| article(at, "ملاعب المدينة")));
    let library = holding(articles);
    assert_eq!(library.searcher().search("ملعب ", 20).total, 12);
}

#[test]
fn what_matches_as_typed_comes_first_in_any_order() {
    let library = holding(vec![
        dated("word", "زار سلمى", 1_000),
        dated("stem", "قال مدرسها", 2_000),
        dated("typed", "قال مدرس", 1_000),
        dated("clitic", "قال والمدرس", 1_500),
        dated("longer", "قال مدرستان", 3_000),
    ]);
    for (query, counts) in
        [("مدرس ", (3, true)), ("مدرس", (4, true)), ("زار ", (1, false)), ("مدرستا", (1, false))]
    {
        let found = library.searcher().search_by(query, 10, Order::Newest);
        assert_eq!((found.total, found.approximate), counts, "{query}");
    }
    assert_eq!(ids(&library, "مدرس ", Order::Newest), ["clitic", "typed", "stem"]);
    assert_eq!(ids(&library, "مدرس", Order::Newest), ["clitic", "typed", "longer", "stem"]);
    let mut first = ids(&library, "مدرس", Order::Relevance);
    first.truncate(2);
    first.sort();
    assert_eq!(first, ["clitic", "typed"]);
}

#[test]
fn a_number_is_itself() {
    let library = holding(vec![
        dated("same", "قتل 1200 شخص", 1_000),
        dated("part", "قتل 200 شخص", 1_000),
        dated("longer", "قتل 12000 شخص", 1_000),
        dated("near", "قتل 1201 شخص", 1_000),
        dated("indian", "قتل ١٢٠٠ شخص", 1_000),
        dated("parted", "قتل 1,200 شخص", 1_000),
    ]);
    for query in ["1200", "١٢٠٠ ", "شخص 1200"] {
        let mut found = ids(&library, query, Order::Relevance);
        found.sort();
        assert_eq!(found, ["indian", "parted", "same"], "{query}");
    }
    assert!(ids(&library, "1202", Order::Relevance).is_empty());
}

#[test]
fn what_is_read_as_it_sounds_is_ranked_like_anything() {
    let library = holding(vec![
        dated("often", "بوتين بوتين بوتين", 1_000),
        dated("once", "قال بوتين كلاما كثيرا عن أشياء كثيرة في مكان بعيد", 1_000),
    ]);
    let found = library.searcher().search("putin", 10);
    let scores: Vec<f32> = found.hits.iter().map(|hit| hit.score).collect();
    assert!(found.hits[0].id().as_str() == "often" && scores[0] > scores[1], "{scores:?}");
}

#[test]
fn a_latin_name_is_heard_beside_arabic_words() {
    let library = holding(vec![
        article("a", "خبر", "زار بوتين أوكرانيا"),
        article("b", "خبر", "زار بوتين الصين"),
        article("c", "خبر", "أوكرانيا في الشتاء"),
    ]);
    assert_eq!(ids(&library, "بوتين ukraine", Order::Relevance), ["a"]);
}

/// Overwrites the middle of a file, where it is, with bytes of no meaning.
fn garble(file: &Path) {
    let mut bytes = fs::read(file).unwrap();
    let (mut noise, half) = (1_u32, bytes.len() / 2);
    for byte in &mut bytes[half / 8..half] {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *byte = noise.to_be_bytes()[0];
    }
    fs::OpenOptions::new().write(true).open(file).unwrap().write_all(&bytes).unwrap();
}

fn cut(file: &Path) {
    let file = fs::OpenOptions::new().write(true).open(file).unwrap();
    file.set_len(file.metadata().unwrap().len() / 2).unwrap();
}

fn damaged(ending: &str, damage: fn(&Path), is_open: bool) {
    let home = tempfile::tempdir().unwrap();
    let open = || Library::open(home.path(), Timestamp::UNIX_EPOCH).unwrap();
    let mut library = open();
    derive_all(&mut library);
    assert_eq!(library.searcher().search("بوتين", 10).total, 5);
    let mut held = is_open.then_some(library);
    damage(&largest(&home.path().join("index"), ending));
    let mut library = held.take().unwrap_or_else(open);
    for query in ["بوتين", "putin", "\"بوتين\"", "بوت"] {
        let found = library.searcher().search(query, 10);
        assert!(found.total == 5 || !found.warnings.is_empty(), "{ending} {is_open} {query}: {found:?}");
    }
    let article = library.list().unwrap().remove(0);
    library.related(&article.id, 5).unwrap();
    library.thread(&article.id).unwrap();
    let is_seen = library.is_damaged();
    derive_all(&mut library);
    let found = library.searcher().search("بوتين", 10);
    assert_eq!((found.total, found.warnings), (5, vec![]), "{ending} {is_open}");
    assert!(!library.is_damaged());
    assert!(!is_seen || home.path().join("index.damaged").is_dir());
}

#[test]
fn whatever_file_of_the_index_is_damaged_searching_goes_on_and_it_is_built_anew() {
    for ending in [".term", ".pos", ".idx", ".store", ".fast"] {
        for is_open in [false, true] {
            damaged(ending, cut, is_open);
            damaged(ending, garble, is_open);
            damaged(ending, |file| fs::remove_file(file).unwrap(), is_open);
        }
    }
}

#[test]
fn a_search_that_meets_damage_says_so_and_looks_through_the_articles() {
    let home = tempfile::tempdir().unwrap();
    let mut library = Library::open(home.path(), Timestamp::UNIX_EPOCH).unwrap();
    derive_all(&mut library);
    garble(&largest(&home.path().join("index"), ".term"));
    let found = library.searcher().search("بوتين", 10);
    assert_eq!((found.total, found.warnings), (5, vec![Warning::Damaged]));
    assert!(library.is_damaged() && library.waiting().unwrap() == 5);
    // Another program that does not write the index leaves it to the one that does.
    let mut other = Library::open(home.path(), Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(other.derive(5).unwrap(), 0);
    assert!(other.is_damaged());
    derive_all(&mut library);
    assert_eq!(other.searcher().search("putin", 10).total, 5);
}

#[test]
fn a_writer_that_meets_damage_has_the_index_built_anew() {
    for (ending, damage) in
        [(".term", garble as fn(&Path)), (".idx", garble), (".term", |f| fs::remove_file(f).unwrap())]
    {
        let home = tempfile::tempdir().unwrap();
        let mut library = Library::open(home.path(), Timestamp::UNIX_EPOCH).unwrap();
        derive_all(&mut library);
        damage(&largest(&home.path().join("index"), ending));
        let changed: Vec<Parsed> =
            library.list().unwrap().iter().map(|old| article(old.id.as_str(), "خبر", "سفينة")).collect();
        library.ingest(changed, Timestamp::UNIX_EPOCH).unwrap();
        let _ = library.derive(5); // may tell of it
        derive_all(&mut library);
        let found = library.searcher().search("سفينة", 10);
        assert_eq!((found.total, found.warnings), (5, vec![]), "{ending}");
    }
}

#[test]
fn damage_is_known_where_it_cannot_be_marked() {
    let home = tempfile::tempdir().unwrap();
    let mut library = Library::open(home.path(), Timestamp::UNIX_EPOCH).unwrap();
    derive_all(&mut library);
    let index = home.path().join("index");
    garble(&largest(&index, ".term"));
    std::os::unix::fs::symlink(home.path().join("nowhere/at/all"), index.join("damaged")).unwrap();
    for query in ["بوتين", "putin"] {
        let found = library.searcher().search(query, 10);
        assert_eq!(found.warnings, [Warning::Damaged], "{query}");
    }
    derive_all(&mut library);
    let found = library.searcher().search("putin", 10);
    assert_eq!((found.total, found.warnings), (5, vec![]));
}

#[test]
fn an_index_that_was_removed_while_it_is_open_is_built_anew() {
    let home = tempfile::tempdir().unwrap();
    let mut library = Library::open(home.path(), Timestamp::UNIX_EPOCH).unwrap();
    derive_all(&mut library);
    fs::remove_dir_all(home.path().join("index")).unwrap();
    let found = library.searcher().search("بوتين", 10);
    assert_eq!((found.total, found.warnings), (5, vec![Warning::Damaged]));
    derive_all(&mut library);
    let found = library.searcher().search("putin", 10);
    assert_eq!((found.total, found.warnings), (5, vec![]));
}
