//! The terminal: raw mode, input, what it can do, and how rows are encoded for it. No drawing, no domain.
//!
//! ```text
//! ui::view ─► Buffer ─ frame: gate, encode ─► Grid ─ backend: scroll, diff ─► bytes ─ screen: one write
//! tty ─ input: poll, parse ─► Event::{Key, Paste, Reply} ─ replies ─► detect::decide ─► Strategy
//! ```
//!
//! *Invariant:* only `screen` and `input` touch the terminal; everything else is a pure function.
//! *Invariant:* a reply of the terminal is never a key, however late it comes.
//!
//! # Why
//! Not ratatui's crossterm backend: it writes 25 bytes for a frame in which nothing changed, repaints
//! 5 kB for a scroll by one line, and trusts relative cursor positions after wide cells. Not
//! crossterm's event reader: late replies come out of it as keys, and it spins when the line hangs up.

pub mod ask;
pub mod backend;
pub mod detect;
pub mod encode;
mod fence;
mod frame;
mod grid;
pub mod input;
mod paint;
pub mod palette;
pub mod screen;
mod scroll;
mod sgr;
