//! JSON-LD for graph tools: compact, with its context inside, and no blank nodes.
//!
//! Terms come from schema.org, RDF, SKOS, PROV and the Web Annotation vocabulary;
//! what those lack is `kg:`. Only what is affirmed and asserted is a direct edge;
//! every statement, with its stance and evidence, is an `rdf:Statement`.

use super::{Format, View};
use crate::claim::{Evidence, Predicate, Time};
use crate::gazetteer;
use crate::graph::{Background, Entity, EntityId, KnowledgeGraph, Statement};
use crate::ontology::Ontology;
use crate::text::{Document, Span};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "jsonld",
    media_type: "application/ld+json",
    extension: "jsonld",
    about: "JSON-LD: statements with stance and evidence, for graph tools",
    write,
};

const VOCABULARY: &str = "https://w3id.org/kgraph/ns#";

/// Letters that a quotation is shown with on either side, so that it can be found
/// again when the article has changed.
const QUOTE_CONTEXT: usize = 32;

/// What every term of the output stands for, and whether its values are IRIs.
const TERMS: &[(&str, &str, bool)] = &[
    ("Activity", "prov:Activity", false),
    ("BackgroundStatement", "kg:BackgroundStatement", false),
    ("NewsArticle", "schema:NewsArticle", false),
    ("Statement", "rdf:Statement", false),
    ("TextPositionSelector", "oa:TextPositionSelector", false),
    ("TextQuoteSelector", "oa:TextQuoteSelector", false),
    ("altLabel", "skos:altLabel", false),
    ("amount", "kg:amount", false),
    ("certainty", "kg:certainty", false),
    ("confidence", "kg:confidence", false),
    ("datePublished", "schema:datePublished", false),
    ("description", "schema:description", false),
    ("end", "oa:end", false),
    ("evidence", "kg:evidence", true),
    ("exact", "oa:exact", false),
    ("headline", "schema:headline", false),
    ("kind", "kg:kind", false),
    ("label", "rdfs:label", false),
    ("mention", "kg:mention", false),
    ("object", "rdf:object", true),
    ("open", "kg:open", false),
    ("polarity", "kg:polarity", false),
    ("predicate", "rdf:predicate", true),
    ("prefix", "oa:prefix", false),
    ("role", "kg:role", false),
    ("rule", "kg:rule", false),
    ("sameAs", "schema:sameAs", true),
    ("selector", "oa:hasSelector", true),
    ("sha256", "kg:sha256", false),
    ("source", "oa:hasSource", true),
    ("start", "oa:start", false),
    ("subject", "rdf:subject", true),
    ("suffix", "oa:suffix", false),
    ("time", "kg:time", false),
    ("timeText", "kg:timeText", false),
    ("url", "schema:url", true),
    ("used", "prov:used", true),
    ("wasAttributedTo", "prov:wasAttributedTo", true),
    ("wasGeneratedBy", "prov:wasGeneratedBy", true),
];

const KEYWORDS: &[(&str, &str)] = &[
    ("@vocab", VOCABULARY),
    ("kg", VOCABULARY),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "http://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("type", "@type"),
];

