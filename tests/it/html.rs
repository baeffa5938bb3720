//! Web pages: the article and nothing else, each character with its place.

use kgraph::read::{self, ReadError};
use kgraph::text::{Document, SectionKind, Span};
use proptest::prelude::*;

const PAGE: &str = r#"<!DOCTYPE html><html><head><meta charset="utf-8">
<title>Harbour tolls to double, council says | The Port Marlow Post</title>
<meta property="og:site_name" content="The Port Marlow Post">
<meta property="og:description" content="Ferries will pay most under the plan.">
<link rel="canonical" href="https://post.example/harbour-tolls">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour tolls to double, council says",
 "datePublished":"2031-05-04T09:00:00Z","author":{"name":"Marisol Quist"}}</script>
<style>p { color: red }</style></head><body class="has-sidebar">
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<div id="cookie-bar"><p>We use cookies to give you the best experience on our website, and so do others.</p></div>
<main><article><h1>Harbour tolls to <em>double</em>, council says</h1>
<p class="dek">Ferries will pay most under the plan.</p>
<div class="byline">By Marisol Quist</div>
<figure><img src="a.jpg"><figcaption>The harbour at dawn, seen from the old lighthouse on the hill.</figcaption></figure>
<div class="story-body">
<p>The council of Port Marlow said on Monday that it would double the tolls of its harbour&nbsp;&mdash; the first rise in nine years.</p>
<div class="ad">Advertisement: buy two lanterns and get a third one free, today only, while stocks last.</div>
<p>Quist &amp; Sons, which runs the <a href="/ferries">ferries</a>, called the plan &#8220;a
   tax on islanders&#8221;.</p>
<h2>Nine years of peace</h2>
<p>The tolls were last raised in 2022,<br>
when the northern pier was built.</p>
<p><a href="/lighthouse">Read more: the lighthouse that nobody wants to buy</a></p>
<p>A vote is due in June, and the mayor has said that she will not take part in it.</p>
</div></article></main>
<aside class="related"><h3>Most read</h3><ul><li><a href="/x">Storm nears the coast as ferries stop</a></li></ul></aside>
<section class="comments"><p>I have lived here for forty years and have never seen such a foolish plan as this one.</p></section>
<footer><p>Copyright 2031 The Port Marlow Post. All rights reserved, and none of them are yours.</p></footer>
</body></html>"#;

fn page(markup: &str) -> Document {
    read::read("page.html", markup.as_bytes()).unwrap()
}

fn lines(document: &Document) -> Vec<(SectionKind, &str)> {
    document.sections.iter().map(|s| (s.kind, s.span.of(&document.text))).collect()
}

#[test]
fn reads_the_article_and_leaves_the_page() {
    use SectionKind::{Body, Byline, Heading, Headline, Related, Standfirst};
    let document = page(PAGE);
    let lines = lines(&document);
    let read: Vec<_> = lines.iter().filter(|(kind, _)| *kind != Related).collect();
    let kinds: Vec<_> = read.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(
        kinds,
        [Headline, Standfirst, Byline, Body, Body, Heading, Body, Body],
        "{lines:#?}"
    );
    assert_eq!(read[0].1, "Harbour tolls to double, council says");
    assert!(read[3].1.ends_with("of its harbour — the first rise in nine years."));
    assert_eq!(
        read[4].1,
        "Quist & Sons, which runs the ferries, called the plan “a tax on islanders”."
    );
    assert_eq!(read[6].1, "The tolls were last raised in 2022, when the northern pier was built.");
    for word in ["lanterns", "cookies", "forty", "Storm", "rights", "Sport", "color"] {
        assert!(!document.text.contains(word), "{word}");
    }
}

#[test]
fn reads_what_a_page_says_of_itself() {
    let source = page(PAGE).source;
    assert_eq!(source.uri, "https://post.example/harbour-tolls");
    assert_eq!(source.title.as_deref(), Some("Harbour tolls to double, council says"));
    assert_eq!(source.authors, ["Marisol Quist"]);
    assert_eq!(source.publisher.as_deref(), Some("The Port Marlow Post"));
    assert_eq!(source.published.as_deref(), Some("2031-05-04"));
}

#[test]
fn knows_a_page_by_its_bytes_whatever_its_name() {
    for name in ["page.html", "page", "page.txt", "stdin"] {
        assert_eq!(read::read(name, PAGE.as_bytes()).unwrap().sections.len(), 9, "{name}");
    }
}

