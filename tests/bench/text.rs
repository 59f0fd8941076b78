//! How fast the text engine is, on 150 KB of mixed Arabic news prose (made up from one paragraph).
//!
//! Targets: analysing and laying out all of it < 25 ms, breaking it again at a new width < 5 ms, building
//! the lines of one screen < 0.5 ms.

use divan::{Bencher, black_box};
use sahifa::text::{Clean, Paragraph, TextOptions, fold};

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

fn main() {
    divan::main();
}
