//! A query: what is looked for, as it was read from what was typed (see `parse`).

use super::period::Period;
use super::words;
use crate::model::Warning;

/// A query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// All of these have to match.
    pub nodes: Vec<Node>,
    /// What was odd.
    pub warnings: Vec<Warning>,
}

/// One thing that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A word, folded.
    Word {
        /// The word.
        text: String,
        /// Whether it may go on: the last word, still being typed.
        open: bool,
        /// Where it has to stand.
        scope: Scope,
    },
    /// Words one after the other, folded.
    Phrase(Vec<String>, Scope),
    /// A word of the index and nothing near it: what a word in other letters was read as. Its weight
    /// in per cent.
    Exact(String, Scope, u8),
    /// Words of the index, one after the other, and nothing near them; as `Exact`.
    Beside(Vec<String>, Scope, u8),
    /// Must not match.
    Not(Box<Node>),
    /// All.
    All(Vec<Node>),
    /// At least one.
    Any(Vec<Node>),
    /// No words: a property of the article.
    Filter(Filter),
}

/// Where a word has to stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Scope {
    #[default]
    Anywhere,
    Title,
    Body,
    /// Among the names of whom and what it mentions.
    Names,
}

/// A property of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    /// Folded words of its publisher.
    Source(Vec<String>),
    /// When it was published.
    Time(Period),
    /// Id of an entity, or folded words of its name.
    Entity(String, Vec<String>),
    /// Language tag, lower case.
    Lang(String),
    /// What the reader did with it.
    Status(Status),
}

/// What the reader did with an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not opened yet.
    Unread,
    /// Opened.
    Read,
    /// With a star.
    Starred,
    /// With a tag, by its key (see [`tag_key`]).
    Tagged(String),
}

/// The keys of the tags that are meant by one: its own, or where no tag has it, of those that have a word that begins
/// with each of its words.
pub fn tags_meant(key: &str, tags: &[String]) -> Vec<String> {
    let keys: Vec<String> = tags.iter().map(|tag| tag_key(tag)).collect();
    if keys.iter().any(|known| known == key) {
        return vec![key.to_owned()];
    }
    let begins = |known: &str, word: &str| known.split(' ').any(|known| known.starts_with(word));
    keys.into_iter().filter(|known| key.split(' ').all(|word| begins(known, word))).collect()
}

/// What tags are compared by: their folded words with a blank between them.
pub fn tag_key(tag: &str) -> String {
    let words: Vec<String> = words::tokens(tag).into_iter().map(|token| token.text).collect();
    words.join(" ")
}
