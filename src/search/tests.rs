//! What a query costs, counted in terms that the index is asked for: never by the clock.

use proptest::prelude::*;
use tantivy::query::Query as _;

use super::clause::Reach;
use super::document::Document;
use super::index::{Place, Stamp};
use super::names::Names;
use super::parse;
use super::plan::Plan;
use super::query::Node;
use super::reader::Reader;
use super::reading::Readings;

fn no_names() -> &'static Names {
    static NAMES: std::sync::OnceLock<Names> = std::sync::OnceLock::new();
    NAMES.get_or_init(Names::default)
}

/// A reader of a few articles.
fn reader() -> Reader {
    let place = Place::new(None);
    let mut index = place.write("test").unwrap().unwrap();
    for row in 0..20 {
        let document = Document {
            row,
            title: "خبر",
            body: "رست السفينة a في الميناء ٣",
            source: None,
            time: 0,
            lang: None,
            entities: &[],
        };
        index.put(&document).unwrap();
    }
    index.commit(&Stamp { origin: "test".to_owned(), seq: 1 }).unwrap();
    Reader::new(&place, no_names)
}

/// Terms that the index is asked for.
fn cost(reader: &Reader, typed: &str) -> usize {
    let (searcher, fields) = reader.searcher().unwrap();
    let (query, reasons) = Readings { searcher: &searcher, fields, names: no_names, today: None }.best(typed);
    let plan = Plan::new(&query, reasons, &searcher, fields, Reach::Short);
    let mut terms = 0;
    plan.wide().unwrap_or_else(|| plan.plain()).query_terms(&mut |_, _| terms += 1);
    terms
}

/// Terms of a query and how deep they nest.
fn size(nodes: &[Node]) -> (usize, usize) {
    let inner = |node: &Node| match node {
        Node::Not(inner) => size(std::slice::from_ref(inner)),
        Node::All(nodes) | Node::Any(nodes) => size(nodes),
        Node::Phrase(words, _) | Node::Beside(words, ..) => (words.len(), 0),
        Node::Word { .. } | Node::Exact(..) | Node::Filter(_) => (1, 0),
    };
    let of = nodes.iter().map(inner);
    of.fold((0, 1), |(terms, deep), (more, below)| (terms + more, deep.max(below + 1)))
}

/// Queries that nobody types, made of what the query language is made of.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "(",
        ")",
        "\"",
        "«",
        "»",
        "-",
        "--",
        "NOT ",
        "OR ",
        "| ",
        ":",
        "title:",
        "after:",
        "is:",
        "\u{0}",
        "\u{1b}[",
        "\u{202E}",
        "\u{200F}",
        "\u{64B}",
        "ـ",
        "سفينة",
        "و",
        "a",
        " ",
        "\n",
        "٣",
        "\u{10FFFF}",
    ]);
    let some = prop::collection::vec(piece, 0..30);
    (some, 1..4000_usize).prop_map(|(pieces, times)| pieces.concat().repeat(times))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_hostile_query_costs_no_more_than_a_long_one(query in hostile()) {
        let read = parse::read(&query, None);
        let (terms, deep) = size(&read.nodes);
        // A bracket makes three nodes at most: all, any, not.
        prop_assert!(terms <= 48 && deep <= 27, "{} terms, {} deep of {} bytes", terms, deep, query.len());
        let reader = reader();
        // Three readings of a word at most: as typed, of the other keyboard, as it sounds.
        let long = ["سفيبة"; 24].join(" ");
        let (cost, most) = (cost(&reader, &query), 3 * cost(&reader, &long));
        prop_assert!(cost <= most, "{} terms, at most {}", cost, most);
    }
}
