//! The only module that touches files, arguments and the terminal.

#![expect(clippy::disallowed_methods, reason = "this is the floor with a front door")]

mod args;
mod build;
mod columns;
mod coverage;
mod identity;
mod input;
mod merges;
mod ontology;
mod output;
mod picture;
mod summary;

use crate::ontology::OntologyError;
use crate::read::ReadError;
use args::{Arguments, Command};
use clap::Parser;
use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

/// What went wrong, and what the user may do about it.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
struct Failure {
    what: String,
    hint: String,
}

/// Runs the command and says how it went: 0 all well, 1 some article failed,
/// 2 the command line makes no sense.
pub fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Build(arguments) => build::build(&arguments),
        Command::Ontology(command) => ontology::ontology(&command),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

fn failure(what: impl Display, hint: impl Display) -> anyhow::Error {
    Failure { what: what.to_string(), hint: hint.to_string() }.into()
}

/// Says what went wrong; where even that cannot be said, nobody listens.
fn report(error: &anyhow::Error) {
    let mut stderr = io::stderr().lock();
    let _ = writeln!(stderr, "error: {error:#}");
    for cause in error.chain() {
        if let Some(Failure { hint, .. }) = cause.downcast_ref() {
            let _ = writeln!(stderr, "hint: {hint}");
        } else if let Some(error) = cause.downcast_ref::<ReadError>() {
            let _ = writeln!(stderr, "hint: {}", error.hint());
        } else if let Some(error) = cause.downcast_ref::<OntologyError>() {
            let _ = writeln!(stderr, "hint: {}", error.hint());
        }
    }
}

/// Whether the reader of our output went away, as `head` does.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
