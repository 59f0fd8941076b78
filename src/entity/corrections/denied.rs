//! Names of several words that are denied, and what stands inside of them.
//!
//! *Invariant:* of a name that the lexicon has whole the parts are nobody either; of one that only the tagger made
//! (`not ترامب بوتين`) those stay whom the lexicon knows.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::candidate::Candidate;
use super::super::clitic;
use super::super::lexicon::Lexicon;
use super::super::token::Tokens;
use super::{Corrections, Rule, joined, without_article_alif};

/// Where a name stands that is denied.
pub(super) struct Denied {
    span: Range<usize>,
    /// Whether the lexicon has it whole.
    whole: bool,
}

impl Denied {
    fn holds(&self, candidate: &Candidate) -> bool {
        self.span.start <= candidate.start && candidate.end <= self.span.end
    }

    /// Whether a candidate is a part of it that is nobody.
    pub fn empties(&self, lexicon: &Lexicon, candidate: &Candidate) -> bool {
        self.holds(candidate) && (self.whole || !is_known(lexicon, candidate))
    }
}

impl Corrections {
    /// Where names of several words stand that are denied.
    pub(super) fn denied_names(&self, tokens: &Tokens, lexicon: &Lexicon) -> Vec<Denied> {
        let long = self.rules.iter().filter(|(name, rule)| matches!(rule, Rule::Not) && name.contains(' '));
        let lengths: BTreeSet<usize> = long.map(|(name, _)| name.split(' ').count()).collect();
        let starts = (0..tokens.len()).filter(|at| !lengths.is_empty() && tokens.is_word(*at));
        let spans = starts.flat_map(|at| lengths.iter().map(move |len| at..at + len));
        let denied = |span: Range<usize>| {
            let text = joined(tokens, span.start..span.end.min(tokens.len()));
            let mut names = clitic::readings(tokens.text(span.start)).filter_map(|reading| {
                let name = text.get(reading.skip..)?;
                matches!(self.rules.get(without_article_alif(name)), Some(Rule::Not)).then_some(name)
            });
            names.next().map(|name| Denied { span, whole: lexicon.has(name) })
        };
        spans.filter_map(denied).collect()
    }

    /// What the lexicon knows inside of names that are denied and that only the tagger makes whole.
    pub(in super::super) fn inner(
        &self,
        tokens: &Tokens,
        lexicon: &Lexicon,
        found: &[Candidate],
    ) -> Vec<Candidate> {
        if self.rules.is_empty() {
            return Vec::new();
        }
        let denied = self.denied_names(tokens, lexicon);
        let inner = |c: &&Candidate| {
            is_known(lexicon, c) && denied.iter().any(|name| name.holds(c) && !name.empties(lexicon, c))
        };
        found.iter().filter(inner).cloned().collect()
    }
}

fn is_known(lexicon: &Lexicon, candidate: &Candidate) -> bool {
    lexicon.row(&candidate.id).is_some()
}
