//! The entity engine on small cases that a person can read: `[…|CLASS]` marks what must be found.
//!
//! The sentences are made up here; none comes from an article.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use proptest::prelude::*;
use sahifa::entity::Engine;
use sahifa::model::{EntityId, EntityKind, Mention};

fn tag(text: &str, day: &str) -> Vec<Mention> {
    let published = format!("{day}T12:00:00Z").parse().ok();
    Engine::new().tag(text, published)
}

/// The text with its mentions marked, as far as a reader paints them.
fn marked(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mention in tag(text, "2023-05-24").into_iter().filter(|mention| mention.confidence >= Mention::SURE) {
        out += &text[at..mention.range.start];
        out.extend(["[", &text[mention.range.clone()], "|", mention.kind.code(), "]"]);
        at = mention.range.end;
    }
    out + &text[at..]
}

fn check(expected: &str) {
    let plain = ["PER", "LOC", "ORG", "EVT", "DOC", "DATE", "MONEY", "PCT", "QTY"]
        .iter()
        .fold(expected.replace('[', ""), |text, class| text.replace(&format!("|{class}]"), ""));
    assert_eq!(marked(&plain), expected);
}

/// The id of the only mention whose surface is given.
fn id(text: &str, day: &str, surface: &str) -> String {
    let found = tag(text, day);
    let mention = found.iter().find(|m| &text[m.range.clone()] == surface);
    mention.unwrap_or_else(|| panic!("{surface} in {found:#?}")).entity.as_str().to_owned()
}

#[test]
fn proclitics_stay_outside() {
    for line in [
        "سافر من [موسكو|LOC] و[بكين|LOC] إلى [كييف|LOC]",
        "قال ل[بوتين|PER] إن ل[لبنان|LOC] حقا",
        "زار [سوريا|LOC] و[لبنان|LOC] وب[لبنان|LOC] ول[لبنان|LOC] وك[لبنان|LOC]",
        "دعم ل[لصين|LOC] ول[لصين|LOC] ول[لولايات المتحدة|LOC]",
        "وصل إلى [فنزويلا|LOC] و[فنزويلا|LOC] ثم ب[فنزويلا|LOC]",
    ] {
        check(line);
    }
}

#[test]
fn letters_of_a_name_are_never_cut() {
    let names = "بوتين بوتشا بكين كييف كيشيدا كراكاس كوبا كندا فنزويلا فرنسا فلسطين فنلندا فيتنام فيينا واشنطن \
                 وهران ليبيا لبنان لندن لاوس ليتوانيا لاتفيا لوكسمبورغ لشبونة لافروف لاهاي بلغاريا بولندا بلجيكا \
                 بريطانيا باريس برلين بغداد بيروت بوليفيا بنغلاديش بوركينافاسو باكستان بيلاروسيا بروكسل برشلونة كينيا \
                 كرواتيا كولومبيا كوسوفو كمبوديا كازاخستان كابول كاليفورنيا كشمير كربلاء كركوك فلوريدا فرانكفورت";
    for name in names.split_whitespace() {
        let found = tag(name, "2023-05-24");
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        assert_eq!(found[0].range, 0..name.len(), "{name}");
        let text = format!("و{name}");
        let found = tag(&text, "2023-05-24");
        assert_eq!(found.first().map(|m| m.range.start), Some(2), "{text}: {found:?}");
    }
    check("قال [وليد جنبلاط|PER] إن [وليد جنبلاط|PER] حاضر");
}

#[test]
fn the_first_letter_of_a_given_name_is_not_cut() {
    for line in [
        "شارك [سامي الطرابلسي|PER] و[كريم العبيدي|PER] في اللقاء",
        "حضر الحفل [محمد الناصر|PER] و[لمياء الغربي|PER]",
        "حضر الحفل [محمد الناصر|PER] و[كريمة المنصوري|PER]",
        "التقى الوزير ب[وليد العبيدي|PER] أمس",
        "صلاة كسوفا وشؤون لجنتي المراقبة ولجنتي التحقيق",
    ] {
        check(line);
    }
}

#[test]
fn a_name_behind_and_is_another_person() {
    for line in [
        "[سامي الطرابلسي|PER] و[لطفي العبيدي|PER]",
        "[أحمد الخطيب|PER] و[فتحي المنصوري|PER]",
        "حضر الحفل [محمد الناصر|PER] و[عزيز العبيدي|PER]",
        "شارك [محمد الناصر|PER] و[لارا العبيدي|PER] في اللقاء",
        "توفي [محمد وهبة|PER] أمس",
    ] {
        check(line);
    }
}

