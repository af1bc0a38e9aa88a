"""What each graph reader holds → whether it is what our tables say: nodes, edges, every attribute, right types.

The measure is `nodes.csv` and `edges.csv` of the same view, with the types that their columns are documented to have.
"""

import csv
import json
import os
import sys
from pathlib import Path

from told import check, finish, skip, some

FOLDER = Path(sys.argv[1]) / "views"
NUMBERS = {"degree", "mentions", "documents", "sources", "weight", "claims"}
FLAGS = {"symmetric"}
READERS = {"graphml": ("networkx", "igraph", "graphology"), "gexf": ("networkx", "graphology")}


def table(path, leave):
    """Rows by id, each cell with its type, without empty ones."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {row["id"]: {name: typed(name, cell) for name, cell in row.items() if cell and name not in leave} for row in rows}


def typed(name, cell):
    if name in NUMBERS:
        return float(cell)
    return cell == "true" if name in FLAGS else xml_text(cell)


def xml_text(text):
    """Control characters are no part of XML files and become U+FFFD there."""
    return "".join("\ufffd" if is_control(letter) else letter for letter in text)


def is_control(letter):
    return (letter < " " and letter not in "\t\n\r") or "\x7f" <= letter <= "\x9f"


def wrong(wanted, found, unread):
    """Where an item differs: `id.attribute is 1, not 2`."""
    for name, attributes in wanted.items():
        for attribute, value in attributes.items():
            held = found[name].get(attribute)
            if (held != value or isinstance(held, bool) != isinstance(value, bool)) and attribute not in unread:
                yield f"{name}.{attribute} is {held!r}, not {value!r}"


def same(view, form, reader):
    read = FOLDER / f"{view}.{form}.{reader}.json"
    if not read.exists():
        raise ValueError(read.with_suffix(".err").read_text())
    found = json.loads(read.read_text())
    tables = FOLDER / f"{view}.csv"
    nodes, edges = table(tables / "nodes.csv", {"id"}), table(tables / "edges.csv", {"id", "type"})
    for kind, wanted in (("nodes", nodes), ("edges", edges)):
        some(wanted.keys() ^ found[kind].keys(), f"{kind} more or less")
        # networkx has no name for the `kind` that GEXF 1.3 gives to edges; `interaction` says the same.
        unread = {"kind"} if (kind, form, reader) == ("edges", "gexf", "networkx") else set()
        some(wrong(wanted, found[kind], unread), "attributes differ")
    if form == "gexf":
        some((name for name, node in found["nodes"].items() if not has_looks(node)), "nodes without looks")
    return f"{len(nodes)} nodes, {len(edges)} edges, all attributes"


def has_looks(node):
    """Place and size as numbers; networkx keeps them under `viz`, graphology beside the rest."""
    viz = node.get("viz", node)
    place = viz.get("position", viz)
    return all(isinstance(number, (int, float)) for number in (viz["size"], place["x"], place["y"])) and "color" in viz


for form, readers in READERS.items():
    for reader in readers:
        for view in ("actors", "events", "claims", "full"):
            if reader == "graphology" and not os.environ.get("MODULES"):
                skip(f"graph: {form} {view} by {reader}", "graphology is not here")
            else:
                check(f"graph: {form} {view} by {reader}", same, view, form, reader)
finish()
