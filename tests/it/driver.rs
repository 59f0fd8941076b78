//! Drives the reader without terminal or threads: keys in, effects run inline in order, screens out.
//!
//! *Invariant:* nothing here waits and nothing depends on the clock.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use sahifa::app::keymap::parse;
use sahifa::app::{App, Effect, Lang, Msg, Notice, Settings};
use sahifa::library::{Library, Searcher};
use sahifa::model::{
    Article, ArticleId, Block, BlockKind, EntityId, EntityKind, EntityPage, Found, Hit, Mention, Opened,
    Parsed, Status,
};
use sahifa::runtime::answer;
use sahifa::ui::view;

/// The reader with something to read.
pub struct Driver {
    pub app: App,
    source: Source,
    /// All effects since the start, but those that ask for something.
    pub done: Vec<Effect>,
    /// Effects that were kept back by `hold`.
    held: Option<Vec<Effect>>,
    size: (u16, u16),
    lang: Lang,
}

/// Who answers.
enum Source {
    /// The real library.
    Library(Box<Library>, Searcher),
    /// Values, for tests of the screen alone: search finds whatever holds the query's letters.
    Values(Vec<Opened>),
}

impl Driver {
    /// Over a real library.
    pub fn with_library(library: Library, settings: Settings, size: (u16, u16)) -> Self {
        let searcher = library.searcher();
        Self::start(Source::Library(Box::new(library), searcher), settings, size)
    }

    /// Over values.
    pub fn new(articles: Vec<Opened>, settings: Settings, size: (u16, u16)) -> Self {
        Self::start(Source::Values(articles), settings, size)
    }

    fn start(source: Source, settings: Settings, size: (u16, u16)) -> Self {
        let lang = settings.lang;
        let mut app = App::new(settings, size.0, size.1);
        let first = app.start();
        let mut driver = Self { app, source, done: Vec::new(), held: None, size, lang };
        driver.run(first);
        driver
    }

    /// Presses keys, written as in the command list (`jj<ret>`).
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in parse(keys) {
            self.tell(Msg::Key(key));
        }
        self
    }

    /// Takes a message in.
    pub fn tell(&mut self, msg: Msg) -> &mut Self {
        if let Msg::Resize { cols, rows } = msg {
            self.size = (cols, rows);
        }
        let effects = self.app.update(msg);
        self.run(effects);
        self
    }

    /// Keeps answers back until `release`, as a slow disk would.
    pub fn hold(&mut self) -> &mut Self {
        self.held = Some(Vec::new());
        self
    }

    /// Gives the answers that were kept back.
    pub fn release(&mut self) -> &mut Self {
        let held = self.held.take().unwrap_or_default();
        self.run(held);
        self
    }

    /// Answers nothing of what was kept back, as a library that failed.
    pub fn drop_held(&mut self) -> &mut Self {
        self.held = None;
        self
    }

    fn run(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Some(held) = &mut self.held {
                held.push(effect);
                continue;
            }
            let answers = self.answer(&effect);
            if answers.is_empty() {
                self.done.push(effect);
            }
            for answer in answers {
                let next = self.app.update(answer);
                self.run(next);
            }
        }
    }

    fn answer(&mut self, effect: &Effect) -> Vec<Msg> {
        match &mut self.source {
            Source::Library(library, searcher) => answer_by_library(library, searcher, self.lang, effect),
            Source::Values(articles) => answer_by_values(articles, effect).into_iter().collect(),
        }
    }

    /// Draws the screen.
    pub fn buffer(&self) -> Buffer {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let mut buffer = Buffer::empty(area);
        view(&self.app, area, &mut buffer);
        buffer
    }

    /// The screen as it stands in the cells: visual order, one string a row.
    pub fn screen(&self) -> Vec<String> {
        let buffer = self.buffer();
        (0..self.size.1).map(|y| (0..self.size.0).map(|x| buffer[(x, y)].symbol()).collect()).collect()
    }

    /// The screen for people: each row read from right to left in base letters, blanks at its ends left
    /// out. What stands at the right comes first.
    pub fn reading(&self) -> String {
        let buffer = self.buffer();
        let cells = |y| (0..self.size.0).map(|x| buffer[(x, y)].symbol()).collect::<Vec<_>>();
        let rows = (0..self.size.1).map(|y| reading_order(&cells(y))).collect::<Vec<_>>();
        rows.join("\n").trim_end().to_owned()
    }
}

