//! Markup to a tree whose texts are ranges of the markup.
//!
//! The tokens are those of the HTML standard. The tree is simpler than a browser's:
//! nothing is moved, so that the order of the nodes is the order of the file.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::convert::Infallible;
use std::ops::Range;

/// Elements within one another; what lies deeper is read as if it lay here.
const DEEPEST: usize = 400;

/// The most nodes of a page; what follows is not read.
const MOST: usize = 400_000;

/// The longest attribute that is kept, in bytes.
const LONGEST_ATTRIBUTE: usize = 4_000;

/// Elements that hold nothing.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that stand in a line of text; any other begins a new one.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "amp-img", "b", "bdi", "bdo", "big", "br", "cite", "code", "data",
    "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "link", "mark", "meta", "nobr",
    "q", "s", "samp", "script", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr",
];

/// What a start tag ends, if that is open, and what hides it from the tag.
const ENDED: &[(&[&str], &[&str], &[&str])] = &[
    (&["li"], &["li"], &["ul", "ol"]),
    (&["dt", "dd"], &["dt", "dd"], &["dl"]),
    (&["tr"], &["tr"], &["table"]),
    (&["td", "th"], &["td", "th"], &["table", "tr"]),
    (&["tbody", "thead", "tfoot"], &["tbody", "thead", "tfoot"], &["table"]),
    (&["option"], &["option"], &["select"]),
    (&["body"], &["head"], &[]),
];

/// A node, after its parent and before its children.
#[derive(Debug)]
pub(super) struct Node {
    /// What it is.
    pub(super) content: Content,
    /// The element that holds it; the root holds itself.
    pub(super) parent: usize,
    /// One past the last node within it.
    pub(super) end: usize,
}

#[derive(Debug)]
pub(super) enum Content {
    /// Its name in small letters, its attributes in the order of the file.
    Element { name: String, attributes: Vec<(String, String)> },
    /// Where its characters stand in the markup; they may hold references.
    Text(Range<usize>),
}

/// The nodes of a page in the order of the file; the first is the root.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

impl Node {
    /// The element's name; a text has an empty one.
    pub(super) fn name(&self) -> &str {
        match &self.content {
            Content::Element { name, .. } => name,
            Content::Text(_) => "",
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, wanted: &str) -> Option<&str> {
        let Content::Element { attributes, .. } = &self.content else { return None };
        let found = attributes.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether it stands in a line of text.
    pub(super) fn is_inline(&self) -> bool {
        matches!(self.content, Content::Text(_)) || INLINE.contains(&self.name())
    }
}

impl Tree {
    /// The tree of a page, however odd.
    pub(super) fn parse(markup: &str) -> Self {
        let mut builder = Builder::new();
        let mut emitter =
            CallbackEmitter::<_, Infallible, usize>::new(|event: CallbackEvent<'_>, span| {
                builder.take(&event, span);
                None
            });
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(markup, emitter).finish();
        builder.finish()
    }

    /// The nodes within a node, itself first.
    pub(super) fn within(&self, node: usize) -> Range<usize> {
        node..self.nodes[node].end
    }

    /// The elements that hold a node, from the nearest to the root.
    pub(super) fn above(&self, node: usize) -> impl Iterator<Item = usize> {
        let up = |at: &usize| Some(self.nodes[*at].parent).filter(|parent| parent != at);
        std::iter::successors(up(&node), move |at| up(at))
    }

    /// The elements of a name, in order.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = usize> {
        (0..self.nodes.len()).filter(move |at| self.nodes[*at].name() == name)
    }
}

struct Builder {
    nodes: Vec<Node>,
    open: Vec<usize>,
    name: String,
    attributes: Vec<(String, String)>,
}

impl Builder {
    fn new() -> Self {
        let content = Content::Element { name: String::new(), attributes: Vec::new() };
        let root = Node { content, parent: 0, end: 0 };
        Self { nodes: vec![root], open: vec![0], name: String::new(), attributes: Vec::new() }
    }

