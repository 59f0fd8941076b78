//! Earlier searches, and where among them one is.
//!
//! Knows nothing of where they are kept; the runtime brings them. What was typed is kept as a draft
//! while one walks through them, and is what follows the newest.
//!
//! *Invariant:* newest first, none twice.

/// The earlier searches.
#[derive(Clone, Debug, Default)]
pub struct History {
    searches: Option<Vec<String>>,
    /// Index of the one that stands in the box.
    at: Option<usize>,
    draft: String,
}

impl History {
    /// Takes the searches that the library kept, newest first; one that is being walked through stays.
    pub fn learn(&mut self, searches: Vec<String>) {
        if self.at.is_none() {
            self.searches = Some(searches);
        }
    }

    /// Whether they have come.
    pub fn known(&self) -> bool {
        self.searches.is_some()
    }

    /// Whether one of them stands in the box as it was.
    pub fn recalled(&self) -> bool {
        self.at.is_some()
    }

    /// What stands in the box is none of them (any more).
    pub fn leave(&mut self) {
        self.at = None;
    }

    /// A search was made.
    pub fn remember(&mut self, query: &str) {
        self.leave();
        let searches = self.searches.get_or_insert_default();
        searches.retain(|known| known != query);
        searches.insert(0, query.to_owned());
    }

    /// The next earlier one that differs from what is typed.
    pub fn earlier(&mut self, typed: &str) -> Option<String> {
        let from = self.at.map_or(0, |at| at + 1);
        let searches = self.searches.as_ref()?;
        let next = (from..searches.len()).find(|at| searches[*at] != typed)?;
        if self.at.is_none() {
            typed.clone_into(&mut self.draft);
        }
        self.at = Some(next);
        searches.get(next).cloned()
    }

    /// The next later one; after the newest what was typed.
    pub fn later(&mut self) -> Option<String> {
        let at = self.at?;
        self.at = at.checked_sub(1);
        match self.at {
            Some(at) => self.searches.as_ref()?.get(at).cloned(),
            None => Some(std::mem::take(&mut self.draft)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_walks_back_and_returns_to_what_was_typed() {
        let mut history = History::default();
        assert_eq!(history.earlier(""), None, "they have not come");
        history.learn(vec!["ج".to_owned(), "ب".to_owned(), "أ".to_owned()]);
        let back: Vec<_> = ["ب", "ج", "ب"].iter().filter_map(|typed| history.earlier(typed)).collect();
        assert_eq!(back, ["ج", "ب", "أ"]);
        assert_eq!(history.earlier("أ"), None);
        let forth: Vec<_> = std::iter::from_fn(|| history.later()).collect();
        assert_eq!(forth, ["ب", "ج", "ب"], "the last one is the draft");
        assert!(!history.recalled());
    }

    #[test]
    fn a_search_made_again_is_the_newest_and_stands_once() {
        let mut history = History::default();
        for query in ["أ", "ب", "أ"] {
            history.remember(query);
        }
        let all: Vec<_> = std::iter::from_fn(|| history.earlier("")).collect();
        assert_eq!(all, ["أ", "ب"]);
    }
}
