//! What the names of elements, classes and identifiers say of a part of a page.

use super::tree::Tree;

/// Elements that are no part of an article.
const APART: &[&str] = &["nav", "footer", "aside", "menu", "form"];

/// Words in classes and identifiers of what is no part of an article.
const APART_NAMES: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "alert",
    "banner",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "credit",
    "credits",
    "dek",
    "disclaimer",
    "disqus",
    "donate",
    "fb",
    "footer",
    "gallery",
    "gdpr",
    "infobox",
    "inline-newsletter",
    "login",
    "menu",
    "metadata",
    "modal",
    "more",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "optin",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "paywall",
    "player",
    "popular",
    "popup",
    "print",
    "promo",
    "promotion",
    "rail",
    "readmore",
    "recirc",
    "recirculation",
    "recommend",
    "recommendations",
    "recommended",
    "register",
    "related",
    "respond",
    "share",
    "sharebar",
    "sharing",
    "sidebar",
    "signup",
    "slideshow",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "teaser",
    "timestamp",
    "toc",
    "toolbar",
    "tools",
    "topics",
    "trending",
    "video",
    "widget",
    "widgets",
];

/// How words in classes begin that say the same.
const APART_STEMS: &[&str] = &[
    "advert",
    "breadcrumb",
    "comment",
    "cookie",
    "newsletter",
    "outbrain",
    "promo",
    "recommend",
    "related",
    "share",
    "sidebar",
    "social",
    "sponsor",
    "subscri",
    "taboola",
    "yarpp",
];

/// Words in classes of what stands under a picture.
const CAPTION_NAMES: &[&str] = &["caption", "captions", "figcaption", "cutline"];

/// Words in classes of the element that holds an article's text.
const BODY_NAMES: &[&str] = &["article", "story", "entry", "post", "text", "body"];

/// How words in classes begin that say the same.
const BODY_STEMS: &[&str] = &["articlebody", "articletext", "storybody", "storytext"];

/// Whether it is no part of an article.
pub(super) fn is_apart(tree: &Tree, at: usize) -> bool {
    let node = &tree.nodes[at];
    APART.contains(&node.name())
        || node.attribute("role").is_some_and(|r| {
            matches!(r, "navigation" | "complementary" | "contentinfo" | "banner" | "search")
        })
        || is_named(tree, at, APART_NAMES, APART_STEMS)
}

/// Whether it stands under a picture.
pub(super) fn is_caption(tree: &Tree, at: usize) -> bool {
    matches!(tree.nodes[at].name(), "figcaption" | "figure")
        || is_named(tree, at, CAPTION_NAMES, &[])
}

/// Whether it holds what readers say of the article.
pub(super) fn is_comments(tree: &Tree, at: usize) -> bool {
    is_named(tree, at, &[], &["comment"])
}

/// Whether it is said to hold an article's text.
pub(super) fn is_body(tree: &Tree, at: usize) -> bool {
    let node = &tree.nodes[at];
    node.name() == "article"
        || node.attribute("itemprop").is_some_and(|p| p.eq_ignore_ascii_case("articlebody"))
        || is_named(tree, at, BODY_NAMES, BODY_STEMS)
}

/// Whether a class or an identifier holds one of the names as a word of its own.
fn is_named(tree: &Tree, at: usize, names: &[&str], stems: &[&str]) -> bool {
    ["class", "id"].iter().filter_map(|key| tree.nodes[at].attribute(key)).any(|value| {
        let mut words = value.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|word| {
            let lower = word.to_ascii_lowercase();
            names.contains(&lower.as_str())
                || stems.iter().any(|stem| lower.starts_with(stem))
                || camel_words(word).any(|part| names.contains(&part.as_str()))
        })
    })
}

/// `StoryShareTools` as `story`, `share`, `tools`.
fn camel_words(word: &str) -> impl Iterator<Item = String> {
    let mut parts: Vec<String> = Vec::new();
    let mut small = false;
    for c in word.chars() {
        match parts.last_mut() {
            Some(part) if !(c.is_ascii_uppercase() && small) => part.push(c.to_ascii_lowercase()),
            _ => parts.push(c.to_ascii_lowercase().to_string()),
        }
        small = c.is_ascii_lowercase();
    }
    parts.into_iter()
}
