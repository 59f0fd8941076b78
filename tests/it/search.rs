//! Search: however a word is written it is found, and what matched lights up on the original letters.

use jiff::Timestamp;
use proptest::prelude::*;
use sahifa::library::Library;
use sahifa::model::{Found, Reason, ReasonKind};
use unicode_segmentation::UnicodeSegmentation;

use crate::library::{article, derive_all};

pub fn holding(bodies: &[&str]) -> Library {
    let mut library = Library::in_memory().unwrap();
    let articles =
        bodies.iter().enumerate().map(|(n, body)| article(&n.to_string(), "عنوان", body)).collect();
    library.ingest(articles, Timestamp::UNIX_EPOCH).unwrap();
    derive_all(&mut library);
    library
}

pub fn find(library: &Library, query: &str) -> Found {
    library.searcher().search(query, 20)
}

/// The ids found, in order, and what lights up in the first.
pub fn found(library: &Library, query: &str) -> (Vec<String>, Vec<String>) {
    let found = find(library, query);
    let ids = found.hits.iter().map(|hit| hit.id().to_string()).collect();
    let lit = found
        .hits
        .first()
        .map(|hit| hit.highlights.iter().map(|range| hit.snippet[range.clone()].to_owned()).collect());
    (ids, lit.unwrap_or_default())
}

#[track_caller]
fn check(bodies: &[&str], query: &str, ids: &[&str], lit: &[&str]) {
    let (found_ids, found_lit) = found(&holding(bodies), query);
    assert_eq!(found_ids, ids, "ids for {query}");
    assert_eq!(found_lit, lit, "lit for {query}");
}

#[test]
fn folding_and_clitics() {
    check(&["زار أوكرانيا أمس", "زار مصر"], "اوكرانيا", &["0"], &["أوكرانيا"]);
    check(&["زار اوكرانيا أمس", "زار مصر"], "أوكرانيا", &["0"], &["اوكرانيا"]);
    check(&["والمدرسة كبيرة", "شارع"], "مدرسة", &["0"], &["والمدرسة"]);
    check(&["كتب المُدَرِّسُ الدرسَ", "شارع"], "مدرس", &["0"], &["المُدَرِّسُ"]);
    check(&["مـــكـــة المكرمة", "شارع"], "مكة", &["0"], &["مـــكـــة"]);
}

#[test]
fn a_wrong_letter_still_finds_and_says_so() {
    let library = holding(&["زار أوكرانيا أمس", "زار مصر"]);
    let found = find(&library, "اوكرانبا");
    assert_eq!(found.hits.len(), 1);
    assert_eq!(
        found.reasons,
        [Reason {
            kind: ReasonKind::Typo, typed: "اوكرانبا".to_owned(), read: "أوكرانيا".to_owned()
        }]
    );
    assert_eq!(&found.hits[0].snippet[found.hits[0].highlights[0].clone()], "أوكرانيا");
}

#[test]
fn results_narrow_at_every_letter() {
    let library = holding(&["المستشفى الجديد", "المستقبل", "شارع"]);
    let totals: Vec<usize> =
        ["م", "مس", "مست", "مستش", "مستشف", "مستشفى"].map(|query| find(&library, query).total).to_vec();
    assert_eq!(totals, [2, 2, 2, 1, 1, 1]);
}

#[test]
fn all_words_then_most() {
    let library = holding(&["سفينة في ميناء الإسكندرية", "سفينة في البحر", "ميناء"]);
    assert_eq!(find(&library, "سفينة ميناء").total, 1);
    let loose = find(&library, "ميناء شارع");
    assert!(loose.approximate && loose.total == 2);
    assert_eq!(find(&library, "سفينة -ميناء").total, 1);
    assert_eq!(found(&library, "\"في البحر\"").0, ["1"]);
}

