use super::Span;
use std::ops::Range;

/// Where each character of a text stands in the bytes it was read from.
///
/// A text is seldom its file: a page has tags and `&amp;`, an old file has another
/// encoding. Whoever doubts a quotation looks it up here, and then in the file.
///
/// ```
/// # use kgraph::text::{Places, Span};
/// let mut places = Places::none();
/// places.push(4, 10..14); // four bytes as they are
/// places.push(1, 14..19); // `&` of `&amp;`
/// assert_eq!(places.of(Span::new(2, 5)), Some(12..19));
/// assert_eq!(Places::default().of(Span::new(2, 5)), Some(2..5), "the text is the file");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Places {
    /// The text is the file, byte for byte.
    #[default]
    Same,
    /// Runes of the text with their places, in order; what no run covers
    /// stands nowhere in the file.
    Mapped(Vec<Run>),
}

/// Units that follow one another both in the text and in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// First byte in the text.
    text: u32,
    /// First byte in the file.
    file: u32,
    /// How many units.
    count: u32,
    /// Bytes of a unit in the text.
    wide: u32,
    /// Bytes of a unit in the file.
    wide_in_file: u32,
}

impl Run {
    fn end(self) -> u32 {
        self.text + self.count * self.wide
    }

    fn end_in_file(self) -> u32 {
        self.file + self.count * self.wide_in_file
    }

    /// Bytes of the text that are one byte each of the file.
    fn is_verbatim(self) -> bool {
        self.wide == 1 && self.wide_in_file == 1
    }
}

impl Places {
    /// No place at all, to be filled.
    pub fn none() -> Self {
        Self::Mapped(Vec::new())
    }

    /// Says that the next bytes of the text come from `file`: byte for byte if those
    /// are as many, else as a whole.
    ///
    /// # Panics
    ///
    /// Past 4 GiB, which no reader lets in.
    pub fn push(&mut self, bytes: usize, file: Range<usize>) {
        let narrow = |n: usize| u32::try_from(n).expect("readers refuse files of 4 GiB");
        let same = bytes == file.len();
        self.add(Run {
            text: self.end(),
            file: narrow(file.start),
            count: if same { narrow(bytes) } else { 1 },
            wide: if same { 1 } else { narrow(bytes) },
            wide_in_file: if same { 1 } else { narrow(file.len()) },
        });
    }

    /// Says that the next bytes of the text stand nowhere in the file.
    pub fn skip(&mut self, bytes: usize) {
        let file = match self {
            Self::Same => return,
            Self::Mapped(runs) => runs.last().map_or(0, |s| s.end_in_file()) as usize,
        };
        self.push(bytes, file..file);
    }

    /// Where words of the text stand in the file, from the first to the last; nothing
    /// if they stand nowhere.
    pub fn of(&self, span: Span) -> Option<Range<usize>> {
        let Self::Mapped(runs) = self else {
            return Some(span.start as usize..span.end as usize);
        };
        let within = self.within(span);
        let real = |s: &&Run| s.wide_in_file > 0;
        let first = runs[within.clone()].iter().find(real)?;
        let last = runs[within].iter().rev().find(real)?;
        let before = span.start.saturating_sub(first.text) / first.wide;
        let units = (span.end.min(last.end()) - last.text).div_ceil(last.wide);
        let start = first.file + before * first.wide_in_file;
        let end = last.file + units * last.wide_in_file;
        Some(start as usize..end as usize)
    }

    /// Adds the places of a span of another text, whose words are appended to this
    /// one.
    pub fn copy(&mut self, from: &Self, span: Span) {
        let Self::Mapped(runs) = from else {
            return self.push(span.len(), span.start as usize..span.end as usize);
        };
        for run in &runs[from.within(span)] {
            let start = (span.start.max(run.text) - run.text) / run.wide;
            let end = (span.end.min(run.end()) - run.text).div_ceil(run.wide);
            self.add(Run {
                text: self.end(),
                file: run.file + start * run.wide_in_file,
                count: end - start,
                ..*run
            });
        }
    }

    /// Indices of the runs that share a byte with a span.
    fn within(&self, span: Span) -> Range<usize> {
        let Self::Mapped(runs) = self else { return 0..0 };
        let start = runs.partition_point(|s| s.end() <= span.start);
        let end = runs.partition_point(|s| s.text < span.end);
        start..end.max(start)
    }

    fn end(&self) -> u32 {
        match self {
            Self::Same => 0,
            Self::Mapped(runs) => runs.last().map_or(0, |s| s.end()),
        }
    }

    fn add(&mut self, next: Run) {
        let Self::Mapped(runs) = self else { return };
        if next.count == 0 || next.wide == 0 {
            return;
        }
        match runs.last_mut() {
            Some(last)
                if (last.wide, last.wide_in_file) == (next.wide, next.wide_in_file)
                    && last.end_in_file() == next.file
                    && (next.is_verbatim() || next.wide_in_file > 0) =>
            {
                last.count += next.count;
            }
            _ => runs.push(next),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_places_through_a_second_reading() {
        // "\u{feff}a&amp;b" as a file: the mark is three bytes.
        let mut decoded = Places::none();
        decoded.push(7, 3..10);
        let mut text = Places::none();
        text.copy(&decoded, Span::new(0, 1));
        text.push(1, decoded.of(Span::new(1, 6)).unwrap());
        text.copy(&decoded, Span::new(6, 7));
        assert_eq!(text.of(Span::new(0, 1)), Some(3..4));
        assert_eq!(text.of(Span::new(1, 2)), Some(4..9));
        assert_eq!(text.of(Span::new(0, 3)), Some(3..10));
    }

    #[test]
    fn joins_units_of_one_width() {
        let mut wide = Places::none();
        for i in 0..100 {
            wide.push(1, 2 * i..2 * i + 2);
        }
        assert!(matches!(&wide, Places::Mapped(runs) if runs.len() == 1));
        assert_eq!(wide.of(Span::new(10, 20)), Some(20..40));
    }

    #[test]
    fn says_nothing_of_what_the_file_lacks() {
        let mut places = Places::none();
        places.push(2, 5..7);
        places.skip(2);
        places.push(2, 9..11);
        assert_eq!(places.of(Span::new(2, 4)), None);
        assert_eq!(places.of(Span::new(1, 5)), Some(6..10));
        assert_eq!(Places::none().of(Span::new(0, 9)), None);
    }
}
