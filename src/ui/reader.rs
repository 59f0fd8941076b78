//! The reader pane: scroll bar at its left edge (beside a list), text, class letters in the margin, the legend below.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::paint::{self, Side, Strip};
use super::theme::Theme;
use crate::app::App;
use crate::app::document::{Part, Shown, is_class_mark};
use crate::app::geometry::{Area, MARGIN, Shape};
use crate::app::reader::{Reader, Spot};
use crate::app::words::{kind_letter, kind_name};
use crate::model::{EntityKind, Mention};
use crate::text::Cell;

/// Draws the reader pane.
pub fn draw(app: &App, theme: Theme, buffer: &mut Buffer) {
    let geometry = app.geometry();
    let (area, text) = (geometry.reader, geometry.text);
    let Some(reader) = app.shown() else {
        let strip = Strip::of(text, 1);
        if !app.list.articles.is_empty() {
            paint::label(buffer, strip, app.words().no_article, Side::Right, theme.quiet());
        }
        return;
    };
    // Alone on the screen the article scrolls in fewer bytes without a bar that must be put back with every
    // line; the status line tells how far one is.
    if geometry.shape == Shape::Panes {
        scroll_bar(reader, area, if app.reading { theme.text() } else { theme.quiet() }, buffer);
    }
    for (row, shown) in reader.rows(app.settings.justify).into_iter().enumerate() {
        let Some(shown) = shown else { continue };
        let strip = Strip::of(text, row);
        paint::line(buffer, strip, &shown.line, Side::from(shown.line.base), |cell| {
            style(reader, theme, &shown, cell)
        });
        letters(app, reader, theme, buffer, strip, area, &shown);
    }
    if text.rows == area.rows {
        return; // no names, no legend
    }
    let last = Strip::of(area, usize::from(area.rows).saturating_sub(1));
    legend(app, reader, theme, buffer, last.inset(2, area.cols.saturating_sub(letters_end(text, area))));
}

fn style(reader: &Reader, theme: Theme, shown: &Shown, cell: &Cell) -> Style {
    let base = match shown.part {
        Part::Headline => theme.headline(),
        Part::Subheading => theme.subheading(),
        Part::Byline | Part::Furniture => theme.quiet(),
        Part::Text => theme.text(),
    };
    if let Some(selection) = reader.selection.as_ref().filter(|_| shown.source.is_some()) {
        // What justification adds is selected with what stands on both sides of it.
        let (range, cursor) = (selection.range(), selection.cursor());
        let (start, end) = (cell.source.start, cell.source.end.max(cell.source.start));
        if !cell.source.is_empty() && start < cursor.end && end > cursor.start {
            return theme.text().patch(theme.selection_cursor());
        }
        if start < range.end && (end > range.start || (start == end && start > range.start)) {
            return theme.text().patch(theme.selected());
        }
    }
    let (mentions, spot, hits): (&[Mention], fn(usize) -> Spot, _) = match shown.source {
        Some(_) => (reader.painted(), Spot::Body, &reader.hits),
        None if shown.part == Part::Headline => (&reader.in_title, Spot::Title, &reader.title_hits),
        None => return base,
    };
    // What justification adds belongs to what stands on both sides of it, and not to a name beside it.
    let (at, added) = (cell.source.start, cell.source.is_empty());
    let within = |range: &Range<usize>| range.contains(&at) && !(added && range.start == at);
    let mut style = base;
    let after = mentions.partition_point(|mention| mention.range.end <= at);
    let current = reader.mention == Some(spot(after));
    if is_class_mark(cell) {
        // Beside the current mention, which is set off itself, it is plain.
        return if current { base } else { theme.class_mark() };
    }
    if let Some(mention) = mentions.get(after).filter(|mention| within(&mention.range)) {
        let class = if current { theme.current_mention(mention.kind) } else { theme.mention(mention.kind) };
        style = style.patch(class);
    }
    if let Some(hit) = hits.iter().position(&within) {
        let current = shown.source.is_some() && reader.hit == Some(hit);
        style = style.patch(if current { theme.current_hit() } else { theme.hit() });
    }
    style
}

