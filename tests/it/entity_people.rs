//! Where one person's name ends and the next begins, and who is meant by a part of a name.
//!
//! Texts are made up here; every painted person stands in brackets, with the ids in order (`-` is for a person of
//! no list).

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use sahifa::entity::Engine;
use sahifa::model::{EntityKind, Mention};

/// The painted people of a marked text: the text with their brackets, and their ids.
fn people(engine: &Engine, marked: &str) -> (String, Vec<String>) {
    let mut text = marked.replace(['[', ']'], "");
    let found = engine.tag(&text, None);
    let painted = || found.iter().filter(|m| m.kind == EntityKind::Person && m.confidence >= Mention::SURE);
    let ids = painted().map(|m| m.entity.as_str().trim_start_matches("person:").to_owned()).collect();
    for mention in painted().rev() {
        text.insert(mention.range.end, ']');
        text.insert(mention.range.start, '[');
    }
    (text, ids)
}

fn check(cases: &[(&str, &[&str])]) {
    let engine = Engine::new();
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let (found, ids) = people(&engine, text);
        let same = ids.len() == expected.len()
            && ids.iter().zip(*expected).all(|(id, expected)| *expected == "-" || id == expected);
        if found != *text || !same {
            wrong.push(format!("{text}\n    {found} {ids:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn two_surnames_side_by_side_are_two_people() {
    check(&[
        ("وحذر [شولتس] [أوربان] من العواقب", &["olaf-scholz", "viktor-orban"]),
        ("استفز [زيلينسكي] [لافروف] في القمة", &["volodymyr-zelenskyy", "sergei-lavrov"]),
        ("عزى [السيسي] [هنية] في وفاة والدته", &["abdel-fattah-el-sisi", "ismail-haniyeh"]),
        (
            "وهنأ [شولتس] [سوناك] بالمنصب. وشكر [سوناك] ألمانيا",
            &["olaf-scholz", "rishi-sunak", "rishi-sunak"],
        ),
    ]);
}

#[test]
fn a_full_name_ends_where_it_ends() {
    check(&[
        ("هنأ [أولاف شولتس] [ريشي سوناك] بمنصبه", &["olaf-scholz", "rishi-sunak"]),
        ("أقالت [تيريزا ماي] [بوريس جونسون]", &["theresa-may", "boris-johnson"]),
        ("ودع [كيليان مبابي] [نيمار] في باريس", &["kylian-mbappe", "neymar"]),
        ("طالب [محمود عباس] [إسماعيل هنية] بالحوار", &["mahmoud-abbas", "ismail-haniyeh"]),
        ("كلف رئيس الجمهورية [قيس سعيد] [نجلاء بودن] بتشكيل الحكومة", &["kais-saied", "najla-bouden"]),
        ("بعث الملك [سلمان] رسالة إلى الشعب", &["king-salman"]),
    ]);
}

#[test]
fn one_name_stays_one() {
    check(&[
        ("قال [صدام حسين عبد المجيد] إنه بريء", &["-"]),
        ("قال [محمد صلاح الدين] إن الفريق جاهز", &["-"]),
        ("وصل [شي جين بينغ] إلى باريس", &["xi-jinping"]),
        ("تحدث [لي جاي ميونغ] في سيول", &["lee-jae-myung"]),
        ("قال نجل [الحبيب بورقيبة] إن والده كان مريضا", &["habib-bourguiba"]),
    ]);
}

#[test]
fn the_last_word_of_an_office_is_no_part_of_a_name() {
    check(&[
        ("قال وزير العدل [خالد الهمامي] إن القانون نافذ", &["-"]),
        ("قال رئيس النادي [حمدي المدب] إن الفريق جاهز", &["hamdi-meddeb"]),
        ("قالت وزيرة التعليم العالي والبحث العلمي [سلوى الهمامي] إن الدراسة بدأت", &["-"]),
        ("وافق الكاردينال [بيترو بارولين] على الدعوة", &["pietro-parolin"]),
        ("وصل العماد [ميشال عون] إلى باريس", &["michel-aoun"]),
        ("دعا [إسماعيل هنية] إلى الحوار", &["ismail-haniyeh"]),
    ]);
}

#[test]
fn a_person_behind_an_institution_is_found() {
    check(&[
        ("قال رئيس مجلس النواب [نبيه بري] للصحافة إن الجلسة قريبة", &["nabih-berri"]),
        ("استقبل شيخ الأزهر [أحمد الطيب] ضيوفه", &["ahmed-al-tayeb"]),
        ("قال رئيس مجلس الأمة [مرزوق الغانم] إن الجلسة تأجلت", &["marzouq-al-ghanim"]),
    ]);
}

#[test]
fn a_title_tells_whose_a_bare_surname_is() {
    check(&[
        (
            "حضرت [ميلانيا ترامب] القمة. وقال الرئيس الأمريكي [ترامب] إنه سعيد. وأضاف [ترامب] أن القمة ناجحة",
            &["melania-trump", "donald-trump", "donald-trump"],
        ),
        ("حضرت [ميلانيا ترامب] القمة. وقالت [ترامب] إنها سعيدة", &["melania-trump", "melania-trump"]),
        ("زار الأمير [ويليام] غزة. وقال [ويليام] إنه حزين", &["prince-william", "prince-william"]),
    ]);
}

#[test]
fn a_noun_before_a_surname_is_no_given_name() {
    check(&[
        ("شكك الحزب في فضل [بوتين] على البلاد. وأشاد [بوتين] بالجيش", &["vladimir-putin", "vladimir-putin"]),
        ("وسئل عن عمر [بوتين] أمس. وقال [بوتين] إنه بخير", &["vladimir-putin", "vladimir-putin"]),
    ]);
}

#[test]
fn to_me_is_nobody() {
    check(&[
        ("قالت لي أمي إن البيت بعيد", &[]),
        ("قال لي مدرب الفريق إن اللاعب مصاب", &[]),
        ("لي الحق في الكلام", &[]),
        ("تحدث [لي كا شينغ] في المؤتمر. وقال [لي] إن العمل مستمر", &["-", "-"]),
        ("وصل رئيس وزراء الصين [لي تشيانغ] إلى برلين. وقال [لي] إن التعاون مستمر", &["li-qiang", "li-qiang"]),
        ("وصل [شي جين بينغ] إلى موسكو. ورفض كل شي طرح عليه", &["xi-jinping"]),
    ]);
}

#[test]
fn forefathers_and_vowels_make_nobody_else() {
    check(&[
        ("وصل [تميم بن حمد بن خليفة آل ثاني] إلى تونس", &["tamim-bin-hamad"]),
        ("قال [محمود مرسي] إن الفيلم جميل", &["-"]),
        ("قال [إيمانيول ماكرون] إن فرنسا مستعدة", &["emmanuel-macron"]),
        ("وصل [جوستان ترودو] إلى كندا", &["justin-trudeau"]),
    ]);
}
