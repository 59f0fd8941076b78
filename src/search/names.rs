//! English and French names of things whose Arabic name sounds otherwise (Egypt, مصر), or is several words; and the
//! Arabic words by which people of a last name are called.
//!
//! A table handed in as text: `id ⇥ kind ⇥ Arabic name ⇥ aliases|… ⇥ English name` a line. English names are also
//! aliases in Latin letters, what the id calls it by, and the initials of an organisation of three words or more. A
//! `word` of news (police, الشرطة) is called what it is, and nothing else.
//! Only they are read beforehand, the Arabic names of a line when it is asked for.

use std::collections::{BTreeMap, HashMap};

use super::{english, words};
use crate::text::fold;

/// Most names that a beginning may be of.
const MOST: usize = 8;

/// Arabic names of one line: the name, and its aliases.
type Line = [&'static str; 2];

/// English names with their Arabic forms.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// By folded words with a blank between them.
    whole: BTreeMap<String, Vec<Line>>,
    /// People, by what is alike of their last name.
    last: HashMap<String, Vec<Line>>,
    /// Words of the longest English name.
    longest: usize,
}

impl Names {
    /// Reads tables. A first line of column heads is as harmless as any other line that is no name.
    pub fn new(tables: &[&'static str]) -> Self {
        let mut names = Self::default();
        let mut asides = Vec::new();
        for line in tables.iter().flat_map(|table| table.lines()) {
            let mut columns = line.split('\t');
            let (Some(id), _, Some(arabic), Some(aliases), Some(english)) =
                (columns.next(), columns.next(), columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let Some((class, slug)) = id.split_once(':').filter(|_| !english.is_empty()) else { continue };
            let line = [arabic, aliases];
            if class == "person" {
                names.add_person(english, line);
            } else if class == "word" {
                names.insert(folded(english), line);
            } else {
                let also = aliases.split('|').map(|alias| alias.trim_start_matches(['?', '!', '+']));
                let initials = if class == "org" { initials(english) } else { String::new() };
                let (own, aside) = english.split_once('(').unwrap_or((english, ""));
                let called = [own, english, &initials].into_iter();
                called.chain(also.filter(|alias| alias.is_ascii())).for_each(|name| names.add(name, line));
                match class {
                    "org" | "event" | "doc" => names.add(slug, line),
                    // Myanmar (Burma), Türkiye: turkey. In brackets behind anything else stands where it is.
                    "place" if is_other(slug, english) => asides.extend([(aside, line), (slug, line)]),
                    "place" => asides.push((aside, line)),
                    _ => {}
                }
            }
        }
        // Tripoli (Lebanon): what is the whole name of something is no other one's.
        asides.retain(|(name, _)| !names.whole.contains_key(&folded(name)));
        for (name, line) in asides {
            names.add(name, line);
        }
        names
    }

    fn add_person(&mut self, english: &str, line: Line) {
        if let Some((_, last)) = folded(english).rsplit_once(' ') {
            self.last.entry(alike(last)).or_default().push(line);
        }
        self.add(english, line);
    }

    fn add(&mut self, english: &str, line: Line) {
        let name = folded(english);
        if name.len() >= 2 && !english::is_no_name(&name) {
            self.insert(name, line);
        }
    }

    fn insert(&mut self, name: String, line: Line) {
        self.longest = self.longest.max(name.split(' ').count());
        let lines = self.whole.entry(name).or_default();
        if lines.last() != Some(&line) {
            lines.push(line);
        }
    }

    /// The longest name with which a run of words begins: how many words, and its Arabic forms as folded words.
    pub(super) fn at(&self, words: &[String]) -> Option<(usize, Vec<Vec<String>>)> {
        (1..=self.longest.min(words.len())).rev().find_map(|count| {
            let lines = self.whole.get(&words[..count].join(" "))?;
            Some((count, forms(lines)))
        })
    }

    /// The Arabic forms of each of the first names that begin with words of which the last is being typed. A lone
    /// word is one of a name from its second letter on, where it is the whole of it; from its third, a part of it.
    pub(super) fn beginning(&self, words: &[String]) -> impl Iterator<Item = Vec<Vec<String>>> {
        let typed = words.join(" ");
        let (is_alone, is_short) = (words.len() == 1, typed.len() < 3);
        let names = self.whole.range(typed.clone()..);
        let rests = names.map_while(move |(name, lines)| Some((name.strip_prefix(&typed)?, lines)));
        let is_it = move |rest: &str| !is_alone || rest.starts_with(' ') || !is_short && !rest.contains(' ');
        rests.filter(move |(rest, _)| is_it(rest)).take(MOST).map(|(_, lines)| forms(lines))
    }

    /// The Arabic forms of a whole name that need evidence elsewhere.
    pub(super) fn doubtful(&self, words: &[String]) -> Vec<Vec<String>> {
        let lines = self.whole.get(&words.join(" ")).map_or(&[][..], Vec::as_slice);
        as_words(names_of(lines).filter(|name| name.starts_with('?')))
    }

    /// Arabic words by which people with a last name are called, some of them by other names of theirs.
    pub(super) fn surname(&self, latin: &str) -> Vec<String> {
        let lines = self.last.get(&alike(latin));
        let mut called = Vec::new();
        for mut form in lines.into_iter().flat_map(|lines| forms(lines)) {
            called.extend(form.pop().filter(|word| words::letters(word) >= 3 && !called.contains(word)));
        }
        called
    }

    /// Whether a folded Latin word is an English name of the tables, or somebody's last name there.
    pub fn holds(&self, latin: &str) -> bool {
        self.whole.contains_key(latin) || self.last.contains_key(&alike(latin))
    }
}

/// The words of an English name, folded, with a blank between them.
fn folded(english: &str) -> String {
    let english =
        if english.is_ascii() { english.to_ascii_lowercase() } else { fold(english).as_str().to_owned() };
    let words: Vec<&str> =
        english.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Whether an id calls something by another name, not by a part of its name or by more than that.
fn is_other(slug: &str, english: &str) -> bool {
    let (slug, english) = (folded(slug), folded(english));
    let holds = |name: &str, part: &str| part.split(' ').all(|word| name.split(' ').any(|own| own == word));
    !holds(&english, &slug) && !holds(&slug, &english)
}

/// The first letters of a name's words but the small ones, where it has three or more and none that stands for
/// others itself (`UN Security Council`).
fn initials(english: &str) -> String {
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let words: Vec<&str> =
        english.split_whitespace().filter(is_capital).filter(|word| *word != "The").collect();
    let is_plain = |word: &&str| word.chars().filter(|c| c.is_uppercase()).count() == 1;
    if words.len() < 3 || !words.iter().all(is_plain) {
        return String::new();
    }
    words.iter().filter_map(|word| word.chars().next()).collect()
}

/// The forms of some lines, as folded words, each once.
fn forms(lines: &[Line]) -> Vec<Vec<String>> {
    // A `?` marks a form that needs evidence; as a translation it would mislead, but where there is no other.
    let is_sure = |form: &&str| !form.starts_with('?');
    let mut told: Vec<&str> = names_of(lines).filter(is_sure).collect();
    if told.is_empty() {
        told = lines.iter().map(|[name, _]| *name).collect();
    }
    as_words(told.into_iter())
}

/// All Arabic names of some lines, as they are marked.
fn names_of(lines: &[Line]) -> impl Iterator<Item = &'static str> {
    let names = lines.iter().flat_map(|[name, aliases]| std::iter::once(*name).chain(aliases.split('|')));
    names.filter(|name| !name.is_empty())
}

/// Names as folded words, each once, with what tells the article from their own first letters, and without: not
/// everybody writes a hamza.
fn as_words<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for form in names {
        let form: Vec<String> = words::written(form).into_iter().map(|(word, _)| word).collect();
        let plain = form.iter().map(|word| words::plain(word).into_owned()).collect();
        for form in [form, plain] {
            if !form.is_empty() && !all.contains(&form) {
                all.push(form);
            }
        }
    }
    all
}

/// What the usual spellings of a name share in English and French (Zelensky, Zelenskyy, Zelenskiy; Putin, Poutine):
/// doubled letters count once, and whatever of `i` and `y` it ends in.
fn alike(latin: &str) -> String {
    const SAME: [(&str, &str); 6] =
        [("tch", "sh"), ("ch", "sh"), ("ou", "u"), ("oo", "u"), ("ph", "f"), ("dj", "j")];
    let even = SAME.iter().fold(latin.to_owned(), |text, (from, to)| text.replace(from, to));
    let is_mute = |rest: &&str| rest.ends_with(|c: char| !"aeiouy".contains(c));
    let even = even.strip_suffix('e').filter(is_mute).unwrap_or(&even);
    let mut key = String::with_capacity(even.len());
    for c in even.chars() {
        if !key.ends_with(c) {
            key.push(c);
        }
    }
    let stem = key.trim_end_matches(['i', 'y']);
    if stem.len() < key.len() { format!("{stem}i") } else { key }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_by_the_usual_spellings_of_their_last_name() {
        let table = "person:a\tPER\tفولوديمير زيلينسكي\tزيلنسكي|?زل\tVolodymyr Zelenskyy\n\
                     place:b\tLOC\tمصر\t\tEgypt";
        let names = Names::new(&[table]);
        for latin in ["zelensky", "zelenskyy", "zelenskiy", "zelenski"] {
            assert_eq!(names.surname(latin), ["زيلينسكي", "زيلنسكي"], "{latin}");
        }
        assert!(names.surname("egypt").is_empty() && names.holds("egypt") && !names.holds("volodymyr"));
        assert_eq!(names.at(&["egypt".to_owned()]), Some((1, vec![vec!["مصر".to_owned()]])));
    }

    #[test]
    fn a_whole_name_is_no_part_of_another_one() {
        let table = "org:mit-turkey\tORG\tجهاز الاستخبارات\t\tMIT (Turkey)\n\
                     place:turkey\tLOC\tتركيا\t\tTürkiye\n\
                     place:tripoli-lebanon\tLOC\tطرابلس\t\tTripoli (Lebanon)\n\
                     place:lebanon\tLOC\tلبنان\t\tLebanon\n\
                     place:al-aqsa\tLOC\tالمسجد الأقصى\t\tAl-Aqsa Mosque";
        let names = Names::new(&[table]);
        for (latin, arabic) in [("turkey", "تركيا"), ("lebanon", "لبنان"), ("tripoli", "طرابلس")]
        {
            assert_eq!(names.at(&[latin.to_owned()]), Some((1, vec![vec![arabic.to_owned()]])), "{latin}");
        }
        assert!(names.holds("mit") && !names.holds("al aqsa"));
    }

    #[test]
    fn things_have_short_names_too() {
        let table = "org:monetary-fund\tORG\tصندوق النقد\tالصندوق|?Fund\tInternational Monetary Fund\n\
                     org:un-council\tORG\tالمجلس\t\tUN Security Council\n\
                     place:a\tLOC\tميانمار\t\tMyanmar (Burma)\n\
                     place:h\tLOC\t?هسن\tهاسان\tHassan";
        let names = Names::new(&[table]);
        assert_eq!(names.at(&["hassan".to_owned()]), Some((1, vec![vec!["هاسان".to_owned()]])));
        for held in ["imf", "fund", "monetary fund", "un council", "burma", "myanmar", "myanmar burma"] {
            assert!(names.holds(held), "{held}");
        }
        for unknown in ["usc", "m", "a", "الصندوق"] {
            assert!(!names.holds(unknown), "{unknown}");
        }
    }
}
