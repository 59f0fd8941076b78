//! The nouns that every floor speaks of: articles, what a reader did with them, who they are about,
//! and what a search found.
//!
//! Knows nothing of files, terminals or layout.
//!
//! *Invariant:* every range is in **bytes of the original text** (an article's body, title or a
//! snippet), on character boundaries. Only the rim (`cli`) turns them into code points.

mod article;
mod correction;
mod entity;
mod query;

pub use article::{Article, ArticleId, Block, BlockKind, Opened, Parsed, Status, Summary};
pub use correction::Correction;
pub use entity::{EntityId, EntityKind, EntityPage, Followed, Known, Mention, Month, Tally};
pub use query::{Found, Hit, KEYWORDS, Order, Reason, ReasonKind, Warning};
