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
