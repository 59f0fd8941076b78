//! The lexicon for the time of one text: it looks each word up once.
//!
//! A text says most of its words more than once, and each stage asks for all of them again.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Deref;

use foldhash::fast::RandomState;

use super::lexicon::{Lexicon, Word};

/// A lexicon that remembers what was asked of it.
pub(super) struct Memo<'a> {
    lexicon: &'a Lexicon,
    words: RefCell<HashMap<Box<str>, Word, RandomState>>,
}

impl<'a> Memo<'a> {
    /// Remembers nothing yet.
    pub fn new(lexicon: &'a Lexicon) -> Self {
        Self { lexicon, words: RefCell::default() }
    }

    /// What is known of a folded word.
    pub fn word(&self, folded: &str) -> Word {
        let told = self.words.borrow().get(folded).copied();
        told.unwrap_or_else(|| {
            let word = self.lexicon.word(folded);
            self.words.borrow_mut().insert(folded.into(), word);
            word
        })
    }
}

impl<'a> Deref for Memo<'a> {
    type Target = &'a Lexicon;

    fn deref(&self) -> &&'a Lexicon {
        &self.lexicon
    }
}
