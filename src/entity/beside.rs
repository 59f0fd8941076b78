//! People of the knowledge base in a run of names: `هدد ترامب بوتين` names two, though no word parts them.
//!
//! Verb, subject and object stand in a row in Arabic. The knowledge base tells where one name ends and the next
//! begins: people of different ids never make one name, and a full name ends where it ends. It also tells whose a
//! full name is that has more forefathers, or other vowels, than it knows. *Invariant:* what the knowledge base
//! names as a whole is never parted.

use crate::model::EntityKind;
use crate::text::fold;

use super::candidate::Candidate;
use super::context::Context;
use super::lexicon::{Alias, Row};
use super::person;

/// A part of a run: first token, bytes of proclitics in it, the token after the last.
pub(super) type Part = (usize, usize, usize);

/// The names that a run of words of people's names is; the run itself where it is one.
pub(super) fn parts(context: &Context, (start, skip, end): Part) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut at, mut cut) = (start, skip);
    // `هنأ بوتين ترامب`.
    let verb = || {
        context.grammar.has("verb", &context.tokens.text(start)[skip..]) && known(context, at, cut).is_none()
    };
    if end > start + 2 && verb() {
        (at, cut) = (start + 1, 0);
    }
    while at + 1 < end {
        let Some(first) = known(context, at, cut).or_else(|| titled(context, at, cut)) else { break };
        let next = at + first.len - first.outside;
        if next >= end {
            break;
        }
        match known(context, next, 0) {
            Some(second) if differ(context, (next, &first), &second) => {}
            _ if context.grammar.has("name-link", context.tokens.text(next)) => break,
            _ if closed(context, at, (next, end), &first) => {}
            _ => break,
        }
        parts.push((at, cut, next));
        (at, cut) = (next, 0);
    }
    if parts.is_empty() {
        return vec![(start, skip, end)];
    }
    // `جوزيف عون نواف [سلام]`: the second of two is as long as it is known.
    let full = known(context, at, cut).filter(|name| name.len > 1);
    let last = full.map_or(end, |name| end.max(at + name.len));
    if is_name(context, at, last) {
        parts.push((at, cut, last));
    }
    parts
}

/// Whether a run of words of names is not one name.
pub(super) fn part(context: &Context, span: Part) -> bool {
    parts(context, span) != [span]
}

/// Whether the knowledge base has a name of several words as a whole, from its given name on.
pub(super) fn whole(context: &Context, name: &Candidate) -> bool {
    name.len() > 1
        && context.tokens.text(name.start) != "بن"
        && known(context, name.start, name.skip).is_some_and(|k| k.len == name.len() && !k.ambiguous)
}

/// The person of the knowledge base whose name begins at a token.
pub(super) fn known<'l>(context: &Context<'l>, at: usize, skip: usize) -> Option<Alias<'l>> {
    let text = |n: usize| context.tokens.text(n);
    let rest = (at + 1..at + person::MOST).take_while(|n| context.tokens.is_word(*n)).map(text);
    let alias = context.lexicon.longest(&text(at)[skip..], rest)?;
    (alias.row.kind() == EntityKind::Person && alias.outside == 0).then_some(alias)
}

/// The one who is known by the title before a token and what begins there: `الملك [سلمان]`.
fn titled<'l>(context: &Context<'l>, at: usize, skip: usize) -> Option<Alias<'l>> {
    let text = |n: usize| context.tokens.text(n);
    let before = at.checked_sub(1).filter(|n| skip == 0 && context.tokens.is_word(*n))?;
    let rest = (at..at + person::MOST).take_while(|n| context.tokens.is_word(*n)).map(text);
    let alias = context.lexicon.longest(text(before), rest)?;
    (alias.row.kind() == EntityKind::Person && alias.outside == 1 && alias.len > 1).then_some(alias)
}

