//! Datelines: where and when, alone on a line, and the day of publication.

use super::shape;
use crate::text::{MONTHS, Section, SectionKind, WEEKDAYS};
use std::ops::Range;

/// Words that stand around a date without saying more than it does.
const AROUND: &[&str] = &[
    "published",
    "posted",
    "updated",
    "modified",
    "last",
    "first",
    "date",
    "on",
    "at",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "gmt",
    "utc",
    "bst",
    "est",
    "edt",
    "et",
    "cst",
    "cdt",
    "ct",
    "pst",
    "pdt",
    "pt",
    "cet",
    "cest",
    "for",
    "immediate",
    "release",
    "the",
    "of",
];

/// The most characters of a dateline before its dash.
const LONGEST_OPENING: usize = 80;

/// A line that names a day of change, not of publication.
const LATER: [&str; 3] = ["updated", "modified", "corrected"];

/// A day, with its year if the text names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Day {
    year: Option<u16>,
    month: u8,
    of_month: u8,
}

impl Day {
    fn iso(self) -> Option<String> {
        let Self { year, month, of_month } = self;
        year.map(|year| format!("{year:04}-{month:02}-{of_month:02}"))
    }
}

struct Word<'a> {
    text: &'a str,
    span: Range<usize>,
}

/// Whether a line holds a date or an hour and next to nothing else:
/// `Friday, July 21, 2017`, `GENEVA, 4 May`, `17.52`.
pub(super) fn is_dateline(line: &str) -> bool {
    let words = words(line);
    if words.is_empty() || words.len() > 14 || line.chars().count() > 90 {
        return false;
    }
    if is_a_while_ago(&words) {
        return true;
    }
    let date = find(&words);
    let hour = hour(line, &words);
    if date.is_none() && hour.is_none() {
        return false;
    }
    let within = |i: usize| {
        date.as_ref().is_some_and(|(at, _)| at.contains(&i))
            || hour.as_ref().is_some_and(|at| at.contains(&i))
    };
    let told: Vec<usize> =
        (0..words.len()).filter(|i| !within(*i) && !is_around_a_date(words[*i].text)).collect();
    told.len() <= 4
        && (date.is_some() || told.is_empty())
        && told.iter().all(|i| words[*i].text.starts_with(char::is_uppercase))
        && told.iter().all(|i| is_set_off(line, &words, *i, &within))
}

/// `Updated 3 hours ago`.
fn is_a_while_ago(words: &[Word]) -> bool {
    let numbers = words.iter().filter(|word| word.text.chars().all(|c| c.is_ascii_digit())).count();
    words.len() <= 5 && numbers > 0 && words[words.len() - 1].text.eq_ignore_ascii_case("ago")
}

/// The day of publication as `YYYY-MM-DD`, where the datelines, or else the
/// opening of the first paragraph, name one and no other.
pub(super) fn published(text: &str, sections: &[Section]) -> Option<String> {
    let of_kind = |kinds: &'static [SectionKind]| {
        sections.iter().filter(|s| kinds.contains(&s.kind)).map(|s| s.span.of(text))
    };
    let lines = of_kind(&[SectionKind::Dateline, SectionKind::Byline]);
    let opening = of_kind(&[SectionKind::Body]).take(1).filter_map(opening);
    let mut days: Vec<Day> =
        lines.filter(|line| !is_of_a_change(line)).filter_map(full_day).collect();
    if days.is_empty() {
        days.extend(opening.filter_map(full_day));
    }
    days.dedup();
    match days[..] {
        [day] => day.iso(),
        _ => None,
    }
}

/// What stands before the dash that ends a news agency's dateline.
fn opening(paragraph: &str) -> Option<&str> {
    let end = dash(paragraph)?.start;
    (paragraph[..end].chars().count() <= LONGEST_OPENING).then_some(&paragraph[..end])
}

