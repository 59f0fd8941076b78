//! How a query is read: as typed, or, where the dictionary does not know its words, as typed on a
//! keyboard that stood in the other layout, or in Latin letters for Arabic sounds.
//!
//! *Invariant:* words that the index knows are read as typed; those in Latin letters, also as the Arabic names
//! nearest to them. What one typed is read by the other layout before any of its signs counts as syntax.

use std::cell::OnceCell;
use std::ops::Range;

use jiff::civil::Date;
use tantivy::Searcher;
use tantivy::schema::Field;

use super::document::Fields;
use super::hearing::{ARTICLES, NEAR};
use super::names::Names;
use super::query::{Node, Query};
use super::{affixes, english, expand, layout, parse, spellings, words};
use crate::model::{Reason, ReasonKind};
use crate::text::fold;

/// Letters below which a query says too little to be read otherwise than typed, but as a name that is so written.
const SHORTEST: usize = 3;

/// Letters of a word that the keys of a name give by chance.
const LONGEST_BY_CHANCE: usize = 5;

/// How many times as usual a word has to be with its hamza on a seat, and with an alef before that, to be meant.
const RESEATED: u64 = 4;
const LENGTHENED: u64 = 50;

/// How much a reading by a layout makes sense: whether enough, whether every key has a letter, to the end, whether all
/// words are written so and stand so; and how usual they are.
type Rank = (bool, bool, bool, bool, f32);

/// What readings are judged by.
pub(super) struct Readings<'a> {
    pub searcher: &'a Searcher,
    pub fields: Fields,
    /// Read at the first use: a query in Arabic needs none.
    pub names: fn() -> &'static Names,
    /// The day of the reader, if it is told.
    pub today: Option<Date>,
}

