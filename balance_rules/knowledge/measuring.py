"""What an attribute says of its measurement: its error, and which way of changing is the better one."""

from __future__ import annotations

from fractions import Fraction

from balance_rules.knowledge import schemas
from balance_rules.knowledge.grounding import Scope
from balance_rules.model import UNIT_SIGNS, Attribute, Better, Direction, Kind, MeasurementError
from balance_rules.model.measuring import OF_NINETY, OF_ONE

_WORDS = {"mdc95": "minimal detectable change {}", "mdc90": "minimal detectable change {} at 90 %", "sem": "SEM {}"}
_FACTORS = {"mdc95": Fraction(1), "mdc90": OF_NINETY, "sem": OF_ONE}
_OF_CHANGE = {Direction.UP: Better.HIGHER, Direction.DOWN: Better.LOWER}


def build_error(schema: schemas.AttributeSchema, scope: Scope) -> MeasurementError | None:
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
        given=(_WORDS[name] if said.source else "{} by convention").format(f"{amount} {unit}".strip()),
        protocol=" ".join(said.protocol.split()),
        source=said.source,
        convention=" ".join((said.convention or "").split()),
        note=" ".join((said.note or "").split()),
        beside=tuple(said.beside),
    )


def build_better(
    schema: schemas.AttributeSchema, attribute: Attribute, scope: Scope
) -> tuple[Better | None, int | None]:
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
