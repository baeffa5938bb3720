//! A page as its reader sees it: lines of words, each in its element.

use super::text;
use super::tree::{Content, Tree};
use crate::read::shape;
use crate::read::traced::Traced;

/// Elements whose words nobody reads on the page, or that are no prose.
const UNREAD: &[&str] = &[
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed",
    "select", "textarea", "button", "audio", "video", "canvas", "dialog", "map", "title",
];

/// A run of text that nothing interrupts: a paragraph, a heading, an item.
#[derive(Debug)]
pub(super) struct Block {
    /// Its nearest element that is no mere part of a line.
    pub(super) element: usize,
    /// The node of its first words.
    pub(super) at: usize,
    /// Its words.
    pub(super) line: Traced,
    /// How many bytes of them lie in links.
    pub(super) linked: usize,
}

impl Block {
    /// Its words without the space behind them.
    pub(super) fn words(&self) -> &str {
        self.line.text.trim_end()
    }

    /// Whether most of it leads elsewhere; long sentences may be full of links.
    pub(super) fn is_linked(&self) -> bool {
        let words = self.words();
        let sentence = shape::end(words) == shape::End::Stop && shape::words(words) > 7;
        let most = if sentence { 8 } else { 5 };
        self.linked * 10 > words.len() * most
    }

    /// How many words it has; of scripts that set no spaces, about.
    pub(super) fn count(&self) -> usize {
        let spaceless = |c: &char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
        shape::words(self.words()) + self.words().chars().filter(spaceless).count() / 2
    }

    /// Whether it is running text.
    pub(super) fn is_prose(&self) -> bool {
        !self.is_linked() && (shape::is_prose(self.words()) || self.count() > 30)
    }
}

/// The lines of a page, in order.
pub(super) fn blocks(markup: &Traced, tree: &Tree) -> Vec<Block> {
    let mut walk = Walk::new(markup, tree);
    walk.all();
    walk.blocks
}

struct Walk<'a> {
    markup: &'a Traced,
    tree: &'a Tree,
    blocks: Vec<Block>,
    /// For each node, its nearest element that is no part of a line.
    element: Vec<usize>,
    /// For each node, whether it lies in a link.
    linked: Vec<bool>,
    line: Traced,
    of: usize,
    at: usize,
    in_links: usize,
    breaks: usize,
}

impl<'a> Walk<'a> {
    fn new(markup: &'a Traced, tree: &'a Tree) -> Self {
        let n = tree.nodes.len();
        Self {
            markup,
            tree,
            blocks: Vec::new(),
            element: vec![0; n],
            linked: vec![false; n],
            line: Traced::new(),
            of: 0,
            at: 0,
            in_links: 0,
            breaks: 0,
        }
    }

    fn all(&mut self) {
        let mut at = 1;
        while at < self.tree.nodes.len() {
            let node = &self.tree.nodes[at];
            let name = node.name();
            self.element[at] = if node.is_inline() { self.element[node.parent] } else { at };
            self.linked[at] = self.linked[node.parent] || name == "a";
            if UNREAD.contains(&name) || is_hidden(self.tree, at) {
                at = node.end;
                continue;
            }
            match &node.content {
                Content::Text(range) => self.text(at, range.clone()),
                Content::Element { .. } if name == "br" => self.line_break(),
                Content::Element { .. } if !node.is_inline() => self.flush(),
                Content::Element { .. } => {}
            }
            at += 1;
        }
        self.flush();
    }

    fn text(&mut self, at: usize, range: std::ops::Range<usize>) {
        if self.element[at] != self.of {
            self.flush();
            self.of = self.element[at];
        }
        let before = self.line.text.len();
        if before == 0 {
            self.at = at;
        }
        text::add(&mut self.line, self.markup, range);
        let added = self.line.text.len() - before;
        self.in_links += if self.linked[at] { added } else { 0 };
        if added > 1 {
            self.breaks = 0;
        }
    }

    /// Two breaks part paragraphs, and so does one behind a sentence.
    fn line_break(&mut self) {
        self.breaks += 1;
        let ends =
            matches!(shape::end(self.line.text.trim_end()), shape::End::Stop | shape::End::Call);
        if self.breaks > 1 || ends {
            let of = self.of;
            self.flush();
            self.of = of;
        } else if !self.line.text.is_empty() && !self.line.text.ends_with(' ') {
            self.line.insert(" ");
        }
    }

    fn flush(&mut self) {
        let line = std::mem::replace(&mut self.line, Traced::new());
        if line.text.chars().any(|c| !c.is_whitespace()) {
            let linked = self.in_links;
            self.blocks.push(Block { element: self.of, at: self.at, line, linked });
        }
        (self.in_links, self.breaks) = (0, 0);
        self.of = 0;
    }
}

/// Whether the page hides an element from its readers.
fn is_hidden(tree: &Tree, at: usize) -> bool {
    let node = &tree.nodes[at];
    let style = node.attribute("style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).take(300).collect();
    node.attribute("hidden").is_some()
        || style.to_ascii_lowercase().contains("display:none")
        || style.to_ascii_lowercase().contains("visibility:hidden")
}
