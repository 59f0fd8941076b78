//! The words that the command line says to people, in both languages of the interface.
//!
//! Knows only what `app::words` does not say already. Failures on standard error stay English in both: they are looked up and quoted.

use crate::app::Lang;

/// The words of one language.
#[derive(Debug)]
#[allow(missing_docs)] // each is its own description
pub struct Words {
    pub added: &'static str,
    pub updated: &'static str,
    pub unchanged: &'static str,
    pub refused: &'static str,
    pub removed: &'static str,
    pub remove: &'static str,
    pub kept: &'static str,
    pub results: &'static str,
    pub no_articles: &'static str,
    pub version: &'static str,
    pub data: &'static str,
    pub settings: &'static str,
    pub missing: &'static str,
    pub articles: &'static str,
    pub pending: &'static str,
    pub indexed: &'static str,
    pub terminal: &'static str,
    pub answers: &'static str,
    pub silent: &'static str,
    pub not_asked: &'static str,
    pub reordering: &'static str,
    pub shaping: &'static str,
    pub colors: &'static str,
    pub few_colors: &'static str,
    pub no_color: &'static str,
    pub strategy: &'static str,
    pub size: &'static str,
    pub health: &'static str,
    pub well: &'static str,
    pub unwell: &'static str,
    pub repaired: &'static str,
}

impl Words {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Ar => &ARABIC,
            Lang::En => &ENGLISH,
        }
    }
}

static ARABIC: Words = Words {
    added: "أضيف",
    updated: "محدث",
    unchanged: "لم يتغير",
    refused: "مرفوض",
    removed: "حذف",
    remove: "هل تحذف هذه المقالات؟ (ن/لا)",
    kept: "لم يحذف شيء",
    results: "النتائج",
    no_articles: "لا مقالات في المكتبة",
    version: "الإصدار",
    data: "مجلد المكتبة",
    settings: "ملف الإعدادات",
    missing: "غير موجود",
    articles: "المقالات",
    pending: "بانتظار الفهرسة",
    indexed: "المفهرس",
    terminal: "الطرفية",
    answers: "ردودها",
    silent: "لم ترد",
    not_asked: "لم تسأل",
    reordering: "ترتيبها الأسطر",
    shaping: "وصلها الحروف",
    colors: "الألوان",
    few_colors: "أقل من 256",
    no_color: "لا تستعمل",
    strategy: "ترميز الأسطر",
    size: "الأعمدة",
    health: "الحال",
    well: "سليمة",
    unwell: "فيها خلل",
    repaired: "أعيد بناء الفهرس والأعلام",
};

static ENGLISH: Words = Words {
    added: "added",
    updated: "updated",
    unchanged: "unchanged",
    refused: "refused",
    removed: "removed",
    remove: "Remove these articles? (y/n)",
    kept: "nothing removed",
    results: "results",
    no_articles: "no articles in the library",
    version: "version",
    data: "library",
    settings: "settings",
    missing: "none",
    articles: "articles",
    pending: "waiting for the index",
    indexed: "indexed",
    terminal: "terminal",
    answers: "answers",
    silent: "none",
    not_asked: "not asked",
    reordering: "it reorders",
    shaping: "it joins letters",
    colors: "colours",
    few_colors: "fewer than 256",
    no_color: "not used",
    strategy: "rows encoded as",
    size: "columns",
    health: "health",
    well: "well",
    unwell: "not well",
    repaired: "index and mentions were rebuilt",
};
