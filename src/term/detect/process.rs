//! The processes from which a program was started (Linux): their names, and what mosh's server was told.
//!
//! *Invariant:* where a system does not tell, there are none.
//!
//! # Why
//! mosh answers questions itself and gives its programs a `TERM` of its own. Its server was started over SSH,
//! which does pass the client's `TERM` on: there it still stands.

use std::fs;

/// The program that stands between mosh's client and what runs in it.
pub(super) const MOSH: &str = "mosh-server";
/// How many ancestors are looked at.
const ANCESTORS: usize = 8;

/// The processes from which a process was started, with their names, the nearest first.
pub(super) fn ancestors(process: u32) -> Vec<(u32, String)> {
    let stat = |process: u32| {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        parent_and_name(&stat)
    };
    let mut found = Vec::new();
    let mut next = stat(process).map(|(parent, _)| parent);
    while let Some(process) = next.filter(|process| *process > 1 && found.len() < ANCESTORS) {
        let Some((parent, name)) = stat(process) else { break };
        found.push((process, name));
        next = Some(parent);
    }
    found
}

/// Where a process runs in mosh, the `TERM` of mosh's client; its own where that is not known.
pub(super) fn term_over_mosh(process: u32, own: &str) -> Option<String> {
    // Other values are those of tmux, screen or another terminal there.
    let (server, _) = ["xterm", "xterm-256color"]
        .contains(&own)
        .then(|| ancestors(process).into_iter().find(|(_, name)| name == MOSH))??;
    let told = fs::read(format!("/proc/{server}/environ")).ok();
    let named = told.as_deref().and_then(term_of).filter(|named| named != "dumb");
    Some(named.unwrap_or_else(|| own.to_owned()))
}

/// `TERM` in a block of variables, each ended by a zero byte.
fn term_of(variables: &[u8]) -> Option<String> {
    let value = variables.split(|byte| *byte == 0).find_map(|variable| variable.strip_prefix(b"TERM="))?;
    String::from_utf8(value.to_owned()).ok().filter(|value| !value.is_empty())
}

/// From `/proc/PID/stat`: `pid (name) state ppid …`; the name may hold blanks and brackets.
fn parent_and_name(stat: &str) -> Option<(u32, String)> {
    let (head, tail) = stat.rsplit_once(") ")?;
    let name = head.split_once(" (")?.1;
    Some((tail.split(' ').nth(1)?.parse().ok()?, name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_may_be_called_anything() {
        let stat = "71 (tmux: client) (x) S 70 71 71 34816 71 4194304";
        assert_eq!(parent_and_name(stat), Some((70, "tmux: client) (x".into())));
        assert_eq!(parent_and_name("71"), None);
    }

    #[test]
    fn the_name_of_the_terminal_stands_among_variables() {
        let term = |variables: &str| term_of(variables.as_bytes());
        assert_eq!(term("LANG=C\0XTERM=no\0TERM=xterm-kitty\0"), Some("xterm-kitty".into()));
        assert_eq!((term("TERM=\0"), term("TERMINFO=x")), (None, None));
    }
}
