//! A table of things in one run of bytes, which is looked at where it lies.
//!
//! After the word `kgraphG1` stand four numbers, the lengths in bytes of what follows:
//! the things (eight numbers each), lists of things, strings (a byte of length, then
//! UTF-8), and a transducer of crate `fst` from folded names to places in the lists.
//! Numbers are of 32 bits, the least byte first. A list is its length and its things;
//! the lowest bit of each says that the name is one of its other names.

use super::fold;
use std::borrow::Cow;
use std::collections::BTreeMap;

const MAGIC: &[u8; 8] = b"kgraphG1";
const HEADER: usize = MAGIC.len() + 4 * 4;
/// Numbers a thing: name, kind, Wikidata, `GeoNames`, what it lies in, people, marks, IRI.
const FIELDS: usize = 8;

pub(super) const CAPITAL: u32 = 1;
pub(super) const COMMON: u32 = 2;
pub(super) const OWN: u32 = 4;

/// Things with their names.
#[derive(Clone, Debug)]
pub struct Table {
    bytes: Cow<'static, [u8]>,
    lists: usize,
    strings: usize,
    names: fst::Map<Cow<'static, [u8]>>,
}

/// A thing, before it is put into a table.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    /// What the rows of what lies in it call it; may be empty.
    pub key: &'a str,
    /// The key of what it lies in; may be empty.
    pub within: &'a str,
    /// The name of its kind.
    pub kind: &'a str,
    /// Its usual name.
    pub name: &'a str,
    /// Its number in Wikidata, or 0.
    pub wikidata: u32,
    /// Its number in `GeoNames`, or 0.
    pub geonames: u32,
    /// Another IRI of it; may be empty.
    pub iri: &'a str,
    /// How many people live in it, or 0.
    pub population: u32,
    /// Whether it is the capital of its country.
    pub capital: bool,
    /// Whether its name is also a common word.
    pub common: bool,
    /// Whether it is the user's.
    pub own: bool,
    /// Its other names.
    pub others: Vec<&'a str>,
}

/// Bytes that are no table.
#[derive(Debug, thiserror::Error)]
#[error("this is no table of a gazetteer, or one of another version")]
pub struct TableError;

impl Table {
    /// Takes up a table where it lies.
    pub fn from_bytes(bytes: Cow<'static, [u8]>) -> Result<Self, TableError> {
        let length = |n: usize| number(&bytes, MAGIC.len() + 4 * n).map(|l| l as usize);
        if !bytes.starts_with(MAGIC) {
            return Err(TableError);
        }
        let lengths: Option<Vec<usize>> = (0..4).map(length).collect();
        let [things, lists, strings, names] = lengths.ok_or(TableError)?[..] else {
            return Err(TableError);
        };
        let lists_at = HEADER + things;
        let strings_at = lists_at + lists;
        let names_at = strings_at + strings;
        let slice = match &bytes {
            Cow::Borrowed(bytes) => bytes.get(names_at..names_at + names).map(Cow::Borrowed),
            Cow::Owned(bytes) => {
                bytes.get(names_at..names_at + names).map(|names| Cow::Owned(names.to_vec()))
            }
        };
        let names = fst::Map::new(slice.ok_or(TableError)?).map_err(|_| TableError)?;
        Ok(Self { bytes, lists: lists_at, strings: strings_at, names })
    }

