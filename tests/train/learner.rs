//! The learner: weights of the tagger from annotated lines, a conditional random field (Lafferty et al. 2001),
//! by stochastic gradients, averaged (Polyak, Juditsky 1992) and in small integers.

use std::collections::{BTreeMap, HashMap};

use sahifa::entity::training::{LABELS, Label, Model, Row, Slot, engine, lines};

use crate::Article;

const EPOCHS: usize = 14;
/// How far the first steps go, and by how much shorter each round's are than the first.
const RATE: f32 = 0.1;
const DECAY: f32 = 0.2;
/// The share of features that is left out of each line in each round, others every time, so that no word alone
/// carries a label and words never seen are read by what stands around (Wager et al. 2013).
const DROPPED: u64 = 50;
/// What those that are left count in their stead.
const KEPT: f32 = 100.0 / (100 - DROPPED) as f32;
/// What a wrong label is worth beforehand, as a natural logarithm, so that the right one is learnt by a margin
/// (softmax-margin: Gimpel, Smith 2010).
const COST: f32 = 0.5;
/// A token whose label is missed by no more than this probability teaches no feature any more.
const LEARNT: f32 = 0.001;
/// Integers in a natural logarithm.
const SCALE: f32 = 16.0;
/// A feature with no larger weight is left out.
const LEAST: i8 = 7;
/// Nor are smaller weights beside it kept.
const FAINT: i8 = 4;

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
    for round in 0..EPOCHS {
        let rate = RATE / (1.0 + DECAY * round as f32);
        shuffle(&mut order, &mut seed);
        for n in &order {
            learner.learn(&examples[*n].thinned(&mut seed), rate);
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

    /// A step up the gradient of the likelihood of a line's labels: what stands there less what is expected.
    fn learn(&mut self, line: &Line, rate: f32) {
        self.step += 1.0;
        let ways = self.ways();
        let own = self.odds(line);
        let (before, after) = (before(&ways, &own), after(&ways, &own));
        for (n, label) in line.labels.iter().enumerate() {
            let right = usize::from(label.0);
            let mut slope: Weights = std::array::from_fn(|l| before[n][l] * after[n][l]);
            normalise(&mut slope);
            slope = slope.map(|p| -p);
            slope[right] += 1.0;
            if slope[right] > LEARNT {
                for feature in &line.features[n] {
                    self.learn_feature(*feature as usize, &slope, KEPT * rate);
                }
            }
            if n == 0 {
                self.learn_way(LABELS, &slope, rate);
                continue;
            }
            let way =
                |from: usize, to: usize| before[n - 1][from] * ways[from][to] * own[n][to] * after[n][to];
            let mut slopes: [Weights; LABELS] =
                std::array::from_fn(|from| std::array::from_fn(|to| -way(from, to)));
            let sum: f32 = slopes.iter().flatten().sum();
            slopes.iter_mut().flatten().for_each(|p| *p /= sum.abs().max(f32::MIN_POSITIVE));
            slopes[usize::from(line.labels[n - 1].0)][right] += 1.0;
            slopes.iter().enumerate().for_each(|(from, slope)| self.learn_way(from, slope, rate));
        }
    }

    fn learn_feature(&mut self, feature: usize, slope: &Weights, rate: f32) {
        for (label, slope) in slope.iter().enumerate() {
            self.weights[feature][label] += rate * slope;
            self.sums[feature][label] += rate * slope * self.step;
        }
    }

    fn learn_way(&mut self, from: usize, slope: &Weights, rate: f32) {
        for (to, slope) in slope.iter().enumerate() {
            self.transitions[from][to] += rate * slope;
            self.transition_sums[from][to] += rate * slope * self.step;
        }
    }

    /// How likely each label leads on to each, as odds; the last row is the start of a line.
    fn ways(&self) -> Vec<Weights> {
        let leads = |from: usize, to: usize| {
            let from = if from < LABELS { Label(from as u8) } else { Label::OUTSIDE };
            Label(to as u8).follows(from)
        };
        let row = |(from, weights): (usize, &Weights)| -> Weights {
            std::array::from_fn(|to| if leads(from, to) { weights[to].exp() } else { 0.0 })
        };
        self.transitions.iter().enumerate().map(row).collect()
    }

    /// The odds of each token's labels by its features, the likeliest 1. Those left out are made up for.
    fn odds(&self, line: &Line) -> Vec<Weights> {
        let odds = |((slot, right), features): ((&Slot, &Label), &Vec<u32>)| {
            let mut sums = [COST; LABELS];
            sums[usize::from(right.0)] = 0.0;
            for feature in features {
                for (sum, weight) in sums.iter_mut().zip(&self.weights[*feature as usize]) {
                    *sum += KEPT * weight;
                }
            }
            for label in Label::all().filter(|label| !slot.admits(*label)) {
                sums[usize::from(label.0)] = f32::NEG_INFINITY;
            }
            let most = sums.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            sums.map(|sum| (sum - most).exp())
        };
        line.slots.iter().zip(&line.labels).zip(&line.features).map(odds).collect()
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
        let small = |row: &Weights| -> Row { row.map(|w| (w * SCALE).round().clamp(-120.0, 120.0) as i8) };
        let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
        for (hash, mean) in hashes.iter().zip(&means) {
            let row = small(mean);
            if row.iter().any(|w| w.abs() >= LEAST) {
                rows.insert(*hash, row.map(|w| if w.abs() < FAINT { 0 } else { w }));
            }
        }
        let transitions = self.transitions.iter().zip(&self.transition_sums);
        let transitions =
            transitions.map(|(w, s)| small(&std::array::from_fn(|n| average(w[n], s[n])))).collect();
        (transitions, rows.into_iter().collect())
    }
}

/// How likely each label is at each token by what stands before it and there.
fn before(ways: &[Weights], own: &[Weights]) -> Vec<Weights> {
    let mut all: Vec<Weights> = Vec::with_capacity(own.len());
    for odds in own {
        let mut row = all.last().map_or(ways[LABELS], |last| {
            let mut row = [0.0; LABELS];
            for (from, ways) in last.iter().zip(ways) {
                row.iter_mut().zip(ways).for_each(|(row, way)| *row += from * way);
            }
            row
        });
        row.iter_mut().zip(odds).for_each(|(row, odds)| *row *= odds);
        normalise(&mut row);
        all.push(row);
    }
    all
}

/// The same by what stands after it.
fn after(ways: &[Weights], own: &[Weights]) -> Vec<Weights> {
    let mut all = vec![[1.0; LABELS]; own.len()];
    for n in (1..own.len()).rev() {
        let ahead: Weights = std::array::from_fn(|to| own[n][to] * all[n][to]);
        for (row, ways) in all[n - 1].iter_mut().zip(ways) {
            *row = ways.iter().zip(&ahead).map(|(way, ahead)| way * ahead).sum();
        }
        normalise(&mut all[n - 1]);
    }
    all
}

fn normalise(row: &mut Weights) {
    let sum: f32 = row.iter().sum();
    for p in row {
        *p /= sum.max(f32::MIN_POSITIVE);
    }
}
