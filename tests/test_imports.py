"""What assessing a person imports: nothing heavy that the person's profile does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import balance_rules as br

ROOT = Path(__file__).parents[1]
PROFILE = ROOT / "examples" / "desk_lifter" / "profile.yaml"
HEAVY = {"babel", "experta", "highspy", "jinja2", "networkx", "numpy", "ortools", "pandas", "pint", "polars", "pyarrow"}
HEAVY |= {"prov", "rich", "ruamel", "z3"}
# with the standard library; 950 it was when everything was imported at once
MOST_MODULES = 420
# One process does all, one after the other: what the library needs the command needs, too.
BOTH = """
import collections, logging, sys
root, handler = logging.getLogger(), logging.NullHandler()
root.addHandler(handler)
root.setLevel(logging.ERROR)
import balance_rules as br
br.load().assess(sys.argv[1], engine="compiled").to_json()
print(*sys.modules, file=sys.stderr)
from balance_rules.cli import app
try:
    app(["assess", sys.argv[1], "--json"])
except SystemExit:
    pass
print(*sys.modules, file=sys.stderr)
import balance_rules.inference.forward
print("experta" in sys.modules, root.handlers == [handler], root.level == logging.ERROR, file=sys.stderr)
print(hasattr(collections, "Mapping"), file=sys.stderr)
"""


@cache
def ran(kept: Path) -> list[str]:
    """What the process tells, a line for each print; a warning ends it."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", BOTH, str(PROFILE)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "BALANCE_RULES_CACHE": str(kept)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.splitlines()


def imported(kept: Path) -> dict[str, frozenset[str]]:
    """The modules that a process has once the library assessed a person, and once the command line did as well."""
    library, command = map(frozenset, map(str.split, ran(kept)[:2]))
    return {"library": library, "command line": command}


@pytest.fixture(scope="module")
def kept(kb: br.KnowledgeBase) -> Path:
    """A cache with the knowledge in it, as it is after the first start: that of the tests."""
    folder = Path(os.environ["BALANCE_RULES_CACHE"])
    assert list(folder.glob("*.knowledge"))
    return folder


@pytest.mark.parametrize("way", ["library", "command line"])
def test_assessing_a_person_imports_nothing_heavy(way: str, kept: Path) -> None:
    modules = imported(kept)[way]
    assert ("balance_rules.cli.assess" in modules) == (way == "command line")
    assert "balance_rules.assessment" in modules
    assert {name.partition(".")[0] for name in modules} & HEAVY == set()
    rooms = {name for name in modules if name.startswith("balance_rules.")}
    for room in ("cohort", "follow_up", "person.logs", "person.sheets", "programme", "report", "verify"):
        assert f"balance_rules.{room}" not in rooms
    assert "balance_rules.knowledge.schemas" not in rooms


def test_the_library_imports_few_modules_to_assess_a_person(kept: Path) -> None:
    assert len(imported(kept)["library"]) <= MOST_MODULES


def test_importing_leaves_logging_and_collections_as_they_were(kept: Path) -> None:
    """With experta, which changes all three where it is imported as it is."""
    experta_and_logging, mapping = ran(kept)[2:]
    assert experta_and_logging.split() == ["True"] * 3
    assert mapping == "False"
