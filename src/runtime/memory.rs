//! What was found out about terminals, kept in a small file from one start to the next.
//!
//! *Invariant:* a missing, damaged or unwritable file is no error: the first frame is then drawn by
//! the table alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::term::encode::Strategy;

/// How many terminals are remembered of each kind.
const MOST: usize = 64;

/// The memory.
#[derive(Debug, Default)]
pub(super) struct Memory {
    path: Option<PathBuf>,
    kept: Kept,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Kept {
    /// What detection came to, by the environment's signature: for the first frame.
    #[serde(default)]
    seen: BTreeMap<String, String>,
    /// What the reader chose, by the full signature.
    #[serde(default)]
    chosen: BTreeMap<String, String>,
}

impl Memory {
    /// Reads the file, if there is one.
    pub(super) fn load(path: Option<PathBuf>) -> Self {
        let text = path.as_ref().and_then(|path| fs::read_to_string(path).ok()).unwrap_or_default();
        Self { path, kept: serde_json::from_str(&text).unwrap_or_default() }
    }

    /// What was right for a terminal with this environment.
    pub(super) fn seen(&self, environment: &str) -> Option<Strategy> {
        self.kept.seen.get(environment).and_then(|name| Strategy::from_name(name))
    }

    /// What the reader chose for exactly this terminal.
    pub(super) fn chosen(&self, signature: &str) -> Option<Strategy> {
        self.kept.chosen.get(signature).and_then(|name| Strategy::from_name(name))
    }

    /// Keeps what detection came to.
    pub(super) fn see(&mut self, environment: String, strategy: Strategy) {
        if self.seen(&environment) != Some(strategy) {
            keep(&mut self.kept.seen, environment, strategy);
            self.save();
        }
    }

    /// Keeps what the reader chose.
    pub(super) fn choose(&mut self, environment: String, signature: String, strategy: Strategy) {
        keep(&mut self.kept.chosen, signature, strategy);
        keep(&mut self.kept.seen, environment, strategy);
        self.save();
    }

    /// Writes beside the file and renames, so that a crash leaves the old one.
    fn save(&self) {
        let Some(path) = &self.path else { return };
        let Ok(text) = serde_json::to_string_pretty(&self.kept) else { return };
        let beside = path.with_extension("new");
        if let Err(error) = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path)) {
            log::warn!("{}: {error}", path.display());
        }
    }
}

fn keep(map: &mut BTreeMap<String, String>, key: String, strategy: Strategy) {
    if map.len() >= MOST && !map.contains_key(&key) {
        map.pop_first();
    }
    map.insert(key, strategy.name().to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_there_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terminals.json");
        let mut memory = Memory::load(Some(path.clone()));
        assert_eq!(memory.seen("xterm"), None);
        memory.choose("xterm".into(), "xterm | XTerm(379)".into(), Strategy::Islands);
        let memory = Memory::load(Some(path.clone()));
        assert_eq!(memory.seen("xterm"), Some(Strategy::Islands));
        assert_eq!(memory.chosen("xterm | XTerm(379)"), Some(Strategy::Islands));
        fs::write(&path, "{ damaged").unwrap();
        assert_eq!(Memory::load(Some(path)).seen("xterm"), None);
    }

    #[test]
    fn it_does_not_grow_without_bound() {
        let mut memory = Memory::default();
        for number in 0..1000 {
            memory.see(format!("terminal {number}"), Strategy::Visual);
        }
        assert_eq!(memory.kept.seen.len(), MOST);
    }
}
