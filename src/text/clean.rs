//! `Clean`: the only text that layout accepts.
//!
//! News comes from strangers: this is where escapes, tag characters, stacked marks and hidden direction
//! controls end (Trojan Source, CVE-2021-42574; UTS #55). It knows neither terminals nor layout, and the
//! original is kept elsewhere: here is only what may be shown, with a map back.
//!
//! *Invariant:* no C0 (but line breaks), C1 or DEL, no embedding or override (but by `obeying`), no tag outside an emoji
//! flag, at most [`MAX_MARKS`] marks in a row, isolates balanced and at most [`MAX_ISOLATES`] deep.
//! *Invariant:* NFC, Arabic presentation forms decomposed. *Invariant:* cleaning twice changes nothing.
//! *Invariant:* time and memory are linear in the input.

use std::ops::Range;

use super::cleaner::Cleaner;
use super::source_map::SourceMap;

/// Combining marks kept on one letter.
pub(super) const MAX_MARKS: usize = 4;
/// Depth to which balanced isolates are kept.
pub(super) const MAX_ISOLATES: usize = 8;
/// Characters kept of a title, name or message.
pub(super) const MAX_LINE: usize = 1_000;

/// Sanitised text with a monotone map back to the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean {
    pub(super) text: String,
    pub(super) map: SourceMap,
}

impl Clean {
    /// Sanitises a text whose first byte stands at `offset` of the original (an article's block, or 0).
    /// Line breaks are kept; tabs and other separators become spaces.
    pub fn new(original: &str, offset: usize) -> Self {
        Cleaner::new(original, offset).run(usize::MAX, '\n')
    }

    /// As `new`, from a caller who means the direction controls that are in the text: embeddings, overrides
    /// and isolates act, also where they are not closed. None of them owns a cell or is ever printed.
    pub fn obeying(original: &str) -> Self {
        Cleaner::new(original, 0).obeying().run(usize::MAX, '\n')
    }

    /// A title, name or message: as `new`, on one line, of at most 1,000 characters.
    pub fn line(original: &str) -> Self {
        Cleaner::new(original, 0).run(MAX_LINE, ' ')
    }

    /// Only C0, C1 and DEL are replaced (by U+FFFD; a line break and a tab stay, and layout shows them as
    /// blanks): for conformance tests.
    pub fn raw(original: &str) -> Self {
        let mut clean = Self::default();
        for (at, c) in original.char_indices() {
            let shown =
                if c.is_control() && !matches!(c, '\n' | '\t') { char::REPLACEMENT_CHARACTER } else { c };
            clean.text.push(shown);
            clean.map.push(shown.len_utf8(), at..at + c.len_utf8());
        }
        clean.map.finish(original.len());
        clean
    }

