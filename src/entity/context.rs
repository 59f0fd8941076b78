//! What every stage sees: the text's tokens, the lexicon, the word lists.

use std::borrow::Cow;
use std::collections::HashSet;

use foldhash::fast::RandomState;

use crate::model::EntityKind;

use super::calendar;
use super::clitic::{self, Reading};
use super::grammar::Grammar;
use super::lexicon::{Lexicon, Word};
use super::memo::Memo;
use super::token::{Shape, Tokens};

/// A name never has more words than this.
const LONGEST: usize = 12;

/// One text and the knowledge it is read with.
pub(super) struct Context<'a> {
    /// The text.
    pub tokens: &'a Tokens<'a>,
    /// Names and words.
    pub lexicon: Memo<'a>,
    /// Word lists.
    pub grammar: &'a Grammar,
    seen: HashSet<&'a str, RandomState>,
}

impl<'a> Context<'a> {
    /// Collects the words of the text as document evidence.
    pub fn new(tokens: &'a Tokens<'a>, lexicon: &'a Lexicon, grammar: &'a Grammar) -> Self {
        let seen = (0..tokens.len()).filter(|n| tokens.is_word(*n)).map(|n| tokens.text(n)).collect();
        Self { tokens, lexicon: Memo::new(lexicon), grammar, seen }
    }

    /// Whether the text holds a folded word without proclitics.
    pub fn bare(&self, word: &str) -> bool {
        self.seen.contains(word)
    }

    /// Whether the text holds a word of a list, without proclitics.
    pub fn has_any(&self, list: &str) -> bool {
        self.grammar.has_any(list, self.seen.iter().copied())
    }

    /// Whether a word is, in this text, another word behind proclitics.
    pub fn cliticised(&self, word: &str) -> bool {
        let known = self.lexicon.word(word).strong();
        !known
            && clitic::readings(word).skip(1).any(|r| r.stem.chars().nth(2).is_some() && self.bare(&r.stem))
    }

    /// Whether a word at which a person's name begins, though lists hold it as a surname, is a given name
    /// behind proclitics: `وفتحي` follows names so often that it looks like one, and before `الغربي` stands no
    /// surname (`بعزيز`).
    pub fn joined(&self, at: usize) -> bool {
        let text = self.tokens.text(at);
        let given = |reading: Reading| self.lexicon.word(&reading.stem).given();
        !self.lexicon.word(text).given()
            && (text.starts_with('و') || self.tokens.text(at + 1).starts_with("ال"))
            && self.freed(text).is_some_and(given)
    }

    /// Whether a folded word alone is a name of the knowledge base, or heads names.
    pub fn listed(&self, word: &str) -> bool {
        self.grammar.is_head(word) || self.lexicon.longest(word, std::iter::empty()).is_some()
    }

