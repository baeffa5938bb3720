//! What the world holds: places and organizations with their kinds, names and identifiers.
//!
//! ```
//! use kgraph::gazetteer::Gazetteer;
//!
//! let ontology = kgraph::pipeline::ontology();
//! let own = "Nordhavn\tcity\tgeonames:2618425\tNorth Harbour\n";
//! let gazetteer = Gazetteer::default().with_own(own, &ontology).unwrap();
//! let (found, _) = gazetteer.named("north harbour").next().unwrap();
//! assert_eq!(found.name(), "Nordhavn");
//! assert_eq!(found.identifiers(), ["https://sws.geonames.org/2618425/"]);
//! ```

mod own;
mod table;

pub use own::OwnNamesError;
pub use table::{Row, Table, TableError};

use crate::ontology::Ontology;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The IRI that facts which it tells are cited by.
pub const IRI: &str = "https://w3id.org/kgraph/gazetteer";

/// Tables of things with names; what the first ones hold goes before the rest.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    tables: Vec<Table>,
}

/// A thing of a gazetteer.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    table: &'a Table,
    number: u32,
}

impl Gazetteer {
    /// The gazetteer of a table.
    pub fn of(table: Table) -> Self {
        Self { tables: vec![table] }
    }

    /// The same with names of one's own, which go before the others: a line a thing, with
    /// name, kind, identifier and other names (separated by `|`) in columns separated by
    /// tabs. Empty lines and those that begin with `#` are passed over.
    pub fn with_own(mut self, text: &str, ontology: &Ontology) -> Result<Self, OwnNamesError> {
        self.tables.insert(0, own::parse(text, ontology)?);
        Ok(self)
    }

    /// Both, this one first.
    #[must_use]
    pub fn before(mut self, other: Self) -> Self {
        self.tables.extend(other.tables);
        self
    }

    /// Everything of that name, without regard to case and diacritics, those first that
    /// have more people; and whether it is only another name of it.
    pub fn named(&self, name: &str) -> impl Iterator<Item = (Entry<'_>, bool)> {
        let key = fold(name);
        self.tables.iter().flat_map(move |table| {
            let found = table.named(&key).into_iter();
            found.map(move |(number, other)| (Entry { table, number }, other))
        })
    }
}

impl<'a> Entry<'a> {
    /// Its usual name.
    pub fn name(self) -> &'a str {
        self.table.name(self.number)
    }

    /// The name of its kind.
    pub fn kind(self) -> &'a str {
        self.table.kind(self.number)
    }

    /// IRIs of it elsewhere: Wikidata's first, then that of `GeoNames`.
    pub fn identifiers(self) -> Vec<String> {
        let number = |prefix: &str, id: u32, suffix: &str| {
            (id != 0).then(|| format!("{prefix}{id}{suffix}"))
        };
        let wikidata = self.table.wikidata(self.number);
        let geonames = self.table.geonames(self.number);
        let own = Some(self.table.iri(self.number)).filter(|iri| !iri.is_empty());
        [
            number("http://www.wikidata.org/entity/Q", wikidata, ""),
            number("https://sws.geonames.org/", geonames, "/"),
            own.map(str::to_owned),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What it lies in: the region of a city, the country of a region.
    pub fn within(self) -> Option<Self> {
        let number = self.table.within(self.number)?;
        Some(Self { table: self.table, number })
    }

    /// Everything that it lies in, the nearest first.
    pub fn around(self) -> impl Iterator<Item = Self> {
        // A table made by hand could run in a circle; three steps reach every country.
        std::iter::successors(self.within(), |place| place.within()).take(3)
    }

    /// How many people live in it, as far as that is known; of a region only those of its
    /// cities.
    pub fn population(self) -> u32 {
        self.table.population(self.number)
    }

    /// Whether it is the capital of its country.
    pub fn is_capital(self) -> bool {
        self.table.is_marked(self.number, table::CAPITAL)
    }

    /// Whether its name is also a common word: "Nice", "Reading".
    pub fn is_common(self) -> bool {
        self.table.is_marked(self.number, table::COMMON)
    }

    /// Whether the user named it.
    pub fn is_own(self) -> bool {
        self.table.is_marked(self.number, table::OWN)
    }
}

impl PartialEq for Entry<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.table, other.table) && self.number == other.number
    }
}

/// A name without case, diacritics, punctuation and article, to compare by.
pub fn fold(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for letter in name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match letter {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ı' => plain.push('i'),
            // "U.S." and "Xi'an" are one word.
            '.' | '\'' | '’' | 'ʻ' | '‘' => {}
            _ if letter.is_alphanumeric() || letter == '&' => plain.push(letter),
            _ => plain.push(' '),
        }
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let skip = usize::from(words.len() > 1 && words[0] == "the");
    words[skip..].join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_is_written_in_several_ways() {
        for (one, other) in [
            ("São Paulo", "Sao Paulo"),
            ("the Hague", "The Hague"),
            ("U.S.", "US"),
            ("Xi’an", "Xian"),
            ("Île-de-France", "ile de france"),
            ("Łódź", "Lodz"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
        assert_eq!(fold("The"), "the", "a name is never empty");
        assert_ne!(fold("Niger"), fold("Nigeria"));
    }

    #[test]
    fn keeps_what_lies_in_what() {
        let rows = [
            Row { key: "DE", kind: "country", name: "Germany", wikidata: 183, ..Row::default() },
            Row { key: "DE.02", kind: "region", name: "Bavaria", within: "DE", ..Row::default() },
            Row {
                kind: "city",
                name: "München",
                others: vec!["Munich"],
                within: "DE.02",
                population: 9,
                ..Row::default()
            },
            Row { kind: "city", name: "Munich", within: "US.ND", ..Row::default() },
        ];
        let gazetteer = Gazetteer::of(Table::build(&rows));
        let found: Vec<_> = gazetteer.named("MUNICH").collect();
        assert_eq!(found.len(), 2);
        let (munich, by_another_name) = found[0];
        assert!(by_another_name && munich.name() == "München", "the larger comes first");
        let around: Vec<_> = munich.around().map(Entry::name).collect();
        assert_eq!(around, ["Bavaria", "Germany"]);
        let germany = munich.around().last().unwrap();
        assert_eq!(germany.identifiers(), ["http://www.wikidata.org/entity/Q183"]);
        assert!(found[1].0.within().is_none(), "what lies in nothing known lies in nothing");
    }
}
