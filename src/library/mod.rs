//! The library: takes articles in, answers questions about them, keeps what the reader did with them.
//!
//! It owns the store (the truth), the index and the mentions (derived, rebuilt at need).
//!
//! - `bundled` — the articles that come with the program;
//! - `corrections` — the file of the user's corrections; `concern` — which articles a change of it concerns;
//! - `derive` — mentions and index follow the store;
//! - `entities` — pages of entities, and who is followed;
//! - `searcher` — a handle that searches from another thread;
//! - `thread` — the articles of one event.
//!
//! *Invariant:* no threads, no terminal. *Invariant:* every call with a time takes it as an argument.
//!
//! # Why
//! Opening touches SQLite alone: the index is opened when something is to be derived or searched, so
//! that the first frame never waits for it. The index follows the store by one number: its commit
//! carries the last change that it holds, and what came later is indexed at the next `derive`, after a
//! crash too. A second program that opens the same folder reads, marks and searches; the index is
//! written by the one that came first.

mod bundled;
mod concern;
mod corrections;
mod derive;
mod entities;
mod searcher;
mod thread;

use std::borrow::Cow;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;

use crate::entity::ANALYSIS_VERSION;
use crate::feed;
use crate::model::{ArticleId, Mention, Opened, Order, Parsed, Summary};
use crate::search::{self, Index, Place};
use crate::store::{Put, Store};

use corrections::CorrectionFile;

pub use crate::entity::{BadRow, Engine};
pub use crate::search::is_caught;
pub use corrections::corrected_engine;
pub use searcher::{Searcher, english_names};

/// Name of the database inside the library's folder.
const DATABASE: &str = "library.db";
/// Name of the index inside the library's folder.
const INDEX: &str = "index";
/// Under which name the order of results is kept, and what stands there for the newest first.
const ORDER: &str = "order";
const NEWEST: &str = "newest";

/// Letters of the text that a title is read with.
const LEAD: usize = 400;

/// What `ingest` did, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ingested {
    /// New articles.
    pub added: Vec<ArticleId>,
    /// Known articles whose text or facts changed.
    pub updated: Vec<ArticleId>,
    /// Known articles given again.
    pub unchanged: Vec<ArticleId>,
}

/// Health of what the library keeps, for `doctor`.
#[derive(Clone, Debug, Default)]
pub struct Health {
    /// Articles in the store.
    pub articles: usize,
    /// Articles that are not yet tagged and indexed.
    pub pending: usize,
    /// Articles in the index.
    pub indexed: usize,
    /// What is wrong, one sentence each; empty when all is well.
    pub problems: Vec<String>,
}

/// The library.
pub struct Library {
    store: Arc<Mutex<Store>>,
    searcher: Searcher,
    place: Place,
    /// The writing end of the index, once something was derived.
    index: Option<Index>,
    engine: Engine,
    corrections: CorrectionFile,
    /// Which store this is: an index of another one is not ours.
    origin: String,
}

impl Library {
    /// Opens (or makes, mode 0700) the library in a folder. On first run the bundled articles are in
    /// it, not yet tagged or indexed. Damage to the index is no error: it is set aside and rebuilt.
    pub fn open(folder: &Path, now: Timestamp) -> Result<Self> {
        make_private(folder)
            .with_context(|| format!("cannot make the library's folder {}", folder.display()))?;
        let file = folder.join(DATABASE);
        let open =
            || Store::open(&file).with_context(|| format!("cannot open the library {}", file.display()));
        let mut store = open()?;
        if store.meta("bundled")?.is_none() {
            store.put(&bundled::articles()?, now, true)?;
            store.set_meta("bundled", "1")?;
        }
        let reading = Arc::new(Mutex::new(open()?));
        Self::assemble(store, Some(reading), Place::new(Some(folder.join(INDEX))), now)
    }

    /// A library in memory that holds nothing (for `open FILE…` and tests).
    pub fn in_memory() -> Result<Self> {
        Self::assemble(Store::in_memory()?, None, Place::new(None), Timestamp::UNIX_EPOCH)
    }

