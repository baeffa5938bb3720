//! Which things of the gazetteer the text speaks of: certain, or not at all.
//!
//! A name alone is seldom enough. What decides, the surest first: the place that is named
//! beside it ("Cambridge, Massachusetts"), a country or region that the text names, and
//! only for capitals and large cities that nothing else comes near that they are such.

use super::reference::Clusters;
use super::{ClusterId, Context};
use crate::claim::{Form, Predicate};
use crate::gazetteer::Entry;
use crate::graph::{Background, EntityId, KnowledgeGraph};
use crate::ontology::{Kind, Relation};
use crate::text::TokenId;
use std::collections::BTreeSet;

/// So many times the people of the next one make a place the one that is meant.
const DOMINANT: u32 = 5;
/// So many times, where the text speaks of other countries.
const OUTSTANDING: u32 = 8;
/// People of a place that is known without its country.
const LARGE: u32 = 150_000;
/// People of a place that a namesake in a country of the text has to reckon with.
const HUGE: u32 = 1_000_000;

/// What the gazetteer knows of the clusters of a text.
pub(super) struct Links<'a> {
    /// The thing that each cluster certainly is.
    pub(super) of: Vec<Option<Entry<'a>>>,
    /// The kind of each cluster.
    pub(super) kinds: Vec<Kind>,
}

/// Links clusters with the gazetteer; where that makes the kind of one certain, mends it.
pub(super) fn find<'a>(
    context: &Context<'a>,
    clusters: &Clusters,
    mut kinds: Vec<Kind>,
) -> Links<'a> {
    let mut search = Search {
        context,
        kinds: kinds.clone(),
        beside: beside(context, clusters),
        called_a_state: called_states(context, clusters),
        candidates: candidates(context, clusters),
        named: Vec::new(),
        of: vec![None; clusters.count],
    };
    search.own();
    search.countries();
    // What is certain at first tells which countries the text is about.
    for _ in 0..2 {
        search.places();
    }
    search.organizations();
    search.mend(&locations(context, clusters), &mut kinds);
    Links { of: search.of, kinds }
}

impl Links<'_> {
    /// Says of each place that a typed statement speaks of in which region, or else
    /// country, of the graph it lies, where the article does not say so.
    pub(super) fn background(&self, ids: &[Option<EntityId>], graph: &mut KnowledgeGraph) {
        let placed = |id: EntityId| {
            graph.statements().any(|(subject, statement, object)| {
                let typed = matches!(statement.predicate, Predicate::Relation(_));
                typed && (subject == id || object == id)
            })
        };
        let joined = |one: EntityId, other: EntityId| {
            graph.statements().any(|(subject, statement, object)| {
                let Predicate::Relation(relation) = &statement.predicate else { return false };
                let lies = ["located-in", "part-of"].contains(&relation.name());
                lies && ((subject, object) == (one, other) || (subject, object) == (other, one))
            })
        };
        let known = || self.of.iter().zip(ids).filter_map(|(e, id)| Some(((*e)?, (*id)?)));
        let mut facts = Vec::new();
        for (place, id) in known().filter(|(_, id)| placed(*id)) {
            let around = place.around().find_map(|a| known().find(|(e, _)| *e == a));
            if let Some((_, around)) = around.filter(|(_, around)| *around != id)
                && !joined(id, around)
            {
                let relation = Relation::new("located-in");
                facts.push(Background { subject: id, relation, object: around });
            }
        }
        for fact in facts {
            graph.add_background(fact);
        }
    }
}

struct Search<'c, 'a> {
    context: &'c Context<'a>,
    kinds: Vec<Kind>,
    /// For each cluster, those that are named right after it as what it lies in.
    beside: Vec<Vec<ClusterId>>,
    /// Whether each cluster is called a state, a province or the like.
    called_a_state: Vec<bool>,
    /// For each cluster everything of its names, and whether only by another name.
    candidates: Vec<Vec<(Entry<'a>, bool)>>,
    /// Countries and regions that the text certainly names.
    named: Vec<Entry<'a>>,
    of: Vec<Option<Entry<'a>>>,
}

impl<'a> Search<'_, 'a> {
    /// What the user named is what the user says.
    fn own(&mut self) {
        for (index, candidates) in self.candidates.iter().enumerate() {
            let mut own = candidates.iter().filter(|(entry, _)| entry.is_own());
            let like = |entry: &Entry<'_>| self.is_like(index, *entry);
            let first = own.clone().map(|(e, _)| *e).find(like).or(own.next().map(|(e, _)| *e));
            self.of[index] = first;
        }
    }

