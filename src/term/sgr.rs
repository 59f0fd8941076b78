//! Changes of style as SGR sequences (ECMA-48 8.3.117), as short as they go.
//!
//! Knows only colours and attributes; keeps no state.

use std::fmt::Write as _;

use super::grid::{Color, Style};

/// Appends what turns style `from` into `to`; nothing where they are equal.
pub(super) fn change(from: Style, to: Style, out: &mut Vec<u8>) {
    if from == to {
        return;
    }
    let params = shortest(from, to);
    out.extend_from_slice(b"\x1b[");
    out.extend_from_slice(params.as_bytes());
    out.push(b'm');
}

/// The bytes that `change` takes.
pub(super) fn len(from: Style, to: Style) -> usize {
    if from == to { 0 } else { "\x1b[m".len() + shortest(from, to).len() }
}

/// The parameters that turn one style into another, over a reset where that is shorter.
fn shortest(from: Style, to: Style) -> String {
    let direct = step(from, to);
    let reset = match step(Style::default(), to) {
        params if params.is_empty() => String::new(),
        params => format!("0;{params}"),
    };
    if reset.len() < direct.len() || direct.is_empty() { reset } else { direct }
}

/// The parameters that lead from one style to the other without a reset.
fn step(from: Style, to: Style) -> String {
    const ON_OFF: [(u8, u8, u8); 4] =
        [(Style::ITALIC, 3, 23), (Style::UNDERLINE, 4, 24), (Style::REVERSE, 7, 27), (Style::STRIKE, 9, 29)];
    let mut params = String::new();
    let mut push = |text: &str| {
        if !params.is_empty() {
            params.push(';');
        }
        params.push_str(text);
    };
    // One code (22) ends bold and dim alike.
    let weight = Style::BOLD | Style::DIM;
    let mut held = from.flags & weight;
    if held & !to.flags != 0 {
        push("22");
        held = 0;
    }
    for (bit, code) in [(Style::BOLD, "1"), (Style::DIM, "2")] {
        if to.flags & bit & !held != 0 {
            push(code);
        }
    }
    for (bit, on, off) in ON_OFF {
        if (from.flags ^ to.flags) & bit != 0 {
            push(&(if to.flags & bit == 0 { off } else { on }).to_string());
        }
    }
    if from.fg != to.fg {
        push(&color(to.fg, 30));
    }
    if from.bg != to.bg {
        push(&color(to.bg, 40));
    }
    params
}

/// The parameters of a colour; `base` is 30 for letters, 40 for what is behind them.
fn color(color: Color, base: u8) -> String {
    let mut text = String::new();
    let _ = match color {
        Color::Default => write!(text, "{}", base + 9),
        Color::Indexed(index @ 0..8) => write!(text, "{}", base + index),
        Color::Indexed(index @ 8..16) => write!(text, "{}", base + 60 + index - 8),
        Color::Indexed(index) => write!(text, "{};5;{index}", base + 8),
    };
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(from: Style, to: Style) -> String {
        let mut out = Vec::new();
        change(from, to, &mut out);
        String::from_utf8(out).unwrap()
    }

    fn style(fg: u8, flags: u8) -> Style {
        Style { fg: Color::Indexed(fg), flags, ..Style::default() }
    }

    #[test]
    fn equal_styles_cost_nothing() {
        assert_eq!(changed(style(3, Style::BOLD), style(3, Style::BOLD)), "");
    }

    #[test]
    fn back_to_plain_is_the_bare_reset() {
        assert_eq!(changed(style(200, Style::BOLD | Style::UNDERLINE), Style::default()), "\x1b[m");
    }

    #[test]
    fn only_what_differs_is_said() {
        assert_eq!(changed(style(3, Style::UNDERLINE), style(3, 0)), "\x1b[24m");
        assert_eq!(changed(style(3, 0), style(12, 0)), "\x1b[94m");
        assert_eq!(changed(Style::default(), style(200, Style::BOLD)), "\x1b[1;38;5;200m");
    }

    #[test]
    fn bold_gives_way_to_dim_and_the_other_way_round() {
        assert_eq!(changed(style(1, Style::BOLD), style(1, Style::DIM)), "\x1b[22;2m");
        let both = style(1, Style::BOLD | Style::DIM);
        assert_eq!(changed(both, style(1, Style::BOLD)), "\x1b[22;1m");
    }
}
