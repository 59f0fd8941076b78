//! Documents with one sin each.

use std::path::Path;

use sahifa::feed::{FeedError, Format, blocks, parse};
use sahifa::model::{BlockKind, Parsed};

fn text(body: &str) -> Parsed {
    parse(Format::Text, "/news/a.txt", body.as_bytes()).unwrap().articles.remove(0)
}

fn page(format: Format, text: &str) -> Parsed {
    parse(format, "/news/a", text.as_bytes()).unwrap().articles.remove(0)
}

fn kinds(body: &str) -> Vec<(&str, &str)> {
    blocks(body).into_iter().map(|block| (block.kind.name(), &body[block.range])).collect()
}

const RUNNING: &str = "هذا نص طويل بما يكفي ليكون فقرة من فقرات الخبر ولا يشبه عنوانا من عناوينه الفرعية.";

#[test]
fn formats_go_by_the_ending() {
    assert_eq!(Format::of(Path::new("a.TXT")), Some(Format::Text));
    assert_eq!(Format::of(Path::new("a.htm")), Some(Format::Html));
    assert_eq!(Format::of(Path::new("a.pdf")), None);
    assert_eq!(Format::of(Path::new("txt")), None);
}

#[test]
fn what_is_no_text_is_refused_in_words() {
    let refused = |bytes: &[u8]| parse(Format::Text, "a", bytes).unwrap_err();
    assert_eq!(refused(b"ab\xFFc"), FeedError::NotUtf8 { at: 2 });
    assert_eq!(refused(b"ab\xFFc").to_string(), "not UTF-8 (first bad byte at 2)");
    assert_eq!(refused(b""), FeedError::Empty);
    assert_eq!(refused(" \u{200F}\u{FEFF}\r\n".as_bytes()), FeedError::Empty);
    assert_eq!(parse(Format::Html, "a", b"<script>1</script>").unwrap_err(), FeedError::Empty);
    assert_eq!(parse(Format::JsonLines, "a", b"\n\n").unwrap_err(), FeedError::Empty);
}

#[test]
fn plain_text_is_kept_byte_for_byte() {
    let body = "\u{FEFF}خبر أول\r\n\r\n\u{202E}سطر\u{1b}[31m ثان\r\n";
    assert_eq!(text(body).body, body);
    assert_eq!(kinds(body), [("headline", "خبر أول"), ("text", "\u{202E}سطر\u{1b}[31m ثان")]);
}

#[test]
fn an_id_is_stable_and_goes_by_the_name() {
    let id = |name: &str, body: &[u8]| parse(Format::Text, name, body).unwrap().articles.remove(0).id;
    assert_eq!(id("/a", b"one"), id("/a", b"two"));
    assert_ne!(id("/a", b"one"), id("/b", b"one"));
}

#[test]
fn a_first_line_with_the_form_of_a_headline_is_one() {
    let body = format!("لقاء القمة في طوكيو يبحث أسعار القمح\n{RUNNING}");
    assert_eq!(text(&body).title, "لقاء القمة في طوكيو يبحث أسعار القمح");
    assert_eq!(kinds(&body)[0].0, "headline");
    let sentence = format!("وصل الوفد أمس.\n{RUNNING}");
    assert_eq!(kinds(&sentence)[0].0, "text");
    assert_eq!(text(&sentence).title, "وصل الوفد أمس");
}

#[test]
fn a_title_is_cut_at_the_end_of_a_clause() {
    let cut = |body: &str| text(body).title;
    let long = "أعلنت شركة الطيران الوطنية استئناف رحلاتها إلى خمس مدن ساحلية، وذلك بعد توقف دام سنتين كاملتين من دون أن تعلن الشركة عن الأسباب التي دعتها إليه.";
    assert_eq!(cut(long), "أعلنت شركة الطيران الوطنية استئناف رحلاتها إلى خمس مدن ساحلية");
    let conjunction = "تراجعت أسعار القمح تراجعا كبيرا هذا الأسبوع بعدما أعلنت الدول المنتجة الكبرى زيادة صادراتها زيادة لم يتوقعها المتعاملون في الأسواق العالمية.";
    assert_eq!(cut(conjunction), "تراجعت أسعار القمح تراجعا كبيرا هذا الأسبوع");
    let purpose = "عقدت لجنة المياه في المجلس البلدي اجتماعا موسعا مع خبراء الري صباح يوم الأحد لمناقشة توزيع الحصص بين القرى الجبلية والساحل وطرق صيانة القنوات القديمة.";
    assert_eq!(cut(purpose), "عقدت لجنة المياه في المجلس البلدي اجتماعا موسعا مع خبراء الري صباح يوم الأحد");
    let inserted = "افتتح مدير المكتبة الوطنية قاعة جديدة للمخطوطات النادرة أمام الباحثين والطلبة، الأحد، وحضر الحفل عدد كبير من المؤرخين وأصحاب المجموعات الخاصة.";
    assert_eq!(
        cut(inserted),
        "افتتح مدير المكتبة الوطنية قاعة جديدة للمخطوطات النادرة أمام الباحثين والطلبة"
    );
    let object = "أصدرت محكمة النقض في العاصمة، مساء يوم الأربعاء، حكما نهائيا يلزم الشركة المالكة للسد بدفع تعويضات للمزارعين الذين غمرت المياه حقولهم في الربيع.";
    assert!(cut(object).contains("حكما نهائيا"), "{}", cut(object));
    let fits = format!("وصل {}الوفد.", "كلمة ".repeat(20));
    assert_eq!(cut(&fits), fits.trim_end_matches('.'), "some 110 characters stand whole");
    let endless = "كلمة ".repeat(60);
    assert!(cut(&endless).ends_with("كلمة…"), "{}", cut(&endless));
    let number = "ارتفع المؤشر 3.5 نقطة. ثم هبط.";
    assert_eq!(cut(number), "ارتفع المؤشر 3.5 نقطة");
}

