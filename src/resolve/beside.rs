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
