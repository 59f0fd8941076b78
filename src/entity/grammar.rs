//! The small word lists that the rules read: head words, titles, nationalities, matches, cues.
//!
//! They stand in `assets/entities/grammar.tsv`, one folded word a row: `list <tab> word <tab> value`.
//! Knows no names. *Invariant:* built once; lookups never allocate.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use crate::model::EntityKind;

const TABLE: &str = include_str!("../../assets/entities/grammar.tsv");

/// How a head word makes a name: the letters of its row in the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Head(&'static str);

impl Head {
    /// `وزارة الخارجية`: head and definite noun, whatever the noun.
    pub fn noun(self) -> bool {
        self.0.contains('n')
    }
    /// `اتفاق الصخيرات`: head and a noun that is no ordinary word.
    pub fn proper(self) -> bool {
        self.0.contains('x')
    }
    /// `جامعة القاهرة`: head and a known place.
    pub fn place(self) -> bool {
        self.0.contains('l')
    }
    /// `مستشفى شارل نيكول`: head and a person.
    pub fn person(self) -> bool {
        self.0.contains('p')
    }
    /// `المجلس الأعلى للقضاء`: definite head, adjectives, genitive.
    pub fn definite(self) -> bool {
        self.0.contains('d')
    }
    /// `رئاسة الجمهورية`: a head that takes the nouns that are too general for others.
    pub fn office(self) -> bool {
        self.0.contains('g')
    }
    /// `الأزمة الليبية`: definite head and a nationality.
    pub fn national(self) -> bool {
        self.0.contains('a')
    }
    /// `فرقة «الفينيق»`: the name in quotation marks, the head outside.
    pub fn quoted(self) -> bool {
        self.0.contains('q')
    }
    /// `مدينة بوتشا`: the head stays outside, the name follows.
    pub fn outside(self) -> bool {
        self.0.contains('o')
    }
    /// `لجنة الدفاع`: a head whose definite noun as often describes as names.
    pub fn weak(self) -> bool {
        self.0.contains('w')
    }
    /// `حزب نداء تونس`: words that are no ordinary words may follow.
    pub fn free(self) -> bool {
        self.0.contains('f')
    }
}

/// The lists.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    words: HashMap<&'static str, Entry, RandomState>,
    /// The stems of nationality adjectives.
    nations: HashSet<&'static str, RandomState>,
    /// The bit of each list: first those that the tagger asks of every word.
    lists: Vec<&'static str>,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    head: Option<(EntityKind, Head)>,
    /// The lists that hold it, as bits.
    lists: u64,
}

/// The lists that the tagger asks of every word.
const MARKS: [&str; 6] = ["title", "verb", "stop", "place-cue", "name-prefix", "name-link"];

impl Grammar {
    /// Reads the table that is compiled in.
    pub fn new() -> Self {
        let mut grammar = Self { lists: MARKS.to_vec(), ..Self::default() };
        for line in TABLE.lines() {
            let mut columns = line.split('\t');
            let (Some(list), Some(word)) = (columns.next(), columns.next()) else { continue };
            let value = columns.next().unwrap_or("");
            match EntityKind::from_code(list) {
                Some(kind) => {
                    grammar.words.entry(word).or_default().head = Some((kind, Head(value)));
                }
                None if list == "nation" => {
                    grammar.nations.insert(word);
                }
                None => {
                    let bit = grammar.bit(list).unwrap_or_else(|| {
                        grammar.lists.push(list);
                        grammar.lists.len() - 1
                    });
                    grammar.words.entry(word).or_default().lists |= 1 << bit;
                }
            }
        }
        grammar
    }

    fn bit(&self, list: &str) -> Option<usize> {
        self.lists.iter().position(|known| *known == list)
    }

    fn lists(&self, word: &str) -> u64 {
        self.words.get(word).map_or(0, |entry| entry.lists)
    }

    /// What a folded word heads.
    pub fn head(&self, word: &str) -> Option<(EntityKind, Head)> {
        self.words.get(word)?.head
    }

    /// What a folded word heads, with the article or without.
    pub fn headed(&self, word: &str) -> Option<(EntityKind, Head)> {
        self.head(word.strip_prefix("ال").unwrap_or(word))
    }

    /// Whether a folded word heads names, with the article or without.
    pub fn is_head(&self, word: &str) -> bool {
        self.headed(word).is_some()
    }

    /// Whether a list holds a folded word.
    pub fn has(&self, list: &str, word: &str) -> bool {
        self.has_any(list, std::iter::once(word))
    }

    /// Whether a list holds one of some folded words.
    pub fn has_any<'w>(&self, list: &str, mut words: impl Iterator<Item = &'w str>) -> bool {
        self.bit(list).is_some_and(|bit| words.any(|word| self.lists(word) >> bit & 1 == 1))
    }

    /// Which of the lists title, verb, stop, place-cue, name-prefix, name-link hold a folded word, as bits.
    pub fn marks(&self, word: &str) -> u8 {
        self.lists(word) as u8 & 0x3F
    }

    /// Whether a folded word is a nationality adjective, in any gender, number or state.
    pub fn nation(&self, word: &str) -> bool {
        let bare = word.strip_prefix("ال").unwrap_or(word);
        let stem = bare
            .strip_suffix("يه")
            .or_else(|| bare.strip_suffix("يتان"))
            .or_else(|| bare.strip_suffix("يين"))
            .or_else(|| bare.strip_suffix("يون"))
            .or_else(|| bare.strip_suffix('ي'));
        stem.is_some_and(|stem| self.nations.contains(stem))
    }

    /// Whether a folded word can be an adjective of a definite noun of this gender.
    pub fn adjective(&self, word: &str, feminine: bool) -> bool {
        let Some(bare) = word.strip_prefix("ال") else { return false };
        if self.has("stop", word) || bare.chars().nth(2).is_none() {
            return false;
        }
        let agrees = bare.ends_with('ه') == feminine || matches!(bare, "عليا" | "كبري" | "صغري" | "اولي");
        let shape = bare.ends_with('ي') || bare.ends_with("يه") || self.has("adjective", bare);
        agrees && shape
    }
}
