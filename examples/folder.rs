//! Reads every `.txt` of a folder and writes its JSON-LD beside: `folder IN OUT [NAME]`.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stdout)]
use kgraph::{Pipeline, export::Format, pipeline::Scope, read};
use std::sync::Arc;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    // With RELATIONS=DIR the relation files are read from there, so that tuning needs no build.
    let pipeline = match std::env::var("RELATIONS") {
        Ok(dir) => {
            let mut files: Vec<_> = std::fs::read_dir(dir)
                .unwrap()
                .map(|e| e.unwrap().path())
                .filter(|p| p.extension().is_some_and(|e| e == "toml"))
                .map(|p| {
                    (
                        p.file_stem().unwrap().to_str().unwrap().to_owned(),
                        std::fs::read_to_string(p).unwrap(),
                    )
                })
                .collect();
            files.sort();
            let ontology = kgraph::ontology::Ontology::parse(
                include_str!("../data/kinds.toml"),
                files.iter().map(|(n, t)| (n.as_str(), t.as_str())),
            )
            .unwrap();
            Pipeline::with_ontology(ontology, 2)
        }
        Err(_) => Pipeline::with_threads(2),
    };
    std::fs::create_dir_all(&args[2]).unwrap();
    let mut paths: Vec<_> =
        std::fs::read_dir(&args[1]).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt")) {
        if args.get(3).is_some_and(|n| !path.to_str().unwrap().contains(n.as_str())) {
            continue;
        }
        let document =
            Arc::new(read::read(path.to_str().unwrap(), &std::fs::read(path).unwrap()).unwrap());
        if args.len() > 3 {
            let analysis = pipeline.analyse(&document, Scope::Article);
            for sentence in &analysis.sentences {
                println!("# {}", sentence.span.of(&document.text));
                for (id, t) in analysis.tokens_of(sentence) {
                    let name = analysis
                        .names
                        .iter()
                        .find(|n| n.tokens.contains(&id.0))
                        .map_or("", |n| n.kind.as_str());
                    let head = t.head.map_or(0, |h| h.0 + 1 - sentence.tokens.start);
                    println!(
                        "{}\t{}\t{}\t{}\t{}\t{}\t{}",
                        id.0 + 1 - sentence.tokens.start,
                        t.span.of(&document.text),
                        t.lemma,
                        t.tag.name(),
                        head,
                        t.dependency.name(),
                        name
                    );
                }
            }
        }
        let reading = pipeline.run(&document, Scope::Article);
        let mut out = std::fs::File::create(
            std::path::Path::new(&args[2]).join(path.file_stem().unwrap()).with_extension("jsonld"),
        )
        .unwrap();
        Format::named("jsonld")
            .unwrap()
            .write(&reading.graph, pipeline.ontology(), &mut out)
            .unwrap();
        if args.len() > 3 {
            let g = &reading.graph;
            for (s, st, o) in g.statements() {
                println!(
                    "{} --{:?}{}--> {} | {} {} by {:?} | {}",
                    g.entity(s).name,
                    st.predicate,
                    st.role.clone().unwrap_or_default(),
                    g.entity(o).name,
                    st.stance.polarity.name(),
                    st.stance.certainty.name(),
                    st.stance.said_by.map(|e| g.entity(e).name.clone()),
                    st.evidence[0].rule
                );
            }
        }
    }
}
