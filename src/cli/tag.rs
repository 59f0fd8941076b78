//! `tag`: what the reader calls an article.

use anyhow::Result;

use super::add;
use super::page::Style;
use super::session::Session;
use crate::model::ArticleId;

/// Gives tags, or takes them, and tells those that the article has then.
pub fn run(session: &mut Session, id: &str, tags: &[String], remove: bool) -> Result<()> {
    let mut library = session.library()?;
    let id = ArticleId::new(id);
    if library.article(&id)?.is_none() {
        session.console.fail(format_args!("{id}: no such article; `sahifa list` shows the ids"));
        return Ok(());
    }
    for tag in tags {
        if let Err(error) = library.tag_article(&id, tag, !remove) {
            session.console.fail(format_args!("{tag:?}: {error:#}"));
        }
    }
    let held = library.tags_of(&id)?;
    let row = session.page.row(&add::separated(&held, Style::Plain));
    Ok(session.console.row(&row)?)
}
