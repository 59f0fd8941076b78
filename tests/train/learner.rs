//! The learner: weights of the tagger from annotated lines, averaged and in small integers.

use std::collections::{BTreeMap, HashMap};

use sahifa::entity::training::{LABELS, Label, Model, Row, Slot, engine, lines};

use crate::Article;

const EPOCHS: usize = 14;
/// Largest step of one update.
const CAUTION: f32 = 0.05;
/// The share of features that is left out of each line in each round, others every time, so that no word alone
/// carries a label and words never seen are read by what stands around (Wager et al. 2013).
const DROPPED: u64 = 40;
/// A feature with no larger weight is left out.
const LEAST: i8 = 24;
/// Weights are kept in steps of this size, which pack better.
const STEP: f32 = 6.0;

type Weights = [f32; LABELS];

/// A line with the numbers of its features.
struct Line {
    slots: Vec<Slot>,
    features: Vec<Vec<u32>>,
    labels: Vec<Label>,
}

impl Line {
    /// The line without some of its features, chosen by lot.
    fn thinned(&self, seed: &mut u64) -> Self {
        let mut keep = |_: &&u32| next(seed) % 100 >= DROPPED;
        let features =
            self.features.iter().map(|all| all.iter().filter(&mut keep).copied().collect()).collect();
        Self { slots: self.slots.clone(), features, labels: self.labels.clone() }
    }
}

/// Weights of the transitions and of the features, learnt from articles, and from their sentences alone: a name
/// that stands in a headline or a note has little else in its text to tell by.
pub fn train(articles: &[&Article]) -> (Vec<Row>, Vec<(u32, Row)>) {
    let rules = engine(Model::default());
    let mut numbers: HashMap<u32, u32> = HashMap::new();
    let mut hashes = Vec::new();
    let mut examples = Vec::new();
    let sentences: Vec<Article> = articles.iter().flat_map(|article| article.sentences()).collect();
    for article in articles.iter().copied().chain(&sentences) {
        for line in lines(&rules, &article.text, article.published, &article.gold) {
            let (slots, labels): (Vec<Slot>, Vec<Label>) = line.into_iter().unzip();
            let number = |hash: &u32| {
                *numbers.entry(*hash).or_insert_with(|| {
                    hashes.push(*hash);
                    hashes.len() as u32 - 1
                })
            };
            let mut number = number;
            let features = slots.iter().map(|slot| slot.features.iter().map(&mut number).collect()).collect();
            examples.push(Line { slots, features, labels });
        }
    }
    let mut learner = Learner::new(hashes.len());
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut seed = 20_170_120_u64;
    for _ in 0..EPOCHS {
        shuffle(&mut order, &mut seed);
        for n in &order {
            learner.learn(&examples[*n].thinned(&mut seed));
        }
    }
    learner.quantised(&hashes)
}

fn shuffle(order: &mut [usize], seed: &mut u64) {
    for n in (1..order.len()).rev() {
        order.swap(n, next(seed) as usize % (n + 1));
    }
}

/// The next number of a linear congruential generator (Knuth's), its upper half.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

/// Weights, and the sums from which their averages come.
struct Learner {
    weights: Vec<Weights>,
    sums: Vec<Weights>,
    transitions: Vec<Weights>,
    transition_sums: Vec<Weights>,
    step: f32,
}

impl Learner {
    fn new(features: usize) -> Self {
        Self {
            weights: vec![[0.0; LABELS]; features],
            sums: vec![[0.0; LABELS]; features],
            transitions: vec![[0.0; LABELS]; LABELS + 1],
            transition_sums: vec![[0.0; LABELS]; LABELS + 1],
            step: 0.0,
        }
    }

