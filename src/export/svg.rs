//! Graph → SVG: a picture of the best-connected part of a view, for a README or a report.
//!
//! It needs no font of its own, no script and no style sheet from elsewhere, so that it looks the
//! same in a browser, on a code forge and as a PNG. Each line tells in a tooltip all
//! that is said between its ends.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use quick_xml::{Writer, events::BytesText};

use super::{
    ExportError, View,
    columns::xml_text,
    lines::{Line, WORDS, Words},
    picture::{self, Circle, LABEL, Picture, width},
    style::{self, KINDS, Rgb},
    view,
};
use crate::graph::Graph;

/// The font that labels are measured for, and that the PNG is set in.
pub(super) const FONT: &str = "DejaVu Sans";
const FONTS: &str = "'DejaVu Sans', Verdana, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";
const PAPER: &str = "#fdfdfb";
const INK: &str = "#22262b";
const FAINT: &str = "#5b6570";
const STROKE: &str = "#9aa4af";
/// Height of the legend.
const LEGEND: f64 = 46.0;

/// Writes a view.
pub(super) fn write(
    graph: &Graph,
    view: View,
    base: &str,
    out: impl Write,
) -> Result<(), ExportError> {
    let picture = picture::arrange(&view::draw(graph, view, base), picture::MOST, &style::words);
    let legend = Legend::of(&picture, view);
    let (wide, high) = (picture.width.max(legend.width), picture.height + LEGEND);
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.create_element("svg")
        .with_attribute(("xmlns", "http://www.w3.org/2000/svg"))
        .with_attribute(("viewBox", format!("0 0 {wide:.0} {high:.0}").as_str()))
        .with_attribute(("width", format!("{wide:.0}").as_str()))
        .with_attribute(("height", format!("{high:.0}").as_str()))
        .with_attribute(("font-family", FONTS))
        .with_attribute(("role", "img"))
        .write_inner_content(|xml| {
            title(
                xml,
                &format!(
                    "Network of {} nodes, view {}",
                    picture.circles.len(),
                    view.name()
                ),
            )?;
            arrow(xml)?;
            paper(xml)?;
            xml.create_element("g")
                .with_attribute((
                    "transform",
                    format!("translate({:.2} 0)", (wide - picture.width) / 2.0).as_str(),
                ))
                .write_inner_content(|xml| network(xml, &picture))?;
            legend.write(xml, picture.height)
        })?;
    xml.get_mut().write_all(b"\n")?;
    Ok(())
}

fn title<W: Write>(xml: &mut Writer<W>, text: &str) -> io::Result<()> {
    xml.create_element("title")
        .write_text_content(BytesText::new(&xml_text(text)))
        .map(drop)
}

/// The head of an arrow, in the colour of lines.
fn arrow<W: Write>(xml: &mut Writer<W>) -> io::Result<()> {
    xml.create_element("defs").write_inner_content(|xml| {
        xml.create_element("marker")
            .with_attributes([
                ("id", "arrow"),
                ("viewBox", "0 0 8 8"),
                ("refX", "7"),
                ("refY", "4"),
                ("markerWidth", "8"),
                ("markerHeight", "8"),
                ("markerUnits", "userSpaceOnUse"),
                ("orient", "auto"),
            ])
            .write_inner_content(|xml| {
                let head = [("d", "M0 0.8L8 4L0 7.2L2 4z"), ("fill", "#7d8894")];
                xml.create_element("path")
                    .with_attributes(head)
                    .write_empty()
                    .map(drop)
            })?;
        Ok(())
    })?;
    Ok(())
}

fn paper<W: Write>(xml: &mut Writer<W>) -> io::Result<()> {
    let sheet = [
        ("width", "100%"),
        ("height", "100%"),
        ("rx", "10"),
        ("fill", PAPER),
    ];
    xml.create_element("rect")
        .with_attributes(sheet)
        .write_empty()
        .map(drop)
}

/// Lines under words under circles under labels.
fn network<W: Write>(xml: &mut Writer<W>, picture: &Picture) -> io::Result<()> {
    picture
        .lines
        .iter()
        .try_for_each(|line| draw_line(xml, line, &picture.circles))?;
    picture
        .lines
        .iter()
        .filter_map(|line| line.words.as_ref())
        .try_for_each(|words| draw_words(xml, words))?;
    picture
        .circles
        .iter()
        .try_for_each(|circle| draw_circle(xml, circle))?;
    picture
        .circles
        .iter()
        .try_for_each(|circle| draw_label(xml, circle))
}

fn draw_line<W: Write>(xml: &mut Writer<W>, line: &Line, circles: &[Circle]) -> io::Result<()> {
    let (s, c, e) = (line.start, line.control, line.end);
    let path = format!(
        "M{:.2} {:.2}Q{:.2} {:.2} {:.2} {:.2}",
        s.0, s.1, c.0, c.1, e.0, e.1
    );
    let thick = (0.5 + 0.7 * line.weight as f64).min(4.0);
    xml.create_element("path")
        .with_attribute(("d", path.as_str()))
        .with_attribute(("fill", "none"))
        .with_attribute(("stroke", STROKE))
        .with_attribute(("stroke-width", format!("{thick:.2}").as_str()))
        .with_attributes(line.arrow.then_some(("marker-end", "url(#arrow)")))
        .write_inner_content(|xml| {
            let (from, to) = (&circles[line.from].label, &circles[line.to].label);
            let joint = if line.arrow { "→" } else { "↔" };
            title(
                xml,
                &format!(
                    "{from} {joint} {to}: {} ({})",
                    line.predicates.join(", "),
                    sources(line.weight)
                ),
            )
        })?;
    Ok(())
}

