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
/// weighs little because Arabic writes only long ones, and so does a letter for one that sounds like it.
pub(super) fn distance(latin: &str, arabic: &str) -> f32 {
    let (a, b) = (latin_sounds(latin), arabic_sounds(arabic));
    let mut row: Vec<f32> = Vec::with_capacity(b.len() + 1);
    let lost = |sounds: &[char], at: usize| match at.checked_sub(1).map(|before| sounds[before]) {
        Some(before) if before == sounds[at] => DOUBLED,
        _ => weight(sounds[at]),
    };
    row.push(0.0);
    for at in 0..b.len() {
        row.push(row[at] + lost(&b, at));
    }
    for (from_at, from) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] += lost(&a, from_at);
        for (at, to) in b.iter().enumerate() {
            let best = (diagonal + change(*from, *to))
                .min(row[at] + lost(&b, at))
                .min(row[at + 1] + lost(&a, from_at));
            diagonal = std::mem::replace(&mut row[at + 1], best);
        }
    }
    row[b.len()]
}

/// A letter written twice in one of the scripts.
const DOUBLED: f32 = 0.08;
/// The ه that a ة at the end of a word was folded to: `a`, `e` or `ah`.
const ENDING: char = 'ة';

/// Whether a letter comes thrice in a row: no spelling of a name.
pub(super) fn is_stutter(latin: &str) -> bool {
    let letters: Vec<char> = latin.chars().collect();
    letters.windows(3).any(|three| three[0] == three[1] && three[1] == three[2])
}

/// Letters of one class between which spellings do not tell.
const ALIKE: [&str; 7] = ["هح", "كق", "تط", "سص", "جغ", "دض", "زذظ"];

fn change(from: char, to: char) -> f32 {
    if to == ENDING {
        return match from {
            'a' | 'ه' => 0.0,
            'i' => 0.1,
            _ => 1.2,
        };
    }
    match (is_vowel(from), is_vowel(to)) {
        _ if from == to => 0.0,
        (true, true) => 0.4,
        (false, false) if ALIKE.iter().any(|pair| pair.contains(from) && pair.contains(to)) => 0.1,
        (false, false) if class(from) == class(to) => 0.3,
        _ => 1.2,
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'i' | 'u')
}

fn weight(c: char) -> f32 {
    match c {
        'a' | 'i' | 'u' => 0.3,
        ENDING => 0.2,
        _ => 1.0,
    }
}

/// The sounds of a Latin word: `a`, `i`, `u`, and for consonants the Arabic letter nearest to them.
fn latin_sounds(word: &str) -> Vec<char> {
    const NEAREST: [(&str, &str); 44] = [
        ("tch", "تش"),
        ("sch", "ش"),
        ("kh", "خ"),
        ("sh", "ش"),
        ("ch", "ش"),
        ("th", "ث"),
        ("dh", "ذ"),
        ("gh", "غ"),
        ("ph", "ف"),
        ("zh", "ج"),
        ("ck", "ك"),
        ("tz", "تس"),
        ("dj", "ج"),
        ("ce", "سi"),
        ("ci", "سi"),
        ("cy", "سi"),
        ("b", "ب"),
        ("c", "ك"),
        ("d", "د"),
        ("f", "ف"),
        ("g", "غ"),
        ("h", "ه"),
        ("j", "ج"),
        ("k", "ك"),
        ("l", "ل"),
        ("m", "م"),
        ("n", "ن"),
        ("p", "ب"),
        ("q", "ق"),
        ("r", "ر"),
        ("s", "س"),
        ("t", "ت"),
        ("v", "ف"),
        ("x", "كس"),
        ("z", "ز"),
        ("2", "a"),
        ("3", "a"),
        ("4", "ذ"),
        ("5", "خ"),
        ("6", "ط"),
        ("7", "ح"),
        ("8", "غ"),
        ("9", "ص"),
        ("y", "i"),
    ];
    let mut out: Vec<char> = Vec::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let nearest = NEAREST.iter().find(|(written, _)| rest.starts_with(written));
        rest = &rest[nearest.map_or(c.len_utf8(), |(written, _)| written.len())..];
        match (nearest, c) {
            (Some((_, sounds)), _) => out.extend(sounds.chars()),
            (None, 'a') => out.push('a'),
            (None, 'e' | 'i') => out.push('i'),
            (None, 'o' | 'u' | 'w') => out.push('u'),
            _ => {}
        }
    }
    out
}

fn arabic_sounds(word: &str) -> Vec<char> {
    let last = words::letters(word).saturating_sub(1);
    word.chars()
        .enumerate()
        .filter_map(|(at, c)| match c {
            'ه' if at == last && at > 1 => Some(ENDING),
            'ا' | 'ع' => Some('a'),
            'و' => Some('u'),
            'ي' => Some('i'),
            c => class(c).map(|_| c),
        })
        .collect()
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
    fn a_letter_that_sounds_alike_is_nearer() {
        assert!(distance("7amas", "حماس") < distance("7amas", "هامش"));
        assert!(distance("khashoggi", "خاشقجي") < distance("khashoggi", "احساسك"));
        assert!(skeletons("khashoggi").contains(&skeleton("خاشقجي")));
    }

    #[test]
    fn a_nearer_spelling_is_nearer() {
        assert!(distance("putin", "بوتين") < distance("putin", "باطن"));
        assert!(distance("", "") < f32::EPSILON);
    }
}
