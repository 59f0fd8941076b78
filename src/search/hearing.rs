//! Latin letters heard as Arabic names: by the table of English names first, else by how they sound.
//!
//! Judged by what the index holds: a reading is a word of the index, or a name of the table.
//!
//! *Invariant:* what is heard in a word only widens what matches; a word that is Arabic is never touched.

use super::expand::Sounding;
use super::plan::flat;
use super::query::{Node, Query, Scope};
use super::reading::Readings;
use super::{affixes, english, expand, lexicon, spellings, words};
use crate::model::{Reason, ReasonKind};

/// Up to here a word is written as it sounds (see `Sounding::strange`).
pub(super) const NEAR: f32 = 0.6;
/// Up to here it may be written so, where nothing else is.
pub(super) const ABOUT: f32 = 1.0;
/// What a reading weighs at least, in per cent: where the likeliest is a name that was met before, and where all
/// are guesses, each of which is worth a place among the first ten.
const LEAST: [u8; 2] = [4, 12];
/// What it weighs that a word is of the people of that name.
const AKIN: u8 = 30;
/// How many readings of each of two neighbours are looked for side by side.
pub(super) const SIDE_BY_SIDE: usize = 3;
/// How much farther than a reading that is written as it sounds others may lie that are not: any, and one that is
/// as rare as names are.
const FARTHER: [f32; 2] = [5.0, 9.5];
/// The share of articles that a name seldom exceeds.
const OF_NAMES: f32 = 0.002;
/// The article, written as a word of its own.
pub(super) const ARTICLES: [&str; 3] = ["al", "el", "ul"];
/// The same in French, and before vowels (`la Tunisie`, `l'Algérie`, `d'Italie`).
const FRENCH: [&str; 5] = ["le", "la", "les", "l", "d"];

