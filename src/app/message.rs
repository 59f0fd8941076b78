//! What comes in and what goes out.

use std::collections::BTreeMap;

use crate::model::{
    ArticleId, Correction, EntityId, EntityPage, Followed, Found, Known, Opened, Order, Summary,
};

/// What happened. Time is a message like a key.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Letters that came together, while a line was typed.
    Typed(String),
    /// Text was pasted.
    Paste(String),
    /// The window has a new size.
    Resize {
        /// Columns.
        cols: u16,
        /// Rows.
        rows: u16,
    },
    /// The list, newest first, and the article read last.
    Listed {
        /// All articles.
        articles: Vec<Summary>,
        /// The article read last.
        last_read: Option<ArticleId>,
    },
    /// An article that was asked for.
    Opened(Box<Opened>),
    /// The answer to a search; dropped where `id` is not the newest.
    Found {
        /// The number of the search.
        id: u64,
        /// The answer.
        found: Box<Found>,
    },
    /// An entity that was asked for.
    Entity(Box<EntityPage>),
    /// Something to tell.
    Notice(Notice),
    /// Mentions and index of some articles are new: ask again for what shows them.
    Derived,
    /// What the terminal turned out to be; comes again where that changes.
    Terminal {
        /// How rows are shown: the place of the strategy among all of them.
        strategy: usize,
        /// Whether the terminal was recognised, or the reader chose; where not, the reader may be asked.
        sure: bool,
        /// What will not work here, in a line.
        warning: Option<String>,
        /// Whether that is to be told for as long as nothing else is.
        lasts: bool,
    },
    /// What a search box offers.
    Searches {
        /// The earlier searches, newest first.
        searches: Vec<String>,
        /// All tags, the most used first.
        tags: Vec<String>,
    },
    /// The articles most like one, best first.
    Related {
        /// The one.
        to: ArticleId,
        /// The others.
        articles: Vec<Summary>,
    },
    /// Nothing was typed for a moment after `Effect::Pause`.
    Paused,
    /// The articles of one event, oldest first.
    Thread {
        /// The one that was asked for.
        of: ArticleId,
        /// All, itself among them.
        articles: Vec<Summary>,
    },
    /// Who is followed.
    Followed(Vec<Followed>),
    /// The unread articles that mention someone who is followed.
    Alerts(Vec<ArticleId>),
    /// The corrections that are followed, oldest first.
    Corrections {
        /// Oldest first.
        rows: Vec<Correction>,
        /// The names of the entities that they speak of.
        names: BTreeMap<EntityId, String>,
    },
    /// What the knowledge base has for a text that is typed.
    Names {
        /// The text.
        text: String,
        /// Entities.
        names: Vec<Known>,
    },
    /// A correction was written or taken back: it counts from now on.
    Corrected(Change),
}

/// What is done with a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is written.
    Write(Correction),
    /// It is taken back.
    TakeBack(Correction),
}

/// A line for the status bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Whether it is an error.
    pub error: bool,
    /// What, where and what next, in one line.
    pub text: String,
}

/// What the runtime must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// End, with the terminal restored.
    Quit,
    /// Give the terminal back and stop (job control).
    Suspend,
    /// Paint the whole screen anew.
    Repaint,
    /// Ask for the list.
    List,
    /// Ask for an article.
    Open(ArticleId),
    /// Keep the order of results for the next time.
    RememberOrder(Order),
    /// Search; the newest one counts.
    Search {
        /// Grows with every edit.
        id: u64,
        /// The text in the box.
        query: String,
        /// In which order.
        order: Order,
    },
    /// Ask for an entity's page.
    Entity(EntityId),
    /// Mark as read or unread.
    SetRead(ArticleId, bool),
    /// Give or take the star.
    SetStarred(ArticleId, bool),
    /// Keep where reading stopped (byte of the body).
    SetPosition(ArticleId, usize),
    /// Put text on the clipboard (OSC 52).
    Copy(String),
    /// Open a link outside.
    OpenLink(String),
    /// Show rows by the next strategy.
    NextStrategy,
    /// Show rows by a strategy, given by its place among all of them, and remember it for this terminal.
    UseStrategy(usize),
    /// Ask for the earlier searches and the tags.
    Searches,
    /// Keep a search that was made.
    RememberSearch(String),
    /// Ask for the articles most like one.
    Related(ArticleId),
    /// Tell when nothing was typed for a moment; the newest one counts.
    Pause,
    /// Ask for the articles of the event that one tells of.
    Thread(ArticleId),
    /// Begin or end to follow an entity.
    Follow(EntityId, bool),
    /// Ask who is followed.
    Followed,
    /// Ask for the unread articles that mention someone who is followed; in no hurry.
    Alerts,
    /// Ask for the corrections that are followed.
    Corrections,
    /// Ask for entities of the knowledge base whose names begin so.
    Names(String),
    /// Write a correction or take it back.
    Correct(Change),
}

use super::Key;
