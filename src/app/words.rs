//! What the interface says, in both languages: names of kinds, notices.
//!
//! Knows nothing of where it is shown. *Invariant:* articles' own text never passes through here.

use super::Lang;
use super::style::Style;
use crate::model::{EntityKind, Warning};

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
}

/// Arabic.
static ARABIC: Words = Words {
    program: "صحيفة",
    search: "بحث:",
    hints: [("?", "مساعدة"), ("/", "بحث"), ("Tab", "الأسماء")],
    leave: [("q", "رجوع"), ("q", "إنهاء")],
    help_title: "المفاتيح",
    help_hint: "j و k للتنقل، وEsc للإغلاق",
    help_prompt: "في خانة البحث",
    help_select: "عند التحديد",
    select_hint: "c بدء من هنا   y نسخ   Esc ترك",
    help_legend: "علامات الأسماء",
    help_mouse: "التحديد بفأرة الطرفية ينسخ حروفًا معكوسة، أما Y فينسخ الفقرة بنصها الأصلي، وc يحدد نصًا لينسخه y كذلك.",
    no_source: "بلا مصدر",
    empty_library: "لا مقالات بعد: أضف ملفات بالأمر sahifa add",
    no_article: "اختر مقالًا من القائمة",
    too_small: "وسّع النافذة",
    no_link: "ليس لهذا المقال رابط",
    link_copied: "نُسخ الرابط",
    title_copied: "لا رابط للمقال: نُسخ عنوانه",
    paragraph_copied: "نُسخت الفقرة بنصها الأصلي",
    selection_copied: "نُسخ المحدد بنصه الأصلي",
    no_mentions: "لا أسماء معلَّمة في هذا المقال",
    no_mention_chosen: "اختر اسمًا بمفتاح Tab أولًا",
    no_hits: "لا نتائج في هذا البحث",
    no_search: "لا بحث بعد: اضغط /",
    no_more_here: "لا مواضع أخرى هنا: Esc يعيد نتائج البحث",
    hits_wrapped: "انتهت النتائج: عودة إلى أولها",
    no_results: "لا نتائج",
    no_unread: "لا مقالات أخرى غير مقروءة",
    last_article: "هذا آخر مقال",
    first_article: "هذا أول مقال",
    starred: "أُضيفت النجمة",
    unstarred: "أُزيلت النجمة",
    marked_read: "وُضعت علامة مقروء",
    marked_unread: "وُضعت علامة غير مقروء",
    original_shown: "النص الأصلي كاملًا",
    original_hidden: "أُخفيت زوائد الصفحة",
    marks_shown: "الحركات ظاهرة",
    marks_hidden: "الحركات مخفية",
    digits_as_written: "الأرقام كما كُتبت",
    digits_western: "الأرقام 0-9",
    digits_arabic: "الأرقام ٠-٩",
    justified: "السطور مضبوطة بالكشيدة",
    ragged: "السطور حرة النهاية",
    way_chosen: "حُفظت طريقة العرض لهذه الطرفية",
    variants: "صيغ الاسم",
    mentioned_in: "ورد في",
    nowhere_else: "لم يرد في مقال آخر",
    typo: "خطأ كتابة محتمل",
    spelling: "كتابة أخرى",
    sound: "حروف متشابهة النطق",
    arabic_name: "الاسم بالعربية",
    transliteration: "كما يُنطق",
    layout: "لوحة المفاتيح الأخرى",
    box_hints: [("Esc", "رجوع"), ("Tab", "إكمال"), ("C-o", "الترتيب"), ("↑", "بحث سابق")],
    best_first: "الأقرب أولًا",
    newest_first: "الأحدث أولًا",
    result: "نتيجة البحث",
    hits_wrapped_back: "هذه أولى النتائج: إلى آخرها",
    related_to: "ذات صلة بـ:",
    found_by: "نتائج البحث:",
    related_leave: "Esc القائمة كلها",
    no_related: "لا مقالات ذات صلة",
};

/// English.
static ENGLISH: Words = Words {
    program: "Sahifa",
    search: "Search:",
    hints: [("?", "help"), ("/", "search"), ("Tab", "names")],
    leave: [("q", "back"), ("q", "quit")],
    help_title: "Keys",
    help_hint: "j and k move, Esc closes",
    help_prompt: "In the search box",
    help_select: "While selecting",
    select_hint: "c begin here   y copy   Esc leave",
    help_legend: "Marks of names",
    help_mouse: "The terminal's own mouse selection copies reversed letters; Y copies the paragraph's original text, c then y what you select.",
    no_source: "no source",
    empty_library: "No articles yet: add files with sahifa add",
    no_article: "Choose an article from the list",
    too_small: "Widen the window",
    no_link: "This article has no link",
    link_copied: "Link copied",
    title_copied: "The article has no link: its title was copied",
    paragraph_copied: "Paragraph copied in its original text",
    selection_copied: "Selection copied in its original text",
    no_mentions: "No names are marked in this article",
    no_mention_chosen: "Choose a name with Tab first",
    no_hits: "This search found nothing",
    no_search: "No search yet: press /",
    no_more_here: "No other matches here: Esc brings the results back",
    hits_wrapped: "No more matches: back to the first",
    no_results: "Nothing found",
    no_unread: "No other unread articles",
    last_article: "This is the last article",
    first_article: "This is the first article",
    starred: "Star given",
    unstarred: "Star taken away",
    marked_read: "Marked as read",
    marked_unread: "Marked as unread",
    original_shown: "The whole original",
    original_hidden: "Page furniture hidden",
    marks_shown: "Harakat shown",
    marks_hidden: "Harakat hidden",
    digits_as_written: "Digits as written",
    digits_western: "Digits 0-9",
    digits_arabic: "Digits ٠-٩",
    justified: "Lines justified with kashida",
    ragged: "Lines ragged",
    way_chosen: "Rows are shown like this in this terminal from now on",
    variants: "Forms of the name",
    mentioned_in: "Mentioned in",
    nowhere_else: "Mentioned in no other article",
    typo: "taken for a typing mistake",
    spelling: "another spelling",
    sound: "letters that sound alike",
    arabic_name: "the name in Arabic",
    transliteration: "read as Arabic sounds",
    layout: "read by the other keyboard",
    box_hints: [("Esc", "back"), ("Tab", "complete"), ("C-o", "order"), ("↑", "earlier search")],
    best_first: "best first",
    newest_first: "newest first",
    result: "Search result",
    hits_wrapped_back: "This was the first match: on to the last",
    related_to: "Related to:",
    found_by: "Found by:",
    related_leave: "Esc all articles",
    no_related: "No related articles",
};

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
