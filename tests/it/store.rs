//! The store: what was acknowledged is there afterwards.

use jiff::Timestamp;
use sahifa::model::{ArticleId, EntityId, EntityKind, Mention, Parsed};
use sahifa::store::{Change, Put, Store, StoreError, Tagged};

fn article(id: &str, body: &str) -> Parsed {
    Parsed {
        id: ArticleId::new(id),
        title: format!("title of {id}"),
        body: body.to_owned(),
        source: Some("source".to_owned()),
        url: None,
        published: None,
        estimated: false,
        lang: None,
    }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

#[test]
fn everything_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    let id = ArticleId::new("a");
    let mut given = article("a", "\u{FEFF}body\r\n\0");
    given.published = Some("2024-02-29T12:00:00.123456Z".parse().unwrap());
    let mut store = Store::open(&file).unwrap();
    assert_eq!(
        store.put(&[given.clone(), article("b", "b")], at(5), false).unwrap(),
        [Put::Added, Put::Added]
    );
    store.set_read(&id, true).unwrap();
    store.set_starred(&id, true).unwrap();
    store.set_position(&id, 7).unwrap();
    drop(store);
    let store = Store::open(&file).unwrap();
    let (row, status) = store.article(&id, 1).unwrap().unwrap();
    assert_eq!((row.article.parsed, row.article.added), (given, at(5)));
    assert_eq!((status.read, status.starred, status.position), (true, true, 7));
    assert_eq!(store.last_read().unwrap(), Some(id));
}

#[test]
fn putting_again_changes_nothing_and_an_update_keeps_the_status() {
    let mut store = Store::in_memory().unwrap();
    store.put(&[article("a", "1")], at(1), false).unwrap();
    store.set_read(&ArticleId::new("a"), true).unwrap();
    let before = store.last_change().unwrap();
    assert_eq!(store.put(&[article("a", "1")], at(2), false).unwrap(), [Put::Unchanged]);
    assert_eq!(store.last_change().unwrap(), before);
    assert_eq!(store.put(&[article("a", "2")], at(2), false).unwrap(), [Put::Updated]);
    let listed = store.list().unwrap();
    assert_eq!((listed[0].added, listed[0].status.read), (at(1), true));
}

#[test]
fn changes_come_in_order_with_removals() {
    let mut store = Store::in_memory().unwrap();
    store.put(&[article("a", "1"), article("b", "1")], at(1), false).unwrap();
    store.remove(&[ArticleId::new("a"), ArticleId::new("none")]).unwrap();
    store.put(&[article("b", "2")], at(1), false).unwrap();
    let changes = store.changes_after(0, 10, 1).unwrap();
    let seqs: Vec<u64> = changes.iter().map(Change::seq).collect();
    assert_eq!(seqs, [3, 4]);
    assert!(matches!(&changes[0], Change::Removed { row: 1, .. }));
    assert_eq!(store.changes_after(3, 10, 1).unwrap().len(), 1);
    assert_eq!(store.changes_after(0, 1, 1).unwrap().len(), 1);
}

#[test]
fn newest_first_by_published_else_added() {
    let mut store = Store::in_memory().unwrap();
    let mut dated = article("dated", "x");
    dated.published = Some(at(50));
    store.put(&[dated], at(100), false).unwrap();
    store.put(&[article("z", "x"), article("a", "x")], at(70), false).unwrap();
    let ids: Vec<String> = store.list().unwrap().into_iter().map(|row| row.id.to_string()).collect();
    assert_eq!(ids, ["a", "z", "dated"]);
}

#[test]
fn mentions_are_kept_by_entity_with_their_forms() {
    let mut store = Store::in_memory().unwrap();
    store.put(&[article("a", "قال بوتين وقال بوتن")], at(1), false).unwrap();
    let entity = EntityId::new("person:x");
    let mention = |start: usize, end: usize| Mention {
        range: start..end,
        kind: EntityKind::Person,
        entity: entity.clone(),
        name: "فلاديمير".to_owned(),
        confidence: 90,
    };
    let found = vec![mention(7, 17), mention(27, 35)];
    let in_title = Vec::new;
    let tagged =
        |found: &[Mention]| Tagged { row: 1, seq: 1, mentions: found.to_vec(), in_title: in_title() };
    store.put_mentions(&[tagged(&found)], 4, 4).unwrap();
    assert_eq!(store.mentions(1).unwrap(), found);
    let forms: Vec<(String, usize)> =
        store.forms(&entity).unwrap().into_iter().map(|form| (form.text, form.count)).collect();
    assert_eq!(forms, [("بوتن".to_owned(), 1), ("بوتين".to_owned(), 1)]);
    assert_eq!(store.mentioning(&entity, 9).unwrap()[0].1, 2);
    assert_eq!(store.count_pending(1, 4).unwrap(), 0);
    assert_eq!(store.count_pending(1, 5).unwrap(), 1, "another analysis");
    store.put(&[article("a", "x")], at(1), false).unwrap();
    assert_eq!(store.mentions(1).unwrap(), []);
    store.put_mentions(&[tagged(&found)], 4, 4).unwrap();
    assert_eq!(store.mentions(1).unwrap(), [], "mentions of an older text are not taken");
}

