//! Names of the knowledge base in the text: longest match over the clitic lattice.
//!
//! *Invariant:* a word that is itself a known name is never cut; what needs context is handed back apart.

use std::collections::HashSet;

use crate::model::EntityKind;
use crate::text::fold;

use super::candidate::{Candidate, OWN};
use super::clitic;
use super::club::MATCH;
use super::context::Context;
use super::lexicon::Alias;
use super::token::Shape;

const SHADDA: char = '\u{651}';
const DAMMA: char = '\u{64F}';

/// What the lookup found.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Names that stand on their own.
    pub sure: Vec<Candidate>,
    /// Names that need context.
    pub doubtful: Vec<Candidate>,
}

/// Longest alias that begins at each token.
pub(super) fn find(context: &Context) -> Names {
    let mut names = Names::default();
    let mut at = 0;
    while at < context.tokens.len() {
        let Some((mut candidate, mut ambiguous)) = best(context, at) else {
            at += 1;
            continue;
        };
        // `الشيخ تميم` is known with its title, `تميم بن حمد آل ثاني` without one; نادي باريس is a body, and
        // باريس سان جرمان another: the longer name holds.
        let longer = (at + 1..candidate.end).filter_map(|start| best(context, start)).find(|(inner, _)| {
            // `صحيفة الشعب اليومية`: a class word that another body is called with.
            let head = context.grammar.head(context.tokens.text(at)).is_some_and(|(_, head)| head.outside());
            let class = usize::from(head && inner.start == candidate.start + 1);
            let whole = inner.kind == candidate.kind && inner.len() + class > candidate.len();
            inner.end > candidate.end && (inner.start == candidate.start || whole)
        });
        if let Some((inner, doubtful)) = longer {
            (candidate, ambiguous) = (inner, doubtful);
        }
        let end = candidate.end;
        if ambiguous && !place_cue(context, &candidate) {
            names.doubtful.push(candidate);
            at += 1;
        } else {
            names.sure.push(candidate);
            at = end;
        }
    }
    settle_doubts(&mut names);
    settle_rivals(context, &mut names);
    names
}

/// `فاز الوداد على الرجاء`: clubs called by ordinary words are sure where two meet in a text about sport.
fn settle_rivals(context: &Context, names: &mut Names) {
    if !context.has_any(MATCH) {
        return;
    }
    let club = |c: &&Candidate| {
        let row = context.lexicon.row(&c.id);
        c.kind == EntityKind::Organisation && row.is_some_and(|row| row.value("kind") == Some("club"))
    };
    let clubs: Vec<(usize, usize, usize)> =
        names.sure.iter().chain(&names.doubtful).filter(club).map(|c| (c.start, c.skip, c.end)).collect();
    let joined = |end: usize, start: usize, skip: usize| {
        skip == 0 && start == end + 1 && matches!(context.tokens.text(end), "علي" | "امام" | "ضد")
    };
    let meets = |c: &Candidate| {
        clubs.iter().any(|(start, skip, end)| joined(c.end, *start, *skip) || joined(*end, c.start, c.skip))
    };
    let doubtful = std::mem::take(&mut names.doubtful);
    let (sure, doubtful): (Vec<_>, _) = doubtful.into_iter().partition(|c| club(&c) && meets(c));
    names.sure.extend(sure);
    names.doubtful = doubtful;
}

/// A doubtful name is sure where the same entity stands in the text under a clear name.
fn settle_doubts(names: &mut Names) {
    let clear: HashSet<String> = names.sure.iter().map(|c| c.id.clone()).collect();
    let (sure, doubtful) = std::mem::take(&mut names.doubtful)
        .into_iter()
        .partition(|c: &Candidate| clear.contains(&c.id) && c.kind != EntityKind::Person);
    names.sure.extend::<Vec<_>>(sure);
    names.doubtful = doubtful;
}

fn place_cue(context: &Context, candidate: &Candidate) -> bool {
    let before = context.tokens.before(candidate.start);
    // A preposition alone says nothing of an ordinary word: `بمزيد من التضامن`.
    let weak =
        matches!(before, "من" | "في") && candidate.len() == 1 && context.word(candidate.start).common();
    candidate.kind == EntityKind::Place
        && candidate.skip == 0
        && context.grammar.has("place-cue", before)
        && !weak
}

