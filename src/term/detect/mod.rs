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
mod habits;
mod probe;
mod process;
mod reason;
mod terminals;
mod tmux;

pub use decide::decide;
pub use environment::{Environment, environment};
pub use habits::{Reordering, Shaping};
pub use probe::{Probe, Widths};
pub use reason::{Advice, Reason, Source, Why};
pub use tmux::{Client, tmux_attached, tmux_clients};

use std::path::PathBuf;

use super::encode::{Cells, Strategy};
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
    /// The columns that it gave to a few letters.
    pub widths: Widths,
    /// kitty: its font.
    pub font: Option<String>,
    /// The terminals in front of tmux, the one used last first.
    pub clients: Vec<Client>,
}

/// What was decided, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The terminal.
    pub terminal: Terminal,
    /// What stands before it: `tmux`, `screen`, `mosh`, `zellij`.
    pub multiplexer: Option<&'static str>,
    /// Which rows the terminal reorders by itself.
    pub reordering: Reordering,
    /// Whether it joins letters by itself.
    pub shaping: Shaping,
    /// How rows are encoded.
    pub strategy: Strategy,
    /// Why.
    pub reason: Reason,
    /// Whether the evidence names the terminal or the reader chose; where not, the reader may be asked.
    pub sure: bool,
    /// Whether mlterm must be told to reorder nothing.
    pub stop_mlterm: bool,
    /// The device of the terminal in front of tmux, where it must be told there: tmux swallows the
    /// sequence, and does not pass it through unless it was told to.
    pub outer_tty: Option<PathBuf>,
    /// What cells may hold.
    pub cells: Cells,
    /// Whether greys of the 256-colour table come out as other colours on the way to the terminal.
    pub few_colors: bool,
    /// What the reader should know about this terminal: what will not work, what to set.
    pub advice: Option<Advice>,
}

impl Report {
    /// What is so bad that it must stand on the screen.
    pub fn warning(&self) -> Option<Advice> {
        self.advice.filter(|advice| advice.stands_out())
    }
}

impl Evidence {
    /// What is known before anything was asked.
    pub fn new(environment: Environment, asked: Option<Strategy>, remembered: Option<Strategy>) -> Self {
        Self { environment, asked, remembered, ..Self::default() }
    }

    /// The questions, in one burst; DA1 closes it, because every terminal answers that, in order.
    pub fn questions(&self) -> Vec<u8> {
        let environment = &self.environment;
        if environment.is_apple() {
            return probe::few();
        }
        if environment.term == "linux" {
            return Vec::new();
        }
        probe::burst(environment.is_kitty())
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
            // Behind the fence it is a key's (F3 with a modifier), or of no use.
            Reply::Cursor { row, col } if self.da1.is_none() => self.widths.learn(row, col),
            Reply::Capability { name, value } if name == "kitty-query-font_family" => self.font = Some(value),
            Reply::Mode { .. } | Reply::Cursor { .. } | Reply::Capability { .. } | Reply::Other => {}
        }
        false
    }

    /// Takes in which terminals are in front of tmux; whether that is new. While nobody is attached the
    /// last ones count.
    pub fn meet(&mut self, clients: Vec<Client>) -> bool {
        let new = !clients.is_empty() && clients != self.clients;
        if new {
            self.clients = clients;
        }
        new
    }

    /// What the terminal answered, one answer an item, for people who look for a mistake.
    pub fn answers(&self) -> Vec<String> {
        let told = [("XTVERSION", &self.version), ("DA1", &self.da1), ("DA2", &self.da2), ("DA3", &self.da3)];
        let told = told.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)));
        let mode = self.mode8.map(|value| ("DECRQM 8", value.to_string()));
        let widths = self.widths().into_iter().filter_map(|(name, width)| Some((name, width?.to_string())));
        let font = self.font.clone().map(|font| ("font", font));
        told.chain(mode).chain(font).chain(widths).map(|(name, value)| format!("{name} {value}")).collect()
    }

    /// What was measured, by name, with the columns that it took where the terminal answered.
    pub fn widths(&self) -> Vec<(&'static str, Option<u16>)> {
        Probe::NAMED.into_iter().map(|(name, probe)| (name, self.widths.of(probe))).collect()
    }

    /// A name for exactly this terminal, as far as it told, under which a calibration is remembered.
    pub fn signature(&self) -> String {
        let mut parts = vec![self.environment.signature()];
        let told = [&self.version, &self.da2, &self.da3];
        parts.extend(told.into_iter().flatten().filter(|part| !part.is_empty()).cloned());
        if let Some(client) = self.clients.first() {
            let program = client.programs.iter().find(|name| terminals::by_program(name).is_some());
            let told = [client.term.as_str(), &client.version, program.map_or("", String::as_str)];
            parts.push(told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "));
        }
        parts.join(" | ")
    }
}

#[cfg(test)]
mod tests;
