use super::Context;
use super::merges::Reason;
use crate::claim::{Form, Mention};
use crate::gazetteer::fold;
use crate::ontology::Kind;
use crate::text::Dependency;
use std::collections::{BTreeMap, BTreeSet};

/// A name with what is needed to join it with others.
#[derive(Clone, Debug)]
struct Written {
    key: (bool, String),
    text: String,
    words: Vec<String>,
    kind: Kind,
    count: usize,
}

/// The name in full of each mention by name, and why it is that.
pub(super) struct Canonical {
    pub(super) names: Vec<Option<String>>,
    pub(super) why: Vec<Reason>,
    /// Which mentions the reader took for places and are the family names of persons.
    pub(super) family: Vec<bool>,
}

/// Short names with the longer one of the same article that each stands for; those of
/// persons apart from those of everything else.
type Full = BTreeMap<(bool, String), (String, Reason)>;

/// For each mention by name, the fullest name that means the same thing; the
/// canonical name of a country where the name or adjective stands for one.
pub(super) fn canonical(context: &Context<'_>) -> Canonical {
    let family = family_names(context);
    let named_so = context.mentions.iter().zip(&family);
    let usual: Vec<Option<(String, Reason)>> =
        named_so.map(|(mention, family)| usual_name(context, mention, *family)).collect();
    let names: Vec<Option<String>> =
        usual.iter().map(|found| found.as_ref().map(|(name, _)| name.clone())).collect();
    let keyed = keyed(context, &names, &family);
    let full = fuller(context, &keyed);
    let found = usual.into_iter().zip(&keyed).map(|(usual, keyed)| {
        let (Some((name, why)), Some((key, _))) = (usual, keyed) else {
            return (None, Reason::SameName);
        };
        match full.get(key).filter(|_| why != Reason::Pinned) {
            Some((long, why)) => (Some(long.clone()), *why),
            None => (Some(name), why),
        }
    });
    let (names, why) = found.unzip();
    Canonical { names, why, family }
}

/// Which mentions of places without a preposition are the family name of a person named
/// before: "London died in 1916" of Jack London.
fn family_names(context: &Context<'_>) -> Vec<bool> {
    let mut families: BTreeSet<String> = BTreeSet::new();
    let mut found = Vec::new();
    for mention in context.mentions {
        let text = context.text(mention.span);
        let name = text.trim_end_matches("'s").trim_end_matches("’s");
        let person = mention.form == Form::Name && mention.kind.name() == "person";
        let place = mention.form == Form::Name && context.ontology.is_a(&mention.kind, "place");
        let free = context.is_subject(mention.head)
            && !context
                .children(mention.head)
                .any(|c| context.token(c).dependency == Dependency::Case);
        found.push(place && free && families.contains(name));
        if let Some((_, family)) = name.rsplit_once(' ').filter(|_| person) {
            families.insert(family.to_owned());
        }
    }
    found
}

/// A mention by name with what its name is looked up by: whether it is a person's, and
/// the name. What is also an organization's is one that the reader was unsure of.
type Named<'m> = Option<((bool, String), &'m Mention)>;

fn keyed<'m>(context: &Context<'m>, names: &[Option<String>], family: &[bool]) -> Vec<Named<'m>> {
    let all = || context.mentions.iter().zip(names);
    let bodies: BTreeSet<&String> = all()
        .filter(|(mention, _)| context.ontology.is_a(&mention.kind, "organization"))
        .filter_map(|(_, name)| name.as_ref())
        .collect();
    all()
        .zip(family)
        .map(|((mention, name), family)| {
            let name = name.as_ref()?;
            let person = *family || mention.kind.name() == "person" && !bodies.contains(name);
            Some(((person, name.clone()), mention))
        })
        .collect()
}

