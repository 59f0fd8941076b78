//! What was typed, read as a query.
//!
//! ```text
//! بوتين كييف            both words          "في البحر"           the words in this order
//! بوتين OR شي           either              -موسكو               not this one
//! (أ | ب) ج             grouped             title:قمة            only in the title (العنوان:)
//! title:(أ | ب)         either in the title source:رويترز        المصدر:
//! after:2023-05         بعد:                before:2024          قبل:
//! date:2023-05-24       التاريخ:            date:today           التاريخ:اليوم
//! date:may 2017         date:2016..2017     date:>2016           title:-قمة
//! entity:بوتين          الكيان:             is:unread is:starred حالة:جديد حالة:مميز
//! lang:ar               اللغة:                tag:مناخ            الوسم:
//! ```
//!
//! A blank may follow the colon. Never fails: what makes no sense as syntax is read as words, with a warning.
//!
//! *Invariant:* bounded: at most [`LONGEST`] characters and [`MOST`] terms are read, at most
//! [`DEEPEST`] brackets deep, of any input.

use std::ops::Range;

use jiff::civil::Date;

use super::keyword::{self, Keyword};
use super::period::{self, Period};
use super::query::{Filter, Node, Query, Scope, Status};
use super::{language, words};
use crate::model::Warning;

/// Characters of a query that are read.
const LONGEST: usize = 2_000;
/// Terms of a query that are read.
const MOST: usize = 24;
/// Words of a time that are looked at.
const LONGEST_TIME: usize = 4;
/// Brackets within brackets that are read.
const DEEPEST: usize = 8;

/// As much of what was typed as is read.
pub(super) fn beginning(typed: &str) -> &str {
    typed.char_indices().nth(LONGEST).map_or(typed, |(end, _)| &typed[..end])
}

/// Where words stand in what was typed: what is between blanks, without keywords, brackets, quotes and denials
/// before and behind it; neither operators nor numbers, nor values that are no words.
pub(super) fn typed_words(typed: &str) -> Vec<Range<usize>> {
    let is_sign = |c: char| matches!(c, '(' | ')' | '-' | '−') || closing(c).is_some() || c == '»';
    // What is a time does not hang on which day is today.
    let mut parser = Parser::new(typed, Some(jiff::civil::date(2000, 1, 1)));
    let mut places = Vec::new();
    loop {
        parser.rest = parser.rest.trim_start_matches(|c: char| c.is_whitespace() || is_sign(c));
        if parser.rest.is_empty() {
            return places;
        }
        if parser.take_range().is_some() {
            continue;
        }
        if let Some((keyword, length)) = keyword::at(parser.rest) {
            parser.rest = parser.rest[length..].trim_start();
            if keyword.takes_time() {
                parser.take_time();
            } else if !keyword.takes_words() {
                parser.take();
            }
            continue;
        }
        let start = typed.len() - parser.rest.len();
        let (word, _) = parser.take();
        let word = word.trim_end_matches(is_sign);
        let is_number = word.contains(char::is_numeric) && !word.contains(char::is_alphabetic);
        if !is_number && !is_or(word) && !is_and(word) && word != "NOT" {
            places.push(start..start + word.len());
        }
    }
}

/// Reads a query on a day, if it is told.
pub(super) fn read(typed: &str, today: Option<Date>) -> Query {
    let text = beginning(typed);
    let mut parser = Parser::new(text, today);
    if text.len() < typed.len() {
        parser.warn(Warning::TooLong(LONGEST));
    }
    let mut nodes = parser.list();
    // A bracket that closes nothing ends no query.
    while !parser.rest.is_empty() {
        parser.warn(Warning::StrayBracket);
        parser.rest = &parser.rest[1..];
        nodes.extend(parser.list());
    }
    if text.ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '»' | ')' | '”')) {
        return Query { nodes, warnings: parser.warnings };
    }
    if let Some(last) = nodes.last_mut() {
        leave_open(last);
    }
    Query { nodes, warnings: parser.warnings }
}

/// The last word, the one under the cursor, may go on; of alternatives that of each: what one of them finds alone
/// is found also beside another.
fn leave_open(node: &mut Node) {
    match node {
        Node::Word { open, .. } => *open = true,
        Node::All(nodes) => nodes.last_mut().into_iter().for_each(leave_open),
        Node::Any(nodes) => nodes.iter_mut().for_each(leave_open),
        _ => {}
    }
}

struct Parser<'a> {
    rest: &'a str,
    today: Option<Date>,
    /// The keyword before the bracket that one is in.
    within: Option<Keyword>,
    terms: usize,
    depth: usize,
    warnings: Vec<Warning>,
}

fn is_or(word: &str) -> bool {
    matches!(word, "OR" | "|" | "||" | "أو" | "او")
}

