//! Affixes: words without their proclitics and suffixes, and the other spellings that follow from them.
//!
//! What a proclitic may be taken from, the words of the news tell (`lexicon`). *Invariant:* what is left of a word is
//! a part of it, and what the news knows as the beginning of the word itself stays.

use super::words::{OWN, letters};
use super::{lexicon, slip, spellings};

/// Proclitics that come before all others.
const CONJUNCTIONS: [char; 2] = ['و', 'ف'];
/// Proclitics of one letter.
pub(super) const LETTERS: [char; 6] = ['و', 'ف', 'ب', 'ل', 'ك', 'س'];

/// Words that say nothing, but begin as if with the article: what they are left of is rather a noun (والي, لآلئ).
pub(super) const PARTICLES: [&str; 2] = ["الي", "الا"];

/// Words that no other is a form of (فعلية is not على).
const NO_STEMS: [&str; 3] = ["الي", "الا", "علي"];

/// Pronouns behind a noun.
const PRONOUNS: [&str; 8] = ["هما", "ها", "هم", "هن", "نا", "كم", "كن", "ه"];

/// A word without its proclitics (و ف ب ل ك س and the article): what exact matching compares. A letter
/// is taken only where the rest is a word of the news, and never where the news knows that it is the word's own.
pub(super) fn stripped(word: &str) -> &str {
    if let Some((_, own)) = word.split_once(OWN) {
        return own;
    }
    let once = strip(word);
    let cut = &word[..word.len() - once.len()];
    // Behind an article stands no other (الألعاب).
    let is_behind_article = (cut.ends_with("ال") || cut.ends_with("لل")) && once.starts_with("ال");
    if cut.is_empty() || is_behind_article { once } else { strip(once) }
}

/// What a word may be besides without its proclitics, the first letter of which nothing tells: the index has all.
pub(super) fn others(word: &str) -> Vec<String> {
    let base = stripped(word);
    let mut others: Vec<String> = name(word).into_iter().map(str::to_owned).collect();
    if base.len() == word.len() {
        others.extend(detached(word).map(str::to_owned));
    }
    others
}

/// A noun that ends in ة, of what stands before that.
pub(super) fn noun(rest: &str) -> String {
    format!("{rest}ه")
}

/// What a word that the news does not know would be behind proclitics (`بطوكيو`), or one that it knows as the
/// beginning of a name, where a more usual name follows (`وسامي`).
fn detached(word: &str) -> impl Iterator<Item = &str> {
    const PROCLITICS: [&str; 10] = ["و", "ف", "ب", "ل", "ك", "وب", "ول", "فل", "وال", "بال"];
    let is_known = lexicon::is_known(word);
    let proclitics = if word.starts_with(LETTERS) { &PROCLITICS[..] } else { &[] };
    let rests = proclitics.iter().filter_map(|proclitic| word.strip_prefix(proclitic));
    rests.filter(move |rest| {
        let is_name = || spellings::is_name(rest) && lexicon::is_oftener(rest, word);
        letters(rest) >= 4 && if is_known { is_name() } else { !lexicon::is_known(rest) || is_name() }
    })
}

/// What stands before the ة of a noun that a pronoun follows, which makes a ت of it (`زوجته`): where the news knows
/// the noun better than a word with that ت (`وقتها`).
pub(super) fn feminine(base: &str) -> Option<&str> {
    let of_noun = |pronoun: &&str| {
        let rest = base.strip_suffix(pronoun)?.strip_suffix('ت').filter(|rest| letters(rest) >= 3)?;
        let (noun, other) = (noun(rest), &base[..rest.len() + 'ت'.len_utf8()]);
        let is_noun = lexicon::is_oftener(&noun, other);
        (is_noun || !lexicon::is_known(other) && !lexicon::is_known(base)).then_some(rest)
    };
    PRONOUNS.iter().find_map(of_noun)
}

/// The noun that a word without proclitics is with a pronoun behind it, as far as its letters tell.
pub(super) fn owned(base: &str) -> Option<String> {
    let rest =
        || PRONOUNS.iter().find_map(|pronoun| base.strip_suffix(pronoun).filter(|rest| letters(rest) >= 3));
    feminine(base).map(noun).or_else(|| rest().map(str::to_owned))
}

/// What is taken for proclitic and word, as it stands, and again without what goes before (`والسماوي`): it may be all a
/// word's own.
/// Of one that begins with a hamza or madda it is so with proclitics, and what begins with a madda: folding makes إليه of
/// آلية.
pub(super) fn wholes(word: &str) -> impl Iterator<Item = &str> {
    let own = word.find(OWN);
    let once = if own.is_some() { word } else { strip(word) };
    let is_cut = once.len() < word.len();
    let first = Some(word).filter(|_| is_cut || own.is_some_and(|at| at > 0));
    let host = word.strip_prefix(CONJUNCTIONS).filter(|host| is_cut && host.len() > once.len());
    let behind = Some(once).filter(|once| is_cut && stripped(word).len() < once.len());
    let long = word.find(OWN[1]).map(|at| &word[at..]);
    first.into_iter().chain(host).chain(behind).chain(long.filter(|long| first != Some(*long)))
}