fn best(context: &Context, at: usize) -> Option<(Candidate, bool)> {
    let tokens = context.tokens;
    if !tokens.is_word(at) {
        return None;
    }
    let word = tokens.text(at);
    if web(context, at) {
        return None;
    }
    let path = context.path(at);
    let mut found: Option<(usize, Alias)> = None;
    for reading in clitic::readings(word) {
        let rest = path.iter().skip(1).map(|n| tokens.text(*n));
        let Some(alias) =
            written(context, at, reading.skip).or_else(|| context.lexicon.longest(&reading.stem, rest))
        else {
            continue;
        };
        if reading.skip > 0 && !cut(context, word, &reading.stem, &alias) {
            continue;
        }
        if found.is_none_or(|(_, best)| alias.len > best.len) {
            found = Some((reading.skip, alias));
        }
    }
    let (skip, alias) = found?;
    if alias.len == 1 && (unlike(context, at, skip, &alias) || skip > 0 && accusative(context, word)) {
        return None;
    }
    let len = alias.len - usize::from(origin(context, &path, skip, &alias));
    let end = path[len - 1] + 1;
    let kind = alias.row.kind();
    if alias.qualified && qualified(context, end) {
        return None;
    }
    if alias.len == 1 && adjective(context, at, skip) || kind == EntityKind::Place && prayer(context, at) {
        return None;
    }
    let confidence = if alias.ambiguous {
        70
    } else if alias.own {
        OWN
    } else {
        95
    };
    let outside = if classed(context, &path, skip, &alias) { 1 } else { alias.outside };
    let (at, skip) = if outside > 0 { (path[outside], 0) } else { (at, skip) };
    let (id, name) = (alias.row.id().to_owned(), alias.row.name().to_owned());
    Some((Candidate::new(at, skip, end, kind, id, name, confidence), alias.ambiguous))
}

/// `عمّان` is not `عُمان`: the name that a word has as it is written, where shadda or damma tells names apart.
pub(super) fn written<'l>(context: &Context<'l>, at: usize, skip: usize) -> Option<Alias<'l>> {
    let letters = context.tokens.original(context.tokens.origin(at, skip, at));
    let mut signs = [SHADDA, DAMMA].into_iter().filter(|sign| letters.contains(*sign));
    signs.find_map(|sign| {
        let other = |c: char| matches!(c, '\u{64B}'..='\u{652}') && c != sign;
        context.lexicon.longest(&letters.replace(other, ""), std::iter::empty())
    })
}

/// `برشلونة الإسباني`: whether the last word tells whence a club is that goes by the rest alone. (`الأهلي المصري` is told
/// by it from others.)
fn origin(context: &Context, path: &[usize], skip: usize, alias: &Alias) -> bool {
    let text = |n: usize| context.tokens.text(path[n]);
    let is_club = alias.row.value("kind") == Some("club") && !alias.own;
    if alias.len == 1 || !is_club || !context.grammar.nation(text(alias.len - 1)) {
        return false;
    }
    let rest: Vec<&str> = std::iter::once(&text(0)[skip..]).chain((1..alias.len - 1).map(text)).collect();
    let rest = rest.join(" ");
    let mut names = std::iter::once(alias.row.name()).chain(alias.row.spellings());
    !rest.starts_with("ال")
        && names.any(|name| fold(name.trim_start_matches(['?', '!', '+'])).as_str() == rest)
}

/// `نهر السين`: whether a class word stands before a place that is known by the rest alone.
fn classed(context: &Context, path: &[usize], skip: usize, alias: &Alias) -> bool {
    if alias.row.kind() != EntityKind::Place || alias.len == 1 || alias.outside > 0 {
        return false;
    }
    let class = context.grammar.head(&context.tokens.text(path[0])[skip..]);
    let rest = path[2..alias.len].iter().map(|at| context.tokens.text(*at));
    let alone = context.lexicon.longest(context.tokens.text(path[1]), rest);
    class.is_some_and(|(kind, head)| kind == EntityKind::Place && head.outside())
        && alone.is_some_and(|name| {
            name.len + 1 == alias.len && name.row.id() == alias.row.id() && !name.ambiguous
        })
}

/// `وزارة الخارجية السعودية`: a name that is also a nationality, after a definite feminine noun.
fn adjective(context: &Context, at: usize, skip: usize) -> bool {
    let word = context.tokens.text(at);
    let mut last = at.wrapping_sub(1);
    if matches!(context.tokens.text(last), "\"" | "»" | "”") {
        last = last.wrapping_sub(1);
    }
    let before = context.tokens.text(last);
    // `صحيفة «عكاظ» السعودية`, `مدينة جدة السعودية`: after a name it tells where that belongs.
    let after_name =
        context.lexicon.longest(before, std::iter::empty()).is_some_and(|name| !name.row.state())
            || last.wrapping_add(1) < at;
    let noun = before.starts_with("ال")
        || before.starts_with("وال")
        || before.starts_with("لل")
        || before.starts_with("بال");
    skip == 0
        && context.tokens.shape(last) == Shape::Word
        && context.grammar.nation(word)
        && (after_name || noun && (before.ends_with('ه') || before.ends_with("ات") || before.ends_with("يا")))
}

