//! Files and standard input to documents.

use super::failure;
use crate::ontology::nearest;
use crate::read;
use crate::text::Document;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// Whether an argument stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// What to call an article in messages.
pub(super) fn title(path: &Path) -> String {
    if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() }
}

/// Reads one article.
pub(super) fn document(path: &Path) -> Result<Document> {
    let uri = path.file_name().map(|name| name.to_string_lossy());
    let uri = if is_stdin(path) { "stdin" } else { uri.as_deref().unwrap_or("article") };
    let bytes = if is_stdin(path) { stdin() } else { file(path, uri) }?;
    read::read(uri, &bytes).with_context(|| title(path))
}

fn stdin() -> Result<Vec<u8>> {
    // One byte past the limit is enough to be refused for.
    let most = read::FORMATS.iter().map(|format| format.largest).max().unwrap_or(0) + 1;
    let mut bytes = Vec::new();
    io::stdin().lock().take(most).read_to_end(&mut bytes).context("cannot read standard input")?;
    Ok(bytes)
}

fn file(path: &Path, uri: &str) -> Result<Vec<u8>> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(missing(path)),
        Err(error) => return Err(unreadable(path, &error)),
    };
    if metadata.is_dir() {
        return Err(failure(
            format!("{}: this is a folder", path.display()),
            format!("name the articles in it: {}", path.join("*.txt").display()),
        ));
    }
    let format = read::Format::of_or_plain(uri);
    format.check_size(metadata.len()).with_context(|| title(path))?;
    let mut bytes = Vec::new();
    let most = format.largest + 1;
    let file = fs::File::open(path).map_err(|error| unreadable(path, &error))?;
    file.take(most).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    Ok(bytes)
}

fn unreadable(path: &Path, error: &io::Error) -> anyhow::Error {
    failure(
        format!("{}: cannot be read ({error})", path.display()),
        "check that you may read it, and that its disk is there",
    )
}

fn missing(path: &Path) -> anyhow::Error {
    let hint = match similar(path) {
        Some(name) => format!("did you mean {name}?"),
        None => "check the path; an article in a pipe is read with `-`".to_owned(),
    };
    failure(format!("{}: there is no such file", path.display()), hint)
}

/// The file beside the missing one whose name is nearest, if it is near.
fn similar(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_string_lossy().to_lowercase();
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let names: BTreeMap<String, String> = entries
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_dir()))
        .map(|entry| {
            let path = path.with_file_name(entry.file_name());
            (entry.file_name().to_string_lossy().to_lowercase(), path.display().to_string())
        })
        .collect();
    nearest(&wanted, names.keys().map(String::as_str)).map(|name| names[name].clone())
}
