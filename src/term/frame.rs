//! From the drawn buffer to the encoded screen: the last gate, row encoding, styles of cells.
//!
//! Knows ratatui's `Buffer` (visual order, one glyph with its marks a cell) and nothing of what the
//! screen shows now.
//!
//! *Invariant:* no symbol of the result holds a control character or a bidi control but those of
//! `encode`, none is wider than two columns or longer than [`MAX_BYTES`]; what was is U+FFFD.
//! *Invariant:* bold, dim and italic never begin inside a word of joining letters.

use icu_properties::{CodePointMapData, props::JoiningType};
use ratatui::buffer::{Buffer, Cell as Drawn};
use ratatui::style::{Color as DrawnColor, Modifier};

use super::encode::{Cells, Encoded, Strategy, encode_for};
use super::grid::{Cell, Color, Grid, Style};
use crate::text::{columns, is_joining_letter, isolated, joins};

/// The longest symbol that every terminal and multiplexer takes (tmux's cell), in bytes.
const MAX_BYTES: usize = 32;
const ZWJ: char = '\u{200D}';
const REPLACEMENT: &str = "\u{FFFD}";

/// The last letter of Arabic itself: of others fonts do not always have both the form and the letter.
const LAST_LETTER: char = '\u{64A}';

/// Encodes a whole buffer, each row by its strategy.
pub(super) fn encoded(buffer: &Buffer, strategy: impl Fn(usize) -> Strategy, with: Cells) -> Grid {
    let (cols, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let mut grid = Grid::blank(cols, rows);
    if cols > 0 {
        for (row, cells) in buffer.content.chunks_exact(cols).enumerate().take(rows) {
            encode_row(cells, strategy(row), with, grid.row_mut(row));
        }
    }
    grid
}

/// A glyph as drawn: what `encode` calls a cell, whatever its width.
struct Glyph<'a> {
    symbol: &'a str,
    cols: usize,
    style: Style,
}

fn encode_row(drawn: &[Drawn], strategy: Strategy, with: Cells, out: &mut [Cell]) {
    let mut glyphs = Vec::with_capacity(drawn.len());
    let mut column = 0;
    while column < drawn.len() {
        let glyph = gate(&drawn[column], drawn.len() - column, with.ascii);
        column += glyph.cols;
        glyphs.push(glyph);
    }
    calm_words(&mut glyphs);
    for glyph in &mut glyphs {
        glyph.symbol = with_marks(glyph.symbol, with.marks);
    }
    let symbols: Vec<&str> = glyphs.iter().map(|glyph| glyph.symbol).collect();
    let mut row = encode_for(&symbols, strategy, with.guarded);
    if strategy == Strategy::Logical {
        keep_lam_alefs(&mut row, &symbols);
    }
    shorten(&mut row.symbols);
    let mut column = 0;
    for (at, (symbol, from)) in row.symbols.into_iter().zip(row.from).enumerate() {
        let cols = glyphs[from].cols;
        let style = glyphs[if strategy.styles_stay() { at } else { from }].style;
        let symbol = if symbol.len() > MAX_BYTES { REPLACEMENT.to_owned() } else { symbol };
        out[column] = Cell::new(symbol, style);
        if cols == 2 {
            out[column + 1] = Cell { symbol: String::new(), style };
        }
        column += cols;
    }
}

/// Lets a drawn cell through, or a replacement for it: a bare blank for what is not `ascii`, where that is all.
/// `room` is what is left of the row.
fn gate(drawn: &Drawn, room: usize, ascii: bool) -> Glyph<'_> {
    let style = style(drawn);
    let symbol = drawn.symbol();
    let cols = match symbol {
        _ if ascii && (symbol == " " || !symbol.is_ascii()) => {
            let style = Style { flags: style.flags & Style::REVERSE, ..style };
            return Glyph { symbol: " ", cols: 1, style };
        }
        "" => return Glyph { symbol: " ", cols: 1, style },
        // The common case, without a look into the width tables.
        _ if symbol.len() == 1 && !symbol.as_bytes()[0].is_ascii_control() => 1,
        _ => symbol.chars().map(|c| usize::from(columns(c))).sum(),
    };
    let harmless = (1..=2).contains(&cols)
        && cols <= room
        && symbol.len() <= MAX_BYTES - "\u{200E}".len() * 2
        && !symbol.chars().any(is_foreign)
        && !symbol.ends_with(ZWJ);
    if harmless { Glyph { symbol, cols, style } } else { Glyph { symbol: REPLACEMENT, cols: 1, style } }
}

/// A symbol with no more than so many harakat at its end; anything else is left alone.
fn with_marks(symbol: &str, marks: usize) -> &str {
    let haraka = |c: &char| matches!(c, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}');
    let surplus = symbol.chars().skip(1).filter(haraka).count().saturating_sub(marks);
    let cut: usize = symbol.chars().rev().take_while(haraka).take(surplus).map(char::len_utf8).sum();
    &symbol[..symbol.len() - cut]
}

/// Controls of any kind that no drawn cell may hold: C0, C1, bidi controls, line and paragraph
/// separators, invisible operators, annotation and tag characters.
fn is_foreign(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
        )
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(c, '\u{E0000}'..='\u{E007F}')
}

