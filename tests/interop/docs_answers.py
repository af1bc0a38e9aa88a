"""docs/loading.md → do its Python steps, and `simpul query`, answer its question as it says?

Steps are the blocks that begin with ```python; each is run as it stands, in a folder with the files that the page
names. `UPDATE=1` writes the answer of `simpul query` into the page.
"""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from told import check, finish

work, binary = Path(sys.argv[1]), sys.argv[2]
PAGE = Path("docs/loading.md")
TEXT = PAGE.read_text(encoding="utf-8")
ANSWER = re.compile(r"(<!-- answer -->\n)(.*?)(<!-- /answer -->)", re.S)


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.S | re.M)


def folder():
    """The files that the page begins with."""
    made = work / "docs"
    made.mkdir()
    shutil.copy(work / "rdf/simpul.turtle", made / "simpul.ttl")
    shutil.copy(work / "rdf/simpul.nquads", made / "simpul.nq")
    for table in (work / "views/full.csv").glob("*.csv"):
        shutil.copy(table, made)
    (question,) = blocks("sparql")
    (made / "question.rq").write_text(question, encoding="utf-8")
    return made


def written():
    """The rows of the page's answer."""
    lines = ANSWER.search(TEXT)[2].strip().split("\n")
    return [line.strip("| ") for line in lines[2:]]


def by_simpul():
    command = [binary, "query", f"@{FOLDER}/question.rq", "--store", work / "store", "--format", "csv"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return list(csv.reader(io.StringIO(told)))


def update():
    head, *rows = by_simpul()
    table = "".join(f"| {' | '.join(row)} |\n" for row in [head, ["---"] * len(head), *rows])
    PAGE.write_text(ANSWER.sub(rf"\g<1>{table}\3", TEXT), encoding="utf-8")
    return "written anew"


def own():
    assert [" | ".join(row) for row in by_simpul()[1:]] == written(), "UPDATE=1 writes the page anew"
    return f"{len(written())} rows as the page has them"


def step(code):
    done = subprocess.run([sys.executable, "-c", code], cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr.strip().split("\n")[-1]
    assert done.stdout.strip().split("\n") == written(), f"answers {done.stdout.strip()!r}"
    return f"{len(written())} rows as the page has them"


FOLDER = folder()
if os.environ.get("UPDATE"):
    check("docs: loading.md", update)
    TEXT = PAGE.read_text(encoding="utf-8")
check("docs: loading.md by simpul query", own)
for code in blocks("python"):
    library = re.search(r"(?:import|from) (\w+)", code)[1]
    check(f"docs: loading.md by {library}", step, code)
finish()
