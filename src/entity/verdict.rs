//! Which of two names stands where tagger and rules differ, and whether that needs weighing.
//!
//! *Invariant:* where a number or what the user named stands, no tag does; what gives way to a tag is never surer
//! than what is painted.

use crate::model::{EntityKind, Mention};

use super::belief::{self, Margins, Signals, Witness};
use super::beside;
use super::bounds;
use super::candidate::{self, Candidate, OWN, SURE};
use super::clitic;
use super::context::Context;
use super::extent;
use super::heads::OF_A_NATION;
use super::lexicon::Alias;
use super::person;
use super::slug::slug;
use super::tagger::Choice;
use super::token::Shape;

/// A tag less sure than this, in per cent, gives way to the knowledge base; below what is painted.
const HESITANT: u8 = Mention::SURE - 5;
/// From here on a rule's given name belongs to the surname that is tagged.
const GIVEN: u8 = 75;
/// From here on a head word and what it needs make a name.
const HEADED: u8 = 78;
/// A smaller margin is none to speak of.
const WAVERS: i32 = 11;
/// From this margin over no name on a known place is one, though it may be part of a longer name (`زار بوتين الصين`).
const EVIDENT: i32 = 140;
/// From this margin on the tagger is believed that a known place or body is part of a person's name.
const SWALLOWS: i32 = 85;

/// Tags, but where a number or what the user named stands; rules where no tag is. Under a tag that is less
/// sure than `HESITANT` stands what the knowledge base knows.
pub(super) fn settle(
    context: &Context,
    (tagged, choices): (Vec<(Candidate, Margins)>, &[Choice]),
    rules: Vec<Candidate>,
    doubtful: &[Candidate],
) -> Vec<(Candidate, Option<Signals>)> {
    let mut kept = Vec::with_capacity(rules.len() + tagged.len());
    let mut taken = vec![false; context.tokens.len()];
    let mut apart = taken.clone();
    let mut rest = rules.as_slice();
    for (mut tag, margins) in tagged {
        tag.end = extent::end(context, &tag, doubtful);
        // Both lists are sorted: rules that end before the tag can overlap no later one.
        let past = rest.iter().take_while(|rule| rule.end <= tag.start).count();
        rest = &rest[past..];
        let over = &rest[..rest.iter().take_while(|rule| rule.start < tag.end).count()];
        if over.iter().any(|rule| is_fixed(context, rule) || keeps(context, rule, &tag)) {
            continue;
        }
        if let Some(tokens) = prevails(over, &tag, margins) {
            apart[tokens].fill(true);
            continue;
        }
        let tag = bounded(context, tag, over, (&rules, &taken));
        let witness = witness(&tag, over, doubtful);
        // `إنه سعيد`, `الصيد البحري`, `صديقه العزيز`: an ordinary word is nobody's name without a sign that it is one.
        let attribute = || context.grammar.has("after-abd", &context.tokens.text(tag.start)[tag.skip..]);
        let is_asked = witness == Witness::Listed || witness == Witness::Tag && attribute();
        if bounds::pronoun(context, &tag) || is_asked && !named_so(context, &tag, (&rules, &kept)) {
            continue;
        }
        taken[tag.start..tag.end].fill(true);
        let sure = over.iter().any(|rule| is_whole(context, rule) && goes_on(context, rule, &tag))
            || is_certain(context, &tag, (witness, margins), &rules, &taken);
        let signals = (!sure).then(|| belief::signals(context, &tag, (witness, margins), &taken));
        kept.push((Candidate { confidence: SURE, ..tag }, signals));
    }
    kept.extend(rules.into_iter().filter_map(|rule| left(context, rule, choices, (&taken, &apart))));
    kept
}

/// Whether no tag takes the place of a rule: of a number or a date, of what the user named, nor of a document with
/// its number (`القرار 2254`).
fn is_fixed(context: &Context, rule: &Candidate) -> bool {
    let numbered = rule.kind == EntityKind::Document && context.tokens.shape(rule.end - 1) == Shape::Number;
    rule.amount() || rule.confidence == OWN || numbered
}

