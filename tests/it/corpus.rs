//! The shared corpora, where they are at hand: beside the repository, or where `SAHIFA_SHARED` says.

use std::io::Read;
use std::path::PathBuf;

/// A file of the corpora, unpacked.
pub fn read(name: &str) -> Option<Vec<u8>> {
    unpacked("corpora", name)
}

/// A file of the lexica, unpacked.
#[allow(dead_code)] // each program that shares this file reads what it needs
pub fn lexicon(name: &str) -> Option<Vec<u8>> {
    unpacked("lexica", name)
}

fn unpacked(folder: &str, name: &str) -> Option<Vec<u8>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("SAHIFA_SHARED").map_or_else(beside, PathBuf::from);
    let packed = std::fs::File::open(shared.join(folder).join(name)).ok()?;
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Ten thousand news articles as JSON lines.
pub fn news() -> Option<Vec<u8>> {
    read("ant-news.jsonl.gz")
}
