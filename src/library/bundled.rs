//! The articles that come with the program, so that a first run has something to read.
//!
//! *Invariant:* their ids are the stems of their files under `seeds/`; their dates come from
//! `seeds/dates.toml` and are estimates.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use jiff::{civil::Date, tz::TimeZone};
use serde::Deserialize;

use crate::feed::{self, Format};
use crate::model::{ArticleId, Parsed};

const ARTICLES: [(&str, &[u8]); 5] = [
    ("000_2fa519d9b5e6a579", include_bytes!("../../seeds/000_2fa519d9b5e6a579.txt")),
    ("001_4c13df297d25c03f", include_bytes!("../../seeds/001_4c13df297d25c03f.txt")),
    ("002_322b6b5cc92a09ad", include_bytes!("../../seeds/002_322b6b5cc92a09ad.txt")),
    ("003_81455eafc8007bc5", include_bytes!("../../seeds/003_81455eafc8007bc5.txt")),
    ("004_f6638be0d3319497", include_bytes!("../../seeds/004_f6638be0d3319497.txt")),
];
const DATES: &str = include_str!("../../seeds/dates.toml");

/// What the sidecar says of an article.
#[derive(Deserialize)]
struct Estimate {
    date: String,
}

/// The bundled articles.
pub(super) fn articles() -> Result<Vec<Parsed>> {
    let dates: BTreeMap<String, Estimate> = toml::from_str(DATES).context("seeds/dates.toml")?;
    let mut articles = Vec::with_capacity(ARTICLES.len());
    for (id, bytes) in ARTICLES {
        let document =
            feed::parse(Format::Text, id, bytes).with_context(|| format!("bundled article {id}"))?;
        for mut article in document.articles {
            article.id = ArticleId::new(id);
            article.lang = Some("ar".to_owned());
            if let Some(estimate) = dates.get(id) {
                let date: Date = estimate.date.parse().with_context(|| format!("seeds/dates.toml, {id}"))?;
                article.published = Some(date.to_zoned(TimeZone::UTC)?.timestamp());
                article.estimated = true;
            }
            articles.push(article);
        }
    }
    Ok(articles)
}