/// Whether a document of the knowledge base or of a rule of law, with several words in its name, is no part of what
/// is tagged over it: only a name of another class that ends in it (`لجنة وثيقة قرطاج`), or a longer one by adjectives
/// (`قانون المصالحة الوطنية`), has it in it.
fn keeps(context: &Context, rule: &Candidate, tag: &Candidate) -> bool {
    let ends_in = tag.kind != rule.kind && tag.start < rule.start && rule.end <= tag.end;
    is_whole(context, rule) && !ends_in && !goes_on(context, rule, tag)
}

/// Whether a tag is a document's name made longer by adjectives.
fn goes_on(context: &Context, rule: &Candidate, tag: &Candidate) -> bool {
    let adjective = |at: usize| {
        let word = context.tokens.text(at);
        context.grammar.adjective(word, false) || context.grammar.adjective(word, true)
    };
    (tag.start, tag.skip, tag.kind) == (rule.start, rule.skip, rule.kind)
        && rule.end < tag.end
        && (rule.end..tag.end).all(adjective)
}

/// Whether a rule is sure of a document with several words in its name (`اتفاق الطائف`). Articles and amendments of the
/// one law are called as those of another are.
fn is_whole(context: &Context, rule: &Candidate) -> bool {
    let first = context.stem(rule.start, rule.skip);
    let part = matches!(first.as_ref(), "الماده" | "الفصل" | "البند" | "التعديل");
    rule.kind == EntityKind::Document && rule.confidence >= SURE && rule.len() > 1 && !part
}

/// The tokens where the rules that lie over a tag stand in its place.
fn prevails(over: &[Candidate], tag: &Candidate, margins: Margins) -> Option<std::ops::Range<usize>> {
    // `الاتحاد الروسي` is a state, whatever it looks like; `وباء كورونا` is no town.
    let known = |rule: &&Candidate| {
        let covers = rule.start <= tag.start && tag.end <= rule.end && rule.len() > 1;
        let tells = rule.kind == EntityKind::Place && tag.kind != rule.kind || rule.len() > tag.len();
        covers && tells && rule.confidence >= SURE
    };
    if let Some(rule) = over.iter().find(known) {
        return Some(rule.start..rule.end);
    }
    // `زار بوتين الصين`: a hesitant name of a person that swallows a known place or body is two names.
    let other = |rule: &Candidate| rule.kind != EntityKind::Person && rule.confidence >= SURE;
    let swallows = tag.kind == EntityKind::Person && margins.label < SWALLOWS && over.iter().any(other);
    swallows.then_some(tag.start..tag.end)
}

/// A tag that begins where its name does.
fn bounded(
    context: &Context,
    tag: Candidate,
    over: &[Candidate],
    (rules, taken): (&[Candidate], &[bool]),
) -> Candidate {
    // `وباسم المنصوري`: the given name before a surname is a part of the name.
    let longer = |rule: &&Candidate| {
        let person = rule.kind == EntityKind::Person && tag.kind == EntityKind::Person;
        person
            && !beside::whole(context, &tag)
            && rule.confidence >= GIVEN
            && rule.start < tag.start
            && rule.end == tag.end
    };
    // `نهر [السين]`: the class word stays outside of a name that is known alone.
    let classed = |rule: &&Candidate| {
        let place = rule.kind == EntityKind::Place && tag.kind == EntityKind::Place;
        let class = context.grammar.head(&context.tokens.text(tag.start)[tag.skip..]);
        place
            && rule.confidence >= SURE
            && (rule.start, rule.end) == (tag.start + 1, tag.end)
            && class.is_some_and(|(kind, head)| kind == EntityKind::Place && head.outside())
    };
    // `جامعة [البصرة]`, of a town or a club: the outermost name wins.
    let headed = |rule: &&Candidate| {
        rule.kind == tag.kind
            && tag.kind != EntityKind::Person
            && rule.confidence >= HEADED
            && rule.start < tag.start
            && rule.end == tag.end
            && tag.skip == 0
    };
    let longer = over.iter().find(longer).or_else(|| over.iter().find(headed));
    let given = longer.filter(|rule| !taken[rule.start..tag.start].contains(&true));
    if let Some(rule) = given.or_else(|| over.iter().find(classed)) {
        rule.clone()
    } else if let Some((start, skip)) = extent::begin(context, &tag, taken) {
        named(context, rules, (start, skip, tag.end), tag.kind)
    } else {
        tag
    }
}

