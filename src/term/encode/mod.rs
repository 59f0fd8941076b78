//! Row encoding: a pure function from a row of cells to a row of cells.
//!
//! In: cells in visual order, left to right, each a glyph with its marks (presentation forms).
//! Out: as many cells, possibly in another order, each with zero-width controls at its END, so that a
//! terminal of that kind shows the row as it was meant. Knows no colours, columns or escape sequences;
//! a wide glyph is one cell here.
//!
//! *Invariant:* the output has as many symbols as the input, and `from` is a permutation of the input.
//! *Invariant:* no symbol begins with a control that this module added, and none ends in ZWJ (tmux
//! would swallow the next glyph). *Invariant:* a row without RTL letters and Arabic digits comes out as
//! it went in, whatever the strategy.
//!
//! The caller keeps column 0 free of RTL letters; the strategies for terminals that guess a row's
//! direction (`islands`, and `armoured` there) need a blank or a Latin letter in it.
//!
//! # Why
//! Some terminals reorder rows by UAX #9, some turn words round, most do neither, and no query tells
//! which. Every strategy here is the inverse of one such behaviour, on the row as a whole, *before* any
//! comparison with what is on the screen: a single changed cell then never depends on its neighbours.

mod class;
mod letters;
mod order;

use class::Class;

/// How rows are encoded, by the names of the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Strategy {
    /// As they are: for terminals that move nothing (or were told so with `CSI 8 l`).
    Visual,
    /// LRM after each RTL cell: right without asking anything.
    #[default]
    Armoured,
    /// LRO … PDF around RTL runs.
    Overrides,
    /// Words in reading order, U+2800 for the blanks around them.
    Islands,
    /// Words in reading order between LRM.
    Words,
    /// Blank-separated chunks turned round (kitty).
    Chunks,
    /// Base letters in reading order, for pipes.
    Logical,
}

impl Strategy {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Visual,
        Self::Armoured,
        Self::Overrides,
        Self::Islands,
        Self::Words,
        Self::Chunks,
        Self::Logical,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Visual => "visual",
            Self::Armoured => "armoured",
            Self::Overrides => "overrides",
            Self::Islands => "islands",
            Self::Words => "words",
            Self::Chunks => "chunks",
            Self::Logical => "logical",
        }
    }

    /// The strategy with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|strategy| strategy.name() == name)
    }

    /// The one after this, round and round, for the key that tries them live. `logical` is left out:
    /// it is meant for pipes and right in no full-screen view.
    #[must_use]
    pub fn next(self) -> Self {
        let shown = &Self::ALL[..6];
        let at = shown.iter().position(|&s| s == self).map_or(0, |at| (at + 1) % shown.len());
        shown[at]
    }
}

/// An encoded row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// The cells' symbols.
    pub symbols: Vec<String>,
    /// For each of them, the index of the cell it came from (a permutation).
    pub from: Vec<usize>,
}

/// Left-to-right mark: an invisible strong L.
const LRM: char = '\u{200E}';
/// Left-to-right override.
const LRO: char = '\u{202D}';
/// End of an override.
const PDF: char = '\u{202C}';
/// A blank of one column whose bidi class is L.
const BRAILLE_BLANK: &str = "\u{2800}";

/// Encodes one row.
pub fn encode(symbols: &[&str], strategy: Strategy) -> Encoded {
    let mut row = Row::new(symbols);
    if row.classes.iter().any(|class| class.is_rtl()) {
        match strategy {
            Strategy::Visual => {}
            Strategy::Armoured => row.armour(),
            Strategy::Overrides => row.overrides(),
            Strategy::Islands => row.islands(),
            Strategy::Words => row.words(),
            Strategy::Chunks => row.chunks(),
            Strategy::Logical => row.logical(),
        }
    }
    Encoded { symbols: row.symbols, from: row.from }
}

/// A row being encoded. `classes` speaks of the *input* cells, in visual order.
struct Row {
    symbols: Vec<String>,
    from: Vec<usize>,
    classes: Vec<Class>,
}

impl Row {
    fn new(symbols: &[&str]) -> Self {
        Self {
            symbols: symbols.iter().map(ToString::to_string).collect(),
            from: (0..symbols.len()).collect(),
            classes: symbols.iter().map(|symbol| Class::of(symbol)).collect(),
        }
    }

    /// An L after every cell that could start a right-to-left run (letters and Arabic digits alike), so
    /// that no run is ever longer than its cell.
    fn armour(&mut self) {
        for (symbol, class) in self.symbols.iter_mut().zip(&self.classes) {
            if class.is_rtl() {
                symbol.push(LRM);
            }
        }
        self.lead_with_l();
    }

    /// Where the first strong cell is an RTL letter, an L before it, for terminals that choose a row's
    /// direction by it.
    fn lead_with_l(&mut self) {
        let strong = self.classes.iter().position(|class| matches!(class, Class::Latin | Class::Letter));
        if strong.is_some_and(|at| at > 0 && self.classes[at] == Class::Letter)
            && !self.symbols[0].ends_with(LRM)
        {
            self.symbols[0].push(LRM);
        }
    }

