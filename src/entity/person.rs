//! PER by rule: titles and given names, for people that no list holds.
//!
//! *Invariant:* proposes only runs of words that may be names; an ordinary word never ends one without
//! evidence. Ids are `person:` and the slug of the folded full name.

use crate::model::EntityKind;

use super::candidate::Candidate;
use super::clitic;
use super::context::Context;
use super::slug::slug;
use super::token::Shape;

/// Words of one name at most.
pub(super) const MOST: usize = 6;

/// A person's name that starts at a token. `known` says whether a token belongs to a known place or body.
pub(super) fn at(context: &Context, at: usize, known: &dyn Fn(usize) -> bool) -> Option<Candidate> {
    if !context.tokens.is_word(at) || context.calendar(at) || context.tokens.indefinite(at) {
        return None;
    }
    let (skip, stem) = first(context, at)?;
    let run = Run::new(context, at, &stem, known);
    let title = titled(context, at) && skip == 0;
    let royal = skip == 0 && context.grammar.has("royal", context.tokens.before(at));
    let confidence = run.confidence(context, &stem, title, royal)?;
    let surface: Vec<&str> =
        std::iter::once(stem.as_str()).chain((at + 1..run.end).map(|n| context.tokens.text(n))).collect();
    let id = format!("person:{}", slug(&surface.join(" ")));
    Some(Candidate::new(at, skip, run.end, EntityKind::Person, id, String::new(), confidence))
}

/// The first word of the name: whole where it may be one, else a given name behind proclitics.
fn first(context: &Context, at: usize) -> Option<(usize, String)> {
    let text = context.tokens.text(at);
    let word = context.lexicon.word(text);
    let definite = text.starts_with("ال");
    let label = definite && (context.grammar.nation(text) || context.grammar.has("title", text));
    if label || context.grammar.has("not-first", text) || context.grammar.has("verb", text) {
        return None;
    }
    let cut = context.freed(text).filter(|reading| {
        let stem = context.lexicon.word(&reading.stem);
        let named = stem.strong_given() || stem.given() && context.word(at + 1).strong();
        named && reading.stem.chars().nth(2).is_some() && !word.common()
    });
    if word.name() && !context.joined(at) || context.grammar.has("name-prefix", text) {
        return Some((0, text.to_owned()));
    }
    if let Some(reading) = cut {
        return Some((reading.skip, reading.stem.into_owned()));
    }
    (titled(context, at) && context.plausible(text)).then(|| (0, text.to_owned()))
}

/// A run of words that may be one name.
struct Run {
    end: usize,
    parts: usize,
    strong: usize,
    unknown: usize,
}

impl Run {
    fn new(context: &Context, at: usize, stem: &str, known: &dyn Fn(usize) -> bool) -> Self {
        let first = context.lexicon.word(stem);
        let prefix = context.grammar.has("name-prefix", stem);
        let mut run = Self {
            end: at + 1,
            parts: usize::from(!prefix),
            strong: usize::from(first.strong()),
            unknown: usize::from(first.unknown()),
        };
        let mut joined = prefix;
        let mut next = at + 1;
        while next < at + MOST && context.tokens.is_word(next) && !context.tokens.indefinite(next) {
            let text = context.tokens.text(next);
            // Months that people are named after.
            let month = matches!(text, "رمضان" | "شعبان" | "رجب") && run.parts == 1 && first.given();
            if context.calendar(next) && !month {
                break;
            }
            // `بن أبي طالب`: a second link keeps the name open.
            let opens = !joined || context.grammar.has("name-prefix", text);
            if context.grammar.has("name-link", text) && opens {
                joined = true;
                next += 1;
                continue;
            }
            let suffix = context.grammar.has("name-suffix", text);
            let goes_on = joined || suffix || month || run.goes_on(context, next, known);
            if !goes_on && !run.introduced(context, at, next) {
                break;
            }
            if joined || !suffix {
                run.parts += 1;
            }
            let word = context.word(next);
            run.strong += usize::from(word.strong() || suffix);
            run.unknown += usize::from(word.unknown());
            joined = false;
            next += 1;
            run.end = next;
        }
        run
    }

    /// Whether the next word may belong to the name.
    fn goes_on(&self, context: &Context, next: usize, known: &dyn Fn(usize) -> bool) -> bool {
        let text = context.tokens.text(next);
        if second(context, next, self.parts) {
            return false;
        }
        if context.grammar.has("after-abd", text) || context.cliticised(text) {
            return false;
        }
        if known(next) || context.grammar.has("stop", text) || context.grammar.has("not-last", text) {
            return false;
        }
        let word = context.word(next);
        if context.grammar.nation(text) && !word.strong() {
            return false;
        }
        // Beyond two words only what names are made of, or an unknown word with the article.
        let unknown = word.unknown()
            && (self.parts < 2 || text.starts_with("ال") && !text.ends_with('ه'))
            && context.plausible(text);
        word.strong() && text.chars().nth(1).is_some()
            || unknown
            || context.person(next)
            || self.parts == 1 && word.given() && text.chars().nth(2).is_some()
    }

