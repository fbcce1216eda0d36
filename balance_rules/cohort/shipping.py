"""Knowledge as bytes, for other processes and machines that run the same library."""

from __future__ import annotations

import pickle

from balance_rules.model import Knowledge


def pack(knowledge: Knowledge) -> bytes:
    """Knowledge as bytes."""
    return pickle.dumps(knowledge, protocol=5)


def unpack(packed: bytes) -> Knowledge:
    """The knowledge that `pack` packed in this very run: bytes of unknown origin must never be given."""
    knowledge = pickle.loads(packed)
    assert isinstance(knowledge, Knowledge)
    return knowledge