#[test]
fn what_other_corrections_concern_is_a_change_for_whoever_follows() {
    let mut store = Store::in_memory().unwrap();
    store.put(&[article("a", "1"), article("b", "1")], at(1), false).unwrap();
    let tagged = |row, seq| Tagged { row, seq, mentions: Vec::new(), in_title: Vec::new() };
    store.put_mentions(&[tagged(1, 1), tagged(2, 2), tagged(2, 1)], 4, 4).unwrap();
    assert_eq!((store.untagged(5, 4).unwrap().len(), store.untagged(5, 5).unwrap().len()), (0, 2));
    let stamp = 7 << 32 | 4;
    assert_eq!((store.follows(stamp).unwrap(), store.corrections().unwrap().as_str()), (false, ""));
    store.put_corrections(stamp, "not\tx", Some(&[1].into()), 2).unwrap();
    assert_eq!((store.follows(stamp).unwrap(), store.corrections().unwrap().as_str()), (true, "not\tx"));
    assert_eq!((store.last_change().unwrap(), store.untagged(5, 4).unwrap().len()), (3, 1));
    let changes = store.changes_after(2, 10, 4).unwrap();
    assert!(matches!(&changes[..], [Change::Put(row)] if (row.row, row.seq, row.tagged) == (1, 3, false)));
    store.put_mentions(&[tagged(1, 3)], 4, 4).unwrap();
    assert_eq!(store.untagged(5, 4).unwrap().len(), 1, "what follows the corrections before is not taken");
    store.put_mentions(&[tagged(1, 3)], 4, stamp).unwrap();
    assert_eq!(store.untagged(5, 4).unwrap().len(), 0);
}

#[test]
fn what_is_doubtful_is_counted_nowhere() {
    let mut store = Store::in_memory().unwrap();
    store.put(&[article("a", "أود أود"), article("b", "أود")], at(1), false).unwrap();
    let entity = EntityId::new("person:awd");
    let mention = |confidence| Mention {
        range: 0..6,
        kind: EntityKind::Person,
        entity: entity.clone(),
        name: "أود".to_owned(),
        confidence,
    };
    let tagged = |n, sure| Tagged { row: n, seq: n, mentions: vec![mention(sure)], in_title: Vec::new() };
    let counts = |store: &Store| {
        let seen = store.seen(&entity).unwrap().unwrap().count;
        let listed = (store.mentioning(&entity, 9).unwrap().len(), store.times(&entity).unwrap().len());
        (seen, listed, store.forms(&entity).unwrap().len(), store.named_in(1).unwrap().len())
    };
    store.put_mentions(&[tagged(1, Mention::SURE - 1)], 4, 4).unwrap();
    assert_eq!(counts(&store), (0, (0, 0), 0, 0));
    store.put_mentions(&[tagged(2, Mention::SURE)], 4, 4).unwrap();
    assert_eq!(counts(&store), (1, (1, 1), 1, 0));
    assert_eq!(store.appearing(&entity).unwrap(), [1, 2], "whoever marks again knows of both");
}

#[test]
fn a_newer_file_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    drop(Store::open(&file).unwrap());
    rusqlite::Connection::open(&file).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = Store::open(&file).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 99, .. }));
    assert!(error.to_string().contains("newer Sahifa"), "{error}");
}

#[test]
fn two_handles_write_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    let write = |name: &'static str| {
        let file = file.clone();
        std::thread::spawn(move || {
            let mut store = Store::open(&file).unwrap();
            for n in 0..50 {
                store.put(&[article(&format!("{name}{n}"), "x")], at(1), false).unwrap();
            }
        })
    };
    let writers = [write("a"), write("b")];
    for writer in writers {
        writer.join().unwrap();
    }
    let store = Store::open(&file).unwrap();
    assert_eq!((store.count().unwrap(), store.last_change().unwrap()), (100, 100));
}