    /// The sanitised text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// From bytes of the sanitised text to bytes of the original. What became one unit (a letter and its
    /// marks, a ligature taken apart) is always covered whole; an empty range gives the place it stands at.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        self.map.source(range)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn clean(text: &str) -> String {
        Clean::new(text, 0).text
    }

    #[test]
    fn hostile_characters_end_here() {
        for (what, text, shown) in [
            ("escape sequence", "a\u{1b}]52;c;x\u{7}b", "a]52;c;xb"),
            ("C1", "a\u{9b}31mb", "a31mb"),
            ("overrides and embeddings", "a\u{202e}b\u{202c}\u{202a}c", "abc"),
            ("soft hyphen, BOM, word joiner", "\u{feff}a\u{ad}b\u{2060}", "ab"),
            ("tags", "a\u{e0061}\u{e0062}", "a"),
            ("separators", "a\tb\u{2029}c\u{85}d", "a b c d"),
            ("CR LF", "a\r\nb\rc", "a\nb c"),
            ("lone isolates", "\u{2067}a\u{2069}\u{2069}\nb\u{2066}", "\u{2067}a\u{2069}\nb"),
            ("many direction marks", "a\u{200f}\u{200f}\u{200f}\u{200f}", "a\u{200f}\u{200f}"),
            ("useless joiners", "a\u{200d}b\u{200c}", "ab"),
            ("useful joiners", "ه\u{200d} می\u{200c}خواهم", "ه\u{200d} می\u{200c}خواهم"),
            ("emoji", "👩\u{200d}👧 ☺\u{fe0f} a\u{fe0f}", "👩\u{200d}👧 ☺\u{fe0f} a"),
            (
                "flag of England",
                "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}.",
                "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}.",
            ),
            ("stacked marks", "a\u{323}\u{323}\u{323}\u{323}\u{323}\u{323}", "ạ\u{323}\u{323}\u{323}\u{323}"),
            ("ligatures", "ﷲ ﻻ ﻣﺼﺮ", "الله لا مصر"),
            ("decomposed hamza", "ا\u{654}وكرانيا", "أوكرانيا"),
            ("order of marks", "م\u{651}\u{64e}", "م\u{64e}\u{651}"),
            ("end of ayah", "\u{6dd}١٢ و", "﴿١٢﴾ و"),
            ("number sign", "\u{600}١٢", "١٢"),
        ] {
            assert_eq!(clean(text), shown, "{what}");
        }
    }

    #[test]
    fn the_map_leads_to_the_original() {
        let original = "x\u{1b}ﻻ a\u{300}";
        let clean = Clean::new(original, 100);
        assert_eq!(clean.as_str(), "xلا à");
        assert_eq!(clean.source(0..1), 100..101);
        assert_eq!(clean.source(1..3), 102..105, "either letter came from the whole ligature");
        assert_eq!(clean.source(6..8), 106..109, "a letter and its accent are one");
        assert_eq!(clean.source(8..8), 109..109);
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(Clean::line("a\nb\r\nc").as_str(), "a b c");
        assert_eq!(Clean::line(&"x".repeat(5_000)).as_str().len(), MAX_LINE);
    }

    #[test]
    fn raw_keeps_all_but_controls() {
        assert_eq!(Clean::raw("\u{1b}a\u{202e}ﷲ\t").as_str(), "\u{fffd}a\u{202e}ﷲ\t");
    }

    /// Strings rich in what can go wrong.
    pub(in crate::text) fn hostile() -> impl Strategy<Value = String> {
        let odd = proptest::sample::select(
            "\u{0}\u{7}\n\r\t\u{1b}\u{7f}\u{85}\u{9b}\u{ad}\u{300}\u{323}\u{34f}\u{600}\u{61c}\u{640}\u{64b}\u{651}\u{654}\u{670}\
             \u{6dd}\u{8e2}\u{1100}\u{1160}\u{11a8}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202c}\u{202d}\u{202e}\
             \u{2066}\u{2067}\u{2068}\u{2069}\u{206a}\u{20e3}\u{3000}\u{a0}\u{fe0f}\u{feff}\u{fff9}\u{fffd}\u{fdd0}\u{e0067}\u{e007f}\
             \u{1f3f4}\u{1f468}\u{1f3fd}\u{16d63}\u{16d67}\u{9cb}\u{9c7}\u{9be}\u{fdfa}\u{fefb}\u{feeb}\u{fe71}لاأبهوـ١٢12.,:/()[]«»-+% aZé"
                .chars()
                .collect::<Vec<_>>(),
        );
        proptest::collection::vec(prop_oneof![4 => odd, 1 => any::<char>()], 0..60)
            .prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn cleaning_twice_changes_nothing(text in hostile()) {
            let once = clean(&text);
            prop_assert_eq!(&clean(&once), &once);
            let banned = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
            prop_assert!(!once.chars().any(banned), "{once:?}");
        }

        #[test]
        fn the_map_is_monotone(text in hostile()) {
            let clean = Clean::new(&text, 0);
            let mut last = 0..0;
            for (at, c) in clean.as_str().char_indices() {
                let source = clean.source(at..at + c.len_utf8());
                prop_assert!(source == last || source.start >= last.end, "{source:?} after {last:?}");
                prop_assert!(text.get(source.clone()).is_some());
                last = source;
            }
        }
    }
}
