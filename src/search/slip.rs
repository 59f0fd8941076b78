//! Slips of hand, eye and ear: how easily a word is typed for another.
//!
//! The cheapest way from one to the other by letters inserted, missing, wrong or swapped (optimal string alignment:
//! B. J. Oommen, R. K. S. Loke, 1997), where a letter costs less that is like the right one: on a neighbouring key,
//! of the same shape but for dots, of the same sound.
//!
//! Knows letters alone, no word.

/// What a slip costs (natural logarithm of how much rarer it is than the rarest of these that costs nothing): any
/// other letter, one that is like the right one, one typed twice.
const ANY: f32 = 3.5;
const LIKE: f32 = 1.5;
const TWICE: f32 = 1.0;

/// Letters that are taken for each other by ear, and in which foreign names are written now one way, now another.
pub(super) const ALIKE: [&str; 5] = ["غجقك", "طت", "صسث", "ضظ", "ذز"];
/// Letters that differ by dots.
const SHAPES: [&str; 9] = ["بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق"];
/// The rows of the usual keyboard (Arabic 101), folded; `-` for what is no letter.
const ROWS: [&str; 3] = ["ضصثقفغعهخحجد", "شسيبلاتنمكط", "ي-ور-يهوزظ"];

/// How much it costs to type a word for another; 0 for itself.
pub(super) fn cost(typed: &str, meant: &str) -> f32 {
    let (typed, meant): (Vec<char>, Vec<char>) = (typed.chars().collect(), meant.chars().collect());
    let width = meant.len() + 1;
    let mut costs = vec![0.0_f32; (typed.len() + 1) * width];
    let extra = |word: &[char], at: usize| {
        if at > 0 && word[at - 1] == word[at] { TWICE } else { single(word[at]) }
    };
    for row in 0..=typed.len() {
        for column in 0..=meant.len() {
            let mut ways = [f32::INFINITY; 4];
            if row > 0 {
                ways[0] = costs[(row - 1) * width + column] + extra(&typed, row - 1);
            }
            if column > 0 {
                ways[1] = costs[row * width + column - 1] + extra(&meant, column - 1);
            }
            if row > 0 && column > 0 {
                let letter = replaced(typed[row - 1], meant[column - 1]);
                ways[2] = costs[(row - 1) * width + column - 1] + letter;
            }
            if row > 1
                && column > 1
                && (typed[row - 1], typed[row - 2]) == (meant[column - 2], meant[column - 1])
            {
                ways[3] = costs[(row - 2) * width + column - 2] + LIKE;
            }
            if row + column > 0 {
                costs[row * width + column] = ways.into_iter().fold(f32::INFINITY, f32::min);
            }
        }
    }
    costs.last().copied().unwrap_or(0.0).min(by_ear(&typed, &meant))
}

/// What it costs to write each letter of some by another of the same sound, wherever it stands (`جوجل`, `غوغل`).
fn by_ear(typed: &[char], meant: &[char]) -> f32 {
    let mut pairs: Vec<(&char, &char)> =
        typed.iter().zip(meant).filter(|(one, other)| one != other).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let alike =
        |(one, other): &(&char, &char)| ALIKE.iter().any(|of| of.contains(**one) && of.contains(**other));
    let is_it = typed.len() == meant.len() && pairs.iter().all(alike);
    if is_it { LIKE * pairs.len() as f32 } else { f32::INFINITY }
}

/// What a letter too many or too few costs: long vowels come and go.
fn single(letter: char) -> f32 {
    if matches!(letter, 'ا' | 'و' | 'ي') { LIKE } else { 0.5 * (ANY + LIKE) }
}

fn replaced(typed: char, meant: char) -> f32 {
    let both = |letters: &&str| letters.contains(typed) && letters.contains(meant);
    match typed == meant {
        true => 0.0,
        _ if is_beside(typed, meant) || ALIKE.iter().chain(&SHAPES).any(both) => LIKE,
        false => ANY,
    }
}

/// Whether the keys of two letters touch.
pub(super) fn is_beside(one: char, other: char) -> bool {
    let places = |letter: char| {
        let rows = ROWS.iter().zip(0_usize..);
        rows.flat_map(move |(row, at)| {
            row.chars().zip(0_usize..).filter(move |(own, _)| *own == letter).map(move |(_, key)| (at, key))
        })
    };
    places(one).any(|(row, key)| {
        places(other).any(|(other_row, other_key)| match other_row.abs_diff(row) {
            0 => key.abs_diff(other_key) == 1,
            // Each row lies half a key to the right of the one above it.
            1 if row < other_row => key == other_key || key == other_key + 1,
            1 => other_key == key || other_key == key + 1,
            _ => false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_to_a_like_letter_costs_less() {
        for (typed, meant, other) in [
            ("سياخه", "سياحه", "سياره"),  // a dot, and the next key
            ("طقسس", "طقس", "طقوس"),      // typed twice
            ("تهران", "طهران", "زهران"),  // by ear
            ("قوقل", "غوغل", "قول"),      // the same letter twice
            ("محمكه", "محكمه", "محمده"),  // swapped
            ("نستير", "منستير", "تستور"), // two letters
        ] {
            assert!(cost(typed, meant) < cost(typed, other), "{typed}");
        }
        assert!(cost("طقس", "طقس").abs() < f32::EPSILON);
        assert!((cost("", "اب") - cost("اب", "")).abs() < f32::EPSILON);
    }

    #[test]
    fn keys_touch_in_their_row_and_the_next() {
        for (one, other) in [('ا', 'ل'), ('خ', 'ح'), ('ف', 'ل'), ('ب', 'ر'), ('م', 'ز')] {
            assert!(is_beside(one, other) && is_beside(other, one), "{one}{other}");
        }
        for (one, other) in [('ا', 'ا'), ('ض', 'د'), ('ض', 'ي'), ('خ', 'ر')] {
            assert!(!is_beside(one, other) && !is_beside(other, one), "{one}{other}");
        }
    }
}
