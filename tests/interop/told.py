"""Checks → one line each: `ok`, `FAILED` with the cause, or `skipped` with why; `finish` sets the exit status."""

import sys

failed = []


def say(verdict, name, detail):
    print(f"{verdict:<8}{name}: {detail}", flush=True)


def check(name, test, *given):
    """Runs a test, which gives back a few words for the line; whatever it raises is a failure."""
    try:
        say("ok", name, test(*given))
    except Exception as error:
        failed.append(name)
        cause = " ".join(str(error).split())
        say("FAILED", name, f"{type(error).__name__}: {cause[:600]}")


def skip(name, why):
    say("skipped", name, why)


def finish():
    sys.exit(1 if failed else 0)


def some(wrong, what):
    """Raises, with the first few, if there is anything in `wrong`."""
    wrong = list(wrong)
    if wrong:
        raise ValueError(f"{len(wrong)} {what}, such as {', '.join(map(str, wrong[:3]))}")