/// What the rules say of a tag.
fn witness(tag: &Candidate, over: &[Candidate], doubtful: &[Candidate]) -> Witness {
    let same = |rule: &&Candidate| {
        let titled = rule.kind == EntityKind::Person && rule.id == tag.id && rule.start < tag.start;
        // `العماد جوزيف عون` is who `جوزيف عون` is.
        rule.kind == tag.kind
            && rule.end == tag.end
            && (titled || (rule.start, rule.skip) == (tag.start, tag.skip))
    };
    if let Some(rule) = over.iter().find(same) {
        Witness::Both(rule.confidence)
    } else if let Some(sure) = over.iter().map(|rule| rule.confidence).max() {
        Witness::Contested(sure)
    } else if listed(doubtful, tag) {
        Witness::Listed
    } else {
        Witness::Tag
    }
}

/// A rule where no tag is, or under one it knows better than; with its signals, where it needs weighing.
fn left(
    context: &Context,
    mut rule: Candidate,
    choices: &[Choice],
    (taken, apart): (&[bool], &[bool]),
) -> Option<(Candidate, Option<Signals>)> {
    let over = taken[rule.start..rule.end].contains(&true);
    // What a head word and a nation make, or the knowledge base has as a whole, is one by definition.
    let by_definition =
        rule.kind == EntityKind::Event && rule.confidence >= OF_A_NATION || is_whole(context, &rule);
    if is_fixed(context, &rule) || apart[rule.start] || by_definition && !over {
        return Some((rule, None));
    }
    if !over {
        let against = choices.get(rule.start).map(|choice| choice.margin);
        let witness = (Witness::Rule(rule.confidence), Margins { against, ..Margins::default() });
        let signals = belief::signals(context, &rule, witness, taken);
        return Some((rule, Some(signals)));
    }
    let knows = rule.confidence >= SURE;
    rule.confidence = HESITANT;
    knows.then_some((rule, None))
}

/// Whether a tag is a name of the knowledge base that needs context.
fn listed(doubtful: &[Candidate], tag: &Candidate) -> bool {
    candidate::starting(doubtful, tag.start)
        .any(|name| (name.skip, name.end, name.kind) == (tag.skip, tag.end, tag.kind))
}

/// Whether a doubtful name of a person, that is also an ordinary word, stands as a name: behind a title, the
/// body or deed that is somebody's, or a verb of saying, or its bearer's full name is in the text.
fn named_so(
    context: &Context,
    tag: &Candidate,
    (rules, kept): (&[Candidate], &[(Candidate, Option<Signals>)]),
) -> bool {
    let text = &context.tokens.text(tag.start)[tag.skip..];
    let common = |word: &str| context.lexicon.word(word).common();
    let ordinary = common(text) || text.strip_prefix("ال").is_some_and(common);
    if tag.kind != EntityKind::Person || tag.len() > 1 || !ordinary {
        return true;
    }
    let next = context.tokens.text(tag.end);
    let described = text.starts_with("ال") && next.starts_with("ال");
    let before = context.tokens.before(tag.start);
    let verb = clitic::readings(before).any(|reading| context.grammar.has("verb", &reading.stem));
    let body = clitic::readings(before).any(|reading| context.grammar.has("bearer", &reading.stem));
    // `كل شي`, `قال لي مدير`; but `صرح لي لميشوستين`.
    let next = || rules.binary_search_by_key(&tag.end, |rule| rule.start);
    let spoken_to = || next().is_ok_and(|next| rules[next].skip > 0);
    if person::counted(context, tag.start)
        || context.grammar.has("needs-cue", text)
            && !person::titled(context, tag.start)
            && !(verb && (spoken_to() || begins_another(context, text, (rules, kept))))
    {
        return false;
    }
    is_named_in_full(tag, rules) || !described && (person::titled(context, tag.start) || verb || body)
}

