//! Web pages: the article, where it stands in the page, and what the page says of it.

mod content;
mod metadata;
mod names;
mod page;
mod text;
mod tree;

use super::draft::Draft;
use super::traced::Traced;
use super::{Format, Input, ReadError, encoding};
use crate::text::{Document, SectionKind, Source};
use content::Part;
use encoding_rs::Encoding;
use metadata::Metadata;
use page::Block;
use tree::{Content, Tree};

/// HTML as the web has it.
pub(super) const FORMAT: Format = Format {
    name: "html",
    media_type: "text/html",
    endings: &["html", "htm", "xhtml", "shtml"],
    about: "a web page: its article, without what surrounds it",
    largest: 20_000_000,
    is: is_html,
    read,
};

/// A page says within so many bytes what its encoding is.
const CHARSET_WITHIN: usize = 2_048;

/// Marks between a headline and the name of the site.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " • ", " · ", " « ", " » ", " :: "];

fn is_html(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&start[..start.len().min(CHARSET_WITHIN)]).to_lowercase();
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let tags =
        ["<!doctype html", "<html", "<head", "<body", "<article", "<!--", "<div", "<p>", "<h1"];
    tags.iter().any(|tag| text.starts_with(tag))
        || (text.starts_with("<?xml") && text.contains("<html"))
}

fn read(input: &Input) -> Result<Vec<Document>, ReadError> {
    let markup = encoding::decode(input.bytes, input.charset.or_else(|| said(input.bytes)))?;
    Ok(vec![document(&markup, input.source()).finish(input.options)?])
}

/// The encoding that a page says it has.
fn said(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(CHARSET_WITHIN)]);
    let lower = start.to_ascii_lowercase();
    let at = lower.find("charset=")? + "charset=".len();
    let rest = lower[at..].trim_start_matches(['"', '\'', ' ']);
    encoding::named(rest.split(['"', '\'', ' ', '>', ';', '/']).next()?)
}

/// The article of a page.
pub(super) fn document(markup: &Traced, source: Source) -> Draft {
    let tree = Tree::parse(&markup.text);
    let blocks = page::blocks(markup, &tree);
    let metadata = metadata::read(&markup.text, &tree);
    let parts = content::article(&tree, &blocks, &metadata);
    let mut draft = Draft::new(source);
    let headline = parts.iter().find(|(_, kind)| *kind == Some(SectionKind::Headline));
    let title = match headline {
        Some((i, _)) => Some(blocks[*i].words().to_owned()),
        None => add_title(&mut draft, markup, &tree, &metadata),
    };
    add_parts(&mut draft, &blocks, &parts);
    let source = &mut draft.source;
    source.title = title;
    source.publisher = metadata.publisher;
    source.authors = metadata.authors;
    source.published = metadata.published;
    if let Some(url) = metadata.url {
        source.uri = url;
    }
    draft
}

fn add_parts(draft: &mut Draft, blocks: &[Block], parts: &[Part]) {
    for (i, kind) in parts {
        draft.paragraph(&blocks[*i].line, 0..blocks[*i].words().len(), *kind);
    }
}

/// The headline of a page that shows none: its title's, without the site's name.
fn add_title(
    draft: &mut Draft,
    markup: &Traced,
    tree: &Tree,
    metadata: &Metadata,
) -> Option<String> {
    let at = tree.named("title").next()?;
    let mut line = Traced::new();
    for node in &tree.nodes[tree.within(at)] {
        if let Content::Text(range) = &node.content {
            text::add(&mut line, markup, range.clone());
        }
    }
    let end = headline_of_title(&line.text, metadata);
    let words = line.text[..end].to_owned();
    (!words.is_empty()).then(|| {
        draft.paragraph(&line, 0..end, Some(SectionKind::Headline));
        words
    })
}

/// Where the headline ends in a title.
fn headline_of_title(title: &str, metadata: &Metadata) -> usize {
    let whole = title.trim_end().len();
    if metadata.titles.iter().any(|known| plain(known) == title[..whole])
        && metadata.titles.len() > 1
    {
        return whole;
    }
    let cut = SEPARATORS.iter().filter_map(|mark| title.rfind(mark)).max();
    cut.filter(|at| title[..*at].split_whitespace().count() > 2).unwrap_or(whole)
}

/// The words of a fragment of markup, on one line.
fn plain(fragment: &str) -> String {
    if !fragment.contains(['<', '&']) {
        return fragment.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let markup = Traced::placeless(fragment.to_owned());
    let tree = Tree::parse(fragment);
    let lines: Vec<String> =
        page::blocks(&markup, &tree).iter().map(|block| block.words().to_owned()).collect();
    lines.join(" ")
}
