//! Why the terminal is taken for what it is, and what its reader should know: closed lists, with the
//! words in both languages of the interface.
//!
//! *Invariant:* a reason without a word does not compile. English stands in JSON, logs and bug reports.

use crate::app::Lang;

/// Why rows are encoded as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// By what the terminal is known, where it is.
    pub by: Option<Source>,
    /// What follows.
    pub why: Why,
}

/// By what a terminal is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Environment variables.
    Environment,
    /// XTVERSION: the name that it gave.
    Version(String),
    /// It answers for mode 8.
    Mode8,
    /// DA2: the answer.
    Da2(String),
    /// DA3, `~KDE`.
    Kde,
    /// It shows lam-alef in one column, which only a terminal does that joins letters by itself.
    LamAlef,
    /// What tmux says is in front of it.
    InFront(String),
}

/// What is known of the terminal, or was said about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the words below say each
pub enum Why {
    StopsWhenTold,
    CannotBeTold,
    MayCannotBeTold,
    MayBeAnother,
    SeveralInFront,
    JoinsAgain,
    TurnsWords,
    TurnsLetters,
    CanBeTold,
    DropsMarks,
    DropsMarksFrom37,
    NothingIsRight,
    Reorders,
    ReordersNothing,
    ConsoleReordersNothing,
    NotKnown,
    ZellijDropsMarks,
    MarksCostColumns,
    WideBlank,
    ChosenEarlier,
    AskedFor,
}

/// What the reader should know of this terminal: what will not work, what to set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the words below say each
pub enum Advice {
    Qterminal,
    Zellij,
    Console,
    NotUtf8Terminal,
    NotUtf8Locale,
    KittyLeftToRight,
    PuttyWithoutBidi,
}

impl Reason {
    /// The sentence.
    pub fn told(&self, lang: Lang) -> String {
        let why = self.why.told(lang);
        self.by.as_ref().map_or_else(|| why.to_owned(), |by| format!("{}: {why}", by.told(lang)))
    }
}

impl Source {
    fn told(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Environment, Lang::Ar) => "من متغيرات البيئة".to_owned(),
            (Self::Environment, Lang::En) => "environment".to_owned(),
            (Self::Version(name), Lang::Ar) => format!("تسمي نفسها {name}"),
            (Self::Version(name), Lang::En) => format!("it calls itself {name}"),
            (Self::Mode8, Lang::Ar) => "ترد على السؤال عن النمط 8".to_owned(),
            (Self::Mode8, Lang::En) => "it answers for mode 8".to_owned(),
            (Self::Da2(answer), Lang::Ar) => format!("ردها DA2 {answer}"),
            (Self::Da2(answer), Lang::En) => format!("DA2 {answer}"),
            (Self::Kde, Lang::Ar) => "ردها DA3 ~KDE".to_owned(),
            (Self::Kde, Lang::En) => "DA3 ~KDE".to_owned(),
            (Self::LamAlef, Lang::Ar) => "تعرض لام ألف في عمود واحد".to_owned(),
            (Self::LamAlef, Lang::En) => "it shows lam-alef in one column".to_owned(),
            (Self::InFront(name), Lang::Ar) => format!("أمام tmux: {name}"),
            (Self::InFront(name), Lang::En) => format!("tmux has {name} in front"),
        }
    }
}

