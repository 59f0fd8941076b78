//! The table of terminals, by what each was seen to answer.

use super::*;
use crate::app::Lang;

/// XTVERSION, DA2, DA3, mode 8, `TERM`, a hint.
struct Seen {
    name: &'static str,
    version: &'static str,
    da2: &'static str,
    da3: &'static str,
    mode8: Option<u8>,
    term: &'static str,
    hint: Option<&'static str>,
    expected: Strategy,
    in_tmux: Strategy,
}

#[rustfmt::skip]
fn table() -> Vec<Seen> {
    use Strategy::{Armoured, Chunks, Islands, Overrides, Visual, Words};
    let seen = |name, version, da2, da3, mode8, term, hint, expected, in_tmux| Seen {
        name, version, da2, da3, mode8, term, hint, expected, in_tmux,
    };
    vec![
        seen("vte", "", "65;7006;1", "7E565445", Some(2), "xterm-256color", Some("VTE_VERSION"), Visual, Overrides),
        seen("konsole", "Konsole 22.12.3", "1;115;0", "7E4B4445", None, "xterm-256color", Some("KONSOLE_VERSION"), Words, Words),
        seen("qterminal", "", "0;115;0", "", None, "xterm-256color", None, Islands, Armoured),
        seen("mlterm", "", "24;279;0", "000000", Some(0), "mlterm", Some("MLTERM"), Visual, Overrides),
        seen("kitty", "kitty(0.26.5)", "1;4000;26", "", Some(0), "xterm-kitty", Some("KITTY_WINDOW_ID"), Chunks, Chunks),
        seen("pterm", "", "0;136;0", "", None, "xterm", None, Islands, Islands),
        seen("xterm", "XTerm(379)", "41;379;0", "00000000", Some(0), "xterm-256color", Some("XTERM_VERSION"), Visual, Visual),
        seen("alacritty", "", "0;1700;1", "", None, "alacritty", None, Visual, Visual),
        seen("foot", "foot(1.13.1)", "1;011301;0", "464f4f54", None, "foot", None, Visual, Visual),
        seen("stterm", "", "", "", None, "st-256color", None, Visual, Visual),
        seen("urxvt", "", "85;95;0", "", None, "rxvt-unicode-256color", None, Visual, Visual),
        seen("zutty", "", "64;0;0", "", None, "xterm-256color", None, Visual, Armoured),
    ]
}

fn environment_of(seen: &Seen) -> Environment {
    Environment {
        term: seen.term.into(),
        hints: seen.hint.into_iter().collect(),
        utf8: true,
        ..Environment::default()
    }
}

