//! Which classes of entity are shown.
//!
//! Knows nothing of mentions. *Invariant:* a new set has all of them.

use crate::model::EntityKind;

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    /// A bit for each class that is left out.
    off: u16,
}

impl Classes {
    /// Whether a class is in it.
    pub fn has(self, kind: EntityKind) -> bool {
        self.off & bit(kind) == 0
    }

    /// Takes a class out or in; whether it is in now.
    pub fn toggle(&mut self, kind: EntityKind) -> bool {
        self.off ^= bit(kind);
        self.has(kind)
    }

    /// Takes out the class of a code; whether there is one.
    pub fn hide(&mut self, code: &str) -> bool {
        let kind = EntityKind::from_code(code);
        self.off |= kind.map_or(0, bit);
        kind.is_some()
    }
}

/// The codes of all classes, for messages.
pub fn codes() -> String {
    EntityKind::ALL.map(EntityKind::code).join(" ")
}

fn bit(kind: EntityKind) -> u16 {
    1 << kind as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_has_a_switch_of_its_own() {
        let mut classes = Classes::default();
        for kind in EntityKind::ALL {
            assert!(classes.has(kind));
            assert!(!classes.toggle(kind));
            let on = EntityKind::ALL.into_iter().filter(|other| classes.has(*other)).count();
            assert_eq!(on, EntityKind::ALL.len() - 1, "{kind:?}");
            let mut hidden = Classes::default();
            assert!(hidden.hide(kind.code()));
            assert_eq!(classes, hidden);
            assert!(classes.toggle(kind));
        }
    }
}
