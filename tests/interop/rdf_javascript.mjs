// RDF exports → what N3.js and jsonld.js read from them, as N-Quads beside them (`turtle.n3.nq`).

import { readFileSync, writeFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";

const require = createRequire(join(process.env.MODULES, "package.json"));
const N3 = require("n3");
const jsonld = require("jsonld");

const folder = join(process.argv[2], "rdf");
const FORMATS = { turtle: "text/turtle", trig: "application/trig", nquads: "application/n-quads",
  ntriples: "application/n-triples", rdf12: "text/turtle" };

function byN3(text, format) {
  const quads = new N3.Parser({ format }).parse(text);
  return new N3.Writer({ format: "application/n-quads" }).quadsToString(quads);
}

/** Nothing may be fetched: the context stands in the file. */
async function byJsonld(text) {
  const documentLoader = (url) => { throw new Error(`the document asks for ${url}`); };
  const options = { format: "application/n-quads", documentLoader };
  return jsonld.toRDF(JSON.parse(text), options);
}

async function tell(form, reader, read) {
  const file = join(folder, `simpul.${form}`);
  if (!existsSync(file)) return;
  try {
    writeFileSync(join(folder, `${form}.${reader}.nq`), await read(readFileSync(file, "utf8")));
  } catch (error) {
    writeFileSync(join(folder, `${form}.${reader}.err`), String(error));
  }
}

for (const [form, type] of Object.entries(FORMATS)) await tell(form, "n3", (text) => byN3(text, type));
await tell("jsonld", "jsonld.js", byJsonld);
