//! Signals become events, and a signal that ends the program does so in time.
//!
//! *Invariant:* after TERM, HUP, INT, QUIT and whatever else would end it (USR1, USR2, ALRM, …) the program is gone within half a second, whatever the
//! main thread does (a write to a line that takes nothing may block it for ever).

use std::io;
use std::process;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use signal_hook::consts::{
    SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH,
    SIGXCPU,
};
use signal_hook::iterator::Signals;

use crate::term::screen::Screen;

/// How long the main thread may take to end by itself.
const GRACE: Duration = Duration::from_millis(200);

/// What ends the program, all of what does so by default and can be caught without harm.
const ENDING: [i32; 9] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGXCPU];

/// Starts the thread; `tell` gets the numbers and says whether to go on.
#[allow(clippy::disallowed_methods)] // the main thread hangs; the terminal is given back above
pub(super) fn spawn(screen: Arc<Screen>, tell: impl Fn(i32) -> bool + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([&ENDING[..], &[SIGTSTP, SIGCONT, SIGWINCH]].concat())?;
    thread::Builder::new().name("sahifa-signals".into()).spawn(move || {
        for signal in signals.forever() {
            let heard = tell(signal);
            if ends(signal) {
                thread::sleep(GRACE);
                screen.leave();
                process::exit(i32::from(code(signal)));
            }
            if !heard {
                return;
            }
        }
    })?;
    Ok(())
}

/// Whether a signal ends the program.
pub(super) fn ends(signal: i32) -> bool {
    ENDING.contains(&signal)
}

/// The exit code after a signal.
pub(super) fn code(signal: i32) -> u8 {
    128 + u8::try_from(signal).unwrap_or(0)
}
