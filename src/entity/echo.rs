//! The second pass over a text: a name that is sure in one place is the same name elsewhere in it.
//!
//! `قالت سيول` says little of سيول; `العاصمة سيول` two lines before says all. *Invariant:* only free tokens
//! and doubted mentions are touched. *Invariant:* an ordinary word alone is never echoed.

use std::collections::HashMap;

use crate::model::{EntityKind, Mention};

use super::candidate::{self, Candidate};
use super::clitic;
use super::context::Context;

/// From here on a mention speaks for others.
const SURE: u8 = 75;
/// What an echo is told with.
const ECHO: u8 = Mention::SURE + 2;
/// Names that begin with the same word and are looked at: more make no article.
const SAME_START: usize = 4;

/// A name that is sure somewhere in the text.
struct Heard {
    words: Vec<String>,
    kind: EntityKind,
    id: String,
    name: String,
    /// Whether the text gives the same words to two classes.
    torn: bool,
}

/// Finds the names of a text again where nothing else did.
pub(super) fn echo(context: &Context, settled: &mut Vec<Candidate>) {
    let heard = heard(context, settled);
    if heard.is_empty() {
        return;
    }
    let mut taken = vec![false; context.tokens.len()];
    for candidate in settled.iter().filter(|c| c.confidence >= Mention::SURE || c.amount()) {
        taken[candidate.start..candidate.end].fill(true);
    }
    let mut found: Vec<Candidate> = Vec::new();
    for at in 0..context.tokens.len() {
        if !taken[at]
            && context.tokens.is_word(at)
            && let Some(echo) = again(context, &heard, at)
            && !taken[at..echo.end].contains(&true)
        {
            taken[at..echo.end].fill(true);
            found.push(echo);
        }
    }
    candidate::replace_doubtful(settled, found, context.tokens.len());
}

/// The sure names by their first words.
fn heard(context: &Context, settled: &[Candidate]) -> HashMap<String, Vec<Heard>> {
    let mut heard: HashMap<String, Vec<Heard>> = HashMap::new();
    let named = |c: &&Candidate| {
        let echoes = matches!(
            c.kind,
            EntityKind::Person | EntityKind::Place | EntityKind::Organisation | EntityKind::Event
        );
        echoes && c.confidence >= SURE
    };
    for candidate in settled.iter().filter(named) {
        let words: Vec<String> = (candidate.start..candidate.end)
            .map(|n| {
                context.tokens.text(n)[if n == candidate.start { candidate.skip } else { 0 }..].to_owned()
            })
            .collect();
        if words.len() == 1 && !telling(context, candidate.kind, &words[0]) {
            continue;
        }
        let same_start = heard.entry(words[0].clone()).or_default();
        if let Some(known) = same_start.iter_mut().find(|known| known.words == words) {
            known.torn |= known.kind != candidate.kind;
        } else if same_start.len() < SAME_START {
            let (id, name) = (candidate.id.clone(), candidate.name.clone());
            same_start.push(Heard { words, kind: candidate.kind, id, name, torn: false });
        }
    }
    heard
}

/// Whether a word alone is a name and nothing else. People's bare names are for `link`; a place that needs no
/// context was found where it stands alone.
fn telling(context: &Context, kind: EntityKind, word: &str) -> bool {
    let known = context.lexicon.word(word);
    let listed = context.lexicon.longest(word, std::iter::empty()).is_some_and(|alias| !alias.ambiguous);
    let open = match kind {
        EntityKind::Place => !listed,
        EntityKind::Organisation => true,
        _ => false,
    };
    open && word.chars().nth(2).is_some()
        && !known.common()
        && !known.given()
        && !context.grammar.nation(word)
}

/// The longest name that stands again at a token.
fn again(context: &Context, heard: &HashMap<String, Vec<Heard>>, at: usize) -> Option<Candidate> {
    let text = context.tokens.text(at);
    let whole = context.lexicon.word(text);
    clitic::readings(text).find_map(|reading| {
        let stem = &text[reading.skip..];
        let known = heard.get(stem)?.iter().filter(|known| {
            let rest = known.words.iter().enumerate().skip(1);
            !known.torn && rest.clone().all(|(n, word)| context.tokens.text(at + n) == word)
        });
        let known = known.max_by_key(|known| known.words.len())?;
        if reading.skip > 0 && known.words.len() == 1 && (whole.common() || whole.given() || whole.strong()) {
            return None;
        }
        let end = at + known.words.len();
        let (id, name) = (known.id.clone(), known.name.clone());
        Some(Candidate::new(at, reading.skip, end, known.kind, id, name, ECHO))
    })
}
