//! The wiring: the only module that knows every verb.

use crate::analyse::Analyser;
use crate::bundled;
use crate::claim::{Claim, Predicate};
use crate::extract::{self, Extractor, PairLabels, Passage, Patterns, Silence};
use crate::gazetteer::Gazetteer;
use crate::graph::KnowledgeGraph;
use crate::ontology::{Lexicon, Ontology};
use crate::resolve::{self, Context, Merge, Pins, Resolution};
use crate::text::{Analysis, Children, Document, Section, SectionKind, Span};
use std::sync::Arc;

/// A ready-made path from document to graph.
///
/// Each stage can be had by itself: [`analyse`](Self::analyse) stops at the trees.
pub struct Pipeline {
    ontology: Ontology,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    analyser: Analyser,
    extractors: Vec<Box<dyn Extractor>>,
    open: bool,
    pins: Pins,
    background: bool,
    min_confidence: f32,
}

/// Which sections of a document are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The article: all but what its page leaves behind, captions and bylines.
    #[default]
    Article,
    /// Every section.
    Everything,
}

/// What was read out of one document.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The graph.
    pub graph: KnowledgeGraph,
    /// What was read of the document, and what gave nothing.
    pub coverage: Coverage,
    /// Which words were taken for one thing, in text order, with the reason.
    pub merges: Vec<Merge>,
}

/// What was read of a document, and what gave no statement: nothing is passed over
/// in silence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many sentences were read.
    pub sentences: usize,
    /// Those of them that no statement quotes, in text order, with the reason.
    pub silent: Vec<(Span, Silence)>,
    /// The sections that were not read, because of their kind.
    pub unread: Vec<Section>,
}

impl Coverage {
    /// How many sentences gave a statement.
    pub fn told(&self) -> usize {
        self.sentences - self.silent.len()
    }
}

impl Pipeline {
    /// The pipeline made of the data that ships with the crate, on one thread.
    pub fn bundled() -> Self {
        Self::with_threads(1)
    }

    /// The same, with the network on several threads; the result does not depend on
    /// their number.
    pub fn with_threads(threads: usize) -> Self {
        Self::with_ontology(ontology(), threads)
    }

    /// The same with an ontology of one's own.
    pub fn with_ontology(ontology: Ontology, threads: usize) -> Self {
        let lexicon = Lexicon::parse(
            bundled::NOUNS,
            &[bundled::COUNTRIES, bundled::REGIONS, bundled::ORGANIZATIONS],
        )
        .with_classes(bundled::CLASSES)
        .with_nouns_of(&ontology);
        let extractors: Vec<Box<dyn Extractor>> =
            vec![Box::new(Patterns::new(&ontology)), Box::new(relation_network())];
        let (analyser, gazetteer) = (bundled::analyser(threads), bundled::gazetteer());
        let pins = Pins::default();
        Self {
            ontology,
            lexicon,
            gazetteer,
            analyser,
            extractors,
            open: true,
            pins,
            background: true,
            min_confidence: 0.0,
        }
    }

    /// The same with only those extractors whose names hold: `patterns`, `network`.
    ///
    /// ```no_run
    /// let rules_only = kgraph::Pipeline::bundled().with_extractors(|name| name == "patterns");
    /// ```
    #[must_use]
    pub fn with_extractors(mut self, wanted: impl Fn(&str) -> bool) -> Self {
        self.extractors.retain(|extractor| wanted(extractor.name()));
        self
    }

    /// The same without the typed statements that are less probably right than this, from
    /// 0 to 1.
    #[must_use]
    pub fn with_min_confidence(self, min_confidence: f32) -> Self {
        Self { min_confidence, ..self }
    }

    /// The same without open statements: what no relation fits is dropped.
    #[must_use]
    pub fn without_open(self) -> Self {
        Self { open: false, ..self }
    }

    /// The same without facts of the gazetteer: which country a city lies in. What things
    /// are is still looked up there.
    #[must_use]
    pub fn without_background(self) -> Self {
        Self { background: false, ..self }
    }

    /// The same with rulings on names, which go before every rule.
    #[must_use]
    pub fn with_pins(self, pins: Pins) -> Self {
        Self { pins, ..self }
    }

