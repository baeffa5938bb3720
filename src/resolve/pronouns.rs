//! What pronouns mean: of the things that the sentences before spoke of, the fitting
//! one with most in its favour.

use super::ClusterId;
use super::reference::{Discourse, Known, Standing, gender};
use super::speakers::of_speaker;
use crate::claim::{Form, Mention, MentionId};
use crate::text::{Dependency, SectionKind};

/// How many sentences back a pronoun looks.
const REACH: u32 = 2;

/// What speaks for a thing, and how much of it for "it", for "she" and for "they".
/// Fitted by hand to what "it" and the like mean in our own articles.
const WEIGHTS: [(Sign, [i64; 3]); 12] = [
    (Sign::Away, [-4, -4, -4]),
    (Sign::Subject, [4, 4, 4]),
    (Sign::Named, [1, 4, 0]),
    (Sign::Settlement, [-1, 0, 0]),
    (Sign::Several, [0, 0, 4]),
    (Sign::Unasked, [-8, 0, -8]),
    (Sign::Owner, [8, 0, 0]),
    (Sign::Around, [8, 0, 0]),
    (Sign::Continued, [2, 0, 0]),
    (Sign::Object, [1, 0, 0]),
    (Sign::Inert, [4, 0, 0]),
    (Sign::Spoken, [0, 0, 1]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// How many sentences ago it was spoken of.
    Away,
    /// It was a subject there.
    Subject,
    /// It has a name.
    Named,
    /// It is a settlement, a region or a landform, which seldom acts.
    Settlement,
    /// It is several.
    Several,
    /// It is of none of the kinds that the claims about the pronoun ask for.
    Unasked,
    /// It can act, and the pronoun owns a person: "its president".
    Owner,
    /// It is the subject of the clause that the pronoun stands in.
    Around,
    /// It was last spoken of by a pronoun.
    Continued,
    /// It was an object there.
    Object,
    /// It cannot act, and the pronoun is neither subject nor possessor.
    Inert,
    /// How often it was spoken of, up to five times.
    Spoken,
}

/// A pronoun with what its sentence tells of it.
struct Place<'m> {
    mention: &'m Mention,
    id: MentionId,
    /// The column of the weights.
    column: usize,
    /// The subject of the innermost clause around it that has another.
    around: Option<ClusterId>,
    /// Things that it cannot mean: the subject whose object it is, and the other ends
    /// of the claims about it.
    barred: Vec<ClusterId>,
    /// Whether it is a subject or a possessor.
    acts: bool,
    /// Whether what it owns is a person.
    owns_person: bool,
}

impl Discourse<'_, '_> {
    /// The thing that a pronoun means: the fitting one with most in its favour, the latest
    /// of equals; none for "I" and "we", which need a speaker.
    pub(super) fn pronoun(&self, id: MentionId, mention: &Mention) -> Option<ClusterId> {
        let word = self.context.word(mention.head).to_lowercase();
        if of_speaker(&word).is_some() {
            return None;
        }
        let place = self.place(id, mention);
        (0..)
            .map(ClusterId)
            .zip(&self.known)
            .filter(|(cluster, known)| {
                self.may_mean(mention, &word, known)
                    && !place.barred.contains(cluster)
                    && !self.in_dateline(known)
            })
            .map(|(cluster, known)| (self.favour(&place, cluster, known), known.last, cluster))
            .max()
            .map(|(_, _, cluster)| cluster)
    }

    /// Whether a thing was last named in a dateline: the agency that sends a story is not
    /// what the story speaks of.
    fn in_dateline(&self, known: &Known) -> bool {
        let sentence = self.context.mention(known.last).sentence;
        let section = self.context.analysis.sentences[sentence.0 as usize].section;
        let section = self.context.document.sections.get(section as usize);
        section.is_some_and(|section| section.kind == SectionKind::Dateline)
    }

