//! HTML to plain text by html5ever's tokenizer alone: linear in the input, no tree to grow deep.
//!
//! What a page shows beside its text (scripts, styles, navigation, buttons) is skipped; tags of
//! blocks break lines; inside an `<article>` (else `<main>`), only what stands there is read.
//!
//! Knows nothing of encodings: the bytes were UTF-8 before they came here.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::{Page, has_text};

/// Elements whose content is not the article.
const SKIPPED: [&str; 12] = [
    "script", "style", "noscript", "template", "nav", "footer", "aside", "svg", "iframe", "button", "select",
    "textarea",
];
/// Elements inside a line; all others break it.
const INLINE: [&str; 33] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "small", "span", "strong", "sub", "sup",
    "time", "tt", "u", "wbr",
];

/// Reads an HTML document or fragment.
pub(super) fn read(text: &str) -> Page {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.state.into_inner().finish()
}

#[derive(Default)]
struct Sink {
    state: RefCell<State>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.start(&tag),
            Token::TagToken(tag) => state.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Where a line of text stood.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    #[default]
    Page,
    Main,
    Article,
}

#[derive(Default)]
struct State {
    lines: Vec<(Place, String)>,
    line: String,
    title: String,
    heading: Option<String>,
    lang: Option<String>,
    /// The element being skipped, and how deep it stands in itself.
    skipped: Option<(String, usize)>,
    in_title: bool,
    in_heading: bool,
    articles: usize,
    mains: usize,
}

impl State {
    fn text(&mut self, text: &str) {
        if self.in_title {
            self.title.push_str(text);
        } else if self.skipped.is_none() {
            self.line.push_str(text);
        }
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(skipped == name && !tag.self_closing);
        } else if SKIPPED.contains(&name) && !tag.self_closing {
            self.break_line();
            self.skipped = Some((name.to_owned(), 1));
        } else {
            self.open(name, tag);
        }
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "noscript" | "iframe" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn open(&mut self, name: &str, tag: &Tag) {
        if !INLINE.contains(&name) {
            self.break_line();
        }
        match name {
            "html" => self.lang = attribute(tag, "lang"),
            "title" => self.in_title = true,
            "h1" => self.in_heading = true,
            "article" => self.articles += 1,
            "main" => self.mains += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth -= usize::from(skipped == name);
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        if !INLINE.contains(&name) {
            self.break_line();
        }
        match name {
            "title" => self.in_title = false,
            "h1" => self.in_heading = false,
            "article" => self.articles = self.articles.saturating_sub(1),
            "main" => self.mains = self.mains.saturating_sub(1),
            _ => {}
        }
    }

    /// Ends a line. The first `h1` is the title and no line of the body.
    fn break_line(&mut self) {
        let line = collapse(&std::mem::take(&mut self.line));
        if !has_text(&line) {
            return;
        }
        if self.in_heading && self.heading.is_none() {
            self.heading = Some(line);
            return;
        }
        let place = match (self.articles, self.mains) {
            (1.., _) => Place::Article,
            (_, 1..) => Place::Main,
            _ => Place::Page,
        };
        self.lines.push((place, line));
    }

    fn finish(mut self) -> Page {
        self.break_line();
        let innermost = self.lines.iter().map(|(place, _)| *place).max().unwrap_or_default();
        let lines = self.lines.iter().filter(|(place, _)| *place == innermost);
        let body: Vec<&str> = lines.map(|(_, line)| line.as_str()).collect();
        let title = self.heading.or_else(|| has_text(&self.title).then(|| collapse(&self.title)));
        match (body.is_empty(), title) {
            (true, title) => Page { body: title.unwrap_or_default(), lang: self.lang, title: None },
            (false, title) => Page { title, body: body.join("\n"), lang: self.lang },
        }
    }
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name)?;
    let value = found.value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// White space as HTML shows it: one blank for a run of ASCII white space, none at the ends.
fn collapse(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
