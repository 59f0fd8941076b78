//! Other spellings for a word that was typed: of one that stands nowhere those within a typing mistake, of a
//! rare one the usual ones, of a name those of the same name, of one that is two the two, of one that is still being
//! typed those that begin with it.
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
use super::{affixes, lexicon, slip, words};
use crate::model::{Reason, ReasonKind};

/// Weight of a word that sounds the same, with one mistake and with two.
const MISTAKES: [f32; 3] = [0.8, 0.4, 0.15];
/// What it counts that a word is the one that is told: more than any other match can.
pub(super) const LEAD: f32 = 100.0;
/// Letters of a word that is taken for another only where nothing else is found.
const SHORT: usize = 3;
/// Below so many articles a word is rare.
const RARE: u64 = 10;
/// How many times as frequent a spelling is that a rare one may be meant for.
const USUAL: u64 = 4;
/// How many times as frequent a word is that a rare one may be meant for though it is another.
const FAR_MORE: u64 = 50;
/// Letters from which on a word that the news knows may be a misspelling that the news has, too (باكلوريا): by then
/// hardly another word has the same consonants.
const LONG: usize = 7;

/// How many words are tried beside the neighbours of another.
const TRIED: usize = 8;
/// Letters of the longest word that is tried as two.
const LONGEST_SPLIT: usize = 40;
/// First parts of names that are written as one word, too.
const KINSHIP: [&str; 5] = ["ابو", "ابي", "ابا", "ابن", "بن"];

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
        if let Some(rest) = behind_proclitic(base).filter(|_| near.is_empty()) {
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
        near.extend(self.behind_slip(typed, &fields).filter(|_| !is_heard));
        self.rank(typed, base, &fields, &mut near);
        let is_near = near.iter().any(|near| near.distance <= 1);
        self.tell(typed, &near, scope, clauses);
        self.accept(near, scope, clauses, light);
        is_near
    }

    /// What a word may be of which the first letter was taken for a proclitic, though the news has it so nowhere: a
    /// name in other letters of the same sound (`كوكل`), or what stands beside its neighbour (`سيدي بزيد`).
    pub(super) fn whole(&self, word: &str, base: &str, scope: Scope) -> Vec<Near> {
        let is_taken = base.len() < word.len() && word.starts_with(affixes::LETTERS);
        if !is_taken || words::letters(word) <= SHORT || lexicon::is_written(word) {
            return Vec::new();
        }
        let fields = self.word_fields(scope);
        let near = expand::swapped(self.searcher, &fields, word);
        if !near.is_empty() {
            return near;
        }
        let pairs: Vec<&[String; 2]> = self
            .joined
            .iter()
            .map(|(_, pair)| pair)
            .filter(|pair| pair.iter().any(|one| one == word))
            .collect();
        let beside = |other: &str| -> u64 {
            let runs = pairs.iter().map(|pair| {
                <[String; 2]>::clone(pair).map(|one| if one == word { other.to_owned() } else { one })
            });
            runs.map(|run| self.searcher.search(&*self.phrase(&run, scope), &Count).unwrap_or(0) as u64).sum()
        };
        if pairs.is_empty() {
            return near;
        }
        let least = RARE.max(USUAL * beside(base));
        let near = expand::misspelt(self.searcher, &fields, word, 1).into_iter();
        let near = near.filter(|near| near.word != base).take(TRIED).map(|near| (beside(&near.word), near));
        let best = near.filter(|(count, _)| *count >= least).max_by_key(|(count, _)| *count);
        best.into_iter().map(|(_, near)| near).collect()
    }

    /// Likeliest first: by how easily one is typed for the other, and by how often it stands; where the article was
    /// typed, with it.
    fn rank(&self, typed: &str, base: &str, fields: &[Field], near: &mut Vec<Near>) {
        let rest = behind_proclitic(base);
        let slips = |word: &str| {
            let cost = |typed: &str| slip::cost(typed, word);
            let article = affixes::behind_slip(typed).filter(|rest| affixes::stripped(rest) == word);
            let whole = cost(base).min(rest.map_or(f32::INFINITY, cost));
            article.map_or(whole, |_| whole.min(slip::cost("اا", "ال")))
        };
        let rated = near.drain(..).map(|near| {
            let often = self.often(typed, &near.word, fields);
            (often.ln() - slips(&near.word), near)
        });
        let mut rated: Vec<(f32, Near)> = rated.collect();
        rated.sort_by(|a, b| b.0.total_cmp(&a.0));
        near.extend(rated.into_iter().map(|(_, near)| near));
    }

    /// How often a word stands; where another was typed with the article, with it.
    pub(super) fn often(&self, typed: &str, word: &str, fields: &[Field]) -> f32 {
        let is_definite =
            typed.starts_with("ال") || affixes::behind_slip(typed).map(affixes::stripped) == Some(word);
        let share = if is_definite { lexicon::definite(word) } else { 1.0 };
        share * expand::frequency(self.searcher, fields, word) as f32
    }

    /// The word of which but the article was mistyped.
    fn behind_slip(&self, typed: &str, fields: &[Field]) -> Option<Near> {
        let word = affixes::stripped(affixes::behind_slip(typed)?);
        let stands = expand::frequency(self.searcher, fields, word) > 0;
        stands.then(|| Near { word: word.to_owned(), distance: 1, kind: ReasonKind::Typo })
    }

    /// Tells what a word is taken for. Alone, it leads: beside others these say which word is meant (leading there,
    /// too, cost a fifth of the MRR of known items with two mistakes).
    pub(super) fn tell(&mut self, typed: &str, near: &[Near], scope: Scope, clauses: &mut Vec<Boxed>) {
        let Some(best) = near.first() else { return };
        if self.is_alone {
            let told: Boxed = Box::new(ConstScoreQuery::new(any(self.terms(0, &best.word, 1.0, scope)), 1.0));
            clauses.push(boosted(told, LEAD));
        }
        self.reasons.push(Reason { kind: best.kind, typed: typed.to_owned(), read: best.word.clone() });
    }

    /// Takes other words, too.
    pub(super) fn accept(&self, near: Vec<Near>, scope: Scope, clauses: &mut Vec<Boxed>, light: &mut Light) {
        for near in near {
            let weight = MISTAKES[usize::from(near.distance).min(2)];
            clauses.extend(self.terms(0, &near.word, weight, scope));
            light.words.insert(near.word);
        }
    }

    /// How a word that stands somewhere, or goes on so, may be spelt besides: a name as it is spelt elsewhere (`أميركا`,
    /// `أمريكا`; `فيسبوك`, `فيس بوك`), a rare word that the news does not know as the usual one that it is near, one
    /// that it knows as the usual one of the same consonants, or one that is far more usual. `count` is how often it
    /// stands, or what it begins does.
    pub(super) fn other_spellings(
        &mut self,
        typed: &str,
        base: &str,
        count: u64,
        scope: Scope,
        clauses: &mut Vec<Boxed>,
        light: &mut Light,
    ) {
        let fields = self.word_fields(scope);
        let frequency = |word: &str| expand::frequency(self.searcher, &fields, word);
        let (parted, same): (Vec<&String>, Vec<&String>) =
            lexicon::other_spellings(base).iter().partition(|word| word.contains(' '));
        let same = same.into_iter().filter(|word| frequency(word) > 0);
        let mut near: Vec<Near> =
            same.map(|word| Near { word: word.clone(), distance: 1, kind: ReasonKind::Spelling }).collect();
        let swapped = expand::swapped(self.searcher, &fields, base);
        if near.is_empty() && count < RARE && words::letters(base) > SHORT {
            // What only begins so, or stands so with a proclitic, is no word that anybody has to have meant.
            let is_new = !lexicon::is_known(base) || frequency(base) == 0;
            let is_long = words::letters(base) >= LONG;
            near = expand::misspelt(self.searcher, &fields, base, 1);
            let heard = expand::confused(self.searcher, &fields, base).into_iter();
            near.extend(heard.filter(|heard| swapped.iter().all(|swapped| swapped.word != heard.word)));
            near.extend(self.behind_slip(typed, &fields));
            near.retain(|near| {
                let least =
                    if is_new || is_long && near.kind == ReasonKind::Spelling { USUAL } else { FAR_MORE };
                near.word != base && self.often(typed, &near.word, &fields) >= (least * count) as f32
            });
            self.rank(typed, base, &fields, &mut near);
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

    /// Words that begin with what was typed so far; how often the most frequent one stands.
    #[allow(clippy::cast_sign_loss)] // how often is never below 0
    pub(super) fn beginnings(&self, word: &str, base: &str, scope: Scope, clauses: &mut Vec<Boxed>) -> u64 {
        if words::letters(word) < 3 {
            clauses.extend(self.terms(2, &format!("_{base}"), 0.5, scope));
            return u64::MAX;
        }
        let fields = self.word_fields(scope);
        let mut found = expand::beginning_with(self.searcher, &fields, base);
        if base != word {
            found.extend(expand::beginning_with(self.searcher, &fields, word));
        }
        for longer in found.iter().filter(|longer| *longer != base) {
            clauses.extend(self.terms(0, longer, 0.5, scope));
        }
        let often = found.iter().take(3).map(|longer| self.often(word, longer, &fields).ceil() as u64);
        often.max().unwrap_or(0)
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

/// What follows the letter of a word that may be a proclitic, where it is long enough to be a word.
fn behind_proclitic(word: &str) -> Option<&str> {
    word.strip_prefix(affixes::LETTERS).filter(|rest| words::letters(rest) > SHORT)
}

/// The ways to part a word in two of three letters and more, or behind a kinship; none of one that is too long.
fn splits(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let word = if words::letters(word) > LONGEST_SPLIT { "" } else { word };
    let parted = word.char_indices().map(|(at, _)| word.split_at(at));
    parted.filter(|(a, b)| (words::letters(a) >= 3 || KINSHIP.contains(a)) && words::letters(b) >= 3)
}
