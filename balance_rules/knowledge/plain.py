"""Knowledge as plain data, and back: a table in which every value stands once and names its parts by number.

The data are JSON of texts, numbers and lists, so that reading them can run nothing: what is made of them are the
classes of `balance_rules.model` and a few of the standard library, by name. Values stand in batches of one kind, those
without parts first, so that whatever a value names is there before it. Equal values become one, which halves the
memory that knowledge takes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from itertools import chain
from operator import attrgetter
from types import MappingProxyType, NoneType
from typing import Any

from balance_rules import model
from balance_rules.model import Knowledge, read_only
from balance_rules.text.collecting import uncollected
from balance_rules.text.gathering import gathered

Row = Sequence[int]
Content = tuple[Any, ...]  # the type of a value, then the value itself or the numbers of its parts

_PLAIN = {kind.__name__: kind for kind in (NoneType, bool, int, str)}
_IN_ROWS: Mapping[str, Callable[[Iterable[Any]], Any]] = {
    "tuple": tuple,
    "frozenset": frozenset,
    "mappingproxy": lambda parts: read_only(dict(zip(parts, parts, strict=True))),
}
_MODEL = {kind.__name__: kind for kind in map(vars(model).__getitem__, model.__all__) if isinstance(kind, type)}
_IN_COLUMNS: Mapping[str, Callable[..., Any]] = {"Fraction": Fraction, "Decimal": Decimal, **_MODEL}


def encoded(knowledge: Knowledge) -> str:
    """Knowledge as JSON, the same text for the same knowledge; `TypeError` for a class that the model does not have."""
    with uncollected():
        table = _Table()
        wholes = [table.number(part) for part in _parts(Knowledge)(knowledge)]
        batches, place = table.batches()
    return json.dumps([[place[number] for number in wholes], batches], ensure_ascii=False, separators=(",", ":"))


def decoded(text: str | bytes) -> Knowledge:
    """The knowledge that `encoded` wrote; of any other text there comes an exception of whatever kind."""
    with uncollected():
        wholes, batches = json.loads(text)
        table: list[Any] = []
        for kind, content in batches:
            table += _made(kind, content, table)
        return Knowledge.restored(dict(zip(_names(Knowledge), map(table.__getitem__, wholes), strict=True)))


def _made(kind: str, content: Sequence[Any], table: Sequence[Any]) -> Iterable[Any]:
    """The values of a batch; `content` holds plain values, or the numbers of parts in rows or in columns."""
    if kind in _PLAIN:
        return content
    if kind in _IN_ROWS:
        make = _IN_ROWS[kind]
        return [make(iter([table[part] for part in row])) for row in content]
    return list(map(_IN_COLUMNS[kind], *([table[part] for part in column] for column in content)))


class _Table:
    """Values by number, those that are equal and of one type under one."""

    def __init__(self) -> None:
        self._by_identity: dict[int, int] = {}
        self._alive: list[Any] = []  # an identity is of one value only while that value lives
        self._by_content: dict[Content, int] = {}
        self._levels: list[int] = []

    def number(self, value: Any) -> int:
        """The number of a value, which gets one where it is new."""
        known = self._by_identity.get(id(value))
        if known is not None:
            return known
        kind: type = type(value)
        if kind.__name__ in _PLAIN:
            content: Content = (kind, value)
        else:
            seen = self._by_identity.get
            content = (kind, *[seen(id(part)) or self.number(part) for part in _parts(kind)(value)])
        known = self._by_content.get(content)
        if known is None:
            known = self._by_content[content] = len(self._levels)
            levels = [self._levels[part] for part in content[1:]] if kind.__name__ not in _PLAIN else [-1]
            self._levels.append(1 + max(levels, default=0))
        self._by_identity[id(value)] = known
        self._alive.append(value)
        return known

    def batches(self) -> tuple[list[tuple[str, Any]], list[int]]:
        """What `decoded` reads, and the place of each number in it."""
        numbered = self._by_content.items()
        grouped = gathered(((self._levels[number], content[0].__name__), content) for content, number in numbered)
        place = [0] * len(self._levels)
        ordered = sorted(grouped.items())
        for position, content in enumerate(chain.from_iterable(group for _, group in ordered)):
            place[self._by_content[content]] = position
        return [(kind, _written(kind, group, place)) for (_, kind), group in ordered], place


def _written(kind: str, group: Iterable[Content], place: Sequence[int]) -> Any:
    if kind in _PLAIN:
        return [value for _, value in group]
    rows = [[place[part] for part in parts] for _, *parts in group]
    return rows if kind in _IN_ROWS else list(zip(*rows, strict=True))


@cache
def _parts(kind: type) -> Callable[[Any], Iterable[Any]]:
    """What gives the parts of which a value of a type is made again."""
    if kind is tuple:
        return iter
    if kind is frozenset:
        return sorted
    if kind is MappingProxyType:
        return lambda mapping: chain.from_iterable(mapping.items())
    if kind is Fraction:
        return lambda number: (number.numerator, number.denominator)
    if kind is Decimal:
        return lambda number: (str(number),)
    if kind is not Knowledge and _IN_COLUMNS.get(kind.__name__) is not kind:
        raise TypeError(f"{kind!r} cannot be kept as plain data: expected a class that `balance_rules.model` names")
    if issubclass(kind, Enum):
        return lambda member: (member.value,)
    names = _names(kind)
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names)


def _names(kind: type) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise TypeError(f"{kind!r} cannot be kept as plain data: expected a dataclass")
    return tuple(field.name for field in fields(kind))
