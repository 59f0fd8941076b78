//! ORG, EVT, DOC and LOC by head words, with one test for a name: construct nouns, adjectives and a genitive
//! `ل`, but no other preposition and no clause.
//!
//! *Invariant:* takes the shortest complete name; what goes beyond it is description and is left alone.

use crate::model::EntityKind;

use super::candidate::Candidate;
use super::clitic;
use super::context::Context;
use super::grammar::Head;
use super::slug::slug;
use super::token::Shape;

/// What other stages found at a token without proclitics: its class, and the token after it.
pub(super) type Inner<'a> = &'a dyn Fn(usize) -> Option<(EntityKind, usize)>;

/// The name that a head word at a token makes.
pub(super) fn at(context: &Context, at: usize, inner: Inner) -> Option<Candidate> {
    if !context.tokens.is_word(at) {
        return None;
    }
    clitic::readings(context.tokens.text(at)).find_map(|reading| {
        let stem = reading.stem.as_ref();
        let build = |start, skip, end, kind, confidence| name(context, start, skip, end, kind, confidence);
        if let Some((kind, head)) = context.grammar.head(stem) {
            let feminine = stem.ends_with('ه') || context.grammar.has("feminine", stem);
            if let Some((start, end)) = outside(context, at, head) {
                return Some(build(start, 0, end, kind, 72));
            }
            let document = kind == EntityKind::Document;
            let (end, confidence) = construct(context, at + 1, head, feminine, document, inner)?;
            return Some(build(at, reading.skip, end, kind, confidence));
        }
        let (kind, head) = context.grammar.head(stem.strip_prefix("ال")?)?;
        let feminine = stem.ends_with('ه') || context.grammar.has("feminine", &stem[4..]);
        let (end, confidence) = definite(context, at + 1, head, feminine)?;
        Some(build(at, reading.skip, end, kind, confidence))
    })
}

fn name(
    context: &Context,
    start: usize,
    skip: usize,
    end: usize,
    kind: EntityKind,
    confidence: u8,
) -> Candidate {
    let first = &context.tokens.text(start)[skip..];
    let rest = (start + 1..end).map(|n| context.tokens.text(n));
    let words: Vec<&str> = std::iter::once(first).chain(rest).collect();
    let prefix = match kind {
        EntityKind::Event => "event",
        EntityKind::Document => "doc",
        EntityKind::Place => "place",
        _ => "org",
    };
    let id = format!("{prefix}:{}", slug(&words.join(" ")));
    Candidate::new(start, skip, end, kind, id, String::new(), confidence)
}

/// Class words that stay outside: `فرقة «…»`, `بلدة X`.
fn outside(context: &Context, at: usize, head: Head) -> Option<(usize, usize)> {
    let next = at + 1;
    if head.quoted()
        && matches!(context.tokens.text(next), "\"" | "«" | "“" | "„" | "‘" | "”")
        && let Some(end) = quoted(context, next + 1)
    {
        return Some((next + 1, end));
    }
    let follows = head.outside() && context.tokens.is_word(next) && !context.calendar(next);
    let text = context.tokens.text(next);
    let word = context.lexicon.word(text);
    let proper = !text.starts_with('و')
        && !text.ends_with("يه")
        && (word.unknown() || word.strong() && !word.given())
        && context.plausible(text);
    (follows && proper && !context.grammar.nation(text)).then_some((next, next + 1))
}

/// The token after a quotation of at most six words and numbers.
fn quoted(context: &Context, from: usize) -> Option<usize> {
    let tokens = context.tokens;
    let end = (from..from + 7).find(|n| !matches!(tokens.shape(*n), Shape::Word | Shape::Number))?;
    let closes = matches!(tokens.text(end), "\"" | "»" | "”" | "“" | "’");
    (closes && end > from && tokens.shape(from) == Shape::Word).then_some(end)
}

