//! Keys, pastes and replies, whole and in pieces.

use super::*;

/// Everything that bytes become when the line then falls silent.
fn read(pieces: &[&[u8]]) -> Vec<Event> {
    let mut parser = Parser::new(0x7f);
    let mut events = Vec::new();
    for piece in pieces {
        events.extend(parser.feed(piece));
    }
    while parser.patience().is_some() {
        events.extend(parser.time_out());
    }
    events
}

fn keys(bytes: &[u8]) -> Vec<Key> {
    let key = |event| match event {
        Event::Key(key) => key,
        other => panic!("{other:?} is no key"),
    };
    read(&[bytes]).into_iter().map(key).collect()
}

fn plain(code: KeyCode) -> Key {
    Key::plain(code)
}

#[test]
fn letters_of_any_script_are_keys() {
    let expected: Vec<Key> = "jلاﻻ".chars().map(|c| plain(KeyCode::Char(c))).collect();
    assert_eq!(keys("jلاﻻ".as_bytes()), expected);
}

#[test]
fn a_letter_cut_in_the_middle_is_one_key() {
    let bytes = "ش".as_bytes();
    assert_eq!(read(&[&bytes[..1], &bytes[1..]]), [Event::Key(plain(KeyCode::Char('ش')))]);
    assert_eq!(keys(b"\xd8j\xffk"), [plain(KeyCode::Char('j')), plain(KeyCode::Char('k'))]);
}

#[test]
fn control_characters_are_keys() {
    assert_eq!(keys(b"\x03\x1a\x00"), [Key::ctrl('c'), Key::ctrl('z'), Key::ctrl(' ')]);
    assert_eq!(keys(b"\x08\x7f"), [Key::ctrl('h'), plain(KeyCode::Backspace)]);
    assert_eq!(keys(b"\r\t"), [plain(KeyCode::Enter), plain(KeyCode::Tab)]);
    let old = Parser::new(0x08).feed(b"\x08");
    assert_eq!(old, [Event::Key(plain(KeyCode::Backspace))]);
}

#[test]
fn function_and_cursor_keys_in_every_dialect() {
    use KeyCode::{Delete, Down, End, F, Home, PageDown, PageUp, Up};
    let table: [(&[u8], KeyCode); 15] = [
        (b"\x1b[A", Up),
        (b"\x1bOB", Down),
        (b"\x1b[H", Home),
        (b"\x1b[1~", Home),
        (b"\x1b[8~", End),
        (b"\x1b[5~", PageUp),
        (b"\x1b[6~", PageDown),
        (b"\x1b[3~", Delete),
        (b"\x1bOP", F(1)),
        (b"\x1bOR", F(3)),
        (b"\x1b[15~", F(5)),
        (b"\x1b[20~", F(9)),
        (b"\x1b[24~", F(12)),
        (b"\x1b[[C", F(3)),
        (b"\x1b[Z", KeyCode::BackTab),
    ];
    for (bytes, code) in table {
        assert_eq!(keys(bytes), [plain(code)], "{}", bytes.escape_ascii());
    }
}

#[test]
fn modifiers_are_told() {
    let right = |shift, alt, ctrl| Key { code: KeyCode::Right, shift, alt, ctrl };
    assert_eq!(keys(b"\x1b[1;5C"), [right(false, false, true)]);
    assert_eq!(keys(b"\x1b[1;2C\x1b[1;3C"), [right(true, false, false), right(false, true, false)]);
    assert_eq!(keys(b"\x1bOc"), [right(false, false, true)]);
    assert_eq!(keys(b"\x1bb"), [Key { alt: true, ..plain(KeyCode::Char('b')) }]);
    assert_eq!(keys("\x1bش".as_bytes()), [Key { alt: true, ..plain(KeyCode::Char('ش')) }]);
    assert_eq!(keys(b"\x1b[97;5u\x1b[27;5;97~"), [Key::ctrl('a'), Key::ctrl('a')]);
}

