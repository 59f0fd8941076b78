//! Laws, constitutions, treaties and plans: which of them have a name, where it ends, whose it is.
//!
//! The sentences are made up here; none comes from an article.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use sahifa::entity::Engine;
use sahifa::model::{EntityKind, Mention};

/// Surfaces and ids of the documents of a text that are painted.
fn documents(engine: &Engine, text: &str) -> Vec<(String, String)> {
    let painted = |m: &Mention| m.confidence >= Mention::SURE && m.kind == EntityKind::Document;
    let mentions = engine.tag(text, None).into_iter().filter(painted);
    mentions.map(|m| (text[m.range].to_owned(), m.entity.as_str().to_owned())).collect()
}

/// The bracketed names are the documents of each text; with the id of the first.
fn check(texts: &[(&str, &str)]) {
    let engine = Engine::new();
    for (marked, id) in texts {
        let names: Vec<&str> = marked.split(['[', ']']).skip(1).step_by(2).collect();
        let found = documents(&engine, &marked.replace(['[', ']'], ""));
        let surfaces: Vec<&str> = found.iter().map(|(surface, _)| surface.as_str()).collect();
        assert_eq!(surfaces, names, "{marked}");
        assert_eq!(found.first().map_or("", |(_, id)| id), *id, "{marked}");
    }
}

#[test]
fn a_constitution_is_called_by_its_nation_or_its_year() {
    check(&[
        ("خالف بذلك [الدستور اللبناني] كما قال", "doc:constitution-of-lebanon"),
        ("يسمح ب[الدستور الكوري الجنوبي] بذلك", "doc:constitution-of-south-korea"),
        ("صوتوا على [دستور تشاد] الجديد", "doc:constitution-of-chad"),
        ("أقرت مصر [دستور 2014] بعد استفتاء في القاهرة", "doc:egyptian-constitution-of-2014"),
        ("أقرت تونس [دستور 2014] في قصر قرطاج", "doc:tunisian-constitution-of-2014"),
        ("أقر السوريون [دستور 2012] في دمشق وحلب", "doc:syrian-constitution-of-2012"),
        ("أقرت تشاد [دستور 2014] في نجامينا وقال الرئيس التشادي", "doc:constitution-2014"),
        ("نص الدستور على ذلك وتمسك بدستور البلاد", ""),
        ("لجأ إلى الفصل 49 من الدستور", ""),
        ("وفق المادة 49.3 من [الدستور الفرنسي] مر النص", "doc:constitution-of-france"),
    ]);
}

#[test]
fn a_law_is_called_by_its_subject() {
    check(&[
        ("يعاقب [قانون العقوبات] على ذلك", "doc:qanwn-alaaqwbat"),
        ("يعاقب [قانون العقوبات العراقي] على ذلك", "doc:qanwn-alaaqwbat-iq"),
        ("قال وزير العدل العراقي في بغداد إن [قانون العقوبات] قديم", "doc:qanwn-alaaqwbat-iq"),
        (
            "حوكموا وفق [قانون مكافحة الإرهاب ومنع غسل الأموال] هناك",
            "doc:qanwn-mkafhhh-alarhab-wmnaa-ghsl-alamwal",
        ),
        (
            "ضمن [قانون الأحوال الشخصية رقم 188 لسنة 1959] المعدل",
            "doc:qanwn-alahhwal-alshkhssyh-rqm-188-lsnh-1959",
        ),
        ("أقر [قانون الموازنة الاتحادية لسنة 2023] بالإجماع", "doc:qanwn-almwaznh-alathhadyh-lsnh-2023"),
        ("ينتظر [قانون المالية التكميلي لسنة 2016] هناك", "doc:qanwn-almalyh-altkmyly-lsnh-2016"),
        ("يعدل [القانون المدني الفرنسي] قريبا", "doc:alqanwn-almdny-alfrnsy"),
        ("بموجب الفصل 96 من [المجلة الجزائية] هناك", "doc:tunisian-penal-code"),
        ("جدل حول [مدونة الأسرة] و[نظام المعاملات المدنية] هناك", "doc:moudawana"),
        // A field of law, what a preposition describes, and one for every year are no names.
        ("دعا إلى احترام القانون الدولي والقانون الجنائي", ""),
        ("ناقشوا قانون حماية المبلغين عن الفساد اليوم", ""),
        ("ناقشوا مشروع قانون المالية اليوم", ""),
    ]);
}

