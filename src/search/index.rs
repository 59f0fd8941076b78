//! The index: documents in, a stamp that says how far it follows the store.
//!
//! Knows neither store nor library; a document is words and a number. *Invariant:* a commit and its
//! stamp are one: after a crash the index is at the last stamp, whole.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK};
use tantivy::indexer::LogMergePolicy;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, IndexReader, IndexWriter, ReloadPolicy, TERMINATED, TantivyError, Term};

use super::document::{Document, FORMAT, Fields, schema};
use super::files::Files;
use super::{damage, lines};

/// Memory of the writer, in bytes: one thread of a reader needs no more.
const HEAP: usize = 40_000_000;

/// The file in a damaged index that tells every program so; it is set aside with it.
const MARK: &str = "damaged";

/// The file without which there is no index: where it goes while the index is read, someone removed it.
const META: &str = "meta.json";

/// Most segments of an index at rest.
const SEGMENTS: usize = 4;

/// How far an index follows the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Which store and which analysis it was made from.
    pub origin: String,
    /// The last change of the store that it holds.
    pub seq: u64,
}

impl Stamp {
    fn write(&self) -> String {
        format!("{FORMAT}\n{}\n{}", self.seq, self.origin)
    }

    fn read(payload: &str) -> Option<Self> {
        let mut parts = payload.splitn(3, '\n');
        let format: u32 = parts.next()?.parse().ok()?;
        let seq = parts.next()?.parse().ok()?;
        let origin = parts.next()?.to_owned();
        (format == FORMAT).then_some(Self { origin, seq })
    }
}

/// What readers share with the writer: the reader of the index once there is one.
#[derive(Clone, Default)]
pub(super) struct Shared {
    pub folder: Option<PathBuf>,
    /// That the index is damaged, where its folder could not be marked so.
    damaged: Arc<AtomicBool>,
    pub reader: Arc<RwLock<Option<(IndexReader, Fields)>>>,
}

impl Shared {
    /// The reader; opens the index in the folder where that was not done yet. None of a damaged one.
    pub(super) fn reader(&self) -> Option<(IndexReader, Fields)> {
        if self.is_damaged() {
            return None;
        }
        let held = self.reader.read().unwrap_or_else(PoisonError::into_inner).clone();
        if held.is_some() {
            return held;
        }
        let folder = self.folder.as_ref()?;
        damage::caught(|| self.hold(&tantivy::Index::open(Files::open(folder)?)?)).ok()
    }

    pub(super) fn is_damaged(&self) -> bool {
        let has = |name: &str| self.folder.as_ref().is_none_or(|folder| folder.join(name).exists());
        let is_held = || self.reader.read().unwrap_or_else(PoisonError::into_inner).is_some();
        let is_gone = || !has(META) && is_held();
        self.folder.is_some() && (self.damaged.load(Ordering::Relaxed) || has(MARK) || is_gone())
    }

    /// Has whoever writes the index set it aside, this program or another.
    pub(super) fn mark_damaged(&self) {
        self.drop_reader();
        if let Some(folder) = &self.folder {
            // A full disk or another's folder: at least this program knows.
            let is_marked = std::fs::write(folder.join(MARK), "").is_ok();
            self.damaged.store(!is_marked, Ordering::Relaxed);
        }
    }

    /// Runs what reads the index; one that cannot be read is marked.
    pub(super) fn guarded<T>(&self, work: impl FnOnce() -> tantivy::Result<T>) -> tantivy::Result<T> {
        damage::caught(work).inspect_err(|error| {
            if damage::is_damage(error) {
                self.mark_damaged();
            }
        })
    }

    fn hold(&self, index: &tantivy::Index) -> tantivy::Result<(IndexReader, Fields)> {
        let (expected, fields) = schema();
        if index.schema() != expected {
            return Err(TantivyError::SchemaError("the index is of another format".to_owned()));
        }
        index.tokenizers().register(lines::NAME, lines::Lines);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let held = (reader, fields);
        *self.reader.write().unwrap_or_else(PoisonError::into_inner) = Some(held.clone());
        Ok(held)
    }

    /// The index is no more what it was.
    fn forget(&self) {
        self.drop_reader();
        self.damaged.store(false, Ordering::Relaxed);
    }

