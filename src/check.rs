//! Whether a relation file says what it means: the words of its patterns, and its
//! examples, read as any text is.

use crate::claim::{Certainty, Polarity, Predicate, Stance};
use crate::graph::{Entity, KnowledgeGraph, Statement};
use crate::ontology::{
    Example, Pattern, Place, Relation, RelationDefinition, is_preposition, nearest, part_names,
};
use crate::pipeline::{Pipeline, Scope};
use crate::text::{Document, Places, Section, SectionKind, Source, Span};
use std::fmt::{self, Display, Formatter};
use std::sync::Arc;

/// Something in a relation file that does not do what its writer hopes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Where it stands.
    pub place: Place,
    /// What is doubtful.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// Whether it cannot work; else it only may not.
    pub grave: bool,
}

/// An example that is not read as it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The relation whose example it is.
    pub relation: Relation,
    /// Which of its examples, from 0.
    pub number: usize,
    /// The example's text.
    pub text: String,
    /// What it wants read, as it says.
    pub wanted: Vec<String>,
    /// What was read instead, in the same form, with the pattern that read it.
    pub got: Vec<String>,
}

impl Display for Miss {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.relation, self.text)?;
        for (label, lines) in [("wanted", &self.wanted), ("got   ", &self.got)] {
            for line in lines {
                write!(f, "\n  {label}  {line}")?;
            }
            if lines.is_empty() {
                write!(f, "\n  {label}  nothing")?;
            }
        }
        Ok(())
    }
}

/// What is doubtful in the patterns and examples of a relation file, in text order.
pub fn doubts(text: &str, definition: &RelationDefinition) -> Vec<Doubt> {
    let mut file = File { text, doubts: Vec::new() };
    for (number, pattern) in definition.patterns.iter().enumerate() {
        file.pattern(&number.to_string(), pattern);
    }
    for (number, example) in definition.examples.iter().enumerate() {
        file.example(&number.to_string(), example);
    }
    let examples = |say: bool| definition.examples.iter().any(|e| e.says.is_empty() != say);
    if !examples(true) || !examples(false) {
        file.doubt(
            &[],
            "there is no example of what the relation is, or none of what it is not".to_owned(),
            "add [[examples]] with a text, and what it says as \"subject | object\"",
            false,
        );
    }
    file.doubts.sort_by_key(|doubt| doubt.place);
    file.doubts
}

/// Every example of a relation that the pipeline does not read as it says.
pub fn misses(pipeline: &Pipeline, relation: &Relation) -> Vec<Miss> {
    let Some(definition) = pipeline.ontology().relation(relation) else { return Vec::new() };
    let examples = definition.examples.iter().enumerate();
    examples
        .filter_map(|(number, example)| {
            let graph = pipeline.run(&paragraph(&example.text), Scope::Article).graph;
            let said = said_of(&graph, relation);
            let wanted: Vec<_> = example.says.iter().map(|line| Wanted::parse(line)).collect();
            let is = |wanted: &Option<Wanted<'_>>, said: &Said<'_>| {
                wanted.as_ref().is_some_and(|wanted| wanted.is(said, definition.symmetric))
            };
            let all_read = wanted.iter().all(|w| said.iter().any(|s| is(w, s)));
            let no_other = said.iter().all(|s| wanted.iter().any(|w| is(w, s)));
            (!all_read || !no_other).then(|| Miss {
                relation: relation.clone(),
                number,
                text: example.text.clone(),
                wanted: example.says.clone(),
                got: said.iter().map(Said::line).collect(),
            })
        })
        .collect()
}

/// A file, and what is doubtful in it.
struct File<'a> {
    text: &'a str,
    doubts: Vec<Doubt>,
}

