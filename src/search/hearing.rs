//! Latin letters heard as Arabic names: by the table of English names first, else by how they sound.
//!
//! Judged by what the index holds: a reading is a word of the index, or a name of the table.
//!
//! *Invariant:* what is heard in a word only widens what matches; a word that is Arabic is never touched.

use super::expand::Sounding;
use super::plan::flat;
use super::query::{Node, Query, Scope};
use super::reading::Readings;
use super::sound::Ear;
use super::{english, expand, lexicon, spellings, words};
use crate::model::Reason;

/// Up to here a word is written as it sounds (see `Sounding::strange`).
const NEAR: f32 = 0.6;
/// Up to here an Arabic name of somebody is the last name asked for, not another one of theirs.
const SAME: f32 = 2.2;
/// What a reading weighs at least, in per cent: where the likeliest is a name that was met before, and where all
/// are guesses, each of which is worth a place among the first ten.
const LEAST: [u8; 2] = [4, 12];
/// How many readings of each of two neighbours are looked for side by side.
const SIDE_BY_SIDE: usize = 3;
/// The share of articles from which on a word that is no name is too usual to be meant by what only resembles it.
const TOO_USUAL: f32 = 0.05;
/// The article, written as a word of its own.
pub(super) const ARTICLES: [&str; 3] = ["al", "el", "ul"];

/// The servant of names of the kind of عبد الله.
const SERVANT: &str = "عبد";

/// A name of the table: how many terms it is, all its forms, and the one to tell of.
struct Called {
    taken: usize,
    forms: Vec<Vec<String>>,
    told: Vec<String>,
}

