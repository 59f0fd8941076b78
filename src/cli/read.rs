//! `sahifa` and `open`: the reader.

use std::path::PathBuf;

use anyhow::Result;

use super::input;
use super::session::{Session, now};
use super::{Usage, console};
use crate::library::Library;
use crate::runtime::{self, Start};

/// The reader on the library.
pub fn library(mut session: Session) -> Result<u8> {
    if let Some(reason) = session.reader_refused() {
        return Err(Usage(reason).into());
    }
    let library = session.library()?;
    session.settings.order = library.order()?;
    start(session, library)
}

/// The reader on some files; nothing is kept.
pub fn files(mut session: Session, files: &[PathBuf]) -> Result<u8> {
    if let Some(reason) = session.reader_refused() {
        return Err(Usage(reason).into());
    }
    let (mut articles, mut told, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for file in files {
        match input::document(file) {
            Ok(document) => {
                articles.extend(document.articles);
                told.extend(document.warnings.iter().map(|why| format!("{}: {why}", file.display())));
                refused.extend(document.refused.iter().map(|why| format!("{}: {why}", file.display())));
            }
            Err(error) => refused.push(format!("{}: {error:#}", file.display())),
        }
    }
    let mut code = 0;
    if !articles.is_empty() {
        let mut library = session.empty_library()?;
        library.ingest(articles, now())?;
        code = start(session, library)?;
    }
    // After the reader, so that they stay on the screen that it gives back.
    for line in told.iter().chain(&refused) {
        console::tell(line);
    }
    Ok(if code == 0 { u8::from(!refused.is_empty()) } else { code })
}

fn start(session: Session, library: Library) -> Result<u8> {
    let memory = session.memory();
    runtime::run(Start { library, settings: session.settings, strategy: session.strategy, memory })
}
