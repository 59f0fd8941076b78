//! The commands that work on a library, from outside: JSON is exact, adding twice changes nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::{Value, json};

use super::cli::Home;

/// A stretch of a text by code points.
fn slice(text: &str, start: &Value, end: &Value) -> String {
    let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
    text.chars().skip(start).take(end - start).collect()
}

fn keys(document: &Value) -> Vec<&str> {
    document.as_object().unwrap().keys().map(String::as_str).collect()
}

fn ids(home: &Home) -> Vec<String> {
    home.run(&["list", "--json"]).json().iter().map(|a| a["id"].as_str().unwrap().to_owned()).collect()
}

fn sorted(mut names: Vec<&str>) -> Vec<&str> {
    names.sort_unstable();
    names
}

const LISTED: [&str; 9] =
    ["added", "estimated", "id", "lang", "published", "read", "source", "starred", "title"];

#[test]
fn the_bundled_articles_are_there_on_the_first_run() {
    let home = Home::new();
    let articles = home.run(&["list", "--json"]).json();
    assert_eq!(articles.len(), 5);
    for article in &articles {
        assert_eq!(sorted(keys(article)), LISTED);
        assert_eq!((&article["estimated"], &article["read"]), (&json!(true), &json!(false)));
    }
    let dates: Vec<&str> = articles.iter().map(|a| &a["published"].as_str().unwrap()[..10]).collect();
    assert_eq!(dates, ["2026-02-04", "2026-02-04", "2023-05-24", "2023-03-22", "2022-02-04"]);
}

#[test]
fn the_folder_of_the_library_is_for_its_owner_alone() {
    let home = Home::new();
    let folder = home.path("made/here");
    assert_eq!(home.run(&["--data-dir", folder.to_str().unwrap(), "list"]).code, 0);
    assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn show_gives_the_original_and_offsets_into_it() {
    let home = Home::new();
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut bodies: Vec<String> = Vec::new();
    for id in ids(&home) {
        let article = home.run(&["show", &id, "--json"]).json().remove(0);
        let body = article["body"].as_str().unwrap();
        for paragraph in article["paragraphs"].as_array().unwrap() {
            let text = slice(body, &paragraph["start"], &paragraph["end"]);
            assert!(!text.contains('\n') && !text.trim().is_empty(), "{text:?}");
        }
        let mut last = 0;
        for mention in article["mentions"].as_array().unwrap() {
            assert_eq!(slice(body, &mention["start"], &mention["end"]), mention["text"].as_str().unwrap());
            assert!(mention["start"].as_u64().unwrap() >= last && mention["entity"].is_string());
            last = mention["end"].as_u64().unwrap();
        }
        assert!(last > 0, "{id} names somebody");
        bodies.push(body.to_owned());
    }
    for entry in fs::read_dir(seeds).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            let text = fs::read_to_string(&path).unwrap();
            assert!(bodies.contains(&text), "{} byte for byte", path.display());
        }
    }
}

#[test]
fn adding_keeps_ids_tells_refusals_and_changes_nothing_twice() {
    let home = Home::new();
    let lines = [
        json!({"id": "first", "title": "عنوان", "body": "زار الوزير القاهرة أمس."}).to_string(),
        "not json".to_owned(),
        json!({"id": "second", "body": "قال المتحدث إن الاتفاق جاهز.", "published": "2024-05-01T00:00:00Z"})
            .to_string(),
        json!({"id": "third", "title": "no body"}).to_string(),
    ];
    home.file("in/a.jsonl", lines.join("\n"));
    home.file("in/deep/b.txt", "اجتمع الوزراء اليوم في بيروت.");
    home.file("in/deep/skip.pdf", "x");
    let folder = home.path("in");
    let add = || home.run(&["add", folder.to_str().unwrap()]);
    let ran = add();
    ran.told(1, &["line 2", "line 4"]);
    assert_eq!(ran.out, "added: 3 · updated: 0 · unchanged: 0 · refused: 2\n");
    assert_eq!(add().out, "added: 0 · updated: 0 · unchanged: 3 · refused: 2\n");
    let listed = ids(&home);
    assert_eq!(listed.len(), 8);
    assert!(listed.contains(&"first".to_owned()) && listed.contains(&"second".to_owned()));
    home.file("in/deep/b.txt", "اجتمع الوزراء أمس في بيروت.");
    assert_eq!(add().out, "added: 0 · updated: 1 · unchanged: 2 · refused: 2\n");
    assert_eq!(home.run(&["add", "-q", folder.to_str().unwrap()]).out, "");
}

