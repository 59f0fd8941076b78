//! Two threads race to give the terminal back: it is done once, whichever comes first, and done when either
//! of them may end the program.

use std::io::Read;
use std::sync::Barrier;
use std::thread;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rustix::termios::{LocalModes, tcgetattr};
use sahifa::term::screen::{Screen, input};

/// Set where this test runs again as a program of its own, in a terminal of its own.
const INSIDE: &str = "SAHIFA_TEST_RACE";
const ROUNDS: usize = 200;
/// What only the end of a round writes, and what only its beginning does.
const BACK: &str = "\x1b[?1049l";
const TAKEN: &str = "\x1b[?1049h";
/// A frame, written by a third thread meanwhile.
const FRAME: &str = "<frame of a reader>";

#[test]
fn threads_that_race_give_the_terminal_back_once() {
    if std::env::var_os(INSIDE).is_some() {
        return race();
    }
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "pty_leave::threads_that_race_give_the_terminal_back_once", "--nocapture"]);
    command.env(INSIDE, "1");
    let attributes = format!("{:?}", pair.master.get_termios());
    let mut child = pair.slave.spawn_command(command).unwrap();
    let slave = pair.slave; // held, so that the attributes can be read when the child is gone
    let mut reader = pair.master.try_clone_reader().unwrap();
    let output = thread::spawn(move || {
        let (mut all, mut buffer) = (Vec::new(), [0; 4096]);
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            all.extend_from_slice(&buffer[..count]);
        }
        String::from_utf8_lossy(&all).into_owned()
    });
    let status = child.wait().unwrap();
    assert_eq!(format!("{:?}", pair.master.get_termios()), attributes, "cooked as before");
    drop(slave);
    let output = output.join().unwrap();
    assert!(status.success(), "{output}");
    let mut rounds = output.split(TAKEN);
    rounds.next(); // what the test's own program says first
    let mut count = 0;
    for round in rounds {
        count += 1;
        let (_, after) = round.split_once(BACK).unwrap();
        assert!(!after.contains(BACK), "given back twice in round {count}");
        assert!(!after.contains(FRAME), "written to after it was given back");
    }
    assert_eq!(count, ROUNDS);
}

/// Takes the terminal again and again; two threads give it back while a third writes frames.
fn race() {
    let screen = Screen::open("xterm").unwrap();
    for _ in 0..ROUNDS {
        screen.enter(b"").unwrap();
        let start = Barrier::new(3);
        let leave = || {
            start.wait();
            screen.leave();
            let cooked = tcgetattr(input()).unwrap().local_modes.contains(LocalModes::ICANON);
            assert!(cooked, "its caller may end the program now");
        };
        let write = || {
            start.wait();
            (0..20).for_each(|_| screen.write(FRAME.as_bytes()).unwrap());
        };
        thread::scope(|scope| {
            scope.spawn(leave);
            scope.spawn(write);
            leave();
        });
    }
}
