//! What sentences say, read by the pipeline that ships: ends, relation and stance.

use crate::RULES;
use kgraph::Document;
use kgraph::claim::Predicate;
use kgraph::pipeline::Scope;
use kgraph::text::{Places, Section, SectionKind, Source, Span};
use std::sync::Arc;

/// A document of one paragraph.
pub(crate) fn paragraph(text: &str) -> Arc<Document> {
    let sections = vec![Section { kind: SectionKind::Body, span: Span::new(0, text.len()) }];
    Arc::new(Document {
        source: Source::default(),
        text: text.to_owned(),
        sections,
        places: Places::default(),
    })
}

/// The statements of one relation: `subject > object`, then `denied`, the certainty
/// where it is not asserted, and `by NAME`.
pub(crate) fn said(relation: &str, text: &str) -> Vec<String> {
    let graph = RULES.run(&paragraph(text), Scope::Article).graph;
    let name = |id| graph.entity(id).name.as_str();
    let mut lines = Vec::new();
    for (subject, statement, object) in graph.statements() {
        let predicate = match &statement.predicate {
            Predicate::Relation(relation) => relation.to_string(),
            Predicate::Open(words) => words.clone(),
        };
        if predicate == relation {
            let stance = &statement.stance;
            let mut line = format!("{} > {}", name(subject), name(object));
            for word in [stance.polarity.name(), stance.certainty.name()] {
                if !["affirmed", "asserted"].contains(&word) {
                    line = format!("{line} {word}");
                }
            }
            if let Some(speaker) = stance.said_by {
                line = format!("{line} by {}", name(speaker));
            }
            lines.push(line);
        }
    }
    lines
}

#[test]
fn a_passive_has_its_agent_as_subject() {
    assert_eq!(
        said("acquires", "Brennar was bought by Harju Corp in 2019."),
        ["Harju Corp > Brennar"]
    );
}

#[test]
fn a_relative_clause_speaks_of_the_noun_before_it() {
    let text = "Harju Corp, which sued Orbel Labs in May, is based in Oslo.";
    assert_eq!(said("sues", text), ["Harju Corp > Orbel Labs"]);
    let text = "Orbel Labs, which Harju Corp acquired in May, makes pumps.";
    assert_eq!(said("acquires", text), ["Harju Corp > Orbel Labs"]);
}

#[test]
fn an_infinitive_is_done_by_whoever_is_to_do_it() {
    let text = "Harju Corp plans to acquire Orbel Labs.";
    assert_eq!(said("acquires", text), ["Harju Corp > Orbel Labs planned"]);
    let text = "Senator Ada Quill urged Harju Corp to sue Orbel Labs.";
    assert!(said("sues", text).iter().all(|line| !line.starts_with("Ada Quill")));
}

#[test]
fn both_of_a_pair_act_and_both_are_acted_upon() {
    let text = "Harju Corp and Telmo Bank sued Orbel Labs.";
    assert_eq!(said("sues", text), ["Harju Corp > Orbel Labs", "Telmo Bank > Orbel Labs"]);
    let text = "Harju Corp sued Orbel Labs and Telmo Bank.";
    assert_eq!(said("sues", text), ["Harju Corp > Orbel Labs", "Harju Corp > Telmo Bank"]);
}

#[test]
fn a_noun_of_action_has_an_agent_and_a_patient() {
    let text = "Leaders condemned Russia's invasion of Ukraine.";
    assert_eq!(said("invades", text), ["Russia > Ukraine"]);
    let text = "Telmo Bank financed Harju Corp's takeover of Orbel Labs.";
    assert_eq!(said("acquires", text), ["Harju Corp > Orbel Labs"]);
}

#[test]
fn threats_made_by_one_against_another_have_both_ends() {
    let text = "Ministers discussed the threats made by Togo against Ghana.";
    assert_eq!(said("threatens", text), ["Togo > Ghana"]);
}

