//! What the interface says, in both languages: a table of fixed sentences for each, and what is said of something.
//!
//! Knows nothing of where it is shown. *Invariant:* a sentence is one line; articles' own text never passes through
//! here.

mod arabic;
mod english;

use std::collections::BTreeMap;

use arabic::ARABIC;
use english::ENGLISH;

use super::Lang;
use super::style::Style;
use crate::model::{Correction, EntityId, EntityKind, ReasonKind, Warning};

/// The fixed sentences of a language.
#[derive(Debug)]
#[allow(missing_docs)] // each field is named after what it says
pub struct Words {
    pub program: &'static str,
    pub search: &'static str,
    /// Keys with what they do, for the status line.
    pub hints: [(&'static str, &'static str); 3],
    /// What the key that leaves does: one step back, or, from the list, the end.
    pub leave: [(&'static str, &'static str); 2],
    pub help_title: &'static str,
    pub help_hint: &'static str,
    pub help_prompt: &'static str,
    pub help_select: &'static str,
    pub select_hint: &'static str,
    pub help_legend: &'static str,
    pub help_mouse: &'static str,
    pub no_source: &'static str,
    pub empty_library: &'static str,
    pub no_article: &'static str,
    pub too_small: &'static str,
    pub no_link: &'static str,
    pub link_copied: &'static str,
    pub title_copied: &'static str,
    pub paragraph_copied: &'static str,
    pub selection_copied: &'static str,
    pub no_mentions: &'static str,
    pub no_mention_chosen: &'static str,
    pub no_hits: &'static str,
    pub no_search: &'static str,
    pub no_more_here: &'static str,
    pub hits_wrapped: &'static str,
    pub no_results: &'static str,
    pub no_unread: &'static str,
    pub last_article: &'static str,
    pub first_article: &'static str,
    pub starred: &'static str,
    pub unstarred: &'static str,
    pub marked_read: &'static str,
    pub marked_unread: &'static str,
    pub original_shown: &'static str,
    pub original_hidden: &'static str,
    pub marks_shown: &'static str,
    pub marks_hidden: &'static str,
    pub digits_as_written: &'static str,
    pub digits_western: &'static str,
    pub digits_arabic: &'static str,
    pub justified: &'static str,
    pub ragged: &'static str,
    pub way_chosen: &'static str,
    pub variants: &'static str,
    pub mentioned_in: &'static str,
    pub nowhere_else: &'static str,
    pub typo: &'static str,
    pub spelling: &'static str,
    pub sound: &'static str,
    pub arabic_name: &'static str,
    pub transliteration: &'static str,
    pub layout: &'static str,
    /// As `hints`, in the search box.
    pub box_hints: [(&'static str, &'static str); 4],
    pub best_first: &'static str,
    pub newest_first: &'static str,
    pub result: &'static str,
    pub hits_wrapped_back: &'static str,
    pub related_to: &'static str,
    pub found_by: &'static str,
    pub related_leave: &'static str,
    pub no_related: &'static str,
    /// Of names, their classes and their corrections.
    pub names: NameWords,
    /// Of entities over the whole library.
    pub page: PageWords,
}

/// Those of names, their classes and their corrections.
#[derive(Debug)]
#[allow(missing_docs)] // each field is named after what it says
pub struct NameWords {
    pub title: &'static str,
    pub nothing: &'static str,
    /// Keys of the list of names with what they do.
    pub list_hints: [(&'static str, &'static str); 4],
    /// The same in the pop-up.
    pub correct_hints: [(&'static str, &'static str); 2],
    /// The same while a name is typed.
    pub find_hints: [(&'static str, &'static str); 3],
    pub correct_title: &'static str,
    pub undo_title: &'static str,
    pub not: &'static str,
    pub kind: &'static str,
    pub another: &'static str,
    pub same: &'static str,
    pub same_as: &'static str,
    pub take_back: &'static str,
    pub one_article: &'static str,
    pub is_name: &'static str,
    pub not_here: &'static str,
    pub nothing_to_correct: &'static str,
    pub written: &'static str,
    pub taken_back: &'static str,
    pub no_such_name: &'static str,
}

