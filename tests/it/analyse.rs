//! The analyser with networks that need no weights.

use kgraph::analyse::{Analyser, Labels, Lexicons};
use kgraph::neural::{Input, Matrix, Network, Output};
use kgraph::text::{
    Analysis, Dependency, Document, Places, Section, SectionKind, Source, Span, Tag,
};
use proptest::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Calls every word a noun and hangs it from the word before it; calls the first word a person.
#[derive(Default)]
struct Chain {
    calls: AtomicUsize,
}

impl Network for Chain {
    fn read(&self, sentences: &[Input]) -> Vec<Output> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        sentences
            .iter()
            .map(|input| {
                let words = input.first.len();
                Output {
                    tags: rows(2, words, |_| 1),
                    arcs: rows(words + 1, words, |word| word),
                    names: rows(3, words, |word| usize::from(word == 0)),
                    label_dependents: rows(3, words, |_| 0),
                    ..Output::default()
                }
            })
            .collect()
    }

    /// Scores `root` best for every word: the analyser must not believe it.
    fn labels(&self, output: &Output, _: &[usize]) -> Matrix {
        output.label_dependents.clone()
    }
}

/// A network that says nothing at all.
struct Silent;

impl Network for Silent {
    fn read(&self, _: &[Input]) -> Vec<Output> {
        Vec::new()
    }

    fn labels(&self, _: &Output, _: &[usize]) -> Matrix {
        Matrix::default()
    }
}

fn rows(width: usize, count: usize, best: impl Fn(usize) -> usize) -> Matrix {
    let mut data = vec![0.0; width * count];
    for row in 0..count {
        data[row * width + best(row)] = 9.0;
    }
    Matrix { width, data }
}

fn analyser(network: Arc<dyn Network>) -> Analyser {
    let data = |name: &str| {
        std::fs::read_to_string(format!("{}/data/lexicon/{name}", env!("CARGO_MANIFEST_DIR")))
            .unwrap()
    };
    let labels = Labels {
        tags: vec![Tag::Verb, Tag::Noun],
        dependencies: vec![Dependency::Root, Dependency::Obj, Dependency::Nsubj],
        names: ["O", "B-person", "I-person"].map(str::to_owned).to_vec(),
    };
    let (abbreviations, lemmas) = (data("abbreviations.txt"), data("lemmas.tsv"));
    let lexicons = Lexicons { vocabulary: "", abbreviations: &abbreviations, lemmas: &lemmas };
    Analyser::new(network, labels, lexicons)
}

fn document(parts: &[(SectionKind, &str)]) -> Document {
    let mut document = Document {
        source: Source::default(),
        text: String::new(),
        sections: Vec::new(),
        places: Places::default(),
    };
    for &(kind, text) in parts {
        let start = document.text.len();
        document.text.push_str(text);
        document.sections.push(Section { kind, span: Span::new(start, document.text.len()) });
        document.text.push_str("\n\n");
    }
    document
}

fn words<'a>(document: &'a Document, analysis: &Analysis) -> Vec<&'a str> {
    analysis.tokens.iter().map(|token| token.span.of(&document.text)).collect()
}

#[test]
fn a_headline_is_one_sentence_whatever_its_marks() {
    let document = document(&[
        (SectionKind::Headline, "Who won? Nobody. Yet"),
        (SectionKind::Body, "It rained. It snowed."),
    ]);
    let analysis = analyser(Arc::new(Chain::default())).analyse(&document, |_| true);
    let sections: Vec<u32> = analysis.sentences.iter().map(|sentence| sentence.section).collect();
    assert_eq!(sections, [0, 1, 1]);
}

#[test]
fn sections_that_are_not_chosen_leave_no_trace() {
    let document =
        document(&[(SectionKind::Related, "Read more"), (SectionKind::Body, "It rained.")]);
    let analysis = analyser(Arc::new(Chain::default()))
        .analyse(&document, |section| section.kind == SectionKind::Body);
    assert_eq!(words(&document, &analysis), ["It", "rained", "."]);
    assert_eq!(analysis.sentences[0].section, 1);
}

#[test]
fn the_network_is_asked_once() {
    let document =
        document(&[(SectionKind::Body, "One. Two. Three."), (SectionKind::Quote, "Four. Five.")]);
    let network = Arc::new(Chain::default());
    analyser(network.clone()).analyse(&document, |_| true);
    assert_eq!(network.calls.load(Ordering::Relaxed), 1);
}

#[test]
fn what_the_network_says_becomes_tags_trees_and_names() {
    let document = document(&[(SectionKind::Body, "Dogs chase cats. Cats sleep.")]);
    let analysis = analyser(Arc::new(Chain::default())).analyse(&document, |_| true);
    let second = &analysis.sentences[1];
    let heads: Vec<Option<u32>> =
        analysis.tokens_of(second).map(|(_, token)| token.head.map(|head| head.0)).collect();
    assert_eq!(heads, [None, Some(4), Some(5)]);
    assert_eq!(analysis.tokens[0].lemma, "dog");
    assert_eq!(analysis.tokens[0].tag, Tag::Noun);
    assert_eq!(
        (analysis.names[1].tokens.clone(), analysis.names[1].kind.as_str()),
        (4..5, "person")
    );
}

