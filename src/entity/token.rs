//! Tokens of the folded text, each with its bytes of the original.
//!
//! Knows nothing of names. *Invariant:* tokens are in order and never overlap; `origin` is always on
//! character boundaries of the original.

use std::ops::Range;

use crate::text::{Folded, fold};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters (and what clings to them).
    Word,
    /// ASCII digits, with inner `.` `,` where digits follow.
    Number,
    /// One sign.
    Sign,
    /// A line break: nothing is named across it.
    Break,
}

/// One token.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Bytes of the folded text.
    pub folded: Range<usize>,
    /// What it is made of.
    pub shape: Shape,
    /// Whether it touches the token before it.
    pub glued: bool,
    /// Whether it is a preposition written with alif maqsura (`على`, `إلى`), which folding hides.
    pub preposition: bool,
    /// Whether it ends in the tanwin of an indefinite noun (`مرسومًا`): no name does.
    pub indefinite: bool,
}

/// A text cut into tokens.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    original: &'t str,
    folded: Folded,
    list: Vec<Token>,
}

impl<'t> Tokens<'t> {
    /// Folds and cuts.
    pub fn new(original: &'t str) -> Self {
        let folded = fold(original);
        let list = cut(&folded, original);
        Self { original, folded, list }
    }

    /// The tokens without the line ends that stand between two words or numbers, as in text that is wrapped by
    /// hand, and where each of them stands in these; nothing where there are none.
    pub fn unwrapped(&self) -> Option<(Self, Vec<usize>)> {
        let told = |at: usize| {
            matches!(self.shape(at), Shape::Word | Shape::Number) || matches!(self.text(at), "%" | "٪")
        };
        let wraps = |at: usize| {
            let feed = usize::from(self.text(at) == "\r" && self.text(at + 1) == "\n");
            let back = usize::from(self.text(at) == "\n" && self.before(at) == "\r");
            self.shape(at) == Shape::Break && at > back && told(at - back - 1) && told(at + feed + 1)
        };
        let places: Vec<usize> = (0..self.len()).filter(|at| !wraps(*at)).collect();
        if places.len() == self.len() {
            return None;
        }
        let list = places.iter().map(|at| self.list[*at].clone()).collect();
        Some((Self { original: self.original, folded: self.folded.clone(), list }, places))
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The folded text of a token; empty beyond the end.
    pub fn text(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |token| &self.folded.as_str()[token.folded.clone()])
    }

    /// The folded text of the token before `at`, or nothing.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.text(at))
    }

    /// The shape of a token; a break beyond the end.
    pub fn shape(&self, at: usize) -> Shape {
        self.list.get(at).map_or(Shape::Break, |token| token.shape)
    }

    /// Whether a token is a word that may be (part of) a name.
    pub fn is_word(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| token.shape == Shape::Word && !token.preposition)
    }

    /// Whether a token is an indefinite noun with its tanwin written.
    pub fn indefinite(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| token.indefinite)
    }

    /// Whether a token touches the one before it.
    pub fn glued(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| token.glued)
    }

    /// Bytes of the original from `skip` folded bytes into token `first` to the end of token `last`, with
    /// the marks on its last letter.
    pub fn origin(&self, first: usize, skip: usize, last: usize) -> Range<usize> {
        let start = self.list[first].folded.start + skip;
        let end = self.list[last].folded.end;
        let mut range = self.folded.source(start..end);
        let marks = self.original[range.end..].chars().take_while(|c| is_mark(*c));
        range.end += marks.map(char::len_utf8).sum::<usize>();
        range
    }

    /// A number that tells the text from others: FNV-1a over its folded words.
    pub fn fingerprint(&self) -> u32 {
        let words = (0..self.len()).map(|at| self.text(at));
        let bytes = words.flat_map(|word| word.bytes().chain([0xFF]));
        bytes.fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }

    /// The original letters of such a range.
    pub fn original(&self, range: Range<usize>) -> &'t str {
        &self.original[range]
    }
}

/// Harakat: they belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}')
}

fn cut(folded: &Folded, original: &str) -> Vec<Token> {
    let text = folded.as_str();
    let mut list: Vec<Token> = Vec::with_capacity(text.len() / 8);
    let mut at = 0;
    let mut touching = false;
    while let Some(c) = text[at..].chars().next() {
        let (shape, end) = if c == '\n' || c == '\r' || c == '\u{2028}' || c == '\u{2029}' {
            (Shape::Break, at + c.len_utf8())
        } else if c.is_whitespace() || c == '\u{FEFF}' {
            at += c.len_utf8();
            touching = false;
            continue;
        } else if c.is_ascii_digit() {
            (Shape::Number, number_end(text, at))
        } else if is_letter(c) {
            (Shape::Word, word_end(text, at))
        } else {
            (Shape::Sign, at + c.len_utf8())
        };
        let preposition = shape == Shape::Word
            && is_preposition(&text[at..end], || original[folded.source(at..end)].ends_with('ى'));
        let source = folded.source(at..end);
        let mut marks =
            original[source.clone()].chars().rev().take(2).chain(original[source.end..].chars().take(1));
        let indefinite = shape == Shape::Word && marks.any(|c| c == '\u{64B}');
        list.push(Token { folded: at..end, shape, glued: touching, preposition, indefinite });
        touching = shape != Shape::Break;
        at = end;
    }
    list
}

/// `علي` is a name, `على` is not; `الي` alone is never one.
fn is_preposition(word: &str, maqsura: impl Fn() -> bool) -> bool {
    matches!(word, "الي" | "والي" | "فالي") && maqsura()
        || matches!(word, "علي" | "وعلي" | "فعلي") && maqsura()
}

fn word_end(text: &str, from: usize) -> usize {
    let tail = &text[from..];
    // Joiners inside a word and marks that folding left.
    tail.find(|c: char| !is_letter(c) && !matches!(c, '\u{200C}' | '\u{200D}') && !is_combining(c))
        .map_or(text.len(), |n| from + n)
}

/// Letters; of Arabic, most of them, without the search in the tables of Unicode.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64A}') || c.is_alphabetic()
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E8}')
        || is_mark(c)
}

fn number_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = from;
    while end < bytes.len() {
        let digit = bytes[end].is_ascii_digit();
        let inner = matches!(bytes[end], b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        // `9ر2`: ra as the decimal sign, as agencies in the Maghreb write it.
        let ra = text[end..].starts_with('ر') && bytes.get(end + 2).is_some_and(u8::is_ascii_digit);
        let arabic =
            text[end..].starts_with(['٫', '٬']) && bytes.get(end + 2).is_some_and(u8::is_ascii_digit);
        // `12،2`: an Arabic comma right between digits; years in a list have four.
        let run = |bytes: &mut dyn Iterator<Item = &u8>| bytes.take_while(|b| b.is_ascii_digit()).count();
        let comma = text[end..].starts_with('،')
            && (1..=3).contains(&run(&mut bytes[from..end].iter().rev()))
            && (1..=3).contains(&run(&mut bytes[end + 2..].iter()));
        if digit || inner {
            end += 1;
        } else if arabic || ra || comma {
            end += '٫'.len_utf8();
        } else {
            break;
        }
    }
    end
}
