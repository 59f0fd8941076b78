//! The user's corrections: rows of text become rules that the tagger follows.
//!
//! ```text
//! # verb  columns, parted by tabs; of two rows that contradict each other the later one holds
//! add     person:samir-haddad  PER  سمير حداد  أبو نضال|سمير الحداد  Samir Haddad
//! alias   person:vladimir-putin  بوتن
//! not     أمل
//! kind    الزمالك  ORG
//! merge   person:smyr-hhdad  person:samir-haddad  سمير حداد
//! split   العبدي  person:another-abdi
//! in      ARTICLE  not  كوبا
//! ```
//!
//! `add` and `alias` are names and take part in the lookup like those of the knowledge base, behind
//! proclitics too. `not`, `kind` and `split` speak of what is written so, however it is vocalised;
//! `merge` of an id wherever it comes from; `in` of one article alone. Classes are PER LOC ORG EVT DOC; dates and amounts are read by
//! grammars, and can only be denied.
//!
//! Knows no file. *Invariant:* any text gives corrections: a row that cannot be read is a [`BadRow`] and the
//! rest holds. *Invariant:* the same rows in the same order give the same [`Corrections::fingerprint`],
//! whatever comments and blank lines stand between them.

mod denied;
mod row;

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use crate::model::{ArticleId, Correction, EntityId, EntityKind};

use super::candidate::{Candidate, OWN};
use super::clitic;
use super::homonym;
use super::lexicon::{Lexicon, Own};
use super::slug::slug;
use super::token::{Shape, Tokens};

/// Words of a name at most, as far as the lookup goes.
const LONGEST: usize = 12;

/// A row that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Its line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for BadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

/// What a spelling means.
#[derive(Clone, Debug)]
enum Rule {
    Not,
    /// Of this class; the slug is for an id of its own.
    Kind(EntityKind, String),
    /// This entity, or one of its own with the slug.
    Own(Option<EntityId>, String),
}

/// The corrections of a file, ready to be followed.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    rows: Vec<Correction>,
    rules: HashMap<String, Rule>,
    merges: HashMap<EntityId, EntityId>,
    /// What ids that others were merged into are called, of those that the lexicon does not know.
    called: HashMap<EntityId, String>,
}

impl Corrections {
    /// What rows can say, as comments for the top of a new file.
    pub const HEADER: &'static str = row::HEADER;

    /// Reads rows; what cannot be read is told by line and left out.
    pub fn parse(text: &str) -> (Self, Vec<BadRow>) {
        let (mut corrections, mut bad) = (Self::default(), Vec::new());
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        for (at, line) in text.split('\n').enumerate() {
            let read = row::read(line).and_then(|correction| {
                correction.as_ref().map_or(Ok(()), findable)?;
                Ok(correction)
            });
            match read {
                Ok(correction) => corrections.extend(correction),
                Err(reason) => bad.push(BadRow { line: at + 1, reason }),
            }
        }
        (corrections, bad)
    }

    /// A correction as a row of the file, without its line break; an error where no row could say it.
    pub fn row(correction: &Correction) -> Result<String, String> {
        let written = row::write(correction);
        match row::read(&written)? {
            Some(read) => findable(&read).map(|()| written),
            None => Err("nothing to correct".to_owned()),
        }
    }

    /// Whether a line of the file says what a correction says.
    pub fn says(line: &str, correction: &Correction) -> bool {
        row::read(line).is_ok_and(|read| read.is_some_and(|read| row::write(&read) == row::write(correction)))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The corrections in the order of their rows.
    pub fn rows(&self) -> &[Correction] {
        &self.rows
    }

    /// A number for what they say together (FNV-1a, 31 bits); 0 for none, and only for none.
    pub fn fingerprint(&self) -> u32 {
        if self.is_empty() {
            return 0;
        }
        let mut hash = 0xCBF2_9CE4_8422_2325_u64;
        for row in &self.rows {
            for byte in row::write(row).bytes().chain([b'\n']) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
            }
        }
        ((hash >> 33) as u32).max(1)
    }

    /// The id that an id was merged into, or itself.
    pub fn resolve<'a>(&'a self, id: &'a EntityId) -> &'a EntityId {
        let mut id = id;
        // No circle is ever kept; a chain has no more links than there are merges.
        while let Some(into) = self.merges.get(id) {
            id = into;
        }
        id
    }

    /// What the user calls an id that others were merged into.
    pub(super) fn name_of(&self, id: &EntityId) -> Option<&str> {
        self.called.get(id).map(String::as_str)
    }

    /// The ids that were merged into an id, in any number of steps.
    pub fn merged_into<'a>(&'a self, id: &'a EntityId) -> impl Iterator<Item = &'a EntityId> {
        self.merges.keys().filter(move |from| self.resolve(from) == id)
    }

