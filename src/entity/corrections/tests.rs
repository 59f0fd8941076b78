//! What each verb does to mentions, and what bad rows do.

use super::*;
use crate::entity::Engine;
use crate::model::Mention;

fn engine(rows: &str) -> Engine {
    let (corrections, bad) = Corrections::parse(rows);
    assert_eq!(bad, []);
    Engine::new().with_corrections(corrections)
}

/// Surface, class and id of each mention.
fn tag(engine: &Engine, text: &str) -> Vec<String> {
    let shown = |m: &Mention| format!("{} {} {}", &text[m.range.clone()], m.kind.code(), m.entity);
    engine.tag(text, None).iter().map(shown).collect()
}

#[test]
fn an_added_name_is_found_behind_proclitics_and_knows_its_names() {
    let engine = engine("add\tperson:zaghbar\tPER\tزغبور الفلكي\tزغبر|أبو الزغب\tZaghbur\n");
    let text = "قال زَغْبُور الفلكي إنه جاء، وشكر الحاضرون لزغبر ذلك";
    assert_eq!(tag(&engine, text), ["زَغْبُور الفلكي PER person:zaghbar", "زغبر PER person:zaghbar"]);
    let info = engine.info(&EntityId::new("person:zaghbar")).unwrap();
    assert_eq!((info.name.as_str(), info.english.as_deref()), ("زغبور الفلكي", Some("Zaghbur")));
    assert!(engine.tag(text, None).iter().all(|m| m.name == "زغبور الفلكي" && m.confidence >= 95));
}

#[test]
fn an_alias_joins_the_row_of_the_knowledge_base() {
    let engine = engine("alias\tplace:china\tبلاد التنين\n");
    assert_eq!(tag(&engine, "وصل إلى بلاد التنين"), ["بلاد التنين LOC place:china"]);
    assert_eq!(engine.tag("وصل إلى بلاد التنين", None)[0].name, "الصين");
    assert_eq!(engine.info(&EntityId::new("place:china")).unwrap().english.as_deref(), Some("China"));
}

#[test]
fn an_added_row_may_rename_what_is_known() {
    let engine = engine("add\tplace:china\tLOC\tجمهورية الصين الشعبية\n");
    assert_eq!(engine.tag("زار الصين", None)[0].name, "جمهورية الصين الشعبية");
    assert_eq!(engine.info(&EntityId::new("place:china")).unwrap().english.as_deref(), Some("China"));
}

#[test]
fn what_is_denied_is_gone_with_its_article_swallowed_too() {
    let text = "زار الصين وعاد للصين ثم إلى لبنان وتحدث للبنان";
    let all = tag(&Engine::new(), text);
    assert_eq!(all.len(), 4);
    assert_eq!(tag(&engine("not\tالصِّين"), text), all[2..]);
    assert_eq!(tag(&engine("not\tلبنان"), text), all[..2]);
}

#[test]
fn the_parts_of_a_person_who_is_denied_are_nobody() {
    let text = "استقبل شي جين بينغ ضيوفه في لبنان، وتحدث لشي جين بينغ";
    assert_eq!(tag(&engine("not\tشي جين بينغ"), text), ["لبنان LOC place:lebanon"]);
}

#[test]
fn what_is_denied_gives_way_to_what_it_covered() {
    let whole = Engine::new();
    let text = "أعلنت وزارة الدفاع الروسية ذلك";
    let long = whole.tag(text, None).remove(0);
    let engine = engine(&format!("not\t{}\nalias\torg:x\tوزارة الدفاع", &text[long.range.clone()]));
    assert_eq!(tag(&engine, text), ["وزارة الدفاع ORG org:x"]);
}

#[test]
fn a_wrong_class_gives_another_entity_and_a_right_one_changes_nothing() {
    let text = "فاز فريق الصين";
    assert_eq!(tag(&engine("kind\tالصين\tORG"), text), ["الصين ORG org:alssyn"]);
    assert_eq!(tag(&engine("kind\tالصين\tLOC"), text), tag(&Engine::new(), text));
}

#[test]
fn merged_ids_are_one_in_any_number_of_steps() {
    let engine = engine("merge\tplace:china\tplace:x\nmerge\tplace:x\torg:y\nadd\torg:y\tORG\tالتنين\n");
    let mention = engine.tag("زار الصين", None).remove(0);
    assert_eq!((mention.entity.as_str(), mention.kind), ("org:y", EntityKind::Organisation));
    assert_eq!(mention.name, "التنين");
    assert_eq!(engine.info(&EntityId::new("place:china")).unwrap().name, "التنين");
}

#[test]
fn a_circle_of_merges_is_opened_by_its_last_row() {
    let (corrections, _) =
        Corrections::parse("merge\tplace:a\tplace:b\nmerge\tplace:b\tplace:c\nmerge\tplace:c\tplace:a");
    for id in ["place:a", "place:b", "place:c"] {
        assert_eq!(corrections.resolve(&EntityId::new(id)).as_str(), "place:a");
    }
}

#[test]
fn a_spelling_can_be_split_off() {
    let text = "قال بوتين ذلك وزار الصين";
    let own = tag(&engine("split\tبوتين"), text);
    assert_eq!(own[0], "بوتين PER person:bwtyn");
    assert_eq!(tag(&engine("split\tبوتين\tperson:other"), text)[0], "بوتين PER person:other");
    assert_eq!(own[1], tag(&Engine::new(), text)[1]);
}

#[test]
fn of_rows_that_contradict_each_other_the_later_one_holds() {
    let text = "زار الصين";
    assert_eq!(tag(&engine("not\tالصين\nalias\tplace:china\tالصين"), text).len(), 1);
    assert_eq!(tag(&engine("alias\tplace:china\tالصين\nnot\tالصين"), text).len(), 0);
    assert_eq!(tag(&engine("not\tالصين\nkind\tالصين\tORG"), text).len(), 1);
}

