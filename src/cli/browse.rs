//! `list` and `show`: what the library holds.

use anyhow::{Result, bail};

use super::add::separated;
use super::json::{Listed, Shown};
use super::page::{Span, Style};
use super::session::Session;
use crate::app::Settings;
use crate::app::document::article_options;
use crate::app::style;
use crate::app::words::words;
use crate::library::Library;
use crate::model::{ArticleId, BlockKind, Opened, Summary};
use crate::text::TextOptions;

/// All articles, newest first.
pub fn list(session: &mut Session, json: bool) -> Result<()> {
    let articles = session.library()?.list()?;
    if articles.is_empty() && !json {
        let row = session.page.row(&[Span::new(session.words().no_articles, Style::Plain)]);
        return Ok(session.console.summary(&row)?);
    }
    for article in &articles {
        if json {
            session.console.json(&Listed::from(article))?;
        } else {
            entry(session, article, &[])?;
        }
    }
    Ok(())
}

/// An article in two rows: its title; source, date and id.
pub fn entry(session: &mut Session, article: &Summary, marks: &[std::ops::Range<usize>]) -> Result<()> {
    let unread = if article.status.read { "  " } else { "● " };
    let star = if article.status.starred { "★ " } else { "" };
    let style = if article.status.read { Style::Plain } else { Style::Strong };
    let title =
        Span::new(&article.title, style).marked(marks, Style::Hit).of_article(session.settings.digits);
    let row = session.page.row(&[Span::new(unread, style), Span::new(star, style), title]);
    session.console.row(&row)?;
    let facts = facts(session, article);
    let mut spans = vec![Span::new("  ", Style::Faint)];
    spans.extend(separated(&facts, Style::Faint));
    let row = session.page.row(&spans);
    Ok(session.console.row(&row)?)
}

fn facts(session: &Session, article: &Summary) -> Vec<String> {
    let Settings { lang, digits, ref zone, .. } = session.settings;
    let source = article.source.clone().unwrap_or_else(|| words(lang).no_source.to_owned());
    let date = style::Style { lang, digits, zone }.dated(article.published, article.estimated, article.added);
    vec![source, date, article.id.to_string()]
}

/// One article, by its id or by a beginning of it that no other id has.
pub fn show(session: &mut Session, id: &str, json: bool) -> Result<()> {
    let library = session.library()?;
    let Some(opened) = find(&library, id)? else {
        bail!("{id}: no such article; `sahifa list` shows the ids");
    };
    if json {
        return Ok(session.console.json(&Shown::new(&opened.summary(), &opened))?);
    }
    let article = &opened.article.parsed;
    let options = article_options(&opened.article, &session.settings);
    for row in session.page.paragraph(Span::new(&article.title, Style::Strong), options) {
        session.console.row(&row)?;
    }
    let facts = facts(session, &opened.summary());
    let row = session.page.row(&separated(&facts, Style::Faint));
    session.console.row(&row)?;
    for block in &opened.blocks {
        body(session, &opened, block.range.clone(), block.kind, options)?;
    }
    Ok(())
}

/// A paragraph with its mentions, set off by an empty row.
fn body(
    session: &mut Session,
    opened: &Opened,
    range: std::ops::Range<usize>,
    kind: BlockKind,
    options: TextOptions,
) -> Result<()> {
    let style = match kind {
        BlockKind::Headline | BlockKind::Furniture => return Ok(()), // the title says it; not for reading
        BlockKind::Subheading => Style::Strong,
        BlockKind::Text => Style::Plain,
    };
    let within = |at: usize| at.clamp(range.start, range.end) - range.start;
    let marks: Vec<_> = opened
        .mentions
        .iter()
        .map(|mention| within(mention.range.start)..within(mention.range.end))
        .filter(|mark| !mark.is_empty())
        .collect();
    let text = &opened.article.parsed.body[range.clone()];
    session.console.row("")?;
    let span = Span::new(text, style).marked(&marks, Style::Mention);
    for row in session.page.paragraph(span, options) {
        session.console.row(&row)?;
    }
    Ok(())
}

fn find(library: &Library, id: &str) -> Result<Option<Opened>> {
    if let Some(opened) = library.article(&ArticleId::new(id))? {
        return Ok(Some(opened));
    }
    let articles = library.list()?;
    let mut matching = articles.iter().filter(|article| article.id.as_str().starts_with(id));
    match (matching.next(), matching.next()) {
        (Some(only), None) if !id.is_empty() => library.article(&only.id),
        _ => Ok(None),
    }
}
