//! Other spellings for a word that was typed: of one that stands nowhere those within a typing mistake, of a
//! rare one the usual ones, of a name those of the same name, of one that is two the two.
//!
//! Knows the dictionary of the index. *Invariant:* what is taken for a word is told, and lights up.

use std::cmp::Reverse;

use tantivy::collector::Count;
use tantivy::query::ConstScoreQuery;
use tantivy::schema::Field;

use super::clause::{Boxed, Planner, Reach, any, boosted};
use super::expand::{self, Near};
use super::lens::Light;
use super::query::Scope;
use super::{affixes, lexicon, words};
use crate::model::{Reason, ReasonKind};

/// Weight of a word that sounds the same, with one mistake and with two.
const MISTAKES: [f32; 3] = [0.8, 0.4, 0.15];
/// What it counts that a word is the one that is told: more than any other match can.
const LEAD: f32 = 100.0;
/// Letters of a word that is taken for another only where nothing else is found.
const SHORT: usize = 3;
/// Below so many articles a word is rare.
const RARE: u64 = 10;
/// How many times as frequent a spelling is that a rare one may be meant for.
const USUAL: u64 = 4;
/// Letters from which on a word that the news knows may be a misspelling that the news has, too (باكلوريا): by then
/// hardly another word has the same consonants.
const LONG: usize = 7;

/// Letters of the longest word that is tried as two.
const LONGEST_SPLIT: usize = 40;
/// First parts of names that are written as one word, too.
const KINSHIP: [&str; 4] = ["ابو", "ابي", "ابا", "ابن"];

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
        let mut near = expand::confused(self.searcher, &fields, base);
        // The proclitic of a word that is not known is not known for one.
        let rest = base.strip_prefix(affixes::LETTERS).filter(|rest| words::letters(rest) > SHORT);
        if let Some(rest) = rest.filter(|_| near.is_empty()) {
            near = expand::confused(self.searcher, &fields, rest);
        }
        let is_heard = !near.is_empty();
        for mut other in expand::misspelt(self.searcher, &fields, base, expand::tolerated(base)) {
            let is_noun = !affixes::PARTICLES.contains(&&*other.word);
            if is_noun && near.iter().all(|near| near.word != other.word) {
                other.distance += u8::from(is_heard);
                near.push(other);
            }
        }
        let is_near = near.first().is_some_and(|best| best.distance <= 1);
        self.tell(typed, &near, scope, clauses);
        self.accept(near, scope, clauses, light);
        is_near
    }

    /// Tells what a word is taken for. Alone, it leads: beside others these say which word is meant (leading there,
    /// too, cost a fifth of the MRR of known items with two mistakes).
    fn tell(&mut self, typed: &str, near: &[Near], scope: Scope, clauses: &mut Vec<Boxed>) {
        let Some(best) = near.first() else { return };
        if self.is_alone {
            let told: Boxed = Box::new(ConstScoreQuery::new(any(self.terms(0, &best.word, 1.0, scope)), 1.0));
            clauses.push(boosted(told, LEAD));
        }
        self.reasons.push(Reason { kind: best.kind, typed: typed.to_owned(), read: best.word.clone() });
    }

    /// Takes other words, too.
    fn accept(&self, near: Vec<Near>, scope: Scope, clauses: &mut Vec<Boxed>, light: &mut Light) {
        for near in near {
            let weight = MISTAKES[usize::from(near.distance).min(2)];
            clauses.extend(self.terms(0, &near.word, weight, scope));
            light.words.insert(near.word);
        }
    }

    /// How a word that stands somewhere may be spelt besides: a name as it is spelt elsewhere (`أميركا`, `أمريكا`;
    /// `فيسبوك`, `فيس بوك`), a rare word that the news does not know as the usual one
    /// that it is near, a long one that it knows as the usual one of the same consonants.
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
        let mut near: Vec<Near> =
            same.map(|word| Near { word: word.clone(), distance: 1, kind: ReasonKind::Spelling }).collect();
        let swapped = expand::swapped(self.searcher, &fields, base);
        let is_new = !lexicon::is_known(base);
        let least = if is_new { SHORT + 1 } else { LONG };
        if near.is_empty() && count < RARE && words::letters(base) >= least {
            near = expand::misspelt(self.searcher, &fields, base, 1);
            let heard = expand::confused(self.searcher, &fields, base).into_iter();
            near.extend(heard.filter(|heard| swapped.iter().all(|swapped| swapped.word != heard.word)));
            near.retain(|near| is_new || near.kind == ReasonKind::Spelling);
            near.retain(|near| near.word != base && frequency(&near.word) >= USUAL * count);
        }
        let same = expand::revowelled(self.searcher, &fields, base).into_iter();
        near.extend(same.filter(|same| near.iter().all(|near| near.word != same.word)).collect::<Vec<_>>());
        near.extend(swapped);
        near.sort_by_key(|near| (near.distance, Reverse(frequency(&near.word))));
        if near.first().is_some_and(|near| frequency(&near.word) > count) {
            self.tell(typed, &near, scope, clauses);
        }
        self.accept(near, scope, clauses, light);
        for spelling in parted {
            let parts: Vec<String> = spelling.split(' ').map(str::to_owned).collect();
            clauses.push(self.phrase(&parts, scope));
            self.lens.add_phrase(parts);
        }
    }

    /// A word that stands nowhere, as two that do: the split whose rarer part is most frequent.
    pub(super) fn parts(&self, word: &str, fields: &[Field]) -> Option<[String; 2]> {
        let counted = splits(word).map(|(a, b)| {
            let (a, b) = (affixes::stripped(a), affixes::stripped(b));
            let count = |part| expand::frequency(self.searcher, fields, part);
            (count(a).min(count(b)), [a.to_owned(), b.to_owned()])
        });
        counted.filter(|(count, _)| *count > 0).max_by_key(|(count, _)| *count).map(|(_, parts)| parts)
    }

    /// A word as two that stand side by side, and whether names are split so: `عبدالله`, `أبوظبي`. Any other
    /// must be usual as two, not as one.
    pub(super) fn split(&self, word: &str, count: u64, scope: Scope) -> Option<([String; 2], bool)> {
        let fields = self.word_fields(scope);
        let frequency = |part| expand::frequency(self.searcher, &fields, affixes::stripped(part));
        let counted = splits(word).filter_map(|(a, b)| {
            let is_regular = a == "عبد" && b.starts_with("ال") || KINSHIP.contains(&a);
            let least = if is_regular { 0 } else { count };
            if frequency(a).min(frequency(b)) <= least {
                return None;
            }
            let parts = [a.to_owned(), b.to_owned()];
            let together = self.searcher.search(&*self.phrase(&parts, scope), &Count).unwrap_or(0);
            (together as u64 > least).then_some((is_regular, together, parts))
        });
        let best = counted.max_by_key(|(is_regular, together, _)| (*is_regular, *together));
        best.map(|(is_regular, _, parts)| (parts, is_regular))
    }
}

/// The ways to part a word in two of three letters and more; none of one that is too long.
fn splits(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let word = if words::letters(word) > LONGEST_SPLIT { "" } else { word };
    let parted = word.char_indices().map(|(at, _)| word.split_at(at));
    parted.filter(|(a, b)| words::letters(a) >= 3 && words::letters(b) >= 3)
}