#[test]
fn standard_input_is_added_as_text_or_as_json_lines() {
    let home = Home::new();
    let added = "added: 1 · updated: 0 · unchanged: 0 · refused: 0\n";
    assert_eq!(home.feed(&["add", "-"], "وصل الوفد إلى عمّان.".as_bytes()).out, added);
    assert_eq!(home.feed(&["add", "-"], "غادر الوفد عمّان.".as_bytes()).out, added, "another article");
    assert_eq!(home.feed(&["add", "-"], "{\"id\":\"x\",\"body\":\"وصل\"}".as_bytes()).out, added);
    assert!(ids(&home).contains(&"x".to_owned()));
}

#[test]
fn removing_takes_out_what_is_there_and_tells_what_is_not() {
    let home = Home::new();
    let bundled = ids(&home);
    home.feed(&["add", "-"], "{\"id\":\"x\",\"body\":\"وصل\"}\n{\"id\":\"y\",\"body\":\"غادر\"}".as_bytes());
    let ran = home.run(&["remove", "x", "nobody", "--yes"]);
    ran.told(1, &["nobody: no such article"]);
    assert_eq!(ran.out, "removed: 1\n");
    assert_eq!(home.run(&["remove", "--all-added", "--yes"]).out, "removed: 1\n");
    assert_eq!(ids(&home), bundled);
    assert_eq!(home.run(&["remove", &bundled[0], "--yes"]).code, 0);
    assert_eq!(ids(&home), bundled[1..], "it does not come back by itself");
    home.run(&["show", "nobody"]).told(1, &["nobody: no such article"]);
}

#[test]
fn search_answers_in_code_points() {
    let home = Home::new();
    let answer = home.run(&["search", "--json", "أوكرانيا"]).json().remove(0);
    assert_eq!(sorted(keys(&answer)), ["elapsed_us", "hits", "query", "total"]);
    let hits = answer["hits"].as_array().unwrap();
    assert!(!hits.is_empty() && hits.len() as u64 == answer["total"].as_u64().unwrap());
    for hit in hits {
        assert_eq!(
            sorted(keys(hit)),
            ["highlights", "id", "published", "score", "snippet", "source", "title"]
        );
        let snippet = hit["snippet"].as_str().unwrap();
        for mark in hit["highlights"].as_array().unwrap() {
            let text = slice(snippet, &mark[0], &mark[1]);
            assert!(text.contains("كران"), "{text}");
        }
    }
    assert_eq!(
        home.run(&["search", "--json", "--limit", "1", "روسيا"]).json()[0]["hits"].as_array().unwrap().len(),
        1
    );
    assert_eq!(home.run(&["search", "--json", "--limit", "0", "روسيا"]).json()[0]["hits"], json!([]));
    let answer = |args: &[&str]| home.run(&[&["search", "--json"], args].concat()).json().remove(0);
    assert_eq!(answer(&["رئيس", "روسيا"])["query"], "رئيس روسيا", "several words are one query");
    assert_eq!(answer(&["رئيس", "روسيا"])["total"], answer(&["رئيس روسيا"])["total"]);
    assert_eq!(home.run(&["search", "--json", "قطقطقط"]).json()[0]["total"], 0, "no hits is done");
}

