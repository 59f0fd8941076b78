//! What the index takes of an article: its fields, and the terms in each.
//!
//! Knows the analysis, no index.

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::{affixes, lines, words};
use crate::text::fold;

/// Changes whenever fields or analysis change: an index of another number is built anew.
pub(super) const FORMAT: u32 = 13;

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
    pub entities: &'a [(String, String)],
}

impl Document<'_> {
    /// Its fields as they are indexed.
    pub(super) fn analysed(&self, of: Fields) -> TantivyDocument {
        let mut out = TantivyDocument::default();
        out.add_u64(of.row, self.row);
        out.add_i64(of.time, self.time);
        if let Some(source) = self.source {
            out.add_text(of.source, publisher(source));
        }
        if let Some(lang) = self.lang {
            let lang = lang.to_lowercase();
            if let Some((language, _)) = lang.split_once('-') {
                out.add_text(of.lang, language);
            }
            out.add_text(of.lang, lang);
        }
        let mut names = String::new();
        for (id, name) in self.entities {
            out.add_text(of.entity, id);
            let slug = id.split_once(':').map_or("", |(_, slug)| slug);
            for name in [name.as_str(), slug] {
                names += &terms(name);
                names.push('\n');
            }
        }
        out.add_text(of.entity_name, names);
        let title = analyse(self.title);
        let body = analyse(self.body);
        for (field, terms) in of.title.into_iter().zip(title) {
            out.add_text(field, terms);
        }
        for (field, terms) in of.body.into_iter().zip(body) {
            out.add_text(field, terms);
        }
        out
    }
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
    /// Words, stems (and whole words) and grams of the title.
    pub title: [Field; 3],
    /// Words, stems (and whole words) and grams of the body.
    pub body: [Field; 3],
}

/// The fields, and how each is indexed.
pub(super) fn schema() -> (Schema, Fields) {
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

/// Words, stems and grams of a text, a term a line.
fn analyse(text: &str) -> [String; 3] {
    let folded = fold(text);
    let [mut all, mut stems, mut grams] = [(); 3].map(|()| String::with_capacity(text.len()));
    for run in words::runs(folded.as_str()) {
        let word = words::evident(text, &folded, run);
        let (base, stem) = affixes::base_and_stem(&word);
        line(&mut all, base);
        for other in affixes::others(&word).into_iter().chain(affixes::feminine(base).map(affixes::noun)) {
            all.push(lines::SAME);
            line(&mut all, &other);
        }
        line(&mut stems, stem);
        for whole in affixes::wholes(&word) {
            line(&mut stems, &affixes::whole(whole));
        }
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
        let base = affixes::stripped(word);
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
