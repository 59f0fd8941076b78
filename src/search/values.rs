//! Values of keywords that an article can have or not: told where no article has them.
//!
//! Knows no index. *Invariant:* days and marks of the reader are values that any article may come to have, and are
//! not told of.

use super::query::{Filter, Node, Query, Status};

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
            Self::Time(_) | Self::Status(_) => None,
        }
    }
}