#[test]
fn an_answer_tells_how_the_query_was_read_where_that_is_asked_for() {
    let home = Home::new();
    let answer =
        |args: &[&str]| home.run(&[&["--lang", "en", "search", "--explain"], args].concat()).json().remove(0);
    let plain = answer(&["بوتين "]);
    assert_eq!(
        sorted(keys(&plain)),
        ["approximate", "elapsed_us", "hits", "query", "reasons", "total", "warnings"]
    );
    assert_eq!(
        (&plain["approximate"], &plain["reasons"], &plain["warnings"]),
        (&json!(false), &json!([]), &json!([]))
    );
    let read = answer(&["f,jdk"]);
    assert_eq!(read["reasons"], json!([{"kind": "layout", "typed": "f,jdk", "read": "بوتين"}]));
    assert_eq!(answer(&["بوتين قطقطقط"])["approximate"], json!(true));
    assert_eq!(answer(&["lang:zz"])["warnings"], json!(["no article has this value: zz"]));
    let told = home.run(&["--lang", "ar", "search", "--explain", "lang:zz"]).json().remove(0);
    assert_eq!(told["warnings"], json!(["لا مقال له هذه القيمة: zz"]));
    let batch = home.feed(&["search", "--explain", "--batch", "-"], b"lang:zz\n\n").json();
    assert_eq!((batch.len(), &batch[1]["warnings"]), (2, &json!([])));
}

#[test]
fn a_batch_answers_line_by_line() {
    let home = Home::new();
    let ran = home.feed(&["search", "--batch", "-", "--limit", "3"], "بوتين\n\n  \nالصين\n".as_bytes());
    let answers = ran.json();
    let queries: Vec<&str> = answers.iter().map(|answer| answer["query"].as_str().unwrap()).collect();
    assert_eq!(queries, ["بوتين", "", "  ", "الصين"]);
    assert_eq!((&answers[1]["total"], &answers[1]["hits"]), (&json!(0), &json!([])));
    assert!(answers[0]["total"].as_u64().unwrap() > 0);
}

#[test]
fn a_bad_line_of_a_batch_is_told_and_the_others_are_answered() {
    let home = Home::new();
    let ran = home.feed(&["search", "--batch", "-"], b"\xD8\xA8\n\xFFabc\r\nxi\n");
    ran.told(1, &["-: not UTF-8 (first bad byte at 3)"]);
    let answers: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let queries: Vec<&str> = answers.iter().map(|answer| answer["query"].as_str().unwrap()).collect();
    assert_eq!(queries, ["ب", "\u{FFFD}abc", "xi"]);
    assert_eq!((&answers[1]["total"], &answers[1]["hits"]), (&json!(0), &json!([])));
    assert!(answers[2]["total"].as_u64().unwrap() > 0);
}

#[test]
fn entities_of_a_file_and_of_the_library() {
    let home = Home::new();
    let text = "\u{FEFF}😀 زار الرئيس الروسي فلاديمير بوتين الصين.\r\n";
    let file = home.file("a.txt", text);
    let document = home.run(&["entities", "--json", &file]).json().remove(0);
    assert_eq!((keys(&document).len(), &document["file"]), (2, &json!(file)));
    let mentions = document["mentions"].as_array().unwrap();
    assert!(mentions.iter().any(|m| m["entity"] == "person:vladimir-putin"), "{document}");
    for mention in mentions {
        assert_eq!(sorted(keys(mention)), ["end", "entity", "name", "start", "text", "type"]);
        assert_eq!(slice(text, &mention["start"], &mention["end"]), mention["text"].as_str().unwrap());
    }
    assert_eq!(home.feed(&["entities", "--json", "-"], text.as_bytes()).json()[0]["file"], "-");
    assert_eq!(home.run(&["entities", "--json"]).json().len(), 5);
}