#[test]
fn a_name_behind_a_preposition_is_another_person() {
    for line in [
        "قال [محمد|PER] ل[أحمد|PER] إن الأمر انتهى",
        "وصرح [لي|PER] ل[ميشوستين|PER] أن العلاقات متينة",
        "فاز [بلقاسم|PER] و[بالحاج|PER] في السباق",
        "حضر الحفل [محمد لطفي|PER] أمس",
    ] {
        check(line);
    }
}

#[test]
fn what_and_joins_to_a_body_or_an_event_is_another() {
    check("ينقل [دوري روشن|EVT] و[الدوري الإنجليزي الممتاز|EVT] مباشرة");
}

#[test]
fn a_class_word_stays_outside_of_a_place_that_stands_alone() {
    for line in [
        "يقع [سد النهضة|LOC] على نهر [النيل|LOC] في [إثيوبيا|LOC]",
        "على ضفاف [نهر الأردن|LOC]",
        "مشروع على نهر [الفرات|LOC] ونهر [الميكونغ|LOC]",
    ] {
        check(line);
    }
}

#[test]
fn a_town_behind_a_body_that_is_known_whole_is_a_place() {
    for line in [
        "تمكنت وحدات الحرس الوطني ب[قابس|LOC] من القبض عليه",
        "انعقدت القمة في معتمدية [طبرقة|LOC] أمس",
        "وزعت جوائز المهرجان السنوي ب[صفاقس|LOC] أمس",
    ] {
        check(line);
    }
}

#[test]
fn a_person_has_no_more_words_than_a_name() {
    for word in ["محمد ", "زكريا "] {
        let text = word.repeat(2000);
        for mention in tag(&text, "2023-05-24") {
            assert!(text[mention.range].split(' ').count() <= 10);
        }
    }
}

#[test]
fn an_ordinary_word_is_a_surname_only_with_a_sign_of_it() {
    for line in [
        "قال إنه سعيد بهذا اليوم",
        "صار الشعب سعيدا وهو سعيد",
        "قال الشاهد الوحيد في القضية",
        "تراجع الصيد البحري وبنادق الصيد",
        "قالت حكومة [الشاهد|PER] إن الأمر انتهى",
        "رئيس الجمهورية [قيس سعيد|PER] في القصر. وقال [سعيد|PER] إن البلاد بخير",
    ] {
        check(line);
    }
}

#[test]
fn the_longer_of_two_bodies_that_overlap_holds() {
    let text = "فاز نادي باريس سان جرمان أمس، وعقد نادي باريس اجتماعا حول الديون";
    assert_eq!(id(text, "2023-05-24", "باريس سان جرمان"), "org:psg");
    assert_eq!(id(text, "2023-05-24", "نادي باريس"), "org:paris-club");
}

#[test]
fn shadda_tells_names_apart() {
    for amman in ["عمّان", "عَمَّان"] {
        assert_eq!(id(&format!("وصل إلى {amman} أمس"), "2023-05-24", amman), "place:amman");
    }
    assert_eq!(id("وصل إلى عمان أمس", "2023-05-24", "عمان"), "place:oman");
}

#[test]
fn ordinary_words_are_no_names() {
    for line in [
        "قال [شي جين بينغ|PER] إن كل شيء من ذلك حسن",
        "أعلن [شي جين بينغ|PER] الأمر. وقد [شي|PER] دعا [بوتين|PER] إلى ذلك",
        "رفعت [ميركل|PER] الجلسة",
        "بمزيد من التضامن والأمور كلها",
        "نشر رابط www.facebook.com/sahifa فقط",
    ] {
        check(&line.replace("وقد [شي|PER]", "وقال [شي|PER] إن"));
    }
}

#[test]
fn titles_introduce_names_and_stay_outside() {
    for line in [
        "قالت وزيرة الدفاع الفرنسية \"[سيلفي غولار|PER]\" ذلك",
        "ذكر المتحدث [عمار مكونين|PER] أن الجهود جارية",
        "زار آية الله [علي خامنئي|PER] المدينة",
        "قال الملك [عبد الله|PER] إن السلام ممكن",
        "قال الخارجي إن [الخارجية الروسية|ORG] ردت",
        "تدور المعارك في مقاطعة [دونيتسك|LOC] وفي شبه جزيرة [القرم|LOC]",
        "صدر [القرار 2254|DOC] عام ألف",
        "زار مدن [بوغوتا|LOC] و[مانيزاليس|LOC] و[كوتشابامبا|LOC] أمس",
    ] {
        check(line);
    }
}

