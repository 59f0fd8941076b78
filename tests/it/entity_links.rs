//! Linking over pairs of mentions, made by hand: two texts of a line name one entity, of two lines never.
//!
//! `tests/data/entities/links.txt` holds little texts with their mention in brackets; none is from the news.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use sahifa::entity::Engine;

use super::bracketed::id;

const LINES: &str = include_str!("../data/entities/links.txt");

#[test]
fn mentions_of_one_entity_meet_and_others_do_not() {
    let engine = Engine::new();
    let lines: Vec<Vec<(&str, Option<String>)>> = LINES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(" | ").map(|text| (text, id(&engine, text))).collect())
        .collect();
    let (mut wanted, mut right) = (0, 0);
    let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, line) in lines.iter().enumerate() {
        for (at, (text, id)) in line.iter().enumerate() {
            if let Some(id) = id {
                by_id.entry(id).or_default().push(number);
            } else {
                println!("not found: {text}");
            }
            for (other, other_id) in &line[..at] {
                wanted += 1;
                let same = id.is_some() && id == other_id;
                right += usize::from(same);
                if !same && id.is_some() && other_id.is_some() {
                    println!("apart: {text} {id:?}, {other} {other_id:?}");
                }
            }
        }
    }
    let wrong: usize = by_id
        .iter()
        .map(|(id, numbers)| {
            let pairs =
                numbers.iter().enumerate().flat_map(|(n, a)| numbers[..n].iter().map(move |b| (a, b)));
            let wrong = pairs.filter(|(a, b)| a != b).count();
            if wrong > 0 {
                println!("one id for {wrong} pairs: {id}");
            }
            wrong
        })
        .sum();
    println!("{right} of {wanted} pairs met, {wrong} wrong");
    assert!(right * 100 >= wanted * 90, "{right} of {wanted}");
    assert!(right * 100 >= (right + wrong) * 98, "{wrong} wrong");
}

/// The id of the last mention of a surface.
fn last(engine: &Engine, text: &str, surface: &str) -> String {
    let mentions = engine.tag(text, None);
    let found = mentions.iter().rfind(|mention| &text[mention.range.clone()] == surface);
    found.unwrap_or_else(|| panic!("{surface} in {mentions:?}")).entity.as_str().to_owned()
}

#[test]
fn one_name_alone_does_not_join_two_texts() {
    let engine = Engine::new();
    let (here, there) = ("قال محمد إنه ذاهب. وقال محمد إنه عائد", "قال محمد إنه هنا");
    assert_eq!(last(&engine, here, "محمد"), id(&engine, &here.replacen("محمد", "[محمد]", 1)).unwrap());
    assert_ne!(last(&engine, here, "محمد"), last(&engine, there, "محمد"));
    let (here, there) = ("وصل سامي القرملاوي", "قال سامي القرملاوي إنه هنا");
    assert_eq!(last(&engine, here, "سامي القرملاوي"), last(&engine, there, "سامي القرملاوي"));
}

#[test]
fn a_bare_given_name_means_its_only_bearer_in_the_text() {
    let engine = Engine::new();
    let text = "قال وليد جنبلاط إنه راض. وأضاف وليد أن الأمر انتهى";
    assert_eq!(last(&engine, text, "وليد"), "person:walid-jumblatt");
    let two = "قال وليد جنبلاط ووليد الركراكي إنهما راضيان. وأضاف وليد أن الأمر انتهى";
    assert!(last(&engine, two, "وليد").starts_with("person:wlyd@"));
}