#[test]
fn titles_weigh_more() {
    let mut library = Library::in_memory().unwrap();
    let articles = vec![article("body", "خبر", "سفينة"), article("title", "سفينة", "خبر")];
    library.ingest(articles, Timestamp::UNIX_EPOCH).unwrap();
    derive_all(&mut library);
    assert_eq!(found(&library, "سفينة").0, ["title", "body"]);
    let title = find(&library, "سفينة").hits.remove(0);
    assert_eq!(title.title_marks, vec![0..title.article.title.len()]);
}

#[test]
fn a_snippet_is_one_line_of_the_original() {
    let filler = "كلام كثير لا صلة له بالموضوع ".repeat(20);
    let body = format!("سطر أول\r\n{filler}رست السفينة في الميناء {filler}\nسطر أخير");
    let library = holding(&[&body, "غيره"]);
    let hit = find(&library, "سفينة ميناء").hits.remove(0);
    assert!(body.contains(&hit.snippet) && !hit.snippet.contains(['\n', '\r']));
    assert!(hit.snippet.chars().count() <= 170, "{}", hit.snippet.chars().count());
    let lit: Vec<&str> = hit.highlights.iter().map(|range| &hit.snippet[range.clone()]).collect();
    assert_eq!(lit, ["السفينة", "الميناء"]);
    assert!(hit.body_marks.iter().all(|range| ["السفينة", "الميناء"].contains(&&body[range.clone()])));
}

#[test]
fn the_keyboard_stood_in_the_other_layout() {
    let bodies = ["قال بوتين في مدينة بعيدة", "شارع طويل"];
    for typed in ["f,jdk", "fmjdk"] {
        let found = find(&holding(&bodies), typed);
        assert_eq!(found.hits.len(), 1, "{typed}");
        assert_eq!(
            found.reasons,
            [Reason { kind: ReasonKind::Layout, typed: typed.to_owned(), read: "بوتين".to_owned() }]
        );
    }
    let found = find(&holding(&["about Reuters", "شارع"]), "قثعفثقس");
    assert_eq!((found.hits.len(), found.reasons.len()), (1, 1));
}

/// What a query was read as by the other layout, and which articles it found.
fn by_other_layout(library: &Library, query: &str) -> (Option<String>, Vec<String>) {
    let found = find(library, query);
    let read = found.reasons.into_iter().find_map(|reason| match reason {
        Reason { kind: ReasonKind::Layout, read, .. } => Some(read),
        _ => None,
    });
    (read, found.hits.iter().map(|hit| hit.id().to_string()).collect())
}

#[test]
fn keys_that_are_signs_elsewhere_are_letters_in_the_other_layout() {
    let library = holding(&[
        "ذكرى",
        "ظروف صعبة",
        "يوم الجمعة",
        "الطقس",
        "طبخ كسكسي",
        "جدة",
        "illumination lumen",
        "الغذائية",
    ]);
    for (typed, read, id) in [
        ("`;vn", "ذكرى", "0"),
        ("/v,t", "ظروف", "1"),
        ("[lum", "جمعة", "2"),
        ("'rs", "طقس", "3"),
        (";s;sd", "كسكسي", "4"),
        ("[]m", "جدة", "5"),
        // The same on a French keyboard, where the jeem is a dead key.
        ("!v;t", "ظروف", "1"),
        ("^lu,", "جمعة", "2"),
        ("ùrs", "طقس", "3"),
        ("^$,", "جدة", "5"),
        ("hgy`hwd,", "الغذائية", "7"),
        ("'hgy`hwd,'", "'الغذائية'", "7"),
    ] {
        let (as_read, ids) = by_other_layout(&library, typed);
        assert_eq!((as_read.as_deref(), ids), (Some(read), vec![id.to_owned()]), "{typed}");
    }
}

