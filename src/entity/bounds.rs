//! Where a person's name begins that the tagger begins too early: behind a verb, a title, the last word of an
//! office, a noun. Knows no names but by the knowledge base and the word lists.
//!
//! *Invariant:* what the knowledge base names as a whole is cut only behind a title.

use crate::model::EntityKind;

use super::beside;
use super::candidate::Candidate;
use super::clitic;
use super::context::Context;
use super::lexicon::Word;
use super::person;

/// Words of an office before a full name that is known, at most.
const OFFICE: usize = 3;

/// The token at which the name of a tag begins, if words before it are none of it.
pub(super) fn behind(context: &Context, tag: &Candidate) -> Option<usize> {
    if tag.kind != EntityKind::Person || tag.len() == 1 {
        return None;
    }
    let text = &context.tokens.text(tag.start)[tag.skip..];
    let word = context.lexicon.word(text);
    let next = tag.start + 1;
    let given = context.word(next).given();
    let known = || name_end(context, next).is_some_and(|end| end >= tag.end);
    let first = || {
        let attribute = context.grammar.has("title", text) && text != "السيد";
        let describes = word.common() && !word.name() || context.grammar.nation(text) && !word.given();
        text.starts_with("ال") && tag.skip == 0 && (attribute || describes || complement(context, tag.start))
    };
    // `دعا عبد الفتاح البرهان`, `وعين كاتس`.
    let verb = || !word.given() && context.grammar.has("verb", text);
    // `قال لي محمد`: "to me".
    let to_me = || given && tag.len() == 2 && is_pronoun(context, tag) && !beside::whole(context, tag);
    if (given || known()) && (first() || verb()) || to_me() || noun(context, tag.start, tag.skip, tag.end) {
        return Some(next);
    }
    office(context, tag)
}

/// Where a name of the knowledge base ends that begins at a token with a given name or is a surname; `بن علي` is the
/// end of many.
fn name_end(context: &Context, at: usize) -> Option<usize> {
    let linked =
        context.grammar.has("name-link", context.tokens.text(at)) && context.tokens.text(at) != "عبد";
    beside::known(context, at, 0).filter(|_| !linked).map(|name| at + name.len)
}

fn is_pronoun(context: &Context, tag: &Candidate) -> bool {
    tag.skip == 0 && context.grammar.has("needs-cue", context.tokens.text(tag.start))
}

fn said(context: &Context, at: usize) -> bool {
    clitic::readings(context.tokens.before(at)).any(|reading| context.grammar.has("verb", &reading.stem))
}

/// Whether a tag is "to me" and an ordinary word: `قال لي صديقي`, `لي الشرف`.
pub(super) fn pronoun(context: &Context, tag: &Candidate) -> bool {
    let ordinary = || {
        let (text, word) = (context.tokens.text(tag.start + 1), context.word(tag.start + 1));
        let noun = |word: Word| word.common() && !word.strong();
        let mine = text.strip_suffix('ي').is_some_and(|stem| noun(context.lexicon.word(stem)));
        let short = tag.len() == 2 && (noun(word) || mine);
        !word.given() && (short || text.starts_with("ال") || context.possessed(text))
    };
    let unknown = tag.kind == EntityKind::Person && tag.name.is_empty();
    unknown && tag.len() > 1 && is_pronoun(context, tag) && ordinary()
}

/// Whether a name is a noun that Arabs are called by and the surname of somebody who is no Arab: `عمر ماكرون`, his age,
/// `نجاح ترامب`. A title or a verb of saying before it makes it a name.
pub(super) fn noun(context: &Context, start: usize, skip: usize, end: usize) -> bool {
    let first = &context.tokens.text(start)[skip..];
    if end != start + 2 || !context.lexicon.word(first).given() || !context.noun(first) {
        return false;
    }
    let Some(alias) = beside::known(context, start + 1, 0).filter(|alias| alias.len == 1 && !alias.ambiguous)
    else {
        return false;
    };
    let abroad = !beside::is_arab(context, alias.row);
    let whole = beside::known(context, start, skip).is_some_and(|name| name.len > 1);
    abroad && !whole && !person::titled(context, start) && !said(context, start)
}

/// Whether a definite word is the complement of the office before it, or describes that: `وزير [العدل]`, `وزير
/// التعليم العالي والبحث [العلمي]`.
fn complement(context: &Context, at: usize) -> bool {
    let word = context.word(at);
    let Some(title) = person::title(context, at).filter(|_| !word.given()) else { return false };
    construct(context, title) && (title + 1 == at || word.common())
}

/// Whether the word at a token is a title without the article, so that a complement must follow.
fn construct(context: &Context, at: usize) -> bool {
    let is_title = |reading: clitic::Reading| {
        !reading.stem.starts_with("ال") && context.grammar.has("title", &reading.stem)
    };
    clitic::readings(context.tokens.text(at)).any(is_title)
}

/// `[شيخ الأزهر] أحمد الطيب`: where a full name of the knowledge base begins that ends the tag, behind nouns
/// none of which is a given name or joins names.
fn office(context: &Context, tag: &Candidate) -> Option<usize> {
    // Behind a title without the article also what may be a given name is its complement.
    let of_office = |at: usize| {
        let (text, word) = (context.tokens.text(at), context.word(at));
        let noun = text.starts_with("ال") || construct(context, at) || word.common();
        noun && (!word.given() || at > 0 && construct(context, at - 1))
            && !context.grammar.has("name-link", text)
            && !context.grammar.has("name-prefix", text)
    };
    if beside::known(context, tag.start, tag.skip).is_some_and(|name| name.len == tag.len()) {
        return None;
    }
    let starts = tag.start + 1..tag.end.saturating_sub(1).min(tag.start + 1 + OFFICE);
    let full = |at: &usize| {
        beside::known(context, *at, 0)
            .is_some_and(|name| name.len > 1 && !name.ambiguous && at + name.len == tag.end)
            && name_end(context, *at).is_some()
    };
    starts.take_while(|at| of_office(at - 1)).find(full)
}
