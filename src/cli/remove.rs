//! `remove`: articles out of the library.

use anyhow::Result;

use super::page::{Span, Style};
use super::session::Session;
use crate::model::ArticleId;

/// Takes articles out; asks before where a person is there and did not say `--yes`.
pub fn run(session: &mut Session, ids: &[String], all_added: bool, yes: bool) -> Result<()> {
    let mut library = session.library()?;
    let words = session.words();
    let question = session.page.row(&[Span::new(words.remove, Style::Plain)]);
    if !yes && session.console.ask(&question)? == Some(false) {
        let row = session.page.row(&[Span::new(words.kept, Style::Plain)]);
        return Ok(session.console.summary(&row)?);
    }
    let removed = if all_added {
        library.remove_added()?
    } else {
        let wanted: Vec<ArticleId> = ids.iter().map(ArticleId::new).collect();
        let removed = library.remove(&wanted)?;
        for id in wanted.iter().filter(|id| !removed.contains(id)) {
            session.console.fail(format_args!("{id}: no such article; `sahifa list` shows the ids"));
        }
        removed
    };
    let text = format!("{}: {}", words.removed, removed.len());
    let row = session.page.row(&[Span::new(&text, Style::Plain)]);
    Ok(session.console.summary(&row)?)
}
