//! The grammars on what is told together: ranges, sums, names joined by `و`, laws of one number.
//!
//! The sentences are made up here; none comes from an article.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use sahifa::entity::Engine;
use sahifa::model::EntityKind::{self, Date, Document, Event, Money, Percent, Quantity};

/// Surfaces and ids of the mentions of these classes that are painted.
fn found(text: &str, day: Option<&str>, kinds: &[EntityKind]) -> Vec<(String, String)> {
    let published = day.map(|day| format!("{day}T12:00:00Z").parse().unwrap());
    let painted = |m: &sahifa::model::Mention| m.confidence >= 60 && kinds.contains(&m.kind);
    let mentions = Engine::new().tag(text, published).into_iter().filter(painted);
    mentions.map(|m| (text[m.range].to_owned(), m.entity.as_str().to_owned())).collect()
}

fn check(text: &str, day: &str, kinds: &[EntityKind], wanted: &[(&str, &str)]) {
    let wanted: Vec<_> = wanted.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    assert_eq!(found(text, Some(day), kinds), wanted, "{text}");
}

#[test]
fn a_range_of_dates_is_told_by_both_ends() {
    for (text, surface, wanted) in [
        ("حكم البلاد خلال 1998-2004 وحده", "1998-2004", "date:1998/2004"),
        ("تراجع الإنتاج بين عامي 2012 و2017 كثيرا", "عامي 2012 و2017", "date:2012/2017"),
        ("يقام من 9 إلى 13 تموز 2021 هناك", "9 إلى 13 تموز 2021", "date:2021-07-09/2021-07-13"),
        ("يقام يوم 9-13 تموز 2021 هناك", "9-13 تموز 2021", "date:2021-07-09/2021-07-13"),
        ("يعقد بين 4 و8 ديسمبر 2022 هناك", "4 و8 ديسمبر 2022", "date:2022-12-04/2022-12-08"),
        ("كان 2 إلى 5 شوال 1443 هـ عطلة", "2 إلى 5 شوال 1443 هـ", "date:ah-1443-10-02/ah-1443-10-05"),
        // The first day is of the month before, which is not said.
        ("يقام من 28 إلى 3 مارس 2021 هناك", "28 إلى 3 مارس 2021", "date:2021-03-03"),
    ] {
        check(text, "2023-05-24", &[Date], &[(surface, wanted)]);
    }
    let days = [("الثلاثاء", "date:2023-09-12"), ("الخميس 14 سبتمبر", "date:2023-09-14")];
    check("ينعقد من الثلاثاء إلى الخميس 14 سبتمبر", "2023-09-04", &[Date], &days);
}

#[test]
fn dates_of_the_hijri_calendar_resolve_by_the_day_of_publication() {
    for (text, surface, wanted) in [
        ("في 1442/3/12 هـ كان المولد", "1442/3/12 هـ", "date:ah-1442-03-12"),
        ("في 12/3/1442 هـ كان المولد", "12/3/1442 هـ", "date:ah-1442-03-12"),
        ("مع بداية العام الهجري 1443 هناك", "العام الهجري 1443", "date:ah-1443"),
        ("ولد عام 1442 هـ هناك", "عام 1442 هـ", "date:ah-1442"),
        ("كان في رمضان الماضي مريضا", "رمضان الماضي", "date:ah-1443-09"),
        ("يعود في شوال المقبل إلى البلاد", "شوال المقبل", "date:ah-1444-10"),
    ] {
        // The tenth day of Rajab 1444.
        check(text, "2023-02-01", &[Date], &[(surface, wanted)]);
    }
}

#[test]
fn a_day_that_a_month_does_not_have_says_the_month_alone() {
    for (text, surface, wanted) in [
        ("حدث في 30 فبراير 2021 هناك", "30 فبراير 2021", "date:2021-02"),
        ("حدث في 31/06/2021 هناك", "31/06/2021", "date:2021-06"),
        ("حدث في 29 فبراير 2020 هناك", "29 فبراير 2020", "date:2020-02-29"),
    ] {
        check(text, "2023-05-24", &[Date], &[(surface, wanted)]);
    }
    assert_eq!(found("حدث في 29 فبراير", None, &[Date]), [("29 فبراير".into(), "date:--02-29".into())]);
}

#[test]
fn amounts_that_share_a_unit_are_all_told() {
    for (text, wanted) in [
        ("بين [3 إلى 8 ملايين يورو]", "money:eur-3000000-8000000"),
        ("نحو [15-25 كلم] منها", "qty:15-25-km"),
        ("ما بين [4 و 6 بالمائة] منها", "pct:4-6"),
        ("نسب [4 و6 و9 بالمائة] منها", "pct:4-6-9"),
        ("من [700 ألف إلى 2 مليون دولار]", "money:usd-700000-2000000"),
        // 600 of what is not said.
        ("من [600 إلى 2 مليون دولار]", "money:usd-2000000"),
        ("بلغ 4 آلاف و[30 بالمائة] منهم", "pct:30"),
    ] {
        amount(text, wanted);
    }
    let both = [("€35", "money:eur-35"), ("80$", "money:usd-80")];
    check("ثمنه €35 و80$ فقط", "2023-05-24", &[Money], &both);
}

