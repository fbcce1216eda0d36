"""The codes of problems: what each means, and an example that really gives it."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Mapping
from typing import Any

import balance_rules as br
from balance_rules.errors import CODES, Code, Problem
from docs.generator.book import document, escape, heading

LONGEST_LINE = 110

# For each code: what it means, and lines that give it. They run in an empty folder, with `br`, `kb` and `Path`.
# They raise the error, or leave the problems in `problems`.
EXAMPLES: Mapping[Code, tuple[str, str]] = {
    "ambiguous": (
        "It can be meant in two ways, and nothing in the input says which. Nothing is guessed.",
        """\
rows = ["A,03/04/2026,Squat,normal,5", "A,05/04/2026,Squat,normal,5"]
Path("log.csv").write_text("\\n".join(["title,start_time,exercise_title,set_type,reps", *rows]))
problems = kb.read_log("log.csv").notes""",
    ),
    "between-steps": (
        "A number between two values that the knowledge tells apart: rounding it could change what is concluded.",
        'kb.assess({"pain": {"left_knee": 3.5}})',
    ),
    "cannot-write": (
        "A file cannot be written there.",
        """\
from balance_rules.text.writing import write_text
write_text(Path("no/such/folder/report.html"), "…")""",
    ),
    "conflict": (
        "Two parts of the input say different things of one thing.",
        """\
kb.assess({
    "hamstring_torque_60": {"left": "90 N·m"},
    "quadriceps_torque_60": {"left": "200 N·m"},
    "hq_conventional_60": {"left": 0.9},
})""",
    ),
    "contradiction": (
        "Facts that cannot be true together, by a statement of the knowledge.",
        'kb.assess({"pain": {"left_knee": 0}, "pain_worse_next_morning": {"left_knee": True}})',
    ),
    "cycle": (
        "Definitions in the knowledge that rest on themselves; the path is named.",
        """\
