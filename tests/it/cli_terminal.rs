//! The command line where a person reads it: questions, widths and colours in a pseudo-terminal.

use std::io::{Read as _, Write as _};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::cli::Home;

/// Runs in a terminal of 60 columns, types `keys`, and gives the exit code and all that was shown.
fn on_a_terminal(home: &Home, term: &str, args: &[&str], keys: &str) -> (u32, String) {
    let size = PtySize { rows: 20, cols: 60, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sahifa"));
    command.env_clear();
    command.env("HOME", home.path(""));
    command.env("LANG", "en_US.UTF-8");
    command.env("TERM", term);
    command.args(args);
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut writer = pair.master.take_writer().unwrap();
    writer.write_all(keys.as_bytes()).unwrap();
    let mut shown = Vec::new();
    let mut reader = pair.master.try_clone_reader().unwrap();
    // The end of a pseudo-terminal is an error on Linux; what was read before it counts.
    let _ = reader.read_to_end(&mut shown);
    let code = child.wait().unwrap().exit_code();
    (code, String::from_utf8(shown).unwrap())
}

#[test]
fn a_terminal_that_cannot_draw_is_refused_in_a_line() {
    let home = Home::new();
    for term in ["dumb", ""] {
        let (code, shown) = on_a_terminal(&home, term, &[], "");
        assert_eq!((code, shown.matches('\n').count()), (2, 1), "{shown}");
        assert!(shown.contains("sahifa: ") && !shown.contains('\u{1B}'), "{shown:?}");
    }
}

#[test]
fn rows_are_as_wide_as_the_terminal() {
    let home = Home::new();
    let text = "word ".repeat(40);
    let file = home.file("a.txt", text.trim_end());
    let (code, shown) = on_a_terminal(&home, "xterm", &["render", &file], "");
    assert_eq!((code, shown.lines().count()), (0, 4), "{shown}");
}

#[test]
fn what_fails_is_laid_out_too() {
    let home = Home::new();
    let (code, shown) = on_a_terminal(&home, "xterm", &["render", "قال.txt"], "");
    let visual = ["\u{FEDD}", "\u{FE8E}", "\u{FED7}"];
    let at = |form: &str| shown.find(form).unwrap_or_else(|| panic!("{shown:?}"));
    assert!(code == 1 && at(visual[0]) < at(visual[1]) && at(visual[1]) < at(visual[2]));
}

#[test]
fn colours_are_for_terminals_and_can_be_had_or_left() {
    let home = Home::new();
    let styled = |args: &[&str]| on_a_terminal(&home, "xterm", args, "").1.contains("\u{1B}[1m");
    assert!(styled(&["list"]));
    assert!(!styled(&["list", "--color", "never"]));
    assert!(home.run(&["list", "--color", "always"]).out.contains("\u{1B}[1m"));
}

#[test]
fn removing_asks_a_person() {
    let home = Home::new();
    home.feed(&["add", "-"], "{\"id\":\"x\",\"body\":\"وصل\"}".as_bytes());
    let (code, shown) = on_a_terminal(&home, "xterm", &["remove", "x"], "n\n");
    assert!(code == 0 && shown.contains("(y/n)") && shown.contains("nothing removed"), "{shown}");
    assert_eq!(home.run(&["show", "x"]).code, 0);
    let (code, shown) = on_a_terminal(&home, "xterm", &["remove", "x"], "y\n");
    assert!(code == 0 && shown.contains("removed: 1"), "{shown}");
    assert_eq!(home.run(&["show", "x"]).code, 1);
}

#[test]
fn doctor_asks_the_terminal_and_says_when_it_did_not() {
    let home = Home::new();
    let doctor = |keys: &str| on_a_terminal(&home, "xterm-256color", &["doctor", "--color", "never"], keys);
    let (code, shown) = doctor("\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[2;3R\x1b[4;3R\x1b[?64;1c");
    assert_eq!(code, 0, "{shown}");
    assert!(shown.matches("answers: ").count() > 1, "on rows of 60 columns: {shown}");
    let whole = shown.replace("\r\n", " ");
    let reason = "visual (it calls itself XTerm(379): it reorders nothing)";
    for told in [reason, "DA2 41;379;0", "marks 2", "haraka 2"] {
        assert!(whole.contains(told), "{told}: {shown}");
    }
    assert!(shown.contains("\x1b[?1049l"), "the screen is given back");

    let (code, shown) = doctor("");
    assert!(code == 0 && shown.contains("answers: none"), "{shown}");
    assert!(shown.contains("armoured (the terminal is not known"), "{shown}");
    let piped = home.run(&["doctor", "--json"]);
    assert!(piped.code == 0 && piped.out.contains("\"asked\":\"not asked\""), "{}", piped.out);
}
