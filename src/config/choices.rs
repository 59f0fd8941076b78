//! The choices that have names: the same in the settings file and on the command line.

use super::Color;
use crate::app::Lang;
use crate::text::Digits;

/// The names of a choice with what they stand for.
pub type Choices<T> = &'static [(&'static str, T)];

/// When colours are used.
pub const COLORS: Choices<Color> =
    &[("auto", Color::Auto), ("always", Color::Always), ("never", Color::Never)];
/// Languages of the interface.
pub const LANGS: Choices<Lang> = &[("ar", Lang::Ar), ("en", Lang::En)];
/// Which digits articles show.
pub const DIGITS: Choices<Digits> =
    &[("keep", Digits::Keep), ("western", Digits::Western), ("arabic", Digits::Arabic)];
