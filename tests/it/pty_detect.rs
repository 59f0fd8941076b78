//! Detection in the whole program: what is asked, what an answer changes, and who is in front of tmux.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::pty::{folder, reader};

/// How many LRM were written: armoured rows have one after each letter.
fn marks(bytes: &[u8]) -> usize {
    String::from_utf8_lossy(bytes).matches('\u{200E}').count()
}

#[test]
fn a_terminal_that_reorders_nothing_gets_the_shorter_rows() {
    let folder = folder();
    let mut session = reader(folder.path(), &[]);
    assert!(marks(&session.bytes) > 100, "nothing is known: armoured rows");
    let before = session.bytes.len();
    session.press("\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[8;0$y\x1b[?64;1c");
    assert!(session.settle() > 0, "one repaint");
    assert_eq!(marks(&session.bytes[before..]), 0, "no marks any more");
    session.press("Q");
    assert_eq!(session.end().0, 0);
    // The next start knows it from the first frame on.
    let again = reader(folder.path(), &[]);
    let drawn = again.bytes.windows(4).position(|bytes| bytes == b"\x1b[2J").unwrap();
    assert_eq!(marks(&again.bytes[drawn..]), 0);
}

#[test]
fn widths_are_measured_out_of_sight_and_before_the_fence() {
    let folder = folder();
    let mut session = reader(folder.path(), &[]);
    let written = String::from_utf8_lossy(&session.bytes).into_owned();
    let erased = written.find("\x1b[2H\x1b[J\x1b[c").unwrap();
    assert!(written.rfind("\x1b[6n").unwrap() < erased, "probes are erased, then the fence");
    assert!(erased < written.find("\x1b[2J").unwrap(), "and only then the first frame is drawn");
    let before = session.bytes.len();
    // A terminal that nobody knows gives an LRM a column: rows come without.
    session.press("\x1b[2;5R\x1b[3;3R\x1b[4;2R\x1b[5;2R\x1b[?1;2c");
    assert!(session.settle() > 0);
    assert_eq!(marks(&session.bytes[before..]), 0);
    // The same answers once more, late, are no keys and change nothing.
    session.press("\x1b[2;3R\x1b[3;2R\x1b[?1;2c");
    assert_eq!(session.settle(), 0);
}

#[test]
fn a_terminal_that_takes_bytes_for_letters_is_sent_ascii_alone() {
    let folder = folder();
    let mut session = reader(folder.path(), &[]);
    // A letter with a haraka takes five columns.
    session.press("\x1b[4;6R\x1b[?1;2c");
    session.wait_for("this terminal does not read UTF-8");
    while session.settle() > 0 {}
    let blank = session.bytes.windows(4).rposition(|bytes| bytes == b"\x1b[2J").unwrap();
    assert!(session.bytes[blank..].is_ascii(), "from a blank screen on");
}

/// A `tmux` that names whoever is written into a file beside it as its one client.
fn tmux(folder: &Path) -> String {
    let program = folder.join("tmux");
    fs::write(&program, format!("#!/bin/sh\ncat '{}'\n", folder.join("front").display())).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    format!("{}:/usr/bin:/bin", folder.display())
}

fn in_front(folder: &Path, term: &str, version: &str) {
    let client = format!("1\t{term}\t{version}\t/dev/null\t256\t0\n");
    // Renamed into its place, so that nobody reads half of it.
    fs::write(folder.join("next"), client).unwrap();
    fs::rename(folder.join("next"), folder.join("front")).unwrap();
}

#[test]
fn a_terminal_that_attaches_to_a_tmux_that_nobody_saw_is_met_without_a_key() {
    let (folder, bin) = (folder(), folder());
    let (path, socket) = (tmux(bin.path()), bin.path().join("socket"));
    fs::write(&socket, "").unwrap();
    in_front(bin.path(), "xterm", "XTerm(379)");
    let inside = format!("{},1,0", socket.display());
    let inside = [("PATH", path.as_str()), ("TMUX", inside.as_str()), ("TERM", "tmux-256color")];
    let mut session = reader(folder.path(), &inside);
    session.press("\x1b[?1;2c");
    // Soon after the start tmux is asked once more.
    thread::sleep(Duration::from_secs(1));
    while session.settle() > 0 {}
    let before = session.bytes.len();
    in_front(bin.path(), "vte-256color", "VTE(7600)");
    fs::set_permissions(&socket, fs::Permissions::from_mode(0o770)).unwrap();
    session.wait_for_bytes("\u{202D}");
    while session.settle() > 0 {}
    let overrides = String::from_utf8_lossy(&session.bytes[before..]).matches('\u{202D}').count();
    assert!(overrides > 15, "rows for VTE: {overrides}");
}

#[test]
fn a_way_that_was_tried_is_forgotten_and_one_that_was_chosen_is_not() {
    let folder = folder();
    let remembered = || fs::read_to_string(folder.path().join("terminals.json")).unwrap();
    let mut session = reader(folder.path(), &[]);
    session.press("\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[8;0$y\x1b[?64;1c");
    while session.settle() > 0 {}
    let known = remembered();
    assert!(known.contains("visual"), "{known}");
    let before = session.bytes.len();
    session.press("\x14");
    session.wait_for("armoured");
    while session.settle() > 0 {}
    assert!(marks(&session.bytes[before..]) > 100, "it is tried at once");
    assert_eq!(remembered(), known);
    session.press("T");
    session.settle();
    session.press("\r");
    session.settle();
    assert!(remembered().contains("armoured"), "{}", remembered());
}

#[test]
fn whoever_comes_to_the_front_of_tmux_gets_rows_of_its_own() {
    let (folder, bin) = (folder(), folder());
    let path = tmux(bin.path());
    in_front(bin.path(), "xterm", "XTerm(379)");
    let inside = [("PATH", path.as_str()), ("TMUX", "/nowhere/tmux,1,0"), ("TERM", "tmux-256color")];
    let mut session = reader(folder.path(), &inside);
    session.press("\x1b[?1;2c");
    while session.settle() > 0 {}
    let focus = |bytes: &[u8]| bytes.windows(8).any(|bytes| bytes == b"\x1b[?1004h");
    assert!(focus(&session.bytes), "tmux is asked to tell");
    // The screen now shows plain rows; another terminal attaches, which must be kept from reordering them.
    let before = session.bytes.len();
    in_front(bin.path(), "vte-256color", "VTE(7600)");
    session.press("\x1b[I");
    while session.settle() > 0 {}
    let drawn = &session.bytes[before..];
    let overrides = String::from_utf8_lossy(drawn).matches('\u{202D}').count();
    assert!(overrides > 15, "rows for VTE: {overrides}");
    assert_eq!(drawn.windows(4).filter(|bytes| *bytes == b"\x1b[2J").count(), 1, "in one repaint");
    // The same one again changes nothing, nor does nobody.
    fs::remove_file(bin.path().join("front")).unwrap();
    session.press("\x1b[I\x1b[O");
    assert_eq!(session.settle(), 0);
    session.press("Q");
    assert_eq!(session.end().0, 0);
    assert!(session.bytes.ends_with(b"\x1b[?1049l"));
    assert!(session.bytes.windows(8).any(|bytes| bytes == b"\x1b[?1004l"), "no reports for the shell");
    assert!(!focus(&reader(super::pty::folder().path(), &[]).bytes), "only inside tmux");
}