fn is_and(word: &str) -> bool {
    matches!(word, "AND" | "&&")
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, today: Option<Date>) -> Self {
        Self { rest: text, today, within: None, terms: 0, depth: 0, warnings: Vec::new() }
    }

    fn warn(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// Terms up to a closing bracket or the end. `OR` binds its two neighbours alone.
    fn list(&mut self) -> Vec<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        let mut either = false;
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with(')') {
                return nodes;
            }
            if self.terms >= MOST {
                self.warn(Warning::TooManyWords(MOST));
                self.rest = "";
                return nodes;
            }
            if self.take_or(!nodes.is_empty()) {
                if nodes.is_empty() || either || matches!(self.rest.trim_start().as_bytes(), [] | [b')', ..])
                {
                    self.warn(Warning::StrayOr);
                }
                either = !nodes.is_empty();
                continue;
            }
            let Some(node) = self.term() else { continue };
            match nodes.pop() {
                Some(Node::Any(mut choices)) if either => {
                    choices.push(node);
                    nodes.push(Node::Any(choices));
                }
                Some(last) if either => nodes.push(Node::Any(vec![last, node])),
                last => nodes.extend(last.into_iter().chain([node])),
            }
            either = false;
        }
    }

    /// `OR`, `|` or `أو` between two terms. `AND` says what holds anyhow. What may be a word is one where nothing
    /// stands `before` it.
    fn take_or(&mut self, before: bool) -> bool {
        let next = |rest: &'a str| rest.split(char::is_whitespace).next().unwrap_or_default();
        let mut word = next(self.rest);
        if is_and(word) {
            self.rest = self.rest[word.len()..].trim_start();
            word = next(self.rest);
        }
        let is_or = is_or(word) && (before || word != "او");
        if is_or {
            self.rest = &self.rest[word.len()..];
        }
        is_or
    }

    fn term(&mut self) -> Option<Node> {
        let denied = self.take_denials();
        self.asserted().map(|node| denied_if(denied, node))
    }

    /// Whether what follows is denied. Counted, not nested: a query of nothing but `NOT` would nest as deep as it is
    /// long.
    fn take_denials(&mut self) -> bool {
        let mut denied = false;
        while let Some(rest) = self.negated() {
            self.rest = rest.trim_start();
            denied = !denied;
        }
        denied
    }

    fn asserted(&mut self) -> Option<Node> {
        if self.rest.starts_with('(') {
            return self.group();
        }
        if let Some((keyword, length)) = keyword::at(self.rest) {
            self.rest = self.rest[length..].trim_start();
            let denied = self.take_denials();
            let node = if self.rest.starts_with('(') {
                let outer = self.within.replace(keyword);
                let node = self.group();
                self.within = outer;
                node
            } else {
                self.value_of(keyword)
            };
            return node.map(|node| denied_if(denied, node));
        }
        match self.within {
            Some(keyword) => self.value_of(keyword),
            None => self.words(Scope::Anywhere),
        }
    }

    /// What a `-` or `NOT` denies; one alone denies nothing.
    fn negated(&self) -> Option<&'a str> {
        let rest = self.rest.strip_prefix(['-', '−']).or_else(|| self.rest.strip_prefix("NOT "))?;
        rest.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '-' | '−' | ')')).then_some(rest)
    }

    fn group(&mut self) -> Option<Node> {
        self.rest = &self.rest[1..];
        if self.depth == DEEPEST {
            self.warn(Warning::TooDeep(DEEPEST));
            return None;
        }
        self.depth += 1;
        let mut nodes = self.list();
        self.depth -= 1;
        match self.rest.strip_prefix(')') {
            Some(rest) => self.rest = rest,
            None => self.warn(Warning::OpenBracket),
        }
        if nodes.len() > 1 { Some(Node::All(nodes)) } else { nodes.pop() }
    }

    /// The value of a keyword: one term, quoted or not.
    fn value_of(&mut self, keyword: Keyword) -> Option<Node> {
        match keyword {
            Keyword::Title => return self.words(Scope::Title),
            Keyword::Body => return self.words(Scope::Body),
            _ => {}
        }
        let value = if keyword.takes_time() { self.take_time() } else { self.take().0 };
        let folded = folded_words(value);
        self.terms += folded.len().max(1);
        if folded.is_empty() {
            self.warn(Warning::NoValue);
            return None;
        }
        let today = self.today;
        let time = |bound: fn(Period) -> Period| {
            period::read(value, today).map(|period| Filter::Time(bound(period)))
        };
        let filter = match keyword {
            Keyword::Source => Some(Filter::Source(folded.clone())),
            Keyword::Entity => Some(Filter::Entity(value.to_owned(), folded.clone())),
            Keyword::Lang => language::tag(value).map(Filter::Lang),
            Keyword::After => time(Period::and_later),
            Keyword::Before => time(Period::and_earlier),
            Keyword::Date => time(|period| period),
            Keyword::Tag => Some(Filter::Status(Status::Tagged(folded.join(" ")))),
            Keyword::Is => keyword::status(&folded.concat()).map(Filter::Status),
            Keyword::Title | Keyword::Body => None,
        };
        if filter.is_none() {
            self.warn(Warning::ReadAsWords(shortened(value)));
        }
        filter.map(Node::Filter).or_else(|| group_of(folded, Scope::Anywhere))
    }

    fn words(&mut self, scope: Scope) -> Option<Node> {
        if let Some([whole, from, to]) = self.take_range() {
            self.warn(Warning::ReadAsWords(shortened(whole)));
            let found: Vec<String> = [from, to].into_iter().flat_map(written_words).collect();
            self.terms += found.len();
            return group_of(found, scope);
        }
        let (text, quoted) = self.take();
        let found = written_words(text);
        self.terms += found.len().max(1);
        // A word in Latin letters is looked for in Arabic ones, too.
        let is_arabic = !found.is_empty() && !text.is_ascii();
        if quoted && (found.len() > 1 || is_arabic) || is_clock(text) && found.len() > 1 {
            return Some(Node::Phrase(found, scope));
        }
        if !quoted && text.contains(|c| closing(c).is_some() || c == '»') {
            self.warn(Warning::OpenQuote);
        }
        if !quoted && (keyword::is_unknown(text) || has_operator(text)) {
            self.warn(Warning::ReadAsWords(shortened(text)));
        }
        group_of(found, scope)
    }

    /// A range as other query languages have it (`[a TO b]`): all of it, and its ends.
    fn take_range(&mut self) -> Option<[&'a str; 3]> {
        let inner = self.rest.strip_prefix(['[', '{'])?;
        let end = inner.find([']', '}'])?;
        let (from, to) = inner[..end].split_once(" TO ")?;
        let (whole, rest) = self.rest.split_at(end + 2);
        self.rest = rest;
        Some([whole, from, to])
    }

    /// A time: of words that are not quoted as many as make one (`last month`, `24 ماي 2017`), or the first.
    fn take_time(&mut self) -> &'a str {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '(' | ')');
        let ends = self.rest.char_indices().filter(|(_, c)| is_end(*c)).map(|(at, _)| at);
        let ends: Vec<usize> = ends.chain([self.rest.len()]).take(LONGEST_TIME).collect();
        let is_time = |end: &usize| period::read(&self.rest[..*end], self.today).is_some();
        match ends.into_iter().rev().find(is_time) {
            Some(end) => {
                let (value, rest) = self.rest.split_at(end);
                self.rest = rest;
                value
            }
            None => self.take().0,
        }
    }

    /// One quoted or plain stretch.
    fn take(&mut self) -> (&'a str, bool) {
        let first = self.rest.chars().next().unwrap_or(' ');
        if let Some(close) = closing(first) {
            let inner = &self.rest[first.len_utf8()..];
            if let Some(end) = inner.find(close) {
                self.rest = &inner[end + close.len_utf8()..];
                return (&inner[..end], true);
            }
            self.warn(Warning::OpenQuote);
            self.rest = inner;
        }
        let end =
            self.rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')')).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        (taken, false)
    }
}