impl Readings<'_> {
    /// The reading that makes most sense, and what to say about it.
    pub(super) fn best(&self, typed: &str) -> (Query, Vec<Reason>) {
        let beginning = parse::beginning(typed);
        let read = self.on_other_keyboard(beginning).or_else(|| self.seated(beginning));
        let Some((read, reason)) = read else {
            return self.in_latin_letters(parse::read(typed, self.today), beginning);
        };
        let whole = read + &typed[beginning.len()..];
        let (query, mut reasons) = self.in_latin_letters(parse::read(&whole, self.today), &whole);
        reasons.insert(0, reason);
        (query, reasons)
    }

    fn in_latin_letters(&self, query: Query, text: &str) -> (Query, Vec<Reason>) {
        let is_long = text.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST;
        let is_latin = text.chars().any(|c| c.is_ascii_alphabetic());
        if is_latin && (is_long || self.is_named(&query.nodes)) {
            self.heard(query)
        } else {
            (query, Vec::new())
        }
    }

    /// The text of a query whose words in a script make sense by the other layout alone.
    fn on_other_keyboard(&self, typed: &str) -> Option<(String, Reason)> {
        let places = parse::typed_words(typed);
        let (latin, others): (Vec<_>, Vec<_>) =
            places.into_iter().partition(|place| layout::is_latin(&typed[place.clone()]));
        let unknown: Vec<_> = others.into_iter().filter(|place| self.is_unknown(typed, place)).collect();
        let end = if typed.ends_with(char::is_whitespace) { " " } else { "" };
        let read = self.by_arabic_keys(&words_at(typed, &latin), end);
        let in_arabic = read.map(|read| replaced(typed, &latin, &read, ReasonKind::Layout));
        in_arabic.or_else(|| {
            let read = self.by_latin_keys(&words_at(typed, &unknown))?;
            Some(replaced(typed, &unknown, &read, ReasonKind::Layout))
        })
    }

    /// The text of a query with the hamza inside a word on a seat (`الرءيس`), or with the alef before it that was left
    /// out (`الجزئر`), where it is far more usual so.
    fn seated(&self, typed: &str) -> Option<(String, Reason)> {
        let seat = |place: Range<usize>| {
            let word = &typed[place.clone()];
            let frequency = |word: &str| {
                let folded = fold(word);
                expand::frequency(self.searcher, &self.words(), affixes::stripped(folded.as_str()))
            };
            let count = OnceCell::new();
            let is_meant = |(written, times): &(String, u64)| {
                let count = *count.get_or_init(|| frequency(word).max(1));
                frequency(written) >= times * count
            };
            let best = seats(word).filter(is_meant).max_by_key(|(written, _)| frequency(written))?;
            Some((place, best.0))
        };
        let (places, read): (Vec<_>, Vec<_>) = parse::typed_words(typed).into_iter().filter_map(seat).unzip();
        (!places.is_empty()).then(|| replaced(typed, &places, &read, ReasonKind::Spelling))
    }

    /// Whether a word in Arabic letters stands nowhere.
    fn is_unknown(&self, typed: &str, place: &Range<usize>) -> bool {
        let word = &typed[place.clone()];
        // The last word may go on.
        let as_read = if place.end < typed.len() { format!("{word} ") } else { word.to_owned() };
        word.chars().any(layout::is_arabic)
            && words::letters(word) >= SHORTEST
            && self.sense(&parse::read(&as_read, None)) == 0.0
    }

    /// What the keys of Latin words give in the Arabic layout that makes most sense, if any makes enough; words
    /// that are meant in Latin letters beside others that cannot be stay.
    fn by_arabic_keys(&self, typed: &[&str], end: &str) -> Option<Vec<String>> {
        let has_signs = typed.iter().any(|word| layout::has_signs(word));
        let parsed = |words: &[&str]| parse::read(&(words.join(" ") + end), None);
        if typed.is_empty() || !has_signs && self.is_latin(&parsed(typed)) {
            return None;
        }
        let is_meant = |word: &str| !layout::has_signs(word) && self.is_latin(&parse::read(word, None));
        // Words that nobody knows or writes so, keys that a layout has no letter for, and words that are but begun,
        // speak against it; of equals the first counts.
        let mut best: Option<(Rank, Vec<String>)> = None;
        let is_sign = |c: char| !c.is_alphanumeric();
        let shorter: Vec<&str> = typed.iter().map(|word| word.trim_end_matches(is_sign)).collect();
        let layouts = each_layout(typed, layout::to_arabic).into_iter();
        for (mut read, bare) in layouts.zip(each_layout(&shorter, layout::to_arabic)) {
            // `jju..` is تتعزز rather than تتع and two full stops.
            let has_all = shorter == typed || read != bare;
            let mut words: Vec<&str> = Vec::new();
            for (read, typed) in read.iter_mut().zip(typed) {
                if has_signs && is_meant(typed) && self.sense(&parse::read(read, None)) == 0.0 {
                    (*typed).clone_into(read);
                } else {
                    words.push(read);
                }
            }
            let (is_whole, query) = (words.iter().all(|word| is_letters(word)), parsed(&words));
            let is_written = words.iter().all(|word| layout::is_written(word));
            let stands = self.knows_all(&parse::read(&(words.join(" ") + " "), None));
            let makes_sense = self.makes_sense(&query, has_signs);
            let rank = (makes_sense, is_whole, has_all, is_written && stands, self.sense(&query));
            if best.as_ref().is_none_or(|best| rank > best.0) {
                best = Some((rank, read));
            }
        }
        let ((is_enough, .., stands, _), read) = best?;
        // But for marks before and behind a word, which a layout may have where it has no letter.
        let is_whole = |word: &String| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            is_letters(word) && (has_signs || layout::is_written(word))
        };
        // Chance makes no word of six letters.
        let is_word = |word: &String| stands && words::letters(word) > LONGEST_BY_CHANCE;
        let is_heard = || !read.iter().all(is_word) && self.are_heard(typed);
        let is_meant = is_enough && read.iter().all(is_whole) && (has_signs || !is_heard());
        is_meant.then_some(read)
    }

    /// Whether each Latin word sounds like a name that the index has, met before in another spelling: keys of the
    /// other layout hardly do, but short names are keys of some word by chance (`fraj`, بقضت).
    fn are_heard(&self, typed: &[&str]) -> bool {
        let is_heard = |word: &&str| {
            let near = expand::sounding_like(self.searcher, &self.words(), word);
            let is_name = |near: &expand::Sounding| near.strange < NEAR && spellings::is_name(&near.word);
            words::letters(word) > SHORTEST && near.first().is_some_and(is_name)
        };
        typed.iter().all(is_heard)
    }

    /// Whether what the keys of Latin words give, signs among them, is enough to be meant.
    fn makes_sense(&self, query: &Query, has_signs: bool) -> bool {
        let counts = self.frequencies(query);
        let letters: usize = all_words(&query.nodes).iter().map(|(word, _)| words::letters(word)).sum();
        // Chance makes a word of a name now and then, seldom several of several, or one of signs.
        let known = counts.iter().filter(|count| **count > 0).count();
        let enough = if has_signs && letters > SHORTEST { 0.0 } else { self.enough() / known.max(1) as f32 };
        // Most words have to be known: half where there are signs, both of two where not.
        let most = if has_signs { 2 * known >= counts.len() } else { 3 * known >= 2 * counts.len() };
        letters >= SHORTEST && most && known > 0 && self.sense(query) >= enough
    }

    /// Whether words in Latin letters are meant as such. Articles before a word and the small words of English
    /// are: the others decide.
    fn is_latin(&self, query: &Query) -> bool {
        let mut nodes = query.nodes.clone();
        let is_small = |node: &Node, is_last: bool| {
            matches!(node, Node::Word { text, .. }
                if english::is_no_name(text) || !is_last && ARTICLES.contains(&text.as_str()))
        };
        let last = nodes.len().saturating_sub(1);
        let mut at = 0..;
        nodes.retain(|node| !is_small(node, at.next() == Some(last)));
        let query = &Query { nodes, ..Query::default() };
        let is_met =
            |(word, _): (&str, bool)| words::letters(word) > SHORTEST && !spellings::known(word).is_empty();
        self.knows_all(query)
            || self.is_named(&query.nodes)
            || all_words(&query.nodes).into_iter().all(is_met)
    }

    /// What the keys of Arabic words of which none is known give on the Latin keyboard where all are words or names.
    fn by_latin_keys(&self, typed: &[&str]) -> Option<Vec<String>> {
        let is_word = |word: &String| word.chars().all(|c| c.is_ascii_alphabetic());
        let makes_sense = |read: &Vec<String>| {
            let letters: usize = read.iter().map(String::len).sum();
            let is_latin = || self.is_latin(&parse::read(&(read.join(" ") + " "), None));
            letters > SHORTEST && read.iter().all(is_word) && is_latin()
        };
        each_layout(typed, layout::to_latin).into_iter().find(makes_sense)
    }

    /// Mean ln(1 + frequency) of a query's words.
    fn sense(&self, query: &Query) -> f32 {
        let counts = self.frequencies(query);
        let sum: f32 = counts.iter().map(|count| (1.0 + *count as f32).ln()).sum();
        sum / counts.len().max(1) as f32
    }

    /// The fields of words.
    pub(super) fn words(&self) -> [Field; 2] {
        [self.fields.title[0], self.fields.body[0]]
    }

    pub(super) fn knows_all(&self, query: &Query) -> bool {
        self.frequencies(query).iter().all(|count| *count > 0)
    }

    /// How much sense a remapped query has to make; rare words are chance in a large library.
    fn enough(&self) -> f32 {
        let articles = self.searcher.num_docs() as f32;
        (1.0 + (articles / 3_000.0).clamp(0.0, 3.0)).ln().max(f32::MIN_POSITIVE)
    }

    fn frequencies(&self, query: &Query) -> Vec<u64> {
        let [title, body] = self.words();
        let fields = [title, body, self.fields.source];
        let frequency = |(word, open): (&str, bool)| {
            let base = affixes::stripped(word);
            let known = expand::frequency(self.searcher, &fields, base);
            if known > 0 || !open || words::letters(word) < 3 {
                return known;
            }
            expand::beginning_with(self.searcher, &fields, base)
                .first()
                .map_or(0, |longer| expand::frequency(self.searcher, &fields, longer))
        };
        all_words(&query.nodes).into_iter().map(frequency).collect()
    }
}

