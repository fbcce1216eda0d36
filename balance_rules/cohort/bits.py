"""Polars columns as arrays, and truths of many people as bits of words: one operation judges 64 people.

A truth of three values is an array of two rows of words: whom it is certainly true of, and whom it may be true of. So
`and` and `or` are the same operation on both rows, and `not` exchanges their complements. One that is known of
everybody is a single row. What lies beyond the last person, in the rest of the last word, is any: what is counted or
shown leaves it out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from balance_rules.model import Attribute

Array = NDArray[Any]  # a value a person
Words = NDArray[np.uint64]  # a bit a person; of a truth, two rows of them


@dataclass(frozen=True, slots=True)
class Stored:
    """A fact of many people: numbers, or the bits of a yes or no; `known` are those who told it, None if all did."""

    values: Array | Words
    known: Words | None = None


def packed(flags: Array) -> Words:
    """Booleans as words.

    >>> packed(np.array([True, False, True])), counted(packed(np.array([True, False, True])), everybody(3))
    (array([5], dtype=uint64), 2)
    """
    return _whole_words(np.packbits(flags, bitorder="little"))


def unpacked(words: Words, rows: int) -> Array:
    """Words as a 0 or 1 for each person, of the narrowest type."""
    return np.unpackbits(words.view(np.uint8), count=rows, bitorder="little")


_OCTETS = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little")


def weighed(words: Words, rows: int, weight: np.signedinteger[Any]) -> Array:
    """A weight for each person whose bit is set, and 0 for the others: looked up for eight people at a time.

    >>> weighed(np.array([5], np.uint64), 3, np.int16(-7))
    array([-7,  0, -7], dtype=int16)
    """
    eights = _OCTETS * weight
    looked_up = np.take(eights.view(f"V{8 * eights.itemsize}").ravel(), words.view(np.uint8))
    return looked_up.view(eights.dtype)[:rows]


def everybody(rows: int) -> Words:
    """The words whose bits are the people."""
    return packed(np.ones(rows, np.bool_))


def counted(words: Words, among: Words) -> int:
    """How many of some people have their bit set."""
    return int(np.bitwise_count(words & among).sum())


def any_of(words: Words, among: Words) -> bool:
    """Whether any of some people have their bit set."""
    return (len(words) > 0 and bool(words[0] & among[0])) or bool((words & among).any())  # mostly of the first people


def narrowest(largest: int) -> np.dtype[Any]:
    """The narrowest type of integers that holds plus and minus a number."""
    return np.min_scalar_type(-1 - largest)


def one_of(values: Array, some: Collection[int]) -> Array:
    """Whose value is one of some, of which there are any."""
    return reduce(np.logical_or, (values == one for one in some))


def moved_by(attribute: Attribute, nearest: Array, value: Array, multiple: Array) -> Array:
    """The nearest multiples, on their values' own side of every threshold, as `exact.moved_by` has it.

    What a value is compared with is its nearest multiple in the value's own terms.
    """
    moved = nearest
    if attribute.above:
        moved = moved + ((value > multiple) & one_of(nearest, attribute.above))
    if attribute.below:
        moved = moved - ((value < multiple) & one_of(nearest, attribute.below))
    return moved


def stored(series: Any) -> Stored:
    """A Polars column as its fact is stored, without a copy where there is no need of one."""
    validity, data = (array := series.rechunk().to_arrow()).buffers()
    known = None if not array.null_count else _bits(validity, array.offset, len(array))
    if data is None or not len(array):
        return Stored(np.zeros(0, np.uint64 if series.dtype == _polars().Boolean else np.int8))
    if series.dtype == _polars().Boolean:
        return Stored(_bits(data, array.offset, len(array)), known)
    kind = np.dtype(array.type.to_pandas_dtype())
    return Stored(np.frombuffer(data, kind, len(array), array.offset * kind.itemsize), known)


def as_column(name: str, fact: Stored, rows: int) -> Any:
    """A stored fact as a Polars column."""
    import pyarrow as pa

    boolean = fact.values.dtype == np.uint64
    kind = pa.bool_() if boolean else pa.from_numpy_dtype(fact.values.dtype)
    validity = None if fact.known is None else pa.py_buffer(fact.known)
    array = pa.Array.from_buffers(kind, rows, [validity, pa.py_buffer(fact.values)])
    return _polars().from_arrow(array).alias(name)


def _bits(buffer: Any, offset: int, rows: int) -> Words:
    """A bitmap as words: from its bytes, or bit by bit where it begins within a byte."""
    whole = np.frombuffer(buffer, np.uint8)
    if offset % 8:
        flags = np.unpackbits(whole[offset // 8 : (offset + rows + 7) // 8], bitorder="little")
        return packed(flags[offset % 8 : offset % 8 + rows])
    return _whole_words(whole[offset // 8 : (offset + rows + 7) // 8])


def _whole_words(octets: Array) -> Words:
    if len(octets) % 8:
        padded = np.zeros(-(-len(octets) // 8), np.uint64)
        padded.view(np.uint8)[: len(octets)] = octets
        return padded
    return octets.view(np.uint64)


def _polars() -> Any:
    import polars

    return polars