fn write(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    _: View,
    out: &mut dyn Write,
) -> io::Result<()> {
    let writer = Writer::new(graph, ontology);
    let page = Page { context: context(ontology), graph: writer.nodes() };
    serde_json::to_writer_pretty(&mut *out, &page)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: BTreeMap<String, Term>,
    #[serde(rename = "@graph")]
    graph: Vec<Node<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Term {
    Value(String),
    Reference {
        #[serde(rename = "@id")]
        id: String,
        #[serde(rename = "@type")]
        kind: &'static str,
    },
}

#[derive(Serialize)]
#[serde(untagged)]
enum Node<'a> {
    Article(ArticleNode<'a>),
    Run(RunNode),
    Entity(EntityNode<'a>),
    Statement(StatementNode<'a>),
    Background(BackgroundNode),
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Reference {
    #[serde(rename = "@id")]
    id: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum OneOrMany {
    One(Reference),
    Many(BTreeSet<Reference>),
}

#[derive(Serialize)]
struct ArticleNode<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    class: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    sha256: String,
    #[serde(rename = "wasGeneratedBy")]
    run: Reference,
}

#[derive(Serialize)]
struct RunNode {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    class: &'static str,
    label: &'static str,
    used: Vec<Reference>,
}

#[derive(Serialize)]
struct EntityNode<'a> {
    #[serde(rename = "@id")]
    id: &'a str,
    #[serde(rename = "@type")]
    class: String,
    kind: &'a str,
    label: &'a str,
    #[serde(rename = "altLabel", skip_serializing_if = "<[_]>::is_empty")]
    aliases: &'a [String],
    #[serde(rename = "mention", skip_serializing_if = "<[_]>::is_empty")]
    nominals: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(rename = "sameAs", skip_serializing_if = "<[_]>::is_empty")]
    identifiers: &'a [String],
    #[serde(flatten)]
    edges: BTreeMap<String, OneOrMany>,
}

#[derive(Serialize)]
struct StatementNode<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    class: &'static str,
    subject: Reference,
    predicate: Reference,
    object: Reference,
    polarity: &'static str,
    certainty: &'static str,
    #[serde(rename = "wasAttributedTo", skip_serializing_if = "Option::is_none")]
    said_by: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<&'a str>,
    #[serde(rename = "timeText", skip_serializing_if = "Option::is_none")]
    time_words: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<&'a str>,
    evidence: Vec<EvidenceNode<'a>>,
}

/// A fact of the gazetteer: no `rdf:Statement`, so that nobody takes it for one of the
/// article's, and no direct edge.
#[derive(Serialize)]
struct BackgroundNode {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    class: &'static str,
    subject: Reference,
    predicate: Reference,
    object: Reference,
    evidence: Vec<EvidenceNode<'static>>,
}

#[derive(Serialize)]
struct EvidenceNode<'a> {
    #[serde(rename = "@id")]
    id: String,
    source: Reference,
    #[serde(skip_serializing_if = "Option::is_none")]
    selector: Option<(PositionNode, QuoteNode<'a>)>,
    rule: &'a str,
}

#[derive(Serialize)]
struct PositionNode {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "type")]
    class: &'static str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct QuoteNode<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "type")]
    class: &'static str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

fn context(ontology: &Ontology) -> BTreeMap<String, Term> {
    let keywords = KEYWORDS.iter().map(|(k, v)| ((*k).to_owned(), Term::Value((*v).to_owned())));
    let terms = TERMS.iter().map(|&(term, iri, reference)| {
        let iri = iri.to_owned();
        let value =
            if reference { Term::Reference { id: iri, kind: "@id" } } else { Term::Value(iri) };
        (term.to_owned(), value)
    });
    let classes = ontology
        .kinds()
        .map(|(_, kind)| kind.schema.as_str())
        .chain(["Thing"])
        .filter(|class| !is_term(class))
        .map(|class| (class.to_owned(), Term::Value(format!("schema:{class}"))));
    keywords.chain(classes).chain(terms).collect()
}

fn is_term(name: &str) -> bool {
    TERMS.iter().any(|(term, ..)| *term == name) || KEYWORDS.iter().any(|(term, _)| *term == name)
}

/// A graph with the IRIs of its nodes.
struct Writer<'a> {
    graph: &'a KnowledgeGraph,
    ontology: &'a Ontology,
    /// Keyed by entity; the entity's `@id`.
    iris: BTreeMap<EntityId, String>,
}

impl<'a> Writer<'a> {
    fn new(graph: &'a KnowledgeGraph, ontology: &'a Ontology) -> Self {
        let articles: Vec<String> = graph.articles().iter().map(|a| article_iri(a)).collect();
        let articles = articles.join(" ");
        let mut namesakes: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let iris = graph
            .entities()
            .map(|(id, entity)| {
                let nth = namesakes.entry((entity.kind.name(), &entity.name)).or_default();
                *nth += 1;
                let nth = nth.to_string();
                (id, iri("entity", &[&articles, entity.kind.name(), &entity.name, &nth]))
            })
            .collect();
        Self { graph, ontology, iris }
    }

