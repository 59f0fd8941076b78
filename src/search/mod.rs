//! Search: an index of words, stems and letter grams, and queries that find what was meant.
//!
//! ```text
//! text ── words ── index          typed ── query ── plan ── reader ── rows, scores
//!                                              └──── lens ── marks, snippet
//! ```
//!
//! - `words`, `affixes`, `lexicon` — one analysis for index, query and highlight, on `text::fold`;
//! - `document`, `lines` — what is indexed of an article; `index` — the writing end and its stamp;
//! - `query`, `parse`, `keyword`, `values`, `period`, `language` — what was typed, read as a query;
//! - `plan`, `clause`, `exact` — what it becomes; `forms`, `expand`, `mistakes`, `slip` — which words of the index it may
//!   mean;
//! - `reading`, `layout` — the same query from another keyboard;
//! - `hearing`, `called`, `sound`, `spellings`, `names`, `english` — the same query in Latin letters;
//! - `reader` — runs it, strict first, loose where that finds little; `damage` — what it cannot read;
//! - `scan` — asks an article that is not indexed yet; `related` — what is like an article; `holding` — which may
//!   hold a name;
//! - `lens` — what lights up, on the original letters.
//!
//! Knows neither store nor screen: an article is a row number, a snippet a slice.
//!
//! *Invariant:* the index is a cache; it is never the only place where something stands.

mod affixes;
mod called;
mod clause;
mod damage;
mod document;
mod english;
mod exact;
mod expand;
mod files;
mod forms;
mod hearing;
mod holding;
mod index;
mod keyword;
mod language;
mod layout;
mod lens;
mod lexicon;
mod lines;
mod mistakes;
mod names;
mod parse;
mod period;
mod plan;
mod query;
mod reader;
mod reading;
mod related;
mod scan;
mod slip;
mod sound;
mod spellings;
#[cfg(test)]
mod tests;
mod values;
mod words;

pub use damage::is_caught;
pub use document::Document;
pub use index::{Index, Place, Stamp};
pub use lens::{Lens, Mark};
pub use names::Names;
pub use query::{Status, tag_key, tags_meant};
pub use reader::{Matches, Reader};
pub use related::Profile;
pub use scan::{Candidate, Nearness, Scan};
pub use spellings::gist;
