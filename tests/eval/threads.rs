//! How well threads group the articles of one event, on the news, by titles that the library does not see.
//!
//! Silver: two articles of at most three days' distance whose titles share most of their content words tell of
//! one event. What else a thread holds is counted as right where the titles share two content words, so that
//! the precision told is a floor: one event often has quite different titles.

use std::collections::{BTreeSet, HashMap};
use std::time::Instant;

use jiff::Timestamp;
use sahifa::library::Library;
use sahifa::model::{ArticleId, Parsed};
use sahifa::text::fold;

use super::light10;

/// Seconds between articles of a silver pair at most.
const NEAR: i64 = 3 * 86_400;

struct Story {
    words: BTreeSet<String>,
    body: String,
    time: Timestamp,
}

/// Likenesses that are tried.
const TRIED: [f32; 9] = [0.10, 0.12, 0.14, 0.16, 0.18, 0.20, 0.25, 0.30, 0.40];

/// Builds the library and tells recall and precision on each half of the articles, by likeness.
pub fn measure(news: &str) {
    let stories = stories(news);
    let library = library(&stories);
    let silver = silver(&stories);
    println!("{} dated articles, {} silver pairs", stories.len(), silver.len());
    let start = Instant::now();
    let near: Vec<HashMap<usize, f32>> = (0..stories.len())
        .map(|at| {
            let near = library.near(&ArticleId::new(at.to_string())).expect("articles");
            let others = near.into_iter().skip(1);
            others.filter_map(|(article, like)| Some((article.id.as_str().parse().ok()?, like))).collect()
        })
        .collect();
    println!("a thread in {:.2?}", start.elapsed() / stories.len().max(1) as u32);
    for (half, name) in [(0, "to look at"), (1, "held apart")] {
        println!("{name}: likeness, recall, precision at least, alone");
        for like in TRIED {
            tell(&stories, &silver, &near, half, like);
        }
    }
}

/// One row: threads of the articles of a half, made of what is at least so like.
fn tell(stories: &[Story], silver: &[(usize, usize)], near: &[HashMap<usize, f32>], half: usize, like: f32) {
    let in_thread = |a: usize, b: usize| near[a].get(&b).is_some_and(|found| *found >= like);
    let wanted: Vec<_> = silver.iter().filter(|(a, _)| a % 2 == half).collect();
    let hit = wanted.iter().filter(|(a, b)| in_thread(*a, *b)).count();
    let (mut right, mut told, mut alone, mut all) = (0, 0, 0, 0);
    for a in (half..stories.len()).step_by(2) {
        let thread: Vec<usize> = near[a].keys().copied().filter(|b| in_thread(a, *b)).collect();
        let shares = |b: &&usize| stories[a].words.intersection(&stories[**b].words).count() >= 2;
        right += thread.iter().filter(shares).count();
        told += thread.len();
        alone += usize::from(thread.is_empty());
        all += 1;
    }
    println!(
        "  {like:.2}  {:.3} ({hit} of {})  {:.3} ({right} of {told})  {alone} of {all}",
        ratio(hit, wanted.len()),
        wanted.len(),
        ratio(right, told),
    );
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Articles with a date, each body once.
fn stories(news: &str) -> Vec<Story> {
    let mut seen = BTreeSet::new();
    let mut stories = Vec::new();
    for line in news.lines() {
        let Ok(line) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let field = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let published = field("published");
        let time = published.parse::<Timestamp>().or_else(|_| format!("{published}T00:00:00Z").parse());
        if let Ok(time) = time
            && seen.insert(field("body"))
        {
            let words = light10::words(&field("title")).into_iter();
            let words = words.filter(|word| fold(word).as_str().chars().count() >= 3).collect();
            stories.push(Story { words, body: field("body"), time });
        }
    }
    stories
}

/// Both orders of every pair that is near in time and whose titles share most of their words.
fn silver(stories: &[Story]) -> Vec<(usize, usize)> {
    let mut frequency: HashMap<&str, usize> = HashMap::new();
    for word in stories.iter().flat_map(|story| &story.words) {
        *frequency.entry(word).or_default() += 1;
    }
    let mut order: Vec<usize> = (0..stories.len()).collect();
    order.sort_by_key(|at| stories[*at].time);
    let mut pairs = Vec::new();
    for (n, &a) in order.iter().enumerate() {
        let near = order[n + 1..]
            .iter()
            .take_while(|b| stories[**b].time.as_second() - stories[a].time.as_second() <= NEAR);
        for &b in near {
            let shared: Vec<&String> = stories[a].words.intersection(&stories[b].words).collect();
            let fewer = stories[a].words.len().min(stories[b].words.len());
            // A row of daily titles (weather, prices, fixtures) shares only frequent words.
            let rare = shared.iter().any(|word| frequency[word.as_str()] <= 50);
            if shared.len() >= 3 && 10 * shared.len() >= 6 * fewer && rare {
                pairs.extend([(a, b), (b, a)]);
            }
        }
    }
    pairs
}

/// The library without titles: bodies and dates.
fn library(stories: &[Story]) -> Library {
    let mut library = Library::in_memory().expect("a library in memory");
    let article = |(at, story): (usize, &Story)| Parsed {
        id: ArticleId::new(at.to_string()),
        title: ".".to_owned(),
        body: story.body.clone(),
        source: None,
        url: None,
        published: Some(story.time),
        estimated: false,
        lang: None,
    };
    library
        .ingest(stories.iter().enumerate().map(article).collect(), Timestamp::UNIX_EPOCH)
        .expect("ingested");
    while library.derive(2_000).expect("indexed") > 0 {}
    library
}
