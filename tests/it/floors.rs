//! The floors as a test: imports only go down, and each floor uses only the crates that are its business.
//!
//! Reads every file of `src/`, without comments, strings and test modules, and holds each path in it
//! (`use` trees too) against the table below.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What a floor may import, and what of the standard library it must not.
struct Floor {
    name: &'static str,
    ours: &'static [&'static str],
    outer: &'static [&'static str],
    never: &'static [&'static str],
}

/// No files, sockets, threads, environment or clock.
const PURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::thread",
    "std::env",
    "std::process",
    "std::io",
    "std::time::SystemTime",
    "std::time::Instant",
];
/// Files, but no threads and nobody else's business.
const QUIET: &[&str] = &["std::net", "std::thread", "std::env", "std::process::Command"];

const FLOORS: &[Floor] = &[
    Floor {
        name: "text",
        ours: &[],
        outer: &[
            "unicode_bidi",
            "unicode_segmentation",
            "unicode_width",
            "icu_properties",
            "icu_segmenter",
            "icu_normalizer",
        ],
        never: PURE,
    },
    Floor { name: "model", ours: &[], outer: &["jiff"], never: PURE },
    Floor {
        name: "feed",
        ours: &["model"],
        outer: &["html5ever", "pulldown_cmark", "sha2", "serde", "serde_json", "jiff", "thiserror"],
        never: PURE,
    },
    Floor {
        name: "entity",
        ours: &["text", "model"],
        outer: &["foldhash", "fst", "flate2", "jiff"],
        never: &["std::fs", "std::net", "std::thread", "std::env"],
    },
    Floor {
        name: "search",
        ours: &["text", "model"],
        outer: &["tantivy", "tantivy_fst", "flate2", "unicode_segmentation", "jiff"],
        never: QUIET,
    },
    Floor { name: "store", ours: &["model"], outer: &["rusqlite", "jiff", "thiserror"], never: QUIET },
    Floor {
        name: "library",
        ours: &["model", "feed", "entity", "search", "store"],
        outer: &["anyhow", "jiff", "serde", "toml"],
        never: QUIET,
    },
    Floor { name: "app", ours: &["text", "model"], outer: &["jiff"], never: PURE },
    Floor { name: "ui", ours: &["app", "text", "model"], outer: &["ratatui"], never: PURE },
    Floor {
        name: "term",
        ours: &["app", "text"],
        outer: &[
            "crossterm",
            "ratatui",
            "rustix",
            "unicode_bidi",
            "icu_properties",
            "icu_normalizer",
            "thiserror",
        ],
        never: &["std::net"],
    },
    Floor {
        name: "config",
        ours: &["app", "text"],
        outer: &["toml", "directories", "fern", "log", "jiff", "thiserror"],
        never: &["std::net", "std::thread", "std::process"],
    },
    Floor {
        name: "runtime",
        ours: &["model", "library", "app", "ui", "term"],
        outer: &[
            "crossbeam_channel",
            "signal_hook",
            "ratatui",
            "anyhow",
            "jiff",
            "log",
            "open",
            "url",
            "base64",
            "serde",
            "serde_json",
        ],
        never: &["std::net"], // who reads the environment is clippy's to watch
    },
    Floor {
        name: "cli",
        ours: &["text", "model", "feed", "search", "library", "app", "term", "config", "runtime"],
        outer: &[
            "clap",
            "clap_complete",
            "clap_mangen",
            "indicatif",
            "serde",
            "serde_json",
            "sha2",
            "anyhow",
            "thiserror",
            "jiff",
            "log",
            "rustix",
        ],
        never: &["std::net", "std::env", "std::thread", "std::process"],
    },
];

