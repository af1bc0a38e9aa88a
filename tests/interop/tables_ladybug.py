"""CSV tables of the full view → Ladybug, the living fork of Kùzu: nodes and edges as a property graph that Cypher asks.

Its `COPY` refuses an edge whose ends are not there, and a cell that is not of its column's type.
"""

import csv
import sys
from pathlib import Path

import real_ladybug

from told import check, finish

FOLDER = Path(sys.argv[1]) / "views" / "full.csv"
TYPES = {
    **dict.fromkeys(("degree", "mentions", "documents", "sources", "claims"), "INT64"),
    "weight": "DOUBLE",
    "symmetric": "BOOLEAN",
}

base = real_ladybug.Connection(real_ladybug.Database(":memory:"))


def rows(query):
    answer = base.execute(query)
    return [answer.get_next() for _ in range(answer.get_num_tuples())]


def table(name):
    with (FOLDER / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        head, *lines = csv.reader(file)
    return head, len(lines)


def columns(head):
    return ", ".join(f"`{name}` {TYPES.get(name, 'STRING')}" for name in head)


def copy(into, path):
    base.execute(f"COPY {into} FROM '{path}' (HEADER=true, PARALLEL=false, ESCAPE='\"')")


def nodes():
    head, lines = table("nodes")
    base.execute(f"CREATE NODE TABLE Node({columns(head)}, PRIMARY KEY(id))")
    copy("Node", FOLDER / "nodes.csv")
    assert rows("MATCH (n:Node) RETURN count(*)") == [[lines]], "nodes are lost"
    return f"{lines} nodes"


def edges():
    """The ends come first there, so the table is turned round."""
    head, lines = table("edges")
    rest = [name for name in head if name not in ("source", "target")]
    turned = FOLDER.parent / "edges-by-ends.csv"
    with (FOLDER / "edges.csv").open(newline="", encoding="utf-8") as file, turned.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, ["source", "target", *rest])
        writer.writeheader()
        writer.writerows(csv.DictReader(file))
    base.execute(f"CREATE REL TABLE Edge(FROM Node TO Node, {columns(rest)})")
    copy("Edge", turned)
    assert rows("MATCH (:Node)-[e:Edge]->(:Node) RETURN count(*)") == [[lines]], "edges are lost"
    return f"{lines} edges"


def degrees():
    """The degree that a node is written with is the number of edges at it."""
    query = """MATCH (n:Node) OPTIONAL MATCH (n)-[e:Edge]-(:Node)
               WITH n, count(e) AS held WHERE held <> n.degree RETURN n.id, n.degree, held"""
    wrong = rows(query)
    assert not wrong, f"{len(wrong)} degrees differ, such as {wrong[0]}"
    (most,) = rows("MATCH (n:Node) RETURN n.id, n.degree ORDER BY n.degree DESC LIMIT 1")
    return f"as written, most at {most[0]}: {most[1]}"


check("ladybug: nodes.csv", nodes)
check("ladybug: edges.csv", edges)
check("ladybug: degrees", degrees)
finish()
