//! What the environment says: language and colours.

use std::ffi::OsString;

use crate::app::Lang;

/// What Sahifa takes from the environment. Where files live is asked of `directories`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// Language of the interface by the locale.
    pub lang: Lang,
    /// `NO_COLOR` is set and not empty (<https://no-color.org>).
    pub no_color: bool,
    /// `TERM` is unset, empty or `dumb`: no program can draw there.
    pub dumb: bool,
}

impl Environment {
    /// Reads it: the one place that does.
    #[allow(clippy::disallowed_methods)] // the one reader of the environment
    pub fn read() -> Self {
        Self::of(|name| std::env::var_os(name))
    }

    /// From any source of variables.
    fn of(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let text = |name| {
            variable(name).map(|value| value.to_string_lossy().into_owned()).filter(|value| !value.is_empty())
        };
        Self {
            lang: language(["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(text).as_deref()),
            no_color: text("NO_COLOR").is_some(),
            dumb: text("TERM").is_none_or(|term| term == "dumb"),
        }
    }
}

/// Arabic where the locale is `ar*`, `C`, `POSIX` or unset, else English.
fn language(locale: Option<&str>) -> Lang {
    let Some(locale) = locale else { return Lang::Ar };
    let name = locale.split(['.', '@']).next().unwrap_or_default();
    let language = name.split(['_', '-']).next().unwrap_or_default();
    match (name, language) {
        ("C" | "POSIX", _) | (_, "ar") => Lang::Ar,
        _ => Lang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Environment {
        Environment::of(|name| variables.iter().find(|v| v.0 == name).map(|v| v.1.into()))
    }

    #[test]
    fn the_locale_decides_the_language() {
        for (locale, lang) in [
            ("ar_EG.UTF-8", Lang::Ar),
            ("ar", Lang::Ar),
            ("C", Lang::Ar),
            ("C.UTF-8", Lang::Ar),
            ("POSIX", Lang::Ar),
            ("", Lang::Ar),
            ("en_US.UTF-8", Lang::En),
            ("fr_FR@euro", Lang::En),
            ("arn_CL", Lang::En),
        ] {
            assert_eq!(of(&[("LANG", locale)]).lang, lang, "{locale}");
        }
        assert_eq!(of(&[]).lang, Lang::Ar);
    }

    #[test]
    fn lc_all_beats_lc_messages_beats_lang_and_an_empty_one_says_nothing() {
        assert_eq!(of(&[("LC_ALL", "en_US"), ("LC_MESSAGES", "ar"), ("LANG", "ar")]).lang, Lang::En);
        assert_eq!(of(&[("LC_ALL", ""), ("LC_MESSAGES", "en_GB"), ("LANG", "ar")]).lang, Lang::En);
    }

    #[test]
    fn a_terminal_without_a_name_is_dumb() {
        assert!(of(&[]).dumb && of(&[("TERM", "dumb")]).dumb);
        assert!(!of(&[("TERM", "xterm")]).dumb);
        assert!(of(&[("NO_COLOR", "1")]).no_color && !of(&[("NO_COLOR", "")]).no_color);
    }
}
