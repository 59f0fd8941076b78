//! All integration tests in one binary, one module a floor.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::disallowed_macros)] // tests may fail and look around

mod app;
mod calibration;
mod cli;
mod cli_library;
mod cli_render;
mod cli_terminal;
mod corpus;
mod driver;
mod encode;
mod entity;
mod entity_clitics;
mod entity_gold;
mod entity_lexicon;
mod entity_links;
mod feed;
mod floors;
mod house;
mod library;
mod pty;
mod readme;
mod search;
mod search_library;
mod search_query;
mod store;
mod term;
mod text;
mod text_bidi;
mod text_breaks;
mod text_justify;
mod text_oracles;
mod text_properties;
mod ui;
mod ui_articles;
