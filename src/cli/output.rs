//! Files to write: their names, and writing them whole or not at all.

use super::failure;
use anyhow::Result;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

/// The folder that a run writes to, and the names it has given there.
pub(super) struct Folder {
    path: PathBuf,
    taken: BTreeSet<String>,
    articles: Vec<PathBuf>,
}

impl Folder {
    /// Makes the folder if it is not there, and proves that files can be made in
    /// it; no file written may replace one of `articles`.
    pub(super) fn new(path: &Path, articles: &[PathBuf]) -> Result<Self> {
        let unwritable = |error: io::Error| {
            failure(
                format!("{}: cannot write there ({error})", path.display()),
                "name another folder with -o, or use --stdout",
            )
        };
        fs::create_dir_all(path).map_err(unwritable)?;
        let probe = path.join(format!(".kgraph-{}.partial", process::id()));
        fs::write(&probe, "").and_then(|()| fs::remove_file(&probe)).map_err(unwritable)?;
        let articles = articles.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
        Ok(Self { path: path.to_owned(), taken: BTreeSet::new(), articles })
    }

    /// A name for an article's files that no other article of this run has.
    pub(super) fn name(&mut self, wanted: &str) -> String {
        let numbered = (2..).map(|n| format!("{wanted}-{n}"));
        std::iter::once(wanted.to_owned())
            .chain(numbered)
            // Some file systems do not tell capitals from small letters.
            .find(|name| self.taken.insert(name.to_lowercase()))
            .expect("numbers do not end")
    }

    /// Writes files whole, or none of them: each goes to a temporary file beside
    /// its place and is moved there when all are written.
    pub(super) fn write(&self, files: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>> {
        let targets: Vec<PathBuf> = files.iter().map(|(name, _)| self.path.join(name)).collect();
        if let Some(target) = targets.iter().find(|target| self.is_an_article(target)) {
            return Err(failure(
                format!("{}: writing this would replace an article", target.display()),
                "name another folder with -o",
            ));
        }
        let partial = |name: &str| self.path.join(format!(".{name}.{}.partial", process::id()));
        let written = files
            .iter()
            .try_for_each(|(name, bytes)| fs::write(partial(name), bytes))
            .and_then(|()| {
                let mut moves = files.iter().zip(&targets);
                moves.try_for_each(|((name, _), target)| fs::rename(partial(name), target))
            });
        written.map(|()| targets).map_err(|error| {
            for (name, _) in files {
                // What was moved or never made is not there to remove.
                let _ = fs::remove_file(partial(name));
            }
            failure(
                format!("{}: cannot write ({error})", self.path.display()),
                "check the folder's rights and the room on its disk",
            )
        })
    }

    fn is_an_article(&self, target: &Path) -> bool {
        fs::canonicalize(target).is_ok_and(|target| self.articles.contains(&target))
    }
}
