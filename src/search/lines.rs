//! The only tokenizer of the index: what is handed to tantivy is analysed already, a term a line.
//!
//! Knows nothing of words. An empty line is a gap that no phrase reaches over.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Its name in the schema.
pub(super) const NAME: &str = "lines";
/// Begins a line of which the term stands where the one before does.
pub(super) const SAME: char = '+';
/// Positions that an empty line skips.
const GAP: usize = 10;

/// Makes a token of each line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lines;

/// The lines of a text.
pub(super) struct Stream<'a> {
    rest: &'a str,
    position: usize,
    token: Token,
}

impl Tokenizer for Lines {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream { rest: text, position: 0, token: Token::default() }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        while !self.rest.is_empty() {
            let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
            self.rest = rest;
            if line.is_empty() {
                self.position += GAP;
                continue;
            }
            let term = line.strip_prefix(SAME);
            self.token.text.clear();
            self.token.text.push_str(term.unwrap_or(line));
            if term.is_none() {
                self.token.position = self.position;
                self.position += 1;
            }
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
