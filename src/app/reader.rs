//! The reader pane: the open article, where it is scrolled to, which mention and which hit are current.
//!
//! Knows nothing of where the pane stands, only how many columns and rows its text has.
//!
//! *Invariant:* `anchor` changes only when the reader moves, never by a new width: so going back to the
//! old width shows the old rows.

use std::cmp::Ordering;
use std::ops::Range;

use super::classes::Classes;
use super::document::{Document, Shown};
use super::selection::Selection;
use super::settings::Settings;
use crate::model::{ArticleId, EntityId, Hit, Mention, Opened};

/// Rows that stay in view from one page to the next. Fewer would make a page of long rows, each with names,
/// too long for a slow line (4.2 kB as they are, 8 kB with a mark of direction behind every letter).
const OVERLAP: usize = 4;

/// A mention that is painted: by its index, in the title or in the body below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// Of `in_title`.
    Title(usize),
    /// Of `painted`.
    Body(usize),
}

/// An open article.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The article with its blocks and mentions.
    pub opened: Opened,
    /// Its rows.
    pub document: Document,
    /// The first row on the screen.
    pub top: usize,
    /// The mention that is walked to.
    pub mention: Option<Spot>,
    /// Stretches of the body that a search found.
    pub hits: Vec<Range<usize>>,
    /// Stretches of the title that a search found.
    pub title_hits: Vec<Range<usize>>,
    /// Mentions in the title that are painted, in order.
    pub in_title: Vec<Mention>,
    /// Index into `hits` of the one that is walked to.
    pub hit: Option<usize>,
    /// Whether page furniture is shown.
    pub original: bool,
    /// Text that is being selected.
    pub selection: Option<Selection>,
    /// Whether the current mention was walked to among those of its entity alone.
    among_same: bool,
    /// The entity that is painted however doubtful it is.
    pointed: Option<EntityId>,
    /// Mentions of the body that are painted, in order.
    painted: Vec<Mention>,
    /// Byte of the body at the top, and how many rows (blank ones, byline) stand above it; none at the very
    /// beginning, where title and byline stand.
    anchor: Option<(usize, usize)>,
    cols: usize,
    rows: usize,
}

impl Reader {
    /// Opens an article on a pane of `cols` by `rows` cells, where its reading stopped.
    pub fn new(opened: Opened, settings: &Settings, cols: u16, rows: u16) -> Self {
        let [painted, in_title] = painted(&opened, settings.classes, None);
        let mut reader = Self {
            document: Document::new(&opened, settings, false, &painted, &in_title),
            anchor: None,
            opened,
            top: 0,
            mention: None,
            hits: Vec::new(),
            title_hits: Vec::new(),
            hit: None,
            original: false,
            selection: None,
            among_same: false,
            pointed: None,
            painted,
            in_title,
            cols: usize::from(cols),
            rows: usize::from(rows),
        };
        reader.rewrap();
        let kept = Some(reader.opened.status.position).filter(|byte| *byte > 0);
        reader.anchor = kept.map(|byte| reader.document.place_at(byte));
        reader.go_to_anchor();
        reader
    }

    /// The article's id.
    pub fn id(&self) -> &ArticleId {
        &self.opened.article.parsed.id
    }

    /// The mentions of the body that are painted, in order.
    pub fn painted(&self) -> &[Mention] {
        &self.painted
    }

    /// Whether it has names to explain.
    pub fn has_names(&self) -> bool {
        !self.painted.is_empty() || !self.in_title.is_empty()
    }

    /// The mention that is walked to.
    pub fn current_mention(&self) -> Option<&Mention> {
        self.mention_at(self.mention?)
    }

    /// How it is written, as a correction quotes it.
    pub fn current_spelling(&self) -> Option<String> {
        let article = &self.opened.article.parsed;
        let text = match self.mention? {
            Spot::Title(_) => &article.title,
            Spot::Body(_) => &article.body,
        };
        Some(self.current_mention()?.spelling(text))
    }

    fn mention_at(&self, spot: Spot) -> Option<&Mention> {
        match spot {
            Spot::Title(at) => self.in_title.get(at),
            Spot::Body(at) => self.painted.get(at),
        }
    }

