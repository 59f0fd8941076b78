//! Entities: who and what an article is about.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use jiff::Timestamp;

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

    /// The kinds that are known by names: who, where and what; the others are read by grammars.
    pub const NAMED: [Self; 5] = [Self::Person, Self::Place, Self::Organisation, Self::Event, Self::Document];

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

impl Mention {
    /// The confidence from which on a mention is painted and counted.
    pub const SURE: u8 = 75;

    /// How the entity is written here, as a correction quotes it: on one line, with the alif of the article
    /// that the preposition lam takes away (`للصين` names `الصين`).
    pub fn spelling(&self, body: &str) -> String {
        let surface = body.get(self.range.clone()).unwrap_or_default();
        let words: Vec<&str> = surface.split_whitespace().collect();
        let written = words.join(" ");
        let before = body.get(..self.range.start).unwrap_or_default();
        let article = surface.starts_with('ل') && before.ends_with('ل');
        let first = words.first().copied().unwrap_or_default();
        // `للبنان`: the name itself begins with lam.
        if article && !self.name.split_whitespace().any(|word| word == first) {
            format!("ا{written}")
        } else {
            written
        }
    }
}

/// An entity and how often it was found somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Which entity.
    pub entity: EntityId,
    /// Class.
    pub kind: EntityKind,
    /// Its name.
    pub name: String,
    /// Its mentions in an article; beside another entity: the articles that they share.
    pub count: usize,
    /// How sure its surest mention is, in per cent.
    pub confidence: u8,
}

impl Tally {
    /// The entities of some mentions, each once, with its longest name: by class in the order of the legend,
    /// then the surely found ones first, then the most frequent.
    pub fn of<'m>(mentions: impl IntoIterator<Item = &'m Mention>) -> Vec<Self> {
        let mut found: BTreeMap<&EntityId, Self> = BTreeMap::new();
        for mention in mentions {
            let tally = found.entry(&mention.entity).or_insert_with(|| Self {
                entity: mention.entity.clone(),
                kind: mention.kind,
                name: String::new(),
                count: 0,
                confidence: mention.confidence,
            });
            if mention.name.len() > tally.name.len() {
                tally.name.clone_from(&mention.name);
            }
            tally.count += 1;
            tally.confidence = tally.confidence.max(mention.confidence);
        }
        let mut found: Vec<Self> = found.into_values().collect();
        found.sort_by_key(|tally| (tally.kind, !tally.is_sure(), Reverse(tally.count)));
        found
    }

    /// Whether at least one of its mentions is painted.
    pub fn is_sure(&self) -> bool {
        self.confidence >= Mention::SURE
    }
}

/// An entity that the knowledge base (or the user's additions to it) has a name for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Which entity.
    pub entity: EntityId,
    /// Class.
    pub kind: EntityKind,
    /// Its name in Arabic.
    pub name: String,
    /// Its name in English, where known.
    pub english: Option<String>,
    /// In how many articles of the library it was seen, where that was looked up.
    pub articles: usize,
}

/// The articles of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Year (Gregorian).
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// How many articles.
    pub articles: usize,
}

/// An entity that the reader follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Which entity.
    pub entity: EntityId,
    /// Class; none where nothing mentions it any more.
    pub kind: Option<EntityKind>,
    /// Its name.
    pub name: String,
    /// Unread articles that mention it.
    pub unread: usize,
}

/// What the card and the page of an entity show.
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
    /// The forms in which it was seen in its newest articles (300), most frequent first, with counts.
    pub variants: Vec<(String, usize)>,
    /// The newest articles that mention it (500), each with the number of mentions.
    pub articles: Vec<(Summary, usize)>,
    /// How many articles mention it.
    pub total: usize,
    /// Articles by month, oldest first; months without any are left out.
    pub months: Vec<Month>,
    /// Time of the oldest article that mentions it (published, else added).
    pub first: Option<Timestamp>,
    /// Time of the newest.
    pub last: Option<Timestamp>,
    /// The entities that share most articles with it (of its newest thousand), at most twelve.
    pub neighbours: Vec<Tally>,
    /// Whether the reader follows it.
    pub followed: bool,
}
