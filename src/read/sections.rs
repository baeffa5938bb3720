//! Paragraphs to sections: the part that each plays in the article.

use super::paragraphs::Paragraph;
use super::{byline, dateline, leftovers, shape};
use crate::text::{Section, SectionKind, Span};

/// Words that press offices put above their headlines.
const BOILERPLATE: [&str; 5] = [
    "press release",
    "news release",
    "immediate release",
    "immediate publication",
    "media advisory",
];

/// The most words of a heading between paragraphs.
const LONGEST_HEADING: usize = 12;

/// The most items that a colon can announce.
const LONGEST_LIST: usize = 30;

/// The sections of a text: disjoint, in order, trimmed, with nothing but white
/// space between them. What the format told of a paragraph stands, unless it is one
/// that pages leave behind.
pub(super) fn sections(
    text: &str,
    paragraphs: &[Paragraph],
    told: &[Option<SectionKind>],
) -> Vec<Section> {
    let mut kinds = marked_by_themselves(paragraphs);
    for (kind, told) in kinds.iter_mut().zip(told) {
        if *kind != Some(SectionKind::Related) || *told == Some(SectionKind::Headline) {
            *kind = told.or(*kind);
        }
    }
    let lead = first_prose(paragraphs, &kinds);
    if paragraphs.len() > 1 && !kinds.contains(&Some(SectionKind::Headline)) {
        mark_headline(paragraphs, lead, &mut kinds);
    }
    let mut sections = Vec::with_capacity(paragraphs.len());
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let kind = kinds[i].unwrap_or_else(|| kind_by_place(paragraphs, &kinds, i));
        let mut span = paragraph.span;
        if let Some(end) = dateline::inline(paragraph.text).filter(|_| kind == SectionKind::Body) {
            // The place and day before the dash are no part of the sentence behind it.
            let end = span.start + end;
            sections.push(Section { kind: SectionKind::Dateline, span: Span { end, ..span } });
            span.start = end + white_space(Span { start: end, ..span }.of(text));
        }
        sections.push(Section { kind, span });
    }
    sections
}

/// How many bytes of white space a text begins with.
fn white_space(text: &str) -> u32 {
    u32::try_from(text.len() - text.trim_start().len()).expect("a text is under 4 GiB")
}

/// Kinds that a paragraph shows by its own words.
fn marked_by_themselves(paragraphs: &[Paragraph]) -> Vec<Option<SectionKind>> {
    let left = leftovers::leftovers(paragraphs);
    let mark = |(paragraph, left): (&Paragraph, bool)| {
        let text = paragraph.text;
        if left {
            Some(SectionKind::Related)
        } else if byline::is_byline(text) {
            Some(SectionKind::Byline)
        } else if dateline::is_dateline(text) {
            Some(SectionKind::Dateline)
        } else if shape::is_caption(text) {
            Some(SectionKind::Caption)
        } else {
            None
        }
    };
    paragraphs.iter().zip(left).map(mark).collect()
}

/// Where the running text begins.
fn first_prose(paragraphs: &[Paragraph], kinds: &[Option<SectionKind>]) -> usize {
    let is_prose = |i: &usize| kinds[*i].is_none() && shape::is_prose(paragraphs[*i].text);
    let all = 0..paragraphs.len();
    all.clone().find(|i| is_prose(i) && !is_called_headline(paragraphs, *i)).unwrap_or(all.end)
}

/// A first line such as `Who ate the gift cards, and who paid?`.
fn is_called_headline(paragraphs: &[Paragraph], i: usize) -> bool {
    i == 0 && shape::is_headline_like(paragraphs[0].text) && paragraphs.len() > 1
}

/// Finds the headline in what stands before the running text, and the standfirst
/// under it.
fn mark_headline(paragraphs: &[Paragraph], lead: usize, kinds: &mut [Option<SectionKind>]) {
    let text = |i: usize| paragraphs[i].text;
    let free = |i: &usize| {
        kinds[*i].is_none()
            && shape::is_headline_like(text(*i))
            && !is_an_address(text(*i))
            && !is_boilerplate(text(*i))
            && !is_attached(paragraphs, kinds, lead, *i)
    };
    let clear = |i: &usize| free(i) && !is_kicker(text(*i));
    // One word or two are a menu's, unless there is nothing longer.
    let long = |i: &usize| shape::words(text(*i)) > 2;
    let headline = (0..lead)
        .find(|i| clear(i) && long(i))
        .or_else(|| (0..lead).find(|i| free(i) && long(i)))
        .or_else(|| (0..lead).find(clear));
    let Some(headline) = headline else { return };
    kinds[headline] = Some(SectionKind::Headline);
    let under = headline + 1;
    if under < paragraphs.len()
        && kinds[under].is_none()
        && is_standfirst(paragraphs, kinds, lead, under)
    {
        kinds[under] = Some(SectionKind::Standfirst);
    }
}

/// A word above the headline: `OBITUARY`, `WORLD IN BRIEF`.
fn is_kicker(text: &str) -> bool {
    shape::is_capitals(text) && shape::words(text) <= 4
}

fn is_boilerplate(text: &str) -> bool {
    let lower = text.to_lowercase();
    shape::words(text) <= 8 && BOILERPLATE.iter().any(|words| lower.contains(words))
}

/// Whether a line stands right on the running text, as headings do, while a line
/// above it stands apart.
fn is_attached(
    paragraphs: &[Paragraph],
    kinds: &[Option<SectionKind>],
    lead: usize,
    i: usize,
) -> bool {
    i + 1 == lead
        && paragraphs[i].apart
        && paragraphs.get(lead).is_some_and(|prose| !prose.apart)
        && kinds[..i].iter().any(|kind| *kind != Some(SectionKind::Related))
}

