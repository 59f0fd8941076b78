//! The pass behind [`Clean`]: one walk over the original, a decision a character.
//!
//! It knows the rules and nothing of who asks. Text is gathered in *chunks* (a starter and its marks), the
//! unit within which normalisation may change anything; only a changed chunk costs an entry of the map.
//!
//! *Invariant:* a decision looks at what was already kept and at most at the next input character that is
//! itself kept for sure; that is why a second pass changes nothing.

use std::ops::Range;

use icu_normalizer::{ComposingNormalizerBorrowed, properties::CanonicalCombiningClassMapBorrowed};
use icu_properties::props::{
    Emoji, ExtendedPictographic, GeneralCategory, GeneralCategoryGroup, JoiningType,
};
use icu_properties::{CodePointMapData, CodePointSetData};

use super::clean::{Clean, MAX_ISOLATES, MAX_MARKS};

/// Formatting characters (marks of direction, joiners, ZWSP) kept in a row.
const MAX_FORMATS: usize = 2;
/// Canonical combining class of viramas.
const VIRAMA: u8 = 9;
/// Marks of one chunk that are looked at; more cannot be text.
const MAX_CHUNK_MARKS: usize = 8;

/// What becomes of one character.
enum Verdict {
    Keep,
    Drop,
    Blank,
    /// An Arabic presentation form, to be taken apart (NFKC).
    Decompose,
    /// A direction mark or joiner: kept, not too many in a row.
    Format,
    /// End of ayah: `﴿`, its digits, `﴾`, because terminals disagree on the width of the sign.
    Ayah,
}

/// A starter with its marks, not yet normalised.
#[derive(Default)]
struct Chunk {
    /// Where it begins in the output.
    start: usize,
    /// Length and source of each of its characters.
    parts: Vec<(usize, Range<usize>)>,
    marks: usize,
}

pub(super) struct Cleaner<'a> {
    original: &'a str,
    offset: usize,
    clean: Clean,
    chunk: Chunk,
    formats: usize,
    /// Offsets of the isolate controls that are kept, last first.
    isolates: Vec<usize>,
    /// Digits of an ayah are being copied.
    in_ayah: bool,
    /// Direction controls stay as they are.
    obeys: bool,
}

impl<'a> Cleaner<'a> {
    pub(super) fn new(original: &'a str, offset: usize) -> Self {
        Self {
            original,
            offset,
            clean: Clean::default(),
            chunk: Chunk::default(),
            formats: 0,
            isolates: Vec::new(),
            in_ayah: false,
            obeys: false,
        }
    }

    /// Keeps embeddings, overrides and isolates; UAX #9 itself caps their depth.
    pub(super) fn obeying(self) -> Self {
        Self { obeys: true, ..self }
    }

    /// Cleans at most `limit` characters; a line break becomes `newline`.
    pub(super) fn run(mut self, limit: usize, newline: char) -> Clean {
        self.clean.text.reserve(self.original.len());
        self.isolates = kept_isolates(self.original, newline);
        let mut skip_to = 0;
        let mut count = 0_usize;
        for (at, c) in self.original.char_indices() {
            if at < skip_to {
                continue;
            }
            count += 1;
            if count > limit {
                break;
            }
            let source = at..at + c.len_utf8();
            if self.in_ayah && !is_digit(c) {
                self.close_ayah(at);
            }
            if is_plain(c) {
                self.start_chunk(c, source);
                continue;
            }
            match c {
                '\r' if self.original[source.end..].starts_with('\n') => {}
                '\n' => self.start_chunk(newline, source),
                '\u{1F3F4}' => {
                    let flag = flag_len(&self.original[source.end..]);
                    self.push(c, source.clone());
                    for (i, tag) in self.original[source.end..source.end + flag].char_indices() {
                        let tag_at = source.end + i;
                        self.append(tag, tag_at..tag_at + tag.len_utf8());
                    }
                    skip_to = source.end + flag;
                }
                _ => self.judge_and_apply(c, source),
            }
        }
        if self.in_ayah {
            self.close_ayah(self.original.len());
        }
        self.flush();
        self.clean.map.finish(self.offset + self.original.len());
        self.clean
    }

