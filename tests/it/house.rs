//! The rules of the house that a reader of the tree would trip over, kept as tests.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files with this ending below a folder, with their text.
fn texts(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let (mut found, mut folders) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|own| own == ending) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "no .{ending} in {folder}");
    found
}

fn code() -> Vec<(PathBuf, String)> {
    let mut files = texts("src", "rs");
    files.extend(texts("tests", "rs"));
    files
}

#[test]
fn the_top_level_is_exactly_this() {
    let wanted = ["Cargo.lock", "Cargo.toml", "README.md", "assets", "seeds", "src", "tests"];
    let made = ["target"]; // by cargo
    let mut found: Vec<String> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.') && !made.contains(&&**name))
        .collect();
    found.sort();
    assert_eq!(found, wanted);
}

#[test]
fn every_file_says_what_it_does() {
    for (path, text) in code() {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.strip_prefix("//! ").is_some_and(|line| line.len() > 10), "{}", path.display());
    }
}

#[test]
fn no_file_is_too_long_to_read_in_one_sitting() {
    for (path, text) in code() {
        assert!(text.lines().count() <= 500, "{}: {} lines", path.display(), text.lines().count());
    }
}

#[test]
fn no_stub_and_no_test_that_is_switched_off() {
    // Written in two pieces, so that this file is not found itself.
    let stubs =
        [["todo", "!("], ["unimplemented", "!("], ["#[ign", "ore"], ["FIX", "ME"]].map(|pair| pair.concat());
    for (path, text) in code() {
        for stub in &stubs {
            assert!(!text.contains(stub), "{}: {stub}", path.display());
        }
    }
}

#[test]
fn no_sentence_of_the_bundled_articles_stands_in_the_program() {
    let sources: Vec<(PathBuf, String)> =
        texts("src", "rs").into_iter().map(|(path, text)| (path, plain(&text))).collect();
    let seeds = texts("seeds", "txt");
    let sentences = seeds.iter().flat_map(|(_, text)| text.split(['.', '\n', '،', '؛', '؟', '!', ':']));
    let long: Vec<String> =
        sentences.map(plain).filter(|sentence| sentence.split(' ').count() >= 6).collect();
    assert!(long.len() > 50, "the seeds have {} long sentences", long.len());
    for (path, text) in &sources {
        for sentence in &long {
            assert!(!text.contains(sentence), "{}: {sentence}", path.display());
        }
    }
}

fn plain(text: impl AsRef<str>) -> String {
    text.as_ref().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn no_path_of_one_machine_stands_in_the_tree() {
    let mut folders: Vec<String> = root().parent().into_iter().map(named).collect();
    folders.extend(std::env::var_os("HOME").map(|home| named(Path::new(&home))));
    folders.retain(|folder| folder.len() > 2);
    let mut files = code();
    for name in ["README.md", ".ci/run", "Cargo.toml", ".clippy.toml", ".deny.toml"] {
        let path = root().join(name);
        let text = fs::read_to_string(&path).unwrap();
        files.push((path, text));
    }
    for (path, text) in files {
        for folder in &folders {
            assert!(!text.contains(folder), "{}: {folder}", path.display());
        }
    }
}

fn named(folder: &Path) -> String {
    format!("{}/", folder.display())
}
