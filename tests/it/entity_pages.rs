//! Entities over the whole library: pages, neighbours, timeline, followed ones.

use jiff::Timestamp;
use sahifa::library::Library;
use sahifa::model::{ArticleId, Correction, EntityId, EntityKind, Mention, Month, Parsed};
use sahifa::store::{Store, Tagged};

fn article(id: &str, day: &str, body: &str) -> Parsed {
    let published = Some(format!("{day}T12:00:00Z").parse().unwrap());
    Parsed { published, ..super::library::article(id, "ت", body) }
}

fn library() -> Library {
    library_of(vec![
        article("a", "2023-01-31", "زار بوتين الصين ثم عاد بوتين إلى موسكو"),
        article("b", "2023-02-01", "وصل الوزير إلى موسكو قادما من الصين"),
        article("c", "2023-02-28", "غادر الوفد موسكو إلى لبنان في 5 مارس 2023"),
        article("d", "2024-02-01", "قال فلاديمير بوتين إن لبنان بلد صديق"),
    ])
}

fn library_of(articles: Vec<Parsed>) -> Library {
    let mut library = Library::in_memory().unwrap();
    library.ingest(articles, Timestamp::UNIX_EPOCH).unwrap();
    while library.derive(3).unwrap() > 0 {}
    library
}

const PUTIN: &str = "person:vladimir-putin";
const MOSCOW: &str = "place:moscow";

fn id(text: &str) -> EntityId {
    EntityId::new(text)
}

