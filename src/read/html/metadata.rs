//! What a page says of itself: JSON-LD first, then its `meta` tags.

use super::tree::{Content, Tree};
use crate::read::dateline;
use serde_json::Value;

/// Names of `meta` tags that hold the day of publication.
const DATES: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "article.published",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "ptime",
    "date",
    "displaydate",
];

/// Names of `meta` tags that hold a headline.
const TITLES: &[&str] = &["og:title", "twitter:title", "parsely-title", "dc.title", "title"];

/// Names of `meta` tags that hold authors.
const AUTHORS: &[&str] =
    &["author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator"];

/// Names of `meta` tags that sum the article up.
const SUMMARIES: &[&str] = &["og:description", "description", "twitter:description"];

/// The most authors that an article has.
const MOST_AUTHORS: usize = 12;

/// What a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// Headlines, the most trusted first.
    pub(super) titles: Vec<String>,
    /// Sentences that sum it up.
    pub(super) summaries: Vec<String>,
    /// Who wrote it.
    pub(super) authors: Vec<String>,
    /// Who published it.
    pub(super) publisher: Option<String>,
    /// The day of publication as `YYYY-MM-DD`.
    pub(super) published: Option<String>,
    /// The address it wishes to be known by.
    pub(super) url: Option<String>,
    /// The article's words as given to machines.
    pub(super) body: Option<String>,
}

/// Reads what the page says of itself.
pub(super) fn read(markup: &str, tree: &Tree) -> Metadata {
    let articles = linked_data(markup, tree);
    let article = |key: &'static str| articles.iter().filter_map(move |article| article.get(key));
    let metas = Metas::of(tree);
    let texts = |keys: &[&str]| metas.all(keys).map(str::to_owned).collect::<Vec<_>>();
    let mut titles: Vec<String> = article("headline").filter_map(words).collect();
    titles.extend(texts(TITLES));
    let bodies = article("articleBody").filter_map(words);
    let mut authors: Vec<String> = article("author").flat_map(names).collect();
    if authors.is_empty() {
        authors = metas.all(AUTHORS).flat_map(split_names).collect();
    }
    authors.retain(|name| is_a_name(name));
    let mut seen = Vec::new();
    authors.retain(|name| {
        !seen.contains(name) && {
            seen.push(name.clone());
            true
        }
    });
    authors.truncate(MOST_AUTHORS);
    let dates = article("datePublished").filter_map(words).chain(texts(DATES));
    let published = dates.chain(times(tree)).find_map(|date| day(&date));
    let publishers = article("publisher").flat_map(names);
    let url = canonical(tree).into_iter().chain(texts(&["og:url"]));
    let url = url.chain(article("url").filter_map(words));
    Metadata {
        titles,
        summaries: texts(SUMMARIES),
        authors,
        publisher: texts(&["og:site_name"]).into_iter().chain(publishers).next(),
        published,
        url: url.into_iter().find(|url| is_web_address(url)),
        body: bodies.max_by_key(String::len),
    }
}

/// The objects of the page's JSON-LD that are articles.
fn linked_data(markup: &str, tree: &Tree) -> Vec<Value> {
    let mut articles = Vec::new();
    for at in tree.named("script") {
        let kind = tree.nodes[at].attribute("type").unwrap_or_default();
        if !kind.to_ascii_lowercase().contains("ld+json") {
            continue;
        }
        for node in &tree.nodes[tree.within(at)] {
            if let Content::Text(range) = &node.content {
                collect_articles(json(&markup[range.clone()]), &mut articles);
            }
        }
    }
    articles
}

/// A script's JSON; many pages write line ends within its strings.
fn json(script: &str) -> Value {
    let start = script.find(['{', '[']).unwrap_or(script.len());
    let end = script.rfind(['}', ']']).map_or(start, |end| (end + 1).max(start));
    let script = &script[start..end];
    serde_json::from_str(script)
        .or_else(|_| serde_json::from_str(&script.replace(|c: char| c.is_control(), " ")))
        .unwrap_or(Value::Null)
}

fn collect_articles(value: Value, articles: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|v| collect_articles(v, articles)),
        Value::Object(mut object) => {
            if object.get("@type").is_some_and(is_an_article) {
                articles.push(Value::Object(object));
                return;
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(value) = object.remove(key) {
                    collect_articles(value, articles);
                }
            }
        }
        _ => {}
    }
}

fn is_an_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => kind.ends_with("Article") || kind.ends_with("BlogPosting"),
        Value::Array(kinds) => kinds.iter().any(is_an_article),
        _ => false,
    }
}

/// The words of a value, its references read.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(super::plain(text)).filter(|text| !text.is_empty()),
        Value::Array(values) => values.iter().find_map(words),
        Value::Object(object) => object.get("@value").or(object.get("name")).and_then(words),
        _ => None,
    }
}

/// Names of persons or organisations: a string, an object or a list of those.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(names).collect(),
        Value::Object(object) => object.get("name").map(names).unwrap_or_default(),
        _ => words(value).into_iter().collect(),
    }
}