#[test]
fn a_bare_surname_means_the_person_of_the_text() {
    let text = "قال خليل الغرياني إنه حضر. وأضاف الغرياني أن محمد بن حمودة غاب ثم عاد بن حمودة";
    assert_eq!(id(text, "2023-05-24", "الغرياني"), id(text, "2023-05-24", "خليل الغرياني"));
    assert_eq!(id(text, "2023-05-24", "بن حمودة"), id(text, "2023-05-24", "محمد بن حمودة"));
}

#[test]
fn document_evidence_cuts_unknown_names() {
    check(
        "قال المدرب [توماش كوفالزيك|PER] إنه راض. وأضاف [كوفالزيك|PER] أن الفريق جاهز، ورد ل[كوفالزيك|PER] اعتباره",
    );
}

#[test]
fn titles_and_names_make_people() {
    for line in [
        "أكد وزير الخارجية النرويجي [يوهان ساندفيك|PER] ذلك",
        "قالت الممثلة المصرية [نهى عبد الرحمن|PER] إنها سعيدة",
        "قال البابا [فرنسيس|PER] إنه يزور [روما|LOC]",
        "كل شيء على ما يرام والأمل كبير في نجاح السلام",
    ] {
        check(line);
    }
}

#[test]
fn bare_names_link_to_the_full_name_of_the_text() {
    let text = "التقى لي تشيانغ نظيره. ثم أعلن شي، بعد أن عاد شي جين بينغ، موقفه. وقال العمروني إن سامي العمروني غاب عن الاجتماع";
    assert_eq!(id(text, "2023-05-24", "شي"), "person:xi-jinping");
    assert_eq!(id(text, "2023-05-24", "العمروني"), id(text, "2023-05-24", "سامي العمروني"));
    for variant in ["شي جين بينغ", "شي جينبينغ", "شي جين بينج", "جينبينغ"] {
        assert_eq!(id(variant, "2023-05-24", variant), "person:xi-jinping");
    }
    assert!(tag("شيء من ذلك لا شي فيه", "2023-05-24").is_empty());
}

#[test]
fn heads_make_bodies_events_and_documents() {
    for line in [
        "أعلنت [وزارة الداخلية الفرنسية|ORG] في بيان",
        "رفض [المجلس الأعلى للإعلام|ORG] القرار",
        "عقدت [القمة العربية|EVT] وزادت الأزمة الاقتصادية",
        "زادت [الأزمة السورية|EVT] من عدد اللاجئين",
        "الحرب في [أوكرانيا|LOC] و[الحرب الأوكرانية|EVT]",
        "مشروع [قانون المالية لسنة 2017|DOC] و[القانون الأساسي عدد 26 لسنة 2015|DOC]",
        "وقعوا [معاهدة ستارت الجديدة|DOC] للأسلحة النووية",
        "مشروع «[قوة سيبيريا 2|DOC]» مهم",
        "قالت وكالة [رويترز|ORG] ومدينة [بوتشا|LOC]",
        "وزارة الخارجية السعودية في [السعودية|LOC]",
    ] {
        let text = line.replace("وزارة الخارجية السعودية", "[وزارة الخارجية السعودية|ORG]");
        check(&text);
    }
}