    /// LRO … PDF around every stretch from an RTL cell to the last one before Latin letters or a frame.
    fn overrides(&mut self) {
        for span in order::spans(&self.classes, |class| matches!(class, Class::Latin | Class::Frame)) {
            match span.start.checked_sub(1) {
                Some(before) => self.symbols[before].push(LRO),
                // Nothing stands before column 0; the cell itself is then an island of one.
                None => self.symbols[0].push(LRM),
            }
            self.symbols[span.end - 1].push(PDF);
        }
    }

    /// Letters in reading order, an L on both sides of every stretch of them.
    fn words(&mut self) {
        for run in order::runs(&self.classes, |class| class == Class::Letter) {
            self.turn(run.clone(), |_| false);
            self.fence(run);
        }
        for run in order::runs(&self.classes, |class| class == Class::ArabicDigit) {
            self.fence(run);
        }
        self.lead_with_l();
    }

    /// An LRM at the end of the cell before a run and of the run's last cell.
    fn fence(&mut self, run: std::ops::Range<usize>) {
        if let Some(before) = run.start.checked_sub(1)
            && !self.symbols[before].ends_with(LRM)
        {
            self.symbols[before].push(LRM);
        }
        self.symbols[run.end - 1].push(LRM);
    }

    /// Every blank that touches a chunk with RTL cells becomes a strong L; what stands between two such
    /// blanks is put in the order from which UAX #9 makes the row again.
    fn islands(&mut self) {
        for chunk in order::runs(&self.classes, |class| class != Class::Blank) {
            if !self.classes[chunk.clone()].iter().any(|class| class.is_rtl()) {
                continue;
            }
            let beside = [chunk.start.checked_sub(1), Some(chunk.end)];
            for at in beside.into_iter().flatten() {
                if let Some(blank) = self.symbols.get_mut(at) {
                    BRAILLE_BLANK.clone_into(blank);
                }
            }
        }
        for span in order::spans(&self.classes, |class| matches!(class, Class::Latin | Class::Blank)) {
            let numbers = order::numbers(&self.symbols, &self.classes, span.clone());
            self.turn(span, |_| true);
            for number in numbers {
                self.turn_back(number);
            }
        }
    }

    /// Chunks as kitty draws them: it lays one out from right to left where its first strong letter is
    /// Arabic, digits and all.
    fn chunks(&mut self) {
        for chunk in order::runs(&self.classes, |class| !matches!(class, Class::Blank | Class::Frame)) {
            let strong = |class: &&Class| matches!(class, Class::Latin | Class::Letter);
            let mut letters = self.classes[chunk.clone()].iter().filter(strong);
            let first = letters.next().copied();
            let last = letters.next_back().copied().or(first);
            match (first, last) {
                (_, Some(Class::Letter)) => self.turn(chunk, |_| true),
                // Arabic at the left and Latin at the right of one chunk: kitty has no way to show it;
                // at least every Arabic stretch is readable.
                (Some(Class::Letter), _) => {
                    for run in order::runs(&self.classes, |class| class == Class::Letter) {
                        if chunk.start <= run.start && run.end <= chunk.end {
                            self.turn(run, |_| false);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Reading order by the majority of each stretch between frames, letters for forms.
    fn logical(&mut self) {
        for pane in order::runs(&self.classes, |class| class != Class::Frame) {
            let classes = &self.classes[pane.clone()];
            let count = |wanted| classes.iter().filter(|&&class| class == wanted).count();
            let (rtl, ltr) = (count(Class::Letter), count(Class::Latin));
            if rtl == 0 && !classes.contains(&Class::ArabicDigit) {
                continue;
            }
            if rtl >= ltr {
                let back = order::ltr_stretches(&self.symbols, &self.classes, pane.clone());
                self.turn(pane, |_| true);
                for run in back {
                    self.turn_back(run);
                }
            } else {
                for span in order::spans(&self.classes, |class| matches!(class, Class::Latin | Class::Frame))
                {
                    if pane.start <= span.start && span.end <= pane.end {
                        let numbers = order::numbers(&self.symbols, &self.classes, span.clone());
                        self.turn(span, |_| true);
                        for run in numbers {
                            self.turn_back(run);
                        }
                    }
                }
            }
        }
        for symbol in &mut self.symbols {
            letters::to_base(symbol);
        }
    }

    /// Turns a stretch round; brackets are mirrored where `mirror` says so.
    fn turn(&mut self, range: std::ops::Range<usize>, mirror: impl Fn(&str) -> bool) {
        self.symbols[range.clone()].reverse();
        self.from[range.clone()].reverse();
        for symbol in &mut self.symbols[range] {
            if mirror(symbol) {
                class::mirror(symbol);
            }
        }
    }

    /// Turns a stretch, given by its cells' places after `turn`, into left-to-right order again.
    fn turn_back(&mut self, range: std::ops::Range<usize>) {
        self.turn(range, |_| true);
    }
}

#[cfg(test)]
mod tests;
