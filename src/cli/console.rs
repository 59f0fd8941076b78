//! What is printed where: results on standard output, one line for each failure on standard error.
//!
//! *Invariant:* the only writer of the command line. *Invariant:* a closed pipe is an error like another
//! here, and told apart once, in `run`.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use serde::Serialize;

use super::json;
use super::page::{Page, Span, Style};
use crate::term::encode::Strategy;
use crate::text::{Base, Clean, TextOptions};

/// Standard output and standard error of one run.
pub struct Console {
    out: BufWriter<Stdout>,
    quiet: bool,
    failed: bool,
}

impl Console {
    /// A console; a quiet one leaves progress and summaries out.
    pub fn new(quiet: bool) -> Self {
        Self { out: BufWriter::new(io::stdout()), quiet, failed: false }
    }

    /// Whether standard output is a terminal.
    pub fn is_terminal() -> bool {
        io::stdout().is_terminal()
    }

    /// Whether there may be a progress bar.
    pub fn shows_progress(&self) -> bool {
        io::stderr().is_terminal() && !self.quiet
    }

    /// A row of the answer.
    pub fn row(&mut self, row: &str) -> io::Result<()> {
        self.out.write_all(row.as_bytes())?;
        self.out.write_all(b"\n")
    }

    /// A row that `--quiet` leaves out.
    pub fn summary(&mut self, row: &str) -> io::Result<()> {
        if self.quiet { Ok(()) } else { self.row(row) }
    }

    /// A JSON document of the answer.
    pub fn json(&mut self, document: &impl Serialize) -> io::Result<()> {
        self.bytes(&json::line(document)?)
    }

    /// Bytes of the answer as they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Hands on what was written so far.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Tells a failure: the run goes on and ends with 1.
    pub fn fail(&mut self, what: impl Display) {
        self.failed = true;
        // What was done before a failure is told before it.
        let _ = self.out.flush();
        tell(what);
    }

    /// Tells what could not be used of something that was done all the same.
    pub fn warn(&mut self, what: impl Display) {
        if !self.quiet {
            let _ = self.out.flush();
            tell(what);
        }
    }

    /// Asks a person yes or no, with a row laid out; `None` where no person is there.
    pub fn ask(&mut self, question: &str) -> io::Result<Option<bool>> {
        if !io::stderr().is_terminal() || !io::stdin().is_terminal() {
            return Ok(None);
        }
        self.flush()?;
        write!(io::stderr(), "{question}\n> ")?;
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        Ok(Some(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "ن" | "نعم")))
    }

    /// The exit code.
    pub fn finish(mut self) -> io::Result<u8> {
        self.out.flush()?;
        Ok(u8::from(self.failed))
    }
}

/// One line on standard error. A person sees it laid out, a file gets the letters as they are read.
pub fn tell(what: impl Display) {
    let line = format!("sahifa: {what}");
    log::warn!("{what}");
    let shown = if io::stderr().is_terminal() {
        // What is right without asking the terminal anything: it may be what has just failed.
        let text = TextOptions::default();
        let page = Page {
            width: 0,
            base: Base::Ltr,
            strategy: Strategy::default(),
            guarded: false,
            color: false,
            text,
        };
        page.row(&[Span::new(&line, Style::Plain)])
    } else {
        Clean::line(&line).as_str().to_owned()
    };
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(io::stderr(), "{shown}");
}
