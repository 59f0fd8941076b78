//! Where a paragraph may be broken into lines (UAX #14).
//!
//! The rules are the crate `icu_segmenter`'s, without its dictionaries: Thai, Lao, Khmer and Burmese break
//! at blanks only. It knows neither widths nor clusters.
//!
//! *Invariant:* linear time; nothing is written anywhere (without a model for a script the crate would
//! complain on standard error, in the middle of the screen).

use std::borrow::Cow;

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, LineBreak};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

/// Hands the bytes before which a line may begin to `found`, in order.
pub(super) fn breaks(text: &str, mut found: impl FnMut(usize)) {
    let segmenter = const { LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default()) };
    for at in segmenter.segment_str(&without_complex(text)) {
        found(at);
    }
}

/// LB1 without dictionaries: what depends on context (SA) counts as a letter or a mark. Each is replaced
/// by one of that class, as long in UTF-8.
fn without_complex(text: &str) -> Cow<'_, str> {
    let classes = CodePointMapData::<LineBreak>::new();
    let is_complex = |c: char| c >= '\u{E00}' && classes.get(c) == LineBreak::ComplexContext;
    if !text.contains(is_complex) {
        return Cow::Borrowed(text);
    }
    let stand_in = |c: char| {
        let mark = GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c));
        match (mark, c.len_utf8()) {
            (true, 3) => '\u{900}',
            (true, _) => '\u{101FD}',
            (false, 3) => '\u{10D0}',
            (false, _) => '\u{10000}',
        }
    };
    Cow::Owned(text.chars().map(|c| if is_complex(c) { stand_in(c) } else { c }).collect())
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::Read as _;

    use flate2::read::GzDecoder;

    use super::*;

    fn parts(text: &str) -> String {
        let mut shown = String::new();
        let mut last = 0;
        breaks(text, |at| {
            shown.push_str(&text[last..at]);
            shown.push_str(if last < at { "|" } else { "" });
            last = at;
        });
        shown
    }

    #[test]
    fn arabic_news_breaks_at_blanks() {
        assert_eq!(parts("«قوة 2» (153.1٪)، 30% و2024-12-31"), "«قوة |2» |(153.1٪)، |30% |و2024-12-31|");
        assert_eq!(parts("https://a.org/b?c=1 x"), "https://|a.org/|b?|c=1 |x|");
        assert_eq!(parts("سلام\u{A0}عليكم\u{200B}و"), "سلام\u{A0}عليكم\u{200B}|و|");
    }

    /// Every case of LineBreakTest.txt, paragraph separators and controls too: those end a paragraph or are
    /// replaced before layout, so `tests/it/text_breaks.rs`, which goes through lines, cannot have them.
    #[test]
    fn breaks_are_those_of_the_official_test() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/LineBreakTest.txt.gz");
        let mut data = String::new();
        GzDecoder::new(File::open(file).unwrap()).read_to_string(&mut data).unwrap();
        let (mut cases, mut separated, mut failures) = (0, 0, Vec::new());
        for row in data.lines().filter_map(|row| row.split('#').next()).filter(|row| !row.is_empty()) {
            let (mut text, mut expected) = (String::new(), Vec::new());
            for token in row.split_whitespace() {
                match token {
                    "÷" => expected.push(text.len()),
                    "×" => {}
                    hex => text.push(char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap()),
                }
            }
            let mut found = Vec::new();
            breaks(&text, |at| found.push(at));
            // LB2 forbids the break at the very start, where the crate reports one all the same: callers
            // ask only behind the first character.
            found.retain(|at| *at > 0);
            cases += 1;
            separated +=
                usize::from(text.contains(|c: char| c.is_control() || "\u{2028}\u{2029}".contains(c)));
            if found != expected {
                failures.push(format!("{row}: {found:?}, should be {expected:?}"));
            }
        }
        assert!(failures.is_empty(), "{}", failures[..failures.len().min(10)].join("\n"));
        assert!(cases > 7_000 && separated > 2_000, "{cases}, {separated}");
    }

    #[test]
    fn thai_breaks_at_blanks() {
        assert_eq!(parts("ภาษาไทย ที่นี่"), "ภาษาไทย |ที่นี่|");
    }
}
