//! The text engine in readable snapshots: CapRTL (capitals stand for Hebrew letters) and real Arabic.
#![allow(clippy::unwrap_used, clippy::format_collect)] // helpers of tests

use sahifa::text::{Base, Clean, Digits, Direction, Forms, Line, Paragraph, TextOptions};

/// FriBidi's notation: `A`-`Z` are the letters from U+05D0 on, the rest is itself.
fn caprtl(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'A'..='Z' => char::from_u32('א' as u32 + (c as u32 - 'A' as u32)).unwrap(),
            c => c,
        })
        .collect()
}

fn back(symbol: &str) -> String {
    symbol
        .chars()
        .map(|c| match c {
            'א'..='ת' => char::from_u32('A' as u32 + (c as u32 - 'א' as u32)).unwrap(),
            c => c,
        })
        .collect()
}

fn rows(line: &Line) -> String {
    let text: String = line.cells.iter().map(|cell| back(&cell.symbol)).collect();
    let levels: String = line.cells.iter().map(|cell| cell.level.to_string()).collect();
    format!("{text}|\n{levels}|\n")
}

fn visual(text: &str, direction: Base, width: usize, isolate: bool) -> String {
    let options = TextOptions { direction: Direction::Fixed(direction), isolate, ..TextOptions::default() };
    let paragraph = Paragraph::new(&Clean::new(&caprtl(text), 0), &options);
    paragraph.wrap(width).iter().map(|span| rows(&paragraph.line(span))).collect()
}

