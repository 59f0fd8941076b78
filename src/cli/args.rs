//! The arguments as typed: what `--help`, the man page and the completions are made from.
//!
//! First of two stages; `session` resolves them against settings file, environment and terminal.
//!
//! *Invariant:* nothing here reads or writes anything.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use crate::app::Lang;
use crate::config::{COLORS, Choices, Color, DIGITS, LANGS};
use crate::term::encode::Strategy;
use crate::text::{Digits, Forms};

/// A news reader for the terminal that shows Arabic right to left in every terminal.
///
/// Without a command it opens the reader on the library.
#[derive(Debug, Parser)]
#[command(name = "sahifa", version, infer_subcommands = false, disable_help_subcommand = true)]
pub struct Args {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do; none is the reader.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Group)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// Folder of the library: store, index, state (default: the platform's data folder)
    #[arg(long, value_name = "DIR", global = true)]
    pub data_dir: Option<PathBuf>,
    /// Settings file (default: config.toml in the platform's settings folder)
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// Append a log to this file
    #[arg(long, value_name = "FILE", global = true)]
    pub log_file: Option<PathBuf>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", global = true, value_parser = one_of(COLORS))]
    pub color: Option<Color>,
    /// Language of the interface (by the locale, where it is not said)
    #[arg(long, value_name = "LANG", global = true, value_parser = one_of(LANGS))]
    pub lang: Option<Lang>,
    /// How rows are encoded for the terminal
    #[arg(long, value_name = "HOW", global = true, value_parser = strategy())]
    pub strategy: Option<Wish>,
    /// No progress, no summaries; errors are still told
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the reader on these files alone; nothing is added to the library
    Open {
        /// Files (.txt .md .html .jsonl)
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// Add files or folders (.txt .md .html .jsonl) to the library; adding twice changes nothing
    Add {
        /// Files, folders, or - for standard input
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
    },
    /// Take articles out of the library
    Remove {
        /// Ids, as `list` shows them
        #[arg(value_name = "ID", required_unless_present = "all_added", conflicts_with = "all_added")]
        ids: Vec<String>,
        /// All articles but the bundled ones
        #[arg(long)]
        all_added: bool,
        /// Do not ask
        #[arg(long, short)]
        yes: bool,
    },
    /// Give an article tags, for `tag:` in searches; without tags tell its own
    Tag {
        /// Its id, as `list` shows it
        #[arg(value_name = "ID")]
        id: String,
        /// Tags of one or more words each
        #[arg(value_name = "TAG")]
        tags: Vec<String>,
        /// Take them instead
        #[arg(long)]
        remove: bool,
    },
    /// List the articles, newest first
    List {
        /// One JSON document a line
        #[arg(long)]
        json: bool,
    },
    /// Show one article
    Show {
        /// Its id, as `list` shows it
        #[arg(value_name = "ID")]
        id: String,
        /// One JSON document
        #[arg(long)]
        json: bool,
    },
    /// Search the library
    Search {
        /// Words to search for
        #[arg(
            value_name = "QUERY",
            required_unless_present = "batch",
            conflicts_with = "batch",
            allow_hyphen_values = true
        )]
        query: Option<String>,
        /// More words of the same query; one that begins with a hyphen has to be quoted with the others
        #[arg(value_name = "WORDS", conflicts_with = "batch")]
        more: Vec<String>,
        /// One JSON document a line
        #[arg(long)]
        json: bool,
        /// At most this many hits
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
        /// A query a line in, a JSON line out for each; - is standard input
        #[arg(long, value_name = "FILE")]
        batch: Option<PathBuf>,
        /// Tell in each JSON document also how the query was read: approximate, reasons, warnings
        #[arg(long)]
        explain: bool,
    },
    /// Show who and what files, or the articles of the library, name
    Entities {
        /// Files, or - for standard input; none is the library
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// One JSON document a line
        #[arg(long)]
        json: bool,
    },
    /// Lay a text out and print it: the text engine without the reader
    Render(Render),
    /// Tell what was detected, where files live, and whether store and index are well
    Doctor {
        /// One JSON document
        #[arg(long)]
        json: bool,
        /// Rebuild what can be rebuilt
        #[arg(long)]
        repair: bool,
    },
    /// Print completions for a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// Print the man page (roff)
    Man,
}

