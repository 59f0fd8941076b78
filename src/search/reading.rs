//! How a query is read: as typed, or, where the dictionary does not know its words, as typed on a
//! keyboard that stood in the other layout, or in Latin letters for Arabic sounds.
//!
//! *Invariant:* a query whose words the index knows is read as typed; where it is in Latin letters, also as
//! the Arabic names nearest to it.

use tantivy::Searcher;
use tantivy::schema::Field;

use super::index::Fields;
use super::names::Names;
use super::query::{self, Node, Query};
use super::{expand, layout, spellings, words};
use crate::model::Reason;

/// Letters below which a query says too little to be read otherwise than typed.
const SHORTEST: usize = 3;

/// What readings are judged by.
pub(super) struct Readings<'a> {
    pub searcher: &'a Searcher,
    pub fields: Fields,
    /// Read at the first use: a query in Arabic needs none.
    pub names: fn() -> &'static Names,
}

impl Readings<'_> {
    /// The reading that makes most sense, and what to say about it.
    pub(super) fn best(&self, typed: &str) -> (Query, Vec<Reason>) {
        let plain = query::read(typed);
        let typed = query::beginning(typed);
        if typed.chars().filter(|c| c.is_alphanumeric()).count() < SHORTEST {
            return (plain, Vec::new());
        }
        if layout::is_latin(typed) { self.of_latin(typed, plain) } else { self.of_arabic(typed, plain) }
    }

    /// Latin letters: other keyboard, else sounds.
    fn of_latin(&self, typed: &str, plain: Query) -> (Query, Vec<Reason>) {
        let is_met =
            |(word, _): (&str, bool)| words::letters(word) > SHORTEST && !spellings::known(word).is_empty();
        let is_latin = self.knows_all(&plain)
            || self.is_named(&plain.nodes)
            || all_words(&plain.nodes).into_iter().all(is_met);
        if !is_latin && let Some((query, read)) = self.remapped(typed) {
            return (query, vec![Reason::Layout { typed: typed.to_owned(), read }]);
        }
        self.heard(plain)
    }

    /// What the keys give in the Arabic layout that makes most sense, if any makes enough.
    fn remapped(&self, typed: &str) -> Option<(Query, String)> {
        // Keys that a layout has no letter for speak against it; of equals the first counts.
        let is_whole = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c.is_whitespace());
        let mut best: Option<(bool, f32, Query, String)> = None;
        for text in layout::to_arabic(typed) {
            let query = query::read(&text);
            let (whole, sense) = (is_whole(&text), self.sense(&query));
            if best.as_ref().is_none_or(|best| (whole, sense) > (best.0, best.1)) {
                best = Some((whole, sense, query, text));
            }
        }
        let (_, sense, query, text) = best?;
        let words = self.frequencies(&query);
        // Chance makes a word of a name now and then, seldom several of several.
        let known = words.iter().filter(|count| **count > 0).count();
        let enough = self.enough() / known.max(1) as f32;
        (2 * known >= words.len() && known > 0 && sense >= enough).then_some((query, text))
    }

    /// Arabic letters of which no word is known: the keys of a US layout.
    fn of_arabic(&self, typed: &str, plain: Query) -> (Query, Vec<Reason>) {
        if typed.chars().any(|c| c.is_ascii_alphabetic()) {
            return self.heard(plain); // a Latin name among Arabic words
        }
        if self.sense(&plain) > 0.0 || !typed.chars().any(layout::is_arabic) {
            return (plain, Vec::new());
        }
        let read = layout::to_latin(typed);
        let latin = query::read(&read);
        let known = self.sense(&latin) > 0.0 && self.knows_all(&latin);
        if known || self.is_named(&latin.nodes) {
            let (query, _) = self.heard(latin);
            return (query, vec![Reason::Layout { typed: typed.to_owned(), read }]);
        }
        (plain, Vec::new())
    }

    /// Mean ln(1 + frequency) of a query's words.
    fn sense(&self, query: &Query) -> f32 {
        let counts = self.frequencies(query);
        let sum: f32 = counts.iter().map(|count| (1.0 + *count as f32).ln()).sum();
        sum / counts.len().max(1) as f32
    }

    /// The fields of words.
    pub(super) fn words(&self) -> [Field; 2] {
        [self.fields.title[0], self.fields.body[0]]
    }

    pub(super) fn knows_all(&self, query: &Query) -> bool {
        self.frequencies(query).iter().all(|count| *count > 0)
    }

    /// How much sense a remapped query has to make; rare words are chance in a large library.
    fn enough(&self) -> f32 {
        let articles = self.searcher.num_docs() as f32;
        (1.0 + (articles / 3_000.0).clamp(0.0, 3.0)).ln().max(f32::MIN_POSITIVE)
    }

    fn frequencies(&self, query: &Query) -> Vec<u64> {
        let [title, body] = self.words();
        let fields = [title, body, self.fields.source];
        let frequency = |(word, open): (&str, bool)| {
            let base = words::stripped(word);
            let known = expand::frequency(self.searcher, &fields, base);
            if known > 0 || !open || words::letters(word) < 3 {
                return known;
            }
            expand::beginning_with(self.searcher, &fields, base)
                .first()
                .map_or(0, |longer| expand::frequency(self.searcher, &fields, longer))
        };
        all_words(&query.nodes).into_iter().map(frequency).collect()
    }
}

fn all_words(nodes: &[Node]) -> Vec<(&str, bool)> {
    let mut all = Vec::new();
    for node in nodes {
        match node {
            Node::Word { text, open, .. } => all.push((text.as_str(), *open)),
            Node::Phrase(words, _) => all.extend(words.iter().map(|word| (word.as_str(), false))),
            Node::All(nodes) | Node::Any(nodes) => all.extend(all_words(nodes)),
            Node::Not(_) | Node::Exact(..) | Node::Beside(..) | Node::Filter(_) => {}
        }
    }
    all
}