    fn extend(&mut self, correction: Option<Correction>) {
        let Some(correction) = correction else { return };
        match &correction {
            Correction::Add { name, spellings, .. } => {
                for spelling in std::iter::once(name).chain(spellings) {
                    self.rules.remove(&key(&Tokens::new(spelling)));
                }
            }
            Correction::Alias { spelling, .. } => {
                self.rules.remove(&key(&Tokens::new(spelling)));
            }
            Correction::Not { spelling } => self.rule(spelling, |_| Rule::Not),
            Correction::Kind { spelling, kind } => self.rule(spelling, |slug| Rule::Kind(*kind, slug)),
            Correction::Merge { entity, into, name } => {
                self.called.extend(name.clone().map(|name| (into.clone(), name)));
                if self.resolve(into) == entity {
                    self.merges.remove(into);
                }
                self.merges.insert(entity.clone(), into.clone());
            }
            Correction::Split { spelling, entity } => {
                self.rule(spelling, |slug| Rule::Own(entity.clone(), slug));
            }
            Correction::Within { .. } => {}
        }
        self.rows.push(correction);
    }

    /// What holds in an article, where it is not what holds in all.
    pub fn within(&self, article: &ArticleId) -> Option<Self> {
        let is_own = |row: &Correction| row.article() == Some(article);
        if !self.rows.iter().any(is_own) {
            return None;
        }
        let mut own = Self::default();
        for row in self.rows.iter().filter(|row| row.article().is_none() || is_own(row)) {
            own.extend(Some(row.everywhere().clone()));
        }
        Some(own)
    }

    fn rule(&mut self, spelling: &str, rule: impl FnOnce(String) -> Rule) {
        let tokens = Tokens::new(spelling);
        let slug = slug(&joined(&tokens, 0..tokens.len()));
        self.rules.insert(key(&tokens), rule(slug));
    }

    /// The names added, with those of the knowledge base that they belong to.
    pub(super) fn names(&self, lexicon: &Lexicon) -> Own {
        let mut own = Own::default();
        let mut rows: BTreeMap<&EntityId, Row> = BTreeMap::new();
        for correction in &self.rows {
            match correction {
                Correction::Add { entity, kind, name, spellings, english } => {
                    let row = rows.entry(entity).or_insert_with(|| Row::known(lexicon, entity));
                    row.spellings.extend([std::mem::take(&mut row.name)]);
                    row.spellings.extend(spellings.iter().cloned());
                    (row.kind, row.name) = (*kind, name.clone());
                    row.new.extend(std::iter::once(name).chain(spellings).map(|text| path(text)));
                    row.english = english.clone().or_else(|| row.english.take());
                }
                Correction::Alias { entity, spelling } => {
                    let row = rows.entry(entity).or_insert_with(|| Row::known(lexicon, entity));
                    row.spellings.push(spelling.clone());
                    row.new.push(path(spelling));
                }
                Correction::Not { spelling } => {
                    if let Some(Rule::Not) = self.rules.get(&key(&Tokens::new(spelling))) {
                        own.deny(path(spelling));
                    }
                }
                _ => {}
            }
        }
        for (id, row) in &rows {
            own.add(id, &row.line(id), &row.new);
        }
        own.sealed()
    }

    /// Takes out what is denied, before longer and surer candidates push others aside. A word that is denied,
    /// behind proclitics or not, is a part of longer names all the same, of people's where they are sure.
    pub(super) fn deny(&self, tokens: &Tokens, candidates: &mut Vec<Candidate>) {
        if self.rules.is_empty() {
            return;
        }
        let word = |at| {
            let denied = |word: &str| matches!(self.rules.get(without_article_alif(word)), Some(Rule::Not));
            clitic::readings(tokens.text(at)).any(|reading| denied(&reading.stem))
        };
        candidates.retain(|c| {
            let whole = c.len() > 1 && (c.kind != EntityKind::Person || c.confidence >= FULL);
            !matches!(self.rule_of(tokens, c), Some(Rule::Not)) && (whole || !(c.start..c.end).any(word))
        });
    }

    /// Follows the rules for the mentions that were found.
    pub(super) fn apply(&self, tokens: &Tokens, lexicon: &Lexicon, candidates: &mut Vec<Candidate>) {
        if self.is_empty() {
            return;
        }
        self.deny(tokens, candidates);
        let denied = self.denied_names(tokens, lexicon);
        candidates
            .retain(|c| c.kind != EntityKind::Person || !denied.iter().any(|name| name.empties(lexicon, c)));
        for candidate in candidates {
            match self.rule_of(tokens, candidate) {
                Some(Rule::Kind(kind, slug)) => {
                    candidate.confidence = OWN;
                    if *kind != candidate.kind {
                        let known = homonym::only(tokens, lexicon, candidate, *kind);
                        become_own(candidate, *kind, known.as_ref(), slug);
                    }
                }
                Some(Rule::Own(id, slug)) => become_own(candidate, candidate.kind, id.as_ref(), slug),
                _ => {}
            }
            let id = EntityId::new(candidate.id.as_str());
            let into = self.resolve(&id);
            if *into != id {
                candidate.kind = row::class(into).unwrap_or(candidate.kind);
                into.as_str().clone_into(&mut candidate.id);
                candidate.name.clear();
            }
            if let Some(name) =
                lexicon.row(into.as_str()).map(super::lexicon::Row::name).or_else(|| self.name_of(into))
                && candidate.name.is_empty()
            {
                name.clone_into(&mut candidate.name);
            }
        }
    }

