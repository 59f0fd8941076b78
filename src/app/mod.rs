//! The state machine: `Msg -> update -> Effects`. No I/O, no clock, no drawing library.
//!
//! `keymap` turns keys into commands, `act` carries them out on the list, the reader, the search box
//! and what lies over them; `settle` then wraps and scrolls, so that drawing has nothing to decide.
//!
//! *Invariant:* one `Msg`, one `Effect`, one `App`, closed enums that fit on one screen.
//! *Invariant:* keys typed ahead of an answer (an article that is being opened) are kept and read when
//! it has come, in order: the same keys always end in the same place, however slow the disk.

mod act;
pub mod calibration;
pub mod classes;
pub mod command;
pub mod complete;
pub mod correct;
pub mod crop;
pub mod document;
pub mod geometry;
pub mod help;
pub mod history;
mod hits;
mod key;
pub mod keymap;
mod layout;
pub mod line_edit;
pub mod list;
mod message;
pub mod names;
mod open;
pub mod page;
mod pages;
pub mod popup;
mod prompt;
pub mod reader;
mod related;
pub mod search;
pub mod selection;
mod settings;
pub mod style;
pub mod timeline;
pub mod words;

pub use key::{Key, KeyCode};
pub use message::{Change, Effect, Msg, Notice};
pub use settings::{Lang, Settings};

use std::collections::{HashSet, VecDeque};

use self::calibration::Calibration;
use self::command::{Command, Mode};
use self::correct::Correcting;
use self::geometry::{Geometry, Shape};
use self::help::Help;
use self::keymap::{Pending, Pressed};
use self::list::{List, PaneSize};
use self::names::Names;
use self::open::Awaited;
use self::pages::Step;
use self::popup::Popup;
use self::reader::Reader;
use self::search::Search;
use self::style::Style;
use self::words::{Words, words};
use crate::model::ArticleId;

/// Rows of the list pane that the search box takes: what is typed, and what came of it. A heading above a
/// part of the list takes as many.
pub const BOX_ROWS: u16 = 2;

/// Keys kept while an answer is due; what is typed beyond is lost.
const TYPED_AHEAD: usize = 256;

/// The whole state of the reader.
#[allow(clippy::struct_excessive_bools)] // independent facts, not a state in disguise
pub struct App {
    pub(crate) settings: Settings,
    pub(crate) list: List,
    pub(crate) reader: Option<Reader>,
    /// The selected result, while the search box is open.
    preview: Option<Reader>,
    /// The article that was asked for as a preview.
    wanted_preview: Option<ArticleId>,
    /// The place among the results for which a pause was asked last.
    preview_at: Option<(u64, usize)>,
    pub(crate) search: Search,
    pub(crate) popup: Option<Popup>,
    pub(crate) names: Option<Names>,
    pub(crate) correcting: Option<Correcting>,
    pub(crate) help: Option<Help>,
    pub(crate) calibration: Calibration,
    pub(crate) notice: Option<Notice>,
    /// What is told of the terminal for as long as nothing else is.
    pub(crate) standing: Option<String>,
    /// Whether the keys go to the reader.
    pub(crate) reading: bool,
    /// Whether the reader was given the whole width.
    full: bool,
    cols: u16,
    rows: u16,
    pending: Pending,
    /// The answer that keys wait for.
    awaited: Option<Awaited>,
    /// The article that is to be shown first, without having been chosen.
    first: Option<ArticleId>,
    /// The way through pages and articles.
    trail: Vec<Step>,
    /// The unread articles that mention someone who is followed.
    alerts: HashSet<ArticleId>,
    /// Whether keys wait no longer: a notice came instead of the answer.
    hurried: bool,
    typed_ahead: VecDeque<Key>,
    /// The position that the library knows.
    kept: Option<(ArticleId, usize)>,
    listed: bool,
    dirty: bool,
}

impl App {
    /// The state at start. Follow with the effects that `start` returns.
    pub fn new(settings: Settings, cols: u16, rows: u16) -> Self {
        let search = Search::new(settings.order);
        Self {
            settings,
            list: List::default(),
            reader: None,
            preview: None,
            wanted_preview: None,
            preview_at: None,
            search,
            popup: None,
            names: None,
            correcting: None,
            help: None,
            calibration: Calibration::default(),
            notice: None,
            standing: None,
            reading: false,
            full: false,
            cols,
            rows,
            pending: Pending::default(),
            awaited: None,
            first: None,
            trail: Vec::new(),
            alerts: HashSet::new(),
            hurried: false,
            typed_ahead: VecDeque::new(),
            kept: None,
            listed: false,
            dirty: true,
        }
    }

