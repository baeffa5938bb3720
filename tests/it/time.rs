//! When, as what and how much: what sentences tell beside their ends and relation.

use crate::RULES;
use crate::extract::paragraph;
use kgraph::Document;
use kgraph::claim::Predicate;
use kgraph::graph::Statement;
use kgraph::pipeline::Scope;
use proptest::prelude::*;
use std::sync::Arc;

/// The statements of a relation in a text that was published on a Tuesday.
fn statements(relation: &str, text: &str) -> Vec<Statement> {
    let mut document = Document::clone(&paragraph(text));
    document.source.published = Some("2022-03-15".to_owned());
    let graph = RULES.run(&Arc::new(document), Scope::Article).graph;
    let of_relation =
        |s: &Statement| matches!(&s.predicate, Predicate::Relation(r) if r.name() == relation);
    graph.statements().map(|(_, s, _)| s.clone()).filter(of_relation).collect()
}

/// The times of these statements: words and value, `-` where there is none.
fn times(relation: &str, text: &str) -> Vec<String> {
    let of = |s: &Statement| match &s.stance.time {
        Some(time) => format!("{} | {}", time.words, time.value.as_deref().unwrap_or("-")),
        None => "-".to_owned(),
    };
    statements(relation, text).iter().map(of).collect()
}

fn amounts(relation: &str, text: &str) -> Vec<String> {
    let of = |s: &Statement| s.amount.clone().unwrap_or_else(|| "-".to_owned());
    statements(relation, text).iter().map(of).collect()
}

fn roles(relation: &str, text: &str) -> Vec<String> {
    let of = |s: &Statement| s.role.clone().unwrap_or_else(|| "-".to_owned());
    statements(relation, text).iter().map(of).collect()
}