    fn take(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        let word = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_ascii_lowercase();
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.name = word(name);
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => {
                self.attributes.push((word(name), String::new()));
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, last)) = self.attributes.last_mut() {
                    let end = value.len().min(LONGEST_ATTRIBUTE);
                    *last = String::from_utf8_lossy(&value[..end]).into_owned();
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start(*self_closing),
            CallbackEvent::EndTag { name } => self.end(&word(name)),
            CallbackEvent::String { .. } => self.add(Content::Text(span.start..span.end)),
            _ => {}
        }
    }

    fn add(&mut self, content: Content) {
        if self.nodes.len() < MOST {
            let parent = *self.open.last().expect("the root stays open");
            self.nodes.push(Node { content, parent, end: 0 });
        }
    }

    fn start(&mut self, self_closing: bool) {
        let name = std::mem::take(&mut self.name);
        let attributes = std::mem::take(&mut self.attributes);
        let void = VOID.contains(&name.as_str());
        if self.open.len() >= DEEPEST && !void {
            return;
        }
        for (starts, ended, hidden) in ENDED {
            if starts.contains(&name.as_str()) {
                self.close_up_to(ended, hidden);
            }
        }
        if !INLINE.contains(&name.as_str()) {
            self.close_up_to(&["p"], &["td", "th", "button", "caption", "object", "svg"]);
        }
        let within = |name| self.open.iter().any(|at| self.nodes[*at].name() == name);
        let empty = void || (self_closing && (name == "svg" || within("svg")));
        let at = self.nodes.len();
        self.add(Content::Element { name, attributes });
        if !empty && self.nodes.len() > at {
            self.open.push(at);
        }
    }

    /// Ends the nearest open element of one of the names, unless another hides it.
    fn close_up_to(&mut self, names: &[&str], hidden_by: &[&str]) {
        let nearest = self.open.iter().rposition(|at| {
            let name = self.nodes[*at].name();
            names.contains(&name) || hidden_by.contains(&name)
        });
        if let Some(at) = nearest.filter(|at| names.contains(&self.nodes[self.open[*at]].name())) {
            self.close(at);
        }
    }

    fn end(&mut self, name: &str) {
        let inline = INLINE.contains(&name);
        let found = self.open.iter().rposition(|at| {
            let open = &self.nodes[*at];
            // `</b>` ends no paragraph that was left open.
            open.name() == name || (inline && !open.is_inline())
        });
        if let Some(at) = found.filter(|at| self.nodes[self.open[*at]].name() == name) {
            self.close(at);
        }
    }

    /// Ends the open elements from one on.
    fn close(&mut self, from: usize) {
        let end = self.nodes.len();
        for at in self.open.drain(from.max(1)..) {
            self.nodes[at].end = end;
        }
    }

    fn finish(mut self) -> Tree {
        let end = self.nodes.len();
        for at in self.open {
            self.nodes[at].end = end;
        }
        for (at, node) in self.nodes.iter_mut().enumerate() {
            node.end = node.end.max(at + 1);
        }
        Tree { nodes: self.nodes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `p[Acme b[sues]]`: the tree in a line.
    fn outline(markup: &str) -> String {
        let tree = Tree::parse(markup);
        let mut out = String::new();
        let mut ends: Vec<usize> = Vec::new();
        for (at, node) in tree.nodes.iter().enumerate().skip(1) {
            while ends.last().is_some_and(|end| *end <= at) {
                out.push(']');
                ends.pop();
            }
            match &node.content {
                Content::Element { name, .. } => {
                    out.extend([" ", name, "["]);
                    ends.push(node.end);
                }
                Content::Text(range) => out += markup[range.clone()].trim(),
            }
        }
        out += &"]".repeat(ends.len());
        out.trim().to_owned()
    }

    #[test]
    fn ends_what_the_author_left_open() {
        for (markup, expected) in [
            ("<p>Acme<p>Initech</div>", "p[Acme] p[Initech]"),
            ("<ul><li>a<li>b</ul>c", "ul[ li[a] li[b]]c"),
            ("<p>a<b>b<div>c</b>d</div>", "p[a b[b]] div[cd]"),
            ("<table><tr><td>a<td>b<tr><td>c</table>", "table[ tr[ td[a] td[b]] tr[ td[c]]]"),
            ("a<br>b<img src=x>c", "abr[]bimg[]c"),
            ("<script>if (a<b) '<p>'</script>x", "script[if (a<b) '<p>']x"),
        ] {
            assert_eq!(outline(markup).replace(' ', ""), expected.replace(' ', ""), "{markup}");
        }
    }

    #[test]
    fn stays_shallow_whatever_comes() {
        let markup = "<div>".repeat(300_000) + "Acme";
        let tree = Tree::parse(&markup);
        let deepest = tree.nodes.len() - 1;
        assert!(tree.above(deepest).count() <= DEEPEST);
    }
}