#[test]
fn amounts_are_summed_and_halved() {
    for (text, wanted) in [
        ("بقيمة [نصف مليون يورو]", "money:eur-500000"),
        ("بقيمة [ربع مليار يورو]", "money:eur-250000000"),
        ("بقيمة [أربعة ملايين ونصف مليون يورو]", "money:eur-4500000"),
        ("بقيمة [مليون ونصف المليون يورو]", "money:eur-1500000"),
        ("بقيمة [مليونين ونصف المليون يورو]", "money:eur-2500000"),
        ("بقيمة [435 ألف و80دينار]", "money:dinar-435080"),
        ("بقيمة [ألف ومئتا يورو]", "money:eur-1200"),
        ("بقيمة [ثلاثة آلاف وخمسمائة وعشرين يورو]", "money:eur-3520"),
        ("بقيمة [40 مليون د.ت] فقط", "money:tnd-40000000"),
        ("مساحته [350 م2] فقط", "qty:350-m2"),
        ("حجمه [350 كم3] فقط", "qty:350-km3"),
        ("سرعته [90 كم/س] فقط", "qty:90-km-per-hour"),
        ("سرعته [90 كلم] في الساعة", "qty:90-km-per-hour"),
        ("يبعد [90 كلم] في الساعة الأولى", "qty:90-km"),
    ] {
        amount(text, wanted);
    }
    // An agency, and a third letter that tells it.
    check("ذكرت 20 د.ب.أ ذلك", "2023-05-24", &[Money], &[]);
}

/// `[…]` is the one amount of a text.
fn amount(text: &str, wanted: &str) {
    let surface = text.split(['[', ']']).nth(1).unwrap();
    check(&text.replace(['[', ']'], ""), "2023-05-24", &[Money, Percent, Quantity], &[(surface, wanted)]);
}

#[test]
fn names_joined_by_a_conjunction_are_two() {
    for text in [
        "تمسك ب[ميثاق الأمم المتحدة] و[اتفاقية جنيف] دائما",
        "ذكر [معاهدة لشبونة] و[ميثاق الأمم المتحدة] و[مبدأ مونرو] هناك",
        "حضر [مهرجان كان] و[مهرجان قرطاج] هذا الصيف",
    ] {
        let names: Vec<&str> = text.split(['[', ']']).skip(1).step_by(2).collect();
        let text = text.replace(['[', ']'], "");
        let found = found(&text, Some("2023-05-24"), &[Document, Event]);
        let surfaces: Vec<&str> = found.iter().map(|(surface, _)| surface.as_str()).collect();
        assert_eq!(surfaces, names, "{text}");
    }
}

#[test]
fn wars_named_after_months_are_no_dates() {
    let war = [("حرب أكتوبر", "event:october-war"), ("عام 1973", "date:1973")];
    check("بدأت حرب أكتوبر عام 1973 هناك", "2023-05-24", &[Event, Date], &war);
}

#[test]
fn laws_and_decrees_of_one_number_are_apart() {
    let ids = |text: &str| -> Vec<String> {
        found(text, Some("2023-05-24"), &[Document]).into_iter().map(|(_, id)| id).collect()
    };
    for (text, wanted) in [
        ("صدر القانون 63 والقرار 63 هناك", &["doc:law-63", "doc:resolution-63"][..]),
        ("صدر الأمر عدد 63 والمرسوم 63 هناك", &["doc:order-63", "doc:decree-63"]),
        ("صدر القانون عدد 63 لسنة 1994. وينص القانون 63 على ذلك", &["doc:law-63-1994", "doc:law-63-1994"]),
        (
            "صدر القانون عدد 63 لسنة 1994 والقانون عدد 63 لسنة 2004. وينص القانون 63 على ذلك",
            &["doc:law-63-1994", "doc:law-63-2004", "doc:law-63"],
        ),
        ("صدر قرار مجلس الأمن رقم 242 والقرار 242 هناك", &["doc:un-resolution-242", "doc:un-resolution-242"]),
        ("صدر القرار عدد 63 هناك", &["doc:decision-63"]),
    ] {
        assert_eq!(ids(text), wanted, "{text}");
    }
    assert_eq!(ids("ينص الفصل 80 من قانون المناجم على ذلك"), Vec::<String>::new());
    assert_eq!(ids("وفق الفصل 80 من الدستور فقط"), ["doc:article-80-tunisia"]);
}

#[test]
fn what_a_state_tells_is_no_document() {
    assert_eq!(found("بعد إعلان الصين عن بناء المصنع", Some("2023-05-24"), &[Document]), []);
}

#[test]
fn sums_without_end_are_read_in_linear_time() {
    let engine = Engine::new();
    for part in ["ألف وألف و", "3 آلاف و", "مليون ومليون ", "وعشرين ", "نصف مليون و", "5 إلى "]
    {
        let time = |repeat: usize| {
            let text = part.repeat(repeat);
            let start = std::time::Instant::now();
            let _ = engine.tag(&text, None);
            start.elapsed().as_secs_f64()
        };
        time(50);
        let (small, large) = (time(400), time(3200));
        assert!(large < small.max(0.002) * 8.0 * 6.0, "{part}: {:.1} times as long", large / small);
    }
}
