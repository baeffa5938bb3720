use super::{
    Kind, KindDefinition, Ontology, OntologyError, Place, Relation, RelationDefinition, nearest,
};
use std::collections::BTreeMap;
use std::path::Path;

impl Ontology {
    /// Reads `kinds.toml` and relation files given as `(file, text)`; a relation is
    /// called as its file is, without folder and ending.
    ///
    /// # Errors
    ///
    /// Where a file is no valid TOML, has unknown fields, or names a kind that is
    /// not defined.
    pub fn parse<'a>(
        kinds: &str,
        relations: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, OntologyError> {
        let mut ontology = Self::default();
        ontology.add_kinds("kinds.toml", kinds)?;
        for (file, text) in relations {
            ontology.add_relation(file, text)?;
        }
        Ok(ontology)
    }

    /// Adds the kinds of a file like `kinds.toml`; those of the same name give way.
    ///
    /// # Errors
    ///
    /// As for [`parse`](Self::parse), and where a kind falls under itself.
    pub fn add_kinds(&mut self, file: &str, text: &str) -> Result<(), OntologyError> {
        let kinds: BTreeMap<String, KindDefinition> =
            toml::from_str(text).map_err(|e| OntologyError::syntax(file, text, &e))?;
        let names: Vec<String> = kinds.keys().cloned().collect();
        for (name, kind) in kinds {
            self.kinds.insert(Kind::new(&name), kind);
        }
        for name in &names {
            self.check_kind(name, (file, text))?;
        }
        Ok(())
    }

    /// Adds a relation, called as its file is; one of the same name gives way.
    ///
    /// ```
    /// # use kgraph::ontology::{Ontology, Relation};
    /// let kinds = "[company]\nschema = 'Corporation'\ncolour = '#c3dcf7'\nshape = 'box'\nabout = ''";
    /// let mut ontology = Ontology::parse(kinds, [])?;
    /// let text = "label = 'sponsors'\ndomain = ['company']\nrange = ['company']";
    /// let sponsors = ontology.add_relation("my/sponsors.toml", text)?;
    /// assert_eq!(sponsors, Relation::new("sponsors"));
    /// # Ok::<(), kgraph::ontology::OntologyError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`parse`](Self::parse), and where no relation can be called so.
    pub fn add_relation(&mut self, file: &str, text: &str) -> Result<Relation, OntologyError> {
        let definition: RelationDefinition =
            toml::from_str(text).map_err(|e| OntologyError::syntax(file, text, &e))?;
        self.check_kinds((file, text), &definition)?;
        let stem = Path::new(file).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if !is_name(stem) || RESERVED.contains(&stem) {
            return Err(OntologyError::Invalid {
                file: file.to_owned(),
                place: Place::of(text, 0),
                message: format!("no relation can be called `{stem}`"),
                hint: "name the file in small letters with hyphens: `invests-in.toml`",
            });
        }
        let relation = Relation::new(stem);
        self.relations.insert(relation.clone(), definition);
        Ok(relation)
    }

    fn check_kinds(
        &self,
        (file, text): (&str, &str),
        definition: &RelationDefinition,
    ) -> Result<(), OntologyError> {
        let check = |path: &[&str], kinds: &[Kind]| {
            let known = |kind: &Kind| kind.name() == "actor" || self.kinds.contains_key(kind);
            match kinds.iter().position(|kind| !known(kind)) {
                Some(at) => {
                    let place = Place::under(text, &[path, &[&at.to_string()]].concat());
                    Err(self.unknown_kind(file, place, &kinds[at]))
                }
                None => Ok(()),
            }
        };
        check(&["domain"], &definition.domain)?;
        check(&["range"], &definition.range)?;
        for (number, pattern) in definition.patterns.iter().enumerate() {
            let number = number.to_string();
            check(&["patterns", &number, "subject_kinds"], &pattern.subject_kinds)?;
            check(&["patterns", &number, "object_kinds"], &pattern.object_kinds)?;
        }
        Ok(())
    }

    fn unknown_kind(&self, file: &str, place: Place, kind: &Kind) -> OntologyError {
        let names = self.kinds.keys().map(Kind::name).chain(["actor"]);
        OntologyError::UnknownKind {
            file: file.to_owned(),
            place,
            kind: kind.clone(),
            similar: nearest(kind.name(), names).map(Kind::new),
        }
    }

    /// Whether a kind is called and shown as one can be, and falls under kinds that
    /// are there, not under itself.
    fn check_kind(&self, name: &str, (file, text): (&str, &str)) -> Result<(), OntologyError> {
        let kind = Kind::new(name);
        let Some(definition) = self.kinds.get(&kind) else { return Ok(()) };
        let invalid = |field: &str, message: String, hint| OntologyError::Invalid {
            file: file.to_owned(),
            place: Place::under(text, &[name, field]),
            message,
            hint,
        };
        if !is_name(name) || name == "actor" {
            let hint = "name it in small letters with hyphens: `[armed-group]`";
            return Err(invalid("", format!("no kind can be called `{name}`"), hint));
        }
        let KindDefinition { schema, colour, .. } = definition;
        if schema.is_empty() || !schema.chars().all(|c| c.is_ascii_alphanumeric()) {
            let hint = "name a class of https://schema.org: `Organization`";
            return Err(invalid("schema", format!("`{schema}` is no class"), hint));
        }
        let hexadecimal = |c: &str| c.len() == 6 && c.chars().all(|c| c.is_ascii_hexdigit());
        if !colour.strip_prefix('#').is_some_and(hexadecimal) {
            let hint = "write red, green and blue in hexadecimal: `#c3dcf7`";
            return Err(invalid("colour", format!("`{colour}` is no colour"), hint));
        }
        let mut above = definition.under.as_ref();
        for _ in 0..self.kinds.len() {
            let Some(broader) = above else { return Ok(()) };
            let Some(next) = self.kinds.get(broader) else {
                let place = Place::under(text, &[name, "under"]);
                return Err(self.unknown_kind(file, place, broader));
            };
            above = next.under.as_ref();
        }
        let message = format!("`{name}` falls under itself in the end");
        Err(invalid("under", message, "let one of the kinds above it have no `under`"))
    }
}

/// What the JSON-LD says of statements and entities in the vocabulary of relations.
const RESERVED: [&str; 13] = [
    "amount",
    "certainty",
    "confidence",
    "evidence",
    "kind",
    "mention",
    "open",
    "polarity",
    "role",
    "rule",
    "sha256",
    "time",
    "time-text",
];

/// Whether a kind or relation may be called so: words of small letters and digits,
/// joined by hyphens.
fn is_name(name: &str) -> bool {
    let word = |word: &str| {
        word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()) && !word.is_empty()
    };
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.split('-').all(word)
}
