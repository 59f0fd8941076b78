//! The query language: English and Arabic keywords, and no input that is an error.

use jiff::Timestamp;
use sahifa::library::Library;
use sahifa::model::{ArticleId, Parsed};

use super::search::{found, holding};
use crate::library::{article, derive_all};

fn library() -> Library {
    let mut library = Library::in_memory().unwrap();
    let dated = |id: &str, title: &str, body: &str, source: &str, day: &str| Parsed {
        source: Some(source.to_owned()),
        published: Some(format!("{day}T12:00:00Z").parse().unwrap()),
        lang: Some("ar-EG".to_owned()),
        ..article(id, title, body)
    };
    let articles = vec![
        dated("a", "قمة المناخ", "بدأت القمة في القاهرة بحضور الوزير", "رويترز", "2023-05-24"),
        dated("b", "سوق القمح", "ارتفعت أسعار القمح في القاهرة", "وكالة الأنباء", "2023-06-01"),
        dated("c", "كرة القدم", "فاز الفريق في تونس", "رويترز", "2024-01-02"),
    ];
    library.ingest(articles, Timestamp::UNIX_EPOCH).unwrap();
    library.set_read(&ArticleId::new("a"), true).unwrap();
    library.set_starred(&ArticleId::new("b"), true).unwrap();
    for (id, tag) in [("a", "مناخ"), ("a", "للقراءة لاحقًا"), ("c", "للقراءه لاحقا"), ("b", "زائل")]
    {
        assert!(library.tag_article(&ArticleId::new(id), tag, true).unwrap());
    }
    library.tag_article(&ArticleId::new("b"), "زائل", false).unwrap();
    derive_all(&mut library);
    library
}