#[test]
fn imports_only_go_down() {
    let wrong: Vec<String> =
        program().iter().flat_map(|(path, text)| violations(path, text, &outer_crates())).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_floor_is_allowed_nothing_that_it_does_not_use() {
    let program = program();
    let idle = |floor: &Floor| {
        let files = program.iter().filter(|(path, _)| path.starts_with(floor.name));
        let used: BTreeSet<String> = files.flat_map(|(path, text)| used(path, text)).collect();
        let allowed = floor.ours.iter().chain(floor.outer);
        let idle = allowed.filter(|name| !used.contains(**name));
        idle.map(|name| format!("{} does not use {name}", floor.name)).collect::<Vec<_>>()
    };
    assert_eq!(FLOORS.iter().flat_map(idle).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn every_folder_of_src_is_a_floor() {
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known = FLOORS.iter().any(|floor| floor.name == name) || ["lib.rs", "main.rs"].contains(&&*name);
        assert!(known, "src/{name} is no floor of the table");
    }
}

#[test]
fn a_bad_import_is_caught() {
    let caught = |path: &str, text: &str| violations(Path::new(path), text, &outer_crates());
    for (path, text) in [
        ("text/fold.rs", "use crate::model::Article;"),
        ("text/fold.rs", "fn f() { crate::app::App::new() }"),
        ("app/mod.rs", "use crate::{text::Clean, ui::view};"),
        ("app/mod.rs", "use super::ui;"),
        ("app/deep/more.rs", "use super::super::super::term::encode;"),
        ("app/mod.rs", "use ratatui::buffer::Buffer;"),
        ("model/query.rs", "use std::{fmt, fs};"),
        ("feed/mod.rs", "use std::time::{Duration, Instant};"),
        ("store/mod.rs", "fn f() -> tantivy::Index {}"),
        ("ui/mod.rs", "use crate::library::Library;"),
        ("main.rs", "use sahifa::library::Library;"),
        ("nowhere/mod.rs", ""),
    ] {
        assert_eq!(caught(path, text).len(), 1, "{path}: {text}");
    }
    for (path, text) in [
        (
            "text/fold.rs",
            "//! See `crate::app`.\n// crate::ui\n/* crate::ui */ const S: &str = \"crate::ui::x\";",
        ),
        ("text/fold.rs", "use super::Clean;\n#[cfg(test)]\nmod tests { use crate::model::X; }"),
        ("app/mod.rs", "use crate::{model::{A, B}, text as t};"),
        ("ui/mod.rs", "use ratatui::buffer::Buffer; fn f<'a>(c: char) -> bool { c == '\"' }"),
    ] {
        assert_eq!(caught(path, text), Vec::<String>::new(), "{path}");
    }
}

/// The files of the program, by their places in `src/`, without those of tests alone.
fn program() -> Vec<(PathBuf, String)> {
    let src = root().join("src");
    let of_tests =
        |path: &Path| path.ends_with("tests.rs") || path.iter().any(|part| part.to_str() == Some("tests"));
    let inside = |path: PathBuf| path.strip_prefix(&src).unwrap().to_path_buf();
    files(&src)
        .into_iter()
        .map(|path| (inside(path.clone()), fs::read_to_string(&path).unwrap()))
        .filter(|(path, _)| !of_tests(path))
        .collect()
}

/// The repository's root.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

/// The names under which `Cargo.toml`'s dependencies are imported.
fn outer_crates() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let manifest: toml::Table = text.parse().unwrap();
    manifest["dependencies"].as_table().unwrap().keys().map(|name| name.replace('-', "_")).collect()
}

/// What a file imports against the table, one sentence each. `path` is relative to `src/`.
fn violations(path: &Path, text: &str, outer: &BTreeSet<String>) -> Vec<String> {
    let parts = parts(path);
    let main = Floor { name: "main.rs", ours: &["cli"], outer: &[], never: &[] };
    let floor = match parts[0] {
        "lib.rs" => return Vec::new(),
        "main.rs" => &main,
        name => match FLOORS.iter().find(|floor| floor.name == name) {
            Some(floor) => floor,
            None => return vec![format!("{}: no such floor", path.display())],
        },
    };
    let mut wrong = BTreeSet::new();
    for import in &imports(text) {
        let joined = import.join("::");
        let ours = target(path, import).filter(|name| FLOORS.iter().any(|other| other.name == *name));
        let upward = ours.is_some_and(|name| name != floor.name && !floor.ours.contains(&name));
        let foreign = outer.contains(&import[0]) && !floor.outer.contains(&import[0].as_str());
        let never =
            floor.never.iter().any(|never| joined == *never || joined.starts_with(&format!("{never}::")));
        if upward || foreign || never {
            wrong.insert(format!("src/{}: {} must not use {joined}", path.display(), floor.name));
        }
    }
    wrong.into_iter().collect()
}

fn parts(path: &Path) -> Vec<&str> {
    path.iter().map(|part| part.to_str().unwrap()).collect()
}

/// Every path of a file, without its test modules.
fn imports(text: &str) -> Vec<Vec<String>> {
    paths(&tokens(text.split("#[cfg(test)]\nmod ").next().unwrap_or_default()))
}

/// What stands right under our own crate in a path.
fn target<'a>(path: &Path, import: &'a [String]) -> Option<&'a str> {
    // `super` in `floor/mod.rs` is the crate's root, in `floor/file.rs` it takes two.
    let depth = parts(path).len() - usize::from(path.ends_with("mod.rs"));
    let supers = import.iter().take_while(|part| *part == "super").count();
    let at = match import[0].as_str() {
        "crate" | "sahifa" => 1,
        "super" if supers >= depth => supers,
        _ => return None,
    };
    import.get(at).map(String::as_str)
}

