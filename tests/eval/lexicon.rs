//! Builds the table that says where words begin and end (see `src/search/lexicon.rs`): which are proclitic and word,
//! which are whole, and which end in no suffix.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use sahifa::text::fold;

use super::spellings;

/// A word in fewer articles says nothing.
const LEAST: u32 = 3;
/// Tables of names, `id ⇥ kind ⇥ name ⇥ aliases ⇥ …`.
const NAMES: [&str; 3] = ["places.tsv", "cities.tsv", "people.tsv"];
/// Bits of `words.tsv`: a given name; a word of names; an ordinary word; mostly a name.
const GIVEN: u32 = 1;
const NAME: u32 = 2;
const ORDINARY: u32 = 4;
const MOSTLY: u32 = 8;

const PROCLITICS: [&str; 6] = ["و", "ف", "ب", "ل", "ك", "س"];
const ARTICLES: [&str; 8] = ["ال", "وال", "بال", "لل", "فال", "كال", "ولل", "وبال"];
const SUFFIXES: [&str; 15] =
    ["هما", "ها", "هم", "نا", "كم", "ات", "ين", "يه", "ون", "ان", "وا", "ه", "ي", "ت", "ا"];
/// Those that search takes, in its order.
const STEMMED: [&str; 14] =
    ["هما", "ها", "هم", "ان", "ات", "ون", "ين", "يه", "تين", "نا", "كم", "وا", "ه", "ي"];

/// Writes the table and says how large it is.
pub fn build() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(news) = super::news() else {
        println!("the corpora are not here: set SAHIFA_SHARED");
        return;
    };
    let mut counts: HashMap<String, u32> = HashMap::new();
    for (title, body) in &news {
        for word in words(&format!("{title} {body}")).into_iter().collect::<HashSet<_>>() {
            *counts.entry(word).or_default() += 1;
        }
    }
    let news = News { counts, names: names(root), places: places(root), marks: marks(root) };
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    for word in news.counts.keys().chain(&news.names).chain(&news.places).chain(news.marks.keys()) {
        let count = news.count(&[word]);
        let (whole, bare) = (news.is_whole(word), news.is_bare(word));
        if count >= LEAST || whole || bare {
            let marks = format!("{}{}", if whole { "!" } else { "" }, if bare { "." } else { "" });
            lines.insert(word.clone(), format!("{}{marks}", level(count)));
        }
    }
    for (word, others) in spellings::of(root, |word| news.count(&[word]) > 0) {
        let others = others.into_iter().collect::<Vec<_>>().join(",");
        let line = lines.entry(word).or_insert_with(|| level(0).to_string());
        *line += "=";
        *line += &others;
    }
    let text: String =
        lines.iter().fold(String::new(), |text, (word, about)| text + word + "\t" + about + "\n");
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).expect("packed");
    let packed = encoder.finish().expect("packed");
    let file = root.join("assets/search/words.deflate");
    std::fs::create_dir_all(root.join("assets/search")).expect("a folder");
    std::fs::write(&file, &packed).expect("written");
    println!("{} words, {} bytes, {}", lines.len(), packed.len(), file.display());
}

/// The letter of a number of articles: `a` up to two, then each stands for half as many more.
fn level(count: u32) -> char {
    let mut level = b'a';
    let mut most = 2.0;
    while f64::from(count) > most {
        most *= 1.5;
        level += 1;
    }
    char::from(level)
}

/// What the news tells of words.
struct News {
    /// Articles by folded word.
    counts: HashMap<String, u32>,
    /// Words of the tables of names.
    names: HashSet<String>,
    /// Names of places that are one word, without the article.
    places: HashSet<String>,
    /// Bits of `words.tsv`.
    marks: HashMap<String, u32>,
}

impl News {
    /// Articles that a word stands in, its parts joined.
    fn count(&self, parts: &[&str]) -> u32 {
        self.counts.get(&parts.concat()).copied().unwrap_or(0)
    }

