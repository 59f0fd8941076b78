//! Scores by five folds: what the tagger is worth on articles that it never saw.

use std::collections::BTreeMap;
use std::ops::Range;

use sahifa::entity::Engine;
use sahifa::entity::training::{Model, engine};
use sahifa::model::{EntityKind, Mention};

use crate::learner::train;
use crate::{Article, Gold};

/// Parts of the articles.
pub const FOLDS: usize = 5;

#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    found: usize,
    gold: usize,
}

/// Five folds by article: each is tagged by weights that never saw it; the rules alone stand beside. With
/// `errors`, what is painted wrongly (`+`) or not (`-`) is listed.
pub fn folds(articles: &[Article], errors: bool) {
    let mut tables: Vec<(&str, BTreeMap<&str, Count>)> =
        ["rules", "tagger", "painted", "painted, by the sentence"].map(|n| (n, BTreeMap::new())).into();
    let rules = engine(Model::default());
    unseen(articles, |_, learnt, article| {
        score(&rules, article, 0, &mut tables[0].1);
        score(learnt, article, 0, &mut tables[1].1);
        score(learnt, article, Mention::SURE, &mut tables[2].1);
        article
            .sentences()
            .iter()
            .for_each(|sentence| score(learnt, sentence, Mention::SURE, &mut tables[3].1));
        if errors {
            list(learnt, article);
        }
    });
    for (name, table) in tables {
        println!("{name}");
        for (class, c) in table {
            let (p, r) = (c.right as f64 / c.found.max(1) as f64, c.right as f64 / c.gold.max(1) as f64);
            println!(
                "  {class:<6} {:>5} gold  P {p:.3}  R {r:.3}  F1 {:.3}",
                c.gold,
                2.0 * p * r / (p + r).max(1e-9)
            );
        }
    }
}

/// Shows every article with an engine that learnt from the other folds, and the number of its fold.
pub fn unseen(articles: &[Article], mut show: impl FnMut(usize, &Engine, &Article)) {
    for fold in 0..FOLDS {
        let part = |n: usize| n % FOLDS == fold;
        let rest: Vec<&Article> =
            articles.iter().enumerate().filter(|(n, _)| !part(*n)).map(|(_, a)| a).collect();
        let (transitions, rows) = train(&rest);
        let learnt = engine(Model::new(&transitions, rows));
        println!("fold {fold}: {} articles learnt", rest.len());
        for article in articles.iter().enumerate().filter(|(n, _)| part(*n)).map(|(_, a)| a) {
            show(fold, &learnt, article);
        }
    }
}

fn score(engine: &Engine, article: &Article, least: u8, table: &mut BTreeMap<&'static str, Count>) {
    let found: Gold = engine
        .tag(&article.text, article.published)
        .into_iter()
        .filter(|m| m.confidence >= least)
        .map(|m| (m.range, m.kind))
        .collect();
    let mut add = |kind: EntityKind, change: &dyn Fn(&mut Count)| {
        let named = matches!(kind, EntityKind::Person | EntityKind::Place | EntityKind::Organisation);
        change(table.entry(kind.code()).or_default());
        change(table.entry("ALL").or_default());
        if named {
            change(table.entry("P/L/O").or_default());
        }
    };
    for mention in &found {
        let right = usize::from(article.gold.contains(mention));
        add(mention.1, &|c| {
            c.found += 1;
            c.right += right;
        });
    }
    for mention in &article.gold {
        add(mention.1, &|c| c.gold += 1);
    }
}

/// The errors of one article by their kind, each with what stands around: painted with other ends (`span`),
/// with another class (`class`), where nothing is (`none`); not painted but in the list (`doubt`), unseen
/// (`miss`).
fn list(engine: &Engine, article: &Article) {
    let found = engine.tag(&article.text, article.published);
    let text = &article.text;
    let show = |error: &str, range: &Range<usize>, kind: EntityKind, sure: u8, is: &str| {
        let before: String = text[..range.start].chars().rev().take(40).collect();
        let before: String = before.chars().rev().collect();
        let after: String = text[range.end..].chars().take(30).collect();
        let line = format!("{error} {} {sure} {before}[{}]{after} {is}", kind.code(), &text[range.clone()]);
        println!("{}", line.replace('\n', "/"));
    };
    let meets = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    for m in found.iter().filter(|m| m.confidence >= Mention::SURE) {
        match article.gold.iter().find(|(range, _)| meets(range, &m.range)) {
            Some((range, kind)) if *range == m.range && *kind == m.kind => {}
            Some((range, kind)) if *range == m.range => {
                show("class", range, m.kind, m.confidence, kind.code());
            }
            Some((range, kind)) => {
                let is = format!("{} {}", kind.code(), &text[range.clone()]);
                show("span", &m.range, m.kind, m.confidence, &is);
            }
            None => show("none", &m.range, m.kind, m.confidence, ""),
        }
    }
    for (range, kind) in &article.gold {
        match found.iter().filter(|m| meets(range, &m.range)).max_by_key(|m| m.confidence) {
            Some(m) if m.confidence >= Mention::SURE => {}
            Some(m) => {
                let is = format!("{} {}", m.kind.code(), &text[m.range.clone()]);
                show("doubt", range, *kind, m.confidence, &is);
            }
            None => show("miss", range, *kind, 0, ""),
        }
    }
}