    /// Everything, sorted so that two graphs of one article can be compared by eye:
    /// articles, runs, entities by label, statements by subject, predicate, object.
    fn nodes(&'a self) -> Vec<Node<'a>> {
        let articles = self.graph.articles();
        let runs = articles.iter().map(|article| Node::Run(run(article)));
        let articles = articles.iter().map(|article| Node::Article(article_node(article)));
        let mut edges = self.direct_edges();
        let mut entities: Vec<_> = self
            .graph
            .entities()
            .map(|(id, entity)| self.entity(id, entity, edges.remove(&id).unwrap_or_default()))
            .collect();
        entities.sort_by(|a, b| (a.label, a.id).cmp(&(b.label, b.id)));
        let mut statements: Vec<_> = self
            .graph
            .statements()
            .map(|(subject, statement, object)| {
                let node = self.statement(subject, statement, object);
                let label = |id| self.graph.entity(id).name.as_str();
                let order = (label(subject), node.predicate.clone(), label(object));
                (order, node)
            })
            .collect();
        statements.sort_by(|(a, x), (b, y)| (a, &x.id).cmp(&(b, &y.id)));
        articles
            .chain(runs)
            .chain(entities.into_iter().map(Node::Entity))
            .chain(statements.into_iter().map(|(_, node)| Node::Statement(node)))
            .chain(self.background().into_iter().map(Node::Background))
            .collect()
    }

    /// The facts of the gazetteer, each with that for a source, and no quotation.
    fn background(&self) -> Vec<BackgroundNode> {
        let mut facts: Vec<_> = self.graph.background().iter().collect();
        let label = |id| self.graph.entity(id).name.as_str();
        facts.sort_by_key(|f| (label(f.subject), &f.relation, label(f.object), f.subject));
        let node = |fact: &Background| {
            let (subject, object) = (self.reference(fact.subject), self.reference(fact.object));
            let predicate = Reference { id: format!("kg:{}", camel_case(fact.relation.name())) };
            let parts = [subject.id.as_str(), &predicate.id, &object.id];
            let evidence = EvidenceNode {
                id: iri("evidence", &[gazetteer::IRI, parts[0], parts[1], parts[2]]),
                source: Reference { id: gazetteer::IRI.to_owned() },
                selector: None,
                rule: "gazetteer",
            };
            BackgroundNode {
                id: iri("background", &parts),
                class: "BackgroundStatement",
                subject,
                predicate,
                object,
                evidence: vec![evidence],
            }
        };
        facts.into_iter().map(node).collect()
    }

    fn reference(&self, id: EntityId) -> Reference {
        Reference { id: self.iris[&id].clone() }
    }

    fn direct_edges(&self) -> BTreeMap<EntityId, BTreeMap<String, OneOrMany>> {
        let mut facts: BTreeMap<EntityId, BTreeMap<String, BTreeSet<Reference>>> = BTreeMap::new();
        for (subject, statement, object) in self.graph.statements() {
            let Predicate::Relation(relation) = &statement.predicate else { continue };
            if statement.stance.is_fact() {
                let name = camel_case(relation.name());
                // A user's relation may be called like one of our terms, or a class.
                let plain = !is_term(&name) && name.starts_with(char::is_lowercase);
                let term = if plain { name } else { format!("kg:{name}") };
                let objects = facts.entry(subject).or_default().entry(term).or_default();
                objects.insert(self.reference(object));
            }
        }
        let fold = |mut objects: BTreeSet<Reference>| match objects.pop_first() {
            Some(only) if objects.is_empty() => OneOrMany::One(only),
            first => OneOrMany::Many(first.into_iter().chain(objects).collect()),
        };
        facts
            .into_iter()
            .map(|(id, edges)| (id, edges.into_iter().map(|(k, v)| (k, fold(v))).collect()))
            .collect()
    }

    fn entity(
        &'a self,
        id: EntityId,
        entity: &'a Entity,
        edges: BTreeMap<String, OneOrMany>,
    ) -> EntityNode<'a> {
        let class = self.ontology.kind(&entity.kind).map_or("Thing", |kind| &kind.schema);
        EntityNode {
            id: &self.iris[&id],
            class: if is_term(class) { format!("schema:{class}") } else { class.to_owned() },
            kind: entity.kind.name(),
            label: &entity.name,
            aliases: &entity.aliases,
            nominals: &entity.nominals,
            description: entity.description.as_deref(),
            identifiers: &entity.identifiers,
            edges,
        }
    }

    fn statement(
        &self,
        subject: EntityId,
        statement: &'a Statement,
        object: EntityId,
    ) -> StatementNode<'a> {
        let (subject, object) = (self.reference(subject), self.reference(object));
        let predicate = Reference { id: predicate_iri(&statement.predicate) };
        let stance = &statement.stance;
        let said_by = stance.said_by.map(|speaker| self.reference(speaker));
        let open = match &statement.predicate {
            Predicate::Relation(_) => None,
            Predicate::Open(words) => Some(words.as_str()),
        };
        let parts: [&str; 7] = [
            &subject.id,
            open.unwrap_or(&predicate.id),
            &object.id,
            stance.polarity.name(),
            stance.certainty.name(),
            said_by.as_ref().map_or("", |speaker| speaker.id.as_str()),
            stance.time.as_ref().map_or("", Time::key),
        ];
        let mut evidence: Vec<_> = statement.evidence.iter().collect();
        evidence.sort_by_key(|e| (&e.source, e.span, &e.rule));
        let mut evidence: Vec<_> = evidence.into_iter().map(|e| self.evidence(e)).collect();
        evidence.dedup_by(|a, b| a.id == b.id);
        StatementNode {
            id: iri("statement", &parts),
            class: "Statement",
            subject,
            predicate,
            object,
            polarity: stance.polarity.name(),
            certainty: stance.certainty.name(),
            said_by,
            time: stance.time.as_ref().and_then(|time| time.value.as_deref()),
            time_words: stance.time.as_ref().map(|time| time.words.as_str()),
            role: statement.role.as_deref(),
            amount: statement.amount.as_deref(),
            // More places than two would promise more than a calibration can hold.
            confidence: open
                .is_none()
                .then(|| f64::from((statement.confidence() * 100.0).round()) / 100.0),
            open,
            evidence,
        }
    }

    /// A quotation of an article, or, where the source is none of the graph's
    /// articles (the gazetteer), a bare reference to that.
    fn evidence(&self, evidence: &'a Evidence) -> EvidenceNode<'a> {
        let Evidence { span, source, rule, .. } = evidence;
        let article = self.graph.articles().iter().find(|article| article.source == **source);
        let source = match article {
            Some(article) => article_iri(article),
            None => web_address(&source.uri).unwrap_or_else(|| iri("source", &[&source.uri])),
        };
        let (start, end) = (span.start.to_string(), span.end.to_string());
        let id = iri("evidence", &[&source, &start, &end, rule]);
        let selector = article.map(|article| selectors(&id, &article.text, *span));
        EvidenceNode { id, source: Reference { id: source }, selector, rule }
    }
}

