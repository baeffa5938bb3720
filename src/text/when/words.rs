//! Single words for times.

use super::{Stretch, Unit, When};
use crate::text::MONTHS;

pub(super) const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

pub(super) const PARTS_OF_DAY: [&str; 6] =
    ["morning", "afternoon", "evening", "night", "lunchtime", "midnight"];

pub(super) const NUMBERS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

pub(super) const DECADES: [&str; 9] = [
    "tens",
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
];

pub(super) const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

pub(super) fn year(word: &str) -> Option<i16> {
    let word = word.strip_prefix("mid-").unwrap_or(word);
    word.parse().ok().filter(|year| word.len() == 4 && (1500..2200).contains(year))
}

/// `2014-16`, `2014–2016` as one word.
pub(super) fn years(word: &str) -> Option<When> {
    let (first, last) = word.split_once(['-', '–'])?;
    let first = year(first)?;
    Some(When::Between(Stretch::Year(first), Stretch::Year(short_year(first, last)?)))
}

/// The later year of a pair, in full or by its last two digits.
pub(super) fn short_year(first: i16, word: &str) -> Option<i16> {
    let two = || word.parse::<i16>().ok().filter(|_| word.len() == 2 && word != "00");
    let last = year(word).or_else(|| two().map(|last| first - first % 100 + last))?;
    (last > first).then_some(last)
}

/// The month of a name or its first letters; a small letter is a verb's: `may`.
pub(super) fn month(word: &str) -> Option<u8> {
    let short = word.strip_suffix('.').unwrap_or(word).to_lowercase();
    let named = |m: &&str| *m == short || short.len() == 3 && m.starts_with(&short);
    let at = MONTHS.iter().position(named).or((short == "sept").then_some(8))?;
    u8::try_from(at + 1).ok().filter(|_| word.starts_with(|c: char| c.is_ascii_uppercase()))
}

pub(super) fn unit(word: &str) -> Option<Unit> {
    let word = word.to_lowercase();
    Some(match word.strip_suffix('s').unwrap_or(&word) {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" | "centurie" => Unit::Century,
        _ => return None,
    })
}

/// Also units that are no part of a date.
pub(super) fn is_time_unit(word: &str) -> bool {
    let word = word.to_lowercase();
    let singular = word.strip_suffix('s').unwrap_or(&word);
    unit(&word).is_some()
        || SEASONS.contains(&singular)
        || matches!(singular, "hour" | "minute" | "fortnight" | "season")
}