/// The name without article and possessive; a country's usual name for any of its
/// names and adjectives; what the user says that it stands for.
fn usual_name(context: &Context<'_>, mention: &Mention, family: bool) -> Option<(String, Reason)> {
    if mention.form != Form::Name {
        return None;
    }
    let text = context.text(mention.span).split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_end_matches("'s").trim_end_matches("’s");
    let text = match mention.kind.name() {
        "person" => without_honorific(text),
        _ => text,
    };
    let bare = ["the ", "The ", "THE "].iter().find_map(|the| text.strip_prefix(the));
    let text = bare.unwrap_or(text).to_owned();
    if let Some(full) = context.pins.full(&text) {
        return Some((full.to_owned(), Reason::Pinned));
    }
    if family {
        return Some((text, Reason::SameName));
    }
    let place = context.ontology.is_a(&mention.kind, "place");
    if let Some(country) = state_of_capital(context, mention, &text) {
        return Some((country, Reason::Capital));
    }
    let known = context
        .lexicon
        .place(&text)
        .or_else(|| context.lexicon.demonym(&text))
        .filter(|(_, kind)| place || *kind == &mention.kind)
        .filter(|(name, _)| !context.pins.are_apart(&text, name));
    match known {
        Some((name, _)) if name != text => Some((name.to_owned(), Reason::OtherName)),
        _ => Some((text, Reason::SameName)),
    }
}

/// The country whose capital stands for its state: "Oslo said" is Norway, but a thing
/// in or near Oslo, or from there, speaks of the city.
fn state_of_capital(context: &Context<'_>, mention: &Mention, name: &str) -> Option<String> {
    if mention.kind.name() != "country" || context.lexicon.place(name).is_some() {
        return None;
    }
    let placed = context.children(mention.head).any(|c| {
        let token = context.token(c);
        token.dependency == Dependency::Case
            && ["in", "at", "near", "outside", "around", "from"].contains(&token.lemma.as_str())
    });
    let (city, _) = context.gazetteer.named(name).find(|(entry, _)| entry.is_capital())?;
    let country = city.around().last().filter(|country| country.kind() == "country")?;
    // Who says Brussels means more than Belgium.
    let union = fold(city.name()) == "brussels";
    (!placed && !union).then(|| country.name().to_owned())
}

/// "Ms Vardy" is named Vardy.
fn without_honorific(name: &str) -> &str {
    let rest = name.split_once(' ').filter(|(first, _)| {
        let first = first.trim_end_matches('.');
        matches!(
            first,
            "Mr" | "Mrs" | "Ms" | "Miss" | "Mx" | "Dr" | "Prof" | "Sir" | "Dame" | "Lord" | "Lady"
        )
    });
    rest.map_or(name, |(_, rest)| rest)
}

/// Short names with the longer one of the same article that each stands for.
fn fuller(context: &Context<'_>, mentions: &[Named<'_>]) -> Full {
    let names = written(mentions);
    let mut full = Full::new();
    for (short, long) in in_parentheses(context, mentions) {
        full.entry(short).or_insert((long, Reason::InParentheses));
    }
    spellings(context, &names, &mut full);
    for short in &names {
        if full.contains_key(&short.key) {
            continue;
        }
        if let Some(firm) = firm_called(context, short, &names) {
            full.insert(short.key.clone(), (firm, Reason::ShortName));
            continue;
        }
        let stands = |long: &&Written| {
            long.words.len() > short.words.len()
                && stands_for(context, short, long)
                && !context.pins.are_apart(&short.text, &long.text)
        };
        let mut longer: Vec<&Written> = names.iter().filter(stands).collect();
        longer.sort_by_key(|long| (std::cmp::Reverse(long.count), long.text.clone()));
        // One candidate is sure; of several that extend one another the fullest is meant.
        let fullest = longer.iter().max_by_key(|l| (l.words.len(), l.count)).copied();
        let agree = fullest
            .is_some_and(|f| longer.iter().all(|l| l.words.iter().all(|w| f.words.contains(w))));
        if let Some(long) = fullest.filter(|_| agree) {
            let acronym = short.kind.name() != "person" && is_acronym(&short.text, &long.text);
            let why = if acronym { Reason::Acronym } else { Reason::ShortName };
            full.insert(short.key.clone(), (long.text.clone(), why));
        }
    }
    follow(&mut full);
    full
}

