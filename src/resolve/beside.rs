//! Nominals that stand beside the name of what they mean.

use super::reference::{Discourse, Standing};
use crate::claim::{Form, Mention, MentionId};
use crate::text::{Dependency, TokenId};

impl Discourse<'_, '_> {
    /// Joins a nominal with the name that it stands beside: "Acme, a software maker",
    /// "Acme is a software maker".
    pub(super) fn appositions(&mut self) {
        for (index, mention) in self.context.mentions.iter().enumerate() {
            let (Form::Nominal, Some(from)) = (mention.form, self.clusters.of[index]) else {
                continue;
            };
            if self.known[from.0].standing == Standing::Named {
                continue;
            }
            let into = self.beside[index]
                .and_then(|name| self.clusters.get(name))
                .filter(|into| *into != from)
                .filter(|into| {
                    let name = self.clusters.names[into.0].as_deref().unwrap_or_default();
                    !self.context.pins.are_apart(self.context.text(mention.span), name)
                });
            if let Some(into) = into {
                for cluster in self.clusters.of.iter_mut().filter(|c| **c == Some(from)) {
                    *cluster = Some(into);
                }
            }
        }
    }

    /// Notes the nouns that stand beside each name: "minister" in "Minister Ada Quill" and
    /// in "Ada Quill, the minister".
    pub(super) fn describe(&mut self, canonical: &[Option<String>]) {
        self.beside = vec![None; canonical.len()];
        for (index, mention) in self.context.mentions.iter().enumerate() {
            let (name, noun) = match mention.form {
                Form::Nominal => {
                    let beside = self.named_beside(mention);
                    self.beside[index] = beside;
                    (beside.and_then(|id| canonical[id.0 as usize].clone()), Some(mention.head))
                }
                Form::Name if mention.kind.name() == "person" => {
                    let title = mention.tokens.start.checked_sub(1).map(TokenId);
                    (canonical[index].clone(), title.filter(|t| self.is_role(*t)))
                }
                _ => continue,
            };
            if let (Some(name), Some(noun)) = (name, noun) {
                let lemma = self.context.token(noun).lemma.to_lowercase();
                self.described.entry(name).or_default().insert(lemma);
            }
        }
    }

    /// Whether a word says what a person does.
    fn is_role(&self, token: TokenId) -> bool {
        let lemma = self.context.token(token).lemma.to_lowercase();
        self.context.lexicon.noun(&lemma).is_some_and(|kind| kind.name() == "person")
    }

    /// The name of a like kind that a nominal stands beside.
    fn named_beside(&self, mention: &Mention) -> Option<MentionId> {
        self.name_beside(mention)
            .filter(|name| self.context.alike(&mention.kind, &self.context.mention(*name).kind))
    }

    /// The name that a nominal is in apposition to, or has in apposition, or is said of.
    fn name_beside(&self, mention: &Mention) -> Option<MentionId> {
        let at = |token: TokenId| {
            let names = |m: &Mention| m.form == Form::Name && m.tokens.contains(&token.0);
            self.context.mentions_in(mention.sentence).find(|(_, m)| names(m)).map(|(id, _)| id)
        };
        let head = self.context.token(mention.head);
        if head.dependency == Dependency::Appos {
            return head.head.and_then(at);
        }
        // "Governor Ada Quill"
        let named = at(TokenId(mention.head.0 + 1)).filter(|name| {
            head.head.is_some_and(|h| self.context.mention(*name).tokens.contains(&h.0))
        });
        if named.is_some() {
            return named;
        }
        let copula = self.context.has_copula(mention.head);
        self.context.children(mention.head).find_map(|child| {
            let dependency = self.context.token(child).dependency;
            let example = dependency == Dependency::Nmod
                && self.context.children(child).any(|c| self.context.token(c).lemma == "such")
                && mention.kind.name() != "group";
            let joined = matches!(dependency, Dependency::Appos | Dependency::Flat)
                || copula && dependency == Dependency::Nsubj
                || example;
            at(child).filter(|_| joined)
        })
    }
}
