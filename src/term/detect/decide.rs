//! From evidence to a strategy. Pure; knows no descriptor and no clock.
//!
//! # Why
//! Each line is what was seen in pictures of that terminal, judged cell by cell. Answers count more
//! than the environment, which is inherited by whatever is started from a terminal.

use std::path::PathBuf;

use super::terminals::{
    by_da2, by_environment, by_program, by_term, by_version, few_colors, font_has_arabic,
};
use super::{
    Advice, Client, Environment, Evidence, Probe, Reason, Reordering, Report, Shaping, Source, Terminal, Why,
};
use crate::term::encode::{Cells, Strategy};

/// Decides by what is known so far.
pub fn decide(evidence: &Evidence) -> Report {
    let multiplexer = multiplexer(evidence);
    let (terminal, by) = name(evidence, multiplexer);
    let outer_tty = outer_tty(terminal, evidence);
    let bare = multiplexer.is_none() || outer_tty.is_some();
    let (mut strategy, mut why) = fitting(terminal, bare, evidence);
    let another = |client: &Client| fitting(by_client(client, &evidence.environment).0, bare, evidence).0;
    if multiplexer == Some("screen") && strategy == Strategy::Visual {
        // Nothing is told when the session is shown by another terminal than it was begun in.
        (strategy, why) = (Strategy::Armoured, Why::MayBeAnother);
    } else if multiplexer == Some("tmux") && evidence.clients.iter().any(|client| another(client) != strategy)
    {
        (strategy, why) = (Strategy::Armoured, Why::SeveralInFront);
    }
    (strategy, why) = measured(terminal, multiplexer, evidence).unwrap_or((strategy, why));
    let mut reason = Reason { by, why };
    let advice = advice(terminal, multiplexer, evidence);
    let chosen = evidence.asked.map(|strategy| (strategy, Why::AskedFor));
    let chosen = chosen.or(evidence.remembered.map(|strategy| (strategy, Why::ChosenEarlier)));
    if let Some((chosen, why)) = chosen {
        strategy = chosen;
        reason = Reason { by: None, why };
    }
    Report {
        terminal,
        multiplexer,
        reordering: Reordering::of(terminal, bare),
        shaping: Shaping::of(terminal),
        strategy,
        reason,
        sure: terminal != Terminal::Unknown || chosen.is_some(),
        stop_mlterm: terminal == Terminal::Mlterm && bare && strategy != Strategy::Logical,
        outer_tty,
        cells: Cells {
            marks: marks(terminal, multiplexer, evidence),
            guarded: guarded(evidence),
            // Who chose a strategy sees what it makes: a console may have been given an Arabic font.
            ascii: chosen.is_none() && advice.is_some_and(Advice::lasts),
        },
        few_colors: few(multiplexer, evidence),
        advice,
    }
}

/// The device of the one mlterm in front of tmux.
fn outer_tty(terminal: Terminal, evidence: &Evidence) -> Option<PathBuf> {
    let [client] = evidence.clients.as_slice() else { return None };
    let is_device = client.tty.starts_with("/dev") && !client.is_over_mosh();
    (terminal == Terminal::Mlterm && is_device).then(|| PathBuf::from(&client.tty))
}

/// What the multiplexers and mosh answer to DA2, else what the environment says.
fn multiplexer(evidence: &Evidence) -> Option<&'static str> {
    let answer = evidence.da2.as_deref().unwrap_or_default();
    let version = evidence.version.as_deref().unwrap_or_default();
    let environment = &evidence.environment;
    if environment.in_tmux() || version.starts_with("tmux") || answer.starts_with("84;") {
        Some("tmux")
    } else if environment.in_screen() || answer.starts_with("83;") {
        Some("screen")
    } else if environment.has("ZELLIJ") {
        Some("zellij")
    } else if (answer, evidence.da1.as_deref()) == ("1;10;0", Some("62"))
        || environment.mosh && evidence.da1.is_none()
    {
        Some("mosh")
    } else {
        None
    }
}

