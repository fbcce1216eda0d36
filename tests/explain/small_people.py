"""Small random knowledge with changeable facts, and people: what the laws of explanations are tried on."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from random_knowledge import random_knowledge

from balance_rules.errors import FactError
from balance_rules.explain.basis import Grounds
from balance_rules.inference.judgement import Judged
from balance_rules.model import Changeable, Direction, Knowledge
from balance_rules.person.facts import Stated, derived
from balance_rules.semantics import infer


def small_knowledge(seed: int, **sizes: int) -> Knowledge:
    """Return random knowledge whose attributes declare at random how they can change."""
    chance = random.Random(seed)
    knowledge = random_knowledge(chance, **{"rules": 8, "attributes": 5, "conclusions": 3, "measures": 2, **sizes})
    attributes = {name: replace(a, change=_change(chance)) for name, a in knowledge.attributes.items()}
    return replace(knowledge, hash=f"small {seed} {sorted(sizes.items())}", attributes=MappingProxyType(attributes))


def _change(chance: random.Random) -> Changeable | None:
    direction = chance.choice([*Direction, None])
    return None if direction is None else Changeable(direction, chance.choice([1, 1, 2]), chance.randint(1, 3))


def person(knowledge: Knowledge, seed: int, *, stated: int | None = None, unknown: int | None = None) -> Grounds:
    """Return a person of whom `stated` facts are stated, or all but `unknown`, or four in five; measures follow."""
    chance = random.Random(seed)
    names = [fact for fact, attribute in knowledge.facts.items() if not attribute.measured]
    count = len(names) * 4 // 5 if unknown is None else len(names) - unknown
    while True:
        chosen = chance.sample(names, min(len(names), count if stated is None else stated))
        values = {name: chance.randint(knowledge.facts[name].low, knowledge.facts[name].high) for name in chosen}
        try:
            return grounds(knowledge, {name: Stated(name, v, str(v), "test") for name, v in values.items()})
        except FactError:  # a measure is out of range
            continue


def grounds(knowledge: Knowledge, stated: Mapping[str, Stated]) -> Grounds:
    """Return stated facts with what the definition says of them."""
    sheet = derived(knowledge, stated)
    return Grounds(Judged(knowledge, sheet.values, infer(knowledge, sheet.values)), sheet)