#[test]
fn bad_rows_are_told_by_line_and_the_rest_holds() {
    let rows = "\u{FEFF}# comment\r\n\r\nnot\tأمل\r\nnto\tأمل\nkind\tأمل\tDATE\nadd\tplace:x\tPER\tس\nmerge\tplace:x\tplace:x\n\
                alias\tx\tاسم\nnot\t«»\nalias\tplace:x\tأ. ب\nnot\tأمل\tزائد\nnot\nnot\t\u{FFFD}\nsplit  أبو زيد  person:z\n";
    let (corrections, bad) = Corrections::parse(rows);
    assert_eq!(bad.iter().map(|row| row.line).collect::<Vec<_>>(), [4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    let told: Vec<String> = bad.iter().map(ToString::to_string).collect();
    assert_eq!(told[0], "line 4: “nto” is no correction: add, alias, not, kind, merge, split or in");
    assert_eq!(told[1], "line 5: “DATE” is no class: PER, LOC, ORG, EVT or DOC");
    assert_eq!(told[2], "line 6: place:x is no id of a PER: it begins with person:");
    assert_eq!(told[6], "line 10: “أ. ب” cannot be found in a text with “.” in it");
    assert_eq!(told[8], "line 12: a spelling is missing");
    assert!(told.iter().all(|line| !line.contains('\n')));
    let split =
        Correction::Split { spelling: "أبو زيد".into(), entity: Some(EntityId::new("person:z")) };
    assert_eq!(corrections.rows(), [Correction::Not { spelling: "أمل".into() }, split]);
}

#[test]
fn what_is_written_is_read_back() {
    let all = [
        Correction::Add {
            entity: EntityId::new("org:x"),
            kind: EntityKind::Organisation,
            name: "اسم".into(),
            spellings: vec!["آخر".into(), "ثالث".into()],
            english: Some("Name".into()),
        },
        Correction::Alias { entity: EntityId::new("doc:x"), spelling: "اسم".into() },
        Correction::Not { spelling: "ا-ب".into() },
        Correction::Kind { spelling: "اسم".into(), kind: EntityKind::Event },
        Correction::Merge {
            entity: EntityId::new("place:x"),
            into: EntityId::new("place:y"),
            name: Some("اسم".into()),
        },
        Correction::Split { spelling: "اسم".into(), entity: None },
    ];
    let rows: Vec<String> = all.iter().map(|row| Corrections::row(row).unwrap()).collect();
    let (read, bad) = Corrections::parse(&rows.join("\n"));
    assert_eq!((read.rows(), bad), (&all[..], vec![]));
    assert!(rows.iter().zip(&all).all(|(row, correction)| Corrections::says(row, correction)));
    let wrapped = Correction::Not { spelling: "كفر\nالزيات\t".into() };
    assert_eq!(Corrections::row(&wrapped).unwrap(), "not\tكفر الزيات");
    assert!(Corrections::row(&Correction::Not { spelling: "؟".into() }).is_err());
}

#[test]
fn the_fingerprint_is_of_what_is_said() {
    let of = |rows: &str| Corrections::parse(rows).0.fingerprint();
    assert_eq!((of(""), of("# only words\n")), (0, 0));
    assert_eq!(of("not\tأمل"), of("\n# why\nnot  أمل  \r\n"));
    assert_ne!(of("not\tأمل"), of("not\tأمور"));
    assert_eq!(Engine::new().stamp(), u64::from(crate::entity::ANALYSIS_VERSION));
}

#[test]
fn a_mention_tells_how_it_is_written() {
    let text = "زار الصين وعاد للصين وتحدث للبنان";
    let spelt: Vec<String> = Engine::new().tag(text, None).iter().map(|m| m.spelling(text)).collect();
    assert_eq!(spelt, ["الصين", "الصين", "لبنان"]);
}

#[test]
fn a_denied_word_stays_a_part_of_longer_names() {
    let text = "قالت أمل كلوني إنها سعيدة، وقالت أمل كلوني إنها عائدة";
    let named =
        |engine: &Engine| tag(engine, text).into_iter().filter(|told| told.starts_with("أمل كلوني")).count();
    assert_eq!((named(&Engine::new()), named(&engine("not\tأمل"))), (2, 2));
    assert_eq!(named(&engine("not\tأمل كلوني")), 0);
}

#[test]
fn what_is_known_inside_of_a_denied_name_stays() {
    let text = "ووبخ ماكرون زيلينسكي علنا";
    let people = |engine: &Engine| {
        tag(engine, text).into_iter().filter(|told| told.contains("PER")).collect::<Vec<_>>()
    };
    let both = ["ماكرون PER person:emmanuel-macron", "زيلينسكي PER person:volodymyr-zelenskyy"];
    assert_eq!(people(&engine("not\tماكرون زيلينسكي")), both);
    assert_eq!(people(&engine("not\tماكرون زيلينسكي\nnot\tماكرون")), both[1..]);
}

#[test]
fn what_holds_in_one_article_is_followed_there_alone() {
    let (corrections, bad) = Corrections::parse("in\ta\tnot\tالصين\nin\ta\tin\tb\tnot\tلبنان\nin\ta\n");
    assert_eq!(bad.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(Corrections::row(&corrections.rows()[0]).unwrap(), "in\ta\tnot\tالصين");
    assert!(corrections.within(&ArticleId::new("b")).is_none());
    let own = corrections.within(&ArticleId::new("a")).unwrap();
    assert_eq!(tag(&Engine::new().with_corrections(corrections), "زار الصين").len(), 1);
    assert_eq!(tag(&Engine::new().with_corrections(own), "زار الصين").len(), 0);
}
