//! The program: hands its arguments to the command line and ends with its exit code.
//!
//! Knows nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(sahifa::cli::run(std::env::args_os()))
}
