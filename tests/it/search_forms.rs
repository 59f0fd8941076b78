//! However a word is written: with its proclitics, and with its hamza on either seat.

use sahifa::model::{Reason, ReasonKind};

use crate::search::{find, found, holding};

#[test]
fn proclitics_are_taken_from_both_sides() {
    for (body, query) in [
        ("تقدم وبالصين بعد", "الصين"),
        ("تقدم الصين بعد", "وبالصين"),
        ("شكر للبنان أمس", "لبنان"),
        ("وصل لبنان أمس", "للبنان"),
        ("قال لليبيا أمس", "وليبيا"),
        // The news knows neither: the query does.
        ("عقد ولآلئ ثمينة", "لآلئ"),
        ("سافر مع وخنبيش أمس", "خنبيش"),
    ] {
        let found = find(&holding(&[body, "ذهب إلى شارع البنان", "بالغين"]), query);
        let ids: Vec<_> = found.hits.iter().map(|hit| hit.id().to_string()).collect();
        assert_eq!((&ids[..], found.approximate), (&["0".to_owned()][..], false), "{query} in {body}");
        assert!(found.reasons.is_empty(), "{query} {:?}", found.reasons);
    }
}

#[test]
fn a_word_is_not_cut_down_to_a_particle() {
    let library = holding(&["والي صفاقس", "ذهب إلى سوسة", "مدينة كالياري", "قدوم إلى صفاقس"]);
    for (query, ids) in
        [("والي", &["0"][..]), ("الوالي", &["0"]), ("\"والي صفاقس\"", &["0"]), ("كالياري", &["2"])]
    {
        assert_eq!(found(&library, query).0, ids, "{query}");
    }
    assert!(!found(&library, "لآلئ").0.contains(&"1".to_owned()));
}

#[test]
fn a_hamza_may_sit_elsewhere() {
    let library =
        holding(&["مسؤول كبير", "مسئول آخر", "مائة دينار", "مئة درهم", "المسؤولين", "شؤون", "شئون"]);
    for (query, ids) in [
        ("مسؤول ", &["0", "1", "4"][..]),
        ("المسئول ", &["0", "1", "4"]),
        ("مئة ", &["2", "3"]),
        ("مائة ", &["2", "3"]),
        ("شئون ", &["5", "6"]),
        ("الشؤون ", &["5", "6"]),
    ] {
        let mut ids_found = found(&library, query).0;
        ids_found.sort();
        assert_eq!(ids_found, ids, "{query}");
    }
}

#[test]
fn a_word_goes_on_whichever_seat_its_hamza_has() {
    let library = holding(&["مسؤول كبير", "مسئول آخر", "مسؤولياتهم", "مسئولياتهم", "شارع"]);
    for query in ["مسؤول", "مسئول"] {
        assert_eq!(find(&library, query).total, 4, "{query}");
    }
}

#[test]
fn a_foreign_word_may_leave_out_a_long_vowel() {
    let library =
        holding(&["بكالوريا", "الباكالوريا", "باكالوريا", "ديمقراطية", "ديموقراطية", "محاولات", "محولات"]);
    for (query, total) in [
        ("بكالوريا ", 3),
        ("باكالوريا ", 3),
        ("الديمقراطية ", 2),
        ("ديموقراطية ", 2),
        ("محاولات ", 1),
        ("محولات ", 1),
    ] {
        assert_eq!(find(&library, query).total, total, "{query}");
    }
}

#[test]
fn a_misspelling_that_stands_somewhere_does_not_hide_the_right_word() {
    let bodies = ["الباكلوريا", "باكالوريا", "الباكالوريا", "باكالوريا", "وباكالوريا", "مناظرة", "مناظر"];
    let found = find(&holding(&bodies), "باكلوريا ");
    let first = found.hits[0].id().to_string();
    assert_eq!((found.total, found.approximate, &*first), (5, true, "0"));
    let reason =
        Reason {
            kind: ReasonKind::Spelling, typed: "باكلوريا".to_owned(), read: "باكالوريا".to_owned()
        };
    assert_eq!(found.reasons, [reason]);
}

#[test]
fn a_number_with_decimals_is_one() {
    let library = holding(&["ارتفع 25.5 بالمائة", "ارتفع ٢٥٫٥ بالمائة", "25 من 5", "5.5 و 25"]);
    for query in ["25.5", "٢٥٫٥"] {
        let (mut ids, lit) = found(&library, query);
        ids.sort();
        assert_eq!((&ids[..], lit[0].chars().count()), (&["0".to_owned(), "1".to_owned()][..], 4));
    }
    assert_eq!(found(&library, "25").0.len(), 2);
}

