"""Knowledge as plain data: what comes back is what went in, of random knowledge; the bundled one: `test_shipped`."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from typing import Any

import pytest
from alike import assert_alike
from hypothesis import given
from random_knowledge import knowledge_bases

import balance_rules as br
from balance_rules.knowledge.plain import decoded, encoded
from balance_rules.model import Knowledge, read_only


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


def test_reading_makes_classes_of_the_model_and_no_others(small: br.KnowledgeBase) -> None:
    """Whatever classes the bundled knowledge is of: `test_shipped` reads it."""
    text = encoded(small.knowledge)
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
