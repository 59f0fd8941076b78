//! The last word on what is a name: what the tagger says, weighed against what the rules found.
//!
//! Where they differ the tagger is believed: it reads what the rules found, and knows how far each is to be
//! trusted. How sure a mention is, `belief` tells. *Invariant:* numbers and dates stay with their grammars,
//! what the user named stays.

use crate::model::{EntityKind, Mention};

use super::belief::{self, Belief, Margins, Signals, Witness};
use super::candidate::{self, Candidate, OWN, SURE};
use super::clitic::{self, Reading};
use super::context::Context;
use super::heads::OF_A_NATION;
use super::lexicon::{Alias, Word};
use super::person;
use super::slug::slug;
use super::tagger::{Choice, Model, Position, decode, features};
use super::token::Shape;

/// A tag less sure than this, in per cent, gives way to the knowledge base; below what is painted.
const HESITANT: u8 = Mention::SURE - 5;
/// From here on a rule's given name belongs to the surname that is tagged.
const GIVEN: u8 = 75;
/// A smaller margin is none to speak of.
const WAVERS: i32 = 11;
/// From this margin on the tagger is believed that a known place or body is part of a person's name.
const SWALLOWS: i32 = 85;
/// A document of the knowledge base with as many words in its name is no other (`ميثاق الأمم المتحدة`).
const LONG: usize = 3;
/// Words of one person's name at most: `تميم بن حمد بن خليفة آل ثاني` has eight.
const LONGEST: usize = 10;

/// The mentions of a text after the tagger has read it.
pub(super) fn judge(
    context: &Context,
    model: &Model,
    belief: &Belief,
    rules: Vec<Candidate>,
    doubtful: &[Candidate],
) -> Vec<Candidate> {
    let told = |(mut candidate, signals): (Candidate, Option<Signals>)| {
        if let Some(signals) = signals {
            candidate.confidence = belief.percent(&signals);
        }
        candidate
    };
    let weighed = weighed(context, model, rules, doubtful);
    candidate::surest(weighed.into_iter().map(told).collect(), context.tokens.len())
}

/// What tagger and rules find, with the signals that tell how sure it is. Numbers, dates and what the user
/// named have none, nor has what stands under a tag.
pub(super) fn weighed(
    context: &Context,
    model: &Model,
    rules: Vec<Candidate>,
    doubtful: &[Candidate],
) -> Vec<(Candidate, Option<Signals>)> {
    let slots = features(context, &rules, doubtful);
    let mut choices = Vec::with_capacity(slots.len());
    let mut from = 0;
    for at in 0..=slots.len() {
        if at == slots.len() || context.tokens.shape(at) == Shape::Break {
            choices.extend(decode(model, &slots[from..at]));
            if at < slots.len() {
                choices.push(Choice::default());
            }
            from = at + 1;
        }
    }
    settle(context, spans(context, &choices, &rules), rules, doubtful)
}

/// The names that the labels spell.
fn spans(context: &Context, choices: &[Choice], rules: &[Candidate]) -> Vec<(Candidate, Margins)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < choices.len() {
        let Some((kind, position)) = choices[at].label.inside() else {
            at += 1;
            continue;
        };
        let person = kind == EntityKind::Person;
        let goes_on = |n: usize| choices.get(n).is_some_and(|choice| choice.label.goes_on());
        let mut end = at + 1;
        while goes_on(end) && !(person && person::second(context, end, end - at)) {
            end += 1;
        }
        let next = end;
        if person {
            // More words are no name, but a wall of them.
            end = end.min(at + LONGEST);
        }
        let least = |margin: fn(&Choice) -> i32| choices[at..end].iter().map(margin).min().unwrap_or(0);
        let margins = Margins {
            label: least(|choice| choice.margin),
            outside: least(|choice| choice.outside),
            // Where the line ends no name goes on.
            end: choices.get(end).map_or(i32::MAX, |choice| choice.inside),
        };
        let skip = proclitics(context, rules, at, position);
        found.push((named(context, rules, (at, skip, end), kind), margins));
        at = next;
    }
    found
}

/// The bytes of the proclitics that a name begins behind: as a rule cut them; else a whole word that is known
/// stays whole, a stem that is known or stands bare in the text is freed, and of others the label decides.
fn proclitics(context: &Context, rules: &[Candidate], at: usize, position: Position) -> usize {
    let text = context.tokens.text(at);
    let cut = position != Position::Begin;
    if let Ok(rule) = rules.binary_search_by_key(&at, |rule| rule.start)
        && (rules[rule].skip > 0 || !cut || rules[rule].confidence >= SURE)
    {
        return rules[rule].skip;
    }
    let whole = context.lexicon.word(text);
    let freed = context.freed(text);
    let given = |reading: &Reading| context.lexicon.word(&reading.stem).given();
    let joined = context.joined(at) || cut && freed.as_ref().is_some_and(given);
    // `باللطيف`: a surname, as بن عبد اللطيف is.
    let bare = text.strip_prefix('ب').is_some_and(|rest| context.grammar.has("after-abd", rest));
    if whole.given() || context.listed(text) || whole.name() && !joined || bare {
        return 0;
    }
    // `فرنس`, `وكفريا`: what lists of surnames alone know is behind no rare proclitic.
    let sure = |reading: &Reading| {
        let rare = text[..reading.skip].ends_with(['ف', 'ك']);
        !rare || given(reading) || context.listed(&reading.stem) || context.bare(&reading.stem)
    };
    match freed.filter(sure) {
        Some(reading) => reading.skip,
        None if cut && !whole.common() || text.starts_with("لل") => 'ل'.len_utf8(),
        // `بالمنزه الخامس`: the adjective tells the article.
        None if text.starts_with("بال") && context.tokens.text(at + 1).starts_with("ال") => {
            'ب'.len_utf8()
        }
        None => 0,
    }
}

