//! Row encoding: a pure function from a row of cells to a row of cells.
//!
//! In: cells in visual order, left to right, each a glyph with its marks (presentation forms).
//! Out: as many cells, possibly in another order, each with zero-width controls at its END, so that a
//! terminal of that kind shows the row as it was meant. Knows no colours, columns or escape sequences;
//! a wide glyph is one cell here.
//!
//! *Invariant:* the output has as many symbols as the input, and `from` is a permutation of the input.
//! *Invariant:* no symbol begins with a control that this module added, and none ends in ZWJ (tmux
//! would swallow the next glyph). *Invariant:* a row without characters of a right-to-left script comes
//! out as it went in, whatever the strategy.
//!
//! The caller keeps column 0 free of RTL letters; the strategies for terminals that guess a row's
//! direction (`islands`, and `armoured` there) need a blank or a Latin letter in it.
//!
//! # Why
//! Some terminals reorder rows by UAX #9, some turn words round, most do neither, and no query tells
//! which. Every strategy here is the inverse of one such behaviour, on the row as a whole, *before* any
//! comparison with what is on the screen: a single changed cell then never depends on its neighbours. Two
//! kinds of terminal cannot be made to show every row: `islands` and `chunks` say which, and prove it.

mod chunks;
mod class;
mod islands;
mod letters;
mod order;
mod search;

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
    /// Stretches of Arabic letters turned round, each for itself (kitty, where its font has no Arabic).
    Letters,
    /// Base letters in reading order, for pipes.
    Logical,
}

impl Strategy {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Visual,
        Self::Armoured,
        Self::Overrides,
        Self::Islands,
        Self::Words,
        Self::Chunks,
        Self::Letters,
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
            Self::Letters => "letters",
            Self::Logical => "logical",
        }
    }

    /// Whether styles stay at their place while letters move: kitty turns letters round within cells, and
    /// draws each cell in its own style. Elsewhere a style goes with its letter.
    pub fn styles_stay(self) -> bool {
        matches!(self, Self::Chunks | Self::Letters)
    }

    /// The strategy with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|strategy| strategy.name() == name)
    }

    /// The one after this, round and round, for the key that tries them live. `logical` is left out:
    /// it is meant for pipes and right in no full-screen view.
    #[must_use]
    pub fn next(self) -> Self {
        let shown = &Self::ALL[..Self::ALL.len() - 1];
        let at = shown.iter().position(|&s| s == self).map_or(0, |at| (at + 1) % shown.len());
        shown[at]
    }
}

/// What the cells of a terminal hold, however rows are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cells {
    /// How many marks (harakat) a cell may hold before they come out wrong; what is more is left out.
    pub marks: usize,
    /// Whether armour has guards.
    pub guarded: bool,
    /// Whether they show ASCII and nothing else: all other glyphs are left blank.
    pub ascii: bool,
}

