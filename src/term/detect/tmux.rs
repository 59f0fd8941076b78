//! The terminals in front of tmux, as tmux tells it.
//!
//! Knows no table of terminals. *Invariant:* nothing of tmux is changed, and nothing passed through it.
//!
//! # Why
//! tmux answers questions itself, and the environment is that of the terminal in which its server was
//! started. The client's own process tells more than tmux does: some terminals tell tmux nothing, but on
//! the same machine they are among the parents of its client.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use super::process;

/// A terminal in front of tmux.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// `client_termname`: its `TERM`; over mosh that of mosh's client.
    pub term: String,
    /// `client_termtype`: its answer to XTVERSION, empty where it gave none.
    pub version: String,
    /// `client_tty`: the device on which tmux draws.
    pub tty: String,
    /// `client_termfeatures`: what tmux believes that it can do.
    pub features: String,
    /// The programs from which its client was started, the nearest first; none over SSH.
    pub programs: Vec<String>,
}

impl Client {
    /// Whether mosh stands between.
    pub(super) fn is_over_mosh(&self) -> bool {
        self.programs.iter().any(|name| name == process::MOSH)
    }
}

/// Asks tmux for the terminals that show the session of a pane, the one used last first; none where
/// nobody is attached or tmux does not answer. Waits for a child process.
pub fn tmux_clients(pane: &str) -> Vec<Client> {
    const FORMAT: &str = "#{client_activity}\t#{client_termname}\t#{client_termtype}\t#{client_tty}\t\
                          #{client_termfeatures}\t#{client_pid}";
    let mut tmux = Command::new("tmux");
    tmux.args(["list-clients", "-F", FORMAT]).stdin(Stdio::null()).stderr(Stdio::null());
    if !pane.is_empty() {
        tmux.args(["-t", pane]);
    }
    let Ok(told) = tmux.output() else { return Vec::new() };
    let text = String::from_utf8_lossy(&told.stdout);
    let mut clients: Vec<(u64, Client)> = text.lines().filter_map(client).collect();
    clients.sort_by_key(|(active, _)| std::cmp::Reverse(*active));
    clients.into_iter().map(|(_, client)| client).collect()
}

/// When a terminal last came to the front of a tmux that nobody saw, or the last one left it: the server, which
/// tells no program, then sets the mode of its socket anew (`server_update_socket`).
pub fn tmux_attached(socket: &Path) -> Option<(i64, i64)> {
    fs::metadata(socket).ok().map(|socket| (socket.ctime(), socket.ctime_nsec()))
}

/// One row of the answer.
fn client(row: &str) -> Option<(u64, Client)> {
    let mut fields = row.split('\t');
    let active = fields.next()?.parse().unwrap_or(0);
    let mut field = || fields.next().map(|field| field.trim().to_owned());
    let (term, version, tty, features) = (field()?, field()?, field()?, field()?);
    let pid = field()?.parse().unwrap_or(0);
    let term = process::term_over_mosh(pid, &term).unwrap_or(term);
    let programs = process::ancestors(pid).into_iter().map(|(_, name)| name).collect();
    Some((active, Client { term, version, tty, features, programs }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_the_answer_is_a_client() {
        let (active, client) = client("17\txterm\tXTerm(379)\t/dev/pts/3\t256,RGB\t0").unwrap();
        assert_eq!((active, client.term.as_str(), client.version.as_str()), (17, "xterm", "XTerm(379)"));
        assert_eq!((client.tty.as_str(), client.features.as_str()), ("/dev/pts/3", "256,RGB"));
        assert!(super::client("no answer").is_none());
    }
}