/// A line under the headline that no full stop ends, or a sentence that stands
/// between headline and byline.
fn is_standfirst(
    paragraphs: &[Paragraph],
    kinds: &[Option<SectionKind>],
    lead: usize,
    i: usize,
) -> bool {
    let text = paragraphs[i].text;
    if i < lead {
        return shape::words(text) >= 4
            && shape::end(text) != shape::End::Open
            && !is_attached(paragraphs, kinds, lead, i);
    }
    let signs = [Some(SectionKind::Byline), Some(SectionKind::Dateline)];
    let small = |k: &usize| kinds[*k].is_some() || !shape::is_prose(paragraphs[*k].text);
    let mut below = (i + 1..paragraphs.len()).take(8).take_while(small);
    shape::words(text) <= 40 && below.any(|k| signs.contains(&kinds[k]))
}

/// Kinds that only the neighbours tell.
fn kind_by_place(paragraphs: &[Paragraph], kinds: &[Option<SectionKind>], i: usize) -> SectionKind {
    let text = paragraphs[i].text;
    let next = (i + 1..paragraphs.len()).find(|k| kinds[*k] != Some(SectionKind::Related));
    if shape::is_quotation(text) {
        SectionKind::Quote
    } else if next.is_some()
        && !is_announced(paragraphs, i)
        && !is_an_address(text)
        && shape::words(text) <= LONGEST_HEADING
        && shape::end(text) == shape::End::Word
        && !shape::holds_a_sentence_break(text)
        && !shape::is_item(text)
    {
        SectionKind::Heading
    } else {
        SectionKind::Body
    }
}

/// Whether it is an item of a list that a colon announced.
fn is_announced(paragraphs: &[Paragraph], i: usize) -> bool {
    let before = paragraphs[..i].iter().rev().take(LONGEST_LIST).map(|paragraph| paragraph.text);
    let list =
        before.take_while(|text| shape::words(text) <= 25 && shape::end(text) != shape::End::Call);
    let mut ends = list.map(shape::end).skip_while(|end| *end == shape::End::Word);
    ends.next() == Some(shape::End::Open)
}

/// Whether it tells whom to write to or ring up.
fn is_an_address(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.contains('@')
        || ["contact", "media contact", "press contact"]
            .iter()
            .any(|word| lower.strip_prefix(word).is_some_and(|rest| rest.starts_with([':', 's'])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::paragraphs::paragraphs;
    use SectionKind::{
        Body, Byline, Caption, Dateline, Heading, Headline, Quote, Related, Standfirst,
    };
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<Section> {
        sections(text, &paragraphs(text), &[])
    }

    fn kinds(text: &str) -> Vec<SectionKind> {
        found(text).into_iter().map(|section| section.kind).collect()
    }

    #[test]
    fn tells_the_parts_of_an_article() {
        let text = "NEWS RELEASE\n\nAcme sues Initech over widgets\n\nCourt case may last for years\n\n\
            By Jane Doe in Paris\nFriday, July 21, 2017\n\n\
            Photograph: Tom Ruhl/Press Images\n\n\
            Acme has sued Initech in Boston, a clerk said.\n\n\
            How it began\n\n\
            Initech copied a widget that Acme had made.\n\n\
            “It is a long game.” - Jane Doe\n\n\
            The judge said:\n\nNothing at all so far\n\n\
            Initech has not answered so far, she said.\n\n\
            READ MORE\nHarbour tolls to double\n";
        let expected = [
            Heading, Headline, Standfirst, Byline, Dateline, Caption, Body, Heading, Body, Quote,
            Body, Body, Body, Related, Related,
        ];
        assert_eq!(kinds(text), expected);
    }

    #[test]
    fn finds_no_headline_where_there_is_none() {
        let text =
            "Acme has sued Initech in Boston, a clerk said.\nInitech has not answered so far.\n";
        assert_eq!(kinds(text), [Body, Body]);
        assert_eq!(kinds("Acme acquired Initech"), [Body]);
    }

    #[test]
    fn takes_the_sentence_above_the_byline_for_a_standfirst() {
        let text = "Acme sues Initech\nThe case may last for many years.\nBy Jane Doe\n\
            Acme has sued Initech in Boston, a clerk said.";
        assert_eq!(kinds(text), [Headline, Standfirst, Byline, Body]);
    }

    #[test]
    fn finds_the_headline_under_a_menu() {
        let text = "Home\nSport\n\nBank to Cut Jobs as Merger Falls Apart\nIts rival left on Sunday.\n\n\
            128\n\nBy Jane Doe\n\nThe bank said on Monday that it would cut jobs.\n";
        assert_eq!(kinds(text), [Heading, Heading, Headline, Standfirst, Related, Byline, Body]);
    }

    #[test]
    fn takes_the_title_of_a_round_up_for_the_headline() {
        let text = "COURTS IN BRIEF\n\nOxcombe: Jail for a thief\nA thief was sent to jail on Monday.\n\n\
            Drayle: No charges\nThe police said that the fire was an accident.\n";
        assert_eq!(kinds(text), [Headline, Heading, Body, Heading, Body]);
    }

    proptest! {
        #[test]
        fn covers_every_text_in_order(text in "(\\PC{0,9}|[ \n\r\t.:“\"A-Za-z0-9-]{0,40}|By Jane|READ MORE\n|\n\n){0,12}") {
            let mut at = 0;
            for Section { span, .. } in found(&text) {
                let (start, end) = (span.start as usize, span.end as usize);
                prop_assert!(at <= start && start < end);
                prop_assert!(text[at..start].trim().is_empty());
                prop_assert_eq!(text[start..end].trim(), &text[start..end]);
                at = end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }

        #[test]
        fn reads_any_bytes_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = crate::read::read("any.txt", &bytes);
        }
    }
}
