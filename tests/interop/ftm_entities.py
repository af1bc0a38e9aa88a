"""FollowTheMoney lines → does the `followthemoney` package take every entity, every property and every value?

Its model cleans what it is given and leaves out what it does not like; nothing may be left out. Entities that a
property names must be there, and be of a kind that the property allows.
"""

import copy
import json
import sys
from pathlib import Path

from followthemoney import model
from followthemoney.proxy import EntityProxy

from told import check, finish, some

with (Path(sys.argv[1]) / "simpul.ftm").open(encoding="utf-8") as file:
    LINES = [json.loads(line) for line in file]
BY_ID = {line["id"]: line for line in LINES}


def schema_of(line):
    schema = model.get(line["schema"])
    assert schema is not None, f"no schema {line['schema']}"
    assert not schema.abstract, f"{schema.name} is abstract"
    return schema


def schemata():
    assert len(BY_ID) == len(LINES), "an id stands there twice"
    for line in LINES:
        schema_of(line).validate(line)
        some(set(schema_of(line).required) - line["properties"].keys(), f"properties of {line['id']} are missing")
    return f"{len(LINES)} entities of {len({line['schema'] for line in LINES})} schemata"


def lost(line):
    """Values that the model does not keep: `id.property "value"`."""
    proxy = EntityProxy.from_dict(line, cleaned=False)
    for name, values in line["properties"].items():
        kept = proxy.get(name) if name in proxy.schema.properties else []
        for value in sorted(set(values) - set(kept)):
            yield f"{line['id']}.{name} {value!r}"


def values():
    some((name for line in LINES for name in lost(line)), "values are not kept")
    count = sum(len(values) for line in LINES for values in line["properties"].values())
    return f"all {count} values are kept"


def astray(line):
    """Entities that are named and not there, or of a kind that may not be named so."""
    for name, values in line["properties"].items():
        kind = schema_of(line).get(name).range
        for value in values if kind else []:
            if value not in BY_ID or not schema_of(BY_ID[value]).is_a(kind):
                yield f"{line['id']}.{name} {value}"


def references():
    some((name for line in LINES for name in astray(line)), "entities are named that are not there or not fit")
    count = sum(len(v) for line in LINES for n, v in line["properties"].items() if schema_of(line).get(n).range)
    return f"{count} names of entities lead to one that fits"


def finds():
    """A link without its ends, a date that is none, and a name that leads nowhere."""
    link = copy.deepcopy(next(line for line in LINES if line["schema"] == "UnknownLink"))
    link["properties"]["date"] = ["2024-11-31x"]
    assert list(lost(link)), "takes a date that is none"
    link["properties"]["object"] = ["nobody"]
    assert list(astray(link)), "takes a name that leads nowhere"
    link["properties"]["subject"] = []
    link["properties"].pop("object")
    try:
        model.get(link["schema"]).validate(link)
        assert set(model.get(link["schema"]).required) <= {n for n, v in link["properties"].items() if v}
    except Exception:
        return "3 breaks found"
    raise ValueError("takes a link without ends")


check("ftm: schemata", schemata)
check("ftm: values", values)
check("ftm: references", references)
check("ftm: breaks", finds)
finish()
