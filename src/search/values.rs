//! Values of keywords that an article can have or not: told where no article has them.
//!
//! *Invariant:* days of our time and marks of the reader are values that any article may come to have, and are not
//! told of.

use tantivy::Searcher;
use tantivy::schema::Field;

use super::hearing::ABOUT;
use super::query::{Filter, Node, Query, Status};
use super::{affixes, expand};

impl Query {
    /// The filters that an article has to fit, or may, within all brackets.
    pub(super) fn filters(&self) -> Vec<&Filter> {
        self.nodes.iter().flat_map(filters).collect()
    }
}

fn filters(node: &Node) -> Vec<&Filter> {
    match node {
        Node::Filter(filter) => vec![filter],
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().flat_map(filters).collect(),
        _ => Vec::new(),
    }
}

impl Filter {
    /// The value, as it was read, where it is one that may be misspelt.
    pub(super) fn value(&self) -> Option<String> {
        match self {
            Self::Source(words) => Some(words.join(" ")),
            Self::Entity(typed, _) | Self::Lang(typed) | Self::Status(Status::Tagged(typed)) => {
                Some(typed.clone())
            }
            Self::Time(period) => period.odd_year().map(|year| year.to_string()),
            Self::Status(_) => None,
        }
    }
}

/// Words of publishers that a folded word may mean: what begins with it, or where nothing does, what sounds like it
/// in the letters of the other script; whether they are of these.
pub(super) fn publishers(searcher: &Searcher, field: Field, word: &str) -> (Vec<String>, bool) {
    let beginning = |prefix: &str| expand::beginning_with(searcher, &[field], prefix);
    let begun = beginning(word);
    if !begun.is_empty() {
        return (begun, false);
    }
    // Publishers are few.
    let others = if word.is_ascii() { 'ا'..='ي' } else { 'a'..='z' };
    let mut heard: Vec<String> = others.flat_map(|first| beginning(&first.to_string())).collect();
    heard.retain(|known| sounds(known, word));
    (heard, true)
}

/// Whether two folded words, one in Latin letters and one in Arabic, may be the same name, with or without its article.
pub(super) fn sounds(one: &str, other: &str) -> bool {
    let (latin, arabic) = if one.is_ascii() { (one, other) } else { (other, one) };
    let is_near = |arabic: &str| expand::strangeness(latin, arabic) < ABOUT;
    latin.is_ascii() && !arabic.is_ascii() && (is_near(arabic) || is_near(affixes::stripped(arabic)))
}
