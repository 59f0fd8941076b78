//! The whole program in a pseudo-terminal, against a terminal model: it reads, searches and ends, and
//! gives the terminal back as it was found on every way out.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use sahifa::library::Library;
use sahifa::term::encode::{Strategy, encode};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// A terminal is quiet when nothing came for so long.
pub(super) const QUIET: Duration = Duration::from_millis(300);

/// The program, and the terminal that it believes to be in.
pub(super) struct Session {
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    pub(super) child: Box<dyn Child + Send + Sync>,
    screen: vt100::Parser,
    /// Everything that was written.
    pub(super) bytes: Vec<u8>,
    /// The attributes of the terminal before the program ran.
    attributes: String,
}

impl Session {
    pub(super) fn start(data: &Path, environment: &[(&str, &str)], arguments: &[&str]) -> Self {
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sahifa"));
        command.args(arguments);
        command.arg("--data-dir");
        command.arg(data);
        command.env_clear();
        command.cwd(data);
        for (name, value) in [("TERM", "xterm-256color"), ("HOME", "/nonexistent"), ("LANG", "C.UTF-8")] {
            command.env(name, value);
        }
        for (name, value) in environment {
            command.env(name, value);
        }
        let attributes = attributes(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        let size = |cells: u16| cells.try_into().unwrap();
        let screen = vt100::Parser::new(size(30), size(100), 0);
        Self { master: Some(pair.master), keys, output, child, screen, bytes: Vec::new(), attributes }
    }

    /// Presses keys; bytes as a terminal sends them.
    pub(super) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Takes what was written until nothing came for a while; how much it was.
    pub(super) fn settle(&mut self) -> usize {
        let before = self.bytes.len();
        while let Ok(bytes) = self.output.recv_timeout(QUIET) {
            self.screen.process(&bytes);
            self.bytes.extend(bytes);
        }
        self.bytes.len() - before
    }

    /// The screen, a row a line, each in reading order and base letters.
    pub(super) fn text(&self) -> String {
        let screen = self.screen.screen();
        let (rows, cols) = screen.size();
        let cell = |row, col| match screen.cell(row, col).map(vt100::Cell::contents) {
            None | Some("") => " ".to_owned(),
            Some(text) => text.replace('\u{200E}', ""),
        };
        let row = |row| {
            let cells: Vec<String> = (0..cols.get()).map(|col| cell(row, col)).collect();
            encode(&cells.iter().map(String::as_str).collect::<Vec<_>>(), Strategy::Logical).symbols.concat()
        };
        (0..rows.get()).map(row).collect::<Vec<_>>().join("\n")
    }

    /// Waits until a text stands on the screen.
    pub(super) fn wait_for(&mut self, text: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.text().contains(text) {
            assert!(Instant::now() < until, "{text:?} never came:\n{}", self.text());
            if let Ok(bytes) = self.output.recv_timeout(QUIET) {
                self.screen.process(&bytes);
                self.bytes.extend(bytes);
            }
        }
    }

    /// Waits until some bytes were written.
    pub(super) fn wait_for_bytes(&mut self, wanted: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.bytes.windows(wanted.len()).any(|bytes| bytes == wanted.as_bytes()) {
            assert!(Instant::now() < until, "{wanted:?} never came");
            if let Ok(bytes) = self.output.recv_timeout(QUIET) {
                self.screen.process(&bytes);
                self.bytes.extend(bytes);
            }
        }
    }

    /// Whether the attributes are those from before.
    pub(super) fn is_cooked(&self) -> bool {
        attributes(self.master.as_ref().unwrap().as_ref()) == self.attributes
    }

    pub(super) fn signal(&self, signal: Signal) {
        let pid = self.child.process_id().and_then(|pid| Pid::from_raw(pid.cast_signed())).unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// Waits for the end; the exit code and how long it took.
    pub(super) fn end(&mut self) -> (u32, Duration) {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                let took = began.elapsed();
                self.settle();
                return (status.exit_code(), took);
            }
            assert!(began.elapsed() < PATIENCE, "it never ended");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The terminal is as it was: modes, cursor, main screen, attributes.
    pub(super) fn assert_given_back(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the main screen is back");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "no bracketed paste");
        assert_eq!(attributes(self.master.as_ref().unwrap().as_ref()), self.attributes);
        let last = |sequence: &str| {
            let sequence = sequence.as_bytes();
            self.bytes.windows(sequence.len()).rposition(|bytes| bytes == sequence)
        };
        assert!(last("\x1b[8h") > last("\x1b[8l"), "reordering is back");
        assert!(last("\x1b[?2026l") >= last("\x1b[?2026h"), "synchronised output is closed");
        let region = self.bytes.windows(2).rposition(|bytes| bytes[0].is_ascii_digit() && bytes[1] == b'r');
        assert!(last("\x1b[r") > region, "no scroll region is left");
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn attributes(terminal: &dyn MasterPty) -> String {
    format!("{:?}", terminal.get_termios())
}

pub(super) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// A started reader that has drawn its first frame and fallen silent.
pub(super) fn reader(data: &Path, environment: &[(&str, &str)]) -> Session {
    let mut session = Session::start(data, environment, &[]);
    session.wait_for("رويترز");
    while session.settle() > 0 {}
    session
}

#[test]
fn it_starts_reads_searches_and_ends() {
    let folder = folder();
    let mut session = reader(folder.path(), &[]);
    assert!(session.screen.screen().alternate_screen() && session.screen.screen().hide_cursor());
    let list = session.text();
    session.press("\r");
    session.settle();
    let article = session.text();
    assert_ne!(article, list, "an article fills the screen");
    session.press("jjj ");
    assert!(session.settle() > 0, "it scrolls");
    session.press("/");
    session.settle();
    session.press("اوكرانيا");
    session.wait_for("اوكرانيا");
    // Found as it is written, with its hamza, and counted.
    session.wait_for("أوكرانيا");
    session.wait_for("١ من ٥");
    // After a pause the result stands beside the list, with the time that reading it takes.
    session.wait_for("٢٤ مايو ٢٠٢٣ · قراءة");
    session.press("\x03");
    session.settle();
    session.press("Q");
    assert_eq!(session.end().0, 0);
    session.assert_given_back();
    // mosh drops links of the terminal's own, and other terminals differ: there are none.
    assert!(!session.bytes.windows(4).any(|bytes| bytes == b"\x1b]8;"));
}

#[test]
fn what_another_program_adds_is_found_without_a_key() {
    let data = folder();
    let mut session = reader(data.path(), &[]);
    session.wait_for("المقروء");
    session.press("/زقزقة");
    session.wait_for("لا نتائج");
    let mut library = Library::open(data.path(), super::driver::now()).unwrap();
    library.ingest(vec![super::library::article("n", "بستان", "سمعت زقزقة")], super::driver::now()).unwrap();
    session.wait_for("١ من ١");
}

#[test]
fn a_repaint_blanks_the_screen_first() {
    let folder = folder();
    let mut session = reader(folder.path(), &[]);
    let (before, written) = (session.text(), session.bytes.len());
    session.press("\x0c");
    while session.settle() > 0 {}
    let bytes = String::from_utf8_lossy(&session.bytes[written..]).into_owned();
    assert!(bytes.starts_with("\x1b[m\x1b[2J") && bytes.matches("\x1b[2J").count() == 2, "{bytes:?}");
    assert_eq!(session.text(), before);
}

#[test]
fn it_writes_nothing_while_idle() {
    let folder = folder();
    let mut session = reader(folder.path(), &[]);
    thread::sleep(Duration::from_secs(1));
    assert_eq!(session.settle(), 0);
}

#[test]
fn answers_of_the_terminal_are_never_keys() {
    let folder = folder();
    let mut session = reader(folder.path(), &[]);
    let before = session.text();
    for answer in
        ["\x1bP>|Q q Q\x1b\\", "\x1b[>41;379;0c", "\x1b]11;rgb:0/0/0\x07", "\x1b[12;5R", "\x1b_Gi=1;q\x1b\\"]
    {
        let (head, tail) = answer.split_at(answer.len() / 2);
        session.press(head);
        thread::sleep(Duration::from_millis(120));
        session.press(tail);
        session.settle();
        assert_eq!(session.text(), before, "{answer:?}");
    }
    // The line cuts an arrow in two: the cursor moves at most, and no letter of it is typed.
    session.press("\x1b");
    thread::sleep(Duration::from_millis(150));
    session.press("[A");
    session.settle();
    assert!(session.child.try_wait().unwrap().is_none());
}

#[test]
fn a_signal_ends_it_in_time_and_the_terminal_is_given_back() {
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::USR1, 138),
        (Signal::USR2, 140),
    ] {
        let folder = folder();
        let mut session = reader(folder.path(), &[]);
        session.press("\x1b[?1;2c"); // no answer is on its way any more
        session.settle();
        session.signal(signal);
        let (ended, took) = session.end();
        assert_eq!(ended, code, "{signal:?}");
        assert!(took < Duration::from_millis(900), "{signal:?} took {took:?}");
        session.assert_given_back();
    }
}

#[test]
#[cfg(debug_assertions)] // the switch that panics is not in release builds
fn a_panic_in_any_thread_gives_the_terminal_back() {
    for place in ["ui", "worker"] {
        let folder = folder();
        let mut session = Session::start(folder.path(), &[("SAHIFA_PANIC", place)], &[]);
        session.settle();
        if place == "ui" {
            session.press("j");
        }
        assert_eq!(session.end().0, 1, "{place}");
        session.assert_given_back();
        let told = String::from_utf8_lossy(&session.bytes).into_owned();
        let after = &told[told.rfind("\x1b[?1049l").unwrap()..];
        assert_eq!(after.matches('\n').count(), 1, "one line is told: {after:?}");
        assert!(after.contains("internal error"), "{after:?}");
    }
}

#[test]
fn a_stop_gives_the_terminal_back_and_going_on_takes_it_again() {
    let folder = folder();
    let mut session = reader(folder.path(), &[]);
    let before = session.text();
    session.signal(Signal::TSTP);
    session.wait_for_bytes("\x1b[?1049l");
    // The last answer, and a key for nobody.
    session.press("/\x1b[?1;2c");
    session.settle();
    session.assert_given_back();
    session.signal(Signal::CONT);
    session.settle();
    assert!(session.screen.screen().alternate_screen());
    // But for the last row: the answer came meanwhile, and its offer stands there.
    let rows = |text: &str| text.rsplit_once('\n').map(|(rows, _)| rows.to_owned());
    assert_eq!(rows(&session.text()), rows(&before));
    session.press("Q");
    assert_eq!(session.end().0, 0);
    session.assert_given_back();
}

#[test]
fn it_ends_when_the_terminal_is_gone() {
    let folder = folder();
    let mut session = reader(folder.path(), &[]);
    // The reading thread holds a copy of the terminal until it has something to tell nobody.
    session.output = channel().1;
    session.press("j");
    thread::sleep(QUIET);
    session.keys = Box::new(std::io::sink());
    session.master = None;
    let (code, took) = session.end();
    assert_eq!(code, 129);
    assert!(took < Duration::from_millis(900), "{took:?}");
}

#[test]
fn a_terminal_without_a_screen_is_refused_in_a_line() {
    let folder = folder();
    let mut session = Session::start(folder.path(), &[("TERM", "dumb")], &[]);
    assert_eq!(session.end().0, 2);
    assert_eq!(String::from_utf8_lossy(&session.bytes).matches('\n').count(), 1);
    assert!(!session.bytes.contains(&0x1b));
}

#[test]
fn a_resize_is_followed() {
    let folder = folder();
    let mut session = reader(folder.path(), &[]);
    for (cols, rows) in [(60, 20), (1, 1), (200, 60), (100, 30)] {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        session.master.as_ref().unwrap().resize(size).unwrap();
        session.screen.screen_mut().set_size(rows.try_into().unwrap(), cols.try_into().unwrap());
        assert!(session.settle() > 0, "{cols}x{rows} is drawn");
    }
    assert!(session.text().contains("رويترز"));
}
