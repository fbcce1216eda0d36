"""Knowledge as plain data: what comes back is what went in, of the bundled knowledge and of random ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from effort import effort
from hypothesis import given
from random_knowledge import knowledge_bases

import balance_rules as br
from balance_rules.inference.kernel import Kernel
from balance_rules.knowledge.plain import decoded, encoded
from balance_rules.model import Knowledge, read_only

ROOT = Path(__file__).parents[2]


def assert_alike(one: Any, other: Any, met: set[tuple[int, int]]) -> None:
    """Assert that two values show themselves the same all through; a part that many share is looked at once."""
    if (id(one), id(other)) in met:
        return
    met.add((id(one), id(other)))
    assert type(one) is type(other)
    if is_dataclass(one):
        mine, theirs = ([getattr(value, field.name) for field in fields(one)] for value in (one, other))
    elif isinstance(one, Mapping):
        mine, theirs = ([part for pair in value.items() for part in pair] for value in (one, other))
    elif isinstance(one, tuple | frozenset):
        mine, theirs = list(one), list(other)
    else:
        assert repr(one) == repr(other)
        return
    for part, its in zip(mine, theirs, strict=True):
        assert_alike(part, its, met)


@pytest.fixture(scope="module")
def text(kb: br.KnowledgeBase) -> str:
    """The bundled knowledge as plain data."""
    return encoded(kb.knowledge)


@pytest.fixture(scope="module")
def again(text: str) -> Knowledge:
    """The bundled knowledge, come back."""
    return decoded(text)


def test_the_bundled_knowledge_comes_back_as_it_was(kb: br.KnowledgeBase, again: Knowledge) -> None:
    assert again is not kb.knowledge
    assert again == kb.knowledge
    assert_alike(again, kb.knowledge, set())
    assert [hash(condition) for _, condition in again.judged] == [hash(c) for _, c in kb.knowledge.judged]


def test_what_comes_back_runs_the_same(kb: br.KnowledgeBase, again: Knowledge) -> None:
    assert Kernel(again).source == kb.kernel.source


@given(knowledge_bases())
def test_any_knowledge_comes_back_as_it_was(knowledge: Knowledge) -> None:
    text = encoded(knowledge)
    again = decoded(text)
    assert again == knowledge
    assert hash(again) == hash(knowledge)
    assert_alike(again, knowledge, set())
    for field in fields(Knowledge):
        assert getattr(again, field.name) == getattr(knowledge, field.name)
    assert encoded(again) == text


def test_the_same_knowledge_is_the_same_text_in_another_process(small_folder: Path, small: br.KnowledgeBase) -> None:
    command = "import sys, hashlib; from balance_rules.knowledge import load_knowledge; "
    command += "from balance_rules.knowledge.plain import encoded; "
    command += "sys.stdout.write(encoded(load_knowledge([sys.argv[1]], bundled=False)))"
    for seed in ("1", "2")[: effort(1, 2)]:  # in this process the order of sets is a third one
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "BALANCE_RULES_CACHE": "off"}
        done = subprocess.run(
            [sys.executable, "-c", command, str(small_folder)], env=environment, capture_output=True, check=True
        )
        assert done.stdout.decode() == encoded(small.knowledge)


def test_true_and_one_stay_apart(small: br.KnowledgeBase) -> None:
    rule = small.knowledge.rules[0]
    odd: Any = (True, 1, (True,), (1,), "1", None, frozenset({3, 1, 2}), ())
    knowledge = replace(small.knowledge, rules=(replace(rule, independent=odd),))
    again = decoded(encoded(knowledge)).rules[0].independent
    assert repr(again) == repr(odd)


def test_a_mapping_keeps_its_order(small: br.KnowledgeBase) -> None:
    backwards = read_only(dict(reversed(small.knowledge.muscles.items())))
    again = decoded(encoded(replace(small.knowledge, muscles=backwards)))
    assert list(again.muscles) == list(backwards)


def test_reading_makes_classes_of_the_model_and_no_others(text: str) -> None:
    wholes, batches = json.loads(text)
    assert len(wholes) == len(fields(Knowledge))
    own = set(br.model.__all__) | {"Fraction", "Decimal", "tuple", "frozenset", "mappingproxy"}
    assert {kind for kind, _ in batches} <= own | {"str", "int", "bool", "NoneType"}
    for kind in ("os.system", "eval", "type", "object"):
        with pytest.raises(KeyError):
            decoded(json.dumps([[0], [["str", ["true"]], [kind, [[0]]]]]))


@dataclass(frozen=True)
class Stranger:
    """No class of the model."""

    name: str


@pytest.mark.parametrize("stranger", [Stranger("x"), 1.5, {"a": 1}, ["a"]])
def test_a_class_that_the_model_does_not_have_is_refused(small: br.KnowledgeBase, stranger: Any) -> None:
    with pytest.raises(TypeError, match=r"cannot be kept as plain data: expected"):
        encoded(replace(small.knowledge, not_counted=(stranger,)))
