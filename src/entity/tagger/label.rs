//! The labels of the tagger: outside, or where in a name of which class a token stands.
//!
//! *Invariant:* `I` of a class follows only `B`, `C` or `I` of the same class.

use crate::model::EntityKind;

/// How many labels there are.
pub const LABELS: usize = 1 + 3 * KINDS.len();

/// The classes that are learnt; numbers and dates have grammars.
pub const KINDS: [EntityKind; 5] = EntityKind::NAMED;

/// Where a token stands in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// The name begins with the token.
    Begin,
    /// The name begins in the token, after its proclitics.
    Clitic,
    /// The name goes on.
    Inside,
}

/// A label, 0 to `LABELS - 1`; 0 is outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Label(pub u8);

impl Label {
    /// No part of a name.
    pub const OUTSIDE: Self = Self(0);

    /// The label of a class (an index into `KINDS`) and a position.
    pub fn new(kind: usize, position: Position) -> Self {
        Self((1 + kind * 3 + position as usize) as u8)
    }

    /// All labels in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..LABELS as u8).map(Self)
    }

    /// Class and position; nothing outside.
    pub fn inside(self) -> Option<(EntityKind, Position)> {
        let n = usize::from(self.0.checked_sub(1)?);
        let position = [Position::Begin, Position::Clitic, Position::Inside][n % 3];
        Some((*KINDS.get(n / 3)?, position))
    }

    /// Whether a name goes on with this label.
    pub fn goes_on(self) -> bool {
        self.inside().is_some_and(|(_, position)| position == Position::Inside)
    }

    /// Whether this label may follow another.
    pub fn follows(self, before: Self) -> bool {
        !self.goes_on() || before.inside().map(|b| b.0) == self.inside().map(|i| i.0)
    }
}