    /// A table of rows; those of one name stand in the order of their people.
    ///
    /// # Panics
    ///
    /// If a name is longer than 255 bytes, or there are more than 2³¹ rows.
    pub fn build(rows: &[Row<'_>]) -> Self {
        let keys: BTreeMap<&str, u32> =
            (1..).zip(rows).filter(|(_, r)| !r.key.is_empty()).map(|(n, r)| (r.key, n)).collect();
        let mut strings = Strings::default();
        let mut things = Vec::new();
        for row in rows {
            let marks = u32::from(row.capital) * CAPITAL
                + u32::from(row.common) * COMMON
                + u32::from(row.own) * OWN;
            let fields: [u32; FIELDS] = [
                strings.place(row.name),
                strings.place(row.kind),
                row.wikidata,
                row.geonames,
                keys.get(row.within).copied().unwrap_or(0),
                row.population,
                marks,
                strings.place(row.iri),
            ];
            things.extend(fields.iter().flat_map(|field| field.to_le_bytes()));
        }
        let (lists, names) = lists(rows);
        let mut bytes = MAGIC.to_vec();
        for part in [&things, &lists, &strings.bytes, &names] {
            bytes.extend(number_of(part.len()).to_le_bytes());
        }
        for part in [things, lists, strings.bytes, names] {
            bytes.extend(part);
        }
        Self::from_bytes(Cow::Owned(bytes)).expect("it was built just now")
    }

    /// The bytes of it, for a file.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The things of a folded name, and whether it is only another name of each.
    pub(super) fn named(&self, key: &str) -> Vec<(u32, bool)> {
        let Some(place) = self.names.get(key) else { return Vec::new() };
        let at = |n: usize| {
            let place = usize::try_from(place).ok()?;
            number(&self.bytes, self.lists + place + 4 * n)
        };
        let count = at(0).unwrap_or(0) as usize;
        (1..=count).map_while(at).map(|item| (item >> 1, item & 1 == 1)).collect()
    }

    fn field(&self, thing: u32, field: usize) -> u32 {
        number(&self.bytes, HEADER + 4 * (FIELDS * thing as usize + field)).unwrap_or(0)
    }

    fn string(&self, thing: u32, field: usize) -> &str {
        let at = self.strings + self.field(thing, field) as usize;
        let length = self.bytes.get(at).map_or(0, |length| usize::from(*length));
        let bytes = self.bytes.get(at + 1..at + 1 + length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    pub(super) fn name(&self, thing: u32) -> &str {
        self.string(thing, 0)
    }

    pub(super) fn kind(&self, thing: u32) -> &str {
        self.string(thing, 1)
    }

    pub(super) fn wikidata(&self, thing: u32) -> u32 {
        self.field(thing, 2)
    }

    pub(super) fn geonames(&self, thing: u32) -> u32 {
        self.field(thing, 3)
    }

    pub(super) fn within(&self, thing: u32) -> Option<u32> {
        self.field(thing, 4).checked_sub(1)
    }

    pub(super) fn population(&self, thing: u32) -> u32 {
        self.field(thing, 5)
    }

    pub(super) fn is_marked(&self, thing: u32, mark: u32) -> bool {
        self.field(thing, 6) & mark != 0
    }

    pub(super) fn iri(&self, thing: u32) -> &str {
        self.string(thing, 7)
    }
}

/// The lists of the things of each name, and the transducer from names to them.
fn lists(rows: &[Row<'_>]) -> (Vec<u8>, Vec<u8>) {
    let mut named: BTreeMap<String, Vec<(bool, u32)>> = BTreeMap::new();
    for (thing, row) in (0..).zip(rows) {
        let main = fold(row.name);
        for other in &row.others {
            let other = fold(other);
            if other != main && !other.is_empty() {
                named.entry(other).or_default().push((true, thing));
            }
        }
        named.entry(main).or_default().push((false, thing));
    }
    let mut lists = Vec::new();
    let mut index = fst::MapBuilder::memory();
    for (name, mut things) in named {
        let people = |thing: u32| std::cmp::Reverse(rows[thing as usize].population);
        things.sort_by_key(|(other, thing)| (people(*thing), *other, *thing));
        things.dedup();
        index
            .insert(&name, lists.len() as u64)
            .expect("names come out of a map, each once and in order");
        lists.extend(number_of(things.len()).to_le_bytes());
        for (other, thing) in things {
            lists.extend((thing << 1 | u32::from(other)).to_le_bytes());
        }
    }
    (lists, index.into_inner().expect("memory takes all bytes"))
}

/// Strings, each once.
#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    places: BTreeMap<String, u32>,
}

impl Strings {
    fn place(&mut self, text: &str) -> u32 {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        let place = number_of(self.bytes.len());
        self.bytes.push(u8::try_from(text.len()).expect("names are short"));
        self.bytes.extend(text.as_bytes());
        self.places.insert(text.to_owned(), place);
        place
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn number_of(length: usize) -> u32 {
    u32::try_from(length).expect("a table is smaller than four gigabytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_bytes_that_are_no_table() {
        let table = Table::build(&[Row { kind: "city", name: "Oslo", ..Row::default() }]);
        let whole = table.as_bytes();
        for end in 0..whole.len() {
            let cut = Cow::Owned(whole[..end].to_vec());
            assert!(Table::from_bytes(cut).is_err(), "{end} bytes of {}", whole.len());
        }
        assert!(Table::from_bytes(Cow::Borrowed(b"kgraphG2")).is_err());
        assert!(Table::from_bytes(Cow::Owned(whole.to_vec())).is_ok());
    }

    #[test]
    fn gives_back_what_was_put_in() {
        let oslo = Row {
            kind: "city",
            name: "Oslo",
            geonames: 3_143_244,
            iri: "https://example.org/oslo",
            population: 700_000,
            capital: true,
            ..Row::default()
        };
        let table = Table::build(&[Row::default(), oslo]);
        assert_eq!(table.named("oslo"), [(1, false)]);
        assert_eq!((table.name(1), table.kind(1)), ("Oslo", "city"));
        assert_eq!((table.geonames(1), table.population(1)), (3_143_244, 700_000));
        assert_eq!(table.iri(1), "https://example.org/oslo");
        assert!(table.is_marked(1, CAPITAL) && !table.is_marked(1, COMMON));
        assert_eq!(table.named("bergen"), []);
    }
}
