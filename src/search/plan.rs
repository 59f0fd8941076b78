//! From a query to tantivy's queries, and to what lights up.
//!
//! Each word becomes one clause of two widths. Plain: the word with its proclitics, and while it is typed and
//! stands nowhere so far, what begins with it. Wide: also its stem, what begins with it, words that differ by a
//! mistake (where the word itself stands nowhere), other spellings of a name, most of its letter grams. A number
//! is itself and nothing else. Strict: all clauses, plain or wide. Loose: most of them. Filters, and what must not
//! match, are never loosened.
//!
//! Knows the dictionary of the index, no article.

use std::ops::Bound;

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery,
    Query as TantivyQuery, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::expand;
use super::index::Fields;
use super::lens::{Lens, Light};
use super::query::{Filter, Node, Query, Scope, Status};
use super::words;
use crate::model::{Reason, Warning};

/// How much a match in the title counts against one in the body.
const TITLE: f32 = 3.0;
/// How much a match in the name of the publisher counts.
const SOURCE: f32 = 0.3;
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

pub(super) type Boxed = Box<dyn TantivyQuery>;

/// Something that has to match.
struct Clause {
    /// As typed.
    plain: Boxed,
    /// And what is near it.
    wide: Boxed,
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

/// A query, ready to run.
pub(super) struct Plan {
    /// What has to match, and what was typed for it where that is one word.
    clauses: Vec<(Option<String>, Clause)>,
    /// Whether anything is near what was typed.
    is_wider: bool,
    /// Where one of these is a word that may be read in several ways: which, and the ways with their weights.
    choice: Option<(usize, Vec<(f32, Boxed)>)>,
    /// Filters and what must not match.
    bounds: Vec<(Occur, Boxed)>,
    /// What the reader must have done with an article (or not).
    pub statuses: Vec<(Status, bool)>,
    /// What lights up in what is found.
    pub lens: Lens,
    /// How the query was read, where not plainly.
    pub reasons: Vec<Reason>,
    /// What could not be done.
    pub warnings: Vec<Warning>,
}

impl Plan {
    /// Plans a query against the words that the index holds, as far from them as `reach` says.
    pub(super) fn new(
        query: &Query,
        reasons: Vec<Reason>,
        searcher: &Searcher,
        fields: Fields,
        reach: Reach,
    ) -> Self {
        let mut planner = Planner {
            searcher,
            fields,
            reach,
            lens: Lens::default(),
            reasons,
            warnings: Vec::new(),
            joined: Vec::new(),
            is_wider: false,
        };
        let (mut clauses, mut bounds, mut statuses) = (Vec::new(), Vec::new(), Vec::new());
        let (mut choice, mut choices) = (None, 0);
        let nodes = flat(&query.nodes);
        planner.joined = joined(&nodes);
        for node in nodes {
            match node {
                Node::Filter(Filter::Status(status)) => statuses.push((status.clone(), true)),
                Node::Filter(filter) => bounds.push((Occur::Must, planner.filter(filter))),
                Node::Not(inner) => match &**inner {
                    Node::Filter(Filter::Status(status)) => statuses.push((status.clone(), false)),
                    inner => bounds.push((Occur::MustNot, planner.exactly(inner))),
                },
                Node::Word { text, .. } => clauses.push((Some(text.clone()), planner.clause(node))),
                node => {
                    if let Some(ways) = planner.ways(node) {
                        choices += 1;
                        choice = (choices == 1).then_some((clauses.len(), ways));
                    }
                    clauses.push((None, planner.clause(node)));
                }
            }
        }
        let Planner { lens, reasons, warnings, is_wider, .. } = planner;
        Self { clauses, is_wider, choice, bounds, statuses, lens, reasons, warnings }
    }

    /// Whether it asks for nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.bounds.is_empty() && self.statuses.is_empty()
    }

    /// Whether it asks for properties alone, so that nothing is more relevant than another.
    pub(super) fn is_filter(&self) -> bool {
        self.clauses.is_empty()
    }

    /// All clauses must match as typed.
    pub(super) fn plain(&self) -> Boxed {
        self.with(self.clauses.iter().map(|(_, clause)| (Occur::Must, clause.plain.box_clone())).collect())
    }

    /// All clauses must match, or what is near them; `None` where nothing is.
    pub(super) fn wide(&self) -> Option<Boxed> {
        let all = || self.clauses.iter().map(|(_, clause)| (Occur::Must, clause.wide.box_clone())).collect();
        self.is_wider.then(|| self.with(all()))
    }

    /// The wide query for each way to read its one ambiguous word, with the weight of that reading; none
    /// where no word is ambiguous, or several are.
    pub(super) fn readings(&self) -> impl Iterator<Item = (f32, Boxed)> {
        self.choice.iter().flat_map(|(place, ways)| ways.iter().map(move |way| (*place, way))).map(
            |(place, (weight, way))| {
                let others = self.clauses.iter().enumerate().filter(move |(at, _)| *at != place);
                let others = others.map(|(_, (_, clause))| (Occur::Must, clause.wide.box_clone()));
                (*weight, self.with(others.chain([(Occur::Must, way.box_clone())]).collect()))
            },
        )
    }

