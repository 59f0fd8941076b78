//! The log: a file, and only where one was asked for.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;

use jiff::Timestamp;

/// Writes what the floors log to the end of a file, one event a line.
///
/// # Errors
/// Where the file cannot be opened for writing.
#[allow(clippy::disallowed_methods)] // a log line bears the time at which it was written
pub fn log_to(path: &Path) -> io::Result<()> {
    let file = OpenOptions::new().create(true).append(true).open(path)?;
    fern::Dispatch::new()
        .format(|out, message, record| {
            out.finish(format_args!("{} {} {} {message}", Timestamp::now(), record.level(), record.target()));
        })
        .level(log::LevelFilter::Info)
        .level_for("sahifa", log::LevelFilter::Debug)
        .chain(file)
        .apply()
        .map_err(io::Error::other)
}
