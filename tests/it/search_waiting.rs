//! Searches while articles wait for the index: the order and the counts are those of afterwards.

use jiff::Timestamp;
use sahifa::library::Library;
use sahifa::model::{Order, Parsed, Warning};

use crate::library::{article, derive_all};

fn dated(id: &str, body: &str, second: i64) -> Parsed {
    Parsed { published: Timestamp::from_second(second).ok(), ..article(id, "خبر", body) }
}

/// What a query finds: ids in order, total, whether that is about so many.
fn found(library: &Library, query: &str, order: Order) -> (Vec<String>, usize, bool) {
    let found = library.searcher().search_by(query, 10, order);
    (found.hits.iter().map(|hit| hit.id().to_string()).collect(), found.total, found.approximate)
}

/// Checks that what `queries` find does not depend on how many of some articles are indexed, taken in in this order.
fn check(articles: &[Parsed], queries: &[&str], order: Order) {
    let mut whole = Library::in_memory().unwrap();
    whole.ingest(articles.to_vec(), Timestamp::UNIX_EPOCH).unwrap();
    derive_all(&mut whole);
    for indexed in 1..articles.len() {
        let mut library = Library::in_memory().unwrap();
        library.ingest(articles.to_vec(), Timestamp::UNIX_EPOCH).unwrap();
        library.derive(indexed).unwrap();
        for query in queries {
            assert_eq!(found(&library, query, order), found(&whole, query, order), "{indexed}: {query}");
        }
    }
}

#[test]
fn what_matches_as_typed_comes_first_though_it_waits() {
    let articles = [
        dated("stem", "قال مدرسها", 2_000),
        dated("typed", "قال مدرس", 1_000),
        dated("longer", "قال مدرستان", 3_000),
        dated("clitic", "قال والمدرس", 1_500),
        dated("other", "قال آخر", 4_000),
    ];
    let mut turned = articles.clone();
    turned.reverse();
    for articles in [articles, turned] {
        check(&articles, &["مدرس", "مدرس ", "خبر -مدرس ", "\"قال مدرس\""], Order::Newest);
        let mut library = Library::in_memory().unwrap();
        library.ingest(articles.to_vec(), Timestamp::UNIX_EPOCH).unwrap();
        library.derive(2).unwrap();
        let hits = library.searcher().search("مدرس", 10).hits;
        let mut first: Vec<&str> = hits[..2].iter().map(|hit| hit.id().as_str()).collect();
        first.sort_unstable();
        assert_eq!(first, ["clitic", "typed"], "by relevance too");
        assert!(hits.is_sorted_by(|a, b| a.score >= b.score));
    }
}

#[test]
fn a_word_that_stands_nowhere_so_far_goes_on() {
    let articles = [
        dated("two", "قال مدرستان", 3_000),
        dated("mistake", "قال مدزس", 4_000),
        dated("one", "قال مدرسون", 2_000),
    ];
    check(&articles, &["مدرس"], Order::Newest);
    let mut turned = articles;
    turned.reverse();
    check(&turned, &["مدرس"], Order::Newest);
}

#[test]
fn an_article_that_changed_is_counted_once_wherever_it_stands() {
    let mut library = Library::in_memory().unwrap();
    let articles = |body: &str| (0..9).map(|at| dated(&at.to_string(), body, 1_000 + at)).collect();
    library.ingest(articles("رست السفينة"), Timestamp::UNIX_EPOCH).unwrap();
    derive_all(&mut library);
    library.ingest(articles("رست السفينة أمس"), Timestamp::UNIX_EPOCH).unwrap();
    let mut totals = Vec::new();
    library.searcher().search_in_steps("سفينة", &[2, 5, 20], Order::Relevance, |found| {
        totals.push((found.total, found.hits.len()));
        true
    });
    assert_eq!(totals, [(9, 2), (9, 5), (9, 9)]);
}

#[test]
fn a_value_that_no_article_has_is_told_unless_one_that_waits_may() {
    let of = |id: &str, source: &str| Parsed {
        source: Some(source.to_owned()),
        lang: Some("ar".to_owned()),
        ..article(id, "خبر", "زار بوتين الصين")
    };
    let mut library = Library::in_memory().unwrap();
    library.ingest(vec![of("a", "رويترز")], Timestamp::UNIX_EPOCH).unwrap();
    derive_all(&mut library);
    let warnings = |library: &Library, query: &str| library.searcher().search(query, 5).warnings;
    for (query, value) in [
        ("lang:zz", "zz"),
        ("source:الجزيره", "الجزيره"),
        ("بوتين source:\"وكالة النهار\"", "وكاله النهار"),
        ("entity:مجهول", "مجهول"),
        ("tag:مناخ", "مناخ"),
        ("(lang:zz OR source:الجزيره)", "zz"),
    ] {
        assert_eq!(warnings(&library, query)[0], Warning::Unmet(value.to_owned()), "{query}");
    }
    for query in ["طائرة source:رويترز", "-source:الجزيره", "date:1999", "is:starred", "lang:ar entity:بوتين"]
    {
        assert_eq!(warnings(&library, query), [], "{query}");
    }
    library.ingest(vec![of("b", "الجزيرة")], Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(warnings(&library, "طائرة source:الجزيره"), []);
    assert_eq!(warnings(&library, "source:الجزيره"), []);
}
