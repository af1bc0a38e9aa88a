"""Shapes + Turtle export → does pySHACL find the data sound, and does it find what we break?

The whole export is validated once. What is broken is the part of it around one claim (that claim, its evidence,
document, proposition and entities), which is small and sound to begin with: so each finding is of our making.
"""

import sys
from pathlib import Path

import pyshacl
from rdflib import Graph, Literal, Namespace, RDF, URIRef, XSD

from told import check, finish

SIMPUL = Namespace("https://simpul.dev/ontology#")
SHAPE = Namespace("https://simpul.dev/shapes#")
SH = Namespace("http://www.w3.org/ns/shacl#")
OA = Namespace("http://www.w3.org/ns/oa#")
ENTITIES = {SIMPUL[name] for name in "Person State Organization Force Place Treaty Event Weapon".split()}

work, ontology = Path(sys.argv[1]), Path(sys.argv[2])
DATA = Graph().parse(work / "rdf/simpul.turtle", format="turtle")
SHAPES = Graph()
for name in ("shapes.ttl", "shapes-rules.ttl"):
    SHAPES.parse(ontology / name)
CLASSES = Graph().parse(ontology / "simpul.ttl")  # that a person is an entity is said there


def broken(data):
    """Local names of the shapes and constraints that a report names."""
    _, report, _ = pyshacl.validate(data, shacl_graph=SHAPES, ont_graph=CLASSES, inference="none")
    named = set(report.objects(None, SH.sourceShape)) | set(report.objects(None, SH.sourceConstraint))
    return {str(name).removeprefix(SHAPE) for name in named if isinstance(name, URIRef)}


def sound(data):
    found = broken(data)
    assert not found, f"broken: {', '.join(sorted(found))}"
    return f"{len(data)} triples, nothing broken"


def around(claim):
    """All that a claim leads to. Entities keep their own words, but lead no further."""
    part, todo, seen = Graph(), [claim], set()
    while todo:
        node = todo.pop()
        if node in seen:
            continue
        seen.add(node)
        entity = DATA.value(node, RDF.type) in ENTITIES
        for triple in DATA.triples((node, None, None)):
            to_entity = DATA.value(triple[2], RDF.type) in ENTITIES
            if entity and to_entity and triple[1] != RDF.type:
                continue
            part.add(triple)
            if not entity and isinstance(triple[2], URIRef):
                todo.append(triple[2])
    return part


def is_whole(claim):
    """Has a figure with a lower bound, and two entities for ends."""
    ends = [DATA.value(claim, end) for end in (RDF.subject, RDF.object)]
    return all(ends) and ends[0] != ends[1] and DATA.value(claim, SIMPUL.quantityMin) is not None


CLAIM = min(claim for claim in DATA.subjects(RDF.type, SIMPUL.Claim) if is_whole(claim))
PART = around(CLAIM)


def edge_without_claim(data):
    """An edge of a predicate that no claim bears."""
    data.add((DATA.value(CLAIM, RDF.subject), SIMPUL.invaded, DATA.value(CLAIM, RDF.object)))


def most_below_least(data):
    least = float(data.value(CLAIM, SIMPUL.quantityMin))
    data.set((CLAIM, SIMPUL.quantityMax, Literal(str(least - 1), datatype=XSD.decimal)))


def claim_without_evidence(data):
    for path in (SIMPUL.evidence, SIMPUL.hasEvidence, OA.hasTarget):
        data.remove((CLAIM, path, None))


def found(breaks, names):
    data = Graph() + PART
    breaks(data)
    assert set(data) != set(PART), "the data is as it was"
    named = broken(data)
    assert named == names, f"named {sorted(named)}, not {sorted(names)}"
    return f"broken as meant: {', '.join(sorted(named))}"


check("shapes: whole export", sound, DATA)
check("shapes: one claim", sound, PART)
check("shapes: edge without claim", found, edge_without_claim, {"Edge", "Edge-claimed"})
check("shapes: most below least", found, most_below_least, {"Claim-quantity"})
check("shapes: claim without evidence", found, claim_without_evidence, {"Claim-evidence"})
finish()
