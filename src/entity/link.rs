//! Linking inside one text: a bare surname or first syllable means the full name that stands elsewhere.
//!
//! Across texts names meet only by the knowledge base or by the same full name: the id of a person of whom one
//! name alone is known has the number of its text. *Invariant:* a word that is
//! also an ordinary word links only after a title or a verb of saying.

use std::collections::{HashMap, HashSet};

use crate::model::{EntityKind, Mention};
use crate::text::fold;

use super::beside;
use super::bounds;
use super::candidate::{self, Candidate, LIKELY};
use super::clitic;
use super::context::Context;
use super::lexicon::Row;
use super::office;
use super::person;
use super::slug::{OF_TEXT, slug};

/// Different full names of one text that shorter ones are compared with: more make no article.
const PEOPLE: usize = 500;
/// Letters of a word that may be spelt in two ways; shorter ones are two words.
const SPELT: usize = 5;
/// From here on an unknown full name speaks for the bare one.
const SURE: u8 = 80;

/// A person whose full name stands in the text.
struct Known {
    start: usize,
    id: String,
    name: String,
    kb: bool,
    /// Whether it speaks for the bare name: what is doubtful would be wrong many times over.
    sure: bool,
}

/// Gives unknown people one id per person, and finds the bare names of all people of the text.
pub(super) fn link(context: &Context, settled: &mut Vec<Candidate>, doubtful: &[Candidate]) {
    respelt(context, settled);
    merge_longer(context, settled);
    merge_alike(context, settled);
    let (last, first) = full_names(context, settled);
    claim(context, settled, &last);
    familiar(context, settled, &first);
    let mut taken = vec![false; context.tokens.len()];
    for candidate in settled.iter().filter(|c| !c.doubted_person()) {
        taken[candidate.start..candidate.end].fill(true);
    }
    let ids: HashSet<String> = settled.iter().filter(|c| !c.doubted_person()).map(|c| c.id.clone()).collect();
    let mut found = Vec::new();
    for candidate in doubtful {
        let free = !taken[candidate.start..candidate.end].contains(&true);
        if free && let Some(linked) = first_syllable(context, candidate, &first, settled, &ids) {
            taken[candidate.start..candidate.end].fill(true);
            found.push(linked);
        }
    }
    for at in (0..context.tokens.len()).filter(|n| context.tokens.is_word(*n)) {
        if !taken[at]
            && let Some(linked) = surname(context, at, &last)
            && !taken[at..linked.end].contains(&true)
        {
            taken[at..linked.end].fill(true);
            found.push(linked);
        }
    }
    candidate::replace_doubtful(settled, found, taken.len());
}

/// `وليد جنبلاط … وليد`: a bare given name, whose only bearer in the text it is, means the bearer.
fn familiar(context: &Context, settled: &mut [Candidate], first: &Index) {
    let longest = longest(settled);
    for candidate in settled.iter_mut().filter(|c| c.kind == EntityKind::Person && c.len() == 1) {
        if let [name] = words(context, candidate).as_slice()
            && let Some([known, others @ ..]) = first.get(name).map(Vec::as_slice)
            && known.start < candidate.start
            && others.iter().all(|other| other.id == known.id)
            // `لي جاي ميونغ … لي`: what needs context means whom the text has.
            && (candidate.name.is_empty()
                || known.sure && longest.get(&candidate.id) == Some(&1) && alone(context, candidate).is_none())
        {
            candidate.id.clone_from(&known.id);
            candidate.name.clone_from(&known.name);
        }
    }
}

/// An unknown name of one part (`سليمان`, `أبو نضال`) holds in its text alone: elsewhere it is somebody else.
pub(super) fn confine(context: &Context, settled: &mut [Candidate]) {
    let mut text = None;
    for candidate in settled.iter_mut().filter(|c| c.kind == EntityKind::Person && c.name.is_empty()) {
        let words = words(context, candidate);
        let parts = words.iter().filter(|word| !context.grammar.has("name-prefix", word)).count();
        if parts < 2 && candidate.id == format!("person:{}", slug(&words.join(" "))) {
            let text = text.get_or_insert_with(|| context.tokens.fingerprint());
            candidate.id = format!("{}{OF_TEXT}{text:08x}", candidate.id);
        }
    }
}