/// Where the words stand, twice: by count of code points, and by their neighbours.
fn selectors<'a>(evidence: &str, text: &'a str, span: Span) -> (PositionNode, QuoteNode<'a>) {
    let exact = span.of(text);
    let before = &text[..span.start as usize];
    let after = &text[span.end as usize..];
    let start = before.chars().count();
    let first = before.char_indices().rev().take(QUOTE_CONTEXT).last().map_or(0, |(at, _)| at);
    let last = after.char_indices().nth(QUOTE_CONTEXT).map_or(after.len(), |(at, _)| at);
    let position = PositionNode {
        id: format!("{evidence}#position"),
        class: "TextPositionSelector",
        start,
        end: start + exact.chars().count(),
    };
    let quote = QuoteNode {
        id: format!("{evidence}#quote"),
        class: "TextQuoteSelector",
        exact,
        prefix: &before[first..],
        suffix: &after[..last],
    };
    (position, quote)
}

fn article_node(article: &Document) -> ArticleNode<'_> {
    let source = &article.source;
    ArticleNode {
        id: article_iri(article),
        class: "NewsArticle",
        headline: source.title.as_deref(),
        published: source.published.as_deref(),
        url: web_address(&source.uri),
        sha256: article_hash(article),
        run: Reference { id: run_iri(article) },
    }
}

/// One run of this version over one article; no clock, so that a second run gives
/// the same bytes.
fn run(article: &Document) -> RunNode {
    RunNode {
        id: run_iri(article),
        class: "Activity",
        label: concat!("kgraph ", env!("CARGO_PKG_VERSION")),
        used: vec![Reference { id: article_iri(article) }],
    }
}

fn run_iri(article: &Document) -> String {
    iri("run", &[env!("CARGO_PKG_VERSION"), &article_hash(article)])
}

fn article_iri(article: &Document) -> String {
    iri("article", &[&article_hash(article)])
}

/// The hash of the bytes that were read, or of the text where no reader said it.
fn article_hash(article: &Document) -> String {
    if article.source.sha256.is_empty() {
        hex(&Sha256::digest(&article.text))
    } else {
        article.source.sha256.clone()
    }
}

fn predicate_iri(predicate: &Predicate) -> String {
    match predicate {
        Predicate::Relation(relation) => format!("kg:{}", camel_case(relation.name())),
        Predicate::Open(words) => {
            let letters = words.to_lowercase();
            let slug: Vec<_> =
                letters.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
            format!("kg:open/{}", slug.join("-"))
        }
    }
}

/// `recommends-against` as `recommendsAgainst`; what an IRI may not hold is dropped.
fn camel_case(name: &str) -> String {
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(letters.as_str());
    }
    out
}

/// The address if it is one of the web, with what an IRI may not hold escaped.
fn web_address(uri: &str) -> Option<String> {
    if !uri.starts_with("http://") && !uri.starts_with("https://") {
        return None;
    }
    let mut out = String::new();
    for letter in uri.chars() {
        if letter <= ' ' || "<>\"{}|\\^`\u{7f}".contains(letter) {
            let _ = write!(out, "%{:02X}", u32::from(letter));
        } else {
            out.push(letter);
        }
    }
    Some(out)
}

/// An IRI of content: the same parts give the same IRI.
fn iri(kind: &str, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // The length keeps ("ab", "c") apart from ("a", "bc").
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    format!("urn:kgraph:{kind}:{}", hex(&hash.finalize()[..10]))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