#[test]
fn a_number_or_a_latin_word_is_found_behind_a_proclitic_and_lit_alone() {
    let library =
        holding(&["من 455 و456 نقطة", "بـ12 دينارا", "إصابات بوCOVID-19 أمس", "مع 12مليونا", "في 3ر5 لترا"]);
    for (query, ids, lit) in [
        ("456", &["0"][..], &["456"][..]),
        ("و456", &["0"], &["456"]),
        ("٤٥٦", &["0"], &["456"]),
        ("-456 455", &[], &[]),
        ("12 ", &["1", "3"], &["12"]),
        ("12 مليون", &["3"], &["12", "مليونا"]),
        ("3.5", &["4"], &["3ر5"]),
    ] {
        let (mut ids_found, lit_found) = found(&library, query);
        ids_found.sort();
        assert_eq!(
            (&ids_found[..], &lit_found[..]),
            (
                &ids.iter().map(ToString::to_string).collect::<Vec<_>>()[..],
                &lit.iter().map(ToString::to_string).collect::<Vec<_>>()[..]
            ),
            "{query}"
        );
    }
}

#[test]
fn a_time_of_day_is_not_two_numbers() {
    let library = holding(&["من 19 إلى 30 ماي", "غدا 19:30 بتوقيت", "فازت 2:1 أمس"]);
    for (query, ids) in [("19:30", &["1"][..]), ("١٩:٣٠ غدا", &["1"]), ("2:1", &["2"]), ("30:19", &[])]
    {
        assert_eq!(found(&library, query).0, ids, "{query}");
    }
}

#[test]
fn what_is_found_lights_up() {
    for (body, query, lit) in [
        ("إصابات وCOVID-19 أمس", "covid", &["COVID"][..]),
        ("إصابات وCOVID-19 أمس", "covid 19", &["COVID", "19"]),
        ("إصابات كوفيد-19 وCOVID-19 أمس", "covid 19", &["كوفيد", "19", "COVID", "19"]),
        ("بدأ \u{FDFD} ثم قال", "بسم", &["\u{FDFD}"]),
        ("بدأ \u{FDFD} ثم قال", "الرحمن", &["\u{FDFD}"]),
        ("النبي \u{FDFA} ثم قال", "\"صلى الله\"", &["\u{FDFA}"]),
        ("غدا 19:30 بتوقيت", "19:30", &["19", "30"]),
        ("غدا ب19:30 بتوقيت", "19:30", &["19", "30"]),
    ] {
        let (ids, found) = found(&holding(&[body, "شارع"]), query);
        assert_eq!(
            (&ids[..], &found[..]),
            (&["0".to_owned()][..], &lit.iter().map(ToString::to_string).collect::<Vec<_>>()[..]),
            "{query} in {body}"
        );
    }
}

#[test]
fn a_rare_form_does_not_hide_one_that_is_far_more_usual() {
    let bodies: Vec<&str> = [
        vec!["مدينة صفاقس"; 60],
        vec!["ميناء بنزرت"; 60],
        vec!["والي المنستير"; 60],
        vec!["قرب صفافس", "لجنة ببنزت", "فوزي المستيري"],
    ]
    .concat();
    let library = holding(&bodies);
    for (query, first, read) in
        [("صفافس", Some("180"), "صفاقس"), ("بنزت", Some("181"), "بنزرت"), ("المستير", None, "منستير")]
    {
        let found = find(&library, query);
        let reasons: Vec<&str> = found.reasons.iter().map(|reason| &*reason.read).collect();
        assert!(found.total >= 61 && found.approximate, "{query} {}", found.total);
        assert_eq!(reasons, [read], "{query}");
        assert!(first.is_none_or(|id| found.hits[0].id().as_str() == id), "{query}");
    }
    // Between a rare word and one that is but somewhat more usual nothing tells.
    let few = find(&holding(&["قطار سريع", "قطاع خاص", "قطاع عام", "قطاع الصحة"]), "قطار ");
    assert_eq!((few.total, few.approximate, few.reasons.len()), (1, false, 0));
}

#[test]
fn a_mistake_is_the_likelier_slip_to_the_more_usual_word() {
    let bodies: Vec<&str> = [
        vec!["وزارة السياحة"; 6],
        vec!["سيارة جديدة"; 9],
        vec!["حالة الطقس"; 3],
        vec!["قضية تجسس"; 4],
        vec!["مدينة القاهرة"; 4],
        vec!["وجبة جاهزة"; 4],
        vec!["رجال الشرطة"; 9],
        vec!["أشرطة قديمة"; 4],
    ]
    .concat();
    let library = holding(&bodies);
    for (query, meant) in [
        ("السياخة", "وزارة السياحة"),
        ("الطقسس", "حالة الطقس"),
        ("القاهزة", "مدينة القاهرة"),
        ("ااشرطة", "رجال الشرطة"),
    ] {
        let found = find(&library, query);
        assert_eq!(found.hits[0].snippet, meant, "{query} {:?}", found.reasons);
    }
}

#[test]
fn a_first_letter_is_no_proclitic_where_the_whole_stands_beside_its_neighbour() {
    let bodies = [vec!["مدينة سيدي بوزيد"; 12], vec!["سيدي محمد زيد"], vec!["شركة غوغل"; 2], vec!["وكل ذلك"]];
    let library = holding(&bodies.concat());
    let of_town = find(&library, "سيدي بزيد");
    assert_eq!((of_town.total, of_town.approximate, &*of_town.reasons[0].read), (13, true, "بوزيد"));
    for query in ["كوكل", "گوگل"] {
        let found = find(&library, query);
        assert_eq!(
            (&*found.hits[0].snippet, found.reasons[0].kind),
            ("شركة غوغل", ReasonKind::Sound),
            "{query}"
        );
    }
}

