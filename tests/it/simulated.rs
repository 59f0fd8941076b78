//! Terminals as they treat the rows in their memory, each kind of them. What they do was seen in real ones.
#![allow(clippy::unwrap_used)] // helpers of tests

use std::collections::HashMap;
use std::sync::OnceLock;

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::{BidiMirroringGlyph, JoiningType, Script};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// How a terminal treats the rows in its memory.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Terminal {
    /// Shows them as they are (xterm, Alacritty; VTE after `CSI 8 l`).
    Still,
    /// Reorders by UAX #9, always from the left, and joins letters, not forms (VTE).
    Ltr,
    /// Reorders by UAX #9, direction by the first strong letter (mintty, VTE with 2501).
    Guessing,
    /// The same, but bidi controls are lost (`PuTTY`).
    Stripping,
    /// Reorders from the left, does not mirror, and joins letters again by their neighbours (Konsole).
    Joining,
    /// Turns every chunk of one font between blanks and frames round whose first character with a script is Arabic
    /// (kitty). A no-break space and what hangs on it is part of a chunk.
    Turning,
}

/// What the terminal shows: cells without controls.
pub fn show(memory: &[String], terminal: Terminal) -> Vec<String> {
    match terminal {
        Terminal::Still => memory.iter().map(|cell| bare(cell)).collect(),
        Terminal::Ltr => reorder(&join_letters(memory), Some(Level::ltr()), true),
        Terminal::Guessing => reorder(memory, None, true),
        Terminal::Stripping => {
            let stripped: Vec<String> = memory.iter().map(|cell| stripped(cell)).collect();
            reorder(&stripped, None, true)
        }
        Terminal::Joining => reorder(&rejoin(memory), Some(Level::ltr()), false),
        Terminal::Turning => turn_chunks(memory),
    }
}

/// What `PuTTY` and iTerm2 drop.
fn stripped(cell: &str) -> String {
    cell.chars().filter(|c| !matches!(c, '\u{200E}' | '\u{202C}' | '\u{202D}')).collect()
}

/// What is seen of a cell: no controls, and a blank for every kind of blank.
fn bare(cell: &str) -> String {
    let text: String =
        stripped(cell).chars().filter(|c| !matches!(c, '\u{200D}' | '\u{206F}' | '\u{17B4}')).collect();
    if matches!(text.as_str(), "\u{2800}" | "\u{A0}") { " ".to_owned() } else { text }
}

pub fn class(cell: &str) -> BidiClass {
    cell.chars().next().map_or(BidiClass::WS, bidi_class)
}

/// UAX #9 on the row as one paragraph, controls and marks included; a cell then stands where its first
/// character does.
pub fn reorder(memory: &[String], base: Option<Level>, mirrors: bool) -> Vec<String> {
    let text = memory.concat();
    let info = BidiInfo::new(&text, base);
    let Some(paragraph) = info.paragraphs.first() else { return memory.to_vec() };
    let levels = info.reordered_levels_per_char(paragraph, 0..text.len());
    let mut owners = Vec::new();
    for (at, cell) in memory.iter().enumerate() {
        owners.extend(cell.chars().enumerate().map(|(nth, _)| (nth == 0).then_some(at)));
    }
    let shown = |at: usize| {
        let cell = bare(&memory[owners[at]?]);
        Some(if levels[at].is_rtl() && mirrors { mirrored(&cell) } else { cell })
    };
    BidiInfo::reorder_visual(&levels).into_iter().filter_map(shown).collect()
}

pub fn mirrored(cell: &str) -> String {
    let glyph = |c| CodePointMapData::<BidiMirroringGlyph>::new().get(c).mirroring_glyph.unwrap_or(c);
    cell.chars().map(glyph).collect()
}

/// As HarfBuzz guesses: by the first character that has a script.
fn runs_left(chunk: &[String]) -> bool {
    let scripts = CodePointMapData::<Script>::new();
    let mut of = chunk.iter().flat_map(|cell| cell.chars()).map(|c| scripts.get(c));
    let first = of.find(|script| !matches!(*script, Script::Common | Script::Inherited));
    matches!(first, Some(Script::Arabic | Script::Hebrew))
}

/// Whether `DejaVu Sans Mono` has a cell's character (`fc-query` lists them); else another font shows it.
pub fn in_own_font(cell: &str) -> bool {
    const ARABIC: &str = "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيٹٺٻپٿڀڃڄچڇڑژڤڦکگںھی٠١٢٣٤٥٦٧٨٩٪";
    let letters = ComposingNormalizerBorrowed::new_nfkc().normalize(cell);
    let first = letters.chars().next().unwrap();
    CodePointMapData::<Script>::new().get(first) != Script::Arabic || ARABIC.contains(first)
}

fn turn_chunks(memory: &[String]) -> Vec<String> {
    let ends =
        |cell: &String| cell == " " || ('\u{2500}'..'\u{25A0}').contains(&cell.chars().next().unwrap());
    let mut shown = Vec::new();
    for chunk in memory.chunk_by(|a, b| !ends(a) && !ends(b) && in_own_font(a) == in_own_font(b)) {
        if runs_left(chunk) {
            shown.extend(chunk.iter().rev().map(|cell| mirrored(&bare(cell))));
        } else {
            shown.extend(chunk.iter().map(|cell| bare(cell)));
        }
    }
    shown
}

