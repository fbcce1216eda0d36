"""What does not fit a shape, in plain words: what pydantic found, as something that a person can put right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from balance_rules.errors import Code, Problem, Route

_END = re.compile(r"(_type|_parsing|_inexact|_from_float)\Z")
LONGEST = 80  # signs that are shown of what was found
_KINDS = {
    "string": "a text",
    "int": "a whole number",
    "float": "a number",
    "decimal": "a number",
    "bool": "true or false",
    "list": "a list",
    "tuple": "a list",
    "dict": "a mapping",
    "mapping": "a mapping",
    "model": "a mapping",
    "model_attributes": "a mapping",
    "dataclass": "a mapping",
    "date": "a date such as 2026-01-31",
    "date_from_datetime": "a date such as 2026-01-31",
    "none": "nothing",
}
_BOUNDS = {"greater_than": ("gt", "more than"), "greater_than_equal": ("ge", "at least")}
_BOUNDS |= {"less_than": ("lt", "less than"), "less_than_equal": ("le", "at most")}
_COUNTS = {"too_long": ("max_length", "at most", "entr"), "too_short": ("min_length", "at least", "entr")}
_COUNTS |= {f"string_{kind}": (bound, words, "character") for kind, (bound, words, _) in _COUNTS.items()}
_ENDINGS = {"entr": ("y", "ies"), "character": ("", "s")}


@dataclass(frozen=True, slots=True)
class Misfit:
    """What was found, what was expected, and the code of the problem."""

    found: str
    expected: str
    code: Code

    def at(self, place: str, fix: str, path: Route = ()) -> Problem:
        return Problem(place, self.found, self.expected, fix, code=self.code, path=path)


def misfit(detail: Mapping[str, Any]) -> Misfit:
    """Return one of pydantic's errors in our words.

    >>> misfit({"type": "missing", "loc": ("profile",), "input": {}, "msg": "Field required"})
    Misfit(found='nothing', expected='a value', code='missing')
    >>> misfit({"type": "less_than_equal", "loc": ("most",), "input": 9, "msg": "", "ctx": {"le": 5}})
    Misfit(found='9', expected='at most 5', code='out-of-range')
    """
    kind, about = str(detail["type"]), detail.get("ctx", {})
    found = seen(detail.get("input"))
    if kind == "missing":
        return Misfit("nothing", "a value", "missing")
    if kind == "extra_forbidden":
        return Misfit(repr(detail["loc"][-1])[:LONGEST], "no such name", "unknown-name")
    if kind in _BOUNDS:
        bound, words = _BOUNDS[kind]
        return Misfit(found, f"{words} {about[bound]}", "out-of-range")
    if kind in _COUNTS:
        bound, words, what = _COUNTS[kind]
        number = int(about[bound])
        code: Code = "too-large" if words == "at most" else "missing"
        return Misfit(found, f"{words} {number} {what}{_ENDINGS[what][number != 1]}", code)
    if kind in ("literal_error", "enum"):
        return Misfit(found, f"one of {about['expected']}", "unknown-word")
    if kind == "json_invalid":
        return Misfit("text that is no JSON", f"JSON ({about['error']})", "syntax")
    shape = _KINDS.get(_END.sub("", kind))
    if shape:
        return Misfit(found, shape, "wrong-date" if kind.startswith("date") else "wrong-type")
    told = str(detail["msg"]).removeprefix("Value error, ").removeprefix("Input should be ").rstrip(".")
    return Misfit(found, told, "invalid")


def seen(value: Any) -> str:
    """What was found as it is shown: a text in quotes, cut where it is long; of what holds much, how much.

    >>> seen([1, 2]), seen("x"), seen({"a": 1})
    ('a list of 2', "'x'", 'a mapping of 1')
    """
    if isinstance(value, (dict, list)):
        return f"{'a mapping' if isinstance(value, dict) else 'a list'} of {len(value)}"
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