/// A name with its id: that of the rules, of the knowledge base, else of its letters.
fn named(
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

/// The doubtful names that begin at a token. Sorted by where they begin; a few may begin at one.
fn starting(doubtful: &[Candidate], at: usize) -> impl Iterator<Item = &Candidate> {
    let from = doubtful.partition_point(|name| name.start < at);
    doubtful[from..].iter().take_while(move |name| name.start == at)
}

/// Whether a tag is a name of the knowledge base that needs context.
fn listed(doubtful: &[Candidate], tag: &Candidate) -> bool {
    starting(doubtful, tag.start)
        .any(|name| (name.skip, name.end, name.kind) == (tag.skip, tag.end, tag.kind))
}

/// Whether a doubtful name of a person, that is also an ordinary word, stands as a name: behind a title, the
/// body or deed that is somebody's, or a verb of saying, or its bearer's full name is in the text.
fn named_so(context: &Context, tag: &Candidate, rules: &[Candidate]) -> bool {
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
    rules.iter().any(|rule| rule.id == tag.id && rule.len() > 1)
        || !described && (person::titled(context, tag.start) || verb || body)
}

/// Where a tag ends: `التقى رئيس الوزراء لي الوفد` names لي, whom the knowledge base knows, and no لي الوفد,
/// nor does `أعلن بوش دعمه` name anybody but بوش.
fn end(context: &Context, tag: &Candidate, doubtful: &[Candidate]) -> usize {
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
    if tag.kind != EntityKind::Person || context.word(tag.start).given() {
        return tag.end;
    }
    starting(doubtful, tag.start).find(is_known).map_or(tag.end, |name| name.end)
}

/// Where a person's name begins, if not where the tag does: before it stands a given name (`وفوزي [عبد الرحمان]`),
/// or its first word describes who has the given name that follows (`[المدلل سليم]`).
fn begin(context: &Context, tag: &Candidate, taken: &[bool]) -> Option<(usize, usize)> {
    if tag.kind != EntityKind::Person || tag.skip > 0 {
        return None;
    }
    let first = context.tokens.text(tag.start);
    let word = context.word(tag.start);
    if first.starts_with("ال") && tag.len() > 1 && context.word(tag.start + 1).given() {
        let titled = context.grammar.has("title", first) && first != "السيد";
        let describes = word.common() && !word.name() || context.grammar.nation(first) && !word.given();
        return (titled || describes).then_some((tag.start + 1, 0));
    }
    // `[حياة] بن علي`: such a name seldom begins so.
    let linked = matches!(first, "بن" | "عبد");
    let is_given = |word: Word| word.strong_given() || linked && word.given();
    let barred = |at: usize| {
        let text = context.tokens.text(at);
        context.grammar.has("stop", text) || context.grammar.nation(text)
    };
    let at =
        tag.start.checked_sub(1).filter(|at| context.tokens.is_word(*at) && !taken[*at] && !barred(*at))?;
    let text = context.tokens.text(at);
    if is_given(context.word(at)) {
        return Some((at, 0));
    }
    let given = |reading: &Reading| is_given(context.lexicon.word(&reading.stem));
    let freed = context.freed(text).filter(|_| !context.lexicon.word(text).name());
    freed.filter(given).map(|reading| (at, reading.skip))
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
    let named_in_full = || tag.len() == 1 && rules.iter().any(|rule| rule.id == tag.id && rule.len() > 1);
    let firm = || {
        margins.label >= WAVERS
            && !context.grammar.nation(context.tokens.text(tag.start))
            && !belief::is_under(context, tag, taken)
    };
    match (tag.kind, witness) {
        (EntityKind::Person, Witness::Both(sure)) => sure >= SURE || named_in_full(),
        (EntityKind::Person, Witness::Listed) => named_in_full(),
        (EntityKind::Place, Witness::Both(SURE..)) => firm(),
        (EntityKind::Document, Witness::Both(SURE..)) => tag.len() >= LONG,
        (EntityKind::Event, Witness::Both(sure)) => sure >= OF_A_NATION,
        _ => false,
    }
}

/// Tags, but where a number or what the user named stands; rules where no tag is. Under a tag that is less
/// sure than `HESITANT` stands what the knowledge base knows.
fn settle(
    context: &Context,
    tagged: Vec<(Candidate, Margins)>,
    rules: Vec<Candidate>,
    doubtful: &[Candidate],
) -> Vec<(Candidate, Option<Signals>)> {
    // `القرار 2254`: what has a number is for a grammar too.
    let numbered = |rule: &Candidate| {
        rule.kind == EntityKind::Document && context.tokens.shape(rule.end - 1) == Shape::Number
    };
    let fixed = |rule: &Candidate| rule.amount() || rule.confidence == OWN || numbered(rule);
    let same =
        |a: &Candidate, b: &Candidate| (a.start, a.skip, a.end, a.kind) == (b.start, b.skip, b.end, b.kind);
    let mut kept = Vec::with_capacity(rules.len() + tagged.len());
    let mut taken = vec![false; context.tokens.len()];
    let mut apart = taken.clone();
    let mut rest = rules.as_slice();
    for (mut tag, margins) in tagged {
        tag.end = end(context, &tag, doubtful);
        // Both lists are sorted: rules that end before the tag can overlap no later one.
        while rest.first().is_some_and(|rule| rule.end <= tag.start) {
            rest = &rest[1..];
        }
        let (start, end) = (tag.start, tag.end);
        let over = || rest.iter().take_while(|rule| rule.start < end).filter(|rule| rule.end > start);
        if over().any(fixed) {
            continue;
        }
        // `زار بوتين الصين`: a hesitant name of a person that swallows a known place or body is two names.
        let other = |rule: &Candidate| rule.kind != EntityKind::Person && rule.confidence >= SURE;
        let swallows = tag.kind == EntityKind::Person && margins.label < SWALLOWS && over().any(other);
        // `الاتحاد الروسي` is a state, whatever it looks like; `وباء كورونا` is no town.
        let known = |rule: &Candidate| {
            let covers = rule.start <= tag.start && tag.end <= rule.end && rule.len() > 1;
            let tells = rule.kind == EntityKind::Place && tag.kind != rule.kind || rule.len() > tag.len();
            covers && tells && rule.confidence >= SURE
        };
        let within = over().find(|rule| known(rule)).map(|rule| rule.start..rule.end);
        if swallows || within.is_some() {
            apart[within.unwrap_or(tag.start..tag.end)].fill(true);
            continue;
        }
        // `وباسم المنصوري`: the given name before a surname is a part of the name.
        let longer = |rule: &&Candidate| {
            let person = rule.kind == EntityKind::Person && tag.kind == EntityKind::Person;
            person && rule.confidence >= GIVEN && rule.start < tag.start && rule.end == tag.end
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
        if let Some(rule) = over().find(longer).filter(|rule| !taken[rule.start]) {
            tag = rule.clone();
        } else if let Some(rule) = over().find(classed) {
            tag = rule.clone();
        } else if let Some((start, skip)) = begin(context, &tag, &taken) {
            tag = named(context, &rules, (start, skip, tag.end), tag.kind);
        }
        let witness = if let Some(rule) = over().find(|rule| same(rule, &tag)) {
            Witness::Both(rule.confidence)
        } else if let Some(sure) = over().map(|rule| rule.confidence).max() {
            Witness::Contested(sure)
        } else if listed(doubtful, &tag) {
            Witness::Listed
        } else {
            Witness::Tag
        };
        // `إنه سعيد`, `الصيد البحري`, `صديقه العزيز`: an ordinary word is nobody's name without a sign that it is one.
        let attribute = context.grammar.has("after-abd", &context.tokens.text(tag.start)[tag.skip..]);
        let is_asked = witness == Witness::Listed || witness == Witness::Tag && attribute;
        if is_asked && !named_so(context, &tag, &rules) {
            continue;
        }
        taken[tag.start..tag.end].fill(true);
        let sure = is_certain(context, &tag, (witness, margins), &rules, &taken);
        tag.confidence = SURE;
        let signals = (!sure).then(|| belief::signals(context, &tag, (witness, margins), &taken));
        kept.push((tag, signals));
    }
    for mut rule in rules {
        let over = taken[rule.start..rule.end].contains(&true);
        // What a head word and a nation make, or the knowledge base has as a whole, is one by definition.
        let by_definition = rule.kind == EntityKind::Event && rule.confidence >= OF_A_NATION
            || rule.kind == EntityKind::Document && rule.confidence >= SURE && rule.len() >= LONG;
        let signals = if fixed(&rule) || apart[rule.start] || by_definition && !over {
            None
        } else if !over {
            let witness = (Witness::Rule(rule.confidence), Margins::default());
            Some(belief::signals(context, &rule, witness, &taken))
        } else if rule.confidence >= SURE {
            rule.confidence = HESITANT;
            None
        } else {
            continue;
        };
        kept.push((rule, signals));
    }
    kept
}
