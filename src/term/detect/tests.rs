//! The table of terminals, by what each was seen to answer.

use super::*;

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
        seen("vte", "", "65;7006;1", "7E565445", Some(2), "xterm-256color", Some("VTE_VERSION"), Visual, Armoured),
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
            assert_eq!(report.strategy, seen.expected, "{}: {}", seen.name, report.reason);
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
        evidence.client =
            Some(Client { term: seen.term.into(), version: seen.version.into(), ..Client::default() });
        let report = decide(&evidence);
        assert_eq!(report.strategy, seen.in_tmux, "{}: {}", seen.name, report.reason);
        assert_eq!(report.multiplexer, Some("tmux"));
        assert!(!report.stop_mlterm, "modes do not reach the terminal in front");
    }
}

#[test]
fn marks_are_dropped_where_they_come_out_wrong() {
    let marks = |term: &str| {
        let environment = Environment { term: term.into(), ..Environment::default() };
        decide(&Evidence::new(environment, None, None)).marks
    };
    assert_eq!((marks("alacritty"), marks("st-256color"), marks("xterm-kitty")), (0, 0, 0));
    assert_eq!((marks("foot"), marks("xterm-256color"), marks("mlterm")), (0, 2, 2));
}

#[test]
fn a_terminal_beyond_help_says_so_in_both_languages() {
    let mut evidence = Evidence { da2: Some("0;115;0".into()), ..Evidence::default() };
    assert!(decide(&evidence).advice.is_some_and(|text| text.contains("QTerminal")));
    assert!(decide(&evidence).warning.is_some_and(|text| text.contains("QTerminal")));
    evidence.da2 = Some("41;379;0".into());
    assert!(decide(&evidence).warning.is_some_and(|text| text.contains("UTF-8")), "LANG=C");
    evidence.environment.utf8 = true;
    assert_eq!(decide(&evidence).warning, None);
}

#[test]
fn mlterm_in_front_of_tmux_is_told_on_its_own_device() {
    let environment = Environment { hints: vec!["TMUX"], ..Environment::default() };
    let mut evidence = Evidence::new(environment, None, None);
    evidence.client =
        Some(Client { term: "mlterm".into(), version: String::new(), tty: "/dev/pts/9".into() });
    let report = decide(&evidence);
    assert_eq!(report.strategy, Strategy::Visual);
    assert!(report.stop_mlterm);
    assert_eq!(report.outer_tty, Some(PathBuf::from("/dev/pts/9")));
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
    assert_eq!(decide(&evidence).reason, "asked for");
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
