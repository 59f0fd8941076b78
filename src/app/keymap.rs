//! From key presses to commands: chords, sequences (`gg`) and the Arabic keyboard.
//!
//! Knows nothing of what a command does. A lone prefix waits for the next key without a clock.
//!
//! *Invariant:* a literal ASCII key is never reinterpreted; other letters are read by the keyboard table.

use super::command::{COMMANDS, Command, Mode};
use super::key::{Key, KeyCode};
use super::layout::{lam_alef, us_key};

/// Keys that were pressed and are not yet a command.
#[derive(Debug, Default)]
pub struct Pending {
    keys: Vec<Key>,
    /// Whether the last of them was a literal lam, which may turn out to be the beginning of لا.
    lam: bool,
}

/// What a key press came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// A command.
    Command(Command),
    /// The beginning of a sequence.
    Waiting,
    /// Nothing.
    Nothing,
}

impl Pending {
    /// Takes one key of a mode. A key that ends no sequence is read again on its own.
    pub fn press(&mut self, mode: Mode, key: Key) -> Pressed {
        let lam_before = std::mem::take(&mut self.lam);
        let mut chord = translate(key);
        if let KeyCode::Char(c) = key.code {
            if lam_before && let Some(us) = lam_alef(c) {
                self.keys.pop();
                chord = Key { code: KeyCode::Char(us), ..chord };
            }
            self.lam = c == 'ل';
        }
        self.keys.push(chord);
        match lookup(mode, &self.keys) {
            Pressed::Waiting => Pressed::Waiting,
            Pressed::Command(command) => {
                self.keys.clear();
                Pressed::Command(command)
            }
            Pressed::Nothing if self.keys.len() > 1 => {
                self.keys.clear();
                self.lam = false;
                self.press(mode, key)
            }
            Pressed::Nothing => {
                self.keys.clear();
                Pressed::Nothing
            }
        }
    }

    /// Forgets what waits.
    pub fn clear(&mut self) {
        self.keys.clear();
        self.lam = false;
    }
}

/// The key of a US keyboard at the place of the one that was pressed.
fn translate(key: Key) -> Key {
    let KeyCode::Char(c) = key.code else { return key };
    let shift = false; // the character has it
    Key { code: KeyCode::Char(us_key(c).unwrap_or(c)), shift, ..key }
}

fn lookup(mode: Mode, keys: &[Key]) -> Pressed {
    let mut waiting = false;
    for entry in COMMANDS.iter().filter(|entry| [mode, Mode::Any].contains(&entry.mode)) {
        for chord in entry.chords {
            let sequence = parse(chord);
            if sequence == keys {
                return Pressed::Command(entry.command);
            }
            waiting |= sequence.starts_with(keys);
        }
    }
    if waiting { Pressed::Waiting } else { Pressed::Nothing }
}

/// Reads chords as they are written in `COMMANDS`, in settings and in tests: letters stand for
/// themselves; names stand in angle brackets, with `C-`, `A-`, `S-` before them (`gg`, `<C-d>`, `<ret>`).
/// An angle bracket that opens no known name stands for itself.
pub fn parse(text: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|tail| {
            let end = tail.find('>')?;
            Some((named(&tail[..end])?, &tail[end + 1..]))
        });
        let (key, tail) =
            named.unwrap_or_else(|| (Key::plain(KeyCode::Char(first)), &rest[first.len_utf8()..]));
        keys.push(key);
        rest = tail;
    }
    keys
}

fn named(name: &str) -> Option<Key> {
    let mut key = Key::plain(KeyCode::Esc);
    let mut name = name;
    loop {
        let (flag, tail) = match name.get(..2) {
            Some("C-") => (&mut key.ctrl, &name[2..]),
            Some("A-") => (&mut key.alt, &name[2..]),
            Some("S-") => (&mut key.shift, &name[2..]),
            _ => break,
        };
        *flag = true;
        name = tail;
    }
    key.code = match name {
        "ret" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" if key.shift => {
            key.shift = false;
            KeyCode::BackTab
        }
        "tab" => KeyCode::Tab,
        "bs" => KeyCode::Backspace,
        "del" => KeyCode::Delete,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "space" => KeyCode::Char(' '),
        "lt" => KeyCode::Char('<'),
        _ => one_char(name).map(KeyCode::Char).or_else(|| function_key(name))?,
    };
    Some(key)
}

