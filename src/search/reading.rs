//! How a query is read: as typed, or, where the dictionary does not know its words, as typed on a
//! keyboard that stood in the other layout, or in Latin letters for Arabic sounds.
//!
//! *Invariant:* a query whose words the index knows is read as typed.

use tantivy::Searcher;

use super::index::Fields;
use super::names::Names;
use super::query::{self, Node, Query, Scope};
use super::{expand, layout, words};
use crate::model::Reason;

/// Letters below which a query says too little to be read otherwise than typed.
const SHORTEST: usize = 3;

/// What readings are judged by.
pub(super) struct Readings<'a> {
    pub searcher: &'a Searcher,
    pub fields: Fields,
    pub names: &'static Names,
}

impl Readings<'_> {
    /// The reading that makes most sense, and what to say about it.
    pub(super) fn best(&self, typed: &str) -> (Query, Vec<Reason>) {
        let plain = query::read(typed);
        if typed.chars().filter(|c| c.is_alphanumeric()).count() < SHORTEST {
            return (plain, Vec::new());
        }
        if layout::is_latin(typed) { self.of_latin(typed, plain) } else { self.of_arabic(typed, plain) }
    }

    /// Latin letters: other keyboard, else sounds.
    fn of_latin(&self, typed: &str, plain: Query) -> (Query, Vec<Reason>) {
        if self.sense(&plain) > 0.0 && self.knows_all(&plain) {
            return (plain, Vec::new());
        }
        let (heard, reasons, named) = self.heard(plain);
        if named {
            return (heard, reasons);
        }
        let remapped = layout::to_arabic(typed).map(|text| (query::read(&text), text));
        let best = remapped.into_iter().max_by(|a, b| self.sense(&a.0).total_cmp(&self.sense(&b.0)));
        if let Some((query, read)) = best
            && self.knows_all(&query)
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

    /// Latin words read as Arabic names and sounds; what to say, and whether a name of the table was
    /// among them.
    fn heard(&self, query: Query) -> (Query, Vec<Reason>, bool) {
        let (mut reasons, mut named) = (Vec::new(), false);
        let nodes = self.heard_nodes(&query.nodes, &mut reasons, &mut named);
        (Query { nodes, warnings: query.warnings }, reasons, named)
    }

    fn heard_nodes(&self, nodes: &[Node], reasons: &mut Vec<Reason>, named: &mut bool) -> Vec<Node> {
        let mut out = Vec::new();
        let mut rest = nodes;
        while let Some((first, after)) = rest.split_first() {
            let run: Vec<String> = rest.iter().map_while(latin_word).collect();
            if let Some((count, forms)) = self.names.at(&run) {
                *named = true;
                let scope = scope_of(first);
                reasons.push(Reason::Transliteration {
                    typed: run[..count].join(" "),
                    read: forms[0].join(" "),
                });
                let mut choices: Vec<Node> = forms.iter().map(|form| name_node(form, scope)).collect();
                choices.push(Node::All(rest[..count].to_vec()));
                out.push(Node::Any(choices));
                rest = &rest[count..];
                continue;
            }
            out.push(self.heard_node(first, reasons, named));
            rest = after;
        }
        out
    }

    fn heard_node(&self, node: &Node, reasons: &mut Vec<Reason>, named: &mut bool) -> Node {
        match node {
            Node::Word { text, scope, .. } if latin_word(node).is_some() => {
                let sounding = expand::sounding_like(self.searcher, self.fields.skeleton, text);
                let Some(best) = sounding.first() else { return node.clone() };
                reasons.push(Reason::Transliteration { typed: text.clone(), read: best.clone() });
                let read = sounding.into_iter().map(|word| Node::Exact(word, *scope));
                Node::Any(std::iter::once(node.clone()).chain(read).collect())
            }
            Node::All(nodes) => Node::All(self.heard_nodes(nodes, reasons, named)),
            Node::Any(nodes) => Node::Any(self.heard_nodes(nodes, reasons, named)),
            node => node.clone(),
        }
    }
}

fn name_node(form: &[String], scope: Scope) -> Node {
    match form {
        [word] => Node::Exact(words::stripped(word).to_owned(), scope),
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
