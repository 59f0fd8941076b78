//! ORG, EVT, DOC and LOC by head words, with one test for a name: construct nouns, adjectives and a genitive
//! `ل`, but no other preposition and no clause.
//!
//! *Invariant:* takes the shortest complete name; what goes beyond it is description and is left alone.

use crate::model::EntityKind;

use super::candidate::{Candidate, SURE};
use super::clitic;
use super::context::Context;
use super::grammar::Head;
use super::slug::slug;
use super::token::Shape;

/// How sure an event is by its head word and a nation (`الحرب الأوكرانية`): it is one by definition.
pub(super) const OF_A_NATION: u8 = 82;

/// How sure a name is that a weak head makes.
const WEAK: u8 = 52;

/// What other stages found at a token without proclitics: its class, and the token after it.
pub(super) type Inner<'a> = &'a dyn Fn(usize) -> Option<(EntityKind, usize)>;

/// The name that a head word at a token makes.
pub(super) fn at(context: &Context, at: usize, inner: Inner) -> Option<Candidate> {
    if !context.tokens.is_word(at) {
        return None;
    }
    clitic::readings(context.tokens.text(at)).find_map(|reading| {
        let stem = reading.stem.as_ref();
        if let Some(found) = office(context, at, reading.skip, stem) {
            return Some(found);
        }
        let build = |start, skip, end, kind, confidence| name(context, start, skip, end, kind, confidence);
        if let Some((kind, head)) = context.grammar.head(stem) {
            let feminine = stem.ends_with('ه') || context.grammar.has("feminine", stem);
            let document = kind == EntityKind::Document;
            if let Some((start, end)) = outside(context, at, head) {
                let body = |n: usize| matches!(inner(n), Some((EntityKind::Organisation, to)) if to > n + 1);
                let of_body = || (start..end).any(body);
                let sure = document && titled(context, (stem, start, end)) && !of_body();
                return Some(build(start, 0, end, kind, if sure { SURE } else { 72 }));
            }
            if let Some(end) = document.then(|| of_body(context, at + 1, stem, inner)).flatten() {
                return Some(build(at, reading.skip, end, kind, SURE));
            }
            let (end, confidence) = construct(context, at + 1, head, feminine, document, inner)?;
            let sure = document && confidence >= OF_A_PLACE && treated(context, at, end);
            return Some(build(at, reading.skip, end, kind, if sure { SURE } else { confidence }));
        }
        let (kind, head) = context.grammar.head(stem.strip_prefix("ال")?)?;
        let feminine = stem.ends_with('ه') || context.grammar.has("feminine", &stem[4..]);
        let (end, confidence) = definite(context, at + 1, head, feminine)?;
        // `الأزمة السورية`, `الدوري الإسباني`: few of them are no events.
        let confidence = if kind == EntityKind::Event && head.national() { OF_A_NATION } else { confidence };
        Some(build(at, reading.skip, end, kind, confidence))
    })
}