    /// Articles that a word stands in with the article.
    fn with_article(&self, word: &str) -> u32 {
        ARTICLES.iter().map(|article| self.count(&[article, word])).sum()
    }

    /// What is known of a word.
    fn bits(&self, word: &str) -> u32 {
        self.marks.get(word).copied().unwrap_or(0)
    }

    /// Whether search would take a word for known, with or without the article.
    fn is_known(&self, word: &str) -> bool {
        self.count(&[word]).max(self.count(&["ال", word])) >= LEAST
    }

    /// Whether nothing may be taken from the beginning of a word from which search would take something else.
    fn is_whole(&self, word: &str) -> bool {
        let Some((letter, rest)) = parted(word) else { return false };
        let after_article = || {
            ARTICLES.iter().filter_map(|article| word.strip_prefix(article)).filter(|rest| letters(rest) >= 3)
        };
        let has_article = after_article().any(|rest| self.is_known(rest));
        if self.is_name(word, letter, rest, has_article) {
            return has_article || self.is_known(rest) || after_article().any(|rest| letters(rest) >= 5);
        }
        !has_article && self.is_known(rest) && !self.is_proclitic(word)
    }

    /// Whether a word is a name in spite of what the rest says: a name takes no possessive (`باسمها`).
    fn is_name(&self, word: &str, letter: &str, rest: &str, has_article: bool) -> bool {
        let bits = self.bits(word);
        let is_given = bits & GIVEN != 0 || self.places.contains(word);
        // A word of a longer name (`عمرو واكد`) may be an ordinary one.
        let is_part = self.names.contains(word)
            && (bits & (NAME | ORDINARY) == NAME || !has_article && !self.is_proclitic(word));
        let is_mostly = bits & MOSTLY != 0 && self.shapes(letter, rest) < 2 * self.count(&[word]);
        let is_owned = self.count(&[word, "ها"]) + self.count(&[word, "هم"]) >= LEAST;
        // The marks know `وفتحي` as a given name, too.
        let is_joined = self.bits(rest) & GIVEN != 0 && self.count(&[rest]) >= 3 * self.count(&[word]).max(1);
        !is_owned && (is_part || (is_given || is_mostly) && !is_joined)
    }

    /// Articles that the rest of a word stands in, in all its shapes but with that letter.
    fn shapes(&self, letter: &str, rest: &str) -> u32 {
        let others = PROCLITICS.iter().filter(|other| **other != letter);
        self.count(&[rest])
            + self.with_article(rest)
            + others.map(|other| self.count(&[other, rest])).sum::<u32>()
            + SUFFIXES.iter().map(|suffix| self.count(&[rest, suffix])).sum::<u32>()
    }

    /// Articles in which something stands before a word that only stands before whole words: the article, or a
    /// preposition.
    fn own(&self, word: &str, letter: &str) -> u32 {
        // After the ل of للاسم stands an article, and بو and بل begin names of Tunisia.
        let before: &[&str] = match letter {
            "ل" => &[],
            "و" => &["ل", "ك"],
            _ => &["ب", "ل", "ك"],
        };
        self.with_article(word) + before.iter().map(|before| self.count(&[before, word])).sum::<u32>()
    }

    /// Whether the first letter of a word is a proclitic: where the rest is well attested in other shapes, and the
    /// word itself is not one that takes the article or prepositions, or a form of one that is whole.
    fn is_proclitic(&self, word: &str) -> bool {
        let Some((letter, rest)) = parted(word) else { return false };
        let (count, alone) = (self.count(&[word]), self.count(&[rest]));
        let article = if rest.starts_with("ال") { 0 } else { self.with_article(rest) };
        // The future stands before the imperfect alone, and لل is an article unless a word begins with ل.
        if alone + article < LEAST
            || letter == "س" && !rest.starts_with(['ي', 'ت', 'ن', 'ا'])
            || letter == "ل" && rest.starts_with('ل') && article == 0
        {
            return false;
        }
        let heads = SUFFIXES.iter().filter_map(|suffix| word.strip_suffix(suffix));
        let heads: Vec<&str> =
            heads.filter(|head| letters(head) >= 3 && self.is_head(head, letter, count)).collect();
        if heads.iter().any(|head| self.count(&[head]) >= alone) {
            return false;
        }
        let own: u32 = heads.iter().chain([&word]).map(|form| self.own(form, letter)).sum();
        let is_own = own >= 2.max(3 * count / 100) && alone < 20 * count;
        !is_own && 100 * self.shapes(letter, rest) >= 7 * count
    }

