//! Walking through what a search found, within an article and on to the next one.
//!
//! Knows nothing of how was searched. *Invariant:* what was walked to is told: which article of the
//! results, which hit of the article.

use super::App;
use super::message::Effect;
use super::open::Place;
use super::reader::Reader;

impl App {
    pub(super) fn walk_hits(&mut self, forward: bool) -> Vec<Effect> {
        let words = self.words();
        let Some(found) = &self.search.found else {
            self.tell(words.no_search);
            return Vec::new();
        };
        let hits = found.hits.len();
        if hits == 0 {
            self.tell(words.no_hits);
            return Vec::new();
        }
        let open = self.reader.as_ref().and_then(|reader| self.search.position(reader.id()));
        // In another list than the results `n` leads through no articles but its own.
        let is_elsewhere = self.list.narrowed.as_ref().is_some_and(|narrowed| !narrowed.part.is_found());
        if open.is_some() && self.reader.as_mut().is_some_and(|reader| reader.walk_hits(forward)) {
            self.tell_hit();
            return Vec::new();
        }
        if is_elsewhere {
            self.tell(words.no_more_here);
            return Vec::new();
        }
        let (next, wrapped) = match (open, forward) {
            (None, _) => (0, false),
            (Some(at), true) => ((at + 1) % hits, at + 1 == hits),
            (Some(at), false) => ((at + hits - 1) % hits, at == 0),
        };
        let place = self.style().count(next + 1, found.total.max(hits), found.approximate);
        let told = match (wrapped, forward) {
            (false, _) => words.result,
            (true, true) => words.hits_wrapped,
            (true, false) => words.hits_wrapped_back,
        };
        self.tell(&format!("{told} ({place})"));
        self.search.selected = next;
        let id = self.search.hits()[next].id().clone();
        let place = if forward { Place::FirstHit } else { Place::LastHit };
        let enter = self.enters();
        self.open_keeping_shape(id, place, enter)
    }

    /// Tells which of the hits of the article the current one is, behind what else is told.
    pub(super) fn tell_hit(&mut self) {
        let Some((at, of)) = self.reader.as_ref().and_then(Reader::hit_place) else { return };
        let place = self.style().count(at, of, false);
        match &mut self.notice {
            Some(notice) => notice.text = format!("{} · {place}", notice.text),
            None => self.tell(&place),
        }
    }
}