    /// The row on which a mention begins; none where it is not shown.
    fn row_of(&self, spot: Spot) -> Option<usize> {
        let byte = self.mention_at(spot)?.range.start;
        match spot {
            Spot::Title(_) => self.document.title_row_of(byte),
            Spot::Body(_) => self.document.shows(byte).then(|| self.document.row_of(byte)),
        }
    }

    /// Takes a new size.
    pub fn resize(&mut self, cols: u16, rows: u16) {
        let size = (usize::from(cols), usize::from(rows));
        if size != (self.cols, self.rows) && cols > 0 {
            (self.cols, self.rows) = size;
            self.rewrap();
        }
    }

    /// Analyses anew after a change of options or of `original`; the position stays.
    pub fn relayout(&mut self, settings: &Settings) {
        self.document = Document::new(&self.opened, settings, self.original, &self.painted, &self.in_title);
        self.rewrap();
    }

    /// Takes the same article with new mentions; the position stays.
    pub fn refresh(&mut self, opened: Opened, settings: &Settings) {
        let same = opened.article == self.opened.article && opened.blocks == self.opened.blocks;
        self.opened = opened;
        if !same {
            self.selection = None;
            self.relayout(settings);
        }
        self.repaint(settings);
    }

    /// Chooses anew what is painted, after a change of classes or mentions; the position stays.
    pub fn repaint(&mut self, settings: &Settings) {
        let [painted, in_title] = painted(&self.opened, settings.classes, self.pointed.as_ref());
        if painted == self.painted && in_title == self.in_title {
            return;
        }
        let byte = self.current_mention().map(|mention| mention.range.start);
        let again = |all: &[Mention]| all.iter().position(|mention| Some(mention.range.start) == byte);
        self.mention = self.mention.and_then(|spot| match spot {
            Spot::Title(_) => again(&in_title).map(Spot::Title),
            Spot::Body(_) => again(&painted).map(Spot::Body),
        });
        (self.painted, self.in_title) = (painted, in_title);
        if !settings.color {
            self.relayout(settings); // each has its mark in the text
        }
    }

    /// Paints the mentions of an entity, however doubtful, until it points elsewhere.
    pub fn point(&mut self, entity: Option<EntityId>, settings: &Settings) {
        self.pointed = entity;
        self.repaint(settings);
    }

    /// Whether it points at an entity.
    pub fn points(&self) -> bool {
        self.pointed.is_some()
    }

    fn rewrap(&mut self) {
        self.document.wrap(self.cols);
        self.go_to_anchor();
    }

    fn go_to_anchor(&mut self) {
        let top = |(byte, above): (usize, usize)| self.document.row_of(byte).saturating_sub(above);
        self.top = self.anchor.map_or(0, top).min(self.last_top());
    }

    fn last_top(&self) -> usize {
        self.document.height().saturating_sub(self.rows)
    }

    /// Scrolls by rows; whether anything moved.
    pub fn scroll(&mut self, by: isize) -> bool {
        self.scroll_to(self.top.saturating_add_signed(by))
    }

    /// Scrolls by half pages; two of them are a page, less the rows that stay in view.
    pub fn scroll_pages(&mut self, halves: isize) -> bool {
        let page = self.rows.saturating_sub(OVERLAP).max(1).cast_signed();
        self.scroll(if halves.abs() >= 2 { page * (halves / 2) } else { (page / 2).max(1) * halves })
    }

    /// Scrolls so that a row is at the top, as far as the article goes; whether anything moved.
    pub fn scroll_to(&mut self, row: usize) -> bool {
        let before = self.top;
        self.top = row.min(self.last_top());
        if self.top != before {
            self.anchor = if self.top == 0 { None } else { self.document.start_of(self.top) };
        }
        self.top != before
    }

    /// Whether the end is on the screen.
    pub fn at_end(&self) -> bool {
        self.top >= self.last_top()
    }

