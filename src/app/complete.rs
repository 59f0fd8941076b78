//! What Tab completes in the search box: keywords of the query language, in both languages, and the
//! values of those that take one of a few, or a name.
//!
//! Knows nothing of how a query is read but its keywords, and where a word begins.
//!
//! *Invariant:* a candidate, put in the place of what it completes, is one term of the query.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::reader::Reader;
use super::{App, Effect, Lang};
use crate::model::{KEYWORDS, Known};
use crate::text::fold;

/// Most candidates: nobody presses Tab more often.
const MOST: usize = 50;

/// The keyword whose values are names, in both languages.
const ENTITY: &str = "entity:";
const ENTITY_IN_ARABIC: &str = "الكيان:";

/// What may stand in the place of the word before the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// Where the word begins (byte of the line).
    pub start: usize,
    /// The candidates, best first.
    pub candidates: Vec<String>,
    /// Index of the one that stands in the line.
    pub at: usize,
}

/// The word before the cursor: where what Tab replaces begins, after which keyword, and what of it is typed.
#[derive(Debug, PartialEq, Eq)]
struct Word<'a> {
    start: usize,
    keyword: Option<&'static str>,
    typed: &'a str,
}

impl App {
    /// What Tab offers for a line that ends at the cursor, with names that the library has for what is typed of
    /// one, those with most articles first; none where there is nothing to offer.
    pub(super) fn completion(&self, before: &str, names: &[Known]) -> Option<Completion> {
        let word = last_word(before);
        let mut candidates = match word.keyword {
            None => keywords(word.typed, self.settings.lang),
            Some(keyword) => {
                let values = matching(self.values(keyword), word.typed);
                // Of names, those without articles come last.
                let (found, others) = names.split_at(names.partition_point(|known| known.articles > 0));
                let name = |known: &Known| known.name.clone();
                let all = found.iter().map(name).chain(values).chain(others.iter().map(name));
                let mut seen = HashSet::new();
                all.map(|value| quoted(&value)).filter(|value| seen.insert(value.clone())).collect()
            }
        };
        candidates.truncate(MOST);
        (!candidates.is_empty()).then_some(Completion { start: word.start, candidates, at: 0 })
    }

    /// Completes what is typed of a name with those that the library has for it.
    pub(super) fn take_values(&mut self, text: &str, names: &[Known]) -> Vec<Effect> {
        let before = self.search.edit.before();
        // More may have been typed meanwhile.
        if self.search.completion.is_some() || name_typed(before) != Some(text) {
            return Vec::new();
        }
        let completion = self.completion(before, names);
        completion.map_or_else(Vec::new, |completion| self.search.complete(completion))
    }

    /// The values that a keyword takes, the most frequent first; none where it takes anything.
    fn values(&self, keyword: &str) -> Vec<String> {
        let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        let all = || self.list.whole().iter();
        match keyword {
            "is:" => owned(&["unread", "starred", "read"]),
            "حالة:" => owned(&["جديد", "مميز", "مقروء"]),
            "date:" | "after:" | "before:" => owned(&["today", "yesterday", "week", "month", "year"]),
            "التاريخ:" | "بعد:" | "قبل:" => owned(&["اليوم", "أمس", "الأسبوع", "الشهر", "السنة"]),
            "lang:" | "اللغة:" => by_number(all().filter_map(|article| article.lang.as_deref())),
            "source:" | "المصدر:" => by_number(all().filter_map(|article| article.source.as_deref())),
            "tag:" | "الوسم:" => self.search.tags.clone(),
            // Those of the article that is open: of the others the library is asked.
            ENTITY | ENTITY_IN_ARABIC => {
                let names = self.reader.iter().flat_map(Reader::painted);
                by_number(names.map(|mention| mention.name.as_str()))
            }
            _ => Vec::new(),
        }
    }
}

/// What is typed of a name that a line ends with.
pub(super) fn name_typed(line: &str) -> Option<&str> {
    let word = last_word(line);
    let is_name = matches!(word.keyword, Some(ENTITY | ENTITY_IN_ARABIC));
    (is_name && !word.typed.trim().is_empty()).then_some(word.typed)
}

/// Keywords that a word may be the beginning of, with or without the article; of no word those of the
/// interface's language.
fn keywords(typed: &str, lang: Lang) -> Vec<String> {
    let own = |keyword: &&str| keyword.is_ascii() == (lang == Lang::En);
    let offered = KEYWORDS.into_iter().filter(|keyword| !typed.is_empty() || own(keyword));
    let typed = fold(typed);
    let begins = |keyword: &&str| begins(fold(keyword).as_str(), typed.as_str());
    offered.filter(begins).map(str::to_owned).collect()
}

/// Values of which a word begins with what is typed, those that begin with it themselves first.
fn matching(values: Vec<String>, typed: &str) -> impl Iterator<Item = String> {
    let typed = fold(typed);
    let typed = typed.as_str().to_owned();
    let (first, rest): (Vec<_>, Vec<_>) =
        values.into_iter().partition(|value| fold(value).as_str().starts_with(&typed));
    let within = move |value: &String| fold(value).as_str().split(' ').any(|word| begins(word, &typed));
    first.into_iter().chain(rest.into_iter().filter(within))
}

