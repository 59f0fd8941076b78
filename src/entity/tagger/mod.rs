//! The statistical tagger: names that no list holds, and a second opinion on those that one does.
//!
//! An averaged perceptron over hashed features with small integer weights; Viterbi over the labels of
//! `label` (Collins 2002, "Discriminative training methods for hidden Markov models"). It reads what the
//! rules found as features, so that it learns how far each of them is to be trusted.
//!
//! *Invariant:* deterministic, integers only, linear in the text.

mod features;
mod label;
mod model;

pub(super) use features::features;
pub use label::{KINDS, LABELS, Label, Position};
pub use model::{Model, Row};

/// What may stand at a token.
#[derive(Clone, Debug, Default)]
pub struct Slot {
    /// Hashes of its features.
    pub features: Vec<u32>,
    /// Whether a name may cover it.
    pub open: bool,
    /// Whether it may begin with proclitics.
    pub clitic: bool,
}

impl Slot {
    /// Whether a label may stand here.
    pub fn admits(&self, label: Label) -> bool {
        match label.inside() {
            None => true,
            Some((_, Position::Clitic)) => self.open && self.clitic,
            Some(_) => self.open,
        }
    }
}

/// A label and how much better it is than every other at its token, in weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The best label.
    pub label: Label,
    /// Score of the best sequence less that of the best with another label here.
    pub margin: i32,
}

/// A score below every reachable one.
const NEVER: i32 = i32::MIN / 4;

/// The best labels of a line of tokens.
pub fn decode(model: &Model, slots: &[Slot]) -> Vec<Choice> {
    if slots.is_empty() || model.transitions.len() <= LABELS {
        return vec![Choice::default(); slots.len()];
    }
    let scores: Vec<[i32; LABELS]> = slots.iter().map(|slot| score(model, slot)).collect();
    let forward = forward(model, &scores);
    let backward = backward(model, &scores);
    let mut choices = Vec::with_capacity(slots.len());
    let mut before = LABELS;
    for n in 0..slots.len() {
        let whole: Vec<i32> = (0..LABELS).map(|l| forward[n][l].saturating_add(backward[n][l])).collect();
        let fits = |label: &Label| n == 0 || label.follows(Label(before as u8));
        // Walking the best path, the best continuation from the label before is the best of all.
        let step = |label: Label| {
            scores[n][usize::from(label.0)]
                + i32::from(model.transitions[before][usize::from(label.0)])
                + backward[n][usize::from(label.0)]
        };
        let label = Label::all().filter(fits).max_by_key(|label| step(*label)).unwrap_or_default();
        let others = (0..LABELS).filter(|l| *l != usize::from(label.0)).map(|l| whole[l]).max();
        let margin = whole[usize::from(label.0)] - others.unwrap_or(NEVER);
        choices.push(Choice { label, margin });
        before = usize::from(label.0);
    }
    choices
}

fn score(model: &Model, slot: &Slot) -> [i32; LABELS] {
    let mut sum = [0_i32; LABELS];
    for row in slot.features.iter().filter_map(|hash| model.row(*hash)) {
        for (sum, weight) in sum.iter_mut().zip(row) {
            *sum += i32::from(*weight);
        }
    }
    for label in Label::all().filter(|label| !slot.admits(*label)) {
        sum[usize::from(label.0)] = NEVER / 4096;
    }
    sum
}

/// Best score of a sequence that ends in each label, the token's own score in it.
fn forward(model: &Model, scores: &[[i32; LABELS]]) -> Vec<[i32; LABELS]> {
    let mut best: Vec<[i32; LABELS]> = Vec::with_capacity(scores.len());
    for (n, own) in scores.iter().enumerate() {
        let mut row = [NEVER; LABELS];
        for label in Label::all() {
            let to = usize::from(label.0);
            let before = if n == 0 {
                if label.goes_on() { NEVER } else { i32::from(model.transitions[LABELS][to]) }
            } else {
                let from = Label::all().filter(|from| label.follows(*from)).map(|from| usize::from(from.0));
                from.map(|f| best[n - 1][f] + i32::from(model.transitions[f][to])).max().unwrap_or(NEVER)
            };
            row[to] = before.saturating_add(own[to]).max(NEVER);
        }
        best.push(row);
    }
    best
}

/// Best score of what follows each label.
fn backward(model: &Model, scores: &[[i32; LABELS]]) -> Vec<[i32; LABELS]> {
    let mut best = vec![[0_i32; LABELS]; scores.len()];
    for n in (0..scores.len().saturating_sub(1)).rev() {
        for from in Label::all() {
            let next = Label::all().filter(|to| to.follows(from)).map(|to| {
                let to_at = usize::from(to.0);
                best[n + 1][to_at]
                    + scores[n + 1][to_at]
                    + i32::from(model.transitions[usize::from(from.0)][to_at])
            });
            best[n][usize::from(from.0)] = next.max().unwrap_or(NEVER);
        }
    }
    best
}
