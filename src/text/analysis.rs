use super::Span;
use std::ops::Range;

/// Index of a token in [`Analysis::tokens`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenId(pub u32);

/// Index of a sentence in [`Analysis::sentences`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceId(pub u32);

/// Sentences, tokens and names of one document, in text order.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Every sentence.
    pub sentences: Vec<Sentence>,
    /// Every token of every sentence.
    pub tokens: Vec<Token>,
    /// Every name; names do not overlap and do not cross sentences.
    pub names: Vec<Name>,
    /// What the network made of each token: rows of equal width, one a token; empty
    /// where no network read them.
    pub rows: Vec<f32>,
}

/// A run of tokens that forms one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, as a range of [`Analysis::tokens`]; never empty.
    pub tokens: Range<u32>,
    /// Index of its section in [`Document::sections`](super::Document::sections).
    pub section: u32,
}

/// A word or a mark, with its place in the dependency tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Dictionary form, in lower case but for names.
    pub lemma: String,
    /// Part of speech.
    pub tag: Tag,
    /// The token that this one depends on, in the same sentence; `None` at the
    /// root, of which every sentence has one.
    pub head: Option<TokenId>,
    /// How it depends on its head.
    pub dependency: Dependency,
}

/// A name that the network saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its tokens, as a range of [`Analysis::tokens`]; never empty.
    pub tokens: Range<u32>,
    /// What kind of thing it names, by the ontology's names (`company`).
    pub kind: String,
    /// How sure the network is, from 0 to 1.
    pub score: f32,
}

impl Analysis {
    /// The token of that index.
    pub fn token(&self, id: TokenId) -> &Token {
        &self.tokens[id.0 as usize]
    }

    /// The tokens of a sentence with their indices.
    pub fn tokens_of(&self, sentence: &Sentence) -> impl Iterator<Item = (TokenId, &Token)> {
        sentence.tokens.clone().map(|i| (TokenId(i), &self.tokens[i as usize]))
    }
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* #[doc = concat!("`", $text, "`")] $variant,)* }

        impl $name {
            /// Every value, in the order in which they are declared.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name as treebanks write it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The value that treebanks write so.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

vocabulary! {
    /// Part of speech (Universal Dependencies, version 2).
    Tag {
        Adj = "ADJ",
        Adp = "ADP",
        Adv = "ADV",
        Aux = "AUX",
        Cconj = "CCONJ",
        Det = "DET",
        Intj = "INTJ",
        Noun = "NOUN",
        Num = "NUM",
        Part = "PART",
        Pron = "PRON",
        Propn = "PROPN",
        Punct = "PUNCT",
        Sconj = "SCONJ",
        Sym = "SYM",
        Verb = "VERB",
        X = "X",
    }
}

vocabulary! {
    /// How a token depends on its head (Universal Dependencies, version 2,
    /// with the subtypes of English that the extractor reads).
    Dependency {
        Acl = "acl",
        AclRelcl = "acl:relcl",
        Advcl = "advcl",
        Advmod = "advmod",
        Amod = "amod",
        Appos = "appos",
        Aux = "aux",
        AuxPass = "aux:pass",
        Case = "case",
        Cc = "cc",
        CcPreconj = "cc:preconj",
        Ccomp = "ccomp",
        Compound = "compound",
        CompoundPrt = "compound:prt",
        Conj = "conj",
        Cop = "cop",
        Csubj = "csubj",
        CsubjPass = "csubj:pass",
        Dep = "dep",
        Det = "det",
        DetPredet = "det:predet",
        Discourse = "discourse",
        Dislocated = "dislocated",
        Expl = "expl",
        Fixed = "fixed",
        Flat = "flat",
        Goeswith = "goeswith",
        Iobj = "iobj",
        List = "list",
        Mark = "mark",
        Nmod = "nmod",
        NmodPoss = "nmod:poss",
        NmodUnmarked = "nmod:unmarked",
        Nsubj = "nsubj",
        NsubjOuter = "nsubj:outer",
        NsubjPass = "nsubj:pass",
        Nummod = "nummod",
        Obj = "obj",
        Obl = "obl",
        OblAgent = "obl:agent",
        OblUnmarked = "obl:unmarked",
        Orphan = "orphan",
        Parataxis = "parataxis",
        Punct = "punct",
        Reparandum = "reparandum",
        Root = "root",
        Vocative = "vocative",
        Xcomp = "xcomp",
    }
}
