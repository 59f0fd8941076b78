//! Learns what Latin letters stand for (see `src/search/sound.rs`): expectation maximisation over all
//! alignments of pairs of names. Uses no pair that is tried or held apart.
//!
//! Long chunks know their neighbours but have not seen all; so three tables are learnt, of chunks of up to
//! three, two and one Latin letters, and mixed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use sahifa::search::gist;

use super::pairs::{self, Pair, Part};

/// Letters of the longest Latin chunks of each table, and its share; best of the names that were tried.
const TABLES: [(usize, f64); 3] = [(3, 0.5), (2, 0.35), (1, 0.15)];
/// Letters of the longest Arabic chunks.
const ARABIC: usize = 2;
/// Rounds of learning.
const ROUNDS: usize = 8;
/// From this round on, pairs whose words are no spelling of each other (translations, other names of the
/// same person) are left out: those below this likelihood a letter (natural logarithm).
const TRUST: (usize, f64) = (2, -2.6);
/// A chunk that is expected less often than this teaches nothing.
const LEAST: f64 = 0.7;

type Chunk = (String, String);

/// One way to go on in the alignment of a pair: from a cell to a later one by a chunk.
struct Edge {
    from: usize,
    to: usize,
    chunk: usize,
}

struct Lattice {
    edges: Vec<Edge>,
    cells: usize,
    letters: usize,
    weight: f64,
}

/// Writes the tables and says how large they are.
pub fn build() {
    let mut pairs = pairs::all();
    pairs.retain(|pair| pair.part() == Part::Learnt);
    if pairs.is_empty() {
        println!("the lexica are not here: set SAHIFA_SHARED");
        return;
    }
    let mut mixed: BTreeMap<Chunk, f64> = BTreeMap::new();
    let mut trusted = HashSet::new();
    for (longest, share) in TABLES {
        let (chunks, used) = learn(&pairs, longest);
        trusted.extend(used);
        for (chunk, likely) in chunks {
            *mixed.entry(chunk).or_default() += share * likely;
        }
    }
    let mut text = String::new();
    for ((latin, arabic), likely) in &mixed {
        writeln!(text, "{latin}\t{arabic}\t{:.0}", -10.0 * likely.ln()).expect("written");
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/search/sounds.tsv");
    std::fs::write(&file, text).expect("written");
    println!("{} chunks, {}", mixed.len(), file.display());
    spellings(pairs.iter().enumerate().filter(|(at, pair)| pair.count > 1 || trusted.contains(at)));
}

/// Writes the table of names met before (see `src/search/spellings.rs`).
fn spellings<'a>(pairs: impl Iterator<Item = (usize, &'a Pair)>) {
    let mut names: BTreeMap<String, BTreeMap<&str, u32>> = BTreeMap::new();
    for (_, pair) in pairs {
        let forms = names.entry(gist(&pair.latin)).or_default();
        *forms.entry(pairs::bare(&pair.arabic)).or_default() += pair.count;
    }
    let mut text = String::new();
    for (gist, forms) in &names {
        text += gist;
        for (arabic, count) in forms {
            write!(text, "\t{arabic} {count}").expect("written");
        }
        text.push('\n');
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).expect("packed");
    let packed = encoder.finish().expect("packed");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/search/spellings.deflate");
    std::fs::write(&file, &packed).expect("written");
    println!("{} names, {} bytes, {}", names.len(), packed.len(), file.display());
}

/// How likely chunks of up to `longest` Latin letters are, and which pairs they were learnt from in the end.
fn learn(pairs: &[Pair], longest: usize) -> (Vec<(Chunk, f64)>, Vec<usize>) {
    let mut numbers: HashMap<Chunk, usize> = HashMap::new();
    let lattices: Vec<Lattice> = pairs.iter().map(|pair| lattice(pair, longest, &mut numbers)).collect();
    let mut names: Vec<Chunk> = vec![Chunk::default(); numbers.len()];
    for (chunk, number) in numbers {
        names[number] = chunk;
    }
    // Short chunks first: a long one has to show that it is more than its parts.
    let mut likely: Vec<f64> =
        names.iter().map(|(a, b)| (-3.0 * (a.len() + b.chars().count()) as f64).exp()).collect();
    let mut used = Vec::new();
    for round in 0..ROUNDS {
        let mut expected = vec![0.0; names.len()];
        used.clear();
        for (at, lattice) in lattices.iter().enumerate() {
            if expect(lattice, &likely, &mut expected, round >= TRUST.0) {
                used.push(at);
            }
        }
        let least = if round + 1 == ROUNDS { LEAST } else { 0.05 };
        expected.iter_mut().filter(|count| **count < least).for_each(|count| *count = 0.0);
        let sum: f64 = expected.iter().sum();
        likely = expected.into_iter().map(|count| count / sum).collect();
        println!("chunks of {longest}, round {round}: {} of {} pairs", used.len(), pairs.len());
    }
    (names.into_iter().zip(likely).filter(|(_, likely)| *likely > 0.0).collect(), used)
}

/// All alignments of a pair that keep to about the same place in both words.
fn lattice(pair: &Pair, longest: usize, numbers: &mut HashMap<Chunk, usize>) -> Lattice {
    let latin = format!("^{}$", pair.latin);
    let arabic: Vec<char> = pairs::bare(&pair.arabic).chars().collect();
    let (n, m) = (latin.len(), arabic.len());
    let mut edges = Vec::new();
    for i in 1..=n {
        for j in 0..=m {
            for k in 1..=longest.min(i) {
                for q in 0..=ARABIC.min(j) {
                    let place = |end: usize, length: usize, all: usize| {
                        (end as f64 - length as f64 / 2.0) / all as f64
                    };
                    if (place(i, k, n) - place(j, q, m)).abs() > 0.3 {
                        continue;
                    }
                    let chunk = (latin[i - k..i].to_owned(), arabic[j - q..j].iter().collect());
                    let next = numbers.len();
                    let chunk = *numbers.entry(chunk).or_insert(next);
                    edges.push(Edge { from: (i - k) * (m + 1) + j - q, to: i * (m + 1) + j, chunk });
                }
            }
        }
    }
    Lattice { edges, cells: (n + 1) * (m + 1), letters: n + m, weight: f64::from(pair.count).sqrt() }
}

/// Adds how often each chunk is expected in a pair; whether the pair is one to learn from.
fn expect(lattice: &Lattice, likely: &[f64], expected: &mut [f64], choosy: bool) -> bool {
    let mut forward = vec![0.0; lattice.cells];
    forward[0] = 1.0;
    // Edges come sorted by the row they end in, and within a row never lead on.
    for edge in &lattice.edges {
        forward[edge.to] += forward[edge.from] * likely[edge.chunk];
    }
    let whole: f64 = forward[lattice.cells - 1];
    if whole <= 0.0 || choosy && whole.ln() / (lattice.letters as f64) < TRUST.1 {
        return false;
    }
    let mut backward = vec![0.0; lattice.cells];
    backward[lattice.cells - 1] = 1.0;
    for edge in lattice.edges.iter().rev() {
        let on = likely[edge.chunk] * backward[edge.to];
        if on > 0.0 {
            backward[edge.from] += on;
            expected[edge.chunk] += lattice.weight * forward[edge.from] * on / whole;
        }
    }
    true
}