/// Joins the spellings of one name: "ANKARA" and "Ankara", "Jorg" and "Jörg", "Orbel Corp."
/// and "Orbel Corporation"; the one in use is the most frequent, but not in capitals.
fn spellings(context: &Context<'_>, names: &[Written], full: &mut Full) {
    let mut spelt: BTreeMap<(bool, String), Vec<&Written>> = BTreeMap::new();
    for name in names {
        spelt.entry((name.key.0, spelling(&name.text))).or_default().push(name);
    }
    for names in spelt.into_values().filter(|names| names.len() > 1) {
        let shouted = |w: &Written| !w.text.chars().any(char::is_lowercase);
        let marked = |w: &Written| w.text.chars().filter(|c| !c.is_ascii()).count();
        let best = names
            .iter()
            .min_by_key(|w| (shouted(w), std::cmp::Reverse((w.count, marked(w))), &w.text));
        let Some(best) = best else { continue };
        for other in names.iter().filter(|w| w.key != best.key) {
            let apart = context.pins.are_apart(&other.text, &best.text);
            if !apart && (other.kind == best.kind || context.alike(&other.kind, &best.kind)) {
                let spelt = (best.text.clone(), Reason::Spelling);
                full.entry(other.key.clone()).or_insert(spelt);
            }
        }
    }
}

/// What the spellings of one name have in common.
fn spelling(name: &str) -> String {
    let folded = fold(name);
    let Some((rest, form)) = folded.rsplit_once(' ') else { return folded };
    let form = match form {
        "limited" => "ltd",
        "incorporated" => "inc",
        "corporation" => "corp",
        "company" => "co",
        form => form,
    };
    format!("{rest} {form}")
}

/// The firm that one word is short for which the reader took for a person, while no
/// person of the text is called so: "Velin" of Velin Labs.
fn firm_called(context: &Context<'_>, short: &Written, names: &[Written]) -> Option<String> {
    let [word] = &short.words[..] else { return None };
    let person = short.kind.name() == "person";
    let bears = |w: &Written| w.key.0 && w.words.len() > 1 && w.words.contains(word);
    if !person || names.iter().any(bears) {
        return None;
    }
    let called = |w: &&Written| {
        w.kind.name() == "company" && w.words.len() > 1 && w.words.first() == Some(word)
    };
    let mut firms = names.iter().filter(called);
    let firm = firms.next().filter(|_| firms.next().is_none())?;
    (!context.pins.are_apart(&short.text, &firm.text)).then(|| firm.text.clone())
}

/// Follows chains such as "NMB" → "Maritime Board" → "Northern Maritime Board".
fn follow(full: &mut Full) {
    let step = full.clone();
    for ((person, _), (long, _)) in full.iter_mut() {
        for _ in 0..4 {
            match step.get(&(*person, long.clone())) {
                Some((next, _)) if next != long => long.clone_from(next),
                _ => break,
            }
        }
    }
}

