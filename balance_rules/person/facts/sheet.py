"""What is known of a person, as facts of the knowledge."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact as it is known: its stored value, its words as given, and where they stand."""

    fact: str
    value: int
    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class FactSheet:
    """All that is known of a person: `values` for inference, `stated` for the trace, `notes` on the data."""

    values: Mapping[str, int]
    stated: Mapping[str, Stated]
    person: str = ""
    date: datetime.date | None = None
    notes: tuple[str, ...] = field(default=(), compare=False)  # they follow from the facts

    def __repr__(self) -> str:
        of = f" of {self.person}" if self.person else ""
        return f"<FactSheet{of}: {len(self.values)} facts{f', {self.date}' if self.date else ''}>"

    def __hash__(self) -> int:
        return hash((self.person, self.date, frozenset(self.values.items())))
