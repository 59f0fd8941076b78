//! Ids for names that no table holds: a plain romanisation of the folded name.
//!
//! A person's name of one part holds in one text alone; behind `OF_TEXT` its id tells which.
//!
//! *Invariant:* the same folded name always gives the same slug of ASCII letters, digits and hyphens, never
//! empty; different names may differ in nothing but vowels and still differ here.

/// Between a slug and the text that it holds in, where that is one text only (`person:slyman@1f2e3d4c`).
pub(super) const OF_TEXT: char = '@';

/// A slug such as `lttfy-aaashwr` for a folded Arabic name; Latin letters stay.
pub(super) fn slug(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            _ => match letter(c) {
                Some(latin) => out.push_str(latin),
                None if c.is_alphabetic() => {
                    out.extend(c.escape_unicode().filter(char::is_ascii_alphanumeric));
                }
                None => {
                    if !out.is_empty() && !out.ends_with('-') {
                        out.push('-');
                    }
                }
            },
        }
    }
    let slug = out.trim_end_matches('-');
    if slug.is_empty() { "x".to_owned() } else { slug.to_owned() }
}

fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ا' => "a",
        'ب' => "b",
        'ت' => "t",
        'ث' => "th",
        'ج' => "j",
        'ح' => "hh",
        'خ' => "kh",
        'د' => "d",
        'ذ' => "dh",
        'ر' => "r",
        'ز' => "z",
        'س' => "s",
        'ش' => "sh",
        'ص' => "ss",
        'ض' => "dd",
        'ط' => "tt",
        'ظ' => "zz",
        'ع' => "aa",
        'غ' => "gh",
        'ف' => "f",
        'ق' => "q",
        'ك' => "k",
        'ل' => "l",
        'م' => "m",
        'ن' => "n",
        'ه' => "h",
        'و' => "w",
        'ي' => "y",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_are_ascii_and_stable() {
        assert_eq!(slug("لطفي عاشور"), "lttfy-aaashwr");
        assert_eq!(slug("John  O'Neil"), "john-o-neil");
        assert_eq!(slug("؟"), "x");
    }
}
