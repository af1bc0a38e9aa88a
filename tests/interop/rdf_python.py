"""RDF exports → what rdflib and pyoxigraph read from them, as N-Quads beside them (`turtle.rdflib.nq`).

Where a reader stops, its error stands in `turtle.rdflib.err`; `rdf_same.py` judges both.
"""

import sys
from pathlib import Path

import pyoxigraph
import rdflib

rdflib.NORMALIZE_LITERALS = False  # "08.0"^^xsd:double stays as it is written

OXIGRAPH = pyoxigraph.RdfFormat
FORMATS = {
    "turtle": ("turtle", OXIGRAPH.TURTLE),
    "trig": ("trig", OXIGRAPH.TRIG),
    "nquads": ("nquads", OXIGRAPH.N_QUADS),
    "ntriples": ("nt", OXIGRAPH.N_TRIPLES),
    "rdfxml": ("xml", OXIGRAPH.RDF_XML),
    "jsonld": ("json-ld", OXIGRAPH.JSON_LD),
    "rdf12": (None, OXIGRAPH.TURTLE),
}


def by_rdflib(path, name):
    data = rdflib.Dataset()
    data.parse(path, format=name)
    return data.serialize(format="nquads").encode()


def by_pyoxigraph(path, name):
    return pyoxigraph.serialize(pyoxigraph.parse(path=path, format=name), format=OXIGRAPH.N_QUADS)


for path in sorted(Path(sys.argv[1]).glob("rdf/simpul.*")):
    form = path.suffix[1:]
    for reader, read, name in zip(("rdflib", "pyoxigraph"), (by_rdflib, by_pyoxigraph), FORMATS[form]):
        if name is None:
            continue
        told = path.parent / f"{form}.{reader}"
        try:
            told.with_suffix(f".{reader}.nq").write_bytes(read(path, name))
        except Exception as error:
            told.with_suffix(f".{reader}.err").write_text(f"{type(error).__name__}: {error}")
