//! A page over the panes: an entity over the whole library, or who is followed.
//!
//! *Invariant:* the sparkline runs from right to left, like the text around it: the oldest month at the right.

use ratatui::buffer::Buffer;

use super::list::{ALERT, STAR, UNREAD};
use super::paint::{self, Side, Strip};
use super::popup::{draw_forms, name, names, reset, seen};
use super::theme::Theme;
use crate::app::App;
use crate::app::page::{Heading, Page, PageRow, Sheet, timeline};
use crate::app::words::{kind_letter, kind_name};
use crate::model::{EntityPage, Followed, Summary};

/// Columns of the gutter at the right: the selection mark, the unread mark, a blank beside each.
const GUTTER: u16 = 4;

/// Draws a page over everything but title bar and status line.
pub fn draw(app: &App, page: &Page, theme: Theme, buffer: &mut Buffer) {
    let screen = app.geometry().screen;
    let cols = Page::cols(screen.cols);
    let x = (screen.cols - cols.min(screen.cols)) / 2;
    for y in 1..screen.rows.saturating_sub(1) {
        reset(buffer, Strip { x: 0, y, cols: screen.cols });
    }
    let shown = page.rows();
    for (at, row) in shown.iter().enumerate() {
        let strip = Strip { x: x.saturating_sub(1).max(1), y: 1 + at as u16, cols };
        match &page.sheet {
            Sheet::Entity(facts) => entity_row(app, page, facts, row, theme, buffer, strip),
            Sheet::Followed(all) => followed_row(app, page, all, row, theme, buffer, strip),
        }
    }
    let (above, below) = page.more();
    for (more, y, sign) in [(above, 1, "↑"), (below, screen.rows.saturating_sub(2), "↓")] {
        if more {
            paint::put(buffer, 0, y, sign, theme.frame(true));
        }
    }
}

fn entity_row(
    app: &App,
    page: &Page,
    facts: &EntityPage,
    row: &PageRow,
    theme: Theme,
    buffer: &mut Buffer,
    strip: Strip,
) {
    let (lang, quiet) = (app.settings.lang, theme.quiet());
    match row {
        PageRow::Name => name(facts, theme, buffer, strip),
        PageRow::English => {
            let english = facts.english.as_deref().unwrap_or_default();
            paint::label(buffer, strip, english, Side::Right, theme.text());
        }
        PageRow::Facts => {
            let count = app.style().articles(facts.total);
            let parts = [
                (kind_letter(facts.kind, lang), theme.class(facts.kind)),
                (" ", theme.text()),
                (kind_name(facts.kind, lang), theme.mention(facts.kind)),
                (" · ", quiet),
                (app.words().mentioned_in, quiet),
                (" ", quiet),
                (count.as_str(), quiet),
            ];
            paint::phrase(buffer, strip, lang, &parts);
        }
        PageRow::Seen => seen(app, facts, theme, buffer, strip),
        PageRow::Forms(first, forms) => draw_forms(app, *first, forms, theme, buffer, strip),
        PageRow::Heading(heading) => draw_heading(app, facts, *heading, theme, buffer, strip),
        PageRow::Timeline => draw_timeline(app, facts, theme, buffer, strip),
        PageRow::Names(range) => names(app, facts, range, Some(page.selected), theme, buffer, strip),
        PageRow::Article(at) => {
            let Some((article, _)) = facts.articles.get(*at) else { return };
            let selected = page.selected == facts.neighbours.len() + at;
            article_row(app, article, selected, theme, buffer, strip);
        }
        PageRow::Blank | PageRow::Followed(_) => {}
    }
}