#[test]
fn a_page_knows_when_where_and_beside_whom() {
    let library = library();
    let page = library.entity_page(&id(MOSCOW)).unwrap().unwrap();
    let listed: Vec<&str> = page.articles.iter().map(|(article, _)| article.id.as_str()).collect();
    assert_eq!((listed, page.total), (vec!["c", "b", "a"], 3));
    let month = |month, articles| Month { year: 2023, month, articles };
    assert_eq!(page.months, [month(1, 1), month(2, 2)]);
    let day = |time: Option<Timestamp>| time.unwrap().to_string()[..10].to_owned();
    assert_eq!((day(page.first), day(page.last)), ("2023-01-31".into(), "2023-02-28".into()));
    let beside: Vec<(&str, usize)> =
        page.neighbours.iter().map(|tally| (tally.entity.as_str(), tally.count)).collect();
    assert_eq!(beside, [("place:china", 2), (PUTIN, 1), ("place:lebanon", 1)], "no dates");
    assert_eq!(page.neighbours[0].name, "الصين");
    let page = library.entity_page(&id(PUTIN)).unwrap().unwrap();
    assert_eq!(page.variants, [("بوتين".to_owned(), 2), ("فلاديمير بوتين".to_owned(), 1)]);
    assert_eq!(page.articles.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(library.entity_page(&id("person:nobody")).unwrap(), None);
}

#[test]
fn forms_are_told_without_proclitics_and_with_their_article() {
    let mut library = Library::in_memory().unwrap();
    let texts = ["دعم للصين وللبنان", "قالت الصين إن لبنان وافق", "رسالة للصين من موسكو"];
    let named = |(at, text): (usize, &&str)| article(&at.to_string(), "2023-01-31", text);
    library.ingest(texts.iter().enumerate().map(named).collect(), Timestamp::UNIX_EPOCH).unwrap();
    while library.derive(3).unwrap() > 0 {}
    let forms = |entity: &str| library.entity_page(&id(entity)).unwrap().unwrap().variants;
    assert_eq!(forms("place:china"), [("الصين".to_owned(), 3)]);
    assert_eq!(forms("place:lebanon"), [("لبنان".to_owned(), 2)]);
}

#[test]
fn beside_a_name_stand_people_places_and_bodies_first_and_what_belongs_to_it() {
    let mut library = Library::in_memory().unwrap();
    let texts =
        ["زار بوتين لبنان بعد اتفاق باريس وقال إن الصين معه", "قالت الصين إنها معه", "قالت الصين إنها ضده"];
    let named = |(at, text): (usize, &&str)| article(&at.to_string(), "2023-01-31", text);
    library.ingest(texts.iter().enumerate().map(named).collect(), Timestamp::UNIX_EPOCH).unwrap();
    while library.derive(3).unwrap() > 0 {}
    let page = library.entity_page(&id(PUTIN)).unwrap().unwrap();
    let beside: Vec<&str> = page.neighbours.iter().map(|tally| tally.entity.as_str()).collect();
    assert_eq!(beside, ["place:lebanon", "place:china", "doc:paris-agreement"]);
}

#[test]
fn those_who_share_most_articles_come_first_however_often_they_stand_alone() {
    let alone = std::iter::repeat_n("قالت الصين إنها معه", 6);
    let texts = ["زار بوتين لبنان ثم الصين", "عاد بوتين إلى الصين"].into_iter().chain(alone);
    let named = |(at, text): (usize, &str)| article(&at.to_string(), "2023-01-31", text);
    let library = library_of(texts.enumerate().map(named).collect());
    let page = library.entity_page(&id(PUTIN)).unwrap().unwrap();
    let beside: Vec<(&str, usize)> =
        page.neighbours.iter().map(|tally| (tally.entity.as_str(), tally.count)).collect();
    assert_eq!(beside, [("place:china", 2), ("place:lebanon", 1)]);
}

#[test]
fn names_in_titles_are_counted_and_found_and_are_no_mentions_of_the_body() {
    let mut titled = article("a", "2023-01-31", "وصل الوفد أمس وبدأ لقاءاته في العاصمة.");
    titled.title = "وفد من الصين في قطر".to_owned();
    let library = library_of(vec![titled]);
    let opened = library.article(&ArticleId::new("a")).unwrap().unwrap();
    let told: Vec<&str> =
        opened.in_title.iter().map(|m| &opened.article.parsed.title[m.range.clone()]).collect();
    assert_eq!(told, ["الصين", "قطر"]);
    assert!(opened.mentions.iter().all(|mention| mention.kind != EntityKind::Place), "{:?}", opened.mentions);
    assert_eq!(library.entity_page(&id("place:qatar")).unwrap().unwrap().total, 1);
    assert_eq!(library.searcher().search("entity:place:qatar", 9).total, 1);
}

#[test]
fn an_article_gives_its_entities_once() {
    let entities = library().entities(&ArticleId::new("a")).unwrap();
    let told: Vec<(&str, usize)> = entities.iter().map(|one| (one.entity.as_str(), one.count)).collect();
    assert_eq!(told, [(PUTIN, 2), ("place:china", 1), (MOSCOW, 1)]);
    assert_eq!(library().entities(&ArticleId::new("none")).unwrap(), []);
}

#[test]
fn pages_follow_changes_and_removals() {
    let mut library = library();
    library.ingest(vec![article("c", "2023-02-28", "لا أحد")], Timestamp::UNIX_EPOCH).unwrap();
    library.remove(&[ArticleId::new("b")]).unwrap();
    assert_eq!(library.entity_page(&id(MOSCOW)).unwrap().unwrap().total, 1);
    library.ingest(vec![article("a", "2025-06-01", "زار الوفد موسكو")], Timestamp::UNIX_EPOCH).unwrap();
    while library.derive(3).unwrap() > 0 {}
    let page = library.entity_page(&id(MOSCOW)).unwrap().unwrap();
    assert_eq!(page.months, [Month { year: 2025, month: 6, articles: 1 }]);
    library.repair().unwrap();
    assert_eq!(library.entity_page(&id(MOSCOW)).unwrap().unwrap().total, 0);
}

#[test]
fn who_is_followed_is_told_with_unread_articles() {
    let mut library = library();
    library.follow(&id(PUTIN), true).unwrap();
    library.follow(&id(MOSCOW), true).unwrap();
    library.follow(&id(MOSCOW), true).unwrap();
    let told = |library: &Library| -> Vec<(String, usize)> {
        library.followed().unwrap().into_iter().map(|one| (one.entity.to_string(), one.unread)).collect()
    };
    let unread = |library: &Library| -> Vec<String> {
        library.unread_followed().unwrap().iter().map(ToString::to_string).collect()
    };
    assert_eq!(told(&library), [(PUTIN.to_owned(), 2), (MOSCOW.to_owned(), 3)]);
    assert_eq!(unread(&library), ["d", "c", "b", "a"], "each once, newest first");
    library.set_read(&ArticleId::new("a"), true).unwrap();
    assert_eq!(told(&library), [(PUTIN.to_owned(), 1), (MOSCOW.to_owned(), 2)]);
    assert!(library.entity_page(&id(PUTIN)).unwrap().unwrap().followed);
    library.follow(&id(PUTIN), false).unwrap();
    assert_eq!(unread(&library), ["c", "b"]);
    assert!(!library.entity_page(&id(PUTIN)).unwrap().unwrap().followed);
    library.follow(&id("person:never-seen"), true).unwrap();
    assert_eq!(library.followed().unwrap().len(), 2);
}

#[test]
fn a_merged_entity_is_followed_and_shown_as_the_other() {
    let mut library = library();
    library.follow(&id("place:lebanon"), true).unwrap();
    library
        .correct(&Correction::Merge { entity: id("place:lebanon"), into: id(MOSCOW), name: None })
        .unwrap();
    while library.derive(3).unwrap() > 0 {}
    let page = library.entity_page(&id("place:lebanon")).unwrap().unwrap();
    assert_eq!((page.entity.as_str(), page.total, page.followed), (MOSCOW, 4, true));
    assert_eq!(library.followed().unwrap()[0].unread, 4);
    library.follow(&id(MOSCOW), false).unwrap();
    assert_eq!(library.followed().unwrap(), []);
}

#[test]
fn a_library_of_the_format_before_has_its_pages_without_being_tagged_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    let mut store = Store::open(&file).unwrap();
    store.put(&[article("a", "2023-01-31", "موسكو")], Timestamp::UNIX_EPOCH, false).unwrap();
    let mention = Mention {
        range: 0..10,
        kind: EntityKind::Place,
        entity: id(MOSCOW),
        name: "موسكو".to_owned(),
        confidence: 90,
    };
    let tagged = Tagged { row: 1, seq: 1, mentions: vec![mention], in_title: Vec::new() };
    store.put_mentions(&[tagged], 3, 3).unwrap();
    let all = |store: &Store| {
        let entity = id(MOSCOW);
        (store.seen(&entity).unwrap(), store.times(&entity).unwrap(), store.forms(&entity).unwrap())
    };
    let before = all(&store);
    drop(store);
    let db = rusqlite::Connection::open(&file).unwrap();
    db.execute_batch(
        "DROP TABLE tags; DROP TABLE appearances; DROP TABLE entities; DROP TABLE followed;
         CREATE INDEX mentions_by_entity ON mentions (entity, row); PRAGMA user_version = 3",
    )
    .unwrap();
    drop(db);
    let store = Store::open(&file).unwrap();
    assert_eq!(all(&store), before);
    assert_eq!((before.0.unwrap().count, before.2[0].text.as_str()), (1, "موسكو"));
    assert_eq!(store.count_pending(1, 3).unwrap(), 0);
}

#[test]
fn a_thread_holds_the_articles_of_one_event_in_order_of_time() {
    let library = library_of(vec![
        article("b", "2023-02-02", "غرقت سفينة شحن قبالة سواحل طرابلس وأنقذ خفر السواحل بحارتها"),
        article("a", "2023-02-01", "انقطع الاتصال مع سفينة شحن قبالة سواحل طرابلس قال خفر السواحل"),
        article("late", "2023-06-01", "غرقت سفينة شحن قبالة سواحل طرابلس وأنقذ خفر السواحل بحارتها"),
        article("other", "2023-02-02", "فاز المنتخب في المباراة النهائية بهدفين"),
        article("more", "2023-02-02", "تراجعت أسعار القمح في الأسواق العالمية"),
    ]);
    let thread = |id: &str| -> Vec<String> {
        let thread = library.thread(&ArticleId::new(id)).unwrap();
        thread.iter().map(|article| article.id.to_string()).collect()
    };
    assert_eq!(thread("b"), ["a", "b"], "the same words months later are another event");
    assert_eq!(thread("a"), ["a", "b"]);
    assert_eq!(thread("other"), ["other"]);
    assert_eq!(thread("none"), Vec::<String>::new());
}
