//! What is read is taken apart and kept together as it should be: presentation forms and ligatures in the
//! input, timestamps.
#![allow(clippy::unwrap_used)] // helpers of tests

use sahifa::text::{Base, Clean, Direction, Paragraph, TextOptions};

/// A text as it is shown, from the left.
fn shown(clean: &Clean, base: Base) -> String {
    let options = TextOptions { direction: Direction::Fixed(base), ..TextOptions::default() };
    let paragraph = Paragraph::new(clean, &options);
    let line = paragraph.line(&paragraph.wrap(0)[0]);
    line.cells.iter().map(|cell| cell.symbol.as_str()).collect()
}

/// Signs and marks in the blocks of presentation forms that stand for no letters: they have no
/// decomposition (`UnicodeData.txt`).
fn is_sign(c: char) -> bool {
    matches!(c, '\u{FBB2}'..='\u{FBD2}' | '\u{FD3E}'..='\u{FD3F}' | '\u{FD90}'..='\u{FD91}')
        || matches!(c, '\u{FDC8}'..='\u{FDCE}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FE73}' | '\u{FE75}' | '\u{FEFD}' | '\u{FEFE}')
}

#[test]
fn forms_and_ligatures_that_are_read_become_letters() {
    let letter = |c: char| matches!(c, ' ' | '\u{621}'..='\u{652}' | '\u{670}'..='\u{6D5}');
    let mut taken_apart = 0;
    for form in ('\u{FB50}'..='\u{FDFF}').chain('\u{FE70}'..='\u{FEFC}').filter(|c| !is_sign(*c)) {
        let read = Clean::new(&form.to_string(), 0);
        assert!(
            !read.as_str().is_empty() && read.as_str().chars().all(letter),
            "{form:?}: {:?}",
            read.as_str()
        );
        // All of it came from that one place.
        let source = read.source(0..read.as_str().len());
        assert_eq!(source, 0..form.len_utf8(), "{form:?}");
        assert_eq!(Clean::raw(&form.to_string()).as_str(), form.to_string(), "raw");
        taken_apart += 1;
    }
    println!("forms taken apart: {taken_apart}");
    assert!(taken_apart > 700);
    // A ligature in a word joins on both sides as its letters do.
    for (written, letters) in [("بﷲ", "بالله"), ("ﻛﺘﺎﺏ", "كتاب"), ("سﻼم", "سلام"), ("ﳏمد", "محمد")]
    {
        let (read, plain) = (Clean::new(written, 0), Clean::new(letters, 0));
        if read.as_str() == letters {
            assert_eq!(shown(&read, Base::Rtl), shown(&plain, Base::Rtl), "{written}");
        } else {
            panic!("{written}: {:?}", read.as_str());
        }
    }
}

#[test]
fn digits_of_every_script_are_laid_out_alike() {
    let western = "في 2024-12-31 هاتف 050-123-4567 أو +966 50 123 4567 فاز 3-2 بين 10-15 عاما (153.1%)";
    let arabic: String = western
        .chars()
        .map(|c| c.to_digit(10).map_or(c, |digit| char::from_u32(0x660 + digit).unwrap()))
        .collect();
    let western_again = |line: String| -> String {
        line.chars()
            .map(|c| match c {
                '٠'..='٩' => char::from_digit(c as u32 - 0x660, 10).unwrap(),
                c => c,
            })
            .collect()
    };
    for base in [Base::Rtl, Base::Ltr] {
        let plain = shown(&Clean::new(western, 0), base);
        assert_eq!(western_again(shown(&Clean::new(&arabic, 0), base)), plain, "{base:?}");
        for kept in ["2024-12-31", "050-123-4567", "+966 50 123 4567", "3-2", "15-10"] {
            assert!(plain.contains(kept), "{kept}: {plain}");
        }
    }
}

#[test]
fn a_joiner_before_a_mark_joins_the_letter_behind_it() {
    let text = "ا\u{200D}\u{650}ث";
    assert_eq!(shown(&Clean::new(text, 0), Base::Rtl), shown(&Clean::raw(text), Base::Rtl));
    assert!(shown(&Clean::new(text, 0), Base::Rtl).starts_with('\u{FE9A}'));
}

#[test]
fn a_mark_behind_a_ligature_with_a_direction_mark_within_is_shown() {
    for within in ["", "\u{61C}", "\u{200F}"] {
        let text = format!("ل{within}ا\u{64B}");
        assert_eq!(shown(&Clean::new(&text, 0), Base::Rtl), "\u{FEFB}\u{64B}", "{text:?}");
    }
}

#[test]
fn timestamps_are_kept_together_in_both_directions() {
    for stamp in ["2024-12-31T10:00:00Z", "2024-12-31T10:00:00+03:00", "2024-12-31T10:00", "2024-12-31"] {
        for base in [Base::Rtl, Base::Ltr] {
            for around in ["في @ وصل", "قال (@).", "at @ قال", "@ وصل", "وصل @", "«@»، ثم"]
            {
                let text = around.replace('@', stamp);
                let line = shown(&Clean::new(&text, 0), base);
                assert!(line.contains(stamp), "{base:?} {text}: {line}");
            }
        }
    }
}
