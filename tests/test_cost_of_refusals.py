"""The cost of being wrong is bounded: few searches, short errors, little memory, whatever is put in."""

from __future__ import annotations

import difflib
import json
import pickle
import tracemalloc
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from effort import effort

import balance_rules as br
from balance_rules.errors import MOST_PROBLEMS, FactError, Problem
from balance_rules.knowledge_base import KnowledgeBase

MOST_MEMORY = 100_000_000
LONGEST_ERROR = 100_000  # characters
MOST_SEARCHES = 2 * MOST_PROBLEMS  # for a nearest name

Input = Callable[[KnowledgeBase, Path], Any]


def _file(text: str) -> Input:
    def read(kb: KnowledgeBase, path: Path) -> Any:
        path.write_text(text, encoding="utf-8")
        return kb.assess(path)

    return read


def _near(kb: KnowledgeBase) -> dict[str, int]:
    names = list(kb.knowledge.attributes)
    return {f"{names[i % len(names)]}x{i}": 1 for i in range(NEAR)}


@cache
def nobody(kb: KnowledgeBase) -> br.Assessment:
    """Somebody of whom nothing is known, made before memory is traced: it is no cost of a refusal."""
    return kb.assess({}, engine="compiled")


@cache
def session(kb: KnowledgeBase) -> Any:
    """A conversation that has not begun, made before memory is traced; what is refused changes nothing in it."""
    return kb.session()


def _record(kb: KnowledgeBase, text: str) -> Any:
    from balance_rules.assessment import Assessment

    return Assessment.from_json(text, kb.knowledge)


FIELDS = 0  # as many as a record has
NAMES = effort(300, 40_000)  # in a list; each is refused on its own
NEAR = effort(250, 4_900)  # names nearly right
KEYS = effort(5_500, 90_000)  # in a mapping as long as a file may be
WRONG: dict[str, tuple[Input, int]] = {
    "keys near to real ones": (lambda kb, _: kb.assess(_near(kb)), NEAR),
    "instances near to real ones": (
        lambda kb, _: kb.assess({"pain": dict.fromkeys(map("knee{}".format, range(NEAR)), 1)}),
        NEAR,
    ),
    "facts supposed that are none": (lambda kb, _: nobody(kb).what_if(_near(kb)), NEAR),
    "facts taken back that are none": (lambda kb, _: session(kb).retract(*_near(kb)), NEAR),
    "a key as long as the file": (lambda kb, _: kb.assess({"a" * 900_000: 1}), 1),
    "a word as long as the file": (lambda kb, _: kb.assess({"sex": "a" * 900_000}), 1),
    "one key again and again": (_file("a: 1\n" * effort(1_000, 200_000)), 100),
    "brackets that never close": (_file("[" * 500_000), 1),
    "mappings in mappings": (_file("{a: " * 200_000), 1),
    "a list as long as the file": (_file("sedentary_hours: [" + "1," * effort(1_000, 500_000) + "]"), 1),
    "a mapping as long as the file": (_file("{" + ",".join(f"k{i}: 1" for i in range(KEYS)) + "}"), 1),
    "a text as long as the file": (_file("sedentary_hours: '" + "x" * 1_000_000), 1),
    "quotes as long as the file": (_file("sedentary_hours: '" + "''" * 500_000 + "'"), 1),
    "a list of instances near to real ones": (
        _file("pain: {" + ", ".join(f"left_kne{i}: 1" for i in range(NAMES)) + "}"),
        NAMES,
    ),
    "a list of flags near to real ones": (
        _file("screening: [" + ", ".join(f"chest_pai{i}" for i in range(NAMES)) + "]"),
        NAMES,
    ),
    "a tag as long as the file": (_file("!" * 1_000_000), 1),
    "an anchor as long as the file": (_file("a: &" + "a" * 1_000_000 + " 1"), 1),
    "too many bytes": (_file("x" * 2_000_000), 1),
    "a record that is none": (
        lambda kb, _: _record(kb, json.dumps({f"k{i}": 1 for i in range(effort(1_000, 40_000))})),
        FIELDS,
    ),
    "a record of too many facts": (lambda kb, _: _record(kb, '{"facts": [' + "1," * 900_000 + "1]}"), 1),
    "a record that is too large": (lambda kb, _: _record(kb, "1" * 5_000_000), 1),
    "a record too deep": (lambda kb, _: _record(kb, '{"a":' * 500_000), 1),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_refusal_is_cheap_and_short(
    kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    read, count = WRONG[name]
    searches = 0
    search = difflib.get_close_matches

    def counted(*args: Any, **options: Any) -> list[str]:
        nonlocal searches
        searches += 1
        return search(*args, **options)

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    nobody(kb)
    session(kb)
    tracemalloc.start()
    try:
        with pytest.raises(br.BalanceRulesError) as caught:
            read(kb, tmp_path / "profile.yaml")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY
    assert searches <= MOST_SEARCHES
    assert len(str(caught.value)) < LONGEST_ERROR
    if count != FIELDS:
        assert caught.value.count == count
    assert len(caught.value.problems) == min(caught.value.count, MOST_PROBLEMS)


def test_an_error_spells_out_the_first_hundred_problems_and_counts_the_rest() -> None:
    error = FactError(Problem("facts", str(i), "less", "Stop.") for i in range(250))
    assert str(error).splitlines()[0] == "the facts cannot be used: 250 problems"
    assert str(error).splitlines()[-1] == "  and 150 more"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_key_that_stands_again_and_again_is_told_a_hundred_times(small: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("sitting: 1\n" * 1_000, encoding="utf-8")
    with pytest.raises(br.FactError, match=r"p.yaml:1000:1: found 900 more keys a second time, the last 'sitting'"):
        small.assess(tmp_path / "p.yaml")


ENDLESS = Path("/dev/zero")


@pytest.mark.skipif(not ENDLESS.exists(), reason="this system has no device that never ends")
@pytest.mark.parametrize("read", ["profile", "titles", "log", "tests", "programme", "templates"])
def test_a_file_without_an_end_is_refused_and_not_read_into_memory(kb: KnowledgeBase, read: str) -> None:
    from balance_rules.programme import hevy_templates

    doors: dict[str, Callable[[], Any]] = {
        "profile": lambda: kb.assess(ENDLESS),
        "titles": lambda: kb.read_log(Path(__file__), titles=ENDLESS),
        "log": lambda: kb.read_log(ENDLESS),
        "tests": lambda: kb.read_tests(ENDLESS),
        "programme": lambda: kb.follow_up({"date": "2026-01-01"}, {"date": "2026-02-01"}, programme=ENDLESS),
        "templates": lambda: hevy_templates(ENDLESS, kb.titles()),
    }
    with pytest.raises(br.FactError):
        doors[read]()
