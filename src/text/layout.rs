//! Paragraphs: analysed once, broken at any width, turned into visual lines.
//!
//! It ties the steps together (levels, forms, atoms, breaks, L1, L2, L4) and knows neither screens nor
//! padding: a line has no cells but those of its text, unless it is justified.
//!
//! *Invariant:* no line is wider than asked, unless a single cell is. *Invariant:* every shown character is
//! in exactly one line, blanks at a wrap in none. *Invariant:* wrapping never analyses again.

use std::ops::Range;

use icu_properties::CodePointMapData;
use icu_properties::props::{BidiMirroringGlyph, GeneralCategory, GeneralCategoryGroup};

use super::atoms::{Atom, atoms, is_hidden};
use super::clean::MAX_MARKS;
use super::source_map::SourceMap;
use super::{Base, Clean, Direction, Line, TextOptions, bidi, forms, isolate, justify};

/// One cell of the screen (or two columns, for a wide cluster).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What is printed: a glyph and its marks.
    pub symbol: String,
    /// Columns: 1 or 2.
    pub cols: u8,
    /// Bytes of the original text that it shows. Empty for what layout adds (ellipsis, kashida, marks before words). Cells of
    /// one decomposed character (`ﷲ`) share its bytes; all others are disjoint.
    pub source: Range<usize>,
    /// Resolved embedding level (UAX #9); odd is right to left.
    pub level: u8,
}

/// A line of a wrapped paragraph, by logical position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineSpan {
    /// Indexes of the paragraph's atoms, without blanks dropped at the wrap.
    pub(super) atoms: Range<usize>,
    /// Bytes of the original text, up to the next line's: blanks dropped at the wrap are in it. Lines
    /// overlap only in a decomposed character that lies in both.
    pub source: Range<usize>,
}

/// One paragraph, analysed once: direction, levels, joining forms, widths, break opportunities.
/// It can be re-broken at any width without a new analysis.
#[derive(Clone, Debug)]
pub struct Paragraph {
    text: String,
    map: SourceMap,
    atoms: Vec<Atom>,
    base: Base,
    marks: bool,
}

/// An item of a line before it is put in visual order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item {
    /// An atom, by index.
    Atom(usize),
    /// A cell that layout adds behind an atom, with that atom's level.
    Added(char, usize),
    /// An ellipsis where the text was cut, with the level of the paragraph.
    Ellipsis(usize),
}

impl Paragraph {
    /// Analyses one paragraph (a text without line breaks; a stray one counts as a space).
    pub fn new(clean: &Clean, options: &TextOptions) -> Self {
        let text = clean.as_str();
        let base = bidi::base(text, options.direction);
        let among_letters = options.direction == Direction::Article(Base::Rtl) && bidi::is_wordless(text);
        // Who sets directions by embeddings needs none guessed, least of all across their ends.
        let guesses = options.isolate
            && (among_letters || bidi::has_rtl(text))
            && !text.contains(|c| ('\u{202A}'..='\u{202E}').contains(&c));
        let isolate::Found { mut isolates, unbroken } =
            if guesses { isolate::find(text) } else { isolate::Found::default() };
        if base == Base::Ltr {
            // There Latin stands where it belongs by itself; a date among Arabic words does not.
            let is_name =
                |name: &str| name.trim_start_matches(['@', '#', '.']).starts_with(char::is_alphabetic);
            isolates.retain(|range| !is_name(&text[range.clone()]));
        }
        let levels = if among_letters {
            bidi::levels_among_letters(text, &isolates)
        } else {
            bidi::levels(text, base, &isolates)
        };
        let atoms = atoms(text, &levels, &unbroken, *options);
        Self { text: text.to_owned(), map: clean.map.clone(), atoms, base, marks: options.marks }
    }

    /// Its direction.
    pub fn base(&self) -> Base {
        self.base
    }

    /// Puts a mark before the word that holds each of these bytes of the original (sorted): a letter of one
    /// column that is no part of the text and joins to nothing. What stands attached before the byte
    /// (a proclitic) stays attached: the mark stands before all of the word, and no line breaks between them.
    pub fn mark_words(&mut self, marks: &[(usize, char)]) {
        let mut places: Vec<(usize, char)> = Vec::with_capacity(marks.len());
        let mut at = 0;
        for &(byte, letter) in marks {
            let before = |atom: &Atom| atom.is_hidden() || self.source(*atom).end <= byte;
            at += self.atoms[at..].iter().take_while(|atom| before(atom)).count();
            if at < self.atoms.len() {
                places.push((self.word_start(at), forms::glyph(letter, 0)));
            }
        }
        let mut places = places.into_iter().peekable();
        let mut marked: Vec<Atom> = Vec::with_capacity(self.atoms.len() + marks.len());
        for (i, atom) in self.atoms.iter().enumerate() {
            let mut atom = *atom;
            while let Some((_, glyph)) = places.next_if(|(place, _)| *place <= i) {
                // Within a run of the other direction it is a part of it, at its edge it is not.
                let outer = marked.last().map_or(u8::from(self.base == Base::Rtl), |before| before.level);
                let mark = atom.marked(glyph, outer.min(atom.level));
                marked.push(mark);
            }
            marked.push(atom);
        }
        self.atoms = marked;
    }

