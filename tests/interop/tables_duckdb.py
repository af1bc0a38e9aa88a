"""CSV tables of the full view → DuckDB, which guesses types from the cells: do they join without orphans?"""

import sys
from pathlib import Path

import duckdb

from told import check, finish, some

FOLDER = Path(sys.argv[1]) / "views" / "full.csv"
TABLES = ("nodes", "edges", "claims", "mentions")
TYPES = {
    "nodes": {"id": "VARCHAR", "degree": "BIGINT", "mentions": "BIGINT"},
    "edges": {"weight": "DOUBLE", "claims": "BIGINT", "symmetric": "BOOLEAN"},
    "claims": {"min": "DOUBLE", "max": "DOUBLE", "confidence": "DOUBLE", "start": "BIGINT", "published": "DATE"},
    "mentions": {"start": "BIGINT", "end": "BIGINT", "published": "DATE"},
}
# What stands in the first column must be an id of the table after it.
REFERENCES = (
    ("edges", "source", "nodes"),
    ("edges", "target", "nodes"),
    *(("claims", end, "nodes") for end in ("id", "subject", "object", "place", "item", "about")),
    ("mentions", "entity", "nodes"),
)

base = duckdb.connect()


def load(table):
    base.execute(f"CREATE TABLE {table} AS FROM read_csv('{FOLDER / table}.csv', header = true, sample_size = -1)")
    held = {name: kind for name, kind, *_ in base.execute(f"DESCRIBE {table}").fetchall()}
    for name, kind in TYPES[table].items():
        # A column of whole numbers may stand for real ones.
        assert held[name] in (kind, "BIGINT" if kind == "DOUBLE" else kind), f"{name} is {held[name]}, not {kind}"
    (rows,) = base.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert rows, "no rows"
    return f"{rows} rows, {len(held)} columns"


def references(table, column, other):
    orphans = base.execute(
        f'SELECT "{column}" FROM {table} WHERE "{column}" IS NOT NULL AND "{column}" NOT IN (SELECT id FROM {other})'
    ).fetchall()
    some((name for (name,) in orphans), f"{column} are no {other}")
    (joined,) = base.execute(f'SELECT count(*) FROM {table} JOIN {other} ON {table}."{column}" = {other}.id').fetchone()
    return f"{joined} rows join"


def speakers():
    """Who says so is a list in one cell, and every one of them is a node."""
    sql = "SELECT unnest(string_split(sources, '; ')) AS speaker FROM claims"
    orphans = base.execute(f"SELECT speaker FROM ({sql}) WHERE speaker NOT IN (SELECT id FROM nodes)").fetchall()
    some((name for (name,) in orphans), "speakers are no nodes")
    (joined,) = base.execute(f"SELECT count(*) FROM ({sql}) JOIN nodes ON speaker = id").fetchone()
    assert joined, "nobody speaks"
    return f"{joined} rows join"


def sentences():
    """A mention that stands within the sentence of a claim of its document is there, at its place."""
    (apart,) = base.execute(
        """SELECT count(*) FROM claims c JOIN mentions m USING (document)
           WHERE m.start >= c.start AND m."end" <= c."end"
             AND substring(c.quote, m.start - c.start + 1, m."end" - m.start) <> m.text"""
    ).fetchone()
    assert not apart, f"{apart} mentions are not where they are said to be"
    (inside,) = base.execute(
        'SELECT count(*) FROM claims c JOIN mentions m USING (document) WHERE m.start >= c.start AND m."end" <= c."end"'
    ).fetchone()
    assert inside, "no sentence has a mention"
    return f"{inside} mentions stand in a claim's sentence at their offsets"


for table in TABLES:
    check(f"duckdb: {table}.csv", load, table)
for reference in REFERENCES:
    check("duckdb: {0}.{1} → {2}".format(*reference), references, *reference)
check("duckdb: claims.sources → nodes", speakers)
check("duckdb: offsets", sentences)
finish()
