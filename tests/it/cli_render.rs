//! `sahifa render`: the contract's sentences, held by hand-written expectations in real letters.

use serde_json::Value;

use super::cli::Home;

fn render(args: &[&str], text: &str) -> String {
    let mut all = vec!["render"];
    all.extend(args);
    let ran = Home::new().feed(&all, text.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    ran.out
}

fn cells(args: &[&str], text: &str) -> Vec<Vec<Value>> {
    let mut all = vec!["--cells"];
    all.extend(args);
    render(&all, text).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn turned(text: &str) -> String {
    text.chars().rev().collect()
}

#[test]
fn latin_text_comes_back_line_by_line() {
    assert_eq!(render(&[], "one\n\ntwo"), "one\n\ntwo\n");
    assert_eq!(render(&[], "one\r\ntwo\n"), "one\ntwo\n");
    assert_eq!(render(&[], "\n"), "\n");
    assert_eq!(render(&["-"], "a\tb\u{2029}c"), "a b c\n");
    assert_eq!(render(&[], "a\u{85}b\u{1C}c\rd"), "a b c d\n");
}

#[test]
fn a_direction_mark_in_latin_text_moves_nothing_else() {
    assert_eq!(render(&[], "ab\u{61C}c"), "abc\n");
    assert_eq!(render(&["--direction", "ltr"], "to \u{5D0}\u{5D1},Google"), "to \u{5D1}\u{5D0},Google\n");
}

#[test]
fn start_padding_fills_the_width_but_no_empty_line() {
    assert_eq!(render(&["--align", "start", "--width", "6", "--direction", "ltr"], "ab\n\n"), "ab    \n\n");
    assert_eq!(render(&["--align", "start", "--width", "6", "--direction", "rtl"], "ab\n\n"), "    ab\n\n");
    assert_eq!(render(&["--width", "6", "--direction", "rtl"], "ab"), "ab\n", "none by default");
}

#[test]
fn a_right_to_left_line_is_printed_as_it_is_seen() {
    let letters = ["--forms", "letters", "--width", "0"];
    assert_eq!(render(&letters, "قال 12"), format!("12 {}\n", turned("قال")));
    assert_eq!(render(&letters, "قال (ابن)"), format!("({}) {}\n", turned("ابن"), turned("قال")), "mirrored");
    assert_eq!(
        render(&["--width", "0"], "قال"),
        "\u{FEDD}\u{FE8E}\u{FED7}\n",
        "joined, the last letter alone"
    );
    let logical = ["--forms", "letters", "--order", "logical", "--width", "0"];
    assert_eq!(render(&logical, "قال 12 abc"), "قال 12 abc\n");
}

#[test]
fn a_paragraph_without_a_strong_letter_follows_the_first_one_of_the_input() {
    let letters = ["--forms", "letters"];
    assert_eq!(render(&letters, "12.\nقال"), format!(".12\n{}\n", turned("قال")));
    assert_eq!(render(&letters, "12.\nabc\nقال"), format!("12.\nabc\n{}\n", turned("قال")));
    assert_eq!(render(&letters, "12."), "12.\n");
    assert_eq!(render(&["--direction", "rtl"], "12."), ".12\n");
    assert_eq!(
        render(&["--forms", "letters", "--direction", "ltr"], "قال."),
        format!("{}.\n", turned("قال"))
    );
}

#[test]
fn cells_know_their_code_points() {
    let rows = cells(&["--width", "0"], "\u{1F600}لا ب\r\nab\n");
    let shown: Vec<(&str, u64, [u64; 2])> = rows[0]
        .iter()
        .map(|cell| {
            let source = cell["source"].as_array().unwrap();
            let at = |i: usize| source[i].as_u64().unwrap();
            (cell["cell"].as_str().unwrap(), cell["cols"].as_u64().unwrap(), [at(0), at(1)])
        })
        .collect();
    let expected =
        [("\u{FE8F}", 1, [4, 5]), (" ", 1, [3, 4]), ("\u{FEFB}", 1, [1, 3]), ("\u{1F600}", 2, [0, 1])];
    assert_eq!(shown, expected);
    assert_eq!(rows[1][1]["source"], serde_json::json!([1, 2]), "each line counts from its own start");
    assert_eq!((&rows[0][0]["level"], &rows[1][0]["level"]), (&1.into(), &0.into()));
}

#[test]
fn marks_and_digits_are_as_asked() {
    assert_eq!(render(&["--marks", "drop", "--forms", "letters"], "قَال"), format!("{}\n", turned("قال")));
    assert_eq!(render(&["--digits", "arabic"], "12"), "١٢\n");
    assert_eq!(render(&["--digits", "western"], "١٢"), "12\n");
    let kept = render(&["--forms", "letters"], "قَا");
    assert_eq!(kept, "اقَ\n", "a mark stays on its letter");
}

#[test]
fn controls_of_direction_act_but_are_not_printed() {
    let letters = ["--forms", "letters", "--width", "0"];
    assert_eq!(render(&letters, "قال\u{200F}."), format!(".{}\n", turned("قال")));
    assert_eq!(render(&["--forms", "letters", "--raw"], "\u{202E}abc\u{202C}"), "cba\n");
    let all = "a\u{200E}b\u{200F}\u{61C}c\u{2066}d\u{2069}\u{202A}e\u{202C}\u{200D}f\u{200C}";
    assert_eq!(render(&["--raw", "--width", "0"], all), "abcdef\n");
    let alone = "a\u{200E}b\u{2066}c\u{2069}\u{202A}d\u{202C}\u{200D}e\u{200C}";
    assert_eq!(render(&["--width", "0"], alone), "abcde\n");
}

#[test]
fn raw_shows_controls_as_replacement_characters() {
    assert_eq!(render(&["--raw"], "a\u{1B}[0m\u{9B}\u{7F}b\tc"), "a\u{FFFD}[0m\u{FFFD}\u{FFFD}b c\n");
}

#[test]
fn lines_break_between_words_and_never_pass_the_width() {
    let text = "قال الوزير إن الاتفاق الجديد سيدخل حيز التنفيذ في بداية العام المقبل بعد توقيعه";
    let out = render(&["--width", "20", "--forms", "letters"], text);
    assert!(out.lines().count() > 3 && out.lines().all(|line| line.chars().count() <= 20), "{out}");
    let back: Vec<String> = out.lines().map(turned).collect();
    assert_eq!(back.join(" "), text, "blanks at a wrap are dropped, nothing else");
    assert_eq!(render(&["--width", "0", "--forms", "letters"], text).lines().count(), 1);
}

#[test]
fn a_long_line_is_laid_out_to_its_end() {
    let text = "قال ".repeat(20_000);
    for args in [vec!["--width", "60"], vec!["--width", "60", "--raw"]] {
        let out = render(&args, text.trim_end());
        assert_eq!(out.matches('\u{FED7}').count(), 20_000, "{args:?}");
    }
}

#[test]
fn justified_lines_are_as_wide_as_the_width() {
    let text = "قال الوزير إن الاتفاق الجديد سيدخل حيز التنفيذ في بداية العام المقبل بعد توقيعه";
    let out = render(&["--width", "24", "--align", "justify"], text);
    let widths: Vec<usize> = out.lines().map(|line| line.chars().count()).collect();
    assert!(widths.len() > 2 && widths.iter().all(|width| *width == 24), "{widths:?}\n{out}");
}

#[test]
fn strategies_change_how_a_row_is_encoded_not_what_it_shows() {
    let visual = render(&["--strategy", "visual", "--width", "0"], "قال abc");
    assert_eq!(visual, render(&["--width", "0"], "قال abc"), "no terminal: visual");
    let armoured = render(&["--strategy", "armoured", "--width", "0"], "قال abc");
    assert!(armoured.contains('\u{200E}'));
    assert_eq!(armoured.replace('\u{200E}', ""), visual);
}

#[test]
fn reading_order_is_the_text_as_it_is_written() {
    let text = "بكين (رويترز) «قوة 2» [x] لا قَال ﷲ a(b)";
    for args in [
        ["--order", "logical", "--forms", "letters"],
        ["--strategy", "logical", "--order", "visual"],
        ["--strategy", "logical", "--direction", "ltr"],
    ] {
        let out = render(&[&args[..], &["--width", "0"]].concat(), text);
        assert_eq!(out.trim_end(), text.replace('\u{FDF2}', "الله"), "{args:?}");
    }
    let text = "قال الوزير (وهو طبيب) إن الاتفاق الجديد سيدخل حيز التنفيذ في بداية العام المقبل بعد توقيعه";
    let wrapped = render(&["--strategy", "logical", "--width", "24"], text);
    assert!(wrapped.lines().count() > 3);
    assert_eq!(wrapped.lines().collect::<Vec<_>>().join(" "), text);
    let justified = render(&["--strategy", "logical", "--width", "24", "--align", "justify"], text);
    let first = justified.lines().next().unwrap();
    assert!(
        first.chars().count() == 24 && first.starts_with("قال") || first.starts_with("قـ"),
        "{justified}"
    );
    assert!(justified.contains('('), "{justified}");
}

#[test]
fn cells_stand_as_they_are_seen_whatever_the_order() {
    let seen = cells(&["--width", "0"], "قال (a)");
    assert_eq!(cells(&["--width", "0", "--order", "logical"], "قال (a)"), seen);
}

#[test]
fn embeddings_and_overrides_act_without_raw_too() {
    let letters = ["--forms", "letters", "--width", "0"];
    let arabic = turned("قال");
    assert_eq!(render(&letters, "abc \u{202E}def\u{202C} ghi"), "abc fed ghi\n", "RLO");
    assert_eq!(render(&letters, "abc \u{202E}def"), "abc fed\n", "it ends with its paragraph");
    assert_eq!(render(&letters, "قال \u{202D}قال\u{202C} 1"), format!("قال 1 {arabic}\n"), "LRO");
    assert_eq!(render(&letters, "قال \u{202A}a (1)\u{202C} b"), format!("a (1) b {arabic}\n"), "LRE");
    assert_eq!(render(&letters, "a \u{2067}b 1\u{2069} c"), "a b 1 c\n", "RLI");
    assert_eq!(render(&letters, "a \u{2067}قال, b\u{2069} c"), format!("a b ,{arabic} c\n"), "RLI");
    assert_eq!(render(&letters, &"\u{202B}".repeat(1_000)), "\n", "deep, and nothing to see");
}
