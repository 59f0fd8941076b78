//! One count of results wherever it stands: in the box, while walking, in the list of results and over an article.

use sahifa::app::{Effect, Msg, Settings};
use sahifa::library::{Library, Searcher};
use sahifa::model::{Order, Parsed};

use super::driver::{Driver, article, now};
use super::library::derive_all;

/// Two articles with a word as it is typed, the others with one near it.
fn driver(near: usize, cols: u16) -> (Driver, Searcher) {
    let mut library = Library::in_memory().unwrap();
    let bodies = ["قال مدرس", "قال المدرس"].into_iter().chain(std::iter::repeat_n("قال مدرسها", near));
    let parsed = |(at, body): (usize, &str)| Parsed {
        published: format!("2026-01-{:02}T00:00:00Z", at + 1).parse().ok(),
        ..article(&at.to_string(), &format!("عنوان {at}"), &[body], &[]).article.parsed
    };
    library.ingest(bodies.enumerate().map(parsed).collect(), now()).unwrap();
    derive_all(&mut library);
    let searcher = library.searcher();
    (Driver::with_library(library, Settings::default(), (cols, 30)), searcher)
}

fn shows(driver: &mut Driver, keys: &str, told: &[&str]) {
    let screen = driver.keys(keys).reading();
    for told in told {
        assert!(screen.contains(told), "{keys}: {told} in\n{screen}");
    }
}

#[test]
fn a_count_that_is_about_so_many_says_so_on_every_way() {
    for cols in [60, 100] {
        let (mut driver, _) = driver(2, cols);
        shows(&mut driver, "/مدرس ", &["١ من ≈ ٤"]);
        shows(&mut driver, "<C-o>", &["١ من ≈ ٤", "الأحدث"]);
        shows(&mut driver, "<down>", &["٢ من ≈ ٤"]);
        shows(&mut driver, "<ret>n", &["نتيجة البحث (٣ من ≈ ٤)"]);
        shows(&mut driver, "N", &["نتيجة البحث (٢ من ≈ ٤)"]);
        let list = ["≈ ٤ مقالات", "٢/≈ ٤"];
        shows(&mut driver, "<esc>", &list);
        shows(&mut driver, "/ق<esc>", &list);
        shows(&mut driver, "<ret>", if cols == 60 { &["صحيفة · ٢ من ≈ ٤"] } else { &[] });
        shows(&mut driver, "<esc>", &list);
        shows(&mut driver, "<esc>", &["/٤"]);
        assert!(!driver.reading().contains('≈'), "{}", driver.reading());
    }
}

#[test]
fn results_that_come_after_one_was_opened_are_listed_too() {
    let (mut driver, searcher) = driver(10, 100);
    let answer = |limit: usize| Box::new(searcher.search_by("مدرس ", limit, Order::Relevance));
    driver.hold().keys("/مدرس ").drop_held();
    driver.tell(Msg::Found { id: 6, found: answer(3) });
    shows(&mut driver, "<ret>n<esc>", &["≈ ١٢ مقال", "٢/≈ ١٢"]);
    driver.tell(Msg::Found { id: 6, found: answer(20) });
    shows(&mut driver, "", &["≈ ١٢ مقال", "٢/≈ ١٢"]);
    shows(&mut driver, "G", &["١٢/≈ ١٢"]);
    shows(&mut driver, "<ret>nn", &["عودة إلى أولها (١ من ≈ ١٢)"]);
}

#[test]
fn the_rest_of_the_results_is_asked_for_where_another_search_was_given_up() {
    let (mut driver, searcher) = driver(10, 100);
    driver.hold().keys("/مدرس ").drop_held();
    let found = Box::new(searcher.search_by("مدرس ", 3, Order::Relevance));
    driver.tell(Msg::Found { id: 6, found });
    driver.keys("<ret><esc>/قال");
    let asked = driver.app.update(Msg::Key(sahifa::app::Key::plain(sahifa::app::KeyCode::Esc)));
    let [Effect::Search { id, query, order: Order::Relevance }] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    assert_eq!(query, "مدرس ");
    let answer = |limit| Msg::Found { id: *id, found: Box::new(searcher.search(query, limit)) };
    driver.tell(answer(2));
    shows(&mut driver, "G", &["٣/≈ ١٢"]);
    driver.tell(answer(20));
    shows(&mut driver, "G", &["١٢/≈ ١٢"]);
}
