//! From where to where a name goes that the tagger found, where the knowledge base or a given name tells better.
//!
//! *Invariant:* a full name that the knowledge base has is not made longer by an ordinary word.

use crate::model::EntityKind;

use super::beside;
use super::bounds;
use super::candidate::{Candidate, starting};
use super::clitic::Reading;
use super::context::Context;
use super::lexicon::Word;

/// Where a tag ends: `التقى رئيس الوزراء لي الوفد` names لي, whom the knowledge base knows, and no لي الوفد,
/// nor does `أعلن بوش دعمه` name anybody but بوش.
pub(super) fn end(context: &Context, tag: &Candidate, doubtful: &[Candidate]) -> usize {
    let is_noun = |at: usize| {
        let word = context.word(at);
        let text = context.tokens.text(at);
        text.starts_with("ال") && word.common() && !word.given() && !word.strong()
            || context.possessed(text) && !word.name()
    };
    let is_known = |name: &&Candidate| {
        (name.skip, name.kind) == (tag.skip, EntityKind::Person)
            && name.end < tag.end
            && (name.end..tag.end).all(is_noun)
    };
    if tag.kind != EntityKind::Person {
        return before_person(context, tag);
    }
    if context.word(tag.start).given() {
        return tag.end;
    }
    starting(doubtful, tag.start).find(is_known).map_or(tag.end, |name| name.end)
}

/// Where a body or place ends that the tagger makes longer by the beginning of a full name that the knowledge base has:
/// `[مجلس النواب نبيه] بري`.
fn before_person(context: &Context, tag: &Candidate) -> usize {
    let cuts = |at: &usize| {
        beside::known(context, *at, 0)
            .is_some_and(|name| name.len > 1 && !name.ambiguous && at + name.len > tag.end)
    };
    (tag.start + 1..tag.end).find(cuts).unwrap_or(tag.end)
}

/// Where a person's name begins, if not where the tag does: before it stands a given name (`وفوزي [عبد الرحمان]`),
/// or its first word describes who has the given name that follows (`[المدلل سليم]`).
pub(super) fn begin(context: &Context, tag: &Candidate, taken: &[bool]) -> Option<(usize, usize)> {
    if tag.kind != EntityKind::Person {
        return None;
    }
    if let Some(start) = bounds::behind(context, tag) {
        return Some((start, 0));
    }
    if beside::whole(context, tag) {
        return None;
    }
    let first = context.tokens.text(tag.start);
    if tag.skip > 0 || first.starts_with("ال") && tag.len() > 1 && context.word(tag.start + 1).given() {
        return None;
    }
    // `[حياة] بن علي`: such a name seldom begins so.
    let linked = matches!(first, "بن" | "عبد");
    let is_given = |word: Word| word.strong_given() || linked && word.given();
    // `عن عمر ماكرون`.
    let name = |at: usize, skip: usize| (!bounds::noun(context, at, skip, tag.end)).then_some((at, skip));
    let barred = |at: usize| {
        let text = context.tokens.text(at);
        context.grammar.has("stop", text) || context.grammar.nation(text)
    };
    let at =
        tag.start.checked_sub(1).filter(|at| context.tokens.is_word(*at) && !taken[*at] && !barred(*at))?;
    let text = context.tokens.text(at);
    if is_given(context.word(at)) {
        return name(at, 0);
    }
    let given = |reading: &Reading| is_given(context.lexicon.word(&reading.stem));
    let freed = context.freed(text).filter(|_| !context.lexicon.word(text).name());
    freed.filter(given).and_then(|reading| name(at, reading.skip))
}