/// Which terminal it is, and by what that is known.
fn name(evidence: &Evidence, multiplexer: Option<&str>) -> (Terminal, Option<Source>) {
    if let Some(client) = evidence.clients.first() {
        return by_client(client, &evidence.environment);
    }
    if multiplexer.is_none() {
        if let Some(version) = &evidence.version
            && let Some(terminal) = by_version(version)
        {
            return (terminal, Some(Source::Version(version.clone())));
        }
        if let Some(1 | 2) = evidence.mode8 {
            return (by_da2(evidence).unwrap_or(Terminal::Obedient), Some(Source::Mode8));
        }
        if evidence.da3.as_deref() == Some("7E4B4445") {
            return (Terminal::Konsole, Some(Source::Kde));
        }
        if let Some(terminal) = by_da2(evidence) {
            return (terminal, evidence.da2.clone().map(Source::Da2));
        }
        // Everything was answered and nothing named it: what the environment says is stale.
    }
    let terminal = by_environment(&evidence.environment);
    if terminal == Terminal::Unknown && multiplexer.is_none() && evidence.widths.of(Probe::LamAlef) == Some(1)
    {
        return (Terminal::Mlterm, Some(Source::LamAlef));
    }
    (terminal, (terminal != Terminal::Unknown).then_some(Source::Environment))
}

fn by_client(client: &Client, environment: &Environment) -> (Terminal, Option<Source>) {
    let program = client.programs.iter().find_map(|name| Some((by_program(name)?, name)));
    let told = || if client.version.is_empty() { &client.term } else { &client.version };
    if let Some(terminal) = by_version(&client.version).or_else(|| by_term(&client.term)) {
        return (terminal, Some(Source::InFront(told().clone())));
    }
    // tmux was not told: VTE, PuTTY and some others answer nothing.
    if let Some((terminal, name)) = program {
        return (terminal, Some(Source::InFront(name.clone())));
    }
    // xterm itself would have told its name; PuTTY, which also says `xterm`, tells nothing. The
    // environment is that of the terminal in which the server was started.
    let terminal = match by_environment(environment) {
        _ if client.term == "xterm" => Terminal::Putty,
        hint @ (Terminal::Vte | Terminal::Putty) => hint,
        _ => Terminal::Unknown,
    };
    (terminal, Some(Source::InFront(told().clone())))
}

/// The strategy for a terminal, with what is special about it.
fn fitting(terminal: Terminal, bare: bool, evidence: &Evidence) -> (Strategy, Why) {
    let told = evidence.mode8.is_some_and(|value| matches!(value, 1 | 2));
    match terminal {
        Terminal::Vte | Terminal::Obedient if bare && (told || evidence.da1.is_none()) => {
            (Strategy::Visual, Why::StopsWhenTold)
        }
        // Shorter than armour: six bytes a stretch of letters for three a letter.
        Terminal::Vte if multiplexer(evidence) == Some("tmux") => (Strategy::Overrides, Why::CannotBeTold),
        Terminal::Vte | Terminal::Obedient => (Strategy::Armoured, Why::MayCannotBeTold),
        Terminal::Konsole => (Strategy::Words, Why::JoinsAgain),
        Terminal::Kitty if evidence.font.as_ref().is_some_and(|font| !font_has_arabic(font)) => {
            (Strategy::Letters, Why::TurnsLetters)
        }
        Terminal::Kitty => (Strategy::Chunks, Why::TurnsWords),
        Terminal::Mlterm if bare => (Strategy::Visual, Why::CanBeTold),
        // Where mosh draws differences, columns that it does not know of break rows; boxes for blanks do not.
        Terminal::Mlterm if over_mosh(evidence) => (Strategy::Islands, Why::MarksCostColumns),
        Terminal::Mlterm => (Strategy::Overrides, Why::CannotBeTold),
        Terminal::Putty => (Strategy::Islands, Why::DropsMarks),
        Terminal::Iterm => (Strategy::Islands, Why::DropsMarksFrom37),
        Terminal::Qterminal => (Strategy::Islands, Why::NothingIsRight),
        Terminal::Apple => (Strategy::Overrides, Why::Reorders),
        Terminal::Plain => (Strategy::Visual, Why::ReordersNothing),
        Terminal::Console => (Strategy::Visual, Why::ConsoleReordersNothing),
        Terminal::Unknown => (Strategy::Armoured, Why::NotKnown),
    }
}

