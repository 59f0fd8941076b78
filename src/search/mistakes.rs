//! Other spellings for a word that was typed: of one that stands nowhere those within a typing mistake, of a
//! rare one the usual ones.
//!
//! Knows the dictionary of the index. *Invariant:* what is taken for a word is told, and lights up.

use super::expand::{self, Near};
use super::lens::Light;
use super::plan::{Boxed, Planner, Reach};
use super::query::Scope;
use super::words;
use crate::model::Reason;

/// Weight of a word with one mistake and with two.
const MISTAKES: [f32; 2] = [0.4, 0.15];
/// Letters of a word that is taken for another only where nothing else is found.
const SHORT: usize = 3;
/// How many times as frequent a spelling is that a rare one may be meant for.
const USUAL: u64 = 4;

impl Planner<'_> {
    /// Words that differ by a typing mistake; whether any differs by one only.
    pub(super) fn mistakes(
        &mut self,
        typed: &str,
        base: &str,
        scope: Scope,
        clauses: &mut Vec<Boxed>,
        light: &mut Light,
    ) -> bool {
        let fields = self.word_fields(scope);
        if words::letters(base) <= SHORT && self.reach != Reach::Short {
            return false;
        }
        let near = expand::misspelt(self.searcher, &fields, base, expand::tolerated(base));
        let is_near = near.first().is_some_and(|best| best.distance == 1);
        self.accept(typed, near, scope, clauses, light);
        is_near
    }

    /// Takes other words for the one that was typed, the likeliest first, and tells of that one.
    fn accept(
        &mut self,
        typed: &str,
        near: Vec<Near>,
        scope: Scope,
        clauses: &mut Vec<Boxed>,
        light: &mut Light,
    ) {
        let told = near.first().map(|best| best.word.clone());
        self.reasons.extend(told.map(|read| Reason::Typo { typed: typed.to_owned(), read }));
        for near in near {
            let weight = MISTAKES[usize::from(near.distance).clamp(1, 2) - 1];
            clauses.extend(self.terms(0, &near.word, weight, scope));
            light.words.insert(near.word);
        }
    }

    /// The usual spellings of a word that is rare as typed.
    pub(super) fn usual(
        &mut self,
        typed: &str,
        base: &str,
        scope: Scope,
        clauses: &mut Vec<Boxed>,
        light: &mut Light,
    ) {
        let fields = self.word_fields(scope);
        let rare = expand::frequency(self.searcher, &fields, base);
        if words::letters(base) <= SHORT {
            return;
        }
        let mut near = expand::misspelt(self.searcher, &fields, base, 1);
        near.retain(|near| {
            near.word != base && expand::frequency(self.searcher, &fields, &near.word) >= USUAL * rare.max(1)
        });
        self.accept(typed, near, scope, clauses, light);
    }
}
