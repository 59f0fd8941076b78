//! `entities`: who and what texts name.

use std::path::PathBuf;

use anyhow::Result;

use super::input;
use super::json::Tagged;
use super::page::{Span, Style};
use super::session::Session;
use crate::app::words::kind_name;
use crate::model::{Mention, Tally};

/// The entities of files, or of the library where no file is named.
pub fn run(session: &mut Session, files: &[PathBuf], json: bool) -> Result<()> {
    if files.is_empty() {
        return of_library(session, json);
    }
    let engine = session.engine();
    for file in files {
        let name = file.to_string_lossy();
        match input::text(file) {
            Ok(text) => print(session, &name, &text, &engine.tag(&text, None), json)?,
            Err(error) => session.console.fail(format_args!("{}: {error}", file.display())),
        }
    }
    Ok(())
}

fn of_library(session: &mut Session, json: bool) -> Result<()> {
    let library = session.library()?;
    for article in library.list()? {
        if let Some(opened) = library.article(&article.id)? {
            let text = &opened.article.parsed.body;
            print(session, article.id.as_str(), text, &opened.mentions, json)?;
        }
    }
    Ok(())
}

fn print(session: &mut Session, file: &str, text: &str, mentions: &[Mention], json: bool) -> Result<()> {
    if json {
        return Ok(session.console.json(&Tagged::new(file, text, mentions))?);
    }
    let row = session.page.row(&[Span::new(file, Style::Strong)]);
    session.console.row(&row)?;
    for entity in Tally::of(mentions).iter().filter(|entity| entity.is_sure()) {
        let kind = kind_name(entity.kind, session.settings.lang);
        let count = format!(" ×{}", entity.count);
        let row = session.page.row(&[
            Span::new("  ", Style::Plain),
            Span::new(kind, Style::Faint),
            Span::new("  ", Style::Plain),
            Span::new(&entity.name, Style::Mention),
            Span::new(&count, Style::Faint),
            Span::new("  ", Style::Plain),
            Span::new(entity.entity.as_str(), Style::Faint),
        ]);
        session.console.row(&row)?;
    }
    Ok(())
}
