use super::{ClusterId, Context, names};
use crate::claim::{Form, Mention, MentionId};
use crate::ontology::Kind;
use crate::text::{Dependency, SentenceId, Tag, TokenId};
use std::collections::{BTreeMap, BTreeSet};

/// Which mentions speak of one thing.
#[derive(Clone, Debug, Default)]
pub(super) struct Clusters {
    /// The cluster of each mention; none for a pronoun that could not be resolved.
    pub(super) of: Vec<Option<ClusterId>>,
    /// The full name of each cluster that has one.
    pub(super) names: Vec<Option<String>>,
    /// How many clusters there are.
    pub(super) count: usize,
}

impl Clusters {
    pub(super) fn get(&self, mention: MentionId) -> Option<ClusterId> {
        self.of[mention.0 as usize]
    }
}

/// What the text has spoken of so far.
struct Discourse<'c, 'a> {
    context: &'c Context<'a>,
    clusters: Clusters,
    known: Vec<Known>,
    by_name: BTreeMap<(bool, String), ClusterId>,
    firms: BTreeSet<String>,
}

/// A thing already spoken of.
#[derive(Clone, Debug)]
struct Known {
    kind: Kind,
    standing: Standing,
    plural: bool,
    last: MentionId,
    subject: bool,
    count: usize,
    gender: Option<bool>,
    head: String,
    words: String,
    owner: Option<ClusterId>,
}

/// How a thing came into the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// By its name.
    Named,
    /// By a nominal.
    Described,
    /// Said of something ("is a firm", "as a firm"), so that nothing refers back to it.
    Predicated,
}

/// How many sentences back a definite nominal and a pronoun look.
const NOMINAL_REACH: u32 = 6;
const PRONOUN_REACH: u32 = 2;
/// How many sentences back the speaker of a quotation is looked for.
const SPEECH_REACH: usize = 12;

/// Clusters all mentions, in text order.
pub(super) fn cluster(context: &Context<'_>) -> Clusters {
    let canonical = names::canonical(context);
    let named = context.mentions.iter().zip(&canonical);
    let firms = named
        .filter(|(mention, _)| context.ontology.is_a(&mention.kind, "organization"))
        .filter_map(|(_, name)| name.clone())
        .collect();
    let mut d = Discourse {
        context,
        clusters: Clusters::default(),
        known: Vec::new(),
        by_name: BTreeMap::new(),
        firms,
    };
    for (index, (mention, name)) in (0..).zip(context.mentions.iter().zip(canonical)) {
        let id = MentionId(index);
        let cluster = match mention.form {
            Form::Name => Some(d.named(id, mention, name.unwrap_or_default())),
            Form::Nominal => Some(d.nominal(id, mention)),
            Form::Pronoun => d.pronoun(mention),
        };
        if let Some(cluster) = cluster {
            d.spoken(cluster, id, mention);
        }
        d.clusters.of.push(cluster);
    }
    d.appositions();
    d.clusters
}

impl Discourse<'_, '_> {
    fn open(&mut self, id: MentionId, mention: &Mention, name: Option<String>) -> ClusterId {
        let head = self.context.token(mention.head);
        let word = self.context.word(mention.head).to_lowercase();
        let plural =
            mention.form != Form::Name && (mention.kind.name() == "group" || word != head.lemma);
        let standing = match name {
            Some(_) => Standing::Named,
            None if self.predicated(mention) => Standing::Predicated,
            None => Standing::Described,
        };
        self.known.push(Known {
            kind: mention.kind.clone(),
            standing,
            plural,
            last: id,
            subject: false,
            count: 0,
            gender: None,
            head: head.lemma.to_lowercase(),
            words: key(self.context.text(mention.span)),
            owner: self.owner(mention),
        });
        self.clusters.names.push(name);
        self.clusters.count += 1;
        ClusterId(self.clusters.count - 1)
    }

    /// The cluster of the possessor before a name or noun: Norway in "Norway's
    /// Maritime Board".
    fn owner(&self, mention: &Mention) -> Option<ClusterId> {
        let possessor = self
            .context
            .children(mention.head, mention.sentence)
            .find(|c| self.context.token(*c).dependency == Dependency::NmodPoss)?;
        self.so_far(mention.sentence, |m| m.head == possessor)
    }

    /// What a predicate nominal is said of: "it" in "it is a private firm".
    fn predicate_of(&self, mention: &Mention) -> Option<ClusterId> {
        if !self.predicated(mention) {
            return None;
        }
        let subject = self
            .context
            .children(mention.head, mention.sentence)
            .find(|c| self.context.is_subject(*c))?;
        let cluster = self.so_far(mention.sentence, |m| m.tokens.contains(&subject.0))?;
        self.context.alike(&self.known[cluster.0].kind, &mention.kind).then_some(cluster)
    }