/// The time of all tests.
pub fn now() -> Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

/// As the program's own thread does; only search is another's.
fn answer_by_library(library: &mut Library, searcher: &Searcher, lang: Lang, effect: &Effect) -> Vec<Msg> {
    match effect {
        Effect::Search { id, query, order } => {
            vec![Msg::Found { id: *id, found: Box::new(searcher.search_by(query, 100, *order)) }]
        }
        Effect::Pause => vec![Msg::Paused],
        effect => answer(library, effect.clone(), lang, now())
            .unwrap_or_else(|error| vec![Msg::Notice(Notice { error: true, text: format!("{error:#}") })]),
    }
}

fn answer_by_values(articles: &mut [Opened], effect: &Effect) -> Option<Msg> {
    match effect {
        Effect::List => {
            Some(Msg::Listed { articles: articles.iter().map(Opened::summary).collect(), last_read: None })
        }
        Effect::Open(id) => find(articles, id).map(|opened| Msg::Opened(Box::new(opened.clone()))),
        Effect::Search { id, query, .. } => {
            Some(Msg::Found { id: *id, found: Box::new(search(articles, query)) })
        }
        Effect::Searches => Some(Msg::Searches { searches: Vec::new(), tags: Vec::new() }),
        Effect::Related(to) => {
            let others = articles.iter().map(Opened::summary).filter(|article| article.id != *to);
            Some(Msg::Related { to: to.clone(), articles: others.collect() })
        }
        Effect::Thread(of) => {
            Some(Msg::Thread { of: of.clone(), articles: articles.iter().map(Opened::summary).collect() })
        }
        Effect::Followed => Some(Msg::Followed(Vec::new())),
        Effect::Alerts => Some(Msg::Alerts(Vec::new())),
        Effect::Pause => Some(Msg::Paused),
        Effect::Names(text) => Some(Msg::Names { text: text.clone(), names: Vec::new() }),
        Effect::Corrections => Some(Msg::Corrections { rows: Vec::new(), names: BTreeMap::new() }),
        Effect::Entity(id) => Some(Msg::Entity(Box::new(page(articles, id)))),
        Effect::SetRead(id, read) => {
            find(articles, id)?.status.read = *read;
            None
        }
        Effect::SetPosition(id, position) => {
            find(articles, id)?.status.position = *position;
            None
        }
        _ => None,
    }
}

fn find<'a>(articles: &'a mut [Opened], id: &ArticleId) -> Option<&'a mut Opened> {
    articles.iter_mut().find(|opened| opened.article.parsed.id == *id)
}

fn search(articles: &[Opened], query: &str) -> Found {
    let marks =
        |text: &str| text.match_indices(query).map(|(at, _)| at..at + query.len()).collect::<Vec<_>>();
    let hits: Vec<Hit> = articles
        .iter()
        .map(|opened| Hit {
            article: opened.summary(),
            score: 1.0,
            title_marks: marks(&opened.article.parsed.title),
            body_marks: marks(&opened.article.parsed.body),
            snippet: query.to_owned(),
            highlights: std::iter::once(0..query.len()).collect(),
        })
        .filter(|hit| !hit.title_marks.is_empty() || !hit.body_marks.is_empty())
        .collect();
    Found { query: query.to_owned(), total: hits.len(), hits, ..Found::default() }
}

