//! Proclitics before the names of the tables: letters of a name are never cut, clitics always are.
//!
//! The list is made from the tables themselves: every spelling of one word that needs no context.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use sahifa::entity::Engine;
use sahifa::entity::tables::{TABLES, table};

/// One-word spellings without a sign, in Arabic letters.
fn names() -> BTreeSet<&'static str> {
    let rows = (0..TABLES.len()).flat_map(|number| table(number).lines().skip(1));
    rows.flat_map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        std::iter::once(columns[2]).chain(columns[3].split('|')).collect::<Vec<_>>()
    })
    .filter(|name| name.chars().count() >= 4 && name.chars().all(|c| ('\u{621}'..='\u{64A}').contains(&c)))
    .collect()
}

/// The first bytes of the first mention of a text, if there is one.
fn start(engine: &Engine, text: &str) -> Option<usize> {
    engine.tag(text, None).first().map(|mention| mention.range.start)
}

#[test]
fn no_letter_of_a_name_is_cut() {
    let engine = Engine::new();
    let risky = names().into_iter().filter(|name| name.starts_with(['و', 'ف', 'ب', 'ل', 'ك']));
    let mut tried = 0;
    for name in risky {
        tried += 1;
        assert!(matches!(start(&engine, name), None | Some(0)), "{name} is cut");
    }
    assert!(tried >= 500, "only {tried} names");
}

#[test]
fn attached_proclitics_are_recovered() {
    let engine = Engine::new();
    let (mut tried, mut cut) = (0, 0);
    let mut missed = Vec::new();
    for name in names().into_iter().step_by(7) {
        if start(&engine, name) != Some(0) {
            continue;
        }
        for clitic in ["و", "ف", "ب", "ل", "ك", "وب", "ول"] {
            let article = clitic.ends_with('ل').then(|| name.strip_prefix("ال")).flatten();
            let text = article.map_or_else(|| format!("{clitic}{name}"), |rest| format!("{clitic}ل{rest}"));
            tried += 1;
            if start(&engine, &text) == Some(clitic.len()) {
                cut += 1;
            } else {
                missed.push(text);
            }
        }
    }
    println!("{cut} of {tried} recovered; missed {missed:?}");
    assert!(cut * 100 >= tried * 96, "{cut} of {tried}: {missed:?}");
}