/// What the measured widths rule out: marks that would push letters away, a blank of another width.
fn measured(terminal: Terminal, multiplexer: Option<&str>, evidence: &Evidence) -> Option<(Strategy, Why)> {
    let width = |probe| evidence.widths.of(probe);
    let unknown = terminal == Terminal::Unknown;
    if multiplexer == Some("zellij")
        && matches!(terminal, Terminal::Unknown | Terminal::Vte | Terminal::Obedient)
    {
        Some((Strategy::Visual, Why::ZellijDropsMarks))
    } else if unknown && width(Probe::Marks).is_some_and(|columns| columns > 2) {
        Some((Strategy::Visual, Why::MarksCostColumns))
    } else if terminal == Terminal::Iterm && width(Probe::Blank).is_some_and(|columns| columns != 1) {
        Some((Strategy::Overrides, Why::WideBlank))
    } else {
        None
    }
}

/// Whether Konsole is in front, or may be: mosh does not tell. What stands between sends differences of its own,
/// so that the bytes of the guards cost nothing there.
fn guarded(evidence: &Evidence) -> bool {
    let joins_again = |client: &Client| by_client(client, &evidence.environment).0 == Terminal::Konsole;
    over_mosh(evidence) || evidence.clients.iter().any(joins_again)
}

/// Whether mosh stands before a terminal, or between tmux and one.
fn over_mosh(evidence: &Evidence) -> bool {
    multiplexer(evidence) == Some("mosh") || evidence.clients.iter().any(Client::is_over_mosh)
}

/// How many marks a letter may carry: none where they cost a column or vanish; xterm drops the third; foot
/// draws some marks and not their letter, Alacritty puts them on the neighbour, st leaves one astray, zutty
/// and `QTerminal` draw none, kitty moves them.
fn marks(terminal: Terminal, multiplexer: Option<&str>, evidence: &Evidence) -> usize {
    let client = evidence.clients.first();
    let term = client.map_or(evidence.environment.term.as_str(), |client| &client.term);
    let version = client.map(|client| &client.version).or(evidence.version.as_ref());
    let named = |name: &str| version.is_some_and(|version| version.starts_with(name));
    let in_term = |name: &str| term == name || term.starts_with(&format!("{name}-"));
    let da2 = evidence.da2.as_deref().unwrap_or_default();
    match terminal {
        _ if evidence.widths.of(Probe::Haraka).is_some_and(|columns| columns != 1) => 0,
        _ if multiplexer == Some("zellij") => 0,
        Terminal::Kitty | Terminal::Qterminal | Terminal::Console => 0,
        Terminal::Plain if ["alacritty", "foot", "st", "stterm"].into_iter().any(in_term) => 0,
        Terminal::Plain if named("foot") || da2 == "64;0;0" => 0,
        _ => 2,
    }
}

/// Whether what stands before the terminal believes that it has few colours.
fn few(multiplexer: Option<&str>, evidence: &Evidence) -> bool {
    match (multiplexer, evidence.clients.first()) {
        (Some("tmux"), Some(client)) => few_colors(&client.term, &client.features),
        (Some("screen"), _) => few_colors(&evidence.environment.term, ""),
        _ => false,
    }
}

fn advice(terminal: Terminal, multiplexer: Option<&str>, evidence: &Evidence) -> Option<Advice> {
    match terminal {
        Terminal::Qterminal => Some(Advice::Qterminal),
        _ if multiplexer == Some("zellij") => Some(Advice::Zellij),
        Terminal::Console => Some(Advice::Console),
        // Two letters of two and three bytes: as many columns only where bytes are taken for letters.
        _ if evidence.widths.of(Probe::Haraka).is_some_and(|columns| columns > 2) => {
            Some(Advice::NotUtf8Terminal)
        }
        _ if !evidence.environment.utf8 => Some(Advice::NotUtf8Locale),
        Terminal::Kitty => Some(Advice::KittyLeftToRight),
        Terminal::Putty => Some(Advice::PuttyWithoutBidi),
        _ => None,
    }
}
