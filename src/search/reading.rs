//! How a query is read: as typed, or, where the dictionary does not know its words, as typed on a
//! keyboard that stood in the other layout, or in Latin letters for Arabic sounds.
//!
//! *Invariant:* a query whose words the index knows is read as typed; where it is in Latin letters, also as
//! the Arabic names nearest to it.

use tantivy::Searcher;

use super::index::Fields;
use super::names::Names;
use super::query::{self, Node, Query, Scope};
use super::{expand, layout, words};
use crate::model::Reason;

/// Letters below which a query says too little to be read otherwise than typed.
const SHORTEST: usize = 3;

/// How far a word may lie from a Latin spelling to be taken for what is meant, and more for each letter.
const NEAR: f32 = 0.1;
const NEAR_A_LETTER: f32 = 0.08;
/// Beyond this, and twice as much for each letter, it is not even a guess.
const FAR: f32 = 0.4;

/// Latin words of a query: of names in the table, and others.
#[derive(Default)]
struct Count {
    named: usize,
    other: usize,
}

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
        let known = self.sense(&plain) > 0.0 && self.knows_all(&plain);
        let (heard, reasons, named) = self.heard(plain);
        if known || named {
            return (heard, reasons);
        }
        let remapped = layout::to_arabic(typed).map(|text| (query::read(&text), text));
        // Keys that a layout has no letter for speak against it; of equals the first counts.
        let is_whole = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c.is_whitespace());
        let mut best: Option<(bool, f32, (Query, String))> = None;
        for (query, text) in remapped {
            let (whole, sense) = (is_whole(&text), self.sense(&query));
            if best.as_ref().is_none_or(|best| (whole, sense) > (best.0, best.1)) {
                best = Some((whole, sense, (query, text)));
            }
        }
        let best = best.map(|best| best.2);
        if let Some((query, read)) = best
            && self.sense(&query) >= self.enough()
        {
            return (query, vec![Reason::Layout { typed: typed.to_owned(), read }]);
        }
        (heard, reasons)
    }

    /// Arabic letters of which no word is known: the keys of a US layout.
    fn of_arabic(&self, typed: &str, plain: Query) -> (Query, Vec<Reason>) {
        if self.sense(&plain) > 0.0 || !typed.chars().any(layout::is_arabic) {
            return (plain, Vec::new());
        }
        let read = layout::to_latin(typed);
        let latin = query::read(&read);
        let known = self.sense(&latin) > 0.0 && self.knows_all(&latin);
        let (query, _, named) = self.heard(latin);
        if known || named {
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

    fn knows_all(&self, query: &Query) -> bool {
        self.frequencies(query).iter().all(|count| *count > 0)
    }

    /// How much sense a remapped query has to make; rare words are chance in a large library.
    fn enough(&self) -> f32 {
        let articles = self.searcher.num_docs() as f32;
        (1.0 + (articles / 3_000.0).clamp(0.0, 3.0)).ln().max(f32::MIN_POSITIVE)
    }

    fn frequencies(&self, query: &Query) -> Vec<u64> {
        let fields = [self.fields.title[0], self.fields.body[0]];
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

    /// Latin words read as Arabic names and sounds; what to say, and whether all are names of the
    /// table.
    fn heard(&self, query: Query) -> (Query, Vec<Reason>, bool) {
        let (mut reasons, mut count) = (Vec::new(), Count::default());
        let nodes = self.heard_nodes(&query.nodes, &mut reasons, &mut count);
        let named = count.named > 0 && count.other == 0;
        (Query { nodes, warnings: query.warnings }, reasons, named)
    }

    fn heard_nodes(&self, nodes: &[Node], reasons: &mut Vec<Reason>, count: &mut Count) -> Vec<Node> {
        let mut out = Vec::new();
        let mut rest = nodes;
        while let Some((first, after)) = rest.split_first() {
            let run: Vec<String> = rest.iter().map_while(latin_word).collect();
            if let Some((taken, forms)) = (self.names)().at(&run)
                && let Some(form) = self.form_of(forms, &rest[..taken])
            {
                count.named += taken;
                let scope = scope_of(first);
                reasons.push(Reason::Transliteration { typed: run[..taken].join(" "), read: form.join(" ") });
                let mut choices: Vec<Node> = forms.iter().map(|form| name_node(form, scope)).collect();
                choices.push(Node::All(rest[..taken].to_vec()));
                out.push(Node::Any(choices));
                rest = &rest[taken..];
                continue;
            }
            out.push(self.heard_node(first, reasons, count));
            rest = after;
        }
        out
    }

    /// The form of a name to tell of: one that the index has, else the first; none where the index has the
    /// words as typed and no form.
    fn form_of<'f>(&self, forms: &'f [Vec<String>], typed: &[Node]) -> Option<&'f Vec<String>> {
        let fields = [self.fields.title[0], self.fields.body[0]];
        let has = |word: &String| expand::frequency(self.searcher, &fields, words::stripped(word)) > 0;
        let is_arabic = |form: &&Vec<String>| form.iter().any(|word| !word.is_ascii());
        let held = forms.iter().filter(is_arabic).find(|form| form.iter().all(has));
        let known = || self.knows_all(&Query { nodes: typed.to_vec(), ..Query::default() });
        held.or_else(|| forms.iter().find(is_arabic).filter(|_| !known()))
    }

    fn heard_node(&self, node: &Node, reasons: &mut Vec<Reason>, count: &mut Count) -> Node {
        match node {
            Node::Word { text, scope, .. } if latin_word(node).is_some() => {
                count.other += 1;
                let sounding = expand::sounding_like(self.searcher, self.fields.skeleton, text);
                let Some((best, far)) = sounding.first().cloned() else { return node.clone() };
                let is_near = far < NEAR + NEAR_A_LETTER * words::letters(text) as f32;
                let is_known = self.knows_all(&Query { nodes: vec![node.clone()], ..Query::default() });
                if is_known && (!is_near || words::letters(text) < 4)
                    || far > FAR + 2.0 * NEAR_A_LETTER * words::letters(text) as f32
                {
                    return node.clone();
                }
                reasons.push(Reason::Transliteration { typed: text.clone(), read: best });
                let read = sounding.into_iter().map(|(word, at)| Node::Exact(word, *scope, weight(at - far)));
                // A word that is meant otherwise, nowhere as written, is no typing mistake besides.
                let written = Some(node.clone()).filter(|_| is_known || !is_near);
                Node::Any(written.into_iter().chain(read).collect())
            }
            Node::All(nodes) => Node::All(self.heard_nodes(nodes, reasons, count)),
            Node::Any(nodes) => Node::Any(self.heard_nodes(nodes, reasons, count)),
            node => node.clone(),
        }
    }
}

