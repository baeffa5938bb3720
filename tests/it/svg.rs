//! Pictures in which nothing overlaps and nothing is lost.

use crate::export::{graph_of, small, written};
use kgraph::KnowledgeGraph;
use std::fmt::Write as _;

const HARBOUR: &str = "
    Northmere Harbour Authority | government-body
    Quillon Systems | company
    CraneMind | product
    the Tidewater Group | armed-group
    Federal Office for Network Safety | government-body
    Port of Northmere | facility
    Northmere | city
    Elland | country
    Marta Quist | person
    Jonas Felde | person
    Quillon Systems employees in Elland | group
    Harbour Safety Act | work
    the crane outage of 3 May | event
    Union of Coastal States | international-organization
    Sund | country
    Baltvik | city
    Ministry of Ports and Waterways | government-body
    Coastal Courier | media-outlet
    Institute for Maritime Computing | educational-organization
    Lene Aarup | person
    Northmere Dockers | sports-team
    Free Ports Party | political-party
    Skerry Sound | landform
    dockers | group
    Halvard Shipping | company
    LoadStar | product
    repetitive strain injury | condition";

const HARBOUR_NEWS: &str = "
    Quillon Systems | makes | CraneMind | | Quillon Systems makes CraneMind.
    Marta Quist | leads | Quillon Systems | role=chief executive | Marta Quist heads Quillon Systems.
    the Tidewater Group | hacks | CraneMind | by=Federal Office for Network Safety | The Tidewater Group broke into CraneMind, the office said.
    the Tidewater Group | attacks | Port of Northmere | possible | The group may have struck the port.
    Northmere Harbour Authority | operates | Port of Northmere | | The authority runs the port.
    Northmere Harbour Authority | uses | CraneMind | | The authority uses CraneMind.
    Northmere Harbour Authority | bans | CraneMind | | It banned CraneMind on Tuesday.
    Federal Office for Network Safety | recommends-against | CraneMind | | The office advised against it.
    Federal Office for Network Safety | warns | Halvard Shipping | | It warned Halvard Shipping.
    Federal Office for Network Safety | investigates | the crane outage of 3 May | | It examines the outage.
    Federal Office for Network Safety | part-of | Elland | | The office is an agency of Elland.
    Northmere Harbour Authority | part-of | Northmere | | The authority belongs to Northmere.
    Port of Northmere | located-in | Northmere | | The port lies in Northmere.
    Northmere | located-in | Elland | | Northmere is in Elland.
    Northmere | located-in | Skerry Sound | | It lies on Skerry Sound.
    Quillon Systems | headquartered-in | Baltvik | | Quillon is based in Baltvik.
    Baltvik | located-in | Sund | | Baltvik is in Sund.
    Quillon Systems | violates | Harbour Safety Act | denied, by=Marta Quist | We broke no law, Quist said.
    Jonas Felde | leads | Ministry of Ports and Waterways | role=minister | Jonas Felde is minister.
    Ministry of Ports and Waterways | part-of | Elland | | The ministry is Elland's.
    Jonas Felde | accuses | Quillon Systems | | Felde accused Quillon.
    Jonas Felde | member-of | Free Ports Party | | Felde belongs to the Free Ports Party.
    Quillon Systems | responds-to | Jonas Felde | | Quillon answered Felde.
    Quillon Systems | sues | Ministry of Ports and Waterways | conditional | It would sue if it were blamed.
    Elland | member-of | Union of Coastal States | | Elland is a member.
    Sund | member-of | Union of Coastal States | | Sund is a member.
    Union of Coastal States | sanctions | the Tidewater Group | planned | The union plans sanctions.
    Sund | criticizes | Elland | | Sund criticised Elland.
    Elland | meets | Sund | planned, at=next week | They will meet next week.
    Halvard Shipping | customer-of | Quillon Systems | | Halvard buys from Quillon.
    Halvard Shipping | uses | LoadStar | planned | Halvard will use LoadStar.
    Institute for Maritime Computing | makes | LoadStar | | The institute wrote LoadStar.
    Lene Aarup | works-for | Institute for Maritime Computing | | Aarup works there.
    Lene Aarup | recommends | LoadStar | | Aarup recommends LoadStar.
    the crane outage of 3 May | affects | Port of Northmere | | The outage hit the port.
    the crane outage of 3 May | affects | Halvard Shipping | | It hit Halvard.
    the Tidewater Group | causes | the crane outage of 3 May | possible, by=Coastal Courier | The Tidewater Group may have caused it, the Courier reported.
    dockers | protests | Northmere Harbour Authority | | Dockers marched.
    CraneMind | causes | repetitive strain injury | denied | CraneMind causes no strain injury.
    Quillon Systems | supports | Northmere Dockers | | Quillon sponsors the Northmere Dockers.
    Northmere Harbour Authority | customer-of | Quillon Systems | | The authority buys from Quillon.
    Quillon Systems | dismisses | Quillon Systems employees in Elland | denied, planned | Quillon does not plan to lay off staff.
    Marta Quist | shrugged off | Jonas Felde | open | She shrugged him off.";

/// An invented story with many kinds and stances.
pub(crate) fn harbour() -> KnowledgeGraph {
    graph_of(
        "Northmere harbour shuts its cranes after the Quillon breach, and two cities argue about who is to pay",
        HARBOUR,
        HARBOUR_NEWS,
    )
}

