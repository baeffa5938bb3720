//! The only file that embeds anything of `data/`.

use crate::analyse::{Analyser, Labels, Lexicons};
use crate::gazetteer::{Gazetteer, Table};
use crate::neural::{Mpnet, Network, Pairs};
use include_dir::{Dir, include_dir};
use std::borrow::Cow;
use std::sync::Arc;

/// Kinds of entity.
pub(crate) const KINDS: &str = include_str!("../data/kinds.toml");
/// Nouns and the kinds of things that they speak of.
pub(crate) const NOUNS: &str = include_str!("../data/lexicon/nouns.tsv");
/// Countries with their adjectives, other names and capitals.
pub(crate) const COUNTRIES: &str = include_str!("../data/lexicon/countries.tsv");
/// Regions likewise.
pub(crate) const REGIONS: &str = include_str!("../data/lexicon/regions.tsv");
/// Organizations of the world, with their other names.
pub(crate) const ORGANIZATIONS: &str = include_str!("../data/lexicon/organizations.tsv");
/// Classes of words that set the stance of what depends on them.
pub(crate) const CLASSES: &str = include_str!("../data/lexicon/verbs.tsv");

pub(crate) const ABBREVIATIONS: &str = include_str!("../data/lexicon/abbreviations.txt");
pub(crate) const LEMMAS: &str = include_str!("../data/lexicon/lemmas.tsv");
pub(crate) const VOCABULARY: &str = include_str!("../data/models/english/vocab.txt");
const LABELS: &str = include_str!("../data/models/english/labels.json");

/// Places and organizations of the world; `train/gazetteer.py` says where they are from.
static WORLD: &[u8] = include_bytes!("../data/gazetteer/world.bin");

static RELATIONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/relations");

/// The network reads its weights where they lie, in lines of the processor's cache.
#[repr(align(64))]
struct Aligned<Bytes: ?Sized>(Bytes);

static MODEL: &Aligned<[u8]> = &Aligned(*include_bytes!("../data/models/english/model.bin"));
static BRANCH: &Aligned<[u8]> = &Aligned(*include_bytes!("../data/models/relations/branch.bin"));
static PAIRS: &Aligned<[u8]> = &Aligned(*include_bytes!("../data/models/relations/pairs.bin"));
/// What the columns and classes of [`pairs`] mean.
pub(crate) const PAIR_LABELS: &str = include_str!("../data/models/relations/relations.json");

/// The relation files as (name, text), in name order.
pub(crate) fn relations() -> Vec<(&'static str, &'static str)> {
    let mut files: Vec<_> = RELATIONS
        .files()
        .filter_map(|file| Some((file.path().file_stem()?.to_str()?, file.contents_utf8()?)))
        .collect();
    files.sort_unstable();
    files
}

/// The gazetteer of the world, which is looked at where it lies.
///
/// # Panics
///
/// If what is bundled is no table, which a test would see.
pub(crate) fn gazetteer() -> Gazetteer {
    let table = Table::from_bytes(Cow::Borrowed(WORLD)).expect("the bundled table is whole");
    Gazetteer::of(table)
}

/// The reader of English with its network on so many threads.
///
/// # Panics
///
/// If what is bundled does not fit together, which a test would see.
pub(crate) fn analyser(threads: usize) -> Analyser {
    let network = Mpnet::from_bytes(&MODEL.0, threads)
        .and_then(|network| network.with_branch(&BRANCH.0))
        .expect("the bundled model loads");
    let network: Arc<dyn Network> = Arc::new(network);
    let lexicons =
        Lexicons { vocabulary: VOCABULARY, abbreviations: ABBREVIATIONS, lemmas: LEMMAS };
    let labels =
        Labels::parse(LABELS).expect("the bundled labels are those of Universal Dependencies");
    Analyser::new(network, labels, lexicons)
}

/// The network that reads relations between mentions.
///
/// # Panics
///
/// If the bundled weights were damaged, which a test would see.
pub(crate) fn pairs() -> Pairs {
    Pairs::from_bytes(&PAIRS.0).expect("the bundled network of pairs loads")
}
