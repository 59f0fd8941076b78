//! What the terminal is, and how rows are to be encoded for it.
//!
//! Evidence comes in by and by: the environment at once, answers of the terminal later or never. All
//! of it is a value, and `decide` a pure function of it, so that `doctor` and the reader say the same.
//!
//! *Invariant:* nothing here waits for a terminal. *Invariant:* SCP is never sent (urxvt takes it for
//! a cursor move), DECRQM never to Apple's Terminal (it prints a letter), nothing is passed through
//! tmux, and ENQ never (the answer is bare letters).

mod decide;
mod environment;

pub use decide::decide;
pub use environment::{Client, Environment, environment, tmux_client};

use std::path::PathBuf;

use super::encode::Strategy;
use super::input::Reply;

/// The terminals that matter for right-to-left rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Terminal {
    /// Not recognised.
    #[default]
    Unknown,
    /// GNOME Terminal and all others made with VTE.
    Vte,
    /// Konsole.
    Konsole,
    /// `QTerminal`.
    Qterminal,
    /// mlterm.
    Mlterm,
    /// kitty.
    Kitty,
    /// `PuTTY` and pterm.
    Putty,
    /// Apple's Terminal.
    Apple,
    /// iTerm2 from 3.7 on, which reorders rows.
    Iterm,
    /// A terminal that follows the `BiDi` recommendation: it answers for mode 8.
    Obedient,
    /// xterm, Alacritty, foot, st, urxvt and all others that reorder nothing.
    Plain,
    /// The Linux console: no Arabic glyphs.
    Console,
}

/// Everything known about the terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The environment.
    pub environment: Environment,
    /// What the user asked for, on the command line or in the settings.
    pub asked: Option<Strategy>,
    /// What the reader chose earlier for a terminal like this one.
    pub remembered: Option<Strategy>,
    /// DA1: parameters. Once it is there, what was asked before and not answered is not known to the
    /// terminal.
    pub da1: Option<String>,
    /// DA2: parameters.
    pub da2: Option<String>,
    /// DA3: the unit's id.
    pub da3: Option<String>,
    /// XTVERSION: name and version.
    pub version: Option<String>,
    /// DECRQM 8: 1 set, 2 reset, 3 and 4 for good, 0 unknown.
    pub mode8: Option<u8>,
    /// The terminal in front of tmux.
    pub client: Option<Client>,
}

/// What was decided, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The terminal.
    pub terminal: Terminal,
    /// What stands before it: `tmux`, `screen`, `mosh`, `zellij`.
    pub multiplexer: Option<&'static str>,
    /// How rows are encoded.
    pub strategy: Strategy,
    /// Why, in a sentence.
    pub reason: String,
    /// Whether the evidence names the terminal or the reader chose; where not, the reader may be asked.
    pub sure: bool,
    /// Whether mlterm must be told to reorder nothing.
    pub stop_mlterm: bool,
    /// The device of the terminal in front of tmux, where it must be told there: tmux swallows the
    /// sequence, and does not pass it through unless it was told to.
    pub outer_tty: Option<PathBuf>,
    /// How many marks (harakat) a cell may hold before they come out wrong.
    pub marks: usize,
    /// What the reader should know about this terminal: what will not work, what to set.
    pub advice: Option<&'static str>,
    /// Whether that is so bad that it must stand on the screen: here in Arabic.
    pub warning: Option<&'static str>,
}

impl Evidence {
    /// What is known before anything was asked.
    pub fn new(environment: Environment, asked: Option<Strategy>, remembered: Option<Strategy>) -> Self {
        Self { environment, asked, remembered, ..Self::default() }
    }

    /// The questions, in one burst; DA1 closes it, because every terminal answers that, in order.
    pub fn questions(&self) -> &'static [u8] {
        if self.environment.is_apple() {
            return b"\x1b[>c\x1b[c";
        }
        if self.environment.term == "linux" {
            return b"";
        }
        b"\x1b[>q\x1b[>c\x1b[=c\x1b[8$p\x1b[c"
    }

    /// Takes an answer in; true when it was the last one.
    pub fn learn(&mut self, reply: Reply) -> bool {
        match reply {
            Reply::Da1(params) => {
                self.da1 = Some(params);
                return true;
            }
            Reply::Da2(params) => self.da2 = Some(params),
            Reply::Da3(id) => self.da3 = Some(id),
            Reply::Version(text) => self.version = Some(text),
            Reply::Mode { mode: 8, value } => self.mode8 = Some(value),
            Reply::Mode { .. } | Reply::Cursor { .. } | Reply::Other => {}
        }
        false
    }

    /// A name for exactly this terminal, as far as it told, under which a calibration is remembered.
    pub fn signature(&self) -> String {
        let mut parts = vec![self.environment.signature()];
        let told = [&self.version, &self.da2, &self.da3];
        parts.extend(told.into_iter().flatten().filter(|part| !part.is_empty()).cloned());
        if let Some(client) = &self.client {
            parts.push(format!("{} {}", client.term, client.version).trim().to_owned());
        }
        parts.join(" | ")
    }
}

#[cfg(test)]
mod tests;
