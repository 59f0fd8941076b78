//! The calibration card: one line, shown in every way that a terminal might need; the reader presses
//! the number of the one that reads right.
//!
//! Knows ways only by their index: what they are called and what they do to a row is the terminal's
//! affair. *Invariant:* the card never opens by itself; where it is needed, it is offered once.

/// How many ways there are.
pub const WAYS: usize = 7;

/// What is shown in every way: joined letters, lam-alef, a number, a bracket, a Latin name.
pub const SAMPLE: &str = "هذا سطر سليم: 25 خبرًا لا (13) من Sahifa اليوم.";

/// What to do, in both languages and letters: nobody can read the other one if rows come out wrong.
pub const HOW: [&str; 2] = [
    "اضغط رقم أول سطر يُقرأ سليمًا، أو Esc للعودة.",
    "Press the number of the first line that reads right; Esc goes back.",
];

/// The offer in the status line; in Latin letters first, for the same reason.
pub const OFFER: &str = "T: هل تبدو الحروف معكوسة؟ (letters reversed? press T)";

/// The first row of the card's lines on the screen.
const FIRST_ROW: u16 = 5;

/// How rows are shown, and the card.
#[derive(Clone, Copy, Debug, Default)]
pub struct Calibration {
    /// Whether the card lies over the panes.
    pub open: bool,
    /// The way in which rows are shown now.
    pub way: usize,
    offered: bool,
}

impl Calibration {
    /// Takes in how rows are shown now; whether the card is to be offered.
    pub fn learn(&mut self, way: usize, sure: bool) -> bool {
        self.way = way;
        !sure && !std::mem::replace(&mut self.offered, true)
    }
}

/// The screen's row of each way; fewer where the screen has no room for all.
pub fn rows(screen_rows: u16) -> impl Iterator<Item = (u16, usize)> {
    let ways = WAYS as u16;
    let step = if screen_rows > FIRST_ROW + 2 * ways { 2 } else { 1 };
    let first = if screen_rows > FIRST_ROW + ways { FIRST_ROW } else { 3 };
    (0..WAYS).map(move |way| (first + step * way as u16, way)).filter(move |(y, _)| y + 1 < screen_rows)
}
