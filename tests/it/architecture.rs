//! The arrows between modules, as `ARCHITECTURE.md` draws them. A row may name
//! only rows above it, so the table cannot hold a cycle; the code may hold only
//! arrows that the table holds.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const HOUSE: &[(&str, &[&str])] = &[
    ("neural", &[]),
    ("text", &[]),
    ("ontology", &[]),
    ("claim", &["text", "ontology"]),
    ("graph", &["text", "ontology", "claim"]),
    ("gazetteer", &["ontology"]),
    ("read", &["text"]),
    ("analyse", &["neural", "text"]),
    ("extract", &["neural", "text", "ontology", "claim"]),
    ("resolve", &["neural", "text", "ontology", "claim", "graph", "gazetteer"]),
    ("export", &["text", "ontology", "claim", "graph", "gazetteer"]),
    ("bundled", &["neural", "text", "analyse", "gazetteer"]),
    (
        "pipeline",
        &[
            "bundled",
            "neural",
            "text",
            "ontology",
            "claim",
            "graph",
            "gazetteer",
            "analyse",
            "extract",
            "resolve",
        ],
    ),
    ("check", &["text", "ontology", "claim", "graph", "pipeline"]),
    (
        "cli",
        &[
            "text",
            "ontology",
            "claim",
            "graph",
            "gazetteer",
            "resolve",
            "read",
            "export",
            "pipeline",
            "check",
        ],
    ),
];

/// Names that `lib.rs` lifts out of their modules.
const FACADE: &[(&str, &str)] =
    &[("Pipeline", "pipeline"), ("KnowledgeGraph", "graph"), ("Document", "text")];

#[test]
fn arrows_only_point_down() {
    for (row, (module, below)) in HOUSE.iter().enumerate() {
        for used in *below {
            let stands_above = HOUSE[..row].iter().any(|(name, _)| name == used);
            assert!(stands_above, "{module} may not rest on {used}");
        }
    }
}

#[test]
fn code_keeps_to_the_arrows() {
    let mut seen = BTreeSet::new();
    for file in rust_files(Path::new("src")) {
        let module = module_of(&file);
        let text = std::fs::read_to_string(&file).unwrap();
        let Some((name, below)) = HOUSE.iter().find(|(name, _)| *name == module) else {
            assert!(["lib", "main"].contains(&module.as_str()), "{module} is not in the HOUSE");
            continue;
        };
        seen.insert(*name);
        for used in modules_used(&text) {
            let allowed = used == module || below.contains(&used.as_str());
            assert!(allowed, "{} uses {used}, which {module} may not", file.display());
        }
    }
    assert_eq!(seen.len(), HOUSE.len(), "every row of the HOUSE stands for a module");
}

#[test]
fn spreads_groups_of_paths() {
    let text = "use crate::{graph::{self, Entity}, text};\n/// [`cli`](crate::cli)\n\
                fn f(d: crate::Document) {} // crate::bundled\nuse crate::ontology::{Kind};\n\
                #[cfg(test)]\nmod tests {\n    use crate::pipeline;\n}";
    let used: Vec<_> = modules_used(text).into_iter().collect();
    assert_eq!(used, ["graph", "ontology", "text"]);
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn module_of(file: &Path) -> String {
    let first = file.strip_prefix("src").unwrap().components().next().unwrap();
    first.as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

/// Modules that the code names after `crate::`, alone or in a group. Comments and
/// the unit tests at a file's end ship nothing and may name what they like.
fn modules_used(text: &str) -> BTreeSet<String> {
    let shipped = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code: Vec<&str> =
        shipped.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let code = code.join("\n");
    let mut used = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => used.extend(heads_of_group(group)),
            None => {
                used.insert(head(rest));
            }
        }
    }
    used
}

/// The first names of a group's paths: `graph` and `text` of `graph::{self}, text}`.
fn heads_of_group(group: &str) -> Vec<String> {
    let (mut heads, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                heads.push(head(group[start..at].trim()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    heads.retain(|head| !head.is_empty());
    heads
}

fn head(path: &str) -> String {
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
    let name = &path[..end];
    let module = FACADE.iter().find(|(facade, _)| *facade == name);
    module.map_or(name, |(_, module)| module).to_owned()
}