/// A name by its letters.
pub(super) fn name(
    context: &Context,
    start: usize,
    skip: usize,
    end: usize,
    kind: EntityKind,
    confidence: u8,
) -> Candidate {
    let first = context.stem(start, skip);
    let rest = (start + 1..end).map(|n| context.tokens.text(n));
    let words: Vec<&str> = std::iter::once(first.as_ref()).chain(rest).collect();
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

/// Whether what stands in quotation marks behind a word is the name of an initiative or a project: `مبادرة «عقد الكرامة»`.
fn titled(context: &Context, (head, start, end): (&str, usize, usize)) -> bool {
    let is_quoted = context.tokens.shape(start - 1) == Shape::Sign;
    let says = (start..end).any(|at| context.grammar.has("stop", context.tokens.text(at)));
    matches!(head, "مبادره" | "مشروع") && is_quoted && !says
}

/// `ميثاق جامعة الدول العربية`, `اتفاقية الأمم المتحدة لمكافحة الفساد`: the charter of a body is called by it, its treaty by
/// what that is for as well.
fn of_body(context: &Context, at: usize, head: &str, inner: Inner) -> Option<usize> {
    let (_, end) = inner(at).filter(|(kind, _)| *kind == EntityKind::Organisation)?;
    match head {
        "ميثاق" | "معاهده" => Some(end),
        "اتفاقيه" | "اعلان" => genitive(context, end),
        _ => None,
    }
}

/// Whether something is done with a document that documents alone suffer: `توقيع اتفاق شرم الشيخ`, `بموجب إعلان جدة`. What two
/// towns agree on, or what one announces, has no such name.
fn treated(context: &Context, at: usize, end: usize) -> bool {
    let text = |at: usize| context.tokens.text(at);
    let deed = |at: usize| clitic::readings(text(at)).any(|r| context.grammar.has("deed", &r.stem));
    let other = text(end).strip_prefix('و').unwrap_or_default();
    let told = matches!(text(end), "عن" | "ان" | "مع" | "علي" | "بين" | "بان")
        || context.lexicon.longest(other, std::iter::empty()).is_some();
    let before = (1..=DEED).map_while(|back| at.checked_sub(back));
    !told && before.take_while(|at| context.tokens.is_word(*at)).any(deed)
}

/// Words from what is done with a document to its name, at most.
const DEED: usize = 3;
/// How sure a document is by its head word and a town.
const OF_A_PLACE: u8 = 80;

/// Whether a clause or an object goes on after a noun that tells what somebody does.
fn tells(context: &Context, at: usize) -> bool {
    matches!(context.tokens.text(at), "عن" | "ان" | "انها" | "انه" | "بان" | "عزمها")
        || context.tokens.indefinite(at)
}

/// `إعلان الرياض عن`: what looks like a document and says what those of a town announce.
pub(super) fn announced(context: &Context, candidate: &Candidate) -> bool {
    candidate.kind == EntityKind::Document
        && context.stem(candidate.start, candidate.skip) == "اعلان"
        && tells(context, candidate.end)
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
    // `مطار الملك عبد العزيز`.
    let titled = head.person() && (context.grammar.has("royal", context.tokens.text(at)));
    if let Some((kind, end)) = inner(at + usize::from(titled)) {
        // States make agreements; an agreement is named after a town.
        let state = document && context.state(at);
        let fits = kind == EntityKind::Place && head.place() && !state
            || kind == EntityKind::Person && head.person()
            || kind == EntityKind::Organisation && head.person() && head.place();
        if fits {
            let end = if kind == EntityKind::Place && head.free() {
                // `ميناء باليرمو الإيطالي` is not called so.
                general(context, end, feminine)
            } else if kind == EntityKind::Person
                && let Some(end) = genitive(context, end)
            {
                // `مؤسسة جاك شيراك للتنمية`: what a person gave the name to is told by its purpose.
                end
            } else {
                adjectives(context, end, Some(feminine), 2)
            };
            return Some((end, OF_A_PLACE));
        }
        // `إعلان الصين عن`: what a state does is told, not named.
        if kind != EntityKind::Place || !(head.place() || head.proper()) || state && tells(context, end) {
            return None;
        }
    }
    let mut next = at;
    while context.grammar.has("link", context.tokens.text(next)) && next < at + 2 {
        next += 1;
    }
    let text = context.tokens.text(next);
    let noun = is_noun(context, head, next);
    let proper = context.plausible(text) && !context.lexicon.word(text).given();
    if noun && (head.noun() || head.proper() && proper) {
        let gender = if head.noun() { None } else { Some(feminine) };
        let mut end = adjectives(context, next + 1, gender, 3);
        if head.noun() {
            end = portfolios(context, end);
        }
        return Some((end, if head.noun() { 78 } else { 66 }));
    }
    if let Some(end) = telling(context, at, head, inner) {
        return Some((end, WEAK));
    }
    let free = head.free()
        && next == at
        && context.tokens.is_word(at)
        && !context.calendar(at)
        && !text.starts_with('و')
        && (!text.ends_with(if feminine { 'ه' } else { 'ي' })
            || context.lexicon.word(text).unknown() && !text.ends_with("يه"));
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

/// Whether a word is a definite noun that a head may take.
fn is_noun(context: &Context, head: Head, at: usize) -> bool {
    let text = context.tokens.text(at);
    text.starts_with("ال")
        && context.tokens.is_word(at)
        && !context.calendar(at)
        && !context.grammar.has("stop", text)
        && (head.office() == context.grammar.has("generic", text) || head.office() && text == "الجمهوريه")
        && !context.grammar.nation(text)
}

/// `لجنة الدفاع`, `مركز كينيدي للفضاء`, `شركة تسويق النفط`, `غرفة تجارة الأردن`: what a weak head makes is as often
/// described as named; the tagger decides. At most one noun stands before the definite one or the place.
fn telling(context: &Context, at: usize, head: Head, inner: Inner) -> Option<usize> {
    if !head.weak() || !context.tokens.is_word(at) {
        return None;
    }
    let text = context.tokens.text(at);
    let plain = !text.starts_with("ال")
        && !text.starts_with('و')
        && !context.grammar.has("stop", text)
        && !context.grammar.has("verb", text)
        && !context.grammar.adjective(text, true)
        && !context.grammar.adjective(text, false);
    let next = at + usize::from(plain);
    if is_noun(context, head, next) {
        let end = portfolios(context, adjectives(context, next + 1, None, 3));
        return Some(genitive(context, end).unwrap_or(end));
    }
    match inner(next) {
        Some((EntityKind::Place, end)) if next > at => Some(adjectives(context, end, None, 1)),
        _ => None,
    }
}

/// `الهيئة العليا المستقلة للانتخابات`, `الأزمة الليبية`.
fn definite(context: &Context, at: usize, head: Head, feminine: bool) -> Option<(usize, u8)> {
    let end = adjectives(context, at, Some(feminine), 4);
    let count = end - at;
    let national = (at..end).any(|n| context.grammar.nation(context.tokens.text(n)));
    if head.national() && count > 0 && national {
        return Some((end, 72));
    }
    if !head.definite() || count == 0 {
        return None;
    }
    if let Some(end) = genitive(context, end) {
        return Some((portfolios(context, end), 78));
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

/// `الخارجية الروسية`, `الدفاع الأميركية`: the ministry, called by its portfolio alone. The feminine
/// adjective gives it away; a title or a noun before makes the portfolio theirs (`السياسة الخارجية`).
fn office(context: &Context, at: usize, skip: usize, stem: &str) -> Option<Candidate> {
    if !matches!(stem, "الخارجيه" | "الداخليه" | "الدفاع" | "الماليه" | "العدل")
    {
        return None;
    }
    let nation = context.tokens.text(at + 1);
    let feminine = nation.starts_with("ال") && nation.ends_with('ه') && context.grammar.nation(nation);
    let before = context.tokens.before(at);
    let owned = skip == 0
        && (before.starts_with("ال")
            || before.starts_with("لل")
            || before.starts_with("وال")
            || before.starts_with("بال")
            || clitic::readings(before)
                .any(|r| context.grammar.has("title", &r.stem) || context.grammar.head(&r.stem).is_some()));
    if !feminine || owned {
        return None;
    }
    let rest = [stem, nation];
    let id = context.lexicon.longest("وزاره", rest.into_iter()).filter(|alias| alias.len == 3).map_or_else(
        || format!("org:{}", slug(&format!("وزاره {stem} {nation}"))),
        |a| a.row.id().to_owned(),
    );
    Some(Candidate::new(at, skip, at + 2, EntityKind::Organisation, id, String::new(), 82))
}

/// `مدن بوغوتا وميديلين وكالي`, `مطاري تيغل وشونفلد`: the places that follow a plural class word.
pub(super) fn listed(context: &Context, at: usize) -> Vec<Candidate> {
    let tokens = context.tokens;
    let plural = tokens.is_word(at)
        && clitic::readings(tokens.text(at)).any(|r| context.grammar.has("place-plural", &r.stem));
    if !plural {
        return Vec::new();
    }
    let mut found = Vec::new();
    for next in at + 1..at + 13 {
        let text = tokens.text(next);
        let skip = if next == at + 1 { 0 } else { 'و'.len_utf8() };
        let Some(name) = (if skip == 0 { Some(text) } else { text.strip_prefix('و') }) else { break };
        let letters = name.chars().count();
        let word = context.lexicon.word(name);
        if !tokens.is_word(next) || letters < 3 || context.calendar(next) || context.grammar.nation(name) {
            break;
        }
        let known = context.lexicon.longest(name, std::iter::empty()).is_some();
        let fits = (word.unknown() || word.strong()) && !name.starts_with("ال");
        if !known && !fits {
            break;
        }
        if !known {
            let id = format!("place:{}", slug(name));
            found.push(Candidate::new(next, skip, next + 1, EntityKind::Place, id, String::new(), 68));
        }
    }
    found
}

/// The token after one adjective that tells no nation: `مطار بيروت الدولي`.
fn general(context: &Context, at: usize, feminine: bool) -> usize {
    let end = adjectives(context, at, Some(feminine), 1);
    if end > at && context.grammar.nation(context.tokens.text(at)) { at } else { end }
}

/// The token after at most `most` adjectives; `None` takes either gender.
pub(super) fn adjectives(context: &Context, from: usize, feminine: Option<bool>, most: usize) -> usize {
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
