//! From one term of a query to a clause, and to what lights up.
//!
//! Plain: the word with its proclitics, and while it is typed and stands nowhere so far, what begins with it. Wide:
//! also its stem, what begins with it, words that differ by a mistake (where the word itself stands nowhere), other
//! spellings of a name, most of its letter grams. A number is itself and nothing else.
//!
//! Knows the dictionary of the index, no article.

use std::ops::Bound;

use tantivy::collector::Count;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery,
    Query as TantivyQuery, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::document::Fields;
use super::forms::Forms;
use super::lens::{Lens, Light};
use super::plan::Plan;
use super::query::{Filter, Node, Query, Scope};
use super::{affixes, expand, lexicon, values, words};
use crate::model::{Reason, ReasonKind, Warning};

/// How much a match in the title counts against one in the body.
const TITLE: f32 = 3.0;
/// How much a match in the name of the publisher counts.
const SOURCE: f32 = 0.3;
/// How much a match in the names of whom and what it mentions counts.
const NAMED: f32 = 2.0;
/// How many times as often as it is a name a word stands that is another one, too.
pub(super) const SELDOM: u64 = 4;
/// A word of more grams is none that somebody misspelt.
const MOST_GRAMS: usize = 40;
/// Share of a word's grams that an article must hold, in per cent, and where the word itself stands: there the
/// grams of several words that are not like it would else be as good as one that is.
const GRAMS: [usize; 2] = [60, 80];
/// Letters of a word that is not looked for by its grams where it stands.
const SHORT: usize = 4;

/// How far words may be from those of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Mistakes are looked for in words that stand nowhere, or are rare and unknown.
    Unknown,
    /// And in words of three letters, each of which is like too many others.
    Short,
}

/// How much it counts that an alternative has but most of its words.
const LOOSE: f32 = 0.1;

pub(super) type Boxed = Box<dyn TantivyQuery>;

/// Something that has to match.
pub(super) struct Clause {
    /// As typed.
    pub plain: Boxed,
    /// And what is near it.
    pub wide: Boxed,
}

impl Clause {
    /// Nothing is near it.
    fn only(query: Boxed) -> Self {
        Self { plain: query.box_clone(), wide: query }
    }

    /// All of some clauses, or any.
    fn of(clauses: Vec<Self>, occur: Occur) -> Self {
        let (plain, wide) = clauses.into_iter().map(|one| ((occur, one.plain), (occur, one.wide))).unzip();
        Self { plain: Box::new(BooleanQuery::new(plain)), wide: Box::new(BooleanQuery::new(wide)) }
    }
}

/// What makes clauses of terms.
pub(super) struct Planner<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) fields: Fields,
    pub(super) reach: Reach,
    pub(super) lens: Lens,
    pub(super) reasons: Vec<Reason>,
    pub(super) warnings: Vec<Warning>,
    /// Neighbouring words written as one, with the two.
    pub(super) joined: Vec<(String, [String; 2])>,
    /// Whether the query is but one term.
    pub(super) is_alone: bool,
    pub(super) is_wider: bool,
}

