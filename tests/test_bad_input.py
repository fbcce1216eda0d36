"""Malformed input: each problem says where it stands, what was found and expected and how to fix it.

The tables in `bad_input` hold the malformed profiles, logs and knowledge files. Whatever else is fed in, only
a `BalanceRulesError` comes out.
"""

from __future__ import annotations

import contextlib
import json
import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from effort import effort, fewer
from hypothesis import given, settings
from hypothesis import strategies as st
from in_one import in_one
from random_knowledge import chances
from small_knowledge import FILES, write_knowledge

import balance_rules as br
from balance_rules.knowledge.lint import lint
from balance_rules.text.documents import parse_document

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it can: every worker reads the file
TABLES = {
    path.stem: yaml.load(path.read_text("utf-8"), LOADER) for path in Path(__file__).with_name("bad_input").glob("*")
}
Row = dict[str, Any]


def rows(table: str, step: int = 1) -> Any:
    return in_one("row", TABLES[table][::step], ids=lambda row: str(row["name"]))


def check(row: Row, read: Callable[[], object], folder: Path) -> None:
    """Check that reading is refused with the problem that a row describes, and with no other."""
    with pytest.raises(br.BalanceRulesError) as caught:
        read()
    problems = caught.value.problems
    assert len(problems) == 1 + row.get("besides", 0), str(caught.value)
    places = [problem for problem in problems if problem.place == f"{folder}/{row['place']}"]
    matching = [
        problem
        for problem in places
        if row["found"] in problem.found and row["expected"] in problem.expected and row["fix"] in problem.fix
    ]
    assert matching, str(caught.value)
    assert str(matching[0]) in str(caught.value)


def test_the_tables_are_large_and_no_row_stands_twice() -> None:
    names = [(table, row["name"]) for table, rows in TABLES.items() for row in rows]
    assert len(names) == len(set(names)) >= 60
    assert {"profiles", "logs", "knowledge"} == set(TABLES)


@rows("profiles")
def test_malformed_profiles(small: br.KnowledgeBase, tmp_path: Path, row: Row) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(row["text"], "utf-8")
    check(row, lambda: small.assess(path), tmp_path)


@rows("logs")
def test_malformed_logs(small: br.KnowledgeBase, tmp_path: Path, row: Row) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(bytes.fromhex(str(row["hex"])) if "hex" in row else row["text"].encode())
    check(row, lambda: small.assess({}, log=path), tmp_path)


@rows("knowledge", step=effort(3, 1))
def test_malformed_knowledge(tmp_path: Path, row: Row) -> None:
    folder = write_knowledge(tmp_path / "kb", {row["file"]: (row["old"], row["new"])})
    check(row, lambda: br.load(folder, bundled=False), Path("kb"))


# ---------------------------------------------------------------- fuzz: profiles


ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    1.5,
    "",
    "none",
    "x",
    [],
    {},
    [None],
    [[1]],
    {"a": 1},
    10**40,
    float("nan"),
    "left",
]
odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(ODD),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(
            st.sampled_from(["left", "right", "others", "fever", "?"]) | st.text(max_size=3), part, max_size=3
        )
    ),
    max_leaves=6,
)
NAMES = ["sitting", "hq", "hamstring_pain", "screening", "training_experience", "prior_acl[left]", "hq[left]", "person"]
names = st.sampled_from([*NAMES, "date", "hop[]", "[x]", "a]b[", "notes"]) | st.text(max_size=4)


@contextlib.contextmanager
def refused_well() -> Iterator[None]:
    """Let input be refused, if every problem names its place, what was found, what was expected and how to fix it."""
    problems: tuple[br.Problem, ...] | None = None
    try:
        yield
    except br.BalanceRulesError as error:
        problems = tuple(error.problems)
    assert problems is None or problems
    for problem in problems or ():
        assert all((problem.place, problem.found, problem.expected, problem.fix)), problem


@given(st.dictionaries(names, odd, max_size=5))
@fewer(15)
def test_any_mapping_is_read_or_refused(small: br.KnowledgeBase, profile: dict[str, Any]) -> None:
    with refused_well():
        small.assess(profile).to_json()


