"""Stock queries of `ontology/queries` → does rdflib answer each from the Turtle file as `simpul query` does from the store?

Rows are compared as they are counted, whatever their order: where a query leaves two rows equal, engines may differ.
"""

import collections
import csv
import io
import subprocess
import sys
from pathlib import Path

from rdflib import Graph

from told import check, finish, some

work, binary, ontology = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
DATA = Graph().parse(work / "rdf/simpul.turtle", format="turtle").parse(ontology / "simpul.ttl")


def by_simpul(path):
    command = [binary, "query", f"@{path}", "--store", work / "store", "--format", "csv"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [tuple(row) for row in list(csv.reader(io.StringIO(told)))[1:]]


def by_rdflib(path):
    rows = DATA.query(path.read_text(encoding="utf-8"))
    return [tuple("" if cell is None else str(cell) for cell in row) for row in rows]


def same(path):
    ours, theirs = (collections.Counter(answer(path)) for answer in (by_simpul, by_rdflib))
    some((theirs - ours) + (ours - theirs), "rows differ")
    return f"{ours.total()} rows, the same"


for path in sorted((ontology / "queries").glob("*.rq")):
    check(f"query: {path.stem} by rdflib", same, path)
finish()
