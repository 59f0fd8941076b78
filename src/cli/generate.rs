//! `completions` and `man`: made from the same definitions that parse the command line.

use anyhow::Result;
use clap::CommandFactory;
use clap_complete::{Shell as Target, generate};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::{Args, Shell};
use super::session::Session;
use crate::app::command::COMMANDS;
use crate::app::keymap::describe;

/// Prints the completions of a shell.
pub fn completions(session: &mut Session, shell: Shell) -> Result<()> {
    let target = match shell {
        Shell::Bash => Target::Bash,
        Shell::Zsh => Target::Zsh,
        Shell::Fish => Target::Fish,
    };
    let mut text = Vec::new(); // clap_complete panics where it cannot write
    generate(target, &mut Args::command(), "sahifa", &mut text);
    Ok(session.console.bytes(&text)?)
}

/// Prints the man page: the program, each command, the keys of the reader.
pub fn man(session: &mut Session) -> Result<()> {
    let command = Args::command();
    let mut text = Vec::new();
    let page = Man::new(command.clone());
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    sections(&page, &mut text)?;
    for sub in command.get_subcommands() {
        let name = sub.get_name();
        text.extend(format!(".SH {}\n", name.to_uppercase()).as_bytes());
        sections(&Man::new(sub.clone().bin_name(format!("sahifa {name}"))), &mut text)?;
    }
    text.extend(keys().to_roff().as_bytes());
    Ok(session.console.bytes(&text)?)
}

fn sections(page: &Man, text: &mut Vec<u8>) -> Result<()> {
    page.render_synopsis_section(text)?;
    page.render_description_section(text)?;
    Ok(page.render_options_section(text)?)
}

fn keys() -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["KEYS"]);
    for entry in COMMANDS {
        let chords: Vec<String> = entry.chords.iter().map(|chord| describe(chord)).collect();
        roff.control("TP", []);
        roff.text([bold(chords.join(", "))]);
        roff.text([roman(entry.english)]);
    }
    roff
}
