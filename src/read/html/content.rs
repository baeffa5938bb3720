//! Which lines of a page are the article.
//!
//! The article is the element that holds the most running text and the least of
//! anything else; within it, what the page adds of its own is told by the names that
//! authors of pages give to such parts, and by its form.

use super::metadata::Metadata;
use super::names;
use super::page::Block;
use super::tree::Tree;
use crate::read::{byline, dateline, shape};
use crate::text::SectionKind;
use std::collections::BTreeSet;
use std::ops::Range;

/// What beside cookies a notice of cookies speaks of.
const OF_COOKIES: &[&str] = &["website", "site", "consent", "browser", "experience", "we use"];

/// A block that is linked costs its element as much as so many words are worth.
const COST_OF_A_LINK: i32 = 6;

/// A short line that is neither heading nor prose costs less.
const COST_OF_A_LINE: i32 = 1;

/// So many words of a paragraph count for nothing: teasers of other articles are short.
const SHORT_PROSE: i32 = 8;

/// A paragraph that the page's description begins with is the article's first.
const WORTH_OF_A_SUMMARY: i32 = 60;

/// What is left of a paragraph's worth for each element that lies farther out.
const DECAY: f64 = 0.8;

/// What an element is worth more for being called an article's body.
const BONUS: f64 = 1.25;

/// So far out a paragraph is worth nothing.
const FARTHEST: usize = 20;

/// A paragraph of so many words stands on a page once.
const LONG_ENOUGH_TO_REPEAT: usize = 25;

/// A line of the article, and its part if the page tells it.
pub(super) type Part = (usize, Option<SectionKind>);

/// The lines of the article, in order.
pub(super) fn article(tree: &Tree, blocks: &[Block], metadata: &Metadata) -> Vec<Part> {
    let page = Page::new(tree, blocks, metadata);
    let guess = page.body();
    let told = metadata.body.as_deref().map(Told::new);
    let told = told.and_then(|told| Some((page.body_told(&told, &guess)?, told)));
    match told {
        Some((body, told)) => page.parts(&body, Some(&told), metadata),
        None => page.parts(&guess, None, metadata),
    }
}

struct Page<'a> {
    tree: &'a Tree,
    blocks: &'a [Block],
    /// For each block, whether it is no part of the article by its element.
    apart: Vec<bool>,
    /// For each block, whether it stands under a picture.
    caption: Vec<bool>,
    /// For each block, whether the page sums the article up in its words.
    summary: Vec<bool>,
}

impl<'a> Page<'a> {
    fn new(tree: &'a Tree, blocks: &'a [Block], metadata: &Metadata) -> Self {
        let mut page =
            Self { tree, blocks, apart: Vec::new(), caption: Vec::new(), summary: Vec::new() };
        let prose = page.prose_within();
        let all = prose[0];
        let n = tree.nodes.len();
        let (mut apart, mut caption) = (vec![false; n], vec![false; n]);
        for at in 1..n {
            let node = &tree.nodes[at];
            let small = prose[at] * 5 < all * 2;
            let comments = prose[at] * 5 < all * 4 && names::is_comments(tree, at);
            apart[at] = apart[node.parent] || comments || (small && names::is_apart(tree, at));
            caption[at] = caption[node.parent] || (small && names::is_caption(tree, at));
        }
        let of_cookies = metadata.titles.iter().any(|title| is_of_cookies(title));
        let notice = |block: &Block| !of_cookies && is_a_notice_of_cookies(block.words());
        page.apart = blocks.iter().map(|block| apart[block.at] || notice(block)).collect();
        page.caption = blocks.iter().map(|block| caption[block.at]).collect();
        let starts: Vec<String> = metadata.summaries.iter().filter_map(|s| start_of(s)).collect();
        let sums_up = |block: &Block| starts.iter().any(|start| block.words().starts_with(start));
        page.summary = blocks.iter().map(sums_up).collect();
        page.leave_what_is_above(metadata, &prose);
        page
    }

    /// Nothing above the headline is of the article, if most of the text is below.
    fn leave_what_is_above(&mut self, metadata: &Metadata, prose: &[usize]) {
        let Some(headline) = self.headline(self.blocks.len(), metadata) else { return };
        let above = self.blocks[..headline].iter().filter(|block| block.is_prose());
        let above: usize = above.map(Block::count).sum();
        if self.heading(headline).is_some() && above * 10 < prose[0] * 6 {
            self.apart[..headline].fill(true);
        }
    }

