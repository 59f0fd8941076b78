//! The user's correction file end to end: written, followed at once and in the index, edited by hand.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use jiff::Timestamp;
use proptest::prelude::*;
use sahifa::entity::{Corrections, Engine};
use sahifa::library::Library;
use sahifa::model::{ArticleId, Correction, EntityId, EntityKind, Parsed};

use super::cli::Home;
use super::library::derive_all;

fn article(id: &str, body: &str) -> Parsed {
    super::library::article(id, "ت", body)
}

/// A library on disk with three articles and their correction file.
fn library(home: &Path) -> Library {
    let mut library = Library::open(&home.join("data"), Timestamp::UNIX_EPOCH).unwrap();
    library.follow_corrections(&home.join("config/entities.tsv")).unwrap();
    let bodies = ["زار الوزير الصين أمس", "وصل الوفد إلى بلاد التنين", "قال المتحدث إن للصين رأيا"];
    let articles = bodies.iter().enumerate().map(|(n, body)| article(&n.to_string(), body));
    library.ingest(articles.collect(), Timestamp::UNIX_EPOCH).unwrap();
    derive_all(&mut library);
    library
}

fn entities(library: &Library, id: &str) -> Vec<String> {
    let opened = library.article(&ArticleId::new(id)).unwrap().unwrap();
    opened.mentions.iter().map(|mention| mention.entity.to_string()).collect()
}

fn found(library: &Library, query: &str) -> Vec<String> {
    let hits = library.searcher().search(query, 20).hits;
    let mut ids: Vec<String> = hits.iter().map(|hit| hit.id().to_string()).collect();
    ids.retain(|id| id.len() == 1); // the bundled ones have longer ids
    ids.sort();
    ids
}

fn on_page(library: &Library, entity: &str) -> Vec<String> {
    let page = library.entity_page(&EntityId::new(entity)).unwrap();
    let articles = page.map(|page| page.articles).unwrap_or_default();
    let mut ids: Vec<String> = articles.iter().map(|(article, _)| article.id.to_string()).collect();
    ids.retain(|id| id.len() == 1);
    ids.sort();
    ids
}

const CHINA: &str = "place:china";

fn dragon() -> Correction {
    Correction::Alias { entity: EntityId::new(CHINA), spelling: "بلاد التنين".into() }
}

#[test]
fn a_correction_holds_at_once_and_then_in_index_and_pages() {
    let home = tempfile::tempdir().unwrap();
    let mut library = library(home.path());
    assert_eq!(found(&library, "entity:place:china"), ["0", "2"]);
    library.correct(&dragon()).unwrap();
    assert_eq!(entities(&library, "1"), [CHINA], "the open article needs no derive");
    derive_all(&mut library);
    for all in [found(&library, "entity:place:china"), on_page(&library, CHINA)] {
        assert_eq!(all, ["0", "1", "2"]);
    }
    library.correct(&Correction::Not { spelling: "الصين".into() }).unwrap();
    assert_eq!(entities(&library, "2"), Vec::<String>::new(), "behind the preposition too");
    derive_all(&mut library);
    for all in [found(&library, "entity:place:china"), on_page(&library, CHINA)] {
        assert_eq!(all, ["1"]);
    }
    assert_eq!(library.corrections().len(), 2);
    assert!(library.take_back(&dragon()).unwrap());
    assert!(!library.take_back(&dragon()).unwrap());
    derive_all(&mut library);
    assert_eq!(found(&library, "entity:place:china"), Vec::<String>::new());
}

#[test]
fn only_what_a_correction_touches_is_indexed_again() {
    let home = tempfile::tempdir().unwrap();
    let mut library = library(home.path());
    library.correct(&dragon()).unwrap();
    assert_eq!(library.health().pending, 1, "no other article waits to be tagged");
    derive_all(&mut library);
    let health = library.health();
    assert_eq!((health.pending, health.indexed, health.problems), (0, 8, vec![]));
    assert_eq!(library.derive(10).unwrap(), 0, "and it ends");
}