impl Readings<'_> {
    /// Latin words read as Arabic names and sounds, and what to say.
    pub(super) fn heard(&self, query: Query) -> (Query, Vec<Reason>) {
        let mut reasons = Vec::new();
        let nodes = self.heard_nodes(&query.nodes, &mut reasons);
        (Query { nodes, warnings: query.warnings }, reasons)
    }

    /// Terms that all have to match.
    fn heard_nodes(&self, nodes: &[Node], reasons: &mut Vec<Reason>) -> Vec<Node> {
        let nodes: Vec<Node> = flat(nodes).into_iter().flat_map(|node| self.unglued(node)).collect();
        let mut out: Vec<Node> = Vec::new();
        let mut rest = &nodes[..];
        while let Some((first, after)) = rest.split_first() {
            if let Some(called) = self.named(rest) {
                out.push(self.called_node(rest, &called, reasons));
                rest = &rest[called.taken..];
            } else if let Some((servant, taken)) = self.servant_of(rest, reasons) {
                out.push(servant);
                rest = &rest[taken..];
            } else {
                match after.first().filter(|next| is_article(first) && latin_word(next).is_some()) {
                    // The article of the next word, written as one of its own.
                    Some(next) if !is_article(next) && self.named(after).is_none() => {
                        out.push(self.heard_with_article(first, next, reasons));
                        rest = &after[1..];
                    }
                    Some(_) => rest = after,
                    None => {
                        out.push(self.heard_node(first, reasons));
                        rest = after;
                    }
                }
            }
        }
        for second in 1..out.len() {
            let runs = side_by_side(&out[second - 1], &out[second]);
            if let Node::Any(choices) = &mut out[second] {
                choices.extend(runs);
            }
        }
        out
    }

    /// A term, or two where it is a name with its article written as a part of it (`alquds`).
    fn unglued(&self, node: &Node) -> Vec<Node> {
        let Node::Word { text, open, scope } = node else { return vec![node.clone()] };
        let names = (self.names)();
        let is_name = |word: &str| names.holds(word) || !spellings::known(word).is_empty();
        let is_named = |article: &str, rest: &str| {
            words::letters(rest) > 3 && (is_name(rest) || names.holds(&format!("{article} {rest}")))
        };
        let parted = ARTICLES.into_iter().find_map(|article| Some((article, text.strip_prefix(article)?)));
        match parted.filter(|(article, rest)| is_named(article, rest) && !is_name(text)) {
            Some((article, rest)) => vec![
                Node::Word { text: article.to_owned(), open: false, scope: *scope },
                Node::Word { text: rest.to_owned(), open: *open, scope: *scope },
            ],
            None => vec![node.clone()],
        }
    }

    pub(super) fn heard_node(&self, node: &Node, reasons: &mut Vec<Reason>) -> Node {
        match node {
            Node::Word { text, scope, .. } if latin_word(node).is_some() => {
                self.heard_word(node, text, *scope, reasons)
            }
            Node::All(nodes) => Node::All(self.heard_nodes(nodes, reasons)),
            Node::Any(nodes) => {
                let each = |node: &Node| match &self.heard_nodes(std::slice::from_ref(node), reasons)[..] {
                    [one] => one.clone(),
                    several => Node::All(several.to_vec()),
                };
                Node::Any(nodes.iter().map(each).collect())
            }
            node => node.clone(),
        }
    }

    fn heard_word(&self, node: &Node, text: &str, scope: Scope, reasons: &mut Vec<Reason>) -> Node {
        if english::is_no_name(text) {
            return node.clone();
        }
        let spelt = spelt_out(text);
        let mut sounding = self.sounding(text, &spelt);
        let called = self.called(&spelt);
        let is_known = || self.knows_all(&Query { nodes: vec![node.clone()], ..Query::default() });
        if let Some(told) = called.first() {
            // Whose name is known is not guessed, least of all where it is found.
            let is_found = self.is_held(std::slice::from_ref(told));
            let is_guess = |near: &Sounding| near.strange < NEAR && (near.met || !is_found);
            sounding.retain(|near| is_guess(near) && !called.contains(&near.word));
            reasons.push(Reason { kind: ReasonKind::Name, typed: text.to_owned(), read: told.clone() });
            let near = weighed(sounding).map(|(word, weight)| Node::Exact(word, scope, weight));
            let plural = called.iter().flat_map(|word| self.plural(word, scope));
            let near = plural.collect::<Vec<_>>().into_iter().chain(near);
            let called = called.iter().map(|word| self.form_node(std::slice::from_ref(word), scope));
            let written = if is_known() { node.clone() } else { Node::Exact(text.to_owned(), scope, 100) };
            return Node::Any(called.chain(near).chain([written]).collect());
        }
        let is_near = sounding.first().is_some_and(|best| best.strange < NEAR);
        if !is_near
            && let Some(forms) = self.begun(std::slice::from_ref(node), &[text.to_owned()])
            && let Some(told) = forms.iter().find(|form| self.is_held(form))
        {
            reasons.push(Reason { kind: ReasonKind::Name, typed: text.to_owned(), read: told.join(" ") });
            let begun = forms.iter().map(|form| self.form_node(form, scope));
            return Node::Any(begun.chain([node.clone()]).collect());
        }
        let Some(best) = sounding.first() else { return node.clone() };
        let is_known = is_known();
        if is_known && (!is_near || words::letters(text) < 4) {
            return node.clone();
        }
        reasons.push(Reason {
            kind: ReasonKind::Transliteration,
            typed: text.to_owned(),
            read: best.word.clone(),
        });
        let read = weighed(sounding).map(|(word, weight)| Node::Exact(word, scope, weight));
        // A word that is meant otherwise, nowhere as written, is no typing mistake besides.
        let written = Some(node.clone()).filter(|_| is_known || !is_near);
        Node::Any(written.into_iter().chain(read).collect())
    }

    /// Those who are called so (`الحوثي`, `الحوثيين`), where the index has them.
    fn plural(&self, word: &str, scope: Scope) -> Vec<Node> {
        let is_held = |word: &String| self.is_held(std::slice::from_ref(word));
        let Some(stem) = word.strip_suffix('ي').filter(|stem| stem.starts_with("ال")) else {
            return Vec::new();
        };
        let plurals = ["يين", "يون"].map(|suffix| format!("{stem}{suffix}")).into_iter();
        let term = |plural: String| Node::Exact(affixes::stripped(&plural).to_owned(), scope, AKIN);
        plurals.filter(is_held).map(term).collect()
    }

    /// A word with the article before it: without, and the two as they stand (`El País`) or written as one.
    pub(super) fn heard_with_article(&self, article: &Node, word: &Node, reasons: &mut Vec<Reason>) -> Node {
        let heard = self.heard_node(word, reasons);
        let scope = scope_of(word);
        let run: Vec<String> = [article, word].into_iter().filter_map(latin_word).collect();
        let mut choices = match heard {
            Node::Any(choices) => choices,
            node => vec![node],
        };
        choices.push(Node::Exact(run.concat(), scope, 100));
        choices.push(Node::Beside(run, scope, 100));
        Node::Any(choices)
    }

    /// The words of the index that a Latin one may mean by its sound, as typed and with letters for digits of chat.
    fn sounding(&self, text: &str, spelt: &str) -> Vec<Sounding> {
        let heard = |spelt: &str| {
            let mut near = expand::sounding_like(self.searcher, &self.words(), spelt);
            near.retain(|near| has_letters_of_chat(text, &near.word));
            near
        };
        let near = heard(spelt);
        meant(if near.is_empty() && spelt != text { heard(text) } else { near })
    }
}

/// Whether a reason tells of a word that is not written as it sounds, nor is how most are called who are written so.
pub(super) fn is_guess(reason: &Reason) -> bool {
    let Reason { kind: ReasonKind::Transliteration, typed, read } = reason else { return false };
    let latin = spelt_out(typed);
    // Two words are a name of the kind of عبد الله.
    !read.contains(' ') && expand::strangeness(&latin, read) >= NEAR
}