    /// How a word that a name begins with is read where it is no known name whole: by the shortest proclitics
    /// before one. `وكريم` is كريم, though ريم is a name too.
    pub fn freed<'w>(&self, word: &'w str) -> Option<Reading<'w>> {
        let known = |stem: &str| self.lexicon.word(stem).name() || self.listed(stem) || self.bare(stem);
        let readings = || clitic::readings(word).skip(1).filter(|r| word[r.skip..].chars().nth(1).is_some());
        let shortest = readings().find(|reading| known(&reading.stem))?;
        // `للينا`: of the two readings of `لل` the given name.
        let given = |r: &Reading| r.skip == shortest.skip && self.lexicon.word(&r.stem).given();
        readings().find(given).or(Some(shortest))
    }

    /// What a name that begins after proclitics is called by: `الهيئة` of `للهيئة`, but `لوبان` of `للوبان`.
    pub fn stem(&self, at: usize, skip: usize) -> Cow<'a, str> {
        let text = self.tokens.text(at);
        let written = &text[skip..];
        let whole =
            written.strip_prefix("ال").is_some() || self.lexicon.word(written).name() || self.bare(written);
        let mut readings = clitic::readings(text).filter(|reading| reading.skip == skip && skip > 0);
        readings.next().filter(|_| !whole).map_or(Cow::Borrowed(written), |reading| reading.stem)
    }

    /// What is known of the word at a token.
    pub fn word(&self, at: usize) -> Word {
        self.lexicon.word(self.tokens.text(at))
    }

    /// The tokens that a name starting here may cover: words and numbers, over hyphens between letters.
    pub fn path(&self, from: usize) -> Vec<usize> {
        let mut path = vec![from];
        let mut at = from + 1;
        while path.len() < LONGEST {
            let hyphen = matches!(self.tokens.text(at), "-" | "’" | "'") && self.tokens.glued(at);
            let joined = matches!(self.tokens.shape(at + 1), Shape::Word | Shape::Number);
            if hyphen && joined && self.tokens.glued(at + 1) {
                at += 1;
            }
            match self.tokens.shape(at) {
                Shape::Word | Shape::Number => path.push(at),
                _ => break,
            }
            at += 1;
        }
        path
    }

    /// Whether a single token is a known place.
    pub fn place(&self, at: usize) -> bool {
        let alias = self.lexicon.longest(self.tokens.text(at), std::iter::empty());
        alias.is_some_and(|alias| alias.row.kind() == EntityKind::Place && !alias.ambiguous)
    }

    /// Whether a single token is the name of a known person.
    pub fn person(&self, at: usize) -> bool {
        let alias = self.lexicon.longest(self.tokens.text(at), std::iter::empty());
        alias.is_some_and(|alias| alias.row.kind() == EntityKind::Person)
    }

    /// Whether a single token is a state.
    pub fn state(&self, at: usize) -> bool {
        let alias = self.lexicon.longest(self.tokens.text(at), std::iter::empty());
        alias.is_some_and(|alias| alias.row.state())
    }

    /// Whether a word is a date's.
    pub fn calendar(&self, at: usize) -> bool {
        let word = self.tokens.text(at);
        calendar::weekday(word).is_some() || calendar::month(word, self.tokens.text(at + 1)).is_some()
    }

    /// Whether an unlisted word may be a name: long enough, not an ordinary word with clitics.
    pub fn plausible(&self, word: &str) -> bool {
        let letters = word.chars().count();
        let arabic = word.chars().all(|c| ('\u{621}'..='\u{64A}').contains(&c));
        let clitic =
            ["وال", "بال", "فال", "كال", "لل", "ولل", "وب", "ول", "سي", "ست", "وسي", "وست", "لي", "لت"];
        (3..=16).contains(&letters)
            && arabic
            && (letters <= 4 || !word.starts_with('و'))
            && !clitic.iter().any(|prefix| word.starts_with(prefix))
            && !["ها", "هم", "هما", "وا", "تين", "نا", "ات", "تها", "ته"]
                .iter()
                .any(|end| word.ends_with(end))
            && !self.ordinary(word)
    }

    /// Whether a word is an ordinary one with a possessive ending: `ضيوفه`.
    pub fn possessed(&self, word: &str) -> bool {
        ["ه", "ها", "هم", "نا"].iter().filter_map(|end| word.strip_suffix(end)).any(|stem| {
            let owned = self.lexicon.word(stem);
            owned.common() && !owned.name()
        })
    }

    /// Whether a given name is as well a noun, of what people have: `نجاح`, `عمر`.
    pub fn noun(&self, word: &str) -> bool {
        // The second of the shares that `tests/train/habits.rs` packs: a fiftieth of its uses at least.
        let possessed = self.lexicon.habits(word).saturating_sub(1) >> 10 & 3;
        self.lexicon.word(word).common() || possessed > 1
    }

    /// Whether a word is an ordinary feminine noun in the dual before its complement: `لجنتي`.
    pub fn dual(&self, word: &str) -> bool {
        let noun = word.strip_suffix("تي").map(|stem| self.lexicon.word(&format!("{stem}ه")));
        noun.is_some_and(|noun| noun.common() && !noun.name())
    }

    /// Whether a word, or what its clitics hide, is an ordinary word.
    pub fn ordinary(&self, word: &str) -> bool {
        self.lexicon.word(word).common()
            || self.lexicon.word(clitic::bare(word)).common()
            || clitic::readings(word).skip(1).any(|r| {
                let hidden = self.lexicon.word(&r.stem);
                hidden.common() && !hidden.name() || self.lexicon.word(clitic::bare(&r.stem)).common()
            })
    }
}
