//! How fast the text engine is, on 150 KB of mixed Arabic news prose (made up from one paragraph).
//!
//! Targets: analysing and laying out all of it < 25 ms, breaking it again at a new width < 5 ms, painting one
//! screen < 0.5 ms.

use divan::{Bencher, black_box};
use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use sahifa::app::{App, Key, KeyCode, Msg, Settings};
use sahifa::model::{
    Article, ArticleId, Block, BlockKind, EntityId, EntityKind, Mention, Opened, Parsed, Status, Summary,
};
use sahifa::text::{Clean, Paragraph, TextOptions, fold};
use sahifa::ui::view;

const PARAGRAPH: &str = "أعلنت شركة Thomson Reuters (153.1٪) يوم 2024-12-31 أن صادرات البلاد ارتفعت بنسبة 30% لتصل إلى \
    1,250.50 مليون دولار، وفق ما نقلته «الوكالة» عن مصادر في وزارة التجارة؛ وأضافت أن العقد الموقّع بين الجانبين \
    (وهو الأول من نوعه) سيدخل حيّز التنفيذ قبل نهاية العام المقبل، بحسب الموقع https://example.org/news?id=5 الرسمي. ";

fn article() -> Vec<String> {
    let paragraph = PARAGRAPH.repeat(3);
    vec![paragraph.clone(); 150_000 / paragraph.len() + 1]
}

fn analysed() -> Vec<Paragraph> {
    article().iter().map(|text| Paragraph::new(&Clean::new(text, 0), &TextOptions::default())).collect()
}

#[divan::bench]
fn clean_150_kb(bencher: Bencher) {
    let article = article();
    bencher.bench(|| article.iter().map(|text| Clean::new(text, 0).as_str().len()).sum::<usize>());
}

#[divan::bench]
fn fold_150_kb(bencher: Bencher) {
    let article = article();
    bencher.bench(|| article.iter().map(|text| fold(text).as_str().len()).sum::<usize>());
}

#[divan::bench]
fn analyse_and_wrap_150_kb(bencher: Bencher) {
    let cleaned: Vec<Clean> = article().iter().map(|text| Clean::new(text, 0)).collect();
    bencher.bench(|| {
        cleaned
            .iter()
            .map(|clean| Paragraph::new(clean, &TextOptions::default()).wrap(72).len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn analyse_one_paragraph_of_150_kb(bencher: Bencher) {
    let clean = Clean::new(&article().concat(), 0);
    bencher.bench(|| Paragraph::new(&clean, &TextOptions::default()).wrap(72).len());
}

#[divan::bench]
fn wrap_again_150_kb(bencher: Bencher) {
    let paragraphs = analysed();
    bencher.bench(|| paragraphs.iter().map(|paragraph| paragraph.wrap(black_box(60)).len()).sum::<usize>());
}

#[divan::bench]
fn build_30_lines(bencher: Bencher) {
    let paragraphs = analysed();
    let spans: Vec<_> =
        paragraphs.iter().flat_map(|p| p.wrap(72).into_iter().map(move |s| (p, s))).take(30).collect();
    bencher.bench(|| spans.iter().map(|(paragraph, span)| paragraph.line(span).width()).sum::<usize>());
}

#[divan::bench]
fn build_all_lines_of_150_kb(bencher: Bencher) {
    let paragraphs = analysed();
    let spans: Vec<_> = paragraphs.iter().map(|p| (p, p.wrap(72))).collect();
    bencher
        .bench(|| spans.iter().flat_map(|(p, spans)| spans.iter().map(|s| p.line(s).width())).sum::<usize>());
}

/// The reader over an article of 150 KB, with names in every paragraph and justified lines, near its end.
fn reader() -> App {
    let mut body = String::new();
    let mut blocks = Vec::new();
    for paragraph in article() {
        let start = body.len();
        body.push_str(&paragraph);
        blocks.push(Block { range: start..body.len(), kind: BlockKind::Text });
        body.push('\n');
    }
    let name = "Thomson Reuters";
    let mention = |at: usize| Mention {
        range: at..at + name.len(),
        kind: EntityKind::Organisation,
        entity: EntityId::new("organisation:reuters"),
        name: name.to_owned(),
        confidence: 90,
    };
    let mentions = body.match_indices(name).map(|(at, _)| mention(at)).collect();
    let added = Timestamp::UNIX_EPOCH;
    let parsed = Parsed {
        id: ArticleId::new("a"),
        title: "عنوان".to_owned(),
        body,
        source: None,
        url: None,
        published: None,
        estimated: false,
        lang: Some("ar".to_owned()),
    };
    let summary = Summary {
        id: parsed.id.clone(),
        title: parsed.title.clone(),
        source: None,
        published: None,
        estimated: false,
        added,
        lang: parsed.lang.clone(),
        url: None,
        status: Status::default(),
    };
    let opened = Opened {
        article: Article { parsed, added },
        status: Status::default(),
        blocks,
        mentions,
        in_title: Vec::new(),
    };
    let mut app = App::new(Settings { justify: true, ..Settings::default() }, 100, 30);
    app.start();
    app.update(Msg::Listed { articles: vec![summary], last_read: None });
    app.update(Msg::Key(Key::plain(KeyCode::Enter)));
    app.update(Msg::Opened(Box::new(opened)));
    app.update(Msg::Key(Key::plain(KeyCode::End)));
    app.update(Msg::Key(Key::plain(KeyCode::PageUp)));
    app
}

#[divan::bench]
fn paint_one_screen(bencher: Bencher) {
    let app = reader();
    let area = Rect::new(0, 0, 100, 30);
    let mut buffer = Buffer::empty(area);
    bencher.bench_local(|| view(&app, area, black_box(&mut buffer)));
}

#[divan::bench]
fn scroll_and_paint_one_line(bencher: Bencher) {
    let mut app = reader();
    let area = Rect::new(0, 0, 100, 30);
    let mut buffer = Buffer::empty(area);
    let mut up = false;
    bencher.bench_local(|| {
        up = !up;
        app.update(Msg::Key(Key::plain(if up { KeyCode::Up } else { KeyCode::Down })));
        view(&app, area, black_box(&mut buffer));
    });
}

fn main() {
    divan::main();
}