/// What follows an indefinite head: the token after the name, and how sure.
fn construct(
    context: &Context,
    at: usize,
    head: Head,
    feminine: bool,
    document: bool,
    inner: Inner,
) -> Option<(usize, u8)> {
    if let Some((kind, end)) = inner(at) {
        // States make agreements; an agreement is named after a town.
        let state = document && context.state(at);
        let fits = kind == EntityKind::Place && head.place() && !state
            || kind == EntityKind::Person && head.person()
            || kind == EntityKind::Organisation && head.person() && head.place();
        if fits {
            return Some((adjectives(context, end, Some(feminine), 2), 80));
        }
        if kind != EntityKind::Place || !(head.place() || head.proper()) {
            return None;
        }
    }
    let mut next = at;
    while context.grammar.has("link", context.tokens.text(next)) && next < at + 2 {
        next += 1;
    }
    let text = context.tokens.text(next);
    let noun = text.starts_with("ال")
        && context.tokens.is_word(next)
        && !context.calendar(next)
        && !context.grammar.has("stop", text)
        && !context.grammar.has("generic", text)
        && !context.grammar.nation(text);
    let proper = context.plausible(text) && !context.lexicon.word(text).given();
    if noun && (head.noun() || head.proper() && proper) {
        let gender = if head.noun() { None } else { Some(feminine) };
        let mut end = adjectives(context, next + 1, gender, 3);
        if head.noun() {
            end = portfolios(context, end);
        }
        return Some((end, if head.noun() { 78 } else { 66 }));
    }
    let free = head.free()
        && next == at
        && context.tokens.is_word(at)
        && !context.calendar(at)
        && !text.starts_with('و')
        && !text.ends_with(if feminine { 'ه' } else { 'ي' });
    let word = context.lexicon.word(text);
    if free && (word.unknown() || word.strong()) && context.plausible(text) && !context.grammar.nation(text) {
        let mut end = at + 1;
        if context.place(end) {
            end += 1;
        }
        return Some((end, 64));
    }
    None
}

/// `الهيئة العليا المستقلة للانتخابات`, `الأزمة الليبية`.
fn definite(context: &Context, at: usize, head: Head, feminine: bool) -> Option<(usize, u8)> {
    let end = adjectives(context, at, Some(feminine), 4);
    let count = end - at;
    let national = (at..end).any(|n| context.grammar.nation(context.tokens.text(n)));
    if head.national() {
        return (count > 0 && national).then_some((end, 72));
    }
    if !head.definite() || count == 0 {
        return None;
    }
    if let Some(end) = genitive(context, end) {
        return Some((end, 78));
    }
    let telling = count >= 2 && (at..end).any(|n| !context.grammar.nation(context.tokens.text(n)));
    telling.then_some((end, 70))
}

/// `للانتخابات`, `لكرة القدم`, `لحقوق الإنسان`: the token after the genitive and its adjectives.
fn genitive(context: &Context, at: usize) -> Option<usize> {
    let text = context.tokens.text(at);
    if !context.tokens.is_word(at) {
        return None;
    }
    let mut end = at + 1;
    if text.strip_prefix("لل").is_none_or(|rest| rest.chars().nth(2).is_none()) {
        let noun = text.strip_prefix('ل').filter(|noun| !noun.starts_with('ا'))?;
        let follows = context.tokens.text(end);
        let pair =
            context.grammar.has("link", noun) && follows.starts_with("ال") && context.tokens.is_word(end);
        if !pair {
            return None;
        }
        end += 1;
    }
    Some(adjectives(context, end, Some(text.ends_with('ه') || text.ends_with("ات")), 2))
}

/// The token after at most `most` adjectives; `None` takes either gender.
fn adjectives(context: &Context, from: usize, feminine: Option<bool>, most: usize) -> usize {
    let mut end = from;
    while end < from + most && context.tokens.is_word(end) && !context.calendar(end) {
        let word = context.tokens.text(end);
        let fits = match feminine {
            Some(gender) => context.grammar.adjective(word, gender),
            None => context.grammar.adjective(word, true) || context.grammar.adjective(word, false),
        };
        // A surname after the body is no adjective of it.
        let name = context.lexicon.word(word).strong() && !context.grammar.nation(word);
        if !fits || name || context.place(end) && !context.grammar.nation(word) {
            break;
        }
        end += 1;
    }
    end
}

/// `… والإسكان والتهيئة الترابية`: the further portfolios of a ministry.
fn portfolios(context: &Context, from: usize) -> usize {
    let mut end = from;
    while let Some(noun) = context.tokens.text(end).strip_prefix('و')
        && context.grammar.has("portfolio", noun)
    {
        end = adjectives(context, end + 1, None, 1);
    }
    end
}