    /// How much has been on the screen, in per cent of the rows.
    pub fn percent(&self) -> usize {
        let seen = (self.top + self.rows).min(self.document.height());
        (seen * 100).checked_div(self.document.height()).unwrap_or(100)
    }

    /// Byte of the body at the top, to be kept.
    pub fn position(&self) -> usize {
        self.anchor.map_or(0, |place| self.document.byte_at(place))
    }

    /// The rows of the pane, from its top; none for blank rows and below the end. Where they are justified,
    /// names and hits are not drawn out.
    pub fn rows(&self, justify: bool) -> Vec<Option<Shown>> {
        let whole = justify.then(|| self.whole(self.top..self.top + self.rows));
        (self.top..self.top + self.rows).map(|at| self.document.row(at, whole.as_deref())).collect()
    }

    /// One row of the article as `rows` gives it.
    pub(super) fn shown_row(&self, at: usize, justify: bool) -> Option<Shown> {
        let whole = justify.then(|| self.whole(at..at + 1));
        self.document.row(at, whole.as_deref())
    }

    /// The names and hits in some rows.
    fn whole(&self, rows: Range<usize>) -> Vec<Range<usize>> {
        let from = self.document.start_of(rows.start).map_or(0, |(byte, _)| byte);
        let to = self.document.start_of(rows.end).map_or(usize::MAX, |(byte, _)| byte);
        let names = self.painted.iter().map(|mention| &mention.range);
        names.chain(&self.hits).filter(|range| range.start < to && range.end > from).cloned().collect()
    }

    /// Columns of the text.
    pub(super) fn width(&self) -> usize {
        self.cols
    }

    /// Rows of the pane.
    pub(super) fn height(&self) -> usize {
        self.rows
    }

    /// Scrolls, where it is not in view, so that a body byte stands in the upper third.
    pub fn reveal(&mut self, byte: usize) {
        self.reveal_row(self.document.row_of(byte));
    }

    fn reveal_row(&mut self, row: usize) {
        if row < self.top || row >= self.top + self.rows {
            self.scroll_to(row.saturating_sub(self.rows / 3));
        }
    }

    /// Walks to the next or previous mention, from the current one or from what is in view, round the
    /// ends; whether there is one.
    pub fn walk_mentions(&mut self, forward: bool) -> bool {
        let candidates = self.candidates(None);
        self.among_same = false;
        let next = match self.mention {
            Some(from) => pick(&candidates, forward, |spot| spot.cmp(&from)),
            None => pick(&candidates, forward, |spot| {
                if self.row_of(spot) < Some(self.top) { Ordering::Less } else { Ordering::Greater }
            }),
        };
        self.go_to_mention(next)
    }

    /// Walks to the next or previous mention of the entity of the current one, round the ends; whether there
    /// is a current one.
    pub fn walk_same(&mut self, forward: bool) -> bool {
        let Some(from) = self.mention else { return false };
        let candidates = self.candidates(self.current_mention().map(|mention| &mention.entity));
        self.among_same = true;
        self.go_to_mention(pick(&candidates, forward, |spot| spot.cmp(&from)))
    }

    /// Which of the mentions the current one is, and how many there are: of those that it was walked among.
    pub fn mention_place(&self) -> Option<(usize, usize)> {
        let at = self.mention?;
        let entity = self.current_mention().map(|mention| &mention.entity);
        let candidates = self.candidates(entity.filter(|_| self.among_same));
        Some((candidates.iter().position(|candidate| *candidate == at)? + 1, candidates.len()))
    }

    /// The mentions that are painted and shown, of one entity or of all, in reading order.
    fn candidates(&self, entity: Option<&EntityId>) -> Vec<Spot> {
        let wanted = |mention: &Mention| entity.is_none_or(|entity| mention.entity == *entity);
        let title = (0..self.in_title.len()).map(Spot::Title);
        title
            .chain((0..self.painted.len()).map(Spot::Body))
            .filter(|spot| self.mention_at(*spot).is_some_and(wanted) && self.row_of(*spot).is_some())
            .collect()
    }

