//! The library as its users see it: in memory, in a folder, after damage.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use sahifa::library::Library;
use sahifa::model::{ArticleId, Parsed};

pub fn article(id: &str, title: &str, body: &str) -> Parsed {
    Parsed {
        id: ArticleId::new(id),
        title: title.to_owned(),
        body: body.to_owned(),
        source: None,
        url: None,
        published: None,
        estimated: false,
        lang: None,
    }
}

pub fn derive_all(library: &mut Library) {
    while library.derive(100).unwrap() > 0 {}
}

fn open(folder: &Path) -> Library {
    Library::open(folder, Timestamp::UNIX_EPOCH).unwrap()
}

fn ids(library: &Library) -> Vec<String> {
    library.list().unwrap().into_iter().map(|row| row.id.to_string()).collect()
}

#[test]
fn a_first_run_has_five_articles_newest_first() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data");
    let mut library = open(&folder);
    let rows = library.list().unwrap();
    let heads: Vec<String> = ids(&library).iter().map(|id| id[..3].to_owned()).collect();
    assert_eq!(heads, ["001", "003", "002", "000", "004"]);
    assert!(rows.iter().all(|row| row.estimated && row.published.is_some() && !row.title.is_empty()));
    assert_eq!(rows[2].source.as_deref(), Some("رويترز"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    }
    derive_all(&mut library);
    let health = library.health();
    assert_eq!((health.articles, health.pending, health.indexed), (5, 0, 5));
    assert_eq!(health.problems, Vec::<String>::new());
}

#[test]
fn bundled_articles_that_were_removed_stay_away() {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    let first = vec![library.list().unwrap().remove(0).id];
    assert_eq!(library.remove(&first).unwrap(), first);
    library.ingest(vec![article("x", "ت", "ن")], Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(library.remove_added().unwrap(), [ArticleId::new("x")]);
    drop(library);
    assert_eq!(open(home.path()).list().unwrap().len(), 4);
}

#[test]
fn ingesting_twice_changes_nothing() {
    let mut library = Library::in_memory().unwrap();
    let given = vec![article("a", "ت", "نص"), article("b", "ت", "نص آخر")];
    assert_eq!(library.ingest(given.clone(), Timestamp::UNIX_EPOCH).unwrap().added.len(), 2);
    derive_all(&mut library);
    let again = library.ingest(given, Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!((again.added.len(), again.updated.len(), again.unchanged.len()), (0, 0, 2));
    assert_eq!(library.derive(10).unwrap(), 0);
}

#[test]
fn the_index_follows_puts_updates_and_removals() {
    let mut library = Library::in_memory().unwrap();
    let total = |library: &Library, query: &str| library.searcher().search(query, 10).total;
    library
        .ingest(vec![article("a", "ت", "سفينة"), article("b", "ت", "طائرة")], Timestamp::UNIX_EPOCH)
        .unwrap();
    assert_eq!(library.derive(1).unwrap(), 1);
    assert_eq!(library.derive(10).unwrap(), 0);
    assert_eq!((total(&library, "سفينة"), total(&library, "طائرة")), (1, 1));
    library.ingest(vec![article("a", "ت", "قطار")], Timestamp::UNIX_EPOCH).unwrap();
    library.remove(&[ArticleId::new("b")]).unwrap();
    derive_all(&mut library);
    assert_eq!((total(&library, "سفينة"), total(&library, "طائرة"), total(&library, "قطار")), (0, 0, 1));
}

#[test]
fn a_removal_alone_reaches_the_index() {
    let mut library = Library::in_memory().unwrap();
    library
        .ingest(vec![article("a", "ت", "سفينة"), article("b", "ت", "طائرة")], Timestamp::UNIX_EPOCH)
        .unwrap();
    derive_all(&mut library);
    library.remove(&[ArticleId::new("b")]).unwrap();
    derive_all(&mut library);
    assert_eq!(library.health().indexed, 1);
}

/// Searches for a word of the bundled articles after something was done to the index on disk.
fn after_damage(damage: impl Fn(&Path)) -> (usize, Library) {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    derive_all(&mut library);
    drop(library);
    damage(&home.path().join("index"));
    let mut library = open(home.path());
    derive_all(&mut library);
    let total = library.searcher().search("بوتين", 10).total;
    (total, library)
}

pub fn largest(folder: &Path, ending: &str) -> std::path::PathBuf {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|file| file.to_string_lossy().ends_with(ending)).collect();
    files.sort_by_key(|file| fs::metadata(file).unwrap().len());
    files.pop().unwrap()
}

#[test]
fn a_damaged_index_is_set_aside_and_built_anew() {
    for file in ["meta.json", ".managed.json"] {
        let (total, _) = after_damage(|index| fs::write(index.join(file), "").unwrap());
        assert_eq!(total, 5, "emptied {file}");
    }
    let (total, _) = after_damage(|index| fs::write(largest(index, ".idx"), "x").unwrap());
    assert_eq!(total, 5, "a cut segment");
    let (total, _) = after_damage(|index| fs::remove_file(largest(index, ".term")).unwrap());
    assert_eq!(total, 5, "a missing segment");
    let (total, _) = after_damage(|index| fs::remove_file(index.join("meta.json")).unwrap());
    assert_eq!(total, 5, "no meta.json");
    let (total, _) = after_damage(|index| fs::remove_dir_all(index).unwrap());
    assert_eq!(total, 5, "no index");
}

#[test]
fn repair_builds_everything_anew() {
    let (_, mut library) = after_damage(|_| {});
    library.repair().unwrap();
    assert_eq!(library.health().pending, 5);
    derive_all(&mut library);
    assert_eq!(library.searcher().search("بوتين", 10).total, 5);
}

#[test]
fn a_second_program_searches_and_marks_while_the_first_indexes() {
    let home = tempfile::tempdir().unwrap();
    let mut first = open(home.path());
    derive_all(&mut first);
    let mut second = open(home.path());
    second.ingest(vec![article("x", "ت", "سفينة")], Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(second.derive(10).unwrap(), 0, "tagged; indexing is the first one's");
    second.set_read(&ArticleId::new("x"), true).unwrap();
    assert_eq!(second.searcher().search("بوتين", 10).total, 5);
    derive_all(&mut first);
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(second.searcher().search("سفينة", 10).total, 1);
    assert!(first.list().unwrap().iter().any(|row| row.status.read));
}