    /// The same with a gazetteer of one's own before the one that ships:
    /// [`Gazetteer::with_own`] makes one of lines of text.
    #[must_use]
    pub fn with_names(self, own: Gazetteer) -> Self {
        Self { gazetteer: own.before(self.gazetteer), ..self }
    }

    /// The ontology in use.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// Sentences, tokens, trees and names of a document.
    pub fn analyse(&self, document: &Document, scope: Scope) -> Analysis {
        self.analyser.analyse(document, |section| scope.reads(section))
    }

    /// Reads the knowledge out of one document.
    pub fn run(&self, document: &Arc<Document>, scope: Scope) -> Reading {
        let analysis = self.analyse(document, scope);
        let (Resolution { graph, merges }, silent) = self.read(document, &analysis);
        let unread = document.sections.iter().filter(|section| !scope.reads(section));
        let coverage = Coverage {
            sentences: analysis.sentences.len(),
            silent,
            unread: unread.copied().collect(),
        };
        Reading { graph, coverage, merges }
    }

    /// What extraction looks at: the mentions of a document and the stance of its
    /// predicates.
    pub fn passage<'a>(&'a self, document: &'a Document, analysis: &'a Analysis) -> Passage<'a> {
        Passage::new(document, analysis, &self.ontology, &self.lexicon)
    }

    /// From the analysis to the graph: what the trees say, and of whom.
    pub fn understand(&self, document: &Arc<Document>, analysis: &Analysis) -> KnowledgeGraph {
        self.read(document, analysis).0.graph
    }

    /// The graph, and the sentences that it quotes nowhere.
    fn read(
        &self,
        document: &Arc<Document>,
        analysis: &Analysis,
    ) -> (Resolution, Vec<(Span, Silence)>) {
        let passage = self.passage(document, analysis);
        let claims = self.claims(&passage);
        let claimed: Vec<Span> = claims.iter().map(|claim| claim.evidence.span).collect();
        let resolution = self.resolve(document, analysis, &passage, claims);
        let evidence = resolution.graph.statements().flat_map(|(_, s, _)| &s.evidence);
        let held: Vec<Span> = evidence.map(|evidence| evidence.span).collect();
        let silent = extract::silences(&passage, &claimed, &held);
        (resolution, silent)
    }

    /// What the text says of its mentions.
    pub fn claims(&self, passage: &Passage<'_>) -> Vec<Claim> {
        let mut claims = Vec::new();
        for extractor in &self.extractors {
            claims = extractor.extract(passage, claims);
        }
        if self.open {
            claims.extend(extract::open_claims(passage, &claims));
        }
        claims.retain(|claim| {
            let open = matches!(claim.predicate, Predicate::Open(_));
            open || claim.evidence.score >= self.min_confidence
        });
        claims
    }

    /// Who is who in what a passage of a document says, and what is held of them.
    pub fn resolve(
        &self,
        document: &Arc<Document>,
        analysis: &Analysis,
        passage: &Passage<'_>,
        claims: Vec<Claim>,
    ) -> Resolution {
        let context = Context {
            document,
            analysis,
            ontology: &self.ontology,
            lexicon: &self.lexicon,
            gazetteer: &self.gazetteer,
            pins: &self.pins,
            background: self.background,
            mentions: passage.mentions(),
            children: Children::of(analysis),
        };
        resolve::resolve(&context, claims)
    }
}

/// The ontology that ships with the crate, for [`Pipeline::with_ontology`] once files
/// of one's own are added to it.
///
/// # Panics
///
/// Never with the data that ships: a test loads it.
pub fn ontology() -> Ontology {
    Ontology::parse(bundled::KINDS, bundled::relations()).expect("bundled relations are tested")
}

/// The network of pairs with what ships beside it.
fn relation_network() -> extract::Network {
    let labels = PairLabels::parse(bundled::PAIR_LABELS).expect("the bundled lists are JSON");
    extract::Network::new(Arc::new(bundled::pairs()), labels)
}

impl Scope {
    fn reads(self, section: &Section) -> bool {
        let kept = matches!(
            section.kind,
            SectionKind::Headline
                | SectionKind::Standfirst
                | SectionKind::Dateline
                | SectionKind::Heading
                | SectionKind::Body
                | SectionKind::Quote
        );
        kept || self == Self::Everything
    }
}
