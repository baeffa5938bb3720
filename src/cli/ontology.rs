//! `kgraph ontology`: what can be said, and whether files of one's own say it.

mod check;
mod show;

use super::args::{OntologyCommand, OntologyFiles};
use super::columns::beside;
use super::failure;
use crate::ontology::{Kind, Ontology, OntologyError};
use crate::pipeline;
use anyhow::Result;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Column in which a list says what its names mean.
const LIST_COLUMN: usize = 28;

/// Runs one of the commands; whether all is well.
pub(super) fn ontology(command: &OntologyCommand) -> Result<bool> {
    match command {
        OntologyCommand::List { files } => say(&list(&read(files)?)).map(|()| true),
        OntologyCommand::Show { names, files } => show::show(&read(files)?, names),
        OntologyCommand::Check { checked, files } => check::check(read(files)?, checked),
    }
}

/// The ontology that ships, with what the user's folder adds to it or replaces.
pub(super) fn read(files: &OntologyFiles) -> Result<Ontology> {
    let mut ontology = pipeline::ontology();
    let Some(folder) = &files.folder else { return Ok(ontology) };
    let entries = fs::read_dir(folder).map_err(|error| {
        failure(
            format!("{}: cannot be read ({error})", folder.display()),
            "name a folder of relation files, one `NAME.toml` a relation",
        )
    })?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    if paths.is_empty() {
        return Err(failure(
            format!("{}: there is no relation file in it", folder.display()),
            "a relation is a file `NAME.toml`; docs/ontology.md shows one",
        ));
    }
    // Kinds come first, since relations name them.
    paths.sort_by_key(|path| (!is_kinds(path), path.clone()));
    for path in paths {
        add(&mut ontology, &path, &text(&path)?)?;
    }
    Ok(ontology)
}

/// Whether a file holds kinds, not a relation.
fn is_kinds(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "kinds.toml")
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| {
        failure(
            format!("{}: cannot be read ({error})", path.display()),
            "check that the file is there, and that it is text in UTF-8",
        )
    })
}

fn add(ontology: &mut Ontology, path: &Path, text: &str) -> Result<(), OntologyError> {
    let file = path.display().to_string();
    if is_kinds(path) {
        ontology.add_kinds(&file, text)
    } else {
        ontology.add_relation(&file, text).map(|_| ())
    }
}

fn say(words: &str) -> Result<()> {
    Ok(io::stdout().lock().write_all(words.as_bytes())?)
}

/// Every relation with its ends and label, then every kind under its broader kind.
fn list(ontology: &Ontology) -> String {
    let mut out = format!("{} relations\n", ontology.relations().count());
    for (relation, definition) in ontology.relations() {
        let both_ways = if definition.symmetric { " (both ways)" } else { "" };
        let (domain, range) = (names(&definition.domain), names(&definition.range));
        let words = format!("{domain} — {}{both_ways} → {range}", definition.label);
        out += &beside(&format!("  {relation}"), LIST_COLUMN, &words);
    }
    out + "\n" + &kinds(ontology)
}

fn kinds(ontology: &Ontology) -> String {
    let mut out = format!("{} kinds\n", ontology.kinds().count());
    list_kinds(ontology, None, 1, &mut out);
    out
}

fn list_kinds(ontology: &Ontology, under: Option<&Kind>, depth: usize, out: &mut String) {
    for (kind, definition) in ontology.kinds().filter(|(_, kind)| kind.under.as_ref() == under) {
        let label = format!("{}{kind}", "  ".repeat(depth));
        *out += &beside(&label, LIST_COLUMN, &definition.about);
        list_kinds(ontology, Some(kind), depth + 1, out);
    }
}

/// `person, company`.
fn names(kinds: &[Kind]) -> String {
    kinds.iter().map(Kind::name).collect::<Vec<_>>().join(", ")
}
