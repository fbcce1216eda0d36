"""What can be concluded: families, findings with their levels, and the strata that rules put them in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from balance_rules.errors import Problem, unknown_name
from balance_rules.knowledge import schemas
from balance_rules.knowledge.entries import Entries
from balance_rules.knowledge.grounding import Declared, Scope, Vocabulary
from balance_rules.knowledge.invariants import directions
from balance_rules.knowledge.measures import in_steps
from balance_rules.model import Conclusion, Family, Level, Rule, conclusions_read, key
from balance_rules.semantics import evidence_weight


def build_families(entries: Entries) -> dict[str, Family]:
    """The families of findings, in the order in which findings of one level are told."""
    found = entries.of("family", schemas.FamilySchema).values()
    return {e.id: Family(e.id, e.schema.title, n, e.schema.about, e.schema.painted) for n, e in enumerate(found)}


def declared_conclusions(entries: Entries, vocabulary: Vocabulary) -> dict[str, Declared]:
    """What may be concluded, with its instances and levels, before any rule is read."""
    declared = {}
    families, muscles = entries.by_kind.get("family", {}), entries.by_kind.get("muscle", {})
    for entry in entries.of("conclusion", schemas.ConclusionSchema).values():
        schema = entry.schema
        members = vocabulary.domains.get(schema.for_ or "", {})
        if schema.for_ and not members:
            place = str(entry.place("for"))
            vocabulary.report(unknown_name(place, schema.for_, vocabulary.domains, "domain"))
        levels = tuple(
            Level(name, Decimal(cf), evidence_weight(Decimal(cf)))
            for name, cf in schema.levels.items()
            if 0 < Decimal(cf) < 1
        )
        cuts = [0, *(level.cut for level in levels)]
        if not levels or len(levels) < len(schema.levels) or cuts != sorted(set(cuts)):
            found = ", ".join(f"{name}: {cf}" for name, cf in schema.levels.items()) or "no level"
            expected, fix = "levels that rise between 0 and 1", "Put the levels in rising order."
            vocabulary.report(entry.problem(("levels",), found, expected, fix, code="out-of-range"))
        vocabulary.report(*entry.unknown(("family",), schema.family, families, "family"))
        vocabulary.report(*entry.unknown(("muscles",), schema.muscles, muscles, "muscle"))
        declared[entry.id] = Declared(schema.for_, tuple(members), levels)
    return declared


def build_conclusions(entries: Entries, vocabulary: Vocabulary, strata: Mapping[str, int]) -> dict[str, Conclusion]:
    """The findings, one for each instance, with the stratum that each has by its rules."""
    conclusions = {}
    for entry in entries.of("conclusion", schemas.ConclusionSchema).values():
        declared = vocabulary.conclusions[entry.id]
        for instance in declared.instances or (None,):
            bindings = ((declared.domain, instance),) if declared.domain and instance else ()
            identity = key(entry.id, instance)
            scope = Scope(vocabulary, entry, bindings)
            conclusions[identity] = Conclusion(
                id=identity,
                name=entry.id,
                title=scope.text(entry.schema.title, ("title",)),
                family=entry.schema.family,
                muscles=tuple(entry.schema.muscles),
                meaning=" ".join(entry.schema.meaning.split()),
                levels=declared.levels,
                stratum=strata.get(identity, 0),
                monotone=directions(scope),
                total=entry.schema.total,
                together=entry.schema.together or "",
                place=entry.place(),
            )
    return conclusions


def strata_of(rules: Iterable[Rule], vocabulary: Vocabulary) -> dict[str, int]:
    """The stratum of each concluded finding: one above the highest finding that its rules read."""
    needed: dict[str, list[str]] = {}
    places: dict[tuple[str, str], Rule] = {}
    for rule in rules:
        needed.setdefault(rule.conclusion, [])
        for read in conclusions_read(rule.condition):
            needed[rule.conclusion].append(read)
            places.setdefault((read, rule.conclusion), rule)
    steps, cycle = in_steps(needed)
    if cycle:
        rule = places[(cycle[0], cycle[1])]
        expected = "findings that do not rest on themselves"
        fix = "Let one of these rules read the facts instead of the finding."
        vocabulary.report(Problem(str(rule.place), " → ".join(cycle), expected, fix, code="cycle"))
        return {}
    return {name: level for level, names in enumerate(steps) for name in names}


def in_strata(rules: Iterable[Rule], strata: Mapping[str, int]) -> tuple[Rule, ...]:
    """The rules in the order of their strata."""
    placed = [replace(rule, stratum=strata.get(rule.conclusion, 0)) for rule in rules]
    return tuple(sorted(placed, key=lambda rule: (rule.stratum, rule.id)))
