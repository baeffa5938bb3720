//! From the words for a time to the calendar, counted from the day of publication.
//!
//! Values are dates, months, years and intervals of ISO 8601 with the signs that the
//! Extended Date/Time Format (ISO 8601-2, level 1) adds: `..` for an open end, `X` for
//! years left open, and 21 to 24 in the place of a month for spring to winter.

use crate::claim::Tense;
use crate::text::{Anchor, Stretch, Unit, When};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The value of a time's words; `None` where they tell none, or where they tell one only
/// to who knows the day of `published` and it is not known.
pub(super) fn value(words: &str, published: Option<&str>, tense: Tense) -> Option<String> {
    let day = published.and_then(|day| day.parse::<Date>().ok());
    let calendar = Calendar { day, tense };
    match When::parse(words)? {
        When::At(stretch) => calendar.stretch(stretch),
        When::Since(stretch) => Some(format!("{}/..", first(&calendar.stretch(stretch)?))),
        When::Until(stretch) => Some(format!("../{}", last(&calendar.stretch(stretch)?))),
        When::Between(from, to) => {
            let (from, to) = (calendar.stretch(from)?, calendar.stretch(to)?);
            let (from, to) = (first(&from), last(&to));
            (from <= to).then(|| format!("{from}/{to}"))
        }
        // "sold in two weeks" is how long it took.
        When::Within(unit, number) if tense == Tense::Future => {
            calendar.stretch(Stretch::Shifted(unit, number))
        }
        When::Within(..) | When::Vague => None,
    }
}

/// The beginning of an interval, or the whole of what is none.
fn first(value: &str) -> &str {
    value.split('/').next().unwrap_or(value)
}

/// The end of an interval, or the whole of what is none.
fn last(value: &str) -> &str {
    value.rsplit('/').next().unwrap_or(value)
}

/// The day on which words were written, and where their verb looks.
struct Calendar {
    day: Option<Date>,
    tense: Tense,
}

impl Calendar {
    fn stretch(&self, stretch: Stretch) -> Option<String> {
        match stretch {
            Stretch::Year(year) => Some(format!("{year:04}")),
            Stretch::Decade(decade) => Some(format!("{decade:03}X")),
            Stretch::Century(century) => Some(format!("{century:02}XX")),
            Stretch::Day { month, day, anchor } => self.day_of(month, day, anchor),
            Stretch::Months { first, count, anchor } => {
                let year = self.year_of(first, count, anchor)?;
                let months = (year, first);
                Some(interval(months, (year, first + count - 1), month))
            }
            Stretch::Season(season, anchor) => {
                let year = self.year_of(season * 3 + 3, 3, anchor)?;
                Some(format!("{year:04}-{}", 21 + season))
            }
            Stretch::Weekday(day, anchor) => self.weekday(day, anchor).map(|d| d.to_string()),
            Stretch::Weekend(anchor) => {
                let saturday = self.weekend(anchor)?;
                Some(interval(saturday, saturday.checked_add(1.day()).ok()?, |d| d.to_string()))
            }
            Stretch::Shifted(unit, by) => self.shifted(unit, by),
            Stretch::Units(Unit::Decade, from, to) => {
                self.stretch(Stretch::Units(Unit::Year, from.checked_mul(10)?, to.checked_mul(10)?))
            }
            Stretch::Units(Unit::Century, from, to) => self.stretch(Stretch::Units(
                Unit::Decade,
                from.checked_mul(10)?,
                to.checked_mul(10)?,
            )),
            Stretch::Units(unit, from, to) => {
                let (from, to) = (self.shifted(unit, from)?, self.shifted(unit, to)?);
                Some(format!("{}/{}", first(&from), last(&to)))
            }
        }
    }

    /// A day of a month in the year that is meant.
    fn day_of(&self, month: u8, day: u8, anchor: Anchor) -> Option<String> {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let date = |year| Date::new(year, month, day).ok();
        let date = match anchor {
            Anchor::Year(year) => date(year)?,
            Anchor::Shifted(by) => date(self.day?.year().checked_add(i16::try_from(by).ok()?)?)?,
            _ => {
                let today = self.day?;
                let this = date(today.year())?;
                match self.tense {
                    Tense::Past if this > today => date(today.year() - 1)?,
                    Tense::Future if this < today => date(today.year() + 1)?,
                    _ => this,
                }
            }
        };
        Some(date.to_string())
    }

