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

impl Keyword {
    /// Whether its values are words of the news, which may be typed in another layout.
    pub(super) fn takes_words(self) -> bool {
        matches!(self, Self::Title | Self::Body | Self::Source | Self::Entity)
    }

    /// Whether its values are times.
    pub(super) fn takes_time(self) -> bool {
        matches!(self, Self::After | Self::Before | Self::Date)
    }
}

/// The colon, and the wide one of East Asian keyboards and of some publishers.
const COLONS: [char; 2] = [':', '：'];

/// The keyword with which a text begins, and its length with the colon, before which a blank may stand.
pub(super) fn at(text: &str) -> Option<(Keyword, usize)> {
    let colon = text.find(COLONS).filter(|colon| *colon <= 24)?;
    let name = fold(text[..colon].trim_end());
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
    let length = text[colon..].chars().next().map_or(0, char::len_utf8);
    Some((keyword, colon + length))
}

/// Whether a word looks like a keyword with its value, but is none (`author:x`; not `10:30`, no address).
pub(super) fn is_unknown(word: &str) -> bool {
    let (name, value) = word.split_once(COLONS).unwrap_or_default();
    let is_name = |text: &str| text.chars().count() > 1 && text.chars().all(char::is_alphabetic);
    is_name(name) && value.starts_with(char::is_alphanumeric)
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
    fn what_only_looks_like_a_keyword_is_told() {
        assert!(is_unknown("author:حسن") && is_unknown("الكاتب：حسن"));
        assert!(["10:30", "http://a", "قال:", "a:b", "كلمة"].iter().all(|word| !is_unknown(word)));
    }

    #[test]
    fn every_keyword_that_is_offered_is_read() {
        for keyword in KEYWORDS {
            assert_eq!(at(keyword).map(|(_, length)| length), Some(keyword.len()), "{keyword}");
            let wide = keyword.replace(':', "：");
            assert_eq!(at(&wide).map(|(_, length)| length), Some(wide.len()), "{wide}");
        }
    }
}