#[test]
fn takes_the_headline_of_the_title_where_the_page_shows_none() {
    let markup = "<title>Mayor opens the bridge - The Post</title><body><p>The mayor of Port Marlow \
                  opened the bridge on Monday, a clerk said.</p>";
    let document = page(markup);
    assert_eq!(document.source.title.as_deref(), Some("Mayor opens the bridge"));
    let headline = document.sections[0];
    assert_eq!(headline.kind, SectionKind::Headline);
    assert_eq!(&markup[document.places.of(headline.span).unwrap()], "Mayor opens the bridge");
}

#[test]
fn reads_a_page_in_the_encoding_that_it_names() {
    let markup = PAGE.replace("utf-8", "windows-1252").replace("council", "café");
    let bytes = encoding_rs::WINDOWS_1252.encode(&markup).0.into_owned();
    let document = read::read("page.html", &bytes).unwrap();
    assert_eq!(document.source.title.as_deref(), Some("Harbour tolls to double, café says"));
    let at = document.text.find("The café of Port Marlow").unwrap();
    let place = document.places.of(Span::new(at, at + "The café of".len())).unwrap();
    assert_eq!(&bytes[place], b"The caf\xe9 of");
}

/// Whether every character stands in the markup where the document says.
fn is_well_placed(document: &Document, markup: &str) -> Result<(), TestCaseError> {
    for (at, c) in document.text.char_indices() {
        let Some(place) = document.places.of(Span::new(at, at + c.len_utf8())) else {
            prop_assert!(c.is_whitespace(), "{:?} stands nowhere", c);
            continue;
        };
        let there = &markup[place];
        let same = there == c.to_string() || there.starts_with('&');
        let space = c == ' ' && there.chars().all(char::is_whitespace);
        prop_assert!(same || space, "{:?} is {:?} there", c, there);
    }
    Ok(())
}

#[test]
fn keeps_the_place_of_every_character() {
    is_well_placed(&page(PAGE), PAGE).unwrap();
    let document = page(PAGE);
    let at = document.text.find("Quist & Sons").unwrap();
    let place = document.places.of(Span::new(at, at + "Quist & Sons".len())).unwrap();
    assert_eq!(&PAGE[place], "Quist &amp; Sons");
}

const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<br>",
    "<a href=x>",
    "</a>",
    "<li>",
    "<h1>",
    "</h1>",
    "<article>",
    "</article>",
    "<nav>",
    "</nav>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<table>",
    "<td>",
    "&amp;",
    "&nbsp;",
    "&#8220;",
    "&bogus;",
    "&",
    "<",
    ">",
    "\r\n",
    "\t",
    "é",
    "\u{202e}",
    "\u{0}",
    "<title>",
    "<svg>",
    "</svg>",
    "<![CDATA[",
    "]]>",
    "&NotEqualTilde;",
    "'",
    "Acme sued Initech in Boston on Monday, a clerk of the court there said. ",
    "The mayor said that she would not take part in the vote of the council. ",
    "<p class=\"comment\">",
    "<p style='display: none'>",
    "<plaintext>",
    "<textarea>",
];

proptest! {
    #[test]
    fn keeps_places_in_any_tag_soup(picks in prop::collection::vec(0..PIECES.len(), 0..120)) {
        let markup: String = picks.iter().map(|i| PIECES[*i]).collect();
        let markup = format!("<html>{markup}");
        match read::read("page.html", markup.as_bytes()) {
            Ok(document) => is_well_placed(&document, &markup)?,
            Err(ReadError::Empty | ReadError::Binary { .. }) => {}
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}

#[test]
fn survives_hostile_pages() {
    let prose = "<p>Acme sued Initech in Boston on Monday, a clerk of the court said.</p>";
    let deep = format!("<html>{}{prose}{}", "<div>".repeat(1_000_000), "</div>".repeat(1_000_000));
    let wide = format!("<html>{prose}{}", "<p>x</p>".repeat(300_000));
    let long = format!("<html><p>{}", "Acme sued Initech. ".repeat(60_000));
    let open = format!("<html>{prose}{}", "<a b=c ".repeat(200_000));
    let ampersands = format!("<html>{prose}<p>{}", "&amp".repeat(300_000));
    for (name, markup) in
        [("deep", deep), ("wide", wide), ("long", long), ("open", open), ("ampersands", ampersands)]
    {
        let document = read::read("page.html", markup.as_bytes());
        assert!(document.is_ok_and(|d| d.text.contains("Acme sued Initech")), "{name}");
    }
}