    /// The year in which the meant stretch of months begins.
    fn year_of(&self, first: u8, count: u8, anchor: Anchor) -> Option<i16> {
        let this = || self.day.map(Date::year);
        let today = || self.day.map(|day| i16::from(day.month()));
        let begins = i16::from(first);
        let over = || Some(begins + i16::from(count) - 1 < today()?);
        let begun = || Some(begins <= today()?);
        match anchor {
            Anchor::Year(year) => Some(year),
            Anchor::Shifted(by) => this()?.checked_add(i16::try_from(by).ok()?),
            Anchor::Nearest if self.tense == Tense::Past => Some(this()? - i16::from(!begun()?)),
            Anchor::Nearest => Some(this()? + i16::from(over()?)),
            // A winter begins in one year and is over in the next.
            Anchor::Last if begins + i16::from(count) > 13 => {
                Some(this()? - 1 - i16::from(today()? <= (begins + i16::from(count) - 1) % 12))
            }
            Anchor::Last => Some(this()? - i16::from(!over()?)),
            Anchor::Next => Some(this()? + i16::from(begun()?)),
        }
    }

    fn weekday(&self, day: u8, anchor: Anchor) -> Option<Date> {
        let today = self.day?;
        let day = i8::try_from(day).ok()?;
        let weekday = Weekday::from_monday_zero_offset(day).ok()?;
        let here = today.weekday() == weekday;
        match (anchor, self.tense) {
            (Anchor::Nearest, _) if here => Some(today),
            (Anchor::Nearest, Tense::Past) | (Anchor::Last, _) => {
                today.nth_weekday(-1, weekday).ok()
            }
            (Anchor::Nearest, Tense::Future) | (Anchor::Next, _) => {
                today.nth_weekday(1, weekday).ok()
            }
            (Anchor::Shifted(weeks), _) => {
                monday(today)?.checked_add(weeks.weeks()).ok()?.checked_add(day.days()).ok()
            }
            (Anchor::Year(_), _) => None,
        }
    }

    /// The Saturday of the meant weekend; on a Sunday its own is still the nearest.
    fn weekend(&self, anchor: Anchor) -> Option<Date> {
        let this = self.weekday(5, Anchor::Shifted(0))?;
        let within = self.day? >= this;
        let weeks = match (anchor, self.tense) {
            (Anchor::Nearest | Anchor::Shifted(0), _) if within => 0,
            (Anchor::Nearest, Tense::Past) | (Anchor::Last, _) => -1,
            (Anchor::Next, _) if within => 1,
            (Anchor::Shifted(weeks), _) => weeks,
            _ => 0,
        };
        this.checked_add(weeks.weeks()).ok()
    }

    /// The unit so many units from this one, as fine as the unit is.
    fn shifted(&self, unit: Unit, by: i32) -> Option<String> {
        let today = self.day?;
        match unit {
            Unit::Day => today.checked_add(by.days()).ok().map(|day| day.to_string()),
            Unit::Week => {
                let monday = monday(today)?.checked_add(by.weeks()).ok()?;
                Some(interval(monday, monday.checked_add(6.days()).ok()?, |day| day.to_string()))
            }
            Unit::Month => {
                let day = today.first_of_month().checked_add(by.months()).ok()?;
                Some(month((day.year(), day.month())))
            }
            Unit::Quarter => {
                let back = (i32::from(today.month()) - 1) % 3;
                let months = by.checked_mul(3)?.checked_sub(back)?;
                let day = today.first_of_month().checked_add(months.months()).ok()?;
                let end = day.checked_add(2.months()).ok()?;
                Some(interval((day.year(), day.month()), (end.year(), end.month()), month))
            }
            Unit::Year => Some(format!("{:04}", self.year_on(by)?)),
            Unit::Decade => Some(format!("{:03}X", self.year_on(by.checked_mul(10)?)? / 10)),
            Unit::Century => Some(format!("{:02}XX", self.year_on(by.checked_mul(100)?)? / 100)),
        }
    }

    fn year_on(&self, by: i32) -> Option<i16> {
        let year = self.day?.year().checked_add(i16::try_from(by).ok()?)?;
        Some(year).filter(|year| (0..10_000).contains(year))
    }
}

