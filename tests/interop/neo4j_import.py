"""Files of Neo4j's admin import → do headers and rows keep its documented grammar, and does `load.cypher` fit them?

A heading is `name`, `name:TYPE`, `name:TYPE[]` or one of the fields `:ID`, `:LABEL`, `:START_ID`, `:END_ID`, `:TYPE`
and `:IGNORE`, each with an id space or options after it (Neo4j Operations Manual, "CSV header format").
"""

import csv
import re
import sys
from pathlib import Path

from told import check, finish, some

HEADING = re.compile(
    r"(?P<name>[^:]*)(?::(?P<type>[A-Za-z_]+)(?P<many>\[\])?(?:\((?P<space>[^)]*)\))?(?P<options>\{.*\})?)?"
)
FIELDS = {"ID", "LABEL", "START_ID", "END_ID", "TYPE", "IGNORE"}
WHOLE, REAL = re.compile(r"[+-]?\d+"), re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
TYPES = {
    **dict.fromkeys(("int", "long", "short", "byte"), WHOLE),
    **dict.fromkeys(("float", "double"), REAL),
    "boolean": re.compile("true|false"),
    "string": re.compile("(?s).*"),
}
LABEL = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def heading(text):
    """`weight:double` → ("weight", "double"); `:LABEL` → ("", "LABEL")."""
    found = HEADING.fullmatch(text)
    assert found, f"{text!r} is no heading"
    kind = found["type"] or "string"
    assert kind in FIELDS or kind in TYPES, f"{text!r} has a type that Neo4j does not know"
    assert found["name"] or kind in FIELDS, f"{text!r} has no name"
    return found["name"], kind


def read(path):
    with path.open(newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    columns = [heading(text) for text in head]
    names = [name for name, _ in columns if name]
    assert len(names) == len(set(names)), "a property stands there twice"
    some((row for row in rows if len(row) != len(columns)), "rows are too long or too short")
    for row in rows:
        for (name, kind), cell in zip(columns, row):
            if kind in TYPES and cell:
                assert TYPES[kind].fullmatch(cell), f"{name} is no {kind}: {cell!r}"
    return head, columns, rows


def column(columns, rows, kind):
    """The cells of the one field of that kind; none may be empty."""
    (at,) = (at for at, (_, own) in enumerate(columns) if own == kind)
    cells = [row[at] for row in rows]
    assert all(cells), f"a row has no {kind}"
    return cells


def files(folder):
    _, columns, nodes = read(folder / "nodes.csv")
    ids, labels = (column(columns, nodes, kind) for kind in ("ID", "LABEL"))
    some((name for name in set(ids) if ids.count(name) > 1), "ids twice")
    _, columns, edges = read(folder / "relationships.csv")
    for kind in ("START_ID", "END_ID"):
        some(set(column(columns, edges, kind)) - set(ids), f"{kind} are no nodes")
    names = {part for label in labels for part in label.split(";")} | set(column(columns, edges, "TYPE"))
    some((name for name in names if not LABEL.fullmatch(name)), "labels or types would need quotes")
    return f"{len(nodes)} nodes, {len(edges)} relationships"


def script(folder):
    """Every column that the script names is there; every label and type has a statement, and no other."""
    text = (folder / "load.cypher").read_text(encoding="utf-8")
    tables = {name: read(folder / name) for name in ("nodes.csv", "relationships.csv")}
    told = {"LABEL": set(), "TYPE": set()}
    for statement in text.split(";\n"):
        source = re.search(r"file:///([\w.]+)", statement)
        if not source:
            continue
        head, _, _ = tables[source[1]]
        some(set(re.findall(r"row\.`([^`]+)`|row\.(\w+)", statement)) - {(h, "") for h in head} - {("", h) for h in head}, "columns are unknown")
        (field, value), = re.findall(r"WHERE row\.`:(LABEL|TYPE)` = '(\w+)'", statement)
        assert re.search(rf"SET n:{value}\b|\[r:{value}\b", statement), f"no {value} is made where it is asked for"
        told[field].add(value)
    for (_, columns, rows), field in zip(tables.values(), told):
        some(set(column(columns, rows, field)) ^ told[field], f"{field} more or less")
    return f"{len(told['LABEL'])} labels, {len(told['TYPE'])} types"


for folder in sorted(Path(sys.argv[1]).glob("views/*.neo4j")):
    check(f"neo4j: {folder.stem} by the grammar of admin import", files, folder)
    check(f"neo4j: {folder.stem}, its load.cypher", script, folder)
finish()
