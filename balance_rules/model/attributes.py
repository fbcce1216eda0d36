"""Attributes and measures: what may be known of a person, and how a value is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from balance_rules.model.measuring import Better, MeasurementError
from balance_rules.model.names import Place, instance_of, key
from balance_rules.model.operations import Operation


class Kind(StrEnum):
    """The type of an attribute."""

    NUMBER = "number"
    BOOLEAN = "boolean"
    CATEGORY = "category"


class Direction(StrEnum):
    """Which way a fact can be made to change."""

    UP = "up"
    DOWN = "down"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Changeable:
    """How a person can change a fact: which way, in steps of `step` resolutions, at what `cost` each."""

    direction: Direction
    step: int = 1
    cost: int = 1


UNIT_SIGNS: Mapping[str, str] = MappingProxyType(
    {"N*m": "N·m", "deg": "°", "points": "of 10", "kg/m^2": "kg/m²", "N*m/kg": "N·m/kg"}
)
_COUNTED = frozenset({"1", "points", "reps"})
_SINGULAR = re.compile(r"(?<=(?:rep|set|eek|ear|ion))s\b")  # of the units that are counted: 1 set/week


@dataclass(frozen=True, slots=True)
class Attribute:
    """A fact or measure that may be recorded about a person.

    `low` and `high` bound the value in multiples of `resolution`; `values` are a category's ids with
    their labels; `instances` the members of `domain` with their labels; `absent` is the value that the
    answer "none" gives to every instance; `typical` the value of an ordinary healthy person, from which
    safe cases and witnesses start. `change` says how a person can change it, None that nobody can.
    `above`, `below` and `torn` say where the conditions of the whole knowledge cut it (`model.cuts`).
    `unstated` is the value that silence means, None where silence means that the fact is not known; only what
    errs on the safe side may have one. `dated` names the key under which an answer may stand beside a date
    (`{date: 2026-10-01, cleared: yes}`). `test` is the exercise by which the fact is measured, where that loads.
    `silent` says why nothing is concluded from it, where that is meant. `error` is how far two measurements may lie
    apart, None where nobody has found out; `better` which way of changing is the better one, with `nearer` the stored
    value to come nearer to, None where nothing is said of it. `with_log` says that only a training log or a written
    programme tells it.
    """

    id: str
    title: str
    kind: Kind
    question: str
    how: str
    effort: int
    unit: str = "1"
    low: int = 0
    high: int = 1
    resolution: Fraction = Fraction(1)
    values: tuple[tuple[str, str], ...] = ()
    ordered: bool = False
    domain: str | None = None
    instances: tuple[tuple[str, str], ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    absent: int | None = None
    typical: int | None = None
    measured: bool = False
    unstated: int | None = None
    dated: str | None = None
    test: str | None = None
    place: Place | None = None
    change: Changeable | None = None
    silent: str = ""
    above: frozenset[int] = frozenset()
    below: frozenset[int] = frozenset()
    torn: frozenset[int] = frozenset()
    error: MeasurementError | None = None
    better: Better | None = None
    nearer: int | None = None
    with_log: bool = False

    def __repr__(self) -> str:
        return f"<Attribute {self.id}: {self.title}>"

    @property
    def is_count(self) -> bool:
        """Whether it counts something: whole numbers without a unit, points of a scale, repetitions."""
        whole = self.resolution.denominator == 1
        return self.kind is Kind.NUMBER and not self.measured and whole and self.unit in _COUNTED

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the attribute's facts, one per instance."""
        return tuple(key(self.id, instance) for instance, _ in self.instances) or (self.id,)

    def label(self, fact: str) -> str:
        """Return the title of one of the attribute's facts, its instance filled in."""
        instance = instance_of(fact)
        label = dict(self.instances).get(instance, instance) if instance else ""
        if not instance:
            return self.title
        marker = f"{{{self.domain}}}"
        return self.title.replace(marker, label) if marker in self.title else f"{self.title}, {label}"

    @property
    def title_of_all(self) -> str:
        """The title of all instances together: ``Pain``, ``Nordic hamstring force, left and right``."""
        labels = [label for _, label in self.instances]
        if len(labels) == 2:
            return self.title.replace(f"{{{self.domain}}}", " and ".join(labels))
        return re.sub(r"[,:]?( of| for)?( the)? ?\{[^{}]*\}", "", self.title)

    def ask(self, fact: str) -> str:
        """Return the question that asks for one of the attribute's facts."""
        instance = instance_of(fact)
        own = dict(self.questions).get(instance or "")
        if own:
            return own
        return self.question.replace(f"{{{self.domain}}}", dict(self.instances).get(instance or "", ""))

    def decimal(self, value: int) -> Decimal:
        """Return a stored number in the attribute's unit, exactly."""
        return Decimal(value * self.resolution.numerator) / Decimal(self.resolution.denominator)

    def show(self, value: int, *, unit: bool = True) -> str:
        """Return a stored value as text: ``0.517``, ``7.5 h/day``, ``hip hinge``, ``yes``.

        >>> Attribute("sitting", "Sitting", Kind.NUMBER, "", "", 1, "h/day", 0, 96, Fraction(1, 4)).show(30)
        '7.5 h/day'
        >>> Attribute("sets", "Sets", Kind.NUMBER, "", "", 1, "sets/week", 0, 99, Fraction(1, 2)).show(2)
        '1 set/week'
        """
        if self.kind is Kind.BOOLEAN:
            return "yes" if value else "no"
        if self.kind is Kind.CATEGORY:
            return self.values[value][1]
        times, parts = self.resolution.as_integer_ratio()
        whole, rest = divmod(value * times, parts)
        text = f"{self.decimal(value).normalize():f}" if rest else str(whole)  # most are whole: quick to write
        if self.unit == "1" or not unit:
            return text
        if self.unit == "deg":
            return f"{text}°"
        sign = UNIT_SIGNS.get(self.unit, self.unit)
        return f"{text} {_SINGULAR.sub('', sign) if text == '1' else sign}"

    def plain(self, value: int) -> str | bool | int | float:
        """Return a stored value as the plain value a profile would hold."""
        if self.kind is Kind.BOOLEAN:
            return bool(value)
        if self.kind is Kind.CATEGORY:
            return self.values[value][0]
        number = self.decimal(value)
        return int(number) if number == number.to_integral_value() else float(number)


@dataclass(frozen=True, slots=True)
class Measure:
    """A fact that is computed from other facts."""

    fact: str
    operation: Operation
    inputs: tuple[str, ...]
