//! A title from a long sentence: cut where a clause ends, never before it said something.
//!
//! 1. A sentence that fits stands whole.
//! 2. A sentence of attribution (`قال فلان … إن …`) is cut in what was said, never before it. What stands
//!    between speaker and speech (where, when, to whom) is left out where there is no room for it.
//! 3. The cut is at the last place where a clause ends: before a word that opens another one or hangs a
//!    circumstance or a purpose on it, or at a comma with such a word behind it. A comma before a time or a
//!    preposition sets off an insertion, and the clause goes on behind it.
//! 4. Where there is none, before the last preposition, with an ellipsis; else between words.
//!
//! *Invariant:* never cut inside a word, unless the first word is longer than a title.

use super::function_words::{
    AWAITING, CIRCUMSTANCES, CLAUSES, PREPOSITIONS, RELATIVES, bare, has_preposition, introduces_speech,
    is_dangling, is_insertion, is_participle, is_pause, is_purpose, is_reporting, is_time, length,
};

/// Longest title that is cut, in characters.
pub(super) const LONGEST: usize = 110;
/// Longest title that is whole or ends with a clause, where none ends before.
const STRETCHED: usize = 125;
/// A main clause is at least as long before another clause opens, in characters.
const CLAUSE: usize = 40;
/// And as long before a circumstance, which may belong to its middle.
const PHRASE: usize = 60;
/// What was said takes at least as many characters.
const SPEECH: usize = 20;
/// An ellipsis before this many characters hides more than it saves.
const ELLIPSIS: usize = 80;
/// More than this between speaker and speech is no insertion, in characters.
const INSERTED: usize = 100;

/// The title that a sentence gives.
pub(super) fn title(sentence: &str) -> String {
    let sentence = sentence.trim_end_matches(is_pause);
    let sentence = match word_at(sentence).strip_prefix('و') {
        Some(verb) if is_reporting(verb) => &sentence['و'.len_utf8()..],
        _ => sentence,
    };
    if length(sentence) <= STRETCHED {
        return sentence.to_owned();
    }
    let short = is_reporting(word_at(sentence)).then(|| attributed(sentence)).flatten();
    let (sentence, speech) = short.as_ref().map_or((sentence, 0), |(text, at)| (text.as_str(), *at));
    if length(sentence) <= STRETCHED {
        return sentence.to_owned();
    }
    cut(sentence, speech)
        .or_else(|| cut(sentence.strip_prefix(['"', '«', '“'])?, 0))
        .unwrap_or_else(|| format!("{}…", at_word(sentence, speech)))
}

/// A sentence of attribution without what stands between speaker and speech, and where the speech begins.
fn attributed(sentence: &str) -> Option<(String, usize)> {
    let words: Vec<(usize, &str)> = words_of(sentence).collect();
    let at = (2..words.len())
        .find(|&at| introduces_speech(words[at].1) && is_balanced(&sentence[..words[at].0]))?;
    let before = bare(words[at - 1].1);
    if AWAITING.contains(&before) || CIRCUMSTANCES.contains(&before) || before.starts_with('ي') {
        return None;
    }
    let at = if PREPOSITIONS.contains(&before) { at - 1 } else { at };
    let (speech, words) = (words[at].0, &words[..at]);
    // A clause that ends before it is the news itself.
    if words.iter().any(|(_, word)| CLAUSES.contains(&bare(word))) {
        return None;
    }
    let head = &sentence[..speech];
    let inserted = (2..words.len()).find(|&at| {
        let next = words.get(at + 1).map_or("", |word| word.1);
        is_insertion(bare(words[at].1), bare(next)) && is_balanced(&head[..words[at].0])
    });
    // What is long is part of the news.
    let inserted = inserted.filter(|&at| length(&head[words[at].0..]) <= INSERTED);
    let mut speaker =
        head[..inserted.map_or(head.len(), |at| words[at].0)].trim_end_matches(is_pause).to_owned();
    if speaker.matches('،').count() % 2 == 1 {
        speaker.push('،'); // the name stands between two
    }
    let begins = speaker.len() + 1;
    Some((format!("{speaker} {}", &sentence[speech..]), begins))
}