fn denied_if(denied: bool, node: Node) -> Node {
    if denied { Node::Not(Box::new(node)) } else { node }
}

fn folded_words(text: &str) -> Vec<String> {
    words::tokens(text).into_iter().take(MOST).map(|token| token.text).collect()
}

/// Folded words with what tells the article from their own first letters.
fn written_words(text: &str) -> Vec<String> {
    words::written(text).into_iter().take(MOST).map(|(word, _)| word).collect()
}

/// Whether a word is numbers with colons between (19:30, 2:1): each alone says nothing.
fn is_clock(word: &str) -> bool {
    word.contains(':') && word.chars().all(|c| c == ':' || c.is_numeric())
}

/// Whether a word has a sign that other query languages read (`رئي*`, `ترامب~`, `^ترامب`).
fn has_operator(word: &str) -> bool {
    word.contains(['*', '~', '^']) || word.ends_with('?')
}

/// As much of a text as a warning has room for.
fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

fn group_of(found: Vec<String>, scope: Scope) -> Option<Node> {
    let mut nodes: Vec<Node> =
        found.into_iter().map(|text| Node::Word { text, open: false, scope }).collect();
    if nodes.len() > 1 { Some(Node::All(nodes)) } else { nodes.pop() }
}

fn closing(open: char) -> Option<char> {
    match open {
        '"' => Some('"'),
        '«' => Some('»'),
        '“' => Some('”'),
        '”' => Some('“'),
        _ => None,
    }
}
