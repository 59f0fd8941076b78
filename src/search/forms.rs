//! The forms of a word that was typed: the very letters, and what they are without proclitics and pronouns.
//!
//! Where nothing tells whether the first letters of a word are its own (`كحول`, `ساهم`, `الهام`), both readings are
//! looked for; what has the very letters leads.
//!
//! Knows the dictionary of the index.

use tantivy::query::ConstScoreQuery;

use super::clause::{Boxed, Planner, any, boosted};
use super::expand::{self, Near};
use super::lens::Light;
use super::mistakes::LEAD;
use super::query::Scope;
use super::{affixes, lexicon, words};
use crate::model::ReasonKind;

/// What a word as typed matches, and what is near that.
pub(super) struct Forms {
    pub(super) plain: Vec<Boxed>,
    pub(super) wide: Vec<Boxed>,
}

impl Planner<'_> {
    /// The terms of a word, with what is known of its beginning.
    pub(super) fn forms(&self, typed: &str, scope: Scope) -> Forms {
        let (base, stem) = affixes::base_and_stem(typed);
        let mut forms = Forms { plain: Vec::new(), wide: self.terms(1, stem, 1.0, scope) };
        let rest = self.terms(0, base, 1.0, scope);
        let wholes: Vec<String> = affixes::wholes(typed).map(affixes::whole).collect();
        let wholes: Vec<&String> = wholes.iter().filter(|whole| self.stands(1, whole, scope) > 0).collect();
        if let Some(last) = wholes.last().filter(|last| is_own(&last[1..], base)) {
            forms.plain.extend(self.terms(1, last, 1.0, scope));
            forms.wide.extend(rest);
        } else {
            forms.plain.extend(rest);
        }
        let others = affixes::others(typed);
        forms.plain.extend(others.iter().flat_map(|other| self.terms(0, other, 1.0, scope)));
        if let Some(whole) = wholes.first() {
            forms.plain.push(self.led(self.terms(1, whole, 1.0, scope)));
        }
        if typed.contains(words::OWN) {
            // Who writes no hamza means the same.
            forms.plain.extend(self.terms(1, &affixes::whole(base), 1.0, scope));
        } else if let Some(own) = behind_conjunction(typed).filter(|own| own.len() > base.len()) {
            let count = self.stands(0, own, scope);
            if count > 0 && count >= self.stands(1, &affixes::whole(own), scope) {
                forms.plain.push(self.led(self.terms(0, own, 1.0, scope)));
            }
        }
        let noun = affixes::feminine(base).map(affixes::noun);
        forms.wide.extend(noun.iter().flat_map(|noun| self.terms(0, noun, 1.0, scope)));
        forms
    }

    /// What leads where it is all that was typed.
    fn led(&self, terms: Vec<Boxed>) -> Boxed {
        if self.is_alone {
            boosted(Box::new(ConstScoreQuery::new(any(terms), 1.0)), LEAD)
        } else {
            any(terms)
        }
    }

    /// In how many titles and bodies within a scope a term of an analysis stands.
    fn stands(&self, analysis: usize, term: &str, scope: Scope) -> u64 {
        expand::frequency(self.searcher, &self.bare_fields(analysis, scope), term)
    }

    /// Takes a word that stands nowhere as the noun that it is with a pronoun behind it; whether that stands. (Beside other
    /// words it may as well be misspelt: they say which is meant.)
    pub(super) fn owned(
        &mut self,
        typed: &str,
        base: &str,
        scope: Scope,
        clauses: &mut Vec<Boxed>,
        light: &mut Light,
    ) -> bool {
        let Some(noun) = affixes::owned(base).filter(|noun| self.stands(0, noun, scope) > 0) else {
            return false;
        };
        let near = vec![Near { word: noun, distance: 1, kind: ReasonKind::Spelling }];
        self.tell(typed, &near, scope, clauses);
        self.accept(near, scope, clauses, light);
        true
    }
}

/// Whether what is left of a whole word is another one: behind the article, or where that is known to stand before
/// the whole word, nothing is a proclitic.
fn is_own(whole: &str, base: &str) -> bool {
    whole.len() > base.len() && !whole.starts_with("ال") && lexicon::is_definite(whole)
}

/// A word that begins with the article, as it seems, without a conjunction before that.
fn behind_conjunction(word: &str) -> Option<&str> {
    let host = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    host.starts_with("ال").then_some(host)
}