/// The first dash with spaces around it, and those spaces.
fn dash(paragraph: &str) -> Option<Range<usize>> {
    [" - ", " -- ", " – ", " — "]
        .iter()
        .filter_map(|dash| paragraph.find(dash).map(|at| at..at + dash.len()))
        .min_by_key(|at| at.start)
}

/// Where the dateline that a paragraph opens with ends, in bytes, its dash with it:
/// `LEEDS, England, May 4 (Wire) - `, `HULL — `. A dash may stand between its parts.
pub(super) fn inline(paragraph: &str) -> Option<u32> {
    let (mut end, mut sure) = (0, false);
    for _ in 0..2 {
        let Some(dash) = dash(&paragraph[end..]) else { break };
        let part = &paragraph[end..end + dash.start];
        if part.chars().count() > LONGEST_OPENING || !is_place_and_day(part) {
            break;
        }
        sure |= shape::is_capitals(place(part)) || part.ends_with(')');
        end += dash.end;
    }
    let lead = &paragraph[end..];
    let end = paragraph[..end].trim_end().len();
    (sure && shape::words(lead) >= 5).then(|| u32::try_from(end).expect("under 4 GiB"))
}

/// The words before the first comma or bracket.
fn place(part: &str) -> &str {
    part.split([',', '(']).next().unwrap_or(part).trim()
}

/// Whether words name places, a day and perhaps an agency in brackets, and nothing
/// else: each begins with a capital or is a number.
fn is_place_and_day(part: &str) -> bool {
    let bare = part.split('(').next().unwrap_or(part);
    let small = |word: &str| word.starts_with(char::is_lowercase) && word != "of" && word != "the";
    let count = shape::words(bare);
    (1..=9).contains(&count)
        && shape::words(place(part)) <= 4
        && !bare.split_whitespace().any(small)
}

fn is_of_a_change(line: &str) -> bool {
    words(line).iter().any(|word| LATER.iter().any(|later| later.eq_ignore_ascii_case(word.text)))
}

/// The first full date of a line as `YYYY-MM-DD`.
pub(super) fn day_of(line: &str) -> Option<String> {
    full_day(line)?.iso()
}

fn full_day(line: &str) -> Option<Day> {
    find(&words(line)).map(|(_, day)| day).filter(|day| day.year.is_some())
}

fn words(line: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Word { text: &line[from..at], span: from..at });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// The first date, with the indices of its words.
fn find(words: &[Word]) -> Option<(Range<usize>, Day)> {
    (0..words.len()).find_map(|i| {
        let text = |k: usize| words.get(i + k).map_or("", |word| word.text);
        let day_first = day(text(0)).zip(month(text(1)));
        let month_first = day(text(1)).zip(month(text(0)));
        if let Some((of_month, month)) = day_first.or(month_first) {
            let year = year(text(2));
            return Some((i..i + 2 + usize::from(year.is_some()), Day { year, month, of_month }));
        }
        let month =
            text(1).parse().ok().filter(|month| text(1).len() == 2 && (1..=12).contains(month));
        let (year, month, of_month) = (year(text(0))?, month?, day(text(2))?);
        Some((i..i + 3, Day { year: Some(year), month, of_month }))
    })
}

fn month(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let short = (3..=4).contains(&word.len());
    let at = MONTHS.iter().position(|m| *m == word || (short && m.starts_with(&word)))?;
    u8::try_from(at + 1).ok()
}

fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ordinal = matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|day| ordinal && digits.len() <= 2 && (1..=31).contains(day))
}

fn year(word: &str) -> Option<u16> {
    word.parse().ok().filter(|year| word.len() == 4 && (1800..2200).contains(year))
}