/// A bare surname that the knowledge base gives to one person belongs to another where the text has only
/// the other's full name.
fn claim(context: &Context, settled: &mut [Candidate], last: &Index) {
    let longest = longest(settled);
    // Where a title last told that the one of the knowledge base is meant.
    let mut holder: HashMap<String, usize> = HashMap::new();
    for candidate in settled.iter_mut().filter(|c| c.kind == EntityKind::Person && c.len() <= 2) {
        let stem = words(context, candidate).join(" ");
        if longest.get(&candidate.id) == Some(&candidate.len())
            && let Some(known) = last.get(&stem).and_then(|people| nearest(people, candidate.start))
        {
            if in_office(context, candidate, known) {
                holder.insert(stem, candidate.start);
                continue;
            }
            let meant = holder.get(&stem).is_some_and(|at| *at > known.start);
            if !meant {
                candidate.id.clone_from(&known.id);
                candidate.name.clone_from(&known.name);
            }
        }
    }
}

/// The most words of each person's names.
fn longest(settled: &[Candidate]) -> HashMap<String, usize> {
    let mut longest: HashMap<String, usize> = HashMap::new();
    for person in settled.iter().filter(|c| c.kind == EntityKind::Person) {
        let len = longest.entry(person.id.clone()).or_default();
        *len = person.len().max(*len);
    }
    longest
}

/// `بريجيت ماكرون … الرئيس ماكرون`: whether the office before a bare name is its own bearer's and not theirs whose
/// full name the text has.
fn in_office(context: &Context, candidate: &Candidate, known: &Known) -> bool {
    known.id != candidate.id
        && candidate.skip == 0
        && office::held(context, candidate.start, &candidate.id) == Some(true)
        && office::held(context, candidate.start, &known.id) == Some(false)
}

/// Whom the knowledge base knows by a bare name without context.
fn alone<'l>(context: &Context<'l>, candidate: &Candidate) -> Option<Row<'l>> {
    let words = words(context, candidate);
    let (first, rest) = words.split_first()?;
    let alias = context.lexicon.longest(first, rest.iter().map(String::as_str))?;
    let person = alias.row.kind() == EntityKind::Person && alias.len == words.len() && alias.outside == 0;
    (person && !alias.ambiguous).then_some(alias.row)
}

type Index = HashMap<String, Vec<Known>>;

fn words(context: &Context, candidate: &Candidate) -> Vec<String> {
    (candidate.start..candidate.end)
        .filter(|n| context.tokens.is_word(*n))
        .map(|n| context.tokens.text(n)[if n == candidate.start { candidate.skip } else { 0 }..].to_owned())
        .collect()
}

/// `X Y` is the `Z X Y` or `X M Y` of the same text.
fn merge_longer(context: &Context, settled: &mut [Candidate]) {
    let mut seen = HashSet::new();
    let people: Vec<(Vec<String>, String, String)> = settled
        .iter()
        .filter(|c| c.kind == EntityKind::Person && c.len() > 1)
        .map(|c| (words(context, c), c.id.clone(), c.name.clone()))
        .filter(|(full, id, _)| seen.insert((full.clone(), id.clone())))
        .take(PEOPLE)
        .collect();
    for candidate in settled.iter_mut().filter(|c| c.kind == EntityKind::Person && c.name.is_empty()) {
        let own = words(context, candidate);
        let is_longer = |full: &[String]| {
            let at_ends = full.first() == own.first() && full.last() == own.last();
            full.len() > own.len() && (at_ends || full.starts_with(&own) || full.ends_with(&own))
        };
        let longer = people.iter().filter(|(full, ..)| own.len() > 1 && is_longer(full));
        if let Some((full, id, name)) = longer.max_by_key(|(full, ..)| full.len()) {
            candidate.id.clone_from(id);
            candidate.name = if name.is_empty() { full.join(" ") } else { name.clone() };
        }
    }
}

