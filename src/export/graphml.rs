//! Graph → GraphML, valid against the official schema.
//!
//! All edges are written as directed, symmetric ones with `symmetric` true: readers such as
//! networkx refuse a file that mixes both. `interaction` is what Cytoscape looks for.

use std::io::{self, Write};

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::{
    ExportError, View,
    columns::{EDGE, NODE, Type, Value, xml_text},
    view::{self, Drawing},
};
use crate::graph::Graph;

const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";
const SCHEMA: &str =
    "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd";

/// Writes a view.
pub(super) fn write(
    graph: &Graph,
    view: View,
    base: &str,
    out: impl Write,
) -> Result<(), ExportError> {
    let drawing = view::draw(graph, view, base);
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("graphml")
        .with_attribute(("xmlns", NAMESPACE))
        .with_attribute(("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"))
        .with_attribute(("xsi:schemaLocation", SCHEMA))
        .write_inner_content(|xml| {
            keys(xml, "node", &NODE)?;
            keys(xml, "edge", &EDGE)?;
            body(xml, &drawing, view)
        })?;
    xml.get_mut().write_all(b"\n")?;
    Ok(())
}

/// Declares the attributes of nodes or edges.
fn keys<W: Write>(xml: &mut Writer<W>, holder: &str, columns: &[(&str, Type)]) -> io::Result<()> {
    for (name, kind) in columns {
        xml.create_element("key")
            .with_attribute(("id", format!("{holder}-{name}").as_str()))
            .with_attribute(("for", holder))
            .with_attribute(("attr.name", *name))
            .with_attribute(("attr.type", type_name(*kind)))
            .write_empty()?;
    }
    Ok(())
}

fn type_name(kind: Type) -> &'static str {
    match kind {
        Type::Text => "string",
        Type::Whole => "int",
        Type::Real => "double",
        Type::Flag => "boolean",
    }
}

fn body<W: Write>(xml: &mut Writer<W>, drawing: &Drawing, view: View) -> io::Result<()> {
    xml.create_element("graph")
        .with_attribute(("id", view.name()))
        .with_attribute(("edgedefault", "directed"))
        .write_inner_content(|xml| {
            for node in &drawing.nodes {
                xml.create_element("node")
                    .with_attribute(("id", node.id.as_str()))
                    .write_inner_content(|xml| data(xml, "node", &NODE, &node.values()))?;
            }
            for edge in &drawing.edges {
                xml.create_element("edge")
                    .with_attribute(("id", edge.id.as_str()))
                    .with_attribute(("source", drawing.nodes[edge.ends.0].id.as_str()))
                    .with_attribute(("target", drawing.nodes[edge.ends.1].id.as_str()))
                    .write_inner_content(|xml| data(xml, "edge", &EDGE, &edge.values()))?;
            }
            Ok(())
        })?;
    Ok(())
}

/// Writes the values that are there.
fn data<W: Write>(
    xml: &mut Writer<W>,
    holder: &str,
    columns: &[(&str, Type)],
    values: &[Value<'_>],
) -> io::Result<()> {
    for ((name, _), value) in columns.iter().zip(values) {
        if let Some(value) = value {
            xml.create_element("data")
                .with_attribute(("key", format!("{holder}-{name}").as_str()))
                .write_text_content(BytesText::new(&xml_text(value)))?;
        }
    }
    Ok(())
}
