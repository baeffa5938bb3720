//! What is written: the document and its linguistic analysis.

mod analysis;
mod calendar;
mod children;
mod document;
mod places;
mod span;
mod when;

pub use analysis::{Analysis, Dependency, Name, Sentence, SentenceId, Tag, Token, TokenId};
pub use calendar::{MONTHS, WEEKDAYS};
pub use children::Children;
pub use document::{Document, Section, SectionKind, Source};
pub use places::{Places, Run};
pub use span::Span;
pub use when::{Anchor, Stretch, Unit, When};
