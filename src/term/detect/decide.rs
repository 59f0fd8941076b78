//! The table: from evidence to a strategy. Pure; knows no descriptor and no clock.
//!
//! # Why
//! Each line is what was seen in pictures of that terminal, judged cell by cell. Answers count more
//! than the environment, which is inherited by whatever is started from a terminal.

use std::path::PathBuf;

use super::{Client, Environment, Evidence, Report, Terminal};
use crate::term::encode::Strategy;

/// Decides by what is known so far.
pub fn decide(evidence: &Evidence) -> Report {
    let multiplexer = multiplexer(evidence);
    let (terminal, by) = name(evidence, multiplexer);
    let outer_tty = evidence.client.as_ref().map(|client| PathBuf::from(&client.tty));
    let outer_tty = outer_tty.filter(|tty| terminal == Terminal::Mlterm && tty.starts_with("/dev"));
    let bare = multiplexer.is_none() || outer_tty.is_some();
    let (mut strategy, mut reason) = fitting(terminal, bare, evidence);
    if let Some(by) = by {
        reason = format!("{by}: {reason}");
    }
    let chosen = evidence.remembered.is_some() || evidence.asked.is_some();
    let sure = terminal != Terminal::Unknown || chosen;
    if multiplexer == Some("zellij") && strategy == Strategy::Armoured {
        strategy = Strategy::Visual;
        "zellij drops marks without width".clone_into(&mut reason);
    }
    if let Some(remembered) = evidence.remembered {
        strategy = remembered;
        "chosen earlier for this terminal".clone_into(&mut reason);
    }
    if let Some(asked) = evidence.asked {
        strategy = asked;
        "asked for".clone_into(&mut reason);
    }
    Report {
        terminal,
        multiplexer,
        strategy,
        reason,
        sure,
        stop_mlterm: terminal == Terminal::Mlterm && bare,
        outer_tty,
        marks: marks(terminal, evidence),
        advice: advice(terminal, multiplexer, evidence),
        warning: warning(terminal, multiplexer, evidence),
    }
}

/// What the multiplexers and mosh answer to DA2, else what the environment says.
fn multiplexer(evidence: &Evidence) -> Option<&'static str> {
    let answer = evidence.da2.as_deref().unwrap_or_default();
    let version = evidence.version.as_deref().unwrap_or_default();
    let environment = &evidence.environment;
    if environment.in_tmux() || version.starts_with("tmux") || answer.starts_with("84;") {
        Some("tmux")
    } else if environment.in_screen() || answer.starts_with("83;") {
        Some("screen")
    } else if environment.has("ZELLIJ") {
        Some("zellij")
    } else if answer == "1;10;0" {
        Some("mosh")
    } else {
        None
    }
}

/// Which terminal it is, and by what that is known.
fn name(evidence: &Evidence, multiplexer: Option<&str>) -> (Terminal, Option<String>) {
    if let Some(client) = &evidence.client {
        return by_client(client, &evidence.environment);
    }
    if multiplexer.is_none() {
        if let Some(version) = &evidence.version
            && let Some(terminal) = by_version(version)
        {
            return (terminal, Some(format!("it calls itself {version}")));
        }
        if let Some(1 | 2) = evidence.mode8 {
            return (by_da2(evidence).unwrap_or(Terminal::Obedient), Some("it answers for mode 8".into()));
        }
        if evidence.da3.as_deref() == Some("7E4B4445") {
            return (Terminal::Konsole, Some("DA3 ~KDE".into()));
        }
        if let Some(terminal) = by_da2(evidence) {
            let answer = evidence.da2.as_deref().unwrap_or_default();
            return (terminal, Some(format!("DA2 {answer}")));
        }
        // Everything was answered and nothing named it: what the environment says is stale.
    }
    let terminal = by_environment(&evidence.environment);
    (terminal, (terminal != Terminal::Unknown).then(|| "environment".into()))
}

fn by_client(client: &Client, environment: &Environment) -> (Terminal, Option<String>) {
    let terminal = by_version(&client.version).or_else(|| by_term(&client.term));
    // xterm itself would have told its name; PuTTY, which also says `xterm`, tells nothing.
    let terminal = terminal.or_else(|| (client.term == "xterm").then_some(Terminal::Putty));
    // tmux was not told: VTE, PuTTY and some others answer nothing. The environment is that of the
    // terminal in which the server was started.
    let terminal = terminal.unwrap_or_else(|| match by_environment(environment) {
        hint @ (Terminal::Vte | Terminal::Putty) => hint,
        _ => Terminal::Unknown,
    });
    let told = if client.version.is_empty() { &client.term } else { &client.version };
    (terminal, Some(format!("tmux has {told} in front")))
}

