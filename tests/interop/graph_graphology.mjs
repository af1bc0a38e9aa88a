// GraphML and GEXF exports → what graphology holds of them, as JSON beside them (`actors.gexf.graphology.json`).

import { readFileSync, writeFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";

const require = createRequire(join(process.env.MODULES, "package.json"));
const { MultiDirectedGraph } = require("graphology");
const { DOMParser } = require("@xmldom/xmldom");
const graphml = require("graphology-graphml");
const gexf = require("graphology-gexf");

globalThis.DOMParser = DOMParser;
const folder = join(process.argv[2], "views");

function held(graph) {
  const told = { nodes: {}, edges: {} };
  graph.forEachNode((id, attributes) => { told.nodes[id] = attributes; });
  graph.forEachEdge((id, attributes, source, target) => { told.edges[id] = { ...attributes, source, target }; });
  return told;
}

for (const name of readdirSync(folder).filter((name) => /\.(graphml|gexf)$/.test(name))) {
  const parse = name.endsWith("gexf") ? gexf.parse : graphml.parse;
  const file = join(folder, `${name}.graphology`);
  try {
    const text = readFileSync(join(folder, name), "utf8");
    writeFileSync(`${file}.json`, JSON.stringify(held(parse(MultiDirectedGraph, text))));
  } catch (error) {
    writeFileSync(`${file}.err`, String(error.stack ?? error));
  }
}
