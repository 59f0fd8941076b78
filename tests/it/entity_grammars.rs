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
        ("يومي 29 و30 تشرين الثاني الجاري", "29 و30 تشرين الثاني الجاري", "date:2023-11-29/2023-11-30"),
        ("أيام 1 و2 و3 أيار 2021 هناك", "1 و2 و3 أيار 2021", "date:2021-05-01/2021-05-03"),
        ("أيام 17، 18 و19 تموز 2021", "17، 18 و19 تموز 2021", "date:2021-07-17/2021-07-19"),
        ("أيام 17،18 و 19 تموز 2021", "17،18 و 19 تموز 2021", "date:2021-07-17/2021-07-19"),
        ("من 15 إلى غاية 19 تموز 2021", "15 إلى غاية 19 تموز 2021", "date:2021-07-15/2021-07-19"),
        ("في الدقيقة 85، 12 تموز 2021", "12 تموز 2021", "date:2021-07-12"),
        // The first day is of the month before, which is not said.
        ("يقام من 28 إلى 3 مارس 2021 هناك", "28 إلى 3 مارس 2021", "date:2021-03-03"),
    ] {
        check(text, "2023-05-24", &[Date], &[(surface, wanted)]);
    }
    for (text, wanted) in [
        (
            "من 28 فبراير إلى 2 مارس 2021",
            [("28 فبراير", "date:2021-02-28"), ("2 مارس 2021", "date:2021-03-02")],
        ),
        (
            "من 28 ديسمبر إلى 2 يناير 2021",
            [("28 ديسمبر", "date:2020-12-28"), ("2 يناير 2021", "date:2021-01-02")],
        ),
        ("بين نوفمبر ومارس 2016 هناك", [("نوفمبر", "date:2015-11"), ("مارس 2016", "date:2016-03")]),
        ("بين شهري أفريل ومارس 2016", [("أفريل", "date:2016-04"), ("مارس 2016", "date:2016-03")]),
        ("خلال مارس وأكتوبر 2016 هناك", [("مارس", "date:2016-03"), ("أكتوبر 2016", "date:2016-10")]),
        (
            "من الاثنين 28 شباط حتى يوم الأربعاء 2 آذار 2022",
            [("الاثنين 28 شباط", "date:2022-02-28"), ("يوم الأربعاء 2 آذار 2022", "date:2022-03-02")],
        ),
    ] {
        check(text, "2023-05-24", &[Date], &wanted);
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
        ("يعود إلى هناك ورمضان المقبل معه", "رمضان المقبل", "date:ah-1444-09"),
        ("يعود في شوال المقبل إلى البلاد", "شوال المقبل", "date:ah-1444-10"),
        // Without a year the nearest is meant, which may be to come.
        ("الاستعدادات لشهر رمضان هناك", "رمضان", "date:ah-1444-09"),
        ("بعد يوم 10 محرم بكثير", "10 محرم", "date:ah-1444-01-10"),
        ("بعد شهر صفر بكثير", "صفر", "date:ah-1444-02"),
        ("عرض في رمضان 2016 هناك", "رمضان 2016", "date:ah-1437-09"),
    ] {
        // The tenth day of Rajab 1444.
        check(text, "2023-02-01", &[Date], &[(surface, wanted)]);
    }
    check("قبل شهر محرم بقليل", "2023-07-01", &[Date], &[("محرم", "date:ah-1445-01")]);
}