/// `سايمون ميناوي` is the `سيمون ميناوي` of the same text: names that differ in how one word is spelt.
fn merge_alike(context: &Context, settled: &mut [Candidate]) {
    let mut people: Vec<(Vec<String>, String, String)> = Vec::new();
    let full = |c: &&mut Candidate| c.kind == EntityKind::Person && c.len() > 1;
    for candidate in settled.iter_mut().filter(full) {
        let own = words(context, candidate);
        let same = people.iter().find(|(other, id, _)| *id != candidate.id && alike(context, &own, other));
        match same {
            Some((other, id, name)) if candidate.name.is_empty() => {
                candidate.id.clone_from(id);
                candidate.name = if name.is_empty() { other.join(" ") } else { name.clone() };
            }
            _ if people.len() < PEOPLE => people.push((own, candidate.id.clone(), candidate.name.clone())),
            _ => {}
        }
    }
}

/// `إيمانول ماكرون`, `تميم بن حمد بن خليفة آل ثاني`: whom the knowledge base has in another spelling or with fewer
/// forefathers.
fn respelt(context: &Context, settled: &mut [Candidate]) {
    for candidate in settled.iter_mut().filter(|c| c.kind == EntityKind::Person && c.name.is_empty()) {
        let words = words(context, candidate);
        if let Some(row) = beside::respelt(context, &words).or_else(|| beside::shorter(context, &words)) {
            (candidate.id, candidate.name) = (row.id().to_owned(), row.name().to_owned());
            if candidate.confidence >= LIKELY {
                candidate.confidence = candidate.confidence.max(Mention::SURE + 2);
            }
        }
    }
}

/// Whether two names differ in one word alone, and that in its article or a long vowel.
fn alike(context: &Context, one: &[String], other: &[String]) -> bool {
    let mut differ = one.iter().zip(other).filter(|(a, b)| a != b);
    let (Some((a, b)), None) = (differ.next(), differ.next()) else { return false };
    let given = |word: &str| context.lexicon.word(word).given();
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let article = long.strip_prefix("ال") == Some(short);
    let vowel = || {
        long.char_indices().any(|(at, c)| {
            matches!(c, 'ا' | 'و' | 'ي') && [&long[..at], &long[at + c.len_utf8()..]].concat() == *short
        })
    };
    // `حسن` and `حسين` are two names.
    one.len() == other.len()
        && short.chars().count() >= SPELT
        && (article || !(given(a) && given(b)) && vowel())
}

/// People by the last and by the first word of their full names.
fn full_names(context: &Context, settled: &[Candidate]) -> (Index, Index) {
    let (mut last, mut first) = (Index::new(), Index::new());
    for candidate in settled.iter().filter(|c| c.kind == EntityKind::Person) {
        let words = words(context, candidate);
        let [head, .., tail] = words.as_slice() else {
            if let Some(known) = by_title(context, candidate) {
                last.entry(words.concat()).or_default().push(known);
            }
            continue;
        };
        let name = if candidate.name.is_empty() {
            context.tokens.original(context.tokens.origin(candidate.start, candidate.skip, candidate.end - 1))
        } else {
            &candidate.name
        };
        let kb = !candidate.name.is_empty();
        // `عمر ماكرون`, "Macron's age", is nobody's.
        let plain = kb || !bounds::noun(context, candidate.start, candidate.skip, candidate.end);
        if !plain {
            continue;
        }
        let known = || Known {
            start: candidate.start,
            id: candidate.id.clone(),
            name: name.to_owned(),
            kb,
            sure: kb || candidate.confidence >= SURE,
        };
        let before = &words[words.len() - 2];
        let prefixed = context.grammar.has("name-prefix", before);
        if prefixed || context.grammar.has("name-link", before) {
            last.entry(format!("{before} {tail}")).or_default().push(known());
        }
        if !prefixed && !context.grammar.has("title", tail) {
            last.entry(tail.clone()).or_default().push(known());
        }
        first.entry(head.clone()).or_default().push(known());
    }
    (last, first)
}

