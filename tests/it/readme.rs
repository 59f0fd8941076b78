//! What the README says of the program, held against the program.

use std::fmt::Write as _;
use std::fs;

use sahifa::app::command::{COMMANDS, Mode};
use sahifa::app::keymap::describe;

fn readme() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap()
}

#[test]
fn the_table_of_keys_is_the_list_of_commands() {
    let mut table = String::from("| keys | what they do |\n|---|---|\n");
    for entry in COMMANDS.iter().filter(|entry| entry.mode == Mode::Normal) {
        let chords: Vec<String> = entry.chords.iter().map(|chord| format!("`{}`", describe(chord))).collect();
        writeln!(table, "| {} | {} |", chords.join(" "), entry.english).unwrap();
    }
    assert!(readme().contains(&table), "README.md must have this table:\n{table}");
}

#[test]
fn every_command_that_the_readme_shows_is_one() {
    let readme = readme();
    let shown: Vec<&str> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("sahifa "))
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(shown.len() > 6, "{shown:?}");
    let help = super::cli::Home::new().run(&["--help"]).out;
    for command in shown {
        assert!(help.contains(&format!("\n  {command} ")), "{command}");
    }
}
