//! Graph → the files of Neo4j's admin import: nodes and relationships with typed headers, and a script that loads
//! the same files into a running database.
//!
//! Columns are those of the CSV tables under Neo4j's names: `:ID`, `:LABEL`, `:START_ID`, `:END_ID`, `:TYPE`,
//! `weight:double`. Not obvious: admin import wants every label known from the data, the script from the text of a
//! statement, so the script has one statement a kind.

use std::{collections::BTreeSet, io::Write};

use csv::WriterBuilder;

use super::{
    ExportError, View,
    columns::{EDGE, NODE, Type},
    view,
};
use crate::graph::Graph;

/// Names of the two files, as the script looks for them in the database's import folder.
pub(super) const NODES: &str = "nodes.csv";
/// See [`NODES`].
pub(super) const RELATIONSHIPS: &str = "relationships.csv";

/// Writes the nodes.
pub(super) fn write_nodes(
    graph: &Graph,
    view: View,
    base: &str,
    out: impl Write,
) -> Result<(), ExportError> {
    let mut table = WriterBuilder::new().from_writer(out);
    let columns = NODE.iter().map(header);
    let head: Vec<String> = ["id:ID".to_owned()]
        .into_iter()
        .chain(columns)
        .chain([":LABEL".to_owned()])
        .collect();
    table.write_record(head)?;
    for node in view::draw(graph, view, base).nodes {
        let values = node.values();
        let cells = values.iter().map(|value| value.as_deref().unwrap_or(""));
        let label = [node.kind];
        table.write_record([node.id.as_str()].into_iter().chain(cells).chain(label))?;
    }
    Ok(table.flush()?)
}

/// Writes the relationships.
pub(super) fn write_relationships(
    graph: &Graph,
    view: View,
    base: &str,
    out: impl Write,
) -> Result<(), ExportError> {
    let mut table = WriterBuilder::new().from_writer(out);
    let ends = [":START_ID", ":END_ID", ":TYPE", "id"].map(str::to_owned);
    let columns = EDGE.iter().map(header);
    table.write_record(ends.into_iter().chain(columns))?;
    let drawing = view::draw(graph, view, base);
    for edge in &drawing.edges {
        let [from, to] = [edge.ends.0, edge.ends.1].map(|at| drawing.nodes[at].id.as_str());
        let kind = kind(&edge.kind);
        let values = edge.values();
        let cells = values.iter().map(|value| value.as_deref().unwrap_or(""));
        table.write_record([from, to, &kind, &edge.id].into_iter().chain(cells))?;
    }
    Ok(table.flush()?)
}

/// Writes the script that loads both files, over and over without doubling anything.
pub(super) fn write_script(
    graph: &Graph,
    view: View,
    base: &str,
    mut out: impl Write,
) -> Result<(), ExportError> {
    let drawing = view::draw(graph, view, base);
    let labels: BTreeSet<&str> = drawing.nodes.iter().map(|node| node.kind).collect();
    let kinds: BTreeSet<String> = drawing.edges.iter().map(|edge| kind(&edge.kind)).collect();
    writeln!(
        out,
        "// Put {NODES} and {RELATIONSHIPS} into the import folder of the database, then:"
    )?;
    writeln!(out, "// cypher-shell -f load.cypher")?;
    writeln!(
        out,
        "CREATE CONSTRAINT simpul_id IF NOT EXISTS FOR (n:Simpul) REQUIRE n.id IS UNIQUE;"
    )?;
    for label in labels {
        writeln!(
            out,
            "LOAD CSV WITH HEADERS FROM 'file:///{NODES}' AS row WITH row WHERE row.`:LABEL` = '{label}'\n\
             MERGE (n:Simpul {{id: row.`id:ID`}}) SET n:{label}, {};",
            sets("n", &NODE)
        )?;
    }
    for kind in kinds {
        writeln!(
            out,
            "LOAD CSV WITH HEADERS FROM 'file:///{RELATIONSHIPS}' AS row WITH row WHERE row.`:TYPE` = '{kind}'\n\
             MATCH (a:Simpul {{id: row.`:START_ID`}}), (b:Simpul {{id: row.`:END_ID`}})\n\
             MERGE (a)-[r:{kind} {{id: row.id}}]->(b) SET {};",
            sets("r", &EDGE)
        )?;
    }
    Ok(())
}

/// `n.degree = toInteger(row.`degree:long`), …`
fn sets(variable: &str, columns: &[(&str, Type)]) -> String {
    let set = |column: &(&str, Type)| {
        let (name, value) = (column.0, format!("row.`{}`", header(column)));
        let value = match column.1 {
            Type::Text => value,
            Type::Whole => format!("toInteger({value})"),
            Type::Real => format!("toFloat({value})"),
            Type::Flag => format!("toBoolean({value})"),
        };
        format!("{variable}.{name} = {value}")
    };
    columns.iter().map(set).collect::<Vec<_>>().join(", ")
}

/// A column's name with its type.
fn header((name, kind): &(&str, Type)) -> String {
    match kind {
        Type::Text => (*name).to_owned(),
        Type::Whole => format!("{name}:long"),
        Type::Real => format!("{name}:double"),
        Type::Flag => format!("{name}:boolean"),
    }
}

/// `deployedTo` → `DEPLOYED_TO`, as relationship types are written.
fn kind(term: &str) -> String {
    super::style::words(term).replace(' ', "_").to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{
        build,
        fixtures::{record, statement},
    };

    fn written(write: fn(&Graph, View, &str, &mut Vec<u8>) -> Result<(), ExportError>) -> String {
        let graph = build(&[record(
            "a",
            "x",
            vec![statement("state-a", "deployedTo", "place-p")],
        )]);
        let mut out = Vec::new();
        write(&graph, View::Actors, "https://example.org/", &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn headers_are_those_of_admin_import() {
        let nodes = written(|g, v, b, out| write_nodes(g, v, b, out));
        let head = nodes.lines().next().unwrap();
        assert!(
            head.starts_with("id:ID,label,kind") && head.ends_with(",:LABEL"),
            "{head}"
        );
        let edges = written(|g, v, b, out| write_relationships(g, v, b, out));
        assert!(edges.starts_with(":START_ID,:END_ID,:TYPE,id,label,kind,weight:double,"));
        assert!(edges.contains("\nstate-a,place-p,DEPLOYED_TO,"));
    }

    #[test]
    fn the_script_names_every_label_and_type() {
        let script = written(|g, v, b, out| write_script(g, v, b, out));
        for part in [
            "SET n:State,",
            "SET n:Place,",
            "[r:DEPLOYED_TO {id: row.id}]",
            "toFloat(row.`weight:double`)",
        ] {
            assert!(script.contains(part), "no {part} in {script}");
        }
    }
}
