//! One row of the correction file: read from its columns, written back the same.
//!
//! *Invariant:* what `write` gives is read back as the same correction.

use crate::model::{ArticleId, Correction, EntityId, EntityKind};

/// What rows can say, as comments for the top of a new file.
pub(super) const HEADER: &str = "\
# Corrections of names, a row each; columns are parted by tabs. What a row cannot say is told and left out.
# تصحيحات الأسماء، لكل تصحيح سطر، وبين الأعمدة علامة جدولة
#
# add\tID\tCLASS\tNAME\tSPELLINGS\tENGLISH\t\ta new entity; CLASS is PER LOC ORG EVT DOC, SPELLINGS a|b
# alias\tID\tSPELLING\t\tanother spelling of an entity
# not\tSPELLING\t\tno entity
# kind\tSPELLING\tCLASS\t\tof another class
# merge\tID\tID\tNAME\t\tthe first is the second, which is called so
# split\tSPELLING\tID\t\tsomebody else (without ID: an entity of its own)
# in\tARTICLE\tnot\tSPELLING\t\tany of these, but in one article alone
";

/// Prefix of the ids of each class that may be corrected.
const PREFIXES: [(EntityKind, &str); 5] = [
    (EntityKind::Person, "person"),
    (EntityKind::Place, "place"),
    (EntityKind::Organisation, "org"),
    (EntityKind::Event, "event"),
    (EntityKind::Document, "doc"),
];

/// The prefix of a class's ids; none for dates and amounts.
pub(super) fn prefix(kind: EntityKind) -> Option<&'static str> {
    PREFIXES.iter().find(|(own, _)| *own == kind).map(|(_, prefix)| *prefix)
}

/// The class that an id's prefix tells.
pub(super) fn class(id: &EntityId) -> Option<EntityKind> {
    let (prefix, slug) = id.as_str().split_once(':')?;
    let known = PREFIXES.iter().find(|(_, own)| *own == prefix && !slug.is_empty())?;
    Some(known.0)
}

/// What a row says; nothing for a comment or an empty line.
pub(super) fn read(line: &str) -> Result<Option<Correction>, String> {
    let line = line.trim_end();
    if line.trim_start().is_empty() || line.trim_start().starts_with('#') {
        return Ok(None);
    }
    if line.contains('\u{FFFD}') {
        return Err("not UTF-8".to_owned());
    }
    let columns = columns(line);
    let column = |n: usize| columns.get(n).copied().unwrap_or("");
    let verb = column(0);
    if verb == "in" {
        return within(column(1), &columns[2.min(columns.len())..].join("\t")).map(Some);
    }
    let most = match verb {
        "add" => 6,
        "merge" => 4,
        "split" | "alias" | "kind" => 3,
        "not" => 2,
        _ => {
            return Err(format!("“{verb}” is no correction: add, alias, not, kind, merge, split or in"));
        }
    };
    if columns.iter().skip(most).any(|more| !more.is_empty()) {
        return Err(format!("“{verb}” has {} columns at most, parted by tabs", most - 1));
    }
    Ok(Some(match verb {
        "add" => add(&columns)?,
        "alias" => Correction::Alias { entity: id(column(1))?, spelling: spelling(column(2))? },
        "not" => Correction::Not { spelling: spelling(column(1))? },
        "kind" => Correction::Kind { spelling: spelling(column(1))?, kind: kind(column(2))? },
        "merge" => {
            let (entity, into) = (id(column(1))?, id(column(2))?);
            if entity == into {
                return Err(format!("{entity} is one already"));
            }
            let name = Some(column(3)).filter(|text| !text.is_empty()).map(spelling).transpose()?;
            Correction::Merge { entity, into, name }
        }
        _ => Correction::Split {
            spelling: spelling(column(1))?,
            entity: Some(column(2)).filter(|text| !text.is_empty()).map(id).transpose()?,
        },
    }))
}