    fn rule_of(&self, tokens: &Tokens, candidate: &Candidate) -> Option<&Rule> {
        if self.rules.is_empty() {
            return None;
        }
        let text = joined(tokens, candidate.start..candidate.end);
        self.rules.get(without_article_alif(text.get(candidate.skip..)?))
    }
}

/// A person's name that is as sure as this may hold a word that is denied.
const FULL: u8 = 80;

/// What becomes of a candidate that is not what it was taken for.
fn become_own(candidate: &mut Candidate, kind: EntityKind, id: Option<&EntityId>, slug: &str) {
    candidate.kind = id.and_then(row::class).unwrap_or(kind);
    let own = || format!("{}:{slug}", row::prefix(candidate.kind).unwrap_or("other"));
    candidate.id = id.map_or_else(own, |id| id.as_str().to_owned());
    candidate.name.clear();
}

/// An entity of the user's.
struct Row {
    kind: EntityKind,
    name: String,
    spellings: Vec<String>,
    english: Option<String>,
    extra: String,
    /// The spellings to be looked for, as the lookup walks them.
    new: Vec<String>,
}

impl Row {
    /// What is known of an id so far.
    fn known(lexicon: &Lexicon, id: &EntityId) -> Self {
        let known = lexicon.row(id.as_str());
        let spellings = known.map(|row| row.spellings().map(str::to_owned).collect());
        Self {
            kind: known
                .map(super::lexicon::Row::kind)
                .or_else(|| row::class(id))
                .unwrap_or(EntityKind::Person),
            name: known.map_or_else(String::new, |row| row.name().to_owned()),
            spellings: spellings.unwrap_or_default(),
            english: known.and_then(|row| row.english().map(str::to_owned)),
            extra: known.map_or_else(String::new, |row| row.extra().to_owned()),
            new: Vec::new(),
        }
    }

    /// As a row of the tables under `assets/entities`.
    fn line(&self, id: &EntityId) -> String {
        let spellings: Vec<&str> =
            self.spellings.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        let english = self.english.as_deref().unwrap_or_default();
        let (kind, name, extra) = (self.kind.code(), &self.name, &self.extra);
        format!("{id}\t{kind}\t{name}\t{}\t{english}\t{extra}", spellings.join("|"))
    }
}

/// Whether the lookup can find the names of a correction.
fn findable(correction: &Correction) -> Result<(), String> {
    let names: Vec<&String> = match correction.everywhere() {
        Correction::Add { name, spellings, .. } => std::iter::once(name).chain(spellings).collect(),
        Correction::Alias { spelling, .. } => vec![spelling],
        _ => return Ok(()),
    };
    for name in names {
        let tokens = Tokens::new(name);
        let sign = (0..tokens.len()).find(|n| {
            let inner = matches!(tokens.text(*n), "-" | "’" | "'") && *n > 0 && n + 1 < tokens.len();
            !matches!(tokens.shape(*n), Shape::Word | Shape::Number) && !inner
        });
        if let Some(sign) = sign {
            return Err(format!("“{name}” cannot be found in a text with “{}” in it", tokens.text(sign)));
        }
        if path(name).split(' ').count() > LONGEST {
            return Err(format!("“{name}” is longer than {LONGEST} words"));
        }
    }
    Ok(())
}

/// A spelling as the lookup walks it: folded words and numbers, without hyphens.
fn path(spelling: &str) -> String {
    let tokens = Tokens::new(spelling);
    let words = (0..tokens.len()).filter(|n| matches!(tokens.shape(*n), Shape::Word | Shape::Number));
    words.map(|n| tokens.text(n)).collect::<Vec<_>>().join(" ")
}

/// What a rule is found by: the folded tokens.
fn key(tokens: &Tokens) -> String {
    without_article_alif(&joined(tokens, 0..tokens.len())).to_owned()
}

fn joined(tokens: &Tokens, range: std::ops::Range<usize>) -> String {
    range.map(|n| tokens.text(n)).collect::<Vec<_>>().join(" ")
}

/// Behind the preposition lam the article has no alif: `للصين` names `لصين`, which is `الصين`.
fn without_article_alif(text: &str) -> &str {
    if text.starts_with("ال") { &text['ا'.len_utf8()..] } else { text }
}

#[cfg(test)]
mod tests;
