//! How the text stands to what it says: sentence by sentence, by the pipeline that ships.

use crate::RULES;
use crate::extract::paragraph;
use kgraph::KnowledgeGraph;
use kgraph::claim::Predicate;
use kgraph::pipeline::Scope;
use kgraph::text::{Document, Places, Section, SectionKind, Source, Span};
use std::sync::Arc;

/// The statements of a relation, each as `subject > object`, then `denied`, the
/// certainty where it is not asserted, and `by NAME`.
fn lines(graph: &KnowledgeGraph, relation: &str) -> Vec<String> {
    let name = |id| graph.entity(id).name.as_str();
    let of_relation = graph.statements().filter(
        |(_, s, _)| matches!(&s.predicate, Predicate::Relation(r) if r.to_string() == relation),
    );
    let mut lines: Vec<String> = of_relation
        .map(|(subject, statement, object)| {
            let stance = &statement.stance;
            let mut line = format!("{} > {}", name(subject), name(object));
            for word in [stance.polarity.name(), stance.certainty.name()] {
                if !["affirmed", "asserted"].contains(&word) {
                    line = format!("{line} {word}");
                }
            }
            let speaker = stance.said_by.map(|by| format!(" by {}", name(by)));
            line + &speaker.unwrap_or_default()
        })
        .collect();
    lines.sort();
    lines
}

fn said(relation: &str, text: &str) -> Vec<String> {
    lines(&RULES.run(&paragraph(text), Scope::Article).graph, relation)
}

