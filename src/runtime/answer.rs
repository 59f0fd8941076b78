//! What an effect asks of the library, and what is answered: which of its calls, and which messages.
//!
//! Knows neither threads nor channels: the library worker runs it, and so do tests. *Invariant:* an effect that is
//! not the library's changes nothing and has no answer.

use anyhow::{Result, bail};
use jiff::Timestamp;

use crate::app::correct::OFFERED;
use crate::app::{Change, Effect, Lang, Msg, Notice};
use crate::library::Library;

/// How many related articles are listed.
const RELATED: usize = 30;

/// How many articles are tagged and indexed before a correction is told as kept: a third of a second.
const AT_ONCE: usize = 400;

/// Does what an effect asks of the library; the answers in order, with notices in that language.
///
/// # Errors
/// What the library could not do, as one line for the reader.
pub fn answer(library: &mut Library, effect: Effect, lang: Lang, now: Timestamp) -> Result<Vec<Msg>> {
    let notice = |arabic, english| Notice { error: false, text: say(lang, arabic, english).to_owned() };
    let done = |()| Vec::new();
    Ok(match effect {
        Effect::List => vec![list(library)?],
        Effect::Open(id) => match library.article(&id)? {
            Some(opened) => vec![Msg::Opened(Box::new(opened))],
            None => vec![
                Msg::Notice(notice("لم يعد هذا الخبر في المكتبة", "this article is no longer there")),
                list(library)?,
            ],
        },
        Effect::Entity(id) => vec![match library.entity_page(&id)? {
            Some(page) => Msg::Entity(Box::new(page)),
            None => Msg::Notice(notice("لا شيء معروف عن هذا الاسم", "nothing is known of this name")),
        }],
        Effect::Searches => vec![Msg::Searches { searches: library.searches()?, tags: library.tags()? }],
        Effect::Related(to) => vec![Msg::Related { articles: library.related(&to, RELATED)?, to }],
        Effect::Thread(of) => vec![Msg::Thread { articles: library.thread(&of)?, of }],
        Effect::Followed => vec![Msg::Followed(library.followed()?)],
        Effect::Alerts => vec![Msg::Alerts(library.unread_followed()?)],
        Effect::Corrections => {
            let rows = library.corrections().to_vec();
            vec![Msg::Corrections { names: library.names_in(&rows), rows }]
        }
        Effect::Names(text) => vec![Msg::Names { names: library.names_like(&text, OFFERED)?, text }],
        Effect::Correct(change) => vec![correct(library, change, lang)?],
        Effect::SetRead(id, read) => library.set_read(&id, read).map(done)?,
        Effect::SetStarred(id, starred) => library.set_starred(&id, starred).map(done)?,
        Effect::SetPosition(id, position) => library.set_position(&id, position).map(done)?,
        Effect::RememberOrder(order) => library.set_order(order).map(done)?,
        Effect::RememberSearch(query) => library.remember_search(&query, now).map(done)?,
        Effect::Follow(id, follow) => library.follow(&id, follow).map(done)?,
        // What is not the library's.
        Effect::Quit
        | Effect::Suspend
        | Effect::Repaint
        | Effect::Search { .. }
        | Effect::Copy(_)
        | Effect::OpenLink(_)
        | Effect::NextStrategy
        | Effect::UseStrategy(_)
        | Effect::Pause => Vec::new(),
    })
}

fn list(library: &Library) -> Result<Msg> {
    Ok(Msg::Listed { articles: library.list()?, last_read: library.last_read()? })
}

/// At once in what is opened from now on, and in searches and pages, but for what of many articles is left to be
/// tagged and indexed behind it.
fn correct(library: &mut Library, change: Change, lang: Lang) -> Result<Msg> {
    match &change {
        Change::Write(correction) => library.correct(correction)?,
        Change::TakeBack(correction) => {
            if !library.take_back(correction)? {
                let gone = "this correction is no longer in the file";
                bail!(say(lang, "لم يعد هذا التصحيح في الملف", gone));
            }
        }
    }
    library.derive(AT_ONCE)?;
    Ok(Msg::Corrected(change))
}

fn say(lang: Lang, arabic: &'static str, english: &'static str) -> &'static str {
    match lang {
        Lang::Ar => arabic,
        Lang::En => english,
    }
}
