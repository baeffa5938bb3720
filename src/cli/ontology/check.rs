use super::super::{columns::beside, report};
use super::{add, is_kinds, say, text};
use crate::check::{self, Miss};
use crate::ontology::{Ontology, Place, Relation};
use crate::pipeline::Pipeline;
use anyhow::Result;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Checks files by their form, then reads their examples with all of them in use;
/// whether no file fails.
pub(super) fn check(mut ontology: Ontology, files: &[PathBuf]) -> Result<bool> {
    let mut files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    // Kinds come first, since relations name them.
    files.sort_by_key(|path| !is_kinds(path));
    let mut all_well = true;
    let mut parsed = Vec::new();
    for path in files {
        let added = text(path).and_then(|text| {
            add(&mut ontology, path, &text)?;
            Ok(text)
        });
        match added {
            Ok(text) => parsed.push((path, text)),
            Err(error) => {
                report(&error);
                all_well = false;
            }
        }
    }
    // A file's examples show what its patterns read; the network may know better of a text.
    let patterns = |name: &str| name == "patterns";
    let pipeline = Pipeline::with_ontology(ontology, 1).with_extractors(patterns);
    for (path, text) in parsed {
        let (words, well) = verdict(&pipeline, path, &text);
        say(&words)?;
        all_well &= well;
    }
    Ok(all_well)
}

/// What is to be said of a file that could be read, and whether it is well.
fn verdict(pipeline: &Pipeline, path: &Path, text: &str) -> (String, bool) {
    let file = path.display();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let relation = Relation::new(&stem);
    let definition = pipeline.ontology().relation(&relation).filter(|_| !is_kinds(path));
    let Some(definition) = definition else { return (format!("{file}: well\n"), true) };
    let mut out = String::new();
    let doubts = check::doubts(text, definition);
    for doubt in &doubts {
        let weight = if doubt.grave { "error" } else { "warning" };
        // One line, however long, so that an editor finds the place.
        let _ = writeln!(out, "{file}:{}: {weight}: {}", doubt.place, doubt.message);
        out += &beside("  hint:", 8, &doubt.hint);
    }
    let misses = check::misses(pipeline, &relation);
    for miss in &misses {
        let place = Place::under(text, &["examples", &miss.number.to_string(), "text"]);
        let _ = writeln!(out, "{file}:{place}: error: an example is not read as it says");
        out += &told(miss);
    }
    let patterns = counted(definition.patterns.len(), "pattern");
    let examples = counted(definition.examples.len(), "example");
    let well = misses.is_empty() && doubts.iter().all(|doubt| !doubt.grave);
    let verdict = match (well, misses.len()) {
        (true, _) => "well".to_owned(),
        (false, 0) => "not well".to_owned(),
        (false, failing) => format!("not well, {} not read as told", counted(failing, "example")),
    };
    let _ = writeln!(out, "{file}: {patterns}, {examples}: {verdict}");
    (out, well)
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// What an example wanted, and what was read.
fn told(miss: &Miss) -> String {
    let nothing = ["nothing".to_owned()];
    let mut out = beside("  text", 10, &miss.text);
    for (label, lines) in [("  wanted", &miss.wanted), ("  got", &miss.got)] {
        let lines = if lines.is_empty() { &nothing[..] } else { lines };
        for line in lines {
            out += &beside(label, 10, line);
        }
    }
    out
}
