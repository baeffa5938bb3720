//! Whom pronouns and nouns mean, told from the statements that they end up in.

use crate::extract::said;

#[test]
fn it_means_the_subject_of_the_clause_around_it() {
    let text = "Velin Labs praised the report. Orbel Corp said that it had acquired Tarn Motors.";
    assert_eq!(said("acquires", text), ["Orbel Corp > Tarn Motors by Orbel Corp"]);
}

#[test]
fn an_object_is_not_the_subject_that_acts_on_it() {
    let text = "Velin Labs makes valves. Orbel Corp sued it in May.";
    assert_eq!(said("sues", text), ["Orbel Corp > Velin Labs"]);
}

#[test]
fn what_has_a_president_is_an_organization() {
    let text = "Orbel Corp published a report on the harbour. Its president, Ada Quill, resigned.";
    assert_eq!(said("leads", text), ["Ada Quill > Orbel Corp"]);
}

#[test]
fn we_are_those_for_whom_the_speaker_speaks() {
    let text =
        "\"We have acquired Velin Labs,\" said Ada Quill, the chief executive of Orbel Group.";
    assert_eq!(said("acquires", text), ["Orbel Group > Velin Labs by Ada Quill"]);
    let text = "\"I have sued Orbel Group,\" said Ada Quill.";
    assert_eq!(said("sues", text), ["Ada Quill > Orbel Group by Ada Quill"]);
}

#[test]
fn we_without_a_speaker_are_the_actor_just_spoken_of() {
    let text = "Norland has sent troops. We have invaded Tessary.";
    assert_eq!(said("invades", text), ["Norland > Tessary"]);
}

#[test]
fn a_noun_beside_a_name_means_that_name_and_no_earlier_one() {
    let text = "Ada Quill praised the film. The poet Jon Marr criticised Orbel Labs.";
    assert_eq!(said("criticizes", text), ["Jon Marr > Orbel Labs"]);
}

#[test]
fn a_role_means_only_whoever_was_introduced_by_it() {
    let text = "Governor Ada Quill met Jon Marr. The governor sued Orbel Labs.";
    assert_eq!(said("sues", text), ["Ada Quill > Orbel Labs"]);
    let text = "Ada Quill met Jon Marr. The governor sued Orbel Labs.";
    assert_eq!(said("sues", text), ["The governor > Orbel Labs"]);
}

#[test]
fn some_of_several_are_a_thing_of_their_own() {
    let text = "Two of the trustees sued Orbel Labs.";
    assert_eq!(said("sues", text), ["Two of the trustees > Orbel Labs"]);
}

#[test]
fn no_pronoun_means_the_agency_of_a_dateline() {
    let text = "Glassworks to close\n\nTARN, 9 June 2030 (Sundwire) - The works will close in \
                September, its owner Orbel Glas said.\n\nNobody has made a bid for the works.";
    let article = kgraph::read::read("works.txt", text.as_bytes()).unwrap();
    let reading = kgraph::Pipeline::bundled()
        .run(&std::sync::Arc::new(article), kgraph::pipeline::Scope::Article);
    let of_sundwire = |(subject, _, object)| {
        [subject, object].iter().any(|end| reading.graph.entity(*end).name == "Sundwire")
    };
    assert!(reading.graph.entities().any(|(_, entity)| entity.name == "Sundwire"));
    assert!(!reading.graph.statements().any(of_sundwire));
}
