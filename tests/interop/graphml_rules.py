"""GraphML exports → are they valid against the official schema, and do they keep the rules that it cannot say?

`graphml.xsd` comes from Debian's package of JGraphT, or stands in the folder `$2`; without it only the rules are checked.
Each file is also broken in turn: a check that finds nothing wrong there proves nothing here.
"""

import copy
import re
import sys
from pathlib import Path

from lxml import etree

from told import check, finish, skip, some

G = "{http://graphml.graphdrawing.org/xmlns}"
TYPES = {"boolean": {"true", "false"}, "int": int, "long": int, "float": float, "double": float, "string": str}
NMTOKEN = re.compile(r"[\w.:-]+", re.ASCII)

work, schemas = Path(sys.argv[1]), Path(sys.argv[2])
FILES = sorted(work.glob("views/*.graphml"))


def valid(schema, tree):
    if not schema.validate(tree):
        error = schema.error_log[0]
        raise ValueError(f"{len(schema.error_log)} errors, first in line {error.line}: {error.message}")


def twice(items, what):
    items = list(items)
    some((item for item in set(items) if items.count(item) > 1), f"{what} twice")
    return set(items)


def holds(kind, text):
    values = TYPES[kind]
    if isinstance(values, set):
        return text in values
    try:
        values(text)
    except ValueError:
        return False
    return True


def rules(tree):
    """Ids are NMTOKENs, each there once; ends exist; values have a declared key, and the type that it says."""
    nodes, edges, keys = (list(tree.iter(G + name)) for name in ("node", "edge", "key"))
    ids = twice((node.get("id") for node in nodes), "node ids")
    names = twice((edge.get("id") for edge in edges), "edge ids")
    twice((key.get("id") for key in keys), "keys")
    some((name for name in ids | names if not NMTOKEN.fullmatch(name)), "ids are no NMTOKEN")
    some((end for edge in edges for end in (edge.get("source"), edge.get("target")) if end not in ids), "ends are missing")
    some((key.get("attr.type") for key in keys if key.get("attr.type") not in TYPES), "types are not GraphML's")
    declared = {key.get("id"): (key.get("for"), key.get("attr.type")) for key in keys}
    for item in nodes + edges:
        given = item.findall(G + "data")
        twice((data.get("key") for data in given), f"values of {item.get('id')}")
        for data in given:
            holder, kind = declared[data.get("key")]
            assert G + holder == item.tag, f"{data.get('key')} stands at a {item.tag}"
            assert holds(kind, data.text or ""), f"{data.get('key')} of {item.get('id')} is no {kind}: {data.text}"
    return len(nodes), len(edges)


def lost_end(tree):
    next(tree.iter(G + "edge")).set("target", "nowhere")


def same_id(tree):
    first, second, *_ = tree.iter(G + "node")
    second.set("id", first.get("id"))


def wrong_type(tree):
    next(tree.iter(G + "key")).set("attr.type", "integer")


def lost_key(tree):
    next(tree.iter(G + "data")).set("key", "node-nothing")


def finds(judge, tree):
    """Whether every break is found."""
    missed = []
    for damage in (lost_end, same_id, wrong_type, lost_key):
        broken = copy.deepcopy(tree)
        damage(broken)
        try:
            judge(broken)
            missed.append(damage.__name__)
        except (ValueError, AssertionError, KeyError):
            pass
    assert not missed, f"does not find {', '.join(missed)}"


def by_schema(path):
    schema = etree.XMLSchema(etree.parse(schemas / "graphml.xsd"))
    tree = etree.parse(path)
    valid(schema, tree)
    finds(lambda broken: valid(schema, broken), tree)
    return "valid; 4 breaks found"


def by_rules(path):
    tree = etree.parse(path)
    nodes, edges = rules(tree)
    finds(rules, tree)
    return f"{nodes} nodes, {edges} edges keep the rules; 4 breaks found"


for path in FILES:
    name = f"graphml: {path.stem}"
    check(f"{name} by our rules", by_rules, path)
    if (schemas / "graphml.xsd").exists():
        check(f"{name} by the official schema", by_schema, path)
    else:
        skip(f"{name} by the official schema", "graphml.xsd is not to be had here")
finish()