    fn drop_reader(&self) {
        *self.reader.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// The writing end of the index: at most one in the world for a folder.
pub struct Index {
    writer: IndexWriter,
    fields: Fields,
    shared: Shared,
}

/// Where the index of a library is, for readers and the writer.
#[derive(Clone, Default)]
pub struct Place {
    pub(super) shared: Shared,
}

impl Place {
    /// An index in a folder (which need not be there yet), or in memory.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self { shared: Shared { folder, ..Shared::default() } }
    }

    /// How far the index follows the store, as far as it can be read.
    pub fn stamp(&self) -> Option<Stamp> {
        let (reader, _) = self.shared.reader()?;
        let metas = reader.searcher().index().load_metas().ok()?;
        Stamp::read(&metas.payload?)
    }

    /// How many articles the index holds.
    pub fn count(&self) -> u64 {
        self.shared.reader().map_or(0, |(reader, _)| reader.searcher().num_docs())
    }

    /// Whether a search could not read the index: it is to be built anew.
    pub fn is_damaged(&self) -> bool {
        self.shared.is_damaged()
    }

    /// What reading every byte of the index finds wrong with it.
    pub fn check(&self) -> Vec<String> {
        if self.is_damaged() {
            return vec!["the index is damaged".to_owned()];
        }
        let Some((reader, _)) = self.shared.reader() else { return Vec::new() };
        match reader.searcher().index().validate_checksum() {
            Ok(bad) => bad.iter().map(|file| format!("index file {} is damaged", file.display())).collect(),
            Err(error) => vec![format!("the index cannot be read: {error}")],
        }
    }

    /// Opens the index for writing; `None` where another program writes it. One that is damaged is set aside (renamed), one of another format
    /// or origin is thrown away; in both cases an empty one is made.
    pub fn write(&self, origin: &str) -> tantivy::Result<Option<Index>> {
        if self.is_damaged() {
            if self.is_written() {
                return Ok(None);
            }
            self.set_aside()?;
        }
        match damage::caught(|| self.try_write()) {
            Ok(index) => {
                let stamp = self.stamp();
                if stamp.as_ref().is_none_or(|stamp| stamp.origin == origin)
                    && (stamp.is_some() || index.is_empty())
                {
                    return Ok(Some(index));
                }
                drop(index);
                self.discard()?;
            }
            Err(TantivyError::LockFailure(..)) => return Ok(None),
            Err(TantivyError::SchemaError(_)) => self.discard()?,
            Err(_) => self.set_aside()?,
        }
        self.try_write().map(Some)
    }

    fn try_write(&self) -> tantivy::Result<Index> {
        let (schema, fields) = schema();
        let index = match &self.shared.folder {
            None => tantivy::Index::create_in_ram(schema),
            Some(folder) => {
                std::fs::create_dir_all(folder).map_err(|error| TantivyError::IoError(Arc::new(error)))?;
                tantivy::Index::open_or_create(Files::open(folder)?, schema)?
            }
        };
        index.tokenizers().register(lines::NAME, lines::Lines);
        let writer: IndexWriter = index.writer_with_num_threads(1, HEAP)?;
        let mut merge = LogMergePolicy::default();
        merge.set_min_num_segments(4);
        merge.set_del_docs_ratio_before_merge(0.3);
        writer.set_merge_policy(Box::new(merge));
        self.shared.hold(&index)?;
        Ok(Index { writer, fields, shared: self.shared.clone() })
    }

    /// Whether a program, this one too, has the index open for writing.
    pub fn is_written(&self) -> bool {
        let Some(folder) = &self.shared.folder else { return false };
        let Ok(directory) = Files::open(folder) else { return false };
        matches!(directory.acquire_lock(&INDEX_WRITER_LOCK), Err(LockError::LockBusy))
    }

    /// Throws the index away; it is derived.
    pub fn discard(&self) -> tantivy::Result<()> {
        self.shared.drop_reader();
        if let Some(folder) = self.shared.folder.as_ref().filter(|folder| folder.exists()) {
            std::fs::remove_dir_all(folder)?;
        }
        self.shared.forget();
        Ok(())
    }

    /// Renames a damaged index, over the one that was set aside before.
    fn set_aside(&self) -> tantivy::Result<()> {
        self.shared.drop_reader();
        let Some(folder) = &self.shared.folder else { return Ok(()) };
        let aside = aside(folder);
        match std::fs::symlink_metadata(&aside) {
            Ok(what) if what.is_dir() => std::fs::remove_dir_all(&aside)?,
            Ok(_) => std::fs::remove_file(&aside)?,
            Err(_) => {}
        }
        if folder.exists() {
            std::fs::rename(folder, &aside)?;
        }
        self.shared.forget();
        Ok(())
    }
}

/// Where a damaged index is put.
fn aside(folder: &Path) -> PathBuf {
    folder.with_extension("damaged")
}

impl Index {
    fn is_empty(&self) -> bool {
        self.shared.reader().is_none_or(|(reader, _)| reader.searcher().num_docs() == 0)
    }

    /// Takes a document, in place of the one of that row.
    pub fn put(&mut self, document: &Document) -> tantivy::Result<()> {
        self.remove(document.row)?;
        self.writer.add_document(document.analysed(self.fields))?;
        Ok(())
    }

    /// Takes the document of a row out. It is looked up first, as the writer does when it commits: a panic there, on
    /// a thread of its own, would end the program.
    pub fn remove(&mut self, row: u64) -> tantivy::Result<()> {
        let term = Term::from_field_u64(self.fields.row, row);
        let Some((reader, fields)) = self.shared.reader() else {
            return Err(TantivyError::InternalError("the index is damaged".to_owned()));
        };
        self.shared.guarded(|| {
            for segment in reader.searcher().segment_readers() {
                let words = segment.inverted_index(fields.row)?;
                if let Some(mut rows) = words.read_postings(&term, IndexRecordOption::Basic)? {
                    while rows.advance() != TERMINATED {}
                }
            }
            Ok(())
        })?;
        self.writer.delete_term(term);
        Ok(())
    }

    /// Makes everything since the last commit visible and durable, with its stamp.
    pub fn commit(&mut self, stamp: &Stamp) -> tantivy::Result<()> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&stamp.write());
        commit.commit()?;
        if let Some((reader, _)) = self.shared.reader() {
            self.shared.guarded(|| reader.reload())?;
        }
        Ok(())
    }

    /// Starts merging the smallest segments where there are more than a few: every one is a dictionary to walk
    /// at every key. Goes on in the background; merges that run already are left alone.
    pub fn tidy(&mut self) -> tantivy::Result<()> {
        let mut segments = self.writer.index().searchable_segment_metas()?;
        if segments.len() > SEGMENTS {
            segments.sort_by_key(tantivy::SegmentMeta::num_docs);
            let smallest: Vec<_> =
                segments[..=segments.len() - SEGMENTS].iter().map(tantivy::SegmentMeta::id).collect();
            drop(self.writer.merge(&smallest));
        }
        Ok(())
    }

    /// Waits for merges that still run and gives the index back.
    pub fn close(self) -> tantivy::Result<()> {
        self.writer.wait_merging_threads()
    }
}
