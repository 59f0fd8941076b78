//! A query asked of an article that is not in the index yet: while it is built, or built anew.
//!
//! Reads the article itself; knows no dictionary, so that a word matches as itself, as its stem, as a
//! beginning or by most of its letters, but in one script and layout only.

use jiff::civil::Date;

use super::lens::{Lens, Light};
use super::query::{self, Filter, Node, Query, Scope, Status};
use super::{affixes, parse, values, words};
use crate::text::without_escapes;

/// What is looked at of an article.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// Headline.
    pub title: &'a str,
    /// Text.
    pub body: &'a str,
    /// Publisher.
    pub source: Option<&'a str>,
    /// Seconds since 1970 by which it is sorted.
    pub time: i64,
    /// Language tag.
    pub lang: Option<&'a str>,
    /// Whether it was opened.
    pub read: bool,
    /// Whether it has a star.
    pub starred: bool,
    /// Its tags.
    pub tags: &'a [String],
    /// The tags of all articles.
    pub all_tags: &'a [String],
    /// Whom and what it mentions (ids and names), where it is tagged.
    pub named: Option<&'a [(String, String)]>,
}

/// A query, ready to be asked of articles.
pub struct Scan {
    query: Query,
    lens: Lens,
}

impl Scan {
    /// Reads a query as typed, on a day if it is told.
    pub fn new(typed: &str, today: Option<Date>) -> Self {
        let query = parse::read(&without_escapes(typed), today);
        let mut lens = Lens::default();
        query.nodes.iter().for_each(|node| light(node, &mut lens));
        Self { query, lens }
    }

    /// Whom it asks for by `entity:`, as typed: names or ids.
    pub fn asked_for(&self) -> impl Iterator<Item = &str> {
        self.query.filters().into_iter().filter_map(|filter| match filter {
            Filter::Entity(typed, _) => Some(typed.as_str()),
            _ => None,
        })
    }

    /// What lights up in an article that matches.
    pub fn lens(&self) -> &Lens {
        &self.lens
    }

    /// How near an article is to the query, if it matches; nothing matches a query that asks for nothing.
    pub fn nearness(&self, article: &Candidate) -> Option<Nearness> {
        let text = [article.title, article.body].map(Text::new);
        let holds = |near: &Nearness| self.query.nodes.iter().all(|node| holds(node, article, &text, *near));
        let is_empty = self.query.nodes.is_empty();
        [Nearness::Typed, Nearness::Begun, Nearness::Near].into_iter().find(|near| !is_empty && holds(near))
    }

    /// The last word, where it may go on.
    pub fn open_word(&self) -> Option<&str> {
        self.query.nodes.last().and_then(open_word)
    }
}

/// How near an article is to what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearness {
    /// It has the words as typed, with or without proclitics.
    Typed,
    /// But for the last one, which goes on.
    Begun,
    /// It has words near them.
    Near,
}

fn open_word(node: &Node) -> Option<&str> {
    match node {
        Node::Word { text, open: true, .. } => Some(text),
        Node::All(nodes) | Node::Any(nodes) => nodes.last().and_then(open_word),
        _ => None,
    }
}

fn light(node: &Node, lens: &mut Lens) {
    match node {
        Node::Word { text, open, .. } => lens.add(of_word(text, *open, Nearness::Near)),
        Node::Exact(word, ..) => lens.add(Light::only(word)),
        Node::Phrase(words, _) | Node::Beside(words, ..) => lens.add_phrase(words.clone()),
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().for_each(|node| light(node, lens)),
        Node::Not(_) | Node::Filter(_) => {}
    }
}

fn of_word(word: &str, open: bool, near: Nearness) -> Light {
    let (base, plain) = (affixes::stripped(word), words::plain(word));
    let mut light = if near == Nearness::Near { Light::exact(word) } else { Light::only(&plain) };
    light.words.insert(base.to_owned());
    if open && near != Nearness::Typed && !words::is_number(word) {
        light.prefixes = vec![base.to_owned(), plain.into_owned()];
    }
    light
}

/// Folded words of a text.
struct Text(Vec<String>);

impl Text {
    fn new(text: &str) -> Self {
        Self(words::written(text).into_iter().map(|(word, _)| word).collect())
    }

    fn has(&self, light: &Light) -> bool {
        self.0.iter().any(|word| {
            let (base, stem) = affixes::base_and_stem(word);
            light.accepts(word, base, stem)
        })
    }

    fn has_phrase(&self, phrase: &[String]) -> bool {
        let same = |(a, b): (&String, &String)| affixes::stripped(a) == affixes::stripped(b);
        !phrase.is_empty() && self.0.windows(phrase.len()).any(|words| words.iter().zip(phrase).all(same))
    }
}

fn holds(node: &Node, article: &Candidate, text: &[Text; 2], near: Nearness) -> bool {
    let within = |scope: Scope| match scope {
        Scope::Anywhere | Scope::Names => &text[..],
        Scope::Title => &text[..1],
        Scope::Body => &text[1..],
    };
    match node {
        Node::Word { text, open, scope } => {
            let light = of_word(text, *open, near);
            let is_publisher = *scope == Scope::Anywhere
                && article.source.is_some_and(|source| Text::new(source).has(&light));
            is_publisher || within(*scope).iter().any(|text| text.has(&light))
        }
        Node::Exact(word, scope, _) => within(*scope).iter().any(|text| text.has(&Light::only(word))),
        Node::Phrase(words, scope) | Node::Beside(words, scope, _) => {
            within(*scope).iter().any(|text| text.has_phrase(words))
        }
        Node::Not(inner) => !holds(inner, article, text, Nearness::Typed),
        Node::All(nodes) => nodes.iter().all(|node| holds(node, article, text, near)),
        Node::Any(nodes) => nodes.iter().any(|node| holds(node, article, text, near)),
        Node::Filter(filter) => fits(filter, article, text),
    }
}

fn fits(filter: &Filter, article: &Candidate, text: &[Text; 2]) -> bool {
    match filter {
        Filter::Source(words) => {
            let source = Text::new(article.source.unwrap_or_default());
            let is_meant = |known: &str, word: &str| known.starts_with(word) || values::sounds(known, word);
            words.iter().all(|word| source.0.iter().any(|known| is_meant(known, word)))
        }
        Filter::Time(period) => (period.start..period.end).contains(&article.time),
        Filter::Lang(tag) => article.lang.is_some_and(|lang| {
            let lang = lang.to_lowercase();
            lang == *tag || lang.strip_prefix(tag.as_str()).is_some_and(|rest| rest.starts_with('-'))
        }),
        Filter::Entity(id, name) => match article.named {
            Some(named) => named.iter().any(|(known, called)| {
                let slug = known.split_once(':').map_or("", |(_, slug)| slug);
                known == id || [called.as_str(), slug].iter().any(|text| Text::new(text).has_phrase(name))
            }),
            // Its name in the text has to do.
            None => text.iter().any(|text| text.has_phrase(name)),
        },
        Filter::Status(Status::Unread) => !article.read,
        Filter::Status(Status::Read) => article.read,
        Filter::Status(Status::Starred) => article.starred,
        Filter::Status(Status::Tagged(key)) => {
            let meant = query::tags_meant(key, article.all_tags);
            article.tags.iter().any(|tag| meant.contains(&query::tag_key(tag)))
        }
    }
}
