//! Articles of our own, with their names marked where they stand: `قال [بوتين|PER] إن …`.
//!
//! Each begins with a line `=== 2024-03-05 subject`, its day of publication.

use sahifa::entity::training::unmarked;

use crate::Article;

/// The articles of a file.
pub fn articles(file: &str) -> impl Iterator<Item = Article> {
    file.split("=== ").skip(1).map(|part| {
        let (head, marked) = part.split_once('\n').unwrap();
        let day = head.split_once(' ').unwrap().0;
        let (text, gold) = unmarked(marked.trim());
        Article { text, published: Some(format!("{day}T12:00:00Z").parse().unwrap()), gold }
    })
}
