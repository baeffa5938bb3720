use super::{Kind, Ontology};
use std::collections::{BTreeMap, BTreeSet};

/// Words that tell what kind of thing is spoken of: nouns with their kinds, and
/// countries and regions with the words for them and their people.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    nouns: BTreeMap<String, Kind>,
    places: BTreeMap<String, (String, Kind)>,
    demonyms: BTreeMap<String, (String, Kind)>,
    classes: BTreeMap<String, BTreeSet<String>>,
}

impl Lexicon {
    /// Reads the tables of `data/lexicon`: `nouns.tsv` (lemma, kind), and
    /// `countries.tsv`, `regions.tsv` and `organizations.tsv` (name, kind, demonyms, aliases;
    /// further columns are not read; the lists are separated by commas). Lines that are empty or begin
    /// with `#` are left out, and so are fields that a line lacks.
    ///
    /// ```
    /// # use kgraph::ontology::Lexicon;
    /// let lexicon = Lexicon::parse("firm\tcompany\n", &["Norway\tcountry\tNorwegian\t\tOslo\tNO\n"]);
    /// assert_eq!(lexicon.noun("firm").unwrap().name(), "company");
    /// assert_eq!(lexicon.demonym("Norwegian").unwrap().0, "Norway");
    /// ```
    pub fn parse(nouns: &str, places: &[&str]) -> Self {
        let mut lexicon = Self::default();
        for row in rows(nouns) {
            if let [noun, kind, ..] = row[..] {
                lexicon.nouns.insert(noun.to_owned(), Kind::new(kind));
            }
        }
        for row in places.iter().flat_map(|table| rows(table)) {
            lexicon.add_place(&row);
        }
        lexicon
    }

    /// Adds the classes of words in `verbs.tsv`: class, then lemmas separated by commas.
    #[must_use]
    pub fn with_classes(mut self, table: &str) -> Self {
        for row in rows(table) {
            if let [class, words, ..] = row[..] {
                let words = words.split(',').map(|w| w.trim().to_owned());
                self.classes.entry(class.to_owned()).or_default().extend(words);
            }
        }
        self
    }

    /// Adds the nouns that the kinds of an ontology name; theirs go before the lexicon's.
    #[must_use]
    pub fn with_nouns_of(mut self, ontology: &Ontology) -> Self {
        for (kind, definition) in ontology.kinds() {
            for noun in &definition.nouns {
                self.nouns.insert(noun.to_lowercase(), kind.clone());
            }
        }
        self
    }

    /// Whether a lemma belongs to a class of words: `lexicon.is("say", "speech")`.
    pub fn is(&self, lemma: &str, class: &str) -> bool {
        self.classes.get(class).is_some_and(|words| words.contains(lemma))
    }

    fn add_place(&mut self, row: &[&str]) {
        let [name, kind] = [0, 1].map(|i| row.get(i).copied().unwrap_or_default());
        let entry = (name.to_owned(), Kind::new(kind));
        let list = |i: usize| {
            row.get(i)
                .copied()
                .unwrap_or_default()
                .split(',')
                .map(str::trim)
                .filter(|w| !w.is_empty())
        };
        for alias in list(3).chain([name]) {
            self.places.entry(alias.to_owned()).or_insert_with(|| entry.clone());
        }
        for demonym in list(2) {
            self.demonyms.entry(demonym.to_owned()).or_insert_with(|| entry.clone());
        }
    }

    /// The kind of thing that a noun (a lemma in lower case) speaks of.
    pub fn noun(&self, lemma: &str) -> Option<&Kind> {
        self.nouns.get(lemma)
    }

    /// The usual name and the kind of a country or region, by any of its names.
    pub fn place(&self, name: &str) -> Option<(&str, &Kind)> {
        self.places.get(name).map(|(name, kind)| (name.as_str(), kind))
    }

    /// The country or region that an adjective or the name of a people stands for.
    pub fn demonym(&self, word: &str) -> Option<(&str, &Kind)> {
        self.demonyms.get(word).map(|(name, kind)| (name.as_str(), kind))
    }
}

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .map(|l| l.split('\t').map(str::trim).collect())
}