/// The column, within the reader, behind the last one of class letters.
fn letters_end(text: Area, reader: Area) -> u16 {
    (text.x + text.cols + MARGIN - 1 - reader.x).min(reader.cols)
}

/// The letters of the classes of the mentions that begin on a row, in their order, in the margin at the
/// right of the text: one a mention, further out than usual where there are many; one a class where there
/// is no room for that, without blanks between them if need be.
fn letters(
    app: &App,
    reader: &Reader,
    theme: Theme,
    buffer: &mut Buffer,
    strip: Strip,
    area: Area,
    shown: &Shown,
) {
    let Some(source) = &shown.source else { return };
    let first = reader.painted().partition_point(|mention| mention.range.start < source.start);
    let begin = reader.painted().iter().enumerate().skip(first);
    let mut kinds: Vec<(EntityKind, bool)> = begin
        .take_while(|(_, mention)| mention.range.start < source.end)
        .map(|(at, mention)| (mention.kind, reader.mention == Some(Spot::Body(at))))
        .collect();
    let from = strip.x + strip.cols + 1;
    let room = usize::from((area.x + area.cols).saturating_sub(from));
    if kinds.len() * 2 > room {
        kinds = one_a_class(&kinds);
    }
    let step = if kinds.len() * 2 > room { 1 } else { 2 };
    let usual = letters_end(Area { x: strip.x, cols: strip.cols, ..area }, area) + area.x;
    let mut right = usual.max(from + (kinds.len() * step) as u16 + 1 - step as u16).min(area.x + area.cols);
    for (kind, current) in kinds {
        if right <= from {
            return;
        }
        // Without a colour of their own: the letter says it, and a colour would cost bytes on every row.
        let style = if current { theme.current_mention(kind) } else { theme.text() };
        let cell = Strip { x: right - 1, y: strip.y, cols: 1 };
        paint::label(buffer, cell, kind_letter(kind, app.settings.lang), Side::Right, style);
        right = right.saturating_sub(step as u16);
    }
}

/// Each class once, where it came first; whether the current mention is of it.
fn one_a_class(kinds: &[(EntityKind, bool)]) -> Vec<(EntityKind, bool)> {
    let mut classes: Vec<(EntityKind, bool)> = Vec::new();
    for (kind, current) in kinds {
        match classes.iter_mut().find(|(class, _)| class == kind) {
            Some(class) => class.1 |= current,
            None => classes.push((*kind, *current)),
        }
    }
    classes
}

/// The classes that the article has, each with its letter and its colour.
fn legend(app: &App, reader: &Reader, theme: Theme, buffer: &mut Buffer, strip: Strip) {
    let all = || reader.painted().iter().chain(&reader.in_title);
    let present = |kind: &EntityKind| all().any(|mention| mention.kind == *kind);
    legend_of(app, theme, buffer, strip, EntityKind::ALL.into_iter().filter(present));
}

/// The legend of some classes on one row.
pub fn legend_of(
    app: &App,
    theme: Theme,
    buffer: &mut Buffer,
    strip: Strip,
    kinds: impl Iterator<Item = EntityKind>,
) {
    let lang = app.settings.lang;
    let mut rest = strip;
    for kind in kinds {
        let entry = [
            (kind_letter(kind, lang), theme.class(kind)),
            (" ", theme.text()),
            (kind_name(kind, lang), theme.mention(kind)),
            ("  ", theme.text()),
        ];
        let needed: usize = entry.iter().map(|(text, _)| text.chars().count()).sum();
        if usize::from(rest.cols) < needed {
            return;
        }
        rest = paint::labels(buffer, rest, &entry);
    }
}

fn scroll_bar(reader: &Reader, area: Area, style: Style, buffer: &mut Buffer) {
    let rows = usize::from(area.rows);
    let total = reader.document.height();
    if total <= rows || rows == 0 {
        return;
    }
    let thumb = (rows * rows / total).max(1);
    let top = reader.top * (rows - thumb) / total.saturating_sub(rows).max(1);
    let top = top.min(rows - thumb);
    // No track: each new row that scrolls in would have to bring its piece of it. (Nor a colour: with every
    // line the bar is drawn anew, since it scrolls with the rows.)
    for row in top..top + thumb {
        paint::put(buffer, area.x, area.y + row as u16, "▌", style);
    }
}
