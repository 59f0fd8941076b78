//! `doctor`: what was detected, where files live, and how store and index are.

use anyhow::Result;
use serde::Serialize;

use super::page::{Span, Style};
use super::reasons;
use super::session::Session;
use super::words::Words;
use crate::app::Lang;
use crate::library::Health;
use crate::term::detect::Terminal as Detected;

/// What `doctor --json` tells.
#[derive(Serialize)]
struct Report {
    version: &'static str,
    data_dir: Option<String>,
    config: Option<String>,
    config_exists: bool,
    lang: &'static str,
    terminal: Terminal,
    articles: usize,
    pending: usize,
    indexed: usize,
    problems: Vec<String>,
}

/// The terminal as far as it is known.
#[derive(Serialize)]
struct Terminal {
    name: &'static str,
    multiplexer: Option<&'static str>,
    /// Whether standard output is one.
    interactive: bool,
    columns: usize,
    strategy: &'static str,
    reason: String,
    advice: Option<&'static str>,
    color: bool,
}

/// Tells, and repairs where that was asked for. Problems are failures.
pub fn run(session: &mut Session, json: bool, repair: bool) -> Result<()> {
    let health = health(session, repair);
    let report = Report::new(session, health);
    if json {
        session.console.json(&report)?;
    } else {
        tell(session, &report, repair)?;
    }
    for problem in &report.problems {
        session.console.fail(problem);
    }
    Ok(())
}

/// The library's health; one that cannot be opened or repaired is a problem, not the end.
fn health(session: &Session, repair: bool) -> Health {
    let examined = session.library().and_then(|mut library| {
        if repair {
            library.repair()?;
            super::add::derive(session, &mut library)?;
        }
        Ok(library.health())
    });
    examined.unwrap_or_else(|error| Health { problems: vec![format!("{error:#}")], ..Health::default() })
}

impl Report {
    fn new(session: &Session, health: Health) -> Self {
        let paths = &session.paths;
        let shown = |path: &std::path::PathBuf| path.display().to_string();
        Self {
            version: env!("CARGO_PKG_VERSION"),
            data_dir: paths.data.as_ref().map(shown),
            config: paths.config.as_ref().map(shown),
            config_exists: paths.config.as_ref().is_some_and(|path| path.exists()),
            lang: match session.settings.lang {
                Lang::Ar => "ar",
                Lang::En => "en",
            },
            terminal: Terminal {
                name: name(session.detected.terminal),
                multiplexer: session.detected.multiplexer,
                interactive: super::console::Console::is_terminal(),
                columns: session.page.width,
                strategy: session.detected.strategy.name(),
                reason: session.detected.reason.clone(),
                advice: session.detected.advice,
                color: session.settings.color,
            },
            articles: health.articles,
            pending: health.pending,
            indexed: health.indexed,
            problems: health.problems,
        }
    }

    /// Labels with their values; a value's parts are paragraphs of their own, because paths are Latin,
    /// and so are the blanks and brackets between them, because they run as the page does.
    fn facts(&self, words: &Words, lang: Lang) -> Vec<(&'static str, Vec<String>)> {
        let Terminal { name, multiplexer, strategy, reason, columns, .. } = &self.terminal;
        let plain = |text: String| vec![text];
        let bracketed = |text: String| [" (".to_owned(), text, ")".to_owned()];
        let mut settings = plain(self.config.clone().unwrap_or_default());
        if !self.config_exists {
            settings.extend(bracketed(words.missing.to_owned()));
        }
        let mut terminal = plain((*name).to_owned());
        terminal.extend(multiplexer.iter().flat_map(|name| [" · ".to_owned(), (*name).to_owned()]));
        let mut rows = plain((*strategy).to_owned());
        rows.extend(bracketed(reasons::reason(reason, lang)));
        let well = if self.problems.is_empty() { words.well } else { words.unwell };
        vec![
            (words.version, plain(self.version.to_owned())),
            (words.data, plain(self.data_dir.clone().unwrap_or_default())),
            (words.settings, settings),
            (words.terminal, terminal),
            (words.strategy, rows),
            (words.size, plain(columns.to_string())),
            (words.articles, plain(self.articles.to_string())),
            (words.indexed, plain(self.indexed.to_string())),
            (words.pending, plain(self.pending.to_string())),
            (words.health, plain(well.to_owned())),
        ]
    }
}

/// The name of a terminal as people know it.
fn name(terminal: Detected) -> &'static str {
    match terminal {
        Detected::Unknown => "unknown",
        Detected::Vte => "VTE",
        Detected::Konsole => "Konsole",
        Detected::Qterminal => "QTerminal",
        Detected::Mlterm => "mlterm",
        Detected::Kitty => "kitty",
        Detected::Putty => "PuTTY",
        Detected::Apple => "Terminal.app",
        Detected::Iterm => "iTerm2",
        Detected::Obedient => "BiDi-aware",
        Detected::Plain => "does not reorder",
        Detected::Console => "Linux console",
    }
}

fn tell(session: &mut Session, report: &Report, repair: bool) -> Result<()> {
    let words = session.words();
    let lang = session.settings.lang;
    for (label, value) in report.facts(words, lang) {
        let mut spans = vec![Span::new(label, Style::Faint), Span::new(": ", Style::Faint)];
        spans.extend(value.iter().map(|part| Span::new(part, Style::Plain)));
        let row = session.page.row(&spans);
        session.console.row(&row)?;
    }
    if let Some(advice) = report.terminal.advice {
        let advice = Span::new(reasons::advice(advice, lang), Style::Plain);
        for row in session.page.paragraph(advice, session.page.text) {
            session.console.row(&row)?;
        }
    }
    if repair && report.problems.is_empty() {
        let row = session.page.row(&[Span::new(words.repaired, Style::Strong)]);
        session.console.row(&row)?;
    }
    Ok(())
}