/// Whether two names of the knowledge base side by side are two people's: behind a surname no other stands, behind
/// a given name one may (`محمد صلاح عباس`), and a full name is its own.
fn differ(context: &Context, (next, first): (usize, &Alias), second: &Alias) -> bool {
    let given = |at: usize| context.word(at).given();
    let text = context.tokens.text(next);
    let full = second.len > 1 && !second.ambiguous;
    let linked = context.grammar.has("name-link", text) && text != "عبد";
    // `محمد بن سلمان بن …` goes on, `نتنياهو بن غفير` does not; `البابا فرنسيس البطريرك كيريل`.
    let begins = full && (first.len > 1 && !linked || title(context, text));
    let surname = first.len > 1 || !(first.ambiguous && second.ambiguous);
    let own = || {
        second.row.name().split(' ').any(|word| sounds(fold(word).as_str(), context.tokens.text(next - 1)))
    };
    first.row.id() != second.row.id()
        && !(first.len - first.outside > 1 && first.ambiguous)
        && (!given(next - 1) || begins)
        && (full || surname && (first.len > 1 || !given(next)))
        && (full || first.len > 1 || !own())
        && (!linked || !is_arab(context, first.row))
}

fn title(context: &Context, word: &str) -> bool {
    context.grammar.has("title", word)
}

/// Whether the words after a name of the knowledge base cannot belong to it: an ordinary word, or, where no
/// given name ends it or a title leads up to it, another full name (`الرئيس قيس سعيد كمال المدوري`).
fn closed(context: &Context, at: usize, (next, end): (usize, usize), first: &Alias) -> bool {
    let text = context.tokens.text(next);
    let word = context.word(next);
    // `البرهان بالكذب`.
    if text.starts_with("بال") && !word.strong() && !word.given() {
        return true;
    }
    if first.len < 2 || first.ambiguous || context.grammar.has("name-suffix", text) {
        return false;
    }
    let person = end > next + 1 && word.given();
    let alone = || !context.word(next - 1).given() || person::titled(context, at);
    let name = if first.outside > 0 { word.given() } else { word.name() };
    let ordinary = word.common() && !name && !text.starts_with("ال");
    ordinary || person && alone()
}

/// Whether what is left of a run is a name: not where an ordinary word begins it, nor where a wish is (`رحمه الله`).
fn is_name(context: &Context, at: usize, end: usize) -> bool {
    let word = context.word(at);
    let wish = context.tokens.text(at).ends_with('ه') && context.tokens.text(at + 1) == "الله";
    !wish
        && (end > at + 1 && word.name() && !word.common()
            || word.given() && end > at + 1
            || word.strong()
            || known(context, at, 0).is_some())
}

/// The one whom the knowledge base knows by a surname, where some words are a given name that sounds as theirs does, and
/// that: `إيمانول ماكرون`.
pub(super) fn respelt<'l>(context: &Context<'l>, words: &[String]) -> Option<Row<'l>> {
    let [first, last] = words else { return None };
    let alias = context.lexicon.longest(last, std::iter::empty())?;
    let person = alias.row.kind() == EntityKind::Person && !alias.ambiguous && alias.outside == 0;
    let own = fold(alias.row.name().split(' ').next().filter(|_| person)?);
    let given = |word: &str| context.lexicon.word(word).given();
    (sounds(own.as_str(), first) && !(given(own.as_str()) && given(first))).then_some(alias.row)
}

/// The one whom the knowledge base knows by the beginning of a name that goes on with forefathers or a house:
/// `تميم بن حمد بن خليفة آل ثاني`.
pub(super) fn shorter<'l>(context: &Context<'l>, words: &[String]) -> Option<Row<'l>> {
    let (first, rest) = words.split_first()?;
    let alias = context.lexicon.longest(first, rest.iter().map(String::as_str))?;
    let person = alias.row.kind() == EntityKind::Person && !alias.ambiguous && alias.outside == 0;
    let goes_on = words.get(alias.len).is_some_and(|word| matches!(word.as_str(), "بن" | "ال"));
    let lineage = words[..alias.len].iter().any(|word| word == "بن");
    (person && lineage && goes_on).then_some(alias.row)
}

/// Whether two spellings of a given name have the same consonants and differ in one long vowel within.
fn sounds(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let vowel = |c: char| matches!(c, 'ا' | 'و' | 'ي');
    let consonants = |word: &str| word.chars().filter(|c| !vowel(*c)).collect::<String>();
    let near = long.chars().count() - short.chars().count() <= 1;
    let ends = || long.chars().last().map(vowel) == short.chars().last().map(vowel);
    let skeleton = consonants(short);
    near && skeleton.chars().nth(1).is_some() && skeleton == consonants(long) && ends()
}

/// Whether a person may be of a state whose people bear Arabic names: one of no state may.
pub(super) fn is_arab(context: &Context, person: Row) -> bool {
    person.value("country").is_none_or(|country| context.grammar.has("arab", country))
}
