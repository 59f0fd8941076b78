//! Search in Latin letters: what is meant is found, and not what merely resembles it.

use sahifa::model::Reason;

use crate::search::{find, found, holding};

#[test]
fn what_most_articles_have_is_not_heard_in_a_latin_word() {
    let library = holding(&[
        "وقف في الطريق",
        "فيلم جديد",
        "خرج من المدينة",
        "وصلت إيمان",
        "عمل كبير",
        "أمل سعيدة",
        "حتى الفندق",
        "هوتيل جديد",
        "رئيس الفيفا",
    ]);
    for (typed, ids) in
        [("film", &["1"][..]), ("imen", &["3"]), ("2amal", &["5"]), ("hotel", &["7"]), ("festival", &[])]
    {
        assert_eq!(found(&library, typed).0, ids, "{typed} {:?}", find(&library, typed).reasons);
    }
    // Where it sounds so and there is no likelier one, it is.
    assert_eq!(found(&library, "3amal").0, ["4"]);
}

#[test]
fn a_name_that_is_written_like_a_preposition_has_to_be_named() {
    let library = holding(&[
        "جلس على الكرسي على الطريق",
        "قال علي العريض على المنبر",
        "على ذلك",
        "على الميناء",
        "على البحر",
    ]);
    for typed in ["ali", "3ali"] {
        assert_eq!(found(&library, typed), (vec!["1".to_owned()], vec!["علي".to_owned()]), "{typed}");
    }
    // Typed in Arabic letters the two are one word, but the name comes first.
    let named = find(&library, "علي");
    assert_eq!((named.total, named.hits[0].id().as_str()), (5, "1"));
}

#[test]
fn a_word_with_an_article_is_tried_as_it_stands_too() {
    let library =
        holding(&["صحيفة El Faro الإسبانية", "faro", "قالت Elfaro أمس", "المرسى", "موقع إل باييس", "البايس"]);
    assert_eq!(found(&library, "el faro").0, ["0", "2", "1"]);
    assert_eq!(found(&library, "la marsa").0, ["3"]);
    let mut read = found(&library, "el pais").0;
    read.sort();
    assert_eq!(read, ["4", "5"]);
}

#[test]
fn french_names_are_known() {
    let library = holding(&[
        "زار المغرب",
        "سفير مصر",
        "قال بوتين",
        "تنظيم داعش",
        "في الجزائر",
        "الأمم المتحدة",
        "رئيس تونس",
        "مدينة بكين",
        "قال نتنياهو",
    ]);
    for (typed, id) in [
        ("maroc", "0"),
        ("égypte", "1"),
        ("poutine", "2"),
        ("daech", "3"),
        ("l'Algérie", "4"),
        ("onu", "5"),
        ("la tunisie", "6"),
        ("pékin", "7"),
        ("netanyahou", "8"),
    ] {
        let found = find(&library, typed);
        let ids: Vec<&str> = found.hits.iter().map(|hit| hit.id().as_str()).collect();
        assert_eq!(ids, [id], "{typed} {:?}", found.reasons);
        assert!(matches!(&found.reasons[..], [Reason::Name { .. }]), "{typed} {:?}", found.reasons);
    }
}

#[test]
fn a_name_with_digits_is_like_no_other() {
    let library = holding(&["طائرة F16", "عمره 16 سنة", "لعبة PS4", "PS"]);
    for (typed, ids) in [("F16", &["0"][..]), ("f15", &[]), ("ps4", &["2"]), ("ps5 ", &[])] {
        assert_eq!(found(&library, typed).0, ids, "{typed}");
    }
}
