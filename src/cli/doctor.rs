//! `doctor`: what was detected, where files live, and how store and index are.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};

use anyhow::Result;
use rustix::fs::FileType;
use serde::Serialize;

use super::console::Console;
use super::page::{Span, Style};
use super::session::Session;
use crate::app::Lang;
use crate::library::Health;
use crate::runtime;
use crate::term::ask::{Asked, Where, ask};
use crate::term::detect::{self, Evidence, Terminal as Detected};

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
    /// Of the terminal that was asked, else those that rows are printed for.
    columns: usize,
    /// Whether it answered, or why it was not asked.
    asked: &'static str,
    answers: Vec<String>,
    /// Which rows it reorders by itself: no, until told not to, rows, words, unknown.
    reordering: &'static str,
    /// Whether it joins letters by itself: no, yes, unknown.
    shaping: &'static str,
    /// Columns that it gave to what was measured, null where it did not answer.
    widths: BTreeMap<&'static str, Option<u16>>,
    strategy: &'static str,
    reason: String,
    /// Harakat that a letter may carry before they come out wrong.
    marks: usize,
    /// Whether what stands before the terminal passes 256 colours on.
    colors_256: bool,
    advice: Option<&'static str>,
    color: bool,
}

/// Tells, and repairs where that was asked for. Problems are failures.
pub fn run(session: &mut Session, json: bool, repair: bool) -> Result<()> {
    let health = health(session, repair);
    let Examined { report: found, asked, columns, evidence } = examine(session, json);
    if session.strategy.is_none() && asked == Asked::Answered && Console::is_terminal() {
        session.page.strategy = found.strategy;
        session.page.guarded = found.cells.guarded;
    }
    let report = Report::new(session, health, &found, (asked, columns), &evidence);
    if json {
        session.console.json(&report)?;
    } else {
        let lang = session.settings.lang;
        tell(session, &report, &found, repair)?;
        if let Some(advice) = found.advice {
            let advice = Span::new(advice.told(lang), Style::Plain);
            for row in session.page.paragraph(advice, session.page.text) {
                session.console.row(&row)?;
            }
        }
    }
    for problem in &report.problems {
        session.console.fail(problem);
    }
    Ok(())
}

/// The library's health; one that cannot be opened or repaired is a problem, not the end.
fn health(session: &mut Session, repair: bool) -> Health {
    let examined = session.library().and_then(|mut library| {
        if repair {
            library.repair()?;
            super::add::derive(session, &mut library)?;
        }
        Ok(library.health())
    });
    examined.unwrap_or_else(|error| Health { problems: vec![format!("{error:#}")], ..Health::default() })
}

/// What was found out about the terminal.
struct Examined {
    report: detect::Report,
    asked: Asked,
    columns: Option<u16>,
    evidence: Evidence,
}

/// Asks the terminal, where there is one, what it is; and decides as the reader does.
fn examine(session: &Session, json: bool) -> Examined {
    let mut evidence: Evidence = session.evidence.clone();
    let place = place(json);
    if place.is_some() && evidence.clients.is_empty() && evidence.environment.in_tmux() {
        evidence.clients = detect::tmux_clients(&evidence.environment.pane);
    }
    let (asked, columns) = place.map_or((Asked::Not, None), |place| ask(&mut evidence, place));
    if asked == Asked::Answered {
        evidence.remembered = runtime::remembered(session.memory(), &evidence);
    }
    Examined { report: detect::decide(&evidence), asked, columns, evidence }
}

/// Which terminal is to be asked: that of whoever sits there, also where the answer goes to a file or to
/// another program. What is for people and goes into a pipe may go to a pager, which has the terminal then.
fn place(json: bool) -> Option<Where> {
    let (input, output) = (io::stdin().is_terminal(), Console::is_terminal());
    let piped = rustix::fs::fstat(io::stdout())
        .is_ok_and(|out| matches!(FileType::from_raw_mode(out.st_mode), FileType::Fifo | FileType::Socket));
    let attended = input || output || io::stderr().is_terminal();
    match (input && output, attended && (json || !piped)) {
        (true, _) => Some(Where::Here),
        (false, true) => Some(Where::Controlling),
        (false, false) => None,
    }
}