    fn judge_and_apply(&mut self, c: char, source: Range<usize>) {
        match self.verdict(c, source.clone()) {
            Verdict::Keep => self.push(c, source),
            Verdict::Drop => {}
            Verdict::Blank => self.start_chunk(' ', source),
            Verdict::Decompose => {
                let mut bytes = [0; 4];
                let written = phrase(c).unwrap_or(c.encode_utf8(&mut bytes));
                let parts = ComposingNormalizerBorrowed::new_nfkc().normalize(written).into_owned();
                // One chunk, however many letters: all of them, and marks behind, came from this place.
                let mut parts = parts.chars();
                if let Some(first) = parts.next() {
                    self.push(first, source.clone());
                }
                for part in parts {
                    self.append(part, source.clone());
                }
            }
            Verdict::Format => {
                if self.formats < MAX_FORMATS {
                    self.formats += 1;
                    self.flush();
                    self.append(c, source);
                }
            }
            Verdict::Ayah => {
                self.start_chunk('\u{FD3F}', source);
                self.in_ayah = true;
            }
        }
    }

    fn close_ayah(&mut self, at: usize) {
        self.in_ayah = false;
        self.start_chunk('\u{FD3E}', at..at);
    }

    fn verdict(&mut self, c: char, source: Range<usize>) -> Verdict {
        match c {
            '\t' | '\u{B}' | '\u{C}' | '\r' | '\u{1C}'..='\u{1F}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                Verdict::Blank
            }
            '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{61C}' => Verdict::Format,
            '\u{200C}' | '\u{200D}' => {
                let next = self.original[source.end..].chars().find(|c| !is_mark(*c));
                if self.joiner_acts(next) { Verdict::Format } else { Verdict::Drop }
            }
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' if self.obeys => Verdict::Keep,
            '\u{2066}'..='\u{2069}' if self.isolates.last() == Some(&source.start) => {
                self.isolates.pop();
                Verdict::Keep
            }
            '\u{6DD}' | '\u{8E2}' => Verdict::Ayah,
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' if assigned(c) => Verdict::Decompose,
            '\u{FE0E}' | '\u{FE0F}' => {
                let emoji = self.clean.text.chars().next_back();
                let allowed = emoji.is_some_and(|base| CodePointSetData::new::<Emoji>().contains(base));
                if allowed { Verdict::Keep } else { Verdict::Drop }
            }
            '\u{34F}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{3164}'
            | '\u{FFA0}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{FE00}'..='\u{FE0D}'
            | '\u{E0000}'..='\u{E0FFF}' => Verdict::Drop,
            _ => match CodePointMapData::<GeneralCategory>::new().get(c) {
                GeneralCategory::Control | GeneralCategory::Format | GeneralCategory::Unassigned => {
                    Verdict::Drop
                }
                _ => Verdict::Keep,
            },
        }
    }

    /// A joiner is kept beside a letter whose shape it may change, after a virama, and inside emoji.
    fn joiner_acts(&self, next: Option<char>) -> bool {
        let joining = CodePointMapData::<JoiningType>::new();
        let pictographic = CodePointSetData::new::<ExtendedPictographic>();
        let mut kept = self.clean.text.chars().rev();
        let Some(last) = kept.next() else { return next.is_some_and(joins_back) };
        if CanonicalCombiningClassMapBorrowed::new().get_u8(last) == VIRAMA {
            return true;
        }
        let base = std::iter::once(last)
            .chain(kept)
            .take(MAX_MARKS + MAX_FORMATS + 1)
            .find(|&c| joining.get(c) != JoiningType::Transparent && !is_emoji_modifier(c));
        let joins_on = base.is_some_and(|c| {
            matches!(
                joining.get(c),
                JoiningType::DualJoining | JoiningType::LeftJoining | JoiningType::JoinCausing
            ) && !matches!(c, '\u{200C}' | '\u{200D}')
        });
        let inside_emoji =
            base.is_some_and(|c| pictographic.contains(c)) && next.is_some_and(|c| pictographic.contains(c));
        joins_on || inside_emoji || next.is_some_and(joins_back)
    }

    fn push(&mut self, c: char, source: Range<usize>) {
        let behind_mark = self.clean.text.chars().next_back().is_some_and(is_mark);
        let extends = is_mark(c) || extends_chunk(c) && !behind_mark;
        if extends && self.clean.text.len() > self.chunk.start {
            self.chunk.marks += 1;
            if self.chunk.marks <= MAX_CHUNK_MARKS {
                self.append(c, source);
            }
        } else {
            self.start_chunk(c, source);
        }
    }

    fn start_chunk(&mut self, c: char, source: Range<usize>) {
        self.flush();
        self.formats = 0;
        self.append(c, source);
        self.chunk.marks = usize::from(extends_chunk(c));
    }

    /// Adds a character to the open chunk.
    fn append(&mut self, c: char, source: Range<usize>) {
        self.clean.text.push(c);
        self.chunk.parts.push((c.len_utf8(), self.offset + source.start..self.offset + source.end));
    }

    /// Normalises the open chunk and writes it into the map: character by character if nothing changed,
    /// else as a unit.
    fn flush(&mut self) {
        let chunk = &self.clean.text[self.chunk.start..];
        if !chunk.chars().next().is_some_and(|c| is_plain(c) && c.len_utf8() == chunk.len()) {
            let normal = cap_marks(&ComposingNormalizerBorrowed::new_nfc().normalize(chunk));
            if normal != chunk {
                let (Some((_, first)), Some((_, last))) = (self.chunk.parts.first(), self.chunk.parts.last())
                else {
                    return;
                };
                self.clean.map.push_unit(normal.len(), &(first.start..last.end));
                self.chunk.parts.clear();
                self.clean.text.truncate(self.chunk.start);
                self.clean.text.push_str(&normal);
            }
        }
        for (len, source) in self.chunk.parts.drain(..) {
            self.clean.map.push(len, source);
        }
        self.chunk.start = self.clean.text.len();
        self.chunk.marks = 0;
    }
}

