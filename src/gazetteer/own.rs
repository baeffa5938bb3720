//! Names of one's own.

use super::table::{Row, Table};
use crate::ontology::{Kind, Ontology, nearest};

/// The most bytes of a name.
const LONGEST: usize = 255;

/// A line of names that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct OwnNamesError {
    /// Which line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: String,
}

/// Reads a table of names: name, kind, identifier, other names.
pub(super) fn parse(text: &str, ontology: &Ontology) -> Result<Table, OwnNamesError> {
    let mut rows = Vec::new();
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let line = line.trim_end();
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        rows.push(row(line, ontology).map_err(|(message, hint)| OwnNamesError {
            line: number,
            message,
            hint,
        })?);
    }
    Ok(Table::build(&rows))
}

/// What is wrong with a line, and what to write instead.
type Wrong = (String, String);

fn row<'a>(line: &'a str, ontology: &Ontology) -> Result<Row<'a>, Wrong> {
    let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
    let (name, kind, id, others) = match fields[..] {
        [name, kind] => (name, kind, "", ""),
        [name, kind, id] => (name, kind, id, ""),
        [name, kind, id, others] => (name, kind, id, others),
        [_] => {
            return Err((
                "there is no kind".to_owned(),
                "write name, kind, identifier and other names, with tabs between them".to_owned(),
            ));
        }
        _ => {
            return Err((
                format!("there are {} columns, not 4", fields.len()),
                "separate other names by `|`, and leave out tabs at the end".to_owned(),
            ));
        }
    };
    let others: Vec<&str> =
        others.split('|').map(str::trim).filter(|other| !other.is_empty()).collect();
    if name.is_empty() {
        return Err(("there is no name".to_owned(), "begin the line with a name".to_owned()));
    }
    if let Some(long) = others.iter().chain([&name]).find(|n| n.len() > LONGEST) {
        let start: String = long.chars().take(20).collect();
        return Err((
            format!("the name `{start}…` is too long"),
            format!("a name has at most {LONGEST} bytes"),
        ));
    }
    if ontology.kind(&Kind::new(kind)).is_none() {
        let hint = match nearest(kind, ontology.kinds().map(|(kind, _)| kind.name())) {
            Some(similar) => format!("did you mean `{similar}`?"),
            None => "`kgraph ontology list` shows every kind".to_owned(),
        };
        return Err((format!("there is no kind `{kind}`"), hint));
    }
    let row = Row { kind, name, others, own: true, ..Row::default() };
    identified(row, id)
}

/// The row with its identifier.
fn identified<'a>(row: Row<'a>, id: &'a str) -> Result<Row<'a>, Wrong> {
    let digits = |text: &str| text.parse::<u32>().ok().filter(|number| *number > 0);
    let wikidata = id.strip_prefix("wikidata:").unwrap_or(id).strip_prefix('Q').and_then(digits);
    let geonames = id.strip_prefix("geonames:").and_then(digits);
    let scheme = id.split_once(':').is_some_and(|(scheme, rest)| {
        matches!(scheme, "http" | "https" | "urn") && !rest.is_empty()
    });
    let clean =
        id.len() <= LONGEST && !id.contains(|c: char| c <= ' ' || "<>\"{}|\\^`".contains(c));
    match (wikidata, geonames) {
        _ if id.is_empty() => Ok(row),
        (Some(wikidata), _) => Ok(Row { wikidata, ..row }),
        (_, Some(geonames)) => Ok(Row { geonames, ..row }),
        _ if scheme && clean => Ok(Row { iri: id, ..row }),
        _ => Err((
            format!("`{id}` is no identifier"),
            "write `Q42` (Wikidata), `geonames:2921044`, an http(s) address or a urn, or nothing"
                .to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline;

    #[test]
    fn reads_names_of_every_sort_of_identifier() {
        let text = "# ours\n\nHarbour Bank\tcompany\tQ42\tHB | Harbour\nOld Quay\tcity\n\
                    New Quay\tcity\tgeonames:7\nQuay AG\tcompany\thttps://example.org/quay\t\n";
        let table = parse(text, &pipeline::ontology()).unwrap();
        assert_eq!(table.named("hb"), [(0, true)]);
        assert_eq!((table.wikidata(0), table.geonames(2)), (42, 7));
        assert_eq!(table.iri(3), "https://example.org/quay");
        assert_eq!(table.named("old quay"), [(1, false)]);
    }

    #[test]
    fn says_what_is_wrong_and_what_to_write() {
        for (line, message, hint) in [
            ("Quay", "there is no kind", "with tabs"),
            ("\tcity", "there is no name", "begin"),
            ("Quay\tcompani", "no kind `compani`", "did you mean `company`"),
            ("Quay\tcity\tx42", "`x42` is no identifier", "Q42"),
            ("Quay\tcity\tQ0", "`Q0` is no identifier", "Q42"),
            ("Quay\tcity\thttp://a b", "is no identifier", "Q42"),
            ("Quay\tcity\tQ1\ta\tb", "5 columns", "`|`"),
        ] {
            let error = parse(&format!("# first\n{line}\n"), &pipeline::ontology()).unwrap_err();
            assert_eq!(error.line, 2);
            assert!(error.message.contains(message), "{line}: {}", error.message);
            assert!(error.hint.contains(hint), "{line}: {}", error.hint);
        }
    }
}
