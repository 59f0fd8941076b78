//! Texts made up here, one mention of each between brackets.

use jiff::Timestamp;
use sahifa::entity::Engine;

/// The id of the bracketed mention of a text; nothing where it is not found.
pub fn id(engine: &Engine, marked: &str) -> Option<String> {
    id_when(engine, marked, None)
}

/// The same, of a text that appeared then.
pub fn id_when(engine: &Engine, marked: &str, published: Option<Timestamp>) -> Option<String> {
    let open = marked.find('[').unwrap();
    let close = marked.find(']').unwrap() - 1;
    let text = marked.replace(['[', ']'], "");
    let mention = engine.tag(&text, published).into_iter().find(|m| m.range == (open..close))?;
    Some(mention.entity.as_str().to_owned())
}