/// Takes italic from joining letters (boxes in some terminals) and bold and dim from a word of them
/// that has these only in part (the letters would no longer meet).
fn calm_words(glyphs: &mut [Glyph<'_>]) {
    let mut at = 0;
    while at < glyphs.len() {
        let len = glyphs[at..]
            .iter()
            .take_while(|glyph| glyph.symbol.chars().next().is_some_and(is_joining_letter))
            .count();
        let word = &mut glyphs[at..at + len];
        let shared = word.iter().fold(Style::BOLD | Style::DIM, |shared, glyph| shared & glyph.style.flags);
        for glyph in word {
            glyph.style.flags &= !Style::FONT | shared;
        }
        at += len.max(1);
    }
}

/// A lam-alef stays a form, as it was drawn: its two letters take two columns in most terminals. So do the
/// letters that are joined to it, since none joins to a form by itself.
fn keep_lam_alefs(row: &mut Encoded, drawn: &[&str]) {
    let mut joined = false;
    for (symbol, &from) in row.symbols.iter_mut().zip(&row.from).rev() {
        let form = drawn[from].chars().next();
        let wanted = form.filter(|form| joined || matches!(form, '\u{FEF5}'..='\u{FEFC}'));
        let kept = wanted.and_then(joins);
        joined = kept.is_some_and(|(shown, _)| shown.before);
        if kept.is_some() {
            drawn[from].clone_into(symbol);
        }
    }
}

/// Isolated forms become the letters themselves: two bytes for three. A terminal that joins letters by itself
/// makes the same form of them, whatever order it reads the row in: forms join with nothing, nor do two letters
/// that join at most to what is before them. Beside a letter that has no forms they stay, and letters that join
/// on both sides stay forms beside any letter. Beside a ZWJ all stay: VTE joins letters to it over a mark.
fn shorten(symbols: &mut [String]) {
    for ending in [true, false] {
        for at in 0..symbols.len() {
            let Some(form) = symbols[at].chars().next() else { continue };
            let of_pass = |letter: &char| *letter <= LAST_LETTER && is_ending(*letter) == ending;
            let Some(letter) = isolated(form).filter(of_pass) else { continue };
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let mut first_beside = beside.filter_map(|at| symbols.get(at)?.chars().next());
            let joins = |c: char| c < '\u{FB50}' && is_joining_letter(c) && !(ending && is_ending(c));
            let by_zwj = symbols[at.saturating_sub(1)..=at].iter().any(|symbol| symbol.contains(ZWJ));
            if !by_zwj && !first_beside.any(joins) {
                // What hangs on it (marks, controls) stays.
                symbols[at].replace_range(..form.len_utf8(), letter.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

/// Whether a letter joins to nothing or only to what is before it: joining type U or R (`ArabicShaping.txt`).
fn is_ending(letter: char) -> bool {
    let joining = CodePointMapData::<JoiningType>::new().get(letter);
    matches!(joining, JoiningType::NonJoining | JoiningType::RightJoining)
}

fn style(drawn: &Drawn) -> Style {
    const FLAGS: [(Modifier, u8); 6] = [
        (Modifier::BOLD, Style::BOLD),
        (Modifier::DIM, Style::DIM),
        (Modifier::ITALIC, Style::ITALIC),
        (Modifier::UNDERLINED, Style::UNDERLINE),
        (Modifier::REVERSED, Style::REVERSE),
        (Modifier::CROSSED_OUT, Style::STRIKE),
    ];
    let set = FLAGS.iter().filter(|(modifier, _)| drawn.modifier.contains(*modifier));
    Style { fg: color(drawn.fg), bg: color(drawn.bg), flags: set.fold(0, |flags, (_, bit)| flags | bit) }
}

fn color(drawn: DrawnColor) -> Color {
    let index = match drawn {
        DrawnColor::Reset => return Color::Default,
        DrawnColor::Black => 0,
        DrawnColor::Red => 1,
        DrawnColor::Green => 2,
        DrawnColor::Yellow => 3,
        DrawnColor::Blue => 4,
        DrawnColor::Magenta => 5,
        DrawnColor::Cyan => 6,
        DrawnColor::Gray => 7,
        DrawnColor::DarkGray => 8,
        DrawnColor::LightRed => 9,
        DrawnColor::LightGreen => 10,
        DrawnColor::LightYellow => 11,
        DrawnColor::LightBlue => 12,
        DrawnColor::LightMagenta => 13,
        DrawnColor::LightCyan => 14,
        DrawnColor::White => 15,
        DrawnColor::Indexed(index) => index,
        DrawnColor::Rgb(r, g, b) => cube(r, g, b),
    };
    Color::Indexed(index)
}

/// The nearest colour of the 6x6x6 cube of the 256-colour palette (levels 0, 95, 135, 175, 215, 255):
/// three bytes of a palette index instead of up to eleven of a full colour.
fn cube(r: u8, g: u8, b: u8) -> u8 {
    let level = |value: u8| match value {
        0..48 => 0,
        48..115 => 1,
        _ => (value - 35) / 40,
    };
    16 + 36 * level(r) + 6 * level(g) + level(b)
}
