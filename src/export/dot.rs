//! Graph → DOT, for Graphviz and everything that reads its language.

use std::io::Write;

use super::{ExportError, View, style, view};
use crate::graph::Graph;

/// Writes a view; symmetric edges have no arrow head, and width tells the independent sources.
pub(super) fn write(
    graph: &Graph,
    view: View,
    base: &str,
    mut out: impl Write,
) -> Result<(), ExportError> {
    let drawing = view::draw(graph, view, base);
    writeln!(out, "digraph simpul {{")?;
    writeln!(out, "  graph [overlap=prism, outputorder=edgesfirst];")?;
    writeln!(out, "  node [style=filled, fontname=\"sans-serif\"];")?;
    writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=10];")?;
    for node in &drawing.nodes {
        let (red, green, blue) = style::colour(node.kind);
        // Dark letters on light colours, light ones on dark.
        let ink = if u32::from(red) * 2 + u32::from(green) * 5 + u32::from(blue) < 1000 {
            "white"
        } else {
            "black"
        };
        writeln!(
            out,
            "  {} [label={}, class={}, fillcolor=\"#{red:02x}{green:02x}{blue:02x}\", fontcolor={ink}, URL={}];",
            quoted(&node.id),
            quoted(&node.label),
            quoted(node.kind),
            quoted(&node.iri),
        )?;
    }
    for edge in &drawing.edges {
        let [from, to] = [edge.ends.0, edge.ends.1].map(|at| quoted(&drawing.nodes[at].id));
        let head = if edge.symmetric { ", dir=none" } else { "" };
        writeln!(
            out,
            "  {from} -> {to} [id={}, label={}, weight={}, penwidth={}{head}];",
            quoted(&edge.id),
            quoted(&style::words(&edge.kind)),
            edge.weight,
            edge.weight.clamp(1, 6),
        )?;
    }
    writeln!(out, "}}")?;
    Ok(())
}

/// A quoted string of DOT, in which only the quote is special and a backslash would begin an escape of labels.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_of_names_stay_in_their_string() {
        assert_eq!(quoted("a \"b\"\\\n;"), "\"a \\\"b\\\"\\\\ ;\"");
    }
}