fn told(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

#[test]
fn every_terminal_of_the_lab_is_recognised_by_its_answers() {
    for seen in table() {
        let mut evidence = Evidence::new(environment_of(&seen), None, None);
        // Over SSH hardly more than TERM arrives.
        for hints in [evidence.environment.hints.clone(), Vec::new()] {
            evidence.environment.hints = hints;
            evidence.da2 = told(seen.da2);
            evidence.da3 = told(seen.da3);
            evidence.version = told(seen.version);
            evidence.mode8 = seen.mode8;
            evidence.da1 = Some("1;2".into());
            let report = decide(&evidence);
            assert_eq!(report.strategy, seen.expected, "{}: {:?}", seen.name, report.reason);
            assert!(report.sure, "{}", seen.name);
            assert_eq!(report.stop_mlterm, seen.name == "mlterm");
        }
    }
}

#[test]
fn inside_tmux_the_terminal_in_front_counts() {
    for seen in table() {
        let mut environment = environment_of(&seen);
        environment.term = "tmux-256color".into();
        environment.program = "tmux".into();
        // The server may have been started in another terminal, or in one that left no trace.
        environment.hints.retain(|&hint| hint == "VTE_VERSION");
        environment.hints.push("TMUX");
        let mut evidence = Evidence::new(environment, None, None);
        evidence.version = Some("tmux 3.3a".into());
        evidence.da2 = Some("84;0;0".into());
        evidence.da1 = Some("1;2".into());
        evidence.clients =
            vec![Client { term: seen.term.into(), version: seen.version.into(), ..Client::default() }];
        let report = decide(&evidence);
        assert_eq!(report.strategy, seen.in_tmux, "{}: {:?}", seen.name, report.reason);
        assert_eq!(report.multiplexer, Some("tmux"));
        assert!(!report.stop_mlterm, "modes do not reach the terminal in front");
    }
}

#[test]
fn marks_are_dropped_where_they_come_out_wrong() {
    let marks = |term: &str| {
        let environment = Environment { term: term.into(), ..Environment::default() };
        decide(&Evidence::new(environment, None, None)).cells.marks
    };
    assert_eq!((marks("alacritty"), marks("st-256color"), marks("xterm-kitty")), (0, 0, 0));
    assert_eq!((marks("foot"), marks("xterm-256color"), marks("mlterm")), (0, 2, 2));
}

#[test]
fn a_terminal_beyond_help_says_so_in_both_languages() {
    let mut evidence = Evidence { da2: Some("0;115;0".into()), ..Evidence::default() };
    assert_eq!(decide(&evidence).warning(), Some(Advice::Qterminal));
    for lang in [Lang::Ar, Lang::En] {
        let told = Advice::Qterminal.told(lang);
        assert!(told.contains("QTerminal") && told.contains("Konsole"), "{told}");
    }
    evidence.da2 = Some("41;379;0".into());
    assert_eq!(decide(&evidence).warning(), Some(Advice::NotUtf8Locale), "LANG=C");
    evidence.environment.utf8 = true;
    assert_eq!(decide(&evidence).warning(), None);
}

/// A client that tells tmux nothing, started from these programs.
fn mute(programs: &[&str]) -> Client {
    let programs = programs.iter().map(ToString::to_string).collect();
    Client { term: "xterm-256color".into(), programs, ..Client::default() }
}

fn in_tmux(clients: Vec<Client>) -> Evidence {
    let environment = Environment { hints: vec!["TMUX"], utf8: true, ..Environment::default() };
    Evidence { clients, ..Evidence::new(environment, None, None) }
}

#[test]
fn a_terminal_that_tells_tmux_nothing_is_known_by_the_program_that_it_is() {
    let report = decide(&in_tmux(vec![mute(&["bash", "qterminal", "systemd"])]));
    assert_eq!((report.terminal, report.warning()), (Terminal::Qterminal, Some(Advice::Qterminal)));
    assert_eq!(report.reason.by, Some(Source::InFront("qterminal".into())));
    let report = decide(&in_tmux(vec![mute(&["bash", "sshd", "sshd", "systemd"])]));
    assert_eq!((report.terminal, report.strategy), (Terminal::Unknown, Strategy::Armoured));
    let signatures = ["qterminal", "zutty"].map(|name| in_tmux(vec![mute(&[name])]).signature());
    assert_ne!(signatures[0], signatures[1], "a choice for one is none for the other");
}

#[test]
fn whoever_attaches_to_tmux_is_met_once_and_kept_while_nobody_is() {
    let konsole = Client { version: "Konsole 22.12.3".into(), ..mute(&[]) };
    let kitty = Client { version: "kitty(0.26.5)".into(), ..mute(&[]) };
    let mut evidence = in_tmux(vec![konsole.clone()]);
    assert!(!evidence.meet(vec![konsole.clone()]) && !evidence.meet(Vec::new()));
    assert_eq!(decide(&evidence).strategy, Strategy::Words);
    assert!(evidence.meet(vec![kitty.clone()]));
    assert_eq!(decide(&evidence).strategy, Strategy::Chunks);
    assert!(evidence.meet(vec![kitty, konsole.clone()]));
    assert_eq!(decide(&evidence).reason.why, Why::SeveralInFront);
    assert_eq!((decide(&evidence).strategy, decide(&evidence).cells.guarded), (Strategy::Armoured, true));
    assert!(evidence.meet(vec![konsole.clone(), konsole]));
    assert_eq!(decide(&evidence).strategy, Strategy::Words);
}

#[test]
fn inside_screen_nothing_is_taken_for_granted_that_another_terminal_would_show_wrongly() {
    let begun_in = |term: &str, hints: &[&'static str]| {
        let hints = [&["STY"], hints].concat();
        decide(&Evidence::new(Environment { term: term.into(), hints, ..Environment::default() }, None, None))
    };
    let report = begun_in("screen", &["XTERM_VERSION"]);
    assert_eq!((report.strategy, report.reason.why), (Strategy::Armoured, Why::MayBeAnother));
    assert!(report.sure && report.few_colors);
    assert_eq!(begun_in("screen.xterm-256color", &["VTE_VERSION"]).strategy, Strategy::Armoured);
    assert!(!begun_in("screen.xterm-256color", &[]).few_colors);
    assert_eq!(begun_in("screen", &["KONSOLE_VERSION"]).strategy, Strategy::Words);
    assert_eq!(begun_in("screen.mlterm", &[]).strategy, Strategy::Overrides);
}

#[test]
fn mosh_is_known_by_its_answer_and_its_client_by_term() {
    let mut evidence =
        Evidence::new(Environment { term: "xterm-256color".into(), ..Environment::default() }, None, None);
    evidence.learn(Reply::Da2("1;10;0".into()));
    evidence.learn(Reply::Da1("62".into()));
    let report = decide(&evidence);
    assert_eq!((report.multiplexer, report.strategy), (Some("mosh"), Strategy::Armoured));
    assert!(report.cells.guarded, "it may be Konsole");
    evidence.environment.term = "xterm-kitty".into();
    assert_eq!(decide(&evidence).strategy, Strategy::Chunks);
    evidence.learn(Reply::Da1("62;22".into()));
    assert!(!decide(&evidence).cells.guarded, "another that answers the second question alike");
}

#[test]
fn mosh_is_known_by_its_server_until_another_terminal_answers() {
    let environment = Environment { term: "xterm-256color".into(), mosh: true, ..Environment::default() };
    let mut evidence = Evidence::new(environment, None, None);
    let report = decide(&evidence);
    assert_eq!((report.multiplexer, report.cells.guarded), (Some("mosh"), true));
    assert_eq!(evidence.signature(), "xterm-256color mosh");
    evidence.learn(Reply::Da2("41;379;0".into()));
    evidence.learn(Reply::Da1("64".into()));
    assert_eq!((decide(&evidence).multiplexer, decide(&evidence).cells.guarded), (None, false));
}

#[test]
fn mosh_in_front_of_tmux_passes_nothing_on_but_names() {
    let over_mosh = |term: &str| {
        let client = Client { term: term.into(), tty: "/dev/pts/7".into(), ..mute(&["bash", "mosh-server"]) };
        decide(&in_tmux(vec![client]))
    };
    let report = over_mosh("xterm-256color");
    assert_eq!((report.strategy, report.cells.guarded), (Strategy::Armoured, true));
    assert_eq!(over_mosh("xterm-kitty").strategy, Strategy::Chunks);
    let report = over_mosh("mlterm");
    assert_eq!((report.strategy, report.outer_tty), (Strategy::Islands, None));
    assert!(!decide(&in_tmux(vec![mute(&["bash", "sshd"])])).cells.guarded, "armour is as short as it was");
}

#[test]
fn widths_rule_out_what_would_break_columns() {
    let measured = |row: u16, width: u16| {
        let mut evidence = Evidence::default();
        evidence.environment.utf8 = true;
        evidence.learn(Reply::Cursor { row, col: width + 1 });
        evidence.learn(Reply::Da1(String::new()));
        decide(&evidence)
    };
    assert_eq!((measured(2, 2).strategy, measured(4, 1).cells.marks), (Strategy::Armoured, 2));
    assert_eq!(measured(2, 4).reason.why, Why::MarksCostColumns);
    assert_eq!(measured(2, 4).strategy, Strategy::Visual);
    assert_eq!((measured(3, 1).terminal, measured(3, 2).terminal), (Terminal::Mlterm, Terminal::Unknown));
    assert_eq!(measured(4, 2).cells.marks, 0, "harakat cost columns");
    assert_eq!(measured(4, 5).advice, Some(Advice::NotUtf8Terminal));
    assert!(measured(4, 5).cells.ascii && !measured(4, 2).cells.ascii, "no letter of another script arrives");
}

#[test]
fn a_cursor_report_behind_the_fence_is_none_of_the_probes() {
    let mut evidence = Evidence::default();
    evidence.learn(Reply::Da1(String::new()));
    evidence.learn(Reply::Cursor { row: 4, col: 3 });
    assert_eq!(evidence.widths, Widths::default());
}

#[test]
fn kitty_turns_letters_apart_where_its_font_has_none() {
    let with = |font: &str| {
        let environment = Environment { term: "xterm-kitty".into(), ..Environment::default() };
        let mut evidence = Evidence::new(environment, None, None);
        let name = "kitty-query-font_family".to_owned();
        evidence.learn(Reply::Capability { name, value: font.to_owned() });
        decide(&evidence).strategy
    };
    assert_eq!(with("DejaVuSansMono-Bold"), Strategy::Chunks);
    assert_eq!(with("DejaVu Sans Mono"), Strategy::Chunks);
    assert_eq!(with("NotoSansMono-Regular"), Strategy::Letters);
}

#[test]
fn kitty_alone_is_asked_for_its_font() {
    let asks = |term: &str, hints: &[&'static str]| {
        let environment = Environment { term: term.into(), hints: hints.to_vec(), ..Environment::default() };
        Evidence::new(environment, None, None).questions().windows(4).any(|bytes| bytes == b"\x1bP+q")
    };
    assert!(asks("xterm-kitty", &[]) && asks("xterm-256color", &["KITTY_WINDOW_ID"]));
    assert!(!asks("xterm-256color", &[]) && !asks("tmux-256color", &["TMUX", "KITTY_WINDOW_ID"]));
}

#[test]
fn tmux_tells_whether_greys_arrive() {
    let few = |term: &str, features: &str| {
        let client = Client { term: term.into(), features: features.into(), ..Client::default() };
        decide(&in_tmux(vec![client])).few_colors
    };
    assert!(few("mlterm", "bpaste,focus,title") && few("xterm", "bpaste"));
    assert!(!few("xterm", "256,RGB,title") && !few("xterm-256color", "bpaste") && !few("foot", ""));
}

#[test]
fn mlterm_in_front_of_tmux_is_told_on_its_own_device() {
    let environment = Environment { hints: vec!["TMUX"], ..Environment::default() };
    let mut evidence = Evidence::new(environment, None, None);
    evidence.clients = vec![Client { term: "mlterm".into(), tty: "/dev/pts/9".into(), ..Client::default() }];
    let report = decide(&evidence);
    assert_eq!(report.strategy, Strategy::Visual);
    assert!(report.stop_mlterm);
    assert_eq!(report.outer_tty, Some(PathBuf::from("/dev/pts/9")));
    // Rows in reading order are left to it.
    evidence.asked = Some(Strategy::Logical);
    assert!(!decide(&evidence).stop_mlterm);
}

#[test]
fn before_any_answer_the_environment_decides_and_armour_is_the_rule() {
    let first = |term: &str, hint: Option<&'static str>| {
        let environment = Environment {
            term: term.into(),
            hints: hint.into_iter().collect(),
            utf8: true,
            ..Environment::default()
        };
        decide(&Evidence::new(environment, None, None)).strategy
    };
    assert_eq!(first("xterm-256color", None), Strategy::Armoured);
    assert_eq!(first("xterm-256color", Some("KONSOLE_VERSION")), Strategy::Words);
    assert_eq!(first("xterm-256color", Some("VTE_VERSION")), Strategy::Visual);
    assert_eq!(first("xterm-kitty", None), Strategy::Chunks);
    assert_eq!(first("foot", None), Strategy::Visual);
    assert_eq!(first("screen-256color", None), Strategy::Armoured);
}