#[test]
fn what_is_not_so_is_denied() {
    let text = "Orbel Labs has no contract with Telmo Bank.";
    assert_eq!(said("partner-of", text), ["Orbel Labs > Telmo Bank denied"]);
    let text = "Belmora has no alliance with Togo.";
    assert_eq!(said("allied-with", text), ["Belmora > Togo denied"]);
    let text = "Orbel Labs did not acquire Telmo Bank.";
    assert_eq!(said("acquires", text), ["Orbel Labs > Telmo Bank denied"]);
    let text = "Orbel Labs never sued Telmo Bank.";
    assert_eq!(said("sues", text), ["Orbel Labs > Telmo Bank denied"]);
}

#[test]
fn what_could_be_is_possible() {
    let text = "Orbel Labs could be acquired by Harju Corp in May.";
    assert_eq!(said("acquires", text), ["Harju Corp > Orbel Labs possible"]);
    let text = "Fishermen could be forced by Norland to leave the island.";
    assert_eq!(said("coerces", text), ["Norland > Fishermen possible"]);
}

#[test]
fn what_hangs_on_a_condition_is_conditional() {
    let text = "If Harju Corp acquires Orbel Labs, prices will rise.";
    assert_eq!(said("acquires", text), ["Harju Corp > Orbel Labs conditional"]);
}

#[test]
fn what_somebody_says_is_held_as_their_word() {
    let text = "Harju Corp acquired Orbel Labs in May, Ada Quill said.";
    assert_eq!(said("acquires", text), ["Harju Corp > Orbel Labs by Ada Quill"]);
    let text = "Ada Quill said that Harju Corp acquired Orbel Labs in May.";
    assert_eq!(said("acquires", text), ["Harju Corp > Orbel Labs by Ada Quill"]);
    let text = "According to Ada Quill, Harju Corp acquired Orbel Labs in May.";
    assert_eq!(said("acquires", text), ["Harju Corp > Orbel Labs by Ada Quill"]);
}

#[test]
fn pronouns_and_bare_nouns_mean_what_was_named_before() {
    let text = "Harju Corp is based in Oslo. It acquired Orbel Labs in May.";
    assert_eq!(said("acquires", text), ["Harju Corp > Orbel Labs"]);
    let text = "Harju Corp is based in Oslo. The company acquired Orbel Labs in May.";
    assert_eq!(said("acquires", text), ["Harju Corp > Orbel Labs"]);
    let text = "Ada Quill runs a bank. She sued Orbel Labs in May.";
    assert_eq!(said("sues", text), ["Ada Quill > Orbel Labs"]);
}

#[test]
fn an_acronym_in_parentheses_is_another_name() {
    let text = "The Norland Shipping Authority (NSA) was set up in 1990. The NSA sued Orbel Labs.";
    let graph = RULES.run(&paragraph(text), Scope::Article).graph;
    let (_, authority) = graph.entities().find(|(_, e)| e.name.ends_with("Authority")).unwrap();
    assert_eq!(authority.aliases, ["NSA"]);
    assert_eq!(said("sues", text), [format!("{} > Orbel Labs", authority.name)]);
}

#[test]
fn a_demonym_stands_for_its_country() {
    let text = "Ghana sued Orbel Labs. Ghanaian troops invaded Togo.";
    let lines = said("invades", text);
    assert_eq!(lines.len(), 1, "{lines:?}");
    let graph = RULES.run(&paragraph(text), Scope::Article).graph;
    let ghana: Vec<_> = graph.entities().filter(|(_, e)| e.name.starts_with("Ghana")).collect();
    assert_eq!(ghana[0].1.name, "Ghana");
    assert!(ghana[0].1.mentions.len() == 2, "{ghana:?}");
}

#[test]
fn what_no_relation_fits_is_kept_in_its_own_words() {
    assert_eq!(said("outshone", "Harju Corp outshone Orbel Labs."), ["Harju Corp > Orbel Labs"]);
}

#[test]
fn a_question_and_a_request_are_no_statements() {
    assert_eq!(said("acquires", "Will Harju Corp acquire Orbel Labs?"), [""; 0]);
    let text = "Ada Quill asked whether Harju Corp acquired Orbel Labs.";
    assert!(
        said("acquires", text).iter().all(|l| l.contains("conditional") || l.contains("possible"))
    );
}