impl Planner<'_> {
    pub(super) fn clause(&mut self, node: &Node) -> Clause {
        match node {
            Node::Word { text, open, scope } => self.word(text, *open, *scope),
            Node::Phrase(words, scope) => Clause::only(self.quoted(words, *scope)),
            Node::Exact(word, scope, weight) => {
                let light = Light::only(word);
                self.lens.add(if *scope == Scope::Names { light.of_name() } else { light });
                Clause::only(any(self.terms(0, word, f32::from(*weight) / 100.0, *scope)))
            }
            Node::Beside(words, scope, weight) => {
                self.lens.add_phrase(words.clone());
                Clause::only(boosted(self.phrase(words, *scope), f32::from(*weight) / 100.0))
            }
            Node::Not(inner) => {
                let all: Boxed = Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0));
                let others = vec![(Occur::Must, all), (Occur::MustNot, self.exactly(inner))];
                Clause::only(Box::new(BooleanQuery::new(others)))
            }
            Node::All(nodes) => Clause::of(nodes.iter().map(|node| self.clause(node)).collect(), Occur::Must),
            Node::Any(nodes) => {
                // What one of them finds alone, by whatever mistake, it finds beside others.
                let reach = std::mem::replace(&mut self.reach, Reach::Short);
                let clauses = nodes.iter().map(|node| self.alternative(node)).collect();
                self.reach = reach;
                Clause::of(clauses, Occur::Should)
            }
            Node::Filter(filter) => Clause::only(self.filter(filter)),
        }
    }

    /// One of several alternatives. What several words find alone, some of them where all find little, they find
    /// beside others.
    fn alternative(&mut self, node: &Node) -> Clause {
        let is_read = |node: &Node| matches!(node, Node::Exact(..) | Node::Beside(..));
        let nodes = match node {
            Node::All(nodes) if !nodes.iter().any(is_read) => nodes,
            node => return self.clause(node),
        };
        let query = Query { nodes: nodes.clone(), ..Query::default() };
        for reach in [Reach::Unknown, Reach::Short] {
            let plan = Plan::new(&query, Vec::new(), self.searcher, self.fields, reach);
            if !plan.statuses.is_empty() {
                break;
            }
            let count = |query: &Boxed| self.searcher.search(&**query, &Count).unwrap_or(0);
            let (typed, mut wide) = (plan.plain(), plan.wide().unwrap_or_else(|| plan.plain()));
            let found = count(&wide);
            let loose = plan.loose(found);
            if reach == Reach::Unknown && found == 0 && loose.as_ref().is_none_or(|loose| count(loose) == 0) {
                continue;
            }
            if let Some(loose) = loose {
                wide = any(vec![wide, boosted(loose, LOOSE)]);
            }
            self.is_wider = true;
            self.lens.merge(plan.lens);
            self.reasons.extend(plan.reasons);
            self.warnings.extend(plan.warnings);
            return Clause { plain: typed, wide };
        }
        self.clause(node)
    }

    /// What a word in other letters may be read as, with weights.
    pub(super) fn ways(&mut self, node: &Node) -> Option<Vec<(f32, Boxed)>> {
        let Node::Any(choices) = node else { return None };
        if !choices.iter().any(|choice| matches!(choice, Node::Exact(..))) {
            return None;
        }
        let way = |choice: &Node| match choice {
            Node::Exact(_, _, weight) | Node::Beside(_, _, weight) => {
                (f32::from(*weight), self.exactly(choice))
            }
            choice => (100.0, self.exactly(choice)),
        };
        Some(choices.iter().map(way).collect())
    }

    /// A property; it does not touch the score.
    pub(super) fn filter(&mut self, filter: &Filter) -> Boxed {
        let basic = |field: Field, text: &str| -> Boxed {
            Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
        };
        let query: Boxed = match filter {
            Filter::Source(words) => {
                // A part of its words will do: nobody types a publisher's name in full.
                let clause = |word: &String| {
                    let (longer, is_heard) = values::publishers(self.searcher, self.fields.source, word);
                    let heard = longer.first().filter(|_| is_heard);
                    self.reasons.extend(heard.map(|read| Reason::transliteration(word, read)));
                    (Occur::Must, any(longer.iter().map(|word| basic(self.fields.source, word)).collect()))
                };
                Box::new(BooleanQuery::new(words.iter().map(clause).collect()))
            }
            Filter::Entity(id, name) => {
                let terms = name.iter().map(|word| Term::from_field_text(self.fields.entity_name, word));
                let by_name: Boxed = match &name[..] {
                    [word] => basic(self.fields.entity_name, word),
                    _ => Box::new(PhraseQuery::new(terms.collect())),
                };
                any(vec![basic(self.fields.entity, id), by_name])
            }
            Filter::Lang(tag) => basic(self.fields.lang, tag),
            Filter::Time(period) => {
                let bound = |second| Term::from_field_i64(self.fields.time, second);
                Box::new(RangeQuery::new(
                    Bound::Included(bound(period.start)),
                    if period.end == i64::MAX {
                        Bound::Unbounded
                    } else {
                        Bound::Excluded(bound(period.end))
                    },
                ))
            }
            Filter::Status(_) => {
                self.warnings.push(Warning::StatusInside);
                Box::new(EmptyQuery)
            }
        };
        Box::new(ConstScoreQuery::new(query, 0.0))
    }

    /// The fields of an analysis (0: words, 1: stems, 2: grams) within a scope, with their boosts.
    pub(super) fn fields(&self, analysis: usize, scope: Scope) -> Vec<(Field, f32)> {
        let (title, body) = ((self.fields.title[analysis], TITLE), (self.fields.body[analysis], 1.0));
        match scope {
            Scope::Anywhere if analysis == 0 => vec![title, body, (self.fields.source, SOURCE)],
            Scope::Anywhere => vec![title, body],
            Scope::Title => vec![title],
            Scope::Body => vec![body],
            Scope::Names => vec![(self.fields.entity_name, NAMED)],
        }
    }

    /// The fields of an analysis within a scope.
    pub(super) fn bare_fields(&self, analysis: usize, scope: Scope) -> Vec<Field> {
        self.fields(analysis, scope).into_iter().map(|(field, _)| field).collect()
    }

    /// The fields of words within a scope.
    pub(super) fn word_fields(&self, scope: Scope) -> Vec<Field> {
        self.bare_fields(0, scope)
    }

    fn word(&mut self, typed: &str, open: bool, scope: Scope) -> Clause {
        let word = &*words::plain(typed);
        if words::is_number(word) {
            self.lens.add(Light::only(word));
            return Clause::only(any(self.terms(0, word, 1.0, scope)));
        }
        self.is_wider = true;
        let base = affixes::stripped(typed).to_owned();
        let fields = self.word_fields(scope);
        let mut light = Light::exact(typed);
        let whole = self.whole(word, &base, scope);
        let Forms { mut plain, mut wide } = self.forms(typed, scope);
        if whole.iter().any(|near| near.kind == ReasonKind::Sound) {
            wide.append(&mut plain);
        }
        let frequency = |word: &String| expand::frequency(self.searcher, &fields, word);
        let count = frequency(&base);
        let stands = count > 0;
        let joined = self.joined.iter().filter(|(_, parts)| parts.iter().any(|part| part == word));
        let mut same: Vec<String> = joined.map(|(both, _)| affixes::stripped(both).to_owned()).collect();
        let spelt =
            same.iter().flat_map(|both| lexicon::other_spellings(both)).filter(|other| !other.contains(' '));
        wide.extend(spelt.flat_map(|other| self.terms(0, other, 1.0, scope)).collect::<Vec<_>>());
        let reseated = affixes::reseated(&base);
        wide.extend(reseated.iter().flat_map(|other| self.terms(1, affixes::stem(other), 1.0, scope)));
        same.extend(reseated.clone());
        // How often it stands, or what it begins does.
        let mut usual = count;
        for other in same.into_iter().filter(|word| frequency(word) > 0) {
            plain.extend(self.terms(0, &other, 1.0, scope));
            light.words.insert(other);
        }
        let split = self.split(&base, count, scope);
        let mut known = stands || split.is_some();
        if let Some((parts, is_regular)) = split {
            if is_regular { &mut plain } else { &mut wide }.push(self.phrase(&parts, scope));
            self.lens.add_phrase(parts.to_vec());
        }
        if open {
            light.prefixes = vec![base.clone(), word.to_owned()];
            let mut longer = Vec::new();
            usual = usual.max(self.beginnings(word, &base, scope, &mut longer));
            known |= usual > 0;
            if let Some(other) = reseated {
                self.beginnings(&other, &other, scope, &mut longer);
                light.prefixes.push(other);
            }
            // A word that stands as it is may be finished.
            if stands { &mut wide } else { &mut plain }.extend(longer);
        }
        known = known || self.owned(word, &base, scope, &mut wide, &mut light) && self.is_alone;
        if !known
            && !self.mistakes(word, &base, scope, &mut wide, &mut light)
            && let Some(parts) = self.parts(word, &fields)
        {
            let both = parts.iter().map(|part| (Occur::Must, any(self.terms(0, part, 0.5, scope)))).collect();
            wide.push(Box::new(BooleanQuery::new(both)));
            light.words.extend(parts);
        }
        if !whole.is_empty() {
            self.tell(word, &whole, scope, &mut wide);
            self.accept(whole, scope, &mut wide, &mut light);
        }
        if usual > 0 {
            self.other_spellings(word, &base, usual, scope, &mut wide, &mut light);
        }
        // Half of a short word is in too many others to be looked for while the word itself stands.
        if !stands || words::letters(&base) > SHORT {
            let (needed, grams) = scattered(&base, open, GRAMS[usize::from(stands)]);
            wide.extend(self.grams(needed, &grams, scope));
            light.scattered = (needed, grams);
        }
        self.lens.add(light);
        let mut plain = any(plain);
        if self.is_alone && scope == Scope::Anywhere && SELDOM * self.named(&base) <= count {
            // Folding makes names of other words (علي على, هناء هنا): who asks for such a one alone rather means the name.
            let named = any(self.terms(0, &base, 1.0, Scope::Names));
            plain = Box::new(BooleanQuery::new(vec![(Occur::Must, plain), (Occur::Should, named)]));
        }
        wide.push(plain.box_clone());
        Clause { plain, wide: any(wide) }
    }

    /// In how many articles a word is one of the names.
    fn named(&self, word: &str) -> u64 {
        expand::frequency(self.searcher, &[self.fields.entity_name], word)
    }

    /// A term of an analysis within a scope.
    pub(super) fn terms(&self, analysis: usize, text: &str, weight: f32, scope: Scope) -> Vec<Boxed> {
        let clause = |(field, boost): (Field, f32)| -> Boxed {
            let term = Term::from_field_text(field, text);
            boosted(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)), boost * weight)
        };
        self.fields(analysis, scope).into_iter().map(clause).collect()
    }

    /// So many of some grams, in the title or in the body.
    fn grams(&self, needed: usize, grams: &[String], scope: Scope) -> Vec<Boxed> {
        if grams.is_empty() {
            return Vec::new();
        }
        let share = 1.0 / grams.len() as f32;
        let clause = |(field, boost): (Field, f32)| -> Boxed {
            let terms = grams.iter().map(|gram| -> (Occur, Boxed) {
                let term = Term::from_field_text(field, gram);
                (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
            });
            boosted(
                Box::new(BooleanQuery::with_minimum_required_clauses(terms.collect(), needed)),
                boost * share,
            )
        };
        self.fields(2, scope).into_iter().map(clause).collect()
    }
}

/// The grams of a word, and how many of them are a share in per cent; none where that says too little.
fn scattered(word: &str, open: bool, percent: usize) -> (usize, Vec<String>) {
    let grams = words::grams(word, open);
    let needed = (grams.len() * percent).div_ceil(100);
    if needed < 2 || grams.len() > MOST_GRAMS { (0, Vec::new()) } else { (needed, grams) }
}

pub(super) fn any(clauses: Vec<Boxed>) -> Boxed {
    Box::new(BooleanQuery::new(clauses.into_iter().map(|clause| (Occur::Should, clause)).collect()))
}

pub(super) fn boosted(query: Boxed, boost: f32) -> Boxed {
    if (boost - 1.0).abs() < f32::EPSILON { query } else { Box::new(BoostQuery::new(query, boost)) }
}
