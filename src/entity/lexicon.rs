//! The knowledge base and the word evidence, as bytes compiled in.
//!
//! `assets/entities/*.tsv` hold the rows for people to read and mend; `names.fst` maps every folded
//! alias and every id to the byte offset of its row, `words.fst` maps name words and ordinary words to
//! what is known of them. Both automata are written and checked by `tests/it/entity_lexicon.rs`.
//! *Invariant:* nothing is parsed at start; a lookup reads one row (see `rows`).

use std::collections::{BTreeMap, HashSet};

use fst::raw::{Fst, Output};
use fst::{IntoStreamer, Map, Streamer};

use crate::model::{EntityId, EntityKind};

use super::rows::{TABLES, table};

static NAMES: &[u8] = include_bytes!("../../assets/entities/names.fst");
static WORDS: &[u8] = include_bytes!("../../assets/entities/words.fst");

static HABITS: &[u8] = include_bytes!("../../assets/entities/habits.fst");

/// The alias needs context: it is also an ordinary word or a common name.
pub const AMBIGUOUS: u64 = 1;
/// The alias is no name where an adjective follows (`الغرب الليبي`).
pub const QUALIFIED: u64 = 2;
/// The first word of the alias is a title: it must stand there, and stays outside (`البابا فرنسيس`).
pub const TITLED: u64 = 4;
/// The first two words of the alias are class words that stay outside (`شبه جزيرة القرم`).
pub const TITLED_TWICE: u64 = 8;
/// Bits of a value before the offset.
pub const FLAG_BITS: u32 = 4;
/// Bits of the offset within a table.
pub const OFFSET_BITS: u32 = 28;

/// A given name.
pub const GIVEN: u64 = 1;
/// A word of names.
pub const NAME: u64 = 2;
/// A word of ordinary texts.
pub const COMMON: u64 = 4;
/// Seen mostly as a part of names.
pub const STRONG: u64 = 8;

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word(u64);

impl Word {
    /// A given name, if often also an ordinary word.
    pub fn given(self) -> bool {
        self.0 & GIVEN != 0
    }
    /// A given name and not an ordinary word.
    pub fn strong_given(self) -> bool {
        self.0 & GIVEN != 0 && self.0 & COMMON == 0
    }
    /// May be a part of a name.
    pub fn name(self) -> bool {
        self.0 & (GIVEN | NAME) != 0
    }
    /// Found in names and not an ordinary word.
    pub fn strong(self) -> bool {
        self.0 & STRONG != 0 || self.name() && self.0 & COMMON == 0
    }
    /// An ordinary word.
    pub fn common(self) -> bool {
        self.0 & COMMON != 0
    }
    /// In no list at all.
    pub fn unknown(self) -> bool {
        self.0 == 0
    }
}

/// One row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row<'l> {
    line: &'l str,
}

impl<'l> Row<'l> {
    fn column(self, n: usize) -> &'l str {
        self.line.split('\t').nth(n).unwrap_or("")
    }
    /// Stable id.
    pub fn id(self) -> &'l str {
        self.column(0)
    }
    /// Class.
    pub fn kind(self) -> EntityKind {
        EntityKind::from_code(self.column(1)).unwrap_or(EntityKind::Place)
    }
    /// Arabic name.
    pub fn name(self) -> &'l str {
        self.column(2).trim_start_matches(['?', '!', '+'])
    }
    /// Whether one of its spellings stands letter by letter, with hamza and madda as written.
    pub fn spelled(self, letters: &str) -> bool {
        self.name() == letters
            || self.spellings().any(|name| name.trim_start_matches(['?', '!', '+']) == letters)
    }
    /// Its other spellings, with their marks.
    pub fn spellings(self) -> impl Iterator<Item = &'l str> {
        self.column(3).split('|')
    }
    /// What else is known of it.
    pub fn extra(self) -> &'l str {
        self.column(5)
    }
    /// What is known of it under a name (`country`); of people, who may have it many times, the first.
    pub fn value(self, name: &str) -> Option<&'l str> {
        let pairs = self.extra().split([';', '|']).filter_map(|pair| pair.trim().split_once('='));
        pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).next()
    }
    /// Whether bodies of other countries are called as it is.
    pub fn shared(self) -> bool {
        self.value("shared").is_some()
    }
    /// Whether it is a state or territory.
    pub fn state(self) -> bool {
        self.column(5).starts_with("country=")
    }
    /// English name, where there is one.
    pub fn english(self) -> Option<&'l str> {
        Some(self.column(4)).filter(|name| !name.is_empty())
    }
}

