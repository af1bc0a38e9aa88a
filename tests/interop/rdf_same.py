"""What each reader read → whether it is what we wrote: the same number of triples or quads, and the same set.

The measure is our own N-Triples and N-Quads, line by line: they need no reader beyond one that takes a line
apart. Terms are compared as written; no reader may change the form of a number or a language tag.
"""

import sys
from pathlib import Path

import pyoxigraph

from told import check, finish

FOLDER = Path(sys.argv[1]) / "rdf"
QUADS = pyoxigraph.RdfFormat.N_QUADS
REIFIES = pyoxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")


def quads(path):
    return set(pyoxigraph.parse(path=path, format=QUADS))


def lines(path):
    return sum(1 for line in path.open() if line.strip())


TRIPLES, NAMED = (quads(FOLDER / f"simpul.{form}") for form in ("ntriples", "nquads"))


def once():
    """No line twice; the default graph of the quads is all of the triples, and every quad stands in it."""
    assert lines(FOLDER / "simpul.ntriples") == len(TRIPLES), "a triple stands there twice"
    assert lines(FOLDER / "simpul.nquads") == len(NAMED), "a quad stands there twice"
    default = {quad for quad in NAMED if quad.graph_name == pyoxigraph.DefaultGraph()}
    assert default == TRIPLES, "the default graph of the quads is not the triples"
    assert {quad.triple for quad in NAMED} == {quad.triple for quad in TRIPLES}, "a quad is in a named graph only"
    return f"{len(TRIPLES)} triples, {len(NAMED)} quads"


def same(form, read):
    if read.suffix == ".err":
        raise ValueError(read.read_text())
    found = quads(read)
    if form == "rdf12":
        return reified(found)
    wanted = NAMED if form in ("trig", "nquads") else TRIPLES
    for word, left in (("lost", wanted - found), ("new", found - wanted)):
        assert not left, f"{len(left)} of {len(wanted)} {word}, such as {min(map(str, left))}"
    return f"{len(found)} {'quads' if wanted is NAMED else 'triples'}, the same set"


def reified(found):
    """RDF 1.2 keeps every triple, and says of claims besides which triple each reifies."""
    terms = {quad for quad in found if quad.predicate == REIFIES}
    assert terms, "nothing is reified"
    assert all(isinstance(quad.object, pyoxigraph.Triple) for quad in terms), "what is reified is no triple"
    assert found - terms >= TRIPLES, f"{len(TRIPLES - found)} triples lost"
    return f"{len(found)} triples, {len(terms)} of them rdf:reifies"


check("rdf: no line twice", once)
for read in sorted(FOLDER.glob("*.*")):
    form, _, reader = read.stem.partition(".")
    if form != "simpul":
        check(f"rdf: {form} by {reader}", same, form, read)
finish()