    /// The cluster of the first mention of a sentence that is such, if it is clustered yet.
    fn so_far(&self, sentence: SentenceId, such: impl Fn(&Mention) -> bool) -> Option<ClusterId> {
        let (id, _) = self.context.mentions_in(sentence).find(|(_, m)| such(m))?;
        self.clusters.of.get(id.0 as usize).copied().flatten()
    }

    fn predicated(&self, mention: &Mention) -> bool {
        let first = self.context.word(TokenId(mention.tokens.start)).to_lowercase();
        let joined = self.context.children(mention.head, mention.sentence).any(|c| {
            let token = self.context.token(c);
            token.dependency == Dependency::Cop
                || token.dependency == Dependency::Case && token.lemma == "as"
        });
        mention.form == Form::Nominal && matches!(first.as_str(), "a" | "an") && joined
    }

    /// Notes that a mention spoke of a thing.
    fn spoken(&mut self, cluster: ClusterId, id: MentionId, mention: &Mention) {
        let subject = self.context.is_subject(mention.head);
        let gender =
            gender(self.context.word(mention.head)).filter(|_| mention.form == Form::Pronoun);
        let title =
            mention.tokens.start.checked_sub(1).and_then(|t| titled(self.context.word(TokenId(t))));
        let known = &mut self.known[cluster.0];
        known.last = id;
        known.subject = subject;
        known.count += 1;
        known.gender = known.gender.or(gender).or(title.filter(|_| mention.form == Form::Name));
    }

    fn named(&mut self, id: MentionId, mention: &Mention, name: String) -> ClusterId {
        // A person and a place of one name are two things; a person and a firm are one
        // that the reader was unsure of, and the kinds are voted on.
        let person = mention.kind.name() == "person" && !self.firms.contains(&name);
        let key = (person, name.clone());
        if let Some(cluster) = self.by_name.get(&key) {
            return *cluster;
        }
        let cluster = self.open(id, mention, Some(name));
        self.by_name.insert(key, cluster);
        cluster
    }

    /// A nominal: what it stands beside, what a definite one refers back to, or
    /// something new.
    fn nominal(&mut self, id: MentionId, mention: &Mention) -> ClusterId {
        let first = self.context.word(TokenId(mention.tokens.start)).to_lowercase();
        if let Some(subject) = self.predicate_of(mention) {
            return subject;
        }
        let definite = matches!(first.as_str(), "the" | "this" | "that" | "these" | "those");
        let possessed =
            self.context.token(TokenId(mention.tokens.start)).dependency == Dependency::NmodPoss;
        let words = key(self.context.text(mention.span));
        let head = self.context.token(mention.head).lemma.to_lowercase();
        if definite {
            if let Some(found) =
                self.same_words(mention, &words, &head).or_else(|| self.refers_back(mention, &head))
            {
                return found;
            }
        } else if possessed || words.contains(' ') {
            if let Some(found) = self.same_owner(mention) {
                return found;
            }
            let same =
                self.known.iter().rposition(|k| k.standing != Standing::Named && k.words == words);
            if let Some(same) = same {
                return ClusterId(same);
            }
        }
        self.open(id, mention, None)
    }

    /// "Germany's cyber agency" is the agency that was introduced as Germany's.
    fn same_owner(&self, mention: &Mention) -> Option<ClusterId> {
        let owner = self.owner(mention)?;
        let body = self.context.ontology.is_a(&mention.kind, "organization");
        let fits = |k: &Known| {
            k.standing == Standing::Named
                && k.owner == Some(owner)
                && self.fits(&mention.kind, &k.kind)
        };
        self.known.iter().rposition(fits).filter(|_| body).map(ClusterId)
    }

    /// The latest unnamed thing spoken of by the same words, or by the same noun
    /// when the new mention adds none.
    fn same_words(&self, mention: &Mention, words: &str, head: &str) -> Option<ClusterId> {
        let bare =
            (words == head || mention.tokens.len() <= 2) && !restricted(self.context, mention);
        let plural = self.context.word(mention.head).to_lowercase() != head;
        let same = |k: &Known| {
            let noun = bare && k.head == head && k.plural == plural;
            k.standing == Standing::Described && (k.words == words || noun)
        };
        self.known.iter().rposition(same).map(ClusterId)
    }