fn monday(day: Date) -> Option<Date> {
    day.checked_sub(day.weekday().to_monday_zero_offset().days()).ok()
}

fn month<M: std::fmt::Display>((year, month): (i16, M)) -> String {
    format!("{year:04}-{month:02}")
}

/// One value where first and last are the same, else both.
fn interval<T: Copy + PartialEq>(first: T, last: T, text: impl Fn(T) -> String) -> String {
    if first == last { text(first) } else { format!("{}/{}", text(first), text(last)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A Tuesday.
    const TUESDAY: &str = "2022-03-15";

    fn check(day: Option<&str>, tense: Tense, table: &[(&str, &str)]) {
        for (words, expected) in table {
            let found = value(words, day, tense);
            assert_eq!(found.as_deref().unwrap_or("-"), *expected, "{words}, {tense:?}");
        }
    }

    #[test]
    fn looks_back_by_days_and_weeks() {
        check(
            Some(TUESDAY),
            Tense::Past,
            &[
                ("today", "2022-03-15"),
                ("yesterday", "2022-03-14"),
                ("yesterday evening", "2022-03-14"),
                ("this morning", "2022-03-15"),
                ("last night", "2022-03-14"),
                ("on Tuesday", "2022-03-15"),
                ("on Monday", "2022-03-14"),
                ("Wednesday", "2022-03-09"),
                ("on Sunday night", "2022-03-13"),
                ("early on Friday", "2022-03-11"),
                ("last Tuesday", "2022-03-08"),
                ("last Friday", "2022-03-11"),
                ("on Friday last week", "2022-03-11"),
                ("on Monday of last week", "2022-03-07"),
                ("since Monday", "2022-03-14/.."),
                ("until Friday", "../2022-03-11"),
                ("last week", "2022-03-07/2022-03-13"),
                ("this week", "2022-03-14/2022-03-20"),
                ("two weeks ago", "2022-02-28/2022-03-06"),
                ("a week ago", "2022-03-07/2022-03-13"),
                ("three days ago", "2022-03-12"),
                ("15 years ago", "2007"),
                ("five months ago", "2021-10"),
                ("about two years ago", "2020"),
                ("more than two years ago", "-"),
                ("several years ago", "-"),
                ("a couple of weeks ago", "-"),
                ("over the weekend", "2022-03-12/2022-03-13"),
                ("last weekend", "2022-03-12/2022-03-13"),
            ],
        );
    }

    #[test]
    fn looks_back_by_months_and_years() {
        check(
            Some(TUESDAY),
            Tense::Past,
            &[
                ("last month", "2022-02"),
                ("earlier this month", "2022-03"),
                ("last year", "2021"),
                ("earlier this year", "2022"),
                ("since last year", "2021/.."),
                ("last quarter", "2021-10/2021-12"),
                ("in March", "2022-03"),
                ("in January", "2022-01"),
                ("in April", "2021-04"),
                ("last March", "2021-03"),
                ("last November", "2021-11"),
                ("in May last year", "2021-05"),
                ("since June", "2021-06/.."),
                ("on 14 March", "2022-03-14"),
                ("on March 16", "2021-03-16"),
                ("on Dec. 3", "2021-12-03"),
                ("the 3rd of February", "2022-02-03"),
                ("last summer", "2021-22"),
                ("in the spring", "2022-21"),
                ("in the autumn", "2021-23"),
                ("last winter", "2021-24"),
                ("in the past two years", "2020/2022"),
                ("over the past decade", "2012/2022"),
                ("in the third quarter", "2021-07/2021-09"),
                ("in two weeks", "-"),
                ("a week earlier", "-"),
                ("a day later", "-"),
                ("before March", "-"),
                ("until recently", "-"),
                ("formerly", "-"),
            ],
        );
    }

    #[test]
    fn looks_ahead_where_the_verb_does() {
        check(
            Some(TUESDAY),
            Tense::Future,
            &[
                ("tomorrow", "2022-03-16"),
                ("tonight", "2022-03-15"),
                ("on Tuesday", "2022-03-15"),
                ("on Monday", "2022-03-21"),
                ("on Friday evening", "2022-03-18"),
                ("next Tuesday", "2022-03-22"),
                ("next Friday", "2022-03-18"),
                ("this Sunday", "2022-03-20"),
                ("on Friday next week", "2022-03-25"),
                ("next week", "2022-03-21/2022-03-27"),
                ("in two weeks", "2022-03-28/2022-04-03"),
                ("in three days", "2022-03-18"),
                ("this weekend", "2022-03-19/2022-03-20"),
                ("next month", "2022-04"),
                ("by the end of the month", "../2022-03"),
                ("later this year", "2022"),
                ("next year", "2023"),
                ("in March", "2022-03"),
                ("in January", "2023-01"),
                ("from April", "2022-04/.."),
                ("by next spring", "../2023-21"),
                ("in the summer", "2022-22"),
                ("by 2030", "../2030"),
                ("by March 2026", "../2026-03"),
                ("on 1 February", "2023-02-01"),
                ("in the first quarter of next year", "2023-01/2023-03"),
                ("between Monday and Wednesday", "-"),
                ("over the next two years", "2022/2024"),
                ("within three years", "-"),
            ],
        );
    }

    #[test]
    fn dates_that_tell_their_year_need_no_day_to_count_from() {
        check(
            None,
            Tense::Past,
            &[
                ("in 2018", "2018"),
                ("since 2018", "2018/.."),
                ("until 2022", "../2022"),
                ("between 2014 and 2016", "2014/2016"),
                ("from 2014 to 2016", "2014/2016"),
                ("2014-16", "2014/2016"),
                ("in 2014–2016", "2014/2016"),
                ("from 2016 to 2014", "-"),
                ("in the 1990s", "199X"),
                ("in the early 1990s", "199X"),
                ("the seventies", "197X"),
                ("in the 19th century", "18XX"),
                ("late 2018", "2018"),
                ("in mid-2018", "2018"),
                ("in March 2022", "2022-03"),
                ("on 15 March 2022", "2022-03-15"),
                ("on Tuesday, March 15, 2022", "2022-03-15"),
                ("on Feb. 30, 2022", "-"),
                ("between March and May 2022", "2022-03/2022-05"),
                ("between 5 and 9 May 2022", "2022-05-05/2022-05-09"),
                ("from 3 May to 9 June 2022", "2022-05-03/2022-06-09"),
                ("in the summer of 2019", "2019-22"),
                ("in the second half of 2023", "2023-07/2023-12"),
                ("the end of 2025", "2025"),
                ("as of 2018", "2018"),
                ("on Tuesday", "-"),
                ("last year", "-"),
                ("two weeks ago", "-"),
                ("in March", "-"),
                ("on 3 March", "-"),
                ("over the weekend", "-"),
                ("last summer", "-"),
                ("this quarter", "-"),
            ],
        );
    }

    #[test]
    fn seasons_that_cross_the_year_belong_to_the_year_they_begin_in() {
        check(Some("2022-01-10"), Tense::Past, &[("in the winter", "2021-24")]);
        check(Some("2022-12-10"), Tense::Past, &[("last winter", "2021-24")]);
        check(Some("2022-02-10"), Tense::Past, &[("last winter", "2020-24")]);
        check(Some("2022-01-10"), Tense::Past, &[("last month", "2021-12")]);
    }

    proptest! {
        #[test]
        fn no_words_are_too_odd(words in "\\PC{0,40}", day in "[0-9]{4}-[0-9]{2}-[0-9]{2}") {
            value(&words, Some(&day), Tense::Past);
        }

        #[test]
        fn no_number_is_too_great(
            words in proptest::collection::vec(
                proptest::sample::select(vec![
                    "in", "the", "999", "weeks", "centuries", "decades", "days", "ago", "next",
                    "last", "past", "quarter", "of", "Monday", "March", "31", ",", "9999", "2199",
                    "between", "and", "from", "to", "-", "early", "end", "first", "half", "1990s",
                    "winter", "years", "a", "few", "this",
                ]),
                0..7,
            ),
            day in proptest::sample::select(vec!["0001-01-01", "9999-12-31", "2024-02-29", "x"]),
        ) {
            let words = words.join(" ");
            value(&words, Some(day), Tense::Future);
            value(&words, Some(day), Tense::Past);
        }
    }
}
