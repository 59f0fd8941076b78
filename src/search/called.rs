//! Latin words that are names: of the table, of people by their last name, of the kind of عبد الله.
//!
//! Judged by what the index holds: of several forms of a name those that stand there are meant.

use tantivy::Term;
use tantivy::collector::Count;
use tantivy::query::PhraseQuery;
use tantivy::schema::Field;

use super::clause::SELDOM;
use super::hearing::{
    ARTICLES, NEAR, SIDE_BY_SIDE, is_article, is_guess, latin_word, scope_of, spelt_out, weighed,
};
use super::query::{Node, Query, Scope};
use super::reading::Readings;
use super::sound::Ear;
use super::{affixes, english, expand, lexicon, spellings, words};
use crate::model::{Reason, ReasonKind};

/// Up to here an Arabic name of somebody is the last name asked for, not another one of theirs.
const SAME: f32 = 2.2;
/// What a name weighs that somebody else has.
const BESIDES: u8 = 4;
/// The servant of names of the kind of عبد الله.
const SERVANT: &str = "عبد";

/// A name of the table: how many terms it is, all its forms, and the one to tell of.
pub(super) struct Called {
    pub taken: usize,
    forms: Vec<Vec<String>>,
    told: Vec<String>,
}

impl Readings<'_> {
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

    /// The name of the table with which some terms begin.
    pub(super) fn named(&self, nodes: &[Node]) -> Option<Called> {
        let run: Vec<String> = nodes.iter().map_while(latin_word).collect();
        let spelt: Vec<String> = run.iter().map(|word| spelt_out(word)).collect();
        let whole = (self.names)().at(&run).or_else(|| (self.names)().at(&spelt));
        // Too short to be heard, or of several words; what else begins a name may be one itself.
        let is_sure = run.len() > 1 || run.first().is_some_and(|word| words::letters(word) < 3);
        let begun = || is_sure.then(|| self.begun(nodes, &run)).flatten().map(|forms| (run.len(), forms));
        let (taken, forms) = whole.or_else(begun)?;
        // Where none of a name stands, it may be called by one that needs evidence: that it is asked for.
        let doubtful = (self.names)().doubtful(&run[..taken]);
        let stands = |form: &Vec<String>| self.stands(form);
        if is_word(&run[..taken]) && !forms.iter().any(stands) {
            return None;
        }
        let forms = if forms.iter().any(stands) || !doubtful.iter().any(stands) { forms } else { doubtful };
        let told = self.form_of(&forms, &nodes[..taken])?.clone();
        Some(Called { taken, forms, told })
    }

    /// The forms of a name that is being typed: of the first in the table that stands anywhere. A lone word begins
    /// one where nothing else is known by it.
    pub(super) fn begun(&self, nodes: &[Node], run: &[String]) -> Option<Vec<Vec<String>>> {
        let Some(Node::Word { text, open: true, .. }) = nodes.last() else { return None };
        let is_known = || self.knows_all(&Query { nodes: nodes.to_vec(), ..Query::default() });
        let is_met = || !spellings::known(text).is_empty() || !(self.names)().surname(text).is_empty();
        let is_said = || is_article(&nodes[0]) || english::is_no_name(text);
        let is_other = match words::letters(text) {
            _ if run.len() < nodes.len() => true,
            _ if run.len() > 1 => false,
            0 | 1 => true,
            2 => is_said() || is_known(),
            _ => is_said() || is_met() || is_known(),
        };
        let mut names = (self.names)().beginning(run).filter(|_| !is_other);
        names.find(|forms| forms.iter().any(|form| self.stands(form)))
    }

    pub(super) fn called_node(&self, nodes: &[Node], called: &Called, reasons: &mut Vec<Reason>) -> Node {
        let Called { taken, forms, told } = called;
        let scope = scope_of(&nodes[0]);
        let (last, before) = nodes[..*taken].split_last().unwrap_or((&nodes[0], &[]));
        if before.iter().all(is_article) && !self.is_held(told) {
            // Nothing is found by that name: what is meant may be another one of these sounds, or very near them.
            let mut heard = Vec::new();
            let node = match before.last() {
                Some(article) => self.heard_with_article(article, last, &mut heard),
                None => self.heard_node(last, &mut heard),
            };
            if !heard.is_empty() && !heard.iter().any(is_guess) {
                reasons.extend(heard);
                return node;
            }
        }
        let typed: Vec<String> = nodes[..*taken].iter().filter_map(latin_word).collect();
        reasons.push(Reason {
            kind: ReasonKind::Name,
            typed: typed.join(" "),
            read: words::plain(&told.join(" ")).into_owned(),
        });
        let form_node = |form: &Vec<String>| {
            if is_word(&typed) { name_node(form, scope) } else { self.form_node(form, scope) }
        };
        let mut choices: Vec<Node> = forms.iter().map(form_node).collect();
        // As typed, too, but nothing near that.
        choices.push(name_node(&typed, scope));
        let spelt = spelt_out(&typed[0]);
        let is_most = |(word, share): &(&str, f32)| *share > 0.5 && self.is_held(&[(*word).to_owned()]);
        let met = spellings::known(&spelt).into_iter().find(is_most);
        let is_met = || met.is_some();
        let is_met = || words::letters(&typed[0]) > 3 && (!self.called(&spelt).is_empty() || is_met());
        let is_chat = || spelt != typed[0];
        if *taken == 1 && forms.iter().all(|form| form.len() > 1) && (is_met() || is_chat()) {
            // A firm may be called by a word that is also a name of people; and digits of chat spell sounds.
            choices.push(self.heard_node(&nodes[0], &mut Vec::new()));
        } else if let Some((word, _)) = met.filter(|(word, _)| {
            *taken == 1
                && words::letters(&typed[0]) > 3
                && forms.iter().all(|form| form[..] != [word.to_owned()])
        }) {
            // A club, or somebody, who is called so in Arabic as well (`milan`, ميلانو, ميلان).
            choices.push(Node::Exact(affixes::named(word).to_owned(), scope, BESIDES));
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

    /// Whether the words of a form stand one after the other anywhere.
    fn stands(&self, form: &[String]) -> bool {
        let phrase = |field: Field| {
            let terms =
                form.iter().map(|word| Term::from_field_text(field, affixes::stripped(word))).collect();
            self.searcher.search(&PhraseQuery::new(terms), &Count).is_ok_and(|count| count > 0)
        };
        self.is_held(form) && (form.len() == 1 || self.words().into_iter().any(phrase))
    }

    /// What finds a form of a name. One that is written like a usual word (علي, على), which it rather is, has to be
    /// named in the article.
    pub(super) fn form_node(&self, form: &[String], scope: Scope) -> Node {
        let node = name_node(form, scope);
        let Node::Exact(word, Scope::Anywhere, weight) = &node else { return node };
        let frequency = |fields: &[Field]| expand::frequency(self.searcher, fields, word);
        let named = || frequency(&[self.fields.entity_name]);
        if lexicon::is_usual(word) && (1..=frequency(&self.words()) / SELDOM).contains(&named()) {
            return Node::All(vec![Node::Exact(word.clone(), Scope::Names, *weight), node]);
        }
        node
    }

    /// Whether the index has all words of a form.
    pub(super) fn is_held(&self, form: &[String]) -> bool {
        let [title, body] = self.words();
        let fields = [title, body, self.fields.source];
        form.iter().all(|word| expand::frequency(self.searcher, &fields, affixes::stripped(word)) > 0)
    }

    /// How people of that last name are called in Arabic, the most frequent in the index first.
    pub(super) fn called(&self, text: &str) -> Vec<String> {
        let forms = (self.names)().surname(text);
        let Some(ear) = Ear::new(text, 0.0).filter(|_| !forms.is_empty()) else { return Vec::new() };
        let least = -SAME * words::letters(text) as f32;
        let bare = |form: &str| {
            form.strip_prefix("ال").map_or_else(|| words::plain(form).into_owned(), str::to_owned)
        };
        let is_it = |form: &String| ear.likelihood(&bare(form)) >= least;
        let mut forms: Vec<String> = forms.into_iter().filter(is_it).collect();
        let frequency =
            |form: &String| expand::frequency(self.searcher, &self.words(), affixes::stripped(form));
        forms.sort_by_key(|form| std::cmp::Reverse(frequency(form)));
        forms
    }

    /// A name of the kind of عبد الله, two words in Arabic letters and one, two or three in Latin ones
    /// (`abdullah`, `abdel fattah`, `abd al rahman`): what finds it, and how many terms it is.
    pub(super) fn servant_of(&self, nodes: &[Node], reasons: &mut Vec<Reason>) -> Option<(Node, usize)> {
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
        reasons.push(Reason {
            kind: ReasonKind::Transliteration,
            typed: run[..taken].join(" "),
            read: told?,
        });
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

/// Whether these are words of English that are no names.
fn is_word(typed: &[String]) -> bool {
    typed.iter().all(|word| english::is_no_name(word))
}

fn name_node(form: &[String], scope: Scope) -> Node {
    match form {
        [word] => Node::Exact(affixes::stripped(word).to_owned(), scope, 100),
        words => Node::Phrase(words.to_vec(), scope),
    }
}
