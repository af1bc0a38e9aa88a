//! Every export: made twice and compared bytewise, and read back by a reader that knows nothing of the writer.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod newsroom;

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};
use simpul::{
    export::{self, BASE, Format, View},
    graph::{self, Graph, Relation},
};

fn graph() -> Graph {
    graph::build(&newsroom::records())
}

/// An export as text.
fn export(graph: &Graph, format: Format, view: View) -> String {
    String::from_utf8(bytes(graph, format, view)).unwrap()
}

/// An export; a copy is left in the test's folder for the eye.
fn bytes(graph: &Graph, format: Format, view: View) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::write(graph, format, view, BASE, &mut bytes).unwrap();
    let empty = if graph.claims.is_empty() {
        "empty-"
    } else {
        ""
    };
    let name = format!("{empty}{}.{}", view.name(), format.name());
    std::fs::write(
        std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name),
        &bytes,
    )
    .unwrap();
    bytes
}

/// An element: its name, its attributes, and how its ancestors are called.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    parent: Option<String>,
}

/// All elements of an XML text, in order; panics where it is not well-formed.
fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut open) = (Vec::new(), Vec::<String>::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                found.push(element(&tag, open.last()));
                open.push(String::from_utf8(tag.name().as_ref().to_vec()).unwrap());
            }
            Event::Empty(tag) => found.push(element(&tag, open.last())),
            Event::End(_) => drop(open.pop()),
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn element(tag: &BytesStart<'_>, parent: Option<&String>) -> Element {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let attributes = tag.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        (
            text(attribute.key.as_ref()),
            attribute.unescape_value().unwrap().into_owned(),
        )
    });
    Element {
        name: text(tag.name().as_ref()),
        attributes: attributes.collect(),
        parent: parent.cloned(),
    }
}

fn named<'e>(elements: &'e [Element], name: &str) -> Vec<&'e Element> {
    elements
        .iter()
        .filter(|element| element.name == name)
        .collect()
}

/// Values of an attribute, which must be there and unique.
fn unique(elements: &[&Element], attribute: &str) -> BTreeSet<String> {
    let values: BTreeSet<_> = elements
        .iter()
        .map(|e| e.attributes[attribute].clone())
        .collect();
    assert_eq!(values.len(), elements.len(), "{attribute} is not unique");
    values
}

fn is_nmtoken(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-._:".contains(c))
}

/// All formats but PNG, which draws the SVG and takes seconds in a debug build.
fn written_directly() -> impl Iterator<Item = Format> {
    let all = Format::ALL.into_iter();
    all.filter(|format| *format != Format::Png)
}

#[test]
fn the_same_graph_gives_the_same_bytes() {
    for format in written_directly() {
        for view in View::ALL {
            assert_eq!(
                export(&graph(), format, view),
                export(&graph(), format, view),
                "{format:?} {view:?}"
            );
        }
    }
}

#[test]
fn the_order_of_records_does_not_matter() {
    let straight = graph();
    let mut records = newsroom::records();
    records.reverse();
    records.rotate_left(5);
    let turned = graph::build(&records);
    for format in written_directly() {
        for view in View::ALL {
            assert_eq!(
                export(&straight, format, view),
                export(&turned, format, view),
                "{format:?} {view:?}"
            );
        }
    }
}

#[test]
fn graphml_declares_what_it_uses() {
    for view in View::ALL {
        let xml = elements(&export(&graph(), Format::GraphMl, view));
        let keys = unique(&named(&xml, "key"), "id");
        let types = ["boolean", "int", "long", "float", "double", "string"];
        assert!(
            named(&xml, "key")
                .iter()
                .all(|key| types.contains(&key.attributes["attr.type"].as_str()))
        );
        let nodes = unique(&named(&xml, "node"), "id");
        let edges = unique(&named(&xml, "edge"), "id");
        assert!(nodes.iter().chain(&edges).all(|id| is_nmtoken(id)));
        assert!(!edges.is_empty());
        for edge in named(&xml, "edge") {
            assert!(
                nodes.contains(&edge.attributes["source"])
                    && nodes.contains(&edge.attributes["target"])
            );
        }
        for data in named(&xml, "data") {
            let key = &data.attributes["key"];
            assert!(keys.contains(key), "{key}");
            assert!(
                key.starts_with(&format!("{}-", data.parent.as_deref().unwrap())),
                "{key}"
            );
        }
    }
}

