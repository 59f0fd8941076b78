//! The knowledge base and the word evidence, as bytes compiled in.
//!
//! `assets/entities/*.tsv` hold the rows for people to read and mend; `names.fst` maps every folded
//! alias and every id to the byte offset of its row, `words.fst` maps name words and ordinary words to
//! what is known of them. Both automata are written and checked by `tests/it/entity_lexicon.rs`.
//! *Invariant:* nothing is parsed at start; a lookup reads one row.

use fst::Map;
use fst::raw::{Fst, Output};

use crate::model::{EntityId, EntityKind};

/// The tables in the order of their numbers in `names.fst`.
pub const TABLES: [(&str, &str); 5] = [
    ("people", include_str!("../../assets/entities/people.tsv")),
    ("places", include_str!("../../assets/entities/places.tsv")),
    ("cities", include_str!("../../assets/entities/cities.tsv")),
    ("organisations", include_str!("../../assets/entities/organisations.tsv")),
    ("events", include_str!("../../assets/entities/events.tsv")),
];

static NAMES: &[u8] = include_bytes!("../../assets/entities/names.fst");
static WORDS: &[u8] = include_bytes!("../../assets/entities/words.fst");

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
pub(super) struct Row {
    line: &'static str,
}

impl Row {
    fn column(self, n: usize) -> &'static str {
        self.line.split('\t').nth(n).unwrap_or("")
    }
    /// Stable id.
    pub fn id(self) -> &'static str {
        self.column(0)
    }
    /// Class.
    pub fn kind(self) -> EntityKind {
        EntityKind::from_code(self.column(1)).unwrap_or(EntityKind::Place)
    }
    /// Arabic name.
    pub fn name(self) -> &'static str {
        self.column(2).trim_start_matches(['?', '!', '+'])
    }
    /// Whether one of its spellings stands letter by letter, with hamza and madda as written.
    pub fn spelled(self, letters: &str) -> bool {
        let all = std::iter::once(self.column(2)).chain(self.column(3).split('|'));
        all.into_iter().any(|name| name.trim_start_matches(['?', '!', '+']) == letters)
    }
    /// Whether it is a state or territory.
    pub fn state(self) -> bool {
        self.column(5).starts_with("country=")
    }
    /// English name, where there is one.
    pub fn english(self) -> Option<&'static str> {
        Some(self.column(4)).filter(|name| !name.is_empty())
    }
}

/// An alias found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Alias {
    /// Tokens it covers.
    pub len: usize,
    /// Its row.
    pub row: Row,
    /// Whether it needs context.
    pub ambiguous: bool,
    /// Whether it is no name where an adjective follows.
    pub qualified: bool,
    /// Words before the name, titles and class words, that stay outside.
    pub outside: usize,
}

/// The compiled lexicon.
pub(super) struct Lexicon {
    names: Option<Fst<&'static [u8]>>,
    words: Option<Map<&'static [u8]>>,
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
        Self { names: Fst::new(NAMES).ok(), words: Map::new(WORDS).ok() }
    }

    /// What is known of a folded word.
    pub fn word(&self, folded: &str) -> Word {
        Word(self.words.as_ref().and_then(|words| words.get(folded)).unwrap_or(0))
    }

    /// The row of an id.
    pub fn row(&self, id: &EntityId) -> Option<Row> {
        self.names.as_ref()?.get(id.as_str()).map(|value| decode(value.value()))
    }

    /// The longest alias that starts with `first` and goes on with the folded words of `rest`.
    pub fn longest<'w>(&self, first: &'w str, rest: impl Iterator<Item = &'w str>) -> Option<Alias> {
        let fst = self.names.as_ref()?;
        let mut node = fst.root();
        let mut output = Output::zero();
        let mut best = None;
        for (n, word) in std::iter::once(first).chain(rest).enumerate() {
            let separator = if n == 0 { "" } else { " " };
            for byte in separator.bytes().chain(word.bytes()) {
                let Some(at) = node.find_input(byte) else { return best };
                let transition = node.transition(at);
                output = output.cat(transition.out);
                node = fst.node(transition.addr);
            }
            if node.is_final() {
                let value = output.cat(node.final_output()).value();
                best = Some(Alias {
                    len: n + 1,
                    row: decode(value),
                    ambiguous: value & AMBIGUOUS != 0,
                    qualified: value & QUALIFIED != 0,
                    outside: match value & (TITLED | TITLED_TWICE) {
                        0 => 0,
                        TITLED => 1,
                        _ => 2,
                    },
                });
            }
        }
        best
    }
}

fn decode(value: u64) -> Row {
    let offset = (value >> FLAG_BITS) & ((1 << OFFSET_BITS) - 1);
    let table = TABLES.get((value >> (FLAG_BITS + OFFSET_BITS)) as usize).map_or("", |table| table.1);
    let line = table.get(offset as usize..).and_then(|tail| tail.lines().next()).unwrap_or("");
    Row { line }
}
