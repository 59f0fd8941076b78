//! The bidirectional algorithm (UAX #9) as layout needs it: levels of a whole logical paragraph, then
//! L1 and L2 for each line.
//!
//! X1 to I2 are the crate `unicode-bidi`, which passes all official cases; its line functions are not used
//! (they split clusters, copy the levels of the whole text for each line, and one panics on nested
//! isolates). It does not know cells: L1 and L2 work on any row of items with levels.
//!
//! *Invariant:* levels depend on the paragraph alone, never on where its lines break.

use std::ops::Range;

use unicode_bidi::{
    BidiClass, BidiDataSource, Direction as Found, HardcodedBidiData, Level, ParagraphBidiInfo,
};

use super::{Base, Direction};

const LRI: char = '\u{2066}';
const LRO: char = '\u{202D}';
const PDI: char = '\u{2069}';
const RLM: char = '\u{200F}';
const ALM: char = '\u{61C}';

/// Bidi classes, quick for what most text is made of. A paragraph is already split, so a stray separator
/// (class B) is a blank.
struct Classes;

impl BidiDataSource for Classes {
    fn bidi_class(&self, c: char) -> BidiClass {
        class(c)
    }
}

/// The bidi class of a character within a paragraph.
pub(super) fn class(c: char) -> BidiClass {
    match c {
        'ء'..='ي' => BidiClass::AL,
        ' ' | '\n' => BidiClass::WS,
        'a'..='z' | 'A'..='Z' => BidiClass::L,
        '0'..='9' => BidiClass::EN,
        _ => match HardcodedBidiData.bidi_class(c) {
            BidiClass::B => BidiClass::WS,
            class => class,
        },
    }
}

/// The direction of a paragraph (P2, P3, or as the option says).
pub(super) fn base(text: &str, direction: Direction) -> Base {
    match direction {
        Direction::Fixed(base) => base,
        Direction::Auto(otherwise) => match unicode_bidi::get_base_direction_with_data_source(&Classes, text)
        {
            Found::Ltr => Base::Ltr,
            Found::Rtl => Base::Rtl,
            Found::Mixed => otherwise,
        },
        Direction::Article(usual) => of_article(text, usual),
    }
}

/// The direction of a paragraph of an article that runs in the `usual` one.
fn of_article(text: &str, usual: Base) -> Base {
    let (mut first, mut of_usual, mut of_other) = (None, 0_usize, 0_usize);
    for word in text.split_whitespace() {
        let Some((letter, base)) = first_strong(word) else { continue };
        first.get_or_insert(base);
        if base == usual {
            of_usual += 1;
        } else if !letter.is_uppercase() {
            of_other += 1;
        }
    }
    match first {
        Some(other) if other != usual && (of_other > of_usual || of_usual == 0) => other,
        _ => usual,
    }
}

fn first_strong(text: &str) -> Option<(char, Base)> {
    text.chars().find_map(|c| match class(c) {
        BidiClass::L => Some((c, Base::Ltr)),
        BidiClass::R | BidiClass::AL => Some((c, Base::Rtl)),
        _ => None,
    })
}

/// Whether a paragraph has no letter to go by: what it holds (`153.1٪`) is then shown as beside the
/// letters of its article.
pub(super) fn is_wordless(text: &str) -> bool {
    first_strong(text).is_none()
}

/// Whether the text holds a letter that is written right to left.
pub(super) fn has_rtl(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| matches!(class(c), BidiClass::R | BidiClass::AL))
}

/// The level of every byte of a text that stands among Arabic words, without a letter of its own.
pub(super) fn levels_among_letters(text: &str, isolates: &[Range<usize>]) -> Vec<u8> {
    let before = ALM.len_utf8();
    let isolates: Vec<_> = isolates.iter().map(|range| range.start + before..range.end + before).collect();
    levels(&format!("{ALM}{text}"), Base::Rtl, &isolates).split_off(before)
}

