//! Damage of the index, met while it is read: an error of the library that reads it, or a panic of it.
//!
//! *Invariant:* a panic that is caught here is told to nobody: hooks ask [`is_caught`].

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

use tantivy::TantivyError;

thread_local! {
    /// How many calls of `caught` this thread is in.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Whether a panic of this thread, now, is caught and taken for damage of the index.
pub fn is_caught() -> bool {
    DEPTH.get() > 0
}

/// Runs what reads the index; a panic becomes an error. What `work` changes is thrown away with it.
pub(super) fn caught<T>(work: impl FnOnce() -> tantivy::Result<T>) -> tantivy::Result<T> {
    DEPTH.set(DEPTH.get() + 1);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    DEPTH.set(DEPTH.get() - 1);
    done.unwrap_or_else(|_| Err(TantivyError::InternalError("bytes that cannot be read".to_owned())))
}

/// Whether an error says that files of the index are damaged, not that a query asks what cannot be.
pub(super) fn is_damage(error: &TantivyError) -> bool {
    use TantivyError::{DataCorruption, InternalError, IoError, OpenReadError};
    matches!(error, DataCorruption(_) | InternalError(_) | IoError(_) | OpenReadError(_))
}
