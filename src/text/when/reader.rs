//! The grammar of words for times.

use super::words::{
    DECADES, NUMBERS, ORDINALS, PARTS_OF_DAY, SEASONS, is_time_unit, month, short_year, unit, year,
    years,
};
use super::{Anchor, Stretch, Unit, When};
use crate::text::WEEKDAYS;

/// A place in the words and what was read before it.
pub(super) type Read<T> = Option<(T, usize)>;

/// Reads a time off the front of some words; every method says what it found from a
/// place on, and the place after it.
pub(super) struct Reader<'a> {
    words: &'a [&'a str],
}

impl<'a> Reader<'a> {
    pub(super) fn new(words: &'a [&'a str]) -> Self {
        Self { words }
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).copied().unwrap_or_default()
    }

    fn is(&self, at: usize, known: &[&str]) -> bool {
        known.iter().any(|k| k.eq_ignore_ascii_case(self.word(at)))
    }

    /// The place after a word, where it is one of these.
    fn after(&self, at: usize, known: &[&str]) -> Option<usize> {
        self.is(at, known).then_some(at + 1)
    }

    /// The place after a word where it is one of these, else the place itself.
    fn past(&self, at: usize, known: &[&str]) -> usize {
        self.after(at, known).unwrap_or(at)
    }

    /// A time with its preposition.
    pub(super) fn led(&self) -> Read<When> {
        if let Some(found) = self.both_ends() {
            return Some(found);
        }
        if let Some(found) = self.counted_on() {
            return Some(found);
        }
        let upward = self.is(0, &["up"]) && self.is(1, &["to", "until", "till"]);
        let at = self.past(usize::from(upward), &["back", "starting", "beginning", "only"]);
        let (lead, at) = match self.word(at).to_lowercase().as_str() {
            "on" | "in" | "at" | "during" | "over" | "throughout" => ("at", at + 1),
            "for" => ("for", at + 1),
            "since" | "from" => ("since", at + 1),
            "until" | "till" | "through" | "by" => ("until", at + 1),
            "to" if self.is(0, &["up"]) => ("until", at + 1),
            "as" if self.is(at + 1, &["of"]) => ("at", at + 2),
            "before" | "after" | "around" | "within" => ("vague", at + 1),
            _ => return None,
        };
        // "starting in April", "beginning on Monday": from then on.
        let lead = if self.is(0, &["starting", "beginning"]) { "since" } else { lead };
        if self.is(at, &["recently", "now", "then"]) && matches!(lead, "since" | "until") {
            return Some((When::Vague, at + 1));
        }
        let (stretch, end) = self.stretch(at)?;
        let when = match lead {
            "for" if !matches!(stretch, Stretch::Units(..)) => return None,
            "since" => When::Since(stretch),
            "until" => When::Until(stretch),
            "vague" => When::Vague,
            _ => When::At(stretch),
        };
        Some((when, end))
    }

    /// "from 2014 to 2016", "between March and May 2022", "2014-16".
    fn both_ends(&self) -> Read<When> {
        let (joints, at): (&[&str], usize) = match self.word(0).to_lowercase().as_str() {
            "between" => (&["and", "-", "–"], 1),
            "from" => (&["to", "until", "till", "through", "-", "–"], 1),
            "in" | "during" => (&["-", "–"], 1),
            _ => (&["-", "–"], 0),
        };
        if let Some(years) = years(self.word(at)) {
            return Some((years, at + 1));
        }
        if let Some((day, next)) = self.day(at).zip(self.after(at + 1, joints)) {
            // "between 5 and 9 May"
            let (last, end) = self.stretch(next)?;
            let Stretch::Day { month, anchor, .. } = last else { return None };
            return Some((When::Between(Stretch::Day { month, day, anchor }, last), end));
        }
        let (first, next) = self.stretch(at)?;
        let next = self.after(next, joints)?;
        if let Stretch::Year(year) = first
            && let Some(last) = short_year(year, self.word(next))
        {
            return Some((When::Between(first, Stretch::Year(last)), next + 1));
        }
        let (last, end) = self.stretch(next)?;
        Some((When::Between(first.in_year_of(last), last), end))
    }

    /// "in two weeks", "within a year": so many units, not on the calendar.
    fn counted_on(&self) -> Read<When> {
        let at = self.after(0, &["in", "within"])?;
        let (number, next) = self.number(at)?;
        let unit = unit(self.word(next))?;
        let more = self.is(next + 1, &["ago", "later", "earlier"]);
        let exact = self.is(0, &["in"]) && !more;
        Some((if exact { When::Within(unit, number) } else { When::Vague }, next + 1))
    }

    /// A time without a preposition.
    pub(super) fn bare(&self) -> Read<When> {
        if let Some(found) = self.ago() {
            return Some(found);
        }
        if self.is(0, &["formerly", "previously", "overnight"]) {
            return Some((When::Vague, 1));
        }
        let (stretch, end) = self.stretch(0)?;
        let alone = !self.is(1, &["in", "on"])
            && match stretch {
                Stretch::Year(_) | Stretch::Decade(_) | Stretch::Century(_) => true,
                Stretch::Months { anchor, .. } | Stretch::Season(_, anchor) => {
                    anchor == Anchor::Nearest
                }
                Stretch::Weekend(anchor) => anchor == Anchor::Nearest,
                _ => false,
            };
        (!alone).then_some((When::At(stretch), end))
    }

    /// "two weeks ago"; "a day later" counts from a day that the words do not tell.
    fn ago(&self) -> Read<When> {
        let near =
            self.past(0, &["about", "around", "nearly", "almost", "some", "just", "roughly"]);
        let more = self.is(0, &["more", "less"]) && self.is(1, &["than"]);
        let at = if more { 2 } else { self.past(near, &["over"]) };
        let hedged = at != near;
        let few = self.past(self.past(at, &["a"]), &["several", "few", "many", "couple"]);
        let uncounted = || {
            (is_time_unit(self.word(self.past(few, &["of"])))).then_some(self.past(few, &["of"]))
        };
        let counted = self.number(at).filter(|(_, next)| is_time_unit(self.word(*next)));
        let next = counted.map(|(_, next)| next).or_else(uncounted)?;
        let exact = counted.filter(|_| !hedged).zip(unit(self.word(next)));
        match self.word(next + 1).to_lowercase().as_str() {
            "ago" => {
                let when = exact.map_or(When::Vague, |((number, _), unit)| {
                    When::At(Stretch::Shifted(unit, -number))
                });
                Some((when, next + 2))
            }
            "earlier" | "later" => Some((When::Vague, next + 2)),
            _ => None,
        }
    }

    pub(super) fn stretch(&self, at: usize) -> Read<Stretch> {
        let definite = self.is(at, &["the"]);
        let year = || year(self.word(at)).map(|year| (Stretch::Year(year), at + 1));
        if let Some(found) = year() {
            return Some(found);
        }
        let at = at + usize::from(definite);
        self.part_of(at)
            .or_else(|| self.deictic(at, definite))
            .or_else(|| self.date(at))
            .or_else(|| self.weekday(at, Anchor::Nearest))
            .or_else(|| self.season(at, Anchor::Nearest))
            .or_else(|| self.fraction(at))
            .or_else(|| self.era(at, definite))
    }

    /// "early 2018", "the end of March", "late on Tuesday", "the night of 3 May": we
    /// keep to the whole of which they are a part.
    fn part_of(&self, at: usize) -> Read<Stretch> {
        if let Some(next) = self.after(at, &["early", "late", "earlier", "later", "mid"]) {
            let next = self.past(next, &["-"]);
            return self.whole(self.past(next, &["on", "in"]));
        }
        let ends = ["start", "beginning", "end", "middle", "close"];
        let next = self.after(at, &ends).or_else(|| self.after(at, &PARTS_OF_DAY))?;
        self.whole(self.after(next, &["of"])?)
    }

    /// That of which a part was told; there "the week" is this one.
    fn whole(&self, at: usize) -> Read<Stretch> {
        let this = || self.units(self.after(at, &["the"])?, 0, false);
        self.stretch(at).or_else(this)
    }

    /// Words that point from the day on which they were written.
    fn deictic(&self, at: usize, definite: bool) -> Read<Stretch> {
        let days = match self.word(at).to_lowercase().as_str() {
            "today" | "tonight" => Some(0),
            "yesterday" => Some(-1),
            "tomorrow" => Some(1),
            _ => None,
        };
        if let Some(days) = days {
            return Some((Stretch::Shifted(Unit::Day, days), self.past(at + 1, &PARTS_OF_DAY)));
        }
        let (by, anchor) = match self.word(at).to_lowercase().as_str() {
            "last" | "past" => (-1, Anchor::Last),
            "next" | "coming" => (1, Anchor::Next),
            "this" => (0, Anchor::Shifted(0)),
            _ => return None,
        };
        let next = at + 1;
        if let Some(found) = self.units(next, by, definite || self.is(at, &["past", "coming"])) {
            return Some(found);
        }
        if definite {
            // "the next Tuesday" is told from another day than today.
            return None;
        }
        if self.is(next, &PARTS_OF_DAY) && self.is(at, &["last", "this"]) {
            return Some((Stretch::Shifted(Unit::Day, by), next + 1));
        }
        if let Some(month) = month(self.word(next)) {
            return Some((Stretch::Months { first: month, count: 1, anchor }, next + 1));
        }
        self.weekday(next, anchor).or_else(|| self.season(next, anchor))
    }

    /// "(last) week" on the calendar, "(the last) two weeks" not on it.
    fn units(&self, at: usize, by: i32, running: bool) -> Read<Stretch> {
        if let Some((number, after)) = self.number(at).filter(|_| by != 0) {
            let unit = unit(self.word(after))?;
            let (from, to) = if by < 0 { (-number, 0) } else { (0, number) };
            return Some((Stretch::Units(unit, from, to), after + 1));
        }
        let unit = unit(self.word(at)).filter(|unit| *unit != Unit::Day)?;
        match (running, by) {
            (false, _) => Some((Stretch::Shifted(unit, by), at + 1)),
            (true, -1) => Some((Stretch::Units(unit, -1, 0), at + 1)),
            // "the next month" is told from another month than this.
            _ => None,
        }
    }

    /// "12 March 2025", "March 12", "12th of March", "March last year".
    fn date(&self, at: usize) -> Read<Stretch> {
        let day_first = self.day(at).and_then(|day| {
            let next = self.past(at + 1, &["of"]);
            Some((day, month(self.word(next))?, next + 1))
        });
        if let Some((day, month, end)) = day_first {
            let (anchor, end) = self.year_of(end);
            return Some((Stretch::Day { month, day, anchor }, end));
        }
        let month = month(self.word(at))?;
        if let Some(day) = self.day(at + 1) {
            let (anchor, end) = self.year_of(at + 2);
            return Some((Stretch::Day { month, day, anchor }, end));
        }
        let (anchor, end) = self.year_of(at + 1);
        Some((Stretch::Months { first: month, count: 1, anchor }, end))
    }

    /// The year after a month or season, if one is told.
    fn year_of(&self, at: usize) -> (Anchor, usize) {
        let next = self.past(at, &[",", "of", "in"]);
        if let Some(year) = year(self.word(next)) {
            return (Anchor::Year(year), next + 1);
        }
        let by = match self.word(next).to_lowercase().as_str() {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return (Anchor::Nearest, at),
        };
        if self.is(next + 1, &["year"]) {
            (Anchor::Shifted(by), next + 2)
        } else {
            (Anchor::Nearest, at)
        }
    }

    fn weekday(&self, at: usize, anchor: Anchor) -> Read<Stretch> {
        let position = WEEKDAYS.iter().position(|day| day.eq_ignore_ascii_case(self.word(at)));
        let Some(day) = position.and_then(|day| u8::try_from(day).ok()) else {
            let weekend = self.after(at, &["weekend"])?;
            return Some((Stretch::Weekend(anchor), weekend));
        };
        let end = self.past(at + 1, &PARTS_OF_DAY);
        // A date beside the day says more than the day.
        if let Some(found) = self.date(self.past(end, &[","]))
            && matches!(found.0, Stretch::Day { .. })
        {
            return Some(found);
        }
        let next = self.past(end, &["of"]);
        let weeks = match self.word(next).to_lowercase().as_str() {
            "last" => Some(-1),
            "this" => Some(0),
            "next" => Some(1),
            _ => None,
        };
        match weeks.filter(|_| self.is(next + 1, &["week"])) {
            Some(weeks) => Some((Stretch::Weekday(day, Anchor::Shifted(weeks)), next + 2)),
            None => Some((Stretch::Weekday(day, anchor), end)),
        }
    }

    fn season(&self, at: usize, anchor: Anchor) -> Read<Stretch> {
        let season = SEASONS.iter().position(|s| s.eq_ignore_ascii_case(self.word(at)))?;
        let season = u8::try_from(season).ok()?;
        match (anchor, self.year_of(at + 1)) {
            (Anchor::Nearest, (year, end)) => Some((Stretch::Season(season, year), end)),
            _ => Some((Stretch::Season(season, anchor), at + 1)),
        }
    }

    /// "the first quarter of 2023", "the second half of the year".
    fn fraction(&self, at: usize) -> Read<Stretch> {
        let nth = ORDINALS.iter().position(|o| o.eq_ignore_ascii_case(self.word(at)))?;
        let nth = u8::try_from(nth).ok()?;
        let count = match self.word(at + 1).to_lowercase().as_str() {
            "quarter" => 3,
            "half" if nth < 2 => 6,
            _ => return None,
        };
        let (mut anchor, mut end) = self.year_of(at + 2);
        if end == at + 2 && self.is(end, &["of"]) {
            let next = self.past(end + 1, &["the", "this"]);
            if next > end + 1 && self.is(next, &["year"]) {
                (anchor, end) = (Anchor::Shifted(0), next + 1);
            }
        }
        // "the first half" may be that of a match.
        (count == 3 || anchor != Anchor::Nearest)
            .then_some((Stretch::Months { first: 1 + nth * count, count, anchor }, end))
    }

    /// "the 1990s", "the nineties", "the 19th century".
    fn era(&self, at: usize, definite: bool) -> Read<Stretch> {
        let word = self.word(at).to_lowercase();
        if let Some(tens) = DECADES.iter().position(|d| *d == word) {
            let decade = 191 + i16::try_from(tens).ok()?;
            return (tens > 0 && definite).then_some((Stretch::Decade(decade), at + 1));
        }
        let digits = word.trim_end_matches('s').trim_end_matches(['\'', '’']);
        if word.ends_with('s')
            && let Some(first) = year(digits)
        {
            let decade = (first % 10 == 0).then_some(Stretch::Decade(first / 10));
            return decade.map(|decade| (decade, at + 1));
        }
        let ordinal = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let century = ordinal.parse::<i16>().ok().filter(|c| (10..=21).contains(c))?;
        let end = self.after(at + 1, &["century"])?;
        (ordinal != word).then_some((Stretch::Century(century - 1), end))
    }

    fn day(&self, at: usize) -> Option<u8> {
        let word = self.word(at);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let ordinal = matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th");
        let day = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
        (ordinal && digits.len() <= 2).then_some(day)
    }

    fn number(&self, at: usize) -> Read<i32> {
        let word = self.word(at).to_lowercase();
        if matches!(word.as_str(), "a" | "an") {
            return Some((1, at + 1));
        }
        let small = NUMBERS.iter().position(|n| *n == word).and_then(|n| i32::try_from(n).ok());
        let number = small.or_else(|| word.parse().ok().filter(|_| word.len() <= 3))?;
        Some((number, at + 1)).filter(|_| number > 0)
    }
}

impl Stretch {
    /// The same with the year of another, where it tells none itself.
    fn in_year_of(self, other: Self) -> Self {
        let (Self::Day { anchor: told, .. }
        | Self::Months { anchor: told, .. }
        | Self::Season(_, told)) = other
        else {
            return self;
        };
        match self {
            Self::Day { month, day, anchor: Anchor::Nearest } => {
                Self::Day { month, day, anchor: told }
            }
            Self::Months { first, count, anchor: Anchor::Nearest } => {
                Self::Months { first, count, anchor: told }
            }
            Self::Season(season, Anchor::Nearest) => Self::Season(season, told),
            known => known,
        }
    }
}