    /// For each node, the words of running text within it.
    fn prose_within(&self) -> Vec<usize> {
        let mut before = vec![0];
        for block in self.blocks {
            let words = if block.is_prose() { block.count() } else { 0 };
            before.push(before[before.len() - 1] + words);
        }
        let within = |node: usize| {
            let Range { start, end } = self.blocks_within(node);
            before[end] - before[start]
        };
        (0..self.tree.nodes.len()).map(within).collect()
    }

    /// The blocks that begin within a node.
    fn blocks_within(&self, node: usize) -> Range<usize> {
        let Range { start, end } = self.tree.within(node);
        let first = |from: usize| self.blocks.partition_point(|block| block.at < from);
        first(start)..first(end)
    }

    /// What a block adds to the element that holds it.
    fn worth(&self, i: usize) -> i32 {
        let block = &self.blocks[i];
        let words = i32::try_from(block.count()).unwrap_or(i32::MAX / 1000);
        if self.apart[i] || self.caption[i] || self.heading(i).is_some() {
            0
        } else if block.is_prose() {
            (words - SHORT_PROSE).max(1) + if self.summary[i] { WORTH_OF_A_SUMMARY } else { 0 }
        } else if block.is_linked() {
            -COST_OF_A_LINK
        } else {
            -COST_OF_A_LINE
        }
    }

    /// The blocks of the element that is worth most. A paragraph counts less for an
    /// element the further within it lies: those of an article lie beside one another,
    /// teasers each in a part of their own.
    fn body(&self) -> Range<usize> {
        let mut worth = vec![0.0; self.tree.nodes.len()];
        for (i, block) in self.blocks.iter().enumerate() {
            let mut share = f64::from(self.worth(i));
            for at in self.tree.above(block.element).take(FARTHEST) {
                worth[at] += share;
                share *= DECAY;
            }
            // A line that is no paragraph of its own stands right in its element.
            if self.tree.nodes[block.element].name() != "p" {
                worth[block.element] += f64::from(self.worth(i));
            }
        }
        for (at, worth) in worth.iter_mut().enumerate() {
            if names::is_body(self.tree, at) {
                *worth *= BONUS;
            }
        }
        let best = (0..worth.len()).rev().max_by(|a, b| worth[*a].total_cmp(&worth[*b]));
        self.blocks_within(best.unwrap_or(0))
    }

    /// What the article's words for machines cover, if they are those of the page.
    fn body_told(&self, told: &Told, guess: &Range<usize>) -> Option<Range<usize>> {
        let words = |i: usize| self.blocks[i].count();
        let says = |i: &usize| {
            self.blocks[*i].is_prose() && !self.caption[*i] && told.says(self.blocks[*i].words())
        };
        let prose = |i: &usize| !self.apart[*i] && self.blocks[*i].is_prose();
        let guessed: usize = guess.clone().filter(prose).map(words).sum();
        let said: usize = (0..self.blocks.len()).filter(says).map(words).sum();
        let fits = said * 10 >= told.words * 7 && said * 10 >= guessed * 6;
        let first = (0..self.blocks.len()).find(says)?;
        let last = (0..self.blocks.len()).rfind(says)?;
        fits.then_some(first..last + 1)
    }

    /// The level of the heading that a block is.
    fn heading(&self, i: usize) -> Option<u8> {
        let element = self.blocks[i].element;
        let mut near = std::iter::once(element).chain(self.tree.above(element).take(2));
        near.find_map(|at| match self.tree.nodes[at].name() {
            "h1" => Some(1),
            "h2" => Some(2),
            "h3" => Some(3),
            "h4" => Some(4),
            "h5" | "h6" => Some(5),
            _ => None,
        })
    }

    /// The lines of the article with their parts.
    fn parts(&self, body: &Range<usize>, told: Option<&Told>, metadata: &Metadata) -> Vec<Part> {
        let prose = |i: &usize| (told.is_some() || !self.apart[*i]) && self.blocks[*i].is_prose();
        let lead = body.clone().find(prose).unwrap_or(body.start);
        let headline = self.headline(lead, metadata);
        let mut parts: Vec<Part> = Vec::new();
        if let Some(headline) = headline {
            parts.push((headline, Some(SectionKind::Headline)));
            parts.extend((headline + 1..lead).filter_map(|i| self.above_the_lead(i, metadata)));
        }
        let title = headline.map(|i| self.blocks[i].words());
        let mut seen = BTreeSet::new();
        for i in lead..self.last(body, prose) {
            let words = self.blocks[i].words();
            let again = shape::words(words) >= LONG_ENOUGH_TO_REPEAT && !seen.insert(words);
            if !again && Some(words) != title {
                parts.extend(self.part(i, told));
            }
        }
        parts
    }

