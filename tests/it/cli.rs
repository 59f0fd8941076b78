//! The command line as scripts see it: every command, every exit code, bad input, closed pipes.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a run left.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// The JSON documents, one a line.
    pub fn json(&self) -> Vec<Value> {
        assert_eq!(self.code, 0, "{}", self.err);
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Ended with this code and this many lines on standard error, each telling who speaks.
    #[track_caller]
    pub fn told(&self, code: i32, lines: &[&str]) {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert_eq!(self.err.lines().count(), lines.len(), "{}", self.err);
        for (line, part) in self.err.lines().zip(lines) {
            assert!(line.starts_with("sahifa: ") && line.contains(part), "{line} / {part}");
        }
    }
}

/// A home of its own for a test.
pub struct Home(tempfile::TempDir);

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A file in it.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sahifa"));
        command.env_clear().env("HOME", self.0.path()).env("TERM", "xterm").env("LANG", "en_US.UTF-8");
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.feed(args, b"")
    }

    pub fn feed(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut child = self.command(args).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        // A program that does not read its input is no failure of the test.
        let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}

#[test]
fn help_and_version_are_done() {
    let home = Home::new();
    assert!(home.run(&["--version"]).out.starts_with("sahifa 0."));
    for command in ["", "add", "search", "render"] {
        let args: Vec<&str> = [command, "--help"].into_iter().filter(|arg| !arg.is_empty()).collect();
        let ran = home.run(&args);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(ran.out.contains("--data-dir"), "{command}");
    }
}

#[test]
fn wrong_usage_is_one_line_and_two() {
    let home = Home::new();
    home.run(&["--bogus"]).told(2, &["--bogus"]);
    home.run(&["frobnicate"]).told(2, &["frobnicate"]);
    home.run(&["search"]).told(2, &["QUERY"]);
    home.run(&["show"]).told(2, &["ID"]);
    home.run(&["remove"]).told(2, &["ID"]);
    home.run(&["--lang", "fr", "list"]).told(2, &["ar, en"]);
    home.run(&["render", "--width", "x"]).told(2, &["--width"]);
    home.run(&["render", "--strategy", "x"]).told(2, &["armoured"]);
    let ran = home.run(&["render", "--width", "abc"]);
    let line =
        "sahifa: invalid value 'abc' for '--width <N>': invalid digit found in string; see `sahifa --help`\n";
    assert_eq!((ran.code, ran.err.as_str()), (2, line));
    for args in [vec!["--bogus"], vec!["search"], vec!["list", "--colour", "never"], vec!["render", "a", "b"]]
    {
        let ran = home.run(&args);
        ran.told(2, &["see `sahifa --help`"]);
        assert!(!ran.err.contains("For more") && !ran.err.contains("to pass"), "{}", ran.err);
    }
    for align in ["start", "justify"] {
        home.feed(&["render", "--width", "0", "--align", align], b"a").told(2, &["--align"]);
    }
}

#[test]
fn the_reader_needs_a_terminal() {
    let home = Home::new();
    home.run(&[]).told(2, &["sahifa list"]);
    let file = home.file("a.txt", "text");
    home.run(&["open", &file]).told(2, &["sahifa list"]);
    assert!(!home.path(".local").exists(), "nothing was made");
}

#[test]
fn bad_input_is_one_line_and_one_and_the_good_is_done() {
    let home = Home::new();
    let good = home.file("good.txt", "قال الوزير");
    let bytes = home.file("bytes.txt", b"abc\xFFdef");
    let empty = home.file("empty.txt", "");
    let folder = home.path("folder");
    fs::create_dir(&folder).unwrap();
    let missing = home.path("missing.txt");
    let inputs =
        [&bytes, &empty, folder.to_str().unwrap(), &good, missing.to_str().unwrap()].map(ToString::to_string);
    let reasons =
        ["bytes.txt: not UTF-8", "empty.txt: empty", "folder: is a directory", "missing.txt: no such file"];
    let mut args = vec!["entities", "--json"];
    args.extend(inputs.iter().map(String::as_str));
    let ran = home.run(&args);
    ran.told(1, &reasons);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["file"], good.as_str());
    for (input, reason) in [&bytes, &empty, &inputs[2], &inputs[4]].into_iter().zip(reasons) {
        home.run(&["render", input]).told(1, &[reason]);
        home.run(&["search", "--batch", input]).told(1, &[reason]);
    }
    home.feed(&["render"], b"").told(1, &["-: empty"]);
}