#[test]
fn one_word_of_the_other_layout_is_read_wherever_it_stands() {
    let library = holding(&["قال الرئيس بوتين", "الرئيس التونسي", "بوتين في الصين", "visit to China"]);
    for (typed, read, ids) in [
        ("الرئيس f,jdk", "بوتين", &["0"][..]),
        ("\"f,jdk\"", "بوتين", &["0", "2"]),
        ("\"hgvzds f,jdk\"", "الرئيس بوتين", &["0"]),
        ("-f,jdk الرئيس", "بوتين", &["1"]),
        ("body:f,jdk is:unread lang:ar OR الصين", "بوتين", &["2"]),
        ("Reuters China f,jdk", "بوتين", &[]),
        ("China f,jdk", "بوتين", &["2"]),
        // Keys of an Arabic layout, for Latin words that are read as any are.
        ("حعفهى", "putin", &["0", "2"]),
        ("ؤاهىش الرئيس", "china", &[]),
        ("ؤاهىش", "china", &["2", "3"]),
    ] {
        let (as_read, mut found) = by_other_layout(&library, typed);
        found.truncate(ids.len());
        assert_eq!(
            (as_read.as_deref(), found),
            (Some(read), ids.iter().map(|id| (*id).to_owned()).collect()),
            "{typed}"
        );
    }
    for typed in ["بوتن", "China, Putin", "U.N. report", "is:unread", "and/or", "الرئيس putin", "al-sisi"]
    {
        assert_eq!(by_other_layout(&library, typed).0, None, "{typed}");
    }
}

#[test]
fn short_english_names_find_what_they_name_and_nothing_else() {
    let library = holding(&[
        "الولايات المتحدة",
        "تنظيم داعش",
        "زار بريطانيا",
        "صندوق النقد الدولي",
        "الأمم المتحدة",
        "كأس العالم",
        "في تونس",
        "مدينة القدس",
        "سوسة وأوسا ويوسف",
        "آسيا وعيسى",
        "كالد وأمر وكالين وأمير",
        "أن إن يونس إيمان ديش وولد كوب قد",
        "السيسي",
        "قناة الجزيرة",
        "خالد وعمر",
    ]);
    for (typed, id) in [
        ("usa", "0"),
        ("isis", "1"),
        ("daesh", "1"),
        ("uk", "2"),
        ("imf", "3"),
        ("un", "4"),
        ("world cup", "5"),
        ("tunis", "6"),
        ("alquds", "7"),
        ("al-quds", "7"),
        ("alsisi", "12"),
        ("aljazeera", "13"),
        ("5aled", "14"),
        ("3omar", "14"),
    ] {
        assert_eq!(found(&library, typed).0, [id], "{typed} {:?}", find(&library, typed).reasons);
    }
}

#[test]
fn latin_letters_find_arabic_names() {
    let library = holding(&["قال بوتين", "زار مصر أمس", "الرئيس شي جين بينغ", "حركة حماس", "about Reuters"]);
    for (typed, id) in [
        ("putin", "0"),
        ("egypt", "1"),
        ("Egypt", "1"),
        ("xi jinping", "2"),
        ("7amas", "3"),
        ("reuters", "4"),
    ] {
        let found = find(&library, typed);
        assert_eq!(found.hits.first().map(|hit| hit.id().as_str()), Some(id), "{typed} {:?}", found.reasons);
        assert!(!found.hits[0].highlights.is_empty(), "{typed}");
        assert_eq!(found.reasons.is_empty(), typed == "reuters", "{typed} {:?}", found.reasons);
    }
    assert_eq!(find(&library, "zzzz").total, 0);
}

#[test]
fn a_name_of_the_table_is_told_apart_from_sounds() {
    let library = holding(&["زار مصر أمس", "حركة حماس", "قال الغنوشي"]);
    let why = |typed: &str| find(&library, typed).reasons;
    let name = |typed: &str, read: &str| Reason {
        kind: ReasonKind::Name,
        typed: typed.to_owned(),
        read: read.to_owned(),
    };
    assert_eq!(why("egypt"), [name("egypt", "مصر")]);
    assert_eq!(why("hamas"), [name("hamas", "حماس")]);
    assert_eq!(why("7amas"), [name("7amas", "حماس")]);
    // The usual spellings of a last name are it; what is farther is a sound.
    assert!(matches!(&why("ghanushi")[..], [Reason { kind: ReasonKind::Name, .. }]), "{:?}", why("ghanushi"));
    assert!(
        matches!(&why("ghanoshy")[..], [Reason { kind: ReasonKind::Transliteration, .. }]),
        "{:?}",
        why("ghanoshy")
    );
    // What stands nowhere is answered alike, however it is typed.
    let empty = holding(&["شارع طويل"]);
    let answer = |typed: &str| {
        let found = find(&empty, typed);
        (found.total, found.reasons.len(), found.warnings)
    };
    assert_eq!(answer("hamas"), (0, 1, Vec::new()));
    assert_eq!(answer("7amas"), answer("hamas"));
}

