//! Corrections: what the reader knows better than the tagger.
//!
//! Values only: `entity` reads, writes and applies them, `library` keeps them in a file.

use super::{ArticleId, EntityId, EntityKind};

/// One correction. Of two that contradict each other the later one holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Correction {
    /// An entity that the knowledge base lacks (or a better row for one that it has).
    Add {
        /// Its id: the prefix of its class, a colon, a slug.
        entity: EntityId,
        /// Its class.
        kind: EntityKind,
        /// Its name in Arabic.
        name: String,
        /// Other spellings of it.
        spellings: Vec<String>,
        /// Its name in English.
        english: Option<String>,
    },
    /// Another spelling of an entity.
    Alias {
        /// Which entity.
        entity: EntityId,
        /// How it is written too.
        spelling: String,
    },
    /// What is written so is no entity.
    Not {
        /// How it is written.
        spelling: String,
    },
    /// What is written so is of another class.
    Kind {
        /// How it is written.
        spelling: String,
        /// The right class.
        kind: EntityKind,
    },
    /// Two ids are one entity.
    Merge {
        /// The id that goes.
        entity: EntityId,
        /// The id that stays.
        into: EntityId,
        /// What that is called, where no list tells.
        name: Option<String>,
    },
    /// What is written so is somebody else than the tagger thinks.
    Split {
        /// How it is written.
        spelling: String,
        /// Who it is; none for an id of its own.
        entity: Option<EntityId>,
    },
    /// It holds in one article alone, whatever is said of all.
    Within {
        /// The article.
        article: ArticleId,
        /// What holds there.
        correction: Box<Correction>,
    },
}

impl Correction {
    /// The spellings that it speaks of.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let (one, others): (Option<&String>, &[String]) = match self.everywhere() {
            Self::Add { name, spellings, .. } => (Some(name), spellings),
            Self::Alias { spelling, .. }
            | Self::Not { spelling }
            | Self::Kind { spelling, .. }
            | Self::Split { spelling, .. } => (Some(spelling), &[]),
            Self::Merge { .. } | Self::Within { .. } => (None, &[]),
        };
        let wanted = self.article().is_none();
        one.into_iter().chain(others).filter(move |_| wanted).map(String::as_str)
    }

    /// The one article in which it holds; none where it holds in all.
    pub fn article(&self) -> Option<&ArticleId> {
        match self {
            Self::Within { article, .. } => Some(article),
            _ => None,
        }
    }

    /// What it says, wherever it holds.
    pub fn everywhere(&self) -> &Self {
        match self {
            Self::Within { correction, .. } => correction.everywhere(),
            all => all,
        }
    }

    /// The entities that it names by their ids.
    pub fn entities(&self) -> impl Iterator<Item = &EntityId> {
        let (one, other) = match self.everywhere() {
            Self::Add { entity, .. } | Self::Alias { entity, .. } => (Some(entity), None),
            Self::Not { .. } | Self::Kind { .. } | Self::Within { .. } => (None, None),
            Self::Merge { entity, into, .. } => (Some(entity), Some(into)),
            Self::Split { entity, .. } => (entity.as_ref(), None),
        };
        one.into_iter().chain(other)
    }
}
