//! Words of Arabic (and some of English) grammar and of reporting, as sentences of news use them: what opens a
//! clause, hangs something on one, waits for another word, reports.
//!
//! Knows no names and no publisher, and nothing of where a sentence is cut.

/// Words that open a new clause: what stands before them is complete.
pub(super) const CLAUSES: &[&str] = &[
    "حيث",
    "بينما",
    "فيما",
    "لكن",
    "ولكن",
    "وذلك",
    "ذلك",
    "كما",
    "إذ",
    "بعدما",
    "عندما",
    "حين",
    "حسب",
    "بحسب",
    "وفق",
    "وفقا",
    "وفقاً",
    "وفقًا",
    "رغم",
    "مما",
    "ممّا",
    "أي",
    "علما",
    "علماً",
    "بدعوى",
    "وسط",
    "كذلك",
    "and",
    "but",
    "while",
    "because",
    "which",
    "who",
    "when",
];

/// Words that hang a time, a reason or a manner on a clause; it may also go on behind them.
pub(super) const CIRCUMSTANCES: &[&str] = &[
    "خلال",
    "عقب",
    "إثر",
    "اثر",
    "بعد",
    "قبل",
    "منذ",
    "بسبب",
    "ضمن",
    "بهدف",
    "بتهمة",
    "نتيجة",
    "استعدادا",
    "إستعدادا",
    "after",
    "before",
    "as",
];

/// Relative pronouns.
pub(super) const RELATIVES: &[&str] = &["الذي", "التي", "الذين", "اللذين", "اللتين"];

/// Words that hang something on a word: what stands before them reads well, but may lack it.
pub(super) const PREPOSITIONS: &[&str] = &[
    "في", "من", "إلى", "الى", "على", "عن", "مع", "ضد", "حول", "in", "on", "at", "from", "to", "with", "for",
];

/// Words with which `أن` makes a circumstance and no speech.
pub(super) const AWAITING: &[&str] = &["دون", "بدون", "حتى", "أجل", "لأجل", "شرط", "بشرط", "شأنه", "شأنها"];

/// Words that wait for another one.
const DANGLING: &[&str] = &[
    "و",
    "أو",
    "او",
    "بين",
    "غير",
    "كل",
    "هذا",
    "هذه",
    "نحو",
    "ما",
    "لا",
    "لم",
    "لن",
    "قد",
    "لقد",
    "خاصة",
    "بنسبة",
    "ابتداء",
    "الـ",
    "بن",
    "عبر",
    "the",
    "a",
    "an",
    "of",
    "and",
];

/// Whether a title cannot end with a word.
pub(super) fn is_dangling(word: &str) -> bool {
    [CLAUSES, CIRCUMSTANCES, RELATIVES, PREPOSITIONS, DANGLING].iter().any(|list| list.contains(&word))
        || introduces_speech(word)
}

/// Verbs that report, as they stand before their subject; gender and number are added by `is_reporting`.
const REPORTING: &[&str] = &[
    "قال",
    "أكد",
    "اكد",
    "أفاد",
    "افاد",
    "أعلن",
    "اعلن",
    "ذكر",
    "صرح",
    "أوضح",
    "اوضح",
    "أشار",
    "اشار",
    "كشف",
    "اعتبر",
    "إعتبر",
    "شدد",
    "أضاف",
    "اضاف",
    "نفى",
    "حذر",
    "أبرز",
    "رأى",
    "زعم",
    "أقر",
    "توقع",
    "أخبر",
    "لفت",
];

pub(super) fn is_reporting(word: &str) -> bool {
    let word: String = word.chars().filter(|c| !is_haraka(*c)).collect();
    let stem = word.strip_suffix('ت').or_else(|| word.strip_suffix("وا")).unwrap_or(&word);
    REPORTING.contains(&word.as_str()) || REPORTING.contains(&stem)
}