#[test]
fn only_the_root_is_called_root() {
    let document = document(&[(SectionKind::Body, "Dogs chase cats.")]);
    let analysis = analyser(Arc::new(Chain::default())).analyse(&document, |_| true);
    let labels: Vec<Dependency> = analysis.tokens.iter().map(|token| token.dependency).collect();
    assert_eq!(labels, [Dependency::Root, Dependency::Obj, Dependency::Obj, Dependency::Obj]);
}

#[test]
fn a_sentence_too_long_for_the_network_has_one_root_still() {
    let text = format!("{}end.", "word word word, ".repeat(150));
    let document = document(&[(SectionKind::Body, &text)]);
    let analysis = analyser(Arc::new(Chain::default())).analyse(&document, |_| true);
    assert_eq!(analysis.sentences.len(), 1);
    assert_eq!(analysis.tokens.iter().filter(|token| token.head.is_none()).count(), 1);
    assert_eq!(analysis.tokens.len(), 602);
}

#[test]
fn labels_of_an_unknown_scheme_are_refused() {
    assert!(Labels::parse(r#"{"tags": ["NN"], "labels": [], "names": []}"#).is_err());
    assert!(Labels::parse("[]").is_err());
}

#[test]
fn long_texts_without_white_space_are_cut_whole_and_soon() {
    for part in
        ["aa.Bb", ".(a@b.c", "[1]", "n't", "日本", "x-", "((", ".)", "1/", "a.b@", "'s", "\u{ad}"]
    {
        let document = document(&[(SectionKind::Body, &part.repeat(10_000))]);
        let analysis = analyser(Arc::new(Silent)).analyse(&document, |_| true);
        holds(&document, &analysis).unwrap();
    }
}

/// What must hold of every analysis of every text.
fn holds(document: &Document, analysis: &Analysis) -> Result<(), TestCaseError> {
    let text = &document.text;
    let mut covered = vec![false; text.len()];
    let mut last = 0;
    for token in &analysis.tokens {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        prop_assert!(last <= start && start < end, "tokens increase and hold something");
        prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
        covered[start..end].fill(true);
        last = end;
    }
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        prop_assert!(covered[at], "{c:?} at {at} lies in no token");
    }
    let mut next = 0;
    for sentence in &analysis.sentences {
        prop_assert_eq!(sentence.tokens.start, next);
        prop_assert!(sentence.tokens.start < sentence.tokens.end);
        next = sentence.tokens.end;
        let section = document.sections[sentence.section as usize];
        prop_assert!(section.span.contains(sentence.span));
        prop_assert!(
            analysis.tokens_of(sentence).all(|(_, token)| sentence.span.contains(token.span))
        );
        prop_assert_eq!(
            analysis.tokens_of(sentence).filter(|(_, token)| token.head.is_none()).count(),
            1
        );
        let inside = |token: &kgraph::text::Token| {
            token.head.is_none_or(|head| sentence.tokens.contains(&head.0))
        };
        prop_assert!(analysis.tokens_of(sentence).all(|(_, token)| inside(token)));
    }
    prop_assert_eq!(next as usize, analysis.tokens.len());
    Ok(())
}

/// Text as odd as can be, with what rules look for more often than chance would have it.
fn odd_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "\\PC{0,6}",
        Just(" ".to_owned()),
        proptest::sample::select(vec![
            ".",
            "...",
            "!",
            "?\"",
            "'",
            "’s",
            "n't",
            "n’t",
            "(",
            ")",
            "[1]",
            "-",
            "--",
            "/",
            "&",
            "@",
            "#",
            "$",
            "%",
            "5",
            "1,000",
            "9/11",
            "5pm",
            "1980's",
            "'90s",
            "U.S.",
            "Inc.",
            "Mr.",
            "No.",
            "co-",
            "www.a.org",
            "a@b",
            ":-)",
            "é",
            "e\u{301}",
            "\u{ad}",
            "\u{200b}",
            "日本",
            "The",
            "said.",
            "“",
            "”",
            "_",
            "*",
            "can",
            "not",
            "＄",
            "İ",
            "Σ",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(part, 0..30).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn every_text_is_cut_whole(text in odd_text()) {
        let document = document(&[(SectionKind::Body, text.trim()), (SectionKind::Heading, text.trim())]);
        holds(&document, &analyser(Arc::new(Chain::default())).analyse(&document, |_| true))?;
    }

    #[test]
    fn any_string_survives_a_network_that_says_nothing(text in any::<String>()) {
        let document = document(&[(SectionKind::Body, text.trim())]);
        holds(&document, &analyser(Arc::new(Silent)).analyse(&document, |_| true))?;
    }
}
