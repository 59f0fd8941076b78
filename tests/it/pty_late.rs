//! Answers of the terminal that come late, cut in pieces, or to a program whose output goes elsewhere: the
//! shell reads none of them, and none is a key.

use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rustix::process::Signal;
use serde_json::Value;

use super::cli::Home;
use super::pty::{Session, folder, reader};

/// The last question of a burst, and the end of the screen.
const FENCE: &str = "\x1b[2H\x1b[J\x1b[c";
const BACK: &str = "\x1b[?1049l";
/// What `PuTTY` answers.
const PUTTY: &str = "\x1b[>0;136;0c\x1b[?6c";

/// Tries again while the machine is too busy for it to happen in time.
fn in_time(limit: Duration, mut attempt: impl FnMut() -> Option<Instant>) {
    let tried = (0..9).any(|_| attempt().is_some_and(|began| began.elapsed() < limit));
    assert!(tried, "never in time");
}

fn after(bytes: &[u8], mark: &str) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.rsplit_once(mark).map(|(_, after)| after.to_owned()).unwrap()
}

/// A reader that was left by a key, or by a signal, while the answers are on their way: the screen is given
/// back, no more.
fn left_early(signal: Option<Signal>) -> (Session, tempfile::TempDir, bool) {
    loop {
        let folder = folder();
        let mut session = Session::start(folder.path(), &[], &[]);
        session.wait_for_bytes(FENCE);
        let asked = Instant::now();
        match signal {
            Some(signal) => session.signal(signal),
            None => session.press("Q"),
        }
        session.wait_for_bytes(BACK);
        let raw = !session.is_cooked();
        if asked.elapsed() < Duration::from_secs(2) {
            return (session, folder, raw);
        }
    }
}

#[test]
fn answers_on_their_way_are_read_before_the_shell_may() {
    for (by, code) in [(None, 0), (Some(Signal::TERM), 143), (Some(Signal::INT), 130)] {
        let (mut session, _folder, raw) = left_early(by);
        assert!(raw, "the terminal still belongs to the reader");
        thread::sleep(Duration::from_millis(700));
        assert!(session.child.try_wait().unwrap().is_none());
        session.press("\x1b[>41;379;0c ls \x1b[2;3R\x1b[?62;22c");
        let (ended, took) = session.end();
        assert_eq!((ended, after(&session.bytes, BACK).as_str()), (code, ""), "nothing is echoed");
        assert!(took < Duration::from_millis(1500), "the last answer ends it: {took:?}");
        session.assert_given_back();
    }
}

#[test]
fn a_signal_ends_the_wait_for_answers() {
    for first in [None, Some(Signal::TERM), Some(Signal::INT)] {
        for signal in [Signal::TERM, Signal::HUP] {
            let (mut session, _folder, raw) = left_early(first);
            assert!(raw);
            session.signal(signal);
            let (_, took) = session.end();
            assert!(took < Duration::from_millis(1500), "{first:?} {took:?}");
            session.assert_given_back();
        }
    }
}

#[test]
fn nobody_answers_on_a_line_that_hung_up() {
    let folder = folder();
    let mut session = Session::start(folder.path(), &[], &[]);
    session.wait_for_bytes(FENCE);
    session.signal(Signal::HUP);
    let (code, took) = session.end();
    assert!(code == 129 && took < Duration::from_millis(1500), "{code} {took:?}");
}

#[test]
fn a_terminal_that_answers_or_never_does_is_left_at_once() {
    for answer in [Some("\x1b[?1;2c"), None] {
        let folder = folder();
        let mut session = reader(folder.path(), &[]);
        match answer {
            Some(answer) => session.press(answer),
            None => thread::sleep(Duration::from_secs(4)),
        }
        session.settle();
        session.press("Q");
        let (code, took) = session.end();
        assert_eq!(code, 0);
        assert!(took < Duration::from_secs(1), "{answer:?} {took:?}");
        session.assert_given_back();
    }
}