    /// `reading` is a second connection for searches; without it they share the first.
    fn assemble(
        mut store: Store,
        reading: Option<Arc<Mutex<Store>>>,
        place: Place,
        now: Timestamp,
    ) -> Result<Self> {
        if store.meta("origin")?.is_none() {
            store.set_meta("origin", &format!("{}-{}", now.as_nanosecond(), std::process::id()))?;
        }
        let name = store.meta("origin")?.unwrap_or_default();
        let store = Arc::new(Mutex::new(store));
        let origin = format!("{name}/{ANALYSIS_VERSION}");
        let searcher = Searcher::new(reading.unwrap_or_else(|| Arc::clone(&store)), &place, &origin);
        let (engine, corrections) = (Engine::new(), CorrectionFile::default());
        Ok(Self { store, searcher, place, index: None, engine, corrections, origin })
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        locked(&self.store)
    }

    /// Takes articles in, in one transaction. They are listed at once; tags and index follow with
    /// `derive`. Of articles with the same id the last one counts.
    pub fn ingest(&mut self, articles: Vec<Parsed>, now: Timestamp) -> Result<Ingested> {
        let puts = self.store().put(&articles, now, false)?;
        let mut ingested = Ingested::default();
        for (article, put) in articles.into_iter().zip(puts) {
            match put {
                Put::Added => ingested.added.push(article.id),
                Put::Updated => ingested.updated.push(article.id),
                Put::Unchanged => ingested.unchanged.push(article.id),
            }
        }
        Ok(ingested)
    }

    /// Takes articles out; the ids that were there. A bundled article that was taken out stays out.
    pub fn remove(&mut self, ids: &[ArticleId]) -> Result<Vec<ArticleId>> {
        Ok(self.store().remove(ids)?)
    }

    /// Takes out all articles but the bundled ones; the ids.
    pub fn remove_added(&mut self) -> Result<Vec<ArticleId>> {
        let mut store = self.store();
        let ids = store.added_ids()?;
        Ok(store.remove(&ids)?)
    }

    /// All articles, newest first (published, else added; ties by id).
    pub fn list(&self) -> Result<Vec<Summary>> {
        Ok(self.store().list()?)
    }

    /// One article with its blocks and mentions (tagged on the spot where not yet done).
    pub fn article(&self, id: &ArticleId) -> Result<Option<Opened>> {
        let analysis = self.analysis()?;
        let store = self.store();
        let Some((row, status)) = store.article(id, analysis)? else { return Ok(None) };
        let mentions =
            if row.tagged { store.mentions(row.row)? } else { self.mentions_of(&row.article.parsed) };
        let in_title = self.mentions_in_title(&row.article.parsed, &mentions);
        let blocks = feed::blocks(&row.article.parsed.body);
        Ok(Some(Opened { article: row.article, status, blocks, mentions, in_title }))
    }

    fn mentions_of(&self, article: &Parsed) -> Vec<Mention> {
        self.engine_for(&article.id).tag(&article.body, article.published)
    }

    /// The mentions of a title, which is read with the beginning of the text; what the text spells so is what it
    /// is there. None where the text begins with it.
    fn mentions_in_title(&self, article: &Parsed, of_body: &[Mention]) -> Vec<Mention> {
        let (title, body) = (article.title.as_str(), article.body.as_str());
        if title.trim().is_empty() || body.trim_start().starts_with(title.trim()) {
            return Vec::new();
        }
        let end = body.char_indices().nth(LEAD).map_or(body.len(), |(at, _)| at);
        let text = format!("{title}\n{}", &body[..end]);
        let mut mentions = self.engine_for(&article.id).tag(&text, article.published);
        mentions.retain(|mention| mention.range.end <= title.len());
        for mention in &mut mentions {
            let spelling = mention.spelling(title);
            if let Some(same) = of_body.iter().find(|other| other.spelling(body) == spelling) {
                *mention = Mention { range: mention.range.clone(), ..same.clone() };
            }
        }
        mentions
    }