    /// What is tried where the wide query found little: all clauses but one, where there are three
    /// or more; any clause, where it found `nothing`. `None` where that is no looser.
    pub(super) fn loose(&self, nothing: bool) -> Option<Boxed> {
        let needed = match self.clauses.len() {
            0 | 1 => return None,
            _ if nothing => 1,
            2 => return None,
            many => many - 1,
        };
        let clauses =
            self.clauses.iter().map(|(_, clause)| (Occur::Should, clause.wide.box_clone())).collect();
        let most = BooleanQuery::with_minimum_required_clauses(clauses, needed);
        Some(self.with(vec![(Occur::Must, Box::new(most))]))
    }

    /// The words, each with the query that it became.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &dyn TantivyQuery)> {
        self.clauses.iter().filter_map(|(word, clause)| Some((word.as_deref()?, &*clause.wide)))
    }

    fn with(&self, mut clauses: Vec<(Occur, Boxed)>) -> Boxed {
        if clauses.is_empty() {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        clauses.extend(self.bounds.iter().map(|(occur, query)| (*occur, query.box_clone())));
        Box::new(BooleanQuery::new(clauses))
    }
}

/// The nodes that all have to match, without needless nesting.
pub(super) fn flat(nodes: &[Node]) -> Vec<&Node> {
    let mut all = Vec::new();
    for node in nodes {
        match node {
            Node::All(inner) => all.extend(flat(inner)),
            node => all.push(node),
        }
    }
    all
}

/// Neighbouring words that may be one word elsewhere (`جين بينغ`, `جينبينغ`).
fn joined(nodes: &[&Node]) -> Vec<(String, [String; 2])> {
    let pair = |pair: &[&Node]| match pair {
        [Node::Word { text: a, .. }, Node::Word { text: b, .. }] => {
            Some((format!("{a}{b}"), [a.clone(), b.clone()]))
        }
        _ => None,
    };
    nodes.windows(2).filter_map(pair).collect()
}

pub(super) struct Planner<'a> {
    pub(super) searcher: &'a Searcher,
    fields: Fields,
    pub(super) reach: Reach,
    lens: Lens,
    pub(super) reasons: Vec<Reason>,
    warnings: Vec<Warning>,
    /// Neighbouring words written as one, with the two.
    joined: Vec<(String, [String; 2])>,
    is_wider: bool,
}

