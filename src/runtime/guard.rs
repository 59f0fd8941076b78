//! What a panic does: the terminal is given back, one line is told, the program ends.
//!
//! *Invariant:* a panic of a thread that is not ours (a library's, which it catches itself) neither
//! ends the program nor writes over the screen; neither does one that damage of the index made.

use std::io::{self, Write as _};
use std::panic;
use std::process;
use std::sync::Arc;
use std::thread;

use crate::library;
use crate::term::screen::Screen;

/// From here on a panic of the main thread or of one named `sahifa-…` ends the program.
#[allow(clippy::disallowed_methods)] // the terminal is given back above; a panicking thread has no caller
pub(super) fn install(screen: &Arc<Screen>) {
    let screen = Arc::clone(screen);
    panic::set_hook(Box::new(move |info| {
        let thread = thread::current();
        let name = thread.name().unwrap_or_default();
        if name != "main" && !name.starts_with("sahifa-") {
            log::error!("thread {name:?}: {info}");
            return;
        }
        if library::is_caught() {
            log::error!("the index is damaged: {info}");
            return;
        }
        screen.leave();
        let place = info.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
        let payload = info.payload();
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let what = text.or(payload.downcast_ref::<&str>().copied()).unwrap_or("no message");
        log::error!("panic{place}: {what}");
        let told = "(what was read is saved; please report this line)";
        // Standard error may be closed; a second panic would help nobody.
        let _ = writeln!(io::stderr(), "sahifa: internal error{place}: {what} {told}");
        process::exit(1);
    }));
}

/// Panics where `SAHIFA_PANIC` names this place: for the tests that look at the terminal afterwards.
/// Does nothing in release builds.
#[allow(clippy::disallowed_methods)] // a switch for tests, no setting
pub(super) fn trip(place: &str) {
    let asked = cfg!(debug_assertions) && std::env::var("SAHIFA_PANIC").is_ok_and(|wanted| wanted == place);
    assert!(!asked, "asked for by SAHIFA_PANIC={place}");
}