/// The forms of the Arabic letters: isolated, final, initial, medial. In the block FE80 to FEF4 the
/// forms of a letter follow each other in this order.
pub struct Forms {
    of: HashMap<char, Vec<char>>,
    base: HashMap<char, char>,
}

impl Forms {
    pub fn new() -> Self {
        let nfkc = ComposingNormalizerBorrowed::new_nfkc();
        let mut forms = Self { of: HashMap::new(), base: HashMap::new() };
        for form in ('\u{FB50}'..='\u{FBB1}').chain('\u{FE80}'..='\u{FEF4}') {
            let letters: Vec<char> = nfkc.normalize(&form.to_string()).chars().collect();
            if let [letter] = letters[..] {
                forms.of.entry(letter).or_default().push(form);
                forms.base.insert(form, letter);
            }
        }
        // Lam-alef joins as an alef does.
        for isolated in ['\u{FEF5}', '\u{FEF7}', '\u{FEF9}', '\u{FEFB}'] {
            let joined = char::from_u32(isolated as u32 + 1).unwrap();
            forms.of.insert(isolated, vec![isolated, joined]);
            forms.base.extend([(isolated, isolated), (joined, isolated)]);
        }
        forms
    }

    /// The form of a letter by what stands before and after it.
    fn pick(&self, letter: char, before: Option<char>, after: Option<char>) -> char {
        let joining = |c: char| match c {
            '\u{FEF5}'..='\u{FEFC}' => JoiningType::RightJoining,
            _ => CodePointMapData::<JoiningType>::new().get(c),
        };
        let is = |c: Option<char>, types: &[JoiningType]| c.is_some_and(|c| types.contains(&joining(c)));
        let dual = |c| is(c, &[JoiningType::DualJoining, JoiningType::JoinCausing]);
        let takes = |c| dual(c) || is(c, &[JoiningType::RightJoining]);
        let forms = &self.of[&letter];
        let place = match (dual(before) && forms.len() > 1, dual(Some(letter)) && takes(after)) {
            (false, false) => 0,
            (true, false) => 1,
            (false, true) => 2,
            (true, true) => 3,
        };
        forms[place]
    }

    /// A word in its forms, in reading order.
    pub fn shape(&self, word: &[char]) -> Vec<char> {
        let near = |at: usize| word.get(at).copied().filter(|c| self.of.contains_key(c));
        let form = |(at, &c): (usize, &char)| {
            if self.of.contains_key(&c) { self.pick(c, near(at.wrapping_sub(1)), near(at + 1)) } else { c }
        };
        word.iter().enumerate().map(form).collect()
    }
}

static FORMS: OnceLock<Forms> = OnceLock::new();

/// Letters joined to letters and ZWJ beside them in memory, marks of either kind between them notwithstanding;
/// forms stay as they are.
fn join_letters(memory: &[String]) -> Vec<String> {
    let forms = FORMS.get_or_init(Forms::new);
    let joining = CodePointMapData::<JoiningType>::new();
    let beside = |c: &char| joining.get(*c) != JoiningType::Transparent;
    let letter = |c: &char| *c < '\u{FB50}';
    let joined = |(at, cell): (usize, &String)| {
        let mut chars = cell.chars();
        let Some(base) = chars.next().filter(|first| letter(first) && forms.of.contains_key(first)) else {
            return cell.clone();
        };
        let before = memory[..at].iter().rev().flat_map(|cell| cell.chars().rev()).find(beside);
        let behind = memory[at + 1..].iter().flat_map(|cell| cell.chars());
        let after = chars.clone().chain(behind).find(beside);
        let form = forms.pick(base, before.filter(letter), after.filter(letter));
        format!("{form}{}", chars.as_str())
    };
    memory.iter().enumerate().map(joined).collect()
}

/// Letters joined anew by their neighbours in memory; a mark of direction between two ends the joining, a
/// ZWJ before or behind it is something to join to.
fn rejoin(memory: &[String]) -> Vec<String> {
    let forms = FORMS.get_or_init(Forms::new);
    let letter = |cell: &String| {
        let first = cell.chars().next()?;
        forms.base.get(&first).copied().or(Some(first).filter(|first| forms.of.contains_key(first)))
    };
    let control = |c: &char| matches!(c, '\u{200D}' | '\u{200E}' | '\u{202C}' | '\u{202D}');
    let zwj = |c: &char| *c == '\u{200D}';
    let joined = |at: usize| {
        let cell = &memory[at];
        let Some(base) = letter(cell) else { return cell.clone() };
        let previous = at.checked_sub(1).map(|at| &memory[at]);
        let before = match previous.and_then(|cell| cell.chars().rfind(control)) {
            Some(c) => Some(c).filter(zwj),
            None => previous.and_then(letter),
        };
        let after = match cell.chars().find(control) {
            Some(c) => Some(c).filter(zwj),
            None => memory.get(at + 1).and_then(letter),
        };
        let form = forms.pick(base, before, after);
        format!("{form}{}", &cell[cell.chars().next().unwrap().len_utf8()..])
    };
    (0..memory.len()).map(joined).collect()
}
