"""A formula in parts says what it says as a whole, and what is turned in it is evaluated as if it were new."""

from __future__ import annotations

import random

import pytest
from effort import effort

from balance_rules.explain.folding import Folding, Formula, Reading
from balance_rules.model import Knowledge
from explain.small_people import small_knowledge

SEEDS = range(effort(30, 120))


def _formula(knowledge: Knowledge, chance: random.Random) -> Formula:
    """What somebody of whom anything may change makes of a condition of the knowledge."""
    folding = Folding(knowledge, {}, frozenset(knowledge.facts))
    _, condition = chance.choice(knowledge.judged)
    return Formula(folding, folding.of(condition, chance.choice(list(Reading))))


def _some(chance: random.Random, bits: int) -> int:
    return bits & chance.getrandbits(bits.bit_length() or 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_read_of_some_literals_stands_for_them(seed: int) -> None:
    knowledge = small_knowledge(seed, rules=12)
    whole, parted = (_formula(knowledge, random.Random(seed)) for _ in range(2))
    chance = random.Random(seed)
    literals = [1 << i for i in range(len(whole.literals))]
    chance.shuffle(literals)
    cuts = sorted(chance.randint(0, len(literals)) for _ in range(3))
    groups = [literals[first:last] for first, last in zip([0, *cuts], cuts, strict=False)]
    owns = parted.apart(groups)
    rest = sum(literals[cuts[-1] :])
    assert parted.bits == rest | sum(own.read for own in owns)
    for _ in range(20):
        so = _some(chance, whole.bits)
        said = sum(own.said(so & sum(group)) for own, group in zip(owns, groups, strict=True))
        assert parted(so & rest | said) == whole(so)


@pytest.mark.parametrize("seed", SEEDS)
def test_literals_that_are_turned_come_to_what_they_come_to_from_the_start(seed: int) -> None:
    chance = random.Random(seed)
    formula = _formula(small_knowledge(seed, rules=12), chance)
    formula.also(chance.randint(0, 2))
    for _ in range(20):
        so, turned = _some(chance, formula.bits), _some(chance, formula.bits)
        instead = _some(chance, turned)
        closed = formula.turned(formula.closed(so), formula.bearing(turned), instead)
        assert closed == formula.closed(so & ~turned | instead)
        assert formula.holds(closed) == formula(so & ~turned | instead)