    /// Whether a word without a suffix is a word of its own, about as usual as with it. One of three letters, which
    /// search never parts, is one where it is more usual than its rest (`بعد`), or a verb (`كان`).
    fn is_head(&self, head: &str, letter: &str, count: u32) -> bool {
        let alone = self.count(&[head]);
        let is_whole = match letters(head) {
            3 => {
                let verb = self.count(&[head, "ت"]) + self.count(&[head, "وا"]);
                alone >= self.count(&[&head[letter.len()..]]) || letter != "و" && 4 * verb >= alone
            }
            _ => !self.is_proclitic(head),
        };
        alone >= 5.max(count / 2) && is_whole
    }

    /// Whether a word (without its article) is a name that ends like a word with a suffix, and would be taken for
    /// that word. A given name that is also an ordinary word takes the article.
    fn is_bare(&self, word: &str) -> bool {
        let bits = self.bits(word);
        let is_ordinary = bits & ORDINARY != 0;
        let is_name = match bits & GIVEN {
            0 => !is_ordinary && self.places.contains(word),
            _ => !is_ordinary || 20 * self.with_article(word) < self.count(&[word]),
        };
        is_name && stem(word).is_some_and(|rest| self.is_known(rest))
    }
}

/// A word without the suffix that search would take from it.
fn stem(word: &str) -> Option<&str> {
    let rests = STEMMED.iter().filter_map(|suffix| word.strip_suffix(suffix));
    rests.into_iter().find(|rest| letters(rest) >= 3)
}

/// A word that may begin with a proclitic, parted after it.
fn parted(word: &str) -> Option<(&'static str, &str)> {
    let parts = PROCLITICS.iter().find_map(|letter| Some((*letter, word.strip_prefix(letter)?)));
    parts.filter(|(_, rest)| letters(rest) >= 3)
}

pub fn letters(word: &str) -> usize {
    word.chars().count()
}

/// Words of names.
fn names(root: &Path) -> HashSet<String> {
    NAMES.iter().flat_map(|table| forms(root, table)).flatten().flatten().collect()
}

/// Names of places that are one word, without the article.
fn places(root: &Path) -> HashSet<String> {
    let forms = NAMES[..2].iter().flat_map(|table| forms(root, table)).flatten();
    forms.filter(|form| form.len() == 1).flatten().map(|word| bare(&word).to_owned()).collect()
}

/// A word without the article.
pub fn bare(word: &str) -> &str {
    word.strip_prefix("ال").filter(|rest| letters(rest) >= 3).unwrap_or(word)
}

/// The forms of every name of a table, as folded words.
pub fn forms(root: &Path, table: &str) -> Vec<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(root.join("assets/entities").join(table)).expect("a table of names");
    let line = |line: &str| {
        let forms = line.split('\t').skip(2).take(2).flat_map(|column| column.split('|'));
        forms.filter(|form| !form.is_empty() && !form.starts_with('?')).map(words).collect()
    };
    text.lines().skip(1).map(line).collect()
}

/// What is known of single words.
fn marks(root: &Path) -> HashMap<String, u32> {
    let text = std::fs::read_to_string(root.join("assets/entities/words.tsv")).expect("a table of words");
    let line = |line: &str| {
        let (word, bits) = line.split_once('\t')?;
        Some((fold(word).as_str().to_owned(), bits.parse().ok()?))
    };
    text.lines().filter_map(line).collect()
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.as_str().split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().any(|c| ('ا'..='ي').contains(&c))).map(str::to_owned).collect()
}
