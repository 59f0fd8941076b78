//! Golden screens of the five bundled articles: the real library behind the real screen.

use sahifa::app::Settings;
use sahifa::library::Library;

use super::driver::{Driver, now};

/// The reader over the bundled articles, tagged and indexed, and the folder that holds them.
fn driver() -> (Driver, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut library = Library::open(folder.path(), now()).unwrap();
    assert_eq!(library.derive(usize::MAX).unwrap(), 0);
    (Driver::with_library(library, Settings::default(), (100, 30)), folder)
}

/// The first and the last screen of an article of the list, counted from the top.
fn ends(at: usize) -> String {
    let (mut driver, _folder) = driver();
    let first = driver.keys(&"j".repeat(at)).keys("<ret>").reading();
    let last = driver.keys("G").reading();
    format!("{first}\n\n=== the end ===\n{last}")
}

#[test]
fn start() {
    insta::assert_snapshot!(driver().0.reading());
}

#[test]
fn article_1() {
    insta::assert_snapshot!(ends(0));
}

#[test]
fn article_2() {
    insta::assert_snapshot!(ends(1));
}

#[test]
fn article_3() {
    insta::assert_snapshot!(ends(2));
}

#[test]
fn article_4() {
    insta::assert_snapshot!(ends(3));
}

#[test]
fn article_5() {
    insta::assert_snapshot!(ends(4));
}

#[test]
fn a_search_with_another_spelling_lights_the_original_letters() {
    let (mut driver, _folder) = driver();
    insta::assert_snapshot!(driver.keys("/أوكرانيا").reading());
}

#[test]
fn what_was_read_is_there_after_a_restart() {
    let (mut before, folder) = driver();
    before.keys("jj<ret>").keys("<space>h").keys("ks");
    let shown = before.keys("j<ret>").reading();
    drop(before);
    let library = Library::open(folder.path(), now()).unwrap();
    let mut after = Driver::with_library(library, Settings::default(), (100, 30));
    assert_eq!(after.keys("<ret>").reading(), shown, "the article read last, where reading stopped");
    let list = after.keys("h").screen().join("\n");
    assert!(list.contains('★'));
    assert_eq!(list.matches('●').count(), 4);
}