impl Default for Cells {
    /// Those of a terminal of which nothing is known.
    fn default() -> Self {
        Self { marks: usize::MAX, guarded: false, ascii: false }
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
/// Zero-width joiner: letters join to it.
const ZWJ: char = '\u{200D}';
/// Nominal digit shapes: ends a cell behind a ZWJ and does nothing else.
const NODS: char = '\u{206F}';
/// A blank of one column whose bidi class is L.
const BRAILLE_BLANK: &str = "\u{2800}";

/// Encodes one row.
pub fn encode(symbols: &[&str], strategy: Strategy) -> Encoded {
    encode_for(symbols, strategy, false)
}

/// As `encode`; with `guarded` armour is right also where letters are joined anew (Konsole), for half as many
/// bytes again. Other strategies have no guards.
pub fn encode_for(symbols: &[&str], strategy: Strategy, guarded: bool) -> Encoded {
    let mut row = Row::new(symbols);
    if strategy == Strategy::Chunks {
        chunks::arrange(&mut row);
    } else if row.classes.iter().any(|class| class.is_rtl()) {
        match strategy {
            Strategy::Visual | Strategy::Chunks => {}
            Strategy::Armoured if guarded => row.guarded_armour(),
            Strategy::Armoured => row.armour(),
            Strategy::Overrides => row.overrides(),
            Strategy::Islands => row.islands(),
            Strategy::Words => row.words(),
            Strategy::Letters => row.letters(),
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
    /// that no run is ever longer than its cell; also at the end of a row, so that a mark that comes and goes
    /// there changes no letter.
    fn armour(&mut self) {
        for (symbol, class) in self.symbols.iter_mut().zip(&self.classes) {
            if class.is_rtl() {
                symbol.push(LRM);
            }
        }
        self.lead_with_l();
    }

    /// Armour with a ZWJ on each side on which a form is joined: before the mark of its cell, and behind what
    /// the cell at its left has, where it is not the end (see the invariant).
    fn guarded_armour(&mut self) {
        let joined: Vec<_> =
            (0..self.symbols.len()).map(|at| letters::outer_joins(&self.symbols, at..at + 1)).collect();
        for (symbol, _) in self.symbols.iter_mut().zip(&joined).filter(|(_, joins)| joins.after) {
            symbol.push(ZWJ);
        }
        self.armour();
        for (symbol, _) in self.symbols.iter_mut().zip(&joined[1..]).filter(|(_, joins)| joins.before) {
            symbol.extend([ZWJ, NODS]);
        }
    }

    /// Where the first strong cell is an RTL letter, an L right before it, for terminals that choose a
    /// row's direction by it: there it is written along with the letter, and tmux does not swallow it as in
    /// column 0.
    fn lead_with_l(&mut self) {
        let strong = self.classes.iter().position(|class| matches!(class, Class::Latin | Class::Letter));
        if let Some(at) = strong.filter(|&at| at > 0 && self.classes[at] == Class::Letter)
            && !self.symbols[at - 1].contains(LRM)
        {
            self.symbols[at - 1].push(LRM);
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

    /// Letters in reading order, an L on both sides of every stretch of them. A stretch ends where its
    /// letters are not joined as they would join by themselves, for terminals that join them anew; what is
    /// joined there to nothing that is shown is joined to a ZWJ.
    fn words(&mut self) {
        let mut joined_to_nothing = Vec::new();
        for run in order::runs(&self.classes, |class| class == Class::Letter) {
            for part in letters::joined_parts(&self.symbols, run) {
                let joins = letters::outer_joins(&self.symbols, part.clone());
                self.turn(part.clone(), |_| false);
                if joins.after {
                    self.symbols[part.end - 1].push(ZWJ);
                }
                joined_to_nothing.extend(part.start.checked_sub(1).filter(|_| joins.before));
                self.fence(part);
            }
        }
        for run in order::runs(&self.classes, |class| class == Class::ArabicDigit) {
            self.fence(run);
        }
        self.lead_with_l();
        for before in joined_to_nothing {
            // Behind the mark, and not at the end (see the invariant).
            self.symbols[before].extend([ZWJ, NODS]);
        }
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

    /// Words in the order from which UAX #9 makes the row again, between blanks that are strong L.
    fn islands(&mut self) {
        let (symbols, from) = islands::arrange(&self.symbols, &self.classes);
        (self.symbols, self.from) = (symbols, from);
    }

    /// Stretches of what only an Arabic font has (commas and digits too) in reading order: kitty breaks
    /// its chunks where the font changes, and the Arabic of most systems is that of `DejaVu Sans Mono`.
    fn letters(&mut self) {
        for run in self.font_runs(|at| class::is_arabic(&self.symbols[at])) {
            self.turn(run, |_| false);
        }
    }

    /// The stretches of cells that are `wanted`, cut where kitty's font changes.
    fn font_runs(&self, wanted: impl Fn(usize) -> bool) -> Vec<std::ops::Range<usize>> {
        let font = |at: usize| wanted(at).then(|| class::is_rare(&self.symbols[at]));
        let cells: Vec<usize> = (0..self.symbols.len()).collect();
        let runs = cells.chunk_by(|a, b| font(*a) == font(*b));
        runs.filter(|run| wanted(run[0])).map(|run| run[0]..run[0] + run.len()).collect()
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
