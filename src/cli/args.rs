//! The command line.

use crate::export;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  kgraph build article.txt                     out/article.dot, .svg and .jsonld
  kgraph build -o graphs -f svg *.txt          a picture of each article
  kgraph build --stdout jsonld article.txt     the graph on the terminal
  curl -s https://example.com/a.txt | kgraph build -

Exit status: 0 if every article was read, 1 if one was not, 2 if the command
line makes no sense.";

/// Turns a news article into a knowledge graph: who did what, each edge with its
/// quotation.
#[derive(Debug, Parser)]
#[command(name = "kgraph", version, max_term_width = 80, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Reads articles and writes the graph of each.
    Build(BuildArguments),
    /// Shows and checks what kgraph can say: kinds and relations.
    #[command(subcommand)]
    Ontology(OntologyCommand),
}

#[derive(Debug, Subcommand)]
pub(super) enum OntologyCommand {
    /// Lists every relation with its ends, and every kind.
    List {
        #[command(flatten)]
        files: OntologyFiles,
    },
    /// Shows all of some relations or kinds.
    Show {
        /// Names of relations and kinds
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
        #[command(flatten)]
        files: OntologyFiles,
    },
    /// Checks relation files, and reads their examples.
    Check {
        /// Relation files, or a file of kinds if it is called kinds.toml
        #[arg(required = true, value_name = "FILE")]
        checked: Vec<PathBuf>,
        #[command(flatten)]
        files: OntologyFiles,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct OntologyFiles {
    /// Folder of relation files that are added to those that ship, or replace those
    /// of the same name
    #[arg(long = "ontology", value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct BuildArguments {
    /// Articles in English, as web pages or plain text in any encoding; `-` is standard
    /// input
    #[arg(required = true, value_name = "FILE")]
    pub(super) articles: Vec<PathBuf>,

    /// Folder to write to; it is made if it is not there
    #[arg(short, long, value_name = "DIR", default_value = "out")]
    pub(super) output: PathBuf,

    /// Formats to write, separated by commas
    #[arg(
        short,
        long = "format",
        value_name = "FORMATS",
        value_delimiter = ',',
        default_value = "dot,svg,jsonld",
        value_parser = format_parser()
    )]
    pub(super) formats: Vec<export::Format>,

    /// Write one format to standard output, and no files; the summary goes to
    /// standard error
    #[arg(
        long,
        value_name = "FORMAT",
        conflicts_with_all = ["output", "formats"],
        value_parser = format_parser()
    )]
    pub(super) stdout: Option<export::Format>,

    /// What to read: `all` also reads related headlines and other leftovers of
    /// the page
    #[arg(long, value_enum, default_value_t = Sections::Article)]
    pub(super) sections: Sections,

    #[command(flatten)]
    pub(super) ontology: OntologyFiles,

    /// Who lays out the SVG: kgraph itself, or the `dot` of an installed Graphviz
    #[arg(long, value_enum, default_value_t = Engine::Builtin)]
    pub(super) engine: Engine,

    #[command(flatten)]
    pub(super) open: OpenStatements,

    #[command(flatten)]
    pub(super) identity: Identity,

    /// Drop statements that are less probably right than this, from 0 to 1
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = probability)]
    pub(super) min_confidence: f32,

    /// List each sentence that gave no statement, with the reason, and what was not
    /// read
    #[arg(long, conflicts_with = "quiet")]
    pub(super) coverage: bool,

    /// Threads to read with [default: one a processor]; the graph is the same with
    /// any number
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<NonZeroUsize>,

    /// Say nothing but errors
    #[arg(short, long)]
    pub(super) quiet: bool,
}

#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct OpenStatements {
    /// Show open statements in pictures too: in the text's own words, where no
    /// relation fits
    #[arg(long = "open")]
    pub(super) shown: bool,

    /// Drop open statements, which the data holds otherwise
    #[arg(long = "no-open", conflicts_with = "shown")]
    pub(super) dropped: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Identity {
    /// Names of your own: a line a thing, with name, kind, identifier and other names
    /// (`A|B`), and tabs between them
    #[arg(long, value_name = "FILE")]
    pub(super) gazetteer: Option<PathBuf>,

    /// Rulings on names: `NMB = Maritime Board` makes both one thing, `Quill != Ada
    /// Quill` keeps two apart, one a line
    #[arg(long, value_name = "FILE")]
    pub(super) same: Option<PathBuf>,

    /// List which words were taken for one thing, with the reason
    #[arg(long, conflicts_with = "quiet")]
    pub(super) explain_merges: bool,

    /// Leave out facts of the gazetteer: which country a city lies in
    #[arg(long)]
    pub(super) no_background: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Sections {
    /// The article
    Article,
    /// Everything in the file
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Engine {
    /// The layout that is built in
    Builtin,
    /// An installed Graphviz
    Dot,
}

fn probability(text: &str) -> Result<f32, String> {
    let number = text.parse().ok().filter(|p| (0.0..=1.0).contains(p));
    number.ok_or_else(|| "a number from 0 to 1 is wanted, such as 0.7".to_owned())
}

fn format_parser() -> impl TypedValueParser<Value = export::Format> {
    PossibleValuesParser::new(export::FORMATS.iter().map(|format| format.name)).map(|name| {
        export::Format::named(&name).expect("clap lets only names of the table through")
    })
}

/// Refuses a command line as clap does: the words, the usage, exit status 2.
pub(super) fn refuse(words: &str) -> ! {
    use clap::CommandFactory;
    use clap::error::ErrorKind;
    let mut command = Arguments::command();
    command.build();
    let build = command.find_subcommand_mut("build").expect("the derive above names it");
    build.error(ErrorKind::ArgumentConflict, words).exit()
}
