"""RDF exports → what rapper (libraptor) reads from them, as N-Quads beside them (`turtle.rapper.nq`)."""

import subprocess
import sys
from pathlib import Path

FORMATS = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "ntriples", "rdfxml": "rdfxml"}

for form, name in FORMATS.items():
    folder = Path(sys.argv[1]) / "rdf"
    command = ["rapper", "-q", "-i", name, "-o", "nquads", f"simpul.{form}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    # rapper tells of a syntax error and still ends well.
    if done.returncode or done.stderr:
        (folder / f"{form}.rapper.err").write_bytes(done.stderr or b"rapper failed without a word")
    else:
        (folder / f"{form}.rapper.nq").write_bytes(done.stdout)