#[test]
fn people_get_rows_that_fit_and_nothing_that_a_terminal_obeys() {
    let home = Home::new();
    let id = ids(&home).remove(0);
    home.feed(
        &["add", "-"],
        "{\"id\":\"e\",\"title\":\"\\u001b[31mred\",\"body\":\"\\u009b5m قال \\u202e x\"}".as_bytes(),
    );
    for args in [
        vec!["list"],
        vec!["show", &id],
        vec!["show", "e"],
        vec!["search", "روسيا"],
        vec!["entities"],
        vec!["doctor"],
    ] {
        for lang in ["ar", "en"] {
            let mut all = vec!["--lang", lang];
            all.extend(&args);
            let ran = home.run(&all);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{all:?}");
            assert!(!ran.out.is_empty() && !ran.out.chars().any(|c| c != '\n' && c.is_control()), "{all:?}");
        }
    }
}

#[test]
fn doctor_tells_where_things_are_and_repairs() {
    let home = Home::new();
    home.run(&["list"]);
    let told = home.run(&["doctor", "--json", "--repair"]).json().remove(0);
    assert_eq!((&told["articles"], &told["indexed"], &told["pending"]), (&json!(5), &json!(5), &json!(0)));
    assert_eq!((&told["problems"], &told["version"]), (&json!([]), &json!(env!("CARGO_PKG_VERSION"))));
    assert!(told["data_dir"].as_str().unwrap().ends_with("sahifa"));
}

#[test]
fn a_library_that_cannot_be_opened_is_one_line() {
    let home = Home::new();
    let file = home.file("file", "x");
    home.run(&["--data-dir", &file, "list"]).told(1, &["file"]);
    home.run(&["--data-dir", &file, "doctor"]).told(1, &["file"]);
    home.run(&["--data-dir", "/proc/nowhere", "list"]).told(1, &["/proc/nowhere"]);
}

#[test]
fn what_could_not_be_used_is_told_and_the_article_is_added() {
    let home = Home::new();
    let lines = "{\"id\":\"a\",\"body\":\"وصل الوفد\",\"published\":\"not a date\"}\n\
                 {\"id\":\"b\",\"body\":\"غادر الوفد\",\"published\":1700000000}\n\
                 {\"id\":\"c\",\"body\":\"عاد الوفد\",\"published\":[1]}";
    let file = home.file("a.jsonl", lines);
    let ran = home.run(&["add", &file]);
    ran.told(0, &["a.jsonl: line 1: published is no time: not a date", "line 3: published is no time: [1]"]);
    assert_eq!(ran.out, "added: 3 · updated: 0 · unchanged: 0 · refused: 0\n");
    let shown = |id: &str| home.run(&["show", id, "--json"]).json().remove(0)["published"].clone();
    assert_eq!((shown("a"), shown("b")), (Value::Null, json!("2023-11-14T22:13:20Z")));
    home.run(&["add", "-q", &file]).told(0, &[]);
}

#[test]
fn of_one_id_in_a_file_the_last_article_counts_and_a_second_time_changes_nothing() {
    let home = Home::new();
    let lines = "{\"id\":\"x\",\"body\":\"وصل الوفد\"}\n{\"id\":\"y\",\"body\":\"غادر\"}\n\
                 {\"id\":\"x\",\"body\":\"غادر الوفد\"}\n";
    let file = home.file("a.jsonl", lines);
    let warning = "a.jsonl: line 3: the id of line 1, which is left out";
    let ran = home.run(&["add", &file]);
    ran.told(0, &[warning]);
    assert_eq!(ran.out, "added: 2 · updated: 0 · unchanged: 0 · refused: 0\n");
    assert_eq!(home.run(&["show", "x", "--json"]).json()[0]["body"], "غادر الوفد");
    assert_eq!(home.run(&["add", &file]).out, "added: 0 · updated: 0 · unchanged: 2 · refused: 0\n");
}