#[test]
fn days_in_figures_stand_before_their_month() {
    for (text, surface, wanted) in [
        ("حدث في 05.03.2021 هناك", "05.03.2021", "date:2021-03-05"),
        ("حدث في 5-3-2021 هناك", "5-3-2021", "date:2021-03-05"),
        ("حدث في 05/03/2021 هناك", "05/03/2021", "date:2021-03-05"),
        ("حدث في 5/3/21 هناك", "5/3/21", "date:2021-03-05"),
        ("حدث في 2021.03.05 هناك", "2021.03.05", "date:2021-03-05"),
    ] {
        check(text, "2023-05-24", &[Date], &[(surface, wanted)]);
    }
    for text in [
        "في الإصدار 2.16.17 منه",
        "في الإصدار 10.12.2017 منه",
        "في 45.03.2021 هناك",
        "طريقة لعب 3-4-3 هناك",
        "طريقة لعب 4-2-3-12 هناك",
    ] {
        check(text, "2023-05-24", &[Date], &[]);
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
        ("ب[مليار ونصف مليار يورو]", "money:eur-1500000000"),
        ("بسعر [ربع دولار]", "money:usd-0.25"),
        ("خسرت [€2.4bn]", "money:eur-2400000000"),
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

#[test]
fn what_is_no_amount_of_a_unit_shares_none() {
    let kinds = [Date, Money, Percent, Quantity];
    for (text, wanted) in [
        ("خلال شهر أكتوبر 2013 إلى 3.1 %", [("أكتوبر 2013", "date:2013-10"), ("3.1 %", "pct:3.1")]),
        (
            "ارتفع من كانون الثاني 2013 إلى 12.5 دينارا",
            [("كانون الثاني 2013", "date:2013-01"), ("12.5 دينارا", "money:dinar-12.5")],
        ),
        ("خلال 2013 و51 بالمائة منها", [("2013", "date:2013"), ("51 بالمائة", "pct:51")]),
        ("منذ 2013 إلى 740 ألف طن", [("2013", "date:2013"), ("740 ألف طن", "qty:740000-tonne")]),
        ("يوم 12/05/2013 و30 دينارا", [("12/05/2013", "date:2013-05-12"), ("30 دينارا", "money:dinar-30")]),
    ] {
        check(text, "2017-05-24", &kinds, &wanted);
    }
    // What is counted may be as many as a year has.
    amount("بين [1950 و2050 دينارا] فقط", "money:dinar-1950-2050");
    amount("بين [2000 و1500 دينار] فقط", "money:dinar-2000-1500");
}

#[test]
fn signs_codes_and_nations_belong_to_their_amount() {
    for (text, wanted) in [
        ("بنسبة [٪35 و40 في المئة] منها", "pct:35-40"),
        ("بنسبة [%35] منها", "pct:35"),
        ("تراجع [-2.5%] هذا العام", "pct:-2.5"),
        ("تراجع ([-2.5 %]) هذا العام", "pct:-2.5"),
        ("تراجع ب[ناقص 4%] هذا العام", "pct:-4"),
        ("تراجع [%-4] هذا العام", "pct:-4"),
        ("حرارته [-7 درجات] ليلا", "qty:-7-degree"),
        ("حرارته [9 درجات مئوية] تحت الصفر", "qty:-9-degree"),
        ("حرارته بين [-7 و-3 درجات] ليلا", "qty:-7--3-degree"),
        ("بسعر [100 USD] فقط", "money:usd-100"),
        ("بسعر [USD 50] فقط", "money:usd-50"),
        ("بسعر [50 EUR] فقط", "money:eur-50"),
        ("بسعر [20 DT] فقط", "money:tnd-20"),
        ("بسعر [US$ 3 ملايين] فقط", "money:usd-3000000"),
        ("بسعر [-$3] فقط", "money:usd--3"),
        ("بسعر [8 دولارات كندية] فقط", "money:cad-8"),
        ("بسعر [50 دولارا أستراليا] فقط", "money:aud-50"),
        ("بسعر [3 ليرات لبنانية] فقط", "money:lbp-3"),
        ("بسعر [9 جنيهات إسترلينية] فقط", "money:gbp-9"),
        ("بسعر [9 آلاف وون كوري جنوبي] فقط", "money:krw-9000"),
        ("بسعر [40 كرونة سويدية] فقط", "money:sek-40"),
        ("بسعر [40 راند جنوب أفريقي] فقط", "money:zar-40"),
    ] {
        amount(text, wanted);
    }
    let both = [("USD 60", "money:usd-60"), ("50 EUR", "money:eur-50")];
    check("بسعر USD 60 أو 50 EUR فقط", "2023-05-24", &[Money], &both);
    let listed = [("15 كلغ", "qty:15-kg"), ("20 كلغ", "qty:20-kg")];
    check("السلع: -15 كلغ -20 كلغ", "2023-05-24", &[Quantity], &listed);
    assert_eq!(found("كانت 35 mad فقط", None, &[Money]), []);
}

#[test]
fn small_coins_are_parts_of_a_currency_where_it_is_sure_which() {
    for (text, wanted) in [
        ("بسعر [15 سنتا أمريكيا] فقط", "money:usd-0.15"),
        ("بسعر [5 سنتات أسترالية] فقط", "money:aud-0.05"),
        ("بسعر [20 سنت يورو] فقط", "money:eur-0.2"),
        ("بسعر [15 سنتا] فقط", "money:cent-15"),
        ("بسعر [500 فلس كويتي] فقط", "money:kwd-0.5"),
        ("بسعر [500 مليم] فقط", "money:millime-500"),
        ("بسعر [3 دولارات و20 سنتا] فقط", "money:usd-3.2"),
        ("بسعر [7 دنانير و500 مليم] فقط", "money:dinar-7.5"),
        ("بسعر [ثلاثة دنانير وخمسمائة مليم] فقط", "money:dinar-3.5"),
    ] {
        amount(text, wanted);
    }
    let both = [("30 سنتا", "money:usd-0.3"), ("49 دولارا", "money:usd-49")];
    check("ارتفع 30 سنتا إلى 49 دولارا للبرميل", "2023-05-24", &[Money], &both);
}

#[test]
fn a_line_end_parts_no_date_and_no_amount() {
    let kinds = [Date, Money, Percent, Quantity];
    for (text, surface, wanted) in [
        ("وصل يوم 12\nتموز 2021 إلى هناك", "12\nتموز 2021", "date:2021-07-12"),
        ("وصل يوم 12 تموز\r\n2021 إلى هناك", "12 تموز\r\n2021", "date:2021-07-12"),
        ("بقيمة 40\nمليون\nيورو هناك", "40\nمليون\nيورو", "money:eur-40000000"),
        ("بنسبة 40\n% هناك", "40\n%", "pct:40"),
        ("بنسبة 40\nفي المائة هناك", "40\nفي المائة", "pct:40"),
        // The end of a paragraph, and a list.
        ("قدم 40 مليونا\n\n30 كلغ هناك", "30 كلغ", "qty:30-kg"),
        ("عدد 40\n- 30 كلغ هناك", "30 كلغ", "qty:30-kg"),
    ] {
        check(text, "2023-05-24", &kinds, &[(surface, wanted)]);
    }
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
    assert_eq!(ids("ينص الفصل 80 من قانون المناجم على ذلك"), ["doc:qanwn-almnajm"]);
    assert_eq!(ids("وفق الفصل 80 من الدستور فقط"), ["doc:article-80-tunisia"]);
}

#[test]
fn what_a_state_tells_is_no_document() {
    assert_eq!(found("بعد إعلان الصين عن بناء المصنع", Some("2023-05-24"), &[Document]), []);
}

#[test]
fn sums_without_end_are_read_in_linear_time() {
    let engine = Engine::new();
    for part in [
        "ألف وألف و",
        "3 آلاف و",
        "مليون ومليون ",
        "وعشرين ",
        "نصف مليون و",
        "5 إلى ",
        "1 و2 مارس و",
        "5 سنتا\nو",
    ] {
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
