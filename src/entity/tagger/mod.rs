//! The statistical tagger: names that no list holds, and a second opinion on those that one does.
//!
//! A conditional random field (Lafferty et al. 2001) over hashed features, with small integer weights: 16 are a
//! natural logarithm of odds; Viterbi over the labels of `label`. It reads what the rules found as features, so
//! that it learns how far each of them is to be trusted.
//!
//! *Invariant:* deterministic, integers only, linear in the text.

mod features;
mod label;
mod model;

pub(super) use features::features;
pub use label::{KINDS, LABELS, Label, Position};
use model::NEVER;
pub use model::{Model, Row};

/// The score of a label that may not stand at a token.
const BARRED: i32 = -(1 << 17);

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

/// A label and how much better it is than others at its token, in weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The best label.
    pub label: Label,
    /// Score of the best sequence less that of the best with another label here.
    pub margin: i32,
    /// Less that of the best with no name here.
    pub outside: i32,
    /// Less that of the best where a name goes on here.
    pub inside: i32,
}

/// The best labels of a line of tokens.
pub fn decode(model: &Model, slots: &[Slot]) -> Vec<Choice> {
    if slots.is_empty() || model.transitions.len() <= LABELS {
        return vec![Choice::default(); slots.len()];
    }
    let scores: Vec<Scores> = slots.iter().map(|slot| score(model, slot)).collect();
    let (forward, backward) = (forward(model, &scores), backward(model, &scores));
    let mut choices = Vec::with_capacity(slots.len());
    let mut before = LABELS;
    for n in 0..slots.len() {
        // Walking the best path, the best continuation from the label before is the best of all.
        let step: Scores =
            std::array::from_fn(|l| scores[n][l] + model.transitions[before][l] + backward[n][l]);
        let label = best(&step, LABELS).0;
        let whole: Scores = std::array::from_fn(|l| forward[n][l] + backward[n][l]);
        let margin = whole[label] - best(&whole, label).1;
        let outside = whole[label] - whole[usize::from(Label::OUTSIDE.0)];
        let goes_on = Label::all().filter(|label| label.goes_on()).map(|label| whole[usize::from(label.0)]);
        let inside = whole[label] - goes_on.max().unwrap_or(NEVER);
        choices.push(Choice { label: Label(label as u8), margin, outside, inside });
        before = label;
    }
    choices
}

/// A score a label.
type Scores = [i32; LABELS];

/// The largest score and where it stands, but for one place; of equals the first.
fn best(scores: &Scores, but: usize) -> (usize, i32) {
    let mut best = (0, NEVER * 2);
    for (n, score) in scores.iter().enumerate() {
        if *score > best.1 && n != but {
            best = (n, *score);
        }
    }
    best
}

fn score(model: &Model, slot: &Slot) -> Scores {
    let mut sum = [0_i32; LABELS];
    for row in slot.features.iter().filter_map(|hash| model.row(*hash)) {
        for (sum, weight) in sum.iter_mut().zip(row) {
            *sum += i32::from(*weight);
        }
    }
    for label in Label::all().filter(|label| !slot.admits(*label)) {
        sum[usize::from(label.0)] = BARRED;
    }
    sum
}

/// Best score of a sequence that ends in each label, the token's own score in it.
fn forward(model: &Model, scores: &[Scores]) -> Vec<Scores> {
    let mut all: Vec<Scores> = Vec::with_capacity(scores.len());
    for own in scores {
        let mut reached = [NEVER; LABELS];
        if let Some(before) = all.last() {
            for (from, row) in model.transitions[..LABELS].iter().enumerate() {
                for (to, reached) in reached.iter_mut().enumerate() {
                    *reached = (*reached).max(before[from] + row[to]);
                }
            }
        } else {
            reached = model.transitions[LABELS];
        }
        all.push(std::array::from_fn(|to| (reached[to] + own[to]).max(NEVER)));
    }
    all
}

/// Best score of what follows each label.
fn backward(model: &Model, scores: &[Scores]) -> Vec<Scores> {
    let mut all = vec![[0_i32; LABELS]; scores.len()];
    for n in (0..scores.len().saturating_sub(1)).rev() {
        let ahead: Scores = std::array::from_fn(|to| all[n + 1][to] + scores[n + 1][to]);
        for (from, row) in model.transitions[..LABELS].iter().enumerate() {
            let reached = (0..LABELS).map(|to| row[to] + ahead[to]).max();
            all[n][from] = reached.unwrap_or(NEVER).max(NEVER);
        }
    }
    all
}