pub(super) fn is_article(node: &Node) -> bool {
    latin_word(node).is_some_and(|word| ARTICLES.iter().chain(&FRENCH).any(|article| *article == word))
}

/// The likeliest readings of two neighbours, one after the other: what has them so is meant rather.
fn side_by_side(first: &Node, second: &Node) -> Vec<Node> {
    let likeliest = |node: &Node| -> Vec<(String, u8)> {
        let Node::Any(choices) = node else { return Vec::new() };
        let one = |choice: &Node| match choice {
            // As a name.
            Node::All(nodes) => nodes.first().cloned(),
            node => Some(node.clone()),
        };
        let read = choices.iter().filter_map(one).filter_map(|choice| match &choice {
            Node::Exact(word, _, weight) if !word.is_ascii() => Some((word.clone(), *weight)),
            _ => None,
        });
        read.take(SIDE_BY_SIDE).collect()
    };
    let (before, after) = (likeliest(first), likeliest(second));
    let pairs = before.iter().flat_map(|a| after.iter().map(move |b| (a, b)));
    let run = |((a, by), (b, of)): (&(String, u8), &(String, u8))| {
        Node::Beside(vec![a.clone(), b.clone()], scope_of(second), *by.min(of))
    };
    pairs.map(run).collect()
}

/// A word with the digits of chat as Latin letters (`7amas`, hamas): what tables know it by.
pub(super) fn spelt_out(word: &str) -> String {
    if !word.contains(|c: char| c.is_ascii_digit()) || !word.contains(|c: char| c.is_ascii_alphabetic()) {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '2' | '3' => {}
            '5' => out.push_str("kh"),
            '6' => out.push('t'),
            '7' => out.push('h'),
            '8' => out.push_str("gh"),
            '9' => out.push('q'),
            c => out.push(c),
        }
    }
    out
}

/// Whether an Arabic word has the letters that the digits of chat in a Latin one stand for.
fn has_letters_of_chat(latin: &str, arabic: &str) -> bool {
    let letters = |digit: char| match digit {
        '3' => "ع",
        '4' => "ذظ",
        '5' => "خ",
        '6' => "طظ",
        '7' => "ح",
        '8' => "غق",
        '9' => "صقض",
        _ => "",
    };
    latin.chars().map(letters).all(|any| any.is_empty() || arabic.contains(|c| any.contains(c)))
}

/// What may be meant of the words that a Latin one sounds like, likeliest first: none that most articles have
/// anyhow (`film`, في) but a name that is so written, the likeliest, or the only one; and nothing far from one that
/// is near.
fn meant(sounding: Vec<Sounding>) -> Vec<Sounding> {
    let told = |(at, near): &(usize, Sounding)| {
        !lexicon::is_usual(&near.word) || near.met || *at == 0 && near.strange < NEAR
    };
    let likeliest = sounding.first().filter(|best| best.strange < ABOUT).cloned();
    let mut meant: Vec<Sounding> =
        sounding.into_iter().enumerate().filter(told).map(|(_, near)| near).collect();
    if let Some(far) = meant.first().filter(|best| best.strange < NEAR).map(|best| best.far) {
        let farthest = |near: &Sounding| FARTHER[usize::from(lexicon::share(&near.word) <= OF_NAMES)];
        meant.retain(|near| near.strange < NEAR || near.far - far <= farthest(near));
    }
    if meant.is_empty() { likeliest.into_iter().collect() } else { meant }
}

/// What a reading weighs, in per cent, by how much farther it lies than the nearest one. The rate is about how
/// likely it is meant: of the names that were tried, the same that tells best which one was.
#[allow(clippy::cast_sign_loss)] // between 0 and 100
fn weight(farther: f32) -> u8 {
    (100.0 * (-0.5 * farther).exp()).clamp(0.0, 100.0) as u8
}

/// The weights of readings, nearest first. Of a name that was never met every one is worth a look.
pub(super) fn weighed(sounding: Vec<Sounding>) -> impl Iterator<Item = (String, u8)> {
    let (far, least) = sounding.first().map_or((0.0, 0), |near| (near.far, LEAST[usize::from(!near.met)]));
    sounding.into_iter().map(move |near| (near.word, weight(near.far - far).max(least)))
}

pub(super) fn latin_word(node: &Node) -> Option<String> {
    match node {
        Node::Word { text, .. } => text.chars().any(|c| c.is_ascii_alphabetic()).then(|| text.clone()),
        _ => None,
    }
}

pub(super) fn scope_of(node: &Node) -> Scope {
    match node {
        Node::Word { scope, .. } | Node::Exact(_, scope, _) => *scope,
        Node::Any(choices) => choices.first().map_or(Scope::Anywhere, scope_of),
        _ => Scope::Anywhere,
    }
}
