//! DOT that other people's parsers read.

use crate::export::{graph_of, small, written};

#[test]
fn parses_as_dot() {
    let dot = written("dot", &small());
    graphviz_rust::parse(&dot).unwrap_or_else(|error| panic!("{error}\n{dot}"));
}

#[test]
fn tells_stances_apart() {
    let dot = written("dot", &small());
    let edge = |label: &str| {
        let start = format!("[label=\"{label}\"");
        dot.lines().find(|line| line.contains(&start)).unwrap_or_else(|| panic!("{label} in {dot}"))
    };
    assert!(!edge("leads").contains("style=") && !edge("leads").contains("color="));
    assert!(edge("not violates").contains("arrowhead=tee"));
    assert!(edge("not violates").contains("— said by Ada Brandt"));
    assert!(edge("sues").contains("style=dashed"));
    assert!(edge("moves-to").contains("style=dotted"));
    assert!(edge("moves-to").contains("“She plans to move there.”"));
}

#[test]
fn points_both_ways_where_the_relation_does() {
    let graph = graph_of("A", "A | city\nB | city", "A | meets | B | | A met B.");
    assert!(written("dot", &graph).contains("n1 -> n2 [label=\"meets\", dir=both"));
    assert_eq!(written("svg", &graph).matches("class=\"head\"").count(), 3, "two and the legend's");
}

#[test]
fn keeps_letters_that_dot_would_read() {
    let graph = graph_of(
        "T",
        "say \"hi\" \\N &lt; AT&T | city\nB | city",
        "B | meets | say \"hi\" \\N &lt; AT&T | | x",
    );
    let label = r#"label="say \"hi\" \\N &amp;lt; AT&T""#;
    let dot = written("dot", &graph);
    assert!(dot.contains(label), "{dot}");
    graphviz_rust::parse(&dot).unwrap();
}