#[test]
fn mixed_lines_are_put_in_visual_order() {
    insta::assert_snapshot!(visual("CAR means car.", Base::Rtl, 0, false), @"
    .means car RAC|
    12222222221111|
    ");
    insta::assert_snapshot!(visual("he said CAR (THE BIG), ok", Base::Ltr, 0, false), @"
    he said (GIB EHT) RAC, ok|
    0000000011111111111110000|
    ");
    insta::assert_snapshot!(visual("PRICE 1,250.50 OR 30% (NOW)", Base::Rtl, 0, false), @"
    (WON) 30% RO 1,250.50 ECIRP|
    111111222111122222222111111|
    ");
}

#[test]
fn no_line_breaks_within_a_phone_number_or_before_a_percent_sign() {
    let first = |text: &str, isolate: bool| {
        let options = TextOptions { isolate, ..TextOptions::default() };
        let spans = Paragraph::new(&Clean::new(text, 0), &options).wrap(9);
        text[spans[0].source.clone()].to_owned()
    };
    assert_eq!(first("هاتف 71 234 567", true), "هاتف ");
    assert_eq!(first("هاتف 71 234 567", false), "هاتف 71 ");
    assert_eq!(first("بنسبة 200 % أيضا", true), "بنسبة ");
    assert_eq!(first("بنسبة 200 % أيضا", false), "بنسبة 200 ");
}

#[test]
fn what_follows_a_latin_name_stays_where_it_belongs() {
    insta::assert_snapshot!(visual("SAID thomson reuters (153.1%).", Base::Rtl, 0, false), @"
    .thomson reuters (153.1%) DIAS|
    122222222222222222222222211111|
    ");
    insta::assert_snapshot!(visual("SAID thomson reuters (153.1%).", Base::Rtl, 0, true), @"
    .(153.1%) thomson reuters DIAS|
    112222221122222222222222211111|
    ");
    insta::assert_snapshot!(visual("ON 2024-12-31 WON 2-1, SEE https://a.org/b?c.", Base::Rtl, 0, true), @"
    .https://a.org/b?c EES ,2-1 NOW 2024-12-31 NO|
    122222222222222222111111222111112222222222111|
    ");
}

#[test]
fn dates_numbers_and_addresses_read_as_written_in_either_direction() {
    let shown = |direction| {
        [
            "BANK deutsche bank (8.25%).",
            "ON 2019-02-08, AND 2021-11-30.",
            "SEE (www.un.org/ar/about?id=7), OR ftp://files.example.net/a_b.zip!",
            "CALL +20 2 2578 0000, OR 0800-123-4567 (FREE).",
            "WON 4-0, AND 3 – 1 NOT 1-1.",
            "the score was 4-0 on 2019-02-08 (WON 3-1).",
        ]
        .map(|text| visual(text, direction, 0, true).lines().next().unwrap().to_owned() + "\n")
        .concat()
    };
    insta::assert_snapshot!(shown(Base::Rtl), @"
    .(8.25%) deutsche bank KNAB|
    .2021-11-30 DNA ,2019-02-08 NO|
    !ftp://files.example.net/a_b.zip RO ,(www.un.org/ar/about?id=7) EES|
    .(EERF) 0800-123-4567 RO ,+20 2 2578 0000 LLAC|
    .1-1 TON 3 – 1 DNA ,4-0 NOW|
    .(3-1 NOW) the score was 4-0 on 2019-02-08|
    ");
    insta::assert_snapshot!(shown(Base::Ltr), @"
    KNAB deutsche bank (8.25%).|
    2021-11-30 DNA ,2019-02-08 NO.|
    EES (www.un.org/ar/about?id=7), RO ftp://files.example.net/a_b.zip!|
    (EERF) 0800-123-4567 RO ,+20 2 2578 0000 LLAC.|
    1-1 TON 3 – 1 DNA ,4-0 NOW.|
    the score was 4-0 on 2019-02-08 (3-1 NOW).|
    ");
}

#[test]
fn lines_break_before_they_are_reordered() {
    insta::assert_snapshot!(visual("ONE TWO three four FIVE  SIX ", Base::Rtl, 12, false), @"
    OWT ENO|
    1111111|
    three four|
    2222222222|
     XIS  EVIF|
    1111111111|
    ");
    insta::assert_snapshot!(visual("ABCDEFGHIJ KL", Base::Rtl, 4, false), @"
    DCBA|
    1111|
    HGFE|
    1111|
    JI|
    11|
    LK|
    11|
    ");
}

#[test]
fn a_long_paragraph_is_cropped_at_its_logical_end() {
    let options = TextOptions { direction: Direction::Fixed(Base::Rtl), ..TextOptions::default() };
    let paragraph = Paragraph::new(&Clean::new(&caprtl("ABC def GHI"), 0), &options);
    let shown: String = [0, 1, 5, 6, 9, 11, 20].map(|width| rows(&paragraph.cropped(width))).concat();
    insta::assert_snapshot!(shown, @"
    |
    |
    …|
    1|
    …CBA|
    1111|
    …d CBA|
    121111|
    …def CBA|
    12221111|
    IHG def CBA|
    11112221111|
    IHG def CBA|
    11112221111|
    ");
}

/// One row a cell: what is printed as code points, columns, source, level.
fn cells(text: &str, options: TextOptions) -> String {
    let paragraph = Paragraph::new(&Clean::new(text, 0), &options);
    let line = paragraph.line(&paragraph.wrap(0)[0]);
    line.cells
        .iter()
        .map(|cell| {
            let points: Vec<String> = cell.symbol.chars().map(|c| format!("{:04X}", c as u32)).collect();
            let shown = &text[cell.source.clone()];
            format!("{} {} {} {:?} {}\n", points.join("+"), cell.cols, cell.level, cell.source, shown)
        })
        .collect()
}

#[test]
fn letters_join_and_keep_their_marks() {
    let options = TextOptions::default();
    insta::assert_snapshot!(cells("سَلامٌ", options), @"
    FEE1+064C 1 1 8..12 مٌ
    FEFC 1 1 4..8 لا
    FEB3+064E 1 1 0..4 سَ
    ");
    insta::assert_snapshot!(cells("بِلَآ ﷲ", options), @"
    FEEA 1 1 11..14 ﷲ
    FEE0 1 1 11..14 ﷲ
    FEDF 1 1 11..14 ﷲ
    FE8D 1 1 11..14 ﷲ
    0020 1 1 10..11  
    FEF6+064E 1 1 4..10 لَآ
    FE91+0650 1 1 0..4 بِ
    ");
    insta::assert_snapshot!(cells("می\u{200C}خواهم ه\u{200D}", options), @"
    FEEB 1 1 18..20 ه
    0020 1 1 17..18  
    FEE2 1 1 15..17 م
    FEEB 1 1 13..15 ه
    FE8D 1 1 11..13 ا
    FEEE 1 1 9..11 و
    FEA7 1 1 7..9 خ
    FBFD 1 1 2..4 ی
    FEE3 1 1 0..2 م
    ");
}

/// A sign clusters with the blank behind it, which at the end of a line takes the level of the paragraph (L1).
#[test]
fn a_cluster_whose_levels_differ_is_split() {
    let options = TextOptions { direction: Direction::Fixed(Base::Rtl), ..TextOptions::default() };
    let paragraph = Paragraph::new(&Clean::raw("\u{202D}\u{600} "), &options);
    let line = paragraph.line(&paragraph.wrap(0)[0]);
    let shown: Vec<_> =
        line.cells.iter().map(|cell| (cell.symbol.as_str(), cell.source.clone(), cell.level)).collect();
    assert_eq!(shown, [(" ", 5..6, 1), ("\u{600}", 3..5, 2)]);
}

#[test]
fn options_change_glyphs_only() {
    let options = TextOptions { marks: false, forms: Forms::Letters, ..TextOptions::default() };
    insta::assert_snapshot!(cells("لَاءٌ", options), @"
    0621 1 1 6..10 ءٌ
    0627 1 1 4..6 ا
    0644 1 1 0..4 لَ
    ");
    let options = TextOptions { digits: Digits::Arabic, ..TextOptions::default() };
    insta::assert_snapshot!(cells("و F-16 12", options), @"
    0661 1 2 8..9 1
    0662 1 2 9..10 2
    0020 1 1 7..8  
    0046 1 2 3..4 F
    002D 1 2 4..5 -
    0031 1 2 5..6 1
    0036 1 2 6..7 6
    0020 1 1 2..3  
    FEED 1 1 0..2 و
    ");
    let options = TextOptions { digits: Digits::Western, ..TextOptions::default() };
    insta::assert_snapshot!(cells("٣٫٥٪", options), @"
    066A 1 1 6..8 ٪
    0033 1 2 0..2 ٣
    002E 1 2 2..4 ٫
    0035 1 2 4..6 ٥
    ");
}

#[test]
fn odd_clusters_have_cells_that_every_terminal_counts_alike() {
    let options = TextOptions::default();
    insta::assert_snapshot!(cells("👩\u{200D}👧 1\u{FE0F}\u{20E3} 👍🏽 日 \u{A0}\u{64B}", options), @"
    1F469 2 0 0..11 👩‍👧
    0020 1 0 11..12  
    0031+20E3 1 0 12..19 1️⃣
    0020 1 0 19..20  
    1F44D 2 0 20..28 👍🏽
    0020 1 0 28..29  
    65E5 2 0 29..32 日
    0020 1 0 32..33  
    0020+064B 1 0 33..37  ً
    ");
}

#[test]
fn justified_lines_fill_their_width() {
    let text = "أعلنت الحكومة اليوم أنها ستبدأ تنفيذ الخطة الجديدة في مطلع الشهر المقبل بعد أن انتهت اللجنة من دراستها";
    let paragraph = Paragraph::new(&Clean::new(text, 0), &TextOptions::default());
    let spans = paragraph.wrap(34);
    let shown: String = spans
        .iter()
        .map(|span| {
            let line = paragraph.justified(span, 34, &[]);
            let logical: String = {
                let mut cells: Vec<_> = line.cells.iter().rev().map(|cell| cell.symbol.as_str()).collect();
                cells.push("|\n");
                cells.concat()
            };
            format!("{:2} {logical}", line.width())
        })
        .collect();
    insta::assert_snapshot!(shown, @"
    34 ﺃﻋﻠﻨﺖ ﺍﻟﺤﻜﻮﻣــﺔ ﺍﻟﻴﻮﻡ ﺃﻧﻬﺎ ﺳــﺘﺒﺪﺃ|
    34 ﺗﻨﻔﻴﺬ ﺍﻟﺨﻄﺔ ﺍﻟﺠﺪﻳﺪﺓ ﻓﻲ ﻣﻄﻠﻊ ﺍﻟﺸـﻬﺮ|
    34 ﺍﻟﻤﻘﺒﻞ  ﺑﻌــﺪ ﺃﻥ ﺍﻧﺘﻬﺖ ﺍﻟﻠﺠﻨــﺔ ﻣﻦ|
     7 ﺩﺭﺍﺳﺘﻬﺎ|
    ");
}

/// Whatever the width: lines are filled exactly, and a blank is wider than two cells only where all words
/// that can be drawn out are.
#[test]
fn gaps_stay_small_while_kashida_is_legal() {
    let text = "أعلنت الحكومة اليوم أنها ستبدأ تنفيذ الخطة الجديدة في مطلع الشهر المقبل بعد أن انتهت اللجنة من دراستها وقال \
        المتحدث باسمها إن المشروع الذي يمتد خمس سنوات سيكلف الخزينة مليارات الدولارات وينتظر موافقة البرلمان عليه";
    let paragraph = Paragraph::new(&Clean::new(text, 0), &TextOptions::default());
    let mut wide = 0;
    for width in 15..90 {
        let spans = paragraph.wrap(width);
        for span in &spans[..spans.len() - 1] {
            let plain = paragraph.line(span);
            let line = paragraph.justified(span, width, &[]);
            let shown: String = line.cells.iter().map(|cell| cell.symbol.as_str()).collect();
            let gap = shown.split(|c| c != ' ').map(str::len).max().unwrap_or(0);
            if plain.cells.iter().any(|cell| cell.symbol == " ") {
                assert_eq!(line.width(), width);
            }
            if gap > 2 {
                wide += 1;
                // Stretched over twice its width, every word that can be is drawn out.
                let all = paragraph.justified(span, width * 2, &[]);
                let kashidas = |line: &Line| line.cells.iter().filter(|cell| cell.symbol == "ـ").count();
                assert_eq!(kashidas(&line), kashidas(&all), "{shown}");
            }
        }
    }
    assert!(wide > 0);
}