#[test]
fn gexf_has_ends_times_and_looks() {
    let text = export(&graph(), Format::Gexf, View::Actors);
    let xml = elements(&text);
    let nodes = unique(&named(&xml, "node"), "id");
    unique(&named(&xml, "edge"), "id");
    for edge in named(&xml, "edge") {
        assert!(
            nodes.contains(&edge.attributes["source"])
                && nodes.contains(&edge.attributes["target"])
        );
        assert!(edge.attributes["weight"].parse::<f64>().unwrap() >= 1.0);
    }
    for look in ["viz:color", "viz:size", "viz:position"] {
        assert_eq!(named(&xml, look).len(), nodes.len());
    }
    let declared: BTreeSet<_> = named(&xml, "attribute")
        .iter()
        .map(|a| a.attributes["id"].clone())
        .collect();
    assert!(
        named(&xml, "attvalue")
            .iter()
            .all(|value| declared.contains(&value.attributes["for"]))
    );
    assert!(text.contains(r#"start="2024-11-18" end="2024-11-18""#));
}

#[test]
fn edges_tell_what_is_asserted_and_actual() {
    let table = export(&graph(), Format::CsvEdges, View::Actors);
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(table.as_bytes())
        .records()
        .map(Result::unwrap)
        .collect();
    let edge = |from: &str, kind: &str, to: &str| {
        rows.iter()
            .find(|row| &row[1] == from && &row[5] == kind && &row[2] == to)
            .cloned()
    };
    assert!(
        edge("state-rusia", "deployedTo", "place-kursk").is_none(),
        "a denial is no edge"
    );
    assert!(
        edge("state-rusia", "supplied", "state-korea-utara").is_none(),
        "a possibility is no edge"
    );
    let sent = edge("state-korea-utara", "deployedTo", "place-kursk").unwrap();
    assert_eq!(
        (&sent[6], &sent[11]),
        ("3.0", "3"),
        "three claims of three sources are one edge"
    );
    let met = edge("person-alexander-kozlov", "met", "person-kim-jong-un").unwrap();
    assert_eq!((&met[3], &met[6]), ("Undirected", "2.0"));
}

#[test]
fn every_claim_is_a_row_with_its_sentence() {
    let graph = graph();
    let table = export(&graph, Format::CsvClaims, View::Actors);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let names = reader.headers().unwrap().clone();
    let rows: Vec<BTreeMap<String, String>> = reader
        .records()
        .map(|row| {
            names
                .iter()
                .map(str::to_owned)
                .zip(row.unwrap().iter().map(str::to_owned))
                .collect()
        })
        .collect();
    assert_eq!(rows.len(), graph.claims.len());
    let denied: Vec<_> = rows
        .iter()
        .filter(|row| row["polarity"] == "denied")
        .collect();
    assert_eq!(denied[0]["source_names"], "Kremlin");
    assert_eq!(denied[0]["quote"], "Rusia \"deployedTo\" <Kursk>");
    let figure = rows
        .iter()
        .find(|row| row["predicate"] == "estimated" && row["subject_name"] == "Pentagon")
        .unwrap();
    assert_eq!(
        (
            figure["comparator"].as_str(),
            figure["min"].as_str(),
            figure["max"].as_str()
        ),
        (">=", "11000", "")
    );
}

#[test]
fn mentions_stand_at_their_offsets() {
    let graph = graph();
    let table = export(&graph, Format::CsvMentions, View::Actors);
    let rows = csv::Reader::from_reader(table.as_bytes())
        .into_records()
        .map(Result::unwrap)
        .count();
    assert_eq!(
        rows,
        graph
            .entities
            .values()
            .flat_map(|entity| entity.mentions.values())
            .map(Vec::len)
            .sum::<usize>()
    );
}

#[test]
fn figures_that_exclude_each_other_are_linked() {
    let graph = graph();
    let speaker = |at: usize| graph.claims[at].subject.clone().unwrap();
    let conflicts: BTreeSet<_> = graph
        .links
        .iter()
        .filter(|link| {
            link.relation == Relation::ConflictsWith
                && graph.claims[link.from].predicate == "estimated"
        })
        .map(|link| (speaker(link.from), speaker(link.to)))
        .collect();
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert!(conflicts.contains(&pair("person-volodymyr-zelensky", "organization-nis")));
    assert!(
        !conflicts.contains(&pair("person-volodymyr-zelensky", "organization-pentagon")),
        "12,000 is more than 11,000"
    );
}

#[test]
fn the_picture_shows_each_node_once() {
    let xml = elements(&export(&graph(), Format::Svg, View::Actors));
    let circles = named(&xml, "circle")
        .into_iter()
        .filter(|c| c.parent.as_deref() == Some("g"))
        .count();
    assert!((30..=60).contains(&circles), "{circles}");
}

#[test]
fn pixels_show_what_the_svg_says() {
    let svg = elements(&export(&graph(), Format::Svg, View::Actors));
    let png = bytes(&graph(), Format::Png, View::Actors);
    assert!(
        png == bytes(&graph(), Format::Png, View::Actors),
        "the same bytes each time"
    );
    let page = Pixmap::decode_png(&png).unwrap();
    let number = |element: &Element, name: &str| element.attributes[name].parse::<f64>().unwrap();
    let sheet = named(&svg, "svg")[0];
    assert!((f64::from(page.width()) - 2.0 * number(sheet, "width")).abs() < 2.0);
    assert!((f64::from(page.height()) - 2.0 * number(sheet, "height")).abs() < 2.0);
    // The network stands in a group moved to the right, the legend on the page itself.
    let group = &named(&svg, "g")[0].attributes["transform"];
    let moved = group.trim_start_matches("translate(").split(' ').next();
    let moved: f64 = moved.unwrap().parse().unwrap();
    let circles = named(&svg, "circle");
    assert!(circles.len() > 30);
    for circle in circles {
        let in_group = circle.parent.as_deref() == Some("g");
        let left = number(circle, "cx") + if in_group { moved } else { 0.0 };
        let found = pixel(&page, (left, number(circle, "cy")));
        assert_eq!(found, circle.attributes["fill"]);
    }
    let label = named(&svg, "text")
        .into_iter()
        .find(|text| text.attributes.contains_key("stroke"));
    let ink = &label.unwrap().attributes["fill"];
    let inked = page.pixels().iter().filter(|pixel| hex(**pixel) == *ink);
    assert!(
        inked.count() > 2000,
        "labels are set, whatever fonts the machine has"
    );
}

/// The colour at a place of the SVG, in a PNG of twice its size.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places on the page"
)]
fn pixel(page: &Pixmap, (x, y): (f64, f64)) -> String {
    hex(page.pixel((2.0 * x) as u32, (2.0 * y) as u32).unwrap())
}

fn hex(pixel: PremultipliedColorU8) -> String {
    let (red, green, blue) = (pixel.red(), pixel.green(), pixel.blue());
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[test]
fn nothing_is_exported_as_well_as_much() {
    for format in Format::ALL {
        for view in View::ALL {
            bytes(&graph::build(&[]), format, view);
        }
    }
}
