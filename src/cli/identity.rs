//! What the user says of names: files of `--gazetteer` and `--same`.

use super::args;
use super::failure;
use crate::gazetteer::Gazetteer;
use crate::ontology::Ontology;
use crate::pipeline::Pipeline;
use crate::resolve::Pins;
use anyhow::Result;
use std::fs;
use std::path::Path;

/// The user's names and rulings, read and checked.
pub(super) struct Identity {
    own: Option<Gazetteer>,
    pins: Pins,
    background: bool,
}

impl Identity {
    /// Reads both files; what is wrong with one is said with its line.
    pub(super) fn read(arguments: &args::Identity, ontology: &Ontology) -> Result<Self> {
        let own = match &arguments.gazetteer {
            Some(path) => {
                let own = Gazetteer::default().with_own(&text(path)?, ontology);
                Some(own.map_err(|e| failure(format!("{}: {e}", path.display()), &e.hint))?)
            }
            None => None,
        };
        let pins = match &arguments.same {
            Some(path) => Pins::parse(&text(path)?)
                .map_err(|e| failure(format!("{}: {e}", path.display()), e.hint))?,
            None => Pins::default(),
        };
        Ok(Self { own, pins, background: !arguments.no_background })
    }

    pub(super) fn apply(&self, pipeline: Pipeline) -> Pipeline {
        let pipeline = pipeline.with_pins(self.pins.clone());
        let pipeline = match &self.own {
            Some(own) => pipeline.with_names(own.clone()),
            None => pipeline,
        };
        if self.background { pipeline } else { pipeline.without_background() }
    }
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| {
        failure(
            format!("{}: cannot be read ({error})", path.display()),
            "name a file of text in UTF-8; docs/names.md shows one",
        )
    })
}