#[test]
fn a_title_says_what_was_said_and_not_only_who_spoke() {
    let cut = |body: &str| text(body).title;
    let speaker = "قال مدير مصلحة المياه سالم القاسمي";
    let news = "إن منسوب السدود ارتفع إلى ثلثي سعتها";
    let long = "وهو أعلى مستوى تبلغه هذه السدود في مثل هذا الوقت من السنة في عشرين عاما.";
    let occasion = "في تصريح أدلى به صباح اليوم الثلاثاء لإذاعة محلية";
    assert_eq!(
        cut(&format!("{speaker} {news} بعد أمطار غزيرة، {long}")),
        format!("{speaker} {news} بعد أمطار غزيرة")
    );
    assert_eq!(cut(&format!("{speaker} {occasion}، {news}، {long}")), format!("{speaker} {news}"));
    assert_eq!(cut(&format!("و{speaker} {news}، {long}")), format!("{speaker} {news}"));
    let named = "أكّدت رئيسة الجمعية، منى الخطيب، خلال ندوة عقدت بالعاصمة صباح الخميس، أنّها لن تترشح لدورة ثانية، داعية الأعضاء جميعا إلى اختيار من يخلفها قبل نهاية الشهر الجاري وإلى حضور الجلسة.";
    assert!(
        cut(named).starts_with("أكّدت رئيسة الجمعية، منى الخطيب، أنّها لن تترشح لدورة ثانية"),
        "{}",
        cut(named)
    );
    let pointed = "أشار مدير المعهد الوطني للبحوث الزراعية نبيل الشامي خلال مؤتمر عقد في العاصمة يوم الخميس إلى أن المحصول تضاعف هذا العام، موضحا أن الأمطار جاءت في وقتها.";
    let told = "أشار مدير المعهد الوطني للبحوث الزراعية نبيل الشامي إلى أن المحصول تضاعف هذا العام";
    assert!(cut(pointed).starts_with(told), "{}", cut(pointed));
    let warned = "حذر مكتب السلامة اليوم الأربعاء، المسافرين من العبور في الوادي، بدعوى أنه قد يفيض في أي وقت من أوقات الليل والنهار طوال هذا الأسبوع.";
    assert!(cut(warned).contains("المسافرين من العبور في الوادي"), "{}", cut(warned));
}

#[test]
fn a_dateline_names_the_agency_and_is_no_part_of_the_title() {
    let article = text("عمان (بترا) – افتتح الوزير معرضا للكتاب.\nنص.");
    assert_eq!(
        (article.title.as_str(), article.source.as_deref()),
        ("افتتح الوزير معرضا للكتاب", Some("بترا"))
    );
    let none = text("قال الوزير (وهو طبيب) إن المعرض سيفتح غدا.");
    assert_eq!(none.source, None);
}

#[test]
fn subheadings_stand_between_paragraphs() {
    let body = format!("{RUNNING}\nأسباب الأزمة\n{RUNNING}\n{RUNNING}\nقائمة أولى\nقائمة ثانية\n{RUNNING}");
    let kinds: Vec<&str> = kinds(&body).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["text", "subheading", "text", "text", "text", "text", "text"]);
}

#[test]
fn furniture_is_trailing_and_has_its_form() {
    let shown = |tail: &str| {
        let body = format!("{RUNNING}\n{RUNNING}\n{tail}");
        blocks(&body).into_iter().filter(|block| block.kind == BlockKind::Furniture).count()
    };
    assert_eq!(shown("4711\n."), 2);
    assert_eq!(shown("شاركنا رأيك\n***"), 2);
    assert_eq!(shown("سياستنا: قواعد النشر في الموقع"), 1);
    assert_eq!(shown(&format!("4711\n{RUNNING}")), 0, "not trailing");
    assert_eq!(shown("11.22.33"), 0, "a number of the article");
    assert_eq!(shown("الرقم الأول:\n4711"), 0, "announced");
    assert_eq!(shown("(وات)"), 0, "an agency");
    assert_eq!(shown("محمد الصالح"), 0, "a byline");
    assert_eq!(shown("شارك الوزير في افتتاح المعرض الدولي للكتاب مساء أمس."), 0, "a sentence");
    assert_eq!(kinds("12345"), [("text", "12345")], "never the whole body");
}

