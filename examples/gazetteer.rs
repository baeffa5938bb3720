//! Compiles the table of `train/gazetteer.py` into the gazetteer that ships.
//!
//! ```sh
//! cargo run --release --example gazetteer -- TABLE data/gazetteer/world.bin
//! ```

#![allow(clippy::disallowed_methods, reason = "an example reads files and the environment")]
#![allow(clippy::print_stdout, reason = "the terminal is what it prints to")]

use anyhow::{Context, Result, bail};
use kgraph::gazetteer::{Row, Table};
use std::{env, fs};

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [table, out] = arguments.as_slice() else { bail!("give a table and a file to write") };
    let text = fs::read_to_string(table).with_context(|| table.clone())?;
    let rows = text.lines().map(row).collect::<Result<Vec<_>>>()?;
    let table = Table::build(&rows);
    fs::write(out, table.as_bytes()).with_context(|| out.clone())?;
    println!("{} things in {} bytes", rows.len(), table.as_bytes().len());
    Ok(())
}

/// Key, key of what it lies in, kind, name, Wikidata, `GeoNames`, people, marks, other names.
fn row(line: &str) -> Result<Row<'_>> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [key, within, kind, name, wikidata, geonames, population, marks, others] = fields[..]
    else {
        bail!("{line}: there are {} columns, not 9", fields.len());
    };
    let number = |text: &str| -> Result<u32> {
        let digits = text.trim_start_matches('Q');
        if digits.is_empty() { Ok(0) } else { digits.parse().with_context(|| line.to_owned()) }
    };
    Ok(Row {
        key,
        within,
        kind,
        name,
        wikidata: number(wikidata)?,
        geonames: number(geonames)?,
        population: number(population)?,
        capital: marks.split(',').any(|mark| mark == "capital"),
        common: marks.split(',').any(|mark| mark == "common"),
        others: others.split('|').filter(|other| !other.is_empty()).collect(),
        ..Row::default()
    })
}