    fn learn(&mut self, line: &Line) {
        self.step += 1.0;
        let (guess, gain) = self.decode(line);
        let wrong = guess.iter().zip(&line.labels).filter(|(guess, label)| guess != label).count();
        if wrong == 0 {
            return;
        }
        let norm: f32 = (0..guess.len())
            .filter(|n| guess[*n] != line.labels[*n])
            .map(|n| 2.0 * line.features[n].len() as f32)
            .sum();
        let tau = (gain / norm).min(CAUTION);
        let mut before = (LABELS, LABELS);
        for (n, (guess, label)) in guess.iter().zip(&line.labels).enumerate() {
            let (wrong, right) = (usize::from(guess.0), usize::from(label.0));
            if wrong != right {
                for feature in &line.features[n] {
                    let feature = *feature as usize;
                    self.weights[feature][right] += tau;
                    self.weights[feature][wrong] -= tau;
                    self.sums[feature][right] += tau * self.step;
                    self.sums[feature][wrong] -= tau * self.step;
                }
            }
            if (wrong, right) != (right, right) || before.0 != before.1 {
                self.transitions[before.1][right] += tau;
                self.transitions[before.0][wrong] -= tau;
                self.transition_sums[before.1][right] += tau * self.step;
                self.transition_sums[before.0][wrong] -= tau * self.step;
            }
            before = (wrong, right);
        }
    }

    /// The best labels where every wrong one is worth one more, and by how much they beat the true ones.
    fn decode(&self, line: &Line) -> (Vec<Label>, f32) {
        let count = line.slots.len();
        let mut best = vec![[f32::MIN; LABELS]; count];
        let mut back = vec![[0_u8; LABELS]; count];
        let mut truth = 0.0;
        let mut before = LABELS;
        for n in 0..count {
            let mut own = [0.0_f32; LABELS];
            for feature in &line.features[n] {
                for (sum, weight) in own.iter_mut().zip(&self.weights[*feature as usize]) {
                    *sum += weight;
                }
            }
            let right = usize::from(line.labels[n].0);
            truth += own[right] + self.transitions[before][right];
            before = right;
            for label in Label::all().filter(|label| line.slots[n].admits(*label)) {
                let to = usize::from(label.0);
                let loss = f32::from(u8::from(to != right));
                let (from, score) = if n == 0 {
                    (0, if label.goes_on() { f32::MIN } else { self.transitions[LABELS][to] })
                } else {
                    Label::all()
                        .filter(|from| label.follows(*from))
                        .map(|from| {
                            (
                                from.0,
                                best[n - 1][usize::from(from.0)] + self.transitions[usize::from(from.0)][to],
                            )
                        })
                        .max_by(|a, b| a.1.total_cmp(&b.1))
                        .unwrap_or((0, f32::MIN))
                };
                best[n][to] = if score <= f32::MIN { f32::MIN } else { score + own[to] + loss };
                back[n][to] = from;
            }
        }
        let mut label = Label::all()
            .max_by(|a, b| best[count - 1][usize::from(a.0)].total_cmp(&best[count - 1][usize::from(b.0)]))
            .unwrap();
        let gain = best[count - 1][usize::from(label.0)] - truth;
        let mut guess = vec![label; count];
        for n in (1..count).rev() {
            label = Label(back[n][usize::from(label.0)]);
            guess[n - 1] = label;
        }
        (guess, gain)
    }

    /// Averages in small integers, sorted by hash; what is near nothing is left out.
    fn quantised(&self, hashes: &[u32]) -> (Vec<Row>, Vec<(u32, Row)>) {
        let average = |now: f32, sum: f32| now - sum / (self.step + 1.0);
        let means: Vec<Weights> = self
            .weights
            .iter()
            .zip(&self.sums)
            .map(|(w, s)| std::array::from_fn(|n| average(w[n], s[n])))
            .collect();
        let mut sizes: Vec<f32> = means.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        let scale =
            127.0 / sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
        let small = |row: &Weights| -> Row {
            std::array::from_fn(|n| (row[n] * scale).round().clamp(-120.0, 120.0) as i8)
        };

        let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
        for (hash, mean) in hashes.iter().zip(&means) {
            let row = small(mean);
            if row.iter().all(|w| w.abs() < LEAST) {
                continue;
            }
            let coarse = |w: i8| ((f32::from(w) / STEP).round() * STEP).clamp(-120.0, 120.0) as i8;
            rows.insert(*hash, row.map(coarse));
        }
        let transitions = self.transitions.iter().zip(&self.transition_sums);
        let transitions =
            transitions.map(|(w, s)| small(&std::array::from_fn(|n| average(w[n], s[n])))).collect();
        (transitions, rows.into_iter().collect())
    }
}
