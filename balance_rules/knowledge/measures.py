"""Measures: facts computed from other facts, checked to have inputs, units and an order that make sense."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter

from balance_rules.errors import nearest
from balance_rules.knowledge import schemas
from balance_rules.knowledge.entries import Entries
from balance_rules.knowledge.grounding import Scope, Vocabulary
from balance_rules.model import MOST_REPETITIONS, Kind, Measure, Operation, Trait, key, name_of
from balance_rules.text.quantities import unit_factor


def build_measures(entries: Entries, vocabulary: Vocabulary) -> tuple[Measure, ...]:
    """Return the measures, each after those it needs."""
    measures: dict[str, Measure] = {}
    needed: dict[str, Collection[str]] = {}
    for entry in entries.of("attribute", schemas.AttributeSchema).values():
        attribute = vocabulary.attributes.get(entry.id)
        if entry.schema.derive is None or attribute is None:
            continue
        instances: list[str | None] = [name for name, _ in attribute.instances]
        for instance in instances or [None]:
            bindings = ((attribute.domain, instance),) if attribute.domain and instance else ()
            measure = _measure(Scope(vocabulary, entry, bindings), key(attribute.id, instance))
            if measure is not None:
                measures[measure.fact] = measure
                for source in measure.inputs:
                    needed.setdefault(source, ())
                needed[measure.fact] = measure.inputs
    steps, cycle = in_steps(needed)
    if cycle:
        entry = entries.of("attribute", schemas.AttributeSchema)[name_of(cycle[0])]
        expected, fix = "measures that do not need themselves", "Let one of them be measured instead of derived."
        vocabulary.report(entry.problem(("derive",), " → ".join(cycle), expected, fix, code="cycle"))
        return ()
    return tuple(measures[fact] for step in steps for fact in step if fact in measures)


def _measure(scope: Scope, fact: str) -> Measure | None:
    derive = scope.entry.schema.derive
    if len(derive) != 1 or next(iter(derive)) not in list(Operation):
        like = nearest(next(iter(derive), ""), list(Operation)) or Operation.RATIO
        fix = f"Write 'derive: {{{like}: [a, b]}}'."
        scope.problem(("derive",), ", ".join(derive) or "nothing", "one of " + ", ".join(Operation), fix)
        return None
    ((operation, references),) = derive.items()
    inputs = [scope.reference(text, ("derive", operation, i)) for i, text in enumerate(references)]
    known = [name for name in inputs if name is not None]
    for i, name in enumerate(known):
        attribute = scope.attribute_of(name)
        if attribute is None or attribute.kind is not Kind.NUMBER:
            scope.problem(("derive", operation, i), repr(name), "a fact that is a number", "Use a number.")
    meant = Operation(operation)
    of_two = Trait.OF_TWO in meant.traits
    if len(references) < 2 or (of_two and len(references) > 2):
        expected = "two inputs" if of_two else "two inputs or more"
        found = "1 input" if len(references) == 1 else f"{len(references)} inputs"
        scope.problem(("derive", operation), found, expected, f"Write 'derive: {{{operation}: [a, b]}}'.")
        return None
    problem = _misfit(meant, scope, known) if len(known) == len(references) else None
    if problem:
        scope.problem(("derive", operation), *problem, "Nothing is converted: give them units that fit each other.")
    return Measure(fact, meant, tuple(known)) if len(known) == len(references) else None


def _misfit(operation: Operation, scope: Scope, inputs: list[str]) -> tuple[str, str] | None:
    """Return the units found and expected where a measure's own is not what its inputs give."""
    units = [attribute.unit for name in inputs if (attribute := scope.attribute_of(name))]
    found = f"a measure in {scope.entry.schema.unit!r} from {', '.join(units)}"
    first, *others = units or [""]
    if operation is Operation.RATIO:
        powers = "*".join(unit if n == 1 else f"{unit}^{n}" for unit, n in Counter(others).items())
        wanted = "1" if others == [first] else f"{first}/({powers})" if "*" in powers else f"{first}/{powers}"
    elif operation is Operation.ESTIMATED_MAXIMUM:
        sets = scope.attribute_of(inputs[-1])
        if sets is None or others != ["reps"] or sets.low < 1 or sets.high * sets.resolution > MOST_REPETITIONS:
            return found, f"a load and repetitions from 1 to {MOST_REPETITIONS}, beyond which nothing is estimated"
        wanted = first
    elif set(others) != {first}:
        return found, "inputs in one unit"
    else:
        wanted = "%" if Trait.IN_PERCENT in operation.traits else first
    fits = scope.entry.schema.unit == wanted or unit_factor(wanted, scope.entry.schema.unit) == 1
    return None if fits else (found, f"the unit {wanted!r}")


def in_steps(needed: Mapping[str, Collection[str]]) -> tuple[list[tuple[str, ...]], list[str]]:
    """The names in steps, each after all that its names need; or a cycle, as a path that ends where it begins.

    >>> in_steps({"c": ["a", "b"], "b": ["a"]})
    ([('a',), ('b',), ('c',)], [])
    >>> in_steps({"a": ["b"], "b": ["a"]})[1] in (["a", "b", "a"], ["b", "a", "b"])
    True
    """
    order: TopologicalSorter[str] = TopologicalSorter({name: dict.fromkeys(needs) for name, needs in needed.items()})
    try:
        order.prepare()
    except CycleError as error:
        return [], list(error.args[1])
    steps = []
    while order.is_active():
        steps.append(order.get_ready())
        order.done(*steps[-1])
    return steps, []