/// The floors and crates that a file names.
fn used(path: &Path, text: &str) -> Vec<String> {
    let name = |import: Vec<String>| target(path, &import).unwrap_or(&import[0]).to_owned();
    imports(text).into_iter().map(name).collect()
}

/// Words, `::` and single signs; comments, strings and character literals are left out.
fn tokens(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let (mut tokens, mut at) = (Vec::new(), 0);
    let starts = |at: usize, sign: &str| sign.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c));
    while at < chars.len() {
        let c = chars[at];
        if starts(at, "//") {
            while at < chars.len() && chars[at] != '\n' {
                at += 1;
            }
        } else if starts(at, "/*") {
            while at < chars.len() && !starts(at, "*/") {
                at += 1;
            }
            at += 2;
        } else if c == '"' {
            at += 1;
            while at < chars.len() && chars[at] != '"' {
                at += if chars[at] == '\\' { 2 } else { 1 };
            }
            at += 1;
        } else if c == '\'' && (chars.get(at + 1) == Some(&'\\') || chars.get(at + 2) == Some(&'\'')) {
            at += if chars[at + 1] == '\\' { 3 } else { 2 };
            while at < chars.len() && chars[at] != '\'' {
                at += 1;
            }
            at += 1;
        } else if c.is_alphanumeric() || c == '_' {
            let start = at;
            while at < chars.len() && (chars[at].is_alphanumeric() || chars[at] == '_') {
                at += 1;
            }
            tokens.push(chars[start..at].iter().collect());
        } else if starts(at, "::") {
            tokens.push("::".to_owned());
            at += 2;
        } else {
            if !c.is_whitespace() {
                tokens.push(c.to_string());
            }
            at += 1;
        }
    }
    tokens
}

/// Every path of two or more parts, with `use` trees spread out.
fn paths(tokens: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let begins = is_word(&tokens[at]) && tokens.get(at + 1).is_some_and(|next| next == "::");
        at = if begins { spread(tokens, at, &[], &mut found) } else { at + 1 };
    }
    found
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Spreads the tree that begins at `at`; where it ends.
fn spread(tokens: &[String], mut at: usize, prefix: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = prefix.to_vec();
    while let Some(token) = tokens.get(at) {
        if is_word(token) {
            path.push(token.clone());
            at += 1;
        } else if token == "{" && (prefix.is_empty() || path.len() > prefix.len()) {
            at += 1;
            while tokens.get(at).is_some_and(|token| token != "}") {
                let end = spread(tokens, at, &path, found);
                at = end.max(at + 1);
            }
            return at + 1;
        } else {
            break;
        }
        if tokens.get(at).is_none_or(|token| token != "::") {
            break;
        }
        at += 1;
    }
    if path.len() > 1 {
        found.push(path);
    }
    at
}