#[test]
fn what_is_not_marked_again_would_be_marked_the_same() {
    let home = tempfile::tempdir().unwrap();
    let mut library = library(home.path());
    let texts = [
        "وبكوبا وكوبا ثم للصين",
        "زار بوتين كوبا وتحدث لبوتين",
        "فنزويلا والصين",
        "قال الوزير إن الزمالك فاز",
        "وكوبا-الصين",
        "لا أحد هنا",
        "التقى سمير الحداد بوتين",
        "وللصين كوبٌ من الشاي",
    ];
    let articles = texts.iter().enumerate().map(|(n, text)| article(&format!("t{n}"), text));
    library.ingest(articles.collect(), Timestamp::UNIX_EPOCH).unwrap();
    derive_all(&mut library);
    let id = |text: &str| EntityId::new(text);
    let not = |spelling: &str| Correction::Not { spelling: spelling.into() };
    let merge = |a: &str, b: &str| Correction::Merge { entity: id(a), into: id(b), name: None };
    let rows = [
        not("كوبا"),
        not("الصين"),
        Correction::Kind { spelling: "الزمالك".into(), kind: EntityKind::Place },
        merge("person:vladimir-putin", "person:x"),
        merge("person:x", "person:y"),
        Correction::Alias { entity: id("place:china"), spelling: "كوب".into() },
        Correction::Split { spelling: "سمير الحداد".into(), entity: Some(id("person:z")) },
        Correction::Within { article: ArticleId::new("t5"), correction: Box::new(not("أحد")) },
        Correction::Add {
            entity: id("place:venezuela"),
            kind: EntityKind::Place,
            name: "بلاد بوليفار".into(),
            spellings: Vec::new(),
            english: None,
        },
    ];
    let compare = |library: &mut Library, after: &str| {
        derive_all(library);
        for article in library.list().unwrap() {
            let stored = library.article(&article.id).unwrap().unwrap();
            let mut fresh = Library::in_memory().unwrap();
            for correction in library.corrections() {
                fresh.correct(correction).unwrap();
            }
            fresh.ingest(vec![stored.article.parsed.clone()], Timestamp::UNIX_EPOCH).unwrap();
            let tagged = fresh.article(&article.id).unwrap().unwrap();
            assert_eq!(stored.mentions, tagged.mentions, "{} after {after}", article.id);
        }
    };
    for row in &rows {
        library.correct(row).unwrap();
        assert!(library.waiting().unwrap() < 16, "{row:?}");
        compare(&mut library, &format!("{row:?}"));
    }
    for row in &rows {
        library.take_back(row).unwrap();
        compare(&mut library, &format!("no {row:?}"));
    }
}

#[test]
fn a_merged_entity_is_found_by_either_name_and_called_by_its_own() {
    let home = tempfile::tempdir().unwrap();
    let mut library = library(home.path());
    let bodies = ["قال المحامي نبيل الشوا إن القضية أغلقت", "وقال المحامي نبيل شوا إن الحكم نهائي"];
    let articles = bodies.iter().enumerate().map(|(n, body)| article(&(n + 5).to_string(), body));
    library.ingest(articles.collect(), Timestamp::UNIX_EPOCH).unwrap();
    derive_all(&mut library);
    let ids: Vec<String> = ["5", "6"].iter().map(|article| entities(&library, article)[0].clone()).collect();
    assert_ne!(ids[0], ids[1]);
    let [entity, into] = [&ids[0], &ids[1]].map(|id| EntityId::new(id.as_str()));
    let merge = Correction::Merge { entity, into, name: Some("نبيل شوا".into()) };
    library.correct(&merge).unwrap();
    derive_all(&mut library);
    for name in ["نبيل الشوا", "نبيل شوا", &ids[0], &ids[1]] {
        assert_eq!(found(&library, &format!("entity:\"{name}\"")), ["5", "6"], "{name}");
    }
    let opened = library.article(&ArticleId::new("5")).unwrap().unwrap();
    assert_eq!(opened.mentions[0].name, "نبيل شوا");
    library.take_back(&merge).unwrap();
    derive_all(&mut library);
    assert_eq!(found(&library, "entity:\"نبيل الشوا\""), ["5"]);
    assert_eq!(found(&library, "entity:\"نبيل شوا\""), ["6"]);
}

#[test]
fn a_search_for_a_name_follows_corrections_before_the_index_does() {
    let home = tempfile::tempdir().unwrap();
    let first = library(home.path());
    let mut second = Library::open(&home.path().join("data"), Timestamp::UNIX_EPOCH).unwrap();
    second.follow_corrections(&home.path().join("config/entities.tsv")).unwrap();
    // The first one writes the index, and does nothing meanwhile.
    second.correct(&Correction::Not { spelling: "الصين".into() }).unwrap();
    second.correct(&dragon()).unwrap();
    derive_all(&mut second);
    assert_eq!(found(&second, "entity:place:china"), ["1"]);
    let all = second.searcher().search("entity:place:china", 20);
    assert_eq!(all.total, all.hits.len());
    drop(first);
}

