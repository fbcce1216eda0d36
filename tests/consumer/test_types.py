"""A consumer's own type checker knows the library: what is right passes, and every misspelt name is found."""

from __future__ import annotations

import contextlib
import dataclasses
import inspect
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import balance_rules as br

ROOT = Path(__file__).parents[2]
PACKAGE = Path(__file__).parent / "package"
RIGHT, WRONG = PACKAGE / "coach_tool" / "right.py", PACKAGE / "coach_tool" / "wrong.py"
CONFIG = PACKAGE.parent / "mypy.ini"
MOST_NAMES = 18
KEPT = ROOT / ".pytest_cache" / "mypy"  # what was checked once of the library is not checked again until it changes


def wrong_lines() -> set[int]:
    lines = WRONG.read_text(encoding="utf-8").splitlines()
    return {number for number, line in enumerate(lines, 1) if line.endswith("# wrong")}


def checked(*command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "MYPYPATH": str(ROOT), "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=PACKAGE, env=environment, capture_output=True, text=True, check=False)


def test_mypy_passes_what_is_right_and_finds_every_misspelt_name() -> None:
    options = ("--config-file", str(CONFIG), "--cache-dir", str(KEPT))
    run = checked(sys.executable, "-m", "mypy", *options, str(RIGHT), str(WRONG))
    found = re.findall(r"(\w+\.py):(\d+): error", run.stdout)
    assert {name for name, _ in found} == {WRONG.name}, run.stdout
    assert {int(line) for _, line in found} == wrong_lines(), run.stdout


# ---------------------------------------------------------------- the names


def test_dir_shows_what_is_for_users_and_nothing_else() -> None:
    assert dir(br) == sorted({*br.__all__, "__version__"})
    assert len(br.__all__) <= MOST_NAMES
    for name in br.__all__:
        assert getattr(br, name).__doc__, name


def test_a_misspelt_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="asess_typo"):
        _ = br.asess_typo  # type: ignore[attr-defined]


def test_names_that_moved_out_of_sight_still_work() -> None:
    for name in ("Advice", "Finding", "Question", "ReferralResult", "Knowledge", "Truth"):
        assert inspect.isclass(getattr(br, name))
    for name in ("assessment_schema", "explanation_schema", "read_explanation"):
        assert callable(getattr(br, name))


def met(thing: Any, seen: dict[type, None]) -> None:
    """Collect every class of the library that a value of a class leads to: fields, properties, what methods return."""
    if inspect.isclass(thing) and thing.__module__.startswith("balance_rules") and thing not in seen:
        seen[thing] = None
        if dataclasses.is_dataclass(thing):
            for hint in get_type_hints(thing).values():
                inside(hint, seen)
        for _, member in inspect.getmembers(thing):
            function = getattr(member, "func", None) or getattr(member, "fget", None) or member
            if inspect.isfunction(function) and not function.__name__.startswith("_"):
                with contextlib.suppress(TypeError, NameError):  # a graph of networkx, a table of an extra
                    inside(get_type_hints(function).get("return"), seen)


def inside(hint: Any, seen: dict[type, None]) -> None:
    met(hint, seen)
    for part in getattr(hint, "__args__", ()):
        inside(part, seen)


def test_every_type_of_a_result_is_public_and_on_the_page_of_names() -> None:
    from docs.generator.library import _api_page

    page, seen = _api_page(), dict[type, None]()
    for name in ("Assessment", "Problem", "FactSheet"):
        met(getattr(br, name), seen)
    of_results = {c for c in seen if c.__module__ in ("balance_rules.advice.results", "balance_rules.errors")}
    explanations = {c for c in seen if issubclass(c, br.Explanation)}
    assert of_results
    assert explanations
    for each in of_results | explanations:
        assert f"`{each.__name__}`" in page, each
        module = br.explain if each in explanations else sys.modules[each.__module__]
        assert getattr(module, each.__name__) is each