    /// The first atom of the letters and digits that stand attached before an atom; what is hidden (a direction
    /// mark) parts none.
    fn word_start(&self, atom: usize) -> usize {
        let spells = |i: usize| self.text[self.atoms[i].start as usize..].starts_with(char::is_alphanumeric);
        let attached = (0..atom).rev().take_while(|&i| !self.atoms[i + 1].may_break_before());
        let shown = attached.filter(|&i| !self.atoms[i].is_hidden());
        shown.take_while(|&i| spells(i)).last().unwrap_or(atom)
    }

    /// Breaks it into lines of at most `width` columns (0: one line). At least one line.
    ///
    /// Lines break at the last opportunity (UAX #14) that fits, a word longer than the line between
    /// clusters. Blanks at a wrap are dropped; all others are kept, unless they would not fit at the end.
    pub fn wrap(&self, width: usize) -> Vec<LineSpan> {
        let width = if width == 0 { usize::MAX } else { width };
        let mut spans = Vec::new();
        let mut from = 0;
        loop {
            let next = self.line_end(from, width);
            let last = next == self.atoms.len();
            let mut end = next;
            if !last || self.cols(from..end) > width {
                while end > from && self.atoms[end - 1].is_blank() {
                    end -= 1;
                }
            }
            let start = if from == 0 { self.map.source(0..0).start } else { self.source_start(from) };
            // Only a decomposed character that lies in two lines ends behind the next line's start.
            let shown = self.atoms[from..end].last().map_or(start, |&atom| self.source(atom).end);
            spans.push(LineSpan { atoms: from..end, source: start..shown.max(self.source_start(next)) });
            from = next;
            if last {
                return spans;
            }
        }
    }

    /// The first atom of the line after the one that begins at `from`.
    fn line_end(&self, from: usize, width: usize) -> usize {
        let (mut cols, mut opportunity) = (0_usize, None);
        for (i, atom) in self.atoms.iter().enumerate().skip(from) {
            if i > from && atom.may_break_before() {
                opportunity = Some(i);
            }
            cols += usize::from(atom.cols);
            if cols > width && !atom.is_blank() && i > from {
                return opportunity.unwrap_or(i);
            }
        }
        self.atoms.len()
    }

    pub(super) fn cols(&self, atoms: Range<usize>) -> usize {
        self.atoms[atoms].iter().map(|atom| usize::from(atom.cols)).sum()
    }

    fn source_start(&self, atom: usize) -> usize {
        match self.atoms.iter().skip(atom).find(|atom| !atom.is_added()) {
            Some(atom) => self.source(*atom).start,
            None => self.map.source(self.text.len()..self.text.len()).start,
        }
    }

    pub(super) fn source(&self, atom: Atom) -> Range<usize> {
        self.map.source(atom.start as usize..atom.end as usize)
    }

    pub(super) fn atom_count(&self) -> usize {
        self.atoms.len()
    }

    pub(super) fn atom(&self, index: usize) -> Atom {
        self.atoms[index]
    }

    /// The characters of an atom, controls left out.
    pub(super) fn chars(&self, atom: Atom) -> impl Iterator<Item = char> {
        self.text[atom.start as usize..atom.end as usize].chars().filter(|&c| !is_hidden(c))
    }

    /// The cells of one of its lines, in visual order.
    pub fn line(&self, span: &LineSpan) -> Line {
        self.visual(&span.atoms.clone().map(Item::Atom).collect::<Vec<_>>())
    }

    /// The cells of one of its lines in logical order, brackets not mirrored: for pipes.
    pub fn logical(&self, span: &LineSpan) -> Line {
        let cells = self.atoms[span.atoms.clone()]
            .iter()
            .filter(|atom| !atom.is_hidden())
            .map(|&atom| Cell {
                symbol: self.symbol(atom, 0),
                cols: atom.cols,
                source: self.source(atom),
                level: atom.level,
            })
            .collect();
        Line { cells, base: self.base }
    }

    /// As `line`, stretched to `width` columns with kashida and spaces (not the last line). No letter of
    /// `whole` (bytes of the original) is drawn out.
    pub fn justified(&self, span: &LineSpan, width: usize, whole: &[Range<usize>]) -> Line {
        if span.source.end >= self.source_start(self.atoms.len()) {
            return self.line(span);
        }
        self.visual(&justify::items(self, span.atoms.clone(), width, whole))
    }