/// A graph of that many entities with invented names, and half as many statements
/// again; the same seed gives the same graph.
pub(crate) fn sprawling(count: usize, seed: u64) -> KnowledgeGraph {
    const FIRST: [&str; 12] = [
        "Alder", "Brook", "Cedar", "Dune", "Ember", "Fjord", "Grove", "Heath", "Inlet", "Juniper",
        "Kestrel", "Larch",
    ];
    const LAST: [(&str, &str); 12] = [
        ("Industries", "company"),
        ("Ministry of Inland Transport and Energy", "government-body"),
        ("Township", "city"),
        ("Republic", "country"),
        ("Johansdotter", "person"),
        ("power station", "facility"),
        ("Herald", "media-outlet"),
        ("inquiry", "event"),
        ("Act", "work"),
        ("pump", "product"),
        ("residents", "group"),
        ("University", "educational-organization"),
    ];
    const RELATIONS: [&str; 10] = [
        "located-in",
        "owns",
        "supplies",
        "criticizes",
        "works-for",
        "investigates",
        "part-of",
        "recommends-against",
        "affects",
        "meets",
    ];
    const STANCES: [&str; 8] = ["", "", "", "", "denied", "possible", "planned", "by="];
    let mut state = seed;
    let mut next = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let names: Vec<(String, &str)> = (0..count)
        .map(|i| {
            let (last, kind) = LAST[(i / FIRST.len() + i) % LAST.len()];
            let again = if i < 144 { String::new() } else { format!(" {}", i / 144 + 1) };
            (format!("{} {last}{again}", FIRST[i % FIRST.len()]), kind)
        })
        .collect();
    let mut sentences = String::new();
    for i in 0..count * 3 / 2 {
        // Early names are spoken of more often, as in the news.
        let known = next(count) + 1;
        let (a, b) = (next(known), if i < count { i } else { next(count) });
        let stance = STANCES[next(STANCES.len())];
        let speaker = if stance == "by=" { names[next(count)].0.as_str() } else { "" };
        let relation = RELATIONS[next(RELATIONS.len())];
        let (a, b) = (&names[a].0, &names[b].0);
        writeln!(sentences, "{a}|{relation}|{b}|{stance}{speaker}|{a} {relation} {b}.").unwrap();
    }
    let entities: Vec<_> = names.iter().map(|(name, kind)| format!("{name}|{kind}")).collect();
    graph_of("A winter of quarrels between many towns", &entities.join("\n"), &sentences)
}

/// The text of an SVG's elements of a class; panics where the XML is not well formed.
pub(crate) fn texts(svg: &str, class: &str) -> Vec<String> {
    let mut rest = svg.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").unwrap();
    let mut open: Vec<(&str, bool)> = Vec::new();
    let mut texts = Vec::new();
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        let text = unescaped(text);
        if let Some((_, true)) = open.last() {
            texts.push(text);
        }
        let end = tag.find('>').expect("a tag is closed");
        assert!(!tag[1..end].contains('<'), "a tag in a tag: {}", &tag[..end]);
        let body = &tag[1..end];
        rest = &tag[end + 1..];
        if let Some(name) = body.strip_prefix('/') {
            assert_eq!(open.pop().unwrap().0, name);
            continue;
        }
        assert_eq!(body.matches('"').count() % 2, 0, "{body}");
        let name = body.split([' ', '/']).next().unwrap();
        assert!(name.chars().all(|c| c.is_ascii_lowercase()), "{body}");
        if !body.ends_with('/') {
            open.push((name, body.contains(&format!("class=\"{class}\""))));
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty());
    texts
}

fn unescaped(text: &str) -> String {
    let legal = |c: char| c >= ' ' || c == '\t' || c == '\n';
    assert!(text.chars().all(legal) && !text.contains(['"', '>', '\u{fffe}', '\u{ffff}']));
    let mut out = text.to_owned();
    for (entity, letter) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "\u{1}")]
    {
        out = out.replace(entity, letter);
    }
    assert!(!out.contains('&'), "a lone ampersand: {text}");
    out.replace('\u{1}', "&")
}

#[test]
fn draws_every_name_and_relation_as_text() {
    let svg = written("svg", &harbour());
    let names = texts(&svg, "name").join(" ");
    for name in ["Northmere Harbour Authority", "Quillon Systems employees in Elland", "Sund"] {
        assert!(names.contains(name), "{name} is missing of {names}");
    }
    let labels = texts(&svg, "label");
    for label in ["recommends-against", "not violates", "uses", "bans", "sanctions"] {
        assert!(labels.iter().any(|text| text == label), "{label} is missing of {labels:?}");
    }
    assert!(!labels.iter().any(|text| text == "shrugged off"), "an open statement is drawn");
}

#[test]
fn explains_only_what_is_drawn_and_says_what_is_not() {
    let notes = texts(&written("svg", &small()), "note");
    for note in ["company", "person", "planned", "denied: it is not so"] {
        assert!(notes.iter().any(|text| text == note), "{note} is missing of {notes:?}");
    }
    assert!(!notes.iter().any(|text| text == "group"), "the dockers are not drawn");
    assert!(notes.join(" ").contains("1 more open statement is in the data"));
    let plain = graph_of("Plain", "A | city\nB | city", "A | meets | B | | A met B.");
    let notes = texts(&written("svg", &plain), "note");
    assert_eq!(notes[1..], ["city", "stated as fact"]);
}

#[test]
fn tells_quotation_stance_and_speaker_when_pointed_at() {
    let svg = written("svg", &small());
    let tooltip = "Ørsted Marine violates SeaGate (denied, asserted)\n\
                   “It breaks no rule, Brandt said.”\n— said by Ada Brandt";
    assert!(svg.contains(&format!("<title>{tooltip}</title>")), "{svg}");
}

#[test]
fn draws_an_empty_graph_too() {
    texts(&written("svg", &KnowledgeGraph::default()), "note");
}

#[test]
fn draws_the_same_bytes_again() {
    let graph = sprawling(60, 3);
    assert_eq!(written("svg", &graph), written("svg", &graph.clone()));
}