/// Checks rows of relation, text and what the one statement of that relation tells.
fn check(read: fn(&str, &str) -> Vec<String>, table: &[(&str, &str, &str)]) {
    let wrong: Vec<_> = table
        .iter()
        .map(|(relation, text, expected)| (text, read(relation, text), expected))
        .filter(|(_, found, expected)| found[..] != [**expected])
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_time_beside_the_verb_dates_what_it_says() {
    check(
        times,
        &[
            ("acquires", "Harju Corp acquired Orbel Labs in 2019.", "in 2019 | 2019"),
            ("acquires", "Harju Corp bought Orbel Labs on Monday.", "on Monday | 2022-03-14"),
            ("acquires", "Harju Corp will buy Orbel Labs on Monday.", "on Monday | 2022-03-21"),
            ("acquires", "Yesterday Harju Corp bought Orbel Labs.", "Yesterday | 2022-03-14"),
            ("acquires", "Harju Corp bought Orbel Labs last month.", "last month | 2022-02"),
            ("acquires", "Harju Corp bought Orbel Labs two years ago.", "two years ago | 2020"),
            ("owns", "Harju Corp has owned Orbel Labs since 2018.", "since 2018 | 2018/.."),
            ("sues", "Harju Corp sued Orbel Labs on 3 March 2021.", "on 3 March 2021 | 2021-03-03"),
            (
                "supplies",
                "Harju Corp supplied Orbel Labs between 2014 and 2016.",
                "between 2014 and 2016 | 2014/2016",
            ),
            ("moves-to", "Harju Corp will move to Lisbon by 2030.", "by 2030 | ../2030"),
            ("acquires", "Harju Corp bought Orbel Labs a week later.", "a week later | -"),
            (
                "acquires",
                "Harju Corp bought Orbel Labs late on Friday, its chairman said.",
                "late on Friday | 2022-03-11",
            ),
        ],
    );
}

#[test]
fn a_time_beside_a_noun_dates_what_the_noun_says() {
    check(
        times,
        &[
            (
                "attacks",
                "Ministers condemned Monday's attack on Orbel Labs by Ruvenian rebels.",
                "Monday | 2022-03-14",
            ),
            (
                "acquires",
                "The 2016 takeover of Orbel Labs by Harju Corp was a failure.",
                "2016 | 2016",
            ),
            (
                "acquires",
                "Harju Corp completed its takeover of Orbel Labs on Friday.",
                "on Friday | 2022-03-11",
            ),
            (
                "leads",
                "Ada Quill, chief executive of Harju Corp since 2014, left.",
                "since 2014 | 2014/..",
            ),
            (
                "leads",
                "Ada Quill was president of Norland from 2011 to 2014.",
                "from 2011 to 2014 | 2011/2014",
            ),
            ("leads", "The former president of Norland, Ada Quill, spoke.", "former | -"),
            (
                "kills",
                "A flood on 1 January killed 40 farmers in Norland.",
                "on 1 January | 2022-01-01",
            ),
            ("sues", "OSLO, March 14 (Newsline) - Harju Corp sued Orbel Labs.", "-"),
        ],
    );
}

#[test]
fn a_governing_clause_lends_its_time_only_where_it_is_the_same_act() {
    check(
        times,
        &[
            ("supplies", "In 2018 Harju Corp began to supply Orbel Labs.", "In 2018 | 2018"),
            (
                "sues",
                "On Monday Harju Corp left Norland and sued Orbel Labs.",
                "On Monday | 2022-03-14",
            ),
            (
                "acquires",
                "In May it will be known: Harju Corp said on Monday that it had bought Orbel Labs.",
                "-",
            ),
            (
                "acquires",
                "Ada Quill told reporters on Monday that Harju Corp had bought Orbel Labs.",
                "-",
            ),
            ("acquires", "Harju Corp bought Orbel Labs, a spokesman said on Tuesday.", "-"),
            ("acquires", "Next year Harju Corp plans to buy Orbel Labs.", "Next year | 2023"),
        ],
    );
}

#[test]
fn a_headline_is_dated_by_the_story() {
    let text = "Harju Corp has bought Orbel Labs. Harju Corp bought Orbel Labs on Monday.";
    assert_eq!(times("acquires", text), ["on Monday | 2022-03-14"]);
    let text = "Harju Corp sued Orbel Labs in 2016. Harju Corp sued Orbel Labs in 2019.";
    assert_eq!(times("sues", text), ["in 2016 | 2016", "in 2019 | 2019"]);
    let text = "Harju Corp sued Orbel Labs in March. Harju Corp sued Orbel Labs on 3 March.";
    assert_eq!(times("sues", text), ["on 3 March | 2022-03-03"]);
}

#[test]
fn without_a_day_to_count_from_the_words_are_kept() {
    let graph = RULES.run(&paragraph("Harju Corp bought Orbel Labs on Monday."), Scope::Article);
    let statements: Vec<_> = graph.graph.statements().map(|(_, s, _)| s.clone()).collect();
    let time = statements[0].stance.time.as_ref().unwrap();
    assert_eq!((time.words.as_str(), time.value.as_deref()), ("on Monday", None));
}

#[test]
fn sums_shares_and_counts_stand_beside_what_they_measure() {
    check(
        amounts,
        &[
            ("acquires", "Harju Corp bought Orbel Labs for $2 billion.", "$2 billion"),
            ("acquires", "Harju Corp's €640m takeover of Orbel Labs was approved.", "€640m"),
            ("acquires", "Harju Corp bought Orbel Labs, which earns $2 billion a year.", "-"),
            ("penalizes", "Norland fined Harju Corp 12 million euros.", "12 million euros"),
            ("penalizes", "Norland fined Harju Corp for losses of $3 million.", "-"),
            (
                "invests-in",
                "Harju Corp invested at least $80 million in Orbel Labs.",
                "at least $80 million",
            ),
            ("owns", "Harju Corp owns 30 percent of Orbel Labs.", "30 percent"),
            ("owns", "Harju Corp owns a majority stake in Orbel Labs.", "majority stake"),
            ("kills", "The flood killed more than 40 farmers in Norland.", "more than 40 farmers"),
            ("arrests", "Police arrested dozens of protesters in Norland.", "dozens of protesters"),
            ("kills", "Two gunmen killed Ada Quill in Norland.", "-"),
            ("sues", "Harju Corp sued Orbel Labs in 2016.", "-"),
        ],
    );
}

#[test]
fn titles_are_kept_in_the_words_of_the_text() {
    check(
        roles,
        &[
            ("leads", "Harju Corp's chief executive, Ada Quill, spoke.", "chief executive"),
            ("leads", "Lithuania's finance minister, Ada Quill, spoke.", "finance minister"),
            ("leads", "Ada Quill, the former president of Norland, spoke.", "president"),
            ("works-for", "Ada Quill, head of news at Harju Corp, spoke.", "head of news"),
            ("lives-in", "Ada Quill was born in Lisbon.", "born"),
        ],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_is_too_odd_for_times_and_amounts(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "Harju", "bought", "fined", "said", "Orbel", "on", "in", "the", "Monday", "March",
                "31", "2016", "since", "between", "and", "from", "to", "-", "–", "$", "€640m", "2",
                "billion", "percent", "of", "at", "least", "dozens", "ago", "weeks", "last", ",",
                "(", ".", "’s", "former", "by", "1990s", "%", "a", "stake",
            ]),
            0..24,
        ),
    ) {
        let text = words.join(" ");
        let mut document = Document::clone(&paragraph(&text));
        document.source.published = Some("2024-02-29".to_owned());
        RULES.run(&Arc::new(document), Scope::Article);
    }
}