/// An alias found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Alias<'l> {
    /// Tokens it covers.
    pub len: usize,
    /// Its row.
    pub row: Row<'l>,
    /// Whether the user gave it.
    pub own: bool,
    /// Whether it needs context.
    pub ambiguous: bool,
    /// Whether it is no name where an adjective follows.
    pub qualified: bool,
    /// Words before the name, titles and class words, that stay outside.
    pub outside: usize,
}

/// The user's names: a table as those compiled in, and its automaton.
#[derive(Debug, Default)]
pub(super) struct Own {
    table: String,
    offsets: BTreeMap<String, u64>,
    names: Option<Map<Vec<u8>>>,
    denied: HashSet<String>,
}

impl Own {
    /// What is written so is no name, though the compiled tables have it.
    pub fn deny(&mut self, name: String) {
        self.denied.insert(name);
    }

    /// Adds a row that is found by its id and by folded names; of two rows with a name the later one holds.
    pub fn add(&mut self, id: &EntityId, line: &str, names: &[String]) {
        let offset = self.table.len() as u64;
        for key in names.iter().map(String::as_str).chain([id.as_str()]) {
            self.offsets.insert(key.to_owned(), offset);
        }
        self.table.push_str(line);
        self.table.push('\n');
    }

    /// Makes the automaton.
    pub fn sealed(mut self) -> Self {
        if !self.offsets.is_empty() {
            // The keys are sorted and each is there once; nothing else can be wrong.
            self.names = Map::from_iter(std::mem::take(&mut self.offsets)).ok();
        }
        self
    }

    fn row(&self, key: &str) -> Option<Row<'_>> {
        let offset = self.names.as_ref()?.get(key)?;
        Some(self.at(offset))
    }

    fn at(&self, offset: u64) -> Row<'_> {
        Row { line: line_at(&self.table, offset) }
    }

    fn longest<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<Alias<'_>> {
        let (len, offset) = walk(self.names.as_ref()?.as_fst(), words, &HashSet::new())?;
        Some(Alias { len, row: self.at(offset), own: true, ambiguous: false, qualified: false, outside: 0 })
    }
}

/// The compiled lexicon, and what the user added to it.
pub(super) struct Lexicon {
    names: Option<Fst<&'static [u8]>>,
    words: Option<Map<&'static [u8]>>,
    habits: Option<Map<&'static [u8]>>,
    own: Own,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").finish_non_exhaustive()
    }
}

impl Lexicon {
    /// Opens the tables that are compiled in; nothing is read yet.
    pub fn new() -> Self {
        // Both are checked by a test; an unreadable table could only mean fewer names.
        Self {
            names: Fst::new(NAMES).ok(),
            words: Map::new(WORDS).ok(),
            habits: Map::new(HABITS).ok(),
            own: Own::default(),
        }
    }

    /// The tables that are compiled in and the user's names.
    pub fn with(own: Own) -> Self {
        Self { own, ..Self::new() }
    }

    /// What is known of a folded word.
    pub fn word(&self, folded: &str) -> Word {
        Word(self.words.as_ref().and_then(|words| words.get(folded)).unwrap_or(0))
    }

    /// How a folded word behaves in news, as `tests/train/habits.rs` packs it; 0 where it was seldom seen.
    pub fn habits(&self, folded: &str) -> u32 {
        self.habits.as_ref().and_then(|habits| habits.get(folded)).map_or(0, |value| value as u32 + 1)
    }