    fn go_to_mention(&mut self, spot: Option<Spot>) -> bool {
        self.mention = spot;
        if let Some(row) = spot.and_then(|spot| self.row_of(spot)) {
            self.reveal_row(row);
        }
        spot.is_some()
    }

    /// Walks to the first mention of an entity.
    pub fn go_to_entity(&mut self, entity: &EntityId) {
        let first = self.candidates(Some(entity)).first().copied();
        if first.is_some() {
            self.among_same = true;
            self.go_to_mention(first);
        }
    }

    /// Lights what a search found here, or nothing; no hit is current.
    pub fn light(&mut self, found: Option<&Hit>) {
        let (body, title) =
            found.map(|hit| (hit.body_marks.clone(), hit.title_marks.clone())).unwrap_or_default();
        self.title_hits = title;
        if self.hits != body {
            self.hits = body;
            self.hit = None;
        }
    }

    /// Lights what a search found and, where that is new, shows the first of it.
    pub fn show_hit(&mut self, hit: &Hit) {
        self.light(Some(hit));
        if self.hit.is_none() {
            self.scroll_to(0);
            self.walk_hits(true);
        }
    }

    /// Walks to the next or previous hit that is shown, not round the ends; whether there is one.
    pub fn walk_hits(&mut self, forward: bool) -> bool {
        let shown = |at: &usize| self.document.shows(self.hits[*at].start);
        let next = match (self.hit, forward) {
            (None, true) => (0..self.hits.len()).find(shown),
            (Some(hit), true) => (hit + 1..self.hits.len()).find(shown),
            (None, false) => (0..self.hits.len()).rfind(shown),
            (Some(hit), false) => (0..hit).rfind(shown),
        };
        let Some(next) = next else { return false };
        self.hit = Some(next);
        self.mention = None; // one thing at a time is the current one
        self.reveal(self.hits[next].start);
        true
    }

    /// Which of the hits that are shown the current one is, and how many there are.
    pub fn hit_place(&self) -> Option<(usize, usize)> {
        let hit = self.hit?;
        let shown = |hits: &[Range<usize>]| hits.iter().filter(|hit| self.document.shows(hit.start)).count();
        Some((shown(self.hits.get(..=hit)?), shown(&self.hits)))
    }

    /// The original text of the paragraph at which one is: of the current mention or hit where it is in
    /// view, else the first one on the screen.
    pub fn paragraph(&self) -> Option<&str> {
        let marked = self.mark_in_view().map(|byte| self.document.row_of(byte));
        let row = marked.unwrap_or(self.top);
        self.opened.article.parsed.body.get(self.document.paragraph_at(row)?)
    }

    /// The first byte of the current mention or hit of the body, where it is in view.
    pub(super) fn mark_in_view(&self) -> Option<usize> {
        let mark = match self.mention {
            Some(Spot::Title(_)) => return None,
            Some(Spot::Body(at)) => self.painted.get(at)?.range.start,
            None => self.hits.get(self.hit?)?.start,
        };
        (self.top..self.top + self.rows).contains(&self.document.row_of(mark)).then_some(mark)
    }
}

/// The mentions of an article of which the engine is sure enough, of the classes that are shown; and those of
/// the entity that is pointed at. In its body, and in its title.
pub(super) fn painted(opened: &Opened, classes: Classes, pointed: Option<&EntityId>) -> [Vec<Mention>; 2] {
    let sure = |mention: &Mention| mention.confidence >= Mention::SURE && classes.has(mention.kind);
    let wanted = |mention: &&Mention| sure(mention) || pointed == Some(&mention.entity);
    [&opened.mentions, &opened.in_title].map(|all| all.iter().filter(wanted).cloned().collect())
}

/// The first candidate after (or the last before) a place, round the ends. `order` compares one with the place.
fn pick(candidates: &[Spot], forward: bool, order: impl Fn(Spot) -> Ordering) -> Option<Spot> {
    let mut all = candidates.iter().copied();
    if forward {
        all.find(|spot| order(*spot).is_gt()).or(candidates.first().copied())
    } else {
        all.rfind(|spot| order(*spot).is_lt()).or(candidates.last().copied())
    }
}
