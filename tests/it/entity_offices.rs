//! Names that an office tells apart: who held it when the text appeared.
//!
//! Texts are made up here, `[…]` the mention; `-` is for a person of no list.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use sahifa::entity::Engine;

use super::bracketed;

/// The id without its class that a bracketed mention has in a text of a day (`-` for none); nothing where it
/// is not found.
fn id(engine: &Engine, marked: &str, day: &str) -> Option<String> {
    let published = (day != "-").then(|| format!("{day}T12:00:00Z").parse().unwrap());
    let id = bracketed::id_when(engine, marked, published)?;
    Some(id.strip_prefix("person:").unwrap().to_owned())
}

fn check(cases: &[(&str, &str, &str)]) {
    let engine = Engine::new();
    let wrong: Vec<String> = cases
        .iter()
        .map(|(day, text, expected)| (day, text, expected, id(&engine, text, day)))
        .filter(|(_, _, expected, found)| found.as_deref() != Some(**expected))
        .map(|(day, text, expected, found)| format!("{day} {text}: {found:?}, not {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn one_surname_means_who_held_the_office_then() {
    check(&[
        ("1991-01-17", "أعلن الرئيس الأمريكي [بوش] بدء العملية", "george-h-w-bush"),
        ("2005-01-17", "أعلن الرئيس الأمريكي [بوش] بدء العملية", "george-w-bush"),
        ("2005-01-17", "أعلن الرئيس الأميركي السابق [بوش] دعمه", "george-h-w-bush"),
        ("-", "أعلن الرئيس الأمريكي [بوش] بدء العملية", "george-w-bush"),
        ("1991-01-17", "أعلن الرئيس الأمريكي [جورج بوش] بدء العملية", "george-h-w-bush"),
        ("2005-01-17", "أعلن الرئيس الأمريكي [جورج بوش] بدء العملية", "george-w-bush"),
        ("1991-01-17", "أعلن رئيس الولايات المتحدة [بوش] بدء العملية", "george-h-w-bush"),
        ("1991-01-17", "أعلن الرئيس [بوش] بدء العملية", "george-h-w-bush"),
        ("1991-01-17", "أعلن الرئيس الأمريكي بوش بدء العملية. وقال [بوش] إنها قصيرة", "george-h-w-bush"),
        ("1995-05-02", "استقبل الرئيس السوري [الأسد] الوفد", "hafez-al-assad"),
        ("2010-05-02", "استقبل الرئيس السوري [الأسد] الوفد", "bashar-al-assad"),
        ("-", "استقبل الرئيس السوري [الأسد] الوفد", "bashar-al-assad"),
        ("1998-05-02", "قال الرئيس الأمريكي [كلينتون] إنه راض", "bill-clinton"),
        ("2011-05-02", "قالت وزيرة الخارجية الأمريكية [كلينتون] إنها راضية", "hillary-clinton"),
        ("2001-05-02", "قال رئيس الحكومة اللبنانية [الحريري] إنه راض", "rafic-hariri"),
        ("2017-05-02", "قال رئيس وزراء لبنان [الحريري] إنه راض", "saad-hariri"),
        ("1999-05-02", "قال الرئيس الكوبي [كاسترو] إنه راض", "fidel-castro"),
        ("2015-05-02", "قال الرئيس الكوبي [كاسترو] إنه راض", "raul-castro"),
        ("2001-05-02", "قال الرئيس الأذربيجاني [علييف] إنه راض", "heydar-aliyev"),
        ("1986-05-02", "قال رئيس الوزراء الهندي [غاندي] إنه راض", "rajiv-gandhi"),
        ("1982-05-02", "قالت رئيسة الوزراء الهندية [غاندي] إنها راضية", "indira-gandhi"),
        ("2010-05-02", "قال العاهل السعودي الملك [عبد الله] إنه راض", "king-abdullah-of-saudi-arabia"),
        ("2010-05-02", "قال العاهل الأردني الملك [عبد الله] إنه راض", "abdullah-ii-of-jordan"),
        ("2016-05-02", "قال ولي العهد السعودي الأمير [محمد] إنه راض", "mohammed-bin-nayef"),
        ("2020-05-02", "قال ولي العهد السعودي الأمير [محمد] إنه راض", "mohammed-bin-salman"),
        ("1985-05-02", "قال الرئيس الإيراني [خامنئي] إنه راض", "ali-khamenei"),
        ("2015-05-02", "قال المرشد الإيراني [خامنئي] إنه راض", "ali-khamenei"),
        ("2027-05-02", "قال المرشد الإيراني [خامنئي] إنه راض", "mojtaba-khamenei"),
    ]);
}

#[test]
fn a_first_syllable_means_who_held_the_office_then() {
    check(&[
        ("2023-05-02", "وصل الرئيس الصيني [شي] إلى العاصمة", "xi-jinping"),
        ("2006-05-02", "وصل الرئيس الصيني [جينتاو] إلى العاصمة", "hu-jintao"),
        ("2015-05-02", "وصل رئيس الوزراء الصيني [لي] إلى العاصمة", "li-keqiang"),
        ("2024-05-02", "وصل رئيس الوزراء الصيني [لي] إلى العاصمة", "li-qiang"),
        ("-", "وصل رئيس الوزراء الصيني [لي] إلى العاصمة", "li-qiang"),
        ("2010-05-02", "وصل الرئيس الكوري الجنوبي [لي] إلى العاصمة", "lee-myung-bak"),
        ("2025-09-02", "وصل رئيس كوريا الجنوبية [لي] إلى العاصمة", "lee-jae-myung"),
        ("2000-05-02", "وصل الزعيم الكوري الشمالي [كيم] إلى العاصمة", "kim-jong-il"),
        ("2018-05-02", "وصل الزعيم الكوري الشمالي [كيم] إلى العاصمة", "kim-jong-un"),
        ("2000-05-02", "وصل الرئيس الكوري الجنوبي [كيم] إلى العاصمة", "kim-dae-jung"),
        ("2000-05-02", "وصل الزعيم الكوري الشمالي كيم إلى العاصمة. وقال [كيم] إنه راض", "kim-jong-il"),
    ]);
}

#[test]
fn an_office_of_another_country_denies_a_name_that_is_open() {
    let engine = Engine::new();
    for text in ["وصل الرئيس الفرنسي [كيم] إلى العاصمة", "وصل رئيس الوزراء البريطاني [لي] إلى العاصمة"]
    {
        let found = id(&engine, text, "2023-05-02");
        let known = found.iter().any(|id| id.contains("kim-jong") || id.contains("li-"));
        assert!(!known, "{text}: {found:?}");
    }
    check(&[
        ("2020-05-02", "استقبل الرئيس الأمريكي [نتنياهو] أمس", "benjamin-netanyahu"),
        ("2020-05-02", "رحب وزير الخارجية الروسي [لافروف] بذلك", "sergei-lavrov"),
        ("2020-05-02", "قال الرئيس الفرنسي [ماكرون] ذلك", "emmanuel-macron"),
        ("2020-05-02", "انتقد مبعوث الرئيس الأمريكي [بوتين] بشدة", "vladimir-putin"),
    ]);
}

#[test]
fn what_the_text_says_in_full_comes_first() {
    check(&[
        ("2005-05-02", "تحدث جورج بوش الأب. وشكر الرئيس الأمريكي السابق [بوش] الحضور", "george-h-w-bush"),
        ("2023-05-02", "وصل لي تشيانغ. والتقى رئيس الوزراء الصيني [لي] الوفد", "li-qiang"),
    ]);
}
