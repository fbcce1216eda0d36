"""The attributes that knowledge declares: what each can be, what it means unsaid, how it changes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from balance_rules.errors import unknown_name
from balance_rules.knowledge import schemas
from balance_rules.knowledge.entries import Entries, Entry
from balance_rules.knowledge.grounding import Scope, Vocabulary
from balance_rules.knowledge.loading import Domain
from balance_rules.model import UNIT_SIGNS, Attribute, Better, Changeable, Direction, Kind, MeasurementError
from balance_rules.model.measuring import OF_NINETY, OF_ONE
from balance_rules.text.quantities import is_unit

_OF_ERROR = {"mdc95": "minimal detectable change {}", "mdc90": "minimal detectable change {} at 90 %", "sem": "SEM {}"}
_FACTORS = {"mdc95": Fraction(1), "mdc90": OF_NINETY, "sem": OF_ONE}
_OF_CHANGE = {Direction.UP: Better.HIGHER, Direction.DOWN: Better.LOWER}


def build_attributes(entries: Entries, vocabulary: Vocabulary) -> dict[str, Attribute]:
    """The attributes by id; one that cannot be is a problem, and is left out while the rest is read."""
    attributes = {}
    for entry in entries.of("attribute", schemas.AttributeSchema).values():
        attribute = _attribute(entry, Scope(vocabulary, entry), entries)
        if attribute is not None:
            attributes[attribute.id] = attribute
    return attributes


def _attribute(entry: Entry[schemas.AttributeSchema], scope: Scope, entries: Entries) -> Attribute | None:
    schema, kind = entry.schema, Kind(entry.schema.type)
    members = scope.vocabulary.domains.get(schema.for_ or "", {})
    if schema.for_ and not members:
        names = scope.vocabulary.domains
        scope.vocabulary.report(unknown_name(str(entry.place("for")), schema.for_, names, "domain"))
    bounds = _bounds(schema, scope) if _fits(schema, kind, scope) else None
    if bounds is None:
        return None
    low, high, resolution = bounds
    attribute = Attribute(
        id=schema.id,
        title=schema.title,
        kind=kind,
        question=schema.question,
        how=schema.how,
        effort=schema.effort,
        unit=schema.unit,
        low=low,
        high=high,
        resolution=resolution,
        values=tuple((schema.values or {}).items()),
        ordered=schema.ordered,
        domain=schema.for_,
        instances=tuple(members.items()),
        questions=_questions(schema, kind, entries),
        measured=schema.derive is not None,
        change=_changeable(schema, resolution, scope),
        silent=" ".join((schema.silent or "").split()),
        place=entry.place(),
        dated=schema.dated,
        with_log=schema.with_log,
        test=schema.test,
    )
    return _with_values(attribute, schema, scope)


def _with_values(attribute: Attribute, schema: schemas.AttributeSchema, scope: Scope) -> Attribute:
    """The attribute with what is written in values of its own, which it has to be there to read."""
    absent = _stored(attribute, "absent", scope)
    typical = _stored(attribute, "typical", scope)
    better, nearer = _better(schema, attribute, scope)
    return replace(
        attribute,
        error=_error(schema, scope),
        better=better,
        nearer=nearer,
        absent=absent,
        typical=absent if typical is None else typical,
        unstated=_stored(attribute, "unstated", scope),
    )


def _questions(schema: schemas.AttributeSchema, kind: Kind, entries: Entries) -> tuple[tuple[str, str], ...]:
    """The questions of the members of its domain, which are for yes or no."""
    own = entries.of("domain", Domain).get(schema.for_ or "")
    asking = own.schema.members if own and kind is Kind.BOOLEAN else {}
    return tuple((member, s.question) for member, s in asking.items() if s.question)


def _fits(schema: schemas.AttributeSchema, kind: Kind, scope: Scope) -> bool:
    """Whether the attribute has what its type needs and nothing that its type cannot have; if not, say so."""
    if (kind is Kind.NUMBER) != (schema.range is not None and schema.resolution is not None):
        found, expected = f"type {schema.type}", "range and resolution for a number, and for nothing else"
        scope.problem(("type",), found, expected, "Add or remove 'range' and 'resolution'.")
    elif schema.derive is not None and kind is not Kind.NUMBER:
        scope.problem(("derive",), f"type {schema.type}", "a number", "Derive numbers only.")
    elif kind is Kind.NUMBER and not is_unit(schema.unit):
        scope.problem(("unit",), repr(schema.unit), "a unit that pint knows", "Write '1' for a pure number.")
    elif (kind is Kind.CATEGORY) != (schema.values is not None):
        found, expected = f"type {schema.type}", "values for a category, and for nothing else"
        scope.problem(("type",), found, expected, "Add or remove 'values'.")
    else:
        return True
    return False


def _changeable(schema: schemas.AttributeSchema, resolution: Fraction, scope: Scope) -> Changeable | None:
    declared = schema.change
    if declared is None or declared.direction == "none":
        return None
    steps = Fraction(1) if declared.step is None else Fraction(declared.step) / resolution
    if steps.denominator != 1 or steps < 1 or (schema.type != "number" and steps != 1):
        expected = f"a multiple of {schema.resolution}" if schema.type == "number" else "no step: a value is one step"
        scope.problem(("change", "step"), str(declared.step), expected, "Write the smallest change worth making.")
        return None
    if schema.type == "category" and not schema.ordered and declared.direction != "any":
        scope.problem(("change", "direction"), declared.direction, "any or none without an order", "Write any.")
        return None
    return Changeable(Direction(declared.direction), int(steps), declared.cost)


def _bounds(schema: schemas.AttributeSchema, scope: Scope) -> tuple[int, int, Fraction] | None:
    if schema.range is None or schema.resolution is None:
        return 0, max(1, len(schema.values or ()) - 1), Fraction(1)
    resolution = Fraction(schema.resolution)
    if resolution <= 0:
        scope.problem(("resolution",), str(schema.resolution), "a number above 0", "Write the smallest step.")
        return None
    low, high = (Fraction(end) / resolution for end in schema.range)
    if low.denominator != 1 or high.denominator != 1 or low >= high:
        found, expected = f"the range {schema.range[0]} to {schema.range[1]}", "two multiples of the resolution, rising"
        scope.problem(("range",), found, expected, f"Use multiples of {schema.resolution}.")
        return None
    return int(low), int(high), resolution


def _stored(attribute: Attribute, field: str, scope: Scope) -> int | None:
    raw = getattr(scope.entry.schema, field)
    return None if raw is None else scope.value(attribute, raw, (field,))


# ---------------------------------------------------------------- how it is measured


def _error(schema: schemas.AttributeSchema, scope: Scope) -> MeasurementError | None:
    """Return the error of an attribute's measurement; one that is no number has none."""
    said = schema.error
    if said is None:
        return None
    if schema.type != "number":
        scope.problem(("error",), f"type {schema.type}", "a number", "Remove 'error'.")
        return None
    (name,) = (name for name in _FACTORS if getattr(said, name) is not None)
    amount = getattr(said, name)
    unit = "%" if said.percent else UNIT_SIGNS.get(schema.unit, "" if schema.unit == "1" else schema.unit)
    return MeasurementError(
        mdc95=Fraction(amount) * _FACTORS[name],
        percent=said.percent,
        given=(_OF_ERROR[name] if said.source else "{} by convention").format(f"{amount} {unit}".strip()),
        protocol=" ".join(said.protocol.split()),
        source=said.source,
        convention=" ".join((said.convention or "").split()),
        note=" ".join((said.note or "").split()),
        beside=tuple(said.beside),
    )


def _better(schema: schemas.AttributeSchema, attribute: Attribute, scope: Scope) -> tuple[Better | None, int | None]:
    """Return which way of changing is the better one, and the value to come nearer to.

    Where nothing is said it is the way in which a person is asked to change it.
    """
    if schema.better is None:
        return (_OF_CHANGE.get(attribute.change.direction) if attribute.change else None), None
    word, _, value = schema.better.partition(" ")
    if attribute.kind is Kind.CATEGORY and not attribute.ordered and word != Better.NONE:
        scope.problem(("better",), repr(schema.better), "none for a category without an order", "Write none.")
        return None, None
    return Better(word), scope.value(attribute, value, ("better",)) if value else None