/// The term by which the index has a whole word (see [`wholes`]).
pub(super) fn whole(word: &str) -> String {
    format!("={word}")
}

/// What a word is besides without its proclitics: a name that was met before, of which they took the first letter for
/// one (بيومي, فاخر, باسم).
fn name(word: &str) -> Option<&str> {
    if word.contains(OWN) {
        return None;
    }
    let base = stripped(word);
    let is_name = |name: &&str| {
        let is_longer = name.len() > base.len() && letters(name) >= 4;
        is_longer && name.starts_with(LETTERS) && spellings::is_name(name)
    };
    (base.len() < word.len()).then(|| [word, strip(word)].into_iter().find(is_name)).flatten()
}

/// The term by which the index has a word that is a name.
pub(super) fn named(word: &str) -> &str {
    name(word).unwrap_or_else(|| stripped(word))
}

fn strip(word: &str) -> &str {
    const WITH_ARTICLE: [&str; 11] =
        ["وال", "فال", "بال", "كال", "لل", "وبال", "فبال", "وكال", "فكال", "ولل", "فلل"];
    let is_long = |rest: &&str| letters(rest) >= 3;
    if !word.starts_with(LETTERS) {
        return word.strip_prefix("ال").filter(is_long).unwrap_or(word);
    }
    let host = word.strip_prefix(CONJUNCTIONS).unwrap_or(word);
    if let Some(rest) = before_own_lam(host) {
        return rest;
    }
    if letters(word) < 4 || lexicon::is_whole(word) {
        return word;
    }
    for prefix in WITH_ARTICLE.iter().filter(|_| !lexicon::is_whole(host)) {
        let Some(rest) = word.strip_prefix(prefix).filter(is_long) else { continue };
        let is_known = || lexicon::is_known(word) || lexicon::is_known(host);
        let is_new = || !prefix.ends_with("بال") && letters(rest) >= 5 && !is_known();
        if lexicon::is_known(rest) || is_new() {
            return rest;
        }
    }
    let rest = word.strip_prefix(LETTERS).filter(is_long);
    // و and ف come before all others: what begins with another and one of them is no word with two (بوعلي).
    let is_host = |rest: &&str| {
        word.starts_with(CONJUNCTIONS) || !rest.starts_with(CONJUNCTIONS) || strip(rest).len() == rest.len()
    };
    let is_noun = |rest: &&str| {
        let is_known =
            lexicon::is_known(rest) || !is_owned(word) && !lexicon::is_known(word) && is_owned(rest);
        is_known && !PARTICLES.contains(rest)
    };
    rest.filter(is_noun).filter(is_host).unwrap_or(word)
}

/// Whether a word is a noun of the news with a pronoun behind it.
fn is_owned(word: &str) -> bool {
    owned(word).is_some_and(|noun| lexicon::is_known(&noun))
}

/// What follows ل where that begins with a ل of its own (للبنان, للجنة): the news has it, and oftener than it has the
/// article before what follows both (للأزمة, للشعب).
fn before_own_lam(word: &str) -> Option<&str> {
    let own = word.strip_prefix('ل')?;
    let rest = own.strip_prefix('ل')?;
    let is_own = letters(rest) >= 2 && lexicon::prefers(own, rest) && strip(own).len() == own.len();
    is_own.then_some(own)
}

/// What follows two letters that are the article but for a slip of the hand (`اا`, `لا`, a key beside the right one).
pub(super) fn behind_slip(word: &str) -> Option<&str> {
    let mut rest = word.chars();
    let (first, second) = (rest.next()?, rest.next()?);
    let is_slip = match (first, second) {
        ('ا', second) => second == 'ا' || slip::is_beside(second, 'ل'),
        ('ل', 'ا') => true,
        (first, 'ل') => slip::is_beside(first, 'ا'),
        _ => false,
    };
    Some(rest.as_str()).filter(|rest| is_slip && letters(rest) >= 4)
}

/// A word with its hamza on the other seat, as far as folding leaves one (مسؤول, مسئول; مائة, مئة): the same word
/// as it is written elsewhere.
pub(super) fn reseated(base: &str) -> Option<String> {
    let (first, rest) = base.split_at(base.chars().next()?.len_utf8());
    match base {
        "مايه" => Some("ميه".to_owned()),
        "ميه" => Some("مايه".to_owned()),
        _ if rest.contains("وو") => Some(format!("{first}{}", rest.replace("وو", "يو"))),
        _ if rest.contains("يو") => Some(format!("{first}{}", rest.replace("يو", "وو"))),
        _ => None,
    }
}