#[test]
fn a_name_of_several_words_is_found_however_it_is_cut() {
    let library = holding(&[
        "قال عبد الفتاح أمس",
        "محمد زار صلاح في بيته وقال كلاما كثيرا",
        "لعب محمد صلاح",
        "عبدالرحمن في بيته",
    ]);
    for typed in ["abdelfattah", "abdel fattah", "abd al-fattah", "Abdul Fatah"] {
        let found = find(&library, typed);
        assert_eq!(found.hits.first().map(|hit| hit.id().as_str()), Some("0"), "{typed} {:?}", found.reasons);
    }
    assert_eq!(
        find(&library, "abd el rahman").hits.first().map(|hit| hit.id().to_string()),
        Some("3".into())
    );
    assert_eq!(found(&library, "mohammed salah").0, ["2", "1"]);
}

#[test]
fn a_name_that_is_found_comes_without_what_resembles_it() {
    let library = holding(&["قال حسين", "قال حسن", "زار عباس", "يوم للباس", "فيلم جديد"]);
    for (typed, id) in [("hussein", "0"), ("abbas", "2"), ("film", "4"), ("hassan", "1"), ("7assan", "1")] {
        assert_eq!(found(&library, typed).0, [id], "{typed} {:?}", find(&library, typed).reasons);
    }
}

#[test]
fn names_with_their_article_are_no_keys_of_the_other_layout() {
    let library = holding(&["ضم الأسد", "زار السيسي", "ئاخ شارع", "ضم سوسة"]);
    for (typed, ids) in [("al assad", &["0"][..]), ("al sisi", &["1"]), ("who", &[])] {
        let (read, found) = by_other_layout(&library, typed);
        assert_eq!((read, found), (None, ids.iter().map(ToString::to_string).collect()), "{typed}");
    }
}

#[test]
fn words_that_are_no_names_are_not_heard() {
    let library = holding(&["قال روبرت إن الأثر كبير", "منستير ومدينة تي"]);
    for typed in ["the report", "weather", "minister", "with"] {
        let found = find(&library, typed);
        assert!(found.reasons.is_empty() && found.total == 0, "{typed} {:?}", found.reasons);
    }
}

#[test]
fn nonsense_is_answered() {
    let library = holding(&["نص"]);
    let long = "ا".repeat(1_000_000);
    for query in ["", "   ", "\"", "-", "\"\"", "((((", "\u{0}\u{1b}[2J", "- -", "\u{64B}", "ـ", &long] {
        assert_eq!(find(&library, query).total, 0, "{query:.20}");
    }
    assert!(!find(&library, &long).warnings.is_empty());
}

#[test]
fn before_anything_is_indexed_it_says_so() {
    let library = Library::in_memory().unwrap();
    assert_eq!(find(&library, "نص").warnings.len(), 1);
}

/// Letters of one word, each perhaps with a haraka, tatweel or ZWNJ behind it; perhaps with lam-alef as the one
/// character that old files and some keyboards make of it.
fn decorated(word: &'static str) -> impl Strategy<Value = String> {
    let extra = prop::sample::select(vec!["", "", "\u{64E}", "\u{651}\u{64E}", "\u{640}", "\u{200C}"]);
    let extras = prop::collection::vec(extra, word.chars().count());
    (extras, any::<bool>()).prop_map(move |(extras, ligatures)| {
        let text: String = word.chars().map(String::from).zip(extras).map(|(c, extra)| c + extra).collect();
        let pairs = [("لا", "\u{FEFB}"), ("لآ", "\u{FEF5}"), ("لأ", "\u{FEF7}"), ("لإ", "\u{FEF9}")];
        let ligature = |text: String, (letters, one): (&str, &str)| text.replace(letters, one);
        if ligatures { pairs.into_iter().fold(text, ligature) } else { text }
    })
}

