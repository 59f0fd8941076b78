//! Affixes: words without their proclitics and suffixes, and the other spellings that follow from them.
//!
//! What a proclitic may be taken from, the words of the news tell (`lexicon`). *Invariant:* what is left of a word is
//! a part of it, and what the news knows as the beginning of the word itself stays.

use super::words::letters;
use super::{lexicon, slip, spellings};

/// Proclitics that come before all others.
const CONJUNCTIONS: [char; 2] = ['و', 'ف'];
/// Proclitics of one letter.
pub(super) const LETTERS: [char; 6] = ['و', 'ف', 'ب', 'ل', 'ك', 'س'];

/// Words that say nothing, but begin as if with the article: what they are left of is rather a noun (والي, لآلئ).
pub(super) const PARTICLES: [&str; 2] = ["الي", "الا"];

/// A word without its proclitics (و ف ب ل ك س and the article): what exact matching compares. A letter
/// is taken only where the rest is a word of the news, and never where the news knows that it is the word's own.
pub(super) fn stripped(word: &str) -> &str {
    let once = strip(word);
    if once.len() == word.len() { word } else { strip(once) }
}

/// What a word is besides without its proclitics: a name that was met before, of which they took the first letter for
/// one (بيومي, فاخر, باسم). Nothing tells which is meant: the index has both.
pub(super) fn name(word: &str) -> Option<&str> {
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
    let is_noun = |rest: &&str| lexicon::is_known(rest) && !PARTICLES.contains(rest);
    rest.filter(is_noun).filter(is_host).unwrap_or(word)
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

/// A word without proclitics that the news does not know, as the index keeps it with each: there nothing told them
/// from its own letters.
pub(super) fn attached(base: &str) -> impl Iterator<Item = String> {
    const PROCLITICS: [&str; 9] = ["و", "ف", "ب", "ل", "ك", "وب", "ول", "وال", "بال"];
    let is_new = letters(base) >= 4 && !lexicon::is_known(base);
    let proclitics = if is_new { &PROCLITICS[..] } else { &[] };
    let forms = proclitics.iter().map(move |proclitic| format!("{proclitic}{base}"));
    forms.filter(|form| !lexicon::is_known(form) && stripped(form) == form)
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
    const SUFFIXES: [&str; 14] =
        ["هما", "ها", "هم", "ان", "ات", "ون", "ين", "يه", "تين", "نا", "كم", "وا", "ه", "ي"];
    let base = stripped(word);
    if lexicon::is_bare(base) {
        return (base, base);
    }
    let cut = |suffix: &&str| base.strip_suffix(suffix).filter(|rest| letters(rest) >= 3);
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
