use super::{Analysis, TokenId};

/// The tokens that depend on each token, in text order.
///
/// ```
/// use kgraph::text::{Analysis, Children, TokenId};
///
/// let none = Children::of(&Analysis::default());
/// assert!(none.get(TokenId(0)).is_empty());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Children {
    /// Where the children of each token begin in the list; one more for the end.
    starts: Vec<u32>,
    list: Vec<TokenId>,
}

impl Children {
    /// Indexes the trees of an analysis once, so that no step searches a sentence.
    pub fn of(analysis: &Analysis) -> Self {
        let count = analysis.tokens.len();
        let heads = || analysis.tokens.iter().map(|t| t.head.filter(|h| (h.0 as usize) < count));
        let mut starts = vec![0u32; count + 1];
        for head in heads().flatten() {
            starts[head.0 as usize + 1] += 1;
        }
        for index in 1..=count {
            starts[index] += starts[index - 1];
        }
        let mut free = starts.clone();
        let total = starts.last().map_or(0, |end| *end as usize);
        let mut list = vec![TokenId(0); total];
        for (child, head) in (0..).map(TokenId).zip(heads()) {
            if let Some(head) = head {
                let place = &mut free[head.0 as usize];
                list[*place as usize] = child;
                *place += 1;
            }
        }
        Self { starts, list }
    }

    /// The tokens that depend on one.
    pub fn get(&self, id: TokenId) -> &[TokenId] {
        let at = id.0 as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => &self.list[*start as usize..*end as usize],
            _ => &[],
        }
    }
}