/// The words of a phrase in one character that Unicode gives no decomposition: up to eleven cells in one, as
/// fonts draw it.
pub(super) fn phrase(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{FD40}' => "رحمه الله",
        '\u{FD41}' => "رضي الله عنه",
        '\u{FD42}' => "رضي الله عنها",
        '\u{FD43}' => "رضي الله عنهم",
        '\u{FD44}' => "رضي الله عنهما",
        '\u{FD45}' => "رضي الله عنهن",
        '\u{FD46}' => "صلى الله عليه وآله",
        '\u{FD47}' => "عليه السلام",
        '\u{FD48}' => "عليهم السلام",
        '\u{FD49}' => "عليهما السلام",
        '\u{FD4A}' => "عليه الصلاة والسلام",
        '\u{FD4B}' => "قدس سره",
        '\u{FD4C}' => "صلى الله عليه وآله وسلم",
        '\u{FD4D}' => "عليها السلام",
        '\u{FD4E}' => "تبارك وتعالى",
        '\u{FD4F}' => "رحمهم الله",
        '\u{FDCF}' => "سلامه علينا",
        '\u{FDFD}' => "بسم الله الرحمن الرحيم",
        '\u{FDFE}' => "سبحانه وتعالى",
        '\u{FDFF}' => "عز وجل",
        _ => return None,
    })
}

/// Characters that are always kept as they are and begin a chunk: most of any text.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{621}'..='\u{64A}' | '\u{660}'..='\u{669}' | '\u{60C}' | '\u{61B}' | '\u{61F}'
        | '\u{671}'..='\u{6D3}')
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}

fn assigned(c: char) -> bool {
    CodePointMapData::<GeneralCategory>::new().get(c) != GeneralCategory::Unassigned
}

fn is_emoji_modifier(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

fn joins_back(c: char) -> bool {
    !matches!(c, '\u{200C}' | '\u{200D}')
        && matches!(
            CodePointMapData::<JoiningType>::new().get(c),
            JoiningType::DualJoining | JoiningType::RightJoining | JoiningType::JoinCausing
        )
}

/// Whether normalisation may combine it with what stands before: marks, conjoining jamo, and the
/// Kirat Rai vowels, the only letters that do so.
fn extends_chunk(c: char) -> bool {
    matches!(c, '\u{1160}'..='\u{11FF}' | '\u{16D63}'..='\u{16D67}') || is_mark(c)
}

fn is_mark(c: char) -> bool {
    c >= '\u{300}' && GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

fn cap_marks(text: &str) -> String {
    let mut marks = 0;
    text.chars()
        .filter(|&c| {
            marks = if is_mark(c) { marks + 1 } else { 0 };
            marks <= MAX_MARKS
        })
        .collect()
}

/// Bytes of the tags of an emoji flag (`🏴` was read): three to six letters or digits and the end tag.
fn flag_len(rest: &str) -> usize {
    let letters = rest
        .chars()
        .take(7)
        .take_while(|c| matches!(c, '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}'))
        .count();
    let ended = rest.chars().nth(letters) == Some('\u{E007F}');
    if (3..=6).contains(&letters) && ended { (letters + 1) * 4 } else { 0 }
}

/// Offsets of the isolate controls to keep, last first: those with a partner in the same paragraph,
/// not nested deeper than [`MAX_ISOLATES`].
fn kept_isolates(text: &str, newline: char) -> Vec<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut kept = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '\u{2066}'..='\u{2068}' => open.push(at),
            '\u{2069}' => {
                if let Some(start) = open.pop()
                    && open.len() < MAX_ISOLATES
                {
                    kept.extend([start, at]);
                }
            }
            '\n' if newline == '\n' => open.clear(),
            _ => {}
        }
    }
    kept.sort_unstable_by(|a, b| b.cmp(a));
    kept
}
