//! How fast entity pages are over a large library: made articles and mentions, straight into the store.

use std::time::Instant;

use jiff::Timestamp;
use sahifa::entity::Engine;
use sahifa::library::Library;
use sahifa::model::{ArticleId, EntityId, EntityKind, Mention, Parsed};
use sahifa::store::{Store, Tagged};

use super::noise::Rng;

/// Bytes of a made name; a body is a row of names.
const NAME: usize = 24;
/// Names in a body.
const NAMES: usize = 120;
/// Different entities.
const ENTITIES: usize = 20_000;

/// Measures over this many articles.
pub fn measure(articles: usize) {
    let home = tempfile::tempdir().expect("a folder");
    drop(Library::open(home.path(), Timestamp::UNIX_EPOCH).expect("a library"));
    let file = home.path().join("library.db");
    let start = Instant::now();
    fill(&file, articles);
    println!("{articles} articles made and stored in {:.1?}", start.elapsed());
    let size = std::fs::metadata(&file).expect("a file").len();
    println!("database {} MB", size >> 20);
    let mut library = Library::open(home.path(), Timestamp::UNIX_EPOCH).expect("a library");
    for entity in [0, 1, 10, 100, 1_000] {
        let id = EntityId::new(format!("person:e{entity}"));
        let start = Instant::now();
        let page = library.entity_page(&id).expect("a page").expect("known");
        let first = start.elapsed();
        let start = Instant::now();
        library.entity_page(&id).expect("a page");
        println!(
            "entity in {:>6} articles: page {first:.1?}, again {:.1?}; {} months, {} forms, {} beside",
            page.total,
            start.elapsed(),
            page.months.len(),
            page.variants.len(),
            page.neighbours.len()
        );
        library.follow(&id, true).expect("followed");
    }
    let start = Instant::now();
    let unread = library.unread_followed().expect("unread").len();
    println!("unread of five followed: {unread} in {:.1?}", start.elapsed());
    let start = Instant::now();
    library.followed().expect("followed");
    println!("followed with counts in {:.1?}", start.elapsed());
    let start = Instant::now();
    library.health();
    println!("health in {:.1?}", start.elapsed());
}

/// Articles over ten years, each with twenty entities of which few are frequent.
fn fill(file: &std::path::Path, articles: usize) {
    let mut store = Store::open(file).expect("a store");
    let mut rng = Rng::new(1);
    let analysis = Engine::new().stamp();
    for block in 0..articles.div_ceil(1_000) {
        let made: Vec<(Parsed, Vec<Mention>)> =
            (0..1_000).map(|n| made(block * 1_000 + n, &mut rng)).collect();
        let parsed: Vec<Parsed> = made.iter().map(|(parsed, _)| parsed.clone()).collect();
        let last = store.last_change().expect("a number");
        store.put(&parsed, Timestamp::UNIX_EPOCH, false).expect("stored");
        let changes = store.changes_after(last, 1_000, analysis).expect("changes");
        let tagged = changes.iter().zip(made).map(|(change, (_, mentions))| {
            let sahifa::store::Change::Put(row) = change else { unreachable!() };
            Tagged { row: row.row, seq: row.seq, mentions, in_title: Vec::new() }
        });
        store.put_mentions(&tagged.collect::<Vec<_>>(), analysis, analysis).expect("kept");
    }
}

fn made(n: usize, rng: &mut Rng) -> (Parsed, Vec<Mention>) {
    let mut body = String::new();
    let mut mentions = Vec::new();
    for at in 0..NAMES {
        // To the fourth power: a few names make most mentions.
        let entity = rng.below(10_000).pow(4) / (10_000_usize.pow(4) / ENTITIES);
        let start = body.len();
        let form = format!("e{entity}f{}", rng.below(4));
        body.push_str(&form);
        body.extend(std::iter::repeat_n(' ', NAME - form.len()));
        if at % 6 == 0 {
            mentions.push(Mention {
                range: start..start + NAME,
                kind: EntityKind::Person,
                entity: EntityId::new(format!("person:e{entity}")),
                name: format!("name of {entity}"),
                confidence: 90,
            });
        }
    }
    let second = i64::try_from(1_400_000_000 + rng.below(315_360_000)).expect("a small number");
    let published = Timestamp::from_second(second).expect("a time");
    let parsed = Parsed {
        id: ArticleId::new(format!("a{n}")),
        title: format!("title {n}"),
        body,
        source: None,
        url: None,
        published: Some(published),
        estimated: false,
        lang: None,
    };
    (parsed, mentions)
}