#[test]
fn an_article_without_a_date_says_when_it_was_added() {
    let home = Home::new();
    home.feed(
        &["add", "-"],
        "{\"id\":\"x\",\"body\":\"arrived\",\"source\":\"s\",\"lang\":\"en\"}".as_bytes(),
    );
    let added = home.run(&["list", "--json"]).json().remove(0)["added"].as_str().unwrap().to_owned();
    let year = &added[..4];
    for args in [vec!["list"], vec!["show", "x"], vec!["search", "arrived"]] {
        let shown = home.run(&args).out;
        let row = shown.lines().find(|row| row.contains("s · added ")).unwrap_or_else(|| panic!("{shown}"));
        assert!(row.contains(year) && row.ends_with(" · x"), "{row}");
    }
}

#[test]
fn nothing_to_search_for_is_done() {
    let home = Home::new();
    let ran = home.feed(&["search", "--batch", "-"], b"");
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert_eq!(home.feed(&["search", "--batch", "-"], b"\n").json().len(), 1, "a blank line is a query");
}

#[test]
fn people_are_told_in_their_language_and_without_harakat() {
    let home = Home::new();
    let haraka = |c: char| matches!(c, '\u{64B}'..='\u{652}' | '\u{FE70}'..='\u{FE7F}');
    let added = home.feed(&["--lang", "ar", "--strategy", "logical", "add", "-"], "وصل الوفد".as_bytes()).out;
    assert_eq!(added, "أضيف: 1 · محدث: 0 · لم يتغير: 0 · مرفوض: 0\n");
    let doctor = home.run(&["--lang", "ar", "--strategy", "logical", "doctor"]).out;
    assert!(doctor.lines().any(|row| row == "ترميز الأسطر: logical (كما طلب)"), "{doctor}");
    assert!(!doctor.contains(haraka), "{doctor}");
    let visual = home.run(&["--lang", "ar", "doctor"]).out;
    let row = visual.lines().find(|row| row.contains("armoured") || row.contains("visual")).unwrap();
    assert!(row.contains(") armoured :") || row.contains(") visual :"), "blank and bracket: {row}");
}

#[test]
fn a_tag_is_given_found_and_taken() {
    let home = Home::new();
    let id = ids(&home).remove(0);
    assert_eq!(home.run(&["tag", &id, "للقراءة لاحقا", "--lang", "en"]).code, 0);
    let found = home.run(&["search", "--json", "tag:\"للقراءه لاحقًا\""]).json().remove(0);
    assert_eq!(found["hits"][0]["id"], json!(id));
    assert_eq!(home.run(&["tag", &id, "للقراءة لاحقا", "--remove"]).code, 0);
    assert_eq!(home.run(&["search", "--json", "الوسم:\"للقراءة لاحقا\""]).json().remove(0)["total"], json!(0));
    assert_eq!(home.run(&["tag", "nobody", "x"]).code, 1);
    assert_eq!(home.run(&["tag", &id, "--", "--"]).code, 1);
}

/// The digits that are set are those of articles; dates and ids have the interface's.
#[test]
fn digits_of_articles_are_as_set() {
    let home = Home::new();
    home.file(".config/sahifa/config.toml", "digits = \"arabic\"\n");
    home.feed(&["add", "-"], "قمة 2030\n\nبحثت القمة أهداف عام 2031.".as_bytes());
    let ids = ids(&home);
    for command in ["list", "search"] {
        let mut args = vec!["--lang", "en", "--strategy", "logical", command];
        args.extend((command == "search").then_some("أهداف"));
        let out = home.run(&args).out;
        assert!(out.contains("قمة ٢٠٣٠") && ids.iter().any(|id| out.contains(id.as_str())), "{out}");
        let dates = out.lines().filter(|line| line.contains(" · ")).collect::<String>();
        assert!(!dates.contains(|c| ('٠'..='٩').contains(&c)), "{out}");
        assert!(command == "list" || out.contains("٢٠٣١"), "{out}");
    }
}
