use super::Context;
use crate::claim::{Form, Mention};
use crate::gazetteer::fold;
use crate::ontology::Kind;
use crate::text::Dependency;
use std::collections::BTreeMap;

/// A name with what is needed to join it with others.
#[derive(Clone, Debug)]
struct Written {
    text: String,
    words: Vec<String>,
    kind: Kind,
    count: usize,
}

/// For each mention by name, the fullest name that means the same thing; the
/// canonical name of a country where the name or adjective stands for one.
pub(super) fn canonical(context: &Context<'_>) -> Vec<Option<String>> {
    let usual: Vec<Option<String>> =
        context.mentions.iter().map(|m| usual_name(context, m)).collect();
    let full = fuller(context, &usual);
    usual.into_iter().map(|name| name.map(|n| full.get(&n).cloned().unwrap_or(n))).collect()
}

/// The name without article and possessive; a country's usual name for any of its
/// names and adjectives.
fn usual_name(context: &Context<'_>, mention: &Mention) -> Option<String> {
    if mention.form != Form::Name {
        return None;
    }
    let text = context.text(mention.span).split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_end_matches("'s").trim_end_matches("’s");
    let text = ["the ", "The ", "THE "]
        .iter()
        .find_map(|the| text.strip_prefix(the))
        .unwrap_or(text)
        .to_owned();
    let text = match mention.kind.name() {
        "person" => without_honorific(&text).to_owned(),
        _ => text,
    };
    let place = context.ontology.is_a(&mention.kind, "place");
    if let Some(country) = state_of_capital(context, mention, &text) {
        return Some(country);
    }
    let known = context
        .lexicon
        .place(&text)
        .or_else(|| context.lexicon.demonym(&text))
        .filter(|(_, kind)| place || *kind == &mention.kind);
    Some(known.map_or(text, |(name, _)| name.to_owned()))
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
fn fuller(context: &Context<'_>, usual: &[Option<String>]) -> BTreeMap<String, String> {
    let names = written(context, usual);
    let mut full = BTreeMap::new();
    for (text, long) in in_parentheses(context, usual) {
        full.entry(text).or_insert(long);
    }
    for short in &names {
        if full.contains_key(&short.text) {
            continue;
        }
        let mut longer: Vec<&Written> = names
            .iter()
            .filter(|long| long.words.len() > short.words.len() && stands_for(context, short, long))
            .collect();
        longer.sort_by_key(|long| (std::cmp::Reverse(long.count), long.text.clone()));
        // One candidate is sure; of several that extend one another the fullest is meant.
        let fullest = longer.iter().max_by_key(|l| (l.words.len(), l.count)).copied();
        let agree = fullest
            .is_some_and(|f| longer.iter().all(|l| l.words.iter().all(|w| f.words.contains(w))));
        if let Some(long) = fullest.filter(|_| agree) {
            full.insert(short.text.clone(), long.text.clone());
        }
    }
    // Follow chains such as "NMB" → "Maritime Board" → "Northern Maritime Board".
    let step = full.clone();
    for long in full.values_mut() {
        for _ in 0..4 {
            match step.get(long) {
                Some(next) if next != long => *long = next.clone(),
                _ => break,
            }
        }
    }
    full
}

fn written(context: &Context<'_>, usual: &[Option<String>]) -> Vec<Written> {
    let mut names: BTreeMap<&str, Written> = BTreeMap::new();
    for (mention, name) in context.mentions.iter().zip(usual) {
        let Some(name) = name else { continue };
        let entry = names.entry(name).or_insert_with(|| Written {
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
    if is(short, "person") && is(long, "person") {
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
fn in_parentheses(context: &Context<'_>, usual: &[Option<String>]) -> Vec<(String, String)> {
    let named: Vec<(&Mention, &String)> =
        context.mentions.iter().zip(usual).filter_map(|(m, n)| Some((m, n.as_ref()?))).collect();
    named
        .windows(2)
        .filter_map(|pair| {
            let [(long, long_name), (short, short_name)] = pair else { return None };
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
            (between.trim() == "(" && after == Some(')') && capitals && short_enough && fits)
                .then(|| (String::clone(short_name), String::clone(long_name)))
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