/// What a reading weighs, in per cent, by how much farther it lies than the nearest one.
#[allow(clippy::cast_sign_loss)] // between 4 and 100
fn weight(farther: f32) -> u8 {
    (100.0 * (-2.5 * farther).exp()).clamp(4.0, 100.0) as u8
}

fn name_node(form: &[String], scope: Scope) -> Node {
    match form {
        [word] => Node::Exact(words::stripped(word).to_owned(), scope, 100),
        words => Node::Phrase(words.to_vec(), scope),
    }
}

fn latin_word(node: &Node) -> Option<String> {
    match node {
        Node::Word { text, .. } => text.chars().any(|c| c.is_ascii_alphabetic()).then(|| text.clone()),
        _ => None,
    }
}

fn scope_of(node: &Node) -> Scope {
    match node {
        Node::Word { scope, .. } => *scope,
        _ => Scope::Anywhere,
    }
}

fn all_words(nodes: &[Node]) -> Vec<(&str, bool)> {
    let mut all = Vec::new();
    for node in nodes {
        match node {
            Node::Word { text, open, .. } => all.push((text.as_str(), *open)),
            Node::Phrase(words, _) => all.extend(words.iter().map(|word| (word.as_str(), false))),
            Node::All(nodes) | Node::Any(nodes) => all.extend(all_words(nodes)),
            Node::Not(_) | Node::Exact(..) | Node::Filter(_) => {}
        }
    }
    all
}
