//! Strict span and class F1 on the two annotated articles, where the shared material exists.
//!
//! Scores as conlleval does: a mention counts when its code-point range and class are those of the gold.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::PathBuf;

use sahifa::entity::Engine;
use serde_json::Value;

/// Where the shared reference material stands.
pub(crate) fn shared() -> Option<PathBuf> {
    let path = std::env::var_os("SAHIFA_SHARED")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")), PathBuf::from);
    path.is_dir().then_some(path)
}

type Span = (usize, usize, String);

fn gold(json: &str) -> Vec<(Span, String, String)> {
    let list: Vec<Value> = serde_json::from_str(json).unwrap();
    list.iter()
        .map(|m| {
            let number = |key: &str| usize::try_from(m[key].as_u64().unwrap()).unwrap();
            let text = |key: &str| m[key].as_str().unwrap().to_owned();
            ((number("start"), number("end"), text("type")), text("text"), text("entity"))
        })
        .collect()
}

fn published(stem: &str) -> Option<jiff::Timestamp> {
    let day = if stem.starts_with("000") { "2023-03-22" } else { "2023-05-24" };
    format!("{day}T12:00:00Z").parse().ok()
}

#[test]
fn the_annotated_articles_score_at_least_97() {
    let Some(shared) = shared() else { return };
    let engine = Engine::new();
    let (mut right, mut linked, mut found, mut wanted) = (0, 0, 0, 0);
    for stem in ["000_2fa519d9b5e6a579", "002_322b6b5cc92a09ad"] {
        let text = std::fs::read_to_string(shared.join(format!("seeds/{stem}.txt"))).unwrap();
        let json = std::fs::read_to_string(shared.join(format!("gold/entities/{stem}.json"))).unwrap();
        let gold = gold(&json);
        let point = |byte: usize| text[..byte].chars().count();
        let tagged = engine.tag(&text, published(stem));
        let mentions: Vec<(Span, &str, &str)> = tagged
            .iter()
            .map(|m| {
                let span = (point(m.range.start), point(m.range.end), m.kind.code().to_owned());
                (span, &text[m.range.clone()], m.entity.as_str())
            })
            .collect();
        wanted += gold.len();
        found += mentions.len();
        for (span, surface, id) in &mentions {
            match gold.iter().find(|(wanted, ..)| wanted == span) {
                Some((.., wanted)) => {
                    right += 1;
                    linked += usize::from(wanted == id);
                    if wanted != id {
                        println!("link   {stem:.3} {surface} {id}, not {wanted}");
                    }
                }
                None => println!("extra  {stem:.3} {surface} {} {id}", span.2),
            }
        }
        for (span, surface, id) in &gold {
            if !mentions.iter().any(|(found, ..)| found == span) {
                println!("missed {stem:.3} {surface} {} {id}", span.2);
            }
        }
    }
    let f1 = 2.0 * f64::from(right) / (found + wanted) as f64;
    println!("right {right} of {found} found, {wanted} wanted: F1 {f1:.3}, linked {linked}");
    assert!(f1 >= 0.97, "F1 {f1:.3}");
}
