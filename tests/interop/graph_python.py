"""GraphML and GEXF exports → what networkx and igraph hold of them, as JSON beside them (`actors.graphml.igraph.json`).

The form is that of graph_graphology.mjs: `{"nodes": {id: attributes}, "edges": {id: {source, target, …}}}`.
"""

import json
import sys
import warnings
from pathlib import Path
from xml.etree import ElementTree

import igraph
import networkx

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def by_networkx(path):
    if path.suffix == ".gexf":
        graph = networkx.read_gexf(path, version="1.3")
        edges = ((data["id"], ends, data) for *ends, data in graph.edges(data=True))
    else:
        graph = networkx.read_graphml(path, force_multigraph=True)
        edges = ((name, ends, data) for *ends, name, data in graph.edges(data=True, keys=True))
    return {
        "nodes": dict(graph.nodes(data=True)),
        "edges": {name: {**data, "source": ends[0], "target": ends[1]} for name, ends, data in edges},
    }


def by_igraph(path):
    """igraph fills what is not there with empty text or NaN; both are left out again.

    igraph 1.0 gives edges the ids of nodes (two nodes and two edges are enough to show it), so the ids of edges
    come from the file, whose order it keeps.
    """
    with warnings.catch_warnings(action="error"):
        graph = igraph.Graph.Read_GraphML(str(path))
    names = graph.vs["id"]
    edges = [edge.get("id") for edge in ElementTree.parse(path).iter(f"{GRAPHML}edge")]

    def there(item):
        values = item.attributes().items()
        return {name: value for name, value in values if name != "id" and value == value and value != ""}

    return {
        "nodes": {node["id"]: there(node) for node in graph.vs},
        "edges": {
            name: {**there(edge), "source": names[edge.source], "target": names[edge.target]}
            for name, edge in zip(edges, graph.es, strict=True)
        },
    }


for path in sorted(Path(sys.argv[1]).glob("views/*.g*")):
    for reader, read in (("networkx", by_networkx), ("igraph", by_igraph)):
        if reader == "igraph" and path.suffix == ".gexf":
            continue  # it reads no GEXF
        told = path.with_name(f"{path.name}.{reader}.json")
        try:
            told.write_text(json.dumps(read(path)))
        except Exception as error:
            told.with_suffix(".err").write_text(f"{type(error).__name__}: {error}")
