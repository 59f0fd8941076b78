//! What comes in and what goes out.

use crate::model::{ArticleId, EntityId, EntityPage, Found, Opened, Summary};

/// What happened. Time is a message like a key.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
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
    /// Search; the newest one counts.
    Search {
        /// Grows with every edit.
        id: u64,
        /// The text in the box.
        query: String,
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
}

use super::Key;
