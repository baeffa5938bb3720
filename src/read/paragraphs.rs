//! Lines to paragraphs. The text is not touched: a paragraph that an e-mail or
//! a news wire broke into short lines is one span over several of them.

use crate::text::Span;

/// What ends a line besides `\n`.
const LINE_ENDS: [char; 6] = ['\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// No one breaks lines by hand at more characters than this.
const WIDEST: usize = 100;

/// How many characters short of the full width a broken line may stay.
const SLACK: usize = 8;

/// Marks that begin an item of a list.
const BULLETS: [char; 9] = ['•', '·', '▪', '■', '●', '-', '–', '*', '»'];

/// No line of its own ends in one of these.
const UNFINISHED: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "and", "or", "for", "with", "by", "at", "from", "that",
    "its", "his", "her", "their", "said", "is", "was", "were", "has", "have", "had", "who",
    "which", "as",
];

/// A paragraph: a line, or several that were one before somebody broke it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paragraph<'a> {
    /// Its words, without the white space around them.
    pub(super) text: &'a str,
    /// Where it stands.
    pub(super) span: Span,
    /// Whether an empty line, or the start of the text, comes before it.
    pub(super) apart: bool,
}

struct Line<'a> {
    text: &'a str,
    start: usize,
    width: usize,
    indented: bool,
    apart: bool,
}

/// The paragraphs of a text, in order; only white space lies between them.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph<'_>> {
    let lines = lines(text);
    let width = width_of_breaks(&lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let goes_on = i > 0 && width.is_some_and(|width| continues(&lines[i - 1], line, width));
        let end = line.start + line.text.len();
        match paragraphs.last_mut() {
            Some(open) if goes_on => {
                open.span = Span::new(open.span.start as usize, end);
                open.text = open.span.of(text);
            }
            _ => paragraphs.push(Paragraph {
                text: line.text,
                span: Span::new(line.start, end),
                apart: line.apart,
            }),
        }
    }
    paragraphs
}

/// Lines that are not empty, trimmed.
fn lines(text: &str) -> Vec<Line<'_>> {
    let (mut lines, mut start, mut apart) = (Vec::new(), 0, true);
    for raw in text.split_inclusive(LINE_ENDS) {
        let trimmed = raw.trim();
        if trimmed.is_empty() {
            apart = true;
        } else {
            let indent = raw.len() - raw.trim_start().len();
            lines.push(Line {
                text: trimmed,
                start: start + indent,
                width: trimmed.chars().count(),
                indented: indent > 0,
                apart,
            });
            apart = false;
        }
        start += raw.len();
    }
    lines
}

/// The width at which the text's lines were broken, if they were.
///
/// Lines that stop in mid sentence show it; and where a line was broken because it
/// was full, the next line's first word would not have fitted.
fn width_of_breaks(lines: &[Line]) -> Option<usize> {
    let broken: Vec<_> =
        lines.windows(2).filter(|pair| breaks_a_sentence(&pair[0], &pair[1])).collect();
    let width = broken.iter().map(|pair| pair[0].width).max()?;
    let full = broken.iter().filter(|pair| is_full(&pair[0], &pair[1], width)).count();
    (broken.len() >= 2 && width <= WIDEST && full * 10 >= broken.len() * 7).then_some(width)
}

fn breaks_a_sentence(line: &Line, next: &Line) -> bool {
    let last = line.text.rsplit(' ').next().unwrap_or_default();
    !next.apart
        && (next.text.starts_with(char::is_lowercase) || UNFINISHED.contains(&last))
        && !line.text.ends_with(['.', '!', '?', ':', ';'])
}

fn is_full(line: &Line, next: &Line, width: usize) -> bool {
    let word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    line.width <= width + SLACK && line.width + 1 + word + SLACK > width
}

fn continues(line: &Line, next: &Line, width: usize) -> bool {
    let begins_anew = next.apart
        || (next.indented && !line.indented)
        || next.text.starts_with(BULLETS)
        || next.text.chars().all(|c| !c.is_alphanumeric());
    !begins_anew && (is_full(line, next, width) || breaks_a_sentence(line, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn takes_each_line_of_an_unbroken_text_for_a_paragraph() {
        let text = "Acme sues Initech\n  \nAcme sued Initech on Monday.\nInitech said nothing.\n";
        assert_eq!(
            texts(text),
            ["Acme sues Initech", "Acme sued Initech on Monday.", "Initech said nothing."]
        );
        let apart: Vec<_> = paragraphs(text).iter().map(|paragraph| paragraph.apart).collect();
        assert_eq!(apart, [true, true, false]);
    }

    #[test]
    fn joins_lines_that_were_broken_at_a_width() {
        let text = "Acme sues Initech\n\n\
            The maker of widgets Acme has sued its rival Initech in a court in\n\
            Boston, a clerk of the court said on Monday. The company claims that\n\
            Initech copied the widget that won it a prize.\n\n\
            Initech has not answered. Its founder is on holiday in Peru, where\n\
            the telephone seldom works.\n\n\
            Mayor Opens New Bridge\n\
            Storm Nears the Coast\n";
        let found = texts(text);
        assert_eq!(found.len(), 5, "{found:#?}");
        assert!(found[1].starts_with("The maker") && found[1].ends_with("a prize."));
        assert!(found[2].starts_with("Initech has") && found[2].ends_with("works."));
        assert_eq!(found[3..], ["Mayor Opens New Bridge", "Storm Nears the Coast"]);
    }

    #[test]
    fn begins_anew_at_an_indent_or_a_bullet() {
        let text = "  The maker of widgets Acme has sued its rival Initech in a court\n\
            of Boston, a clerk said on Monday, and wants nine million dollars of\n\
            damages from it before the year is over, or so people were told.\n\
            \u{20} Initech has not answered, and its founder is on holiday in Peru\n\
            where the telephone seldom works. He had asked for three things and\n\
            - a lawyer\n";
        let found = texts(text);
        assert_eq!(found.len(), 3, "{found:#?}");
        assert_eq!(found[2], "- a lawyer");
    }
}