/// Those of entities over the whole library.
#[derive(Debug)]
#[allow(missing_docs)] // each field is named after what it says
pub struct PageWords {
    pub first_seen: &'static str,
    pub last_seen: &'static str,
    pub beside: &'static str,
    pub by_month: &'static str,
    pub fullest: &'static str,
    pub articles: &'static str,
    pub followed: &'static str,
    pub none_followed: &'static str,
    pub now_followed: &'static str,
    pub no_more_followed: &'static str,
    pub kept: &'static str,
    pub thread_of: &'static str,
    pub no_thread: &'static str,
    pub mentioning: &'static str,
    pub new: &'static str,
    /// Keys with what they do, for the status line of a page.
    pub hints: [(&'static str, &'static str); 4],
    /// The same for the list of who is followed.
    pub followed_hints: [(&'static str, &'static str); 2],
}

impl Words {
    /// How what was read differs from what was typed.
    pub fn reason(&self, kind: ReasonKind) -> &'static str {
        match kind {
            ReasonKind::Typo => self.typo,
            ReasonKind::Spelling => self.spelling,
            ReasonKind::Sound => self.sound,
            ReasonKind::Name => self.arabic_name,
            ReasonKind::Transliteration => self.transliteration,
            ReasonKind::Layout => self.layout,
        }
    }
}

/// The sentences of a language.
pub fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Ar => &ARABIC,
        Lang::En => &ENGLISH,
    }
}

/// What was odd about a query, as a sentence.
pub fn warning(warning: &Warning, style: Style) -> String {
    let arabic = style.lang == Lang::Ar;
    let number = |n: &usize| style.numerals(&n.to_string());
    let plain = |ar: &str, en: &str| if arabic { ar.to_owned() } else { en.to_owned() };
    match warning {
        Warning::TooLong(n) if arabic => format!("يُقرأ من البحث أول {} حرف فقط", number(n)),
        Warning::TooLong(n) => format!("only the first {} characters of the query are read", number(n)),
        Warning::TooManyWords(n) if arabic => format!("يُقرأ من البحث أول {} كلمة فقط", number(n)),
        Warning::TooManyWords(n) => format!("only the first {} words of the query are read", number(n)),
        Warning::TooDeep(n) if arabic => format!("لا تُقرأ أقواس أعمق من {}", number(n)),
        Warning::TooDeep(n) => format!("brackets deeper than {} are not read", number(n)),
        Warning::StrayBracket => plain("قوس لا يغلق شيئًا", "a bracket closes nothing"),
        Warning::OpenBracket => plain("قوس لم يُغلق", "a bracket is not closed"),
        Warning::StrayOr => plain("«أو» ليس بين كلمتين", "an OR is not between two words"),
        Warning::OpenQuote => plain("علامة اقتباس لم تُغلق", "a quotation mark is not closed"),
        Warning::AsksNothing => plain("لا كلمة هنا يُبحث عنها", "there is no word to look for"),
        Warning::NoValue => plain("كلمة مفتاحية بلا قيمة لا تُقرأ", "a keyword without a value is not read"),
        Warning::ReadAsWords(value) if arabic => format!("قُرئ على أنه كلمات: {value}"),
        Warning::ReadAsWords(value) => format!("read as words: {value}"),
        Warning::Unmet(value) if arabic => format!("لا مقال له هذه القيمة: {value}"),
        Warning::Unmet(value) => format!("no article has this value: {value}"),
        Warning::Ignored(word) if arabic => format!("بُحث من دون كلمة لا ترد في أي مقال: {word}"),
        Warning::Ignored(word) => format!("searched without a word that no article has: {word}"),
        Warning::StatusInside => {
            plain("لا يُحسب حالة: داخل OR", "is: counts only beside other terms, not inside OR")
        }
        Warning::Indexing { done, of } if arabic => {
            format!("يُبنى الفهرس: {} من {}", number(done), number(of))
        }
        Warning::Indexing { done, of } => format!("the index is being built: {done} of {of}"),
        Warning::Damaged => plain("الفهرس تالف ويُبنى من جديد", "the index is damaged; it is being rebuilt"),
        Warning::Unreadable(why) if arabic => format!("تعذرت قراءة الفهرس: {why}"),
        Warning::Unreadable(why) => format!("the index cannot be read: {why}"),
    }
}