/// `By Jane Doe and Tom Ruhl` as two names.
fn split_names(list: &str) -> Vec<String> {
    let list = ["By ", "by ", "BY "].iter().find_map(|by| list.strip_prefix(by)).unwrap_or(list);
    let parts = list.split([',', ';', '|']).flat_map(|part| part.split(" and "));
    parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// A name of somebody, not an address.
fn is_a_name(name: &str) -> bool {
    !name.contains("://")
        && !name.contains(['@', '<', '>'])
        && name.chars().any(char::is_alphabetic)
        && (1..=80).contains(&name.chars().count())
}

struct Metas<'a> {
    tags: Vec<(String, &'a str)>,
}

impl<'a> Metas<'a> {
    fn of(tree: &'a Tree) -> Self {
        let tags = tree.named("meta").filter_map(|at| {
            let node = &tree.nodes[at];
            let name = ["property", "name", "itemprop"].iter().find_map(|key| node.attribute(key));
            let value = node.attribute("content").map(str::trim).filter(|v| !v.is_empty());
            name.zip(value).map(|(name, value)| (name.trim().to_ascii_lowercase(), value))
        });
        Self { tags: tags.collect() }
    }

    /// The values of tags of these names, in the order of the names.
    fn all(&self, names: &[&str]) -> impl Iterator<Item = &'a str> {
        let of = |name: &&str| {
            let same = |(known, value): &(String, &'a str)| (known == name).then_some(*value);
            self.tags.iter().filter_map(same).collect::<Vec<_>>()
        };
        names.iter().flat_map(of).collect::<Vec<_>>().into_iter()
    }
}

/// `<time>` tags and others that are marked as the day of publication.
fn times(tree: &Tree) -> Vec<String> {
    let mut marked = Vec::new();
    let mut others = Vec::new();
    for node in &tree.nodes {
        let value = ["datetime", "content"].iter().find_map(|key| node.attribute(key));
        let Some(value) = value else { continue };
        let property = node.attribute("itemprop").unwrap_or_default();
        if property.eq_ignore_ascii_case("datepublished") || node.attribute("pubdate").is_some() {
            marked.push(value.to_owned());
        } else if node.name() == "time" && !property.eq_ignore_ascii_case("datemodified") {
            others.push(value.to_owned());
        }
    }
    others.truncate(1);
    marked.extend(others);
    marked
}

fn canonical(tree: &Tree) -> Option<String> {
    let is = |rel: &str| rel.split_whitespace().any(|r| r.eq_ignore_ascii_case("canonical"));
    let link = tree.named("link").find(|at| tree.nodes[*at].attribute("rel").is_some_and(is))?;
    tree.nodes[link].attribute("href").map(|url| url.trim().to_owned())
}

/// Whether it is an address of the web that can stand in a line.
pub(super) fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.len() > 3 && url.len() < 2_000)
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'".contains(c))
}

/// A day as `YYYY-MM-DD`, of a time of ISO 8601 or of a date in words.
pub(super) fn day(date: &str) -> Option<String> {
    let date = date.trim();
    let iso = date.get(..10).filter(|day| {
        let digits = |range: std::ops::Range<usize>| {
            day.get(range).is_some_and(|part| part.bytes().all(|b| b.is_ascii_digit()))
        };
        digits(0..4) && digits(5..7) && digits(8..10)
    });
    if let Some(iso) = iso {
        return dateline::day_of(&iso.replace('/', "-"));
    }
    let digits = date.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
    match digits {
        Some(d) => dateline::day_of(&format!("{}-{}-{}", &d[..4], &d[4..6], &d[6..])),
        None => dateline::day_of(date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(markup: &str) -> Metadata {
        read(markup, &Tree::parse(markup))
    }

    #[test]
    fn prefers_linked_data_to_tags() {
        let page = metadata(
            r#"<meta property="og:title" content="Acme sues &amp; sues | Daily">
            <meta name=author content="By Ana Sá and Tom Ruhl"><link rel=canonical href=https://a.example/b>
            <meta property="og:site_name" content="The Daily">
            <script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],"headline":"Acme sues",
            "author":[{"name":"Jane Doe"}],"datePublished":"2031-05-04T23:10:00-07:00",
            "articleBody":"Acme
            sued."}]}</script>"#,
        );
        assert_eq!(page.titles, ["Acme sues", "Acme sues & sues | Daily"]);
        assert_eq!(page.authors, ["Jane Doe"]);
        assert_eq!(page.published.as_deref(), Some("2031-05-04"));
        assert_eq!(page.publisher.as_deref(), Some("The Daily"));
        assert_eq!(page.url.as_deref(), Some("https://a.example/b"));
        assert!(page.body.is_some_and(|body| body.starts_with("Acme")));
    }

    #[test]
    fn takes_authors_and_days_of_tags_where_nothing_else_tells() {
        let page = metadata(
            "<meta name=author content='By Ana Sá and Tom Ruhl'>\
             <meta name=author content='https://a.example/ana'>\
             <time datetime='May 4, 2031 9:00 am'>",
        );
        assert_eq!(page.authors, ["Ana Sá", "Tom Ruhl"]);
        assert_eq!(page.published.as_deref(), Some("2031-05-04"));
    }

    #[test]
    fn lets_no_odd_address_through() {
        for url in ["javascript:alert(1)", "https://a.example/\"onload=", "/relative", "https://"] {
            assert!(!is_web_address(url), "{url}");
        }
    }

    #[test]
    fn reads_days_in_any_usual_form() {
        for date in ["2031-05-04", "2031/05/04 10:00", "20310504", "4 May 2031", "May 4th, 2031"] {
            assert_eq!(day(date).as_deref(), Some("2031-05-04"), "{date}");
        }
        assert_eq!(day("2031-13-04"), None);
    }
}