    /// The whole paragraph on one row of at most `width` columns; what does not fit is cut at its
    /// logical end and `…` stands there.
    pub fn cropped(&self, width: usize) -> Line {
        if self.cols(0..self.atoms.len()) <= width {
            return self.visual(&(0..self.atoms.len()).map(Item::Atom).collect::<Vec<_>>());
        }
        let Some(room) = width.checked_sub(1) else { return Line { cells: Vec::new(), base: self.base } };
        let mut cols = 0;
        let mut end = 0;
        for (i, atom) in self.atoms.iter().enumerate() {
            cols += usize::from(atom.cols);
            if cols > room {
                break;
            }
            if !atom.is_blank() {
                end = i + 1;
            }
        }
        let mut items: Vec<Item> = (0..end).map(Item::Atom).collect();
        items.push(Item::Ellipsis(end));
        self.visual(&items)
    }

    /// L1, L2 and L4 on the items of a line.
    fn visual(&self, items: &[Item]) -> Line {
        let paragraph = u8::from(self.base == Base::Rtl);
        let mut spaced: Vec<(u8, bidi::Spacing)> = items
            .iter()
            .map(|item| match *item {
                Item::Atom(i) => (self.atoms[i].level, self.atoms[i].spacing()),
                Item::Added(' ', i) => (self.atoms[i].level, bidi::Spacing::White),
                Item::Added(_, i) => (self.atoms[i].level, bidi::Spacing::Ink),
                Item::Ellipsis(_) => (paragraph, bidi::Spacing::Ink),
            })
            .collect();
        bidi::reset_blanks(&mut spaced, self.base);
        let levels: Vec<u8> = spaced.into_iter().map(|(level, _)| level).collect();
        let cells = bidi::visual_order(&levels)
            .into_iter()
            .filter(|&i| !matches!(items[i], Item::Atom(atom) if self.atoms[atom].is_hidden()))
            .map(|i| self.cell(items[i], levels[i]))
            .collect();
        Line { cells, base: self.base }
    }

    fn cell(&self, item: Item, level: u8) -> Cell {
        match item {
            Item::Atom(i) => {
                let atom = self.atoms[i];
                if atom.is_added() {
                    let at = self.source_start(i);
                    return Cell { symbol: atom.glyph.to_string(), cols: atom.cols, source: at..at, level };
                }
                Cell { symbol: self.symbol(atom, level), cols: atom.cols, source: self.source(atom), level }
            }
            Item::Added(c, i) => {
                let end = self.source(self.atoms[i]).end;
                Cell { symbol: c.to_string(), cols: 1, source: end..end, level }
            }
            Item::Ellipsis(i) => {
                let at = self.source_start(i);
                Cell { symbol: '…'.to_string(), cols: 1, source: at..at, level }
            }
        }
    }

    /// What a cell prints: its glyph (mirrored at an odd level, L4), then its marks in logical order (L3).
    fn symbol(&self, atom: Atom, level: u8) -> String {
        let mut symbol = String::with_capacity((atom.end - atom.start) as usize + 1);
        let glyph = if level % 2 == 1 { mirrored(atom.glyph) } else { atom.glyph };
        let defective = is_mark(glyph);
        if defective {
            // A mark without a letter is shown on a blank.
            symbol.push(' ');
        }
        if !defective || self.shows(glyph) {
            symbol.push(glyph);
        }
        let first = self.text[atom.start as usize..].chars().next().map_or(0, char::len_utf8);
        if atom.start as usize + first == atom.end as usize {
            return symbol;
        }
        let mut marks = 0;
        for c in self.chars(atom).skip(1) {
            if is_mark(c) {
                marks += 1;
                if marks > MAX_MARKS || !self.shows(c) || (atom.is_solo() && c != '\u{20E3}') {
                    continue;
                }
            } else if atom.is_solo() || atom.is_lam_alef() {
                continue;
            }
            symbol.push(c);
        }
        symbol
    }

    /// Whether a mark is shown: harakat may be switched off; hamza and madda make other letters and stay.
    fn shows(&self, mark: char) -> bool {
        self.marks
            || !matches!(mark, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{652}' | '\u{656}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}' | '\u{897}'..='\u{8FF}')
    }
}

pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{300}'
        && !matches!(c, '\u{621}'..='\u{64A}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
        && GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

/// L4: the mirror image of a glyph, or the glyph.
fn mirrored(c: char) -> char {
    match c {
        ' ' | '0'..='9' | 'A'..='Z' | 'a'..='z' | '\u{600}'..='\u{6FF}' | '\u{FB50}'..='\u{FEFF}' => c,
        _ => CodePointMapData::<BidiMirroringGlyph>::new().get(c).mirroring_glyph.unwrap_or(c),
    }
}