/// The names of XTVERSION.
fn by_version(version: &str) -> Option<Terminal> {
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
fn by_da2(evidence: &Evidence) -> Option<Terminal> {
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

fn by_term(term: &str) -> Option<Terminal> {
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

fn by_environment(environment: &Environment) -> Terminal {
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

/// The strategy for a terminal, with what is special about it.
fn fitting(terminal: Terminal, bare: bool, evidence: &Evidence) -> (Strategy, String) {
    let told = evidence.mode8.is_some_and(|value| matches!(value, 1 | 2));
    let (strategy, reason) = match terminal {
        Terminal::Vte | Terminal::Obedient if bare && (told || evidence.da1.is_none()) => {
            (Strategy::Visual, "it stops reordering when told to")
        }
        Terminal::Vte | Terminal::Obedient => {
            (Strategy::Armoured, "it may reorder rows, and cannot be told to stop from here")
        }
        Terminal::Konsole => (Strategy::Words, "it reorders rows and joins letters again"),
        Terminal::Kitty => (Strategy::Chunks, "it turns every word round"),
        Terminal::Mlterm if bare => (Strategy::Visual, "it can be told to reorder nothing"),
        Terminal::Mlterm => (Strategy::Overrides, "it reorders rows, and cannot be told to stop from here"),
        Terminal::Putty => (Strategy::Islands, "it reorders rows and drops bidi marks"),
        Terminal::Iterm => (Strategy::Islands, "it reorders rows and drops bidi marks (from 3.7 on)"),
        Terminal::Qterminal => (Strategy::Islands, "it reorders rows; nothing is quite right here"),
        Terminal::Apple => (Strategy::Overrides, "it reorders rows"),
        Terminal::Plain => (Strategy::Visual, "it reorders nothing"),
        Terminal::Console => (Strategy::Visual, "the console reorders nothing"),
        Terminal::Unknown => (Strategy::Armoured, "the terminal is not known; this is right in most"),
    };
    (strategy, reason.to_owned())
}

/// How many marks a letter may carry: xterm drops the third; foot draws some marks and not their letter,
/// Alacritty puts them on the neighbour, st leaves one astray, zutty and `QTerminal` draw none, kitty moves
/// them.
fn marks(terminal: Terminal, evidence: &Evidence) -> usize {
    let client = evidence.client.as_ref();
    let term = client.map_or(evidence.environment.term.as_str(), |client| &client.term);
    let version = client.map(|client| &client.version).or(evidence.version.as_ref());
    let named = |name: &str| version.is_some_and(|version| version.starts_with(name));
    let in_term = |name: &str| term == name || term.starts_with(&format!("{name}-"));
    let da2 = evidence.da2.as_deref().unwrap_or_default();
    match terminal {
        Terminal::Kitty | Terminal::Qterminal | Terminal::Console => 0,
        Terminal::Plain if ["alacritty", "foot", "st", "stterm"].into_iter().any(in_term) => 0,
        Terminal::Plain if named("foot") || da2 == "64;0;0" => 0,
        _ => 2,
    }
}

/// What must stand on the screen, in Arabic; `advice` says the same in English.
fn warning(terminal: Terminal, multiplexer: Option<&str>, evidence: &Evidence) -> Option<&'static str> {
    match terminal {
        Terminal::Qterminal => {
            // Its rows lose words at the right edge: no negation may stand there.
            Some("العربية مبتورة في QTerminal؛ استعمل GNOME Terminal أو Konsole أو kitty")
        }
        Terminal::Console => Some("لا حروف عربية في وحدة تحكم لينكس؛ استعمل محاكي طرفية أو SSH"),
        _ if multiplexer == Some("zellij") => Some("قد يختل ترتيب العربية داخل zellij لأنه يحذف العلامات"),
        _ if !evidence.environment.utf8 => {
            Some("اللغة المضبوطة ليست UTF-8؛ إن ظهرت رموز غريبة فاضبط LANG=C.UTF-8")
        }
        _ => None,
    }
}

fn advice(terminal: Terminal, multiplexer: Option<&str>, evidence: &Evidence) -> Option<&'static str> {
    match terminal {
        Terminal::Qterminal => {
            Some("QTerminal cannot show Arabic rows rightly; use GNOME Terminal, Konsole, xterm or kitty")
        }
        _ if multiplexer == Some("zellij") => Some("zellij drops marks; Arabic may be out of order"),
        Terminal::Console => Some("the Linux console has no Arabic letters; use a terminal emulator or SSH"),
        _ if !evidence.environment.utf8 => {
            Some("the locale is not UTF-8; Sahifa writes UTF-8 all the same (LANG=C.UTF-8 is right)")
        }
        Terminal::Kitty => Some("with `force_ltr yes` in kitty.conf choose the strategy `visual`"),
        Terminal::Putty => {
            Some("where PuTTY's bidirectional display is switched off choose the strategy `visual`")
        }
        _ => None,
    }
}
