/// A half-open range of bytes in [`Document::text`](super::Document::text).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of `start..end`, given as the sizes that Rust's strings use.
    ///
    /// # Panics
    ///
    /// Past 4 GiB, which no reader lets in.
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |n| u32::try_from(n).expect("readers refuse texts of 4 GiB");
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The text that this span covers.
    ///
    /// ```
    /// # use kgraph::text::Span;
    /// assert_eq!(Span::new(5, 9).of("Acme sues Initech"), "sues");
    /// ```
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}