#[test]
fn what_is_said_of_one_article_holds_there_alone() {
    let home = tempfile::tempdir().unwrap();
    let mut library = library(home.path());
    let within =
        |correction| Correction::Within { article: ArticleId::new("0"), correction: Box::new(correction) };
    let denied = within(Correction::Not { spelling: "الصين".into() });
    library.correct(&denied).unwrap();
    derive_all(&mut library);
    for all in [found(&library, "entity:place:china"), on_page(&library, CHINA)] {
        assert_eq!(all, ["2"]);
    }
    assert!(library.take_back(&denied).unwrap());
    let other = EntityId::new("place:china-0");
    let split = Correction::Split { spelling: "الصين".into(), entity: Some(other) };
    library.correct(&within(split)).unwrap();
    derive_all(&mut library);
    assert_eq!(
        (found(&library, "entity:place:china"), on_page(&library, "place:china-0")),
        (vec!["2".into()], vec!["0".into()])
    );
}

#[test]
fn a_file_edited_by_hand_counts_at_the_next_start_and_while_running() {
    let home = tempfile::tempdir().unwrap();
    drop(library(home.path()));
    let file = home.path().join("config/entities.tsv");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, "alias\tplace:china\tبلاد التنين\nbad row\n").unwrap();
    let mut library = library(home.path());
    assert_eq!(on_page(&library, CHINA), ["0", "1", "2"]);
    assert_eq!(library.bad_corrections().len(), 1);
    fs::write(&file, "kind  الصين  ORG\n").unwrap();
    derive_all(&mut library);
    assert_eq!(on_page(&library, CHINA), Vec::<String>::new());
    assert_eq!(found(&library, "entity:org:alssyn"), ["0", "2"]);
    fs::remove_file(&file).unwrap();
    derive_all(&mut library);
    assert_eq!(found(&library, "entity:place:china"), ["0", "2"]);
}

#[test]
fn two_programs_on_one_file_agree_and_come_to_rest() {
    let home = tempfile::tempdir().unwrap();
    let mut first = library(home.path());
    let mut second = library(home.path());
    second.correct(&dragon()).unwrap();
    derive_all(&mut second);
    derive_all(&mut first);
    assert_eq!(first.corrections(), second.corrections());
    assert_eq!((first.derive(9).unwrap(), second.derive(9).unwrap()), (0, 0));
    assert_eq!(on_page(&first, CHINA), ["0", "1", "2"]);
}

#[test]
fn what_was_written_by_hand_stays_byte_for_byte() {
    let home = tempfile::tempdir().unwrap();
    let (real, file) = (home.path().join("dotfiles.tsv"), home.path().join("entities.tsv"));
    let hand = b"\xEF\xBB\xBF# mine \xFF\r\n\r\nnot  \xD8\xA3\xD9\x85\xD9\x84".to_vec();
    fs::write(&real, &hand).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, &file).unwrap();
    let mut library = Library::in_memory().unwrap();
    library.follow_corrections(&file).unwrap();
    library.correct(&dragon()).unwrap();
    library.correct(&Correction::Not { spelling: "x\ny".into() }).unwrap();
    library.take_back(&dragon()).unwrap();
    let written = fs::read(&file).unwrap();
    assert_eq!(written, [&hand[..], b"\nnot\tx y\n"].concat());
    assert!(fs::symlink_metadata(&file).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2, "no temporary file is left");
}

#[test]
fn what_cannot_be_written_is_told_and_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut library = Library::in_memory().unwrap();
    let refused = library.correct(&Correction::Not { spelling: "؟!".into() }).unwrap_err();
    assert!(refused.to_string().starts_with("this cannot be corrected: "), "{refused}");
    let blocked = home.path().join("file");
    fs::write(&blocked, "x").unwrap();
    library.follow_corrections(&blocked.join("entities.tsv")).unwrap_err();
    assert!(library.correct(&dragon()).is_err());
    assert!(library.corrections().is_empty());
}

#[test]
fn a_new_file_explains_itself_and_without_a_file_it_holds_for_the_run() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("deep/entities.tsv");
    let mut library = Library::in_memory().unwrap();
    library.correct(&dragon()).unwrap();
    assert_eq!(library.tag("بلاد التنين", None).len(), 1);
    library.follow_corrections(&file).unwrap();
    assert_eq!(library.tag("بلاد التنين", None).len(), 0);
    library.correct(&dragon()).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    for verb in ["add", "alias", "not", "kind", "merge", "split"] {
        assert!(text.contains(&format!("# {verb}\t")), "{verb}");
    }
    assert!(text.ends_with("alias\tplace:china\tبلاد التنين\n"));
    assert_eq!(library.bad_corrections(), []);
}

