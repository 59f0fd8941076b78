//! Fits the weights of belief: logistic regression over the signals of what is found in articles that the
//! tagger did not see, and in their sentences alone.
//!
//! Adaptive steps (Duchi et al. 2011), a small pull to zero. Deterministic. The curve that is printed is of
//! predictions by weights that saw neither the mention nor its article.

use sahifa::entity::training::{SCALE, Signals, values, weighed};
use sahifa::model::EntityKind;

use crate::Article;
use crate::folds::{FOLDS, unseen};

const ROUNDS: usize = 30;
const STEP: f64 = 0.1;
const PULL: f64 = 3e-4;

/// A mention found: its signals, whether it is right, its class, the part of the articles it is of.
struct Found {
    signals: Signals,
    right: bool,
    kind: EntityKind,
    fold: usize,
}

/// Writes the table of weights, and prints what is painted from which probability on.
pub fn fit(articles: &[Article]) {
    let mut found = Vec::new();
    unseen(articles, |fold, engine, article| {
        let mut weigh = |article: &Article| {
            for (range, kind, signals) in weighed(engine, &article.text, article.published) {
                let right = article.gold.contains(&(range, kind));
                found.push(Found { signals, right, kind, fold });
            }
        };
        weigh(article);
        article.sentences().iter().for_each(weigh);
    });
    curve(articles, &found);
    let weights = logistic(&found.iter().collect::<Vec<_>>());
    let names = std::iter::once("always".to_owned()).chain(values());
    let rows = names.zip(&weights).map(|(name, weight)| format!("{name}\t{:.0}\n", weight * SCALE));
    let table: String = rows.collect();
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/entities/belief.tsv"), &table).unwrap();
    println!("{} mentions, {} bytes", found.len(), table.len());
}

fn logistic(found: &[&Found]) -> Vec<f64> {
    let count = values().count() + 1;
    let (mut weights, mut steps) = (vec![0.0; count], vec![1e-8; count]);
    for _ in 0..ROUNDS {
        // A stride that shares no factor with the count visits each once, out of order.
        let stride = if found.len().is_multiple_of(7919) { 7907 } else { 7919 };
        for n in 0..found.len() {
            let one = found[n * stride % found.len()];
            let wrong = probability(&weights, &one.signals) - f64::from(u8::from(one.right));
            for at in one.signals.iter().map(|signal| signal + 1).chain([0]) {
                let slope = wrong + PULL * weights[at];
                steps[at] += slope * slope;
                weights[at] -= STEP * slope / f64::sqrt(steps[at]);
            }
        }
    }
    weights
}

fn probability(weights: &[f64], signals: &[usize]) -> f64 {
    let sum = weights[0] + signals.iter().map(|signal| weights[signal + 1]).sum::<f64>();
    1.0 / (1.0 + (-sum).exp())
}

fn curve(articles: &[Article], found: &[Found]) {
    let named = |kind: EntityKind| EntityKind::NAMED.contains(&kind);
    let count = |article: &Article| article.gold.iter().filter(|(_, kind)| named(*kind)).count();
    let twice = |article: &Article| count(article) + article.sentences().iter().map(count).sum::<usize>();
    let gold: usize = articles.iter().map(twice).sum();
    let mut told = Vec::new();
    for fold in 0..FOLDS {
        let weights = logistic(&found.iter().filter(|f| f.fold != fold).collect::<Vec<_>>());
        let own = found.iter().filter(|f| f.fold == fold);
        told.extend(own.map(|f| (probability(&weights, &f.signals), f.right, f.kind)));
    }
    println!("from   P     R     F1   of {gold} names");
    for least in [0.0, 0.25, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8] {
        let painted: Vec<_> = told.iter().filter(|(p, ..)| *p >= least).collect();
        let right = painted.iter().filter(|(_, right, _)| *right).count() as f64;
        let (p, r) = (right / painted.len() as f64, right / gold as f64);
        println!("{least:.2}  {p:.3} {r:.3} {:.3}", 2.0 * p * r / (p + r));
    }
}