/// `شيء` is not شي, `أمور` not آمور: an ordinary word that a name resembles only without its hamza.
fn unlike(context: &Context, at: usize, skip: usize, alias: &Alias) -> bool {
    let tokens = context.tokens;
    if !context.lexicon.word(&tokens.text(at)[skip..]).common() {
        return false;
    }
    let letters = tokens.original(tokens.origin(at, skip, at));
    let letters: String = letters.chars().filter(|c| c.is_alphabetic() && *c != 'ـ').collect();
    let hamza = |c: char| matches!(c, 'ء' | 'أ' | 'إ' | 'آ' | 'ؤ' | 'ئ');
    letters.contains(hamza) && !alias.row.spelled(&letters)
}

/// `كسوفا` is no ك before سوفا: an ordinary word with the ending of the indefinite accusative.
fn accusative(context: &Context, word: &str) -> bool {
    let stem = word.strip_suffix('ا').map(|stem| context.lexicon.word(stem));
    stem.is_some_and(|stem| stem.common() && !stem.name())
}

/// Whether a word is a part of an address (`www.facebook.com/…`).
fn web(context: &Context, at: usize) -> bool {
    let tokens = context.tokens;
    let joint = |n: usize| matches!(tokens.text(n), "." | "/" | "@" | "_" | ":" | "=" | "&");
    let ascii = tokens.text(at).is_ascii();
    let before = at >= 2 && tokens.glued(at) && tokens.glued(at - 1) && joint(at - 1);
    let after = tokens.glued(at + 1) && tokens.glued(at + 2) && joint(at + 1);
    ascii && (before || after)
}

/// `آذان المغرب` is an hour of prayer.
fn prayer(context: &Context, at: usize) -> bool {
    context.grammar.has("prayer", context.tokens.before(at))
}

/// `الغرب الليبي` is not the West, nor `مسقط رأسه` Muscat.
fn qualified(context: &Context, end: usize) -> bool {
    let word = context.tokens.text(end);
    if word.starts_with("راس") {
        return true;
    }
    if context.lexicon.word(word).strong() && !context.grammar.nation(word) {
        return false;
    }
    context.tokens.shape(end) == Shape::Word
        && (context.grammar.adjective(word, false) || context.grammar.nation(word) && word.starts_with("ال"))
}

/// `النهضة الاقتصادية`, `قبيل المغرب`: a name that is also a noun, before an adjective of the noun or as a time.
pub(super) fn described(context: &Context, candidate: &Candidate) -> bool {
    if candidate.kind == EntityKind::Place && prayer(context, candidate.start) {
        return true;
    }
    if candidate.kind != EntityKind::Organisation || candidate.len() > 1 || candidate.confidence == OWN {
        return false;
    }
    let stem = context.stem(candidate.start, candidate.skip);
    let next = context.tokens.text(candidate.end);
    context.grammar.adjective(next, stem.ends_with('ه'))
        && !context.grammar.nation(next)
        && !context.word(candidate.end).name()
        && context.lexicon.longest(&stem, std::iter::empty()).is_some_and(|alias| alias.ambiguous)
}

/// Whether proclitics may be cut off before this name.
fn cut(context: &Context, word: &str, stem: &str, alias: &Alias) -> bool {
    if alias.len > 1 {
        return true;
    }
    let whole = context.lexicon.word(word);
    // `بقطر`, `للبرتغال`: the clitics that stand before states make few other names.
    if alias.row.state()
        && !alias.ambiguous
        && word.starts_with(['و', 'ب', 'ل'])
        && !whole.common()
        && !whole.given()
    {
        return true;
    }
    if whole.strong() || whole.given() || whole.common() {
        return false;
    }
    // `لجنتي المراقبة` is no lam before جنتي.
    if context.dual(word.strip_prefix(['و', 'ف']).unwrap_or(word)) {
        return false;
    }
    let short = stem.strip_prefix("ال").unwrap_or(stem).chars().count() <= 2;
    !short || context.bare(stem)
}
