//! Search in Latin letters: what is meant is found, and not what merely resembles it.

use jiff::Timestamp;
use sahifa::model::{Reason, ReasonKind};

use crate::library::{article, derive_all};
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
fn a_usual_name_is_found_wherever_its_word_stands() {
    let mut library = holding(&["زار تونس أمس", "وصل إلى تونس العاصمة", "شارع"]);
    let title = article("title", "تونس : موائد افطار", "خبر");
    library.ingest(vec![title], Timestamp::UNIX_EPOCH).unwrap();
    derive_all(&mut library);
    assert_eq!((find(&library, "tunisia").total, find(&library, "تونس").total), (3, 3));
}

#[test]
fn a_name_that_is_being_typed_is_known_at_every_letter() {
    let library = holding(&["قال شي جين بينغ", "طه تهر", "الثالث", "زار ألمانيا"]);
    for (typed, id) in [
        ("xi", "0"),
        ("xi j", "0"),
        ("xi ji", "0"),
        ("xi jin", "0"),
        ("xi jinp", "0"),
        ("xi jinping", "0"),
        ("germa", "3"),
        ("germ", "3"),
        ("germany", "3"),
    ] {
        assert_eq!(found(&library, typed).0, [id], "{typed} {:?}", find(&library, typed).reasons);
    }
}

#[test]
fn a_guess_is_told_and_gives_way_to_a_name() {
    let library = holding(&["بإذن الله", "سلطنة عمان", "عثمان", "حزام الأمان", "نيلي"]);
    assert!(find(&library, "netflix").total == 0 || find(&library, "netflix").approximate);
    assert_eq!(found(&library, "athens").0, [] as [&str; 0], "{:?}", find(&library, "athens").reasons);
    assert_eq!(found(&library, "oman").0, ["1"], "{:?}", find(&library, "oman").reasons);
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
        assert!(
            matches!(&found.reasons[..], [Reason { kind: ReasonKind::Name, .. }]),
            "{typed} {:?}",
            found.reasons
        );
    }
}

#[test]
fn a_name_with_digits_is_like_no_other() {
    let library = holding(&["طائرة F16", "عمره 16 سنة", "لعبة PS4", "PS"]);
    for (typed, ids) in [("F16", &["0"][..]), ("f15", &[]), ("ps4", &["2"]), ("ps5 ", &[])] {
        assert_eq!(found(&library, typed).0, ids, "{typed}");
    }
}

#[test]
fn a_name_whose_keys_give_a_word_by_chance_is_a_name() {
    // Keys of عياض as nobody writes it (ؤعىاض), and of a word that stands there.
    let library = holding(&["ابن عياض", "البطل كونها", "بقضت", "فرج"]);
    for (typed, id) in [("cunha", "1"), ("fraj", "3")] {
        assert_eq!(found(&library, typed).0, [id], "{typed} {:?}", find(&library, typed).reasons);
    }
}

#[test]
fn a_name_that_begins_as_with_a_proclitic_is_heard_whole() {
    let library = holding(&["قال بيومي", "خبر يومي", "قال وعزيز", "جاء عزيز", "سيارة فاخر", "رجل آخر"]);
    for (typed, ids) in [("bayoumi", &["0"][..]), ("ouaziz", &["2", "3"]), ("fakher", &["4"])] {
        assert_eq!(found(&library, typed).0, ids, "{typed} {:?}", find(&library, typed).reasons);
    }
    // In Arabic letters nothing tells which is meant: the name comes first, the rest is found, too.
    for (typed, ids) in [("بيومي", ["0", "1"]), ("فاخر", ["4", "5"])] {
        assert_eq!(found(&library, typed).0, ids, "{typed}");
    }
    let mut both = found(&library, "عزيز").0;
    both.sort();
    assert_eq!(both, ["2", "3"]);
}

#[test]
fn usual_words_of_news_are_known_in_english() {
    let library = holding(&[
        "بعثة الصليب الأحمر",
        "رئيس الحكومة",
        "وزارة الشؤون الخارجية",
        "مجلس نواب الشعب",
        "كرة القدم",
        "رجال الشرطة",
        "سعر النفط",
        "آيل للسقوط",
    ]);
    for (query, id) in [
        ("red cross", "0"),
        ("prime minister", "1"),
        ("foreign ministry", "2"),
        ("parliament", "3"),
        ("football", "4"),
        ("police", "5"),
        ("oil", "6"),
    ] {
        assert_eq!(found(&library, query).0, [id], "{query}");
    }
}

#[test]
fn those_who_are_called_by_a_name_are_found_by_it() {
    let library = holding(&["قال الحوثي", "مقتل الحوثيين", "الحوثيون في صنعاء", "شارع"]);
    let found = find(&library, "houthi");
    assert_eq!((found.total, found.approximate, found.hits[0].id().as_str()), (3, true, "0"));
}
