//! Eleven ways in which people write a word otherwise than the article does.

/// Their names.
pub const KINDS: [&str; 11] = [
    "clean", "hamza", "clitic", "suffix", "typo1", "typo2", "typoall", "phonetic", "joined", "split",
    "prefix",
];

/// A small generator (xorshift64*), so that every run asks the same.
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end.max(1)
    }

    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

/// Arabic letters and their marks.
pub fn is_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{652}' | '\u{670}'..='\u{6D3}')
}

/// The query that a kind makes of three words.
pub fn apply(kind: &str, words: &[String; 3], rng: &mut Rng) -> String {
    let mut words: Vec<String> = words.to_vec();
    let longest = (0..3).max_by_key(|&at| words[at].chars().count()).unwrap_or(0);
    match kind {
        "hamza" => words.iter_mut().for_each(|word| *word = hamza(word)),
        "clitic" => words.iter_mut().for_each(|word| *word = clitic(word, rng)),
        "suffix" => words.iter_mut().for_each(|word| *word = suffix(word, rng)),
        "typo1" => words[longest] = typo(&words[longest], rng),
        "typo2" => words[longest] = typo(&typo(&words[longest], rng), rng),
        "typoall" => words.iter_mut().for_each(|word| *word = typo(word, rng)),
        "phonetic" => words[longest] = phonetic(&words[longest], rng),
        "joined" => return format!("{}{} {}", words[0], words[1], words[2]),
        "split" => {
            let middle = words[longest].chars().count() / 2;
            let at = words[longest].char_indices().nth(middle).map_or(0, |(at, _)| at);
            words[longest].insert(at, ' ');
        }
        "prefix" => {
            let last = &mut words[2];
            let keep = (last.chars().count() * 6).div_ceil(10);
            *last = last.chars().take(keep).collect();
        }
        _ => {}
    }
    words.join(" ")
}

fn hamza(word: &str) -> String {
    let count = word.chars().count();
    let swap = |(at, c): (usize, char)| match c {
        'أ' | 'إ' | 'آ' if at == 0 => 'ا',
        'ا' if at == 0 => 'أ',
        'ة' if at + 1 == count => 'ه',
        'ه' if at + 1 == count => 'ة',
        'ى' if at + 1 == count => 'ي',
        'ي' if at + 1 == count => 'ى',
        'ؤ' => 'ئ',
        'ئ' => 'ؤ',
        c => c,
    };
    word.chars().enumerate().map(swap).collect()
}

fn clitic(word: &str, rng: &mut Rng) -> String {
    for prefix in ["وال", "بال", "لل", "ال"] {
        if let Some(rest) = word.strip_prefix(prefix) {
            return rest.to_owned();
        }
    }
    format!("{}{word}", rng.pick(&["و", "ال", "وال", "ب", "ل", "بال", "ف"]))
}

fn suffix(word: &str, rng: &mut Rng) -> String {
    const SUFFIXES: [&str; 8] = ["ية", "ات", "ين", "ون", "ها", "ة", "هم", "ي"];
    for suffix in SUFFIXES {
        if let Some(rest) = word.strip_suffix(suffix)
            && rest.chars().count() >= 3
        {
            return rest.to_owned();
        }
    }
    format!("{word}{}", rng.pick(&SUFFIXES))
}

fn typo(word: &str, rng: &mut Rng) -> String {
    let letters: Vec<char> = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect();
    let mut word: Vec<char> = word.chars().collect();
    let at = rng.below(word.len());
    match rng.below(4) {
        0 => word.insert(at, rng.pick(&letters)),
        1 if word.len() > 2 => {
            word.remove(at);
        }
        2 if at + 1 < word.len() => word.swap(at, at + 1),
        _ => word[at] = rng.pick(&letters),
    }
    word.into_iter().collect()
}

fn phonetic(word: &str, rng: &mut Rng) -> String {
    const PAIRS: [(char, char); 9] = [
        ('غ', 'ج'),
        ('ق', 'ك'),
        ('ط', 'ت'),
        ('ص', 'س'),
        ('ض', 'ظ'),
        ('ذ', 'ز'),
        ('ث', 'س'),
        ('ح', 'ه'),
        ('خ', 'ح'),
    ];
    let other = |c: char| PAIRS.iter().find_map(|&(a, b)| (c == a).then_some(b).or((c == b).then_some(a)));
    let word: Vec<char> = word.chars().collect();
    let places: Vec<usize> = (0..word.len()).filter(|&at| other(word[at]).is_some()).collect();
    let Some(&at) = places.get(rng.below(places.len())) else { return word.into_iter().collect() };
    word.iter().enumerate().map(|(n, &c)| if n == at { other(c).unwrap_or(c) } else { c }).collect()
}
