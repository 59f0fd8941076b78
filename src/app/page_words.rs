//! What the interface says of entities over the whole library, in both languages.
//!
//! Knows nothing of where it is shown. *Invariant:* articles' own text never passes through here.

use super::Lang;
use super::style::{Style, month_name};
use crate::model::Month;

/// The fixed sentences of a language.
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

static ARABIC: PageWords = PageWords {
    first_seen: "أول ظهور",
    last_seen: "آخر ظهور",
    beside: "يرد معه",
    by_month: "الظهور بالأشهر",
    fullest: "أكثرها",
    articles: "المقالات",
    followed: "الأسماء المتابَعة",
    none_followed: "لا أسماء متابَعة بعد: f على اسم يتابعه",
    now_followed: "بدأت متابعة",
    no_more_followed: "انتهت متابعة",
    kept: "حُفظ البحث: تجده بمفتاح ↑ في خانة البحث",
    thread_of: "قصة:",
    no_thread: "لا مقال آخر عن هذا الحدث",
    mentioning: "ما يذكر:",
    new: "الجديد",
    hints: [("Tab", "الاسم التالي"), ("f", "متابعة"), ("i", "حصر القائمة"), ("S", "حفظ البحث")],
    followed_hints: [("Enter", "الصفحة"), ("f", "ترك المتابعة")],
};

static ENGLISH: PageWords = PageWords {
    first_seen: "First seen",
    last_seen: "last seen",
    beside: "Together with",
    by_month: "By month",
    fullest: "most",
    articles: "Articles",
    followed: "Followed names",
    none_followed: "No names are followed yet: f on a name follows it",
    now_followed: "Following",
    no_more_followed: "No longer following",
    kept: "Search kept: ↑ in the search box brings it back",
    thread_of: "Story:",
    no_thread: "No other article tells of this event",
    mentioning: "Mentioning:",
    new: "new",
    hints: [("Tab", "next name"), ("f", "follow"), ("i", "narrow the list"), ("S", "keep the search")],
    followed_hints: [("Enter", "page"), ("f", "stop following")],
};

/// The sentences of a language.
pub fn page_words(lang: Lang) -> &'static PageWords {
    match lang {
        Lang::Ar => &ARABIC,
        Lang::En => &ENGLISH,
    }
}

impl Style<'_> {
    /// A month: `مارس 2023`.
    pub fn month(self, month: &Month) -> String {
        self.numerals(&format!("{} {}", month_name(month.month, self.lang), month.year))
    }

    /// So many articles, standing alone: `مقالان`.
    pub fn articles_alone(self, articles: usize) -> String {
        match (self.lang, articles) {
            (Lang::Ar, 2) => "مقالان".to_owned(),
            _ => self.articles(articles),
        }
    }

    /// What a column of the timeline stands for, where that is more than a month.
    pub fn months_a_column(self, months: usize) -> String {
        self.numerals(&match (self.lang, months) {
            (Lang::En, n) => format!("{n} months a column"),
            (Lang::Ar, 2) => "لكل عمود شهران".to_owned(),
            (Lang::Ar, n @ 3..=10) => format!("لكل عمود {n} أشهر"),
            (Lang::Ar, n) => format!("لكل عمود {n} شهرًا"),
        })
    }
}
