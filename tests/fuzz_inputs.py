"""Hostile inputs for every door of `fuzz`: what files suffer, what people type, what a client might send."""

from __future__ import annotations

import datetime
import json
import random
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sheets.sheet_files import FORCEDECKS, FORCEFRAME, GARMIN, NORDBORD, apple, biodex, exercise
from small_knowledge import FILES, write_knowledge

import balance_rules as br

DATA = Path(__file__).parent / "logs" / "data"
SIGNS = "{}[]:,-#&*!|>'\"%@`?\t\n\r\0\x1b\u202e\u2028\ufeff\ud83d é٣½−’;=+()/\\$€"
WORDS = [
    *("true", "false", "yes", "no", "null", "none", "nan", ".nan", "inf", "-inf", "~", "0", "-0", "1e999", "9" * 400),
    *("0x10", "1_000", "1,5", "9 h/day", "9 kg", "9**9**9", "2026-02-30", "left", "others", "hq[left]", "]", "<<: *a"),
    *("!!python/object:os.system", "&a", "*a", "---", "...", "${HOME}", "{{7*7}}", "=1+1", "@SUM(A1)", "\\u0000"),
]
NAMES = ["id", "sitting", "hq", "hamstring_pain", "screening", "training_experience", "prior_acl", "person", "date"]
FORCES = ("L Max Force (N)", "R Max Force (N)")


def made(door: str, chance: random.Random) -> bytes:
    """Return an input for a door."""
    if door == "profile":
        return chance.randbytes(8)
    if door == "table" and chance.random() < 0.7:
        return chance.randbytes(8)
    if door == "knowledge":
        name = chance.choice(sorted(FILES))
        return name.encode() + b"\n" + _mutated(chance, FILES[name])
    if door == "service":
        return _request(chance)
    return _mutated(chance, chance.choice(SEEDS[door]))


# ---------------------------------------------------------------- values


def scalar(chance: random.Random) -> Any:
    """Return what a cell or a value may hold, right or wrong."""
    return chance.choice(
        [
            None,
            True,
            chance.randint(-10, 30),
            chance.uniform(-1, 30),
            float("nan"),
            10**18,
            chance.choice(WORDS),
            "".join(chance.choices(SIGNS, k=chance.randint(0, 5))).replace("\ud83d", ""),
            b"x",
            [1],
            {"a": 1},
        ]
    )


def values(chance: random.Random, depth: int = 0) -> dict[Any, Any]:
    """Return a profile as a Python caller might hand it over."""
    made: dict[Any, Any] = {}
    for _ in range(chance.randint(0, 4)):
        name: Any = chance.choice([*NAMES, "left", "right", "others", chance.choice(WORDS), 3, None])
        if depth < 3 and chance.random() < 0.3:
            made[name] = values(chance, depth + 1)
        else:
            made[name] = [scalar(chance)] * chance.randint(0, 3) if chance.random() < 0.1 else scalar(chance)
    return made


# ---------------------------------------------------------------- texts


