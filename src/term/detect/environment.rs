//! What the environment says about the terminal: hints, often stale (inside tmux) or lost (over SSH).
//!
//! *Invariant:* the only place of this floor that reads the environment.

use std::env;
use std::path::PathBuf;

use super::process;

/// The variables that name terminals and what stands before them. Empty values count as unset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// `TERM`; over mosh that of its client, as far as it is known.
    pub term: String,
    /// The program runs in mosh.
    pub mosh: bool,
    /// `TERM_PROGRAM`, else `LC_TERMINAL` (which travels over SSH).
    pub program: String,
    /// `TERM_PROGRAM_VERSION`, else `LC_TERMINAL_VERSION`.
    pub program_version: String,
    /// The names among the hints that are set.
    pub hints: Vec<&'static str>,
    /// The character set of `LC_ALL`, `LC_CTYPE` or `LANG` is UTF-8.
    pub utf8: bool,
    /// `TMUX_PANE`: the pane in which we run.
    pub pane: String,
    /// What `TMUX` begins with: the socket of tmux's server.
    pub socket: PathBuf,
    /// Something could show a browser: `DISPLAY`, `WAYLAND_DISPLAY` or `BROWSER` is set.
    pub display: bool,
}

/// Variables whose presence names a terminal or what stands before it.
pub const HINTS: [&str; 13] = [
    "TMUX",
    "STY",
    "ZELLIJ",
    "SSH_TTY",
    "SSH_CONNECTION",
    "KONSOLE_VERSION",
    "VTE_VERSION",
    "MLTERM",
    "KITTY_WINDOW_ID",
    "XTERM_VERSION",
    "WT_SESSION",
    "GHOSTTY_RESOURCES_DIR",
    "WEZTERM_PANE",
];

/// Reads the environment of this process.
#[allow(clippy::disallowed_methods)] // the one place of this floor that does
pub fn environment() -> Environment {
    let get = |name: &str| env::var(name).unwrap_or_default();
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let either = |first: &str, second: &str| if set(first) { get(first) } else { get(second) };
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find(|name| set(name)).map(get);
    let locale = locale.unwrap_or_default().to_ascii_lowercase();
    let term = get("TERM");
    let over_mosh = process::term_over_mosh(std::process::id(), &term);
    Environment {
        mosh: over_mosh.is_some(),
        term: over_mosh.unwrap_or(term),
        program: either("TERM_PROGRAM", "LC_TERMINAL"),
        program_version: either("TERM_PROGRAM_VERSION", "LC_TERMINAL_VERSION"),
        hints: HINTS.into_iter().filter(|name| set(name)).collect(),
        utf8: locale.contains("utf-8") || locale.contains("utf8"),
        pane: get("TMUX_PANE"),
        socket: get("TMUX").split(',').next().unwrap_or_default().into(),
        display: set("DISPLAY") || set("WAYLAND_DISPLAY") || set("BROWSER"),
    }
}

impl Environment {
    /// Whether a hint is set.
    pub fn has(&self, hint: &str) -> bool {
        self.hints.contains(&hint)
    }

    /// Apple's Terminal prints a letter of a question that it does not know.
    pub fn is_apple(&self) -> bool {
        self.program == "Apple_Terminal"
    }

    /// Whether kitty itself is in front: it may be asked for its font.
    pub fn is_kitty(&self) -> bool {
        let named = self.term == "xterm-kitty" || self.has("KITTY_WINDOW_ID");
        named && !["TMUX", "STY", "ZELLIJ"].into_iter().any(|hint| self.has(hint))
    }

    /// Whether the program runs inside tmux.
    pub fn in_tmux(&self) -> bool {
        self.has("TMUX")
    }

    /// Whether the program runs inside GNU screen.
    pub fn in_screen(&self) -> bool {
        self.has("STY")
    }

    /// Whether the terminal is another machine's.
    pub fn over_ssh(&self) -> bool {
        self.has("SSH_TTY") || self.has("SSH_CONNECTION")
    }

    /// A name for this kind of terminal and what stands before it, under which a choice is remembered.
    pub fn signature(&self) -> String {
        let mut parts = vec![self.term.as_str(), self.program.as_str()];
        parts.extend(self.hints.iter().filter(|hint| !hint.starts_with("SSH_")));
        parts.extend(self.mosh.then_some("mosh"));
        parts.retain(|part| !part.is_empty());
        parts.join(" ")
    }
}
