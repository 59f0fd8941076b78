//! JSON lines: an article a line, only `body` required.
//!
//! A line that cannot be read is refused with its number and the reason; the others are taken. A time
//! that cannot be read costs the article its date, not its place, and is told. Of lines with one id the
//! last one counts, so that reading them again changes nothing.

use std::collections::HashMap;

use jiff::{Timestamp, civil, tz::TimeZone};
use serde::Deserialize;
use serde_json::Value;

use super::{Document, has_text, headline, id_from};
use crate::model::{ArticleId, Parsed};

/// One line as given. Unknown fields are ignored.
#[derive(Deserialize)]
struct Line {
    id: Option<Value>,
    title: Option<String>,
    body: Option<String>,
    published: Option<Value>,
    source: Option<String>,
    url: Option<String>,
    lang: Option<String>,
}

/// Reads JSON lines. An article without an id gets one from its link, else from `name` and its body.
pub(super) fn read(name: &str, text: &str) -> Document {
    let mut document = Document::default();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut seen: HashMap<ArticleId, (usize, usize)> = HashMap::new();
    for (at, line) in text.split('\n').enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        match article(name, line) {
            Ok((article, warning)) => {
                document.warnings.extend(warning.map(|warning| format!("line {}: {warning}", at + 1)));
                let place = document.articles.len();
                match seen.insert(article.id.clone(), (place, at)) {
                    None => document.articles.push(article),
                    Some((place, before)) => {
                        seen.insert(article.id.clone(), (place, at));
                        document.articles[place] = article;
                        let lines = (at + 1, before + 1);
                        let warning =
                            format!("line {}: the id of line {}, which is left out", lines.0, lines.1);
                        document.warnings.push(warning);
                    }
                }
            }
            Err(reason) => document.refused.push(format!("line {}: {reason}", at + 1)),
        }
    }
    document
}

/// The article of a line, and what of it could not be used.
fn article(name: &str, line: &str) -> Result<(Parsed, Option<String>), String> {
    let line: Line =
        serde_json::from_str(line).map_err(|error| format!("not an article in JSON: {error}"))?;
    let body = line.body.filter(|body| has_text(body)).ok_or("no body")?;
    let (published, warning) = match line.published.map(time).transpose() {
        Ok(time) => (time.flatten(), None),
        Err(text) => {
            let text: String = text.escape_debug().take(40).collect();
            (None, Some(format!("published is no time: {text}")))
        }
    };
    let url = given(line.url);
    let derived = headline::derive(&body);
    let id = match given_id(line.id)? {
        Some(id) => ArticleId::new(id),
        None => match &url {
            Some(url) => id_from(&[url]),
            None => id_from(&[name, &body]),
        },
    };
    let article = Parsed {
        id,
        title: given(line.title).unwrap_or(derived.title),
        source: given(line.source).or(derived.source),
        body,
        url,
        published,
        estimated: false,
        lang: given(line.lang),
    };
    Ok((article, warning))
}

/// A field that says something.
fn given(field: Option<String>) -> Option<String> {
    field.filter(|text| has_text(text))
}

fn given_id(id: Option<Value>) -> Result<Option<String>, String> {
    match id {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(id)) => Ok(given(Some(id))),
        Some(Value::Number(id)) => Ok(Some(id.to_string())),
        Some(_) => Err("id is neither text nor a number".to_owned()),
    }
}

/// The time of a field that says one: text, or seconds (milliseconds where they are too many) since 1970.
/// The error is what it says instead.
fn time(field: Value) -> Result<Option<Timestamp>, String> {
    /// The year 5138 in seconds; 1973 in milliseconds.
    const SECONDS: u64 = 100_000_000_000;
    match field {
        Value::Null => Ok(None),
        Value::String(text) if !has_text(&text) => Ok(None),
        Value::String(text) => read_time(&text).map(Some).ok_or(text),
        Value::Number(number) => {
            let whole = number.as_i64().or_else(|| number.as_f64().map(|seconds| seconds as i64));
            let read = |count: i64| {
                let seconds = count.unsigned_abs() < SECONDS;
                if seconds { Timestamp::from_second(count) } else { Timestamp::from_millisecond(count) }.ok()
            };
            whole.and_then(read).map(Some).ok_or(number.to_string())
        }
        other => Err(other.to_string()),
    }
}

/// RFC 3339; a time without a zone counts as UTC, a day as its first moment.
fn read_time(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let utc = |time: civil::DateTime| time.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp()).ok();
    text.parse::<Timestamp>()
        .ok()
        .or_else(|| jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp()))
        .or_else(|| text.parse::<civil::DateTime>().ok().and_then(utc))
        .or_else(|| day_first(text).and_then(utc))
}

/// `20/01/2017`, as Arab countries write a day; month first where that alone makes sense.
fn day_first(text: &str) -> Option<civil::DateTime> {
    let mut parts = text.split(['/', '.']).map(|part| part.parse::<i16>().ok());
    let (first, second, year) = (parts.next()??, parts.next()??, parts.next()??);
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    let date = civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (parts.next().is_none() && year >= 1000).then(|| date.to_datetime(civil::Time::midnight()))
}
