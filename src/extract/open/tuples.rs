use super::{readings, words};
use crate::extract::Passage;
use crate::text::SentenceId;

/// What a clause or a noun phrase says, in the text's own words.
#[derive(Clone, Debug, PartialEq)]
pub struct Tuple {
    /// The sentence that says it.
    pub sentence: SentenceId,
    /// Of whom or what it is said: a whole noun phrase.
    pub subject: String,
    /// What is said, with auxiliaries, negation, particle and preposition: `was sold
    /// to`. Where the text has no verb it is `is` or `has`.
    pub predicate: String,
    /// The object or complement, then where, when and how; never empty.
    pub arguments: Vec<String>,
    /// How sure the reader is of it, from 0 to 1.
    pub score: f32,
}

/// Everything that a passage says, as tuples of its own words, in text order: what
/// the field calls open information extraction.
///
/// No relation, kind or name is looked at, and nothing is resolved: `he` stays `he`.
///
/// ```
/// use kgraph::extract::tuples;
/// use kgraph::pipeline::{Pipeline, Scope};
///
/// let article = kgraph::read::read("note.txt", b"Mara Holt, a baker, sold the mill to Orbel.")?;
/// let pipeline = Pipeline::bundled();
/// let analysis = pipeline.analyse(&article, Scope::Article);
/// let passage = pipeline.passage(&article, &analysis);
/// let said: Vec<_> = tuples(&passage)
///     .into_iter()
///     .map(|t| format!("{} | {} | {}", t.subject, t.predicate, t.arguments.join(" | ")))
///     .collect();
/// assert_eq!(said, ["Mara Holt | is | a baker", "Mara Holt | sold | the mill | to Orbel"]);
/// # Ok::<(), kgraph::read::ReadError>(())
/// ```
pub fn tuples(passage: &Passage<'_>) -> Vec<Tuple> {
    let tree = &passage.tree;
    readings::find(tree)
        .into_iter()
        .map(|reading| Tuple {
            sentence: tree.sentence(reading.head),
            subject: reading.subject.text(tree),
            predicate: words::text(tree, &reading.predicate),
            arguments: reading.arguments.iter().map(|phrase| phrase.text(tree)).collect(),
            score: reading.sort.score(),
        })
        .collect()
}