/// The name of a class, singular.
pub fn kind_name(kind: EntityKind, lang: Lang) -> &'static str {
    match (lang, kind) {
        (Lang::Ar, EntityKind::Person) => "شخص",
        (Lang::Ar, EntityKind::Place) => "مكان",
        (Lang::Ar, EntityKind::Organisation) => "جهة",
        (Lang::Ar, EntityKind::Event) => "حدث",
        (Lang::Ar, EntityKind::Document) => "وثيقة",
        (Lang::Ar, EntityKind::Date) => "تاريخ",
        (Lang::Ar, EntityKind::Money) => "مبلغ",
        (Lang::Ar, EntityKind::Percent) => "نسبة",
        (Lang::Ar, EntityKind::Quantity) => "كمية",
        (Lang::En, EntityKind::Person) => "person",
        (Lang::En, EntityKind::Place) => "place",
        (Lang::En, EntityKind::Organisation) => "organisation",
        (Lang::En, EntityKind::Event) => "event",
        (Lang::En, EntityKind::Document) => "document",
        (Lang::En, EntityKind::Date) => "date",
        (Lang::En, EntityKind::Money) => "money",
        (Lang::En, EntityKind::Percent) => "percentage",
        (Lang::En, EntityKind::Quantity) => "quantity",
    }
}

/// The letter of a class in the margin: one letter, no two alike.
pub fn kind_letter(kind: EntityKind, lang: Lang) -> &'static str {
    match (lang, kind) {
        (Lang::Ar, EntityKind::Person) => "ش",
        (Lang::Ar, EntityKind::Place) => "م",
        (Lang::Ar, EntityKind::Organisation) => "ج",
        (Lang::Ar, EntityKind::Event) => "ح",
        (Lang::Ar, EntityKind::Document) => "و",
        (Lang::Ar, EntityKind::Date) => "ت",
        (Lang::Ar, EntityKind::Quantity) => "ك",
        (Lang::Ar, EntityKind::Percent) => "٪",
        (Lang::En, EntityKind::Person) => "P",
        (Lang::En, EntityKind::Place) => "L",
        (Lang::En, EntityKind::Organisation) => "O",
        (Lang::En, EntityKind::Event) => "E",
        (Lang::En, EntityKind::Document) => "D",
        (Lang::En, EntityKind::Date) => "T",
        (Lang::En, EntityKind::Quantity) => "Q",
        (Lang::En, EntityKind::Percent) => "%",
        (_, EntityKind::Money) => "$",
    }
}

/// Told when a class is shown again.
pub fn shown(kind: EntityKind, lang: Lang) -> String {
    match lang {
        Lang::Ar => format!("معلَّم من جديد: {}", kind_name(kind, lang)),
        Lang::En => format!("marked again: {}", kind_name(kind, lang)),
    }
}

/// Told when a class is hidden.
pub fn hidden(kind: EntityKind, lang: Lang) -> String {
    match lang {
        Lang::Ar => format!("لا يُعلَّم الآن: {}", kind_name(kind, lang)),
        Lang::En => format!("not marked now: {}", kind_name(kind, lang)),
    }
}

/// What a correction says, with the names of the entities that it speaks of.
pub fn told(correction: &Correction, names: &BTreeMap<EntityId, String>, lang: Lang) -> String {
    let arabic = lang == Lang::Ar;
    let words = &words(lang).names;
    let quoted = |text: &str| if arabic { format!("«{text}»") } else { format!("“{text}”") };
    let name = |id: &EntityId| quoted(names.get(id).map_or(id.as_str(), String::as_str));
    match correction {
        Correction::Add { name, kind, .. } => format!("{} = {}", quoted(name), kind_name(*kind, lang)),
        Correction::Alias { entity, spelling } | Correction::Split { spelling, entity: Some(entity) } => {
            format!("{} = {}", quoted(spelling), name(entity))
        }
        Correction::Not { spelling } => format!("{}: {}", quoted(spelling), words.not),
        Correction::Kind { spelling, kind } => format!("{}: {}", quoted(spelling), kind_name(*kind, lang)),
        Correction::Merge { entity, into, .. } => format!("{} = {}", name(entity), name(into)),
        Correction::Split { spelling, entity: None } => format!("{}: {}", quoted(spelling), words.another),
        Correction::Within { correction, .. } => match &**correction {
            Correction::Not { spelling } => format!("{}: {}", quoted(spelling), words.not_here),
            Correction::Split { spelling, .. } => format!("{}: {}", quoted(spelling), words.another),
            other => format!("{} ({})", told(other, names, lang), words.one_article),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_its_own_letter() {
        for lang in [Lang::Ar, Lang::En] {
            for (at, kind) in EntityKind::ALL.iter().enumerate() {
                let letter = kind_letter(*kind, lang);
                assert_eq!(letter.chars().count(), 1);
                assert!(EntityKind::ALL[..at].iter().all(|other| kind_letter(*other, lang) != letter));
            }
        }
    }
}
