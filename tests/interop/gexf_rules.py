"""GEXF exports → do they keep the rules of GEXF 1.3, and the schema of 1.2 in all that 1.3 left as it was?

No package brings the schema of 1.3, so its rules stand here: which attributes an element may have and which children,
as its RELAX NG grammar has them. `gexf.xsd` of 1.2 comes with Debian's package of JGraphT.
"""

import copy
import datetime
import sys
from pathlib import Path

from lxml import etree

from told import check, finish, skip, some

NAMESPACE, OLD = "http://gexf.net/1.3", "http://www.gexf.net/1.2draft"
G, VIZ = f"{{{NAMESPACE}}}", f"{{{NAMESPACE}/viz}}"
SPAN = {"start", "end", "timestamp"}
LOOKS = {VIZ + name for name in ("color", "size", "position", "shape", "thickness")}
# Element: (attributes it must have, attributes it may have, children).
GRAMMAR = {
    G + "gexf": ({"version"}, {"variant", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"}, {"meta", "graph"}),
    G + "meta": (set(), {"lastmodifieddate"}, {"creator", "keywords", "description"}),
    G + "creator": (set(), set(), set()),
    G + "description": (set(), set(), set()),
    G + "graph": (
        set(),
        SPAN | {"defaultedgetype", "idtype", "mode", "timeformat", "timerepresentation", "timezone"},
        {"attributes", "nodes", "edges"},
    ),
    G + "attributes": ({"class"}, set(), {"attribute"}),
    G + "attribute": ({"id", "title", "type"}, set(), {"default", "options"}),
    G + "nodes": (set(), {"count"}, {"node"}),
    G + "edges": (set(), {"count"}, {"edge"}),
    G + "node": ({"id"}, SPAN | {"label", "pid", "intervals", "timestamps"}, {"attvalues", "spells"} | LOOKS),
    G + "edge": (
        {"id", "source", "target"},
        SPAN | {"label", "type", "weight", "kind", "intervals", "timestamps"},
        {"attvalues", "spells"} | LOOKS,
    ),
    G + "attvalues": (set(), set(), {"attvalue"}),
    G + "attvalue": ({"for", "value"}, SPAN, set()),
    G + "spells": (set(), set(), {"spell"}),
    G + "spell": (set(), SPAN, set()),
    VIZ + "color": ({"r", "g", "b"}, {"a"}, set()),
    VIZ + "position": ({"x", "y"}, {"z"}, set()),
    VIZ + "size": ({"value"}, set(), set()),
}
TYPES = {"integer": int, "long": int, "float": float, "double": float, "string": str, "boolean": {"true": 1, "false": 0}.__getitem__}

work, schemas = Path(sys.argv[1]), Path(sys.argv[2])


def grammar(tree):
    for element in tree.iter():
        must, may, children = GRAMMAR[element.tag]
        given = set(element.attrib)
        assert must <= given <= must | may, f"{element.tag}: attributes {sorted((given ^ must) - may)}"
        inside = [child.tag for child in element]
        allowed = {name if name.startswith("{") else G + name for name in children}
        some(set(inside) - allowed, f"children of {element.tag} are not allowed")
        if element.tag in (G + "node", G + "edge"):
            some((tag for tag in inside if inside.count(tag) > 1), f"children of {element.tag} stand there twice")
        days(element)


def days(element):
    """Days are days, and none ends before it starts."""
    first, last = (element.get(end) and datetime.date.fromisoformat(element.get(end)) for end in ("start", "end"))
    assert not (first and last) or first <= last, f"{element.get('id')} ends before it starts"


def references(tree):
    """Ids are there once, ends exist, values are declared and have the type that they are declared with."""
    nodes, edges = list(tree.iter(G + "node")), list(tree.iter(G + "edge"))
    for items in (nodes, edges):
        ids = [item.get("id") for item in items]
        assert len(ids) == len(set(ids)), "an id stands there twice"
    ids = {node.get("id") for node in nodes}
    some((end for edge in edges for end in (edge.get("source"), edge.get("target")) if end not in ids), "ends are missing")
    for kind, items in (("node", nodes), ("edge", edges)):
        declared = {
            attribute.get("id"): TYPES[attribute.get("type")]
            for group in tree.iter(G + "attributes")
            if group.get("class") == kind
            for attribute in group
        }
        for value in (value for item in items for value in item.iter(G + "attvalue")):
            declared[value.get("for")](value.get("value"))
    return len(nodes), len(edges)


def rules(tree):
    root = tree.getroot()
    assert root.tag == G + "gexf" and root.get("version") == "1.3", "is no GEXF 1.3"
    grammar(tree)
    return references(tree)


def lost_end(tree):
    next(tree.iter(G + "edge")).set("source", "nowhere")


def undeclared(tree):
    next(tree.iter(G + "attvalue")).set("for", "nothing")


def no_label_text(tree):
    next(tree.iter(G + "node")).set("title", "x")


def backwards(tree):
    edge = next(tree.iter(G + "edge"))
    edge.set("start", "2024-11-02")
    edge.set("end", "2024-11-01")


def by_rules(path):
    tree = etree.parse(path)
    nodes, edges = rules(tree)
    breaks = (lost_end, undeclared, no_label_text, backwards)
    for damage in breaks:
        broken = copy.deepcopy(tree)
        damage(broken)
        try:
            rules(broken)
        except (AssertionError, KeyError, ValueError):
            continue
        raise AssertionError(f"does not find {damage.__name__}")
    return f"{nodes} nodes, {edges} edges keep the rules; {len(breaks)} breaks found"


def by_old_schema(path):
    """Under the names of 1.2, without what came with 1.3: `kind` of edges and `timerepresentation`.

    The schema has looks in the same namespace as all else, other than every file there is.
    """
    text = path.read_text(encoding="utf-8").replace(f"{NAMESPACE}/viz", OLD).replace(NAMESPACE, OLD)
    tree = etree.ElementTree(etree.fromstring(text.encode()))
    tree.getroot().set("version", "1.2")
    for element in tree.iter():
        for name in {"graph": ("timerepresentation",), "edge": ("kind",)}.get(etree.QName(element).localname, ()):
            element.attrib.pop(name, None)
    schema = etree.XMLSchema(etree.parse(schemas / "gexf.xsd"))
    if not schema.validate(tree):
        error = schema.error_log[0]
        raise ValueError(f"{len(schema.error_log)} errors, first in line {error.line}: {error.message}")
    return "valid but for what 1.3 added"


for path in sorted(work.glob("views/*.gexf")):
    name = f"gexf: {path.stem}"
    check(f"{name} by the rules of 1.3", by_rules, path)
    if (schemas / "gexf.xsd").exists():
        check(f"{name} by the schema of 1.2", by_old_schema, path)
    else:
        skip(f"{name} by the schema of 1.2", "gexf.xsd is not to be had here")
finish()
