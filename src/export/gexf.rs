//! Graph → GEXF 1.3 for Gephi: coloured by type, sized by degree, laid out, and with times.
//!
//! `kind` on edges keeps parallel edges of different predicates apart in Gephi, and an edge with
//! several occasions has one spell for each; an edge without a time is there always.

use std::io::{self, Write};

use jiff::civil::Date;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::{
    ExportError, View,
    columns::{EDGE, NODE, Type, Value, xml_text},
    layout::{self, Body},
    style,
    view::{self, Drawing, Edge, Node},
};
use crate::graph::{Graph, Period};

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
    xml.create_element("gexf")
        .with_attribute(("xmlns", "http://gexf.net/1.3"))
        .with_attribute(("xmlns:viz", "http://gexf.net/1.3/viz"))
        .with_attribute(("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"))
        .with_attribute((
            "xsi:schemaLocation",
            "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd",
        ))
        .with_attribute(("version", "1.3"))
        .write_inner_content(|xml| {
            meta(xml, view)?;
            body(xml, &drawing)
        })?;
    xml.get_mut().write_all(b"\n")?;
    Ok(())
}

fn meta<W: Write>(xml: &mut Writer<W>, view: View) -> io::Result<()> {
    xml.create_element("meta").write_inner_content(|xml| {
        xml.create_element("creator")
            .write_text_content(BytesText::new("Simpul"))?;
        let told = format!("Knowledge graph read from news, view {}", view.name());
        xml.create_element("description")
            .write_text_content(BytesText::new(&told))?;
        Ok(())
    })?;
    Ok(())
}

fn body<W: Write>(xml: &mut Writer<W>, drawing: &Drawing) -> io::Result<()> {
    let positions = layout::layout(&bodies(drawing), &springs(drawing));
    xml.create_element("graph")
        .with_attribute(("defaultedgetype", "directed"))
        .with_attribute(("mode", "dynamic"))
        .with_attribute(("timeformat", "date"))
        .with_attribute(("timerepresentation", "interval"))
        .write_inner_content(|xml| {
            attributes(xml, "node", &NODE)?;
            attributes(xml, "edge", &EDGE)?;
            xml.create_element("nodes").write_inner_content(|xml| {
                drawing
                    .nodes
                    .iter()
                    .zip(&positions)
                    .try_for_each(|(node, at)| write_node(xml, node, *at))
            })?;
            xml.create_element("edges").write_inner_content(|xml| {
                drawing
                    .edges
                    .iter()
                    .try_for_each(|edge| write_edge(xml, edge, &drawing.nodes))
            })?;
            Ok(())
        })?;
    Ok(())
}

/// Names that GEXF has attributes of its own for.
const OWN: [&str; 3] = ["label", "weight", "kind"];

/// Declares the attributes; the kind of a node is one, that of an edge is not.
fn attributes<W: Write>(
    xml: &mut Writer<W>,
    class: &str,
    columns: &[(&str, Type)],
) -> io::Result<()> {
    xml.create_element("attributes")
        .with_attribute(("class", class))
        .write_inner_content(|xml| {
            for (name, kind) in columns.iter().filter(|(name, _)| is_value(class, name)) {
                xml.create_element("attribute")
                    .with_attribute(("id", *name))
                    .with_attribute(("title", *name))
                    .with_attribute(("type", type_name(*kind)))
                    .write_empty()?;
            }
            Ok(())
        })?;
    Ok(())
}

fn is_value(class: &str, name: &str) -> bool {
    !OWN.contains(&name) || (class == "node" && name == "kind")
}

fn type_name(kind: Type) -> &'static str {
    match kind {
        Type::Text => "string",
        Type::Whole => "integer",
        Type::Real => "double",
        Type::Flag => "boolean",
    }
}

