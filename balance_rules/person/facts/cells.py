"""What a value from anywhere says: the plain value a profile would hold, or nothing.

One statement for profiles, mappings and every kind of table (docs/reference/cells.md): null, pandas' `NA`
and `NaT`, a float that is NaN and a blank text say nothing, so the fact is unknown. A scalar of NumPy or
Arrow is the Python value it stands for, a column of values the list of them.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

EARLIEST = datetime.date(1900, 1, 1)  # of what anybody who trains can have a date of
_LIBRARIES = frozenset({"numpy", "pandas", "pyarrow"})
_ABSENT = frozenset({"NAType", "NaTType"})


def plain(raw: Any) -> Any:
    """Return a value as the plain value a profile would hold, None where it says nothing.

    >>> plain(" "), plain(float("nan")), plain(7.5), plain("7.5 h/day"), plain(False)
    (None, None, 7.5, '7.5 h/day', False)
    """
    if raw is None or isinstance(raw, (bool, int, Decimal)):
        return raw
    if isinstance(raw, str):
        text = str.__str__(raw)  # of NumPy's own kind of text too
        return text if text.strip() else None
    library = type(raw).__module__.partition(".")[0]
    if library in _LIBRARIES:
        raw = _unwrapped(raw, library)
    if isinstance(raw, float):
        return None if math.isnan(raw) else float(raw)
    return raw


def _unwrapped(raw: Any, library: str) -> Any:
    name = type(raw).__name__
    if name in _ABSENT:
        return None
    if library == "pyarrow":
        return plain(raw.as_py()) if hasattr(raw, "as_py") else raw.to_pylist() if hasattr(raw, "to_pylist") else raw
    shape = getattr(raw, "shape", None)
    if shape is not None and len(shape) == 1 and hasattr(raw, "tolist"):
        return list(raw.tolist())  # a column of values: a list, which few attributes take
    if shape != () or not hasattr(raw, "item"):
        return raw
    if name in ("float16", "float32", "longdouble", "float128"):
        return float(str(raw))  # the shortest decimal that stands for it, as when it is printed
    if name == "datetime64":  # of nanoseconds the item would be a bare number
        return _day(raw.astype("datetime64[us]").item())
    return raw if name == "timedelta64" else raw.item()


def _day(moment: Any) -> Any:
    """Return a moment at midnight as its day; None where it is NaT."""
    midnight = moment is not None and not (moment.hour or moment.minute or moment.second or moment.microsecond)
    return moment.date() if midnight else moment


def day(raw: Any) -> datetime.date:
    """Return a plain value as the day that it says: a date, a moment at midnight, or text such as 2026-01-31.

    >>> day("2026-01-31")
    datetime.date(2026, 1, 31)

    Raises
    ------
    ValueError
        It says no day, as a number does (20260131 might be seconds), or one of which nobody's facts can be.
    """
    said = _day(raw) if isinstance(raw, datetime.datetime) else raw
    if isinstance(said, str) and len(said) == len("2026-01-31") and said[4] == said[7] == "-":
        said = datetime.date.fromisoformat(said)
    if isinstance(said, datetime.date) and not isinstance(said, datetime.datetime) and said >= EARLIEST:
        return said
    raise ValueError("no day")


def row(raw: Any) -> Any:
    """Return a row of pandas as the mapping of its columns; anything else as it is."""
    if type(raw).__module__.partition(".")[0] == "pandas" and hasattr(raw, "to_dict") and len(raw.shape) == 1:
        return raw.to_dict()
    return raw


def says_nothing(raw: Any) -> bool:
    """Return whether nothing is said: null, or null for each instance that is named.

    >>> says_nothing({"left": None}), says_nothing({}), says_nothing("none")
    (True, False, False)
    """
    if isinstance(raw, Mapping):  # an empty one is an untouched form's, and is refused
        return bool(raw) and all(plain(part) is None for part in raw.values())
    return plain(raw) is None
