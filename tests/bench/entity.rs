//! Speed of the entity engine: `cargo bench --bench entity`.
//!
//! Articles of about 600 words, made of the bundled ones; the first call loads the tables, the others do not.

#![allow(missing_docs)]

use divan::{Bencher, black_box};
use sahifa::entity::Engine;

fn main() {
    divan::main();
}

/// About as many words as asked for, from the bundled articles.
fn text(words: usize) -> String {
    let all: String = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds"))
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|file| std::fs::read_to_string(file.path()).ok())
        .collect();
    all.split_inclusive(' ').cycle().take(words).collect()
}

#[divan::bench]
fn load(bencher: Bencher) {
    bencher.bench(Engine::new);
}

#[divan::bench(args = [150, 600, 6000])]
fn tag(bencher: Bencher, words: usize) {
    let (engine, text) = (Engine::new(), text(words));
    bencher.bench(|| engine.tag(black_box(&text), None).len());
}