fn written(mentions: &[Named<'_>]) -> Vec<Written> {
    let mut names: BTreeMap<&(bool, String), Written> = BTreeMap::new();
    for (key, mention) in mentions.iter().flatten() {
        let name = &key.1;
        let entry = names.entry(key).or_insert_with(|| Written {
            key: key.clone(),
            text: name.clone(),
            words: name
                .split(|c: char| c.is_whitespace() || c == '-')
                .filter(|w| !w.is_empty())
                .map(bare)
                .collect(),
            kind: mention.kind.clone(),
            count: 0,
        });
        entry.count += 1;
    }
    names.into_values().collect()
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Whether a shorter name can stand for a longer one of a like kind.
fn stands_for(context: &Context<'_>, short: &Written, long: &Written) -> bool {
    let is = |w: &Written, kind: &str| context.ontology.is_a(&w.kind, kind);
    let (Some(first), Some(last)) = (short.words.first(), short.words.last()) else { return false };
    let persons = |w: &Written| is(w, "person") || w.key.0;
    if persons(short) && persons(long) {
        // Family name, or the given name alone, or first and last of three.
        return long.words.last() == Some(last) && (short.words.len() == 1 || long.words.first() == Some(first))
            || short.words.len() == 1 && long.words.first() == Some(first)
            // A longer one may carry a title: "Governor Ann Lee".
            || short.words.len() > 1 && long.words.ends_with(&short.words);
    }
    let like = is(short, "organization") && is(long, "organization") || short.kind == long.kind;
    if !like || is(short, "country") || is(short, "city") || is(short, "region") {
        return false;
    }
    // "Acme" is Acme Industries, but "UN" is not the UN Security Council.
    let bodies =
        ["government-body", "international-organization", "political-party", "armed-group"];
    let own_name =
        short.text.chars().any(char::is_lowercase) && !bodies.iter().any(|b| is(long, b));
    is_acronym(&short.text, &long.text)
        || long.words.starts_with(&short.words)
            && own_name
            && (is(short, "organization") || short.words.len() > 1)
        || short.words.len() > 1 && long.words.ends_with(&short.words)
}

/// Whether a word in capitals is made of the first letters of a name's words, with
/// or without its small words.
fn is_acronym(short: &str, long: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.len() < 2
        || letters.len() > 8
        || !letters.chars().all(|c| c.is_uppercase() || c.is_numeric())
    {
        return false;
    }
    let words: Vec<&str> =
        long.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty()).collect();
    let initials = |small: bool| -> String {
        words
            .iter()
            .filter(|w| small || w.starts_with(char::is_uppercase))
            .filter_map(|w| w.chars().next())
            .flat_map(char::to_uppercase)
            .collect()
    };
    words.len() > 1 && (initials(false) == letters || initials(true) == letters)
}

/// Acronyms in parentheses right after a name: "Northern Maritime Board (NMB)".
fn in_parentheses(context: &Context<'_>, named: &[Named<'_>]) -> Vec<((bool, String), String)> {
    let named: Vec<_> = named.iter().flatten().collect();
    named
        .windows(2)
        .filter_map(|pair| {
            let [((_, long_name), long), (key, short)] = pair else { return None };
            let short_name = &key.1;
            let between =
                context.document.text.get(long.span.end as usize..short.span.start as usize)?;
            let after = context.document.text[short.span.end as usize..].chars().next();
            let capitals = short_name.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
            let short_enough = short_name.chars().count() <= 10
                && long_name.chars().count() > short_name.chars().count();
            let like = long.kind == short.kind
                || context.ontology.is_a(&long.kind, "organization")
                    && context.ontology.is_a(&short.kind, "organization");
            // Initials decide across kinds; otherwise the kinds must be alike.
            let fits = is_acronym(short_name, long_name) || like;
            let apart = context.pins.are_apart(short_name, long_name);
            (between.trim() == "("
                && after == Some(')')
                && capitals
                && short_enough
                && fits
                && !apart)
                .then(|| (key.clone(), long_name.clone()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_honorific_off_a_name() {
        assert_eq!(without_honorific("Ms. Vardy"), "Vardy");
        assert_eq!(without_honorific("Lorde Vardy"), "Lorde Vardy");
        assert_eq!(without_honorific("Sir"), "Sir");
    }

    #[test]
    fn knows_an_acronym_with_and_without_small_words() {
        assert!(is_acronym("NMB", "Northern Maritime Board"));
        assert!(is_acronym("BOE", "Board of Examples") && is_acronym("BE", "Board of Examples"));
        assert!(!is_acronym("Nmb", "Northern Maritime Board"));
        assert!(!is_acronym("NM", "Northern Maritime Board"));
    }
}
