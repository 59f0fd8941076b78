//! The proclitic lattice: how a word may be read as `و ف` + `ب ل ك` + a stem.
//!
//! Proposes readings and nothing more; which one holds is for the lexicon and the document to say
//! (lexicon first, then a name seen bare elsewhere in the text, else the whole word).
//! *Invariant:* the first reading is the whole word; `skip` is on a character boundary of it.

use std::borrow::Cow;

/// One reading of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading<'w> {
    /// Folded bytes before the name starts. Of `لل` only the first lam: the second is the article.
    pub skip: usize,
    /// The stem, with the alif that `لل` dropped put back.
    pub stem: Cow<'w, str>,
}

/// Bytes of every proclitic letter in UTF-8.
const LETTER: usize = 2;

/// All readings of a folded word, the whole one first, then by shorter stems.
pub(super) fn readings(word: &str) -> impl Iterator<Item = Reading<'_>> {
    let whole = Reading { skip: 0, stem: Cow::Borrowed(word) };
    let conjunction = word.strip_prefix(['و', 'ف']).map(|_| LETTER);
    let both = conjunction.into_iter().flat_map(|skip| prepositions(word, skip));
    std::iter::once(whole)
        .chain(prepositions(word, 0))
        .chain(conjunction.map(|skip| Reading { skip, stem: Cow::Borrowed(&word[skip..]) }))
        .chain(both)
        .filter(|reading| reading.skip == 0 || reading.stem.chars().nth(1).is_some())
}

/// Of `لل` both readings: the article (`للصين`), then a name that begins with lam (`للبنان`).
fn prepositions(word: &str, from: usize) -> impl Iterator<Item = Reading<'_>> {
    let (rest, skip) = (&word[from..], from + LETTER);
    let article = rest.strip_prefix("لل").map(|stem| Cow::Owned(format!("ال{stem}")));
    let plain = rest.strip_prefix(['ب', 'ل', 'ك']).map(Cow::Borrowed);
    article.into_iter().chain(plain).map(move |stem| Reading { skip, stem })
}

/// The words that a common word's clitics hide: used to tell `والحكومة` from an unknown name.
pub(super) fn bare(word: &str) -> &str {
    let mut stem = word;
    for prefix in ["وبال", "ولل", "وال", "فال", "بال", "كال", "لل", "ال"] {
        if let Some(rest) = stem.strip_prefix(prefix)
            && rest.chars().nth(1).is_some()
        {
            stem = rest;
            break;
        }
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(word: &str) -> Vec<(usize, String)> {
        readings(word).map(|r| (r.skip, r.stem.into_owned())).collect()
    }

    #[test]
    fn whole_comes_first_and_article_is_restored() {
        assert_eq!(stems("وبوتين"), [(0, "وبوتين".into()), (2, "بوتين".into()), (4, "وتين".into())]);
        assert_eq!(stems("للصين"), [(0, "للصين".into()), (2, "الصين".into()), (2, "لصين".into())]);
        assert_eq!(stems("وللصين")[2..], [(4, "الصين".into()), (4, "لصين".into())]);
        assert_eq!(stems("موسكو"), [(0, "موسكو".into())]);
        assert_eq!(stems("بك"), [(0, "بك".into())]);
    }
}
