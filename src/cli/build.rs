//! `kgraph build`: articles in, graphs out.

use super::args::{BuildArguments, Engine, Sections};
use super::identity::Identity;
use super::output::Folder;
use super::summary::Summary;
use super::{coverage, input, is_closed_pipe, merges, picture, report};
use crate::export::{Format, View};
use crate::ontology::Ontology;
use crate::pipeline::{Pipeline, Reading, Scope};
use anyhow::{Context, Result};
use std::cell::OnceCell;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Instant;

/// Builds the graph of every article; whether all could be built.
pub(super) fn build(arguments: &BuildArguments) -> Result<bool> {
    if arguments.stdout.is_some() && arguments.articles.len() > 1 {
        super::args::refuse("--stdout writes one graph: name one article");
    }
    if arguments.engine == Engine::Dot {
        picture::svg("digraph {}")?;
    }
    let ontology = super::ontology::read(&arguments.ontology)?;
    let folder = match arguments.stdout {
        Some(_) => None,
        None => Some(Folder::new(&arguments.output, &arguments.articles)?),
    };
    let identity = Identity::read(&arguments.identity, &ontology)?;
    let mut run = Run { arguments, folder, ontology, identity, pipeline: OnceCell::new() };
    let mut all_well = true;
    for article in &arguments.articles {
        match run.article(article) {
            Ok(()) => {}
            Err(error) if is_closed_pipe(&error) => return Ok(all_well),
            Err(error) => {
                report(&error);
                all_well = false;
            }
        }
    }
    Ok(all_well)
}

struct Run<'a> {
    arguments: &'a BuildArguments,
    folder: Option<Folder>,
    ontology: Ontology,
    identity: Identity,
    pipeline: OnceCell<Pipeline>,
}

impl Run<'_> {
    fn article(&mut self, path: &Path) -> Result<()> {
        let document = Arc::new(input::document(path)?);
        let pipeline = self.pipeline.get_or_init(|| {
            let threads = threads(self.arguments.threads);
            let pipeline = Pipeline::with_ontology(self.ontology.clone(), threads)
                .with_min_confidence(self.arguments.min_confidence);
            let pipeline = self.identity.apply(pipeline);
            if self.arguments.open.dropped { pipeline.without_open() } else { pipeline }
        });
        let began = Instant::now();
        let scope = match self.arguments.sections {
            Sections::Article => Scope::Article,
            Sections::All => Scope::Everything,
        };
        let reading = pipeline.run(&document, scope);
        let written = match self.arguments.stdout {
            Some(format) => {
                io::stdout().lock().write_all(&self.bytes(format, &reading)?)?;
                Vec::new()
            }
            None => self.files(path, &reading)?,
        };
        if self.arguments.quiet {
            return Ok(());
        }
        let summary = Summary {
            article: input::title(path),
            document: &document,
            reading: &reading,
            scope,
            written,
            took: began.elapsed(),
        };
        let coverage =
            self.arguments.coverage.then(|| coverage::told(&document, &reading.coverage));
        let merges = self
            .arguments
            .identity
            .explain_merges
            .then(|| merges::told(&document, &reading.graph, &reading.merges));
        let (coverage, merges) = (coverage.unwrap_or_default(), merges.unwrap_or_default());
        self.say(&format!("{summary}{merges}{coverage}"))
    }

    /// Writes an article's files; its name may have to give way to an earlier one.
    fn files(&mut self, path: &Path, reading: &Reading) -> Result<Vec<PathBuf>> {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let wanted = if input::is_stdin(path) { None } else { stem };
        let wanted = wanted.unwrap_or_else(|| "stdin".to_owned());
        let folder = self.folder.as_mut().context("files need a folder")?;
        let name = folder.name(&wanted);
        if name != wanted && !self.arguments.quiet {
            let title = input::title(path);
            writeln!(io::stderr().lock(), "note: {wanted} is taken; {title} is written as {name}")?;
        }
        let mut files = Vec::new();
        for format in &self.arguments.formats {
            let file = format!("{name}.{}", format.extension);
            if files.iter().all(|(known, _)| *known != file) {
                files.push((file, self.bytes(*format, reading)?));
            }
        }
        let folder = self.folder.as_ref().context("files need a folder")?;
        folder.write(&files)
    }

    /// A graph in a format; the whole of it, so that nothing is half-written.
    fn bytes(&self, format: Format, reading: &Reading) -> Result<Vec<u8>> {
        let pipeline = self.pipeline.get().context("a reading needs a pipeline")?;
        let view = View { open: self.arguments.open.shown };
        let write = |format: Format| {
            let mut bytes = Vec::new();
            format.write_view(&reading.graph, pipeline.ontology(), view, &mut bytes)?;
            anyhow::Ok(bytes)
        };
        let dot = Format::named("dot").filter(|_| format.name == "svg");
        match dot.filter(|_| self.arguments.engine == Engine::Dot) {
            Some(dot) => picture::svg(&String::from_utf8_lossy(&write(dot)?)),
            None => write(format),
        }
    }

    /// The summary goes where the graph does not.
    fn say(&self, words: &str) -> Result<()> {
        match self.arguments.stdout {
            Some(_) => io::stderr().lock().write_all(words.as_bytes())?,
            None => io::stdout().lock().write_all(words.as_bytes())?,
        }
        Ok(())
    }
}

fn threads(wanted: Option<NonZeroUsize>) -> usize {
    let processors = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
    wanted.map_or_else(processors, NonZeroUsize::get)
}