    /// The engine with what the user says of one article alone.
    fn engine_for(&self, article: &ArticleId) -> Cow<'_, Engine> {
        match self.engine.corrections().within(article) {
            None => Cow::Borrowed(&self.engine),
            Some(own) => Cow::Owned(self.engine.clone().with_corrections(own)),
        }
    }

    /// Marks as read or unread.
    pub fn set_read(&mut self, id: &ArticleId, read: bool) -> Result<()> {
        Ok(self.store().set_read(id, read)?)
    }

    /// Gives or takes the star.
    pub fn set_starred(&mut self, id: &ArticleId, starred: bool) -> Result<()> {
        Ok(self.store().set_starred(id, starred)?)
    }

    /// Gives an article a tag or takes it; whether the article is there. Tags that fold to the same words are
    /// one; one without any word is refused.
    pub fn tag_article(&mut self, id: &ArticleId, tag: &str, on: bool) -> Result<bool> {
        let key = search::tag_key(tag);
        ensure!(!key.is_empty(), "a tag needs a letter or digit");
        Ok(self.store().set_tag(id, &key, tag.trim(), on)?)
    }

    /// How many articles there are.
    pub fn article_count(&self) -> Result<usize> {
        Ok(self.store().count()?)
    }

    /// The number of the last change of any article, by this program or another.
    pub fn last_change(&self) -> Result<u64> {
        Ok(self.store().last_change()?)
    }

    /// The order of results that was chosen last.
    pub fn order(&self) -> Result<Order> {
        let newest = self.store().meta(ORDER)?.is_some_and(|order| order == NEWEST);
        Ok(if newest { Order::Newest } else { Order::Relevance })
    }

    /// Keeps the order of results.
    pub fn set_order(&mut self, order: Order) -> Result<()> {
        Ok(self.store().set_meta(ORDER, if order == Order::Newest { NEWEST } else { "relevance" })?)
    }

    /// All tags, the most used first.
    pub fn tags(&self) -> Result<Vec<String>> {
        Ok(self.store().tags()?)
    }

    /// The tags of one article, sorted.
    pub fn tags_of(&self, id: &ArticleId) -> Result<Vec<String>> {
        Ok(self.store().tags_of(id)?)
    }

    /// Keeps where reading stopped, and that this article was the last one read.
    pub fn set_position(&mut self, id: &ArticleId, position: usize) -> Result<()> {
        Ok(self.store().set_position(id, position)?)
    }

    /// The article that was read last, if it is still there.
    pub fn last_read(&self) -> Result<Option<ArticleId>> {
        Ok(self.store().last_read()?)
    }

    /// The articles most like one, best first: those that share its entities and its rare words.
    pub fn related(&self, id: &ArticleId, limit: usize) -> Result<Vec<Summary>> {
        self.searcher.related(id, limit)
    }

    /// Keeps a search that was made, for `searches`; one of nothing but blanks is not kept.
    pub fn remember_search(&mut self, query: &str, now: Timestamp) -> Result<()> {
        let query = query.trim();
        if query.is_empty() { Ok(()) } else { Ok(self.store().remember_search(query, now)?) }
    }

    /// The searches that were made, each once, newest first, a hundred at most.
    pub fn searches(&self) -> Result<Vec<String>> {
        Ok(self.store().searches()?)
    }

    /// A handle for searching from another thread.
    pub fn searcher(&self) -> Searcher {
        self.searcher.clone()
    }

    /// The mentions of any text, by the library's engine.
    pub fn tag(&self, text: &str, published: Option<Timestamp>) -> Vec<Mention> {
        self.engine.tag(text, published)
    }
}

/// A lock whose holder panicked still guards a whole store: SQLite rolled its transaction back.
fn locked(store: &Mutex<Store>) -> MutexGuard<'_, Store> {
    store.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a folder that only its owner may look into; one that is there is left as it is.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