#[test]
fn a_lone_escape_is_a_key_after_a_short_wait() {
    let mut parser = Parser::new(0x7f);
    assert_eq!(parser.feed(b"\x1b"), []);
    assert!(parser.patience().is_some_and(|wait| wait <= Duration::from_millis(50)));
    assert_eq!(parser.time_out(), [Event::Key(plain(KeyCode::Esc))]);
    assert_eq!(parser.feed(b"q"), [Event::Key(plain(KeyCode::Char('q')))]);
    assert_eq!(parser.patience(), None);
}

#[test]
fn while_an_answer_is_expected_escape_waits_longer_and_for_nothing_else() {
    let waiting = || {
        let mut parser = Parser::new(0x7f);
        parser.expect_answer(true);
        parser.feed(b"\x1b");
        assert_eq!(parser.time_out(), []);
        assert!(parser.patience().is_some_and(|wait| wait >= Duration::from_millis(400)));
        parser
    };
    let (esc, q) = (Event::Key(plain(KeyCode::Esc)), Event::Key(plain(KeyCode::Char('q'))));
    assert_eq!(waiting().time_out(), std::slice::from_ref(&esc));
    assert_eq!(waiting().feed(b"[>41;379;0c"), [Event::Reply(Reply::Da2("41;379;0".into()))]);
    assert_eq!(waiting().feed(b"q"), [esc.clone(), q], "no Alt and q: that comes in one piece");
    let fence = Event::Reply(Reply::Da1("62".into()));
    assert_eq!(waiting().feed(b"\x1b[?62c"), [esc, fence], "Esc was the reader's");
}

#[test]
fn escape_then_the_rest_of_an_arrow_is_escape_and_an_arrow() {
    let mut parser = Parser::new(0x7f);
    parser.feed(b"\x1b");
    assert_eq!(parser.time_out(), [Event::Key(plain(KeyCode::Esc))]);
    assert_eq!(parser.feed(b"[A"), [Event::Key(plain(KeyCode::Up))]);
    // A finger types one key at a time.
    parser.feed(b"\x1b");
    parser.time_out();
    assert_eq!(parser.feed(b"["), [Event::Key(plain(KeyCode::Char('[')))]);
    assert_eq!(parser.feed(b"A"), [Event::Key(plain(KeyCode::Char('A')))]);
}

const REPLIES: [(&[u8], Reply); 12] = [
    (b"\x1b[?65;1;9c", Reply::Da1(String::new())),
    (b"\x1b[>65;7006;1c", Reply::Da2(String::new())),
    (b"\x1bP!|7E565445\x1b\\", Reply::Da3(String::new())),
    (b"\x1bP>|Konsole 22.12.3\x1b\\", Reply::Version(String::new())),
    (b"\x1b[8;2$y", Reply::Mode { mode: 8, value: 2 }),
    (b"\x1b[12;5R", Reply::Cursor { row: 12, col: 5 }),
    (b"\x1b[?2026;2$y", Reply::Other),
    (b"\x1b[?1u", Reply::Other),
    (b"\x1b[0n", Reply::Other),
    (b"\x1b[8;30;100t", Reply::Other),
    (b"\x1b]11;rgb:ffff/ffff/ffff\x07", Reply::Other),
    (b"\x1b_Gi=31;OK\x1b\\", Reply::Other),
];

#[test]
fn replies_carry_what_was_asked() {
    assert_eq!(read(&[REPLIES[0].0]), [Event::Reply(Reply::Da1("65;1;9".into()))]);
    assert_eq!(read(&[REPLIES[1].0]), [Event::Reply(Reply::Da2("65;7006;1".into()))]);
    assert_eq!(read(&[REPLIES[2].0]), [Event::Reply(Reply::Da3("7E565445".into()))]);
    assert_eq!(read(&[REPLIES[3].0]), [Event::Reply(Reply::Version("Konsole 22.12.3".into()))]);
    assert_eq!(read(&[REPLIES[4].0]), [Event::Reply(REPLIES[4].1.clone())]);
    assert_eq!(read(&[REPLIES[5].0]), [Event::Reply(REPLIES[5].1.clone())]);
}

