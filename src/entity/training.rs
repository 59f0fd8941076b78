//! What the training command needs of the engine: features and labels of annotated texts, and an engine
//! that runs with weights just learnt.

use std::ops::Range;
use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::EntityKind;

use super::candidate::Candidate;
use super::context::Context;
use super::tagger::{KINDS, features};
use super::token::{Shape, Tokens};
use super::{Engine, judge, rules};

pub use super::belief::{SCALE, Signals, values};
pub use super::tagger::{LABELS, Label, Model, Position, Row, Slot};

/// An engine with these weights.
pub fn engine(model: Model) -> Engine {
    Engine::with_model(OnceLock::from(model))
}

/// A text without its marks, and what they mark: `قال [بوتين|PER] إن …`. What is no whole mark stays text.
pub fn unmarked(marked: &str) -> (String, Vec<(Range<usize>, EntityKind)>) {
    let (mut text, mut gold) = (String::new(), Vec::new());
    let mut parts = marked.split('[');
    text += parts.next().unwrap_or_default();
    for part in parts {
        let mark = part.split_once(']').and_then(|(mark, rest)| {
            let (name, class) = mark.split_once('|')?;
            Some((name, EntityKind::from_code(class)?, rest))
        });
        let start = text.len();
        match mark {
            Some((name, kind, rest)) => {
                text += name;
                gold.push((start..text.len(), kind));
                text += rest;
            }
            None => text.extend(["[", part]),
        }
    }
    (text, gold)
}

/// What tagger and rules find in a text, each with its signals. Numbers and dates are left out.
pub fn weighed(
    engine: &Engine,
    text: &str,
    published: Option<Timestamp>,
) -> Vec<(Range<usize>, EntityKind, Signals)> {
    let tokens = Tokens::new(text);
    let context = Context::new(&tokens, &engine.lexicon, &engine.grammar);
    let day = published.map(|at| at.to_zoned(TimeZone::UTC).date());
    let found = rules(&context, &engine.corrections, day);
    let model = engine.model.get_or_init(Model::default);
    let weighed = judge::weighed(&context, model, found.settled, &found.doubtful);
    let place = |c: &Candidate| tokens.origin(c.start, c.skip, c.end - 1);
    weighed.into_iter().filter_map(|(c, signals)| Some((place(&c), c.kind, signals?))).collect()
}

/// The lines of a text as the tagger sees them, each token with its true label. Spans of `gold` that do not
/// begin and end with a token (but for proclitics) are left out.
pub fn lines(
    engine: &Engine,
    text: &str,
    published: Option<Timestamp>,
    gold: &[(Range<usize>, EntityKind)],
) -> Vec<Vec<(Slot, Label)>> {
    let tokens = Tokens::new(text);
    let context = Context::new(&tokens, &engine.lexicon, &engine.grammar);
    let day = published.map(|at| at.to_zoned(TimeZone::UTC).date());
    let found = rules(&context, &engine.corrections, day);
    let slots = features(&context, &found.settled, &found.doubtful);
    let mut labels = vec![Label::OUTSIDE; tokens.len()];
    for (range, kind) in gold {
        let Some(kind) = KINDS.iter().position(|k| k == kind) else { continue };
        let covered = |at: &usize| {
            let own = tokens.origin(*at, 0, *at);
            own.start < range.end && own.end > range.start && tokens.shape(*at) != Shape::Break
        };
        let inside: Vec<usize> = (0..tokens.len()).filter(covered).collect();
        let Some((first, last)) = inside.first().zip(inside.last()) else { continue };
        let cut = tokens.origin(*first, 0, *first).start < range.start;
        if (*first..=*last).any(|at| !slots[at].open) || cut && !slots[*first].clitic {
            continue;
        }
        for (n, label) in labels[*first..=*last].iter_mut().enumerate() {
            let position = match (n, cut) {
                (0, false) => Position::Begin,
                (0, true) => Position::Clitic,
                _ => Position::Inside,
            };
            *label = Label::new(kind, position);
        }
    }
    let mut lines = vec![Vec::new()];
    for (at, (slot, label)) in slots.into_iter().zip(labels).enumerate() {
        if tokens.shape(at) == Shape::Break {
            lines.push(Vec::new());
        } else if let Some(line) = lines.last_mut() {
            line.push((slot, label));
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}