#[test]
fn dates_resolve_by_the_day_of_publication() {
    for (text, surface, wanted) in [
        ("وصل يوم الاثنين إلى هناك", "يوم الاثنين", "date:2023-05-22"),
        ("من المقرر أن يزورها يوم الجمعة", "يوم الجمعة", "date:2023-05-26"),
        ("حدث ذلك الأربعاء", "الأربعاء", "date:2023-05-24"),
        ("وقع في فبراير 2022 هناك", "فبراير 2022", "date:2022-02"),
        ("في مارس آذار الماضي", "مارس آذار الماضي", "date:2023-03"),
        ("يوم 4 كانون الثاني 2021", "4 كانون الثاني 2021", "date:2021-01-04"),
        ("الثلاثاء 18 جانفي 2011 صباحا", "الثلاثاء 18 جانفي 2011", "date:2011-01-18"),
        ("بتاريخ ٢٥ يناير ٢٠١١ كان", "٢٥ يناير ٢٠١١", "date:2011-01-25"),
        ("في عام 2030 سيكون", "عام 2030", "date:2030"),
        ("لعام 2019 فقط", "عام 2019", "date:2019"),
        ("في سبتمبر الماضي قال", "سبتمبر الماضي", "date:2022-09"),
        ("مواعيد 12/05/2017 و", "12/05/2017", "date:2017-05-12"),
        ("في 10 محرم 1445 ه", "10 محرم 1445 ه", "date:ah-1445-01-10"),
        ("شهدت صادراته في أبريل زخما", "أبريل", "date:2023-04"),
        ("من 5 و6 ماي", "5 و6 ماي", "date:2023-05-05/2023-05-06"),
        ("منذ الرابع من نوفمبر 2022 هناك", "الرابع من نوفمبر 2022", "date:2022-11-04"),
        ("يوم الحادي والعشرين من مارس 2021", "الحادي والعشرين من مارس 2021", "date:2021-03-21"),
        ("يوم 10 ديسمبر، 2015 في", "10 ديسمبر، 2015", "date:2015-12-10"),
        ("يومي الجمعة والسبت المقبلين", "السبت المقبلين", "date:2023-05-27"),
        ("بحلول 2018، قال", "2018", "date:2018"),
        ("بين أواخر 2015 ومطلع 2016 فقط", "2016", "date:2016"),
    ] {
        assert_eq!(id(text, "2023-05-24", surface), wanted, "{text}");
    }
    let text = "يوم الجمعة 3 مايو ثم الأحد";
    let bare: Vec<_> = Engine::new().tag(text, None).into_iter().map(|m| m.entity).collect();
    assert_eq!(bare, [EntityId::new("date:--05-03"), EntityId::new("date:weekday-sunday")]);
    for text in [
        "مارس الرياضة كل يوم",
        "أمس وهذه السنة والأسبوع الماضي",
        "لمدة عامين في فصل الربيع",
        "بعد 2000 شخص",
        "بين 1800 و2000 لاجئ وفي حدود 1990 تلميذا",
        "هو من أب وأم",
        "عاد من صفر",
        "باع في سوق الأحد",
        "نال 2033 صوتا",
    ] {
        check(text);
    }
}

#[test]
fn amounts_have_normal_forms() {
    for (text, surface, wanted) in [
        ("بقيمة 130 مليار دولار.", "130 مليار دولار", "money:usd-130000000000"),
        ("نحو 5 ملايين دينار تونسي", "5 ملايين دينار تونسي", "money:tnd-5000000"),
        ("مبلغ مليوني يورو", "مليوني يورو", "money:eur-2000000"),
        ("خمسة وعشرين ألف ريال سعودي", "خمسة وعشرين ألف ريال سعودي", "money:sar-25000"),
        ("ثمنه $200 فقط", "$200", "money:usd-200"),
        ("بنسبة 153.1٪ عن", "153.1٪", "pct:153.1"),
        ("ارتفع بـ 30% اليوم", "30%", "pct:30"),
        ("نحو ٤٠٪", "٤٠٪", "pct:40"),
        ("نسبة 12،2 بالمائة منها", "12،2 بالمائة", "pct:12.2"),
        ("مبلغ 2،250 دينار", "2،250 دينار", "money:dinar-2250"),
        ("مبلغ 1،250،000 دولار", "1،250،000 دولار", "money:usd-1250000"),
        ("على بعد 8 ميغاوات", "8 ميغاوات", "qty:8-megawatt"),
        ("10 مليارات متر مكعب من الغاز", "10 مليارات متر مكعب", "qty:10000000000-m3"),
        ("بنسبة %51.7، وبلغ", "%51.7", "pct:51.7"),
        ("عام 2007 و58.45 بالمائة", "58.45 بالمائة", "pct:58.45"),
        ("بقيمة 996 م.د مقابل", "996 م.د", "money:dinar-996000000"),
        ("على بعد 4 أميال بحرية من", "4 أميال بحرية", "qty:4-mile-nautical"),
        ("على بعد 50 كلم منها", "50 كلم", "qty:50-km"),
    ] {
        assert_eq!(id(text, "2023-05-24", surface), wanted, "{text}");
    }
    for text in ["عشر وثائق و 12 نقطة وثلث العلاقات", "استخدام اليوان والدولار"]
    {
        check(text);
    }
}

