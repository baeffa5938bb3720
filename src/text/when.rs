//! What the words for a time say, before one knows when they were written.
//!
//! `extract` finds the words by it, `resolve` counts from the day of publication.

mod reader;
mod words;

use reader::Reader;

/// What words say of a time.
///
/// ```
/// use kgraph::text::{Anchor, Stretch, When};
///
/// let words = ["since", "March", "2018", ",", "it", "has"];
/// let march = Stretch::Months { first: 3, count: 1, anchor: Anchor::Year(2018) };
/// assert_eq!(When::read(&words), Some((When::Since(march), 3)));
/// assert_eq!(When::read(&["the", "army", "has"]), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// In a stretch, or all through it: `on Tuesday`, `in 2018`.
    At(Stretch),
    /// From a stretch on: `since 2018`.
    Since(Stretch),
    /// Up to a stretch: `until 2022`, `by 2030`.
    Until(Stretch),
    /// From one stretch to another: `between 2014 and 2016`.
    Between(Stretch, Stretch),
    /// In as many days, weeks or years from now; or, of the past, within as many:
    /// `in two weeks`.
    Within(Unit, i32),
    /// Words that name no day of the calendar: `a week earlier`, `before March`.
    Vague,
}

/// A day, month, year or the like, as words tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// `12 March`, the month from 1.
    Day {
        /// From 1.
        month: u8,
        /// From 1.
        day: u8,
        /// Which year.
        anchor: Anchor,
    },
    /// Months in a row: `March`, `the first quarter`.
    Months {
        /// From 1.
        first: u8,
        /// 1, 3 or 6.
        count: u8,
        /// Which year.
        anchor: Anchor,
    },
    /// A season, from 0 for spring to 3 for winter.
    Season(u8, Anchor),
    /// `2018`.
    Year(i16),
    /// Ten years: `the 1990s` are 199.
    Decade(i16),
    /// A hundred years: `the 19th century` is 18.
    Century(i16),
    /// A day of the week, from 0 for Monday.
    Weekday(u8, Anchor),
    /// Saturday and Sunday.
    Weekend(Anchor),
    /// So many units from this one: `last week` is a week and -1, `today` a day and 0.
    Shifted(Unit, i32),
    /// From some units on to others: `the past two years`.
    Units(Unit, i32, i32),
}

/// Which of the many Marches or Tuesdays is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The nearest one on the side that the verb's tense looks to.
    Nearest,
    /// The last one that is over.
    Last,
    /// The next one to begin.
    Next,
    /// The one of that year.
    Year(i16),
    /// The one so many years (for a day of the week: weeks) from this one.
    Shifted(i32),
}

/// What time is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// From midnight to midnight.
    Day,
    /// From Monday to Sunday.
    Week,
    /// A month of the calendar.
    Month,
    /// Three months.
    Quarter,
    /// A year of the calendar.
    Year,
    /// Ten years, the first of which ends in 0.
    Decade,
    /// A hundred years.
    Century,
}

impl When {
    /// The longest time that begins at the first of these words, and how many of
    /// them say it.
    ///
    /// A year, month or season that stands alone counts only after a preposition.
    pub fn read(words: &[&str]) -> Option<(Self, usize)> {
        let reader = Reader::new(words);
        let (when, end) = reader.led().or_else(|| reader.bare())?;
        Some((when, end.min(words.len())))
    }

    /// The same for words that stand before a noun: there a bare year, month or
    /// season counts, as in `the 2016 takeover`.
    pub fn read_before_noun(words: &[&str]) -> Option<(Self, usize)> {
        let (stretch, end) = Reader::new(words).stretch(0)?;
        Some((Self::At(stretch), end))
    }

    /// What a whole string says, if all of it is a time.
    ///
    /// ```
    /// use kgraph::text::{Stretch, Unit, When};
    /// let yesterday = Stretch::Shifted(Unit::Day, -1);
    /// assert_eq!(When::parse("yesterday evening"), Some(When::At(yesterday)));
    /// assert_eq!(When::parse("yesterday and beyond"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let words = split(text);
        let whole = |read: Option<(Self, usize)>| read.filter(|(_, end)| *end == words.len());
        whole(Self::read(&words))
            .or_else(|| whole(Self::read_before_noun(&words)))
            .map(|(when, _)| when)
    }
}

/// Words and marks, as an analysis would part them.
fn split(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        let (word, comma) = word.strip_suffix(',').map_or((word, None), |word| (word, Some(",")));
        let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        let ending = Some(&word[owner.len()..]).filter(|ending| !ending.is_empty());
        words.extend(
            [Some(owner).filter(|word| !word.is_empty()), ending, comma].into_iter().flatten(),
        );
    }
    words
}