/// Holds each sentence against what it must say of a relation; `;` parts statements,
/// and nothing stands for none.
fn check(rows: &[(&str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (text, relation, wanted) in rows {
        let got = said(relation, text).join("; ");
        if got != *wanted {
            wrong.push(format!(
                "{text}\n  wanted {relation}: {wanted}\n  got    {relation}: {got}\n"
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.concat());
}

/// A document of several paragraphs.
fn article(paragraphs: &[&str]) -> Arc<Document> {
    let (mut text, mut sections) = (String::new(), Vec::new());
    for paragraph in paragraphs {
        let start = text.len();
        text.push_str(paragraph);
        sections.push(Section { kind: SectionKind::Body, span: Span::new(start, text.len()) });
        text.push_str("\n\n");
    }
    Arc::new(Document { source: Source::default(), text, sections, places: Places::default() })
}

const SUES: &str = "Harju Corp > Orbel Labs";

#[test]
fn a_negation_denies_its_own_clause() {
    check(&[
        ("Harju Corp did not sue Orbel Labs.", "sues", "Harju Corp > Orbel Labs denied"),
        ("Harju Corp never sued Orbel Labs.", "sues", "Harju Corp > Orbel Labs denied"),
        ("Harju Corp hasn't sued Orbel Labs.", "sues", "Harju Corp > Orbel Labs denied"),
        ("Harju Corp no longer owns Orbel Labs.", "owns", "Harju Corp > Orbel Labs denied"),
        ("At no point did Harju Corp sue Orbel Labs.", "sues", "Harju Corp > Orbel Labs denied"),
        ("Harju Corp has yet to sue Orbel Labs.", "sues", "Harju Corp > Orbel Labs denied"),
        ("Harju Corp is yet to sue Orbel Labs.", "sues", "Harju Corp > Orbel Labs denied"),
        (
            "Harju Corp left Oslo without suing Orbel Labs.",
            "sues",
            "Harju Corp > Orbel Labs denied",
        ),
        (
            "Neither Harju Corp nor Telmo Bank sued Orbel Labs.",
            "sues",
            "Harju Corp > Orbel Labs denied; Telmo Bank > Orbel Labs denied",
        ),
        (
            "Harju Corp bought Telmo Bank rather than sue Orbel Labs.",
            "sues",
            "Harju Corp > Orbel Labs denied",
        ),
        (
            "Instead of suing Orbel Labs, Harju Corp bought Telmo Bank.",
            "sues",
            "Harju Corp > Orbel Labs denied",
        ),
        (
            "Harju Corp should have sued Orbel Labs years ago.",
            "sues",
            "Harju Corp > Orbel Labs denied",
        ),
    ]);
}

#[test]
fn a_negation_does_not_reach_its_neighbours() {
    check(&[
        (
            "Harju Corp sued Orbel Labs but did not sue Telmo Bank.",
            "sues",
            "Harju Corp > Orbel Labs; Harju Corp > Telmo Bank denied",
        ),
        ("Harju Corp did not buy Telmo Bank but sued Orbel Labs.", "sues", SUES),
        ("Harju Corp, which did not buy Telmo Bank, sued Orbel Labs.", "sues", SUES),
        ("Orbel Labs, which Harju Corp sued in May, did not buy Telmo Bank.", "sues", SUES),
        ("Because Harju Corp sued Orbel Labs, Telmo Bank did not buy the firm.", "sues", SUES),
        (
            "Harju Corp sued Orbel Labs, not Telmo Bank.",
            "sues",
            "Harju Corp > Orbel Labs; Harju Corp > Telmo Bank denied",
        ),
        ("Harju Corp not only sued Orbel Labs but also bought Telmo Bank.", "sues", SUES),
        (
            "Harju Corp not only sued Orbel Labs but also bought Telmo Bank.",
            "acquires",
            "Harju Corp > Telmo Bank",
        ),
        ("When Harju Corp sued Orbel Labs, Telmo Bank was not told.", "sues", SUES),
    ]);
}

#[test]
fn verbs_that_deny_deny_what_they_govern() {
    check(&[
        ("Harju Corp failed to sue Orbel Labs.", "sues", "Harju Corp > Orbel Labs denied"),
        ("Harju Corp declined to sue Orbel Labs.", "sues", "Harju Corp > Orbel Labs denied"),
        ("Harju Corp refused to sue Orbel Labs.", "sues", "Harju Corp > Orbel Labs denied"),
        ("Harju Corp forgot to sue Orbel Labs.", "sues", "Harju Corp > Orbel Labs denied"),
        ("Harju Corp was unable to sue Orbel Labs.", "sues", "Harju Corp > Orbel Labs denied"),
        ("Harju Corp was barred from suing Orbel Labs.", "sues", "Harju Corp > Orbel Labs denied"),
        ("Harju Corp was too small to sue Orbel Labs.", "sues", "Harju Corp > Orbel Labs denied"),
        (
            "Harju Corp abandoned its takeover of Orbel Labs.",
            "acquires",
            "Harju Corp > Orbel Labs denied",
        ),
        (
            "There is no evidence that Harju Corp hacked Orbel Labs.",
            "hacks",
            "Harju Corp > Orbel Labs denied",
        ),
        ("Harju Corp did not fail to sue Orbel Labs.", "sues", SUES),
        ("Harju Corp never forgot to sue Orbel Labs.", "sues", SUES),
    ]);
}

#[test]
fn verbs_of_success_affirm_what_they_govern() {
    check(&[
        ("Harju Corp managed to hack Orbel Labs.", "hacks", SUES),
        (
            "Harju Corp did not manage to hack Orbel Labs.",
            "hacks",
            "Harju Corp > Orbel Labs denied",
        ),
        ("Harju Corp was able to hack Orbel Labs.", "hacks", SUES),
        ("Harju Corp was the first company to sue Orbel Labs.", "sues", SUES),
        ("Ada Quill flew to Oslo to meet Ben Adler.", "meets", "Ada Quill > Ben Adler"),
    ]);
}

#[test]
fn what_is_meant_is_planned() {
    let planned = "Harju Corp > Orbel Labs planned";
    check(&[
        ("Harju Corp will sue Orbel Labs.", "sues", planned),
        ("Harju Corp is to sue Orbel Labs in June.", "sues", planned),
        ("Harju Corp is going to sue Orbel Labs.", "sues", planned),
        ("Harju Corp wants to sue Orbel Labs.", "sues", planned),
        ("Harju Corp has a plan to acquire Orbel Labs.", "acquires", planned),
        ("Harju Corp is about to acquire Orbel Labs.", "acquires", planned),
        ("Harju Corp is expected to acquire Orbel Labs.", "acquires", planned),
        ("Harju Corp sues Orbel Labs next month.", "sues", planned),
        ("Harju Corp proposed a takeover of Orbel Labs.", "acquires", planned),
        (
            "Harju Corp has no plan to acquire Orbel Labs.",
            "acquires",
            "Harju Corp > Orbel Labs denied planned",
        ),
        ("Harju Corp will not sue Orbel Labs.", "sues", "Harju Corp > Orbel Labs denied planned"),
    ]);
}

#[test]
fn what_may_be_is_possible() {
    let possible = "Harju Corp > Orbel Labs possible";
    check(&[
        ("Harju Corp may have hacked Orbel Labs.", "hacks", possible),
        ("Harju Corp has reportedly hacked Orbel Labs.", "hacks", possible),
        ("Harju Corp allegedly hacked Orbel Labs.", "hacks", possible),
        ("Harju Corp is alleged to have hacked Orbel Labs.", "hacks", possible),
        ("Harju Corp is said to have hacked Orbel Labs.", "hacks", possible),
        ("Harju Corp is accused of hacking Orbel Labs.", "hacks", possible),
        ("Harju Corp is suspected of hacking Orbel Labs.", "hacks", possible),
        ("Harju Corp seems to have hacked Orbel Labs.", "hacks", possible),
        ("Harju Corp is likely to sue Orbel Labs.", "sues", possible),
        ("It is possible that Harju Corp hacked Orbel Labs.", "hacks", possible),
        ("Harju Corp was found to have hacked Orbel Labs.", "hacks", SUES),
        ("The court let Harju Corp sue Orbel Labs.", "sues", possible),
    ]);
}

#[test]
fn what_hangs_on_a_condition_is_conditional() {
    let conditional = "Harju Corp > Orbel Labs conditional";
    check(&[
        ("If Harju Corp acquires Orbel Labs, prices will rise.", "acquires", conditional),
        ("Were Harju Corp to acquire Orbel Labs, prices would rise.", "acquires", conditional),
        ("Should Harju Corp acquire Orbel Labs, prices would rise.", "acquires", conditional),
        ("Harju Corp would sue Orbel Labs if the talks failed.", "sues", conditional),
        ("Harju Corp will sue Orbel Labs unless it pays.", "sues", conditional),
        ("Harju Corp vowed to sue Orbel Labs if it published.", "sues", conditional),
    ]);
}

#[test]
fn questions_and_requests_are_no_facts() {
    check(&[
        ("Did Harju Corp sue Orbel Labs?", "sues", ""),
        ("\"Has Harju Corp sued Orbel Labs?\" Ada Quill asked.", "sues", ""),
        ("Ada Quill asked whether Harju Corp had sued Orbel Labs.", "sues", ""),
        ("It is unclear whether Harju Corp sued Orbel Labs.", "sues", ""),
        ("Ada Quill urged Harju Corp to sue Orbel Labs.", "sues", ""),
        ("Ada Quill ordered Harju Corp to sue Orbel Labs.", "sues", ""),
        (
            "Harju Corp is weighing whether to sue Orbel Labs.",
            "sues",
            "Harju Corp > Orbel Labs possible",
        ),
    ]);
}

#[test]
fn who_says_it_is_its_speaker() {
    let quill = "Harju Corp > Orbel Labs by Ada Quill";
    check(&[
        ("Harju Corp sued Orbel Labs, Ada Quill said.", "sues", quill),
        ("Ada Quill said Harju Corp had sued Orbel Labs.", "sues", quill),
        ("According to Ada Quill, Harju Corp sued Orbel Labs.", "sues", quill),
        ("Harju Corp sued Orbel Labs, as Ada Quill reported.", "sues", quill),
        ("\"Harju Corp sued Orbel Labs,\" Ada Quill said.", "sues", quill),
        ("\"Harju Corp,\" Ada Quill said, \"has sued Orbel Labs.\"", "sues", quill),
        ("It was reported by Ada Quill that Harju Corp sued Orbel Labs.", "sues", quill),
        ("Ada Quill accused Harju Corp of hacking Orbel Labs.", "hacks", quill),
        (
            "Ada Quill suspects that Harju Corp hacked Orbel Labs.",
            "hacks",
            "Harju Corp > Orbel Labs possible by Ada Quill",
        ),
        (
            "Harju Corp denied hacking Orbel Labs.",
            "hacks",
            "Harju Corp > Orbel Labs denied by Harju Corp",
        ),
        (
            "Harju Corp denied that it had hacked Orbel Labs.",
            "hacks",
            "Harju Corp > Orbel Labs denied by Harju Corp",
        ),
        ("Harju Corp claims to own Orbel Labs.", "owns", "Harju Corp > Orbel Labs by Harju Corp"),
        (
            "Ada Quill said Harju Corp had not sued Orbel Labs.",
            "sues",
            "Harju Corp > Orbel Labs denied by Ada Quill",
        ),
        (
            "Ada Quill does not believe that Harju Corp hacked Orbel Labs.",
            "hacks",
            "Harju Corp > Orbel Labs denied possible by Ada Quill",
        ),
        ("Ada Quill welcomed Harju Corp's takeover of Orbel Labs.", "acquires", SUES),
    ]);
}

#[test]
fn of_speakers_within_speech_the_innermost_vouches() {
    check(&[
        (
            "Ada Quill said Ben Adler had denied that Harju Corp hacked Orbel Labs.",
            "hacks",
            "Harju Corp > Orbel Labs denied by Ben Adler",
        ),
        (
            "Ada Quill said that, according to Ben Adler, Harju Corp sued Orbel Labs.",
            "sues",
            "Harju Corp > Orbel Labs by Ben Adler",
        ),
        (
            "\"Ben Adler claims that Harju Corp sued Orbel Labs,\" Ada Quill said.",
            "sues",
            "Harju Corp > Orbel Labs by Ben Adler",
        ),
    ]);
}

#[test]
fn sources_without_a_name_are_kept_as_such() {
    check(&[
        (
            "Harju Corp has sued Orbel Labs, officials said.",
            "sues",
            "Harju Corp > Orbel Labs by officials",
        ),
        (
            "Police said Harju Corp had hacked Orbel Labs.",
            "hacks",
            "Harju Corp > Orbel Labs by Police",
        ),
        (
            "According to a report, Harju Corp hacked Orbel Labs.",
            "hacks",
            "Harju Corp > Orbel Labs by a report",
        ),
        (
            "Harju Corp will sue Orbel Labs, two people familiar with the matter said.",
            "sues",
            "Harju Corp > Orbel Labs planned by two people",
        ),
    ]);
}

#[test]
fn headlines_name_their_sources_beside_a_colon_or_a_comma() {
    check(&[
        (
            "Harju Corp to buy Orbel Labs, officials say",
            "acquires",
            "Harju Corp > Orbel Labs planned by officials",
        ),
        (
            "Ada Quill: Harju Corp will buy Orbel Labs",
            "acquires",
            "Harju Corp > Orbel Labs planned by Ada Quill",
        ),
        ("Harju Corp hacked Orbel Labs: report", "hacks", "Harju Corp > Orbel Labs by report"),
        ("Harju Corp to buy Orbel Labs", "acquires", "Harju Corp > Orbel Labs planned"),
    ]);
}

#[test]
fn descriptions_in_indirect_speech_are_the_articles_own() {
    check(&[
        (
            "Ada Quill said Orbel Labs, which Harju Corp acquired in May, had sued Telmo Bank.",
            "acquires",
            SUES,
        ),
        (
            "Ada Quill said Orbel Labs, which Harju Corp acquired in May, had sued Telmo Bank.",
            "sues",
            "Orbel Labs > Telmo Bank by Ada Quill",
        ),
        (
            "Ben Adler, the chairman of Harju Corp, said Orbel Labs had sued Telmo Bank.",
            "leads",
            "Ben Adler > Harju Corp",
        ),
    ]);
}

#[test]
fn quotations_go_on_across_sentences_and_paragraphs() {
    let by_quill = ["Harju Corp > Orbel Labs by Ada Quill"];
    let read =
        |paragraphs: &[&str]| lines(&RULES.run(&article(paragraphs), Scope::Article).graph, "sues");
    let sentence = "\"We are calm,\" Ada Quill said. \"Harju Corp has sued Orbel Labs.\"";
    assert_eq!(read(&[sentence]), by_quill);
    let over = [
        "\"We are calm,\" Ada Quill said. \"It has been a hard year.",
        "\"Harju Corp has sued Orbel Labs.\"",
    ];
    assert_eq!(read(&over), by_quill);
    let introduced = ["Ada Quill said:", "“Harju Corp has sued Orbel Labs.”"];
    assert_eq!(read(&introduced), by_quill);
    let closed = ["\"We are calm,\" Ada Quill said.", "Harju Corp has sued Orbel Labs."];
    assert_eq!(read(&closed), [SUES]);
}

#[test]
fn statements_interviews_and_transcripts_have_voices() {
    let read =
        |paragraphs: &[&str]| lines(&RULES.run(&article(paragraphs), Scope::Article).graph, "sues");
    let by_quill = ["Harju Corp > Orbel Labs by Ada Quill"];
    let statement = [
        "Minister Ada Quill said:",
        "I regret this. Harju Corp has sued Orbel Labs.",
        "Ms Quill left at noon.",
    ];
    assert_eq!(read(&statement), by_quill);
    let interview = [
        "Ada Quill is the mayor of Oslo, where she was born. She spoke to Ben Adler.",
        "Q: What happened?",
        "A: It was odd. Harju Corp has sued Orbel Labs.",
        "Q: Were you told?",
        "A: No.",
    ];
    assert_eq!(read(&interview), by_quill);
    let transcript = [
        "PRESENTER: Here is the news.",
        "ADA QUILL: Harju Corp has sued Orbel Labs.",
        "PRESENTER: Thank you.",
    ];
    assert_eq!(read(&transcript), ["Harju Corp > Orbel Labs by ADA QUILL"]);
}

#[test]
fn what_one_does_by_saying_it_is_told_by_the_article() {
    let text = "Ada Quill said on Monday: “I support Ben Adler.”";
    assert_eq!(said("supports", text), ["Ada Quill > Ben Adler"]);
}

#[test]
fn every_predicate_has_a_stance() {
    let document = paragraph("Harju Corp may sue Orbel Labs. Sit down!");
    let analysis = RULES.analyse(&document, Scope::Article);
    let passage = RULES.passage(&document, &analysis);
    let of = |lemma: &str| {
        passage.predications().find(|p| analysis.token(p.head).lemma == lemma).unwrap()
    };
    assert_eq!(of("sue").stance.certainty.name(), "possible");
    assert!(of("sit").only_asked && !of("sue").only_asked);
}