#[test]
fn an_answer_cut_after_its_escape_closes_nothing() {
    in_time(Duration::from_millis(400), || {
        let folder = folder();
        let mut session = Session::start(folder.path(), &[], &[]);
        session.wait_for_bytes(FENCE);
        let asked = Instant::now();
        session.wait_for("رويترز");
        session.press("/");
        session.settle();
        let began = Instant::now();
        session.press("\x1b");
        thread::sleep(Duration::from_millis(150));
        session.press("[>41;379;0c");
        let on_time =
            asked.elapsed() < Duration::from_secs(3) && began.elapsed() < Duration::from_millis(400);
        if on_time {
            session.press("اوكرانيا");
            session.wait_for("١ من ٥");
        }
        on_time.then(Instant::now)
    });
}

#[test]
fn doctor_takes_late_answers_and_leaves_none() {
    in_time(Duration::from_secs(20), || {
        let folder = folder();
        let mut session = Session::start(folder.path(), &[], &["doctor", "--lang", "en"]);
        session.wait_for_bytes(FENCE);
        let asked = Instant::now();
        thread::sleep(Duration::from_millis(1500));
        session.press(PUTTY);
        let on_time = asked.elapsed() < Duration::from_secs(3);
        assert_eq!(session.end().0, 0);
        if on_time {
            let told = after(&session.bytes, BACK);
            assert!(told.contains("PuTTY") && told.contains("DA1 6") && !told.contains("^["), "{told}");
            session.assert_given_back();
        }
        on_time.then_some(asked)
    });
}

/// Runs a line of the shell in a terminal that answers as `PuTTY` does.
fn in_putty(home: &Home, line: &str) {
    let pair = native_pty_system().openpty(PtySize { cols: 100, ..PtySize::default() }).unwrap();
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", line, env!("CARGO_BIN_EXE_sahifa")]);
    command.env_clear();
    command.cwd(home.path(""));
    for (name, value) in [("HOME", home.path("")), ("TERM", "xterm".into()), ("PATH", "/usr/bin:/bin".into())]
    {
        command.env(name, value);
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut terminal = pair.master.take_writer().unwrap();
    std::io::Write::write_all(&mut terminal, PUTTY.as_bytes()).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let _ = std::io::Read::read_to_end(&mut reader, &mut Vec::new());
    assert!(child.wait().unwrap().success());
}

#[test]
fn doctor_asks_the_terminal_also_where_its_output_goes_elsewhere() {
    let home = Home::new();
    for line in ["\"$0\" doctor --json >out", "\"$0\" doctor --json | cat >out"] {
        in_putty(&home, line);
        let told: Value = serde_json::from_str(&std::fs::read_to_string(home.path("out")).unwrap()).unwrap();
        let terminal = &told["terminal"];
        assert_eq!(terminal["asked"], "answered", "{line}");
        assert_eq!((&terminal["name"], &terminal["strategy"]), (&"PuTTY".into(), &"islands".into()));
        assert_eq!((&terminal["reordering"], &terminal["shaping"]), (&"rows".into(), &"yes".into()));
        assert!(terminal["widths"]["lam-alef"].is_null());
        assert_eq!(terminal["columns"], 100);
    }
    in_putty(&home, "\"$0\" --lang en doctor >out");
    let told = std::fs::read_to_string(home.path("out")).unwrap();
    for row in
        ["terminal: PuTTY\n", "it reorders: rows\n", "it joins letters: yes\n", "colours: 256 (not used)\n"]
    {
        assert!(told.contains(row), "{row}: {told}");
    }
    // A pager behind a pipe has the terminal already.
    in_putty(&home, "\"$0\" --lang en doctor | cat >out");
    assert!(std::fs::read_to_string(home.path("out")).unwrap().contains("answers: not asked"));
}

#[test]
fn what_the_console_lacks_is_told_in_its_letters_and_stays() {
    let folder = folder();
    let mut session = Session::start(folder.path(), &[("TERM", "linux")], &[]);
    let warning = "the Linux console has no Arabic letters";
    session.wait_for(warning);
    for key in ["", "j", "\r", "j"] {
        session.press(key);
        session.settle();
        assert!(session.text().contains(warning), "{key:?}: {}", session.text());
    }
    assert!(session.bytes.is_ascii(), "no letters that it lacks");
    // It may have been given some: who says how rows are to be shown is believed.
    let mut session = Session::start(folder.path(), &[("TERM", "linux")], &["--strategy", "visual"]);
    session.wait_for("رويترز");
}