    /// Whether a cluster may be of an entry's kind, as far as the text tells.
    fn is_like(&self, index: usize, entry: Entry<'_>) -> bool {
        let kind = &self.kinds[index];
        let ontology = self.context.ontology;
        let both = |broad: &str| {
            ontology.is_a(kind, broad) && ontology.is_a(&Kind::new(entry.kind()), broad)
        };
        kind.name() == entry.kind() || both("organization") || both("place")
    }

    fn is_kind(&self, index: usize, names: &[&str]) -> bool {
        names.contains(&self.kinds[index].name())
    }

    /// Countries whose names mean nothing else, or that the text speaks of otherwise.
    fn countries(&mut self) {
        for index in 0..self.candidates.len() {
            let candidates = self.candidates[index].iter().map(|(entry, _)| *entry);
            let Some(country) = candidates.clone().find(|e| e.kind() == "country") else {
                continue;
            };
            // Georgia has hardly more people than Georgia has.
            let regions =
                candidates.filter(|e| e.kind() == "region" && e.within() != Some(country));
            let rival = regions.map(Entry::population).max().unwrap_or(0);
            let alone = country.population() / 2 >= rival;
            if self.of[index].is_none() && self.is_kind(index, &["country"]) && alone {
                self.of[index] = Some(country);
                self.named.push(country);
            }
        }
        for index in 0..self.candidates.len() {
            if self.of[index].is_none() && self.is_kind(index, &["country"]) {
                let found = self.namesake(index);
                self.of[index] = found;
                self.named.extend(found);
            }
        }
    }