/// `17.52`, `7:40pm`, `15.48`.
fn hour(line: &str, words: &[Word]) -> Option<Range<usize>> {
    let is_number = |text: &str, most: u8| {
        !text.is_empty() && text.len() <= 2 && text.parse::<u8>().is_ok_and(|n| n <= most)
    };
    (1..words.len()).find_map(|i| {
        let (hours, minutes) = (&words[i - 1], &words[i]);
        let digits = minutes.text.trim_end_matches(char::is_alphabetic);
        let half = matches!(&minutes.text[digits.len()..], "" | "am" | "pm" | "AM" | "PM");
        (matches!(&line[hours.span.end..minutes.span.start], "." | ":")
            && half
            && digits.len() == 2
            && is_number(hours.text, 24)
            && is_number(digits, 59))
        .then_some(i - 1..i + 1)
    })
}

fn is_around_a_date(word: &str) -> bool {
    let is = |known: &&str| known.eq_ignore_ascii_case(word);
    AROUND.iter().any(is)
        || WEEKDAYS
            .iter()
            .any(|day| is(day) || (word.len() == 3 && day[..3].eq_ignore_ascii_case(word)))
}

/// Whether punctuation stands between a word and the date: `GENEVA, 4 May` is a
/// dateline, `The 4 May Movement` is none.
fn is_set_off(line: &str, words: &[Word], at: usize, within: &impl Fn(usize) -> bool) -> bool {
    let mark = |gap: Range<usize>| {
        line[gap].contains([',', '|', '-', '–', '—', '·', '/', ':', '.', '(', ')', ';'])
    };
    let gaps = |range: Range<usize>| {
        range.clone().any(|i| mark(words[i].span.end..words[i + 1].span.start))
    };
    match (0..words.len()).find(|i| within(*i)) {
        Some(date) if at < date => gaps(at..date),
        Some(date) => gaps(date..at),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_line_of_place_and_time() {
        for line in [
            "Friday, July 21, 2017",
            "GENEVA, 4 May",
            "February 6, 2026",
            "Posted 3 June 2024",
            "For immediate release: 4 November 2024",
            "Joint Naval Staff Vilnius, 2 June",
            "Published: 2024-05-12, 14:03 GMT",
            "Last updated on Mon 12 Aug 2024 at 9.05am BST",
            "17.52",
            "7.52pm",
            "15.48 GMT",
            "Updated 3 hours ago",
        ] {
            assert!(is_dateline(line), "{line}");
        }
        for line in [
            "The 4 May Movement",
            "At least 12 hurt in ferry fire",
            "May wins",
            "17:20 - Emergency calls back in Malta",
            "Election results for 12 March were contested by both of the parties, officials said.",
            "Sirius 32.18 Limfjord",
            "",
        ] {
            assert!(!is_dateline(line), "{line}");
        }
    }

    #[test]
    fn tells_a_dateline_from_the_sentence_behind_it() {
        let rest = "Two ferries ran aground off the coast on Monday.";
        for dateline in [
            "HULL —",
            "HULL, England, May 4 (Wire) -",
            "PORT MARLOW, 14 March 2031 –",
            "SALTHAVEN, Norland – May 12 –",
            "Port Marlow (Northern Wire) --",
        ] {
            let end = inline(&format!("{dateline} {rest}"));
            assert_eq!(end, Some(u32::try_from(dateline.len()).unwrap()), "{dateline}");
        }
        for opening in [
            "NATO and Norland - once foes -",
            "Hull, a port, is quiet -",
            "The Joint Force -",
            "PRESS RELEASE -",
        ] {
            let text = format!("{opening} now");
            assert_eq!(inline(&text), None, "{opening}");
        }
    }

    #[test]
    fn reads_a_full_date_in_any_usual_order() {
        let expected = Day { year: Some(2024), month: 8, of_month: 12 };
        for line in ["12 August 2024", "Aug. 12, 2024", "2024-08-12", "Monday, 12th August 2024"] {
            assert_eq!(full_day(line), Some(expected), "{line}");
        }
        assert_eq!(full_day("12/08/2024"), None, "which is the month?");
        assert_eq!(full_day("12 August"), None);
    }
}
