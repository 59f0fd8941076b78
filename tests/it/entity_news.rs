//! Precision and recall on news of our own that nothing was learnt from.
//!
//! The articles were written and marked by people who had not seen the engine (`tests/data/README.md`); a mention
//! counts when its range and class are those of the mark.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use sahifa::entity::Engine;
use sahifa::entity::training::unmarked;
use sahifa::model::{EntityKind, Mention};

const NEWS: &str = include_str!("../data/entities/news-held.txt");

/// Mentions painted rightly, painted, and marked.
#[derive(Default)]
struct Count {
    right: usize,
    painted: usize,
    marked: usize,
}

impl Count {
    fn precision(&self) -> f64 {
        self.right as f64 / self.painted as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.marked as f64
    }
}

fn count(of: &[EntityKind]) -> Count {
    let engine = Engine::new();
    let mut count = Count::default();
    for article in NEWS.split("=== ").skip(1) {
        let (head, marked) = article.split_once('\n').unwrap();
        let published = format!("{}T12:00:00Z", head.split_once(' ').unwrap().0).parse().unwrap();
        let (text, gold) = unmarked(marked.trim());
        let found = engine.tag(&text, Some(published));
        let painted: Vec<&Mention> =
            found.iter().filter(|m| of.contains(&m.kind) && m.confidence >= Mention::SURE).collect();
        count.right += painted.iter().filter(|m| gold.contains(&(m.range.clone(), m.kind))).count();
        count.painted += painted.len();
        count.marked += gold.iter().filter(|(_, kind)| of.contains(kind)).count();
    }
    count
}

#[test]
fn what_is_painted_in_news_is_right() {
    let all = count(&EntityKind::ALL);
    assert!(all.precision() >= 0.93, "precision {:.3}", all.precision());
    assert!(all.recall() >= 0.78, "recall {:.3}", all.recall());
}

#[test]
fn dates_and_amounts_in_news_are_found() {
    let amounts = count(&[EntityKind::Date, EntityKind::Money, EntityKind::Percent, EntityKind::Quantity]);
    assert!(amounts.precision() >= 0.97, "precision {:.3}", amounts.precision());
    assert!(amounts.recall() >= 0.92, "recall {:.3}", amounts.recall());
}