/// A word without its proclitics and one light suffix: what loose matching compares.
pub(super) fn stem(word: &str) -> &str {
    base_and_stem(word).1
}

/// A word without its proclitics, and that without one light suffix.
pub(super) fn base_and_stem(word: &str) -> (&str, &str) {
    const SUFFIXES: [&str; 19] = [
        "اتهما",
        "اتها",
        "اتهم",
        "اتنا",
        "اته",
        "هما",
        "ها",
        "هم",
        "ان",
        "ات",
        "ون",
        "ين",
        "يه",
        "تين",
        "نا",
        "كم",
        "وا",
        "ه",
        "ي",
    ];
    let base = stripped(word);
    if lexicon::is_bare(base) {
        return (base, base);
    }
    if let Some(rest) = feminine(base) {
        return (base, rest.strip_suffix('ي').filter(|rest| letters(rest) >= 3).unwrap_or(rest));
    }
    let is_stem = |rest: &&str| letters(rest) >= 3 && !NO_STEMS.contains(rest);
    let cut = |suffix: &&str| base.strip_suffix(suffix).filter(is_stem);
    (base, SUFFIXES.iter().find_map(cut).unwrap_or(base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proclitic_is_taken_however_usual_the_word_is_with_it() {
        for word in ["لكره", "باسم", "واوضح", "واشار", "بشكل", "لمده", "لحساب", "بقيمه", "سيتم", "وبشكل"]
        {
            let rest = ["وب", "و", "ل", "ب", "س"].iter().find_map(|letter| word.strip_prefix(letter));
            assert_eq!(Some(stripped(word)), rest, "{word}");
        }
    }

    #[test]
    fn a_first_letter_of_the_word_itself_stays() {
        for word in [
            "بوتين",
            "بوعلي",
            "بكين",
            "كندا",
            "وزير",
            "بعض",
            "بلديه",
            "كبير",
            "فريق",
            "ليس",
            "وقت",
            "كان",
            "كانت",
            "لجنه",
            "ولايه",
            "سيده",
            "كاملا",
            "فادي",
            "ليلي",
            "سعاد",
        ] {
            assert_eq!(stripped(word), word);
            assert_eq!(stripped(&format!("و{word}")), word);
        }
    }

    #[test]
    fn the_article_is_taken_behind_two_proclitics() {
        for word in ["وبالصين", "فبالصين", "وكالصين", "فكالصين", "والصين", "بالصين", "فللصين"]
        {
            assert_eq!(stripped(word), "صين", "{word}");
        }
        for (word, rest) in [("وكالات", "وكالات"), ("وكاليفورنيا", "كاليفورنيا"), ("وبالي", "بالي")]
        {
            assert_eq!(stripped(word), rest);
        }
    }

    #[test]
    fn of_two_lams_the_second_may_be_of_the_word() {
        for word in ["لبنان", "ليبيا", "ليون", "لجان", "لجنه", "لوبان", "لندن"]
        {
            assert_eq!([stripped(&format!("ل{word}")), stripped(&format!("ول{word}"))], [word, word]);
        }
        for (word, rest) in [("للازمه", "ازمه"), ("للشعب", "شعب"), ("للكويت", "كويت"), ("لل", "لل")]
        {
            assert_eq!(stripped(word), rest);
        }
    }

    #[test]
    fn what_is_left_is_no_particle() {
        for (word, rest) in [("والي", "والي"), ("الوالي", "والي"), ("لالي", "لالي"), ("كالي", "كالي")]
        {
            assert_eq!(stripped(word), rest);
        }
    }

    #[test]
    fn a_name_may_begin_as_with_a_proclitic() {
        for (word, own) in [("بيومي", "بيومي"), ("وعزيز", "وعزيز"), ("فاخر", "فاخر"), ("باسم", "باسم")]
        {
            assert_eq!((name(word), named(word)), (Some(own), own));
        }
        for (word, base) in [("وقال", "قال"), ("بوتين", "بوتين"), ("العزيز", "عزيز"), ("السياسه", "سياسه")]
        {
            assert_eq!((name(word), named(word)), (None, base));
        }
    }

    #[test]
    fn the_end_of_a_name_is_no_suffix() {
        for name in ["سلمان", "سليمان", "شعبان", "عمران", "ليلي", "لبنان"] {
            assert_eq!(stem(name), name);
        }
        assert_eq!(stem("ومدرسين"), "مدرس");
        assert_eq!(stem("سلمها"), "سلم");
    }
}
