//! Latin letters read as Arabic sounds: consonant skeletons that both scripts share, and how far a
//! spelling lies from a word.
//!
//! Knows no dictionary. A skeleton leaves out what scripts disagree on (vowels, the long ones too, ع and
//! hamza) and puts together what they confuse (س ص ش; ت ط ث). A Latin word has several.

use super::words;

/// Most skeletons of one Latin word.
const MOST: usize = 32;

/// The skeleton of a folded Arabic word; empty where it has no consonant.
pub(super) fn skeleton(word: &str) -> String {
    let last = words::letters(word).saturating_sub(1);
    let mut out = String::new();
    for (at, c) in word.chars().enumerate() {
        let class = match c {
            'ه' if at == last && at > 1 => None,
            c => class(c),
        };
        if let Some(class) = class
            && !out.ends_with(class)
        {
            out.push(class);
        }
    }
    out
}

/// The consonant class of an Arabic letter.
fn class(c: char) -> Option<char> {
    Some(match c {
        'ب' => 'b',
        'ف' => 'f',
        'ت' | 'ط' | 'ث' => 't',
        'ج' | 'غ' => 'g',
        'ك' | 'ق' => 'k',
        'س' | 'ص' | 'ش' => 's',
        'ز' | 'ظ' | 'ذ' => 'z',
        'د' | 'ض' => 'd',
        'ه' | 'ح' | 'خ' => 'h',
        'ل' => 'l',
        'م' => 'm',
        'ن' => 'n',
        'ر' => 'r',
        _ => return None,
    })
}

/// Sounds of Latin letters, longest first: what is written, and the classes it may stand for. Digits as
/// in chat (3 for ع, 7 for ح).
const SOUNDS: [(&str, &[&str]); 46] = [
    ("tch", &["ts", "s"]),
    ("sch", &["s"]),
    ("kh", &["h"]),
    ("sh", &["s"]),
    ("ch", &["s", "ts", "h", "k"]),
    ("th", &["t", "z"]),
    ("dh", &["d", "z"]),
    ("gh", &["g", ""]),
    ("ph", &["f"]),
    ("zh", &["g", "z"]),
    ("ck", &["k"]),
    ("tz", &["ts", "z"]),
    ("dj", &["g"]),
    ("b", &["b"]),
    ("c", &["k", "s"]),
    ("d", &["d"]),
    ("f", &["f"]),
    ("g", &["g", "k"]),
    ("h", &["h", ""]),
    ("j", &["g", "", "h"]),
    ("k", &["k"]),
    ("l", &["l"]),
    ("m", &["m"]),
    ("n", &["n"]),
    ("p", &["b"]),
    ("q", &["k", "ts"]),
    ("r", &["r"]),
    ("s", &["s", "z"]),
    ("t", &["t"]),
    ("v", &["f"]),
    ("w", &["", "f"]),
    ("x", &["ks", "s", "z"]),
    ("z", &["z", "s", "ts"]),
    ("2", &[""]),
    ("3", &[""]),
    ("4", &["z"]),
    ("5", &["h"]),
    ("6", &["t"]),
    ("7", &["h"]),
    ("8", &["g"]),
    ("9", &["s", "k"]),
    ("a", &[""]),
    ("e", &[""]),
    ("i", &[""]),
    ("o", &[""]),
    ("u", &[""]),
];

/// The skeletons that a folded Latin word may have, likeliest first.
pub(super) fn skeletons(word: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let sound = SOUNDS.iter().find(|(written, _)| rest.starts_with(written));
        let (length, classes): (usize, &[&str]) =
            sound.map_or((c.len_utf8(), &[""]), |(written, to)| (written.len(), to));
        rest = &rest[length..];
        let grown = classes.iter().flat_map(|class| all.iter().map(move |skeleton| joined(skeleton, class)));
        let mut next: Vec<String> = Vec::new();
        for skeleton in grown {
            if next.len() < MOST && !next.contains(&skeleton) {
                next.push(skeleton);
            }
        }
        all = next;
    }
    all.retain(|skeleton| !skeleton.is_empty());
    all
}

fn joined(skeleton: &str, class: &str) -> String {
    let mut out = skeleton.to_owned();
    for c in class.chars().filter(char::is_ascii_lowercase) {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// How far a Latin spelling lies from an Arabic word: edits of sounds, where a vowel more or less
/// weighs little because Arabic writes only long ones.
pub(super) fn distance(latin: &str, arabic: &str) -> f32 {
    let (a, b) = (latin_sounds(latin), arabic_sounds(arabic));
    let mut row: Vec<f32> = Vec::with_capacity(b.len() + 1);
    row.push(0.0);
    for c in &b {
        row.push(row[row.len() - 1] + weight(*c));
    }
    for from in &a {
        let mut diagonal = row[0];
        row[0] += weight(*from);
        for (at, to) in b.iter().enumerate() {
            let change = match (from == to, is_vowel(*from) && is_vowel(*to)) {
                (true, _) => 0.0,
                (_, true) => 0.4,
                _ => weight(*from).max(weight(*to)) + 0.2,
            };
            let best = (diagonal + change).min(row[at] + weight(*to)).min(row[at + 1] + weight(*from));
            diagonal = std::mem::replace(&mut row[at + 1], best);
        }
    }
    row[b.len()]
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'i' | 'u')
}

fn weight(c: char) -> f32 {
    if is_vowel(c) { 0.3 } else { 1.0 }
}

fn latin_sounds(word: &str) -> Vec<char> {
    let mut out = Vec::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let sound = SOUNDS.iter().find(|(written, _)| rest.starts_with(written));
        rest = &rest[sound.map_or(c.len_utf8(), |(written, _)| written.len())..];
        let vowel = match c {
            'a' | '2' | '3' => Some('a'),
            'e' | 'i' | 'y' => Some('i'),
            'o' | 'u' | 'w' => Some('u'),
            _ => None,
        };
        match (vowel, sound) {
            (Some(vowel), _) => out.push(vowel),
            (None, Some((_, classes))) => out.extend(classes[0].chars()),
            _ => {}
        }
        if out.len() >= 2 && out[out.len() - 1] == out[out.len() - 2] {
            out.pop();
        }
    }
    out
}

fn arabic_sounds(word: &str) -> Vec<char> {
    let mut sounds: Vec<char> = word
        .chars()
        .filter_map(|c| match c {
            'ا' | 'ع' => Some('a'),
            'و' => Some('u'),
            'ي' => Some('i'),
            c => class(c),
        })
        .collect();
    sounds.dedup();
    sounds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_share_a_skeleton() {
        for (latin, arabic) in [
            ("putin", "بوتين"),
            ("jinping", "جينبينغ"),
            ("zelensky", "زيلينسكي"),
            ("7amas", "حماس"),
            ("3abdullah", "عبدالله"),
            ("erdogan", "اردوغان"),
            ("netanyahu", "نتنياهو"),
            ("kremlin", "كرملين"),
            ("trump", "ترامب"),
        ] {
            assert!(
                skeletons(latin).contains(&skeleton(arabic)),
                "{latin}: {:?} {}",
                skeletons(latin),
                skeleton(arabic)
            );
            assert!(distance(latin, arabic) < 1.5, "{latin} {}", distance(latin, arabic));
        }
    }

    #[test]
    fn a_nearer_spelling_is_nearer() {
        assert!(distance("putin", "بوتين") < distance("putin", "باطن"));
        assert!(distance("", "") < f32::EPSILON);
    }
}
