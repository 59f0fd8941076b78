//! What the interface says, in both languages: names of kinds, counts, dates, notices.
//!
//! Knows nothing of where it is shown. *Invariant:* articles' own text never passes through here.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Lang;
use crate::model::{EntityKind, Warning};
use crate::text::Digits;

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
    pub transliteration: &'static str,
    pub layout: &'static str,
    /// As `hints`, in the search box.
    pub box_hints: [(&'static str, &'static str); 4],
    pub best_first: &'static str,
    pub newest_first: &'static str,
    pub result: &'static str,
    pub hits_wrapped_back: &'static str,
    pub related_to: &'static str,
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
    transliteration: "بحروف لاتينية",
    layout: "لوحة المفاتيح الأخرى",
    box_hints: [("Esc", "رجوع"), ("Tab", "إكمال"), ("C-o", "الترتيب"), ("↑", "بحث سابق")],
    best_first: "الأقرب أولًا",
    newest_first: "الأحدث أولًا",
    result: "نتيجة البحث",
    hits_wrapped_back: "هذه أولى النتائج: إلى آخرها",
    related_to: "ذات صلة بـ:",
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
    transliteration: "read as Arabic sounds",
    layout: "read by the other keyboard",
    box_hints: [("Esc", "back"), ("Tab", "complete"), ("C-o", "order"), ("↑", "earlier search")],
    best_first: "best first",
    newest_first: "newest first",
    result: "Search result",
    hits_wrapped_back: "This was the first match: on to the last",
    related_to: "Related to:",
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
pub fn warning(warning: &Warning, lang: Lang) -> String {
    let arabic = lang == Lang::Ar;
    let plain = |ar: &str, en: &str| if arabic { ar.to_owned() } else { en.to_owned() };
    match warning {
        Warning::TooLong(n) if arabic => format!("يُقرأ من البحث أول {n} حرف فقط"),
        Warning::TooLong(n) => format!("only the first {n} characters of the query are read"),
        Warning::TooManyWords(n) if arabic => format!("يُقرأ من البحث أول {n} كلمة فقط"),
        Warning::TooManyWords(n) => format!("only the first {n} words of the query are read"),
        Warning::TooDeep(n) if arabic => format!("لا تُقرأ أقواس أعمق من {n}"),
        Warning::TooDeep(n) => format!("brackets deeper than {n} are not read"),
        Warning::StrayBracket => plain("قوس لا يغلق شيئًا", "a bracket closes nothing"),
        Warning::OpenBracket => plain("قوس لم يُغلق", "a bracket is not closed"),
        Warning::OpenQuote => plain("علامة اقتباس لم تُغلق", "a quotation mark is not closed"),
        Warning::NoValue => plain("كلمة مفتاحية بلا قيمة لا تُقرأ", "a keyword without a value is not read"),
        Warning::ReadAsWords(value) if arabic => format!("قُرئ على أنه كلمات: {value}"),
        Warning::ReadAsWords(value) => format!("read as words: {value}"),
        Warning::Ignored(word) if arabic => format!("بُحث من دون كلمة لا ترد في أي مقال: {word}"),
        Warning::Ignored(word) => format!("searched without a word that no article has: {word}"),
        Warning::StatusInside => {
            plain("لا يُحسب حالة: داخل OR", "is: counts only beside other terms, not inside OR")
        }
        Warning::Indexing => plain("الفهرس قيد البناء", "the index is being built"),
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

const MONTHS_AR: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];
const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The name of a month, 1 to 12; nothing for another number.
pub(super) fn month_name(month: i8, lang: Lang) -> &'static str {
    let months = match lang {
        Lang::Ar => MONTHS_AR,
        Lang::En => MONTHS_EN,
    };
    usize::try_from(month - 1).ok().and_then(|at| months.get(at)).copied().unwrap_or_default()
}

const SECONDS_A_DAY: i64 = 24 * 60 * 60;
static UTC: TimeZone = TimeZone::UTC;

/// How numbers and dates are written.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// Language.
    pub lang: Lang,
    /// Digits of an Arabic interface; `Keep` stands for 0-9, since its numbers were never written
    /// otherwise. An English one has 0-9 always: Arabic-Indic digits between Latin words change their
    /// order (UAX #9 N1).
    pub digits: Digits,
    /// The zone in which a day is a day.
    pub zone: &'a TimeZone,
}