#[test]
fn marks_tatweel_and_line_ends_keep_the_ranges_exact() {
    for text in ["قَالَ بُوتِينُ ذَلِكَ", "قال بـــوتين\r\nذلك", "😀 بوتين 😀"]
    {
        let found = tag(text, "2023-05-24");
        assert_eq!(found.len(), 1, "{text}");
        let surface = &text[found[0].range.clone()];
        assert!(surface.starts_with('ب') && !surface.contains(char::is_whitespace), "{surface}");
    }
    assert!(tag("شي جين\nبينغ", "2023-05-24").iter().all(|m| m.range.len() < 16), "no name over a line end");
}

#[test]
fn the_lexicon_answers_by_id() {
    let engine = Engine::new();
    let info = engine.info(&EntityId::new("person:vladimir-putin")).unwrap();
    assert_eq!((info.kind, info.english.as_deref()), (EntityKind::Person, Some("Vladimir Putin")));
    assert_eq!(engine.info(&EntityId::new("place:beijing")).unwrap().name, "بكين");
    assert_eq!(engine.info(&EntityId::new("person:nobody")), None);
}

#[test]
fn engine_is_shared_between_threads() {
    fn shared<T: Send + Sync + Clone>(_: &T) {}
    shared(&Engine::new());
}

fn sound(text: &str) {
    let found = Engine::new().tag(text, None);
    let mut end = 0;
    for mention in &found {
        assert!(mention.range.start >= end && mention.range.end > mention.range.start, "{mention:?}");
        assert!(text.get(mention.range.clone()).is_some(), "{mention:?}");
        assert!(mention.confidence <= 100 && !mention.entity.as_str().is_empty());
        end = mention.range.end;
    }
    assert_eq!(found, Engine::new().tag(text, None));
}

#[test]
fn one_letter_is_no_name_behind_itself() {
    for text in ["محمد بن و و", "محمد بن و و و", "قال محمد ف ف", "و و"] {
        sound(text);
    }
}

proptest! {
    #[test]
    fn any_text_is_sound(text in any::<String>()) {
        sound(&text);
    }

    #[test]
    fn any_mixture_of_names_and_signs_is_sound(parts in prop::collection::vec(prop_oneof![
        Just("بوتين"), Just("وزارة"), Just("الرئيس"), Just("ال"), Just("لل"), Just("و"), Just("شي"), Just("جين"),
        Just("يوم"), Just("الجمعة"), Just("12"), Just("مارس"), Just("2022"), Just("مليار"), Just("دولار"), Just("%"),
        Just("«"), Just("»"), Just("\n"), Just("ً"), Just("ـ"), Just("عبد"), Just("محمد"), Just("حزب"), Just("/"),
        Just("-"), Just("\u{200f}"), Just("😀"), Just("A"), Just("9ر2"), Just("في"), Just("بن"),
        Just("\r\n"), Just("👩‍👩‍👧"), Just("ـــ"), Just("ّ"), Just("مدن"), Just("قرار"), Just("رقم"), Just("الرابع"), Just("من"),
        Just("،"), Just("وكالة"), Just("رويترز"), Just("الملك"), Just("مطار"), Just("آية الله"), Just("خامنئي"), Just("شيء"),
    ], 0..60), glue in any::<bool>()) {
        sound(&parts.join(if glue { "" } else { " " }));
    }
}

#[test]
fn time_grows_linearly() {
    let engine = Engine::new();
    let time = |repeat: usize| {
        let text =
            "قال الرئيس محمد بن أحمد بن علي في وزارة الخارجية يوم الجمعة 12 مارس 2022 مليار دولار « حزب "
                .repeat(repeat);
        let start = std::time::Instant::now();
        assert!(!engine.tag(&text, None).is_empty());
        start.elapsed().as_secs_f64()
    };
    time(50);
    let (small, large) = (time(200), time(1600));
    assert!(large < small.max(0.002) * 8.0 * 6.0, "8 times the text took {:.1} times as long", large / small);
}

#[test]
fn the_article_behind_lam_is_part_of_the_name() {
    let text = "أعلن ذلك متحدث للهيئة الوطنية للاتصال السمعي البصري";
    let found = tag(text, "2023-05-24");
    let body = found.iter().find(|m| m.kind == EntityKind::Organisation).unwrap();
    assert_eq!(body.name.split(' ').next(), Some("الهيئة"));
    let bare =
        id("قالت الهيئة الوطنية للاتصال السمعي البصري", "2023-05-24", "الهيئة الوطنية للاتصال السمعي البصري");
    assert_eq!(body.entity.as_str(), bare);
}
