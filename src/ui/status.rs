//! The title bar and the status line.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::paint::{self, Side, Strip};
use super::theme::Theme;
use crate::app::App;
use crate::app::reader::Reader;
use crate::app::style::about;
use crate::app::words::{Words, kind_letter, kind_name, warning};
use crate::model::Reason;
use crate::text::TextOptions;

/// A key and what it does.
type Hint = (&'static str, &'static str);

/// Between two hints.
const GAP: &str = "   ";

/// Draws the title bar.
pub fn title(app: &App, theme: Theme, buffer: &mut Buffer) {
    let strip = Strip::of(app.geometry().title, 0);
    let bar = theme.bar();
    paint::fill(buffer, strip, bar);
    let strip = strip.inset(1, 1);
    let facts = title_facts(app);
    let rest = paint::labels(buffer, strip, &[(app.words().program, bar)]);
    facts.iter().fold(rest, |rest, fact| paint::labels(buffer, rest, &[(" · ", bar), (fact, bar)]));
}

/// How many articles are unread; over an article alone, which of them it is and where it comes from: its
/// headline stands right below.
fn title_facts(app: &App) -> Vec<String> {
    let style = app.style();
    let Some(reader) = app.reader.as_ref().filter(|_| app.geometry().list.cols == 0) else {
        return vec![style.unread(app.list.unread())];
    };
    let at = app.list.position(reader.id());
    let (total, approximate) = app.list.total();
    let place = at.map(|at| style.count(at + 1, total, approximate));
    place.into_iter().chain(reader.opened.article.parsed.source.clone()).collect()
}

/// Draws the status line: what is to be told at the right, where one is at the left.
pub fn status(app: &App, theme: Theme, buffer: &mut Buffer) {
    let strip = Strip::of(app.geometry().status, 0).inset(1, 1);
    let place = place(app);
    // In the colour of the text: it changes with most keys, and a colour of its own would cost bytes each time.
    let taken = paint::label(buffer, strip, &place, Side::Left, theme.text());
    let strip = strip.inset(taken + 1, 0);
    if let Some(notice) = &app.notice {
        let style = if notice.error { theme.error() } else { theme.text() };
        paint::label(buffer, strip, &notice.text, Side::Right, style);
        return;
    }
    let idle = open_reader(app).is_none_or(|reader| !reader.is_selecting()) && !app.search.open;
    if let Some(texts) = of_mention(app, theme) {
        paint::phrase(buffer, strip, app.settings.lang, &borrowed(&texts));
    } else if let Some(warning) = app.standing.as_ref().filter(|_| idle) {
        paint::label(buffer, strip, warning, Side::Right, theme.error());
    } else {
        paint::labels(buffer, strip, &borrowed(&told(app, theme, strip.cols)));
    }
}

/// Where one is: in the list which article, in the reader how far; the search box tells it itself.
fn place(app: &App) -> String {
    if app.search.open {
        return String::new();
    }
    if let Some(page) = app.page() {
        let items = page.items();
        return app.style().numerals(&format!("{}/{items}", (page.selected + 1).min(items)));
    }
    if app.reading {
        let percent = app.reader.as_ref().map_or(0, Reader::percent);
        return app.style().percent(percent);
    }
    let (of, approximate) = app.list.total();
    let at = if app.list.articles.is_empty() { 0 } else { app.list.selected + 1 };
    app.style().numerals(&format!("{at}/{}{of}", about(approximate)))
}

fn told(app: &App, theme: Theme, cols: u16) -> Vec<(String, Style)> {
    if app.search.open {
        return in_the_box(app, theme, cols);
    }
    if open_reader(app).is_some_and(Reader::is_selecting) {
        return vec![(app.words().select_hint.to_owned(), theme.quiet())];
    }
    hints(app, cols).into_iter().map(|text| (text, theme.quiet())).collect()
}

fn borrowed(texts: &[(String, Style)]) -> Vec<(&str, Style)> {
    texts.iter().map(|(text, style)| (text.as_str(), *style)).collect()
}

/// The article on the screen, where keys go to it.
fn open_reader(app: &App) -> Option<&Reader> {
    app.reader.as_ref().filter(|_| app.reading && app.page().is_none() && !app.search.open)
}

