//! Keys as the terminal tells them.

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A character as it came, so with Shift applied; lam-alef of an Arabic layout comes as U+FEFB or as two keys.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Erase backwards.
    Backspace,
    /// Erase forwards.
    Delete,
    /// Insert.
    Insert,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// A function key.
    F(u8),
}

impl KeyCode {
    /// The number that a key is, on either keyboard, counted from 0 for the key `1`.
    pub fn choice(self) -> Option<usize> {
        match self {
            Self::Char(c @ '1'..='9') => Some(c as usize - '1' as usize),
            Self::Char(c @ '١'..='٩') => Some(c as usize - '١' as usize),
            _ => None,
        }
    }
}

/// A key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// With Control (a letter is then lower case).
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift, where the terminal tells it and the character does not.
    pub shift: bool,
}

impl Key {
    /// A key without modifiers.
    pub fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// The letter that it types, if it is one.
    pub fn letter(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// Control and a letter.
    pub fn ctrl(c: char) -> Self {
        Self { code: KeyCode::Char(c), ctrl: true, alt: false, shift: false }
    }
}