    /// `وذكر المتحدث عمار مكونين أن`: between a given name after a title and the clause that follows stands
    /// the surname, whatever word it is.
    fn introduced(&self, context: &Context, at: usize, next: usize) -> bool {
        let text = context.tokens.text(next);
        let closed =
            matches!(context.tokens.text(next + 1), "ان" | "انه" | "انها" | "،" | "," | ":" | "(" | ".");
        let barred = |list: &str| context.grammar.has(list, text);
        self.parts == 1
            && closed
            && (context.lexicon.word(context.tokens.text(at)).given()
                || context.grammar.has("name-prefix", context.tokens.text(at)))
            && titled(context, at)
            && text.chars().nth(2).is_some()
            && !(barred("stop") || barred("not-last") || barred("verb") || barred("title"))
            && !context.grammar.nation(text)
            && !text.starts_with(['و', 'ل'])
            && !text.ends_with('ه')
    }

    fn confidence(&self, context: &Context, stem: &str, title: bool, royal: bool) -> Option<u8> {
        let first = context.lexicon.word(stem);
        let prefix = context.grammar.has("name-prefix", stem);
        match (self.parts, title) {
            (2.., true) if self.strong > 0 => Some(88),
            (2.., true) if first.unknown() && self.unknown == self.parts => Some(62),
            (2.., true) => Some(70),
            (2.., false) if first.strong_given() => Some(if self.strong > 1 { 88 } else { 75 }),
            (2.., false) if first.given() && self.strong > 0 && first.strong() => Some(75),
            // An ordinary word that is also a given name needs a surname beside it.
            (2, false) if first.given() && self.strong == 1 => Some(62),
            (3.., false) if first.given() && self.strong + 1 == self.parts => Some(62),
            (2.., false) if first.given() && self.strong + self.unknown > 0 => Some(54),
            (2.., false) if first.strong() && self.strong == self.parts && self.parts <= 3 => Some(62),
            (1.., _) if prefix && self.strong > 0 => Some(72),
            (1, true) if royal && first.given() => Some(80),
            (1, true) if first.strong() && !first.given() => Some(66),
            _ => None,
        }
    }
}

/// Whether another person's name begins at a token in or after the name of one: `بيتر وسيمون`, `سامي الطرابلسي
/// ولطفي العبدلي`, `قال محمد لأحمد` are two. `parts` are the words of the first name.
pub(super) fn second(context: &Context, at: usize, parts: usize) -> bool {
    let text = context.tokens.text(at);
    let whole = context.lexicon.word(text);
    if whole.given() {
        return false;
    }
    let Some(name) = text.strip_prefix('و') else { return addressed(context, at) };
    let stem = context.lexicon.word(name);
    let next = context.word(at + 1);
    // `سام والتون`: what lists know whole may be the surname, where no other follows.
    let followed = context.tokens.is_word(at + 1) && (next.strong() || next.unknown());
    let complete = parts > 1 && followed;
    let surname = whole.unknown() && stem.strong() && name.chars().nth(3).is_some();
    stem.given() && (parts > 1 || followed || !whole.strong()) || complete && !whole.name() || surname
}

/// Whether a word that lists do not know is a name behind `ل`: `قال محمد لأحمد`, `لي لميشوستين`.
fn addressed(context: &Context, at: usize) -> bool {
    let text = context.tokens.text(at);
    let name = clitic::readings(text).find(|r| r.skip > 0 && text[..r.skip].ends_with('ل'));
    name.filter(|_| context.word(at).unknown()).is_some_and(|reading| {
        let stem = context.lexicon.word(&reading.stem);
        let known = context.lexicon.longest(&reading.stem, std::iter::empty());
        let person = known.is_some_and(|alias| alias.row.kind() == EntityKind::Person);
        // `لعبيدي`, `لاستبرج`: surnames begin so, too.
        let strong = stem.strong() && context.bare(&reading.stem);
        reading.stem.chars().nth(2).is_some() && (strong || stem.given() || person)
    })
}

/// Whether a word before a token counts what it names, so that it is nobody: `كل شي`.
pub(super) fn counted(context: &Context, at: usize) -> bool {
    matches!(context.tokens.before(at), "كل" | "بكل" | "لكل" | "وكل" | "اي" | "باي" | "بعض")
}

/// Whether a title or role leads up to a token: `الرئيس`, `وزير الخارجية الأميركي`, `المدرب الفرنسي`.
pub(super) fn titled(context: &Context, at: usize) -> bool {
    title(context, at).is_some()
}

/// The token of the title or role that leads up to another.
pub(super) fn title(context: &Context, at: usize) -> Option<usize> {
    let tokens = context.tokens;
    // `وزيرة الدفاع «سيلفي غولار»`.
    let quoted = matches!(tokens.before(at), "\"" | "«" | "“" | "”");
    let at = at - usize::from(quoted);
    let title = (at.saturating_sub(7)..at)
        .rev()
        .take_while(|n| tokens.shape(*n) == Shape::Word)
        .find(|n| clitic::readings(tokens.text(*n)).any(|r| context.grammar.has("title", &r.stem)));
    title.filter(|title| role(context, title + 1, at))
}

/// Whether the words between a title and a name can be the title's complement.
fn role(context: &Context, from: usize, to: usize) -> bool {
    (from..to).all(|n| {
        let text = context.tokens.text(n);
        let definite = text.starts_with("ال") || text.starts_with("لل") || text.starts_with("وال");
        context.tokens.is_word(n)
            && (definite && !context.grammar.has("stop", text)
                || context.grammar.nation(text)
                || context.grammar.has("role", text)
                || context.place(n))
    })
}