    /// The named thing that "the company" or "the agency" means: one whose name has
    /// the noun, else the nearest and most spoken of a fitting kind.
    fn refers_back(&self, mention: &Mention, head: &str) -> Option<ClusterId> {
        if mention.kind.name() == "group" || restricted(self.context, mention) {
            return None;
        }
        let anaphor = self.context.lexicon.is(head, "anaphor") || mention.kind.name() == "person";
        let thing = ["product", "work", "event", "facility"].contains(&mention.kind.name());
        let candidates = self
            .known
            .iter()
            .enumerate()
            .filter(|(_, k)| k.standing == Standing::Named && !k.plural);
        candidates
            .filter_map(|(index, known)| {
                let has_noun = self.clusters.names[index]
                    .as_ref()
                    .is_some_and(|n| n.to_lowercase().split_whitespace().any(|w| w == head));
                let fits = self.fits(&mention.kind, &known.kind)
                    && (!thing || has_noun || mention.kind.name() == "facility");
                let far = self.distance(mention.sentence, known);
                if !(has_noun && fits || anaphor && fits && far <= NOMINAL_REACH) {
                    return None;
                }
                let score = i64::from(has_noun) * 100 - i64::from(far) * 3
                    + i64::from(known.subject) * 3
                    + i64::try_from(known.count.min(5)).unwrap_or(5);
                Some((score, known.last, index))
            })
            .max()
            .map(|(_, _, index)| ClusterId(index))
    }

    fn fits(&self, nominal: &Kind, known: &Kind) -> bool {
        let ontology = self.context.ontology;
        ontology.is_a(known, nominal.name())
            || nominal.name() != "person"
                && known.name() == "organization"
                && ontology.is_a(nominal, "organization")
    }

    fn distance(&self, sentence: SentenceId, known: &Known) -> u32 {
        sentence.0.saturating_sub(self.context.mention(known.last).sentence.0)
    }

    /// The thing that a pronoun means: for "we" and "I" the speaker, else the nearest
    /// fitting thing, subjects first.
    fn pronoun(&self, mention: &Mention) -> Option<ClusterId> {
        let word = self.context.word(mention.head).to_lowercase();
        if matches!(word.as_str(), "we" | "us" | "our" | "ours" | "i" | "me" | "my") {
            return self.speaker(mention);
        }
        let gender = gender(&word);
        let governor = self.context.token(mention.head).head;
        let object = self.context.token(mention.head).dependency == Dependency::Obj;
        let candidates = self.known.iter().enumerate().filter(|(_, known)| {
            let last = self.context.mention(known.last);
            let clash = object
                && last.sentence == mention.sentence
                && self.context.token(last.head).head == governor;
            let right = match mention.kind.name() {
                "person" => {
                    known.kind.name() == "person"
                        && !known.plural
                        && known.gender.is_none_or(|g| Some(g) == gender)
                }
                "group" => {
                    known.plural
                        || known.kind.name() == "group"
                        || self.context.ontology.is_a(&known.kind, "organization")
                }
                _ => !known.plural && !matches!(known.kind.name(), "person" | "group"),
            };
            right
                && !clash
                && known.standing != Standing::Predicated
                && self.distance(mention.sentence, known) <= PRONOUN_REACH
        });
        candidates
            .map(|(index, known)| {
                let far = i64::from(self.distance(mention.sentence, known));
                let plural = i64::from(
                    mention.kind.name() == "group"
                        && (known.plural || known.kind.name() == "group"),
                );
                let actor = i64::from(
                    self.context.ontology.is_a(&known.kind, "organization")
                        || known.kind.name() == "country",
                );
                let city = i64::from(matches!(known.kind.name(), "city" | "region" | "landform"));
                let score = -far * 4
                    + i64::from(known.subject) * 4
                    + i64::from(known.standing == Standing::Named) * 2
                    + plural * 3
                    + actor * 2
                    - city * 3;
                (score, known.last, index)
            })
            .max()
            .map(|(_, _, index)| ClusterId(index))
    }

    /// The subject of the verb of speech in the sentence, in one before it, or in the
    /// next. A paragraph that opens with a quotation mark goes on with the one before.
    fn speaker(&self, mention: &Mention) -> Option<ClusterId> {
        let section =
            |s: SentenceId| self.context.analysis.sentences.get(s.0 as usize).map(|s| s.section);
        let here = section(mention.sentence);
        let mut back: Vec<SentenceId> = Vec::new();
        for sentence in (0..=mention.sentence.0).rev().take(SPEECH_REACH).map(SentenceId) {
            let crossed = back.last().is_some_and(|later| section(*later) != section(sentence));
            if crossed && !back.last().is_some_and(|later| self.opens_quotation(*later)) {
                break;
            }
            back.push(sentence);
        }
        let next = Some(SentenceId(mention.sentence.0 + 1)).filter(|n| section(*n) == here);
        let near =
            back.into_iter().chain(next).find_map(|sentence| self.speaker_in(sentence, mention));
        near.or_else(|| self.introduced(mention))
    }