fn one_char(name: &str) -> Option<char> {
    let mut chars = name.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn function_key(name: &str) -> Option<KeyCode> {
    name.strip_prefix('F')?.parse().ok().map(KeyCode::F)
}

/// A chord for people: `gg`, `C-d`, `Enter`.
pub fn describe(chord: &str) -> String {
    let keycap = |name: &str| match name {
        "ret" => "Enter".to_owned(),
        "esc" => "Esc".to_owned(),
        "tab" => "Tab".to_owned(),
        "bs" => "Backspace".to_owned(),
        "del" => "Delete".to_owned(),
        "home" => "Home".to_owned(),
        "end" => "End".to_owned(),
        "pgup" => "PgUp".to_owned(),
        "pgdn" => "PgDn".to_owned(),
        "up" => "↑".to_owned(),
        "down" => "↓".to_owned(),
        "left" => "←".to_owned(),
        "right" => "→".to_owned(),
        "space" => "Space".to_owned(),
        other => other.to_owned(),
    };
    let Some(inner) = chord.strip_prefix('<').and_then(|tail| tail.strip_suffix('>')) else {
        return chord.to_owned();
    };
    let at = inner.rfind('-').filter(|at| at + 1 < inner.len()).map_or(0, |at| at + 1);
    format!("{}{}", &inner[..at], keycap(&inner[at..]))
}

#[cfg(test)]
mod tests {
    use super::super::layout::typed_in_arabic_101;
    use super::*;

    fn press_all(mode: Mode, keys: &[Key]) -> Vec<Command> {
        let mut pending = Pending::default();
        let pressed = keys.iter().map(|key| pending.press(mode, *key));
        pressed
            .filter_map(|pressed| match pressed {
                Pressed::Command(command) => Some(command),
                _ => None,
            })
            .collect()
    }

    fn type_text(text: &str) -> Vec<Command> {
        press_all(Mode::Normal, &text.chars().map(|c| Key::plain(KeyCode::Char(c))).collect::<Vec<_>>())
    }

    #[test]
    fn every_default_chord_fires_its_own_command() {
        for entry in COMMANDS {
            for chord in entry.chords {
                let mut pending = Pending::default();
                let last = parse(chord).into_iter().map(|key| pending.press(entry.mode, key)).last();
                assert_eq!(last, Some(Pressed::Command(entry.command)), "{chord}");
            }
        }
    }

    #[test]
    fn every_default_chord_fires_in_the_arabic_101_layout() {
        for entry in COMMANDS.iter().filter(|entry| entry.mode != Mode::Prompt) {
            for chord in entry.chords {
                let keys: Vec<Key> = parse(chord).into_iter().flat_map(in_arabic).collect();
                assert_eq!(press_all(entry.mode, &keys), [entry.command], "{chord}");
            }
        }
    }

    /// A key press as a terminal sends it under Arabic 101: control chords come as ASCII.
    fn in_arabic(key: Key) -> Vec<Key> {
        match key.code {
            KeyCode::Char(c) if !key.ctrl => {
                typed_in_arabic_101(c).chars().map(|c| Key { code: KeyCode::Char(c), ..key }).collect()
            }
            _ => vec![key],
        }
    }

    #[test]
    fn lam_alef_is_b_however_it_arrives_and_lam_lam_goes_to_the_top() {
        assert_eq!(type_text("لا"), [Command::PageUp]);
        assert_eq!(type_text("\u{FEFB}"), [Command::PageUp]);
        assert_eq!(type_text("لل"), [Command::Top]);
        assert_eq!(type_text("لأ"), [Command::Bottom]);
        assert_eq!(type_text("\u{FEF7}"), [Command::Bottom]);
    }

    #[test]
    fn a_lone_lam_waits_and_a_key_that_ends_no_sequence_counts_on_its_own() {
        assert_eq!(type_text("ل"), []);
        assert_eq!(type_text("لت"), [Command::Down]);
        assert_eq!(type_text("gj"), [Command::Down]);
        assert_eq!(type_text("ggj"), [Command::Top, Command::Down]);
    }

    #[test]
    fn a_shifted_key_may_be_a_combining_mark() {
        assert_eq!(type_text("\u{64E}"), [Command::Quit]);
    }

    #[test]
    fn literal_ascii_wins_over_the_table() {
        // Shift-L types a slash in Arabic 101: it is the search key all the same.
        assert_eq!(type_text("/"), [Command::Search]);
    }

    #[test]
    fn every_command_is_listed_once_and_told_in_both_languages() {
        for (at, entry) in COMMANDS.iter().enumerate() {
            assert!(
                COMMANDS[..at].iter().all(|other| other.command != entry.command && other.name != entry.name)
            );
            assert!(entry.arabic.ends_with('.') && entry.english.ends_with('.'), "{}", entry.name);
            assert!(!entry.chords.is_empty(), "{}", entry.name);
        }
    }

    #[test]
    fn chords_are_described_as_on_the_keycaps() {
        let told = |chord: &str| describe(chord);
        assert_eq!(told("gg"), "gg");
        assert_eq!(told("<C-d>"), "C-d");
        assert_eq!(told("<S-tab>"), "S-Tab");
        assert_eq!(told("<left>"), "←");
    }
}
