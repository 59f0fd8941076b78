//! Keywords of the query language, in English and Arabic.

use super::query::Status;
use crate::text::fold;

/// What stands before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    Title,
    Body,
    Source,
    After,
    Before,
    Date,
    Entity,
    Is,
    Lang,
    Tag,
}

/// The keyword with which a text begins, and its length with the colon and blanks after it.
pub(super) fn at(text: &str) -> Option<(Keyword, usize)> {
    let colon = text.find(':').filter(|colon| *colon <= 24)?;
    let name = fold(&text[..colon]);
    let name = name.as_str();
    let keyword = match name.strip_prefix("ال").unwrap_or(name) {
        "title" | "عنوان" => Keyword::Title,
        "body" | "نص" | "متن" => Keyword::Body,
        "source" | "مصدر" => Keyword::Source,
        "after" | "since" | "بعد" | "منذ" => Keyword::After,
        "before" | "until" | "قبل" | "حتي" => Keyword::Before,
        "date" | "on" | "تاريخ" | "يوم" => Keyword::Date,
        "entity" | "كيان" => Keyword::Entity,
        "is" | "حاله" => Keyword::Is,
        "lang" | "language" | "لغه" => Keyword::Lang,
        "tag" | "وسم" => Keyword::Tag,
        _ => return None,
    };
    Some((keyword, colon + 1))
}

/// What a value of `is:` asks for; the value is folded, without blanks.
pub(super) fn status(value: &str) -> Option<Status> {
    match value.strip_prefix("ال").unwrap_or(value) {
        "unread" | "new" | "جديد" | "غيرمقرو" => Some(Status::Unread),
        "read" | "مقرو" => Some(Status::Read),
        "starred" | "star" | "مميز" | "نجمه" | "بنجمه" => Some(Status::Starred),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::KEYWORDS;

    #[test]
    fn every_keyword_that_is_offered_is_read() {
        for keyword in KEYWORDS {
            assert_eq!(at(keyword).map(|(_, length)| length), Some(keyword.len()), "{keyword}");
        }
    }
}