/// Whether a full name of the text begins with a word.
fn begins_another(
    context: &Context,
    word: &str,
    (rules, kept): (&[Candidate], &[(Candidate, Option<Signals>)]),
) -> bool {
    let full = rules.iter().chain(kept.iter().map(|(name, _)| name)).filter(|name| name.len() > 1);
    let mut people = full.filter(|name| name.kind == EntityKind::Person);
    people.any(|name| context.tokens.text(name.start)[name.skip..] == *word)
}

/// Whether the text has a name of several words for whom a tag names.
fn is_named_in_full(tag: &Candidate, rules: &[Candidate]) -> bool {
    rules.iter().any(|rule| rule.id == tag.id && rule.len() > 1)
}

/// Whether no weighing is needed. Whom knowledge base and tagger see alike is right 99 times in a hundred, whatever
/// stands around, and so is a bare surname whose bearer's full name the text has. So is a place, where the tagger
/// does not waver, its name is no adjective (`سورية`) and no body's name may end in it (`المستشفى الجهوي بصفاقس`).
fn is_certain(
    context: &Context,
    tag: &Candidate,
    (witness, margins): (Witness, Margins),
    rules: &[Candidate],
    taken: &[bool],
) -> bool {
    let surname = || tag.len() == 1 && is_named_in_full(tag, rules);
    let firm = || {
        (margins.label >= WAVERS || margins.outside >= EVIDENT)
            && !context.grammar.nation(context.tokens.text(tag.start))
            && !belief::is_under(context, tag, taken)
    };
    match (tag.kind, witness) {
        (EntityKind::Person, Witness::Both(sure)) => sure >= SURE || surname(),
        (EntityKind::Person, Witness::Listed) => surname(),
        (EntityKind::Place, Witness::Both(SURE..)) => firm(),
        (EntityKind::Organisation, Witness::Both(SURE..)) => margins.outside >= EVIDENT,
        (EntityKind::Event, Witness::Both(sure)) => sure >= OF_A_NATION,
        _ => false,
    }
}

/// A name with its id: that of the rules, of the knowledge base, else of its letters.
pub(super) fn named(
    context: &Context,
    rules: &[Candidate],
    (start, skip, end): (usize, usize, usize),
    kind: EntityKind,
) -> Candidate {
    // The rules are sorted and never overlap: at most one begins here.
    if let Ok(at) = rules.binary_search_by_key(&start, |rule| rule.start) {
        let rule = &rules[at];
        if (rule.skip, rule.end, rule.kind) == (skip, end, kind) {
            return rule.clone();
        }
    }
    let first = context.stem(start, skip);
    let rest: Vec<&str> = (start + 1..end)
        .filter(|n| context.tokens.shape(*n) != Shape::Sign)
        .map(|n| context.tokens.text(n))
        .collect();
    let alias = clitic::readings(context.tokens.text(start)).find(|r| r.skip == skip).and_then(|reading| {
        let words = std::iter::once(reading.stem.as_ref()).chain(rest.iter().copied());
        let fits =
            |alias: &Alias, len: usize| alias.len == len && alias.row.kind() == kind && alias.outside == 0;
        let alias = context.lexicon.longest(&reading.stem, rest.iter().copied());
        // `فاز برشلونة`: a body with the name of a town is its club.
        let club = || context.lexicon.longest("نادي", words);
        let alias = alias.filter(|alias| fits(alias, 1 + rest.len()));
        let alias = alias.or_else(|| club().filter(|club| fits(club, 2 + rest.len())))?;
        Some((alias.row.id().to_owned(), alias.row.name().to_owned()))
    });
    let (id, name) = alias.unwrap_or_else(|| {
        let words: Vec<&str> = std::iter::once(first.as_ref()).chain(rest).collect();
        (format!("{}:{}", prefix(kind), slug(&words.join(" "))), String::new())
    });
    let name = if kind == EntityKind::Person { name } else { String::new() };
    Candidate::new(start, skip, end, kind, id, name, 0)
}

fn prefix(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Place => "place",
        EntityKind::Event => "event",
        EntityKind::Document => "doc",
        _ => "org",
    }
}
