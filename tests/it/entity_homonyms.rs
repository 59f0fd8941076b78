//! Names that several entities share, and entities that have several names: which one a text means.
//!
//! Texts are made up here, `[…]` the mention.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use sahifa::entity::{Corrections, Engine};

use super::bracketed::id;

fn check(engine: &Engine, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, id(engine, text)))
        .filter(|(_, expected, found)| found.as_deref() != Some(**expected))
        .map(|(text, expected, found)| format!("{text}: {found:?}, not {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn a_shared_name_means_the_body_of_the_country_that_the_text_is_about() {
    check(
        &Engine::new(),
        &[
            ("اجتمع نواب تونس في صفاقس ودعت [الجبهة الشعبية] إلى الحوار", "org:popular-front-of-tunisia"),
            ("قصف الجيش الإسرائيلي غزة ونددت [الجبهة الشعبية] بالقصف في رام الله", "org:pflp"),
            ("في بيروت قال النائب اللبناني إن [التيار الوطني الحر] يرفض ذلك", "org:fpm"),
            ("في تونس قال النائب التونسي إن [حزب الوطني الحر] يرفض ذلك", "org:free-patriotic-union"),
            (
                "قالت الحكومة التونسية في تونس إن [جبهة الإنقاذ] ترفض ذلك",
                "org:salvation-and-progress-front-tunisia",
            ),
            (
                "قالت الحكومة المصرية في القاهرة إن [جبهة الإنقاذ] ترفض ذلك",
                "org:national-salvation-front-of-egypt",
            ),
            ("انعقد في القاهرة [مجلس الشعب] بحضور الوزير المصري", "org:egyptian-parliament"),
            ("انعقد في دمشق [مجلس الشعب] بحضور الوزير السوري", "org:syrian-peoples-assembly"),
            ("فاز [الأهلي] على الزمالك في القاهرة", "org:al-ahly"),
            ("فاز [الأهلي] على الهلال السعودي في الرياض", "org:al-ahli-sa"),
            ("أعلن [حزب العمال] في تونس العاصمة موقفه من الحكومة التونسية", "org:workers-party-tn"),
        ],
    );
}

#[test]
fn a_body_with_its_class_word_is_the_one_without() {
    check(
        &Engine::new(),
        &[
            ("ناشدت [منظمة العفو الدولية] السلطات الإفراج عن المعتقلين", "org:amnesty"),
            ("بحسب تقرير [منظمة الشفافية الدولية] تراجع الترتيب", "org:transparency-international"),
            ("انسحب مقاتلو [حزب العمال الكردستاني] من القرية", "org:pkk"),
        ],
    );
}

#[test]
fn a_town_beside_verbs_and_nouns_of_matches_is_its_club() {
    check(
        &Engine::new(),
        &[
            ("تعادل [خيتافي] مع ليفربول بعد شوط أول بلا أهداف", "org:getafe-cf"),
            ("تعادل خيتافي مع [ليفربول] بعد شوط أول بلا أهداف", "org:liverpool-fc"),
            ("وعد مدرب [نابولي] أنصار الفريق بالكثير", "org:napoli"),
            ("تلتقي الفرق اليوم ويواجه روما و[ليون] خصوما من البطولة نفسها", "org:olympique-lyon"),
            ("أقال نادي إشبيلية مدربه. وخسر الفريق ثلاث مباريات وجمع [إشبيلية] خمس نقاط", "org:sevilla-fc"),
            ("أقال نادي إشبيلية مدربه بعد ثلاث مباريات في [إشبيلية] وغيرها", "place:seville"),
            ("استضافت [روما] القمة بعد نابولي", "place:rome"),
            ("سافر الوزير من [ليفربول] إلى لندن", "place:liverpool"),
        ],
    );
}

#[test]
fn a_club_named_in_full_is_meant_by_its_bare_name_too() {
    check(
        &Engine::new(),
        &[
            ("هزم الوداد البيضاوي ضيفه. وأحرز اللاعب هدفا ل[لوداد] قرب النهاية", "org:wydad"),
            ("تسلم الأهلي المصري كأس البطولة في القاهرة. ثم عاد [الأهلي] إلى التدريب", "org:al-ahly"),
        ],
    );
}

#[test]
fn what_is_written_and_what_stands_beside_tell_names_from_their_like() {
    check(
        &Engine::new(),
        &[
            ("أقلعت الطائرة من [عَمّان] وحطت في عُمان", "place:amman"),
            ("أقلعت الطائرة من عَمّان وحطت في [عُمان]", "place:oman"),
            ("هبط المبعوث في [مسقط] قبل الظهر", "place:muscat"),
            ("وأوردت صحيفة [الشعب اليومية] الخبر في صدر صفحتها", "org:peoples-daily"),
        ],
    );
    for text in
        ["دفن في [مسقط] رأسه قرب البحر", "وعاد الصيادون قبيل [المغرب] إلى المرفأ", "تقود [النهضة] الصناعية"]
    {
        assert_eq!(id(&Engine::new(), text), None, "{text}");
    }
}

#[test]
fn clubs_called_by_ordinary_words_are_found_where_two_meet() {
    check(
        &Engine::new(),
        &[
            ("فاز [الوداد] على الرجاء في الدار البيضاء في مباراة مثيرة", "org:wydad"),
            ("فاز الوداد على [الرجاء] في الدار البيضاء في مباراة مثيرة", "org:raja"),
            ("فاز الأهلي على [النصر] في الدوري السعودي في الرياض", "org:al-nassr"),
        ],
    );
    assert_eq!(id(&Engine::new(), "تحقق [النصر] على الأعداء بعد مباراة"), None);
}

#[test]
fn a_body_of_another_country_is_not_linked() {
    check(
        &Engine::new(),
        &[
            ("في تونس دعت الحكومة التونسية [الحزب الديمقراطي] إلى الحوار", "org:alhhzb-aldymqratty"),
            ("في واشنطن دعا الرئيس الأمريكي [الحزب الديمقراطي] إلى الحوار", "org:democratic-party"),
            ("في تونس اجتمع [مجلس الشعب] بحضور الوزير التونسي", "org:mjls-alshaab"),
        ],
    );
}

#[test]
fn a_town_and_a_state_of_one_name_are_told_apart() {
    check(
        &Engine::new(),
        &[
            ("وصل الوزير الأردني إلى [عمان] قادما من العقبة", "place:amman"),
            ("وصل الوزير إلى [عمّان] أمس", "place:amman"),
            ("زار الوفد سلطنة عمان ثم غادر [عمان] إلى مسقط", "place:oman"),
        ],
    );
}

#[test]
fn one_body_has_one_id_whatever_it_is_called_with() {
    check(
        &Engine::new(),
        &[
            ("قال لـ[الجوهرة أف أم] إن الأمر انتهى", "org:jawhara-fm"),
            ("قالت [حركة نداء تونس] إنها ترفض ذلك", "org:nidaa-tounes"),
            ("قالت حركة \"[النهضة]\" إنها ترفض ذلك", "org:ennahdha"),
            ("قالت [حركة مشروع تونس] إنها ترفض ذلك", "org:machrouu-tounes"),
        ],
    );
}

#[test]
fn one_person_spelt_in_two_ways_in_a_text_has_one_id() {
    let engine = Engine::new();
    for (one, other) in [("سيمون زرلوخي", "سايمون زرلوخي"), ("حمد الزرلوخي", "حمد زرلوخي")]
    {
        let first = id(&engine, &format!("قال الوزير [{one}] ذلك. وأضاف الوزير {other} أنه راض"));
        let second = id(&engine, &format!("قال الوزير {one} ذلك. وأضاف الوزير [{other}] أنه راض"));
        assert!(first.is_some() && first == second, "{one} {first:?}, {other} {second:?}");
    }
    let text = "قال الوزير [محمد زرلوخي] ذلك. وأضاف الوزير أحمد زرلوخي أنه راض";
    assert_ne!(id(&engine, text), id(&engine, "أضاف الوزير [أحمد زرلوخي] أنه راض"));
}

#[test]
fn a_resolution_of_the_security_council_has_one_id() {
    check(
        &Engine::new(),
        &[
            ("تطبيق [القرار 242] فورا", "doc:un-resolution-242"),
            ("تطبيق [قرار مجلس الأمن رقم 1701] فورا", "doc:un-resolution-1701"),
            ("تطبيق [القرار 1701] فورا", "doc:un-resolution-1701"),
        ],
    );
}

#[test]
fn a_corrected_class_links_to_what_the_name_means_in_it() {
    let engine = Engine::new().with_corrections(Corrections::parse("kind\tليفربول\tORG\n").0);
    check(&engine, &[("سافر من لندن إلى [ليفربول] بالقطار", "org:liverpool-fc")]);
}
