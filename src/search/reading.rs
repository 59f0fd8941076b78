//! How a query is read: as typed, or, where the dictionary does not know its words, as typed on a
//! keyboard that stood in the other layout, or in Latin letters for Arabic sounds.
//!
//! *Invariant:* a query whose words the index knows is read as typed; where it is in Latin letters, also as
//! the Arabic names nearest to it.

use tantivy::Searcher;
use tantivy::schema::Field;

use super::index::Fields;
use super::names::Names;
use super::query::{self, Node, Query, Scope};
use super::sound::Ear;
use super::{expand, layout, words};
use crate::model::Reason;

/// Letters below which a query says too little to be read otherwise than typed.
const SHORTEST: usize = 3;

/// Up to here a word is written as it sounds (see `Sounding::strange`).
const NEAR: f32 = 0.6;
/// Up to here an Arabic name of somebody is the last name asked for, not another one of theirs.
const SAME: f32 = 1.0;

/// A name of the table: how many terms it is, all its forms, and the one to tell of.
struct Called {
    taken: usize,
    forms: Vec<Vec<String>>,
    told: Vec<String>,
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
        let is_latin = self.knows_all(&plain) || self.is_named(&plain.nodes);
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
    fn words(&self) -> [Field; 2] {
        [self.fields.title[0], self.fields.body[0]]
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

    /// Latin words read as Arabic names and sounds, and what to say.
    fn heard(&self, query: Query) -> (Query, Vec<Reason>) {
        let mut reasons = Vec::new();
        let nodes = self.heard_nodes(&query.nodes, &mut reasons);
        (Query { nodes, warnings: query.warnings }, reasons)
    }

    fn heard_nodes(&self, nodes: &[Node], reasons: &mut Vec<Reason>) -> Vec<Node> {
        let mut out = Vec::new();
        let mut rest = nodes;
        while let Some((first, after)) = rest.split_first() {
            if let Some(Called { taken, forms, told }) = self.named(rest) {
                let scope = scope_of(first);
                let typed: Vec<String> = rest[..taken].iter().filter_map(latin_word).collect();
                reasons.push(Reason::Transliteration { typed: typed.join(" "), read: told.join(" ") });
                let mut choices: Vec<Node> = forms.iter().map(|form| name_node(form, scope)).collect();
                // As typed, too, but nothing near that.
                choices.push(name_node(&typed, scope));
                if taken == 1 && forms.iter().all(|form| form.len() > 1) {
                    // A firm may be called by a word that is also a name of people.
                    choices.push(self.heard_node(first, &mut Vec::new()));
                }
                out.push(Node::Any(choices));
                rest = &rest[taken..];
                continue;
            }
            out.push(self.heard_node(first, reasons));
            rest = after;
        }
        out
    }

    /// The name of the table with which some terms begin.
    fn named(&self, nodes: &[Node]) -> Option<Called> {
        let run: Vec<String> = nodes.iter().map_while(latin_word).collect();
        let (taken, forms) = (self.names)().at(&run)?;
        let told = self.form_of(&forms, &nodes[..taken])?.clone();
        Some(Called { taken, forms, told })
    }

    /// Whether a query is names of the table and nothing else.
    fn is_named(&self, nodes: &[Node]) -> bool {
        let mut rest = nodes;
        while !rest.is_empty() {
            match rest {
                [Node::All(inner) | Node::Any(inner), after @ ..] if self.is_named(inner) => rest = after,
                _ => match self.named(rest) {
                    Some(called) => rest = &rest[called.taken..],
                    None => return false,
                },
            }
        }
        !nodes.is_empty()
    }

    /// The form of a name to tell of: one that the index has, else the first; none where the index has the
    /// words as typed and no form.
    fn form_of<'f>(&self, forms: &'f [Vec<String>], typed: &[Node]) -> Option<&'f Vec<String>> {
        let [title, body] = self.words();
        let fields = [title, body, self.fields.source];
        let has = |word: &String| expand::frequency(self.searcher, &fields, words::stripped(word)) > 0;
        let is_arabic = |form: &&Vec<String>| form.iter().any(|word| !word.is_ascii());
        let held = forms.iter().filter(is_arabic).find(|form| form.iter().all(has));
        let known = || self.knows_all(&Query { nodes: typed.to_vec(), ..Query::default() });
        held.or_else(|| forms.iter().find(is_arabic).filter(|_| !known()))
    }

    fn heard_node(&self, node: &Node, reasons: &mut Vec<Reason>) -> Node {
        match node {
            Node::Word { text, scope, .. } if latin_word(node).is_some() => {
                self.heard_word(node, text, *scope, reasons)
            }
            Node::All(nodes) => Node::All(self.heard_nodes(nodes, reasons)),
            Node::Any(nodes) => Node::Any(self.heard_nodes(nodes, reasons)),
            node => node.clone(),
        }
    }

    fn heard_word(&self, node: &Node, text: &str, scope: Scope, reasons: &mut Vec<Reason>) -> Node {
        let servant = self.servant(text, scope);
        let mut sounding = expand::sounding_like(self.searcher, &self.words(), text);
        let called = self.called(text);
        if let Some(told) = called.first() {
            // Whose name is known is not guessed.
            sounding.retain(|near| near.strange < NEAR && !called.contains(&near.word));
            reasons.push(Reason::Transliteration { typed: text.to_owned(), read: told.clone() });
            let far = sounding.first().map_or(0.0, |near| near.far);
            let near = sounding.into_iter().map(|near| Node::Exact(near.word, scope, weight(near.far - far)));
            let called = called.iter().map(|word| Node::Exact(words::stripped(word).to_owned(), scope, 100));
            let is_known = self.knows_all(&Query { nodes: vec![node.clone()], ..Query::default() });
            let written = if is_known { node.clone() } else { Node::Exact(text.to_owned(), scope, 100) };
            return Node::Any(called.chain(near).chain([written]).collect());
        }
        let Some(best) = sounding.first() else { return servant.unwrap_or_else(|| node.clone()) };
        let is_near = best.strange < NEAR;
        let is_known = self.knows_all(&Query { nodes: vec![node.clone()], ..Query::default() });
        if is_known && (!is_near || words::letters(text) < 4) {
            return node.clone();
        }
        let (far, mut read) = (best.far, best.word.clone());
        if let Some(Node::Phrase(words, _)) = &servant {
            read = words.join(" ");
        }
        reasons.push(Reason::Transliteration { typed: text.to_owned(), read });
        let read = sounding.into_iter().map(|near| Node::Exact(near.word, scope, weight(near.far - far)));
        // A word that is meant otherwise, nowhere as written, is no typing mistake besides.
        let written = Some(node.clone()).filter(|_| is_known || !is_near && servant.is_none());
        Node::Any(written.into_iter().chain(servant).chain(read).collect())
    }

    /// How people of that last name are called in Arabic, the most frequent in the index first.
    fn called(&self, text: &str) -> Vec<String> {
        let forms = (self.names)().surname(text);
        let Some(ear) = Ear::new(text, 0.0).filter(|_| !forms.is_empty()) else { return Vec::new() };
        let least = -SAME * words::letters(text) as f32;
        let is_it = |form: &String| ear.likelihood(form.strip_prefix("ال").unwrap_or(form)) >= least;
        let mut forms: Vec<String> = forms.into_iter().filter(is_it).collect();
        let frequency =
            |form: &String| expand::frequency(self.searcher, &self.words(), words::stripped(form));
        forms.sort_by_key(|form| std::cmp::Reverse(frequency(form)));
        forms
    }

    /// A name of the kind of عبد الله, one word in Latin letters and two in Arabic ones.
    fn servant(&self, text: &str, scope: Scope) -> Option<Node> {
        let rest = text.strip_prefix('3').unwrap_or(text).strip_prefix("abd")?;
        let rest = rest.strip_prefix(['a', 'e', 'o', 'u']).unwrap_or(rest).trim_start_matches('l');
        let of = match rest {
            "" => return None,
            "ah" | "a" => "الله".to_owned(),
            rest => {
                let near = expand::sounding_like(self.searcher, &self.words(), rest).into_iter().next()?;
                if near.strange > NEAR {
                    return None;
                }
                near.word
            }
        };
        let words = vec!["عبد".to_owned(), of];
        let held = |word: &String| expand::frequency(self.searcher, &self.words(), words::stripped(word)) > 0;
        words.iter().all(held).then_some(Node::Phrase(words, scope))
    }
}

/// What a reading weighs, in per cent, by how much farther it lies than the nearest one.
#[allow(clippy::cast_sign_loss)] // between 4 and 100
fn weight(farther: f32) -> u8 {
    (100.0 * (-0.5 * farther).exp()).clamp(4.0, 100.0) as u8
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
