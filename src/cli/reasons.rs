//! Why the terminal is taken for what it is, in Arabic. `term::detect` gives its reasons in English, which
//! JSON, logs and bug reports keep.
//!
//! *Invariant:* a reason that is not known here is told in English, never left out.

use crate::app::Lang;

/// A reason as `detect` gives it: how the terminal is known and a colon, where it is, and what follows.
pub fn reason(english: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return english.to_owned();
    }
    match english.rsplit_once(": ") {
        Some((by, why)) => format!("{}: {}", known_by(by), translated(REASONS, why)),
        None => translated(REASONS, english).to_owned(),
    }
}

/// Advice as `detect` gives it.
pub fn advice(english: &'static str, lang: Lang) -> &'static str {
    if lang == Lang::En { english } else { translated(ADVICE, english) }
}

fn translated<'a>(table: &[(&str, &'static str)], english: &'a str) -> &'a str {
    table.iter().find(|entry| entry.0 == english).map_or(english, |entry| entry.1)
}

/// How a terminal is known; the names that it gave stay as they are.
fn known_by(english: &str) -> String {
    let names = |name: &str| format!("تسمي نفسها {name}");
    let answers = |answer: &str| format!("ردها {answer}");
    match english {
        "environment" => "من متغيرات البيئة".to_owned(),
        "it answers for mode 8" => "ترد على السؤال عن النمط 8".to_owned(),
        _ if english.starts_with("DA") => answers(english),
        _ => match (english.strip_prefix("it calls itself "), english.strip_prefix("tmux has ")) {
            (Some(name), _) => names(name),
            (None, Some(rest)) => format!("أمام tmux: {}", rest.strip_suffix(" in front").unwrap_or(rest)),
            (None, None) => english.to_owned(),
        },
    }
}

const REASONS: &[(&str, &str)] = &[
    ("it stops reordering when told to", "تكف عن ترتيب الأسطر حين يطلب منها"),
    ("it may reorder rows, and cannot be told to stop from here", "قد ترتب الأسطر ولا سبيل من هنا إلى منعها"),
    ("it reorders rows and joins letters again", "ترتب الأسطر وتصل الحروف من جديد"),
    ("it turns every word round", "تقلب كل كلمة"),
    ("it can be told to reorder nothing", "يمكن منعها من ترتيب الأسطر"),
    ("it reorders rows, and cannot be told to stop from here", "ترتب الأسطر ولا سبيل من هنا إلى منعها"),
    ("it reorders rows and drops bidi marks", "ترتب الأسطر وتحذف علامات الاتجاه"),
    ("it reorders rows and drops bidi marks (from 3.7 on)", "ترتب الأسطر وتحذف علامات الاتجاه منذ الإصدار 3.7"),
    ("it reorders rows; nothing is quite right here", "ترتب الأسطر ولا شيء يصلح فيها تماما"),
    ("it reorders rows", "ترتب الأسطر"),
    ("it reorders nothing", "لا ترتب شيئا"),
    ("the console reorders nothing", "وحدة التحكم لا ترتب شيئا"),
    ("the terminal is not known; this is right in most", "الطرفية غير معروفة، وهذا يصح في معظمها"),
    ("zellij drops marks without width", "يحذف zellij العلامات التي لا عرض لها"),
    ("chosen earlier for this terminal", "اختير من قبل لهذه الطرفية"),
    ("asked for", "كما طلب"),
];

const ADVICE: &[(&str, &str)] = &[
    (
        "QTerminal cannot show Arabic rows rightly; use GNOME Terminal, Konsole, xterm or kitty",
        "لا يعرض QTerminal العربية عرضا صحيحا؛ استعمل GNOME Terminal أو Konsole أو xterm أو kitty",
    ),
    (
        "with `force_ltr yes` in kitty.conf choose the strategy `visual`",
        "إن كان في kitty.conf السطر force_ltr yes فاختر الترميز visual",
    ),
    (
        "where PuTTY's bidirectional display is switched off choose the strategy `visual`",
        "إن كان العرض ثنائي الاتجاه في PuTTY معطلا فاختر الترميز visual",
    ),
    (
        "the Linux console has no Arabic letters; use a terminal emulator or SSH",
        "لا حروف عربية في وحدة تحكم لينكس؛ استعمل محاكي طرفية أو SSH",
    ),
    ("zellij drops marks; Arabic may be out of order", "قد يختل ترتيب العربية داخل zellij لأنه يحذف العلامات"),
    (
        "the locale is not UTF-8; Sahifa writes UTF-8 all the same (LANG=C.UTF-8 is right)",
        "ترميز اللغة المحلية ليس UTF-8، وصحيفة تكتب به على كل حال؛ الصواب LANG=C.UTF-8",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::detect::{Environment, Evidence, decide};
    use crate::term::encode::Strategy;

    fn is_arabic(text: &str) -> bool {
        let letters =
            |latin: bool| text.chars().filter(|c| c.is_alphabetic() && c.is_ascii() == latin).count();
        letters(false) > letters(true)
    }

    /// Every way of knowing a terminal that `detect` has, in and out of multiplexers.
    fn reports() -> Vec<crate::term::detect::Report> {
        let versions = ["Konsole 1", "kitty(0.3)", "VTE(7600)", "mintty 3", "iTerm2 3.7.1", "XTerm(390)"];
        let answers = ["65;1;1", "24;0;0", "0;136;0", "0;115;0", "1;115;0", "1;95;0", "1;4000;1", "77;1;0"];
        let environment = |term: &str, utf8: bool, hints: &[&'static str]| Environment {
            term: term.to_owned(),
            utf8,
            hints: hints.to_vec(),
            ..Environment::default()
        };
        let bare = |asked, remembered| Evidence::new(environment("xterm", true, &[]), asked, remembered);
        let mut all = vec![
            bare(None, None),
            bare(Some(Strategy::Words), None),
            bare(None, Some(Strategy::Words)),
            Evidence::new(environment("linux", true, &[]), None, None),
            Evidence::new(environment("xterm", false, &["TMUX"]), None, None),
            Evidence::new(environment("xterm", true, &["ZELLIJ"]), None, None),
            Evidence::new(environment("mlterm", true, &["TMUX"]), None, None),
            Evidence { mode8: Some(2), ..bare(None, None) },
            Evidence { da3: Some("7E4B4445".to_owned()), ..bare(None, None) },
        ];
        all.extend(versions.map(|name| Evidence { version: Some(name.to_owned()), ..bare(None, None) }));
        all.extend(answers.map(|answer| Evidence { da2: Some(answer.to_owned()), ..bare(None, None) }));
        all.iter().map(decide).collect()
    }

    #[test]
    fn every_reason_and_advice_is_told_in_arabic_too() {
        for report in reports() {
            let told = reason(&report.reason, Lang::Ar);
            let why = told.rsplit(": ").next().unwrap_or_default();
            assert!(is_arabic(why), "{}: {told}", report.reason);
            assert_eq!(reason(&report.reason, Lang::En), report.reason);
            let known = report.reason.rsplit_once(": ").map(|(by, _)| known_by(by));
            assert!(known.is_none_or(|by| by.chars().any(|c| c > '\u{600}')), "{told}");
            if let Some(english) = report.advice {
                assert!(advice(english, Lang::Ar).chars().any(|c| c > '\u{600}'), "{english}");
            }
        }
    }
}
