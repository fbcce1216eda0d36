"""Knowledge as bytes, for other processes and machines that run the same library."""

from __future__ import annotations

import io
import pickle
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from balance_rules.model import Knowledge


class _Packer(pickle.Pickler):
    """A pickler that knows read-only mappings."""

    def reducer_override(self, value: Any) -> Any:
        """Return how a read-only mapping is made again; everything else pickles as it is."""
        return (_frozen, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented


def _frozen(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def pack(knowledge: Knowledge) -> bytes:
    """Return knowledge as bytes."""
    buffer = io.BytesIO()
    _Packer(buffer, protocol=5).dump(knowledge)
    return buffer.getvalue()


@lru_cache(maxsize=4)
def unpack(packed: bytes) -> Knowledge:
    """Return the knowledge that `pack` packed in this very run: bytes of unknown origin must never be given."""
    knowledge = pickle.loads(packed)
    assert isinstance(knowledge, Knowledge)
    return knowledge