    /// A country or its namesake, a region of another country: whichever more of the
    /// text's cities lie in; without any the country, unless that other one is named.
    fn namesake(&self, index: usize) -> Option<Entry<'a>> {
        let candidates = self.candidates[index].iter().map(|(entry, _)| *entry);
        let country = candidates.clone().find(|e| e.kind() == "country")?;
        let region = candidates.filter(|e| e.kind() == "region" && e.within() != Some(country));
        let region = region.max_by_key(|e| e.population())?;
        let cities = |place: Entry<'_>| {
            let lies = |e: &Entry<'_>| e.kind() == "city" && e.around().any(|a| a == place);
            self.candidates.iter().filter(|all| all.iter().any(|(e, _)| lies(e))).count()
        };
        let beside = |other: &ClusterId| {
            self.beside[index].is_empty()
                && self.candidates[other.0].iter().any(|(e, _)| *e == region)
        };
        let capped = self.beside.iter().flatten().any(beside);
        match (cities(country), cities(region)) {
            (_, here) if capped && here > 0 => Some(region),
            (there, here) if there > here => Some(country),
            (there, here) if here > there => Some(region),
            _ => (!region.around().any(|a| self.named.contains(&a))).then_some(country),
        }
    }

    /// Places of which one candidate is certain.
    fn places(&mut self) {
        let found: Vec<_> = (0..self.candidates.len()).map(|index| self.place(index)).collect();
        for (index, entry) in found.into_iter().enumerate() {
            let Some(entry) = entry else { continue };
            self.of[index] = Some(entry);
            let around = std::iter::once(entry).chain(entry.around());
            for place in around.filter(|p| matches!(p.kind(), "country" | "region")) {
                if !self.named.contains(&place) {
                    self.named.push(place);
                }
            }
        }
    }

    fn place(&self, index: usize) -> Option<Entry<'a>> {
        if self.of[index].is_some() || !self.is_kind(index, &["city", "region", "country", "place"])
        {
            return None;
        }
        let fitting = self.fitting(index);
        if let Some(capital) = self.capital_not_state(index) {
            return Some(capital);
        }
        let beside: Vec<Entry<'a>> = self.beside[index]
            .iter()
            .flat_map(|other| self.candidates[other.0].iter().map(|(entry, _)| *entry))
            .filter(|entry| matches!(entry.kind(), "country" | "region"))
            .collect();
        if !beside.is_empty() {
            let lies = |e: &Entry<'_>| e.around().any(|a| beside.contains(&a));
            return dominant(fitting.into_iter().filter(lies), DOMINANT);
        }
        let lies = |e: &Entry<'_>| e.around().any(|a| self.named.contains(&a));
        let Some(here) = dominant(fitting.iter().copied().filter(lies), DOMINANT) else {
            return self.known(&fitting);
        };
        // Of Wellington in Florida the text would have said that it is not the capital.
        let main = fitting.iter().max_by_key(|e| e.population())?;
        let overshadowed = (main.is_capital() || main.population() >= HUGE)
            && main.population() / DOMINANT >= here.population();
        (!overshadowed).then_some(here)
    }

    /// The capital that a name means which is also that of a region elsewhere in the
    /// country, and which the text does not call a state.
    fn capital_not_state(&self, index: usize) -> Option<Entry<'a>> {
        let candidates = self.candidates[index].iter().map(|(entry, _)| *entry);
        let mut capitals = candidates.clone().filter(|e| e.kind() == "city" && e.is_capital());
        let capital = capitals.next().filter(|_| self.is_kind(index, &["region"]))?;
        let country = capital.around().last()?;
        let regions = candidates.filter(|e| e.kind() == "region");
        let elsewhere = regions.filter(|r| !capital.around().any(|around| around == *r));
        let namesake = elsewhere.into_iter().any(|r| r.within() == Some(country));
        (namesake && !self.called_a_state[index]).then_some(capital)
    }

    /// The candidates of a cluster's kind; those by another name only if they are large.
    fn fitting(&self, index: usize) -> Vec<Entry<'a>> {
        let candidates = &self.candidates[index];
        let mut kinds = match self.kinds[index].name() {
            "city" => vec!["city"],
            "region" => vec!["region"],
            "country" => vec!["country", "region"],
            _ => vec!["city", "region"],
        };
        // "Georgia" is read as the country where nothing tells the state, but Oslo is no
        // region, though Norway's government may be called so.
        let of = |kind: &str| candidates.iter().any(|(e, _)| e.kind() == kind);
        if kinds.contains(&"country") && of("city") && !of("country") {
            kinds.clear();
        }
        let fits = candidates.iter().filter(|(e, _)| kinds.contains(&e.kind()));
        let by_name = fits.clone().filter(|(_, other)| !other).map(|(e, _)| e.population()).max();
        let enough = by_name.map_or(0, |people| people.saturating_mul(DOMINANT));
        fits.filter(|(e, other)| !other || e.population() >= enough).map(|(e, _)| *e).collect()
    }

    /// The place that is known by its name alone: much larger than any other of the name.
    fn known(&self, fitting: &[Entry<'a>]) -> Option<Entry<'a>> {
        let times = if self.named.is_empty() { DOMINANT } else { OUTSTANDING };
        let main = dominant(fitting.iter().copied(), times)?;
        let part_of_the_world = main.kind() == "region" && main.within().is_none();
        let needed = if main.kind() == "region" { HUGE } else { LARGE };
        let large = main.is_capital() || main.population() >= needed || part_of_the_world;
        (main.kind() != "country" && !main.is_common() && large).then_some(main)
    }

    /// Organizations whose full name is that of one thing only.
    fn organizations(&mut self) {
        for index in 0..self.candidates.len() {
            let kind = &self.kinds[index];
            if self.of[index].is_some() || !self.context.ontology.is_a(kind, "organization") {
                continue;
            }
            let mut fitting = self.candidates[index].iter().filter(|(entry, _)| {
                self.context.ontology.is_a(&Kind::new(entry.kind()), "organization")
            });
            if let (Some((only, _)), None) = (fitting.next(), fitting.next())
                && (!only.is_common() || kind.name() == only.kind())
            {
                self.of[index] = Some(*only);
            }
        }
    }

    /// Mends the kind of what the gazetteer knows better than the text told.
    fn mend(&mut self, locations: &BTreeSet<ClusterId>, kinds: &mut [Kind]) {
        for index in 0..kinds.len() {
            if let Some(entry) = self.of[index] {
                let general = matches!(kinds[index].name(), "organization" | "place");
                // That Georgia is a state may be known by now; that Wales is no country
                // depends on whom one asks.
                let state = self.candidates[index].iter().any(|(e, _)| e.kind() == "country");
                let capital = entry.kind() == "city";
                if entry.is_own() || general || state || capital {
                    kinds[index] = Kind::new(entry.kind());
                }
            } else if locations.contains(&ClusterId(index)) {
                self.mend_location(index, kinds);
            }
        }
    }

    /// What the text says that something is in, and what can only be a place, is one.
    fn mend_location(&mut self, index: usize, kinds: &mut [Kind]) {
        let settled = ["country", "city", "region", "facility", "landform", "event"];
        if self.is_kind(index, &settled) || self.candidates[index].is_empty() {
            return;
        }
        let places = self.candidates[index]
            .iter()
            .all(|(e, other)| *other || matches!(e.kind(), "city" | "region") && !e.is_common());
        let cities =
            self.candidates[index].iter().filter(|(e, other)| !other && e.kind() == "city");
        let lies = |e: &Entry<'_>| e.around().any(|a| self.named.contains(&a));
        let cities: Vec<Entry<'a>> = cities.map(|(e, _)| *e).collect();
        let city = dominant(cities.into_iter().filter(lies), DOMINANT).filter(|_| places);
        if let Some(city) = city {
            kinds[index] = Kind::new(city.kind());
            self.of[index] = Some(city);
        }
    }
}

/// The one candidate, or the one that has so many times the people of the others.
fn dominant<'a>(candidates: impl Iterator<Item = Entry<'a>>, times: u32) -> Option<Entry<'a>> {
    let mut candidates: Vec<Entry<'a>> = candidates.collect();
    candidates.sort_by_key(|entry| std::cmp::Reverse(entry.population()));
    candidates.dedup();
    match candidates[..] {
        [only] => Some(only),
        [first, second, ..] => {
            let next = second.population().max(1).saturating_mul(times);
            (first.population() >= next).then_some(first)
        }
        [] => None,
    }
}

