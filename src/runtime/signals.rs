//! Signals become events, and a signal that ends the program does so in time.
//!
//! *Invariant:* after TERM, HUP, INT, QUIT and whatever else would end it (USR1, USR2, ALRM, …) the screen is
//! given back within half a second, whatever the main thread does (a write to a line that takes nothing may
//! block it for ever), and the program is gone: after HUP, after a second signal, and while it is ending already
//! within half a second too, else when the answers on their way were read (`Screen::leave_after_answers`).

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
pub(super) fn spawn(screen: Arc<Screen>, tell: impl Fn(i32) -> bool + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([&ENDING[..], &[SIGTSTP, SIGCONT, SIGWINCH]].concat())?;
    thread::Builder::new().name("sahifa-signals".into()).spawn(move || {
        let mut ending = false;
        for signal in signals.forever() {
            let taken = screen.is_taken();
            let heard = tell(signal);
            if ends(signal) {
                let first = taken && !std::mem::replace(&mut ending, true);
                let ours = Arc::clone(&screen);
                // A second signal must be heard meanwhile.
                let ender = thread::Builder::new().name("sahifa-end".into());
                if ender.spawn(move || end(&ours, signal, first)).is_err() {
                    end(&screen, signal, false);
                }
            } else if !heard {
                return;
            }
        }
    })?;
    Ok(())
}

/// Ends the program where the main thread does not do it itself. Where it was ending already (not the `first`
/// signal), it waits for answers no longer.
#[allow(clippy::disallowed_methods)] // the main thread hangs; the terminal is given back above
fn end(screen: &Screen, signal: i32, first: bool) {
    if !first {
        screen.leave();
    }
    thread::sleep(GRACE);
    if first && may_answer(code(signal)) {
        screen.leave_after_answers();
    } else {
        screen.leave();
    }
    process::exit(i32::from(code(signal)));
}

/// Whether the terminal is still there when the program ends with that code, and may answer what it was asked.
pub(super) fn may_answer(ended: u8) -> bool {
    ended != code(SIGHUP)
}

/// Whether a signal ends the program.
pub(super) fn ends(signal: i32) -> bool {
    ENDING.contains(&signal)
}

/// The exit code after a signal.
pub(super) fn code(signal: i32) -> u8 {
    128 + u8::try_from(signal).unwrap_or(0)
}