entry = "type: number, range: [0, 9], resolution: 1, question: q, how: h, effort: 1"
Path("own/attributes").mkdir(parents=True)
Path("own/attributes/own.yaml").write_text(f\"\"\"\\
- {{id: own_a, title: A, derive: {{sum: [own_b, age]}}, {entry}}}
- {{id: own_b, title: B, derive: {{sum: [own_a, age]}}, {entry}}}
\"\"\")
br.load("own")""",
    ),
    "duplicate": (
        "Something stands twice that may stand once.",
        """\
Path("person.yaml").write_text("age: 40\\nage: 41\\n")
kb.assess("person.yaml")""",
    ),
    "empty-answer": (
        "An empty list or mapping, as an untouched form sends it. It says neither yes nor no.",
        'kb.assess({"pain": {}})',
    ),
    "invalid": (
        "Of the right name, and not what may stand there; `expected` says what may.",
        'kb.assess(["low back pain"])',
    ),
    "missing": (
        "A part that must be there is not.",
        """\
Path("own/attributes").mkdir(parents=True)
Path("own/attributes/own.yaml").write_text("- {id: own_a, title: A, type: boolean, question: q, how: h}")
br.load("own")""",
    ),
    "needs-extra": (
        "A library is not installed that this alone needs; `fix` says how to install it.",
        """\
import sys
from unittest.mock import patch
how = kb.assess({"sedentary_hours": 9}).how("prolonged_sitting")
with patch.dict(sys.modules, {"prov.model": None}):  # as if it were not installed
    br.explain.to_prov(how)""",
    ),
    "nothing-there": (
        "A file, folder or list that holds nothing, or is not there.",
        'br.load("no_such_folder")',
    ),
    "other-knowledge": (
        "What was made with one knowledge base was asked what only that one can answer.",
        """\
record = kb.assess({"sedentary_hours": 9}).to_json().replace(kb.hash, "0" * 64)
br.Assessment.from_json(record, kb.knowledge).why("prolonged_sitting")""",
    ),
    "out-of-range": (
        "A number below or above what the attribute takes. Check the value and its unit.",
        'kb.assess({"age": 900})',
    ),
    "out-of-resources": (
        "Memory or a process ended before the answer was there.",
        """\
class Vast(dict):
    def items(self):
        raise MemoryError
    __iter__ = keys = items
answers = kb.assess_many([Vast(age=40)], processes=1)
problems = next(answers).error.problems""",
    ),
    "syntax": (
        "Text that is not YAML, JSON or CSV where it should be.",
        """\
Path("person.yaml").write_text("pain: [left_knee")
kb.assess("person.yaml")""",
    ),
    "too-large": (
        "More than is read: of bytes, rows, values or levels.",
        'br.Assessment.from_json(" " * 5_000_000, kb.knowledge)',
    ),
    "unknown-layout": (
        "A file of a layout that nothing here reads.",
        """\
Path("log.csv").write_text("colour,shape\\nred,round\\n")
kb.read_log("log.csv")""",
    ),
    "unknown-name": (
        "A name that nothing bears. `fix` names the nearest that exists.",
        'kb.assess({"sedentary_hour": 9})',
    ),
    "unknown-word": (
        "A word that is none of those to choose from.",
        'kb.assess({"sex": "man"})',
    ),
    "unreadable": (
        "A file that cannot be opened or is not text.",
        'kb.assess("no_such_profile.yaml")',
    ),
    "unsupported": (
        "Not meant for that: the thing asked for has no such level, thread or back end.",
        'kb.assess({"sedentary_hours": 9}).change("break_up_sitting", below="high")',
    ),
    "wrong-date": (
        "Not a date, or one that cannot be.",
        'kb.assess({"date": "yesterday"})',
    ),
    "wrong-format": (
        "JSON or a command of another form than is read here.",
        """\
record = kb.assess({}).to_json().replace("balance_rules.assessment/2", "balance_rules.assessment/9")
br.Assessment.from_json(record, kb.knowledge)""",
    ),
    "wrong-type": (
        "A text where a number is expected, a list where a mapping is, and the like.",
        'kb.assess({"age": "young"})',
    ),
    "wrong-unit": (
        "A unit that does not convert to that of the attribute.",
        'kb.assess({"body_mass": "72 cm"})',
    ),
}


def given(code: Code, kb: br.KnowledgeBase) -> tuple[Problem, ...]:
    """The problems that the example of a code gives."""
    from pathlib import Path

    names: dict[str, Any] = {"br": br, "kb": kb, "Path": Path}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        try:
            exec(EXAMPLES[code][1], names)
        except br.BalanceRulesError as error:
            return error.problems
    found = names.get("problems", ())
    return tuple(problem for problem in found if isinstance(problem, Problem))


def errors_page(kb: br.KnowledgeBase) -> str:
    """The page of all codes, each with its meaning, an example and what the example gives."""
    return document(
        "# Problems by their codes",
        "Whatever the library refuses it refuses with problems: `error.problems`, each with its place in words, what "
        "was found, what was expected and how to fix it. A program goes by `code`, which stays the same when words "
        "change, and by `path`: the keys and indices that lead to the place, or line and column where only these are "
        "known. `error.to_json()` gives all of it as JSON of the format `balance_rules.error/1`; a command with "
        "`--json` prints that on standard error. `anchor` leads to the entry below.",
        *(part for code in CODES for part in _entry(code, kb)),
    )


def _entry(code: Code, kb: br.KnowledgeBase) -> tuple[str, ...]:
    meaning, example = EXAMPLES[code]
    problem = next(problem for problem in given(code, kb) if problem.code == code)
    said = "\n".join(f"{name}: {_cut(getattr(problem, name))}" for name in ("place", "found", "expected", "fix"))
    where = f"path: {list(problem.path)}\n" if problem.path else ""
    return (
        heading(code, code, level=2),
        escape(meaning),
        f"```python\n{example}\n```",
        f"```text\n{where}{said}\n```",
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_LINE else f"{text[:LONGEST_LINE]}…"
