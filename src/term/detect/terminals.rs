//! The table of names: what terminals call themselves, answer, and leave in the environment.
//!
//! Knows nothing of rows. Each line was seen in that terminal or stands in its source.

use super::{Environment, Evidence, Terminal};

/// The names of XTVERSION.
pub(super) fn by_version(version: &str) -> Option<Terminal> {
    const PLAIN: [&str; 8] =
        ["XTerm(", "foot(", "WezTerm", "ghostty", "Rio", "contour", "Alacritty", "xterm.js"];
    if version.starts_with("Konsole") {
        Some(Terminal::Konsole)
    } else if version.starts_with("kitty") {
        Some(Terminal::Kitty)
    } else if version.starts_with("VTE(") {
        Some(Terminal::Vte)
    } else if version.starts_with("mintty") {
        Some(Terminal::Obedient)
    } else if let Some(number) = version.strip_prefix("iTerm2") {
        Some(iterm(number.trim()))
    } else {
        PLAIN.iter().any(|name| version.starts_with(name)).then_some(Terminal::Plain)
    }
}

/// iTerm2 reorders rows from 3.7 on.
fn iterm(version: &str) -> Terminal {
    let mut parts = version.split(['.', 'b', ' ']).map(|part| part.parse::<u32>().unwrap_or(0));
    let version = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if version >= (3, 7) { Terminal::Iterm } else { Terminal::Plain }
}

/// The answers to DA2.
pub(super) fn by_da2(evidence: &Evidence) -> Option<Terminal> {
    let answer = evidence.da2.as_deref()?;
    let fields: Vec<u32> = answer.split(';').map(|field| field.parse().unwrap_or(0)).collect();
    Some(match *fields.as_slice() {
        [65, ..] => Terminal::Vte,
        [24, ..] => Terminal::Mlterm,
        [0, 136, 0] => Terminal::Putty,
        [0, 115, 0] => Terminal::Qterminal,
        [1, 115, 0] => Terminal::Konsole,
        [1, 95, 0] => Terminal::Apple,
        [1, 4000, _] => Terminal::Kitty,
        [77, ..] => Terminal::Obedient,
        // xterm, urxvt, zutty, Alacritty, foot, Windows Terminal.
        [41 | 85, ..] | [64, 0, 0] | [0, 10 | 1000..=99_999, 1] | [1, 10_000..=99_999, 0] => Terminal::Plain,
        _ => return None,
    })
}

/// The values of `TERM`; GNU screen's are those of the terminal in which it was started.
pub(super) fn by_term(term: &str) -> Option<Terminal> {
    let term = term.strip_prefix("screen.").unwrap_or(term);
    let starts = |name: &str| term == name || term.starts_with(&format!("{name}-"));
    Some(match term {
        "linux" => Terminal::Console,
        "xterm-kitty" => Terminal::Kitty,
        "xterm-ghostty" | "wezterm" | "contour" => Terminal::Plain,
        "vte" | "gnome" => Terminal::Vte,
        "putty" | "putty-256color" => Terminal::Putty,
        _ if starts("mlterm") => Terminal::Mlterm,
        _ if starts("konsole") => Terminal::Konsole,
        _ if ["alacritty", "foot", "st", "stterm", "rxvt", "rxvt-unicode"].into_iter().any(starts) => {
            Terminal::Plain
        }
        _ => return None,
    })
}

/// The names of programs, as Linux has them (15 bytes).
pub(super) fn by_program(name: &str) -> Option<Terminal> {
    Some(match name {
        "qterminal" => Terminal::Qterminal,
        "konsole" | "yakuake" => Terminal::Konsole,
        "kitty" => Terminal::Kitty,
        "mlterm" => Terminal::Mlterm,
        "pterm" | "putty" => Terminal::Putty,
        "gnome-terminal-" | "xfce4-terminal" | "mate-terminal" | "lxterminal" | "tilix" | "sakura"
        | "ptyxis-agent" | "kgx" | "terminator" | "guake" => Terminal::Vte,
        "xterm" | "zutty" | "urxvt" | "st" | "stterm" | "alacritty" | "foot" => Terminal::Plain,
        _ => return None,
    })
}

/// The variables that terminals set, the surest first.
const BY_HINT: [(&str, Terminal); 8] = [
    ("KONSOLE_VERSION", Terminal::Konsole),
    ("KITTY_WINDOW_ID", Terminal::Kitty),
    ("MLTERM", Terminal::Mlterm),
    ("VTE_VERSION", Terminal::Vte),
    ("XTERM_VERSION", Terminal::Plain),
    ("WT_SESSION", Terminal::Plain),
    ("GHOSTTY_RESOURCES_DIR", Terminal::Plain),
    ("WEZTERM_PANE", Terminal::Plain),
];

pub(super) fn by_environment(environment: &Environment) -> Terminal {
    if let Some(terminal) = by_term(&environment.term) {
        return terminal;
    }
    match environment.program.as_str() {
        "Apple_Terminal" => return Terminal::Apple,
        "iTerm.app" | "iTerm2" => return iterm(&environment.program_version),
        "WezTerm" | "ghostty" | "vscode" | "rio" | "WarpTerminal" => return Terminal::Plain,
        "mintty" => return Terminal::Obedient,
        _ => {}
    }
    let hint = BY_HINT.into_iter().find(|(name, _)| environment.has(name));
    hint.map_or(Terminal::Unknown, |(_, terminal)| terminal)
}

/// Whether a font, by its family's or `PostScript` name, holds the Arabic letters itself. Of others kitty
/// takes them from another font, and turns them round apart from what touches them.
pub(super) fn font_has_arabic(name: &str) -> bool {
    const FONTS: [&str; 6] = ["dejavusansmono", "freemono", "unifont", "thabit", "kawkabmono", "couriernew"];
    let plain: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    FONTS.iter().any(|font| plain.starts_with(font))
}

/// Whether tmux or GNU screen believe that the terminal in front has few colours: `TERM` names that
/// terminfo gives eight, where the terminal did not tell more.
pub(super) fn few_colors(term: &str, features: &str) -> bool {
    const EIGHT: [&str; 13] = [
        "xterm",
        "mlterm",
        "konsole",
        "putty",
        "screen",
        "screen.xterm",
        "screen.mlterm",
        "screen.konsole",
        "screen.putty",
        "tmux",
        "rxvt",
        "gnome",
        "vte",
    ];
    EIGHT.contains(&term) && !features.split(',').any(|feature| matches!(feature, "256" | "RGB"))
}