impl Readings<'_> {
    /// Latin words read as Arabic names and sounds, and what to say.
    pub(super) fn heard(&self, query: Query) -> (Query, Vec<Reason>) {
        let mut reasons = Vec::new();
        let nodes = self.heard_nodes(&query.nodes, &mut reasons);
        (Query { nodes, warnings: query.warnings }, reasons)
    }

    /// Whether a query is names of the table and nothing else.
    pub(super) fn is_named(&self, nodes: &[Node]) -> bool {
        let mut rest = nodes;
        while !rest.is_empty() {
            match rest {
                [Node::All(inner) | Node::Any(inner), after @ ..] if self.is_named(inner) => rest = after,
                _ => match self.named(rest) {
                    Some(called) => rest = &rest[called.taken..],
                    None => return false,
                },
            }
        }
        !nodes.is_empty()
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
                // The article of the next word, written as one of its own.
                if !(is_article(first) && after.first().is_some_and(|next| latin_word(next).is_some())) {
                    out.push(self.heard_node(first, reasons));
                }
                rest = after;
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

    /// The name of the table with which some terms begin.
    fn named(&self, nodes: &[Node]) -> Option<Called> {
        let run: Vec<String> = nodes.iter().map_while(latin_word).collect();
        let spelt: Vec<String> = run.iter().map(|word| spelt_out(word)).collect();
        let (taken, forms) = (self.names)().at(&run).or_else(|| (self.names)().at(&spelt))?;
        let told = self.form_of(&forms, &nodes[..taken])?.clone();
        Some(Called { taken, forms, told })
    }

    fn called_node(&self, nodes: &[Node], called: &Called, reasons: &mut Vec<Reason>) -> Node {
        let Called { taken, forms, told } = called;
        let scope = scope_of(&nodes[0]);
        if *taken == 1 && !self.is_held(told) {
            // Nothing is found by that name: what is meant may be another one of these sounds.
            let mut heard = Vec::new();
            let node = self.heard_node(&nodes[0], &mut heard);
            if !heard.is_empty() {
                reasons.extend(heard);
                return node;
            }
        }
        let typed: Vec<String> = nodes[..*taken].iter().filter_map(latin_word).collect();
        reasons.push(Reason::Name { typed: typed.join(" "), read: told.join(" ") });
        let mut choices: Vec<Node> = forms.iter().map(|form| name_node(form, scope)).collect();
        // As typed, too, but nothing near that.
        choices.push(name_node(&typed, scope));
        let is_met = || words::letters(&typed[0]) > 3 && !spellings::known(&typed[0]).is_empty();
        let is_chat = || spelt_out(&typed[0]) != typed[0];
        if *taken == 1 && forms.iter().all(|form| form.len() > 1) && (is_met() || is_chat()) {
            // A firm may be called by a word that is also a name of people; and digits of chat spell sounds.
            choices.push(self.heard_node(&nodes[0], &mut Vec::new()));
        }
        Node::Any(choices)
    }

    /// The form of a name to tell of: one that the index has, else the first; none where the index has the
    /// words as typed and no form.
    fn form_of<'f>(&self, forms: &'f [Vec<String>], typed: &[Node]) -> Option<&'f Vec<String>> {
        let is_arabic = |form: &&Vec<String>| form.iter().any(|word| !word.is_ascii());
        let held = forms.iter().filter(is_arabic).find(|form| self.is_held(form));
        let known = || self.knows_all(&Query { nodes: typed.to_vec(), ..Query::default() });
        held.or_else(|| forms.iter().find(is_arabic).filter(|_| !known()))
    }

    /// Whether the index has all words of a form.
    fn is_held(&self, form: &[String]) -> bool {
        let [title, body] = self.words();
        let fields = [title, body, self.fields.source];
        form.iter().all(|word| expand::frequency(self.searcher, &fields, words::stripped(word)) > 0)
    }

    fn heard_node(&self, node: &Node, reasons: &mut Vec<Reason>) -> Node {
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
        let mut sounding = expand::sounding_like(self.searcher, &self.words(), &spelt);
        sounding.retain(|near| has_letters_of_chat(text, &near.word) && !is_too_usual(near));
        let called = self.called(&spelt);
        let is_known = || self.knows_all(&Query { nodes: vec![node.clone()], ..Query::default() });
        if let Some(told) = called.first() {
            // Whose name is known is not guessed, least of all where it is found.
            let is_found = self.is_held(std::slice::from_ref(told));
            let is_guess = |near: &Sounding| near.strange < NEAR && (near.met || !is_found);
            sounding.retain(|near| is_guess(near) && !called.contains(&near.word));
            reasons.push(Reason::Name { typed: text.to_owned(), read: told.clone() });
            let near = weighed(sounding).map(|(word, weight)| Node::Exact(word, scope, weight));
            let called = called.iter().map(|word| Node::Exact(words::stripped(word).to_owned(), scope, 100));
            let written = if is_known() { node.clone() } else { Node::Exact(text.to_owned(), scope, 100) };
            return Node::Any(called.chain(near).chain([written]).collect());
        }
        let Some(best) = sounding.first() else { return node.clone() };
        let is_near = best.strange < NEAR;
        let is_known = is_known();
        if is_known && (!is_near || words::letters(text) < 4) {
            return node.clone();
        }
        reasons.push(Reason::Transliteration { typed: text.to_owned(), read: best.word.clone() });
        let read = weighed(sounding).map(|(word, weight)| Node::Exact(word, scope, weight));
        // A word that is meant otherwise, nowhere as written, is no typing mistake besides.
        let written = Some(node.clone()).filter(|_| is_known || !is_near);
        Node::Any(written.into_iter().chain(read).collect())
    }

    /// How people of that last name are called in Arabic, the most frequent in the index first.
    fn called(&self, text: &str) -> Vec<String> {
        let forms = (self.names)().surname(text);
        let Some(ear) = Ear::new(text, 0.0).filter(|_| !forms.is_empty()) else { return Vec::new() };
        let least = -SAME * words::letters(text) as f32;
        let is_it = |form: &String| ear.likelihood(form.strip_prefix("ال").unwrap_or(form)) >= least;
        let mut forms: Vec<String> = forms.into_iter().filter(is_it).collect();
        let frequency =
            |form: &String| expand::frequency(self.searcher, &self.words(), words::stripped(form));
        forms.sort_by_key(|form| std::cmp::Reverse(frequency(form)));
        forms
    }

    /// A name of the kind of عبد الله, two words in Arabic letters and one, two or three in Latin ones
    /// (`abdullah`, `abdel fattah`, `abd al rahman`): what finds it, and how many terms it is.
    fn servant_of(&self, nodes: &[Node], reasons: &mut Vec<Reason>) -> Option<(Node, usize)> {
        let run: Vec<String> = nodes.iter().take(3).map_while(latin_word).collect();
        let (of, taken) = match (served(run.first()?)?, &run[1..]) {
            ("", [article, of, ..]) if ARTICLES.contains(&article.as_str()) => (of.as_str(), 3),
            ("", [of, ..]) => (of.as_str(), 2),
            ("", []) => return None,
            (of, _) => (of, 1),
        };
        let fields = self.words();
        let heard: Vec<(String, u8)> = match of {
            "ah" | "a" | "lah" | "allah" | "ullah" => vec![("الله".to_owned(), 100)],
            of => {
                let mut near = expand::sounding_like(self.searcher, &fields, of);
                near.retain(|near| near.strange <= NEAR);
                weighed(near).collect()
            }
        };
        let scope = scope_of(&nodes[0]);
        let is_held = |word: &str| expand::frequency(self.searcher, &fields, word) > 0;
        let mut choices = Vec::new();
        let mut told = None;
        for (of, weight) in heard.into_iter().take(SIDE_BY_SIDE).filter(|_| is_held(SERVANT)) {
            told.get_or_insert(format!("{SERVANT} {}{of}", if of.starts_with("ال") { "" } else { "ال" }));
            choices.push(Node::Beside(vec![SERVANT.to_owned(), of], scope, weight));
        }
        // Written as one word in Arabic, or somebody of another kind (`abdi`).
        let mut joined = expand::sounding_like(self.searcher, &fields, &run[..taken].concat());
        joined.retain(|near| near.strange < NEAR || near.strange < SAME && near.word.starts_with(SERVANT));
        for (word, weight) in weighed(joined) {
            told.get_or_insert(word.clone());
            choices.push(Node::Exact(word, scope, weight));
        }
        reasons.push(Reason::Transliteration { typed: run[..taken].join(" "), read: told? });
        Some((Node::Any(choices), taken))
    }
}