/// `أن`, `إن` and their sisters with a pronoun or a preposition.
pub(super) fn introduces_speech(word: &str) -> bool {
    let word: String = bare(word).chars().filter(|c| !is_haraka(*c)).collect();
    let word = word.strip_prefix('ب').unwrap_or(&word);
    let Some(pronoun) = ["أن", "إن", "ان"].iter().find_map(|that| word.strip_prefix(that)) else {
        return false;
    };
    matches!(pronoun, "" | "ه" | "ها" | "هم" | "هما" | "هن" | "نا" | "ني")
}

/// Whether two words begin what is inserted between speaker and speech.
pub(super) fn is_insertion(word: &str, next: &str) -> bool {
    const OCCASIONS: &[&str] = &[
        "تصريح",
        "تصريحات",
        "بلاغ",
        "بيان",
        "ندوة",
        "حوار",
        "مؤتمر",
        "كلمة",
        "كلمته",
        "برنامج",
        "مداخلة",
        "لقاء",
        "اتصال",
        "حديث",
        "خطاب",
        "تدوينة",
        "رسالة",
        "منشور",
        "تغريدة",
        "مقابلة",
        "جلسة",
        "تقرير",
        "مقطع",
    ];
    match word {
        "في" | "وفي" => OCCASIONS.contains(&next),
        "على" => next == "هامش" || next.starts_with("حساب"),
        "عبر" | "لدى" | "ضيف" | "ردا" | "تعليقا" | "مساء" => true,
        _ => CIRCUMSTANCES.contains(&word) || RELATIVES.contains(&word) || is_time(word),
    }
}

pub(super) fn is_time(word: &str) -> bool {
    let times = [
        "اليوم",
        "أمس",
        "امس",
        "غدا",
        "يوم",
        "صباح",
        "مساء",
        "فجر",
        "عشية",
        "ليلة",
        "ظهر",
        "الليلة",
        "تزامنا",
        "السبت",
        "الأحد",
        "الاحد",
        "الاثنين",
        "الإثنين",
        "الثلاثاء",
        "الأربعاء",
        "الاربعاء",
        "الإربعاء",
        "الخميس",
        "الجمعة",
    ];
    times.contains(&word)
}

/// An accusative participle that goes on with the sentence (`مشيرا`, `متفوقة`, `واصفا`).
pub(super) fn is_participle(word: &str) -> bool {
    let letters = length(word);
    letters >= 5 && word.starts_with('م') && word.ends_with(['ا', 'ً'])
        || letters == 5 && word.ends_with('ا') && word.chars().nth(1) == Some('ا')
}

/// `ل` with a verbal noun of the forms مفاعلة, تفعيل and إفعال: for what purpose.
pub(super) fn is_purpose(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    match letters.as_slice() {
        ['ل', 'م', _, 'ا', _, last, 'ة'] => *last != 'ا',
        ['ل', 'ت', _, _, 'ي', _, suffix @ ..] => matches!(suffix, [] | ['ه' | 'ة'] | ['ه', 'ا' | 'م']),
        ['ل', 'إ', second, _, 'ا', _, suffix @ ..] => {
            *second != 'ي' && matches!(suffix, [] | ['ه' | 'ة'] | ['ه', 'ا' | 'م'])
        }
        _ => false,
    }
}

/// The prepositions that are written as one with their word, as far as its beginning tells.
pub(super) fn has_preposition(word: &str) -> bool {
    length(word) >= 6 && ["لل", "لم", "لا", "لت", "بال", "بم"].iter().any(|start| word.starts_with(start))
}

fn is_haraka(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{652}')
}

pub(super) fn is_pause(c: char) -> bool {
    c.is_whitespace() || matches!(c, '،' | ',' | '؛' | ';' | ':' | '–' | '—' | '-')
}

pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|c| is_pause(c) || matches!(c, '"' | '«' | '»' | '“' | '”' | '(' | ')' | '.'))
}

pub(super) fn length(text: &str) -> usize {
    text.chars().count()
}