/// `الأمير هاري`: who is known with a title alone is as good as named in full.
fn by_title(context: &Context, candidate: &Candidate) -> Option<Known> {
    let tokens = context.tokens;
    let bare = (candidate.skip == 0).then(|| tokens.text(candidate.start))?;
    let alias = context.lexicon.longest(tokens.before(candidate.start), std::iter::once(bare))?;
    let own = || fold(alias.row.name()).as_str().split(' ').next() == Some(tokens.before(candidate.start));
    let titled = alias.outside == 1 && alias.row.id() == candidate.id && own();
    titled.then(|| Known {
        start: candidate.start,
        id: candidate.id.clone(),
        name: candidate.name.clone(),
        kb: true,
        sure: true,
    })
}

/// The nearest full name before a token, else the first after it.
fn nearest(people: &[Known], at: usize) -> Option<&Known> {
    // In order of the text.
    let before = people.partition_point(|known| known.start < at);
    people.get(before.saturating_sub(1))
}

/// Whom a bare name at a token means, where their full name is sure.
fn sure<'i>(index: &'i Index, name: &str, at: usize) -> Option<&'i Known> {
    nearest(index.get(name)?, at).filter(|known| known.sure)
}

/// `شي`, `لي`: a short name that needs its full form in the text.
fn first_syllable(
    context: &Context,
    candidate: &Candidate,
    first: &Index,
    settled: &[Candidate],
    ids: &HashSet<String>,
) -> Option<Candidate> {
    if candidate.kind != EntityKind::Person
        || candidate.len() > 1
        || person::counted(context, candidate.start)
    {
        return None;
    }
    let named = ids.contains(&candidate.id);
    let stem = &context.tokens.text(candidate.start)[candidate.skip..];
    let known = sure(first, stem, candidate.start);
    if !named && known.is_none() {
        return None;
    }
    if context.grammar.has("needs-cue", stem) && !addressed(context, candidate, settled) {
        return None;
    }
    let mut linked = candidate.clone();
    if let Some(known) = known {
        linked.id.clone_from(&known.id);
        linked.name.clone_from(&known.name);
    }
    linked.confidence = SURE;
    Some(linked)
}

/// `وصرح لي لميشوستين`: after a verb of saying and before the one spoken to, `لي` is no "to me".
fn addressed(context: &Context, candidate: &Candidate, settled: &[Candidate]) -> bool {
    let title = person::titled(context, candidate.start);
    let said = says(context, candidate.start);
    let next = settled.binary_search_by_key(&candidate.end, |c| c.start);
    let spoken_to = next.is_ok_and(|next| settled[next].skip > 0);
    candidate.skip == 0 && (title || said && spoken_to)
}

/// Whether a verb of saying or doing stands before a token.
fn says(context: &Context, at: usize) -> bool {
    clitic::readings(context.tokens.before(at)).any(|r| context.grammar.has("verb", &r.stem))
}

fn surname(context: &Context, at: usize, last: &Index) -> Option<Candidate> {
    let text = context.tokens.text(at);
    let two = format!("{text} {}", context.tokens.text(at + 1));
    if let Some(known) = sure(last, &two, at) {
        return Some(bare(at, 0, at + 2, known, 78));
    }
    let (skip, known) = clitic::readings(text)
        .find_map(|reading| Some((reading.skip, sure(last, reading.stem.as_ref(), at)?)))?;
    let stem = &text[skip..];
    let word = context.lexicon.word(stem);
    if stem.chars().nth(2).is_none()
        || context.grammar.has("stop", stem)
        || context.calendar(at)
        || context.place(at)
    {
        return None;
    }
    let whole = context.lexicon.word(text);
    if skip > 0 && (whole.common() || whole.given()) {
        return None;
    }
    let cued = skip == 0 && (person::titled(context, at) || says(context, at));
    let confidence = match (word.common() || word.given() || context.grammar.nation(stem), cued) {
        (false, _) => 80,
        (true, true) => 72,
        (true, false) => return None,
    };
    Some(bare(at, skip, at + 1, known, confidence))
}

fn bare(start: usize, skip: usize, end: usize, known: &Known, confidence: u8) -> Candidate {
    let confidence = if known.kb { confidence + 5 } else { confidence };
    Candidate::new(start, skip, end, EntityKind::Person, known.id.clone(), known.name.clone(), confidence)
}
