"""People for a knowledge base: profiles as a coach would send them, three answers in ten left out."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from balance_rules import FactError, KnowledgeBase
from balance_rules.model import Attribute, Compare, Kind, Knowledge, leaves, name_of

MISSING = 0.3
LIKE_MOST = 0.8
SPREAD = 0.2
DIFFERENCE_OF_SIDES = 0.1


def plausible_profiles(kb: KnowledgeBase, count: int, seed: int = 3) -> list[dict[str, Any]]:
    """Return profiles that `kb` accepts.

    A number lies around what a rule compares it with, and is alike on both sides of a body; what has a
    typical value has it in most people. Measures are left to be derived.
    """
    chance = random.Random(seed)
    thresholds = _thresholds(kb.knowledge)
    profiles: list[dict[str, Any]] = []
    while len(profiles) < count:
        profile = _profile(chance, kb.knowledge, thresholds)
        try:
            kb.read_facts(profile)
        except FactError:  # a measure out of its range: nobody is like this
            continue
        profiles.append(profile)
    return profiles


def _thresholds(knowledge: Knowledge) -> Mapping[str, Sequence[int]]:
    """Return the values that conditions compare each attribute with."""
    found: dict[str, set[int]] = defaultdict(set)
    for _, condition in knowledge.judged:
        for leaf in leaves(condition):
            if isinstance(leaf, Compare):
                found[name_of(leaf.fact)].add(leaf.value)
    return {name: sorted(values) for name, values in found.items()}


def _profile(chance: random.Random, knowledge: Knowledge, thresholds: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    profile: dict[str, Any] = {}
    for attribute in knowledge.attributes.values():
        if attribute.measured or chance.random() < MISSING:
            continue
        third = attribute.low + (attribute.high - attribute.low) // 3
        centre = chance.choice(thresholds.get(attribute.id) or [third])
        values = [attribute.plain(_value(chance, attribute, centre)) for _ in attribute.keys]
        names = [name for name, _ in attribute.instances]
        profile[attribute.id] = dict(zip(names, values, strict=True)) if names else values[0]
    return profile


def _value(chance: random.Random, attribute: Attribute, centre: int) -> int:
    if attribute.typical is not None and chance.random() < LIKE_MOST:
        return attribute.typical
    match attribute.kind:
        case Kind.NUMBER:
            spread = SPREAD if not attribute.instances else DIFFERENCE_OF_SIDES
            value = round(chance.gauss(centre, spread * abs(centre)))
            return max(attribute.low, min(attribute.high, value))
        case _:
            return chance.randint(attribute.low, attribute.high)