    /// Who gave the statement that the pronoun stands in: "Lee said:", and then
    /// paragraphs without quotation marks.
    fn introduced(&self, mention: &Mention) -> Option<ClusterId> {
        let before = (0..mention.sentence.0).rev().map(SentenceId);
        let colon = |s: &SentenceId| {
            self.context.sentence(*s).last().is_some_and(|last| self.context.word(last) == ":")
        };
        before.filter(colon).find_map(|sentence| self.speaker_in(sentence, mention))
    }

    fn opens_quotation(&self, sentence: SentenceId) -> bool {
        self.context
            .sentence(sentence)
            .next()
            .is_some_and(|first| matches!(self.context.word(first), "\"" | "“"))
    }

    fn speaker_in(&self, sentence: SentenceId, pronoun: &Mention) -> Option<ClusterId> {
        self.context
            .sentence(sentence)
            .filter(|t| {
                self.context.token(*t).tag == Tag::Verb
                    && self.context.lexicon.is(&self.context.token(*t).lemma, "speech")
            })
            .flat_map(|verb| {
                self.context.children(verb, sentence).filter(|c| self.context.is_subject(*c))
            })
            .filter(|subject| *subject != pronoun.head)
            .find_map(|subject| {
                let names = |m: &Mention| m.form != Form::Pronoun && m.tokens.contains(&subject.0);
                self.so_far(sentence, names)
            })
    }

    /// Joins a nominal with the name that it stands beside: "Acme, a software maker",
    /// "Acme is a software maker".
    fn appositions(&mut self) {
        for (index, mention) in self.context.mentions.iter().enumerate() {
            let (Form::Nominal, Some(from)) = (mention.form, self.clusters.of[index]) else {
                continue;
            };
            if self.known[from.0].standing == Standing::Named {
                continue;
            }
            let beside = self.beside(mention).filter(|name| {
                self.context.alike(&mention.kind, &self.context.mention(*name).kind)
            });
            let into = beside.and_then(|name| self.clusters.get(name)).filter(|into| *into != from);
            if let Some(into) = into {
                for cluster in self.clusters.of.iter_mut().filter(|c| **c == Some(from)) {
                    *cluster = Some(into);
                }
            }
        }
    }

    /// The name that a nominal is in apposition to, or has in apposition, or is said of.
    fn beside(&self, mention: &Mention) -> Option<MentionId> {
        let at = |token: TokenId| {
            let names = |m: &Mention| m.form == Form::Name && m.tokens.contains(&token.0);
            self.context.mentions_in(mention.sentence).find(|(_, m)| names(m)).map(|(id, _)| id)
        };
        let head = self.context.token(mention.head);
        if head.dependency == Dependency::Appos {
            return head.head.and_then(at);
        }
        let copula = self
            .context
            .children(mention.head, mention.sentence)
            .any(|c| self.context.token(c).dependency == Dependency::Cop);
        self.context.children(mention.head, mention.sentence).find_map(|child| {
            let dependency = self.context.token(child).dependency;
            let example = dependency == Dependency::Nmod
                && self
                    .context
                    .children(child, mention.sentence)
                    .any(|c| self.context.token(c).lemma == "such")
                && mention.kind.name() != "group";
            let joined = matches!(dependency, Dependency::Appos | Dependency::Flat)
                || copula && dependency == Dependency::Nsubj
                || example;
            at(child).filter(|_| joined)
        })
    }
}

/// Whether a nominal is narrowed by what follows it, so that it need not refer back.
fn restricted(context: &Context<'_>, mention: &Mention) -> bool {
    let names = |m: &Mention| {
        m.form == Form::Name && m.span != mention.span && mention.span.contains(m.span)
    };
    if context.mentions_in(mention.sentence).any(|(_, m)| names(m)) {
        return true;
    }
    context.children(mention.head, mention.sentence).any(|c| {
        let dependency = context.token(c).dependency;
        c.0 > mention.head.0
            && matches!(dependency, Dependency::Nmod | Dependency::AclRelcl | Dependency::Acl)
            || c.0 < mention.head.0
                && matches!(dependency, Dependency::NmodPoss | Dependency::Nummod)
    })
}

/// The words of a nominal without its determiner, in lower case.
fn key(text: &str) -> String {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    let skip =
        usize::from(words.first().is_some_and(|w| {
            matches!(*w, "the" | "a" | "an" | "this" | "that" | "these" | "those")
        }));
    words[skip..].join(" ")
}

fn gender(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "he" | "him" | "his" => Some(true),
        "she" | "her" | "hers" => Some(false),
        _ => None,
    }
}

fn titled(word: &str) -> Option<bool> {
    match word.trim_end_matches('.') {
        "Mr" | "Sir" | "Lord" | "King" | "Prince" => Some(true),
        "Mrs" | "Ms" | "Miss" | "Lady" | "Queen" | "Princess" => Some(false),
        _ => None,
    }
}