#[test]
fn the_rows_of_the_manual_can_be_read() {
    let manual = include_str!("../../README.md");
    let rows = manual.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    let (corrections, bad) = Corrections::parse(rows);
    assert_eq!((corrections.rows().len(), bad), (6, vec![]));
    let Correction::Add { spellings, english, .. } = &corrections.rows()[0] else { panic!() };
    assert_eq!((spellings.len(), english.as_deref()), (2, Some("Samir Haddad")));
}

#[test]
fn the_command_line_follows_the_file_and_tells_bad_rows() {
    let home = Home::new();
    let file = home.file("a.txt", "وصل الوفد إلى بلاد التنين");
    home.file(".config/sahifa/entities.tsv", "alias\tplace:china\tبلاد التنين\nalias\tx\n");
    let ran = home.run(&["entities", "--json", &file]);
    ran.told(0, &["entities.tsv, line 2: “x” is no id"]);
    let mentions = &ran.json()[0]["mentions"];
    assert_eq!(mentions[0]["entity"], CHINA);
    assert_eq!((mentions[0]["start"].as_u64(), mentions[0]["end"].as_u64()), (Some(14), Some(25)));
    assert_eq!(home.run(&["add", "-q", &file]).code, 0);
    let hits = home.run(&["-q", "search", "--json", "entity:place:china"]).json();
    assert!(hits[0]["hits"].as_array().unwrap().iter().any(|hit| hit["id"].as_str().unwrap().len() > 4));
    let beside = home.file("mine/settings.toml", "");
    home.file("mine/entities.tsv", "");
    let ran = home.run(&["--config", &beside, "entities", "--json", &file]);
    assert_eq!((ran.json()[0]["mentions"].as_array().unwrap().len(), ran.err.as_str()), (0, ""));
}

/// Rows of which many are good.
fn rows() -> impl Strategy<Value = String> {
    let word = prop_oneof!["الصين", "بوتين", "لبنان", "[ابتلوسمن]{1,5}", "\\PC{0,6}"];
    let id = prop_oneof!["place:china", "person:[a-c]", "org:x", "\\PC{0,4}"];
    let row = prop_oneof![
        (id.clone(), word.clone()).prop_map(|(id, word)| format!("alias\t{id}\t{word}")),
        word.clone().prop_map(|word| format!("not\t{word}")),
        (word.clone(), prop_oneof!["PER", "ORG", "DATE"]).prop_map(|(w, k)| format!("kind\t{w}\t{k}")),
        (id.clone(), id.clone()).prop_map(|(a, b)| format!("merge\t{a}\t{b}")),
        (word.clone(), id).prop_map(|(word, id)| format!("split\t{word}\t{id}")),
        (word.clone(), word).prop_map(|(a, b)| format!("add\tperson:a\tPER\t{a}\t{b}|{b}\tEn")),
        "\\PC{0,20}",
    ];
    proptest::collection::vec(row, 0..8).prop_map(|rows| rows.join("\n"))
}

proptest! {
    #[test]
    fn any_rows_and_any_text_give_sorted_mentions_that_never_overlap(
        rows in rows(),
        text in "((الصين|للصين|وبوتين|لبنان|بوتِين|[ابتلوسمن]{1,5}|\\PC{0,4}|\r\n)[ ،.-]?){0,20}",
    ) {
        let (corrections, _) = Corrections::parse(&rows);
        for correction in corrections.rows() {
            prop_assert!(Corrections::row(correction).is_ok(), "{correction:?}");
        }
        let engine = Engine::new().with_corrections(corrections);
        let mut end = 0;
        for mention in engine.tag(&text, None) {
            prop_assert!(mention.range.start >= end && mention.range.end > mention.range.start);
            prop_assert!(text.get(mention.range.clone()).is_some() && !mention.entity.as_str().is_empty());
            prop_assert!(!mention.spelling(&text).is_empty());
            end = mention.range.end;
        }
    }
}

#[test]
fn a_thousand_corrections_do_not_slow_the_tagger() {
    let row = |n| format!("alias\tperson:x{n}\tاسم{n} ثان\nnot\tشيء{n}");
    let (corrections, bad) = Corrections::parse(&(0..1_000).map(row).collect::<Vec<_>>().join("\n"));
    assert_eq!(bad, []);
    let engine = Engine::new().with_corrections(corrections);
    let text = "زار الوزير الصين أمس وقال إنه سيعود. ".repeat(2_000);
    let time = |engine: &Engine| {
        let start = std::time::Instant::now();
        assert_eq!(engine.tag(&text, None).iter().filter(|m| m.kind == EntityKind::Place).count(), 2_000);
        start.elapsed()
    };
    let (plain, corrected) = (time(&Engine::new()), time(&engine));
    assert!(corrected < plain * 4 + std::time::Duration::from_millis(50), "{corrected:?} for {plain:?}");
}