#[test]
fn a_hamza_without_its_seat_is_given_one() {
    let bodies = [vec!["قال الرئيس"; 5], vec!["زار الجزائر"; 60], vec!["محل الجزار", "قراءة جديدة", "وقرأه"]];
    let library = holding(&bodies.concat());
    for (query, total, read) in
        [("الرءيس ", 5, "الرئيس"), ("الجزاءر ", 60, "الجزائر"), ("الجزئر ", 60, "الجزائر")]
    {
        let found = find(&library, query);
        let reason =
            Reason { kind: ReasonKind::Spelling, typed: query.trim().to_owned(), read: read.to_owned() };
        assert_eq!((found.total, found.reasons), (total, vec![reason]), "{query}");
    }
    assert!(find(&library, "قراءة ").reasons.is_empty());
}

#[test]
fn letters_of_the_maghreb_are_those_that_others_write() {
    let library = holding(&["ولاية ڨفصة", "مدينة قفصة", "بنڨردان", "بن قردان"]);
    for (query, total) in [("قفصة ", 2), ("ڨفصة ", 2), ("بن ڨردان ", 2), ("بنقردان ", 2)]
    {
        assert_eq!(find(&library, query).total, total, "{query}");
    }
}

#[test]
fn a_name_comes_before_what_its_first_letter_leaves() {
    let library = holding(&["اسم الفائز", "تحدث باسم الحكومة", "اسم آخر", "قال باسم يوسف"]);
    let found = find(&library, "باسم ");
    let first: Vec<_> = found.hits.iter().take(2).map(|hit| &*hit.snippet).collect();
    assert_eq!(found.total, 4);
    assert!(first.iter().all(|snippet| snippet.contains("باسم")), "{first:?}");
}

#[test]
fn a_noun_and_the_same_with_a_pronoun_meet() {
    let library = holding(&["قصيدة طويلة", "في قصيدتها الأولى", "وقصيدتهم", "قصد البيت", "كتاب", "مكتبة"]);
    for query in ["قصيدة ", "قصيدته ", "بقصيدتكم ", "قصيدتها "] {
        let mut ids = found(&library, query).0;
        ids.truncate(3);
        ids.sort();
        assert_eq!(ids, ["0", "1", "2"], "{query}");
    }
    let found = find(&library, "بقصيدتكم ");
    assert!(found.approximate);
    let reason =
        Reason {
            kind: ReasonKind::Spelling, typed: "بقصيدتكم".to_owned(), read: "قصيدة".to_owned()
        };
    assert_eq!(found.reasons, [reason]);
}

#[test]
fn a_hamza_before_a_lam_is_of_the_word_itself() {
    let library =
        holding(&["رحلة إلى ألاسكا", "شارع لاسكا", "وألاسكا بعيدة", "الاسكا أيضا", "آلية العمل", "ذهب إليه"]);
    for (query, wanted) in [
        ("ألاسكا ", &["0", "2", "3"][..]),
        ("بألاسكا ", &["0", "2", "3"]),
        ("\"إلى ألاسكا\"", &["0"]),
        ("-ألاسكا لاسكا ", &["1"]),
    ] {
        let mut ids = found(&library, query).0;
        ids.sort();
        assert_eq!(ids, wanted, "{query}");
    }
    for (query, first) in [("آلية ", "4"), ("لاسكا ", "1")] {
        assert_eq!(found(&library, query).0[0], first, "{query}");
    }
    for body in ["وألاسكا", "الاسكا", "لألاسكا"] {
        assert_eq!(found(&holding(&[body, "لاسكا"]), "ألاسكا").1, [body]);
    }
}

#[test]
fn the_very_letters_lead() {
    let bodies = [
        "حول البيت",
        "حول الماء حول الجبل",
        "كحول",
        "الكحول",
        "يغادر غدا",
        "سيغادر غدا",
        "بيت السماوي",
        "مأوى",
    ];
    let library = holding(&bodies);
    for (query, first) in
        [("كحول ", "2"), ("الكحول ", "3"), ("سيغادر ", "5"), ("يغادر ", "4"), ("السماوي ", "6")]
    {
        assert_eq!(found(&library, query).0[0], first, "{query}");
    }
}

#[test]
fn words_side_by_side_come_first() {
    let library = holding(&["تلال كبرى قرب مدينة تلال أخرى", "أعلى التلال الكبرى شرقا", "كبرى التلال"]);
    assert_eq!(found(&library, "التلال الكبرى ").0[0], "1");
}

#[test]
fn a_name_that_is_new_is_found_behind_a_proclitic() {
    let library = holding(&["زار بخنبيش", "كتاب لخنبيش زربوط", "شارع"]);
    for (query, total) in [("خنبيش ", 2), ("\"خنبيش زربوط\"", 1), ("khanbish", 2)] {
        assert_eq!(find(&library, query).total, total, "{query}");
    }
}