/// The name under the mark, and which of the article's it is.
fn of_mention(app: &App, theme: Theme) -> Option<Vec<(String, Style)>> {
    let reader = open_reader(app).filter(|reader| app.correcting.is_none() && !reader.is_selecting())?;
    let ((at, of), mention) = (reader.mention_place()?, reader.current_mention()?);
    let lang = app.settings.lang;
    Some(vec![
        (kind_letter(mention.kind, lang).to_owned(), theme.class(mention.kind)),
        (" ".to_owned(), theme.text()),
        (kind_name(mention.kind, lang).to_owned(), theme.mention(mention.kind)),
        (": ".to_owned(), theme.text()),
        (paint::quoted(&mention.name).into_owned(), theme.text()),
        (" · ".to_owned(), theme.quiet()),
        (app.style().count(at, of, false), theme.quiet()),
    ])
}

/// What Tab offers, else why something was found, else the keys of the box.
fn in_the_box(app: &App, theme: Theme, cols: u16) -> Vec<(String, Style)> {
    if let Some(offered) = app.search.completion.as_ref().filter(|offered| offered.candidates.len() > 1) {
        let (before, from) = offered.candidates.split_at(offered.at);
        let candidates = from.iter().chain(before).flat_map(|text| [text.clone(), GAP.to_owned()]);
        let style = |at| if at == 0 { theme.mark() } else { theme.quiet() };
        return candidates.enumerate().map(|(at, text)| (text, style(at))).collect();
    }
    let told = why(app);
    let [leave, others @ ..] = &app.words().box_hints;
    let told = if told.is_empty() { fitting(others, leave, cols) } else { told };
    told.into_iter().map(|text| (text, theme.quiet())).collect()
}

/// The keys that do something here, as many as fit; the one that leaves comes last and goes last.
fn hints(app: &App, cols: u16) -> Vec<String> {
    let words = &app.words().names;
    if app.popup.is_none() && app.help.is_none() && app.page().is_none() {
        let special: Option<&[Hint]> = match (&app.correcting, &app.names) {
            (Some(correcting), _) if correcting.finding.is_some() => Some(&words.find_hints),
            (Some(_), _) => Some(&words.correct_hints),
            (None, Some(_)) => Some(&words.list_hints),
            (None, None) => None,
        };
        if let Some([leave, others @ ..]) = special {
            return fitting(others, leave, cols);
        }
    }
    let layered = app.popup.is_some() || app.help.is_some() || app.calibration.open;
    let back = app.reading || layered || app.page().is_some() || app.list.narrowed.is_some();
    let of_page = &app.words().page;
    let others: &[Hint] = match app.page() {
        _ if layered => &[],
        Some(page) if page.entity().is_some() => &of_page.hints,
        Some(_) => &of_page.followed_hints,
        None => &app.words().hints,
    };
    fitting(others, &app.words().leave[usize::from(!back)], cols)
}

/// Hints, as many as fit; the last one always.
fn fitting(others: &[Hint], last: &Hint, cols: u16) -> Vec<String> {
    let told = |(key, what): &Hint| format!("{} {what}", paint::keys(key));
    let mut hints: Vec<String> = others.iter().chain([last]).map(told).collect();
    let width = |hint: &String| paint::laid(hint, u16::MAX, TextOptions::default()).width() + GAP.len();
    while hints.len() > 1 && hints.iter().map(width).sum::<usize>() > usize::from(cols) + GAP.len() {
        hints.remove(hints.len() - 2);
    }
    hints.into_iter().flat_map(|hint| [hint, GAP.to_owned()]).collect()
}

/// Why a search found what it found, where that is not plain, and what was odd about it.
fn why(app: &App) -> Vec<String> {
    let Some(found) = &app.search.found else { return Vec::new() };
    let words = app.words();
    let reasons = found.reasons.iter().map(|reason| told_reason(reason, words).to_vec());
    let told = reasons.chain(found.warnings.iter().map(|odd| vec![warning(odd, app.style())]));
    let mut texts = Vec::new();
    for mut part in told {
        if !texts.is_empty() {
            texts.push(" · ".to_owned());
        }
        texts.append(&mut part);
    }
    texts
}

fn told_reason(reason: &Reason, words: &Words) -> [String; 5] {
    // Typed, then an arrow in reading direction, then what it was read as: each a paragraph of its own.
    let how = words.reason(reason.kind);
    [reason.typed.clone(), " ← ".to_owned(), reason.read.clone(), " ".to_owned(), format!("({how})")]
}
