use super::{Places, Span};

/// An article as read: its text never changes once built, so spans stay valid.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where it came from.
    pub source: Source,
    /// The whole text; every span in the crate points into it.
    pub text: String,
    /// The parts of the text in reading order; they do not overlap, and only
    /// white space lies between them.
    pub sections: Vec<Section>,
    /// Where the text's characters stand in the bytes that were read.
    pub places: Places,
}

/// Where a document came from and what its page says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// A stable name: a URL or a file name.
    pub uri: String,
    /// Headline, if known.
    pub title: Option<String>,
    /// Names in the byline.
    pub authors: Vec<String>,
    /// Who published it, if known.
    pub publisher: Option<String>,
    /// Day of publication as `YYYY-MM-DD`, if known.
    pub published: Option<String>,
    /// Language as an ISO 639-1 code.
    pub language: String,
    /// SHA-256 of the bytes that were read, unpacked if they were packed, in
    /// lower-case hexadecimal.
    pub sha256: String,
}

/// One part of a document: a paragraph, a heading, a line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// What part it plays.
    pub kind: SectionKind,
    /// Where it stands; neither begins nor ends with white space.
    pub span: Span,
}

/// The part a section plays in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SectionKind {
    /// The headline.
    Headline,
    /// The sentence or two under the headline.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// Where and when, as in `GENEVA, 4 May`, standing alone on a line.
    Dateline,
    /// A heading between paragraphs.
    Heading,
    /// A paragraph of running text.
    Body,
    /// A quotation set apart.
    Quote,
    /// Words under a picture, and its credit.
    Caption,
    /// What the page leaves behind: other headlines, newsletter lines, credits.
    Related,
}

impl SectionKind {
    /// Every kind, in the order in which they are declared.
    pub const ALL: [Self; 9] = [
        Self::Headline,
        Self::Standfirst,
        Self::Byline,
        Self::Dateline,
        Self::Heading,
        Self::Body,
        Self::Quote,
        Self::Caption,
        Self::Related,
    ];

    /// Whether it is a title, of the article or of a part of it.
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Headline | Self::Heading)
    }

    /// Its name in lower case, as the terminal shows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Heading => "heading",
            Self::Body => "body",
            Self::Quote => "quote",
            Self::Caption => "caption",
            Self::Related => "related",
        }
    }
}