/// A word as it is asked for, and as it stands in a text.
fn asked_and_decorated() -> impl Strategy<Value = (&'static str, String)> {
    prop::sample::select(vec!["ميناء", "سلام", "لآلئ", "بلا", "لأول", "إسلامي"])
        .prop_flat_map(|word| (Just(word), decorated(word)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn lit_ranges_cover_the_word_whatever_decorates_it(
        (asked, word) in asked_and_decorated(), before in "[ا-ي ]{0,12}", after in "[ا-ي ]{0,12}",
    ) {
        let body = format!("{before} {word} {after}");
        let library = holding(&[&body]);
        let start = before.len() + 1;
        let hit = find(&library, &format!("\"{asked}\"")).hits.remove(0);
        let lit = hit.body_marks.iter().find(|range| range.start == start);
        prop_assert!(lit.is_some(), "{:?} in {:?}", hit.body_marks, body);
        let lit = &body[lit.unwrap().clone()];
        prop_assert_eq!(lit.trim_end_matches('\u{200C}'), word.trim_end_matches('\u{200C}'));
        let mut ends: Vec<usize> = body.grapheme_indices(true).map(|(at, _)| at).collect();
        ends.push(body.len());
        for range in &hit.body_marks {
            prop_assert!(ends.contains(&range.start) && ends.contains(&range.end), "{:?} in {:?}", range, body);
        }
    }

    #[test]
    fn no_query_and_no_text_panics(query in any::<String>(), body in "\\PC{1,60}") {
        let library = holding(&[&body]);
        let found = find(&library, &query);
        for hit in found.hits {
            for range in hit.highlights {
                prop_assert!(hit.snippet.get(range).is_some());
            }
        }
    }
}

#[test]
fn a_name_written_as_one_word_is_found_as_two_and_the_other_way_round() {
    let bodies = ["وصل عبدالعزيز أمس", "وصل عبد العزيز أمس", "عبد يعرف العزيز", "وصل أبو ظبي", "وصل أبوظبي"];
    for (query, ids) in [
        ("عبدالعزيز", ["0", "1"]),
        ("وعبدالعزيز", ["0", "1"]),
        ("\"عبد العزيز\" OR عبدالعزيز", ["0", "1"]),
        ("أبوظبي", ["3", "4"]),
        ("أبو ظبي", ["3", "4"]),
    ] {
        let mut found = found(&holding(&bodies), query).0;
        found.sort();
        assert_eq!(found, ids, "{query}");
    }
    assert_eq!(found(&holding(&bodies[1..]), "عبدالعزيز").0, ["1"].map(|_| "0"));
}

#[test]
fn letters_that_sound_alike_come_before_other_mistakes() {
    let bodies =
        ["زهران هنا", "طهران هنا", "صفاقس هنا", "غوغل هنا", "جوجل هنا", "ويؤكد هنا", "التطور هنا", "قول"];
    for (query, best) in [("تهران", "1"), ("سفاقص", "2"), ("ويوقد", "5"), ("بططور", "6"), ("جوجل", "4")]
    {
        assert_eq!(found(&holding(&bodies), query).0.first().map(String::as_str), Some(best), "{query}");
    }
    for query in ["جوجل", "غوغل", "قوقل"] {
        let found = found(&holding(&bodies), query).0;
        assert!(found[..2].iter().all(|id| ["3", "4"].contains(&id.as_str())), "{query}: {found:?}");
    }
    // A word that stands is not taken for another that only sounds so.
    assert_eq!(found(&holding(&["قلب سليم", "كلب سليم"]), "قلب").0, ["0"]);
}