fn draw_heading(
    app: &App,
    facts: &EntityPage,
    heading: Heading,
    theme: Theme,
    buffer: &mut Buffer,
    strip: Strip,
) {
    let (words, quiet, style) = (&app.words().page, theme.quiet(), app.style());
    let told = match heading {
        Heading::Months => words.by_month,
        Heading::Beside => words.beside,
        Heading::Articles => words.articles,
        Heading::Followed => words.followed,
    };
    let rest = paint::labels(buffer, strip, &[(told, theme.subheading())]);
    let Some(timeline) = timeline(facts, usize::from(strip.cols), &app.settings) else { return };
    if heading != Heading::Months {
        return;
    }
    let most = style.numerals(&timeline.most().to_string());
    let rest = paint::labels(buffer, rest, &[(" · ", quiet)]);
    let most = [(words.fullest, quiet), (": ", quiet), (most.as_str(), quiet)];
    let rest = paint::phrase(buffer, rest, app.settings.lang, &most);
    if timeline.step > 1 {
        let step = style.months_a_column(timeline.step);
        paint::labels(buffer, rest, &[(" · ", quiet), (&step, quiet)]);
    }
}

/// The first month, the columns from right to left, the last month.
fn draw_timeline(app: &App, facts: &EntityPage, theme: Theme, buffer: &mut Buffer, strip: Strip) {
    let Some(timeline) = timeline(facts, usize::from(strip.cols), &app.settings) else { return };
    let (style, quiet) = (app.style(), theme.quiet());
    let (first, last) = timeline.ends;
    let mut rest = paint::labels(buffer, strip, &[(&style.month(&first), quiet), (" ", quiet)]);
    for column in &timeline.columns {
        let symbol = timeline.symbol(*column);
        let style = if *column > 0 { theme.class(facts.kind) } else { quiet };
        if rest.cols > 0 {
            paint::put(buffer, rest.x + rest.cols - 1, rest.y, symbol, style);
        }
        rest = rest.inset(0, 1);
    }
    if (first.year, first.month) != (last.year, last.month) {
        paint::labels(buffer, rest, &[(" ", quiet), (&style.month(&last), quiet)]);
    }
}

/// An article on one row: marks, title, and at the left when it was published.
fn article_row(
    app: &App,
    article: &Summary,
    selected: bool,
    theme: Theme,
    buffer: &mut Buffer,
    strip: Strip,
) {
    let date = app.style().dated(article.published, article.estimated, article.added);
    let taken = paint::label(buffer, strip, &date, Side::Left, theme.quiet());
    let rest = strip.inset(taken + 2, 0);
    let line = paint::laid(&article.title, rest.cols.saturating_sub(GUTTER), app.settings.text_options());
    paint::line(buffer, rest.inset(0, GUTTER), &line, Side::Right, |_| theme.text());
    let mark = match (article.status.read, app.alerts(&article.id)) {
        (true, _) => "",
        (false, true) => ALERT,
        (false, false) => UNREAD,
    };
    marks(selected, mark, theme, buffer, strip);
}

/// In the gutter whether a row is selected, and its mark.
fn marks(selected: bool, mark: &str, theme: Theme, buffer: &mut Buffer, strip: Strip) {
    let at = |from_right: u16| strip.x + strip.cols.saturating_sub(from_right);
    if selected {
        paint::put(buffer, at(1), strip.y, "┃", theme.selection());
    }
    if !mark.is_empty() {
        paint::put(buffer, at(3), strip.y, mark, theme.mark());
    }
}

fn followed_row(
    app: &App,
    page: &Page,
    all: &[Followed],
    row: &PageRow,
    theme: Theme,
    buffer: &mut Buffer,
    strip: Strip,
) {
    let lang = app.settings.lang;
    match row {
        PageRow::Heading(_) => {
            paint::label(buffer, strip, app.words().page.followed, Side::Right, theme.headline());
        }
        PageRow::Followed(at) => {
            let Some(followed) = all.get(*at) else { return };
            marks(page.selected == *at, STAR, theme, buffer, strip);
            let strip = strip.inset(0, GUTTER);
            let unread = app.style().unread(followed.unread);
            let style = if followed.unread > 0 { theme.mark() } else { theme.quiet() };
            let taken = paint::label(buffer, strip, &unread, Side::Left, style);
            let rest = strip.inset(taken + 2, 0);
            let letter = followed.kind.map_or("", |kind| kind_letter(kind, lang));
            let class = followed.kind.map_or(theme.text(), |kind| theme.class(kind));
            let name = [(letter, class), (" ", theme.text()), (followed.name.as_str(), theme.text())];
            paint::labels(buffer, rest, &name);
        }
        _ => {}
    }
}