/// For each cluster everything of its name, or else of any name that the text has for it.
fn candidates<'a>(context: &Context<'a>, clusters: &Clusters) -> Vec<Vec<(Entry<'a>, bool)>> {
    let mut written: Vec<Vec<&str>> = vec![Vec::new(); clusters.count];
    for (mention, cluster) in context.mentions.iter().zip(&clusters.of) {
        if let (Form::Name, Some(cluster)) = (mention.form, cluster) {
            written[cluster.0].push(context.text(mention.span));
        }
    }
    let all = |name: &str| context.gazetteer.named(name).collect::<Vec<_>>();
    clusters
        .names
        .iter()
        .zip(written)
        .map(|(name, written)| {
            let Some(name) = name else { return Vec::new() };
            let found = all(name);
            if !found.is_empty() {
                return found;
            }
            // A short form names many things, and the text has said which one it means.
            let long = |other: &&str| other.contains(' ') || name.split_whitespace().count() == 1;
            let others = written.into_iter().filter(long).map(all);
            others.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
        })
        .collect()
}

/// For each cluster the names that stand right after it as what it lies in: "Cambridge,
/// Massachusetts", "Cork in Ireland".
fn beside(context: &Context<'_>, clusters: &Clusters) -> Vec<Vec<ClusterId>> {
    let mut beside = vec![Vec::new(); clusters.count];
    let named: Vec<_> = context
        .mentions
        .iter()
        .zip(&clusters.of)
        .filter_map(|(mention, cluster)| Some((mention, (*cluster)?)))
        .filter(|(mention, _)| mention.form == Form::Name)
        .collect();
    for pair in named.windows(2) {
        let [(inner, one), (outer, other)] = pair else { continue };
        let between = context.document.text.get(inner.span.end as usize..outer.span.start as usize);
        let places = ["city", "region", "country", "place"];
        let place = places.contains(&outer.kind.name()) && outer.kind.name() != "city";
        // "In Paris, France said no" does not tell where Paris lies.
        let after = context.document.text[outer.span.end as usize..].chars().next();
        let closed = after.is_none_or(|c| matches!(c, ',' | '.' | ')' | ';' | ':' | '\n'));
        let joined = between.is_some_and(|text| match text.trim() {
            "," => closed,
            "(" | "in" | ", in" => !text.contains('\n'),
            _ => false,
        });
        if joined && place && inner.sentence == outer.sentence && one != other {
            beside[one.0].push(*other);
        }
    }
    beside
}

/// Which clusters are called a state, a province or the like: "Washington state", "the
/// state of Washington".
fn called_states(context: &Context<'_>, clusters: &Clusters) -> Vec<bool> {
    let mut called = vec![false; clusters.count];
    let state = |token: u32| {
        context.analysis.tokens.get(token as usize).is_some_and(|token| {
            let kind = context.lexicon.noun(&token.lemma.to_lowercase());
            kind.is_some_and(|kind| kind.name() == "region")
        })
    };
    for (mention, cluster) in context.mentions.iter().zip(&clusters.of) {
        let Some(cluster) = cluster else { continue };
        let tokens = &mention.tokens;
        let of = tokens
            .start
            .checked_sub(2)
            .is_some_and(|before| context.word(TokenId(before + 1)) == "of" && state(before));
        called[cluster.0] |= of || state(tokens.end) || tokens.clone().any(state);
    }
    called
}

/// Clusters that something is said to be in.
fn locations(context: &Context<'_>, clusters: &Clusters) -> BTreeSet<ClusterId> {
    let inside = |first: u32| {
        first.checked_sub(1).is_some_and(|before| {
            let word = context.word(TokenId(before));
            ["in", "near", "outside", "In", "Near", "Outside"].contains(&word)
        })
    };
    context
        .mentions
        .iter()
        .zip(&clusters.of)
        .filter(|(mention, _)| mention.form == Form::Name && inside(mention.tokens.start))
        .filter_map(|(_, cluster)| *cluster)
        .collect()
}