#[test]
fn a_law_is_called_by_its_number() {
    check(&[
        ("صادق على [القانون 11.22] المتعلق بالمناجم", "doc:law-11-22"),
        ("بمقتضى [القانون العضوي رقم 19.98] هناك", "doc:law-19-98"),
        ("بمقتضى [القانون رقم 13 لسنة 2015] هناك", "doc:law-13-2015"),
        ("تنقيح [القانون عدد 40/2017] هناك", "doc:law-40-2017"),
        ("تنقيح [القانون عدد 35 لسنة 76] هناك", "doc:law-35-1976"),
        ("صدر [مرسوم بقانون رقم (20) لسنة 2021] هناك", "doc:decree-20-2021"),
        ("أصدر السلطان [مرسوما سلطانيا رقم 27/2024] أمس", "doc:decree-27-2024"),
        ("صدر [الأمر الملكي رقم أ/44] أمس", "doc:order-a-44"),
        ("صوت المجلس على [القرار رقم 2720] أمس", "doc:un-resolution-2720"),
        ("صدر [القرار الوزاري رقم (43) لسنة 2022] أمس", "doc:decision-43-2022"),
        ("وفق [المرسوم 54] في تونس", "doc:decree-54-tunisia"),
        ("وفق [المرسوم عدد 54 لسنة 2022] في تونس", "doc:decree-54-tunisia"),
        ("وفق [المرسوم 54] الذي أصدره الرئيس السوري في دمشق", "doc:decree-54"),
        ("بسبب [المنشور عدد 4] هناك", "doc:circular-4"),
        ("اتخذ قرارا في 2020 وقانون 5", ""),
    ]);
}

#[test]
fn an_agreement_is_called_by_its_town_body_or_partners() {
    check(&[
        ("نص [اتفاق الطائف] على ذلك", "doc:taif"),
        ("انضموا إلى [اتفاقيات إبراهيم] أخيرا", "doc:abraham-accords"),
        ("بحاجة إلى [خطة مارشال] جديدة", "doc:marshall-plan"),
        ("وفق [ميثاق جامعة الدول العربية] دائما", "doc:arab-league-charter"),
        ("بموجب [اتفاقية الأمم المتحدة لمكافحة الفساد] دائما", "doc:uncac"),
        ("وقع الجانبان [اتفاق بادربورن] أمس", "doc:atfaq-badrbwrn"),
        ("إلغاء [الاتفاق النووي] مع إيران", "doc:jcpoa"),
        ("يلتزم ب[الإعلان العالمي لحقوق الإنسان] والعهد الدولي", "doc:udhr"),
        // Towns that stand for those who agree or announce.
        ("بعد اتفاق واشنطن وطهران على التهدئة", ""),
        ("بعد إعلان الرياض عن بناء المصنع", ""),
    ]);
}

#[test]
fn a_plan_is_called_by_the_year_that_it_is_for() {
    check(&[
        ("تدعم [رؤية السعودية 2030] ذلك", "doc:vision-2030"),
        ("قال الوزير القطري في الدوحة إن [رؤية 2030] تدعم ذلك", "doc:qatar-national-vision-2030"),
        ("تدعم [رؤية عمان 2040] ذلك", "doc:oman-vision-2040"),
        ("ضمن [المخطط التنموي الخماسي 2016- 2020] هناك", "doc:almkhtttt-altnmwy-alkhmasy-2016-2020"),
        ("أطلقوا [الاستراتيجية الوطنية للهيدروجين 2035] هناك", "doc:alastratyjyh-alwttnyh-llhydrwjyn-2035"),
        ("أطلقوا مبادرة «[عقد المدينة]» هناك", "doc:aaqd-almdynh"),
        ("أطلقوا خطة الحكومة 2025 هناك", ""),
    ]);
}