#[test]
fn tags_are_marks_of_the_reader() {
    let mut library = library();
    assert_eq!(library.tags().unwrap(), ["للقراءه لاحقا", "مناخ"]);
    assert_eq!(library.tags_of(&ArticleId::new("a")).unwrap(), ["للقراءة لاحقًا", "مناخ"]);
    assert!(!library.tag_article(&ArticleId::new("none"), "مناخ", true).unwrap());
    assert!(library.tag_article(&ArticleId::new("a"), "--", true).is_err());
    // A tag outlives a new text and goes with the article.
    library.ingest(vec![article("a", "خبر", "نص آخر")], Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(library.searcher().search("tag:مناخ", 5).total, 1);
    library.remove(&[ArticleId::new("a")]).unwrap();
    assert_eq!(library.tags().unwrap(), ["للقراءه لاحقا"]);
}

#[test]
fn every_form_in_both_languages() {
    let library = library();
    let check = |query: &str, expected: &str| {
        let found = library.searcher().search(query, 10);
        let mut ids: Vec<&str> = found.hits.iter().map(|hit| hit.id().as_str()).collect();
        ids.sort_unstable();
        assert_eq!(ids.concat(), expected, "{query} {:?}", found.warnings);
        assert_eq!(found.total, expected.len(), "{query}");
    };
    for (query, expected) in [
        ("القاهرة", "ab"),
        ("القاهرة قمح", "b"),
        ("قمح OR تونس", "bc"),
        ("قمح | تونس", "bc"),
        ("قمح أو تونس", "bc"),
        ("قمح او تونس", "bc"),
        ("(قمح او تونس)", "bc"),
        ("title:(القمح OR كرة)", "bc"),
        ("title:(فريق OR قمح)", "b"),
        ("-العنوان:(القمح أو كرة)", "a"),
        ("source:(رويترز OR الأنباء)", "abc"),
        ("date:(2024 OR 2023-06)", "bc"),
        ("القاهرة -قمح", "a"),
        ("القاهرة NOT قمح", "a"),
        ("(تونس OR قمح) -title:كرة", "b"),
        ("القاهرة (وزير OR أسعار)", "ab"),
        ("\"في القاهرة\"", "ab"),
        ("«أسعار القمح»", "b"),
        ("-\"أسعار القمح\" القاهرة", "a"),
        ("title:قمة", "a"),
        ("العنوان:قمة", "a"),
        ("body:قمة", "a"),
        ("title:فريق", ""),
        ("النص:فريق", "c"),
        ("source:رويترز", "ac"),
        ("المصدر:رويترز القمة", "a"),
        ("المصدر：رويترز", "ac"),
        ("source:\"وكالة الأنباء\"", "b"),
        ("المصدر: رويترز", "ac"),
        ("source:روي", "ac"),
        ("source:انب", "b"),
        ("title: قمة is: read", "a"),
        ("-source:رويترز", "b"),
        ("after:2023-06", "bc"),
        ("بعد:٢٠٢٣-٠٦-٠١", "bc"),
        ("before:2023-06-01", "a"),
        ("قبل:2024", "ab"),
        ("date:2023", "ab"),
        ("date:24/5/2023", "a"),
        ("التاريخ:2023-05", "a"),
        ("is:unread", "bc"),
        ("-is:unread", "a"),
        ("is:read", "a"),
        ("is:starred", "b"),
        ("حالة:مميز", "b"),
        ("القاهرة is:unread", "b"),
        ("lang:ar", "abc"),
        ("اللغة:ar-eg", "abc"),
        ("lang:arabic", "abc"),
        ("اللغة:العربية", "abc"),
        ("lang:en", ""),
        ("tag:مناخ", "a"),
        ("الوسم:\"للقراءة لاحقا\"", "ac"),
        ("-tag:مناخ", "bc"),
        ("tag:\"للقراءة لاحقاً\" tag:المناخ", ""),
    ] {
        check(query, expected);
    }
}

#[test]
fn properties_alone_come_newest_first() {
    let found = library().searcher().search("lang:ar", 10);
    let ids: Vec<&str> = found.hits.iter().map(|hit| hit.id().as_str()).collect();
    assert_eq!(ids, ["c", "b", "a"]);
}

#[test]
fn odd_syntax_is_read_as_words_with_a_warning() {
    let library = library();
    for (query, warned, total) in [
        ("date:أمس القاهرة", true, 2),
        ("\"القاهرة", true, 2),
        ("(القاهرة", true, 2),
        ("القاهرة)", true, 2),
        ("القاهرة OR", true, 2),
        ("OR القاهرة", true, 2),
        ("(OR القاهرة)", true, 2),
        ("(القاهرة OR)", true, 2),
        ("القاهرة OR OR قمح", true, 2),
        ("القاهرة\"", true, 2),
        ("القاهرة»", true, 2),
        ("القاهرة*", true, 2),
        ("القاهرة?", true, 2),
        ("القاهرة~", true, 2),
        ("^القاهرة", true, 2),
        ("القاهرة؟", false, 2),
        ("القاهرة - ", false, 2),
        ("source:", true, 0),
        ("author:القاهرة", true, 2),
        ("lang:قاهرة", true, 2),
        ("القاهرة او", true, 2),
        ("((((((((((((القاهرة))))))))))))", true, 0),
        ("is:unread OR القاهرة", true, 2),
        ("http://القاهرة", true, 2),
    ] {
        let found = library.searcher().search(query, 10);
        assert_eq!(!found.warnings.is_empty(), warned, "{query}: {:?}", found.warnings);
        assert!(found.total >= total, "{query}: {}", found.total);
    }
}

#[test]
fn a_word_in_quotes_is_itself_and_nothing_near_it() {
    let library =
        holding(&["زار مدينة باجة أمس", "وصل الباجي إلى تونس", "مطار وباجة القديمة", "عاد إلى صفاقص"]);
    let sorted = |query: &str| {
        let (mut ids, lit) = found(&library, query);
        ids.sort();
        (ids, lit)
    };
    assert_eq!(sorted("\"باجة\"").0, ["0", "2"]);
    assert_eq!(found(&library, "\"وصل\"").1, ["وصل"]);
    assert_eq!(sorted("\"صفاقس\"").0, [""; 0], "a word so spelt stands nowhere");
    assert_eq!(sorted("صفاقس").0, ["3"]);
    assert_eq!(sorted("title:\"باجة\"").0, [""; 0]);
    assert_eq!(sorted("تونس -\"باجة\"").0, ["1"]);
}

#[test]
fn days_are_named_from_the_day_of_the_reader() {
    let library = library();
    let searcher = library.searcher().on(jiff::civil::date(2023, 6, 1));
    for (query, expected) in [
        ("date:today", "b"),
        ("التاريخ:اليوم", "b"),
        ("after:أمس", "bc"),
        ("date: yesterday", ""),
        ("بعد:الأسبوع", "bc"),
        ("date:\"last month\"", "a"),
        ("قبل:الشهر", "a"),
        ("date:\"هذه السنة\"", "ab"),
    ] {
        let found = searcher.search(query, 10);
        let mut ids: Vec<&str> = found.hits.iter().map(|hit| hit.id().as_str()).collect();
        ids.sort_unstable();
        assert_eq!((ids.concat().as_str(), &found.warnings[..]), (expected, &[][..]), "{query}");
    }
}

/// The ids that a query finds on a day, sorted, and whether it is warned of.
fn on_a_day(library: &Library, query: &str) -> (String, bool) {
    let found = library.searcher().on(jiff::civil::date(2024, 3, 1)).search(query, 10);
    let mut ids: Vec<&str> = found.hits.iter().map(|hit| hit.id().as_str()).collect();
    ids.sort_unstable();
    (ids.concat(), !found.warnings.is_empty())
}

#[test]
fn what_a_keyword_has_may_be_denied() {
    let library = library();
    for (query, expected) in [
        ("title:-القمح", "ac"),
        ("العنوان:-القمح القاهرة", "a"),
        ("title: NOT القمح", "ac"),
        ("title:-\"أسعار القمح\"", "abc"),
        ("title:-(القمح OR كرة)", "a"),
        ("-title:-القمح", "b"),
        ("body:-تونس", "ab"),
        ("source:-رويترز", "b"),
        ("المصدر:-رويترز", "b"),
        ("date:-2023", "c"),
        ("is:-unread", "a"),
        ("الوسم:-مناخ", "bc"),
        ("lang:-ar", ""),
        ("القاهرة OR title:-قمة", "abc"),
    ] {
        assert_eq!(on_a_day(&library, query), (expected.to_owned(), false), "{query}");
    }
}

#[test]
fn times_are_named_by_months_ranges_and_signs() {
    let library = library();
    for (query, expected) in [
        ("date:\"ماي 2023\"", "a"),
        ("date:\"may 2023\"", "a"),
        ("date:may 2023", "a"),
        ("التاريخ:\"أيار 2023\"", "a"),
        ("التاريخ:24 مايو 2023 القاهرة", "a"),
        ("date:حزيران/يونيو 2023", "b"),
        ("date:يناير", "c"),
        ("date:2023..2024", "abc"),
        ("date:2023-06..2023-12", "b"),
        ("date:2023-06..", "bc"),
        ("date:..ماي 2023", "a"),
        ("date:>2023", "c"),
        ("date:>=2023-06", "bc"),
        ("date:<2023-06", "a"),
        ("التاريخ:<=٢٠٢٣-٠٦", "ab"),
        ("after:may 2023", "abc"),
        ("بعد:جوان 2023", "bc"),
        ("before:\"june 2023\"", "a"),
        ("date:last year القمة", "a"),
        ("التاريخ:السنة الماضية", "ab"),
        ("source : رويترز", "ac"),
        ("المصدر : رويترز القمة", "a"),
        ("date : 2024", "c"),
    ] {
        assert_eq!(on_a_day(&library, query), (expected.to_owned(), false), "{query}");
    }
    for (query, expected) in [("date:1438", ""), ("before:1438 القاهرة", ""), ("date:3023", "")] {
        assert_eq!(on_a_day(&library, query), (expected.to_owned(), true), "{query}");
    }
    // Before a word that is no time, it is a word as before.
    assert!(on_a_day(&library, "date:القاهرة 2023").1);
}

#[test]
fn ranges_of_other_query_languages_are_words() {
    let library = library();
    for query in ["[القاهرة TO القمح]", "{القاهرة TO القمح}", "القاهرة [القمح TO سوق]"]
    {
        let found = library.searcher().search(query, 10);
        assert_eq!((found.total, found.warnings.len(), found.reasons.len()), (1, 1, 0), "{query}");
    }
    let found = library.searcher().search("[a TO b]", 10);
    assert_eq!((found.warnings.len(), found.reasons.len()), (1, 0), "{found:?}");
}

#[test]
fn a_part_of_a_tag_or_the_sound_of_a_source_will_do() {
    let mut library = library();
    let of =
        |id: &str, source: &str| Parsed { source: Some(source.to_owned()), ..article(id, "خبر", "نص") };
    let articles = vec![of("d", "Jawhara FM"), of("e", "Al Jazeera"), of("f", "الشروق"), of("g", "Anadolu")];
    let is_indexed = |library: &Library| {
        for (query, expected) in [
            ("الوسم:للقراءة", "ac"),
            ("tag:لاحقا", "ac"),
            ("-tag:للقراءة القاهرة", "b"),
            ("tag:مناخ", "a"),
            ("tag:المناخ", ""),
            ("المصدر:جوهرة", "d"),
            ("المصدر:الجوهرة", "d"),
            ("source:الجزيرة", "e"),
            ("source:\"الجزيرة\"", "e"),
            ("source:jawhara", "d"),
            ("source:chourouk", "f"),
            ("source:رويترز", "ac"),
            ("source:الأناضول", "g"),
        ] {
            let (ids, _) = on_a_day(library, query);
            assert_eq!(ids, expected, "{query}");
        }
    };
    library.ingest(articles, Timestamp::UNIX_EPOCH).unwrap();
    is_indexed(&library); // not yet
    derive_all(&mut library);
    is_indexed(&library);
}

#[test]
fn escape_sequences_are_no_words() {
    let library = library();
    for query in ["\u{1b}[31mالقاهرة\u{1b}[0m", "\u{1b}[1;31mالقاهرة قمح\u{1b}[m", "\u{9b}31mالقاهرة"]
    {
        let found = library.searcher().search(query, 10);
        assert!(
            !found.hits.is_empty() && found.warnings.is_empty() && !found.approximate,
            "{query:?} {found:?}"
        );
        assert_eq!(found.query, query);
    }
}
