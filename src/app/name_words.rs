//! What the interface says of names, their classes and their corrections, in both languages.
//!
//! Knows nothing of where it is shown. *Invariant:* a sentence is one line.

use std::collections::BTreeMap;

use super::Lang;
use super::words::kind_name;
use crate::model::{Correction, EntityId, EntityKind};

/// The fixed sentences of a language.
#[derive(Debug)]
#[allow(missing_docs)] // each field is named after what it says
pub struct NameWords {
    pub title: &'static str,
    pub nothing: &'static str,
    /// Keys of the list of names with what they do.
    pub list_hints: [(&'static str, &'static str); 4],
    /// The same in the pop-up.
    pub correct_hints: [(&'static str, &'static str); 2],
    /// The same while a name is typed.
    pub find_hints: [(&'static str, &'static str); 3],
    pub correct_title: &'static str,
    pub undo_title: &'static str,
    pub not: &'static str,
    pub kind: &'static str,
    pub another: &'static str,
    pub same: &'static str,
    pub same_as: &'static str,
    pub take_back: &'static str,
    pub nothing_to_correct: &'static str,
    pub written: &'static str,
    pub taken_back: &'static str,
    pub no_such_name: &'static str,
}

static ARABIC: NameWords = NameWords {
    title: "الأسماء",
    nothing: "لا أسماء في هذا المقال",
    list_hints: [("Esc", "إغلاق"), ("1-9", "الأنواع"), ("]", "المواضع"), ("x", "تصحيح")],
    correct_hints: [("Esc", "رجوع"), ("Enter", "اختيار")],
    find_hints: [("Esc", "رجوع"), ("Enter", "اختيار"), ("↑↓", "تنقل")],
    correct_title: "تصحيح:",
    undo_title: "التراجع عن تصحيح",
    not: "ليس اسمًا",
    kind: "بل هو",
    another: "شخص أو شيء آخر بالاسم نفسه",
    same: "هو نفسه اسم آخر…",
    same_as: "هو نفسه:",
    take_back: "تراجع:",
    nothing_to_correct: "اختر اسمًا بمفتاح Tab أولًا؛ وليس من تصحيح سابق يُتراجع عنه",
    written: "حُفظ التصحيح، ويُتراجع عنه بالمفتاح x",
    taken_back: "أُلغي التصحيح",
    no_such_name: "لا اسم يبدأ هكذا",
};

static ENGLISH: NameWords = NameWords {
    title: "Names",
    nothing: "There are no names in this article",
    list_hints: [("Esc", "close"), ("1-9", "classes"), ("]", "mentions"), ("x", "correct")],
    correct_hints: [("Esc", "back"), ("Enter", "choose")],
    find_hints: [("Esc", "back"), ("Enter", "choose"), ("↑↓", "move")],
    correct_title: "Correct:",
    undo_title: "Take a correction back",
    not: "Not a name",
    kind: "It is of the class",
    another: "Somebody or something else of the same name",
    same: "The same as another name…",
    same_as: "The same as:",
    take_back: "Take back:",
    nothing_to_correct: "Choose a name with Tab first; and there is no correction to take back",
    written: "Correction kept; x takes it back",
    taken_back: "Correction taken back",
    no_such_name: "No name begins so",
};

/// The sentences of a language.
pub fn name_words(lang: Lang) -> &'static NameWords {
    match lang {
        Lang::Ar => &ARABIC,
        Lang::En => &ENGLISH,
    }
}

/// Told when a class is shown again.
pub fn shown(kind: EntityKind, lang: Lang) -> String {
    match lang {
        Lang::Ar => format!("معلَّم من جديد: {}", kind_name(kind, lang)),
        Lang::En => format!("marked again: {}", kind_name(kind, lang)),
    }
}

/// Told when a class is hidden.
pub fn hidden(kind: EntityKind, lang: Lang) -> String {
    match lang {
        Lang::Ar => format!("لا يُعلَّم الآن: {}", kind_name(kind, lang)),
        Lang::En => format!("not marked now: {}", kind_name(kind, lang)),
    }
}

/// What a correction says, with the names of the entities that it speaks of.
pub fn told(correction: &Correction, names: &BTreeMap<EntityId, String>, lang: Lang) -> String {
    let arabic = lang == Lang::Ar;
    let words = name_words(lang);
    let quoted = |text: &str| if arabic { format!("«{text}»") } else { format!("“{text}”") };
    let name = |id: &EntityId| quoted(names.get(id).map_or(id.as_str(), String::as_str));
    match correction {
        Correction::Add { name, kind, .. } => format!("{} = {}", quoted(name), kind_name(*kind, lang)),
        Correction::Alias { entity, spelling } | Correction::Split { spelling, entity: Some(entity) } => {
            format!("{} = {}", quoted(spelling), name(entity))
        }
        Correction::Not { spelling } => format!("{}: {}", quoted(spelling), words.not),
        Correction::Kind { spelling, kind } => format!("{}: {}", quoted(spelling), kind_name(*kind, lang)),
        Correction::Merge { entity, into } => format!("{} = {}", name(entity), name(into)),
        Correction::Split { spelling, entity: None } => format!("{}: {}", quoted(spelling), words.another),
    }
}