    /// The row of an id.
    pub fn row(&self, id: &str) -> Option<Row<'_>> {
        let compiled = || self.names.as_ref()?.get(id).map(|value| decode(value.value()));
        self.own.row(id).or_else(compiled)
    }

    /// Whether a folded name is one of those compiled in.
    pub fn has(&self, name: &str) -> bool {
        self.names.as_ref().is_some_and(|names| names.get(name).is_some())
    }

    /// The rows of a class that bear a folded name, the first of the tables first, and whether it needs context
    /// in the first table. None where the user says what the name means, or a title must stand before it.
    pub fn bearers(&self, name: &str, kind: EntityKind) -> (Vec<Row<'_>>, bool) {
        let value = |key: &str| self.names.as_ref()?.get(key).map(Output::value);
        if self.own.row(name).is_some() || self.own.denied.contains(name) {
            return (Vec::new(), false);
        }
        let first = value(name).filter(|value| value & (TITLED | TITLED_TWICE) == 0);
        let first = first.filter(|value| decode(*value).kind() == kind);
        let further = (1..).map_while(|n| value(&format!("{name}\t{}{n}", kind.code())));
        let rows = first.into_iter().chain(further).map(|value| self.renamed(decode(value)));
        (rows.collect(), first.is_some_and(|value| value & AMBIGUOUS != 0))
    }

    /// The longest alias that starts with `first` and goes on with the folded words of `rest`; of two
    /// equally long the user's.
    pub fn longest<'w>(
        &self,
        first: &'w str,
        rest: impl Iterator<Item = &'w str> + Clone,
    ) -> Option<Alias<'_>> {
        let words = std::iter::once(first).chain(rest);
        let own = self.own.longest(words.clone());
        let compiled = self.names.as_ref().and_then(|names| walk(names, words, &self.own.denied));
        let compiled = compiled.map(|(len, value)| Alias {
            len,
            row: self.renamed(decode(value)),
            own: false,
            ambiguous: value & AMBIGUOUS != 0,
            qualified: value & QUALIFIED != 0,
            outside: match value & (TITLED | TITLED_TWICE) {
                0 => 0,
                TITLED => 1,
                _ => 2,
            },
        });
        match (own, compiled) {
            (Some(own), Some(compiled)) if compiled.len > own.len => Some(compiled),
            (own, compiled) => own.or(compiled),
        }
    }

    /// The rows of names that begin with a folded text, the user's first; each once, at most `limit`.
    pub fn beginning(&self, folded: &str, limit: usize) -> Vec<Row<'_>> {
        let mut rows: Vec<Row> = Vec::new();
        let mut seen = HashSet::new();
        let own = self.own.names.iter().flat_map(|names| keys(names.as_fst(), folded, limit));
        let compiled = self.names.iter().flat_map(|names| keys(names, folded, limit));
        let own = own.map(|(key, offset)| (key, self.own.at(offset)));
        for (key, row) in own.chain(compiled.map(|(key, value)| (key, self.renamed(decode(value))))) {
            // An id is a key too, but no name.
            if key != row.id().as_bytes() && seen.insert(row.id().to_owned()) {
                rows.push(row);
            }
        }
        rows.truncate(limit);
        rows
    }

    /// The rows whose English name has these lower-case letters in it, at most `limit`.
    pub fn in_english(&self, letters: &str, limit: usize) -> Vec<Row<'_>> {
        let compiled = (0..TABLES.len()).flat_map(|number| table(number).lines());
        let lines = compiled.chain(self.own.table.lines());
        let rows = lines.map(|line| Row { line });
        rows.filter(|row| row.english().is_some_and(|name| name.to_lowercase().contains(letters)))
            .take(limit)
            .collect()
    }

    /// The user's row for what a compiled row is about, where there is one.
    fn renamed<'l>(&'l self, row: Row<'l>) -> Row<'l> {
        if self.own.names.is_none() { row } else { self.own.row(row.id()).unwrap_or(row) }
    }
}

/// Words and value of the longest key, not denied, that is a beginning of some words, joined by blanks.
fn walk<'w, D: AsRef<[u8]>>(
    fst: &Fst<D>,
    words: impl Iterator<Item = &'w str>,
    denied: &HashSet<String>,
) -> Option<(usize, u64)> {
    let mut walked = String::new();
    let mut node = fst.root();
    let mut output = Output::zero();
    let mut best = None;
    for (n, word) in words.enumerate() {
        let separator = if n == 0 { "" } else { " " };
        for byte in separator.bytes().chain(word.bytes()) {
            let Some(at) = node.find_input(byte) else { return best };
            let transition = node.transition(at);
            output = output.cat(transition.out);
            node = fst.node(transition.addr);
        }
        if !denied.is_empty() {
            walked.push_str(separator);
            walked.push_str(word);
        }
        if node.is_final() && !denied.contains(&walked) {
            best = Some((n + 1, output.cat(node.final_output()).value()));
        }
    }
    best
}

/// Keys with a beginning, in order, with their values. Names of one entity stand apart: some more than are
/// wanted are read.
fn keys<D: AsRef<[u8]>>(fst: &Fst<D>, beginning: &str, limit: usize) -> Vec<(Vec<u8>, u64)> {
    let mut stream = fst.range().ge(beginning).into_stream();
    let mut found = Vec::new();
    while let Some((key, value)) = stream.next() {
        if !key.starts_with(beginning.as_bytes()) || found.len() >= limit.saturating_mul(4) {
            break;
        }
        found.push((key.to_vec(), value.value()));
    }
    found
}

fn decode(value: u64) -> Row<'static> {
    let offset = (value >> FLAG_BITS) & ((1 << OFFSET_BITS) - 1);
    Row { line: line_at(table((value >> (FLAG_BITS + OFFSET_BITS)) as usize), offset) }
}

fn line_at(table: &str, offset: u64) -> &str {
    let tail = usize::try_from(offset).ok().and_then(|offset| table.get(offset..));
    tail.and_then(|tail| tail.lines().next()).unwrap_or("")
}
