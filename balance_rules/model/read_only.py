"""Read-only mappings, which pickle and copy as other values do."""

from __future__ import annotations

import copyreg
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def read_only(mapping: Mapping[K, V]) -> MappingProxyType[K, V]:
    """A mapping that nobody can change any more, nor through the one it is made of.

    >>> read_only({"left": 1})["left"]
    1
    """
    return MappingProxyType(dict(mapping))


# Python pickles no read-only mapping by itself, so no value that holds one; there is one way to make it again.
copyreg.pickle(MappingProxyType, lambda mapping: (read_only, (dict(mapping),)))