/// What follows the servant in a Latin word that begins with him, without article; nothing where he ends it.
fn served(latin: &str) -> Option<&str> {
    let rest = latin.strip_prefix('3').unwrap_or(latin).strip_prefix("abd")?;
    let vowels = rest.trim_start_matches(['a', 'e', 'o', 'u']);
    match vowels.trim_start_matches('l') {
        // With a vowel at the end it is another name.
        "" => (rest.is_empty() || vowels == "l").then_some(""),
        "ah" | "a" => Some("ah"),
        _ => {
            let rest = rest.strip_prefix(['a', 'e', 'o', 'u']).unwrap_or(rest);
            Some(rest.strip_prefix('l').unwrap_or(rest))
        }
    }
}

fn is_article(node: &Node) -> bool {
    latin_word(node).is_some_and(|word| ARTICLES.contains(&word.as_str()))
}

/// The likeliest readings of two neighbours, one after the other: what has them so is meant rather.
fn side_by_side(first: &Node, second: &Node) -> Vec<Node> {
    let likeliest = |node: &Node| -> Vec<(String, u8)> {
        let Node::Any(choices) = node else { return Vec::new() };
        let read = choices.iter().filter_map(|choice| match choice {
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
fn spelt_out(word: &str) -> String {
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

/// Whether a word of the index is too usual to be meant by a Latin one that it only resembles (`film`, في).
fn is_too_usual(near: &Sounding) -> bool {
    near.strange >= NEAR && lexicon::share(&near.word) > TOO_USUAL && !spellings::is_name(&near.word)
}

/// What a reading weighs, in per cent, by how much farther it lies than the nearest one. The rate is about how
/// likely it is meant: of the names that were tried, the same that tells best which one was.
#[allow(clippy::cast_sign_loss)] // between 0 and 100
fn weight(farther: f32) -> u8 {
    (100.0 * (-0.5 * farther).exp()).clamp(0.0, 100.0) as u8
}

/// The weights of readings, nearest first. Of a name that was never met every one is worth a look.
fn weighed(sounding: Vec<Sounding>) -> impl Iterator<Item = (String, u8)> {
    let (far, least) = sounding.first().map_or((0.0, 0), |near| (near.far, LEAST[usize::from(!near.met)]));
    sounding.into_iter().map(move |near| (near.word, weight(near.far - far).max(least)))
}

fn name_node(form: &[String], scope: Scope) -> Node {
    match form {
        [word] => Node::Exact(words::stripped(word).to_owned(), scope, 100),
        words => Node::Phrase(words.to_vec(), scope),
    }
}

fn latin_word(node: &Node) -> Option<String> {
    match node {
        Node::Word { text, .. } => text.chars().any(|c| c.is_ascii_alphabetic()).then(|| text.clone()),
        _ => None,
    }
}

fn scope_of(node: &Node) -> Scope {
    match node {
        Node::Word { scope, .. } | Node::Exact(_, scope, _) => *scope,
        Node::Any(choices) => choices.first().map_or(Scope::Anywhere, scope_of),
        _ => Scope::Anywhere,
    }
}
