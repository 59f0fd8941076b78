//! Sahifa (صحيفة): a news reader for the terminal that shows Arabic right to left in every terminal.
//!
//! This page is the map. It says which floors there are, how a document, a key, a string and a query
//! travel through them, and, for each floor, what it does *not* know: that is what keeps it small.
//!
//! # Picture
//!
//! ```text
//!  9  main ── cli            arguments, sub-commands, exit codes
//!  8  runtime                threads, channels, clock, effects: the only place that waits
//!  7  term │ config          raw mode, input, capabilities, row encoding │ file -> typed settings
//!  6  ui                     view(&App) -> Buffer; theme; paint (the only writer of text to a Buffer)
//!  5  app                    state machine: Msg -> update -> Effects; commands, keymap
//!  4  library                the service: ingest, query, mark; owns store, index, lexicon
//!  3  store │ search │ entity │ feed      neighbours, blind to each other
//!  2  model                  the nouns: Article, Status, Mention, Hit
//!  1  text                   logical string -> visual cells; folding with a map back; pure Unicode
//! ```
//!
//! Imports only go down, and a floor imports no more than it must. `tests/it/floors.rs` holds the table of
//! who may import whom and which outside crate, and fails on anything else. `fetch` will be a fifth
//! neighbour on floor 3 when feeds come.
//!
//! # Flows
//!
//! **A. A document to the index.** [`cli`] reads bytes. [`feed::parse`] makes articles and refusals of them;
//! a crooked document is a value, not an error. [`library::Library::ingest`] writes what is new or changed in
//! one transaction. The articles are listed from then on. [`library::Library::derive`] follows behind: it
//! tags and indexes what waits for it, in steps, so that a reader sees the list before the index is full.
//! The store is the truth. Mentions and index are derived from it, stamped with a version of the analysis,
//! and may be thrown away at any time. The same document a second time changes nothing.
//!
//! **B. A key to a frame.** [`term`] makes a [`app::Key`] of the terminal's bytes. [`app::App::update`] takes
//! it as a message: an open prompt eats it, else the keymap finds a command, the state changes, and what
//! must be done outside comes back as [`app::Effect`]s. [`runtime`] hands these to workers, takes every event
//! that waits, and draws one frame where something changed. [`ui::view`] paints cells in visual order;
//! [`term::encode`] turns whole rows into what this terminal shows rightly; only then are rows compared with
//! what is on the screen and the difference written, in one write. Lines are broken in *update*, so drawing
//! asks for no layout and scrolling knows its counts.
//!
//! **C. A string to cells.** [`text::Clean`] takes out what a terminal would obey and keeps a map to the
//! original. [`text::Paragraph`] analyses the logical paragraph once: clusters, embedding levels, joining
//! forms, widths, break opportunities. `wrap` breaks it at any width in logical order; `line` reorders one of
//! the lines into cells, each of which knows its bytes of the *original* and its level. A style is a function
//! of those bytes. So a highlight that falls apart on the screen needs no code of its own.
//!
//! **D. A query to highlighted hits.** Every edit of the search box counts up a number and sends an effect.
//! The worker answers the newest only; an answer with an old number is dropped. A query never fails: odd
//! syntax becomes a warning. Index, query, mentions and highlights fold letters with the same
//! [`text::fold`], and its map leads back: what matched is what lights up, on the letters as written.
//!
//! # What is absent
//!
//! - [`text`] knows no terminal, colour, file or clock. Nothing of ours stands below it.
//! - [`model`] has nouns and no verbs: no input or output, no layout.
//! - [`feed`] and [`entity`] see bytes and strings, never files or sockets. They cannot fail half-way.
//! - The store does not know that there is an index, and the index not that there is a store.
//! - [`library`] has no threads; every time of day is an argument.
//! - [`app`] has no `now()`, no files, no drawing library. A test drives it with keys alone.
//! - [`ui`] has no state: the same [`app::App`] gives the same buffer.
//! - [`term`] knows rows of cells and bytes, not articles.
//! - [`config`] is the one reader of the environment, but for what names the terminal and a switch of tests.
//! - [`runtime`] decides nothing. [`cli`] does nothing but ask the floors below, and is the only one that
//!   counts code points.
//! - Nowhere: `async`, `unsafe`, globals but embedded tables, macros of ours, columns in a stored value.
//!
//! # Why
//!
//! *Bytes of the original everywhere.* Folding, sanitising and shaping all change lengths. One coordinate that
//! nothing changes keeps store, index, mentions and screen in step.
//!
//! *Rows are encoded after painting.* What terminals do to right-to-left text differs and has changed between
//! versions. Layout therefore makes the row as it must look, and one pure function makes of it what must be
//! sent; a new kind of terminal is a new arm there and touches nothing else.
//!
//! *No async.* Keys, answers and signals arrive on channels; one `select` waits for all of them, and nothing
//! is written while nothing happens.

pub mod app;
pub mod cli;
pub mod config;
pub mod entity;
pub mod feed;
pub mod library;
pub mod model;
pub mod runtime;
pub mod search;
pub mod store;
pub mod term;
pub mod text;
pub mod ui;