impl Style<'_> {
    fn arabic_digits(self) -> bool {
        self.digits == Digits::Arabic && self.lang == Lang::Ar
    }

    /// A text of the interface with its ASCII digits in the digits that are set.
    pub fn numerals(self, text: &str) -> String {
        if !self.arabic_digits() {
            return text.to_owned();
        }
        let arabic = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0x660 + digit)).unwrap_or(c);
        text.chars().map(arabic).collect()
    }

    /// A calendar day: `4 فبراير 2026`; with `≈ ` before it where it is an estimate. Midnight in UTC is
    /// what a date without a time of day was read as, and stays that day in every zone.
    pub fn date(self, at: Timestamp, estimated: bool) -> String {
        let whole_day = at.as_second() % SECONDS_A_DAY == 0;
        let zone = if whole_day { &UTC } else { self.zone };
        let day = at.to_zoned(zone.clone()).date();
        let month = month_name(day.month(), self.lang);
        let about = if estimated { "≈ " } else { "" };
        self.numerals(&format!("{about}{} {month} {}", day.day(), day.year()))
    }

    /// When an article was published; of one that does not tell, when it was added, said as such.
    pub fn dated(self, published: Option<Timestamp>, estimated: bool, added: Timestamp) -> String {
        match (published, self.lang) {
            (Some(at), _) => self.date(at, estimated),
            (None, Lang::Ar) => format!("أُضيف {}", self.date(added, false)),
            (None, Lang::En) => format!("added {}", self.date(added, false)),
        }
    }

    /// A share of a hundred: `45%`, `٤٥٪`.
    pub fn percent(self, percent: usize) -> String {
        let sign = if self.arabic_digits() { '٪' } else { '%' };
        self.numerals(&format!("{percent}{sign}"))
    }

    /// Reading time in minutes.
    pub fn minutes(self, minutes: usize) -> String {
        self.numerals(&match (self.lang, minutes) {
            (Lang::En, n) => format!("{n} min read"),
            (Lang::Ar, 1) => "قراءة دقيقة".to_owned(),
            (Lang::Ar, 2) => "قراءة دقيقتين".to_owned(),
            (Lang::Ar, n @ 3..=10) => format!("قراءة {n} دقائق"),
            (Lang::Ar, n) => format!("قراءة {n} دقيقة"),
        })
    }

    /// `3 من 12`; with `≈` where the total is not exact.
    pub fn count(self, at: usize, of: usize, approximate: bool) -> String {
        let about = if approximate { "≈ " } else { "" };
        self.numerals(&match self.lang {
            Lang::Ar => format!("{at} من {about}{of}"),
            Lang::En => format!("{at} of {about}{of}"),
        })
    }

    /// So many articles: `5 مقالات`.
    pub fn articles(self, articles: usize) -> String {
        self.numerals(&match (self.lang, articles) {
            (Lang::En, 1) => "1 article".to_owned(),
            (Lang::En, n) => format!("{n} articles"),
            (Lang::Ar, 1) => "مقال واحد".to_owned(),
            (Lang::Ar, 2) => "مقالين".to_owned(),
            (Lang::Ar, n) => match n % 100 {
                3..=10 => format!("{n} مقالات"),
                0..=2 => format!("{n} مقال"),
                _ => format!("{n} مقالًا"),
            },
        })
    }

    /// How many articles are unread.
    pub fn unread(self, unread: usize) -> String {
        self.numerals(&match (self.lang, unread) {
            (Lang::En, n) => format!("{n} unread"),
            (Lang::Ar, 0) => "لا جديد".to_owned(),
            (Lang::Ar, n) => format!("غير المقروء: {n}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(lang: Lang, digits: Digits) -> Style<'static> {
        Style { lang, digits, zone: &UTC }
    }

    #[test]
    fn days_are_those_of_the_zone_but_for_dates_without_a_time() {
        let zone = TimeZone::fixed(jiff::tz::offset(3));
        let style = Style { lang: Lang::En, digits: Digits::Keep, zone: &zone };
        assert_eq!(style.date("2026-02-04T22:30:00Z".parse().unwrap(), false), "5 Feb 2026");
        assert_eq!(style.date("2026-02-04T00:00:00Z".parse().unwrap(), false), "4 Feb 2026");
        let zone = TimeZone::fixed(jiff::tz::offset(-3));
        assert_eq!(
            Style { zone: &zone, ..style }.date("2026-02-04T00:00:00Z".parse().unwrap(), false),
            "4 Feb 2026"
        );
    }

    #[test]
    fn dates_name_the_month_and_say_when_they_are_estimates() {
        let at: Timestamp = "2026-02-04T10:00:00Z".parse().unwrap();
        assert_eq!(style(Lang::Ar, Digits::Keep).date(at, true), "≈ 4 فبراير 2026");
        assert_eq!(style(Lang::Ar, Digits::Arabic).date(at, false), "٤ فبراير ٢٠٢٦");
        assert_eq!(style(Lang::En, Digits::Western).date(at, false), "4 Feb 2026");
    }

    #[test]
    fn minutes_agree_with_their_number() {
        let told: Vec<String> =
            [1, 2, 3, 11].map(|n| style(Lang::Ar, Digits::Keep).minutes(n)).into_iter().collect();
        assert_eq!(told, ["قراءة دقيقة", "قراءة دقيقتين", "قراءة 3 دقائق", "قراءة 11 دقيقة"]);
    }

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
