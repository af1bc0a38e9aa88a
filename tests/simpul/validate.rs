//! `simpul validate`: sound data passes, and each rule finds a graph that is broken in just its way.
//!
//! Not obvious: the breaks of SHACL Core are made from the shapes themselves, construct by construct, so a shape
//! that is added without a rule that works fails here.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that cannot go on fails its test"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Quad, Term, vocab::xsd};
use simpul::graph::Graph;
use simpul::rdf::shapes::{self, Rule, SHAPE};
use simpul::rdf::{Base, Dataset};

const SH: &str = "http://www.w3.org/ns/shacl#";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// What breaks the rules in SPARQL: shape, words of the sound graph, what stands there instead.
const BROKEN: [(&str, &str, &str); 7] = [
    (
        "Edge-claimed",
        "simpul:met id:person-hasan",
        "simpul:attacked id:person-hasan",
    ),
    (
        "Copy-first",
        "simpul:nearDuplicateOf id:document-a",
        "simpul:nearDuplicateOf id:document-b",
    ),
    (
        "Occurrence-real",
        "simpul:aboutEvent id:occurrence-a",
        "simpul:aboutEvent id:occurrence-b",
    ),
    (
        "Grounding-document",
        "oa:hasSource id:document-a",
        "oa:hasSource id:document-b",
    ),
    (
        "Grounding-trigger",
        "simpul:triggerEnd \"23\"",
        "simpul:triggerEnd \"40\"",
    ),
    (
        "Grounding-proposition",
        "simpul:proposition id:proposition-b",
        "simpul:proposition id:proposition-a",
    ),
    ("Quoted-length", "di Ambon.", "di Ambon itu."),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn sound() -> String {
    fs::read_to_string(root().join("tests/shapes/sound.ttl")).unwrap()
}

fn turtle(text: &str) -> Vec<Quad> {
    let parser = RdfParser::from_format(RdfFormat::Turtle);
    parser.for_slice(text).map(Result::unwrap).collect()
}

fn dataset(quads: &[Quad]) -> Dataset {
    let data = Dataset::new(&Graph::default(), &Base::default()).unwrap();
    let lines: Vec<String> = quads.iter().map(|quad| format!("{quad} .\n")).collect();
    let lines = lines.concat();
    data.load("broken.nq", lines.as_bytes()).unwrap();
    data
}

/// What the shapes say of a node, by a construct of SHACL.
fn said(shapes: &[Quad], node: &str, construct: &str) -> Vec<Term> {
    let about = |quad: &&Quad| {
        quad.subject.to_string() == node && quad.predicate.as_str() == format!("{SH}{construct}")
    };
    shapes
        .iter()
        .filter(about)
        .map(|quad| quad.object.clone())
        .collect()
}

/// A node of the data that a rule looks at, with the path that it follows, if any.
fn focus(shapes: &[Quad], rule: &Rule, data: &[Quad]) -> (NamedOrBlankNode, Option<NamedNode>) {
    let shape = format!("<{SHAPE}{}>", rule.shape);
    let path = said(shapes, &shape, "path")
        .into_iter()
        .next()
        .map(|path| match path {
            Term::NamedNode(path) => path,
            other => panic!("{other}"),
        });
    let owner = shapes.iter().find(|quad| {
        quad.predicate.as_str() == format!("{SH}property") && quad.object.to_string() == shape
    });
    let owner = owner.map_or(shape, |quad| quad.subject.to_string());
    let targets = said(shapes, &owner, "targetClass");
    let found = data.iter().find(|quad| {
        let has = |quad: &Quad, path: &NamedNode| {
            data.iter()
                .any(|q| q.subject == quad.subject && q.predicate == *path)
        };
        quad.predicate.as_str() == TYPE
            && targets.contains(&quad.object)
            && path.as_ref().is_none_or(|path| has(quad, path))
    });
    let Some(found) = found else {
        panic!("the sound graph has nothing for {rule:?}")
    };
    (found.subject.clone(), path)
}

/// The data broken in the way of one construct, and the node that is at fault then.
fn broken(shapes: &[Quad], rule: &Rule, data: &[Quad]) -> (Vec<Quad>, Term) {
    let (node, path) = focus(shapes, rule, data);
    let Some(path) = path else {
        return rename(data, &node);
    };
    let other = NamedNode::new_unchecked("https://example.org/other");
    let of_path = |quad: &Quad| quad.subject == node && quad.predicate == path;
    let former = data
        .iter()
        .find(|quad| of_path(quad))
        .unwrap()
        .object
        .clone();
    let text = |text: &str| Term::from(Literal::new_simple_literal(text));
    let (keep, add): (bool, Vec<Term>) = match rule.construct.as_str() {
        "minCount" | "qualifiedValueShape" => (false, vec![]),
        "maxCount" => (true, vec![other.into()]),
        "uniqueLang" => {
            let tagged = |text| Literal::new_language_tagged_literal_unchecked(text, "jv").into();
            (true, vec![tagged("satu"), tagged("loro")])
        }
        "in" | "class" => (false, vec![other.into()]),
        "nodeKind" | "pattern" => (false, vec![text("x y")]),
        "datatype" => (false, vec![Literal::new_typed_literal("x", other).into()]),
        "minLength" => (false, vec![text("")]),
        "minInclusive" => (false, vec![Literal::from(-1).into()]),
        "maxInclusive" => (false, vec![Literal::from(2).into()]),
        "lessThan" | "lessThanOrEquals" => (false, vec![late(&former)]),
        construct => panic!("no way to break {construct}"),
    };
    let mut quads: Vec<Quad> = data
        .iter()
        .filter(|quad| keep || !of_path(quad))
        .cloned()
        .collect();
    let home = oxigraph::model::GraphName::DefaultGraph;
    quads.extend(
        add.into_iter()
            .map(|value| Quad::new(node.clone(), path.clone(), value, home.clone())),
    );
    (quads, node.into())
}

/// A value above every other of its kind.
fn late(former: &Term) -> Term {
    match former {
        Term::Literal(day) if day.datatype() == xsd::DATE => {
            Literal::new_typed_literal("9999-12-31", xsd::DATE).into()
        }
        _ => Literal::from(9999).into(),
    }
}

/// The data with a blank node in the place of a node.
fn rename(data: &[Quad], node: &NamedOrBlankNode) -> (Vec<Quad>, Term) {
    let blank = BlankNode::new_unchecked("b");
    let turned = data.iter().map(|quad| {
        let mut quad = quad.clone();
        if quad.subject == *node {
            quad.subject = blank.clone().into();
        }
        if quad.object == Term::from(node.clone()) {
            quad.object = blank.clone().into();
        }
        quad
    });
    (turned.collect(), blank.into())
}

#[test]
fn the_sound_graph_keeps_to_every_shape() {
    let found = dataset(&turtle(&sound())).validate().unwrap();
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn each_constraint_finds_a_graph_that_is_broken_in_its_way() {
    let shapes = turtle(&fs::read_to_string(root().join("ontology/shapes.ttl")).unwrap());
    let data = turtle(&sound());
    let core = shapes::rules()
        .iter()
        .filter(|rule| rule.construct != "sparql");
    for rule in core {
        let (quads, node) = broken(&shapes, rule, &data);
        let found = dataset(&quads).check(rule).unwrap();
        // The store gives blank nodes names of its own.
        let same = |at: &Term| {
            *at == node || matches!((at, &node), (Term::BlankNode(_), Term::BlankNode(_)))
        };
        assert!(
            found.iter().any(|violation| same(&violation.node)),
            "{rule:?}"
        );
    }
}

#[test]
fn each_rule_in_sparql_finds_a_graph_that_is_broken_in_its_way() {
    let rules: Vec<&Rule> = shapes::rules()
        .iter()
        .filter(|rule| rule.construct == "sparql")
        .collect();
    assert_eq!(rules.len(), BROKEN.len(), "{rules:?}");
    for rule in shapes::rules()
        .iter()
        .filter(|rule| rule.construct == "sparql")
    {
        let (_, before, after) = BROKEN.iter().find(|row| row.0 == rule.shape).unwrap();
        let text = sound().replace(before, after);
        assert_ne!(text, sound(), "{before}");
        assert!(
            !dataset(&turtle(&text)).check(rule).unwrap().is_empty(),
            "{rule:?}"
        );
    }
}

fn validate(arguments: &[&str], folder: &Path) -> Output {
    Command::new(assert_cmd::cargo::cargo_bin!("simpul"))
        .current_dir(folder)
        .arg("validate")
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn the_sample_graph_is_sound() {
    let output = validate(&["exports/simpul.nq"], &root());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[test]
fn violations_are_lines_and_the_exit_status_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let text = sound().replace("simpul:confidence 0.8", "simpul:confidence 2.5");
    fs::write(folder.path().join("a.ttl"), text).unwrap();
    let output = validate(&["a.ttl"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    let lines = String::from_utf8(output.stdout).unwrap();
    let claim = "<https://simpul.dev/id/claim-a>: needs one confidence from 0 to 1 (\"2.5\"^^<http://www.w3.org/2001/XMLSchema#decimal>)";
    assert_eq!(lines.lines().count(), 2, "{lines}");
    assert!(
        lines.starts_with(&format!("Claim-confidence maxInclusive {claim}\n")),
        "{lines}"
    );
}

#[test]
fn what_is_no_rdf_is_named_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.ttl"), "<a:b> <a:c>\n<a:d> nothing").unwrap();
    fs::write(folder.path().join("a.doc"), "").unwrap();
    for (name, why) in [
        ("a.ttl", "a.ttl: "),
        ("a.doc", "its ending is none of"),
        ("b.ttl", "b.ttl: cannot be read"),
    ] {
        let output = validate(&[name], folder.path());
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.code() == Some(1) && told.contains(why),
            "{told}"
        );
    }
}
