"""The lines of `protocols.yaml`: which attribute takes which measurement, and how its values are put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from balance_rules.model import Attribute, Knowledge, key
from balance_rules.person.facts import shaped
from balance_rules.person.sheets.protocol import FIELDS, Protocol, plain

OWN = Path(__file__).with_name("protocols.yaml")
Take = Literal["best", "mean", "largest", "same", "weekly", "weekly_worn", "median"]
OVER_TIME = frozenset({"weekly", "weekly_worn", "median"})
NO_ATTRIBUTE = "no attribute takes it"


class Slot(BaseModel):
    """One line of `protocols.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    attribute: str
    device: str = ""
    joint: str = ""
    movement: str = ""
    contraction: str = ""
    speed: str = ""
    position: str = ""
    quantity: str = ""
    take: Take
    merges: tuple[str, ...] = ()
    pair: str = ""
    also: dict[str, str] = Field(default_factory=dict)
    at_least: Decimal | None = None
    proxy: str = ""

    @cached_property
    def words(self) -> dict[str, str]:
        """The fields of a protocol that the line names, in plain words."""
        return {name: plain(getattr(self, name)) for name in FIELDS if getattr(self, name)}

    def lacking(self, protocol: Protocol) -> list[str] | None:
        """Return the fields that the protocol leaves open, or None when it is another protocol."""
        named = {name: plain(getattr(protocol, name)) for name in self.words}
        if any(said and said != self.words[name] for name, said in named.items()):
            return None
        speed = ["speed"] if "{speed}" in self.attribute and not protocol.speed else []
        return [*(name for name, said in named.items() if not said), *speed]

    def told(self, protocol: Protocol) -> str:
        """Return a protocol in words, without those in which the values may differ."""
        return str(replace(protocol, **dict.fromkeys(self.merges, "")))

    def common(self, protocol: Protocol) -> tuple[str, ...]:
        """Return the words of a protocol in which all values must agree."""
        return tuple(getattr(protocol, name) for name in FIELDS if name not in self.merges)


@dataclass(frozen=True, slots=True)
class Taken:
    """A slot that takes a value, and the fact that it fills; of two for one fact the lower `rank` counts.

    `besides` are the attributes of which the value tells something, with what it tells.
    """

    rank: int
    slot: Slot
    attribute: Attribute
    fact: str
    besides: tuple[tuple[Attribute, str], ...] = ()


class Slots:
    """The slots that the knowledge has attributes for, looked up by protocol and side."""

    def __init__(self, knowledge: Knowledge, slots: tuple[Slot, ...]) -> None:
        self.knowledge = knowledge
        self.slots = slots
        self._quantities = {(plain(slot.device), plain(slot.quantity)) for slot in slots}
        self._known: dict[tuple[Protocol, str, str], tuple[Taken, ...] | str] = {}

    def find(self, protocol: Protocol, side: str, attribute: str = "") -> tuple[Taken, ...] | str:
        """What takes a value, or in words why nothing does; `attribute` is one that the person named."""
        asked = (protocol, side, attribute)
        known = self._known.get(asked)
        if known is None:
            known = self._named(attribute, side) if attribute else self._find(protocol, side)
            if len(self._known) < 10_000:
                self._known[asked] = known
        return known

    def words(self, protocol: Protocol) -> str:
        """What is told of a measurement that nothing takes: of a quantity that no slot knows, its name."""
        known = (plain(protocol.device), plain(protocol.quantity)) in self._quantities
        return str(protocol) if known else protocol.quantity or str(protocol)

    def _named(self, attribute: str, side: str) -> tuple[Taken, ...] | str:
        """What takes a value of an attribute, put together as its line or its own instructions say."""
        found = self.knowledge.attributes.get(attribute)
        if found is None:
            return NO_ATTRIBUTE
        own: Take = "best" if "best" in found.how else "same"
        take = next((slot.take for slot in self.slots if slot.attribute == attribute), own)
        return self._taken(-1, Slot(attribute=attribute, take=take), found, side)

    def _find(self, protocol: Protocol, side: str) -> tuple[Taken, ...] | str:
        taken: list[Taken] = []
        reasons: list[str] = []
        for rank, slot in enumerate(self.slots):
            lacking = slot.lacking(protocol)
            attribute = self.knowledge.attributes.get(slot.attribute.replace("{speed}", protocol.speed))
            if lacking is None or (attribute is None and not lacking):
                continue
            found = f"the file does not say the {' and the '.join(lacking)}" if lacking else ""
            answer = found or self._taken(rank, slot, attribute, side)
            if isinstance(answer, str):
                reasons.append(answer)
            else:
                taken += answer
        return tuple(taken) or min(reasons, key=len, default=NO_ATTRIBUTE)

    def _taken(self, rank: int, slot: Slot, attribute: Attribute | None, side: str) -> tuple[Taken, ...] | str:
        assert attribute is not None
        sides = [name for name, _ in attribute.instances]
        if not sides and side:
            return f"{attribute.id!r} has no sides"
        if sides and side not in sides:
            return "the file does not say the side"
        known = self.knowledge.attributes
        besides = tuple((known[name], word) for name, word in slot.also.items() if name in known)
        return (Taken(rank, slot, attribute, key(attribute.id, side or None), besides),)


def load_slots(knowledge: Knowledge, *files: Path) -> Slots:
    """Return the slots of the library, those of `files` before them.

    Raises
    ------
    FactError
        A file cannot be read, or a line has an unknown word.
    """
    return Slots(knowledge, (*chain.from_iterable(map(_slots, files)), *_own()))


@cache
def _own() -> tuple[Slot, ...]:
    return _slots(OWN)


def _slots(file: Path) -> tuple[Slot, ...]:
    return shaped(file, _shapes())


@cache
def _shapes() -> TypeAdapter[tuple[Slot, ...]]:
    return TypeAdapter(tuple[Slot, ...])
