//! Why something was found: it is told by its true name, and what matched is lit.

use proptest::prelude::*;
use sahifa::model::{Reason, ReasonKind};

use crate::search::{find, found, holding};

#[test]
fn a_reason_names_how_a_word_differs() {
    let library = holding(&["في سوريا", "ملعب كرة", "المسؤول", "شركة غوغل", "قال بوتين", "كلينتون"]);
    let kind = |typed: &str| {
        let reasons = find(&library, typed).reasons;
        let of = |reason: &Reason| match reason.kind {
            ReasonKind::Typo => "typo",
            ReasonKind::Spelling => "spelling",
            ReasonKind::Sound => "sound",
            ReasonKind::Name | ReasonKind::Transliteration | ReasonKind::Layout => "another script",
        };
        reasons.iter().map(of).collect::<Vec<_>>().join(" ")
    };
    for (typed, expected) in [
        ("سورية", "spelling"),
        ("المسئول", "spelling"),
        ("بوتن", "spelling"),
        ("جوجل", "sound"),
        ("قوقل", "sound"),
        ("كلينطون", "sound"),
        ("كلينتزن", "typo"),
        // The same letters in another order.
        ("بويتن", "typo"),
        ("f,jdk", "another script"),
        ("putin", "another script"),
        ("غوغل", ""),
    ] {
        assert_eq!(kind(typed), expected, "{typed} {:?}", find(&library, typed).reasons);
    }
}

#[test]
fn the_word_that_a_reason_names_comes_first() {
    let mut bodies = vec!["المحكمة الابتدائية"; 8];
    bodies.extend(["محمية", "محملة"]);
    let library = holding(&bodies);
    let found = find(&library, "المحمكة");
    assert!(
        matches!(&found.reasons[..], [Reason { kind: ReasonKind::Typo, read, .. }] if read == "محكمة"),
        "{:?}",
        found.reasons
    );
    assert!(found.hits.len() > 8 && found.hits[..8].iter().all(|hit| hit.id().as_str() < "8"));
}

#[test]
fn grams_that_match_in_several_words_are_lit_there() {
    let library = holding(&["قال سمبتكنردوش عن حقظكنفل كلاما", "شارع"]);
    let (ids, lit) = found(&library, "سمبتكنفل ");
    assert_eq!(
        (&ids[..], &lit[..]),
        (&["0".to_owned()][..], &["سمبتكنردوش".to_owned(), "حقظكنفل".to_owned()][..])
    );
}

#[test]
fn of_a_phrase_only_its_words_in_order_are_lit() {
    let library = holding(&["في الميناء في البحر وفي الساحل", "شارع"]);
    assert_eq!(found(&library, "\"في البحر\"").1, ["في", "البحر"]);
}

#[test]
fn a_reason_spells_words_as_query_and_hits_do() {
    let library = holding(&["أمام المحكمة الابتدائية", "أعضاء سلطنة عُمان", "شارع"]);
    for (typed, told) in [
        ("المحمكة", ("المحمكة", "محكمة")),
        ("الإبتداغية", ("الإبتداغية", "ابتدائية")),
        ("Oman", ("Oman", "سلطنة عُمان")),
    ] {
        let reasons = find(&library, typed).reasons;
        let reason = reasons.first().map(|reason| (&*reason.typed, &*reason.read));
        assert_eq!(reason.unwrap_or_default(), told, "{typed}");
    }
}

/// Words of a few syllables, so that many are alike.
fn word() -> impl Strategy<Value = String> {
    let syllable =
        prop::sample::select(vec!["مست", "شفي", "ات", "قبل", "برل", "مان", "ون", "ية", "سفر", "كتب"]);
    prop::collection::vec(syllable, 2..5).prop_map(|syllables| syllables.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_found_is_lit_or_a_reason_is_told(
        bodies in prop::collection::vec(prop::collection::vec(word(), 1..8), 1..6), typed in word(),
    ) {
        let bodies: Vec<String> = bodies.iter().map(|words| words.join(" ")).collect();
        let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
        let library = holding(&bodies);
        for typed in [typed.clone(), format!("{typed} ")] {
            let found = find(&library, &typed);
            for hit in &found.hits {
                prop_assert!(!hit.body_marks.is_empty() || !found.reasons.is_empty(), "{} in {:?}", typed, hit);
            }
        }
    }

    #[test]
    fn an_alternative_takes_nothing_away(
        bodies in prop::collection::vec(prop::collection::vec(word(), 1..8), 1..8), one in word(), other in word(),
    ) {
        let bodies: Vec<String> = bodies.iter().map(|words| words.join(" ")).collect();
        let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
        let library = holding(&bodies);
        let total = |query: &str| find(&library, query).total;
        let either = total(&format!("{one} OR {other}"));
        prop_assert!(either >= total(&one) && either >= total(&other), "{} OR {}: {} in {:?}", one, other, either, bodies);
    }

    #[test]
    fn an_alternative_of_several_words_takes_nothing_away(
        bodies in prop::collection::vec(prop::collection::vec(word(), 1..8), 1..24),
        operands in prop::array::uniform2(prop::collection::vec(word(), 1..4)),
    ) {
        let bodies: Vec<String> = bodies.iter().map(|words| words.join(" ")).collect();
        let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
        let library = holding(&bodies);
        let [one, other] = operands.map(|words| format!("({})", words.join(" ")));
        let total = |query: &str| find(&library, query).total;
        let either = total(&format!("{one} OR {other}"));
        prop_assert!(either >= total(&one) && either >= total(&other), "{} OR {}: {} in {:?}", one, other, either, bodies);
    }
}
