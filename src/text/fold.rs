//! Folding: the one normal form that index, query, entities and highlight share, with a map back.
//!
//! Arabic is written with and without harakat, hamza and dots, in Persian letters and in presentation
//! forms; Latin with and without accents. Folding removes what readers do not type. It knows no words: no
//! stemming, no clitics.
//!
//! *Invariant:* folding goes character by character, so the fold of a part is the part of the fold.
//! *Invariant:* folding twice changes nothing. *Invariant:* what is dropped behind a letter (a haraka, a
//! tatweel, a final hamza) is covered by the source range of that letter.

use std::ops::Range;

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

use super::cleaner::phrase;
use super::source_map::SourceMap;

/// Folded text with a monotone map back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    map: SourceMap,
}

impl Folded {
    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// From bytes of the folded text to bytes of the text that was folded. An empty range gives the place
    /// it stands at.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        self.map.source(range)
    }
}

/// Folds: drops harakat, tatweel, the bare hamza and format characters; أإآٱ→ا, ى ئ ی→ي, ؤ→و, ة→ه;
/// Persian, Urdu and Maghrebi letters (ک گ پ چ ڤ ژ ڨ …), presentation forms and phrases in one character to Arabic
/// ones; digits to ASCII; Latin, Greek and Cyrillic to lower case without diacritics.
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded { text: String::with_capacity(text.len()), map: SourceMap::default() };
    // Derived length of the last letter, while nothing but dropped characters followed it.
    let mut last = 0;
    for (at, c) in text.char_indices() {
        let source = at..at + c.len_utf8();
        let before = folded.text.len();
        fold_char(c, &mut folded.text);
        let len = folded.text.len() - before;
        if len > 0 {
            // Only a letter for a letter is byte for byte; `æ` is a unit though `ae` is as long.
            if folded.text[before..].chars().nth(1).is_none() {
                folded.map.push(len, source);
            } else {
                folded.map.push_unit(len, &source);
            }
            last = if c.is_alphanumeric() { len } else { 0 };
        } else if last > 0 && belongs_to_letter(c) {
            folded.map.extend(last, source);
        }
    }
    folded.map.finish(text.len());
    folded
}

/// Appends what one character folds to: often itself, sometimes nothing, seldom several.
fn fold_char(c: char, out: &mut String) {
    match fold_arabic(c) {
        Some(folded) => out.push(folded),
        None if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        None if is_dropped(c) => {}
        // Hangul would fall apart into jamo.
        None if matches!(c, '\u{AC00}'..='\u{D7A3}') => out.push(c),
        None => {
            let mut bytes = [0; 4];
            let written = phrase(c).unwrap_or(c.encode_utf8(&mut bytes));
            let parts = DecomposingNormalizerBorrowed::new_nfkd().normalize(written).into_owned();
            for part in parts.chars().flat_map(char::to_lowercase) {
                match fold_arabic(part) {
                    Some(folded) => out.push(folded),
                    None if is_dropped(part) => {}
                    None => fold_latin(part, out),
                }
            }
        }
    }
}

fn fold_arabic(c: char) -> Option<char> {
    Some(match c {
        'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' | 'ٵ' => 'ا',
        'ى' | 'ئ' | 'ی' | 'ې' | 'ے' | 'ۓ' | 'ێ' => 'ي',
        'ؤ' | 'ۆ' | 'ۇ' | 'ۈ' | 'ۋ' => 'و',
        'ة' | 'ۃ' | 'ھ' | 'ہ' | 'ۂ' | 'ۀ' | 'ە' => 'ه',
        'ک' | 'گ' | 'ڪ' | 'ڭ' | 'ݣ' | 'ڬ' => 'ك',
        'ڨ' | 'ڧ' | 'ٯ' => 'ق',
        'پ' => 'ب',
        'ٹ' => 'ت',
        'چ' => 'ج',
        'ڈ' => 'د',
        'ڑ' => 'ر',
        'ڤ' | 'ڥ' | 'ڢ' | 'ڡ' => 'ف',
        'ژ' => 'ز',
        'ں' => 'ن',
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
        'ا'..='غ' | 'ف'..='ي' | '،' | '؛' | '؟' | '٪' | '٫' | '٬' => c,
        _ => return None,
    })
}

/// Latin letters that have no decomposition but a plain neighbour (ISO 9:1995 and common practice).
fn fold_latin(c: char, out: &mut String) {
    match c {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        'ŧ' => out.push('t'),
        c => out.push(c),
    }
}

/// Whether it is dropped: the bare hamza, tatweel, marks of Arabic, Latin, Greek, Cyrillic and Hebrew,
/// and all format characters.
fn is_dropped(c: char) -> bool {
    match c {
        'ء' | 'ـ' => true,
        '\u{300}'..='\u{36F}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5C7}'
        | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}'
        | '\u{670}'
        | '\u{6D6}'..='\u{6ED}'
        | '\u{897}'..='\u{8FF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}' => {
            let category = CodePointMapData::<GeneralCategory>::new().get(c);
            matches!(
                category,
                GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark | GeneralCategory::Format
            )
        }
        _ => CodePointMapData::<GeneralCategory>::new().get(c) == GeneralCategory::Format,
    }
}

/// Whether a dropped character is part of the letter before it (a mark, a tatweel, a hamza), rather than
/// a control that stands between two letters.
fn belongs_to_letter(c: char) -> bool {
    CodePointMapData::<GeneralCategory>::new().get(c) != GeneralCategory::Format
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_meet() {
        for (text, folded) in [
            ("أوكرانيا", "اوكرانيا"),
            ("مُحَمَّدٌ", "محمد"),
            ("مدرســـة", "مدرسه"),
            ("مؤتمر القمّة", "موتمر القمه"),
            ("بناء", "بنا"),
            ("پوتین گفت", "بوتين كفت"),
            ("ڨفصة ڢاس ڥيينا ڭلميم ݣولميمة", "قفصه فاس فيينا كلميم كولميمه"),
            ("ﻻ ﷲ", "لا الله"),
            ("٢٠٢٤ ۱۲ 7", "2024 12 7"),
            ("Ångström ŁÓDŹ Straße", "angstrom lodz strasse"),
            ("İstanbul", "istanbul"),
            ("می\u{200C}خواهم", "ميخواهم"),
        ] {
            assert_eq!(fold(text).as_str(), folded, "{text}");
        }
    }

    #[test]
    fn a_match_covers_the_whole_word() {
        let text = "في بِنَاءٍ جديد";
        let folded = fold(text);
        let at = folded.as_str().find("بنا").unwrap();
        assert_eq!(&text[folded.source(at..at + "بنا".len())], "بِنَاءٍ");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn the_map_is_monotone_and_on_boundaries(text in "[ا-ي\u{64B}-\u{652}ـءa-zÀ-ÿﻻ-ﻼ\u{200C}\u{200D} ٠-٩]{0,40}|\\PC{0,30}") {
            let folded = fold(&text);
            prop_assert_eq!(fold(folded.as_str()).text, folded.text.clone());
            let mut end = 0;
            for (at, c) in folded.as_str().char_indices() {
                let source = folded.source(at..at + c.len_utf8());
                prop_assert!(source.start < source.end && source.end >= end);
                prop_assert!(text.is_char_boundary(source.start) && text.is_char_boundary(source.end));
                end = source.end;
            }
        }
    }
}