/// The level of every byte of a paragraph (rules P to I), as if each of `isolates` (sorted, disjoint) stood
/// between LRI and PDI.
pub(super) fn levels(text: &str, base: Base, isolates: &[Range<usize>]) -> Vec<u8> {
    if let Some(level) = uniform_level(text, base) {
        return vec![level; text.len()];
    }
    if isolates.is_empty() {
        return plain_levels(text, base);
    }
    let mut marked = String::with_capacity(text.len() + isolates.len() * 9);
    let mut inner = Vec::with_capacity(isolates.len());
    let (mut from, mut rtl) = (0, false);
    for isolate in isolates {
        let before = &text[from..isolate.start];
        let strong = before
            .chars()
            .rev()
            .map(class)
            .find(|class| matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL));
        rtl = strong.map_or(rtl, |class| class != BidiClass::L);
        marked.push_str(before);
        let inner_text = &text[isolate.clone()];
        marked.push(LRI);
        if is_arabic_number(inner_text) {
            marked.push(LRO); // signs between such digits would run the other way (W4, N1)
        }
        let inside = marked.len();
        marked.push_str(inner_text);
        marked.push(PDI);
        if rtl && base == Base::Ltr {
            // Behind a right-to-left word it belongs to that, also where nothing but the end follows.
            marked.push(RLM);
        }
        inner.push((inside, marked.len()));
        from = isolate.end;
    }
    marked.push_str(&text[from..]);
    let levels = plain_levels(&marked, base);
    let mut kept = Vec::with_capacity(text.len());
    let (mut from, mut taken) = (0, 0);
    for (isolate, (inside, behind)) in isolates.iter().zip(inner) {
        kept.extend_from_slice(&levels[taken..taken + isolate.start - from]);
        kept.extend_from_slice(&levels[inside..inside + isolate.len()]);
        from = isolate.end;
        taken = behind;
    }
    kept.extend_from_slice(&levels[taken..]);
    kept
}

/// Whether a text has Arabic digits and no letter.
fn is_arabic_number(text: &str) -> bool {
    first_strong(text).is_none() && text.chars().any(|c| class(c) == BidiClass::AN)
}

/// The level of a paragraph that has but one: no letter of the other direction, no number that would run
/// against it, no control.
fn uniform_level(text: &str, base: Base) -> Option<u8> {
    use BidiClass::{AL, CS, EN, ES, ET, L, NSM, ON, R, S, WS};
    let uniform = text.chars().all(|c| {
        matches!(
            (base, class(c)),
            (_, ON | WS | NSM | S | CS | ES | ET) | (Base::Ltr, L | EN) | (Base::Rtl, R | AL)
        )
    });
    uniform.then_some(u8::from(base == Base::Rtl))
}

fn plain_levels(text: &str, base: Base) -> Vec<u8> {
    let level = if base == Base::Rtl { Level::rtl() } else { Level::ltr() };
    // The separator that ends a paragraph closes what is open (P1, X8).
    let body = text.strip_suffix(|c| HardcodedBidiData.bidi_class(c) == BidiClass::B).unwrap_or(text);
    let info = ParagraphBidiInfo::new_with_data_source(&Classes, body, Some(level));
    let mut levels: Vec<u8> = info.levels.iter().map(Level::number).collect();
    levels.resize(text.len(), level.number());
    levels
}

/// What L1 asks of an item of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spacing {
    /// Neither of the others.
    Ink,
    /// White space or an isolate control: takes the paragraph's level before a separator and at the end of the line.
    White,
    /// A segment separator: always takes the paragraph's level.
    Separator,
}

/// L1: separators, and white space before them or at the end of the line, take the level of the paragraph.
pub(super) fn reset_blanks(items: &mut [(u8, Spacing)], base: Base) {
    let paragraph = u8::from(base == Base::Rtl);
    let mut trailing = true;
    for (level, spacing) in items.iter_mut().rev() {
        trailing = match spacing {
            Spacing::Separator => true,
            Spacing::White => trailing,
            Spacing::Ink => false,
        };
        if trailing {
            *level = paragraph;
        }
    }
}

