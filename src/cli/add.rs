//! `add`: files and folders into the library.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use indicatif::{ProgressBar, ProgressStyle};

use super::input;
use super::page::{Span, Style};
use super::session::{Session, now};
use crate::library::{Ingested, Library};
use crate::model::Parsed;

/// Articles of one transaction, so that memory stays bounded and a long run survives its end.
const BATCH: usize = 1000;

/// Articles that are tagged and indexed before the progress bar moves: a twentieth of them, within these
/// bounds. Each step ends with a commit, which costs about as much as indexing a hundred articles.
const STEP: (usize, usize) = (64, 2_000);

/// Adds what can be added, tells what cannot, and how much it was.
pub fn run(session: &mut Session, paths: &[PathBuf]) -> Result<()> {
    let (files, mut refused) = gather(session, paths);
    let mut library = session.library()?;
    let progress = Progress::new(session, files.len());
    let (mut waiting, mut done) = (Vec::new(), Ingested::default());
    for file in &files {
        match input::document(file) {
            Ok(document) => {
                waiting.extend(document.articles);
                refused += document.refused.len();
                for warning in document.warnings {
                    session.console.warn(format_args!("{}: {warning}", file.display()));
                }
                for reason in document.refused {
                    session.console.fail(format_args!("{}: {reason}", file.display()));
                }
            }
            Err(error) => {
                refused += 1;
                session.console.fail(format_args!("{}: {error:#}", file.display()));
            }
        }
        if waiting.len() >= BATCH {
            ingest(&mut library, &mut waiting, &mut done)?;
        }
        progress.step(1);
    }
    ingest(&mut library, &mut waiting, &mut done)?;
    derive(session, &mut library)?;
    tell(session, &done, refused)
}

/// The files that are meant, and how many inputs were refused.
fn gather(session: &mut Session, paths: &[PathBuf]) -> (Vec<PathBuf>, usize) {
    let (mut files, mut refused) = (Vec::new(), 0);
    for path in paths {
        let found = if is_url(path) {
            Err("feeds are not read yet, only files and folders".to_owned())
        } else if path.is_dir() {
            match input::walk(path) {
                Ok(found) if found.is_empty() => Err("no .txt .md .html .jsonl in this folder".to_owned()),
                found => found.map_err(|error| error.to_string()),
            }
        } else {
            Ok(vec![path.clone()])
        };
        match found {
            Ok(found) => files.extend(found),
            Err(reason) => {
                refused += 1;
                session.console.fail(format_args!("{}: {reason}", path.display()));
            }
        }
    }
    (files, refused)
}

fn is_url(path: &Path) -> bool {
    let text = path.to_string_lossy();
    ["http://", "https://", "feed:"].iter().any(|scheme| text.starts_with(scheme)) && !path.exists()
}

fn ingest(library: &mut Library, waiting: &mut Vec<Parsed>, done: &mut Ingested) -> Result<()> {
    if waiting.is_empty() {
        return Ok(());
    }
    let part = library.ingest(std::mem::take(waiting), now())?;
    done.added.extend(part.added);
    done.updated.extend(part.updated);
    done.unchanged.extend(part.unchanged);
    Ok(())
}

/// Tags and indexes all articles that wait for it.
pub fn derive(session: &Session, library: &mut Library) -> Result<()> {
    let mut left = library.derive(0)?; // follows the corrections too
    let progress = Progress::new(session, left);
    let step = (left / 20).clamp(STEP.0, STEP.1);
    while left > 0 {
        let now = library.derive(step)?;
        ensure!(now < left, "{left} articles cannot be indexed; try `sahifa doctor --repair`");
        progress.step(left - now);
        left = now;
    }
    Ok(())
}

fn tell(session: &mut Session, done: &Ingested, refused: usize) -> Result<()> {
    let words = session.words();
    let counts = [
        (words.added, done.added.len()),
        (words.updated, done.updated.len()),
        (words.unchanged, done.unchanged.len()),
        (words.refused, refused),
    ];
    let texts: Vec<String> = counts.iter().map(|(word, count)| format!("{word}: {count}")).collect();
    let row = session.page.row(&separated(&texts, Style::Plain));
    Ok(session.console.summary(&row)?)
}

/// Texts with a dot between them.
pub fn separated(texts: &[String], style: Style) -> Vec<Span<'_>> {
    let mut spans = Vec::new();
    for text in texts {
        if !spans.is_empty() {
            spans.push(Span::new(" · ", Style::Faint));
        }
        spans.push(Span::new(text, style));
    }
    spans
}

/// A bar on a terminal, nothing elsewhere. It shows figures only, which stand the same in every terminal.
struct Progress(ProgressBar);

impl Progress {
    fn new(session: &Session, length: usize) -> Self {
        if !session.console.shows_progress() || length < 2 {
            return Self(ProgressBar::hidden());
        }
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}");
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        Self(ProgressBar::new(length as u64).with_style(style))
    }

    fn step(&self, by: usize) {
        self.0.inc(by as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