#[test]
fn an_answer_outweighs_an_inherited_variable() {
    let environment = Environment {
        term: "xterm-256color".into(),
        hints: vec!["KONSOLE_VERSION"],
        ..Environment::default()
    };
    let mut evidence = Evidence::new(environment, None, None);
    evidence.learn(Reply::Version("XTerm(379)".into()));
    assert_eq!(decide(&evidence).strategy, Strategy::Visual);
}

#[test]
fn the_user_overrides_memory_and_memory_overrides_the_table() {
    let evidence = Evidence::new(Environment::default(), None, Some(Strategy::Islands));
    assert_eq!(decide(&evidence).strategy, Strategy::Islands);
    let evidence = Evidence::new(Environment::default(), Some(Strategy::Words), Some(Strategy::Islands));
    assert_eq!(decide(&evidence).strategy, Strategy::Words);
    assert_eq!(decide(&evidence).reason, Reason { by: None, why: Why::AskedFor });
}

#[test]
fn questions_end_with_the_fence_and_spare_apple() {
    let ask = |program: &str| {
        let environment = Environment { program: program.into(), ..Environment::default() };
        Evidence::new(environment, None, None).questions()
    };
    assert!(ask("").ends_with(b"\x1b[c"));
    assert!(!ask("Apple_Terminal").windows(2).any(|bytes| bytes == b"$p"));
    for program in ["", "Apple_Terminal"] {
        assert!(!ask(program).windows(2).any(|bytes| bytes == b" k"), "no SCP");
    }
}

#[test]
fn the_fence_is_the_last_answer() {
    let mut evidence = Evidence::default();
    assert!(!evidence.learn(Reply::Da2("65;7006;1".into())));
    assert!(!evidence.learn(Reply::Mode { mode: 8, value: 2 }));
    assert!(evidence.learn(Reply::Da1("65;1;9".into())));
    assert_eq!(evidence.signature(), " | 65;7006;1");
}