fn sources(weight: usize) -> String {
    if weight == 1 {
        "1 source".to_owned()
    } else {
        format!("{weight} sources")
    }
}

/// Words on a strip of paper, turned along their line.
fn draw_words<W: Write>(xml: &mut Writer<W>, words: &Words) -> io::Result<()> {
    let ((x, y), (cos, sin)) = (words.at, words.along);
    let turn = format!(
        "matrix({cos:.4} {sin:.4} {:.4} {cos:.4} {x:.2} {y:.2})",
        -sin + 0.0
    );
    let wide = width(&words.text, WORDS);
    xml.create_element("g")
        .with_attribute(("transform", turn.as_str()))
        .write_inner_content(|xml| {
            xml.create_element("rect")
                .with_attribute(("x", format!("{:.2}", -wide / 2.0).as_str()))
                .with_attribute(("y", "-6"))
                .with_attribute(("width", format!("{wide:.2}").as_str()))
                .with_attribute(("height", "12"))
                .with_attribute(("rx", "3"))
                .with_attribute(("fill", PAPER))
                .write_empty()?;
            xml.create_element("text")
                .with_attribute(("y", "3.2"))
                .with_attribute(("font-size", WORDS.to_string().as_str()))
                .with_attribute(("text-anchor", "middle"))
                .with_attribute(("fill", FAINT))
                .write_text_content(BytesText::new(&words.text))
                .map(drop)
        })?;
    Ok(())
}

/// Centred text with a rim of paper, so that it reads across lines.
fn halo(thick: &str) -> [(&str, &str); 5] {
    [
        ("text-anchor", "middle"),
        ("paint-order", "stroke"),
        ("stroke", PAPER),
        ("stroke-width", thick),
        ("stroke-linejoin", "round"),
    ]
}

fn draw_circle<W: Write>(xml: &mut Writer<W>, circle: &Circle) -> io::Result<()> {
    xml.create_element("circle")
        .with_attribute(("cx", format!("{:.2}", circle.x).as_str()))
        .with_attribute(("cy", format!("{:.2}", circle.y).as_str()))
        .with_attribute(("r", format!("{:.2}", circle.radius).as_str()))
        .with_attribute(("fill", hex(style::colour(circle.kind)).as_str()))
        .with_attribute(("stroke", hex(style::rim(circle.kind)).as_str()))
        .write_inner_content(|xml| title(xml, &format!("{} ({})", circle.label, circle.kind)))
        .map(drop)
}

fn hex((red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn draw_label<W: Write>(xml: &mut Writer<W>, circle: &Circle) -> io::Result<()> {
    for (row, text) in circle.rows.iter().enumerate() {
        let y = circle.y + circle.radius + LABEL.0 + row as f64 * LABEL.1;
        xml.create_element("text")
            .with_attribute(("x", format!("{:.2}", circle.x).as_str()))
            .with_attribute(("y", format!("{y:.2}").as_str()))
            .with_attribute(("font-size", LABEL.0.to_string().as_str()))
            .with_attribute((
                "font-weight",
                if circle.is_hub() { "bold" } else { "normal" },
            ))
            .with_attribute(("fill", INK))
            .with_attributes(halo("3"))
            .write_text_content(BytesText::new(&xml_text(text)))?;
    }
    Ok(())
}

/// The kinds on the page, and what arrows and widths mean.
struct Legend {
    entries: Vec<&'static str>,
    note: String,
    width: f64,
}

impl Legend {
    fn of(picture: &Picture, view: View) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for circle in &picture.circles {
            *counts.entry(circle.kind).or_insert(0) += 1;
        }
        let shown = KINDS.iter().filter(|(kind, _)| counts.contains_key(kind));
        let entries: Vec<_> = shown.map(|(kind, _)| *kind).collect();
        let arrow = if view == View::Actors {
            "who does it to whom"
        } else {
            "who and what takes part"
        };
        let mut note = format!("arrow: {arrow} · thicker: more independent sources");
        if picture.left_out > 0 {
            note = format!("{note} · {} other nodes not shown", picture.left_out);
        }
        let kinds: f64 = entries.iter().map(|kind| entry_width(kind)).sum();
        let width = 56.0 + kinds.max(width(&note, 10.0));
        Self {
            entries,
            note,
            width,
        }
    }

    fn write<W: Write>(&self, xml: &mut Writer<W>, top: f64) -> io::Result<()> {
        let mut left = 34.0;
        let line = top + 6.0;
        for kind in &self.entries {
            xml.create_element("circle")
                .with_attribute(("cx", format!("{left:.2}").as_str()))
                .with_attribute(("cy", format!("{line:.2}").as_str()))
                .with_attribute(("r", "5.5"))
                .with_attribute(("fill", hex(style::colour(kind)).as_str()))
                .with_attribute(("stroke", hex(style::rim(kind)).as_str()))
                .write_empty()?;
            text(xml, (left + 10.0, line + 4.0), 11.5, INK, kind)?;
            left += entry_width(kind);
        }
        text(xml, (28.0, line + 24.0), 10.0, FAINT, &self.note)
    }
}

fn entry_width(kind: &str) -> f64 {
    width(kind, 11.5) + 32.0
}

fn text<W: Write>(
    xml: &mut Writer<W>,
    at: (f64, f64),
    size: f64,
    fill: &str,
    words: &str,
) -> io::Result<()> {
    xml.create_element("text")
        .with_attribute(("x", format!("{:.2}", at.0).as_str()))
        .with_attribute(("y", format!("{:.2}", at.1).as_str()))
        .with_attribute(("font-size", size.to_string().as_str()))
        .with_attribute(("fill", fill))
        .write_text_content(BytesText::new(words))
        .map(drop)
}
