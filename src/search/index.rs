//! The index: documents in, a stamp that says how far it follows the store.
//!
//! Knows neither store nor library; a document is words and a number. *Invariant:* a commit and its
//! stamp are one: after a crash the index is at the last stamp, whole.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use tantivy::indexer::LogMergePolicy;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token as TantivyToken};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};

use super::{sound, words};

/// Changes whenever fields or analysis change: an index of another number is built anew.
const FORMAT: u32 = 4;
/// Memory of the writer, in bytes: one thread of a reader needs no more.
const HEAP: usize = 40_000_000;

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
    /// Consonant skeleton, U+0001, word: for words typed in Latin letters.
    pub skeleton: Field,
    /// Words, stems and grams of the title.
    pub title: [Field; 3],
    /// Words, stems and grams of the body.
    pub body: [Field; 3],
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let indexed = |record| {
        let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_index_option(record);
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
        skeleton: schema.add_text_field("skeleton", indexed(IndexRecordOption::Basic)),
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
    /// The reader; opens the index in the folder where that was not done yet.
    pub(super) fn reader(&self) -> Option<(IndexReader, Fields)> {
        let held = self.reader.read().unwrap_or_else(PoisonError::into_inner).clone();
        if held.is_some() {
            return held;
        }
        let index = tantivy::Index::open_in_dir(self.folder.as_ref()?).ok()?;
        self.hold(&index).ok()
    }

    fn hold(&self, index: &tantivy::Index) -> tantivy::Result<(IndexReader, Fields)> {
        let (expected, fields) = schema();
        if index.schema() != expected {
            return Err(TantivyError::SchemaError("the index is of another format".to_owned()));
        }
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

    /// What reading every byte of the index finds wrong with it.
    pub fn check(&self) -> Vec<String> {
        let Some((reader, _)) = self.shared.reader() else { return Vec::new() };
        match reader.searcher().index().validate_checksum() {
            Ok(bad) => bad.iter().map(|file| format!("index file {} is damaged", file.display())).collect(),
            Err(error) => vec![format!("the index cannot be read: {error}")],
        }
    }

    /// Opens the index for writing; `None` where another program writes it. One that is damaged is set aside (renamed), one of another format
    /// or origin is thrown away; in both cases an empty one is made.
    pub fn write(&self, origin: &str) -> tantivy::Result<Option<Index>> {
        match self.try_write() {
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
                let directory = tantivy::directory::MmapDirectory::open(folder)?;
                tantivy::Index::open_or_create(directory, schema)?
            }
        };
        let writer: IndexWriter = index.writer_with_num_threads(1, HEAP)?;
        let mut merge = LogMergePolicy::default();
        merge.set_min_num_segments(4);
        merge.set_del_docs_ratio_before_merge(0.3);
        writer.set_merge_policy(Box::new(merge));
        self.shared.hold(&index)?;
        Ok(Index { writer, fields, shared: self.shared.clone() })
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
        if aside.exists() {
            std::fs::remove_dir_all(&aside)?;
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
            add(
                &mut fields,
                self.fields.source,
                words::tokens(source).into_iter().map(|token| token.text).collect(),
            );
        }
        if let Some(lang) = document.lang {
            let lang = lang.to_lowercase();
            if let Some((language, _)) = lang.split_once('-') {
                fields.add_text(self.fields.lang, language);
            }
            fields.add_text(self.fields.lang, lang);
        }
        let mut names = Vec::new();
        for (id, name) in document.entities {
            fields.add_text(self.fields.entity, id);
            names.push(name_tokens(name));
            names.push(name_tokens(id.split_once(':').map_or("", |(_, slug)| slug)));
        }
        add_apart(&mut fields, self.fields.entity_name, names);
        let mut all = add_text(&mut fields, self.fields.title, document.title);
        all.extend(add_text(&mut fields, self.fields.body, document.body));
        let sounds =
            all.iter().map(|word| (sound::skeleton(word), word)).filter(|(sound, _)| sound.len() > 1);
        let sounds = sounds.map(|(sound, word)| format!("{sound}\u{1}{word}")).collect();
        add(&mut fields, self.fields.skeleton, sounds);
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

    /// Waits for merges that still run and gives the index back.
    pub fn close(self) -> tantivy::Result<()> {
        self.writer.wait_merging_threads()
    }
}

/// Adds words, stems and grams of a text; its different words.
fn add_text(document: &mut TantivyDocument, [word, stem, gram]: [Field; 3], text: &str) -> BTreeSet<String> {
    let tokens = words::tokens(text);
    let (mut all, mut stems, mut grams) = (Vec::new(), Vec::new(), Vec::new());
    for token in &tokens {
        let (base, stem) = words::base_and_stem(&token.text);
        all.push(base.to_owned());
        stems.push(stem.to_owned());
        grams.extend(words::grams(base, false));
        grams.extend(words::edges(base));
    }
    let words = all.iter().cloned().collect();
    add(document, word, all);
    add(document, stem, stems);
    add(document, gram, grams);
    words
}

fn name_tokens(name: &str) -> Vec<String> {
    words::tokens(name).into_iter().map(|token| token.text).collect()
}

/// Adds terms at successive positions.
fn add(document: &mut TantivyDocument, field: Field, terms: Vec<String>) {
    add_apart(document, field, vec![terms]);
}

/// Adds runs of terms, so far apart that no phrase reaches from one into the next.
fn add_apart(document: &mut TantivyDocument, field: Field, runs: Vec<Vec<String>>) {
    let mut tokens = Vec::new();
    let mut position = 0;
    for run in runs {
        for text in run {
            tokens.push(TantivyToken { position, text, ..TantivyToken::default() });
            position += 1;
        }
        position += 10;
    }
    document.add_pre_tokenized_text(field, PreTokenizedString { text: String::new(), tokens });
}