impl File<'_> {
    fn doubt(&mut self, path: &[&str], message: String, hint: &str, grave: bool) {
        let place = Place::under(self.text, path);
        self.doubts.push(Doubt { place, message, hint: hint.to_owned(), grave });
    }

    fn pattern(&mut self, number: &str, pattern: &Pattern) {
        let at = ["patterns", number];
        let words = [
            ("verbs", &pattern.verbs),
            ("nouns", &pattern.nouns),
            ("adjectives", &pattern.adjectives),
        ];
        if words.iter().all(|(_, words)| words.is_empty()) {
            let hint = "list its `verbs`, `nouns` or `adjectives`";
            self.doubt(&at, "the pattern has no word".to_owned(), hint, true);
        }
        for (field, words) in words {
            self.empty_words(&[&at[..], &[field]].concat(), words);
        }
        for (field, paths) in [("subject", &pattern.subject), ("object", &pattern.object)] {
            for path in paths.iter().flat_map(|paths| paths.split('|')) {
                self.parts(&[&at[..], &[field]].concat(), path);
            }
        }
        for (field, parts) in [("with", &pattern.with), ("without", &pattern.without)] {
            for (path, lemmas) in parts {
                let at = [&at[..], &[field, path.as_str()]].concat();
                self.parts(&at, path);
                self.empty_words(&at, lemmas);
                if let Some(lemma) = lemmas.iter().find(|l| **l != l.to_lowercase()) {
                    let message =
                        format!("`{lemma}` is never matched: lemmas are in small letters");
                    self.doubt(&at, message, "write it in small letters", true);
                }
            }
        }
        let unknown = |name: &&String| Certainty::named(name).is_none();
        if let Some(name) = pattern.certainty.as_ref().filter(unknown) {
            let hint = format!("write one of {}", Certainty::ALL.map(Certainty::name).join(", "));
            let at = [&at[..], &["certainty"]].concat();
            self.doubt(&at, format!("`{name}` is no certainty"), &hint, true);
        }
    }

    fn empty_words(&mut self, at: &[&str], words: &[String]) {
        if words.iter().any(|word| word.trim().is_empty()) {
            self.doubt(at, "there is an empty word".to_owned(), "take it out", true);
        }
    }

    /// The parts of a path: `clause.patient`.
    fn parts(&mut self, at: &[&str], path: &str) {
        for part in path.split('.').map(str::trim) {
            if part.is_empty() {
                let hint = "`|` stands between parts, a dot between a part and its own part";
                self.doubt(at, "there is an empty part".to_owned(), hint, true);
            } else if !part_names().any(|name| name == part) && !is_preposition(part) {
                let hint = match nearest(part, part_names()) {
                    Some(name) => format!("did you mean `{name}`?"),
                    None => "docs/ontology.md lists the parts".to_owned(),
                };
                let message = format!("`{part}` is neither a part nor a preposition");
                self.doubt(at, message, &hint, false);
            }
        }
    }

    fn example(&mut self, number: &str, example: &Example) {
        for (line, says) in example.says.iter().enumerate() {
            if Wanted::parse(says).is_none() {
                let at = ["examples", number, "says", &line.to_string()];
                let hint = "write \"subject | object\", or \"subject | object | denied planned\"";
                self.doubt(&at, format!("`{says}` is not what an example can say"), hint, true);
            }
        }
    }
}

/// One line of `says`: `subject | object`, then the words of its stance, if any.
struct Wanted<'a> {
    subject: &'a str,
    object: &'a str,
    polarity: Polarity,
    certainty: Certainty,
}

impl<'a> Wanted<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let mut fields = line.split('|').map(str::trim);
        let (subject, object) = (fields.next()?, fields.next()?);
        let mut wanted =
            Self { subject, object, polarity: Polarity::Affirmed, certainty: Certainty::Asserted };
        for word in fields.flat_map(str::split_whitespace) {
            if word == Polarity::Denied.name() {
                wanted.polarity = Polarity::Denied;
            } else {
                wanted.certainty = Certainty::named(word)?;
            }
        }
        (!subject.is_empty() && !object.is_empty()).then_some(wanted)
    }

    fn is(&self, said: &Said<'_>, symmetric: bool) -> bool {
        let joins = |a, b| is_called(said.subject, a) && is_called(said.object, b);
        said.statement.stance.polarity == self.polarity
            && said.statement.stance.certainty == self.certainty
            && (joins(self.subject, self.object) || symmetric && joins(self.object, self.subject))
    }
}

/// A statement with its ends.
struct Said<'a> {
    subject: &'a Entity,
    statement: &'a Statement,
    object: &'a Entity,
}

impl Said<'_> {
    /// The statement as a line of `says`, with the rules that read it.
    fn line(&self) -> String {
        let Stance { polarity, certainty, .. } = &self.statement.stance;
        let denied = (*polarity == Polarity::Denied).then(|| polarity.name());
        let uncertain = (*certainty != Certainty::Asserted).then(|| certainty.name());
        let stance: Vec<_> = denied.into_iter().chain(uncertain).collect();
        let bar = if stance.is_empty() { "" } else { " | " };
        let rules: Vec<_> = self.statement.evidence.iter().map(|e| e.rule.as_str()).collect();
        let (subject, object) = (&self.subject.name, &self.object.name);
        format!("{subject} | {object}{bar}{}  (by {})", stance.join(" "), rules.join(", "))
    }
}

/// What is read of one relation.
fn said_of<'a>(graph: &'a KnowledgeGraph, relation: &Relation) -> Vec<Said<'a>> {
    graph
        .statements()
        .filter(|(_, s, _)| matches!(&s.predicate, Predicate::Relation(r) if r == relation))
        .map(|(s, statement, o)| Said {
            subject: graph.entity(s),
            statement,
            object: graph.entity(o),
        })
        .collect()
}

/// Whether an entity goes by these words, ignoring case and a leading article.
fn is_called(entity: &Entity, words: &str) -> bool {
    let bare = |words: &str| {
        let lower = words.to_lowercase();
        let rest = ["the ", "a ", "an "].iter().find_map(|a| lower.strip_prefix(a));
        rest.unwrap_or(&lower).to_owned()
    };
    std::iter::once(&entity.name)
        .chain(&entity.aliases)
        .chain(&entity.nominals)
        .any(|name| bare(name) == bare(words))
}

/// An article of one paragraph; `read` would take so short a text for a headline.
fn paragraph(text: &str) -> Arc<Document> {
    let body = Section { kind: SectionKind::Body, span: Span::new(0, text.len()) };
    Arc::new(Document {
        source: Source::default(),
        text: text.to_owned(),
        sections: vec![body],
        places: Places::default(),
    })
}