impl Report {
    fn new(
        session: &Session,
        health: Health,
        found: &detect::Report,
        (asked, columns): (Asked, Option<u16>),
        evidence: &Evidence,
    ) -> Self {
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
                name: name(found.terminal),
                multiplexer: found.multiplexer,
                interactive: Console::is_terminal(),
                columns: columns.map_or(session.page.width, usize::from),
                asked: match asked {
                    Asked::Answered => "answered",
                    Asked::Silent => "silent",
                    Asked::Not => "not asked",
                },
                answers: evidence.answers(),
                reordering: found.reordering.name(),
                shaping: found.shaping.name(),
                widths: evidence.widths().into_iter().collect(),
                strategy: found.strategy.name(),
                reason: found.reason.told(Lang::En),
                marks: found.cells.marks,
                colors_256: !found.few_colors,
                advice: found.advice.map(|advice| advice.told(Lang::En)),
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
    fn facts(&self, session: &Session, found: &detect::Report) -> Vec<(&'static str, Vec<String>)> {
        let (words, lang, width) = (session.words(), session.settings.lang, session.page.width);
        let Terminal { name, multiplexer, strategy, columns, asked, answers, .. } = &self.terminal;
        let plain = |text: String| vec![text];
        let bracketed = |text: String| [" (".to_owned(), text, ")".to_owned()];
        let mut settings = plain(self.config.clone().unwrap_or_default());
        if !self.config_exists {
            settings.extend(bracketed(words.missing.to_owned()));
        }
        let mut terminal = plain((*name).to_owned());
        terminal.extend(multiplexer.iter().flat_map(|name| [" · ".to_owned(), (*name).to_owned()]));
        let mut rows = plain((*strategy).to_owned());
        rows.extend(bracketed(found.reason.told(lang)));
        let mut colors = plain(if found.few_colors { words.few_colors } else { "256" }.to_owned());
        if !self.terminal.color {
            colors.extend(bracketed(words.no_color.to_owned()));
        }
        let answers = match *asked {
            "answered" => gathered(answers, width.saturating_sub(words.answers.chars().count() + 2)),
            "silent" => plain(words.silent.to_owned()),
            _ => plain(words.not_asked.to_owned()),
        };
        let well = if self.problems.is_empty() { words.well } else { words.unwell };
        let mut facts = vec![
            (words.version, plain(self.version.to_owned())),
            (words.data, plain(self.data_dir.clone().unwrap_or_default())),
            (words.settings, settings),
            (words.terminal, terminal),
        ];
        facts.extend(answers.into_iter().map(|row| (words.answers, plain(row))));
        facts.extend([
            (words.reordering, plain(found.reordering.told(lang).to_owned())),
            (words.shaping, plain(found.shaping.told(lang).to_owned())),
            (words.colors, colors),
            (words.strategy, rows),
            (words.size, plain(columns.to_string())),
            (words.articles, plain(self.articles.to_string())),
            (words.indexed, plain(self.indexed.to_string())),
            (words.pending, plain(self.pending.to_string())),
            (words.health, plain(well.to_owned())),
        ]);
        facts
    }
}

/// Short items on as few rows of so many columns as they need.
fn gathered(items: &[String], columns: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for item in items {
        match rows.last_mut() {
            Some(row) if row.chars().count() + " · ".len() + item.chars().count() <= columns => {
                row.push_str(" · ");
                row.push_str(item);
            }
            _ => rows.push(item.clone()),
        }
    }
    rows
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

fn tell(session: &mut Session, report: &Report, found: &detect::Report, repair: bool) -> Result<()> {
    for (label, value) in report.facts(session, found) {
        let whole = format!("{label}: {}", value.concat());
        if session.page.width > 0 && whole.chars().count() > session.page.width {
            // Too long for a row, and of use only as a whole.
            for row in session.page.paragraph(Span::new(&whole, Style::Plain), session.page.text) {
                session.console.row(&row)?;
            }
            continue;
        }
        let mut spans = vec![Span::new(label, Style::Faint), Span::new(": ", Style::Faint)];
        spans.extend(value.iter().map(|part| Span::new(part, Style::Plain)));
        let row = session.page.row(&spans);
        session.console.row(&row)?;
    }
    if repair && report.problems.is_empty() {
        let row = session.page.row(&[Span::new(session.words().repaired, Style::Strong)]);
        session.console.row(&row)?;
    }
    Ok(())
}
