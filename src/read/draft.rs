//! What every reader hands in: words with their places, and what is known of them.

use super::paragraphs::{Paragraph, paragraphs};
use super::traced::Traced;
use super::{Options, ReadError, byline, dateline, language, sections};
use crate::text::{Document, Section, SectionKind, Source, Span};
use std::ops::Range;

/// A document before its parts are told.
#[derive(Debug)]
pub(super) struct Draft {
    text: Traced,
    /// The paragraphs, where the format tells them, and their parts if it does.
    paragraphs: Option<Vec<(Span, Option<SectionKind>)>>,
    /// What is known so far; what is not is looked for in the text.
    pub(super) source: Source,
}

impl Draft {
    /// No words yet: paragraphs are added one by one.
    pub(super) fn new(source: Source) -> Self {
        Self { text: Traced::new(), paragraphs: Some(Vec::new()), source }
    }

    /// A text whose paragraphs have to be found.
    pub(super) fn of_text(text: Traced, source: Source) -> Self {
        Self { text, paragraphs: None, source }
    }

    /// Adds a paragraph, with its part if that is known. White space around it goes.
    pub(super) fn paragraph(
        &mut self,
        from: &Traced,
        range: Range<usize>,
        kind: Option<SectionKind>,
    ) {
        let words = &from.text[range.clone()];
        let start = range.start + words.len() - words.trim_start().len();
        let end = start + words.trim().len();
        if start == end {
            return;
        }
        if !self.text.text.is_empty() {
            self.text.insert("\n\n");
        }
        let at = self.text.text.len();
        self.text.copy(from, start..end);
        let span = Span::new(at, self.text.text.len());
        self.paragraphs.get_or_insert_default().push((span, kind));
    }

    /// The document, if there is one in English.
    pub(super) fn finish(self, options: &Options) -> Result<Document, ReadError> {
        let Self { text: Traced { text, places }, paragraphs: told, mut source } = self;
        if text.trim().is_empty() {
            return Err(ReadError::Empty);
        }
        if !options.any_language {
            language::check(&text)?;
        }
        let sections = match told {
            None => sections::sections(&text, &paragraphs(&text), &[]),
            Some(told) => {
                let whole = |(span, _): &(Span, _)| Paragraph {
                    text: span.of(&text),
                    span: *span,
                    apart: true,
                };
                let kinds: Vec<_> = told.iter().map(|(_, kind)| *kind).collect();
                let paragraphs: Vec<Paragraph> = told.iter().map(whole).collect();
                sections::sections(&text, &paragraphs, &kinds)
            }
        };
        source.title = source.title.or_else(|| title(&text, &sections));
        if source.authors.is_empty() {
            source.authors = authors(&text, &sections);
        }
        source.published = source.published.or_else(|| dateline::published(&text, &sections));
        "en".clone_into(&mut source.language);
        Ok(Document { source, text, sections, places })
    }
}

fn title(text: &str, sections: &[Section]) -> Option<String> {
    let headline = sections.iter().find(|section| section.kind == SectionKind::Headline)?;
    Some(headline.span.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Names of the first byline that has any.
fn authors(text: &str, sections: &[Section]) -> Vec<String> {
    sections
        .iter()
        .filter(|section| section.kind == SectionKind::Byline)
        .map(|section| byline::authors(section.span.of(text)))
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}