    /// One past the last line: the last prose, or the items of a list behind it.
    fn last(&self, body: &Range<usize>, prose: impl Fn(&usize) -> bool) -> usize {
        let last = body.clone().rev().find(prose).map_or(body.end, |i| i + 1);
        let items = (last..body.end).take_while(|i| {
            let block = &self.blocks[*i];
            let near = std::iter::once(block.element).chain(self.tree.above(block.element).take(2));
            let mut near = near.map(|at| self.tree.nodes[at].name());
            !self.apart[*i] && !block.is_linked() && near.any(|name| name == "li")
        });
        last + items.count()
    }

    /// The part that a line of the body plays, if it is read at all.
    fn part(&self, i: usize, told: Option<&Told>) -> Option<Part> {
        let block = &self.blocks[i];
        let cell = || matches!(self.tree.nodes[block.element].name(), "td" | "th" | "caption");
        let kind = match told {
            _ if self.caption[i] => Some(SectionKind::Caption),
            Some(told) if !told.says(block.words()) => Some(SectionKind::Related),
            None if self.apart[i] => return None,
            None if block.is_linked() => Some(SectionKind::Related),
            None if !block.is_prose() && cell() => Some(SectionKind::Related),
            _ if self.heading(i).is_some() => Some(SectionKind::Heading),
            _ => None,
        };
        Some((i, kind))
    }

    /// A standfirst, byline or dateline between headline and text.
    fn above_the_lead(&self, i: usize, metadata: &Metadata) -> Option<Part> {
        let words = self.blocks[i].words();
        let kind = if metadata.summaries.iter().any(|s| super::plain(s) == words) {
            SectionKind::Standfirst
        } else if byline::is_byline(words) {
            SectionKind::Byline
        } else if dateline::is_dateline(words) {
            SectionKind::Dateline
        } else {
            return None;
        };
        Some((i, Some(kind)))
    }

    /// The headline: the heading nearest above the text that says what the metadata
    /// say, or else the first `h1`.
    fn headline(&self, lead: usize, metadata: &Metadata) -> Option<usize> {
        let upto = (lead + 4).min(self.blocks.len());
        let headings = || (0..upto).filter(|i| self.heading(*i).is_some());
        let like = |i: &usize| {
            let words = word_set(self.blocks[*i].words());
            metadata.titles.iter().any(|title| is_like(&words, &word_set(title)))
        };
        headings()
            .find(|i| self.heading(*i) == Some(1) && like(i))
            .or_else(|| headings().find(like))
            .or_else(|| (0..upto).find(like))
            .or_else(|| headings().filter(|i| *i < lead).rfind(|i| self.heading(*i) == Some(1)))
    }
}

/// The article's words as the page gives them to machines.
struct Told {
    shingles: BTreeSet<[String; 3]>,
    all: BTreeSet<String>,
    words: usize,
}

impl Told {
    fn new(body: &str) -> Self {
        let words = plain_words(body);
        let shingles = words.windows(3).map(|w| [w[0].clone(), w[1].clone(), w[2].clone()]);
        let shingles = shingles.collect();
        Self { shingles, words: words.len(), all: words.into_iter().collect() }
    }

    /// Whether it has most of a line.
    fn says(&self, line: &str) -> bool {
        let words = plain_words(line);
        if words.len() < 3 {
            return words.iter().all(|word| self.all.contains(word));
        }
        let known = words.windows(3).filter(|w| {
            let shingle = [w[0].clone(), w[1].clone(), w[2].clone()];
            self.shingles.contains(&shingle)
        });
        known.count() * 10 >= (words.len() - 2) * 6
    }
}

/// The first characters of a summary, if it is long enough to be told by them.
fn start_of(summary: &str) -> Option<String> {
    let start: String = super::plain(summary).chars().take(40).collect();
    (start.chars().count() == 40).then_some(start)
}

fn plain_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn word_set(text: &str) -> BTreeSet<String> {
    plain_words(text).into_iter().collect()
}

/// Whether two headlines share most words.
fn is_like(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let shared = a.intersection(b).count();
    shared > 0 && shared * 10 >= a.len().max(1) * 6 && shared * 10 >= b.len() * 5
}

fn is_of_cookies(words: &str) -> bool {
    words.to_lowercase().contains("cookie")
}

fn is_a_notice_of_cookies(words: &str) -> bool {
    let lower = words.to_lowercase();
    is_of_cookies(&lower) && OF_COOKIES.iter().any(|word| lower.contains(word))
}
