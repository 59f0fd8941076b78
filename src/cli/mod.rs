//! The rim: arguments, sub-commands, exit codes. Everything that a script or a person asks for in a shell.
//!
//! `args` (as typed) -> `session` (resolved) -> one module a command -> `console` (the only writer).
//!
//! *Invariant:* offsets that leave here are code points, offsets that arrive are bytes; `points` is the only
//! converter. *Invariant:* no business rules: what a command does is a call or two into the floors below.
//! *Invariant:* nothing prints a stack trace, and nothing panics on a closed pipe.
//!
//! Exit codes: 0 done, 1 a failure (one line each on standard error; the good inputs are done), 2 wrong
//! usage, 143 after SIGTERM.
//!
//! # Why
//! Failures are told in English in both languages of the interface: they quote the system's own words and
//! are what people paste into a search engine or a bug report.

mod add;
mod args;
mod browse;
mod console;
mod doctor;
mod entities;
mod generate;
mod input;
mod json;
mod page;
mod points;
mod read;
mod remove;
mod render;
mod search;
mod session;
mod tag;
mod words;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::panic::{self, AssertUnwindSafe};

use anyhow::Result;

use crate::search::is_caught;
use args::{Args, Command};
use session::Session;

/// A wrong use of the command line that the parser cannot see: exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(&'static str);

/// Runs Sahifa with these arguments (the first is the program's name); the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    panic::set_hook(Box::new(|info| {
        if !is_caught() {
            console::tell(format_args!("a defect of Sahifa: {}", one_line(info)));
        }
    }));
    let args = match args::parse(arguments) {
        Ok(args) => args,
        Err(error) => return misused(&error),
    };
    match panic::catch_unwind(AssertUnwindSafe(|| dispatch(args))) {
        Ok(Ok(code)) => code,
        Ok(Err(error)) => failed(&error),
        Err(_) => 1, // the hook has told it
    }
}

fn dispatch(args: Args) -> Result<u8> {
    let mut session = Session::resolve(&args.global)?;
    match args.command {
        None => return read::library(session),
        Some(Command::Open { files }) => return read::files(session, &files),
        Some(Command::Add { paths }) => add::run(&mut session, &paths)?,
        Some(Command::Remove { ids, all_added, yes }) => remove::run(&mut session, &ids, all_added, yes)?,
        Some(Command::Tag { id, tags, remove }) => tag::run(&mut session, &id, &tags, remove)?,
        Some(Command::List { json }) => browse::list(&mut session, json)?,
        Some(Command::Show { id, json }) => browse::show(&mut session, &id, json)?,
        Some(Command::Search { query, more, json, limit, batch, explain }) => {
            let query = query.into_iter().chain(more).collect::<Vec<_>>().join(" ");
            let form = search::Form { json: json || explain, explain, limit };
            search::run(&mut session, &query, batch.as_deref(), form)?;
        }
        Some(Command::Entities { files, json }) => entities::run(&mut session, &files, json)?,
        Some(Command::Render(options)) => render::run(&mut session, &options)?,
        Some(Command::Doctor { json, repair }) => doctor::run(&mut session, json, repair)?,
        Some(Command::Completions { shell }) => generate::completions(&mut session, shell)?,
        Some(Command::Man) => generate::man(&mut session)?,
    }
    Ok(session.console.finish()?)
}

/// Help and version end with 0, everything else that the parser refuses in one line with 2.
fn misused(error: &clap::Error) -> u8 {
    let text = error.render().to_string();
    if !error.use_stderr() {
        let _ = io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush());
        return 0;
    }
    // What follows is about help and ways round, in many lines.
    let tail =
        |line: &&str| ["Usage:", "For more", "tip: to pass"].iter().any(|start| line.starts_with(start));
    let lines = text.lines().map(str::trim).take_while(|line| !tail(line));
    let what: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let what = what.join("; ").replace(":; ", ": ");
    let what = what.strip_prefix("error: ").unwrap_or(&what);
    console::tell(format_args!("{what}; see `sahifa --help`"));
    2
}

fn failed(error: &anyhow::Error) -> u8 {
    if let Some(usage) = error.downcast_ref::<Usage>() {
        console::tell(usage);
        return 2;
    }
    let closed = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    if error.chain().any(closed) {
        return 0; // whoever read has read enough
    }
    console::tell(format_args!("{error:#}"));
    1
}

fn one_line(info: &panic::PanicHookInfo<'_>) -> String {
    let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    format!("{place}: {}", text.unwrap_or("no reason given").replace('\n', " "))
}
