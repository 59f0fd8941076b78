//! What stands exactly so: quoted words and phrases, and what must not match.
//!
//! A word is itself behind whatever proclitics, and nothing near it.

use tantivy::Term;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery};
use tantivy::schema::Field;

use super::clause::{Boxed, Planner, any, boosted};
use super::lens::Light;
use super::query::{Node, Scope};
use super::{affixes, words};

impl Planner<'_> {
    /// What stands in quotes, with what lights up.
    pub(super) fn quoted(&mut self, quoted: &[String], scope: Scope) -> Boxed {
        let [word] = quoted else {
            self.lens.add_phrase(quoted.to_vec());
            return self.phrase(quoted, scope);
        };
        let mut light = Light::only(&words::plain(word));
        light.words.insert(affixes::stripped(word).to_owned());
        light.words.extend(affixes::others(word));
        self.lens.add(light);
        any(self.forms(word, scope).plain)
    }

    /// The words themselves and nothing near them: for what must not match.
    pub(super) fn exactly(&mut self, node: &Node) -> Boxed {
        match node {
            Node::Word { text, scope, .. } => any(self.forms(text, *scope).plain),
            Node::Exact(word, scope, _) => any(self.terms(0, word, 1.0, *scope)),
            // Twice, because tantivy 0.27 asks a lone excluded phrase for documents that it has passed
            // (`PhraseScorer::seek_danger`); it does not ask a union so.
            Node::Phrase(words, scope) | Node::Beside(words, scope, _) => {
                any(vec![self.phrase(words, *scope), self.phrase(words, *scope)])
            }
            Node::All(nodes) => {
                let clauses = nodes.iter().map(|node| (Occur::Must, self.exactly(node))).collect();
                Box::new(BooleanQuery::new(clauses))
            }
            Node::Any(nodes) => any(nodes.iter().map(|node| self.exactly(node)).collect()),
            node => self.clause(node).plain,
        }
    }

    /// Words side by side, each behind whatever proclitics; of one alone, that.
    pub(super) fn phrase(&self, words: &[String], scope: Scope) -> Boxed {
        if let [word] = words {
            return any(self.forms(word, scope).plain);
        }
        let clause = |(field, boost): (Field, f32)| -> Boxed {
            let terms =
                words.iter().map(|word| Term::from_field_text(field, affixes::stripped(word))).collect();
            boosted(Box::new(PhraseQuery::new(terms)), boost)
        };
        // A publisher's name has no positions.
        let fields = self.fields(0, scope).into_iter().filter(|(field, _)| *field != self.fields.source);
        any(fields.map(clause).collect())
    }
}
