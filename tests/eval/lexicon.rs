//! Builds the table that guards proclitics (see `src/search/lexicon.rs`).

use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use sahifa::text::fold;

/// A word in fewer articles says nothing.
const LEAST: u32 = 3;
/// Tables of names, `id ⇥ kind ⇥ name ⇥ aliases ⇥ …`.
const NAMES: [&str; 3] = ["places.tsv", "cities.tsv", "people.tsv"];

/// Writes the table and says how large it is.
pub fn build() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(news) = super::news() else {
        println!("the corpora are not here: set SAHIFA_SHARED");
        return;
    };
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for (title, body) in &news {
        for word in words(&format!("{title} {body}")).into_iter().collect::<HashSet<_>>() {
            *counts.entry(word).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count >= LEAST);
    let mut lines: BTreeMap<String, String> =
        counts.into_iter().map(|(word, n)| (word, n.to_string())).collect();
    for name in names(root) {
        lines.insert(name, "!".to_owned());
    }
    let text: String =
        lines.iter().fold(String::new(), |text, (word, count)| text + word + "\t" + count + "\n");
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).expect("packed");
    let packed = encoder.finish().expect("packed");
    let file = root.join("assets/search/words.deflate");
    std::fs::create_dir_all(root.join("assets/search")).expect("a folder");
    std::fs::write(&file, &packed).expect("written");
    println!("{} words, {} bytes, {}", lines.len(), packed.len(), file.display());
}

/// Words of names that begin like a proclitic.
fn names(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for table in NAMES {
        let text =
            std::fs::read_to_string(root.join("assets/entities").join(table)).expect("a table of names");
        for line in text.lines().skip(1) {
            let forms = line.split('\t').skip(2).take(2).flat_map(|column| column.split('|'));
            found.extend(forms.filter(|form| !form.starts_with('?')).flat_map(words));
        }
    }
    found.retain(|word| word.starts_with(['و', 'ف', 'ب', 'ل', 'ك', 'س']) && word.chars().count() >= 4);
    found
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.as_str().split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().any(|c| ('ا'..='ي').contains(&c))).map(str::to_owned).collect()
}