#[test]
fn no_piece_of_a_reply_is_ever_a_key() {
    for (bytes, _) in REPLIES {
        // In two pieces without a pause, cut anywhere, with keys before and after.
        for cut in 0..=bytes.len() {
            let events = read(&[b"j", &bytes[..cut], &bytes[cut..], b"k"]);
            let keys: Vec<_> = events.iter().filter(|event| matches!(event, Event::Key(_))).collect();
            assert_eq!(keys.len(), 2, "{} cut at {cut}: {events:?}", bytes.escape_ascii());
            assert_eq!(events.len(), 3);
        }
        // With a pause after the Esc, which is then told as Esc and nothing else.
        let mut parser = Parser::new(0x7f);
        parser.feed(&bytes[..1]);
        let mut events = parser.time_out();
        events.extend(parser.feed(&bytes[1..]));
        let keys = events.iter().filter(|event| matches!(event, Event::Key(_))).count();
        assert_eq!(keys, 1, "{}: {events:?}", bytes.escape_ascii());
    }
}

#[test]
fn half_a_reply_is_dropped_when_the_rest_never_comes() {
    for (bytes, _) in REPLIES {
        for cut in 3..bytes.len() {
            let events = read(&[&bytes[..cut]]);
            let keys = events.iter().filter(|event| matches!(event, Event::Key(_))).count();
            assert_eq!(keys, 0, "{} cut at {cut}: {events:?}", bytes.escape_ascii());
        }
    }
}

#[test]
fn alt_with_a_letter_that_begins_strings_swallows_no_keys() {
    let letters = |bytes: &[u8]| keys(bytes).len();
    assert_eq!(letters(b"\x1b]jjj"), 4);
    assert_eq!(letters(b"\x1bPjjj"), 4);
    assert_eq!(letters(b"\x1b_jjj"), 4);
    assert_eq!(letters(b"\x1b]"), 1);
}

#[test]
fn a_paste_is_one_event_whatever_it_holds() {
    let whole = "\x1b[200~مصر\r\n\x1b[A q\x1b[201~k".as_bytes();
    let expected = [Event::Paste("مصر\n\x1b[A q".into()), Event::Key(plain(KeyCode::Char('k')))];
    assert_eq!(read(&[whole]), expected);
    for cut in 0..whole.len() {
        assert_eq!(read(&[&whole[..cut], &whole[cut..]]), expected, "cut at {cut}");
    }
    // One that is never ended is told after a while.
    assert_eq!(read(&[b"\x1b[200~abcdefgh"]).len(), 1);
}

#[test]
fn focus_is_told_and_its_loss_is_nothing() {
    assert_eq!(read(&[b"\x1b[I\x1b[Ok"]), [Event::Focus, Event::Key(plain(KeyCode::Char('k')))]);
}

#[test]
fn a_capability_is_a_name_with_its_value() {
    let expected = Reply::Capability { name: "TN".into(), value: "ab".into() };
    assert_eq!(read(&[b"\x1bP1+r544e=6162\x1b\\"]), [Event::Reply(expected)]);
    for odd in [b"\x1bP0+r\x1b\\".as_slice(), b"\x1bP1+r5=zz\x1b\\", b"\x1bP1+r54ff=61\x1b\\"] {
        assert_eq!(read(&[odd]), [Event::Reply(Reply::Other)]);
    }
}

#[test]
fn nothing_is_held_without_bound() {
    let mut parser = Parser::new(0x7f);
    let mut paste = b"\x1b[200~".to_vec();
    paste.resize(3 << 20, b'x');
    parser.feed(&paste);
    assert!(parser.paste.as_ref().is_some_and(|paste| paste.len() <= MAX_PASTE));
    let mut parser = Parser::new(0x7f);
    let mut string = b"\x1b]11;".to_vec();
    string.resize(1 << 18, b'x');
    parser.feed(&string);
    assert!(parser.held.len() <= MAX_REPLY * 2);
}
