"""Names of facts and findings, and where things stand in the knowledge."""

from __future__ import annotations

from dataclasses import dataclass


def key(name: str, instance: str | None) -> str:
    """Return the key of an instance: ``hq_conventional_60[left]``."""
    return name if instance is None else f"{name}[{instance}]"


def instance_of(fact: str) -> str | None:
    """Return the instance in a key, or None.

    >>> instance_of("pain[left_knee]")
    'left_knee'
    """
    return fact[fact.index("[") + 1 : -1] if fact.endswith("]") else None


def name_of(fact: str) -> str:
    """Return the name in a key, without its instance.

    >>> name_of("pain[left_knee]")
    'pain'
    """
    return fact.partition("[")[0]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the knowledge: file, line and column, from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
