//! How words behave in news: which words stand beside them (a class by spherical k-means over positive
//! pointwise mutual information), whether they take the article, possessive endings, prepositions, titles.
//!
//! Written to `assets/entities/habits.fst`: folded word to class, four small shares, and what names the rules
//! alone (no weights, so nothing of the annotations) find it in. Counts of the corpus
//! are used, never its sentences. Deterministic.

use std::collections::HashMap;

use fst::MapBuilder;
use sahifa::text::fold;

/// Classes of words.
const CLASSES: usize = 128;
/// Words that serve as neighbours.
const NEIGHBOURS: usize = 500;
/// A word seen less often has no habits.
const LEAST: u32 = 8;
const ROUNDS: usize = 12;

/// In what names a word stands: first or later word of a person, a place, first or later word of a body,
/// another name.
pub type Uses = [u32; 6];

/// The bytes of the table.
pub fn table(texts: &[String], titles: &dyn Fn(&str) -> bool, uses: &HashMap<String, Uses>) -> Vec<u8> {
    let lines: Vec<Vec<String>> = texts.iter().flat_map(|text| words(text)).collect();
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in lines.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    let mut frequent: Vec<(&str, u32)> =
        counts.iter().map(|(w, n)| (*w, *n)).filter(|(_, n)| *n >= LEAST).collect();
    frequent.sort_by_key(|(word, n)| (std::cmp::Reverse(*n), *word));
    let numbers: HashMap<&str, usize> = frequent.iter().enumerate().map(|(n, (w, _))| (*w, n)).collect();
    let mut beside: Vec<HashMap<u32, f32>> = vec![HashMap::new(); frequent.len()];
    let mut cues = vec![[0_u32; 2]; frequent.len()];
    for line in &lines {
        for (at, word) in line.iter().enumerate() {
            let Some(number) = numbers.get(word.as_str()) else { continue };
            let before = at.checked_sub(1).map_or("", |n| line[n].as_str());
            let after = line.get(at + 1).map_or("", String::as_str);
            for (side, other) in [(0, before), (1, after)] {
                let other = numbers.get(other).copied().filter(|n| *n < NEIGHBOURS).unwrap_or(NEIGHBOURS);
                *beside[*number].entry((side * (NEIGHBOURS + 1) + other) as u32).or_default() += 1.0;
            }
            cues[*number][0] += u32::from(matches!(before, "في" | "من" | "الي" | "مدينه" | "بمدينه"));
            cues[*number][1] += u32::from(titles(before));
        }
    }
    let vectors = weigh(beside);
    let classes = cluster(&vectors);
    let share = |some: u32, all: u32| match f64::from(some) / f64::from(all.max(1)) {
        0.0 => 0_u64,
        ..0.02 => 1,
        ..0.1 => 2,
        _ => 3,
    };
    let count = |word: &str| counts.get(word).copied().unwrap_or(0);
    let mut rows: Vec<(&str, u64)> = frequent
        .iter()
        .enumerate()
        .map(|(n, (word, all))| {
            let article = share(count(&format!("ال{word}")), *all);
            let possessed: u32 =
                ["ه", "ها", "هم", "نا"].iter().map(|end| count(&format!("{word}{end}"))).sum();
            let shares = [article, share(possessed, *all), share(cues[n][0], *all), share(cues[n][1], *all)];
            let packed = shares.iter().enumerate().fold(0, |sum, (n, share)| sum | share << (2 * n));
            (*word, classes[n] as u64 | packed << 8 | usage(uses.get(*word), *all) << 16)
        })
        .collect();
    rows.sort_unstable();
    let mut map = MapBuilder::memory();
    for (word, value) in rows {
        map.insert(word, value).unwrap();
    }
    map.into_inner().unwrap()
}

/// The names that a word mostly stands in, 1 to 6, and in a fifth of its uses, half, nearly always (1 to 3);
/// 0 where it seldom stands in one.
fn usage(uses: Option<&Uses>, all: u32) -> u64 {
    let Some(uses) = uses else { return 0 };
    let (kind, most) = uses.iter().enumerate().max_by_key(|(_, n)| **n).unwrap();
    match f64::from(*most) / f64::from(all.max(*most)) {
        ..0.05 => 0,
        share => {
            let often = u64::from(share >= 0.2) + u64::from(share >= 0.5) + u64::from(share >= 0.8);
            ((kind as u64 + 1) << 2) | often
        }
    }
}

/// Folded words, line by line.
pub fn words(text: &str) -> Vec<Vec<String>> {
    let folded = fold(text);
    let line = |line: &str| {
        line.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    folded.as_str().lines().map(line).collect()
}

type Vector = Vec<(u32, f32)>;

/// Positive pointwise mutual information, of length one.
fn weigh(counts: Vec<HashMap<u32, f32>>) -> Vec<Vector> {
    let mut columns: HashMap<u32, f32> = HashMap::new();
    let mut all = 0.0;
    for (column, n) in counts.iter().flatten() {
        *columns.entry(*column).or_default() += n;
        all += n;
    }
    let weigh = |row: HashMap<u32, f32>| {
        let sum: f32 = row.values().sum();
        let mut vector: Vector = row
            .into_iter()
            .map(|(column, n)| (column, (n * all / (sum * columns[&column])).ln().max(0.0)))
            .filter(|(_, w)| *w > 0.0)
            .collect();
        vector.sort_unstable_by_key(|(column, _)| *column);
        let length = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt().max(1e-6);
        for (_, w) in &mut vector {
            *w /= length;
        }
        vector
    };
    counts.into_iter().map(weigh).collect()
}

fn cluster(vectors: &[Vector]) -> Vec<usize> {
    let width = 2 * (NEIGHBOURS + 1);
    let mut classes: Vec<usize> = (0..vectors.len()).map(|n| n % CLASSES).collect();
    for round in 0..ROUNDS {
        let mut centres = vec![vec![0.0_f32; width]; CLASSES];
        for (n, vector) in vectors.iter().enumerate() {
            // The most frequent words are the first centres.
            if round > 0 || n < CLASSES * 4 {
                for (column, weight) in vector {
                    centres[classes[n]][*column as usize] += weight;
                }
            }
        }
        for centre in &mut centres {
            let length = centre.iter().map(|w| w * w).sum::<f32>().sqrt().max(1e-6);
            for w in centre.iter_mut() {
                *w /= length;
            }
        }
        for (n, vector) in vectors.iter().enumerate() {
            let like = |centre: &Vec<f32>| vector.iter().map(|(c, w)| w * centre[*c as usize]).sum::<f32>();
            let best = centres
                .iter()
                .enumerate()
                .map(|(n, centre)| (n, like(centre)))
                .max_by(|a, b| a.1.total_cmp(&b.1));
            classes[n] = best.map_or(0, |(n, _)| n);
        }
    }
    classes
}