/// L2: from the highest level to the lowest odd one, every run of that level or higher is reversed. Gives
/// the items' indexes in visual order.
pub(super) fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or(0);
    let Some(lowest_odd) = levels.iter().copied().filter(|level| level % 2 == 1).min() else { return order };
    for level in (lowest_odd..=highest).rev() {
        let mut at = 0;
        while at < order.len() {
            let run = order[at..].iter().take_while(|&&item| levels[item] >= level).count();
            order[at..at + run].reverse();
            at += run.max(1);
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::Read as _;

    use flate2::read::GzDecoder;
    use unicode_bidi::data_source::BidiMatchedOpeningBracket;

    use super::*;

    /// The steps that are looked at: X1 to I2, and L1.
    struct Steps {
        levels: fn(&str, Base) -> Vec<u8>,
        reset_blanks: fn(&mut [(u8, Spacing)], Base),
    }

    const RIGHT: Steps = Steps { levels: |text, base| levels(text, base, &[]), reset_blanks };

    /// How many cases were run and how many went wrong.
    #[derive(Debug, Default)]
    struct Outcome {
        run: usize,
        failed: usize,
    }

    impl Outcome {
        /// Runs one case: the levels and the visual order of all characters that X9 leaves.
        fn case(&mut self, steps: &Steps, text: &str, base: Base, expected: &str, order: &str) {
            let levels = (steps.levels)(text, base);
            let expected: Vec<Option<u8>> =
                expected.split_whitespace().map(|level| level.parse().ok()).collect();
            let kept: Vec<usize> = (0..expected.len()).filter(|&i| expected[i].is_some()).collect();
            let chars: Vec<(usize, char)> = text.char_indices().collect();
            let mut items: Vec<_> = kept.iter().map(|&i| (levels[chars[i].0], spacing(chars[i].1))).collect();
            (steps.reset_blanks)(&mut items, base);
            let levels: Vec<u8> = items.into_iter().map(|(level, _)| level).collect();
            let seen = visual_order(&levels).into_iter().map(|item| kept[item].to_string());
            let right = levels.into_iter().eq(expected.into_iter().flatten())
                && seen.eq(order.split_whitespace().map(String::from));
            self.run += 1;
            self.failed += usize::from(!right);
        }
    }

    fn unpack(name: &str) -> String {
        let file = format!("{}/tests/data/{name}.gz", env!("CARGO_MANIFEST_DIR"));
        let mut data = String::new();
        GzDecoder::new(File::open(file).unwrap()).read_to_string(&mut data).unwrap();
        data
    }

    /// Every third case of BidiCharacterTest.txt. `tests/it/text_bidi.rs` runs all through lines of cells.
    fn characters(steps: &Steps) -> Outcome {
        let mut outcome = Outcome::default();
        for line in unpack("BidiCharacterTest.txt").lines().step_by(3) {
            let [hex, _, base, expected, order] = line.split(';').collect::<Vec<_>>()[..] else { continue };
            let c = |hex| char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap();
            let text: String = hex.split(' ').map(c).collect();
            let base = if base == "1" { Base::Rtl } else { Base::Ltr };
            outcome.case(steps, &text, base, expected, order);
        }
        outcome
    }

    /// The cases of BidiTest.txt of letters, numbers, blanks and separators alone.
    fn separators(steps: &Steps) -> Outcome {
        let (mut outcome, mut expected, mut order) = (Outcome::default(), "", "");
        for line in unpack("BidiTest.txt").lines() {
            expected = line.strip_prefix("@Levels:").unwrap_or(expected);
            order = line.strip_prefix("@Reorder:").unwrap_or(order);
            let Some((classes, bits)) = line.split_once("; ") else { continue };
            let table =
                [("L", 'a'), ("R", 'א'), ("EN", '1'), ("AN", '١'), ("S", '\t'), ("WS", ' '), ("ON", '!')];
            let of_class = |class| table.iter().find(|row| row.0 == class).map(|row| row.1);
            let Some(text) = classes.split(' ').map(of_class).collect::<Option<String>>() else { continue };
            let bits = u8::from_str_radix(bits, 16).unwrap();
            for base in [(2, Base::Ltr), (4, Base::Rtl)].into_iter().filter(|(bit, _)| bits & bit != 0) {
                outcome.case(steps, &text, base.1, expected, order);
            }
        }
        outcome
    }

    fn spacing(c: char) -> Spacing {
        use BidiClass::{FSI, LRI, PDI, RLI, S, WS};
        match class(c) {
            S => Spacing::Separator,
            WS | LRI | RLI | FSI | PDI => Spacing::White,
            _ => Spacing::Ink,
        }
    }

    /// N0 with what opens and what closes swapped.
    struct Swapped;

    impl BidiDataSource for Swapped {
        fn bidi_class(&self, c: char) -> BidiClass {
            class(c)
        }

        fn bidi_matched_opening_bracket(&self, c: char) -> Option<BidiMatchedOpeningBracket> {
            let bracket = HardcodedBidiData.bidi_matched_opening_bracket(c)?;
            Some(BidiMatchedOpeningBracket { is_open: !bracket.is_open, ..bracket })
        }
    }

    #[test]
    fn mutations_of_l1_and_n0_fail() {
        let no_separators = Steps {
            reset_blanks: |items, base| {
                for (_, spacing) in &mut *items {
                    if *spacing == Spacing::Separator {
                        *spacing = Spacing::Ink;
                    }
                }
                reset_blanks(items, base);
            },
            ..RIGHT
        };
        let swapped = Steps {
            levels: |text, base| {
                let level = if base == Base::Rtl { Level::rtl() } else { Level::ltr() };
                let info = ParagraphBidiInfo::new_with_data_source(&Swapped, text, Some(level));
                info.levels.iter().map(Level::number).collect()
            },
            ..RIGHT
        };
        let outcomes =
            [separators(&RIGHT), characters(&RIGHT), separators(&no_separators), characters(&swapped)];
        let [right, right_too, l1, n0] = &outcomes;
        assert!(
            right.run > 300 && right_too.run > 30_000 && right.failed + right_too.failed == 0,
            "{outcomes:?}"
        );
        assert!(l1.failed > 100 && n0.failed > 100, "{outcomes:?}");
    }
}