#[test]
fn hostile_names_and_texts_are_shown_harmless() {
    let home = Home::new();
    let ran = home.run(&["render", "\u{1B}]0;owned\u{7}\u{9B}31m.txt"]);
    ran.told(1, &["no such file"]);
    assert!(!ran.err.contains(['\u{1B}', '\u{7}', '\u{9B}']), "{:?}", ran.err);
    let text = "\u{1B}[2J\u{1B}]52;c;cm0=\u{7}قال\u{9B}5m\u{7F}\n";
    for args in [vec!["render", "--width", "40"], vec!["render", "--raw"], vec!["entities", "-"]] {
        let ran = home.feed(&args, text.as_bytes());
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(!ran.out.chars().any(|c| c != '\n' && c.is_control()), "{args:?}: {:?}", ran.out);
    }
}

#[test]
fn a_closed_pipe_ends_silently_with_0() {
    let home = Home::new();
    let long = "قال الوزير إن ".repeat(20_000);
    let file = home.file("long.txt", &long);
    for args in [
        vec!["completions", "bash"],
        vec!["man"],
        vec!["--help"],
        vec!["--version"],
        vec!["doctor", "--json"],
        vec!["render", "--width", "60", &file],
        vec!["render", "--cells", &file],
        vec!["entities", "--json", &file],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let child = home.command(&args).stdin(Stdio::null()).stdout(writer).spawn().unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{args:?}");
    }
}

#[test]
fn a_full_disk_is_a_failure() {
    let full = Path::new("/dev/full");
    if !full.exists() {
        return; // only Linux has it
    }
    let home = Home::new();
    let out = fs::OpenOptions::new().write(true).open(full).unwrap();
    let output = home.command(&["man"]).stdout(out).spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stderr).unwrap().lines().count(), 1);
}

#[test]
fn settings_that_are_wrong_name_their_line() {
    let home = Home::new();
    let file = home.file(".config/sahifa/config.toml", "lang = \"en\"\nmesure = 60\n");
    home.run(&["doctor"]).told(1, &["config.toml:2: unknown key `mesure`; did you mean `measure`?"]);
    fs::write(&file, "lang = \"ar\"\n").unwrap();
    assert_eq!(home.run(&["doctor", "--json"]).json()[0]["lang"], "ar", "the file beats the locale");
    assert_eq!(home.run(&["doctor", "--json", "--lang", "en"]).json()[0]["lang"], "en");
    home.run(&["--config", "none.toml", "doctor"]).told(1, &["none.toml"]);
}

#[test]
fn a_log_is_written_where_one_was_asked_for() {
    let home = Home::new();
    let log = home.path("sahifa.log");
    assert_eq!(home.run(&["--log-file", log.to_str().unwrap(), "doctor"]).code, 0);
    assert!(log.exists());
    home.run(&["--log-file", "/nowhere/at/all", "doctor"]).told(1, &["/nowhere/at/all"]);
}

#[test]
fn completions_and_man_page_come_from_the_definitions() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish"] {
        let ran = home.run(&["completions", shell]);
        assert!(ran.code == 0 && ran.out.contains("entities") && ran.out.contains("data-dir"), "{shell}");
    }
    home.run(&["completions", "tcsh"]).told(2, &["bash"]);
    let man = home.run(&["man"]).out;
    assert!(man.contains(".TH sahifa") && man.contains(".SH RENDER") && man.contains("all\\-added"), "{man}");
}

#[test]
fn feeds_are_refused_in_one_clear_line() {
    let home = Home::new();
    home.run(&["add", "https://example.org/feed.xml"]).told(1, &["feeds are not read yet"]);
}
