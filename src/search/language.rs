//! Languages by their names, in English and Arabic, and by their tags (BCP 47).

use crate::text::fold;

/// Tags with names: `lang:tag ⇥ … ⇥ Arabic name ⇥ aliases|… ⇥ English name` a line (CLDR).
static NAMES: &str = include_str!("../../assets/search/languages.tsv");

/// The tag of a language, in lower case, by what it is called or by itself; none of what is no language.
pub(super) fn tag(called: &str) -> Option<String> {
    let called = fold(called).as_str().to_owned();
    let named = |line: &&str| {
        let names = line.split('\t').skip(2).flat_map(|names| names.split('|'));
        names.filter(|name| !name.is_empty()).any(|name| fold(name).as_str() == called)
    };
    let of_line = |line: &str| Some(line.split('\t').next()?.strip_prefix("lang:")?.to_lowercase());
    // One tag of BCP 47: letters and digits with hyphens, a language of two or three letters first.
    let language = called.split('-').next().unwrap_or_default();
    let is_tag = matches!(language.len(), 2 | 3) && language.chars().all(|c| c.is_ascii_alphabetic());
    NAMES.lines().find(named).and_then(of_line).or_else(|| is_tag.then_some(called))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_names_and_tags() {
        for called in ["ar", "AR", "arabic", "Arabic", "العربية", "عربي"] {
            assert_eq!(tag(called).as_deref(), Some("ar"), "{called}");
        }
        assert_eq!(tag("ar-EG").as_deref(), Some("ar-eg"));
        assert_eq!((tag("klingonish"), tag("كلام")), (None, None));
    }
}
