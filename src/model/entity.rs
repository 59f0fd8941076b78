//! Entities: who and what an article is about.

use std::fmt;
use std::ops::Range;

use super::Summary;

/// The stable name of an entity, such as `person:vladimir-putin` or `date:2022-02`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(String);

impl EntityId {
    /// An id from its text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The classes of entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// People.
    Person,
    /// Places.
    Place,
    /// Organisations.
    Organisation,
    /// Events.
    Event,
    /// Documents: treaties, laws, doctrines.
    Document,
    /// Calendar dates.
    Date,
    /// Amounts of money.
    Money,
    /// Percentages.
    Percent,
    /// Number and unit of measure.
    Quantity,
}

impl EntityKind {
    /// All kinds, in the order of the legend.
    pub const ALL: [Self; 9] = [
        Self::Person,
        Self::Place,
        Self::Organisation,
        Self::Event,
        Self::Document,
        Self::Date,
        Self::Money,
        Self::Percent,
        Self::Quantity,
    ];

    /// The code in JSON and in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Place => "LOC",
            Self::Organisation => "ORG",
            Self::Event => "EVT",
            Self::Document => "DOC",
            Self::Date => "DATE",
            Self::Money => "MONEY",
            Self::Percent => "PCT",
            Self::Quantity => "QTY",
        }
    }

    /// The kind with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One place in a text where an entity is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the original text, without proclitics.
    pub range: Range<usize>,
    /// Class.
    pub kind: EntityKind,
    /// Which entity.
    pub entity: EntityId,
    /// The entity's name, for people: the knowledge base's Arabic name, else the fullest form seen.
    pub name: String,
    /// How sure, in per cent (0 to 100). What is below the reader's threshold is not painted.
    pub confidence: u8,
}

/// What the pop-up of an entity shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityPage {
    /// Which entity.
    pub entity: EntityId,
    /// Class.
    pub kind: EntityKind,
    /// Its name in Arabic.
    pub name: String,
    /// Its name in English, where known.
    pub english: Option<String>,
    /// The forms in which it was seen, most frequent first, with counts.
    pub variants: Vec<(String, usize)>,
    /// The articles that mention it, newest first, each with the number of mentions.
    pub articles: Vec<(Summary, usize)>,
}
