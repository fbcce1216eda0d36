"""Two values compared all through, by what each part of them shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def assert_alike(one: Any, other: Any, met: set[tuple[int, int]]) -> None:
    """Assert that two values show themselves the same all through; a part that many share is looked at once."""
    if (id(one), id(other)) in met:
        return
    met.add((id(one), id(other)))
    assert type(one) is type(other)
    if is_dataclass(one):
        mine, theirs = ([getattr(value, field.name) for field in fields(one)] for value in (one, other))
    elif isinstance(one, Mapping):
        mine, theirs = ([part for pair in value.items() for part in pair] for value in (one, other))
    elif isinstance(one, tuple | frozenset):
        mine, theirs = list(one), list(other)
    else:
        assert repr(one) == repr(other)
        return
    for part, its in zip(mine, theirs, strict=True):
        assert_alike(part, its, met)