def _mutated(chance: random.Random, text: str) -> bytes:
    """Return a text with a few things done to it that files suffer."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(text))
        to = min(len(text), at + chance.randint(0, 12))
        match chance.randint(0, 7):
            case 0:
                text = text[:at] + text[to:]
            case 1:
                text = text[:at] + chance.choice(WORDS) + text[to:]
            case 2:
                text = text[:at] + chance.choice(SIGNS) + text[at:]
            case 3:
                text = text[:at] + text[at:to] * chance.randint(2, 40) + text[to:]
            case 4:
                lines = text.split("\n")
                chance.shuffle(lines)
                text = "\n".join(lines)
            case 5:
                text = text[:at]
            case 6:
                text = text[:at] + chance.choice("[{('\"") * chance.randint(1, 200) + text[at:]
            case 7:
                text = text.replace(chance.choice(',:;\n" '), chance.choice(SIGNS))
    encoding = chance.choice(["utf-8"] * 8 + ["utf-16", "latin-1"])
    data = text.encode(encoding, "replace" if encoding == "latin-1" else "surrogatepass")
    return data if chance.random() < 0.95 else bytes(chance.getrandbits(8) for _ in range(chance.randint(0, 200)))


def _sheet(header: Sequence[str], row: Mapping[str, str]) -> str:
    lines = [",".join(header)] + [",".join(row.get(name, "") for name in header)] * 3
    return "\n".join(lines) + "\n"


FOLLOW_UP = """\
- {id: stop, when: {red_flag: [raised]}, decision: stop, because: A doctor first., conventions: {red_flag: Ours.}}
- {id: worse, when: {pain: [worse, new]}, decision: step_back, because: It hurts more., conventions: {pain: Ours.}}
- {id: otherwise, when: {}, decision: continue, because: Nothing changed., conventions: {decision: Ours.}}
"""
PROFILE = "person: Robin\nsitting: 9 h/day\nhq: {left: 0.5, right: 52 %}\nscreening: none\nprior_acl: [left]\n"
SEEDS: dict[str, list[str]] = {
    "document": [
        PROFILE,
        json.dumps({"sitting": 9, "hamstring_pain": {"left": 3, "others": "none"}, "date": "2026-01-31"}),
    ],
    "log": [
        path.read_text(encoding="utf-8", errors="replace")[:3000]
        for path in sorted(DATA.rglob("*"))
        if path.suffix in (".csv", ".json", ".txt")
    ],
    "sheet": [
        _sheet(NORDBORD, {"Name": "Sam", "Date UTC": "2026-02-06", "Test": "Nordic", **dict.fromkeys(FORCES, "310.5")}),
        _sheet(FORCEFRAME, {"Name": "Sam", "Date": "06/02/2026", "Test": "Hip AD/AB", **dict.fromkeys(FORCES, "300")}),
        _sheet(FORCEDECKS, {"Name": "Sam", "Date": "06/02/2026", "BW [KG]": "80"}),
        _sheet(GARMIN, {"Activity Type": "Running", "Date": "2026-02-06 10:00:00", "Time": "01:00:00"}),
        biodex({("Extension", 60): (180, 190), ("Flexion", 60): (100, 110)}),
        apple([exercise(datetime.date(2026, 2, day), 30) for day in range(1, 28)]),
    ],
    "table": ["id,sitting,hq__left,prior_acl__left\na,9,0.5,true\nb,8 h/day,,false\n", "id;sitting\na;9,5\n"],
}


# ---------------------------------------------------------------- requests

ASKS = [
    *("how", "why", "why_not", "change", "what_if", "missing", "why_asked"),
    *(
        "hq_below_convention[left]",
        "hamstring_weakness[left]",
        "cauda_equina",
        "nordic_hamstring_curl",
        "hinge_strength",
    ),
    *("none", "low", "moderate", "coach", "auditor", "sitting", "hq[left]"),
]
KINDS = ["json", "JSON; charset=utf-8", "xml", "octet-stream", "json\0", "", "é"]


@cache
def bodies() -> Sequence[tuple[str, Any]]:
    """Return the routes that take JSON, each with bodies that it can answer."""
    with tempfile.TemporaryDirectory() as folder:
        kb = br.load(write_knowledge(Path(folder) / "small"), bundled=False)
    profile = {"sitting": 9, "hq": {"left": 0.5, "right": 0.7}, "screening": "none", "hamstring_pain": {"left": 3}}
    log = {"facts": {"weekly_sets[hamstrings]": 4.5}, "notes": ["two weeks"], "week": {"leg_curl": 2}, "sessions": 4}
    record = json.loads(kb.assess({**profile, "date": "2026-01-31"}).to_json())
    later = {"profile": {**profile, "date": "2026-03-31", "hq": {"left": 0.65}}, "log": log}
    about = {"profile": profile, "name": "hamstring_weakness[left]"}
    return [
        ("/assess", {"profile": profile, "log": log, "form": "record"}),
        ("/assess", {"profile": profile, "form": "page"}),
        *(("/explain", {**about, "ask": ask}) for ask in ("how", "why", "why_not", "missing")),
        ("/explain", {**about, "ask": "change", "below": "low", "frozen": ["sitting"], "most": 2}),
        ("/explain", {**about, "ask": "what_if", "facts": {"sitting": 3}, "reader": "athlete"}),
        ("/explain", {"profile": {}, "ask": "why_asked", "name": "sitting", "level": "low"}),
        ("/questions", {"profile": {"screening": "none"}, "most": 5}),
        ("/follow-up", {"visits": [record, later]}),
        ("/follow-up", {"visits": [later, record, later]}),
        ("/open", {"text": PROFILE, "name": "profile.yaml"}),
        ("/open", {"text": json.dumps(record), "name": "record.json"}),
    ]


# Of the bundled knowledge, for the small one plans nothing.
PLANNED = {"profile": {"screening": "none", "training_experience": "beginner"}, "sessions": 2, "minutes": 30}


def _request(chance: random.Random) -> bytes:
    """Return a request: its method, target, content type and what it accepts, parted by tabs; a line feed; the body."""
    kind = "application/" + (chance.choice(KINDS) if chance.random() < 0.05 else "json")
    accept = "text/html" if chance.random() < 0.1 else "*/*"
    method = chance.choice(["GET", "PUT", "HEAD", "OPTIONS", "x"]) if chance.random() < 0.03 else ""
    match chance.random():
        case part if part < 0.12:
            target, body = f"/knowledge/{_in_url(chance)}/{_in_url(chance)}", b""
            method = method or "GET"
        case part if part < 0.24:
            target = f"/training-log?{_query(chance)}"
            body = _mutated(chance, chance.choice(SEEDS["log"]))
        case part if part < 0.25:
            target, body = "/programme", _body(chance, PLANNED)
        case part if part < 0.28:
            target, body = f"/{_in_url(chance)}?{_query(chance)}", b"{}"
        case _:
            target, asked = chance.choice(bodies())
            body = _body(chance, asked)
    head = "\t".join([method or "POST", target, kind, accept])
    return head.encode("latin-1", "replace").replace(b"\n", b"") + b"\n" + body


def _body(chance: random.Random, asked: Any) -> bytes:
    """Return JSON with one or a few of its values or names changed; now and then a text with other faults."""
    for _ in range(chance.randint(0, 3)):
        asked = _changed(chance, asked)
    text = json.dumps(asked, ensure_ascii=chance.random() < 0.5)
    return _mutated(chance, text) if chance.random() < 0.25 else text.encode("utf-8", "surrogatepass")


def _changed(chance: random.Random, value: Any) -> Any:
    """Return plain data with something somewhere in it changed."""
    if not value or not isinstance(value, (dict, list)) or chance.random() < 0.15:
        return _strange(chance)
    at = chance.choice([*value]) if isinstance(value, dict) else chance.randrange(len(value))
    changed = value.copy()
    match chance.randint(0, 9):
        case 0:
            del changed[at]
        case 1 if isinstance(value, dict):
            changed[chance.choice([*WORDS, *NAMES])] = changed.pop(at)
        case 1:
            changed *= 3
        case _:
            changed[at] = _changed(chance, changed[at])
    return changed


def _strange(chance: random.Random) -> Any:
    """Return a value of JSON that may stand anywhere."""
    if chance.random() < 0.4:
        return chance.choice(ASKS)
    value = scalar(chance)
    return "\ud83d" if isinstance(value, bytes) else value


def _query(chance: random.Random) -> str:
    parts = [f"{chance.choice(['name', 'date', 'x', ''])}={_in_url(chance)}" for _ in range(chance.randint(0, 3))]
    return "&".join(parts)


def _in_url(chance: random.Random) -> str:
    """Return a part of an address: a word of the knowledge, another one, or signs, some of them percent-encoded."""
    match chance.randint(0, 3):
        case 0:
            return chance.choice(["rule", "finding", "fact", "source", "exercise", "prescription", "static", "healthz"])
        case 1:
            return chance.choice(ASKS)
        case 2:
            return chance.choice(
                ["2026-02-06", "2026-02-30", "..", "%2e%2e%2f", "%00", "%", "%ff%fe", "%F0%9F", "%e2%80%ae"]
            )
        case _:
            word = chance.choice(WORDS) + "".join(chance.choices(SIGNS, k=3))
            return "".join(sign if sign.isalnum() else f"%{ord(sign) & 255:02x}" for sign in word)