/// What holds in one article alone.
fn within(article: &str, row: &str) -> Result<Correction, String> {
    match read(row)? {
        Some(correction) if correction.article().is_none() => {
            Ok(Correction::Within { article: ArticleId::new(article), correction: Box::new(correction) })
        }
        _ => Err("“in” wants the id of an article and a correction".to_owned()),
    }
}

/// Columns stand between tabs; where an editor made blanks of them, between two blanks or more.
fn columns(line: &str) -> Vec<&str> {
    if line.contains('\t') {
        line.split('\t').map(str::trim).collect()
    } else {
        line.split("  ").map(str::trim).filter(|column| !column.is_empty()).collect()
    }
}

fn add(columns: &[&str]) -> Result<Correction, String> {
    let column = |n: usize| columns.get(n).copied().unwrap_or("");
    let (entity, kind) = (id(column(1))?, kind(column(2))?);
    if class(&entity) != Some(kind) {
        let wanted = prefix(kind).unwrap_or_default();
        return Err(format!("{entity} is no id of a {}: it begins with {wanted}:", kind.code()));
    }
    let others = column(4).split('|').map(str::trim).filter(|text| !text.is_empty());
    Ok(Correction::Add {
        entity,
        kind,
        name: spelling(column(3))?,
        spellings: others.map(spelling).collect::<Result<_, _>>()?,
        english: Some(column(5)).filter(|text| !text.is_empty()).map(str::to_owned),
    })
}

fn id(text: &str) -> Result<EntityId, String> {
    let id = EntityId::new(text);
    let plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    if text.is_empty() {
        return Err("an id is missing".to_owned());
    }
    if !plain || class(&id).is_none() {
        return Err(format!("“{text}” is no id: person: place: org: event: or doc: and a name"));
    }
    Ok(id)
}

fn kind(text: &str) -> Result<EntityKind, String> {
    EntityKind::from_code(text)
        .filter(|kind| prefix(*kind).is_some())
        .ok_or_else(|| format!("“{text}” is no class: PER, LOC, ORG, EVT or DOC"))
}

fn spelling(text: &str) -> Result<String, String> {
    if !text.chars().any(char::is_alphanumeric) {
        return Err(if text.is_empty() {
            "a spelling is missing".to_owned()
        } else {
            format!("“{text}” has no letters")
        });
    }
    Ok(text.to_owned())
}

/// A correction as a row, without its line break.
pub(super) fn write(correction: &Correction) -> String {
    let columns: Vec<String> = match correction {
        Correction::Add { entity, kind, name, spellings, english } => {
            let spellings: Vec<String> = spellings.iter().map(|text| one_line(text)).collect();
            let english = english.as_deref().map(one_line).unwrap_or_default();
            vec![
                "add".into(),
                one_line(entity.as_str()),
                kind.code().into(),
                one_line(name),
                spellings.join("|"),
                english,
            ]
        }
        Correction::Alias { entity, spelling } => {
            vec!["alias".into(), one_line(entity.as_str()), one_line(spelling)]
        }
        Correction::Not { spelling } => vec!["not".into(), one_line(spelling)],
        Correction::Kind { spelling, kind } => vec!["kind".into(), one_line(spelling), kind.code().into()],
        Correction::Merge { entity, into, name } => {
            let name = name.as_deref().map(one_line).unwrap_or_default();
            vec!["merge".into(), one_line(entity.as_str()), one_line(into.as_str()), name]
        }
        Correction::Split { spelling, entity } => {
            let entity = entity.as_ref().map(|id| one_line(id.as_str())).unwrap_or_default();
            vec!["split".into(), one_line(spelling), entity]
        }
        Correction::Within { article, correction } => {
            vec!["in".into(), one_line(article.as_str()), write(correction)]
        }
    };
    columns.join("\t").trim_end().to_owned()
}

/// Text without tabs and line breaks: a mention may run over the end of a line.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