VALID = """\
person: A. B.
date: 2026-01-31
sitting: 450 min/day
screening: [fever]
hamstring_pain: {left: 3, others: none}
hamstring_torque:
  left: 92 N·m
  right: 110
quadriceps_torque: {left: 178, right: 180}
"""
TOKENS = [*"{}[]:,-#&*!|>'\"%@`?\t\n ", "---\n", "null", "none", "1e999", "\ufeff", "\x00", "é", ": ", "- ", "<<: *a"]


def edited(chance: random.Random, text: str) -> str:
    """Return a text with a few pieces cut out, doubled or put in."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.randint(0, 12))
        piece = chance.choice([chance.choice(TOKENS), "", text[start:end] * 2])
        text = text[:start] + piece + text[end:]
    return text


@given(chances())
@settings(max_examples=effort(25, 200))
def test_any_edited_profile_is_read_or_refused(
    small: br.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory, chance: random.Random
) -> None:
    path = tmp_path_factory.getbasetemp() / "edited.yaml"
    path.write_text(edited(chance, VALID), "utf-8")
    with refused_well():
        small.assess(path).to_json()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(
    small: br.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(content)
    with refused_well():
        small.assess(path)


# ---------------------------------------------------------------- fuzz: knowledge


def parts(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container with every key or index in it."""
    for name, inner in list(value.items()) if isinstance(value, dict) else list(enumerate(value)):
        yield value, name
        if isinstance(inner, (dict, list)):
            yield from parts(inner)


def distorted(chance: random.Random, text: str) -> str:
    """Return a knowledge file, as JSON, with a few of its parts replaced, removed, doubled or exchanged."""
    root = [parse_document(text, "f").value]
    for _ in range(chance.randint(1, 3)):
        places = list(parts(root))
        container, name = chance.choice(places)
        other_container, other_name = chance.choice(places)
        match chance.randint(0, 3):
            case 0:
                container[name] = chance.choice([*ODD, 1, 3, "hinge", "hq[side]", "{side}", "1e9", ["left"], "0.5 kg"])
            case 1 if container is not root:
                del container[name]
            case 2:
                container[name] = json.loads(as_json(other_container[other_name]), parse_float=Decimal)
            case _ if isinstance(container, dict):
                container[chance.choice(["for", "all", "in", "eq", "left", "?"])] = container[name]
    return as_json(root[0])


def as_json(value: Any) -> str:
    """Return a value as JSON with its decimals as they are."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(str(name))}: {as_json(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_json(inner) for inner in value) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value)


def use(folder: Path) -> None:
    """Load, compile, lint and use knowledge; what is accepted must work."""
    kb = None
    with refused_well():
        kb = br.load(folder, bundled=False)
    if kb is None:
        return
    lint(kb.knowledge)
    for profile in ({}, {"hq[left]": 0.45, "sitting": 9}):
        with contextlib.suppress(br.FactError):
            assessment = kb.assess(profile)
            assert br.Assessment.from_json(assessment.to_json(), kb.knowledge).replay() == ()


@pytest.mark.parametrize("change", [distorted, edited])
@given(chance=chances(), path=st.sampled_from(sorted(FILES)))
@settings(max_examples=effort(6, 80))
def test_any_distorted_knowledge_is_loaded_or_refused(
    small_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    change: Callable[[random.Random, str], str],
    chance: random.Random,
    path: str,
) -> None:
    folder = write_knowledge(tmp_path_factory.getbasetemp() / "distorted")
    (folder / path).write_text(change(chance, FILES[path]), "utf-8")
    use(folder)


@given(content=st.binary(max_size=100), path=st.sampled_from(sorted(FILES)))
@settings(max_examples=effort(4, 25))
def test_any_bytes_in_a_knowledge_file_are_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, path: str
) -> None:
    folder = write_knowledge(tmp_path_factory.getbasetemp() / "bytes", files={path: content})
    use(folder)
