//! Articles as they come: whole files, in any encoding, with what pages leave.

use kgraph::read::{self, ReadError};
use kgraph::text::{Document, SectionKind};
use std::fmt::Write;

fn sample(name: &str) -> Document {
    let path = format!("data/articles/{name}.txt");
    read::read(&path, &std::fs::read(&path).unwrap()).unwrap()
}

fn lines_of(document: &Document, kind: SectionKind) -> Vec<&str> {
    let sections = document.sections.iter().filter(|section| section.kind == kind);
    sections.map(|section| section.span.of(&document.text)).collect()
}

/// The first words of every section, as a reader would check them.
fn outline(document: &Document) -> String {
    let mut outline = String::new();
    for section in &document.sections {
        let words = section.span.of(&document.text).split_whitespace().take(7);
        let words = words.collect::<Vec<_>>().join(" ");
        writeln!(outline, "{:10} {words}", section.kind.name()).unwrap();
    }
    outline
}

#[test]
fn tells_the_article_from_what_its_page_left_behind() {
    let document = sample("newspaper-takeover");
    let related = lines_of(&document, SectionKind::Related);
    assert_eq!(related.first(), Some(&"READ MORE"));
    assert_eq!(related.len(), 7);
    assert!(lines_of(&document, SectionKind::Body).iter().all(|line| line.ends_with(['.', '"'])));
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("newspaper-takeover.outline", outline(&document));
    });
}

#[test]
fn says_where_an_article_came_from() {
    let source = sample("gateway-warning").source;
    assert_eq!(
        source.title.as_deref(),
        Some("Finnish agency tells utilities to steer clear of Norvik gateways")
    );
    assert_eq!(source.authors, ["Tuomas Arvela"]);
    assert_eq!(source.language, "en");
    assert_eq!(source.published, None, "the dateline names no year");
    let bytes = b"LISBON, March 12, 2025 - Acme sued Initech on Monday.";
    let source = read::read("a.txt", bytes).unwrap().source;
    assert_eq!(source.published.as_deref(), Some("2025-03-12"));
    assert_eq!(
        source.sha256, "aaf0c9f398eed19c4db2dd4a514f1c797eed048c405cbe2ec2ce9131d85afd74",
        "sha256sum says so"
    );
}

#[test]
fn reads_the_same_article_from_any_encoding_and_line_ending() {
    let plain = sample("gateway-warning");
    let windows = plain.text.replace('\n', "\r\n");
    let western = encoding_rs::WINDOWS_1252.encode(&windows).0.into_owned();
    let wide: Vec<u8> =
        std::iter::once(0xfeff).chain(windows.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let mac = plain.text.replace('\n', "\r").into_bytes();
    for bytes in [windows.into_bytes(), western, wide, mac] {
        let document = read::read("any.txt", &bytes).unwrap();
        assert_eq!(document.text, plain.text);
        assert_eq!(document.sections, plain.sections);
    }
}

#[test]
fn tells_the_user_what_to_do_about_what_it_cannot_read() {
    let german = "Der Vorstand hat am Montag beschlossen, das Werk in der Hauptstadt zu schließen. \
                  Die Gewerkschaft will das nicht hinnehmen und ruft zu einem Streik auf.";
    let large = vec![b'a'; 5_000_001];
    for (bytes, words) in [
        (&b""[..], "no text"),
        (b" \n\t \n", "no text"),
        (b"\x7fELF\x02\x01\x01\0\0", "binary data"),
        (b"%PDF-1.7", "PDF"),
        (german.as_bytes(), "German"),
        (&large, "5.0 MB"),
    ] {
        let error: ReadError = read::read("news.txt", bytes).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert!(!error.hint().is_empty());
    }
}