fn begins(word: &str, typed: &str) -> bool {
    word.starts_with(typed) || word.strip_prefix("ال").is_some_and(|bare| bare.starts_with(typed))
}

/// Each value once, the most frequent first.
fn by_number<'a>(values: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for value in values {
        *numbers.entry(value).or_default() += 1;
    }
    let mut values: Vec<_> = numbers.into_iter().collect();
    values.sort_by_key(|(value, number)| (Reverse(*number), *value));
    values.into_iter().map(|(value, _)| value.to_owned()).collect()
}

/// A value as one term: quoted where it would fall apart.
fn quoted(value: &str) -> String {
    let value = value.replace('"', "");
    let whole = !value.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
    if whole { value } else { format!("\"{value}\"") }
}

/// The word with which a line ends.
fn last_word(line: &str) -> Word<'_> {
    let (mut start, mut quoted) = (0, false);
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            c if !quoted && (c.is_whitespace() || matches!(c, '(' | ')')) => start = at + c.len_utf8(),
            _ => {}
        }
    }
    let denied = line[start..].starts_with('-');
    start += usize::from(denied);
    let word = &line[start..];
    let value = word.split_once([':', '：']).and_then(|(name, typed)| Some((keyword(name)?, typed)));
    let value = value.or_else(|| Some((keyword_before(&line[..start])?, word)));
    let Some((keyword, typed)) = value else { return Word { start, keyword: None, typed: word } };
    let typed = typed.strip_prefix('-').unwrap_or(typed);
    Word {
        start: line.len() - typed.len(),
        keyword: Some(keyword),
        typed: typed.strip_prefix('"').unwrap_or(typed),
    }
}

/// The keyword with which a line ends, with its colon and blanks around it.
fn keyword_before(line: &str) -> Option<&'static str> {
    let name = line.trim_end().strip_suffix([':', '：'])?.trim_end();
    keyword(name.rsplit([' ', '(']).next()?.trim_start_matches('-'))
}

/// Whether a line asks for nothing: it is blank, or holds a keyword whose value is still to be typed.
pub fn asks_nothing(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.strip_suffix([':', '：']).is_some_and(|name| keyword(name).is_some())
}

/// The keyword of that name, with or without the article.
fn keyword(name: &str) -> Option<&'static str> {
    let name = fold(name.trim());
    let bare = |text: &str| text.strip_prefix("ال").unwrap_or(text).to_owned();
    let named = |keyword: &&str| bare(fold(keyword).as_str().trim_end_matches(':')) == bare(name.as_str());
    KEYWORDS.into_iter().find(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_begin_with_or_without_the_article_in_both_languages() {
        assert_eq!(keywords("المص", Lang::Ar), ["المصدر:"]);
        assert_eq!(keywords("مص", Lang::En), ["المصدر:"]);
        assert_eq!(keywords("حاله", Lang::Ar), ["حالة:"]);
        assert_eq!(keywords("S", Lang::Ar), ["source:"]);
        assert_eq!(keywords("سوريا", Lang::Ar), Vec::<String>::new());
        assert_eq!(keywords("", Lang::En)[..2], ["title:", "body:"]);
        assert_eq!(keywords("", Lang::Ar)[..2], ["العنوان:", "النص:"]);
    }

    #[test]
    fn the_word_before_the_cursor() {
        let word = |line| {
            let Word { start, keyword, typed } = last_word(line);
            (&line[start..], keyword, typed)
        };
        assert_eq!(word("بوتين -المص"), ("المص", None, "المص"));
        assert_eq!(word("(مصدر:روي"), ("روي", Some("المصدر:"), "روي"));
        assert_eq!(word("source:\"BBC عر"), ("\"BBC عر", Some("source:"), "BBC عر"));
        assert_eq!(word("\"في البحر\" "), ("", None, ""));
        assert_eq!(word("10:30"), ("10:30", None, "10:30"));
        assert_eq!(word("source: روي"), ("روي", Some("source:"), "روي"));
        assert_eq!(word("(-المصدر : \"BBC عر"), ("\"BBC عر", Some("المصدر:"), "BBC عر"));
        assert_eq!(word("المصدر：روي"), ("روي", Some("المصدر:"), "روي"));
        assert_eq!(word("source:-روي"), ("روي", Some("source:"), "روي"));
    }

    #[test]
    fn a_keyword_alone_asks_nothing() {
        assert!(["", "  ", "المصدر:", "مصدر: ", "مصدر : ", "is："].iter().all(|line| asks_nothing(line)));
        assert!(["حلب", "حلب:", "حلب المصدر:", "is:unread"].iter().all(|line| !asks_nothing(line)));
    }

    #[test]
    fn values_are_found_by_any_of_their_words_and_quoted_where_they_must_be() {
        let values = by_number(["وكالة الأنباء", "رويترز", "الأناضول", "رويترز"].into_iter());
        assert_eq!(values, ["رويترز", "الأناضول", "وكالة الأنباء"]);
        let found: Vec<String> = matching(values, "الان").map(|value| quoted(&value)).collect();
        assert_eq!(found, ["الأناضول", "\"وكالة الأنباء\""]);
    }
}