/// The sentence up to a place where it may end, behind the beginning of what was said.
fn cut(sentence: &str, speech: usize) -> Option<String> {
    let (mut within, mut beyond, mut inserted, mut open) = (None, None, None, None);
    let said = length(&sentence[..speech]);
    let words: Vec<(usize, &str)> = words_of(sentence).collect();
    for (at, pair) in words.windows(2).enumerate().skip(2) {
        let [(_, last), (next, word)] = *pair else { continue };
        let before = sentence[..next].trim_end();
        let length = length(before);
        let before = before.trim_end_matches(is_pause);
        if length > STRETCHED {
            break;
        }
        if next <= speech || !is_balanced(before) || is_dangling(bare(last)) {
            continue;
        }
        // A conjunction that stands alone belongs to the word behind it.
        let word = if word == "و" { words.get(at + 2).map_or(word, |word| word.1) } else { word };
        let told = if speech == 0 { length } else { length.saturating_sub(said) + CLAUSE - SPEECH };
        match end(last, word) {
            End::Clause if told >= CLAUSE => {}
            End::Phrase if told >= PHRASE => {}
            End::Insertion if told >= PHRASE => {
                inserted = inserted.or(Some(before));
                continue;
            }
            End::Object => {
                inserted = None;
                continue;
            }
            End::Clause | End::Phrase | End::Open
                if (ELLIPSIS..=LONGEST).contains(&length) && told >= CLAUSE =>
            {
                open = Some(before);
                continue;
            }
            _ => continue,
        }
        if length <= LONGEST {
            within = Some(before);
        } else {
            beyond = beyond.or(Some(before));
        }
    }
    within.or(beyond).or(inserted).map(str::to_owned).or_else(|| open.map(|open| format!("{open}…")))
}

/// What ends between two words.
enum End {
    /// A clause.
    Clause,
    /// A phrase with which a clause may end.
    Phrase,
    /// A phrase with a time set off behind it.
    Insertion,
    /// An insertion, with the object behind it that the verb still waits for.
    Object,
    /// A phrase that something belongs to.
    Open,
    /// Nothing that ends.
    Nothing,
}

fn end(last: &str, next: &str) -> End {
    let (paused, last, next) = (last.ends_with(is_pause), bare(last), bare(next));
    let opener = next.strip_prefix('و').unwrap_or(next);
    if CLAUSES.contains(&next) || CLAUSES.contains(&opener) {
        End::Clause
    } else if CIRCUMSTANCES.contains(&next) || RELATIVES.contains(&opener) || is_purpose(next) {
        End::Phrase
    } else if PREPOSITIONS.contains(&next) || has_preposition(next) {
        // Two that are one: by agreement with, in regard to.
        if last.starts_with("بال") { End::Nothing } else { End::Open }
    } else if !paused || is_time(last) || introduces_speech(next) {
        End::Nothing
    } else if is_time(next) {
        End::Insertion
    } else if next.starts_with('و') || is_participle(next) {
        End::Clause
    } else if next.ends_with('ا') {
        End::Object
    } else {
        End::Phrase
    }
}

fn word_at(sentence: &str) -> &str {
    sentence.split(' ').next().unwrap_or_default()
}

fn words_of(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.split_whitespace().map(move |word| (word.as_ptr() as usize - line.as_ptr() as usize, word))
}

fn is_balanced(text: &str) -> bool {
    let count = |open: char, close: char| {
        let opens = text.chars().filter(|&c| c == open).count();
        opens == text.chars().filter(|&c| c == close).count()
    };
    count('(', ')') && count('«', '»') && count('“', '”') && text.matches('"').count().is_multiple_of(2)
}

/// As many whole words as a title holds, and some more where it says late what was said; a single
/// endless word is cut between characters.
fn at_word(line: &str, speech: usize) -> &str {
    let most = if length(&line[..speech]) > LONGEST / 2 { STRETCHED } else { LONGEST };
    let limit = line.char_indices().nth(most).map_or(line.len(), |(at, _)| at);
    let mut end = line[..limit].rfind(char::is_whitespace).unwrap_or(limit);
    while let Some(before) = line[..end].rfind(char::is_whitespace) {
        if !is_dangling(bare(&line[before..end])) {
            break;
        }
        end = before;
    }
    line[..end].trim_end_matches(is_pause)
}