fn page(articles: &[Opened], entity: &EntityId) -> EntityPage {
    let count = |opened: &Opened| opened.mentions.iter().filter(|mention| mention.entity == *entity).count();
    let mention =
        articles.iter().flat_map(|opened| &opened.mentions).find(|mention| mention.entity == *entity);
    let mention = mention.unwrap();
    EntityPage {
        entity: entity.clone(),
        kind: mention.kind,
        name: mention.name.clone(),
        english: Some("English Name".to_owned()),
        variants: vec![(mention.name.clone(), articles.iter().map(count).sum())],
        articles: articles
            .iter()
            .filter(|opened| count(opened) > 0)
            .map(|opened| (opened.summary(), count(opened)))
            .collect(),
        total: articles.iter().filter(|opened| count(opened) > 0).count(),
        months: Vec::new(),
        first: None,
        last: None,
        neighbours: Vec::new(),
        followed: false,
    }
}

/// An article for tests: paragraphs parted by line breaks, names of people and places to be marked.
/// Paragraphs that begin with `#` are furniture (the sign is taken off).
pub fn article(id: &str, title: &str, paragraphs: &[&str], names: &[(&str, EntityKind)]) -> Opened {
    let mut body = String::new();
    let mut blocks = Vec::new();
    for paragraph in paragraphs {
        let kind = if paragraph.starts_with('#') { BlockKind::Furniture } else { BlockKind::Text };
        let start = body.len();
        body.push_str(paragraph.trim_start_matches('#'));
        blocks.push(Block { range: start..body.len(), kind });
        body.push('\n');
    }
    let mut mentions: Vec<Mention> = names
        .iter()
        .flat_map(|(name, kind)| {
            body.match_indices(name).map(move |(at, _)| Mention {
                range: at..at + name.len(),
                kind: *kind,
                entity: EntityId::new(format!("test:{name}")),
                name: (*name).to_owned(),
                confidence: 90,
            })
        })
        .collect();
    mentions.sort_by_key(|mention| mention.range.start);
    let parsed = Parsed {
        id: ArticleId::new(id),
        title: title.to_owned(),
        body,
        source: Some("وكالة".to_owned()),
        url: None,
        published: Some("2026-02-04T00:00:00Z".parse().unwrap()),
        estimated: false,
        lang: Some("ar".to_owned()),
    };
    Opened {
        article: Article { parsed, added: now() },
        status: Status::default(),
        blocks,
        mentions,
        in_title: Vec::new(),
    }
}

/// A row in visual order, read from its right end in base letters: whole row turned round, runs of Latin
/// letters and digits turned back.
fn reading_order(cells: &[&str]) -> String {
    let plain: Vec<char> = cells.iter().rev().flat_map(|cell| cell.chars()).flat_map(base_letters).collect();
    let mut out: Vec<char> = Vec::new();
    let mut at = 0;
    while at < plain.len() {
        if !is_ltr(plain[at]) {
            out.push(mirrored(plain[at]));
            at += 1;
            continue;
        }
        let mut end = at;
        for (next, c) in plain.iter().enumerate().skip(at) {
            if is_ltr(*c) {
                end = next + 1;
            } else if !matches!(c, '/' | '.' | ',' | ':' | '-' | '%' | ' ') || plain[next - 1] == ' ' {
                break;
            }
        }
        out.extend(plain[at..end].iter().rev());
        at = end;
    }
    out.into_iter().collect::<String>().trim().to_owned()
}

/// Brackets of a row that was turned round.
fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

fn is_ltr(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('\u{660}'..='\u{669}').contains(&c)
}

/// The letters that a presentation form stands for, those of a ligature in reading order.
fn base_letters(c: char) -> Vec<char> {
    let mut text = String::new();
    if ('\u{FB50}'..='\u{FEFF}').contains(&c) {
        text.push_str(
            &icu_normalizer::ComposingNormalizerBorrowed::new_nfkc().normalize(c.encode_utf8(&mut [0; 4])),
        );
    } else {
        text.push(c);
    }
    text.chars().collect()
}