    /// What to ask for first. The article to open is asked for when the list has come.
    #[allow(clippy::unused_self)] // the runtime asks the state, not the type
    pub fn start(&mut self) -> Vec<Effect> {
        vec![Effect::List, Effect::Alerts]
    }

    /// Takes one message in.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = match msg {
            Msg::Key(key) => self.key(key),
            Msg::Typed(text) => self.typed(&text),
            Msg::Paste(text) => self.paste(&text),
            Msg::Resize { cols, rows } => self.resize(cols, rows),
            Msg::Listed { articles, last_read } => self.take_list(articles, last_read),
            Msg::Opened(opened) => self.take_article(*opened),
            Msg::Found { id, found } => self.take_found(id, *found),
            Msg::Entity(page) => self.take_entity(*page),
            Msg::Notice(notice) => self.take_notice(notice),
            Msg::Derived => self.ask_again(),
            Msg::Terminal { strategy, sure, warning, lasts } => {
                self.standing = warning.clone().filter(|_| lasts).or_else(|| self.standing.take());
                self.take_terminal(strategy, sure, warning)
            }
            Msg::Searches { searches, tags } => self.take_searches(searches, tags),
            Msg::Related { to, articles } => self.take_related(&to, articles),
            Msg::Paused => self.take_pause(),
            Msg::Thread { of, articles } => self.take_thread(&of, articles),
            Msg::Followed(followed) => self.take_followed(followed),
            Msg::Alerts(articles) => self.take_alerts(articles),
            Msg::Corrections { rows, names } => self.take_corrections(rows, names),
            Msg::Names { text, names } if self.search.open => self.take_values(&text, &names),
            Msg::Names { text, names } => self.take_names(&text, names),
            Msg::Corrected(change) => self.take_corrected(&change),
        };
        while !self.waits()
            && let Some(key) = self.typed_ahead.pop_front()
        {
            effects.extend(self.press(key));
        }
        effects.extend(self.pace_preview());
        self.settle();
        effects.extend(self.keep_position());
        self.dirty |= !self.waits();
        effects
    }

    /// Whether something changed since the last call, so that a frame is due.
    pub fn take_dirty(&mut self) -> bool {
        std::mem::take(&mut self.dirty)
    }

    /// Where everything stands now.
    pub(crate) fn geometry(&self) -> Geometry {
        self.geometry_for(self.shown().is_some_and(Reader::has_names))
    }

    fn geometry_for(&self, legend: bool) -> Geometry {
        let reading = self.reading && !self.search.open;
        let full = self.full && self.names.is_none();
        let geometry = Geometry::new(self.cols, self.rows, reading, full, self.settings.measure, legend);
        if self.names.is_some() && reading { geometry.with_names() } else { geometry }
    }

    /// The article in the reader pane: the open one, or the preview of a result.
    pub(crate) fn shown(&self) -> Option<&Reader> {
        self.preview.as_ref().or(self.reader.as_ref())
    }

    /// The room for rows of articles or of results.
    pub(crate) fn list_size(&self) -> PaneSize {
        let geometry = self.geometry();
        let boxed = if self.search.open || self.list.narrowed.is_some() { BOX_ROWS } else { 0 };
        let extra = usize::from(self.search.open && !self.search.hits().is_empty());
        PaneSize {
            cols: usize::from(geometry.list_text_cols()),
            rows: usize::from(geometry.list.rows.saturating_sub(boxed)),
            extra,
        }
    }

    /// The sentences of the interface.
    pub(crate) fn words(&self) -> &'static Words {
        words(self.settings.lang)
    }

    /// How the interface writes numbers and dates.
    pub(crate) fn style(&self) -> Style<'_> {
        self.settings.style()
    }

    /// Whether a key must wait for an answer.
    fn waits(&self) -> bool {
        !self.hurried && self.awaited.is_some()
    }

    /// Keys wait from now on for an answer; one that did not come until now is waited for no more.
    fn wait_for(&mut self, answer: Awaited) {
        self.awaited = Some(answer);
        self.hurried = false;
    }

    /// Whether this is the answer that keys wait for; they wait no longer.
    fn was_awaited(&mut self, answer: &Awaited) -> bool {
        self.awaited.take_if(|awaited| awaited == answer).is_some()
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        if !self.waits() {
            return self.press(key);
        }
        if key == Key::plain(KeyCode::Esc) || key == Key::ctrl('c') {
            self.awaited = None;
            self.typed_ahead.clear();
        } else if self.typed_ahead.len() < TYPED_AHEAD {
            self.typed_ahead.push_back(key);
        }
        Vec::new()
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        if self.calibration.open
            && let Some(way) = key.code.choice().filter(|way| *way < calibration::WAYS)
        {
            return self.choose_way(way);
        }
        let mode = self.mode();
        match (self.pending.press(mode, key), mode, key.code) {
            (Pressed::Command(Command::ToggleClass), _, code) => self.press_number(code),
            (Pressed::Command(command), Mode::Prompt, _) if self.finds() => self.act_in_finding(command),
            (Pressed::Command(command), Mode::Prompt, _) => self.act_in_prompt(command),
            (Pressed::Command(command), Mode::Select, _) => self.act_in_selection(command),
            (Pressed::Command(command), Mode::Normal, _) => self.act(command),
            (Pressed::Nothing, Mode::Prompt, _) => {
                key.letter().map_or_else(Vec::new, |c| self.type_in(c.encode_utf8(&mut [0; 4])))
            }
            _ => Vec::new(),
        }
    }

    fn mode(&self) -> Mode {
        let layered = self.popup.is_some() || self.correcting.is_some() || self.page().is_some();
        let covered = layered || self.help.is_some() || self.calibration.open;
        let selects = self.reading && !covered && self.reader.as_ref().is_some_and(Reader::is_selecting);
        match () {
            () if self.types() => Mode::Prompt,
            () if selects => Mode::Select,
            () => Mode::Normal,
        }
    }

    fn resize(&mut self, cols: u16, rows: u16) -> Vec<Effect> {
        (self.cols, self.rows) = (cols, rows);
        Vec::new()
    }

    fn take_notice(&mut self, notice: Notice) -> Vec<Effect> {
        self.hurried = true; // it may well say why no answer will come
        self.notice = Some(notice);
        Vec::new()
    }

    fn take_terminal(&mut self, way: usize, sure: bool, warning: Option<String>) -> Vec<Effect> {
        let offers = self.calibration.learn(way, sure);
        if let Some(text) = warning {
            self.notice = Some(Notice { error: true, text });
        } else if offers && self.notice.is_none() {
            self.tell(calibration::OFFER);
        }
        Vec::new()
    }

    /// Tells something in the status line until the next key.
    fn tell(&mut self, text: &str) {
        self.notice = Some(Notice { error: false, text: text.to_owned() });
    }

    /// Columns and rows of the text of an article with or without names, also while none is shown.
    fn reader_size(&self, legend: bool) -> (u16, u16) {
        let beside = self.geometry_for(legend);
        let alone = || Geometry::new(self.cols, self.rows, true, true, self.settings.measure, legend);
        let text = if beside.reader.cols > 0 { beside.text } else { alone().text };
        if text.cols == 0 { (self.settings.measure, 1) } else { (text.cols, text.rows) }
    }

    /// Wraps and scrolls so that what must be seen is on the screen.
    fn settle(&mut self) {
        self.settle_names(self.geometry().names.rows.saturating_sub(1));
        let geometry = self.geometry();
        if geometry.shape == Shape::Tiny {
            return;
        }
        let (cols, rows) = self.reader_size(self.shown().is_some_and(Reader::has_names));
        for reader in self.reader.iter_mut().chain(&mut self.preview) {
            reader.resize(cols, rows);
        }
        let (size, options) = (self.list_size(), self.settings.text_options());
        if geometry.list.cols > 0 {
            if self.search.open && self.search.found.is_some() {
                let titles: Vec<&str> =
                    self.search.hits().iter().map(|hit| hit.article.title.as_str()).collect();
                self.search.top =
                    list::reveal(&titles, self.search.selected, self.search.top, size, &options);
            } else {
                self.list.reveal(size, &options);
            }
        }
        if let Some(help) = &mut self.help {
            help.resize(geometry.screen.cols, geometry.screen.rows, &self.settings);
        }
        if let Some(popup) = &mut self.popup {
            popup.resize(geometry.screen.cols, geometry.screen.rows, &self.settings);
        }
        if let Some(Step::Page(page)) = self.trail.last_mut() {
            page.resize(geometry.screen.cols, geometry.screen.rows, &self.settings);
        }
    }

    /// Tells the library where reading stopped, where that changed.
    fn keep_position(&mut self) -> Option<Effect> {
        let reader = self.reader.as_ref()?;
        let now = (reader.id().clone(), reader.position());
        if self.kept.as_ref() == Some(&now) {
            return None;
        }
        self.kept = Some(now.clone());
        Some(Effect::SetPosition(now.0, now.1))
    }
}