/// A word with each hamza inside it on another seat, and with an alef before it; and how many times as usual each has
/// to be. A bare hamza belongs behind an alef (قراءة): anywhere else it is hardly one that was meant.
fn seats(word: &str) -> impl Iterator<Item = (String, u64)> {
    let inside = word
        .char_indices()
        .skip(1)
        .filter(|(at, c)| matches!(c, 'ء' | 'ئ') && at + c.len_utf8() < word.len());
    inside.flat_map(|(at, c)| {
        let (before, after) = (&word[..at], &word[at + c.len_utf8()..]);
        let seats = if c == 'ء' { &['ئ', 'ؤ', 'أ'][..] } else { &[] };
        let seated = seats.iter().map(move |seat| (format!("{before}{seat}{after}"), RESEATED));
        seated.chain([(format!("{before}ائ{after}"), LENGTHENED)])
    })
}

/// The same words by each layout.
fn each_layout(typed: &[&str], by: fn(&str) -> [String; 3]) -> [Vec<String>; 3] {
    let words: Vec<[String; 3]> = typed.iter().map(|word| by(word)).collect();
    std::array::from_fn(|layout| words.iter().map(|read| read[layout].clone()).collect())
}

fn words_at<'a>(typed: &'a str, places: &[Range<usize>]) -> Vec<&'a str> {
    places.iter().map(|place| &typed[place.clone()]).collect()
}

fn is_letters(word: &str) -> bool {
    word.chars().all(char::is_alphanumeric)
}

/// A text with words in the places of others, and those that are others.
fn replaced(typed: &str, places: &[Range<usize>], read: &[String], kind: ReasonKind) -> (String, Reason) {
    let mut text = String::with_capacity(2 * typed.len());
    let (mut at, mut before, mut after) = (0, Vec::new(), Vec::new());
    for (place, word) in places.iter().zip(read) {
        text.push_str(&typed[at..place.start]);
        text.push_str(word);
        at = place.end;
        if typed[place.clone()] != **word {
            before.push(&typed[place.clone()]);
            after.push(word.as_str());
        }
    }
    text.push_str(&typed[at..]);
    (text, Reason { kind, typed: before.join(" "), read: after.join(" ") })
}

fn all_words(nodes: &[Node]) -> Vec<(&str, bool)> {
    let mut all = Vec::new();
    for node in nodes {
        match node {
            Node::Word { text, open, .. } => all.push((text.as_str(), *open)),
            Node::Phrase(words, _) => all.extend(words.iter().map(|word| (word.as_str(), false))),
            Node::All(nodes) | Node::Any(nodes) => all.extend(all_words(nodes)),
            Node::Not(_) | Node::Exact(..) | Node::Beside(..) | Node::Filter(_) => {}
        }
    }
    all
}