impl Planner<'_> {
    fn clause(&mut self, node: &Node) -> Clause {
        match node {
            Node::Word { text, open, scope } => self.word(text, *open, *scope),
            Node::Phrase(words, scope) => {
                for word in words {
                    self.lens.add(Light::exact(word));
                }
                Clause::only(self.phrase(words, *scope))
            }
            Node::Exact(word, scope, weight) => {
                self.lens.add(Light::only(word));
                Clause::only(any(self.terms(0, word, f32::from(*weight) / 100.0, *scope)))
            }
            Node::Beside(words, scope, weight) => {
                for word in words {
                    self.lens.add(Light::only(word));
                }
                Clause::only(boosted(self.phrase(words, *scope), f32::from(*weight) / 100.0))
            }
            Node::Not(inner) => {
                let all: Boxed = Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0));
                let others = vec![(Occur::Must, all), (Occur::MustNot, self.exactly(inner))];
                Clause::only(Box::new(BooleanQuery::new(others)))
            }
            Node::All(nodes) => Clause::of(nodes.iter().map(|node| self.clause(node)).collect(), Occur::Must),
            Node::Any(nodes) => {
                Clause::of(nodes.iter().map(|node| self.clause(node)).collect(), Occur::Should)
            }
            Node::Filter(filter) => Clause::only(self.filter(filter)),
        }
    }

    /// What a word in other letters may be read as, with weights.
    fn ways(&mut self, node: &Node) -> Option<Vec<(f32, Boxed)>> {
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

    /// The words themselves and nothing near them: for what must not match.
    fn exactly(&mut self, node: &Node) -> Boxed {
        match node {
            Node::Word { text, scope, .. } => any(self.terms(0, words::stripped(text), 1.0, *scope)),
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

    /// A property; it does not touch the score.
    fn filter(&mut self, filter: &Filter) -> Boxed {
        let basic = |field: Field, text: &str| -> Boxed {
            Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
        };
        let query: Boxed = match filter {
            Filter::Source(words) => {
                // A part of its words will do: nobody types a publisher's name in full.
                let clause = |word: &String| {
                    let longer = expand::beginning_with(self.searcher, &[self.fields.source], word);
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
    fn fields(&self, analysis: usize, scope: Scope) -> Vec<(Field, f32)> {
        let (title, body) = ((self.fields.title[analysis], TITLE), (self.fields.body[analysis], 1.0));
        match scope {
            Scope::Anywhere if analysis == 0 => vec![title, body, (self.fields.source, SOURCE)],
            Scope::Anywhere => vec![title, body],
            Scope::Title => vec![title],
            Scope::Body => vec![body],
        }
    }

    /// The fields of words within a scope.
    pub(super) fn word_fields(&self, scope: Scope) -> Vec<Field> {
        self.fields(0, scope).into_iter().map(|(field, _)| field).collect()
    }

    pub(super) fn phrase(&self, words: &[String], scope: Scope) -> Boxed {
        let clause = |(field, boost): (Field, f32)| -> Boxed {
            let terms =
                words.iter().map(|word| Term::from_field_text(field, words::stripped(word))).collect();
            boosted(Box::new(PhraseQuery::new(terms)), boost)
        };
        // A publisher's name has no positions.
        let fields = self.fields(0, scope).into_iter().filter(|(field, _)| *field != self.fields.source);
        any(fields.map(clause).collect())
    }

    fn word(&mut self, word: &str, open: bool, scope: Scope) -> Clause {
        if words::is_number(word) {
            self.lens.add(Light::only(word));
            return Clause::only(any(self.terms(0, word, 1.0, scope)));
        }
        self.is_wider = true;
        let base = words::stripped(word).to_owned();
        let fields = self.word_fields(scope);
        let mut light = Light::exact(word);
        let mut plain = self.terms(0, &base, 1.0, scope);
        let mut wide = self.terms(1, words::stem(word), 1.0, scope);
        for (both, _) in self.joined.iter().filter(|(_, parts)| parts.iter().any(|part| part == word)) {
            let both = words::stripped(both);
            if expand::frequency(self.searcher, &fields, both) > 0 {
                plain.extend(self.terms(0, both, 1.0, scope));
                light.words.insert(both.to_owned());
            }
        }
        let count = expand::frequency(self.searcher, &fields, &base);
        let stands = count > 0;
        let split = self.split(&base, count, scope);
        let mut known = stands || split.is_some();
        if let Some((parts, is_regular)) = split {
            if is_regular { &mut plain } else { &mut wide }.push(self.phrase(&parts, scope));
            light.words.extend(parts);
        }
        if open {
            light.prefixes = vec![base.clone(), word.to_owned()];
            // A word that stands as it is may be finished.
            known |= self.beginnings(word, &base, scope, if stands { &mut wide } else { &mut plain });
        }
        if !known
            && !self.mistakes(word, &base, scope, &mut wide, &mut light)
            && let Some(parts) = self.parts(word, &fields)
        {
            let both = parts.iter().map(|part| (Occur::Must, any(self.terms(0, part, 0.5, scope)))).collect();
            wide.push(Box::new(BooleanQuery::new(both)));
            light.words.extend(parts);
        }
        if stands {
            self.other_spellings(word, &base, scope, &mut wide, &mut light);
        }
        // Half of a short word is in too many others to be looked for while the word itself stands.
        if !stands || words::letters(&base) > SHORT {
            wide.extend(self.grams(&base, open, GRAMS[usize::from(stands)], scope));
        }
        self.lens.add(light);
        let plain = any(plain);
        wide.push(plain.box_clone());
        Clause { plain, wide: any(wide) }
    }

    /// Words that begin with what was typed so far; whether there are any.
    fn beginnings(&self, word: &str, base: &str, scope: Scope, clauses: &mut Vec<Boxed>) -> bool {
        if words::letters(word) < 3 {
            clauses.extend(self.terms(2, &format!("_{base}"), 0.5, scope));
            return true;
        }
        let fields = self.word_fields(scope);
        let mut found = expand::beginning_with(self.searcher, &fields, base);
        if base != word {
            found.extend(expand::beginning_with(self.searcher, &fields, word));
        }
        for longer in found.iter().filter(|longer| *longer != base) {
            clauses.extend(self.terms(0, longer, 0.5, scope));
        }
        !found.is_empty()
    }

    /// A term of an analysis within a scope.
    pub(super) fn terms(&self, analysis: usize, text: &str, weight: f32, scope: Scope) -> Vec<Boxed> {
        let clause = |(field, boost): (Field, f32)| -> Boxed {
            let term = Term::from_field_text(field, text);
            boosted(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)), boost * weight)
        };
        self.fields(analysis, scope).into_iter().map(clause).collect()
    }

    /// A share of the grams of a word, in the title or in the body.
    fn grams(&self, word: &str, open: bool, percent: usize, scope: Scope) -> Vec<Boxed> {
        let grams = words::grams(word, open);
        let needed = (grams.len() * percent).div_ceil(100);
        if needed < 2 || grams.len() > MOST_GRAMS {
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

fn any(clauses: Vec<Boxed>) -> Boxed {
    Box::new(BooleanQuery::new(clauses.into_iter().map(|clause| (Occur::Should, clause)).collect()))
}

fn boosted(query: Boxed, boost: f32) -> Boxed {
    if (boost - 1.0).abs() < f32::EPSILON { query } else { Box::new(BoostQuery::new(query, boost)) }
}