impl Why {
    fn told(self, lang: Lang) -> &'static str {
        let (arabic, english) = match self {
            Self::StopsWhenTold => ("تكف عن ترتيب الأسطر حين يطلب منها", "it stops reordering when told to"),
            Self::CannotBeTold => (
                "ترتب الأسطر ولا سبيل من هنا إلى منعها",
                "it reorders rows, and cannot be told to stop from here",
            ),
            Self::MayCannotBeTold => (
                "قد ترتب الأسطر ولا سبيل من هنا إلى منعها",
                "it may reorder rows, and cannot be told to stop from here",
            ),
            Self::MayBeAnother => (
                "قد تكون أمامه الآن طرفية أخرى، وهذا يصح في معظمها",
                "another terminal may be in front by now; this is right in most",
            ),
            Self::SeveralInFront => (
                "أمامه طرفيات مختلفة، وهذا يصح في معظمها",
                "terminals of several kinds are in front; this is right in most",
            ),
            Self::JoinsAgain => {
                ("ترتب الأسطر وتصل الحروف من جديد", "it reorders rows and joins letters again")
            }
            Self::TurnsWords => ("تقلب كل كلمة", "it turns every word round"),
            Self::TurnsLetters => (
                "تقلب كل كلمة وحدها، فخطها بلا حروف عربية",
                "it turns letters round apart from what touches them, for its font has no Arabic",
            ),
            Self::CanBeTold => ("يمكن منعها من ترتيب الأسطر", "it can be told to reorder nothing"),
            Self::DropsMarks => ("ترتب الأسطر وتحذف علامات الاتجاه", "it reorders rows and drops bidi marks"),
            Self::DropsMarksFrom37 => (
                "ترتب الأسطر وتحذف علامات الاتجاه منذ الإصدار 3.7",
                "it reorders rows and drops bidi marks (from 3.7 on)",
            ),
            Self::NothingIsRight => {
                ("ترتب الأسطر ولا شيء يصلح فيها تماما", "it reorders rows; nothing is quite right here")
            }
            Self::Reorders => ("ترتب الأسطر", "it reorders rows"),
            Self::ReordersNothing => ("لا ترتب شيئا", "it reorders nothing"),
            Self::ConsoleReordersNothing => ("وحدة التحكم لا ترتب شيئا", "the console reorders nothing"),
            Self::NotKnown => {
                ("الطرفية غير معروفة، وهذا يصح في معظمها", "the terminal is not known; this is right in most")
            }
            Self::ZellijDropsMarks => {
                ("يحذف zellij العلامات التي لا عرض لها", "zellij drops marks without width")
            }
            Self::MarksCostColumns => {
                ("تشغل علامات الاتجاه أعمدة فيها", "the terminal gives bidi marks columns of their own")
            }
            Self::WideBlank => {
                ("لا يشغل فراغ برايل فيها عمودا واحدا", "the terminal gives U+2800 more than a column")
            }
            Self::ChosenEarlier => ("اختير من قبل لهذه الطرفية", "chosen earlier for this terminal"),
            Self::AskedFor => ("كما طلب", "asked for"),
        };
        say(lang, arabic, english)
    }
}

impl Advice {
    /// Whether it is so bad that it must stand on the screen.
    pub fn stands_out(self) -> bool {
        !matches!(self, Self::KittyLeftToRight | Self::PuttyWithoutBidi)
    }

    /// Whether nothing else can be read here, so that it must stay.
    pub fn lasts(self) -> bool {
        matches!(self, Self::Console | Self::NotUtf8Terminal)
    }

    /// The line.
    pub fn told(self, lang: Lang) -> &'static str {
        let (arabic, english) = match self {
            // Rows lose a letter at the right edge there: what stands at it must not matter.
            Self::Qterminal => (
                "! العربية مبتورة في QTerminal؛ استعمل GNOME Terminal أو Konsole أو kitty",
                "QTerminal cannot show Arabic rows rightly; use GNOME Terminal, Konsole, xterm or kitty",
            ),
            Self::Zellij => (
                "قد يختل ترتيب العربية داخل zellij لأنه يحذف العلامات",
                "zellij drops marks; Arabic may be out of order",
            ),
            // It would show no letter of another language.
            Self::Console => (
                "the Linux console has no Arabic letters; use a terminal emulator or SSH",
                "the Linux console has no Arabic letters; use a terminal emulator or SSH",
            ),
            Self::NotUtf8Terminal => (
                "this terminal does not read UTF-8 (xterm: -u8; PuTTY: Window, Translation)",
                "this terminal does not read UTF-8 (xterm: -u8; PuTTY: Window, Translation)",
            ),
            Self::NotUtf8Locale => (
                "اللغة المضبوطة ليست UTF-8؛ إن ظهرت رموز غريبة فاضبط LANG=C.UTF-8",
                "the locale is not UTF-8; Sahifa writes UTF-8 all the same (LANG=C.UTF-8 is right)",
            ),
            Self::KittyLeftToRight => (
                "إن كان في kitty.conf السطر force_ltr yes فاختر الترميز visual",
                "with `force_ltr yes` in kitty.conf choose the strategy `visual`",
            ),
            Self::PuttyWithoutBidi => (
                "إن كان العرض ثنائي الاتجاه في PuTTY معطلا فاختر الترميز visual",
                "where PuTTY's bidirectional display is switched off choose the strategy `visual`",
            ),
        };
        say(lang, arabic, english)
    }
}

fn say(lang: Lang, arabic: &'static str, english: &'static str) -> &'static str {
    match lang {
        Lang::Ar => arabic,
        Lang::En => english,
    }
}
