//! Second stage: the arguments resolved against settings file, environment and terminal.
//!
//! *Invariant:* commands ask the session, never the environment.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jiff::Timestamp;

use super::args::{Global, Wish};
use super::console::Console;
use super::page::Page;
use super::words::Words;
use crate::app::{Lang, Settings};
use crate::config::{self, Environment, File, Paths, Wishes};
use crate::library::{self, BadRow, Engine, Library};
use crate::term::detect::{self, Evidence};
use crate::term::encode::Strategy;
use crate::text::{Base, Digits, TextOptions};

/// What every command works with.
pub struct Session {
    /// The settings that hold.
    pub settings: Settings,
    /// Where files live.
    pub paths: Paths,
    /// The strategy that was asked for by name.
    pub strategy: Option<Strategy>,
    /// What is known of the terminal without asking it.
    pub evidence: Evidence,
    /// How rows are laid out for people.
    pub page: Page,
    /// No program can draw on this terminal.
    pub dumb: bool,
    /// Where to print.
    pub console: Console,
}

impl Session {
    /// Resolves the options that every command has.
    pub fn resolve(global: &Global) -> Result<Self> {
        if let Some(path) = &global.log_file {
            config::log_to(path).with_context(|| format!("{}: cannot log there", path.display()))?;
        }
        let environment = Environment::read();
        let paths = Paths::resolve(global.data_dir.as_deref(), global.config.as_deref());
        let file = match &paths.config {
            Some(path) => File::read(path, paths.config_named)?,
            None => File::default(),
        };
        let terminal = Console::is_terminal();
        let wishes = Wishes { lang: global.lang, color: global.color };
        let settings = config::settings(&file, &environment, wishes, terminal);
        let strategy = match global.strategy {
            Some(Wish::As(strategy)) => Some(strategy),
            Some(Wish::Auto) | None => None,
        };
        let evidence = evidence(strategy, terminal);
        let detected = detect::decide(&evidence);
        let page = Page {
            width: usize::from(columns()),
            base: if settings.lang == Lang::Ar { Base::Rtl } else { Base::Ltr },
            strategy: if terminal { detected.strategy } else { strategy.unwrap_or(Strategy::Visual) },
            guarded: detected.cells.guarded,
            color: settings.color,
            text: TextOptions { digits: Digits::Keep, ..settings.text_options() },
        };
        let console = Console::new(global.quiet);
        Ok(Self { settings, paths, strategy, evidence, page, dumb: environment.dumb, console })
    }

    /// The words of the interface.
    pub fn words(&self) -> &'static Words {
        Words::of(self.settings.lang)
    }

    /// The folder of the library.
    pub fn folder(&self) -> Result<&Path> {
        self.paths.data.as_deref().context("no home folder is known here; name one with --data-dir DIR")
    }

    /// The library, opened.
    pub fn library(&mut self) -> Result<Library> {
        let folder = self.folder()?.to_path_buf();
        let library = Library::open(&folder, now()).with_context(|| folder.display().to_string())?;
        Ok(self.corrected(library))
    }

    /// A library that holds nothing and is kept nowhere.
    pub fn empty_library(&mut self) -> Result<Library> {
        Ok(self.corrected(Library::in_memory()?))
    }

    /// What tags texts that are kept nowhere, following the user's corrections: it needs no library.
    pub fn engine(&mut self) -> Engine {
        let Some(file) = &self.paths.corrections else { return Engine::new() };
        match library::corrected_engine(file) {
            Ok((engine, bad)) => {
                self.warn_of(&bad);
                engine
            }
            Err(error) => {
                self.console.warn(format_args!("{error:#}"));
                Engine::new()
            }
        }
    }

    /// The library, following the user's corrections. A row that cannot be used is told, a file that cannot
    /// be read too; neither keeps anything from being done.
    fn corrected(&mut self, mut library: Library) -> Library {
        if let Some(file) = &self.paths.corrections {
            if let Err(error) = library.follow_corrections(file) {
                self.console.warn(format_args!("{error:#}"));
            }
            self.warn_of(library.bad_corrections());
        }
        library
    }

    fn warn_of(&mut self, rows: &[BadRow]) {
        if let Some(file) = &self.paths.corrections {
            for row in rows {
                self.console.warn(format_args!("{}, {row}", file.display()));
            }
        }
    }

    /// Where the reader keeps what it found out about terminals.
    pub fn memory(&self) -> Option<PathBuf> {
        self.paths.data.as_ref().filter(|folder| folder.is_dir()).map(|folder| folder.join("terminals.json"))
    }

    /// Whether keys can be read and a screen drawn; else why not and what to use instead.
    pub fn reader_refused(&self) -> Option<&'static str> {
        if !io::stdin().is_terminal() || !Console::is_terminal() {
            return Some(
                "the reader needs a terminal; use `sahifa list`, `show`, `search` or `render` in a pipe",
            );
        }
        self.dumb
            .then_some("TERM is dumb or unset, nothing can be drawn; use `sahifa list` and `sahifa show`")
    }
}

/// Columns of the terminal that standard output is, else 80.
pub fn columns() -> u16 {
    rustix::termios::tcgetwinsize(io::stdout())
        .map(|size| size.ws_col)
        .ok()
        .filter(|cols| *cols > 0)
        .unwrap_or(80)
}

/// What is known of the terminal without asking it: rows go out before it could answer.
fn evidence(asked: Option<Strategy>, terminal: bool) -> Evidence {
    let mut evidence = Evidence::new(detect::environment(), asked, None);
    if terminal && evidence.environment.in_tmux() {
        evidence.clients = detect::tmux_clients(&evidence.environment.pane);
    }
    evidence
}

/// The time of this run's changes.
#[allow(clippy::disallowed_methods)] // the rim hands time in; every floor below takes it as an argument
pub fn now() -> Timestamp {
    Timestamp::now()
}
