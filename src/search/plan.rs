//! From a query to tantivy's queries, and to what lights up.
//!
//! Each term becomes one clause of two widths (see `clause`). Strict: all clauses, plain or wide. Loose: most of
//! them. Filters, and what must not match, are never loosened.
//!
//! Knows the dictionary of the index, no article.

use tantivy::Searcher;
use tantivy::query::{AllQuery, BooleanQuery, Occur, Query as TantivyQuery};

use super::clause::{Boxed, Clause, Planner, Reach, boosted};
use super::document::Fields;
use super::lens::Lens;
use super::query::{Filter, Node, Query, Scope, Status};
use super::words;
use crate::model::{Reason, Warning};

/// Words of the longest query that is looked for as one name, too.
const LONGEST_NAME: usize = 4;
/// What it counts that words stand side by side, as they were typed.
const SIDE_BY_SIDE: f32 = 5.0;

/// Below so many hits of all words those of most words follow.
const FEW: usize = 10;

/// A query, ready to run.
pub(super) struct Plan {
    /// What has to match, and what was typed for it where that is one word.
    clauses: Vec<(Option<String>, Clause)>,
    /// Whether anything is near what was typed.
    is_wider: bool,
    /// Where one of these is a word that may be read in several ways: which, and the ways with their weights.
    choice: Option<(usize, Vec<(f32, Boxed)>)>,
    /// The words side by side: needs not match, but counts.
    beside: Option<Boxed>,
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
            is_alone: false,
            is_wider: false,
        };
        let (mut clauses, mut bounds, mut statuses) = (Vec::new(), Vec::new(), Vec::new());
        let (mut choice, mut choices) = (None, 0);
        let nodes = flat(&query.nodes);
        planner.joined = joined(&nodes);
        planner.is_alone = nodes.len() == 1;
        let beside = name(&nodes).map(|(words, scope)| boosted(planner.phrase(&words, scope), SIDE_BY_SIDE));
        for node in nodes {
            match node {
                Node::Filter(Filter::Status(status)) => statuses.push((status.clone(), true)),
                Node::Filter(filter) => bounds.push((Occur::Must, planner.filter(filter))),
                Node::Not(inner) => match &**inner {
                    Node::Filter(Filter::Status(status)) => statuses.push((status.clone(), false)),
                    inner => bounds.push((Occur::MustNot, planner.exactly(inner))),
                },
                Node::Word { text, .. } => {
                    clauses.push((Some(words::plain(text).into_owned()), planner.clause(node)));
                }
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
        Self { clauses, is_wider, choice, beside, bounds, statuses, lens, reasons, warnings }
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

    /// Whether its ambiguous word may be read in ways that are guesses.
    pub(super) fn is_guessed(&self) -> bool {
        self.choice.iter().flat_map(|(_, ways)| ways).any(|(weight, _)| *weight < 100.0)
    }

    /// What is tried where the wide query found so little: all clauses but one, where there are three
    /// or more; any clause, where it found nothing. `None` where that is no looser, or it found enough.
    pub(super) fn loose(&self, found: usize) -> Option<Boxed> {
        let needed = match self.clauses.len() {
            _ if found >= FEW => return None,
            0 | 1 => return None,
            _ if found == 0 => 1,
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
        clauses.extend(self.beside.iter().map(|query| (Occur::Should, query.box_clone())));
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

/// The words of a query that is a few words and nothing else but properties: they may be a name.
fn name(nodes: &[&Node]) -> Option<(Vec<String>, Scope)> {
    let mut words = Vec::new();
    let mut within = None;
    for node in nodes {
        match node {
            Node::Word { text, scope, .. } if within.is_none_or(|within| within == *scope) => {
                within = Some(*scope);
                words.push(text.clone());
            }
            Node::Filter(_) | Node::Not(_) => {}
            _ => return None,
        }
    }
    within.filter(|_| (2..=LONGEST_NAME).contains(&words.len())).map(|scope| (words, scope))
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
