//! The examples that stand beside each relation's patterns, run as tests.

use crate::RULES;
use kgraph::check;

#[test]
fn every_relation_reads_its_examples_and_nothing_else() {
    let misses: Vec<_> = RULES
        .ontology()
        .relations()
        .flat_map(|(relation, _)| check::misses(&RULES, relation))
        .map(|miss| miss.to_string())
        .collect();
    assert!(misses.is_empty(), "{} examples fail\n{}", misses.len(), misses.join("\n"));
}

#[test]
fn no_relation_that_ships_is_doubtful() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/relations");
    let doubts: Vec<_> = RULES
        .ontology()
        .relations()
        .flat_map(|(relation, definition)| {
            let file = folder.join(relation.name()).with_extension("toml");
            let doubts = check::doubts(&std::fs::read_to_string(file).unwrap(), definition);
            doubts.into_iter().map(move |d| format!("{relation}:{}: {}", d.place, d.message))
        })
        .collect();
    assert!(doubts.is_empty(), "{}", doubts.join("\n"));
}

#[test]
fn every_relation_is_bundled_with_examples_of_what_it_is_and_is_not() {
    let mut bundled: Vec<_> = RULES.ontology().relations().map(|(r, _)| r.name()).collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/relations");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    bundled.sort_unstable();
    files.sort_unstable();
    assert_eq!(bundled, files);
    assert_eq!(bundled.len(), 72);
    for (relation, definition) in RULES.ontology().relations() {
        let says = definition.examples.iter().filter(|e| !e.says.is_empty()).count();
        let says_not = definition.examples.len() - says;
        assert!(says >= 5, "{relation} has only {says} examples that say it");
        assert!(says_not >= 4, "{relation} has only {says_not} examples that do not say it");
    }
}
