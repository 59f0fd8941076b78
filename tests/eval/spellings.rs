//! Names that are spelt in several ways (`أوروبا`, `أوربا`; `أمريكا`, `أميركا`), by the tables of names: two forms of
//! one name that differ in one letter of one word, where letters are often heard or written otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::lexicon::{bare, forms, letters};

/// Tables of names, `id ⇥ kind ⇥ name ⇥ aliases ⇥ …`.
const NAMES: [&str; 5] = ["places.tsv", "cities.tsv", "people.tsv", "organisations.tsv", "events.tsv"];
const VOWELS: [char; 3] = ['ا', 'و', 'ي'];
/// Letters for one foreign sound.
const SAME: [&str; 3] = ["غجقك", "طت", "سص"];
/// What is said of somebody from a place: أوروبي, أوروبية.
const NISBA: [&str; 5] = ["ي", "يه", "يين", "يون", "يا"];

/// Words of names that stand in the news, folded and without the article, with their other spellings, also as two
/// words; of what is said of places those that stand there too.
pub fn of(root: &Path, stands: impl Fn(&str) -> bool) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut parted = Vec::new();
    let mut add = |one: &str, other: &str| {
        all.entry(one.to_owned()).or_default().insert(other.to_owned());
        all.entry(other.to_owned()).or_default().insert(one.to_owned());
    };
    for names in NAMES.iter().flat_map(|table| forms(root, table)) {
        for (one, other) in names.iter().flat_map(|one| names.iter().map(move |other| (one, other))) {
            if let ([whole], [a, b]) = (&one[..], &other[..])
                && *bare(whole) == format!("{}{b}", bare(a))
                && letters(a).min(letters(b)) >= 3
            {
                parted.push((bare(whole).to_owned(), format!("{} {b}", bare(a))));
            }
        }
        for (at, one) in names.iter().enumerate() {
            for (a, b) in names[at + 1..].iter().filter_map(|other| difference(one, other)) {
                let (a, b) = (bare(a), bare(b));
                if !is_spelling(a, b) || !(stands(a) || stands(b)) {
                    continue;
                }
                add(a, b);
                let (root_a, root_b) = (a.trim_end_matches('ا'), b.trim_end_matches('ا'));
                for (a, b) in NISBA.map(|nisba| (format!("{root_a}{nisba}"), format!("{root_b}{nisba}"))) {
                    if stands(&a) && stands(&b) {
                        add(&a, &b);
                    }
                }
            }
        }
    }
    for (whole, parts) in parted {
        all.entry(whole).or_default().insert(parts);
    }
    all
}

/// The one word in which two forms of a name differ.
fn difference<'a>(one: &'a [String], other: &'a [String]) -> Option<(&'a str, &'a str)> {
    let mut differing = one.iter().zip(other).filter(|(a, b)| a != b);
    let (a, b) = differing.next().filter(|_| one.len() == other.len())?;
    differing.next().is_none().then_some((a, b))
}

/// Whether two words are one name: they differ by a vowel within, by letters for one sound, or by two that changed
/// places.
fn is_spelling(one: &str, other: &str) -> bool {
    let [mut a, mut b] = [one, other].map(|word| word.chars().collect::<Vec<char>>());
    if a.len() > b.len() {
        std::mem::swap(&mut a, &mut b);
    }
    let is_vowel = |c: &char| VOWELS.contains(c);
    let Some(at) = a.iter().zip(&b).position(|(a, b)| a != b).filter(|_| a.len() >= 4) else { return false };
    let (rest_a, rest_b) = (&a[at..], &b[at..]);
    if a.len() < b.len() {
        return at > 0 && is_vowel(&b[at]) && rest_a == &rest_b[1..];
    }
    // Plurals differ by a vowel, too.
    let is_within = at > 0 && rest_a.len() > 1 && rest_a[1..] != ['ن'];
    if rest_a[1..] == rest_b[1..] {
        let same = |c: &char| SAME.iter().position(|letters| letters.contains(*c));
        let is_same = same(&rest_a[0]).is_some() && same(&rest_a[0]) == same(&rest_b[0]);
        return is_same || is_within && letters(one) >= 5 && is_vowel(&rest_a[0]) && is_vowel(&rest_b[0]);
    }
    let is_swapped = rest_a.len() > 2 && rest_a[2..] == rest_b[2..] && [rest_a[1], rest_a[0]] == rest_b[..2];
    is_swapped && at > 0 && rest_a[..2].iter().any(is_vowel)
}