#[test]
fn markdown_becomes_plain_text() {
    let article = page(
        Format::Markdown,
        "---\nkey: value\n---\n# عنوان **الخبر**\n\nفقرة [أولى](http://x) و`رمز`\nتتمة.\n\n- بند\n- بند آخر\n\n<b>ثالثة</b>",
    );
    assert_eq!(article.title, "عنوان الخبر");
    assert_eq!(article.body, "فقرة أولى ورمز تتمة.\nبند\nبند آخر\nثالثة");
}

#[test]
fn html_becomes_plain_text() {
    let article = page(
        Format::Html,
        "<html lang=ar><head><title>الموقع</title><style>p{}</style></head><body><nav><p>قائمة</p></nav>\
         <p>خارج</p><article><h1>عنوان\n الخبر</h1><p>فقرة <b>أو</b>لى &amp; أخرى<br>سطر</p>\
         <script>if (a</b>) {}</script><p>ثانية</article><footer>ذيل</footer>",
    );
    assert_eq!((article.title.as_str(), article.lang.as_deref()), ("عنوان الخبر", Some("ar")));
    assert_eq!(article.body, "فقرة أولى & أخرى\nسطر\nثانية");
}

#[test]
fn deep_html_takes_no_time() {
    let body = page(Format::Html, &format!("{}نص{}", "<div>".repeat(200_000), "<".repeat(200_000))).body;
    assert!(body.starts_with("نص"));
}

#[test]
fn json_lines_keep_what_is_given() {
    let lines = r#"{"id":"x","title":"ع","body":" متن\n","published":"2017-01-20T21:43:00+01:00","source":"وات","url":"http://a","lang":"ar","more":1}
{"body":"عمان (بترا) – متن ثان. وغيره"}
"#;
    let document = parse(Format::JsonLines, "/a.jsonl", lines.as_bytes()).unwrap();
    assert_eq!(document.refused, Vec::<String>::new());
    let [first, second] = &document.articles[..] else { panic!("{document:?}") };
    assert_eq!((first.id.as_str(), first.title.as_str(), first.body.as_str()), ("x", "ع", " متن\n"));
    assert_eq!(first.published.map(|time| time.to_string()).as_deref(), Some("2017-01-20T20:43:00Z"));
    assert_eq!((second.title.as_str(), second.source.as_deref()), ("متن ثان", Some("بترا")));
}

#[test]
fn a_day_is_read_as_arabs_write_it_and_a_time_that_is_none_is_told() {
    let line = |time: &str| format!("{{\"body\":\"في {time}\",\"published\":\"{time}\"}}\n");
    let lines = ["20/01/2017", "01/20/2017", "2017-01-20", "أمس"].map(line).concat();
    let document = parse(Format::JsonLines, "a", lines.as_bytes()).unwrap();
    let times: Vec<Option<String>> =
        document.articles.iter().map(|article| article.published.map(|time| time.to_string())).collect();
    let day = Some("2017-01-20T00:00:00Z".to_owned());
    assert_eq!(times, [day.clone(), day.clone(), day, None]);
    assert_eq!(document.warnings, ["line 4: published is no time: أمس"]);
}

#[test]
fn json_lines_refuse_with_line_and_reason() {
    let lines = "{\"body\":\"ا\"}\n\n{\"title\":\"ب\"}\nnot json\n{\"body\":5}";
    let document = parse(Format::JsonLines, "a", lines.as_bytes()).unwrap();
    assert_eq!(document.articles.len(), 1);
    let heads: Vec<String> = document.refused.iter().map(|line| line.chars().take(24).collect()).collect();
    assert_eq!(heads, ["line 3: no body", "line 4: not an article i", "line 5: not an article i"]);
    assert!(document.refused.iter().all(|line| !line.contains('\n')));
}

/// Runs over the news corpus where it is at hand: what the rule would hide there is real.
#[test]
fn furniture_hides_nothing_real_in_ten_thousand_articles() {
    let Some(news) = crate::corpus::news() else { return };
    let document = parse(Format::JsonLines, "news", &news).unwrap();
    assert_eq!(document.refused, Vec::<String>::new());
    let hidden: Vec<String> = document
        .articles
        .iter()
        .flat_map(|article| {
            let hidden = blocks(&article.body).into_iter().filter(|block| block.kind == BlockKind::Furniture);
            hidden.map(|block| format!("{}: {}", article.id, &article.body[block.range]))
        })
        .collect();
    assert_eq!(hidden, Vec::<String>::new());
}