fn write_node<W: Write>(xml: &mut Writer<W>, node: &Node, at: (f64, f64)) -> io::Result<()> {
    let (red, green, blue) = style::colour(node.kind);
    let time = node
        .told
        .as_ref()
        .and_then(|told| told.time.as_deref())
        .and_then(Period::parse);
    let life = time.map(ends).unwrap_or_default();
    xml.create_element("node")
        .with_attribute(("id", node.id.as_str()))
        .with_attribute(("label", xml_text(&node.label).as_ref()))
        .with_attributes(life.iter().map(|(name, day)| (*name, day.as_str())))
        .write_inner_content(|xml| {
            values(xml, "node", &NODE, &node.values())?;
            xml.create_element("viz:size")
                .with_attribute(("value", size(node).to_string().as_str()))
                .write_empty()?;
            xml.create_element("viz:position")
                .with_attribute(("x", format!("{:.2}", at.0).as_str()))
                .with_attribute(("y", format!("{:.2}", at.1).as_str()))
                .with_attribute(("z", "0.0"))
                .write_empty()?;
            xml.create_element("viz:color")
                .with_attribute(("r", red.to_string().as_str()))
                .with_attribute(("g", green.to_string().as_str()))
                .with_attribute(("b", blue.to_string().as_str()))
                .write_empty()?;
            Ok(())
        })?;
    Ok(())
}

fn write_edge<W: Write>(xml: &mut Writer<W>, edge: &Edge, nodes: &[Node]) -> io::Result<()> {
    let periods = edge.periods();
    let always = match periods.as_slice() {
        [only] => ends(*only),
        _ => Vec::new(),
    };
    xml.create_element("edge")
        .with_attribute(("id", edge.id.as_str()))
        .with_attribute(("source", nodes[edge.ends.0].id.as_str()))
        .with_attribute(("target", nodes[edge.ends.1].id.as_str()))
        .with_attribute(("label", style::words(&edge.kind).as_str()))
        .with_attribute(("kind", edge.kind.as_str()))
        .with_attribute(("weight", format!("{}.0", edge.weight).as_str()))
        .with_attributes(always.iter().map(|(name, day)| (*name, day.as_str())))
        .write_inner_content(|xml| {
            values(xml, "edge", &EDGE, &edge.values())?;
            if periods.len() > 1 {
                xml.create_element("spells").write_inner_content(|xml| {
                    periods.iter().try_for_each(|period| {
                        let ends = ends(*period);
                        let ends = ends.iter().map(|(name, day)| (*name, day.as_str()));
                        xml.create_element("spell")
                            .with_attributes(ends)
                            .write_empty()
                            .map(drop)
                    })
                })?;
            }
            Ok(())
        })?;
    Ok(())
}

/// Writes the values that are there.
fn values<W: Write>(
    xml: &mut Writer<W>,
    class: &str,
    columns: &[(&str, Type)],
    values: &[Value<'_>],
) -> io::Result<()> {
    xml.create_element("attvalues").write_inner_content(|xml| {
        for ((name, _), value) in columns.iter().zip(values) {
            if let Some(value) = value.as_ref().filter(|_| is_value(class, name)) {
                xml.create_element("attvalue")
                    .with_attribute(("for", *name))
                    .with_attribute(("value", xml_text(value).as_ref()))
                    .write_empty()?;
            }
        }
        Ok(())
    })?;
    Ok(())
}

/// First and last day of a period; an open end is left out.
fn ends(period: Period) -> Vec<(&'static str, String)> {
    let first = (period.first > Date::MIN).then(|| ("start", period.first.to_string()));
    let last = (period.last < Date::MAX).then(|| ("end", period.last.to_string()));
    first.into_iter().chain(last).collect()
}

/// Size of a node in Gephi's units: its area grows with its degree.
fn size(node: &Node) -> f64 {
    let wide = if node.told.is_some() {
        4.0
    } else {
        8.0 + 4.0 * (node.degree as f64).sqrt()
    };
    (wide * 100.0).round() / 100.0
}

/// Nodes as the layout sees them: the circle and the label beside it.
fn bodies(drawing: &Drawing) -> Vec<Body> {
    drawing
        .nodes
        .iter()
        .map(|node| {
            let label = node.label.chars().count().min(24) as f64 * 5.0;
            Body {
                width: label.max(2.0 * size(node)) + 6.0,
                height: 2.0 * size(node) + 8.0,
            }
        })
        .collect()
}

fn springs(drawing: &Drawing) -> Vec<(usize, usize)> {
    drawing.edges.iter().map(|edge| edge.ends).collect()
}
