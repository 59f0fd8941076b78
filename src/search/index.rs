//! The index: documents in, a stamp that says how far it follows the store.
//!
//! Knows neither store nor library; a document is words and a number. *Invariant:* a commit and its
//! stamp are one: after a crash the index is at the last stamp, whole.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::indexer::LogMergePolicy;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};

use super::{damage, lines, words};
use crate::text::fold;

/// Changes whenever fields or analysis change: an index of another number is built anew.
const FORMAT: u32 = 7;
/// Memory of the writer, in bytes: one thread of a reader needs no more.
const HEAP: usize = 40_000_000;

/// The file in a damaged index that tells every program so; it is set aside with it.
const MARK: &str = "damaged";

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

/// What the index takes of an article.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The number by which it is found again.
    pub row: u64,
    /// Headline.
    pub title: &'a str,
    /// Text.
    pub body: &'a str,
    /// Publisher.
    pub source: Option<&'a str>,
    /// Seconds since 1970 by which it is sorted.
    pub time: i64,
    /// Language tag.
    pub lang: Option<&'a str>,
    /// Entities that it mentions: ids and names.
    pub entities: &'a [(&'a str, &'a str)],
}

/// The fields of the index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    pub row: Field,
    pub time: Field,
    pub source: Field,
    pub lang: Field,
    pub entity: Field,
    pub entity_name: Field,
    /// Words, stems and grams of the title.
    pub title: [Field; 3],
    /// Words, stems and grams of the body.
    pub body: [Field; 3],
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let indexed = |record| {
        let indexing = TextFieldIndexing::default().set_tokenizer(lines::NAME).set_index_option(record);
        TextOptions::default().set_indexing_options(indexing)
    };
    let words = indexed(IndexRecordOption::WithFreqsAndPositions);
    let bag = indexed(IndexRecordOption::WithFreqs);
    let fields = Fields {
        row: schema.add_u64_field("row", FAST | INDEXED | STORED),
        time: schema.add_i64_field("time", FAST | INDEXED),
        source: schema.add_text_field("source", bag.clone()),
        lang: schema.add_text_field("lang", STRING),
        entity: schema.add_text_field("entity", STRING),
        entity_name: schema.add_text_field("entity_name", words.clone()),
        title: [
            schema.add_text_field("title", words.clone()),
            schema.add_text_field("title_stems", bag.clone()),
            schema.add_text_field("title_grams", bag.clone()),
        ],
        body: [
            schema.add_text_field("body", words),
            schema.add_text_field("body_stems", bag.clone()),
            schema.add_text_field("body_grams", bag),
        ],
    };
    (schema.build(), fields)
}

/// What readers share with the writer: the reader of the index once there is one.
#[derive(Clone, Default)]
pub(super) struct Shared {
    pub folder: Option<PathBuf>,
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
        damage::caught(|| self.hold(&tantivy::Index::open_in_dir(folder)?)).ok()
    }

    pub(super) fn is_damaged(&self) -> bool {
        self.folder.as_ref().is_some_and(|folder| folder.join(MARK).exists())
    }

    /// Has whoever writes the index set it aside, this program or another.
    pub(super) fn mark_damaged(&self) {
        self.drop_reader();
        if let Some(folder) = &self.folder {
            // Where it cannot be written, nothing can be built anew either.
            let _ = std::fs::write(folder.join(MARK), "");
        }
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
        Self { shared: Shared { folder, reader: Arc::default() } }
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
                let directory = MmapDirectory::open(folder)?;
                tantivy::Index::open_or_create(directory, schema)?
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
        let Ok(directory) = MmapDirectory::open(folder) else { return false };
        matches!(directory.acquire_lock(&INDEX_WRITER_LOCK), Err(LockError::LockBusy))
    }

    /// Throws the index away; it is derived.
    pub fn discard(&self) -> tantivy::Result<()> {
        self.shared.drop_reader();
        match &self.shared.folder {
            Some(folder) if folder.exists() => Ok(std::fs::remove_dir_all(folder)?),
            _ => Ok(()),
        }
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
        Ok(std::fs::rename(folder, &aside)?)
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
        self.remove(document.row);
        let mut fields = TantivyDocument::default();
        fields.add_u64(self.fields.row, document.row);
        fields.add_i64(self.fields.time, document.time);
        if let Some(source) = document.source {
            fields.add_text(self.fields.source, publisher(source));
        }
        if let Some(lang) = document.lang {
            let lang = lang.to_lowercase();
            if let Some((language, _)) = lang.split_once('-') {
                fields.add_text(self.fields.lang, language);
            }
            fields.add_text(self.fields.lang, lang);
        }
        let mut names = String::new();
        for (id, name) in document.entities {
            fields.add_text(self.fields.entity, id);
            let slug = id.split_once(':').map_or("", |(_, slug)| slug);
            for name in [*name, slug] {
                names += &terms(name);
                names.push('\n');
            }
        }
        fields.add_text(self.fields.entity_name, names);
        let title = analyse(document.title);
        let body = analyse(document.body);
        for (field, terms) in self.fields.title.into_iter().zip(title) {
            fields.add_text(field, terms);
        }
        for (field, terms) in self.fields.body.into_iter().zip(body) {
            fields.add_text(field, terms);
        }
        self.writer.add_document(fields)?;
        Ok(())
    }

    /// Takes the document of a row out.
    pub fn remove(&mut self, row: u64) {
        self.writer.delete_term(Term::from_field_u64(self.fields.row, row));
    }

    /// Makes everything since the last commit visible and durable, with its stamp.
    pub fn commit(&mut self, stamp: &Stamp) -> tantivy::Result<()> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&stamp.write());
        commit.commit()?;
        if let Some((reader, _)) = self.shared.reader() {
            reader.reload()?;
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

/// Words, stems and grams of a text, a term a line.
fn analyse(text: &str) -> [String; 3] {
    let folded = fold(text);
    let [mut all, mut stems, mut grams] = [(); 3].map(|()| String::with_capacity(text.len()));
    for run in words::runs(folded.as_str()) {
        let word = words::word(folded.as_str(), run);
        let (base, stem) = words::base_and_stem(&word);
        line(&mut all, base);
        line(&mut stems, stem);
        for gram in words::grams(base, false).into_iter().chain(words::edges(base)) {
            line(&mut grams, &gram);
        }
    }
    [all, stems, grams]
}

/// The words of a text, folded, a word a line.
fn terms(text: &str) -> String {
    let folded = fold(text);
    let mut all = String::new();
    for run in words::runs(folded.as_str()) {
        line(&mut all, &words::word(folded.as_str(), run));
    }
    all
}

/// The words of a publisher's name, each as it is and without proclitics.
fn publisher(name: &str) -> String {
    let mut all = terms(name);
    for word in all.clone().lines() {
        let base = words::stripped(word);
        if base != word {
            line(&mut all, base);
        }
    }
    all
}

fn line(lines: &mut String, term: &str) {
    lines.push_str(term);
    lines.push('\n');
}
