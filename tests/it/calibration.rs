//! The calibration card: offered, opened, answered; each of its lines encoded in its own way.

use sahifa::app::calibration::{OFFER, SAMPLE, WAYS};
use sahifa::app::{Effect, Msg, Settings};
use sahifa::term::backend::Backend;
use sahifa::term::encode::{Strategy, encode};
use sahifa::ui;

use super::driver::{Driver, article};

fn driver(cols: u16, rows: u16) -> Driver {
    Driver::new(vec![article("a", "عنوان قصير", &["نص قصير."], &[])], Settings::default(), (cols, rows))
}

fn terminal(strategy: usize, sure: bool) -> Msg {
    Msg::Terminal { strategy, sure, warning: None, lasts: false }
}

fn chosen(driver: &Driver) -> Vec<usize> {
    let number = |effect: &Effect| if let Effect::UseStrategy(way) = effect { Some(*way) } else { None };
    driver.done.iter().filter_map(number).collect()
}

#[test]
fn it_is_offered_once_where_the_terminal_is_not_known_and_never_opens_by_itself() {
    let mut driver = driver(80, 24);
    driver.tell(terminal(1, true));
    assert!(!driver.reading().contains("reversed"));
    driver.tell(terminal(1, false));
    assert!(OFFER.contains("reversed") && driver.reading().contains("reversed"));
    driver.keys("j").tell(terminal(1, false));
    assert!(!driver.reading().contains("reversed"));
    assert!(ui::ways(&driver.app).is_empty());
}

#[test]
fn a_warning_is_told_instead() {
    let mut driver = driver(80, 24);
    let warning = Some("لا يصلح".to_owned());
    driver.tell(Msg::Terminal { strategy: 3, sure: false, warning, lasts: false });
    assert!(driver.reading().contains("لا يصلح"));
}

#[test]
fn the_number_of_a_line_chooses_it_on_either_keyboard() {
    let mut driver = driver(80, 24);
    driver.keys("T4");
    driver.keys("<F9>٢");
    assert_eq!(chosen(&driver), [3, 1]);
    assert!(ui::ways(&driver.app).is_empty());
    // No line has that number; and without the card digits choose nothing.
    driver.keys("T9<esc>5");
    assert_eq!(chosen(&driver), [3, 1]);
    driver.keys("T<C-t>");
    assert_eq!(driver.done.last(), Some(&Effect::NextStrategy));
}

#[test]
fn the_current_way_is_marked_and_confirmed_with_enter() {
    let mut driver = driver(80, 24);
    driver.tell(terminal(2, true)).keys("T");
    insta::assert_snapshot!(driver.reading());
    driver.keys("<ret>");
    assert_eq!(chosen(&driver), [2]);
}

#[test]
fn every_line_has_its_row_even_on_small_screens() {
    for (cols, rows) in [(80, 24), (120, 30), (80, 18), (40, 12), (60, 11)] {
        let driver_ = &mut driver(cols, rows);
        let ways = ui::ways(&driver_.keys("T").app);
        assert_eq!(ways.len(), WAYS, "{cols}x{rows}");
        assert!(ways.iter().all(|(row, _)| *row < rows - 1));
    }
}

#[test]
fn each_line_reaches_the_terminal_in_its_own_way() {
    let mut driver = driver(80, 24);
    driver.keys("T");
    let own: Vec<(u16, Strategy)> =
        ui::ways(&driver.app).into_iter().map(|(row, way)| (row, Strategy::ALL[way])).collect();
    let buffer = driver.buffer();
    let bytes = Backend::new(Strategy::Armoured, true).frame_with(&buffer, &own);
    let written = String::from_utf8(bytes).unwrap();
    for (row, strategy) in own {
        let cells: Vec<String> = (0..80).map(|x| super::encode::sent(buffer[(x, row)].symbol())).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let encoded = encode(&cells, strategy).symbols[8..].concat(); // behind the number, which has a colour
        assert!(written.contains(encoded.trim_matches([' ', '\u{2800}'])), "{}", strategy.name());
    }
    assert!(SAMPLE.contains("لا"));
}