    fn place<'m>(&self, id: MentionId, mention: &'m Mention) -> Place<'m> {
        let token = self.context.token(mention.head);
        let possessor = token.dependency == Dependency::NmodPoss;
        let acts = possessor || self.context.is_subject(mention.head);
        let around = self.around(mention);
        let mut barred = self.others(id);
        barred.extend(around.filter(|_| !acts));
        let owned = token.head.filter(|_| possessor).map(|h| &self.context.token(h).lemma);
        let owns_person = owned
            .and_then(|noun| self.context.lexicon.noun(&noun.to_lowercase()))
            .is_some_and(|kind| kind.name() == "person");
        let column = match mention.kind.name() {
            "person" => 1,
            "group" => 2,
            _ => 0,
        };
        Place { mention, id, column, around, barred, acts, owns_person }
    }

    /// The other ends, so far known, of the claims about a mention.
    pub(super) fn others(&self, id: MentionId) -> Vec<ClusterId> {
        let others = self.asked[id.0 as usize].iter().map(|asked| asked.other.0 as usize);
        others.filter_map(|other| self.clusters.of.get(other).copied().flatten()).collect()
    }

    /// The subject of the innermost clause around a pronoun that has another one which is
    /// known yet.
    fn around(&self, mention: &Mention) -> Option<ClusterId> {
        let (mut at, mut below) = (self.context.token(mention.head).head, mention.head);
        // A tree has no cycle, but one may be given by hand; the bound keeps this total.
        for _ in 0..200 {
            let here = at?;
            let subject =
                self.context.children(here).find(|c| self.context.is_subject(*c) && *c != below);
            let known =
                subject.and_then(|s| self.so_far(mention.sentence, |m| m.tokens.contains(&s.0)));
            if known.is_some() {
                return known;
            }
            (below, at) = (here, self.context.token(here).head);
        }
        None
    }

    /// Whether a thing agrees with a pronoun in number and gender and is near enough.
    fn may_mean(&self, mention: &Mention, word: &str, known: &Known) -> bool {
        let agrees = match mention.kind.name() {
            "person" => {
                known.kind.name() == "person"
                    && !known.plural
                    && known.gender.is_none_or(|g| Some(g) == gender(word))
            }
            "group" => {
                known.plural
                    || known.kind.name() == "group"
                    || self.context.ontology.is_a(&known.kind, "organization")
            }
            _ => !known.plural && !matches!(known.kind.name(), "person" | "group"),
        };
        agrees
            && known.standing != Standing::Predicated
            && self.distance(mention.sentence, known) <= REACH
    }

    /// How much speaks for a thing.
    fn favour(&self, place: &Place<'_>, cluster: ClusterId, known: &Known) -> i64 {
        let last = self.context.mention(known.last);
        let kind = known.kind.name();
        let actor = self.context.ontology.is_a(&known.kind, "organization") || kind == "country";
        let asked = &self.asked[place.id.0 as usize];
        let count = |sign| match sign {
            Sign::Away => i64::from(self.distance(place.mention.sentence, known)),
            Sign::Subject => i64::from(known.subject == Some(last.sentence)),
            Sign::Named => i64::from(known.standing == Standing::Named),
            Sign::Settlement => i64::from(matches!(kind, "city" | "region" | "landform")),
            Sign::Several => i64::from(known.plural || kind == "group"),
            Sign::Unasked => {
                let fits = |kinds| self.context.ontology.is_any(&known.kind, kinds);
                i64::from(!asked.is_empty() && !asked.iter().any(|asked| fits(asked.kinds)))
            }
            Sign::Owner => i64::from(actor && place.owns_person),
            Sign::Around => i64::from(place.around == Some(cluster)),
            Sign::Continued => i64::from(last.form == Form::Pronoun),
            Sign::Object => i64::from(self.context.token(last.head).dependency == Dependency::Obj),
            Sign::Inert => i64::from(!place.acts && !actor),
            Sign::Spoken => i64::try_from(known.count.min(5)).unwrap_or(5),
        };
        WEIGHTS.iter().map(|(sign, weights)| count(*sign) * weights[place.column]).sum()
    }
}
