"""What a value from anywhere says: the plain value a profile would hold, or nothing.

One statement for profiles, mappings and every kind of table (docs/reference/cells.md): null, pandas' `NA`
and `NaT`, a float that is NaN and a blank text say nothing, so the fact is unknown. A scalar of NumPy or
Arrow is the Python value it stands for.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

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
        return plain(raw.as_py()) if hasattr(raw, "as_py") else raw
    if getattr(raw, "shape", None) != () or not hasattr(raw, "item"):
        return raw
    if name in ("float16", "float32", "longdouble", "float128"):
        return float(str(raw))  # the shortest decimal that stands for it, as when it is printed
    return raw.item()
