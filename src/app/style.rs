//! How the interface writes numbers, counts and dates, in both languages.
//!
//! Knows nothing of where they are shown. *Invariant:* a number agrees with its noun.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Lang;
use crate::model::Month;
use crate::text::Digits;

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
    /// The setting, which is of articles. The interface follows its own language: an English one has 0-9 always
    /// (Arabic-Indic digits between Latin words change their order, UAX #9 N1), an Arabic one ٠-٩ but where
    /// 0-9 are asked for.
    pub digits: Digits,
    /// The zone in which a day is a day.
    pub zone: &'a TimeZone,
}

impl Style<'_> {
    fn arabic_digits(self) -> bool {
        self.digits != Digits::Western && self.lang == Lang::Ar
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
        // The mark puts the sign at the left of the number, also where that stands alone.
        let (mark, sign) = if self.arabic_digits() { ("\u{61C}", '٪') } else { ("", '%') };
        self.numerals(&format!("{mark}{percent}{sign}"))
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
        let about = about(approximate);
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

    /// How many articles are unread.
    pub fn unread(self, unread: usize) -> String {
        self.numerals(&match (self.lang, unread) {
            (Lang::En, n) => format!("{n} unread"),
            (Lang::Ar, 0) => "لا جديد".to_owned(),
            (Lang::Ar, n) => format!("غير المقروء: {n}"),
        })
    }
}

/// What stands before a number that is not exact.
pub fn about(approximate: bool) -> &'static str {
    if approximate { "≈ " } else { "" }
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
        assert_eq!(style(Lang::Ar, Digits::Western).date(at, true), "≈ 4 فبراير 2026");
        assert_eq!(style(Lang::Ar, Digits::Keep).date(at, false), "٤ فبراير ٢٠٢٦");
        assert_eq!(style(Lang::Ar, Digits::Arabic).date(at, false), "٤ فبراير ٢٠٢٦");
        assert_eq!(style(Lang::En, Digits::Western).date(at, false), "4 Feb 2026");
    }

    #[test]
    fn minutes_agree_with_their_number() {
        let told: Vec<String> =
            [1, 2, 3, 11].map(|n| style(Lang::Ar, Digits::Keep).minutes(n)).into_iter().collect();
        assert_eq!(told, ["قراءة دقيقة", "قراءة دقيقتين", "قراءة ٣ دقائق", "قراءة ١١ دقيقة"]);
    }
}
