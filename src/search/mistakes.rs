//! Other spellings for a word that was typed: of one that stands nowhere those within a typing mistake, of a
//! rare one the usual ones, of a name those of the same name.
//!
//! Knows the dictionary of the index. *Invariant:* what is taken for a word is told, and lights up.

use std::cmp::Reverse;

use super::expand::{self, Near};
use super::lens::Light;
use super::plan::{Boxed, Planner, Reach};
use super::query::Scope;
use super::{lexicon, words};
use crate::model::Reason;

/// Weight of a word with one mistake and with two.
const MISTAKES: [f32; 2] = [0.4, 0.15];
/// Letters of a word that is taken for another only where nothing else is found.
const SHORT: usize = 3;
/// Below so many articles a word is rare.
const RARE: u64 = 10;
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
        self.tell(typed, &near);
        self.accept(near, scope, clauses, light);
        is_near
    }

    /// Tells what a word is taken for.
    fn tell(&mut self, typed: &str, near: &[Near]) {
        let read = near.first().map(|best| best.word.clone());
        self.reasons.extend(read.map(|read| Reason::Typo { typed: typed.to_owned(), read }));
    }

    /// Takes other words, too.
    fn accept(&self, near: Vec<Near>, scope: Scope, clauses: &mut Vec<Boxed>, light: &mut Light) {
        for near in near {
            let weight = MISTAKES[usize::from(near.distance).clamp(1, 2) - 1];
            clauses.extend(self.terms(0, &near.word, weight, scope));
            light.words.insert(near.word);
        }
    }

    /// How a word that stands somewhere may be spelt besides: a name as it is spelt elsewhere (`أميركا`, `أمريكا`;
    /// `فيسبوك`, `فيس بوك`), a rare word that the news does not know as the usual one
    /// that it is near.
    pub(super) fn other_spellings(
        &mut self,
        typed: &str,
        base: &str,
        scope: Scope,
        clauses: &mut Vec<Boxed>,
        light: &mut Light,
    ) {
        let fields = self.word_fields(scope);
        let frequency = |word: &str| expand::frequency(self.searcher, &fields, word);
        let count = frequency(base);
        let (parted, same): (Vec<&String>, Vec<&String>) =
            lexicon::other_spellings(base).iter().partition(|word| word.contains(' '));
        let same = same.into_iter().filter(|word| frequency(word) > 0);
        let mut near: Vec<Near> = same.map(|word| Near { word: word.clone(), distance: 1 }).collect();
        if near.is_empty() && count < RARE && words::letters(base) > SHORT && !lexicon::is_known(base) {
            near = expand::misspelt(self.searcher, &fields, base, 1);
            near.retain(|near| near.word != base && frequency(&near.word) >= USUAL * count);
        }
        near.sort_by_key(|near| Reverse(frequency(&near.word)));
        if near.first().is_some_and(|near| frequency(&near.word) > count) {
            self.tell(typed, &near);
        }
        self.accept(near, scope, clauses, light);
        for spelling in parted {
            let parts: Vec<String> = spelling.split(' ').map(str::to_owned).collect();
            clauses.push(self.phrase(&parts, scope));
            light.words.extend(parts);
        }
    }
}