/// Options of `render`.
#[derive(Debug, Group)]
pub struct Render {
    /// The text; none or - is standard input
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Columns; 0 never wraps (default: the terminal's, or 80)
    #[arg(long, value_name = "N")]
    pub width: Option<u16>,
    /// Direction of the paragraphs
    #[arg(long, value_enum, default_value_t, value_name = "DIR")]
    pub direction: DirectionWish,
    /// Order of the cells
    #[arg(long, value_enum, default_value_t, value_name = "ORDER")]
    pub order: Order,
    /// What letters that join are printed as
    #[arg(long, value_parser = one_of(FORMS), default_value = "presentation", value_name = "FORMS")]
    pub forms: Forms,
    /// Whether harakat are printed
    #[arg(long, value_enum, default_value_t, value_name = "MARKS")]
    pub marks: Marks,
    /// Where lines stand in the width
    #[arg(long, value_enum, default_value_t, value_name = "SIDE")]
    pub align: Align,
    /// Which digits are printed
    #[arg(long, value_parser = one_of(DIGITS), default_value = "keep", value_name = "DIGITS")]
    pub digits: Digits,
    /// No sanitising, normalising, decomposing or isolating: for conformance tests
    #[arg(long)]
    pub raw: bool,
    /// Print the cells of each line as JSON
    #[arg(long)]
    pub cells: bool,
}

/// A strategy that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// By what was detected.
    Auto,
    /// This one.
    As(Strategy),
}

/// `--direction`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DirectionWish {
    /// By the first strong letter of each paragraph.
    #[default]
    Auto,
    /// Right to left.
    Rtl,
    /// Left to right.
    Ltr,
}

/// `--order`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// Left to right as it is seen.
    #[default]
    Visual,
    /// As it is read.
    Logical,
}

/// `--marks`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Marks {
    /// Printed.
    #[default]
    Keep,
    /// Left out.
    Drop,
}

/// `--align`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Align {
    /// No padding.
    #[default]
    None,
    /// Padded so that lines stand at the start side.
    Start,
    /// Stretched from edge to edge with kashida and blanks; last lines at the start side.
    Justify,
}

/// The shells that completions are made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// GNU bash.
    Bash,
    /// Z shell.
    Zsh,
    /// fish.
    Fish,
}

/// Takes the arguments in. The error prints itself; its exit code is 0 for help and version, else 2.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Args, clap::Error> {
    Args::try_parse_from(arguments)
}

const FORMS: Choices<Forms> = &[("presentation", Forms::Presentation), ("letters", Forms::Letters)];

/// Takes one of these names; help, errors and completions tell them all.
fn one_of<T: Copy + Send + Sync + 'static>(choices: Choices<T>) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(choices.iter().map(|choice| choice.0)).try_map(|name| {
        choices.iter().find(|choice| choice.0 == name).map(|choice| choice.1).ok_or("no such choice")
    })
}

/// As `one_of`, of the strategies and `auto`.
fn strategy() -> impl TypedValueParser<Value = Wish> {
    let names = std::iter::once("auto").chain(Strategy::ALL.map(Strategy::name));
    PossibleValuesParser::new(names).map(|name| Strategy::from_name(&name).map_or(Wish::Auto, Wish::As))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definitions_hold_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_strategy_is_asked_for_by_its_name() {
        let wish =
            |name: &str| parse(["sahifa", "--strategy", name].map(OsString::from)).unwrap().global.strategy;
        assert_eq!(wish("auto"), Some(Wish::Auto));
        assert_eq!(
            Strategy::ALL.map(|strategy| wish(strategy.name())),
            Strategy::ALL.map(|s| Some(Wish::As(s)))
        );
        let error = parse(["sahifa", "--strategy", "none"].map(OsString::from)).unwrap_err().to_string();
        assert!(error.contains("auto, visual, ") && error.contains(", logical"), "{error}");
    }

    #[test]
    fn global_options_stand_before_or_after_the_command() {
        let parsed = |line: &str| parse(line.split(' ').map(OsString::from)).map(|args| args.global.lang);
        assert_eq!(parsed("sahifa --lang en list").unwrap(), Some(Lang::En));
        assert_eq!(parsed("sahifa list --lang ar").unwrap(), Some(Lang::Ar));
        assert!(parsed("sahifa list --lang fr").unwrap_err().to_string().contains("ar, en"));
        assert!(parsed("sahifa search").is_err());
        assert!(parsed("sahifa search a --batch b").is_err());
        assert!(parsed("sahifa remove a --all-added").is_err());
    }
}
