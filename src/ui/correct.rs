//! The pop-up that corrects a name, in a frame in the middle of the screen.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::paint::{self, Side, Strip};
use super::popup::{centred, frame};
use super::search::typed;
use super::theme::Theme;
use crate::app::App;
use crate::app::correct::{Choice, Correcting, Finding, OFFERED};
use crate::app::geometry::Area;
use crate::app::words::told;
use crate::app::words::{kind_letter, kind_name};
use crate::model::{Correction, Known};

/// Rows of the frame and of what stands above the choices.
const FIXED_ROWS: u16 = 3;

/// Draws the pop-up.
pub fn draw(app: &App, correcting: &Correcting, theme: Theme, buffer: &mut Buffer) {
    let rows = match &correcting.finding {
        None => correcting.choices.len() as u16 + FIXED_ROWS,
        Some(_) => OFFERED as u16 + 1 + FIXED_ROWS,
    };
    let area = centred(app.geometry().screen, rows);
    frame(area, theme, buffer);
    let whole = |at: usize| Strip::of(Area { rows: area.rows.saturating_sub(1), ..area }, at);
    title(app, correcting, theme, buffer, whole(1).inset(2, 4));
    let (first, selected) = match &correcting.finding {
        None => {
            let room = usize::from(area.rows.saturating_sub(FIXED_ROWS)).max(1);
            let top = (correcting.selected + 1).saturating_sub(room);
            for (at, choice) in correcting.choices.iter().enumerate().skip(top) {
                let told =
                    |correction: &Correction| told(correction, &correcting.entity_names, app.settings.lang);
                choice_row(app, theme, buffer, whole(2 + at - top).inset(2, 4), at, choice, &told);
            }
            (2, correcting.selected - top)
        }
        Some(finding) => {
            let words = &app.words().names;
            let label = [(words.same_as, theme.headline()), (" ", theme.text())];
            let rest = paint::labels(buffer, whole(2).inset(2, 4), &label);
            typed(&finding.edit, theme, buffer, rest);
            offered(app, finding, theme, buffer, &|at| whole(3 + at).inset(2, 4));
            (3, finding.selected)
        }
    };
    let strip = whole(first + selected);
    if strip.cols > 2 {
        paint::put(buffer, strip.x + strip.cols - 3, strip.y, "┃", theme.selection());
    }
}

fn title(app: &App, correcting: &Correcting, theme: Theme, buffer: &mut Buffer, strip: Strip) {
    let (words, lang) = (&app.words().names, app.settings.lang);
    let Some(subject) = &correcting.subject else {
        paint::label(buffer, strip, words.undo_title, Side::Right, theme.headline());
        return;
    };
    let spelling = paint::quoted(&subject.spelling);
    let texts = [
        (words.correct_title, theme.headline()),
        (" ", theme.text()),
        (&*spelling, theme.text()),
        ("  ", theme.text()),
        (kind_letter(subject.kind, lang), theme.class(subject.kind)),
        (" ", theme.text()),
        (kind_name(subject.kind, lang), theme.mention(subject.kind)),
    ];
    paint::phrase(buffer, strip, lang, &texts);
}

fn choice_row(
    app: &App,
    theme: Theme,
    buffer: &mut Buffer,
    strip: Strip,
    at: usize,
    choice: &Choice,
    told: &dyn Fn(&Correction) -> String,
) {
    let (words, lang) = (&app.words().names, app.settings.lang);
    let own = app.correcting.as_ref().and_then(|open| open.subject.as_ref()).map(|subject| subject.kind);
    let number = app.style().numerals(&(at + 1).to_string());
    let strip = paint::labels(buffer, strip, &[(&number, theme.mark()), (" ", theme.text())]);
    let (text, told_back);
    let texts: &[(&str, Style)] = match choice {
        Choice::Not => &[(words.not, theme.text())],
        Choice::NotHere => &[(words.not_here, theme.text())],
        Choice::Another => &[(words.another, theme.text())],
        Choice::Same => &[(words.same, theme.text())],
        Choice::Kind(kind) => {
            text = [
                (if own == Some(*kind) { words.is_name } else { words.kind }, theme.text()),
                (" ", theme.text()),
                (kind_letter(*kind, lang), theme.class(*kind)),
                (" ", theme.text()),
                (kind_name(*kind, lang), theme.mention(*kind)),
            ];
            &text
        }
        Choice::TakeBack(correction) => {
            told_back = told(correction);
            &[(words.take_back, theme.quiet()), (" ", theme.text()), (&told_back, theme.text())]
        }
    };
    paint::phrase(buffer, strip, lang, texts);
}

/// What fits what is typed: name, class, and the English name where there is room.
fn offered(app: &App, finding: &Finding, theme: Theme, buffer: &mut Buffer, strip: &dyn Fn(usize) -> Strip) {
    if finding.offered.is_empty() && !finding.edit.text().is_empty() {
        let none = app.words().names.no_such_name;
        paint::label(buffer, strip(0), none, Side::Right, theme.quiet());
    }
    let lang = app.settings.lang;
    for (at, Known { kind, name, english, .. }) in finding.offered.iter().enumerate() {
        let texts =
            [(kind_letter(*kind, lang), theme.class(*kind)), (" ", theme.text()), (name, theme.text())];
        let rest = paint::labels(buffer, strip(at), &texts);
        let english = english.as_deref().unwrap_or_default();
        paint::label(buffer, rest.inset(0, 2), english, Side::Left, theme.quiet());
    }
}
